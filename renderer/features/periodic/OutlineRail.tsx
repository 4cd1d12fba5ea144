// The outline as a way through the report: which sections have words, and which of them still say what an earlier report
// said. Never by colour alone: each state has its sign.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { PeriodSection } from '../../../core/contract/period-reports.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { useText } from '../../i18n/text.tsx';
import { wordState } from './report-words.ts';
import { WordDot } from './WordDot.tsx';

interface OutlineRailProps {
  readonly sections: readonly PeriodSection[];
  readonly current: string;
  readonly onGo: (id: string) => void;
}
export function OutlineRail({ sections, current, onGo }: OutlineRailProps) {
  const w = useText().periodic.write;
  return (
    <Box component="nav" aria-label={w.outline}>
      <Typography variant="subtitle2" component="p" color="text.secondary" sx={{ px: 1 }}>
        {w.outline}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {sections.map((section, index) => {
          const state = wordState(section);
          // A heading over others seldom has words of its own, and is not missed without.
          const isQuiet = state === 'empty' && (sections[index + 1]?.level ?? 0) > section.level;
          return (
            <li key={section.id}>
              <Box
                component="button"
                type="button"
                aria-current={section.id === current ? 'true' : undefined}
                onClick={() => onGo(section.id)}
                sx={{
                  font: 'inherit',
                  fontSize: '0.8125rem',
                  fontWeight: section.level === 1 ? 600 : 400,
                  lineHeight: 1.45,
                  color: 'text.primary',
                  textAlign: 'left',
                  width: '100%',
                  display: 'flex',
                  gap: 0.75,
                  alignItems: 'baseline',
                  border: 0,
                  borderRadius: 1,
                  background: 'none',
                  cursor: 'pointer',
                  minHeight: 24,
                  py: 0.375,
                  pr: 0.5,
                  pl: 1 + (section.level - 1) * 1,
                  '&:hover': { backgroundColor: 'background.tint' },
                  '&[aria-current="true"]': { backgroundColor: 'background.tint' },
                  '&:focus-visible': { outlineOffset: -2 },
                }}
              >
                <WordDot state={isQuiet ? null : state} />
                <span>
                  <span lang="vi">{section.title}</span>
                  {isQuiet ? null : <HiddenText text={` (${w[state]})`} />}
                </span>
              </Box>
            </li>
          );
        })}
      </Box>
    </Box>
  );
}
