// The explanation thread of one score: the agency speaks, the appraisers answer. What is typed and not yet sent stays.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import type { IndexLine } from '../../../core/contract/par-index.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { draftOf, keepDraft } from '../visits/figure-drafts.ts';
import { waits } from './entry-row.ts';

interface RemarkThreadProps {
  readonly entryId: string;
  readonly line: IndexLine;
  readonly draftKey: string;
  readonly readOnly: boolean;
}

export function RemarkThread({ entryId, line, draftKey, readOnly }: RemarkThreadProps) {
  const t = useText();
  const w = t.parIndex.entry;
  const today = useQueryOf('system.status', {}).data?.today ?? null;
  const add = useCommand('indexRemarks.add', { quiet: true });
  const remove = useCommand('indexRemarks.delete');
  const faultOf = useFieldError(add.error?.value);
  const [side, setSide] = useState<'agency' | 'appraiser'>(waits(line) ? 'appraiser' : 'agency');
  const [saidOn, setSaidOn] = useState<string | null>(null);
  const [text, setText] = useState(() => draftOf(draftKey, 'remark') ?? '');
  const on = saidOn ?? today;
  const remarks = line.remarks.toSorted((a, b) => a.ordinal - b.ordinal);

  const type = (next: string) => {
    setText(next);
    keepDraft(draftKey, 'remark', next === '' ? null : next);
  };
  async function submit() {
    if (text.trim() === '' || on === null || add.pending) return;
    await flushAll();
    const made = await add.run({ entryId, itemId: line.item.id, side, saidOn: on, text: text.trim() });
    if (made === undefined) return;
    type('');
    setSide(side === 'agency' ? 'appraiser' : 'agency');
  }
  async function drop(id: string, rev: number) {
    if ((await remove.run({ id, rev })) !== undefined) showUndo(w.remarkDeleted);
  }
  return (
    <Box component="section" aria-label={w.remarks}>
      <Typography variant="h3" sx={{ fontSize: '0.8125rem', mb: 0.5 }}>
        {w.remarks}
      </Typography>
      {remarks.length === 0 ? (
        <Typography variant="caption" color="text.secondary" component="p">
          {w.remarksNone}
        </Typography>
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
          {remarks.map((remark) => (
            <Box
              component="li"
              key={remark.id}
              sx={{
                borderLeft: '3px solid',
                borderColor: remark.side === 'agency' ? 'divider' : 'primary.main',
                pl: 1,
                ml: remark.side === 'agency' ? 0 : 2,
              }}
            >
              <Box
                sx={{ display: 'flex', alignItems: 'center', fontSize: '0.75rem', color: 'text.secondary' }}
              >
                <Box component="span" sx={{ mr: 'auto' }}>
                  <strong>{w.sides[remark.side]}</strong> · {shortDay(remark.saidOn)} · {remark.personName}
                </Box>
                {readOnly ? null : (
                  <IconButton
                    aria-label={w.remarkDelete}
                    title={w.remarkDelete}
                    disabled={remove.pending}
                    onClick={() => void drop(remark.id, remark.rev)}
                  >
                    <DeleteIcon sx={{ fontSize: 16 }} />
                  </IconButton>
                )}
              </Box>
              <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
                {remark.text}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
      {readOnly ? null : (
        <Box
          component="form"
          noValidate
          onSubmit={(event: { preventDefault(): void }) => {
            event.preventDefault();
            void submit();
          }}
          sx={{ display: 'grid', gap: 1, mt: 1.25 }}
        >
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
            <ChoiceToggle
              label={w.remarkSide}
              value={side}
              choices={(['agency', 'appraiser'] as const).map((value) => ({ value, label: w.sides[value] }))}
              onChange={setSide}
            />
            <Box sx={{ width: '9.5rem', ml: 'auto' }}>
              <DayField label={w.remarkOn} value={on} onChange={setSaidOn} error={faultOf('saidOn')} />
            </Box>
          </Box>
          <TextField
            label={w.remarkText}
            multiline
            minRows={1}
            maxRows={8}
            value={text}
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              void submit();
            }}
            error={faultOf('text') !== undefined}
            helperText={faultOf('text')}
            slotProps={{ htmlInput: { maxLength: 8000 } }}
          />
          {add.error === null || add.error.value.fields !== undefined ? null : (
            <ErrorState error={add.error} compact />
          )}
          <Button
            type="submit"
            variant="outlined"
            disabled={text.trim() === '' || on === null || add.pending}
            sx={{ justifySelf: 'start' }}
          >
            {w.remarkAdd}
          </Button>
        </Box>
      )}
    </Box>
  );
}
