// One act on one recommendation or on many: its day, what it needs besides, and, where it is refused, which one is in
// the way, why, and what to do about it. Nothing is half done: either all of them move or none.
import { useState } from 'react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Input } from '../../../core/contract/index.ts';
import type { RemediationAct } from '../../../core/contract/remediation.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showNotice, showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CitedDocumentField, noDocument } from './CitedDocumentField.tsx';
import { faultWords, refusalOf } from './remediation-words.ts';

/** The transfer has a screen of its own: the page of the agency that ended. */
export type DialogAct = Exclude<RemediationAct, 'transfer'>;

export interface ActItem {
  readonly id: string;
  readonly rev: number;
  readonly text: string;
  readonly planId: string;
  readonly dueOn: string | null;
}

interface ActDialogProps {
  readonly act: DialogAct;
  readonly items: readonly ActItem[];
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The command behind an act. */
export const actMethods = {
  start: 'remediation.start',
  report: 'remediation.report',
  return: 'remediation.return',
  verify: 'remediation.verify',
  reopen: 'remediation.reopen',
  close: 'remediation.close',
  extend: 'remediation.extend',
  carryOver: 'remediation.carryOver',
} as const satisfies Record<DialogAct, string>;
const withDocument: readonly DialogAct[] = ['close', 'extend', 'carryOver'];
/** Acts at which undo stops. */
const barriers: readonly DialogAct[] = ['verify', 'close', 'reopen'];
type TextRole = 'note' | 'reason' | 'seen';
const textRole: Readonly<Record<DialogAct, TextRole>> = {
  start: 'note',
  report: 'seen',
  return: 'reason',
  verify: 'note',
  reopen: 'reason',
  close: 'reason',
  extend: 'note',
  carryOver: 'note',
};

function planOf(items: readonly ActItem[]): string | null {
  const plans = new Set(items.map(({ planId }) => planId));
  return plans.size === 1 ? (items[0]?.planId ?? null) : null;
}

export function ActDialog({ act, items, today, onDone, onClose }: ActDialogProps) {
  const t = useText();
  const w = t.remediation;
  const command = useCommand(actMethods[act], { quiet: true });
  const faultOf = useFieldError(command.error?.value);
  const [on, setOn] = useState<string | null>(today);
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [toPlanId, setToPlan] = useState<string | null>(null);
  const [cited, setCited] = useState(noDocument);
  const planId = planOf(items);
  const plans = useQueryOf('plans.list', {}, { enabled: act === 'carryOver' });
  const role = textRole[act];
  const needsText = role !== 'note';
  const needsDocument = withDocument.includes(act);
  const hasDocument = cited.documentId !== null || cited.documentText !== null;
  const latest = items.reduce(
    (max, item) => (item.dueOn !== null && item.dueOn > max ? item.dueOn : max),
    '',
  );
  const notLater = act === 'extend' && dueOn !== null && latest !== '' && dueOn <= latest;
  const incomplete =
    on === null ||
    (needsText && text.trim() === '') ||
    (needsDocument && !hasDocument) ||
    (act === 'extend' && (dueOn === null || notLater)) ||
    (act === 'carryOver' && toPlanId === null);

  async function submit() {
    if (on === null || incomplete) return;
    const said = text.trim();
    const common = { items: items.map(({ id, rev }) => ({ id, rev })), on };
    const note = said === '' ? null : said;
    const [only] = items;
    if (only === undefined) return;
    const inputs = {
      start: { ...common, note },
      report: { ...common, note: said },
      return: { ...common, reason: said },
      verify: { ...common, note },
      reopen: { id: only.id, rev: only.rev, on, reason: said },
      close: { ...common, ...cited, reason: said },
      extend: { ...common, dueOn: dueOn ?? on, ...cited, note },
      carryOver: { ...common, toPlanId: toPlanId ?? '', ...cited, note },
    } satisfies { [A in DialogAct]: Input<(typeof actMethods)[A]> };
    if ((await command.run(inputs[act])) === undefined) return;
    const words = w.actDone[act](formatCount(items.length));
    if (barriers.includes(act)) showNotice(words);
    else showUndo(words);
    onDone();
  }

  const refusal = refusalOf(command.error?.value);
  return (
    <ConfirmDialog
      open
      title={w.acts[act]}
      confirmLabel={items.length === 1 ? w.acts[act] : w.actCount(w.acts[act], formatCount(items.length))}
      pending={command.pending}
      disabled={incomplete}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 0.5 }}>
        <Typography variant="body2" color="text.secondary">
          {w.actLeads[act]}
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {items.length === 1 ? items[0]?.text : w.ofThese(formatCount(items.length))}
        </Typography>
        <DayField required label={w.onOf[act]} value={on} onChange={setOn} error={faultOf('on')} />
        {act === 'extend' ? (
          <DayField
            required
            autoFocus
            label={w.newDue}
            value={dueOn}
            onChange={setDueOn}
            error={notLater ? w.dueNotLater : faultOf('dueOn')}
          />
        ) : null}
        {act === 'carryOver' ? (
          <SelectField
            label={w.toPlan}
            value={toPlanId}
            choices={(plans.data ?? [])
              .filter(({ id, status }) => id !== planId && status !== 'cancelled' && status !== 'closed')
              .map(({ id, title, year }) => ({
                value: id,
                label: year === null ? title : `${String(year)} · ${title}`,
              }))}
            onChange={setToPlan}
            error={faultOf('toPlanId')}
          />
        ) : null}
        {needsDocument ? (
          <CitedDocumentField
            required
            planId={planId}
            value={cited}
            onChange={setCited}
            error={faultOf('documentText') ?? faultOf('documentId')}
          />
        ) : null}
        <TextField
          multiline
          minRows={2}
          maxRows={8}
          required={needsText}
          autoFocus={needsText}
          label={w[role]}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={(faultOf('note') ?? faultOf('reason')) !== undefined}
          helperText={faultOf('note') ?? faultOf('reason')}
          slotProps={{ htmlInput: { maxLength: 4000 } }}
        />
        {refusal === null ? (
          command.error === null || command.error.value.fields !== undefined ? null : (
            <ErrorState error={command.error} compact />
          )
        ) : (
          <Refusal
            {...faultWords(refusal.fault, act, t)}
            item={items.length === 1 ? undefined : items.find(({ id }) => id === refusal.id)}
          />
        )}
      </Box>
    </ConfirmDialog>
  );
}

interface RefusalProps {
  readonly cause: string;
  readonly remedy: string;
  /** Which of many. */
  readonly item: ActItem | undefined;
}
function Refusal({ cause, remedy, item }: RefusalProps) {
  const w = useText().remediation;
  return (
    <Box role="alert" sx={{ borderLeft: '3px solid', borderColor: 'error.main', px: 2, py: 0.5 }}>
      <Typography variant="subtitle2" component="p">
        {cause}
      </Typography>
      {item === undefined ? null : (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {w.failedOne(item.text)}
        </Typography>
      )}
      <Typography variant="body2" color="text.secondary">
        {remedy} {w.nothingMoved}
      </Typography>
    </Box>
  );
}
