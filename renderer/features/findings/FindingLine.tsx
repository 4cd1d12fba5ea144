// One finding on the board: its words and what hangs on it in one dense line. Click or Enter opens it, Alt+↑/↓ and the
// grip move it, the menu merges, splits, moves and changes whom it concerns.
import { useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import DragIcon from '@mui/icons-material/DragIndicatorOutlined';
import MoreIcon from '@mui/icons-material/MoreVertOutlined';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { Finding } from '../../../core/contract/findings.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { useText } from '../../i18n/text.tsx';
import { figureText } from './FigurePull.tsx';

export type FindingAct =
  | { readonly kind: 'open' | 'up' | 'down' | 'merge' | 'split' | 'round' | 'kinds' | 'narrow' }
  | { readonly kind: 'move'; readonly domainId: string };

interface FindingLineProps {
  readonly finding: Finding;
  readonly recommendations: number;
  readonly domains: readonly Domain[];
  readonly readOnly: boolean;
  readonly onAct: (act: FindingAct) => void;
}

export function FindingLine({ finding, recommendations, domains, readOnly, onAct }: FindingLineProps) {
  const t = useText();
  const f = t.findings;
  const b = f.board;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: finding.id, disabled: readOnly });
  const moving: CSSProperties = {
    transform: CSS.Translate.toString(transform) ?? '',
    ...(transition === undefined ? {} : { transition }),
  };
  const short = finding.text.slice(0, 80);
  const details = [
    finding.scope === 'named' ? null : `${b.collectiveLine}: ${t.labels.findingScope[finding.scope]}`,
    finding.criterionCode,
    finding.numerator === null
      ? null
      : `${figureText(finding)}${finding.unit === null ? '' : ` ${finding.unit}`}`,
    finding.severity === 'major' ? f.severities.major : null,
    finding.repeatsFindingId === null ? null : b.repeated,
    finding.kind === 'strength'
      ? null
      : recommendations === 0
        ? b.noRecommendation
        : b.recommendations(recommendations),
  ].filter((part) => part !== null);
  const choose = (act: FindingAct) => {
    setAnchor(null);
    onAct(act);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (readOnly || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onAct({ kind: event.key === 'ArrowUp' ? 'up' : 'down' });
  };
  const item = (act: FindingAct, label: string) => (
    <MenuItem key={label} dense onClick={() => choose(act)}>
      {label}
    </MenuItem>
  );
  return (
    <Box
      component="li"
      ref={setNodeRef}
      style={moving}
      sx={{
        display: 'flex',
        alignItems: 'start',
        borderBottom: '1px solid',
        borderColor: 'divider',
        ...(isDragging
          ? { position: 'relative', zIndex: 2, opacity: 0.85, backgroundColor: 'background.tint' }
          : {}),
      }}
    >
      {readOnly ? null : (
        <IconButton
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-roledescription={undefined}
          aria-label={b.drag(short)}
          size="small"
          sx={{ cursor: 'grab', touchAction: 'none', borderRadius: 0.5, px: 0, width: 24, minHeight: 24 }}
        >
          <DragIcon sx={{ fontSize: 16 }} />
        </IconButton>
      )}
      <ButtonBase
        disabled={readOnly}
        data-finding={finding.id}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={() => onAct({ kind: 'open' })}
        onKeyDown={onKeyDown}
        sx={{
          flex: 1,
          minWidth: 0,
          display: 'block',
          textAlign: 'left',
          px: 0.75,
          py: 0.5,
          font: 'inherit',
          fontSize: '0.8125rem',
          lineHeight: 1.5,
          borderRadius: 0.5,
          '&:hover': { backgroundColor: 'background.tint' },
          '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: -2 },
        }}
      >
        {finding.text} <ProvenanceMark provenance={finding.provenance} />
        <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
          {details.join(' · ')}
        </Box>
      </ButtonBase>
      {readOnly ? null : (
        <IconButton
          size="small"
          aria-label={b.menu(short)}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ width: 28, minHeight: 24 }}
        >
          <MoreIcon sx={{ fontSize: 17 }} />
        </IconButton>
      )}
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {item({ kind: 'up' }, b.up)}
        {item({ kind: 'down' }, b.down)}
        <Divider />
        {item({ kind: 'merge' }, b.merge)}
        {item({ kind: 'split' }, b.split)}
        <Divider />
        {finding.scope === 'named'
          ? [item({ kind: 'kinds' }, b.widenKinds), item({ kind: 'round' }, b.widenRound)]
          : [
              ...(finding.scope === 'round' ? [] : [item({ kind: 'round' }, b.widenRound)]),
              item({ kind: 'narrow' }, b.narrow),
            ]}
        <ListSubheader sx={{ lineHeight: 2.2, fontSize: '0.75rem' }}>{b.move}</ListSubheader>
        {domains
          .filter((domain) => domain.id !== finding.domainId)
          .map((domain) =>
            item({ kind: 'move', domainId: domain.id }, `${String(domain.ordinal)}. ${domain.shortName}`),
          )}
      </Menu>
    </Box>
  );
}
