// One criterion, one line: takes the keys, and is typed into once it is near or the keyboard is on it.
import { memo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { isAnswered } from '../../../core/rules/scoring.ts';
import { answerRow, rowAction } from './answer-row.ts';
import { LiveCells, QuietCells } from './LineCells.tsx';
import type { CellProps, LineHandle } from './LineCells.tsx';

interface ChecklistLineProps extends CellProps {
  /** Near enough to be typed into. */
  readonly live: boolean;
  readonly onActivate: (criterionId: string) => void;
}

export const ChecklistLine = memo(function ChecklistLine({ live, onActivate, ...cells }: ChecklistLineProps) {
  const { criterion, answer, active } = cells;
  const line = useRef<HTMLTableRowElement>(null);
  const handle = useRef<LineHandle>(null);
  const activate = () => {
    if (!active) onActivate(criterion.id);
  };

  function onLineKey(event: KeyboardEvent<HTMLTableRowElement>) {
    // Keys inside a field or a composition belong there.
    if (event.target !== line.current || event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229)
      return;
    const action = rowAction(event, criterion);
    if (action === null) return;
    // The digit itself goes on into the field that it opens.
    if (action.kind !== 'type') event.preventDefault();
    handle.current?.act(action);
  }

  const row = answerRow(answer);
  const classes = [
    'line',
    active ? 'active' : '',
    isAnswered(criterion, row, cells.scoring) ? 'answered' : '',
    row.notApplicable ? 'not-applicable' : '',
  ];
  return (
    <tr
      ref={line}

      className={classes.filter((one) => one !== '').join(' ')}
      data-criterion={criterion.id}
      tabIndex={active ? 0 : -1}
      aria-current={active ? 'true' : undefined}
      onFocus={activate}
      onClick={activate}
      onKeyDown={onLineKey}
    >
      {live || active ? (
        <LiveCells {...cells} line={() => line.current} handle={handle} />
      ) : (
        <QuietCells {...cells} />
      )}
    </tr>
  );
});
