// One line of the ticking list: a procedure, whether it is posted, and what is posted of it.
import { memo, useState } from 'react';
import type { ProcedurePosting, ProcedureResult } from '../../../core/contract/procedures.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { formatCount, parseDay, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { TickRow } from './tick-rows.ts';

interface TickLineProps {
  readonly row: TickRow;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  readonly ticked: boolean;
  readonly problems: readonly ProcedureResult[];
  readonly readOnly: boolean;
  readonly onActivate: (key: string) => void;
  readonly onTick: (row: TickRow, ticked: boolean) => void;
}

export const TickLine = memo(function TickLine(props: TickLineProps) {
  const { row, index, top, height, active, ticked, readOnly, onActivate, onTick } = props;
  const t = useText();
  const w = t.procedures;
  const { procedure, posting } = row;
  const name = procedure?.name ?? posting?.name ?? '';
  const code = procedure?.code ?? posting?.code ?? '';
  const about = [
    ...(procedure?.decision == null ? [] : [procedure.decision]),
    ...(procedure?.effectiveOn == null ? [] : [w.effectiveFrom(shortDay(procedure.effectiveOn))]),
  ].join(', ');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-line={row.key}
      className={`line${active ? ' active' : ''}${procedure === null ? ' extra' : ''}`}
      style={{ height, transform: `translateY(${String(top)}px)` }}
      onFocus={() => onActivate(row.key)}
    >
      <span role="cell">
        <label className="tick">
          <input
            type="checkbox"
            checked={ticked}
            tabIndex={active ? 0 : -1}
            aria-label={[code, name].filter((part) => part !== '').join(' · ')}
            aria-disabled={readOnly}
            onChange={(event) => {
              if (!readOnly) onTick(row, event.target.checked);
            }}
          />
        </label>
      </span>
      <span role="cell" className="code">
        {code}
      </span>
      <span role="cell" className="name" title={name}>
        {name}
        <Marks row={row} problems={props.problems} />
      </span>
      <span role="cell" className="quiet" title={about}>
        {about}
      </span>
      {posting === null ? (
        <>
          <span role="cell" />
          <span role="cell" />
          <span role="cell" />
        </>
      ) : active && !readOnly ? (
        <PostingFields key={posting.id} posting={posting} name={name} />
      ) : (
        <>
          <span role="cell" className="quiet">
            {posting.decision}
          </span>
          <span role="cell" className="quiet">
            {posting.postedOn === null ? '' : shortDay(posting.postedOn)}
          </span>
          <span role="cell" className="quiet" title={posting.formFault ?? undefined}>
            {posting.formFault}
          </span>
        </>
      )}
    </div>
  );
});

function Marks({ row, problems }: Pick<TickLineProps, 'row' | 'problems'>) {
  const w = useText().procedures.state;
  const late = problems.find(({ problem }) => problem === 'late');
  return (
    <>
      {row.superseded === null ? null : (
        <span className="mark overdue">■ {w.superseded[row.superseded]}</span>
      )}
      {late === undefined ? null : (
        <span className="mark due">● {w.late(formatCount(late.daysLate ?? 0))}</span>
      )}
      {row.posting?.formFault == null ? null : <span className="mark due">● {w.wrong_form}</span>}
      {row.beside === 'unknown' ? <span className="mark overdue">■ {w.not_published}</span> : null}
      {row.beside === 'again' && row.superseded === null ? <span className="mark">{w.again}</span> : null}
      {row.beside === 'coming' ? <span className="mark">{w.coming}</span> : null}
    </>
  );
}

interface PostingFieldsProps {
  readonly posting: ProcedurePosting;
  readonly name: string;
}
/** Saved as they are typed; empty is "not known". */
function PostingFields({ posting, name }: PostingFieldsProps) {
  const t = useText();
  const w = t.procedures;
  const autosave = useAutosave<ProcedurePosting>({
    rowKey: `posting:${posting.id}`,
    row: posting,
    send: (rev, patch, meta) => call('postings.update', { id: posting.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const rows = await call('postings.list', { visitId: posting.visitId, place: posting.place });
      const found = rows.find(({ id }) => id === posting.id);
      if (found === undefined) {
        throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'procedure_posting' } });
      }
      return found;
    },
  });
  const [typedDay, setTypedDay] = useState<string | null>(null);
  const { postedOn } = autosave.value;
  const shownDay = typedDay ?? (postedOn === null ? '' : shortDay(postedOn));
  const isBadDay = typedDay !== null && typedDay.trim() !== '' && parseDay(typedDay) === null;
  const takeDay = () => {
    if (typedDay === null || isBadDay) return;
    const day = typedDay.trim() === '' ? null : parseDay(typedDay);
    setTypedDay(null);
    if (day !== postedOn) autosave.choose('postedOn', day);
  };
  return (
    <>
      <span role="cell">
        <input
          type="text"
          autoComplete="off"
          maxLength={120}
          aria-label={w.fieldOf(w.columns.postedDecision, name)}
          {...autosave.text('decision', { nullable: true })}
        />
      </span>
      <span role="cell">
        <input
          type="text"
          autoComplete="off"
          inputMode="numeric"
          placeholder={t.frame.dayHint}
          aria-label={w.fieldOf(w.columns.postedOn, name)}
          aria-invalid={isBadDay}
          title={isBadDay ? t.frame.badDay : undefined}
          value={shownDay}
          onChange={(event) => setTypedDay(event.target.value)}
          onBlur={takeDay}
          onKeyDown={(event) => {
            if (event.key === 'Enter') takeDay();
          }}
        />
      </span>
      <span role="cell">
        <input
          type="text"
          autoComplete="off"
          maxLength={500}
          aria-label={w.fieldOf(w.columns.formFault, name)}
          {...autosave.text('formFault', { nullable: true })}
        />
      </span>
    </>
  );
}
