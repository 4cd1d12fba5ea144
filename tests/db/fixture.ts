/** Rows, ids and a clock for tests; also used by processes of their own, so without vitest. */
import type { Journal } from '../../db/journal.ts';

export function testClock(start = Date.UTC(2026, 0, 5, 1)) {
  let now = start;
  return {
    now: () => now,
    move(milliseconds: number) {
      now += milliseconds;
    },
  };
}

export function uuid(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function testIds(start = 0x1000) {
  let last = start;
  return { next: () => uuid(++last) };
}

export const OFFICE = uuid(1);
export const AN = uuid(2);
export const BINH = uuid(3);
export const AGENCY = uuid(10);
export const VERSION = uuid(11);
export const DOMAIN = uuid(12);
export const PLAN = uuid(20);
export const VISIT = uuid(21);

export function head(method = 'test.write', actorId: string | null = AN) {
  return { method, actorId, officeId: OFFICE };
}

/** An office, two persons, one agency, a domain, a plan with one visit: written as the system. */
export function seed(journal: Journal): void {
  journal.run({ ...head('test.seed', null), kind: 'system' }, (write) => {
    write.insert('office', {
      id: OFFICE,
      originOfficeId: OFFICE,
      name: 'UBND tỉnh Hải Dương',
      level: 'province',
    });
    write.insert('person', { id: AN, officeId: OFFICE, fullName: 'Nguyễn Thị An' });
    write.insert('person', { id: BINH, officeId: OFFICE, fullName: 'Trần Văn Bình' });
    write.insert('agency', { id: AGENCY, kind: 'so_nganh' });
    write.insert('agency_version', { id: VERSION, agencyId: AGENCY, name: 'Sở Nội vụ' });
    write.insert('domain', {
      id: DOMAIN,
      domainSet: 'pl1',
      key: 'cd',
      ordinal: 1,
      name: 'Chỉ đạo, điều hành',
      shortName: 'Chỉ đạo',
    });
    write.insert('plan', {
      id: PLAN,
      officeId: OFFICE,
      title: 'Kiểm tra công tác CCHC năm 2019',
      year: 2019,
      status: 'draft',
    });
    write.insert('visit', {
      id: VISIT,
      planId: PLAN,
      agencyId: AGENCY,
      agencyVersionId: VERSION,
      ordinal: 1,
      status: 'planned',
    });
  });
}

export function finding(id: string, text = 'Chưa ban hành kế hoạch', ordinal = 1) {
  return { id, planId: PLAN, domainId: DOMAIN, ordinal, kind: 'limitation', scope: 'round', text } as const;
}
