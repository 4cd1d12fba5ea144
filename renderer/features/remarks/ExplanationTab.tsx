// The explanation round of a visit: when the draft went out and by when it is answered, what the draft says on the left,
// the agency's remarks and what became of them on the right, and the table of them for print.
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import type { Finding } from '../../../core/contract/findings.ts';
import type { Recommendation } from '../../../core/contract/recommendations.ts';
import type { ExplanationRound, Remark } from '../../../core/contract/remarks.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { StatusChip, type Tone } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { ExplanationFacts } from './ExplanationFacts.tsx';
import { RemarkLine } from './RemarkLine.tsx';

const tones: Readonly<Record<ExplanationRound['state'], Tone>> = {
  not_sent: 'plain',
  waiting: 'accent',
  overdue: 'overdue',
  answered: 'due',
  settled: 'verified',
};

export function ExplanationTab({ workspace, readOnly }: VisitTabProps) {
  const today = useQueryOf('system.status', {}).data?.today;
  const round = useQueryOf(
    'explanations.get',
    { visitId: workspace.visit.id, today: today ?? '1970-01-01' },
    { enabled: today !== undefined },
  );
  return (
    <Box sx={{ p: 2.5 }}>
      <Loaded query={round} skeleton={<FormSkeleton />}>
        {(found) => <Round workspace={workspace} round={found} today={today ?? ''} readOnly={readOnly} />}
      </Loaded>
    </Box>
  );
}

/** What a remark is about; `general` where it is about nothing in particular. */
type About =
  | { readonly type: 'finding'; readonly row: Finding }
  | { readonly type: 'recommendation'; readonly row: Recommendation }
  | { readonly type: 'general' };

function keyOf(about: About): string {
  return about.type === 'general' ? 'general' : about.row.id;
}

/** What the draft says of this agency: its own before what stands in it for everybody. */
function draftOf({ findings, recommendations }: VisitWorkspace) {
  const isOwn = (row: Finding | Recommendation) =>
    'scope' in row ? row.scope === 'named' : row.agencyId !== null;
  const ownFirst = <R extends Finding | Recommendation>(rows: readonly R[]) =>
    rows.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  return {
    limitations: ownFirst(findings.filter(({ kind }) => kind === 'limitation')),
    strengths: ownFirst(findings.filter(({ kind }) => kind === 'strength')),
    recommendations: ownFirst(recommendations),
  };
}

interface RoundProps {
  readonly workspace: VisitWorkspace;
  readonly round: ExplanationRound;
  readonly today: string;
  readonly readOnly: boolean;
}
function Round({ workspace, round, today, readOnly }: RoundProps) {
  const t = useText();
  const w = t.remarks;
  const { visit, plan } = workspace;
  const [params] = useSearchParams();
  const [asked, setAsked] = useState<About | null>(null);
  const [said, setSaid] = useState('');
  const move = useCommand('remarks.move');
  const focusNext = useRef<string | null>(params.get('remark'));
  const { remarks } = round;

  // A remark that was asked for, made or left behind has the keyboard.
  useEffect(() => {
    const id = focusNext.current;
    if (id === null) return;
    const line = document.querySelector<HTMLElement>(`[data-remark="${CSS.escape(id)}"]`);
    if (line === null) return;
    focusNext.current = null;
    line.scrollIntoView({ block: 'nearest' });
    const decide = line.querySelector<HTMLElement>('button[value="accepted"]:not(:disabled)');
    (decide ?? line.querySelector<HTMLElement>('textarea'))?.focus();
  }, [remarks, asked]);

  async function shift(id: string, by: 1 | -1) {
    await flushAll();
    const newest = (await call('explanations.get', { visitId: visit.id, today })).remarks;
    const at = newest.findIndex((one) => one.id === id);
    const item = newest[at];
    const to = at + 1 + by;
    if (item === undefined || to < 1 || to > newest.length) return;
    const done = await move.run({ id, rev: item.rev, ordinal: to });
    if (done !== undefined) setSaid(w.moved(formatCount(to), formatCount(newest.length)));
  }

  const present = (remark: Remark): string | null | undefined => {
    if (remark.findingId !== null) {
      return workspace.findings.find(({ id }) => id === remark.findingId)?.text ?? null;
    }
    if (remark.recommendationId !== null) {
      return workspace.recommendations.find(({ id }) => id === remark.recommendationId)?.text ?? null;
    }
    return remark.draftText === null ? undefined : null;
  };
  const countOf = (id: string) =>
    remarks.filter((one) => one.findingId === id || one.recommendationId === id).length;

  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1.5, flexWrap: 'wrap' }}>
        <StatusChip tone={tones[round.state]} label={w.states[round.state]} />
        {round.open === 0 ? null : (
          <Typography variant="body2" color="text.secondary">
            {w.open(formatCount(round.open))}
          </Typography>
        )}
        <Box sx={{ ml: 'auto' }}>
          <SheetActions planId={plan.id} kind="remarks" visitId={visit.id} />
        </Box>
      </Box>
      <ExplanationFacts round={round} today={today} readOnly={readOnly} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 19rem) minmax(0, 1fr)' },
          gap: 3,
          mt: 2,
          alignItems: 'start',
        }}
      >
        <Draft
          workspace={workspace}
          readOnly={readOnly}
          countOf={countOf}
          onAsk={(about) => setAsked(about)}
        />
        <Box component="section" aria-labelledby="remarks-title" sx={{ minWidth: 0 }}>
          <Typography variant="h3" component="h2" id="remarks-title">
            {w.list}
            {remarks.length === 0 ? '' : ` (${formatCount(remarks.length)})`}
          </Typography>
          {remarks.length > 0 || asked !== null ? null : round.noRemarks ? (
            <EmptyState title={w.agreed} text={w.agreedText} />
          ) : (
            <EmptyState title={w.empty} text={w.emptyText} />
          )}
          <Box component="ol" aria-label={w.list} sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {remarks.map((remark, index) => (
              <RemarkLine
                key={remark.id}
                remark={remark}
                place={index + 1}
                count={remarks.length}
                present={present(remark)}
                today={today}
                readOnly={readOnly}
                moving={move.pending}
                onShift={(by) => void shift(remark.id, by)}
                onGone={() => {
                  focusNext.current = remarks[index + 1]?.id ?? remarks[index - 1]?.id ?? null;
                }}
              />
            ))}
          </Box>
          {asked === null ? (
            readOnly ? null : (
              <Button variant="outlined" sx={{ mt: 1.5 }} onClick={() => setAsked({ type: 'general' })}>
                {w.addGeneral}
              </Button>
            )
          ) : (
            <NewRemark
              key={keyOf(asked)}
              visitId={visit.id}
              about={asked}
              onDone={(made) => {
                setAsked(null);
                focusNext.current = made?.id ?? null;
              }}
            />
          )}
        </Box>
      </Box>
      <Box component="output" aria-live="polite">
        <HiddenText text={said} />
      </Box>
    </>
  );
}

