// The findings of one visit on a board: strengths and limitations side by side, by domain, in the order of the notice;
// each opens where it stands. Beside them what other parts propose and what does not fit together.
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { DragEndEvent } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { Finding } from '../../../core/contract/findings.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { EmptyState } from '../../components/States.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ConsistencyPanel } from '../desk/ConsistencyPanel.tsx';
import { ProposalsPanel } from '../desk/ProposalsPanel.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { FindingEditor } from './FindingEditor.tsx';
import { FindingLine } from './FindingLine.tsx';
import type { FindingAct } from './FindingLine.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { RecommendationEditor } from './RecommendationEditor.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import { boardOf, movedTo } from './findings-board.ts';

type Kind = Finding['kind'];
/** What is open: a finding or recommendation by its id, or a new one of a domain. */
type Opened =
  | { readonly what: 'finding'; readonly id: string }
  | { readonly what: 'new'; readonly kind: Kind; readonly domainId: string }
  | { readonly what: 'recommendation'; readonly id: string }
  | { readonly what: 'new_recommendation' }
  | null;

export function FindingsTab({ workspace, readOnly }: VisitTabProps) {
  const t = useText();
  const f = t.findings;
  const b = f.board;
  const { visit, plan, findings, recommendations } = workspace;
  const [address, setAddress] = useSearchParams();
  const pointedAt = address.get('finding');
  const [openedHere, setOpened] = useState<Opened>(null);
  const [followed, setFollowed] = useState(pointedAt);
  // An address that points elsewhere wins over what is open.
  if (followed !== pointedAt) {
    setFollowed(pointedAt);
    if (pointedAt !== null) setOpened(null);
  }
  const opened: Opened =
    openedHere ?? (pointedAt === null || readOnly ? null : { what: 'finding', id: pointedAt });
  const [onlyFilled, setOnlyFilled] = useState(false);
  const [dialog, setDialog] = useState<{ readonly kind: 'merge' | 'split'; readonly id: string } | null>(
    null,
  );
  const reorder = useCommand('findings.reorder');
  const update = useCommand('findings.update');
  const frame = useRef<HTMLDivElement>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const visitRef = { id: visit.id, agencyId: visit.agencyId };
  const board = boardOf(workspace.domains, findings);
  const shown = onlyFilled ? board.filter((row) => row.strengths.length + row.limitations.length > 0) : board;
  const find = (id: string) => findings.find((one) => one.id === id);
  const listOf = (finding: Finding) =>
    findings.filter((one) => one.domainId === finding.domainId && one.kind === finding.kind);
  const counts = Map.groupBy(recommendations, (one) => one.findingId ?? '');

  const close = (focusOn?: string) => {
    setOpened(null);
    if (pointedAt !== null) {
      setAddress(
        (before) => {
          before.delete('finding');
          return before;
        },
        { replace: true },
      );
    }
    if (focusOn !== undefined) focusSoon(focusOn);
  };
  function focusSoon(id: string) {
    window.requestAnimationFrame(() =>
      frame.current?.querySelector<HTMLElement>(`[data-finding="${id}"]`)?.focus(),
    );
  }

  async function place(finding: Finding, to: number) {
    const ids = movedTo(
      listOf(finding).map((one) => one.id),
      finding.id,
      to,
    );
    if (ids === null || (await reorder.run({ planId: plan.id, ids: [...ids] })) === undefined) return;
    showUndo(b.moved);
    focusSoon(finding.id);
  }
  async function moveTo(finding: Finding, domain: Domain) {
    const patch = { domainId: domain.id };
    if ((await update.run({ id: finding.id, rev: finding.rev, patch })) === undefined) return;
    showUndo(b.movedTo(domain.shortName));
    focusSoon(finding.id);
  }
  async function scopeTo(finding: Finding, scope: 'round' | 'kinds' | 'named') {
    const patch = {
      scope,
      scopeKinds: scope === 'kinds' ? [visit.agencyKind] : [],
      agencyIds: scope === 'named' ? [visit.agencyId] : [],
    };
    if ((await update.run({ id: finding.id, rev: finding.rev, patch })) === undefined) return;
    if (scope === 'named') showUndo(b.narrowed);
    else if (finding.scope === 'named') {
      const others = finding.agencyIds.length - 1;
      showUndo(b.widened(others > 0 ? `${visit.agencyName} (+${String(others)})` : visit.agencyName));
    } else if (finding.scope === 'kinds') {
      showUndo(f.scopeKindsLost(finding.scopeKinds.map((kind) => t.labels.agencyKind[kind]).join(', ')));
    }
    focusSoon(finding.id);
  }
  const act = (finding: Finding, done: FindingAct) => {
    const at = listOf(finding).findIndex((one) => one.id === finding.id);
    switch (done.kind) {
      case 'open':
        return setOpened({ what: 'finding', id: finding.id });
      case 'up':
        return void place(finding, at - 1);
      case 'down':
        return void place(finding, at + 1);
      case 'merge':
      case 'split':
        return setDialog({ kind: done.kind, id: finding.id });
      case 'round':
      case 'kinds':
        return void scopeTo(finding, done.kind);
      case 'narrow':
        return void scopeTo(finding, 'named');
      case 'move': {
        const domain = workspace.domains.find(({ id }) => id === done.domainId);
        if (domain !== undefined) void moveTo(finding, domain);
      }
    }
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const finding = find(String(active.id));
    if (finding === undefined || over === null) return;
    const target = find(String(over.id));
    const domainId = target?.domainId ?? String(over.id).split(' ')[1];
    if (domainId === undefined) return;
    if (domainId !== finding.domainId) {
      const domain = workspace.domains.find(({ id }) => id === domainId);
      if (domain !== undefined) void moveTo(finding, domain);
      return;
    }
    if (target?.kind !== finding.kind) return;
    void place(
      finding,
      listOf(finding).findIndex((one) => one.id === target.id),
    );
  };

  const line = (finding: Finding) =>
    opened?.what === 'finding' && opened.id === finding.id ? (
      <Box component="li" key={finding.id} sx={{ my: 0.75 }}>
        <FindingEditor planId={plan.id} visit={visitRef} finding={finding} onDone={() => close(finding.id)} />
      </Box>
    ) : (
      <FindingLine
        key={finding.id}
        finding={finding}
        recommendations={counts.get(finding.id)?.length ?? 0}
        domains={workspace.domains}
        readOnly={readOnly}
        onAct={(done) => act(finding, done)}
      />
    );
  const general = recommendations.filter(
    (one) => one.findingId === null || !findings.some(({ id }) => id === one.findingId),
  );
  const merging = dialog === null ? undefined : find(dialog.id);
  return (
    <Box
      ref={frame}
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 20rem' },
        flex: 1,
        minHeight: 0,
      }}
    >
      <Box
        component="section"
        aria-label={b.label}
        sx={{ px: 2.5, py: 1.5, overflow: { md: 'auto' }, minHeight: 0 }}
      >
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1 }}>
          <FormControlLabel
            label={b.hideEmpty}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Switch size="small" checked={onlyFilled} onChange={(_event, on) => setOnlyFilled(on)} />
            }
          />
        </Box>
        {findings.length === 0 && opened === null ? (
          <EmptyState title={b.emptyTitle} text={b.emptyText} />
        ) : null}
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
          {shown.map(({ domain, strengths, limitations }) => (
            <Box
              key={domain.id}
              component="section"
              aria-label={domain.name}
              sx={{ mb: 2, borderTop: '1px solid', borderColor: 'divider', pt: 0.75 }}
            >
              <Typography variant="h3" component="h2" sx={{ fontSize: '0.875rem', mb: 0.5 }}>
                {domain.ordinal}. {domain.name}
              </Typography>
              <Box
                sx={{
                  display: 'grid',
                  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
                  gap: 2,
                }}
              >
                {(
                  [
                    ['strength', strengths, b.strengths],
                    ['limitation', limitations, b.limitations],
                  ] as const
                ).map(([kind, rows, title]) => (
                  <Cell key={kind} id={`cell ${domain.id} ${kind}`} title={title}>
                    <SortableContext
                      items={rows.map((one) => one.id)}
                      strategy={verticalListSortingStrategy}
                      disabled={readOnly}
                    >
                      {rows.length === 0 ? null : (
                        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
                          {rows.map(line)}
                        </Box>
                      )}
                    </SortableContext>
                    {rows.length === 0 && readOnly ? (
                      <Typography variant="caption" color="text.secondary">
                        {b.none}
                      </Typography>
                    ) : null}
                    {readOnly ? null : opened?.what === 'new' &&
                      opened.kind === kind &&
                      opened.domainId === domain.id ? (
                      <Box sx={{ mt: 0.75 }}>
                        <FindingEditor
                          planId={plan.id}
                          visit={visitRef}
                          domainId={domain.id}
                          kind={kind}
                          onDone={(made) => close(made?.id)}
                        />
                      </Box>
                    ) : (
                      <Button
                        size="small"
                        aria-label={b.addTo(title, domain.shortName)}
                        onClick={() => setOpened({ what: 'new', kind, domainId: domain.id })}
                        sx={{ minHeight: 24, py: 0, px: 0.75 }}
                      >
                        + {b.add}
                      </Button>
                    )}
                  </Cell>
                ))}
              </Box>
            </Box>
          ))}
        </DndContext>
        <Box
          component="section"
          aria-label={b.general}
          sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 0.75 }}
        >
          <Typography variant="h3" component="h2" sx={{ fontSize: '0.875rem', mb: 0.5 }}>
            {b.general}
          </Typography>
          {general.map((one) =>
            opened?.what === 'recommendation' && opened.id === one.id ? (
              <RecommendationEditor
                key={one.id}
                planId={plan.id}
                visit={visitRef}
                recommendation={one}
                onDone={() => close()}
              />
            ) : (
              <Button
                key={one.id}
                disabled={readOnly}
                onClick={() => setOpened({ what: 'recommendation', id: one.id })}
                sx={{ display: 'block', textAlign: 'left', px: 0.75, py: 0.25, color: 'text.primary' }}
              >
                {one.text}
                <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
                  {one.dueOn === null ? (one.dueNote ?? f.dueUnknown) : shortDay(one.dueOn)}
                </Box>
              </Button>
            ),
          )}
          {readOnly ? null : opened?.what === 'new_recommendation' ? (
            <RecommendationEditor planId={plan.id} visit={visitRef} onDone={() => close()} />
          ) : (
            <Button
              size="small"
              onClick={() => setOpened({ what: 'new_recommendation' })}
              sx={{ minHeight: 24, py: 0, px: 0.75 }}
            >
              + {f.addRecommendation}
            </Button>
          )}
        </Box>
      </Box>
      <Box
        component="aside"
        aria-label={b.side}
        sx={{
          p: 1.5,
          borderLeft: { lg: '1px solid' },
          borderColor: { lg: 'divider' },
          overflow: { md: 'auto' },
          display: 'grid',
          gap: 2,
          alignContent: 'start',
        }}
      >
        <ProposalsPanel workspace={workspace} readOnly={readOnly} />
        <ConsistencyPanel planId={plan.id} visitId={visit.id} />
      </Box>
      {dialog?.kind === 'merge' && merging !== undefined ? (
        <MergeDialog
          finding={merging}
          others={findings.filter(
            (one) => one.id !== merging.id && one.kind === merging.kind && one.scope === merging.scope,
          )}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog?.kind === 'split' && merging !== undefined ? (
        <SplitDialog finding={merging} onClose={() => setDialog(null)} />
      ) : null}
    </Box>
  );
}

function Cell({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { setNodeRef, isOver } = useDroppable({ id });
  return (
    <Box
      ref={setNodeRef}
      role="group"
      aria-label={title}
      sx={{ minWidth: 0, ...(isOver ? { backgroundColor: 'background.tint' } : {}) }}
    >
      <Typography variant="subtitle2" component="h3" color="text.secondary">
        {title}
      </Typography>
      {children}
    </Box>
  );
}
