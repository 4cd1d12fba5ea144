// The papers of a report: the one that is the report (made from what is written, then opened), and letters of reminder.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useNavigate } from 'react-router';
import { useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { MayButton } from '../../components/MayButton.tsx';
import { DocumentStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { ReportDetail } from './use-figures.ts';

export function ReportDocuments({ detail }: { readonly detail: ReportDetail }) {
  const t = useText();
  const w = t.periodic.document;
  const navigate = useNavigate();
  const create = useCommand('documents.create');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { report, documents } = detail;
  const own =
    documents.find(({ id }) => id === report.documentId) ??
    documents.find(({ kind, status }) => kind === 'period_report' && status !== 'withdrawn');
  const others = documents.filter(({ id }) => id !== own?.id);

  async function make() {
    await flushAll();
    const made = await create.run({ kind: 'period_report', periodReportId: report.id });
    if (made !== undefined) void navigate(`/documents/${made.id}`);
  }
  return (
    <>
      {others.length === 0 ? null : (
        <>
          <Button aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
            {w.all}
            <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
              ▾
            </Box>
          </Button>
          <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
            {others.map((one) => (
              <MenuItem
                key={one.id}
                onClick={() => {
                  setAnchor(null);
                  void navigate(`/documents/${one.id}`);
                }}
                sx={{ gap: 2, justifyContent: 'space-between', maxWidth: '40rem' }}
              >
                <Box sx={{ minWidth: 0, whiteSpace: 'normal' }}>
                  {t.labels.documentKind[one.kind]}
                  <Box
                    component="span"
                    sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}
                  >
                    {[one.agencyName, one.number, dayOrBlank(one.issuedOn)]
                      .filter((part) => part !== null && part !== '')
                      .join(' · ')}
                  </Box>
                </Box>
                <DocumentStatusChip status={one.status} />
              </MenuItem>
            ))}
          </Menu>
        </>
      )}
      {own === undefined ? (
        <MayButton
          method="documents.create"
          variant="contained"
          title={w.createHint}
          disabled={create.pending}
          onClick={() => void make()}
        >
          {w.create}
        </MayButton>
      ) : (
        <Button
          variant="contained"
          onClick={() => void flushAll().then(() => navigate(`/documents/${own.id}`))}
        >
          {w.open}
        </Button>
      )}
    </>
  );
}
