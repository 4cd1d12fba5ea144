// One heading of the report with its words, which save themselves, and its figures beside it. Words of an earlier report
// are marked until somebody edits them; a sentence from the figures is taken over by one click.
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import MuiLink from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import EditIcon from '@mui/icons-material/EditOutlined';
import { Link } from 'react-router';
import type { PeriodSection } from '../../../core/contract/period-reports.ts';
import { useAutosave } from '../../api/autosave.ts';
import type { Revised } from '../../api/autosave-controller.ts';
import { call } from '../../api/client.ts';
import { useIsForeign } from '../../api/may.ts';
import { showUndo } from '../../api/toasts.ts';
import { useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';
import { FigureList } from './FigureList.tsx';
import { hasSuggestion, withSuggestion, wordState } from './report-words.ts';
import type { FigureWrites } from './use-figures.ts';
import { WordDot } from './WordDot.tsx';

const MAX_TEXT = 20_000;
const sizes = { 1: '1rem', 2: '0.875rem', 3: '0.8125rem' } as const;

interface SectionRow extends Revised, Pick<PeriodSection, 'text' | 'title'> {}

interface SectionEditorProps {
  readonly section: PeriodSection;
  readonly reportId: string;
  readonly today: string;
  /** Others stand below it: it seldom has words of its own. */
  readonly isHeading: boolean;
  readonly figures: FigureWrites;
  readonly onEnter: () => void;
}
export function SectionEditor({ section, reportId, today, isHeading, figures, onEnter }: SectionEditorProps) {
  const t = useText();
  const w = t.periodic.write;
  const { id, suggestion, carriedFrom } = section;
  const row = useMemo<SectionRow>(
    () => ({ rev: section.rev, text: section.text, title: section.title }),
    [section.rev, section.text, section.title],
  );
  /** What the last saving wrote, which may be newer than what was read. */
  const written = useRef<SectionRow>(row);
  const autosave = useAutosave<SectionRow>({
    rowKey: `period-section:${id}`,
    row,
    async send(rev, patch, meta) {
      const { text, title } = patch;
      const saved = await call(
        'periodReports.saveSection',
        {
          id,
          rev: rev ?? 1,
          patch: { ...(text === undefined ? {} : { text }), ...(title === undefined ? {} : { title }) },
        },
        meta,
      );
      const before = (written.current.rev ?? 0) > (row.rev ?? 0) ? written.current : row;
      written.current = { ...before, ...patch, rev: saved.rev };
      return written.current;
    },
    async reload() {
      const { sections } = await call('periodReports.get', { id: reportId, today });
      const found = sections.find((one) => one.id === id) ?? section;
      return { rev: found.rev, text: found.text, title: found.title };
    },
  });
  const [renaming, setRenaming] = useState(false);
  const { value, state } = autosave;
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  // The first key takes the mark away, not the answer of the next reading.
  const carried = carriedFrom !== null && value.text === section.text ? carriedFrom : null;
  const mark = wordState({ text: value.text, carriedFrom: carried });
  const isForeign = useIsForeign();
  const offered =
    suggestion !== null && !isForeign && !hasSuggestion(value.text, suggestion) ? suggestion : null;
  const titleId = `section-${id}`;
  const size = sizes[section.level === 1 ? 1 : section.level === 2 ? 2 : 3];

  function take() {
    if (offered !== null) autosave.choose('text', withSuggestion(value.text, offered));
  }
  function keyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    take();
  }
  return (
    <Box
      component="section"
      data-section={id}
      aria-labelledby={titleId}
      onFocus={onEnter}
      sx={{ scrollMarginTop: 8, minWidth: 0 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, mb: 0.5 }}>
        {renaming ? (
          <TextField
            {...autosave.text('title')}
            autoFocus
            label={w.titleField}
            error={faultOf('title') !== undefined}
            helperText={faultOf('title')}
            onBlur={() => {
              void autosave.flush();
              if (value.title.trim() !== '') setRenaming(false);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === 'Escape') {
                event.preventDefault();
                (event.target as HTMLElement).blur();
              }
            }}
            slotProps={{ htmlInput: { maxLength: 500, autoComplete: 'off' } }}
          />
        ) : (
          <>
            <Typography
              id={titleId}
              lang="vi"
              component={section.level === 1 ? 'h2' : section.level === 2 ? 'h3' : 'h4'}
              sx={{ fontSize: size, fontWeight: 600, lineHeight: 1.5, pt: 0.25 }}
            >
              {value.title}
            </Typography>
            <OursOnly>
              <IconButton
                aria-label={w.editTitle(value.title)}
                onClick={() => setRenaming(true)}
                sx={{ opacity: 0.65, '&:hover, &:focus-visible': { opacity: 1 } }}
              >
                <EditIcon sx={{ fontSize: 15 }} />
              </IconButton>
            </OursOnly>
          </>
        )}
        <Box sx={{ ml: 'auto', pt: 0.5 }}>
          <SaveStateLabel state={state} quiet />
        </Box>
      </Box>
      <ConflictNotice
        autosave={autosave}
        labelOf={(field) => (field === 'title' ? w.titleField : t.periodic.fields.text)}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns:
            section.figures.length === 0 ? '1fr' : { xs: '1fr', lg: 'minmax(0, 1fr) 19.5rem' },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          {carried === null ? null : (
            <Box
              sx={{
                display: 'flex',
                gap: 1,
                alignItems: 'center',
                flexWrap: 'wrap',
                fontSize: '0.75rem',
                color: 'warning.main',
                mb: 0.5,
              }}
            >
              <span>
                <WordDot state="carried" />{' '}
                <strong>
                  {w.carriedFrom}{' '}
                  <MuiLink
                    component={Link}
                    to={`/reports/${carried.reportId}`}
                    color="inherit"
                    underline="always"
                  >
                    {carried.title}
                  </MuiLink>
                </strong>
                {`, ${w.carriedHint}`}
              </span>
              <OursOnly>
                <Button
                  color="secondary"
                  sx={{ minHeight: 24, py: 0 }}
                  onClick={() => {
                    autosave.choose('text', null);
                    showUndo(w.clear);
                  }}
                >
                  {w.clear}
                </Button>
              </OursOnly>
            </Box>
          )}
          <InputBase
            {...autosave.text('text', { nullable: true })}
            multiline
            fullWidth
            minRows={isHeading ? 1 : 3}
            placeholder={isForeign ? t.frame.none : w.placeholder}
            onKeyDown={keyDown}
            inputProps={{
              'aria-label': w.textOf(value.title),
              lang: 'vi',
              maxLength: MAX_TEXT,
              spellCheck: false,
            }}
            sx={{
              alignItems: 'flex-start',
              fontSize: '0.875rem',
              lineHeight: 1.65,
              border: '1px solid',
              borderColor: mark === 'carried' ? 'warning.main' : 'divider',
              borderLeftWidth: mark === 'carried' ? 4 : 1,
              borderRadius: 1,
              backgroundColor: 'background.paper',
              px: 1.25,
              py: 0.75,
              '&.Mui-focused': { borderColor: 'primary.main' },
              '& textarea:focus-visible': { outline: 'none' },
              '&.Mui-focused:has(textarea:focus-visible)': {
                outline: '2px solid var(--k-palette-primary-main)',
                outlineOffset: -1,
              },
            }}
          />
          {faultOf('text') === undefined ? null : (
            <Typography variant="caption" color="error" component="p">
              {faultOf('text')}
            </Typography>
          )}
          {offered === null ? null : (
            <Box
              sx={{
                display: 'flex',
                gap: 1,
                alignItems: 'flex-start',
                mt: 0.5,
                pl: 1.25,
                borderLeft: '2px dotted',
                borderColor: 'divider',
              }}
            >
              <Typography variant="body2" color="text.secondary" sx={{ flex: 1, minWidth: 0 }}>
                <Box component="span" sx={{ fontWeight: 600 }}>
                  {w.suggestion}:
                </Box>{' '}
                <span lang="vi">{offered}</span>
              </Typography>
              <OursOnly>
                <Button
                  variant="outlined"
                  aria-label={w.takeOf(value.title)}
                  onClick={take}
                  sx={{ flex: 'none' }}
                >
                  {w.take}
                </Button>
              </OursOnly>
            </Box>
          )}
        </Box>
        {section.figures.length === 0 ? null : (
          <FigureList figures={section.figures} label={w.figuresOf(value.title)} writes={figures} />
        )}
      </Box>
    </Box>
  );
}
