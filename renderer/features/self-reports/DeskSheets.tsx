// The blank working sheet and the member's report of one visit: chosen by member or by domain, looked at, printed.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { SelectField } from '../../components/Fields.tsx';
import { SheetDialog } from '../../components/SheetActions.tsx';
import { useText } from '../../i18n/text.tsx';

const kinds = ['working_sheet', 'member_report'] as const;
type Kind = (typeof kinds)[number];

interface DeskSheetsProps {
  readonly workspace: Pick<VisitWorkspace, 'visit' | 'plan' | 'domains' | 'criteria'>;
}
export function DeskSheets({ workspace }: DeskSheetsProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (workspace.criteria.length === 0) return null;
  async function show() {
    await flushAll();
    setOpen(true);
  }
  return (
    <>
      <Button variant="outlined" aria-haspopup="dialog" onClick={() => void show()}>
        {t.selfReports.print.button}
      </Button>
      {open ? <PrintDialog workspace={workspace} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function PrintDialog({ workspace, onClose }: DeskSheetsProps & { readonly onClose: () => void }) {
  const t = useText();
  const w = t.selfReports.print;
  const { visit, plan, domains, criteria } = workspace;
  const [kind, setKind] = useState<Kind>('working_sheet');
  const [whose, setWhose] = useState('all');
  const members = useQueryOf('desk.beside', { visitId: visit.id }).data?.members ?? [];
  const asked = domains.filter(({ id }) => criteria.some(({ domainId }) => domainId === id));
  const names = new Map(asked.map((domain) => [domain.id, domain.shortName]));
  const choices = [
    { value: 'all', label: w.all },
    ...members
      .map((member) => ({ ...member, own: member.domainIds.flatMap((id) => names.get(id) ?? []) }))
      .filter(({ own }) => own.length > 0)
      .map(({ id, name, own }) => ({ value: `member:${id}`, label: w.member(name, own.join('; ')) })),
    ...asked.map(({ id, name }) => ({ value: `domain:${id}`, label: w.domain(name) })),
  ];
  const [of, id = ''] = whose.split(':');
  const scope = of === 'member' ? { memberId: id } : of === 'domain' ? { domainIds: [id] } : {};
  return (
    <SheetDialog
      title={w.title}
      input={{ planId: plan.id, visitId: visit.id, kind, ...scope }}
      controls={
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', pt: 1 }}>
          <ChoiceToggle
            label={w.kind}
            value={kind}
            choices={kinds.map((value) => ({ value, label: w[value] }))}
            onChange={setKind}
          />
          <Box sx={{ flex: '1 1 20rem', display: 'grid' }}>
            <SelectField
              label={w.whose}
              value={whose}
              choices={choices}
              onChange={(next) => setWhose(next ?? 'all')}
            />
          </Box>
        </Box>
      }
      onClose={onClose}
    />
  );
}
