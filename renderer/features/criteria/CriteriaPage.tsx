// A criteria set, to be read: the domains left, the criteria in a table, every column of the chosen one below it.
import { useDeferredValue, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNavigate, useParams } from 'react-router';
import type { CriteriaSetDetail, Criterion, Domain } from '../../../core/contract/criteria.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import type { Filter } from '../../components/Filters.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { EmptyState, Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { referenceInWords, ruleInWords, sourceInWords } from './rule-words.ts';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';

export function CriteriaPage() {
  const t = useText();
  const c = t.criteria;
  const navigate = useNavigate();
  const { setId } = useParams();
  const sets = useQueryOf('criteriaSets.list', {});
  return (
    <Loaded query={sets} skeleton={<PageSkeleton />}>
      {(all) => {
        const chosen =
          all.find(({ id }) => id === setId) ?? all.find(({ status }) => status === 'in_force') ?? all[0];
        if (chosen === undefined) {
          return (
            <>
              <PageHeader title={t.frame.places.criteria} />
              <EmptyState title={c.empty} text={c.emptyText} />
            </>
          );
        }
        return (
          <>
            <PageHeader
              title={chosen.name}
              meta={
                <>
                  <StatusChip
                    tone={chosen.status === 'in_force' ? 'accent' : 'muted'}
                    label={t.labels.criteriaSetStatus[chosen.status]}
                  />
                  <span>
                    {[
                      chosen.year === null ? null : c.year(String(chosen.year)),
                      c.version(String(chosen.version)),
                      c.count(formatCount(chosen.criteria)),
                      c.maxPoints(points(chosen.maxPoints)),
                    ]
                      .filter((part) => part !== null)
                      .join(' · ')}
                  </span>
                </>
              }
              secondary={
                all.length < 2 ? undefined : (
                  <TextField
                    select
                    label={c.set}
                    value={chosen.id}
                    onChange={(event) => void navigate(`/criteria/${event.target.value}`)}
                    sx={{ minWidth: '14rem' }}
                  >
                    {all.map((set) => (
                      <MenuItem key={set.id} value={set.id}>
                        {set.name}
                      </MenuItem>
                    ))}
                  </TextField>
                )
              }
            />
            <SetView key={chosen.id} setId={chosen.id} />
          </>
        );
      }}
    </Loaded>
  );
}

function SetView({ setId }: { readonly setId: string }) {
  const query = useQueryOf('criteriaSets.get', { id: setId });
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={12} />}>
      {(set) => <SetTree set={set} />}
    </Loaded>
  );
}

function SetTree({ set }: { readonly set: CriteriaSetDetail }) {
  const t = useText();
  const c = t.criteria;
  const filter = useFilter();
  const text = foldText(useDeferredValue(filter.get('q').trim()));
  const openId = filter.get('criterion');
  const matching = set.items.filter(
    (item) =>
      text === '' ||
      foldText(
        [item.code, item.text, item.glossEn ?? '', item.evidence ?? '', item.legalBasis ?? ''].join(' '),
      ).includes(text),
  );
  return (
    <>
      <FilterBar filter={filter} names={['q']}>
        <FilterText filter={filter} name="q" label={c.find} />
        <Typography variant="caption" color="text.secondary" component="output">
          {text === '' ? '' : t.frame.shownOf(formatCount(matching.length), formatCount(set.items.length))}
        </Typography>
      </FilterBar>
      {set.sourceNote === null ? null : (
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 1.5 }}>
          {c.source}: {set.sourceNote}
        </Typography>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: '14rem minmax(0, 1fr)' },
          gap: 3,
          alignItems: 'start',
        }}
      >
        <Box
          component="nav"
          aria-label={c.domains}
          sx={{ position: { md: 'sticky' }, top: 0, display: { xs: 'none', md: 'block' } }}
        >
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {set.domains.map((domain) => {
              const own = set.items.filter((item) => item.domainId === domain.id);
              return (
                <li key={domain.id}>
                  <ButtonBase
                    component="a"
                    href={`#domain-${domain.key}`}
                    sx={{
                      display: 'flex',
                      justifyContent: 'space-between',
                      gap: 1,
                      textAlign: 'left',
                      width: '100%',
                      px: 1,
                      py: 0.5,
                      borderRadius: 0.75,
                      fontSize: '0.8125rem',
                      lineHeight: 1.5,
                      fontFamily: 'inherit',
                      '&:hover': { backgroundColor: 'background.tint' },
                    }}
                  >
                    <span>
                      {domain.ordinal}. {domain.shortName}
                    </span>
                    <Box component="span" sx={{ color: 'text.secondary' }}>
                      {points(own.reduce((sum, item) => sum + item.maxPoints, 0))}
                    </Box>
                  </ButtonBase>
                </li>
              );
            })}
          </Box>
        </Box>
        <Box sx={{ minWidth: 0 }}>
          {matching.length === 0 ? (
            <EmptyState
              title={c.nothingMatches}
              action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
            />
          ) : (
            set.domains.map((domain) => {
              const own = matching.filter((item) => item.domainId === domain.id);
              return own.length === 0 ? null : (
                <DomainPart key={domain.id} domain={domain} items={own} openId={openId} filter={filter} />
              );
            })
          )}
        </Box>
      </Box>
    </>
  );
}

