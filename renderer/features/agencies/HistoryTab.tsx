// Everything that visits left with an agency: the visits, and strengths and limitations by year.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AgencyDetail } from '../../../core/contract/agencies.ts';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { StatusChip, VisitStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { VisitStatus } from '../../../core/contract/visits.ts';
import { findingsByYear } from './agency-figures.ts';
import type { AgencyTabProps } from './agency-tab.ts';
import { ScopeToggle } from './ScopeToggle.tsx';

type Visit = AgencyDetail['history'][number];
type Finding = AgencyDetail['findings'][number];

export function HistoryTab({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  const withOthers = agency.view === 'by_successor';
  const visitColumns: readonly Column<Visit>[] = [
    {
      key: 'year',
      label: a.year,
      width: '4.5rem',
      sortBy: (visit) => visit.year,
      render: (visit) => (visit.year === null ? '' : String(visit.year)),
    },
    {
      key: 'plan',
      label: a.plan,
      render: (visit) => (
        <>
          <RowLink to={`/visits/${visit.visitId}`}>{visit.planTitle}</RowLink>{' '}
          <OfficeChip officeId={visit.officeId} />
        </>
      ),
    },
    ...(withOthers
      ? [
          {
            key: 'agency',
            label: a.agencyThen,
            width: '22%',
            sortBy: (visit: Visit) => visit.agencyName,
            render: (visit: Visit) => visit.agencyName,
          },
        ]
      : []),
    {
      key: 'days',
      label: a.days,
      nowrap: true,
      sortBy: (visit) => visit.startsOn,
      render: (visit) => dayOrBlank(visit.startsOn),
    },
    {
      key: 'status',
      label: a.status,
      nowrap: true,
      render: (visit) => {
        const words: Readonly<Record<string, string>> = t.labels.visitStatus;
        return Object.hasOwn(words, visit.status) ? (
          <VisitStatusChip status={visit.status as VisitStatus} />
        ) : (
          <StatusChip label={visit.status} />
        );
      },
    },
    {
      key: 'limitations',
      label: a.limitations,
      align: 'right',
      sortBy: (visit) => visit.limitations,
      render: (visit) => formatCount(visit.limitations),
    },
    {
      key: 'recommendations',
      label: a.recommendations,
      align: 'right',
      sortBy: (visit) => visit.recommendations,
      render: (visit) => formatCount(visit.recommendations),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box component="section">
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
          <Typography variant="h2" sx={{ flex: 1 }}>
            {a.history}
          </Typography>
          <ScopeToggle view={agency.view} />
        </Box>
        {agency.history.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {a.noHistory}
          </Typography>
        ) : (
          <ResponsiveTable
            label={a.history}
            columns={visitColumns}
            rows={agency.history}
            rowKey={(visit) => visit.visitId}
            rowTo={(visit) => `/visits/${visit.visitId}`}
          />
        )}
      </Box>
      <Box component="section">
        <Typography variant="h2" sx={{ mb: 1 }}>
          {a.findings}
        </Typography>
        {agency.findings.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {a.noFindings}
          </Typography>
        ) : (
          findingsByYear(agency.findings).map(({ year, findings }) => (
            <Box key={String(year)} sx={{ mb: 2 }}>
              <Typography variant="h3" sx={{ mb: 0.5 }}>
                {year === null ? a.yearUnknown : String(year)}
              </Typography>
              <Findings findings={findings} withOthers={withOthers} year={year} />
            </Box>
          ))
        )}
      </Box>
    </Box>
  );
}

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly withOthers: boolean;
  readonly year: number | null;
}
function Findings({ findings, withOthers, year }: FindingsProps) {
  const t = useText();
  const a = t.agencies;
  const columns: readonly Column<Finding>[] = [
    {
      key: 'kind',
      label: a.kind,
      hiddenLabel: true,
      width: '7rem',
      render: (finding) => (
        <StatusChip
          tone={finding.kind === 'limitation' ? 'due' : 'verified'}
          label={finding.kind === 'limitation' ? a.limitation : a.strength}
        />
      ),
    },
    { key: 'domain', label: a.domain, width: '20%', render: (finding) => finding.domainName },
    {
      key: 'text',
      label: a.text,
      render: (finding) => (
        <>
          <RowLink
            to={finding.visitId === null ? `/plans/${finding.planId}/summary` : `/visits/${finding.visitId}`}
          >
            {finding.text}
          </RowLink>{' '}
          <OfficeChip officeId={finding.officeId} />
        </>
      ),
    },
    ...(withOthers
      ? [{ key: 'agency', label: a.agencyThen, width: '18%', render: (one: Finding) => one.agencyName }]
      : []),
  ];
  return (
    <ResponsiveTable
      label={`${a.findings}: ${year === null ? a.yearUnknown : String(year)}`}
      columns={columns}
      rows={findings}
      rowKey={(finding) => finding.id}
      rowTo={(finding) =>
        finding.visitId === null ? `/plans/${finding.planId}/summary` : `/visits/${finding.visitId}`
      }
      sortParam={`findings-${String(year)}`}
    />
  );
}
