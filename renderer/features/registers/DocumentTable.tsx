// A list of documents: kind, subject, state, number and day. Used by the register and by the plan's page.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { DocumentStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { documentName, numberAndSymbol } from '../plans/plan-words.ts';

const statusOrder = ['draft', 'for_signature', 'issued', 'withdrawn'] as const;

interface DocumentTableProps {
  readonly documents: readonly DocumentRow[];
  readonly label: string;
  /** Titles of the rounds, where the list spans several. */
  readonly planTitles?: ReadonlyMap<string, string>;
  /** Among these the successor of a withdrawn one is looked up. */
  readonly all?: readonly DocumentRow[];
  /** Documents of one kind: the first column says what each is about. */
  readonly aboutOf?: (document: DocumentRow) => string;
  readonly sortParam?: string;
}

type DocumentColumnsOptions = Pick<DocumentTableProps, 'planTitles' | 'aboutOf'> & {
  readonly all: readonly DocumentRow[];
};
/** The columns of a list of documents, on the screen and taken away. */
export function useDocumentColumns({
  planTitles,
  all,
  aboutOf,
}: DocumentColumnsOptions): readonly Column<DocumentRow>[] {
  const t = useText();
  const r = t.registers;
  const successors = new Map(
    all.flatMap((document) => (document.replacesId === null ? [] : [[document.replacesId, document]])),
  );
  const struck = ({ status }: DocumentRow) =>
    status === 'withdrawn' ? { textDecoration: 'line-through', color: 'text.secondary' } : {};
  const kind: Column<DocumentRow> = {
    key: 'kind',
    label: r.kind,
    sortBy: (document) => t.labels.documentKind[document.kind],
    width: '17%',
    cell: (document) => t.labels.documentKind[document.kind],
    render: (document) => (
      <Box component="span" sx={struck(document)}>
        <RowLink to={`/documents/${document.id}`}>{t.labels.documentKind[document.kind]}</RowLink>{' '}
        <OfficeChip officeId={document.originOfficeId} />
      </Box>
    ),
  };
  const about: Column<DocumentRow> = {
    key: 'agency',
    label: r.agency,
    width: '24%',
    sortBy: (document) => document.agencyName,
    render: (document) => document.agencyName ?? r.allAgencies,
  };
  const columns: readonly Column<DocumentRow>[] = [
    ...(aboutOf === undefined
      ? [kind, about]
      : [
          {
            key: 'about',
            label: r.create.about,
            width: '28%',
            sortBy: aboutOf,
            cell: aboutOf,
            render: (document: DocumentRow) => (
              <Box component="span" sx={struck(document)}>
                <RowLink to={`/documents/${document.id}`}>{aboutOf(document)}</RowLink>
              </Box>
            ),
          },
        ]),
    ...(planTitles === undefined
      ? [
          {
            key: 'subject',
            label: r.subject,
            wideOnly: true,
            render: (document: DocumentRow) => document.subject,
          },
        ]
      : [
          {
            key: 'plan',
            label: r.plan,
            wideOnly: true,
            width: '20%',
            sortBy: (document: DocumentRow) => planTitles.get(document.planId ?? '') ?? '',
            cell: (document: DocumentRow) => planTitles.get(document.planId ?? '') ?? '',
            render: (document: DocumentRow) => {
              const title = planTitles.get(document.planId ?? '') ?? '';
              return (
                <Box
                  component="span"
                  title={title}
                  sx={{
                    display: '-webkit-box',
                    WebkitBoxOrient: 'vertical',
                    WebkitLineClamp: '2',
                    overflow: 'hidden',
                  }}
                >
                  {title}
                </Box>
              );
            },
          },
        ]),
    {
      key: 'status',
      label: r.status,
      sortBy: (document) => statusOrder.indexOf(document.status),
      cell: (document) => t.labels.documentStatus[document.status],
      render: (document) => {
        const successor = successors.get(document.id);
        return (
          <>
            <DocumentStatusChip status={document.status} />
            {document.status === 'draft' && document.draftRound > 1 ? (
              <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
                {' '}
                ({r.draftRound(String(document.draftRound))})
              </Box>
            ) : null}
            {document.urgency === null ? null : (
              <Box component="span" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                {' · '}
                {r.urgency[document.urgency]}
              </Box>
            )}
            {successor === undefined ? null : (
              <Box sx={{ fontSize: '0.75rem' }}>
                <MuiLink component={Link} to={`/documents/${successor.id}`}>
                  {r.replacedBy(
                    (successor.number === null ? null : numberAndSymbol(successor)) ??
                      documentName(successor, t.labels.documentKind),
                  )}
                </MuiLink>
              </Box>
            )}
          </>
        );
      },
    },
    {
      key: 'number',
      label: r.number,
      nowrap: true,
      sortBy: (document) => document.number,
      cell: (document) => (document.number === null ? '' : numberAndSymbol(document)),
      render: (document) =>
        document.number === null ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {r.noNumber}
          </Box>
        ) : (
          <Box component="span" sx={struck(document)}>
            {numberAndSymbol(document)}
          </Box>
        ),
    },
    {
      key: 'issued',
      label: r.issuedOn,
      nowrap: true,
      sortBy: (document) => document.issuedOn,
      kind: 'day',
      cell: (document) => document.issuedOn,
      render: (document) => dayOrBlank(document.issuedOn),
    },
    {
      key: 'changed',
      label: r.changed,
      nowrap: true,
      wideOnly: true,
      sortBy: (document) => document.updatedAt,
      render: (document) => momentOf(document.updatedAt),
    },
  ];
  return columns;
}

export function DocumentTable({
  documents,
  label,
  planTitles,
  all = documents,
  aboutOf,
  sortParam,
}: DocumentTableProps) {
  const columns = useDocumentColumns({
    all,
    ...(planTitles === undefined ? {} : { planTitles }),
    ...(aboutOf === undefined ? {} : { aboutOf }),
  });
  return (
    <ResponsiveTable
      label={label}
      columns={columns}
      rows={documents}
      rowKey={(document) => document.id}
      rowTo={(document) => `/documents/${document.id}`}
      {...(sortParam === undefined ? {} : { sortParam })}
    />
  );
}
