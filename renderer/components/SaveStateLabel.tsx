// The state of saving in words ("Đã lưu 09:41"), and the notice that lets a person choose between two versions.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { Autosave } from '../api/autosave.ts';
import type { Revised } from '../api/autosave-controller.ts';
import type { SaveState } from '../api/save-states.ts';
import { clockOf } from '../format.ts';
import { useText } from '../i18n/text.tsx';
import type { Texts } from '../i18n/text.tsx';
import { useErrorWords } from './States.tsx';

function wordsOf(state: SaveState, t: Texts): string {
  switch (state.kind) {
    case 'idle':
      return t.frame.save.idle;
    case 'saved':
      return t.frame.save.saved(clockOf(state.at));
    default:
      return t.frame.save[state.kind];
  }
}

interface SaveStateLabelProps {
  readonly state: SaveState;
  /** Inside a form: says nothing until there is something to say. */
  readonly quiet?: boolean;
}
export function SaveStateLabel({ state, quiet = false }: SaveStateLabelProps) {
  const t = useText();
  const errorWords = useErrorWords();
  const problem = state.kind === 'error' || state.kind === 'retrying' ? errorWords(state.error) : null;
  const colour =
    state.kind === 'error'
      ? 'error.main'
      : state.kind === 'retrying' || state.kind === 'conflict'
        ? 'warning.main'
        : 'text.secondary';
  return (
    <Tooltip
      describeChild
      title={problem === null ? t.frame.save.explain : `${problem.cause} ${problem.remedy}`}
    >
      <Box
        component="output"
        data-save-state={state.kind}
        sx={{
          fontSize: '0.75rem',
          color: colour,
          whiteSpace: 'nowrap',
          fontWeight: colour === 'text.secondary' ? 400 : 600,
        }}
      >
        {quiet && state.kind === 'idle' ? '' : wordsOf(state, t)}
      </Box>
    </Tooltip>
  );
}

interface ConflictNoticeProps<Row extends Revised> {
  readonly autosave: Autosave<Row>;
  /** The label of a field, as the form shows it. */
  readonly labelOf: (field: string) => string;
}
/** Both versions side by side, over all columns of a form; nothing typed is lost until the person chooses. */
export function ConflictNotice<Row extends Revised>({ autosave, labelOf }: ConflictNoticeProps<Row>) {
  const t = useText();
  if (autosave.conflicts.length === 0) return null;
  const show = (value: unknown) =>
    value === null || value === ''
      ? t.frame.conflict.empty
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return (
    <Box
      role="alert"
      sx={{
        gridColumn: '1 / -1',
        border: '1px solid',
        borderColor: 'warning.main',
        borderRadius: 1,
        p: 1.5,
        mb: 2,
      }}
    >
      <Typography variant="subtitle2" component="p">
        {t.frame.conflict.title}
      </Typography>
      {autosave.conflicts.map((conflict) => (
        <Box key={conflict.field} sx={{ mt: 1 }}>
          <Typography variant="caption" color="text.secondary" component="p">
            {labelOf(conflict.field)}
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
            {(['mine', 'theirs'] as const).map((side) => (
              <Box key={side} sx={{ borderLeft: '2px solid', borderColor: 'divider', pl: 1 }}>
                <Typography variant="caption" component="p" sx={{ fontWeight: 600 }}>
                  {t.frame.conflict[side]}
                </Typography>
                <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
                  {show(conflict[side])}
                </Typography>
              </Box>
            ))}
          </Box>
        </Box>
      ))}
      <Box sx={{ display: 'flex', gap: 1, mt: 1.5 }}>
        <Button variant="contained" onClick={autosave.keepMine}>
          {t.frame.conflict.keepMine}
        </Button>
        <Button variant="outlined" onClick={autosave.takeTheirs}>
          {t.frame.conflict.takeTheirs}
        </Button>
      </Box>
    </Box>
  );
}
