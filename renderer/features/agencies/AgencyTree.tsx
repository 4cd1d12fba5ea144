// The hierarchy of agencies, read branch by branch as it is opened; walked by the arrows as a tree. Its items stand
// side by side and say their level, so that each is named by its own row alone.
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import ClosedIcon from '@mui/icons-material/ChevronRightOutlined';
import { useNavigate } from 'react-router';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { usePagesOf } from '../../api/query.ts';
import { RowLink } from '../../components/ResponsiveTable.tsx';
import { ErrorState, TableSkeleton } from '../../components/States.tsx';
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

  // The same question as the first branch asks: without an answer, or with none, there is no tree.
  const roots = usePagesOf('agencies.list', { ...query, parentAgencyId: null, limit: 200 });

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
    const level = Number(target.getAttribute('aria-level'));
    const parentOf = () => all.slice(0, at).findLast((one) => Number(one.getAttribute('aria-level')) < level);
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
      case ' ':
        if (id === '') target.click();
        else void navigate(`/agencies/${id}`);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  if (roots.error !== null) return <ErrorState error={roots.error} onRetry={roots.retry} />;
  if (roots.rows === undefined) return <TableSkeleton />;
  if (roots.rows.length === 0) return empty;
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
}

function Branch({ query, parentId, level, ...rest }: BranchProps) {
  const t = useText();
  const pages = usePagesOf('agencies.list', { ...query, parentAgencyId: parentId, limit: 200 });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={pages.retry} compact />;
  if (pages.rows === undefined) return <TableSkeleton rows={level === 1 ? 6 : 2} />;
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
        <Box
          role="treeitem"
          aria-level={level}
          tabIndex={-1}
          onClick={() => {
            if (!pages.loadingMore) pages.more();
          }}
          sx={{
            pl: `${String(8 + (level - 1) * INDENT + 32)}px`,
            py: 0.5,
            cursor: 'pointer',
            fontSize: '0.8125rem',
            fontWeight: 600,
            color: 'primary.main',
            '&:hover': { backgroundColor: 'background.tint' },
          }}
        >
          {t.frame.moreRows} ({formatCount(pages.rows.length)}
          {pages.total === undefined ? '' : `/${formatCount(pages.total)}`})
        </Box>
      ) : null}
    </>
  );
}

interface NodeProps extends Omit<BranchProps, 'parentId'> {
  readonly agency: AgencyRow;
  readonly isEntry: boolean;
}
function Node({ agency, query, level, isEntry, opened, active, onToggle, onActive }: NodeProps) {
  const t = useText();
  const a = t.agencies;
  const hasChildren = agency.children > 0;
  const isOpen = hasChildren && opened.has(agency.id);
  return (
    <>
      <Box
        role="treeitem"
        aria-level={level}
        {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
        tabIndex={isEntry || active === agency.id ? 0 : -1}
        data-agency={agency.id}
        onFocus={() => onActive(agency.id)}
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
          '&:focus-visible': { outlineOffset: -2, backgroundColor: 'background.tint' },
        }}
      >
        <Box
          component="span"
          aria-hidden
          onClick={() => {
            if (!hasChildren) return;
            // A focus inside the branch goes with it: the way back in is its root.
            onActive(agency.id);
            onToggle(agency.id, !isOpen);
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
        <Branch
          query={query}
          parentId={agency.id}
          level={level + 1}
          opened={opened}
          active={active}
          onToggle={onToggle}
          onActive={onActive}
        />
      ) : null}
    </>
  );
}
