// What the agency answered for itself, domain by domain, beside what the team found. To read: it is changed by the form.
import { Fragment } from 'react';
import Box from '@mui/material/Box';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { answerText } from '../visits/answer-text.ts';
import type { SelfLine } from './self-lines.ts';

const cell = {
  px: 1,
  py: 0.5,
  borderBottom: '1px solid',
  borderColor: 'divider',
  verticalAlign: 'top',
  textAlign: 'left',
  overflowWrap: 'anywhere',
} as const;
const number = { ...cell, textAlign: 'right', whiteSpace: 'nowrap' } as const;

interface SelfAnswersProps {
  readonly domains: VisitWorkspace['domains'];
  readonly lines: readonly SelfLine[];
  readonly scoring: boolean;
}
export function SelfAnswers({ domains, lines, scoring }: SelfAnswersProps) {
  const t = useText();
  const w = t.selfReports;
  const c = w.columns;
  const heads = [
    { label: c.code, width: '4rem' },
    { label: c.criterion, width: 'auto' },
    { label: c.own, width: '9rem' },
    ...(scoring ? [{ label: c.ownPoints, width: '4.5rem', right: true }] : []),
    { label: c.inspected, width: '9rem' },
    ...(scoring ? [{ label: c.points, width: '4.5rem', right: true }] : []),
    { label: c.note, width: '20%' },
    { label: c.evidence, width: '18%' },
  ];
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Box
        component="table"
        aria-label={w.answersTitle}
        sx={{
          width: '100%',
          minWidth: '60rem',
          borderCollapse: 'collapse',
          tableLayout: 'fixed',
          fontSize: '0.8125rem',
        }}
      >
        <thead>
          <tr>
            {heads.map(({ label, width, right }) => (
              <Box
                key={label}
                component="th"
                scope="col"
                sx={{
                  ...cell,
                  width,
                  textAlign: right === true ? 'right' : 'left',
                  fontWeight: 600,
                  color: 'text.secondary',
                  fontSize: '0.75rem',
                }}
              >
                {label}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {domains.map((domain) => {
            const own = lines.filter(({ criterion }) => criterion.domainId === domain.id);
            if (own.length === 0) return null;
            return (
              <Fragment key={domain.id}>
                <tr>
                  <Box
                    component="th"
                    scope="colgroup"
                    colSpan={heads.length}
                    sx={{ ...cell, fontWeight: 600, backgroundColor: 'background.sunken' }}
                  >
                    {domain.name}
                  </Box>
                </tr>
                {own.map((line) => (
                  <Line key={line.criterion.id} line={line} scoring={scoring} />
                ))}
              </Fragment>
            );
          })}
        </tbody>
      </Box>
    </Box>
  );
}

function Line({ line, scoring }: { readonly line: SelfLine; readonly scoring: boolean }) {
  const t = useText();
  const { criterion, own, team, differs } = line;
  const earned = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : points(value);
  return (
    <tr>
      <Box component="td" sx={{ ...cell, whiteSpace: 'nowrap', color: 'text.secondary' }}>
        {criterion.code}
      </Box>
      <Box component="td" sx={cell}>
        {criterion.text}
      </Box>
      <Box component="td" sx={cell}>
        {answerText(own, t) || '–'}
      </Box>
      {scoring ? (
        <Box component="td" sx={number}>
          {earned(own?.earned)}
        </Box>
      ) : null}
      <Box component="td" sx={cell}>
        {answerText(team, t) || '–'}
        {differs ? (
          <Box component="span" sx={{ color: 'warning.main', fontWeight: 600, fontSize: '0.75rem' }}>
            {' '}
            ({t.selfReports.differs})
          </Box>
        ) : null}
      </Box>
      {scoring ? (
        <Box component="td" sx={number}>
          {earned(team?.earned)}
        </Box>
      ) : null}
      <Box component="td" sx={{ ...cell, whiteSpace: 'pre-line' }}>
        {own?.note ?? ''}
      </Box>
      <Box component="td" sx={{ ...cell, whiteSpace: 'pre-line' }}>
        {own?.evidence ?? ''}
      </Box>
    </tr>
  );
}
