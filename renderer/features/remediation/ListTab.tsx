// Recommendations across rounds: quick filters with their counts, the list, and acts on many of them at once.
import { useCallback, useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { RemediationFilter, RemediationRow } from '../../../core/contract/remediation.ts';
import { remediationActs } from '../../../core/rules/remediation.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ActDialog } from './ActDialog.tsx';
import type { DialogAct } from './ActDialog.tsx';
import { Badges, badges, countOf } from './Badges.tsx';
import { FollowUpDialog } from './FollowUpDialog.tsx';
import {
  badgeKeys,
  badgeOf,
  badgeParams,
  remediationAddress,
  scopeKeys,
  scopeOf,
  sortOf,
} from './remediation-address.ts';
import type { Sort } from './remediation-address.ts';
import { RemediationTable } from './RemediationTable.tsx';

const PAGE = 100;
/** As many as one act takes. */
const MOST = 1_000;
const bulkActs = ['verify', 'return', 'report', 'start', 'extend', 'carryOver', 'close'] as const;

interface ListTabProps {
  readonly filter: RemediationFilter;
  readonly today: string;
  readonly openId: string | null;
}

export function ListTab({ filter, today, openId }: ListTabProps) {
  const t = useText();
  const w = t.remediation;
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { sort, descending } = sortOf(params);
  const counts = useQueryOf('remediation.counts', scopeOf(filter), { keepPrevious: true });
  const pages = usePagesOf('remediation.list', { ...filter, sort, descending, limit: PAGE });
  const [chosen, setChosen] = useState<ReadonlyMap<string, RemediationRow>>(new Map());
  const [act, setAct] = useState<DialogAct | 'followUp' | null>(null);
  const change = (keys: Readonly<Record<string, string | null | undefined>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(keys)) {
          if (value === null || value === undefined || value === '') next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const onSort = (key: Sort) =>
    change(key === sort ? { sort, desc: descending ? null : '1' } : { sort: key, desc: null });
  const choose = (rows: readonly RemediationRow[], on: boolean) =>
    setChosen((before) => {
      const next = new Map(before);
      for (const row of rows) {
        if (on) next.set(row.id, row);
        else next.delete(row.id);
      }
      return next;
    });
  const addressOf = (row: RemediationRow) => remediationAddress('list', { recommendation: row.id }, params);
  const { hasMore, loadingMore, more, rows } = pages;
  const help = w.shortcuts;
  useShortcutHelp(
    useMemo(
      () => [
        { keys: '↑ ↓', label: help.walk },
        { keys: 'Enter', label: help.open },
        { keys: 'Space', label: help.choose },
        { keys: 'Esc', label: help.close },
      ],
      [help],
    ),
  );
  const onEnd = useCallback(() => {
    if (hasMore && !loadingMore) more();
  }, [hasMore, loadingMore, more]);
  // What was chosen may have moved since: the newest row that was read counts.
  const items = [...chosen.values()].map((row) => rows?.find(({ id }) => id === row.id) ?? row);
  // The list itself does not count; the badge that says the filter does. A mixture is counted when all of it is read.
  const badge = badges.find((one) => one === badgeOf(params, badges));
  const counted =
    pages.total ?? (badge === undefined || counts.data === undefined ? null : countOf(counts.data, badge));
  const total = hasMore ? counted : (rows?.length ?? 0);
  const isFiltered = [...scopeKeys, ...badgeKeys].some((key) => (params.get(key) ?? '') !== '');

  return (
    <>
      <Badges counts={counts.data} current={badge ?? null} onChoose={(badge) => change(badgeParams(badge))} />
      {pages.error !== null ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : rows === undefined ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        isFiltered ? (
          <EmptyState
            title={w.noMatch}
            action={<Button onClick={() => setParams({}, { replace: true })}>{t.frame.clearFilters}</Button>}
          />
        ) : (
          <EmptyState
            title={w.none}
            text={w.noneText}
            action={
              <Button component={Link} to="/plans" variant="contained">
                {w.openPlans}
              </Button>
            }
          />
        )
      ) : (
        <>
          {chosen.size === 0 ? null : (
            <BulkBar
              items={items}
              onAct={setAct}
              onDrop={() => setChosen(new Map())}
              tooMany={chosen.size > MOST}
            />
          )}
          <RemediationTable
            label={t.frame.places.recommendations}
            rows={rows}
            total={total}
            today={today}
            addressOf={addressOf}
            onOpen={(row) => void navigate(addressOf(row), { replace: openId !== null })}
            openId={openId}
            chosen={new Set(chosen.keys())}
            onChoose={choose}
            sort={sort}
            descending={descending}
            onSort={onSort}
            narrow={openId !== null}
            manyPlans={filter.planId === undefined}
            onEnd={onEnd}
          />
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mt: 0.75 }}>
            <Typography variant="body2" color="text.secondary" component="output">
              {total === null
                ? w.shownMore(formatCount(rows.length))
                : hasMore
                  ? w.shown(formatCount(rows.length), formatCount(total))
                  : w.total(formatCount(total))}
            </Typography>
            {hasMore ? (
              <Button disabled={loadingMore} onClick={more}>
                {w.more}
              </Button>
            ) : null}
          </Box>
        </>
      )}
      {act === null || items.length === 0 ? null : act === 'followUp' ? (
        <FollowUpDialog
          agencies={[
            ...new Map(
              items.flatMap(({ agencyId, agencyName }) =>
                agencyId === null ? [] : [[agencyId, { id: agencyId, name: agencyName ?? '' }] as const],
              ),
            ).values(),
          ]}
          planId={items[0]?.planId ?? null}
          today={today}
          onClose={() => setAct(null)}
        />
      ) : (
        <ActDialog
          act={act}
          items={items}
          today={today}
          onDone={() => {
            setAct(null);
            setChosen(new Map());
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}

interface BulkBarProps {
  readonly items: readonly RemediationRow[];
  readonly onAct: (act: DialogAct | 'followUp') => void;
  readonly onDrop: () => void;
  readonly tooMany: boolean;
}
/** Acts that no chosen one's state forbids come first; the others stay, and say on which one they fail. */
function BulkBar({ items, onAct, onDrop, tooMany }: BulkBarProps) {
  const t = useText();
  const w = t.remediation;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const fits = (act: (typeof bulkActs)[number]) =>
    items.every(({ status }) => remediationActs[act].from.includes(status));
  const fitting = bulkActs.filter(fits);
  const direct = fitting.slice(0, 3);
  return (
    <Box
      role="region"
      aria-label={w.chosenLabel}
      sx={{
        display: 'flex',
        gap: 0.75,
        alignItems: 'center',
        flexWrap: 'wrap',
        mb: 1,
        px: 1.25,
        py: 0.75,
        border: '1px solid',
        borderColor: 'primary.main',
        borderRadius: 1,
        backgroundColor: 'background.tint',
      }}
    >
      <Typography variant="subtitle2" component="output" sx={{ mr: 0.5 }}>
        {w.chosen(formatCount(items.length))}
      </Typography>
      {tooMany ? (
        <Typography variant="body2">{w.tooMany(formatCount(MOST))}</Typography>
      ) : (
        <>
          {direct.map((act, index) => (
            <Button key={act} variant={index === 0 ? 'contained' : 'outlined'} onClick={() => onAct(act)}>
              {w.acts[act]}
            </Button>
          ))}
          <Button variant="outlined" aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
            {t.frame.more}
            <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
              ▾
            </Box>
          </Button>
          <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
            {bulkActs
              .filter((act) => !direct.includes(act))
              .map((act) => (
                <MenuItem
                  key={act}
                  disabled={!fitting.includes(act)}
                  onClick={() => {
                    setAnchor(null);
                    onAct(act);
                  }}
                  sx={{ maxWidth: '32rem', whiteSpace: 'normal' }}
                >
                  <span>
                    {w.acts[act]}
                    {fitting.includes(act) ? null : (
                      <Box component="span" sx={{ display: 'block', fontSize: '0.75rem' }}>
                        {w.faults.state.remedy[act]}
                      </Box>
                    )}
                  </span>
                </MenuItem>
              ))}
            <MenuItem
              disabled={items.every(({ agencyId }) => agencyId === null)}
              onClick={() => {
                setAnchor(null);
                onAct('followUp');
              }}
            >
              {w.agencies.followUp}
            </MenuItem>
          </Menu>
        </>
      )}
      <Button onClick={onDrop} sx={{ ml: 'auto' }}>
        {w.dropChoice}
      </Button>
    </Box>
  );
}
