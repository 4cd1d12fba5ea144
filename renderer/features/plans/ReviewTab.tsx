// What is still to be changed or looked at before a plan is signed: the list, what is left of last year in texts,
// agencies that ended, grounds out of season. Each line leads to its place.
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import LookIcon from '@mui/icons-material/VisibilityOutlined';
import TodoIcon from '@mui/icons-material/RadioButtonUncheckedOutlined';
import { Link, useSearchParams } from 'react-router';
import type { Leftover, PlanDetail, PlanReview, PlanTodo } from '../../../core/contract/plans.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { groundWarningText } from './Grounds.tsx';

/** Where the work of a line is done, below the plan's address. */
const places: Readonly<Record<PlanTodo['key'], string>> = {
  title: '?field=title',
  number_date: '?field=number',
  period: '?field=startsOn',
  review_period: '?field=reviewPeriodFrom',
  report_back: '?field=reportBackDueOn',
  grounds: '?field=legalGrounds',
  criteria_set: '?field=criteriaSetId',
  team_decisions: '/team',
  members: '/team',
  agencies: '/agencies',
  schedule: '/schedule',
  deadlines: '?field=deadlines',
  issuer: '?field=issuerId',
  coverage: '?field=coverageTarget',
  leftovers: '/review?part=leftovers',
};

function leftoverPlace(planId: string, { table, rowId, field }: Leftover): string {
  const plan = `/plans/${planId}`;
  switch (table) {
    case 'plan':
      return `${plan}?field=${field}`;
    case 'team':
      return `${plan}/team?team=${rowId}&field=${field}`;
    case 'team_member':
      return `${plan}/team?member=${rowId}&field=${field}`;
    case 'nomination':
      return `${plan}/team?nomination=${rowId}&field=${field}`;
    case 'visit':
      return `${plan}/agencies?visit=${rowId}&field=${field}`;
    case 'document':
      return `/documents/${rowId}`;
    case 'recommendation':
      return `${plan}/summary?recommendation=${rowId}`;
  }
}

/** How much of a review waits. */
export function openTodos(review: PlanReview): number {
  return review.todo.filter(({ state }) => state !== 'done').length;
}

export function ReviewTab({ detail }: { readonly detail: PlanDetail }) {
  const review = useQueryOf('plans.review', { id: detail.plan.id });
  return <Loaded query={review}>{(found) => <Review detail={detail} review={found} />}</Loaded>;
}

function Review({ detail, review }: { readonly detail: PlanDetail; readonly review: PlanReview }) {
  const t = useText();
  const w = t.plans.review;
  const planId = detail.plan.id;
  const open = openTodos(review);
  const [params] = useSearchParams();
  const leftovers = useRef<HTMLHeadingElement>(null);
  const part = params.get('part');
  useEffect(() => {
    if (part !== 'leftovers') return;
    leftovers.current?.scrollIntoView({ block: 'start' });
    leftovers.current?.focus({ preventScroll: true });
  }, [part]);
  const order = { todo: 0, look: 1, done: 2 } as const;
  const lines = [...review.todo].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 25rem) minmax(0, 1fr)' },
        gap: 4,
        alignItems: 'start',
      }}
    >
      <Box component="section" aria-labelledby="review-todo">
        <Typography variant="h2" id="review-todo">
          {w.title}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {open === 0 ? w.nothingLeft : w.left(formatCount(open), formatCount(review.todo.length))}
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {lines.map((todo) => (
            <TodoLine key={todo.key} todo={todo} planId={planId} />
          ))}
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 3, minWidth: 0 }}>
        <Block
          title={w.leftovers}
          heading={leftovers}
          count={review.leftovers.length}
          nothing={w.noLeftovers}
        >
          {review.leftovers.map((one) => (
            <LeftoverLine
              key={`${one.table}:${one.rowId}:${one.field}:${String(one.start)}:${one.kind}:${one.excerpt}`}
              leftover={one}
              planId={planId}
            />
          ))}
        </Block>
        <Block title={w.ended} count={review.endedAgencies.length} nothing={w.noEnded}>
          {review.endedAgencies.map((one) => (
            <EndedLine key={one.visitId} ended={one} detail={detail} />
          ))}
        </Block>
        {detail.plan.copiedFromId === null ? null : (
          <LeftOut detail={detail} sourceId={detail.plan.copiedFromId} />
        )}
        <Block title={w.grounds} count={review.grounds.length} nothing={w.noGrounds}>
          {review.grounds.map((one) => (
            <Line key={`${String(one.index)}:${one.legalDocumentId}`}>
              <Box sx={{ flex: 1, minWidth: 0 }}>{groundWarningText(one, t)}</Box>
              <Jump
                to={`/plans/${planId}?field=legalGrounds.${String(one.index)}`}
                label={w.go}
                of={t.plans.info.ground(String(one.index + 1))}
              />
            </Line>
          ))}
        </Block>
      </Box>
    </Box>
  );
}

