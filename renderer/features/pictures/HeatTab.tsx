// Domains across, agencies (or their kinds, or offices) down, the number in the cell; every cell opens its list.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import { heatBy, heatMeasure, pictureView } from '../../../core/contract/pictures.ts';
import type { HeatMap } from './heat-cells.ts';
import { useQueryOf } from '../../api/query.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { SavedViews } from '../../components/SavedViews.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { filterWords } from '../../components/table-export.ts';
import { Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { SelectField } from '../../components/Fields.tsx';
import { Empty } from './Empty.tsx';
import { useRowName } from './heat-cells.ts';
import { HeatGrid } from './HeatGrid.tsx';
import { filterOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters, useScopeWords } from './ScopeFilters.tsx';

const FIRST = 200;
const MOST = 1_000;

export function HeatTab({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const [params] = useSearchParams();
  const filter = useFilter();
  const [limit, setLimit] = useState(FIRST);
  const by = heatBy.safeParse(filter.get('by')).data ?? 'agency';
  const measure = heatMeasure.safeParse(filter.get('measure')).data ?? 'limitations';
  const view = pictureView.safeParse(filter.get('view')).data ?? 'at_the_time';
  const words = useScopeWords(scope);
  const query = useQueryOf(
    'pictures.heatMap',
    { ...filterOf(params, today), by, measure, view, limit },
    { keepPrevious: true },
  );
  const help = w.heat.shortcuts;
  const [shortcuts] = useState([
    { keys: '↑ ↓ ← →', label: help.walk },
    { keys: 'Home End', label: help.ends },
    { keys: 'Enter', label: help.open },
  ]);
  useShortcutHelp(shortcuts);
  const title = w.heat.title(w.heat.measures[measure], w.heat.bys[by].toLocaleLowerCase('vi'));
  const subtitle = filterWords([...words, [w.view, view === 'by_successor' ? w.views[view] : '']]);
  return (
    <>
      <ScopeFilters
        scope={scope}
        fields={['year', 'plan', 'office']}
        more={['by', 'measure', 'view']}
        tools={
          <Box sx={{ display: 'flex', gap: 1, ml: 'auto', '@media print': { display: 'none' } }}>
            <SavedViews list="pictures.heat" />
            <Actions
              map={query.data}
              title={title}
              subtitle={subtitle}
              score={measure === 'score'}
              illustrative={illustrative}
            />
          </Box>
        }
      >
        <ChoiceToggle
          label={w.heat.by}
          value={by}
          choices={heatBy.options.map((value) => ({ value, label: w.heat.bys[value] }))}
          onChange={(value) => filter.set('by', value === 'agency' ? '' : value)}
        />
        <Box sx={{ width: '10rem' }}>
          <SelectField
            label={w.heat.measure}
            value={measure}
            choices={heatMeasure.options.map((value) => ({ value, label: w.heat.measures[value] }))}
            onChange={(value) => filter.set('measure', value === 'limitations' ? '' : (value ?? ''))}
          />
        </Box>
        {by === 'agency' ? (
          <Box sx={{ width: '14rem' }}>
            <SelectField
              label={w.view}
              value={view}
              choices={pictureView.options.map((value) => ({ value, label: w.views[value] }))}
              onChange={(value) => filter.set('view', value === 'at_the_time' ? '' : (value ?? ''))}
            />
          </Box>
        ) : null}
      </ScopeFilters>
      <Loaded query={query}>
        {(map) =>
          map.rows.length === 0 || map.domains.length === 0 ? (
            <Empty scope={scope} />
          ) : (
            <>
              <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 0.75 }}>
                {measure === 'score' ? w.heat.legendScore : w.heat.legendMore} {w.heat.keys}
              </Typography>
              <HeatGrid title={title} map={map} measure={measure} by={by} />
              {map.omitted > 0 ? (
                <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1 }}>
                  <Typography variant="body2">{w.heat.omitted(formatCount(map.omitted))}</Typography>
                  {limit < MOST ? (
                    <Button variant="outlined" onClick={() => setLimit(MOST)}>
                      {w.heat.showAll}
                    </Button>
                  ) : null}
                </Box>
              ) : null}
            </>
          )
        }
      </Loaded>
    </>
  );
}

interface ActionsProps {
  readonly map: HeatMap | undefined;
  readonly title: string;
  readonly subtitle: string | null;
  readonly score: boolean;
  readonly illustrative: boolean;
}
function Actions({ map, title, subtitle, score, illustrative }: ActionsProps) {
  const w = useText().pictures;
  const nameOf = useRowName();
  const kind = score ? ('percent' as const) : ('count' as const);
  return (
    <ListActions
      title={title}
      subtitle={subtitle}
      illustrative={illustrative}
      columns={[
        { label: w.agency, kind: 'text', width: 34 },
        ...(map?.domains ?? []).map(({ shortName }) => ({ label: shortName, kind, width: 9 })),
        { label: w.total, kind, width: 8 },
      ]}
      rows={(map?.rows ?? []).map((row) => [
        nameOf(row),
        ...row.cells.map(({ value }) => value),
        row.total.value,
      ])}
      disabled={map === undefined}
    />
  );
}
