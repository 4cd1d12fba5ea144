// One remark of the agency: what it says, what was decided and why, and the words as they become, compared with the draft.
import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Remark } from '../../../core/contract/remarks.ts';
import { needsReason } from '../../../core/rules/explanation-state.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { AutoText, useFieldError } from '../../components/Fields.tsx';
import { HiddenText } from '../../components/HiddenText.tsx';
import { LineActs } from '../../components/LineActs.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { diffWords, type Segment } from '../criteria/word-diff.ts';

const fieldNames = [
  'findingId',
  'recommendationId',
  'draftText',
  'content',
  'evidence',
  'decision',
  'reason',
  'newText',
] as const;

interface RemarkLineProps {
  readonly remark: Remark;
  readonly place: number;
  readonly count: number;
  /** The words of what it is about as they stand now; null where that is gone, undefined where there never was any. */
  readonly present: string | null | undefined;
  readonly today: string;
  readonly readOnly: boolean;
  readonly moving: boolean;
  readonly onShift: (by: 1 | -1) => void;
  readonly onGone: () => void;
}
export function RemarkLine(props: RemarkLineProps) {
  const { remark, place, count, present, today, readOnly, moving, onShift, onGone } = props;
  const t = useText();
  const w = t.remarks;
  const remove = useCommand('remarks.delete');
  const apply = useCommand('remarks.apply');
  const line = useRef<HTMLLIElement>(null);
  const autosave = useAutosave<Remark>({
    rowKey: `remark:${remark.id}`,
    row: remark,
    send: (rev, patch, meta) =>
      call('remarks.update', { id: remark.id, rev: rev ?? 1, patch: onlyFields(patch, fieldNames) }, meta),
    async reload() {
      const round = await call('explanations.get', { visitId: remark.visitId, today });
      const row = round.remarks.find(({ id }) => id === remark.id);
      if (row === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'remark' } });
      return row;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const name = w.item(formatCount(place));
  const isLacking = needsReason(value.decision) && (value.reason ?? '').trim() === '';
  const takes = value.decision === 'accepted' || value.decision === 'partly';
  const newText = (value.newText ?? '').trim();
  const isApplied = newText !== '' && newText === present && newText !== value.draftText;

  async function run() {
    await autosave.flush();
    const done = await apply.run({ id: remark.id, rev: autosave.value.rev });
    if (done !== undefined) showUndo(w.appliedNow);
  }
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: remark.id, rev: autosave.value.rev })) {
      showUndo(w.deleted);
      onGone();
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (readOnly || !event.altKey || event.ctrlKey) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (!moving) onShift(event.key === 'ArrowUp' ? -1 : 1);
  };
  const labels: Readonly<Record<string, string>> = {
    content: w.content,
    evidence: w.evidence,
    decision: w.decision,
    reason: w.reason,
    newText: w.newText,
  };
  return (
    <Box
      component="li"
      ref={line}
      aria-label={name}
      data-remark={remark.id}
      onKeyDown={onKeyDown}
      sx={{
        py: 1.25,
        borderBottom: '1px solid',
        borderColor: 'divider',
        '@supports (field-sizing: content)': {
          '& textarea:not([aria-hidden])': { fieldSizing: 'content', height: 'auto !important' },
        },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'start', gap: 1, mb: 1 }}>
        <Typography
          component="span"
          sx={{ fontWeight: 600, fontSize: '0.8125rem', minWidth: '1.5rem', lineHeight: 1.6 }}
        >
          {formatCount(place)}.
        </Typography>
        <Box sx={{ flex: 1, minWidth: 0, fontSize: '0.8125rem', lineHeight: 1.55 }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {value.draftText === null ? w.aboutGeneral : `${w.about}: `}
          </Box>
          {value.draftText === null ? null : (
            <Box component="q" sx={{ quotes: '"“" "”"', overflowWrap: 'anywhere' }}>
              {value.draftText}
            </Box>
          )}
          {present === null ? (
            <Box>
              <StatusChip tone="muted" label={w.gone} />
            </Box>
          ) : null}
        </Box>
        {readOnly ? null : (
          <Box sx={{ display: 'flex', flex: 'none' }}>
            <LineActs
              words={w}
              name={name}
              place={place}
              count={count}
              moving={moving}
              removing={remove.pending}
              onShift={onShift}
              onRemove={() => void drop()}
            />
          </Box>
        )}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
          columnGap: 2,
          rowGap: 1.25,
          alignItems: 'start',
          pl: { md: 4 },
        }}
      >
        <Box sx={{ display: 'grid', gap: 1.25 }}>
          <AutoText
            autosave={autosave}
            field="content"
            label={w.content}
            multiline
            minRows={2}
            maxLength={8000}
            required
            disabled={readOnly}
          />
          <AutoText
            autosave={autosave}
            field="evidence"
            label={w.evidence}
            nullable
            multiline
            minRows={1}
            maxLength={2000}
            disabled={readOnly}
          />
        </Box>
        <Box sx={{ display: 'grid', gap: 1.25 }}>
          <ChoiceToggle
            label={`${w.decision}: ${name}`}
            value={value.decision}
            disabled={readOnly}
            choices={(['accepted', 'partly', 'rejected'] as const).map((decision) => ({
              value: decision,
              label: w.decisions[decision],
            }))}
            onChange={(decision) => autosave.choose('decision', decision)}
            onClear={() => autosave.choose('decision', null)}
          />
          <AutoText
            autosave={autosave}
            field="reason"
            label={w.reason}
            nullable
            multiline
            minRows={1}
            maxLength={4000}
            disabled={readOnly}
            required={needsReason(value.decision)}
            helperText={isLacking ? w.reasonNeeded : undefined}
          />
          {takes && present !== undefined ? (
            <>
              <AutoText
                autosave={autosave}
                field="newText"
                label={w.newText}
                nullable
                multiline
                minRows={2}
                maxLength={8000}
                disabled={readOnly}
              />
              {newText === '' ? null : <Difference before={value.draftText ?? ''} after={newText} />}
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
                {isApplied ? (
                  <StatusChip tone="verified" label={w.applied} />
                ) : readOnly || present === null ? null : (
                  <>
                    <Button
                      variant="outlined"
                      disabled={newText === '' || newText === present || isLacking || apply.pending}
                      onClick={() => void run()}
                    >
                      {w.apply}
                    </Button>
                    {newText === '' && value.draftText !== null ? (
                      <Button
                        onClick={() => {
                          autosave.choose('newText', value.draftText);
                          line.current?.querySelector<HTMLElement>('textarea[name="newText"]')?.focus();
                        }}
                      >
                        {w.fromDraft}
                      </Button>
                    ) : null}
                  </>
                )}
              </Box>
            </>
          ) : null}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      {faultOf('decision') === undefined ? null : (
        <Typography variant="body2" sx={{ color: 'error.main' }}>
          {faultOf('decision')}
        </Typography>
      )}
    </Box>
  );
}

