// Grounds from the library: searched, ticked, put into the plan with their whole citation.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { LegalDocument } from '../../../core/contract/legal.ts';
import { useQueryOf } from '../../api/query.ts';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { inForceWords } from '../settings/legal-words.ts';
import { NewLegalDocument } from '../settings/NewLegalDocument.tsx';

interface LegalPickerProps {
  /** The day that texts have to be in force on; null where none is known. */
  readonly on: string | null;
  readonly cited: readonly string[];
  readonly room: number;
  readonly onPick: (citations: readonly string[]) => void;
  readonly onClose: () => void;
}

export function LegalPicker({ on, cited, room, onPick, onClose }: LegalPickerProps) {
  const t = useText();
  const w = t.legal;
  const [text, setText] = useState('');
  const [current, setCurrent] = useState(true);
  const [adding, setAdding] = useState(false);
  // In the order of ticking: that is the order of the grounds.
  const [chosen, setChosen] = useState<readonly LegalDocument[]>([]);
  const wanted = text.trim();
  const found = useQueryOf(
    'legalDocuments.list',
    { ...(wanted === '' ? {} : { text: wanted }), ...(current && on !== null ? { on } : {}) },
    { keepPrevious: true },
  );
  const isCited = (one: LegalDocument) =>
    cited.some(
      (ground) => ground.includes(one.firstCitation) || (one.symbol !== null && ground.includes(one.symbol)),
    );
  if (adding) {
    return (
      <NewLegalDocument
        onClose={() => setAdding(false)}
        onMade={(made) => {
          setAdding(false);
          setText('');
          setChosen((before) => [...before, made]);
        }}
      />
    );
  }
  const hidden = chosen.filter((one) => found.data?.every(({ id }) => id !== one.id));
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="legal-picker">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0 && chosen.length <= room) onPick(chosen.map((one) => one.firstCitation));
        }}
      >
        <DialogTitle id="legal-picker">{w.pickTitle}</DialogTitle>
        <DialogContent
          sx={{ '&&': { pt: 1 }, height: 'min(56vh, 30rem)', display: 'flex', flexDirection: 'column' }}
        >
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1, flexWrap: 'wrap' }}>
            <TextField
              autoFocus
              label={w.find}
              value={text}
              onChange={(event) => setText(event.target.value)}
              sx={{ flex: '1 1 18rem', width: 'auto' }}
              slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
            />
            {on === null ? null : (
              <FormControlLabel
                label={w.onlyInForce(shortDay(on))}
                slotProps={{ typography: { variant: 'body2' } }}
                control={
                  <Switch size="small" checked={current} onChange={(_event, next) => setCurrent(next)} />
                }
              />
            )}
          </Box>
          <Box sx={{ overflow: 'auto', flex: 1, mx: -1, minHeight: 0 }}>
            <Loaded query={found}>
              {(rows) =>
                rows.length === 0 && hidden.length === 0 ? (
                  <EmptyState
                    title={wanted === '' ? w.empty : w.nothingMatches}
                    text={w.pickEmptyText}
                    action={<Button onClick={() => setAdding(true)}>{w.addToLibrary}</Button>}
                  />
                ) : (
                  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                    {[...hidden, ...rows].map((one) => (
                      <li key={one.id}>
                        <Choice
                          document={one}
                          cited={isCited(one)}
                          checked={chosen.some(({ id }) => id === one.id)}
                          onChange={(ticked) =>
                            setChosen((before) =>
                              ticked ? [...before, one] : before.filter(({ id }) => id !== one.id),
                            )
                          }
                        />
                      </li>
                    ))}
                  </Box>
                )
              }
            </Loaded>
          </Box>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={() => setAdding(true)} sx={{ mr: 'auto' }}>
            {w.addToLibrary}
          </Button>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={chosen.length === 0 || chosen.length > room}>
            {chosen.length === 0 ? w.pickNone : w.pickCount(formatCount(chosen.length))}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly document: LegalDocument;
  readonly cited: boolean;
  readonly checked: boolean;
  readonly onChange: (ticked: boolean) => void;
}
function Choice({ document, cited, checked, onChange }: ChoiceProps) {
  const t = useText();
  return (
    <FormControlLabel
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        mx: 0,
        px: 1,
        borderRadius: 1,
        '&:hover': { backgroundColor: 'background.tint' },
      }}
      control={
        <Checkbox
          size="small"
          checked={checked}
          onChange={(_event, ticked) => onChange(ticked)}
          sx={{ mt: 0.25 }}
        />
      }
      label={
        <Box component="span" sx={{ display: 'block', py: 0.5, fontSize: '0.8125rem', lineHeight: 1.55 }}>
          {document.firstCitation}
          <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
            {[inForceWords(document, t), cited ? t.legal.alreadyCited : null]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
          </Box>
        </Box>
      }
    />
  );
}
