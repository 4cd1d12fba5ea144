// The checklist of a visit: domains and progress left, criteria centre, findings right.
import { useCallback, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer, DomainScore, VisitWorkspace } from '../../../core/contract/visits.ts';
import { call } from '../../api/client.ts';
import { queryKeyOf, useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import type { AnswerRow } from './answer-row.ts';
import { Checklist } from './Checklist.tsx';
import type { ChecklistFilter } from './Checklist.tsx';
import { DomainRail } from './DomainRail.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import type { Opened } from './FindingsPanel.tsx';
import type { VisitTabProps } from './visit-tab.ts';

const helpOf = (t: Texts) => {
  const words = t.visits.workspace.shortcuts;
  return [
    { keys: '1–3, 0–9', label: words.choose },
    { keys: '↑ ↓', label: words.move },
    { keys: 'Enter', label: words.note },
    { keys: 'N', label: words.notApplicable },
    { keys: 'J', label: words.next },
    { keys: 'H', label: words.limitation },
    { keys: 'K', label: words.strength },
    { keys: '/', label: words.slash },
    { keys: 'Delete', label: words.clear },
  ];
};

export function ChecklistTab({ workspace, readOnly }: VisitTabProps) {
  const t = useText();
  const words = t.visits.workspace;
  const { visit, plan } = workspace;
  const queryClient = useQueryClient();
  const [params, setParams] = useSearchParams();
  const asked = params.get('finding');
  const [opened, setOpened] = useState<Opened>(asked === null ? null : { kind: 'finding', id: asked });
  const [seen, setSeen] = useState(asked);
  // Search may point at another finding of the same visit.
  if (seen !== asked) {
    setSeen(asked);
    if (asked !== null) setOpened({ kind: 'finding', id: asked });
  }
  const [help] = useState(() => helpOf(t));
  useShortcutHelp(help);
  const createFinding = useCommand('findings.create');

  const domain = workspace.domains.find(({ key }) => key === params.get('domain'));
  const filter = filterOf(params.get('show'));
  const setParam = useCallback(
    (changes: Readonly<Record<string, string | null>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );

  /** One reply repaints the line and the sums; the event that follows reads everything again. */
  const onSaved = useCallback(
    (answer: Answer, score: DomainScore) => {
      queryClient.setQueryData<VisitWorkspace>(queryKeyOf('visits.get', { id: visit.id }), (before) =>
        before === undefined
          ? before
          : {
              ...before,
              answers: [
                ...before.answers.filter(({ criterionId }) => criterionId !== answer.criterionId),
                answer,
              ],
              scores: before.scores.map((one) => (one.domainId === score.domainId ? score : one)),
            },
      );
    },
    [queryClient, visit.id],
  );

  const reload = useCallback(
    async (criterionId: string) => {
      const fresh = await call('visits.get', { id: visit.id });
      return fresh.answers.find((answer) => answer.criterionId === criterionId);
    },
    [visit.id],
  );

  /** From a criterion in one action: the finding exists at once, carries the answer's figures, and opens for its wording. */
  async function makeFinding(kind: 'strength' | 'limitation', criterion: Criterion, row: AnswerRow) {
    const made = await createFinding.run({
      planId: plan.id,
      visitId: visit.id,
      domainId: criterion.domainId,
      criterionId: criterion.id,
      kind,
      scope: 'named',
      agencyIds: [visit.agencyId],
      text:
        kind === 'limitation' ? words.limitationDraft(criterion.text) : words.strengthDraft(criterion.text),
      numerator: row.numerator,
      denominator: row.denominator,
    });
    if (made === undefined) return;
    setOpened({ kind: 'finding', id: made.id });
    showUndo(
      kind === 'limitation' ? words.madeLimitation(criterion.code) : words.madeStrength(criterion.code),
    );
  }

  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '11.5rem minmax(0, 1fr) 19rem' },
      }}
    >
      <Box
        sx={{
          overflow: { md: 'auto' },
          borderRight: '1px solid',
          borderColor: 'divider',
          backgroundColor: 'background.default',
        }}
      >
        <DomainRail
          domains={workspace.domains}
          scores={workspace.scores}
          scoring={plan.scoring}
          chosen={domain?.id ?? null}
          onChoose={(id) => {
            const key = workspace.domains.find((one) => one.id === id)?.key ?? null;
            setParam({ domain: key, criterion: null });
          }}
        />
      </Box>
      <Box
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, backgroundColor: 'background.paper' }}
      >
        {plan.criteriaSetId === null ? (
          <Box sx={{ p: 3 }}>
            <EmptyState
              title={words.noSetTitle}
              text={words.noSetText}
              action={
                <Button component={Link} to={`/plans/${plan.id}`} variant="contained">
                  {words.openPlan}
                </Button>
              }
            />
          </Box>
        ) : (
          <>
            <Box
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1.5,
                px: 1,
                py: 0.75,
                borderBottom: '1px solid',
                borderColor: 'divider',
              }}
            >
              <ToggleButtonGroup
                size="small"
                exclusive
                aria-label={words.filterLabel}
                value={filter}
                onChange={(_event, value: ChecklistFilter | null) => {
                  if (value !== null) setParam({ show: value === 'all' ? null : value });
                }}
              >
                {(['all', 'unanswered', 'noted'] as const).map((one) => (
                  <ToggleButton
                    key={one}
                    value={one}
                    sx={{ py: 0.25, px: 1.25, fontSize: '0.75rem', textTransform: 'none' }}
                  >
                    {
                      {
                        all: words.filterAll,
                        unanswered: words.filterUnanswered,
                        noted: words.filterNoted,
                      }[one]
                    }
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
              <Box
                component="span"
                sx={{
                  color: 'text.secondary',
                  fontSize: '0.75rem',
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                }}
              >
                {domain?.name ?? ''}
              </Box>
            </Box>
            <Box sx={{ flex: 1, minHeight: 0, overflow: { xs: 'visible', md: 'auto' } }}>
              <Checklist
                key={`${domain?.id ?? 'all'}:${filter}`}
                workspace={workspace}
                domainId={domain?.id ?? null}
                filter={filter}
                startId={params.get('criterion')}
                readOnly={readOnly}
                onShowAll={() => setParam({ show: null })}
                onFinding={(kind, criterion, row) => void makeFinding(kind, criterion, row)}
                onSaved={onSaved}
                reload={reload}
              />
            </Box>
          </>
        )}
      </Box>
      <Box sx={{ overflow: { md: 'auto' }, borderLeft: '1px solid', borderColor: 'divider' }}>
        <FindingsPanel
          workspace={workspace}
          domainId={domain?.id ?? null}
          readOnly={readOnly}
          opened={opened}
          onOpen={setOpened}
          onClosed={() => document.querySelector<HTMLElement>('tr.line[tabindex="0"]')?.focus()}
        />
      </Box>
    </Box>
  );
}

function filterOf(value: string | null): ChecklistFilter {
  return value === 'unanswered' || value === 'noted' ? value : 'all';
}
