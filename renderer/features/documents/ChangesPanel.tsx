// What the data now words otherwise than the draft: each place with before, mine and now, to be taken over or not.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { DocumentDetail, DraftChange } from '../../../core/contract/documents.ts';
import { call } from '../../api/client.ts';
import { useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { SHEET_WIDTH } from './sheet-look.ts';
import { wordDiff } from './word-diff.ts';

interface ChangesPanelProps {
  readonly detail: DocumentDetail;
  readonly onGoTo: (id: string) => void;
}

const FIRST = 20;

export function ChangesPanel({ detail, onGoTo }: ChangesPanelProps) {
  const t = useText();
  const words = t.documents.changes;
  const { changes, document } = detail;
  const accept = useCommand('documents.acceptChanges');
  const [all, setAll] = useState(false);
  if (changes.length === 0) return null;

  async function settle(taken: readonly string[], kept: readonly string[]) {
    await flushAll();
    const { rev } = (await call('documents.get', { id: document.id })).document;
    const done = await accept.run({ id: document.id, rev, accept: [...taken], keep: [...kept] });
    if (done !== undefined && taken.length > 0) showUndo(words.accepted);
  }
  const untouched = changes.filter(({ what }) => what !== 'both').map(({ id }) => id);
  const shown = all ? changes : changes.slice(0, FIRST);
  return (
    <Box
      component="section"
      aria-labelledby="changes-title"
      sx={{
        maxWidth: SHEET_WIDTH,
        mx: 'auto',
        mb: 1.5,
        border: '1px solid',
        borderColor: 'warning.main',
        borderRadius: 1,
        backgroundColor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, p: 1.5, pb: 1 }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="h3" component="h2" id="changes-title">
            {words.title(formatCount(changes.length))}
          </Typography>
          <Typography variant="caption" color="text.secondary">
            {words.hint}
          </Typography>
        </Box>
        {untouched.length > 0 && (
          <Button
            variant="outlined"
            title={words.acceptAllHint}
            disabled={accept.pending}
            onClick={() => void settle(untouched, [])}
          >
            {words.acceptAll}
          </Button>
        )}
      </Box>
      <Box
        component="ol"
        sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 300, overflow: 'auto' }}
        tabIndex={0}
      >
        {shown.map((change) => (
          <Change
            key={change.id}
            change={change}
            busy={accept.pending}
            onAccept={() => void settle([change.id], [])}
            onKeep={() => void settle([], [change.id])}
            onGoTo={() => onGoTo(change.id)}
          />
        ))}
        {shown.length < changes.length && (
          <li>
            <Button sx={{ m: 1 }} onClick={() => setAll(true)}>
              + {formatCount(changes.length - shown.length)}
            </Button>
          </li>
        )}
      </Box>
    </Box>
  );
}

interface ChangeProps {
  readonly change: DraftChange;
  readonly busy: boolean;
  readonly onAccept: () => void;
  readonly onKeep: () => void;
  readonly onGoTo: () => void;
}
function Change({ change, busy, onAccept, onKeep, onGoTo }: ChangeProps) {
  const t = useText();
  const words = t.documents.changes;
  const { id, what, before, mine, after } = change;
  const parts: Readonly<Record<string, string>> = words.parts;
  const part = parts[id];
  return (
    <Box
      component="li"
      data-change={id}
      sx={{ borderTop: '1px solid', borderColor: 'divider', p: 1.5, display: 'grid', gap: 0.75 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Box component="strong" sx={{ fontSize: '0.8125rem', flex: 1 }}>
          {words.what[what]}
          {part === undefined ? '' : ` · ${part}`}
        </Box>
        {mine !== null && <Button onClick={onGoTo}>{words.goTo}</Button>}
        <Button disabled={busy} onClick={onKeep}>
          {words.keep}
        </Button>
        <Button variant="outlined" disabled={busy} onClick={onAccept}>
          {words.accept}
        </Button>
      </Box>
      {what === 'both' ? (
        <>
          <Version label={words.mine} from={before ?? ''} to={mine ?? ''} />
          <Version label={words.after} from={before ?? ''} to={after ?? ''} />
        </>
      ) : (
        <Version label={words.after} from={mine ?? ''} to={after ?? ''} />
      )}
    </Box>
  );
}

function Version({
  label,
  from,
  to,
}: {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}) {
  const t = useText();
  const words = t.documents.changes;
  return (
    <Box sx={{ fontSize: '0.8125rem', lineHeight: 1.55, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {label}:{' '}
      </Box>
      {to === '' && from === '' && words.none}
      {wordDiff(from, to).map(({ kind, text }, index) =>
        kind === 'same' ? (
          <span key={index} lang="vi">
            {text}
          </span>
        ) : (
          // Struck through or underlined as well as coloured.
          <Box
            key={index}
            component={kind === 'gone' ? 'del' : 'ins'}
            sx={
              kind === 'gone'
                ? { color: 'error.main', textDecoration: 'line-through' }
                : { color: 'success.main', textDecoration: 'underline', fontWeight: 600 }
            }
          >
            <HiddenText text={`[${kind === 'gone' ? words.gone : words.fresh}: `} />
            <span lang="vi">{text}</span>
            <HiddenText text="]" />
          </Box>
        ),
      )}
    </Box>
  );
}
