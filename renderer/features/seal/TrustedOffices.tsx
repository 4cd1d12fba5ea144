// Whose seals are believed: one line per office, its eight words on demand, earlier and revoked seals folded away.
import { Fragment, useDeferredValue, useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { OfficeRelation, TrustedOffice } from '../../../core/contract/exchange-keys.ts';
import { useMay } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useFilter } from '../../components/Filters.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { AddOfficeDialog } from './AddOfficeDialog.tsx';
import { CheckWords } from './CheckWords.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { matchesOffice } from './compare-words.ts';
import { type OfficeSeals, officeSeals } from './office-seals.ts';

const PAGE = 50;
const relations = ['above', 'below', 'other'] as const;

export function TrustedOffices() {
  const w = useText().seal.trust;
  const list = useQueryOf('trust.list', {});
  const [adding, setAdding] = useState(false);
  const add = (variant: 'contained' | 'outlined') => (
    <MayButton method="trust.add" variant={variant} onClick={() => setAdding(true)}>
      {w.add}
    </MayButton>
  );
  const hasRows = (list.data ?? []).length > 0;
  return (
    <Box component="section" aria-labelledby="trusted-offices">
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 0.5, flexWrap: 'wrap' }}>
        <Typography variant="h2" id="trusted-offices" sx={{ flex: 1 }}>
          {w.title}
        </Typography>
        {hasRows ? add('outlined') : null}
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {w.lead}
      </Typography>
      <Loaded query={list}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={w.empty} text={w.emptyText} action={add('contained')} />
          ) : (
            <Offices rows={rows} />
          )
        }
      </Loaded>
      {adding ? <AddOfficeDialog onClose={() => setAdding(false)} /> : null}
    </Box>
  );
}

