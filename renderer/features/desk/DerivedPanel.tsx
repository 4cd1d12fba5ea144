// Figures that answer criteria: what each source says beside the present answer, ticked and taken over as one step.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { DerivedFigure } from '../../../core/contract/desk.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';

/** Where a source is entered, below the visit's address; null where it stands elsewhere. */
const tabOf: Readonly<Record<DerivedFigure['source'], string | null>> = {
  'II.06a': 'statistics',
  procedures: 'procedures',
  'dossier sample': 'samples',
  'document sample': 'samples',
  'plan tasks': null,
  recommendations: null,
  'periodic reports': null,
};

type Value = Pick<DerivedFigure, 'numerator' | 'denominator' | 'count' | 'choice'>;

function valueText({ numerator, denominator, count, choice }: Value, t: Texts): string {
  if (choice !== null) return t.labels.answerChoice[choice];
  if (count !== null) return formatCount(count);
  if (numerator === null || denominator === null) return '—';
  const share = formatPercent(numerator, denominator);
  const ratio = `${formatCount(numerator)}/${formatCount(denominator)}`;
  return share === null ? ratio : `${ratio} = ${share}`;
}

/** How many answers could be taken over: for the button that opens the panel. */
export function takeable(figures: readonly DerivedFigure[]): number {
  return figures.filter(({ same }) => !same).length;
}

export function DerivedPanel({ visitId }: { readonly visitId: string }) {
  const figures = useQueryOf('derived.list', { visitId });
  const workspace = useQueryOf('visits.get', { id: visitId });
  return (
    <Loaded query={figures}>
      {(rows) => <Loaded query={workspace}>{(found) => <Figures figures={rows} workspace={found} />}</Loaded>}
    </Loaded>
  );
}

interface FiguresProps {
  readonly figures: readonly DerivedFigure[];
  readonly workspace: VisitWorkspace;
}
function Figures({ figures, workspace }: FiguresProps) {
  const t = useText();
  const w = t.desk.derived;
  const { visit, plan } = workspace;
  const isForeign = useIsForeign();
  const readOnly =
    isForeign ||
    ['closed', 'cancelled'].includes(visit.status) ||
    ['closed', 'cancelled'].includes(plan.status);
  const take = useCommand('derived.take');
  const open = figures.filter(({ same }) => !same);
  const unanswered = open.filter(({ differs }) => !differs).map(({ criterionId }) => criterionId);
  // What nobody has answered is ticked beforehand; what somebody answered otherwise waits for a person.
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const ticked = new Set(
    [...(chosen ?? unanswered)].filter((id) => open.some((one) => one.criterionId === id)),
  );
  const criteria = new Map(workspace.criteria.map((criterion) => [criterion.id, criterion]));
  const answers = new Map(workspace.answers.map((answer) => [answer.criterionId, answer]));

  if (figures.length === 0) return <EmptyState title={w.none} text={w.noneText} />;

  function toggle(id: string) {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }
  async function run() {
    await flushAll();
    const done = await take.run({ visitId: visit.id, criterionIds: [...ticked] });
    if (done === undefined) return;
    setChosen(new Set());
    showUndo(w.taken(formatCount(done.changed)));
  }
  const allTicked = unanswered.length > 0 && unanswered.every((id) => ticked.has(id));
  return (
    <Box component="section" aria-label={w.title}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1, maxWidth: '52rem' }}>
        {w.lead}
      </Typography>
      <Box tabIndex={0} role="group" aria-label={w.title} sx={{ overflowX: 'auto' }}>
        <Box
          component="table"
          aria-label={w.title}
          sx={{
            width: '100%',
            borderCollapse: 'collapse',
            fontSize: '0.8125rem',
            lineHeight: 1.5,
            '& th': {
              textAlign: 'left',
              fontWeight: 600,
              fontSize: '0.75rem',
              color: 'text.secondary',
              backgroundColor: 'background.sunken',
              p: 0.75,
            },
            '& td': { p: 0.75, verticalAlign: 'top', borderBottom: '1px solid', borderColor: 'divider' },
          }}
        >
          <thead>
            <tr>
              <th scope="col">
                {readOnly ? null : (
                  <Checkbox
                    size="small"
                    sx={{ p: 0.25 }}
                    checked={allTicked}
                    disabled={unanswered.length === 0}
                    onChange={() => setChosen(new Set(allTicked ? [] : [...ticked, ...unanswered]))}
                    slotProps={{ input: { 'aria-label': w.chooseAll } }}
                  />
                )}
              </th>
              <th scope="col">{w.criterion}</th>
              <th scope="col">{w.figure}</th>
              <th scope="col">{w.answer}</th>
              <th scope="col">{w.source}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <FigureLine
                key={figure.criterionId}
                figure={figure}
                criterion={criteria.get(figure.criterionId)}
                answer={answers.get(figure.criterionId) ?? null}
                visitId={visit.id}
                ticked={ticked.has(figure.criterionId)}
                readOnly={readOnly}
                onToggle={() => toggle(figure.criterionId)}
              />
            ))}
          </tbody>
        </Box>
      </Box>
      {readOnly ? null : (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', pt: 1.5 }}>
          <Button variant="contained" disabled={ticked.size === 0 || take.pending} onClick={() => void run()}>
            {w.take(formatCount(ticked.size))}
          </Button>
        </Box>
      )}
    </Box>
  );
}

interface FigureLineProps {
  readonly figure: DerivedFigure;
  readonly criterion: Criterion | undefined;
  readonly answer: (Value & { readonly notApplicable: boolean }) | null;
  readonly visitId: string;
  readonly ticked: boolean;
  readonly readOnly: boolean;
  readonly onToggle: () => void;
}
function FigureLine({ figure, criterion, answer, visitId, ticked, readOnly, onToggle }: FigureLineProps) {
  const t = useText();
  const w = t.desk.derived;
  const tab = tabOf[figure.source];
  const code = criterion?.code ?? '';
  return (
    <tr>
      <td>
        {readOnly || figure.same ? null : (
          <Checkbox
            size="small"
            sx={{ p: 0.25 }}
            checked={ticked}
            onChange={onToggle}
            slotProps={{ input: { 'aria-label': w.choose(code) } }}
          />
        )}
      </td>
      <td>
        <strong>{code}</strong> {criterion?.text ?? ''}
      </td>
      <td>
        <Box component="span" sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>
          {valueText(figure, t)}
        </Box>
        {figure.formula === null ? null : (
          <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{figure.formula}</Box>
        )}
      </td>
      <td>
        {answer === null || (!figure.same && !figure.differs) ? (
          <StatusChip tone="muted" label={w.noAnswer} />
        ) : (
          <>
            <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
              {answer.notApplicable ? w.notApplicable : valueText(answer, t)}
            </Box>
            <Box>
              <StatusChip tone={figure.same ? 'verified' : 'due'} label={figure.same ? w.same : w.differs} />
            </Box>
          </>
        )}
      </td>
      <td>
        {tab === null ? (
          figure.label
        ) : (
          <MuiLink component={Link} to={`/visits/${visitId}/${tab}`}>
            {figure.label}
          </MuiLink>
        )}
      </td>
    </tr>
  );
}
