// The register: the documents of all rounds, and for the registry clerk those that wait for number and day.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { id } from '../../../core/contract/common.ts';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import { documentKinds } from '../../../core/documents/kinds.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { OfficeFilter, useOfficeWords } from '../../components/OfficeChip.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { NumberingNotice } from '../documents/NumberingNotice.tsx';
import { PrintDialog } from '../prints/PrintDialog.tsx';
import { kindsInOrder } from '../plans/document-set.ts';
import { DocumentTable, useDocumentColumns } from './DocumentTable.tsx';
import { NumberDesk } from './NumberDesk.tsx';

const statuses = ['draft', 'for_signature', 'issued', 'withdrawn'] as const;
/** So many lines are quick to draw; the rest is a button away. */
const MOST = 300;
/** So many papers are one job. */
const PRINTED = 1_000;

/** The year of issue, or of the last change while it has none. */
function yearOf({ issuedOn, updatedAt }: DocumentRow): string {
  return issuedOn === null ? String(new Date(updatedAt).getFullYear()) : issuedOn.slice(0, 4);
}

export function DocumentsPage() {
  const t = useText();
  const r = t.registers;
  const filter = useFilter();
  const planId = filter.get('plan');
  const view = filter.get('view') === 'awaiting' ? 'awaiting' : 'all';
  const text = foldText(useDeferredValue(filter.get('q'))).trim();
  const plans = useQueryOf('plans.list', {});
  const issuers = useQueryOf('issuers.list', {});
  const officeId = id.safeParse(filter.get('office')).data;
  const documents = useQueryOf('documents.list', officeId === undefined ? {} : { officeId });
  const officeWords = useOfficeWords(filter);
  const [more, setMore] = useState(0);
  const [printing, setPrinting] = useState(false);
  const titles = useMemo(
    () => new Map((plans.data ?? []).map((plan) => [plan.id, plan.title])),
    [plans.data],
  );
  const rows = documents.data ?? [];
  const columns = useDocumentColumns({ all: rows, ...(planId === '' ? { planTitles: titles } : {}) });
  const marked = new Set((plans.data ?? []).flatMap((plan) => (plan.illustrative ? [plan.id] : [])));
  const wanted = {
    kind: filter.get('kind'),
    // The desk asks for one state of its own.
    status: view === 'awaiting' ? '' : filter.get('status'),
    year: filter.get('year'),
    issuer: filter.get('issuer'),
  };
  const passes = (document: DocumentRow) =>
    (planId === '' || document.planId === planId) &&
    (wanted.kind === '' || document.kind === wanted.kind) &&
    (wanted.status === '' || document.status === wanted.status) &&
    (wanted.year === '' || yearOf(document) === wanted.year) &&
    (wanted.issuer === '' || document.issuerId === wanted.issuer) &&
    (text === '' || foldText(searchable(document)).includes(text));
  const found = rows.filter(passes);
  // A withdrawn paper is not handed out again.
  const printed = found.filter(({ status }) => status !== 'withdrawn').slice(0, PRINTED);
  const waiting = rows.filter(({ status }) => status === 'for_signature');
  const years = [...new Set(rows.map(yearOf))].sort().reverse();
  const kinds = [...new Set([...kindsInOrder, ...documentKinds])].filter((kind) =>
    rows.some((document) => document.kind === kind),
  );
  return (
    <>
      <PageHeader title={t.frame.places.documents} />
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view}
          aria-label={r.viewsLabel}
          onChange={(_event, next: 'all' | 'awaiting' | null) => {
            if (next !== null) filter.set('view', next === 'all' ? '' : next);
          }}
        >
          <ToggleButton value="all">{r.views.all}</ToggleButton>
          <ToggleButton value="awaiting">
            {r.views.awaiting}
            {waiting.length === 0 ? '' : ` (${formatCount(waiting.length)})`}
          </ToggleButton>
        </ToggleButtonGroup>
        {view === 'awaiting' || rows.length === 0 ? null : (
          <>
            <Button
              variant="outlined"
              color="secondary"
              disabled={printed.length === 0}
              onClick={() => setPrinting(true)}
            >
              {r.print}
            </Button>
            <Typography variant="body2" color="text.secondary" component="output">
              {r.count(formatCount(found.length))}
            </Typography>
            <ListTools
              list="documents"
              title={t.frame.places.documents}
              columns={columns}
              rows={found}
              officeOf={(document) => document.originOfficeId}
              illustrative={found.some((document) => marked.has(document.planId ?? ''))}
              filters={[
                officeWords,
                [r.findText, filter.get('q')],
                [r.plan, titles.get(planId)],
                [
                  r.kind,
                  kinds.flatMap((kind) => (kind === wanted.kind ? [t.labels.documentKind[kind]] : []))[0],
                ],
                [
                  r.status,
                  statuses.flatMap((one) => (one === wanted.status ? [t.labels.documentStatus[one]] : []))[0],
                ],
                [r.year, wanted.year],
                [r.issuer, issuers.data?.find(({ id }) => id === wanted.issuer)?.name],
              ]}
            />
          </>
        )}
      </Box>
      {printed.length === 0 ? null : (
        <PrintDialog
          planId={null}
          choice={{ what: 'documents', documentIds: printed.map(({ id }) => id) }}
          open={printing}
          onClose={() => setPrinting(false)}
        />
      )}
      {/* Six filters stand on one line of a narrow screen. */}
      <Box sx={{ '& .MuiFormControl-root': { minWidth: '8.75rem', maxWidth: '12rem' } }}>
        <FilterBar filter={filter} names={['q', 'plan', 'kind', 'status', 'year', 'issuer', 'office']}>
          <FilterText filter={filter} name="q" label={r.findText} />
          <FilterSelect
            filter={filter}
            name="plan"
            label={r.plan}
            options={(plans.data ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
          />
          <FilterSelect
            filter={filter}
            name="kind"
            label={r.kind}
            options={kinds.map((value) => ({ value, label: t.labels.documentKind[value] }))}
          />
          {view === 'awaiting' ? null : (
            <FilterSelect
              filter={filter}
              name="status"
              label={r.status}
              options={statuses.map((value) => ({ value, label: t.labels.documentStatus[value] }))}
            />
          )}
          <FilterSelect
            filter={filter}
            name="year"
            label={r.year}
            options={years.map((value) => ({ value, label: value }))}
          />
          <FilterSelect
            filter={filter}
            name="issuer"
            label={r.issuer}
            options={(issuers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <OfficeFilter filter={filter} />
        </FilterBar>
      </Box>
      <Loaded query={documents}>
        {(all) => {
          if (all.length === 0) {
            return (
              <EmptyState
                title={r.noDocuments}
                text={r.noDocumentsText}
                action={
                  <Button component={Link} to="/plans" variant="contained">
                    {r.openPlans}
                  </Button>
                }
              />
            );
          }
          if (view === 'awaiting') {
            return (
              <Box sx={{ display: 'grid', gap: 1.5 }}>
                <NumberingNotice {...(planId === '' ? {} : { planId })} />
                <NumberDesk
                  waiting={waiting.filter(passes)}
                  all={all}
                  planTitles={titles}
                  onShowAll={() => filter.set('view', '')}
                />
              </Box>
            );
          }
          const shown = found.slice(0, MOST + more);
          return (
            <Box sx={{ display: 'grid', gap: 1.5 }}>
              <NumberingNotice {...(planId === '' ? {} : { planId })} />
              {found.length === 0 ? (
                <EmptyState
                  title={r.nothingMatches}
                  action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                />
              ) : (
                <DocumentTable
                  documents={shown}
                  all={all}
                  label={t.frame.places.documents}
                  {...(planId === '' ? { planTitles: titles } : {})}
                />
              )}
              {found.length > shown.length ? (
                <Box>
                  <Button variant="outlined" onClick={() => setMore(more + MOST)}>
                    {r.more(formatCount(Math.min(MOST, found.length - shown.length)))}
                  </Button>
                </Box>
              ) : null}
            </Box>
          );
        }}
      </Loaded>
    </>
  );
}

function searchable({ subject, agencyName, number, symbol }: DocumentRow): string {
  return [subject, agencyName ?? '', number === null ? '' : `${number}/${symbol ?? ''}`].join(' ');
}
