// What stands in the way of the schedule, in words, the heavier first; each line leads to its card.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Board, Conflict } from '../../../core/contract/schedule.ts';
import { CountField } from '../../components/Fields.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { conflictGroup } from './board-model.ts';
import type { ConflictGroup } from './board-model.ts';
import { conflictText } from './schedule-words.ts';

/** More lines than this are folded until they are asked for. */
const SHOWN = 8;
interface ConflictPanelProps {
  readonly board: Board;
  readonly names: ReadonlyMap<string, string>;
  readonly burdenDays: number;
  readonly onBurdenDays: (days: number) => void;
  readonly onGo: (visitId: string) => void;
}
export function ConflictPanel({ board, names, burdenDays, onBurdenDays, onGo }: ConflictPanelProps) {
  const t = useText();
  const w = t.schedule.conflicts;
  return (
    <Box component="section" id="schedule-conflicts" aria-label={w.title}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2" sx={{ flex: 1, minWidth: '12rem' }}>
          {w.title}
        </Typography>
        <Box sx={{ width: { xs: '100%', sm: '21rem' } }}>
          <CountField
            label={w.burdenDays}
            value={burdenDays}
            helperText={w.burdenHint}
            onChange={(days) => onBurdenDays(Math.min(days ?? 0, 365))}
          />
        </Box>
      </Box>
      {board.conflicts.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.none}
        </Typography>
      ) : (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
            alignItems: 'start',
          }}
        >
          <Group title={w.errors} group={conflictGroup(board.conflicts, 'error')} names={names} onGo={onGo} />
          <Group
            title={w.warnings}
            group={conflictGroup(board.conflicts, 'warning')}
            names={names}
            onGo={onGo}
          />
        </Box>
      )}
    </Box>
  );
}

interface GroupProps {
  readonly title: (count: string) => string;
  readonly group: ConflictGroup;
  readonly names: ReadonlyMap<string, string>;
  readonly onGo: (visitId: string) => void;
}
function Group({ title, group, names, onGo }: GroupProps) {
  const t = useText();
  const w = t.schedule.conflicts;
  const [all, setAll] = useState(false);
  const { counted, listed } = group;
  if (counted.length + listed.length === 0) return null;
  const shown = all ? listed : listed.slice(0, SHOWN);
  return (
    <Box component="section">
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {title(formatCount(counted.length + listed.length))}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {counted.map(({ code, count }) => (
          <Box component="li" key={code} sx={{ py: 0.5, fontSize: '0.8125rem' }}>
            {code === 'NO_TEAM'
              ? w.manyWithoutTeam(formatCount(count))
              : w.manyWithoutDay(formatCount(count))}
          </Box>
        ))}
        {shown.map((conflict) => {
          const target = conflict.visitIds.find((id) => names.has(id));
          const name = target === undefined ? '' : (names.get(target) ?? '');
          return (
            <Box
              component="li"
              key={`${conflict.code}:${conflict.visitIds.join()}:${conflict.day ?? ''}:${Object.values(conflict.params).join()}`}
              sx={{
                display: 'flex',
                gap: 1,
                alignItems: 'flex-start',
                borderTop: '1px solid',
                borderColor: 'divider',
                py: 0.25,
              }}
            >
              <Box sx={{ flex: 1, minWidth: 0, fontSize: '0.8125rem', lineHeight: 1.55, py: 0.375 }}>
                <SeverityMark severity={conflict.severity} /> {conflictText(conflict, names, t)}
              </Box>
              {target === undefined ? null : (
                <Button
                  aria-label={w.goTo(name)}
                  onClick={() => onGo(target)}
                  sx={{ flex: 'none', minHeight: 26, py: 0, px: 1 }}
                >
                  {w.go}
                </Button>
              )}
            </Box>
          );
        })}
      </Box>
      {listed.length > shown.length ? (
        <Button onClick={() => setAll(true)}>{w.showAll(formatCount(listed.length))}</Button>
      ) : null}
    </Box>
  );
}

/** Shape and word beside the colour. */
export function SeverityMark({ severity }: { readonly severity: Conflict['severity'] }) {
  const t = useText();
  return (
    <Box
      component="span"
      sx={{
        color: severity === 'error' ? 'error.main' : 'warning.main',
        fontWeight: 600,
        whiteSpace: 'nowrap',
      }}
    >
      <span aria-hidden>{severity === 'error' ? '⬤ ' : '▲ '}</span>
      {t.schedule[severity]}:
    </Box>
  );
}

interface ConflictLinesProps {
  readonly conflicts: readonly Conflict[];
  readonly names: ReadonlyMap<string, string>;
  readonly most?: number;
}
/** A few conflicts under a field or beside the pointer. */
export function ConflictLines({ conflicts, names, most = 4 }: ConflictLinesProps) {
  const t = useText();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: '0.8125rem', lineHeight: 1.55 }}>
      {conflicts.slice(0, most).map((conflict) => (
        <li key={`${conflict.code}:${conflict.visitIds.join()}:${conflict.day ?? ''}`}>
          <SeverityMark severity={conflict.severity} /> {conflictText(conflict, names, t)}
        </li>
      ))}
    </Box>
  );
}
