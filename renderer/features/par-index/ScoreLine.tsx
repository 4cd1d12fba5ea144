// One leaf of the score table: its points, saved as they are typed, and (while it is the chosen line) its details beside
// the table, which are the same row and therefore the same autosave.
import { memo, useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import { useQueryClient } from '@tanstack/react-query';
import type { IndexEntry, IndexLine, IndexSet } from '../../../core/contract/par-index.ts';
import { mayScore } from '../../../core/rules/par-index.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { queryKeyOf } from '../../api/query.ts';
import { useFieldError } from '../../components/Fields.tsx';
import { formatCount, points } from '../../format.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { keepDraft } from '../visits/figure-drafts.ts';
import { scoreRow, waits, withScore } from './entry-row.ts';
import type { EntryDetail, ScoreRow } from './entry-row.ts';
import { signed } from './index-words.ts';
import { LineDetail } from './LineDetail.tsx';
import { PointCell, type PointColumn } from './PointCell.tsx';

interface ScoreLineProps {
  readonly set: IndexSet;
  readonly entryId: IndexEntry['id'];
  readonly line: IndexLine;
  readonly active: boolean;
  /** Where the details are drawn while this is the chosen line. */
  readonly panel: HTMLElement | null;
  readonly withSurvey: boolean;
  readonly onActive: (itemId: string) => void;
  readonly onFaulty: (key: string, faulty: boolean) => void;
  /** Another line's field in the same or a neighbouring column. */
  readonly onGo: (from: HTMLInputElement, to: 'next' | 'previous' | 'left' | 'right') => void;
  readonly onDetails: () => void;
}

export const ScoreLine = memo(function ScoreLine(props: ScoreLineProps) {
  const { set, entryId, line, active, panel, withSurvey, onActive, onGo } = props;
  const { item } = line;
  const t = useText();
  const w = t.parIndex.entry;
  const isForeign = useIsForeign();
  const queryClient = useQueryClient();
  const key = queryKeyOf('indexEntries.get', { id: entryId });
  const row = scoreRow(line);
  /** The row as the database has it, also between an answer and the next reading. */
  const known = useRef<ScoreRow>(row);
  useLayoutEffect(() => {
    if (row.rev !== null && (known.current.rev === null || row.rev >= known.current.rev)) known.current = row;
  });
  const autosave = useAutosave<ScoreRow>({
    rowKey: `index_score:${entryId}:${item.id}`,
    row,
    async send(rev, patch, meta) {
      const { rev: _rev, ...fields } = patch;
      const saved = await call('indexScores.save', { entryId, itemId: item.id, rev, patch: fields }, meta);
      known.current = { ...known.current, ...fields, rev: saved.rev };
      queryClient.setQueryData<EntryDetail>(key, (before) =>
        before === undefined
          ? before
          : withScore(before, item.id, { id: saved.id, totals: saved.totals, row: known.current }),
      );
      return known.current;
    },
    async reload() {
      const detail = await call('indexEntries.get', { id: entryId });
      const found = detail.lines.find((one) => one.item.id === item.id);
      return found === undefined ? known.current : scoreRow(found);
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const draftKey = `index:${entryId}:${item.id}`;
  const { onFaulty } = props;
  useEffect(() => () => onFaulty(draftKey, false), [draftKey, onFaulty]);

  const isSurvey = item.method === 'survey';
  const onKey = (column: PointColumn) => (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const input = event.currentTarget;
    const take = (run: () => void) => {
      event.preventDefault();
      run();
    };
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    switch (event.key) {
      case 'Enter':
        return take(() => onGo(input, event.shiftKey ? 'previous' : 'next'));
      case 'ArrowDown':
        return take(() => onGo(input, 'next'));
      case 'ArrowUp':
        return take(() => onGo(input, 'previous'));
      case 'ArrowLeft':
        if (isWhole && !event.shiftKey) take(() => onGo(input, 'left'));
        return;
      case 'ArrowRight':
        if (isWhole && !event.shiftKey) take(() => onGo(input, 'right'));
        return;
      case '=':
        if (column !== 'verifiedPoints' || isForeign) return;
        return take(() => {
          if (value.selfPoints === null) return;
          keepDraft(draftKey, column, null);
          onFaulty(`${draftKey}:${column}`, false);
          autosave.choose('verifiedPoints', value.selfPoints);
          onGo(input, 'next');
        });
      case 'F2':
        return take(props.onDetails);
    }
  };
  const cell = (column: PointColumn, label: string, mine: boolean) => {
    const what = column === 'selfPoints' ? 'self' : column === 'verifiedPoints' ? 'verified' : 'survey';
    if (!mine) return <td className="points none" aria-label={w.notScored} />;
    return (
      <td className="points">
        <PointCell
          column={column}
          label={label}
          value={value[column]}
          max={item.maxPoints}
          draftKey={draftKey}
          disabled={isForeign || !mayScore(set.status, what)}
          refused={faultOf(column)}
          onValue={(next) => autosave.set(column, next)}
          onFaulty={(faulty) => onFaulty(`${draftKey}:${column}`, faulty)}
          onDone={() => void autosave.flush()}
          onKey={onKey(column)}
        />
      </td>
    );
  };
  const difference =
    value.selfPoints === null || value.verifiedPoints === null ? 0 : value.verifiedPoints - value.selfPoints;
  const marks = [
    ...(line.unsupported ? [{ tone: 'due', text: w.unsupported }] : []),
    ...(waits(line)
      ? [{ tone: 'due', text: `${w.remarksHere(formatCount(line.remarks.length))}, ${w.waiting}` }]
      : line.remarks.length > 0
        ? [{ tone: '', text: w.remarksHere(formatCount(line.remarks.length)) }]
        : []),
    ...(line.offered.length > 0 ? [{ tone: '', text: w.offeredHere(formatCount(line.offered.length)) }] : []),
    ...(difference === 0
      ? []
      : [{ tone: '', text: difference < 0 ? w.lower(points(-difference)) : w.higher(points(difference)) }]),
  ];
  return (
    <tr
      className={`leaf${active ? ' active' : ''}`}
      data-line={item.id}
      onFocus={() => onActive(item.id)}
      onClick={() => onActive(item.id)}
    >
      <td className="code">
        <button
          type="button"
          aria-label={`${w.details} ${item.code}`}
          aria-pressed={active}
          onClick={() => onActive(item.id)}
        >
          {item.code}
        </button>
      </td>
      <th scope="row">
        {item.text}
        {item.effect === 'points' ? null : (
          <span className="effect"> · {t.parIndex.effects[item.effect]}</span>
        )}
        {marks.length === 0 ? null : (
          <span className="marks">
            {marks.map(({ tone, text }) => (
              <span key={text} className={tone}>
                {text}
              </span>
            ))}
          </span>
        )}
      </th>
      <td className="max">
        {item.effect === 'deduction' ? `−${points(item.maxPoints)}` : points(item.maxPoints)}
      </td>
      {cell('selfPoints', w.selfOf(item.code), !isSurvey)}
      {cell('verifiedPoints', w.verifiedOf(item.code), !isSurvey)}
      {withSurvey ? cell('surveyPoints', w.surveyOf(item.code), isSurvey) : null}
      {active && panel !== null
        ? createPortal(
            <LineDetail
              set={set}
              entryId={entryId}
              line={line}
              autosave={autosave}
              draftKey={draftKey}
              difference={difference === 0 ? null : signed(difference)}
            />,
            panel,
          )
        : null}
    </tr>
  );
});
