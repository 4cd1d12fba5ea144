// A list of documents: kind, subject, state, number and day. Used by the register and by the plan's page.
import Box from '@mui/material/Box';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { DocumentStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { numberAndSymbol } from '../plans/plan-words.ts';

const statusOrder = ['draft', 'for_signature', 'issued', 'withdrawn'] as const;

interface DocumentTableProps {
  readonly documents: readonly DocumentRow[];
  readonly label: string;
  /** Titles of the rounds, where the list spans several. */
  readonly planTitles?: ReadonlyMap<string, string>;
}

export function DocumentTable({ documents, label, planTitles }: DocumentTableProps) {
  const t = useText();
  const r = t.registers;
  const columns: readonly Column<DocumentRow>[] = [
    {
      key: 'kind',
      label: r.kind,
      sortBy: (document) => t.labels.documentKind[document.kind],
      nowrap: true,
      render: (document) => (
        <RowLink to={`/documents/${document.id}`}>{t.labels.documentKind[document.kind]}</RowLink>
      ),
    },
    {
      key: 'agency',
      label: r.agency,
      width: '26%',
      sortBy: (document) => document.agencyName,
      render: (document) => document.agencyName ?? r.allAgencies,
    },
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
            width: '22%',
            sortBy: (document: DocumentRow) => planTitles.get(document.planId) ?? '',
            render: (document: DocumentRow) => planTitles.get(document.planId) ?? '',
          },
        ]),
    {
      key: 'status',
      label: r.status,
      nowrap: true,
      sortBy: (document) => statusOrder.indexOf(document.status),
      render: (document) => <DocumentStatusChip status={document.status} />,
    },
    {
      key: 'number',
      label: r.number,
      nowrap: true,
      sortBy: (document) => document.number,
      render: (document) =>
        document.number === null ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {r.noNumber}
          </Box>
        ) : (
          numberAndSymbol(document)
        ),
    },
    {
      key: 'issued',
      label: r.issuedOn,
      nowrap: true,
      sortBy: (document) => document.issuedOn,
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
  return (
    <ResponsiveTable
      label={label}
      columns={columns}
      rows={documents}
      rowKey={(document) => document.id}
      rowTo={(document) => `/documents/${document.id}`}
    />
  );
}
