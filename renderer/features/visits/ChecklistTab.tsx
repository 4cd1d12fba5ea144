// The checklist of a visit: domains and progress left, criteria centre, findings right.
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer, DomainScore, VisitWorkspace } from '../../../core/contract/visits.ts';
import type { Output } from '../../../core/contract/index.ts';
import { checklistFilters } from '../../../core/rules/checklist-view.ts';
import type { ChecklistFilter } from '../../../core/rules/checklist-view.ts';
import { call } from '../../api/client.ts';
import { queryKeyOf, useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { useSwitch } from '../../components/preferences.ts';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import type { AnswerRow } from './answer-row.ts';
import { formatCount } from '../../format.ts';
import { DerivedPanel, takeable } from '../desk/DerivedPanel.tsx';
import { BulkMenu } from './BulkMenu.tsx';
import { Checklist } from './Checklist.tsx';
import type { ChecklistHandle } from './Checklist.tsx';
import { CommandBar } from './CommandBar.tsx';
import { DomainRail } from './DomainRail.tsx';
import { FindingsPanel } from './FindingsPanel.tsx';
import type { Opened } from './FindingsPanel.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import type { VisitTabProps } from './visit-tab.ts';

const helpOf = (t: Texts) => {
  const words = t.visits.workspace.shortcuts;
  const more = t.desk.shortcuts;
  return [
    { keys: '1–3, 0–9', label: words.choose },
    { keys: '↑ ↓', label: words.move },
    { keys: 'Enter', label: words.note },
    { keys: 'N', label: words.notApplicable },
    { keys: 'J', label: words.next },
    { keys: 'L', label: more.unexplained },
    { keys: ';', label: more.entry },
    { keys: 'A', label: more.bulk },
    { keys: 'Ctrl+V', label: more.paste },
    { keys: 'H', label: words.limitation },
    { keys: 'K', label: words.strength },
    { keys: '/', label: words.slash },
    { keys: 'Delete', label: words.clear },
  ];
};

/** Below this width what was recorded comes beside the lines only when it is asked for. */
const WIDE = 1500;

/** Lines of earlier rounds, figures of a paper: what is open besides the lines. */
type Tool =
  | { readonly kind: 'entry' }
  | { readonly kind: 'derived' }
  | { readonly kind: 'paste'; readonly text: string }
  | null;

export function ChecklistTab({ workspace, readOnly }: VisitTabProps) {
  const t = useText();
  const words = t.visits.workspace;
  const more = t.desk.checklist;
  const { visit, plan } = workspace;
  const own = workspace.findings.filter(({ scope }) => scope === 'named').length;
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

  const beside = useQueryOf('desk.beside', { visitId: visit.id });
  const members = beside.data?.members ?? [];
  const askedMember = params.get('member');
  const member = members.find((one) => (askedMember === 'me' ? one.me : one.id === askedMember));
  const owned = member?.domainIds ?? null;
  const domain = workspace.domains.find(({ key }) => key === params.get('domain'));
  const filter = filterOf(params.get('show'));
  const checklist = useRef<ChecklistHandle>(null);
  const [tool, setTool] = useState<Tool>(null);
  const [bulkAt, setBulkAt] = useState<HTMLElement | null>(null);
  const bulkButton = useRef<HTMLButtonElement>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const current = workspace.criteria.find(({ id }) => id === currentId);
  const [panelKept, keepPanel] = useSwitch('checklist.findings', window.innerWidth >= WIDE);
  // Called by a finding it stays, so that what was just recorded is seen, until it is sent away.
  const [called, setCalled] = useState(asked !== null);
  const panelOpen = panelKept || called || opened !== null;
  const figures = useQueryOf('derived.list', { visitId: visit.id });
  const counted = useQueryOf('evidence.counts', { visitId: visit.id });
  const files = useMemo(
    () =>
      new Map(
        (counted.data ?? []).flatMap(({ target, count }) =>
          'criterionId' in target ? [[target.criterionId, count] as const] : [],
        ),
      ),
    [counted.data],
  );
  const offered = takeable(figures.data ?? []);
  /** The tools are for the line that has the keyboard now. */
  const remember = () => setCurrentId(checklist.current?.activeId ?? null);
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

  const onSavedMany = useCallback(
    ({ answers, scores }: Output<'answers.saveMany'>) => {
      queryClient.setQueryData<VisitWorkspace>(queryKeyOf('visits.get', { id: visit.id }), (before) => {
        if (before === undefined) return before;
        const saved = new Set(answers.map(({ criterionId }) => criterionId));
        const counted = new Map(scores.map((score) => [score.domainId, score]));
        return {
          ...before,
          answers: [...before.answers.filter(({ criterionId }) => !saved.has(criterionId)), ...answers],
          scores: before.scores.map((one) => counted.get(one.domainId) ?? one),
        };
      });
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

  function closeTool() {
    setTool(null);
    checklist.current?.goBack();
  }

  /** To a line, also to one that the filter or the domain hides. */
  function show(criterion: Criterion) {
    if (checklist.current?.goTo(criterion.id) === true) return;
    setParam({ show: null, member: null, domain: null, criterion: criterion.id });
  }

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
    setCalled(true);
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
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: panelOpen ? '11.5rem minmax(0, 1fr) 19rem' : '11.5rem minmax(0, 1fr)',
        },
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
          owned={owned}
          chosen={domain?.id ?? null}
          onChoose={(id) => {
            const key = workspace.domains.find((one) => one.id === id)?.key ?? null;
            setParam({ domain: key, criterion: null });
          }}
          onShow={(show) => setParam({ show, domain: null, criterion: null })}
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
                flexWrap: 'wrap',
                alignItems: 'center',
                gap: 0.75,
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
                  if (value !== null) setParam({ show: value === 'all' ? null : value, criterion: null });
                }}
              >
                {checklistFilters.map((one) => (
                  <ToggleButton
                    key={one}
                    value={one}
                    title={more.filterHints[one]}
                    sx={{
                      py: 0.25,
                      px: 0.75,
                      fontSize: '0.75rem',
                      textTransform: 'none',
                      whiteSpace: 'nowrap',
                    }}
                  >
                    {more.filters[one]}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
              {members.length > 0 && (
                <Box
                  component="select"
                  aria-label={more.whose}
                  value={member === undefined ? '' : member.me ? 'me' : member.id}
                  onChange={(event) =>
                    setParam({ member: event.target.value === '' ? null : event.target.value, domain: null })
                  }
                  sx={{
                    height: 28,
                    maxWidth: '8.5rem',
                    font: 'inherit',
                    fontSize: '0.75rem',
                    color: 'text.primary',
                    backgroundColor: 'background.paper',
                    border: '1px solid',
                    borderColor: 'divider',
                    borderRadius: 1,
                  }}
                >
                  <option value="">{more.everybody}</option>
                  {members.map((one) => (
                    <option key={one.id} value={one.me ? 'me' : one.id}>
                      {one.me ? more.mine : one.name}
                    </option>
                  ))}
                </Box>
              )}
              <Box sx={{ flex: 1 }} />
              {!readOnly && (
                <>
                  <ToolButton
                    title={`${more.entryHint} (;)`}
                    onClick={() => {
                      remember();
                      setTool({ kind: 'entry' });
                    }}
                  >
                    {more.entry}
                  </ToolButton>
                  <ToolButton title={more.pasteHint} onClick={() => setTool({ kind: 'paste', text: '' })}>
                    {more.paste}
                  </ToolButton>
                  <ToolButton
                    ref={bulkButton}
                    title={`${more.bulkHint} (A)`}
                    aria-haspopup="menu"
                    onClick={(event) => {
                      remember();
                      setBulkAt(event.currentTarget);
                    }}
                  >
                    {more.bulk} ▾
                  </ToolButton>
                </>
              )}
              {offered > 0 && (
                <ToolButton aria-haspopup="dialog" onClick={() => setTool({ kind: 'derived' })}>
                  {t.desk.derived.available(formatCount(offered))}
                </ToolButton>
              )}
              <ToolButton
                aria-pressed={panelOpen}
                onClick={() => {
                  if (panelOpen) setOpened(null);
                  setCalled(false);
                  keepPanel(!panelOpen);
                }}
              >
                {more.panel(formatCount(own))}
              </ToolButton>
            </Box>
            {tool?.kind === 'entry' && (
              <CommandBar
                workspace={workspace}
                current={current}
                onSaved={onSaved}
                onGo={(criterion) => {
                  setTool(null);
                  show(criterion);
                }}
                onClose={closeTool}
              />
            )}
            {beside.error !== null && (
              <Alert severity="warning" variant="outlined" sx={{ m: 1, py: 0 }}>
                {more.besideFailed}{' '}
                <Button size="small" onClick={() => void beside.refetch()}>
                  {t.frame.error.retry}
                </Button>
              </Alert>
            )}
            <Box
              sx={{ flex: 1, minHeight: 0, overflowX: 'auto', overflowY: { md: 'auto' } }}
              onPaste={(event) => {
                const at = event.target;
                if (readOnly || at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) return;
                const text = event.clipboardData.getData('text/plain');
                if (text.trim() === '') return;
                event.preventDefault();
                setTool({ kind: 'paste', text });
              }}
            >
              <Checklist
                handle={checklist}
                key={`${domain?.id ?? 'all'}:${filter}:${member?.id ?? 'all'}`}
                workspace={workspace}
                beside={beside.data}
                files={files}
                domainId={domain?.id ?? null}
                domainIds={owned}
                filter={filter}
                startId={params.get('criterion')}
                readOnly={readOnly}
                onShowAll={() => setParam({ show: null, member: null })}
                onCommand={() => {
                  if (readOnly) return;
                  remember();
                  setTool({ kind: 'entry' });
                }}
                onBulk={() => {
                  if (readOnly) return;
                  remember();
                  setBulkAt(bulkButton.current);
                }}
                onFinding={(kind, criterion, row) => void makeFinding(kind, criterion, row)}
                onSaved={onSaved}
                reload={reload}
              />
            </Box>
          </>
        )}
      </Box>
      {panelOpen && (
        <Box sx={{ overflow: { md: 'auto' }, borderLeft: '1px solid', borderColor: 'divider' }}>
          <FindingsPanel
            workspace={workspace}
            domainId={domain?.id ?? null}
            readOnly={readOnly}
            opened={opened}
            onOpen={setOpened}
            onClosed={() => checklist.current?.goBack()}
          />
        </Box>
      )}
      <BulkMenu
        workspace={workspace}
        current={current}
        anchor={bulkAt}
        onSaved={onSavedMany}
        onClose={() => {
          setBulkAt(null);
          checklist.current?.goBack();
        }}
      />
      {tool?.kind === 'derived' && (
        <Dialog open onClose={closeTool} maxWidth="lg" fullWidth aria-label={t.desk.derived.title}>
          <DialogContent>
            <DerivedPanel visitId={visit.id} />
          </DialogContent>
          <DialogActions>
            <Button onClick={closeTool}>{t.frame.close}</Button>
          </DialogActions>
        </Dialog>
      )}
      {tool?.kind === 'paste' && (
        <PasteDialog workspace={workspace} initial={tool.text} onSaved={onSavedMany} onClose={closeTool} />
      )}
    </Box>
  );
}

function filterOf(value: string | null): ChecklistFilter {
  return checklistFilters.find((one) => one === value) ?? 'all';
}

interface ToolButtonProps extends ComponentProps<'button'> {
  readonly children: ReactNode;
}
/** Small, so that all of them stand in one row of a laptop's screen. */
function ToolButton(props: ToolButtonProps) {
  return (
    <Button
      {...props}
      color="inherit"
      size="small"
      sx={{ minWidth: 0, minHeight: 28, py: 0.25, px: 0.75, fontSize: '0.75rem', whiteSpace: 'nowrap' }}
    />
  );
}
