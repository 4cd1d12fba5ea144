// One line of a sample: a dossier or document, its checks as cells that take a key, its note. Saves itself.
import { memo, useEffect } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { sampleChecks } from '../../../core/contract/samples.ts';
import type { RegisterKind, SampleItem } from '../../../core/contract/samples.ts';
import { passesOf } from '../../../core/rules/sample-lines.ts';
import { useAutosave } from '../../api/autosave.ts';
import { ApiError, call } from '../../api/client.ts';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { gridColumns } from './sample-grid.ts';
import { nextResult, passRest, resultOfKey, withCheck } from './sample-lines.ts';
import type { Checks } from './sample-lines.ts';

interface SampleLineProps {
  readonly item: SampleItem;
  readonly kind: RegisterKind;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** The check under the cursor where this line has it; null elsewhere. */
  readonly cursor: number | null;
  readonly readOnly: boolean;
  readonly onCursor: (index: number, check: number) => void;
  readonly onNext: (index: number) => void;
  readonly onRemove: (item: SampleItem) => void;
  /** What was set and may not have been answered yet, so that whoever looks for open lines does not find this one. */
  readonly onChecks: (id: string, checks: Checks) => void;
}

const signs = { ok: '✓', fault: '✗', not_applicable: '–' } as const;

export const SampleLine = memo(function SampleLine(props: SampleLineProps) {
  const { item, kind, index, top, height, cursor, readOnly, onCursor, onNext, onRemove, onChecks } = props;
  const t = useText();
  const w = t.samples;
  const autosave = useAutosave<SampleItem>({
    rowKey: `sampleItem:${item.id}`,
    row: item,
    send: (rev, patch, meta) => call('sampleItems.update', { id: item.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const { items } = await call('samples.get', { id: item.sampleId });
      const found = items.find(({ id }) => id === item.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'sample_item' } });
      return found;
    },
  });
  const { checks } = autosave.value;
  useEffect(() => onChecks(item.id, checks), [onChecks, item.id, checks]);
  const keys: readonly (keyof typeof w.long)[] = sampleChecks[kind];
  const name = [item.code, item.title].find((part) => part !== null && part !== '') ?? String(item.ordinal);
  const passes = passesOf(kind, checks);
  const days = [item.receivedOn, item.dueOn, item.resolvedOn].map(dayOrBlank);
  const active = cursor !== null;
  const set = (key: string, result: Parameters<typeof withCheck>[2]) => {
    if (!readOnly) autosave.choose('checks', withCheck(autosave.value.checks, key, result));
  };

  // In one place for all cells of the line: what a key or a click on a check means.
  function onClick(event: MouseEvent<HTMLElement>) {
    const cell =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-check]') : null;
    const key = cell === null ? undefined : keys[Number(cell.dataset['check'])];
    if (key !== undefined) set(key, nextResult(checks[key]));
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (!(event.target instanceof HTMLElement) || cursor === null || readOnly) return;
    if (!event.target.classList.contains('check')) return;
    const key = keys[cursor];
    const result = resultOfKey(event.key);
    if (key !== undefined && result !== undefined) {
      set(key, result);
      // On to the next check, as on paper; the last one stays.
      if (result !== null && cursor < keys.length - 1) onCursor(index, cursor + 1);
    } else if (key !== undefined && event.key === ' ') set(key, nextResult(checks[key]));
    else if (event.key === 'Enter') {
      if (passes === null) autosave.choose('checks', passRest(kind, checks));
      onNext(index);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      data-line={item.id}
      className={`line${active ? ' active' : ''}`}
      style={{
        height,
        transform: `translateY(${String(top)}px)`,
        gridTemplateColumns: gridColumns(keys.length),
      }}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <span role="gridcell" className="number">
        {item.rowNo ?? item.ordinal}
      </span>
      <span
        role="rowheader"
        className="what"
        title={[item.code, item.title, item.fieldName, item.applicant].filter(Boolean).join('\n')}
      >
        <span className="code">{item.code ?? '—'}</span>
        <span className="name">{item.title}</span>
      </span>
      <span role="gridcell" className="quiet">
        {days.map((day, at) => (
          <span key={at} style={{ display: 'block' }}>
            {day === '' ? '—' : day}
          </span>
        ))}
      </span>
      <span role="gridcell" className="quiet">
        {w.reasons[item.reason]}
        {item.overdue && item.reason !== 'overdue' ? <span className="late"> ■ {w.overdue}</span> : null}
      </span>
      {keys.map((key, at) => {
        const result = checks[key];
        return (
          <span
            key={key}
            role="gridcell"
            tabIndex={cursor === at ? 0 : -1}
            data-check={at}
            className={`check ${result ?? ''}`}
            title={w.long[key]}
            aria-label={w.checkOf(w.long[key], w.results[result ?? 'none'], name)}
            onFocus={() => onCursor(index, at)}
          >
            {result === undefined ? '' : signs[result]}
          </span>
        );
      })}
      <span role="gridcell">
        {autosave.conflicts.length > 0 ? (
          <span className="trouble" title={w.conflict}>
            <button type="button" onClick={() => autosave.keepMine()}>
              {w.keepMine}
            </button>
            <button type="button" onClick={() => autosave.takeTheirs()}>
              {w.takeTheirs}
            </button>
          </span>
        ) : autosave.state.kind === 'error' ? (
          <span className="trouble">{w.notSaved}</span>
        ) : (
          <span className={passes === null ? 'quiet' : passes ? 'pass-yes' : 'pass-no'}>
            {w.passes[passes === null ? 'open' : passes ? 'yes' : 'no']}
          </span>
        )}
      </span>
      <span role="gridcell">
        {active && !readOnly ? (
          <input
            type="text"
            autoComplete="off"
            maxLength={2000}
            aria-label={w.noteOf(name)}
            {...autosave.text('note', { nullable: true })}
          />
        ) : (
          <span className="quiet" title={autosave.value.note ?? undefined}>
            {autosave.value.note}
          </span>
        )}
      </span>
      <span role="gridcell">
        {active && !readOnly ? (
          <button
            type="button"
            className="drop"
            tabIndex={-1}
            aria-label={w.removeLineOf(name)}
            title={w.removeLineOf(name)}
            onClick={() => onRemove(autosave.value)}
          >
            ×
          </button>
        ) : null}
      </span>
    </div>
  );
});
