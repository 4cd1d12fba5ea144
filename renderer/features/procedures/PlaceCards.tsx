// The three places with what was found at each; the chosen one is what is ticked off below.
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { PlaceSummary, PostingPlace, ProcedureProblem } from '../../../core/contract/procedures.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

const shown = [
  ['missing', 'missing'],
  ['superseded', 'superseded'],
  ['late', 'late'],
  ['wrongForm', 'wrong_form'],
  ['notPublished', 'not_published'],
] as const satisfies readonly (readonly [keyof PlaceSummary, ProcedureProblem])[];

interface PlaceCardsProps {
  readonly places: readonly PlaceSummary[];
  readonly chosen: PostingPlace;
  readonly onChoose: (place: PostingPlace) => void;
}

export function PlaceCards({ places, chosen, onChoose }: PlaceCardsProps) {
  const w = useText().procedures;
  return (
    <Box
      role="group"
      aria-label={w.placesLabel}
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr', md: 'repeat(3, minmax(0, 1fr))' } }}
    >
      {places.map((one) => {
        const faults = shown.filter(([key]) => one[key] > 0);
        return (
          <ButtonBase
            key={one.place}
            aria-pressed={one.place === chosen}
            onClick={() => onChoose(one.place)}
            sx={{
              display: 'block',
              font: 'inherit',
              textAlign: 'left',
              px: 1.5,
              py: 0.75,
              border: '1px solid',
              borderColor: one.place === chosen ? 'primary.main' : 'divider',
              borderRadius: 1,
              backgroundColor: one.place === chosen ? 'background.tint' : 'background.paper',
              '&.Mui-focusVisible': {
                outline: '2px solid var(--k-palette-primary-main)',
                outlineOffset: 1,
              },
            }}
          >
            <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
              <Box component="span" sx={{ fontWeight: 600, fontSize: '0.8125rem', flex: 1 }}>
                {w.places[one.place]}
              </Box>
              <Box
                component="span"
                sx={{
                  fontWeight: 600,
                  fontSize: '0.9375rem',
                  color: one.looked ? undefined : 'text.secondary',
                }}
              >
                {one.looked ? w.posted(formatCount(one.posted), formatCount(one.published)) : w.notLooked}
              </Box>
            </Box>
            <Box
              component="span"
              sx={{
                display: 'flex',
                flexWrap: 'wrap',
                columnGap: 1.5,
                minHeight: '1.25rem',
                fontSize: '0.75rem',
                color: 'text.secondary',
              }}
            >
              {one.looked && faults.length === 0 ? (
                <Box component="span" sx={{ color: 'success.main' }}>
                  {w.allRight}
                </Box>
              ) : null}
              {faults.map(([key, problem]) => (
                <span key={key}>
                  {w.problems[problem]}:{' '}
                  <Box
                    component="strong"
                    sx={{
                      color: problem === 'late' || problem === 'wrong_form' ? 'warning.main' : 'error.main',
                    }}
                  >
                    {formatCount(one[key])}
                  </Box>
                </span>
              ))}
            </Box>
          </ButtonBase>
        );
      })}
    </Box>
  );
}
