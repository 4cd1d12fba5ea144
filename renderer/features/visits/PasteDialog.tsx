// Answers out of Excel: what was pasted, row by row as it was understood or not and why, before anything is written.
import { useId, useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import type { Output } from '../../../core/contract/index.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { readPasted } from '../../../core/rules/checklist-entry.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { answerRow } from './answer-row.ts';
import { answerText } from './answer-text.ts';
import { faultWords, patchWords } from './entry-words.ts';
import { pasteStateOf } from './paste-state.ts';

interface PasteDialogProps {
  readonly workspace: VisitWorkspace;
  /** Pasted onto the checklist already. */
  readonly initial: string;
  readonly onSaved: (reply: Output<'answers.saveMany'>) => void;
  readonly onClose: () => void;
}

export function PasteDialog({ workspace, initial, onSaved, onClose }: PasteDialogProps) {
  const t = useText();
  const words = t.desk.paste;
  const { plan, visit } = workspace;
  const [text, setText] = useState(initial);
  const [replace, setReplace] = useState(false);
  const titleId = useId();
  const save = useCommand('answers.saveMany');
  const answers = useMemo(
    () => new Map(workspace.answers.map((answer) => [answer.criterionId, answer])),
    [workspace.answers],
  );
  const rows = useMemo(
    () =>
      readPasted(text, workspace.criteria, plan.scoring).map((row) => {
        const present = row.criterion === null ? undefined : answers.get(row.criterion.id);
        return { ...row, present, state: pasteStateOf(row, answerRow(present), replace, plan.scoring) };
      }),
    [text, workspace.criteria, plan.scoring, answers, replace],
  );
  const writing = rows.filter(({ state }) => state === 'new' || state === 'replaces');
  const faults = rows.filter(({ state }) => state === 'fault').length;
  const held = rows.filter(({ state }) => state === 'kept').length;

  async function write() {
    const items = writing.flatMap(({ criterion, reading, present }) =>
      criterion === null || !reading.ok
        ? []
        : [{ criterionId: criterion.id, rev: present?.rev ?? null, patch: reading.patch }],
    );
    const reply = await save.run({ visitId: visit.id, items });
    if (reply === undefined) return;
    onSaved(reply);
    showUndo(words.done(formatCount(items.length)));
    onClose();
  }

  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{words.title}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <TextField
          multiline
          minRows={rows.length === 0 ? 6 : 2}
          maxRows={6}
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={words.placeholder}
          helperText={words.hint}
          slotProps={{ htmlInput: { 'aria-label': words.field, maxLength: 2_000_000 } }}
        />
        {rows.length > 0 && (
          <>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }} aria-live="polite">
              <span>{words.summary(formatCount(writing.length), formatCount(rows.length))}</span>
              {faults > 0 && (
                <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
                  {words.faulty(formatCount(faults))}
                </Box>
              )}
              {(held > 0 || replace) && (
                <FormControlLabel
                  control={
                    <Switch checked={replace} onChange={(event) => setReplace(event.target.checked)} />
                  }
                  label={words.replace}
                />
              )}
            </Box>
            <Table size="small" aria-label={words.preview}>
              <TableHead>
                <TableRow>
                  <TableCell>{words.line}</TableCell>
                  <TableCell>{t.visits.workspace.code}</TableCell>
                  <TableCell>{t.visits.workspace.criterion}</TableCell>
                  <TableCell>{words.understood}</TableCell>
                  <TableCell>{words.now}</TableCell>
                  <TableCell>{words.state}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.line} data-state={row.state}>
                    <TableCell>{row.line}</TableCell>
                    <TableCell>{row.criterion?.code ?? row.cells[0]}</TableCell>
                    <TableCell sx={{ maxWidth: '22rem' }}>
                      {row.criterion?.text ?? row.cells.slice(1).join(' · ')}
                    </TableCell>
                    <TableCell sx={{ maxWidth: '22rem', whiteSpace: 'pre-wrap' }}>
                      {row.reading.ok && row.criterion !== null
                        ? patchWords(row.criterion, row.reading.patch, plan.scoring, t)
                        : row.cells.slice(1).join(' · ')}
                    </TableCell>
                    <TableCell>{answerText(row.present, t)}</TableCell>
                    <TableCell sx={{ color: row.state === 'fault' ? 'error.main' : 'text.secondary' }}>
                      {row.reading.ok
                        ? words.states[row.state]
                        : faultWords(row.reading.fault, row.reading.limits, row.criterion, t)}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.frame.close}</Button>
        <Button
          variant="contained"
          disabled={writing.length === 0 || save.pending}
          onClick={() => void write()}
        >
          {words.write(formatCount(writing.length))}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
