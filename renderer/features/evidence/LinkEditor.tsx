// What one piece of evidence proves: its links, each to be taken off, and a field that finds criteria, findings and
// recommendations of the visit by code or words, with or without diacritics.
import { useId, useMemo, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { Evidence, EvidenceTarget } from '../../../core/contract/evidence.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { sameTarget, targetKey } from './evidence-words.ts';

interface Choice {
  readonly key: string;
  readonly target: EvidenceTarget;
  readonly group: string;
  readonly label: string;
  readonly folded: string;
}

/** The most that is listed at once: the words narrow it down. */
const LISTED = 60;

function choicesOf(workspace: VisitWorkspace, w: Texts['evidence']['viewer']): Choice[] {
  const choice = (target: EvidenceTarget, group: string, label: string): Choice => ({
    key: targetKey(target),
    target,
    group,
    label,
    folded: foldText(label),
  });
  return [
    ...workspace.criteria.map(({ id, code, text }) =>
      choice({ criterionId: id }, w.criteria, `${code} ${text}`),
    ),
    ...workspace.findings.map(({ id, text }) => choice({ findingId: id }, w.findings, text)),
    ...workspace.recommendations.map(({ id, text }) =>
      choice({ recommendationId: id }, w.recommendations, text),
    ),
  ];
}

interface LinkEditorProps {
  readonly row: Evidence;
  readonly readOnly: boolean;
}
export function LinkEditor({ row, readOnly }: LinkEditorProps) {
  const w = useText().evidence.viewer;
  const empty = useText().evidence.noLinks;
  const heading = useId();
  const workspace = useQueryOf('visits.get', { id: row.visitId });
  const link = useCommand('evidence.link');
  const unlink = useCommand('evidence.unlink');
  const [typed, setTyped] = useState('');
  const choices = useMemo(
    () => (workspace.data === undefined ? [] : choicesOf(workspace.data, w)),
    [workspace.data, w],
  );
  const labelOf = (target: EvidenceTarget, known: string) =>
    choices.find((choice) => sameTarget(choice.target, target))?.label ?? known;
  return (
    <Box component="section" aria-labelledby={heading}>
      <Typography id={heading} variant="subtitle2" component="h3">
        {w.proves}
      </Typography>
      {row.links.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {empty}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, mb: 1, p: 0 }}>
          {row.links.map((one) => {
            const label = labelOf(one.target, one.label);
            return (
              <Box
                component="li"
                key={one.id}
                sx={{ display: 'flex', gap: 0.5, alignItems: 'start', fontSize: '0.8125rem', py: 0.25 }}
              >
                <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{shortened(label)}</Box>
                {readOnly ? null : (
                  <IconButton
                    size="small"
                    aria-label={w.unlink(shortened(label))}
                    disabled={unlink.pending}
                    onClick={() => void unlink.run({ id: row.id, linkId: one.id })}
                  >
                    <CloseIcon sx={{ fontSize: 16 }} />
                  </IconButton>
                )}
              </Box>
            );
          })}
        </Box>
      )}
      {readOnly ? null : (
        <Autocomplete
          options={choices}
          value={null}
          inputValue={typed}
          blurOnSelect={false}
          clearOnBlur={false}
          groupBy={(choice) => choice.group}
          getOptionKey={(choice) => choice.key}
          getOptionLabel={(choice) => shortened(choice.label)}
          noOptionsText={w.noTargets}
          filterOptions={(all, { inputValue }) => {
            const wanted = foldText(inputValue).trim().split(/\s+/u);
            return all
              .filter(
                (choice) =>
                  wanted.every((word) => choice.folded.includes(word)) &&
                  !row.links.some((one) => sameTarget(one.target, choice.target)),
              )
              .slice(0, LISTED);
          }}
          onInputChange={(_event, text, reason) => {
            if (reason !== 'reset') setTyped(text);
          }}
          onChange={(_event, choice) => {
            if (choice === null) return;
            setTyped('');
            void link.run({ id: row.id, target: choice.target });
          }}
          renderInput={(params) => <TextField {...params} label={w.linkTo} />}
        />
      )}
    </Box>
  );
}

function shortened(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 158).trimEnd()}…`;
}