const look = {
  todo: { Icon: TodoIcon, colour: 'text.primary' },
  look: { Icon: LookIcon, colour: 'warning.main' },
  done: { Icon: DoneIcon, colour: 'success.main' },
} as const;

function TodoLine({ todo, planId }: { readonly todo: PlanTodo; readonly planId: string }) {
  const t = useText();
  const w = t.plans.review;
  const { Icon, colour } = look[todo.state];
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1,
        alignItems: 'flex-start',
        py: 0.5,
        borderBottom: '1px solid',
        borderColor: 'divider',
        fontSize: '0.8125rem',
        lineHeight: 1.55,
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 18, mt: '2px', color: colour, flex: 'none' }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <MuiLink
          component={Link}
          to={`/plans/${planId}${places[todo.key]}`}
          color={todo.state === 'done' ? 'text.secondary' : 'text.primary'}
          sx={{ fontWeight: todo.state === 'done' ? 400 : 500, display: 'inline-block', minHeight: 24 }}
        >
          {w.todo[todo.key]}
          {todo.count === null || todo.count === 0 ? '' : ` (${formatCount(todo.count)})`}
        </MuiLink>
        {todo.state === 'done' ? null : (
          <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
            {w.hints[todo.key]}
          </Box>
        )}
      </Box>
      <Box component="span" sx={{ flex: 'none', fontSize: '0.75rem', color: colour, fontWeight: 500 }}>
        {w.states[todo.state]}
      </Box>
    </Box>
  );
}

interface BlockProps {
  readonly title: string;
  readonly count: number;
  readonly nothing: string;
  readonly heading?: RefObject<HTMLHeadingElement | null>;
  readonly children: ReactNode;
}
function Block({ title, count, nothing, heading, children }: BlockProps) {
  return (
    <Box component="section">
      <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ mb: 0.5 }}>
        {title}
        {count === 0 ? '' : ` (${formatCount(count)})`}
      </Typography>
      {count === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {nothing}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {children}
        </Box>
      )}
    </Box>
  );
}

function Line({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'flex-start',
        py: 0.75,
        borderBottom: '1px solid',
        borderColor: 'divider',
        fontSize: '0.8125rem',
        lineHeight: 1.55,
      }}
    >
      {children}
    </Box>
  );
}

function Jump({ to, label, of }: { readonly to: string; readonly label: string; readonly of: string }) {
  return (
    <Button
      component={Link}
      to={to}
      aria-label={`${label}: ${of}`}
      sx={{ minHeight: 26, py: 0, flex: 'none' }}
    >
      {label}
    </Button>
  );
}

/** "Tên đợt kiểm tra", "Thành viên, Chức vụ": where a text stands, in the words of its screen. */
function placeWords({ table, field }: Leftover, t: Texts): string {
  const w = t.plans.review;
  const words: Readonly<Record<Leftover['table'], object | null>> = {
    plan: t.plans.info,
    team: t.plans.team,
    team_member: t.plans.team,
    nomination: t.plans.nominations,
    visit: t.plans.agencies,
    document: null,
    recommendation: null,
  };
  const [name = '', index] = field.split('.');
  if (table === 'plan' && name === 'legalGrounds')
    return index === undefined ? t.plans.info.grounds : t.plans.info.ground(String(Number(index) + 1));
  const found: unknown = Object.entries(words[table] ?? {}).find(([key]) => key === name)?.[1];
  const label = typeof found === 'string' ? found : null;
  if (table === 'plan') return label ?? w.tables.plan;
  return label === null ? w.tables[table] : `${w.tables[table]}, ${label.toLocaleLowerCase('vi')}`;
}

function LeftoverLine({ leftover, planId }: { readonly leftover: Leftover; readonly planId: string }) {
  const t = useText();
  const w = t.plans.review;
  const { excerpt, start, length } = leftover;
  const where = placeWords(leftover, t);
  return (
    <Line>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
          {where} · {w.kinds[leftover.kind]}
          {leftover.expected === null ? '' : ` · ${w.expected(leftover.expected)}`}
        </Box>
        <Box component="span" lang="vi" sx={{ overflowWrap: 'anywhere' }}>
          {excerpt.slice(0, start)}
          <Box
            component="mark"
            sx={{
              backgroundColor: 'transparent',
              color: 'warning.main',
              fontWeight: 600,
              textDecoration: 'underline wavy',
              textDecorationThickness: '1px',
              textUnderlineOffset: '3px',
            }}
          >
            {excerpt.slice(start, start + length)}
          </Box>
          {excerpt.slice(start + length)}
        </Box>
      </Box>
      <Jump to={leftoverPlace(planId, leftover)} label={w.go} of={where} />
    </Line>
  );
}

