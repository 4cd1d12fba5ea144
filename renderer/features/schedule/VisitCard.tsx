// One visit as a card: in the tray or on the board. Plain elements styled by the board, drawn again only when it
// says something new, because a round may have hundreds of them.
import { memo } from 'react';
import { useDraggable } from '@dnd-kit/core';
import type { Visit } from '../../../core/contract/visits.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { isFixed } from './board-model.ts';
import { shortName } from './schedule-words.ts';

export const cardId = (visitId: string): string => `visit-card-${visitId}`;

export interface VisitCardProps {
  readonly visit: Visit;
  /** Days, team and conflicts in words, for screen readers and under the pointer. */
  readonly about: string;
  readonly severity: 'error' | 'warning' | null;
  readonly tabIndex: 0 | -1;
  readonly fromBefore?: boolean;
  readonly goesOn?: boolean;
  /** Called off: no conflict, no time taken. */
  readonly isOff?: boolean;
  readonly hintId: string;
}

export const VisitCard = memo(function VisitCard(props: VisitCardProps) {
  const { visit, about, severity, tabIndex, fromBefore = false, goesOn = false, isOff = false } = props;
  const t = useText();
  const w = t.schedule;
  const isForeign = useIsForeign();
  const fixed = isForeign || isFixed(visit);
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: visit.id, disabled: fixed });
  // The name is what is seen, then what the place on the board tells those who see it.
  const said = `\n${about}`;
  const classes = [
    'card',
    severity ?? '',
    fixed ? 'fixed' : '',
    isOff ? 'off' : '',
    isDragging ? 'dragging' : '',
    fromBefore ? 'from-before' : '',
    goesOn ? 'goes-on' : '',
  ];
  const mark = isOff
    ? t.labels.visitStatus[visit.status]
    : severity === null
      ? fixed
        ? t.labels.visitStatus[visit.status]
        : visit.status === 'planned'
          ? null
          : t.labels.visitStatus[visit.status]
      : w[severity];
  return (
    <button
      ref={setNodeRef}
      type="button"
      id={cardId(visit.id)}
      className={classes.filter((one) => one !== '').join(' ')}
      data-card={visit.id}
      aria-haspopup="menu"
      aria-describedby={props.hintId}
      title={about}
      tabIndex={tabIndex}
      {...listeners}
    >
      <span className="name">{shortName(visit)}</span>
      {mark === null ? null : (
        <span className="mark">
          <Icon path={severity === null ? (fixed ? lock : dot) : severity === 'error' ? cross : triangle} />
          {mark}
        </span>
      )}
      <span className="said">{said}</span>
    </button>
  );
});

const lock = 'M7 10V7a5 5 0 0 1 10 0v3h2v11H5V10zm2 0h6V7a3 3 0 0 0-6 0z';
const dot = 'M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10z';
const cross = 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1 5v7h2V7zm0 8.5v2h2v-2z';
const triangle = 'M12 3 23 21H1zm-1 7v5h2v-5zm0 6v2h2v-2z';

function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="12" height="12" aria-hidden focusable="false">
      <path d={path} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
