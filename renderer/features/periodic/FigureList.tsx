// The figures beside a section: what each says, where it comes from with the way there, and what a person typed over it,
// always with what the data says beside it.
import { useId, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import EditIcon from '@mui/icons-material/EditOutlined';
import SourceIcon from '@mui/icons-material/HelpOutlineOutlined';
import { Link } from 'react-router';
import type { ReportFigure } from '../../../core/contract/period-reports.ts';
import { formatCount, parseCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { figureLabel, figureText, figureUnit, shareText, sourceWords } from './report-words.ts';
import type { FigureWrites } from './use-figures.ts';
import { OursOnly } from '../../components/OursOnly.tsx';

const iconLook = { minWidth: 24, minHeight: 24, p: 0.25 } as const;

interface FigureListProps {
  readonly figures: readonly ReportFigure[];
  readonly label: string;
  readonly writes: FigureWrites;
}
export function FigureList({ figures, label, writes }: FigureListProps) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        '& > li + li': { borderTop: '1px solid', borderColor: 'divider' },
      }}
    >
      {figures.map((figure) => (
        <FigureLine key={figure.key} figure={figure} writes={writes} />
      ))}
    </Box>
  );
}

function FigureLine({ figure, writes }: { readonly figure: ReportFigure; readonly writes: FigureWrites }) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.periodic.figure;
  const sourceId = useId();
  const [explained, setExplained] = useState(false);
  const [editing, setEditing] = useState(false);
  const name = figureLabel(figure.key, language);
  const text = figureText(figure, t);
  const share = shareText(figure, t);
  return (
    <Box component="li" sx={{ px: 1.25, py: 0.25, fontSize: '0.8125rem' }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <Box component="span" sx={{ flex: '1 1 7rem', minWidth: 0 }}>
          {name}
        </Box>
        <Box component="span" sx={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
          {text === null ? (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {w.unknown}
            </Box>
          ) : (
            <>
              {figure.source.to === null ? (
                <strong>{text}</strong>
              ) : (
                <MuiLink component={Link} to={figure.source.to} sx={{ fontWeight: 600 }}>
                  {text}
                </MuiLink>
              )}
              {` ${figureUnit(figure, language)}`}
              {share === null ? null : (
                <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
                  {share}
                </Box>
              )}
            </>
          )}
        </Box>
        <Box component="span" sx={{ flex: 'none', whiteSpace: 'nowrap', mr: -0.75 }}>
          <Tooltip title={w.source}>
            <IconButton
              aria-label={w.sourceOf(name)}
              aria-expanded={explained}
              aria-controls={sourceId}
              onClick={() => setExplained(!explained)}
              sx={iconLook}
            >
              <SourceIcon sx={{ fontSize: 15 }} />
            </IconButton>
          </Tooltip>
          <OursOnly>
            <Tooltip title={w.edit}>
              <IconButton
                aria-label={w.editOf(name)}
                aria-expanded={editing}
                onClick={() => setEditing(!editing)}
                sx={iconLook}
              >
                <EditIcon sx={{ fontSize: 14 }} />
              </IconButton>
            </Tooltip>
          </OursOnly>
        </Box>
      </Box>
      {figure.typed ? (
        <Box component="p" sx={{ m: 0, fontSize: '0.75rem', color: 'warning.main', fontWeight: 600 }}>
          {`${w.typed}; ${w.computed(figure.computed === null ? w.unknown : formatCount(figure.computed))}`}
        </Box>
      ) : null}
      {explained ? (
        <Typography
          id={sourceId}
          variant="caption"
          component="p"
          sx={{ color: 'text.secondary', borderLeft: '2px solid', borderColor: 'divider', pl: 1, mb: 0.5 }}
        >
          {sourceWords(figure.source, t)}
          {figure.typedNote === null ? '' : ` ${figure.typedNote}`}
          {figure.source.to === null ? null : (
            <>
              {' '}
              <MuiLink component={Link} to={figure.source.to}>
                {w.look}
              </MuiLink>
            </>
          )}
        </Typography>
      ) : (
        <span id={sourceId} />
      )}
      {editing ? (
        <FigureForm figure={figure} name={name} writes={writes} onClose={() => setEditing(false)} />
      ) : null}
    </Box>
  );
}

interface FigureFormProps {
  readonly figure: ReportFigure;
  readonly name: string;
  readonly writes: FigureWrites;
  readonly onClose: () => void;
}
function FigureForm({ figure, name, writes, onClose }: FigureFormProps) {
  const t = useText();
  const w = t.periodic.figure;
  const [typed, setTyped] = useState(figure.typed && figure.value !== null ? formatCount(figure.value) : '');
  const [note, setNote] = useState(figure.typedNote ?? '');
  const [busy, setBusy] = useState(false);
  const value = parseCount(typed);
  const isBad = typed.trim() !== '' && value === null;
  async function put(next: number | null) {
    setBusy(true);
    const done = await writes.set(figure.key, next, next === null || note.trim() === '' ? null : note.trim());
    setBusy(false);
    if (done) onClose();
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        if (value !== null && !busy) void put(value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: '6rem 1fr', alignItems: 'start', pb: 0.75 }}
    >
      <TextField
        autoFocus
        value={typed}
        error={isBad}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{ htmlInput: { 'aria-label': w.field(name), inputMode: 'numeric', autoComplete: 'off' } }}
      />
      <TextField
        value={note}
        placeholder={w.note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { 'aria-label': w.note, maxLength: 1000, autoComplete: 'off' } }}
      />
      {isBad ? (
        <Typography variant="caption" color="error" sx={{ gridColumn: 'span 2' }}>
          {w.bad}
        </Typography>
      ) : null}
      <Box sx={{ gridColumn: 'span 2', display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" disabled={value === null || busy}>
          {w.save}
        </Button>
        {figure.typed ? (
          <Button aria-label={w.backOf(name)} disabled={busy} onClick={() => void put(null)}>
            {w.back}
          </Button>
        ) : null}
        <Button color="secondary" onClick={onClose}>
          {t.frame.cancel}
        </Button>
      </Box>
    </Box>
  );
}
