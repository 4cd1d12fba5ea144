// The hierarchy of agencies, read branch by branch as it is opened; walked by the arrows as a tree.
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import ClosedIcon from '@mui/icons-material/ChevronRightOutlined';
import { useNavigate } from 'react-router';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { usePagesOf } from '../../api/query.ts';
import { RowLink } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { EndedMark } from './EndedMark.tsx';
import type { AgencyQuery } from './list-filter.ts';

const INDENT = 22;

interface AgencyTreeProps {
  /** Day, state and view; text and kind have no place in a tree. */
  readonly query: AgencyQuery;
  readonly empty: React.ReactNode;
}

export function AgencyTree({ query, empty }: AgencyTreeProps) {
  const t = useText();
  const a = t.agencies;
  const tree = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const toggle = (id: string, open: boolean) =>
    setOpened((before) => {
      const next = new Set(before);
      if (open) next.add(id);
      else next.delete(id);
      return next;
    });

  const items = () => [...(tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'treeitem') return;
    const all = items();
    const at = all.indexOf(target);
    const id = target.dataset['agency'] ?? '';
    const isOpen = target.getAttribute('aria-expanded') === 'true';
    const canOpen = target.hasAttribute('aria-expanded');
    const go = (goal: HTMLElement | undefined) => {
      if (goal === undefined) return;
      setActive(goal.dataset['agency'] ?? null);
      goal.focus();
    };
    const parentOf = () => target.parentElement?.closest<HTMLElement>('[role="treeitem"]') ?? undefined;
    switch (event.key) {
      case 'ArrowDown':
        go(all[at + 1]);
        break;
      case 'ArrowUp':
        go(all[at - 1]);
        break;
      case 'Home':
        go(all[0]);
        break;
      case 'End':
        go(all.at(-1));
        break;
      case 'ArrowRight':
        if (canOpen && !isOpen) toggle(id, true);
        else if (isOpen) go(all[at + 1]);
        break;
      case 'ArrowLeft':
        if (isOpen) toggle(id, false);
        else go(parentOf());
        break;
      case 'Enter':
        void navigate(`/agencies/${id}`);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 0.5 }}>
        {a.treeHint}
      </Typography>
      <Box
        ref={tree}
        role="tree"
        aria-label={a.tree}
        onKeyDown={onKey}
        sx={{
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
          py: 0.5,
        }}
      >
        <Branch
          query={query}
          parentId={null}
          level={1}
          opened={opened}
          active={active}
          onToggle={toggle}
          onActive={setActive}
          empty={empty}
        />
      </Box>
    </>
  );
}

interface BranchProps {
  readonly query: AgencyQuery;
  readonly parentId: string | null;
  readonly level: number;
  readonly opened: ReadonlySet<string>;
  readonly active: string | null;
  readonly onToggle: (id: string, open: boolean) => void;
  readonly onActive: (id: string) => void;
  readonly empty?: React.ReactNode;
}

function Branch({ query, parentId, level, empty, ...rest }: BranchProps) {
  const t = useText();
  const pages = usePagesOf('agencies.list', { ...query, parentAgencyId: parentId, limit: 200 });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={pages.retry} compact />;
  if (pages.rows === undefined) return <TableSkeleton rows={level === 1 ? 6 : 2} />;
  if (pages.rows.length === 0) return <Box sx={{ p: 1 }}>{empty ?? <EmptyState title={t.frame.none} />}</Box>;
  return (
    <>
      {pages.rows.map((agency, index) => (
        <Node
          key={agency.id}
          agency={agency}
          query={query}
          level={level}
          // The first of all is the way in for the keyboard until another was chosen.
          isEntry={rest.active === null && level === 1 && index === 0}
          {...rest}
        />
      ))}
      {pages.hasMore ? (
        <Button onClick={pages.more} disabled={pages.loadingMore} sx={{ ml: 2 }}>
          {t.frame.moreRows} ({formatCount(pages.rows.length)}
          {pages.total === undefined ? '' : `/${formatCount(pages.total)}`})
        </Button>
      ) : null}
    </>
  );
}

interface NodeProps extends Omit<BranchProps, 'parentId' | 'empty'> {
  readonly agency: AgencyRow;
  readonly isEntry: boolean;
}
function Node({ agency, query, level, isEntry, opened, active, onToggle, onActive }: NodeProps) {
  const t = useText();
  const a = t.agencies;
  const hasChildren = agency.children > 0;
  const isOpen = hasChildren && opened.has(agency.id);
  return (
    <Box
      role="treeitem"
      aria-level={level}
      aria-label={agency.version.name}
      {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isEntry || active === agency.id ? 0 : -1}
      data-agency={agency.id}
      onFocus={(event) => {
        if (event.target === event.currentTarget) onActive(agency.id);
      }}
      sx={{
        '&:focus-visible': { outline: 'none' },
        '&:focus-visible > .row': {
          outline: '2px solid var(--k-palette-primary-main)',
          outlineOffset: -2,
          backgroundColor: 'background.tint',
        },
      }}
    >
      <Box
        className="row"
        sx={{
          display: 'flex',
          alignItems: 'baseline',
          gap: 1,
          pr: 1.5,
          pl: `${String(8 + (level - 1) * INDENT)}px`,
          py: 0.5,
          fontSize: '0.8125rem',
          lineHeight: 1.55,
          '&:hover': { backgroundColor: 'background.tint' },
        }}
      >
        <Box
          component="span"
          aria-hidden
          onClick={() => {
            if (hasChildren) onToggle(agency.id, !isOpen);
          }}
          sx={{
            width: 24,
            height: 24,
            flex: 'none',
            alignSelf: 'center',
            display: 'grid',
            placeItems: 'center',
            cursor: hasChildren ? 'pointer' : 'default',
          }}
        >
          {hasChildren ? (
            <ClosedIcon
              sx={{ fontSize: 18, color: 'text.secondary', transform: isOpen ? 'rotate(90deg)' : 'none' }}
            />
          ) : null}
        </Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <RowLink to={`/agencies/${agency.id}`}>{agency.version.name}</RowLink>{' '}
          <EndedMark agency={agency} inRow />
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap', fontSize: '0.75rem' }}>
          {t.labels.agencyKind[agency.kind]}
        </Box>
        <Box
          component="span"
          sx={{ color: 'text.secondary', width: '9rem', textAlign: 'right', fontSize: '0.75rem' }}
        >
          {hasChildren ? a.children(formatCount(agency.children)) : ''}
        </Box>
      </Box>
      {isOpen ? (
        <Box role="group">
          <Branch
            query={query}
            parentId={agency.id}
            level={level + 1}
            opened={opened}
            active={active}
            onToggle={onToggle}
            onActive={onActive}
          />
        </Box>
      ) : null}
    </Box>
  );
}
