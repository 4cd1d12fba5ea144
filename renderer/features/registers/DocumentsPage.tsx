// The documents of all rounds: drafts and what was issued.
import Button from '@mui/material/Button';
import { useDeferredValue } from 'react';
import { Link } from 'react-router';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { DocumentTable } from './DocumentTable.tsx';

const statuses = ['draft', 'for_signature', 'issued', 'withdrawn'] as const;
const kinds = ['collective_notice', 'agency_notice', 'minutes'] as const;

export function DocumentsPage() {
  const t = useText();
  const r = t.registers;
  const filter = useFilter();
  const [planId, status, kind] = [filter.get('plan'), filter.get('status'), filter.get('kind')];
  const text = foldText(useDeferredValue(filter.get('q')));
  const plans = useQueryOf('plans.list', {});
  const documents = useQueryOf('documents.list', planId === '' ? {} : { planId });
  const titles = new Map((plans.data ?? []).map((plan) => [plan.id, plan.title]));
  return (
    <>
      <PageHeader title={t.frame.places.documents} />
      <FilterBar filter={filter} names={['q', 'plan', 'kind', 'status']}>
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
        <FilterSelect
          filter={filter}
          name="status"
          label={r.status}
          options={statuses.map((value) => ({ value, label: t.labels.documentStatus[value] }))}
        />
      </FilterBar>
      <Loaded query={documents}>
        {(rows) => {
          const shown = rows.filter(
            (document) =>
              (status === '' || document.status === status) &&
              (kind === '' || document.kind === kind) &&
              (text === '' ||
                foldText(
                  [document.subject, document.agencyName ?? '', document.number ?? ''].join(' '),
                ).includes(text)),
          );
          if (rows.length === 0) {
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
          if (shown.length === 0)
            return (
              <EmptyState
                title={r.nothingMatches}
                action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
              />
            );
          return <DocumentTable documents={shown} label={t.frame.places.documents} planTitles={titles} />;
        }}
      </Loaded>
    </>
  );
}