/** Word by word: what went and what came, never by colour alone. */
function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const w = useText().remarks;
  const diff = diffWords(before, after);
  return (
    <Box
      role="group"
      aria-label={w.diff}
      sx={{ fontSize: '0.8125rem', lineHeight: 1.6, borderLeft: '2px solid', borderColor: 'divider', pl: 1 }}
    >
      {before === '' ? null : (
        <Box sx={{ color: 'text.secondary' }}>
          <Words segments={diff.left} mark={(text) => <del>{text}</del>} said={w.removed} />
        </Box>
      )}
      <Box>
        <Words segments={diff.right} mark={(text) => <ins>{text}</ins>} said={w.added} />
      </Box>
    </Box>
  );
}

interface WordsProps {
  readonly segments: readonly Segment[];
  readonly mark: (text: string) => ReactNode;
  readonly said: string;
}
function Words({ segments, mark, said }: WordsProps) {
  return (
    <Box component="span" sx={{ overflowWrap: 'anywhere', '& ins': { fontWeight: 600 } }}>
      {segments.map((segment, index) => (
        <Box component="span" key={`${String(index)}:${segment.text}`}>
          {segment.changed ? (
            <>
              <HiddenText text={` ${said}: `} />
              {mark(segment.text)}
            </>
          ) : (
            segment.text
          )}
        </Box>
      ))}
    </Box>
  );
}