function Offices({ rows }: { readonly rows: readonly TrustedOffice[] }) {
  const t = useText();
  const w = t.seal.trust;
  const filter = useFilter();
  const [typed, setTyped] = useState(filter.get('q'));
  const wanted = useDeferredValue(typed);
  const relation = relations.find((one) => one === filter.get('relation'));
  const [shown, setShown] = useState(PAGE);
  const [revoking, setRevoking] = useState<TrustedOffice | null>(null);
  const offices = useMemo(() => officeSeals(rows), [rows]);
  const matching = useMemo(
    () =>
      offices.filter(
        ({ office }) =>
          matchesOffice(office.name, wanted) && (relation === undefined || office.relation === relation),
      ),
    [offices, wanted, relation],
  );
  const believed = matching.filter(({ believed: yes }) => yes);
  const revoked = matching.filter(({ believed: yes }) => !yes);
  const page = believed.slice(0, shown);
  return (
    <>
      <Box
        role="search"
        aria-label={t.frame.filter}
        sx={{ display: 'flex', gap: 1, mb: 1, flexWrap: 'wrap' }}
      >
        <TextField
          type="search"
          label={w.search}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setShown(PAGE);
            filter.set('q', event.target.value);
          }}
          sx={{ width: '20rem' }}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
        <TextField
          select
          label={w.relation}
          value={relation ?? ''}
          onChange={(event) => {
            setShown(PAGE);
            filter.set('relation', event.target.value);
          }}
          sx={{ width: '13rem' }}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{w.everyRelation}</MenuItem>
          {relations.map((one) => (
            <MenuItem key={one} value={one}>
              {w.relations[one]}
            </MenuItem>
          ))}
        </TextField>
        <Typography
          variant="body2"
          color="text.secondary"
          component="output"
          sx={{ alignSelf: 'center', ml: 'auto' }}
        >
          {matching.length === 0 ? w.nothing : w.count(formatCount(believed.length))}
        </Typography>
      </Box>
      {page.length === 0 ? null : <OfficeTable label={w.title} offices={page} onRevoke={setRevoking} />}
      {believed.length > shown ? (
        <Button sx={{ mt: 1 }} onClick={() => setShown(shown + PAGE)}>
          {w.more(formatCount(Math.min(PAGE, believed.length - shown)))}
        </Button>
      ) : null}
      {revoked.length === 0 ? null : <Revoked offices={revoked} />}
      {revoking === null ? null : <RevokeDialog office={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

const cells = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  lineHeight: 1.6,
  '& th': {
    textAlign: 'left',
    fontWeight: 600,
    color: 'text.secondary',
    py: 0.75,
    pr: 2,
    borderBottom: '1px solid',
    borderColor: 'divider',
    whiteSpace: 'nowrap',
  },
  '& td': { py: 0.5, pr: 2, borderBottom: '1px solid', borderColor: 'divider', verticalAlign: 'middle' },
} as const;

interface OfficeTableProps {
  readonly label: string;
  readonly offices: readonly OfficeSeals[];
  readonly onRevoke: (office: TrustedOffice) => void;
}
function OfficeTable({ label, offices, onRevoke }: OfficeTableProps) {
  const t = useText();
  const w = t.seal.trust;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Box component="table" aria-label={label} sx={cells}>
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.level}</th>
            <th scope="col">{w.relation}</th>
            <th scope="col">{w.since}</th>
            <th scope="col">{w.confirmedBy}</th>
            <Box component="td" aria-label={w.acts} />
          </tr>
        </thead>
        <tbody>
          {offices.map(({ office, earlier }) => {
            const isOpen = open.has(office.id);
            return (
              <Fragment key={office.id}>
                <tr>
                  <Box
                    component="th"
                    scope="row"
                    sx={{ '&&': { color: 'text.primary', whiteSpace: 'normal' } }}
                  >
                    {office.name}
                    {office.namesake ? (
                      <Typography
                        variant="caption"
                        component="span"
                        sx={{ display: 'block', color: 'warning.main' }}
                      >
                        {w.namesake}
                      </Typography>
                    ) : null}
                  </Box>
                  <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                    {t.labels.officeLevel[office.level]}
                  </Box>
                  <td>
                    <Relation office={office} />
                  </td>
                  <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                    {momentOf(office.confirmedAt)}
                  </Box>
                  <td>{office.confirmedByName}</td>
                  <Box component="td" sx={{ whiteSpace: 'nowrap', textAlign: 'right' }}>
                    <Button
                      aria-expanded={isOpen}
                      aria-controls={`words-${office.id}`}
                      aria-label={w.wordsOf(office.name)}
                      onClick={() => toggle(office.id)}
                    >
                      {w.words}
                    </Button>
                    <MayButton
                      method="trust.revoke"
                      color="secondary"
                      aria-label={w.revokeOf(office.name)}
                      onClick={() => onRevoke(office)}
                    >
                      {w.revoke}
                    </MayButton>
                  </Box>
                </tr>
                {isOpen ? (
                  <tr id={`words-${office.id}`}>
                    <Box component="td" colSpan={6} sx={{ '&&': { pb: 1.5, pt: 1 } }}>
                      <CheckWords words={office.fingerprint} label={w.wordsOf(office.name)} />
                      {earlier.map((one) => (
                        <Typography
                          key={one.id}
                          variant="caption"
                          color="text.secondary"
                          component="p"
                          sx={{ mt: 0.75 }}
                        >
                          {w
                            .earlierOf(
                              momentOf(one.validFrom),
                              one.validTo === null ? '' : momentOf(one.validTo),
                            )
                            .trim()}
                          {' · '}
                          {one.fingerprint.join(' ')}
                        </Typography>
                      ))}
                    </Box>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </Box>
    </Box>
  );
}

function Relation({ office }: { readonly office: TrustedOffice }) {
  const w = useText().seal.trust;
  const may = useMay('trust.update');
  const update = useCommand('trust.update');
  return (
    <Select<OfficeRelation>
      size="small"
      variant="standard"
      disableUnderline
      value={office.relation}
      disabled={!may || update.pending}
      inputProps={{ 'aria-label': w.relationOf(office.name) }}
      onChange={(event) => {
        const { value } = event.target;
        if (value !== office.relation)
          void update.run({ id: office.id, rev: office.rev, patch: { relation: value } });
      }}
      sx={{ fontSize: '0.8125rem' }}
    >
      {relations.map((one) => (
        <MenuItem key={one} value={one}>
          {w.relations[one]}
        </MenuItem>
      ))}
    </Select>
  );
}

function Revoked({ offices }: { readonly offices: readonly OfficeSeals[] }) {
  const w = useText().seal.trust;
  return (
    <Box component="details" sx={{ mt: 2, fontSize: '0.8125rem', lineHeight: 1.6 }}>
      <Box
        component="summary"
        sx={{ cursor: 'pointer', color: 'text.secondary', py: 0.5, width: 'fit-content' }}
      >
        {w.revoked(formatCount(offices.length))}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, display: 'grid', gap: 0.75 }}>
        {offices.map(({ office }) => (
          <li key={office.id}>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {office.name}
            </Box>
            <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
              {w.revokedAt(
                office.revokedAt === null ? '' : momentOf(office.revokedAt),
                office.revokedReason ?? '',
              )}
            </Box>
          </li>
        ))}
      </Box>
    </Box>
  );
}
