// Plans and reports that agencies sent: number, days, in time or not, what they answer; one opens beside the list and is
// edited in place.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate, useSearchParams } from 'react-router';
import type { RemediationFilter, RemediationPaper } from '../../../core/contract/remediation.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { ListActions } from '../../components/ListActions.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayOrBlank, formatCount, shortDay } from '../../format.ts';
import { OfficeChip, OwnedBy } from '../../components/OfficeChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { numberAndSymbol } from '../plans/plan-words.ts';
import { PaperPanel } from './PaperPanel.tsx';
import { PaperStateLabel } from './PaperStateLabel.tsx';
import { remediationAddress } from './remediation-address.ts';

interface PapersTabProps {
  readonly filter: RemediationFilter;
  readonly today: string;
  readonly subtitle: string | null;
  readonly onEnter: () => void;
}

export function PapersTab({ filter, today, subtitle, onEnter }: PapersTabProps) {
  const t = useText();
  const w = t.remediation.papers;
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const query = useQueryOf(
    'remediationPapers.list',
    {
      ...(filter.planId === undefined ? {} : { planId: filter.planId }),
      ...(filter.agencyId === undefined ? {} : { agencyId: filter.agencyId }),
      today,
    },
    { keepPrevious: true },
  );
  const openId = params.get('paper');
  const text = foldText(filter.text ?? '');
  const addressOf = (id: string | null) => remediationAddress('papers', { paper: id }, params);
  // Beside an open paper there is room for what tells them apart.
  const narrow = openId !== null;
  const columns: readonly Column<RemediationPaper>[] = [
    {
      key: 'agency',
      label: w.agency,
      sortBy: (paper) => paper.agencyName,
      render: (paper) => (
        <>
          <RowLink to={addressOf(paper.id)}>{paper.agencyName}</RowLink>{' '}
          <ProvenanceMark provenance={paper.provenance} /> <OfficeChip officeId={paper.originOfficeId} />
          <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
            {narrow
              ? [w.kinds[paper.kind], numberAndSymbol(paper)].filter((part) => part !== null).join(' · ')
              : paper.planTitle}
          </Box>
        </>
      ),
    },
    {
      key: 'kind',
      label: w.kind,
      width: '17%',
      sortBy: (paper) => paper.kind,
      render: (paper) => w.kinds[paper.kind],
    },
    {
      key: 'number',
      label: t.registers.number,
      width: '9rem',
      sortBy: (paper) => numberAndSymbol(paper),
      render: (paper) => (
        <>
          {numberAndSymbol(paper) ?? (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {w.noNumber}
            </Box>
          )}
          <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
            {dayOrBlank(paper.documentDate)}
          </Box>
        </>
      ),
    },
    {
      key: 'arrived',
      label: w.arrivedOn,
      width: '6.5rem',
      nowrap: true,
      sortBy: (paper) => paper.arrivedOn,
      render: (paper) => dayOrBlank(paper.arrivedOn),
    },
    {
      key: 'state',
      label: w.state,
      width: '8rem',
      sortBy: (paper) => paper.state,
      render: (paper) => (
        <>
          <PaperStateLabel state={paper.state} />
          {paper.dueOn === null ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {w.dueOn(shortDay(paper.dueOn))}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'entries',
      label: w.entries,
      align: 'right',
      width: '7rem',
      sortBy: (paper) => paper.entries.length,
      render: (paper) => formatCount(paper.entries.length),
    },
    {
      key: 'by',
      label: w.enteredBy,
      width: '12%',
      wideOnly: true,
      sortBy: (paper) => paper.enteredByName,
      render: (paper) => paper.enteredByName,
    },
  ];
  const shown = narrow ? columns.filter(({ key }) => ['agency', 'arrived', 'state'].includes(key)) : columns;
  return (
    <Loaded query={query}>
      {(all) => {
        const rows = all.filter(
          (paper) =>
            (filter.officeId === undefined || paper.originOfficeId === filter.officeId) &&
            (text === '' || foldText(`${paper.agencyName} ${numberAndSymbol(paper) ?? ''}`).includes(text)),
        );
        const open = all.find(({ id }) => id === openId);
        if (all.length === 0) {
          return (
            <EmptyState
              title={w.none}
              text={w.noneText}
              action={
                <Button variant="contained" onClick={onEnter}>
                  {w.enter}
                </Button>
              }
            />
          );
        }
        return (
          <Box
            sx={{
              display: 'grid',
              gap: 1.5,
              alignItems: 'start',
              gridTemplateColumns: {
                xs: 'minmax(0, 1fr)',
                md: open === undefined ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) minmax(0, 30rem)',
              },
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ display: 'flex', gap: 1, mb: 1, alignItems: 'center' }}>
                <Typography variant="body2" color="text.secondary" component="output" sx={{ flex: 1 }}>
                  {t.registers.count(formatCount(rows.length))}
                </Typography>
                <ListActions
                  title={w.label}
                  subtitle={subtitle}
                  columns={[
                    { label: w.agency, kind: 'text', width: 22 },
                    { label: w.plan, kind: 'text', width: 20 },
                    { label: w.kind, kind: 'text', width: 14 },
                    { label: t.registers.number, kind: 'text' },
                    { label: w.documentDate, kind: 'day' },
                    { label: w.arrivedOn, kind: 'day' },
                    { label: w.state, kind: 'text' },
                    { label: w.entries, kind: 'count' },
                  ]}
                  rows={rows.map((paper) => [
                    paper.agencyName,
                    paper.planTitle,
                    w.kinds[paper.kind],
                    numberAndSymbol(paper),
                    paper.documentDate,
                    paper.arrivedOn,
                    t.remediation.paperState[paper.state],
                    paper.entries.length,
                  ])}
                />
              </Box>
              {rows.length === 0 ? (
                <EmptyState title={t.registers.nothingMatches} />
              ) : (
                <ResponsiveTable
                  label={w.label}
                  columns={shown}
                  rows={rows}
                  rowKey={({ id }) => id}
                  rowTo={({ id }) => addressOf(id)}
                  selectedKey={openId ?? undefined}
                />
              )}
            </Box>
            {open === undefined ? null : (
              <OwnedBy officeId={open.originOfficeId}>
                <PaperPanel
                  key={open.id}
                  paper={open}
                  today={today}
                  onClose={() => void navigate(addressOf(null), { replace: true })}
                />
              </OwnedBy>
            )}
          </Box>
        );
      }}
    </Loaded>
  );
}