interface DraftProps {
  readonly workspace: VisitWorkspace;
  readonly readOnly: boolean;
  readonly countOf: (id: string) => number;
  readonly onAsk: (about: About) => void;
}
/** What the agency was sent. */
function Draft({ workspace, readOnly, countOf, onAsk }: DraftProps) {
  const t = useText();
  const w = t.remarks;
  const { limitations, strengths, recommendations } = draftOf(workspace);
  const groups: readonly (readonly [string, readonly About[]])[] = [
    [w.limitations, limitations.map((row) => ({ type: 'finding', row }))],
    [w.recommendations, recommendations.map((row) => ({ type: 'recommendation', row }))],
    [w.strengths, strengths.map((row) => ({ type: 'finding', row }))],
  ];
  const isEmpty = groups.every(([, rows]) => rows.length === 0);
  return (
    <Box component="section" aria-labelledby="draft-title" sx={{ minWidth: 0 }}>
      <Typography variant="h3" component="h2" id="draft-title">
        {w.draftLabel}
      </Typography>
      {isEmpty ? (
        <EmptyState
          title={w.draftEmpty}
          text={w.draftEmptyText}
          action={
            <Button component={Link} to={`/visits/${workspace.visit.id}/findings`} variant="contained">
              {w.toFindings}
            </Button>
          }
        />
      ) : null}
      {groups
        .filter(([, rows]) => rows.length > 0)
        .map(([title, rows]) => (
          <Box key={title}>
            <Typography variant="subtitle2" component="h3" sx={{ mt: 1, color: 'text.secondary' }}>
              {title}
            </Typography>
            <Box component="ul" aria-label={title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {rows.map((about) =>
                about.type === 'general' ? null : (
                  <Box
                    component="li"
                    key={about.row.id}
                    sx={{ py: 0.75, borderBottom: '1px solid', borderColor: 'divider' }}
                  >
                    <Box sx={{ fontSize: '0.8125rem', lineHeight: 1.5, overflowWrap: 'anywhere' }}>
                      {about.row.text}
                    </Box>
                    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                      {readOnly ? null : (
                        <Button
                          aria-label={w.addTo(about.row.text)}
                          onClick={() => onAsk(about)}
                          sx={{ minHeight: 24, py: 0, px: 0.5, ml: -0.5 }}
                        >
                          {w.add}
                        </Button>
                      )}
                      {countOf(about.row.id) === 0 ? null : (
                        <Typography variant="caption" color="text.secondary">
                          {w.count(formatCount(countOf(about.row.id)))}
                        </Typography>
                      )}
                    </Box>
                  </Box>
                ),
              )}
            </Box>
          </Box>
        ))}
    </Box>
  );
}

interface NewRemarkProps {
  readonly visitId: string;
  readonly about: About;
  readonly onDone: (made?: Remark) => void;
}
/** What the agency says, typed; it is a row once it is added, and saves itself from then on. */
function NewRemark({ visitId, about, onDone }: NewRemarkProps) {
  const t = useText();
  const w = t.remarks;
  const create = useCommand('remarks.create');
  const [content, setContent] = useState('');
  const text = about.type === 'general' ? null : about.row.text;
  async function add() {
    if (content.trim() === '' || create.pending) return;
    const made = await create.run({
      visitId,
      content,
      ...(about.type === 'finding' ? { findingId: about.row.id } : {}),
      ...(about.type === 'recommendation' ? { recommendationId: about.row.id } : {}),
    });
    if (made !== undefined) onDone(made);
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void add();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing && content.trim() === '') onDone();
        if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) {
          event.preventDefault();
          void add();
        }
      }}
      sx={{ pt: 1.5, display: 'grid', gap: 1 }}
    >
      <Box sx={{ fontSize: '0.8125rem', lineHeight: 1.55 }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {text === null ? w.aboutGeneral : `${w.about}: `}
        </Box>
        {text === null ? null : (
          <Box component="q" sx={{ quotes: '"“" "”"' }}>
            {text}
          </Box>
        )}
      </Box>
      <TextField
        label={w.content}
        value={content}
        multiline
        minRows={2}
        maxRows={10}
        autoFocus
        onChange={(event) => setContent(event.target.value)}
        slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 8000 } }}
      />
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={() => onDone()}>{t.frame.cancel}</Button>
        <Button type="submit" variant="contained" disabled={create.pending || content.trim() === ''}>
          {w.add}
        </Button>
      </Box>
    </Box>
  );
}