/** Commands of one group are undone together. */
function newGroup(visitId: string): string {
  return `replace-agency-${visitId}-${String(Date.now())}`;
}

interface EndedLineProps {
  readonly ended: PlanReview['endedAgencies'][number];
  readonly detail: PlanDetail;
}
/** The successor comes in and the one that ended goes, as one step. */
function EndedLine({ ended, detail }: EndedLineProps) {
  const t = useText();
  const w = t.plans.review;
  const add = useCommand('plans.addAgencies');
  const remove = useCommand('visits.delete');
  const busy = add.pending || remove.pending;
  const visit = detail.visits.find(({ id }) => id === ended.visitId);
  const present = new Set(detail.visits.map(({ agencyId }) => agencyId));
  async function replace(successors: PlanReview['endedAgencies'][number]['successors']) {
    if (visit === undefined) return;
    await flushAll();
    const group = newGroup(visit.id);
    if (successors.length > 0) {
      const added = await add.run(
        { planId: detail.plan.id, agencyIds: successors.map(({ id }) => id), teamId: visit.teamId },
        { group },
      );
      if (added === undefined) return;
    }
    if ((await remove.run({ id: visit.id, rev: visit.rev }, { group })) === undefined) return;
    const names = successors.map(({ name }) => name).join('; ');
    showUndo(successors.length === 0 ? t.plans.agencies.removed(ended.name) : w.replaced(ended.name, names));
  }
  return (
    <Line>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <MuiLink
          component={Link}
          to={`/agencies/${ended.agencyId}`}
          color="text.primary"
          sx={{ fontWeight: 500 }}
        >
          {ended.name}
        </MuiLink>
        <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
          {ended.successors.length === 0
            ? w.noSuccessor
            : w.successors(ended.successors.map(({ name }) => name).join('; '))}
        </Box>
        <OursOnly>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5 }}>
            {ended.successors.map((one) => (
              <Button key={one.id} variant="outlined" disabled={busy} onClick={() => void replace([one])}>
                {present.has(one.id) ? w.dropFor(one.name) : w.replaceBy(one.name)}
              </Button>
            ))}
            {ended.successors.length > 1 ? (
              <Button variant="outlined" disabled={busy} onClick={() => void replace(ended.successors)}>
                {w.replaceByAll(formatCount(ended.successors.length))}
              </Button>
            ) : null}
            <Button color="secondary" disabled={busy} onClick={() => void replace([])}>
              {t.plans.agencies.remove}
            </Button>
          </Box>
        </OursOnly>
      </Box>
    </Line>
  );
}

/** What the copy did not take over, because it has ended since: whoever succeeded can be brought in. */
function LeftOut({ detail, sourceId }: { readonly detail: PlanDetail; readonly sourceId: string }) {
  const t = useText();
  const w = t.plans.review;
  const ended = useQueryOf('plans.review', { id: sourceId }).data?.endedAgencies ?? [];
  const add = useCommand('plans.addAgencies');
  const present = new Set(detail.visits.map(({ agencyId }) => agencyId));
  const left = ended.filter(({ agencyId }) => !present.has(agencyId));
  if (left.length === 0) return null;
  const [only] = detail.teams.length === 1 ? detail.teams : [];
  async function bring(successor: { readonly id: string; readonly name: string }) {
    const added = await add.run({
      planId: detail.plan.id,
      agencyIds: [successor.id],
      teamId: only?.id ?? null,
    });
    if (added !== undefined) showUndo(w.brought(successor.name));
  }
  return (
    <Block title={w.leftOut} count={left.length} nothing={w.noEnded}>
      {left.map((one) => (
        <Line key={one.visitId}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <MuiLink
              component={Link}
              to={`/agencies/${one.agencyId}`}
              color="text.primary"
              sx={{ fontWeight: 500 }}
            >
              {one.name}
            </MuiLink>
            {one.successors.length === 0 ? (
              <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
                {w.noSuccessor}
              </Box>
            ) : null}
            <OursOnly>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5, alignItems: 'center' }}>
                {one.successors.map((successor) =>
                  present.has(successor.id) ? (
                    <Box
                      component="span"
                      key={successor.id}
                      sx={{ color: 'success.main', fontSize: '0.75rem' }}
                    >
                      {w.isIn(successor.name)}
                    </Box>
                  ) : (
                    <Button
                      key={successor.id}
                      variant="outlined"
                      disabled={add.pending}
                      onClick={() => void bring(successor)}
                    >
                      {w.bring(successor.name)}
                    </Button>
                  ),
                )}
              </Box>
            </OursOnly>
          </Box>
        </Line>
      ))}
    </Block>
  );
}
