// What belongs to one score besides the number: evidence, explanation, the inspection's answers, the opinion of the
// appraisers, and the thread between them and the agency.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import type { IndexLine, IndexSet } from '../../../core/contract/par-index.ts';
import { isUnsupported, mayScore } from '../../../core/rules/par-index.ts';
import type { Autosave } from '../../api/autosave.ts';
import { AutoText } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { pointsOfShare } from './entry-row.ts';
import type { ScoreRow } from './entry-row.ts';
import { share } from './index-words.ts';
import { RemarkThread } from './RemarkThread.tsx';

interface LineDetailProps {
  readonly set: IndexSet;
  readonly entryId: string;
  readonly line: IndexLine;
  readonly autosave: Autosave<ScoreRow>;
  readonly draftKey: string;
  /** Verified against self-scored, with its sign. */
  readonly difference: string | null;
}

export function LineDetail({ set, entryId, line, autosave, draftKey, difference }: LineDetailProps) {
  const t = useText();
  const w = t.parIndex.entry;
  const { item } = line;
  const row = autosave.value;
  const isSurvey = item.method === 'survey';
  const maySelf = mayScore(set.status, 'self');
  const isForeign = useIsForeign();
  const mayVerify = !isForeign && mayScore(set.status, 'verified');
  const labels: Readonly<Record<string, string>> = {
    selfPoints: w.self,
    verifiedPoints: w.verified,
    surveyPoints: w.survey,
    selfEvidence: w.evidence,
    selfExplanation: w.explanation,
    verifierNote: w.verifierNote,
    surveySource: w.surveySource,
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
          <Typography variant="h2">{item.code}</Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mr: 'auto' }}>
            {t.parIndex.outOf(
              row.verifiedPoints === null && row.surveyPoints === null
                ? '…'
                : points(row.verifiedPoints ?? row.surveyPoints ?? 0),
              points(item.maxPoints),
            )}
            {difference === null ? '' : ` (${difference})`}
          </Typography>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Typography variant="body1">{item.text}</Typography>
        {line.score?.verifiedByName == null || row.verifiedPoints === null ? null : (
          <Typography variant="caption" color="text.secondary" component="p">
            {w.verifiedBy(line.score.verifiedByName)}
          </Typography>
        )}
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      {item.formula === null ? null : <Fact label={w.formula}>{item.formula}</Fact>}
      {item.evidence === null ? null : <Fact label={w.evidenceAsked}>{item.evidence}</Fact>}
      {isSurvey ? (
        <AutoText
          autosave={autosave}
          field="surveySource"
          label={w.surveySource}
          nullable
          maxLength={300}
          helperText={w.surveySourceHint}
          disabled={!mayScore(set.status, 'survey')}
        />
      ) : (
        <>
          <AutoText
            autosave={autosave}
            field="selfEvidence"
            label={w.evidence}
            nullable
            multiline
            minRows={1}
            maxLength={8000}
            helperText={w.evidenceHint}
            disabled={!maySelf}
          />
          <Box>
            <AutoText
              autosave={autosave}
              field="selfExplanation"
              label={w.explanation}
              nullable
              multiline
              minRows={1}
              maxLength={8000}
              helperText={item.evidenceRequired ? w.explanationHint : undefined}
              disabled={!maySelf}
            />
            {isUnsupported(item, row) ? <StatusChip tone="due" label={w.unsupported} /> : null}
          </Box>
          <Offered
            line={line}
            canTake={mayVerify}
            onTake={(next) => autosave.choose('verifiedPoints', next)}
          />
          <AutoText
            autosave={autosave}
            field="verifierNote"
            label={w.verifierNote}
            nullable
            multiline
            minRows={1}
            maxLength={8000}
            helperText={w.verifierNoteHint}
            disabled={!mayVerify}
          />
        </>
      )}
      <RemarkThread
        entryId={entryId}
        line={line}
        draftKey={draftKey}
        readOnly={isForeign || set.status === 'draft' || set.status === 'closed'}
      />
    </Box>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ fontWeight: 600 }}>
        {label}
      </Typography>
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
        {children}
      </Typography>
    </Box>
  );
}

interface OfferedProps {
  readonly line: IndexLine;
  readonly canTake: boolean;
  readonly onTake: (points: number) => void;
}
/** What the inspections of the year found about the same: beside the claim, never in its place. */
function Offered({ line, canTake, onTake }: OfferedProps) {
  const w = useText().parIndex.entry;
  const { item, offered } = line;
  return (
    <Box component="section" aria-label={w.offered}>
      <Typography variant="h3" sx={{ fontSize: '0.8125rem' }}>
        {w.offered}
      </Typography>
      {offered.length === 0 ? (
        <Typography variant="caption" color="text.secondary">
          {item.criterionCodes.length === 0 ? w.offeredNoCodes : w.offeredNone}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {offered.map((answer) => {
            const proposed = answer.share === null ? null : pointsOfShare(answer.share, item.maxPoints);
            return (
              <Box
                component="li"
                key={`${answer.visitId}-${answer.criterionId}`}
                sx={{
                  py: 0.75,
                  borderBottom: '1px solid',
                  borderColor: 'divider',
                  fontSize: '0.8125rem',
                  lineHeight: 1.55,
                }}
              >
                <strong>{answer.criterionCode}</strong> {answer.criterionText}
                <Box sx={{ display: 'flex', gap: 1, rowGap: 0, flexWrap: 'wrap', alignItems: 'center' }}>
                  <strong>{answer.answer}</strong>
                  {answer.share === null ? null : <span>{w.offeredShare(share(answer.share))}</span>}
                  {answer.evidence === 0 ? null : (
                    <span>{w.offeredEvidence(formatCount(answer.evidence))}</span>
                  )}
                  {proposed === null || !canTake ? null : (
                    <Button sx={{ minHeight: 26, py: 0 }} onClick={() => onTake(proposed)}>
                      {w.offeredTake(points(proposed))}
                    </Button>
                  )}
                  <MuiLink
                    component={Link}
                    to={`/visits/${answer.visitId}?criterion=${answer.criterionId}`}
                    sx={{ fontSize: '0.75rem' }}
                    title={answer.planTitle}
                  >
                    {w.offeredOpen}
                  </MuiLink>
                </Box>
                <Typography variant="caption" color="text.secondary" component="p">
                  {answer.planTitle}
                </Typography>
              </Box>
            );
          })}
        </Box>
      )}
    </Box>
  );
}