interface DomainPartProps {
  readonly domain: Domain;
  readonly items: readonly Criterion[];
  readonly openId: string;
  readonly filter: Filter;
}
function DomainPart({ domain, items, openId, filter }: DomainPartProps) {
  const t = useText();
  const c = t.criteria;
  return (
    <Box component="section" id={`domain-${domain.key}`} sx={{ mb: 3, scrollMarginTop: 8 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {domain.ordinal}. {domain.name}
        <Box
          component="span"
          sx={{ fontWeight: 400, fontSize: '0.8125rem', color: 'text.secondary', ml: 1.5 }}
        >
          {c.count(formatCount(items.length))}
        </Box>
      </Typography>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, borderTop: '1px solid', borderColor: 'divider' }}
      >
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            open={item.id === openId}
            onToggle={() => filter.set('criterion', item.id === openId ? '' : item.id)}
          />
        ))}
      </Box>
    </Box>
  );
}

function Item({
  item,
  open,
  onToggle,
}: {
  readonly item: Criterion;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const t = useText();
  const box = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) box.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <Box
      component="li"
      ref={box}
      sx={{
        borderBottom: '1px solid',
        borderColor: 'divider',
        backgroundColor: open ? 'background.paper' : 'transparent',
      }}
    >
      <ButtonBase
        aria-expanded={open}
        onClick={onToggle}
        sx={{
          display: 'grid',
          gridTemplateColumns: '4rem minmax(0, 1fr) 10rem 3.5rem',
          gap: 1.5,
          width: '100%',
          textAlign: 'left',
          alignItems: 'baseline',
          px: 1,
          py: 0.625,
          fontFamily: 'inherit',
          fontSize: '0.8125rem',
          lineHeight: 1.55,
          '&:hover': { backgroundColor: 'background.tint' },
          '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: -2 },
        }}
      >
        <Box component="span" sx={{ fontWeight: 600 }}>
          {item.code}
        </Box>
        <span>{item.text}</span>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t.labels.answerType[item.answerType]}
        </Box>
        <Box component="span" sx={{ textAlign: 'right' }}>
          {points(item.maxPoints)}
        </Box>
      </ButtonBase>
      {open ? <ItemFacts item={item} /> : null}
    </Box>
  );
}

/** Every column of the set that this criterion fills. */
function ItemFacts({ item }: { readonly item: Criterion }) {
  const t = useText();
  const c = t.criteria;
  const isForAll = item.appliesTo.length === 0 || item.appliesTo.length === agencyKindOrder.length;
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        px: 1,
        pb: 1.5,
        pl: '6.5rem',
        display: 'grid',
        gridTemplateColumns: '10rem minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.5,
        fontSize: '0.8125rem',
        lineHeight: 1.55,
      }}
    >
      <Fact label={c.evidence} value={item.evidence} />
      <Fact
        label={c.appliesTo}
        value={isForAll ? c.appliesToAll : item.appliesTo.map((kind) => t.labels.agencyKind[kind]).join('; ')}
      />
      <Fact label={c.scoring} value={ruleInWords(item, t)} />
      <Fact label={c.target} value={item.target} />
      <Fact label={c.rule} value={item.rule} />
      <Fact label={c.derivedFrom} value={sourceInWords(item.derivedFrom, t)} />
      <Fact label={c.legalBasis} value={item.legalBasis} />
      <Fact label={c.reference} value={referenceInWords(item.reference, t)} />
      <Fact label={c.gloss} value={item.glossEn} />
      {item.naAllowed ? <Fact label={c.notApplicable} value={c.naYes} /> : null}
    </Box>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  if (value === null || value === '') return null;
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        {value}
      </Box>
    </>
  );
}
