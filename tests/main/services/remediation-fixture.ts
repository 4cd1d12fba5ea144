// Brings a recommendation into a state on the way that people take.
import type { Recommendation } from '../../../core/contract/recommendations.ts';
import type { Office } from './fixture.ts';

export async function bringTo(
  office: Office,
  id: string,
  status: Exclude<Recommendation['status'], 'transferred'>,
  on = '2019-10-01',
): Promise<void> {
  const item = () => {
    const rev = office.context.stores.recommendations.get(id)!.rev;
    return { items: [{ id, rev }], on };
  };
  switch (status) {
    case 'open':
      return;
    case 'in_progress':
      await office.call('remediation.start', item());
      return;
    case 'reported':
      await office.call('remediation.report', { ...item(), note: 'Đã xem tại chỗ' });
      return;
    case 'returned':
      await bringTo(office, id, 'reported', on);
      await office.call('remediation.return', { ...item(), reason: 'Chưa có tài liệu' });
      return;
    case 'verified':
      await bringTo(office, id, 'reported', on);
      await office.call('proofs.add', {
        recommendationId: id,
        documentName: 'Quyết định số 12/QĐ-UBND',
        provedOn: on,
      });
      await office.call('remediation.verify', item());
      return;
    case 'no_longer_applicable':
      await office.call('remediation.close', {
        ...item(),
        documentText: 'Quyết định số 99/QĐ-UBND',
        reason: 'Không còn chức năng này',
      });
  }
}
