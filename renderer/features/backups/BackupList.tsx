// The copies, newest first: when, why, how much, where, proven or not.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { BackupRow } from '../../../core/contract/backups.ts';
import { MayButton } from '../../components/MayButton.tsx';
import { EmptyState } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeWords } from '../evidence/evidence-words.ts';
import { useDayWords } from './use-backups.ts';

const PAGE = 20;

export const copyTable = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  lineHeight: 1.6,
  '& th': {
    textAlign: 'left',
    fontWeight: 600,
    color: 'text.secondary',
    py: 0.75,
    pr: 2,
    borderBottom: '1px solid',
    borderColor: 'divider',
    whiteSpace: 'nowrap',
  },
  '& td': { py: 0.5, pr: 2, borderBottom: '1px solid', borderColor: 'divider' },
  '& .figure': { textAlign: 'right', whiteSpace: 'nowrap' },
} as const;

interface BackupListProps {
  readonly rows: readonly BackupRow[];
  readonly onRestore: (row: BackupRow) => void;
}

export function BackupList({ rows, onRestore }: BackupListProps) {
  const w = useText().backups;
  const dayWords = useDayWords();
  const [shown, setShown] = useState(PAGE);
  if (rows.length === 0) return <EmptyState title={w.empty} text={w.emptyText} />;
  const sorted = rows.toSorted((a, b) => b.madeAt - a.madeAt);
  return (
    <>
      <Box sx={{ overflowX: 'auto' }}>
        <Box component="table" aria-label={w.list} sx={copyTable}>
          <thead>
            <tr>
              <th scope="col">{w.when}</th>
              <th scope="col">{w.why}</th>
              <th scope="col" className="figure">
                {w.rows}
              </th>
              <th scope="col" className="figure">
                {w.files}
              </th>
              <th scope="col" className="figure">
                {w.size}
              </th>
              <th scope="col">{w.where}</th>
              <th scope="col">{w.proven}</th>
              <Box component="td" aria-label={w.acts} />
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown).map((row) => {
              const when = dayWords(row.madeAt);
              return (
                <tr key={`${row.place}:${row.name}`}>
                  <Box
                    component="th"
                    scope="row"
                    sx={{ '&&': { color: 'text.primary', fontWeight: 500, py: 0.5 } }}
                  >
                    {when}
                  </Box>
                  <td>{w.reasons[row.reason]}</td>
                  <td className="figure">{formatCount(row.rows)}</td>
                  <td className="figure">{formatCount(row.files)}</td>
                  <td className="figure">{sizeWords(row.bytes + row.fileBytes)}</td>
                  <td>{w.places[row.place]}</td>
                  <td>
                    <StatusChip
                      tone={row.proven ? 'verified' : 'due'}
                      label={row.proven ? w.isProven : w.notProven}
                    />
                  </td>
                  <Box component="td" sx={{ textAlign: 'right' }}>
                    <MayButton
                      method="backups.restore"
                      aria-label={w.restoreOf(when)}
                      onClick={() => onRestore(row)}
                    >
                      {w.restore}
                    </MayButton>
                  </Box>
                </tr>
              );
            })}
          </tbody>
        </Box>
      </Box>
      {sorted.length > shown ? (
        <Button sx={{ mt: 1 }} onClick={() => setShown(shown + PAGE)}>
          {w.more(formatCount(Math.min(PAGE, sorted.length - shown)))}
        </Button>
      ) : null}
    </>
  );
}
