// The office's standing texts: by kind of paper and issuer, part by part, with data fields, what is wrong with a text
// under it, and how it differs from what the application brings.
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link, useLocation } from 'react-router';
import type { Boilerplate, BoilerplateFault } from '../../../core/contract/boilerplates.ts';
import type { FieldValue } from '../../../core/contract/documents.ts';
import { documentKinds } from '../../../core/documents/kinds.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { isComposing, useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { useFieldError } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, useFilter } from '../../components/Filters.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState, ErrorState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { phases } from '../plans/document-set.ts';
import { lineChanges } from './line-changes.ts';

export function BoilerplatesTab() {
  const t = useText();
  const w = t.boilerplates;
  const filter = useFilter();
  const kind = documentKinds.find((one) => one === filter.get('kind')) ?? 'agency_notice';
  const issuers = useQueryOf('issuers.list', {});
  const plans = useQueryOf('plans.list', {});
  const issuer = (issuers.data ?? []).find(({ id }) => id === filter.get('issuer'));
  const planId = (plans.data ?? []).find(({ id }) => id === filter.get('plan'))?.id;
  const all = useQueryOf('boilerplates.list', {});
  const changed = new Set((all.data ?? []).flatMap((one) => (one.row === null ? [] : [one.kind])));
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5, maxWidth: '60rem' }}>
        {w.intro}
      </Typography>
      <FilterBar filter={filter} names={[]}>
        <FilterSelect
          filter={filter}
          name="issuer"
          label={w.issuer}
          emptyLabel={w.everyIssuer}
          options={(issuers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FilterSelect
          filter={filter}
          name="plan"
          label={w.plan}
          emptyLabel={w.noPlan}
          options={(plans.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      </FilterBar>
      <CheckAll planId={planId} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: '17rem minmax(0, 1fr)' },
          gap: 3,
          alignItems: 'start',
          mt: 1.5,
        }}
      >
        <KindList kind={kind} changed={changed} />
        <Box>
          <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
            {t.labels.documentKind[kind]}
          </Typography>
          <Loaded query={all} skeleton={<FormSkeleton />}>
            {(rows) => (
              <Parts
                key={`${kind}:${issuer?.id ?? ''}`}
                kind={kind}
                issuerId={issuer?.id ?? null}
                planId={planId}
                rows={rows.filter((row) => row.kind === kind)}
              />
            )}
          </Loaded>
        </Box>
      </Box>
    </>
  );
}

/** The address of one kind, with issuer and round kept. */
function useAddress(): (kind: DocumentKind, more?: Readonly<Record<string, string>>) => string {
  const filter = useFilter();
  return (kind, more = {}) => {
    const params = new URLSearchParams({ kind });
    for (const name of ['issuer', 'plan']) {
      const value = more[name] ?? filter.get(name);
      if (value !== '') params.set(name, value);
    }
    return `/settings/boilerplates?${params.toString()}`;
  };
}

interface KindListProps {
  readonly kind: DocumentKind;
  /** Kinds of which the office has texts of its own. */
  readonly changed: ReadonlySet<DocumentKind>;
}
function KindList({ kind, changed }: KindListProps) {
  const t = useText();
  const w = t.boilerplates;
  const address = useAddress();
  return (
    <Box component="nav" aria-label={w.kinds}>
      {phases.map((phase) => (
        <Box key={phase.key} sx={{ mb: 1 }}>
          <Typography
            variant="caption"
            color="text.secondary"
            component="p"
            sx={{ fontWeight: 600, px: 1.25 }}
          >
            {t.registers.set.phases[phase.key]}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {phase.kinds.map((one) => (
              <li key={one}>
                <MuiLink
                  component={Link}
                  to={address(one)}
                  aria-current={one === kind ? 'true' : undefined}
                  underline="none"
                  color="text.primary"
                  sx={{
                    display: 'block',
                    px: 1.25,
                    py: 0.375,
                    minHeight: 26,
                    borderRadius: 0.75,
                    fontSize: '0.8125rem',
                    lineHeight: 1.55,
                    '&:hover': { backgroundColor: 'background.tint' },
                    '&[aria-current="true"]': {
                      backgroundColor: 'background.tint',
                      fontWeight: 600,
                      boxShadow: 'inset 3px 0 0 var(--k-palette-primary-main)',
                    },
                  }}
                >
                  {t.labels.documentKind[one]}
                  {changed.has(one) ? (
                    <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
                      {' '}
                      · {w.changedMark}
                    </Box>
                  ) : null}
                </MuiLink>
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** Looks through every text of the office, also for fields that this round has no value for. */
function CheckAll({ planId }: { readonly planId: string | undefined }) {
  const t = useText();
  const w = t.boilerplates;
  const [asked, setAsked] = useState(false);
  const address = useAddress();
  const check = useQueryOf('boilerplates.check', planId === undefined ? {} : { planId }, { enabled: asked });
  const words = useFaultWords();
  const partName = usePartName();
  return (
    <Box component="section" aria-label={w.checkAll}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          disabled={check.isFetching}
          onClick={() => (asked ? void check.refetch() : setAsked(true))}
        >
          {w.checkAll}
        </Button>
        <Typography variant="body2" color="text.secondary" component="output">
          {check.data === undefined
            ? planId === undefined
              ? w.checkHint
              : w.checkPlanHint
            : check.data.length === 0
              ? w.noFaults
              : w.faults(formatCount(check.data.length))}
        </Typography>
      </Box>
      {check.isError ? <ErrorState error={check.error} onRetry={() => void check.refetch()} compact /> : null}
      {check.data === undefined || check.data.length === 0 ? null : (
        <Box
          component="ul"
          tabIndex={0}
          aria-label={w.faults(formatCount(check.data.length))}
          sx={{
            m: 0,
            mt: 1,
            pl: 2.5,
            display: 'grid',
            gap: 0.5,
            fontSize: '0.8125rem',
            lineHeight: 1.55,
            maxHeight: '14rem',
            overflow: 'auto',
          }}
        >
          {check.data.map((fault, index) => (
            <li key={index}>
              <MuiLink
                component={Link}
                underline="always"
                to={`${address(fault.kind, { issuer: fault.issuerId ?? '' })}#${partId(fault.part)}`}
              >
                {t.labels.documentKind[fault.kind]}, {partName(fault.part)}
              </MuiLink>
              {': '}
              {words(fault).text}
            </li>
          ))}
        </Box>
      )}
    </Box>
  );
}

const partId = (part: string) => `part-${part}`;

function usePartName(): (part: string) => string {
  const { parts } = useText().boilerplates;
  const names: Readonly<Record<string, string>> = parts;
  return (part) => names[part] ?? part;
}

/** What is wrong, where, and what to do. */
function useFaultWords(): (fault: BoilerplateFault) => { readonly text: string; readonly remedy: string } {
  const w = useText().boilerplates.fault;
  return (fault) => {
    const { code, name, nearest } = fault;
    const text = w.at(String(fault.paragraph), w[code](name));
    if (code === 'unknown_field')
      return { text, remedy: nearest === null ? w.removeField : w.didYouMean(`{{${nearest}}}`) };
    return { text, remedy: w.remedy[code] };
  };
}

interface PartsProps {
  readonly kind: DocumentKind;
  readonly issuerId: string | null;
  readonly planId: string | undefined;
  readonly rows: readonly Boilerplate[];
}

function Parts({ kind, issuerId, planId, rows }: PartsProps) {
  const w = useText().boilerplates;
  const fields = useQueryOf('boilerplates.fields', { kind, ...(planId === undefined ? {} : { planId }) });
  // Of every issuer first: an issuer's own text stands in its place.
  const general = rows.filter((row) => row.issuerId === null);
  const shown = general.map((row) => ({
    own: issuerId === null ? row : rows.find((one) => one.issuerId === issuerId && one.part === row.part),
    general: row,
  }));
  if (shown.length === 0) return <EmptyState title={w.noParts} text={w.noPartsText} />;
  return (
    <Box sx={{ display: 'grid', gap: 2.5, maxWidth: '56rem' }}>
      {fields.isError ? (
        <ErrorState error={fields.error} onRetry={() => void fields.refetch()} compact />
      ) : null}
      {shown.map(({ own, general: base }) => (
        <Part
          key={base.part}
          text={own?.text ?? base.text}
          row={own?.row ?? null}
          general={base}
          issuerId={issuerId}
          planId={planId}
          fields={fields.data ?? []}
        />
      ))}
    </Box>
  );
}

interface PartProps {
  readonly text: string;
  /** Null while this issuer has no text of its own. */
  readonly row: Boilerplate['row'];
  readonly general: Boilerplate;
  readonly issuerId: string | null;
  readonly planId: string | undefined;
  readonly fields: readonly FieldValue[];
}
interface PartRow {
  readonly rev: number | null;
  readonly text: string;
}

function Part({ text, row, general, issuerId, planId, fields }: PartProps) {
  const t = useText();
  const w = t.boilerplates;
  const { kind, part, preset } = general;
  const name = usePartName()(part);
  const remove = useCommand('boilerplates.delete');
  const input = useRef<HTMLTextAreaElement>(null);
  const [comparing, setComparing] = useState(false);
  const stored = useMemo((): PartRow => ({ rev: row?.rev ?? null, text }), [row?.rev, text]);
  const autosave = useAutosave<PartRow>({
    rowKey: `boilerplate:${kind}:${part}:${issuerId ?? ''}`,
    row: stored,
    async send(rev, patch, meta) {
      const saved = await call(
        'boilerplates.save',
        { kind, part, issuerId, rev, text: patch.text ?? text },
        meta,
      );
      return { rev: saved.row?.rev ?? null, text: saved.text };
    },
    async reload() {
      const rows = await call('boilerplates.list', { kind });
      const found = (wanted: string | null) =>
        rows.find((one) => one.part === part && one.issuerId === wanted);
      const own = found(issuerId);
      return { rev: own?.row?.rev ?? null, text: own?.text ?? found(null)?.text ?? preset };
    },
  });
  const typed = autosave.value.text;
  const { state } = autosave;
  const error = useFieldError(state.kind === 'error' ? state.error : null)('text');
  const faults = useFaults({ kind, part, text: typed, planId });
  // What it goes back to: everybody's text, or what the application brings.
  const fallback = issuerId === null ? preset : general.text;
  const isOwn = row !== null || typed !== text;
  const binding = autosave.text('text');
  const { hash, key } = useLocation();
  // A link of the check leads into the text.
  useEffect(() => {
    if (hash === `#${partId(part)}`) input.current?.focus();
  }, [hash, key, part]);

  function insert(field: string) {
    const element = input.current;
    const [from, to] = [element?.selectionStart ?? typed.length, element?.selectionEnd ?? typed.length];
    const word = `{{${field}}}`;
    autosave.choose('text', `${typed.slice(0, from)}${word}${typed.slice(to)}`);
    window.requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(from + word.length, from + word.length);
    });
  }
  async function reset() {
    await autosave.flush();
    const own = (await call('boilerplates.list', { kind })).find(
      (one) => one.part === part && one.issuerId === issuerId && one.row !== null,
    );
    if (own?.row == null) return;
    if ((await remove.run({ id: own.row.id, rev: own.row.rev })) !== undefined) showUndo(w.wasReset(name));
  }
  return (
    <Box component="section" id={partId(part)} aria-label={name} sx={{ scrollMarginTop: 16 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap', mb: 0.5, minHeight: 32 }}>
        <Typography variant="subtitle2" component="h3" sx={{ flex: '1 1 10rem' }}>
          {name}
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
            {' · '}
            {isOwn
              ? issuerId === null
                ? w.own
                : w.ownOfIssuer
              : issuerId === null
                ? w.preset
                : w.ofEveryIssuer}
          </Box>
        </Typography>
        <SaveStateLabel state={state} quiet />
        <FieldMenu fields={fields} part={name} onInsert={insert} />
        {isOwn && typed !== fallback ? (
          <Button aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
            {w.compare}
          </Button>
        ) : null}
        {isOwn ? (
          <Button
            color="secondary"
            disabled={remove.pending}
            aria-label={w.ofPart(issuerId === null ? w.reset : w.resetToEvery, name)}
            onClick={() => void reset()}
          >
            {issuerId === null ? w.reset : w.resetToEvery}
          </Button>
        ) : null}
      </Box>
      <ConflictNotice autosave={autosave} labelOf={() => name} />
      <TextField
        {...binding}
        inputRef={input}
        multiline
        minRows={1}
        maxRows={14}
        error={error !== undefined || faults.some(({ code }) => code !== 'empty_field')}
        helperText={error}
        onChange={(event) =>
          autosave.set('text', event.target.value, { composing: isComposing(event.nativeEvent) })
        }
        slotProps={{
          htmlInput: {
            'aria-label': name,
            'aria-describedby': faults.length === 0 ? undefined : `${partId(part)}-faults`,
            maxLength: 20_000,
            spellCheck: false,
          },
        }}
      />
      <Faults
        id={`${partId(part)}-faults`}
        faults={faults}
        onReplace={(wrong, right) => autosave.choose('text', replacedField(typed, wrong, right))}
      />
      {comparing && isOwn ? <Difference before={fallback} after={typed} /> : null}
      <FieldsOf text={typed} fields={fields} />
    </Box>
  );
}

/** `{{ nam }}` and `{{nam}}` are one. */
function replacedField(text: string, wrong: string, right: string): string {
  return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/gu, (whole, name: string) =>
    name.normalize('NFC') === wrong ? `{{${right}}}` : whole,
  );
}

interface CheckedText {
  readonly kind: DocumentKind;
  readonly part: string;
  readonly text: string;
  readonly planId: string | undefined;
}
/** Checked while it is typed; the last answer stays until the next one is there. */
function useFaults({ kind, part, text, planId }: CheckedText): readonly BoilerplateFault[] {
  const quiet = useDeferredValue(text);
  const check = useQueryOf(
    'boilerplates.check',
    { kind, part, text: quiet, ...(planId === undefined ? {} : { planId }) },
    { keepPrevious: true },
  );
  return check.data ?? [];
}

interface FaultsProps {
  readonly id: string;
  readonly faults: readonly BoilerplateFault[];
  readonly onReplace: (wrong: string, right: string) => void;
}
function Faults({ id, faults, onReplace }: FaultsProps) {
  const t = useText();
  const words = useFaultWords();
  if (faults.length === 0) return null;
  return (
    <Box
      component="ul"
      id={id}
      sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, display: 'grid', gap: 0.25, fontSize: '0.8125rem' }}
    >
      {faults.map((fault, index) => {
        const { text, remedy } = words(fault);
        const { nearest } = fault;
        return (
          <Box
            component="li"
            key={index}
            sx={{ color: fault.code === 'empty_field' ? 'warning.main' : 'error.main', lineHeight: 1.55 }}
          >
            {text}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {remedy}
            </Box>
            {nearest === null ? null : (
              <Button
                size="small"
                sx={{ ml: 0.5, py: 0, minHeight: 24 }}
                onClick={() => onReplace(fault.name, nearest)}
              >
                {t.boilerplates.fault.replace(`{{${nearest}}}`)}
              </Button>
            )}
          </Box>
        );
      })}
    </Box>
  );
}

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const w = useText().boilerplates;
  return (
    <Box
      component="ul"
      aria-label={w.difference}
      sx={{
        listStyle: 'none',
        m: 0,
        mt: 1,
        p: 1.25,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        fontSize: '0.8125rem',
        lineHeight: 1.6,
        overflowWrap: 'anywhere',
      }}
    >
      {lineChanges(before, after).map((change, index) => (
        <Box
          component="li"
          key={index}
          sx={{
            display: 'grid',
            gridTemplateColumns: '5rem 1fr',
            color: change.kind === 'same' ? 'text.secondary' : 'text.primary',
          }}
        >
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
            {w.lines[change.kind]}
          </Box>
          <Box
            component={change.kind === 'gone' ? 'del' : change.kind === 'new' ? 'ins' : 'span'}
            sx={change.kind === 'new' ? { fontWeight: 600, textDecorationStyle: 'dotted' } : {}}
          >
            {change.text === '' ? '…' : change.text}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

interface FieldMenuProps {
  readonly fields: readonly FieldValue[];
  readonly part: string;
  readonly onInsert: (name: string) => void;
}
/** Data fields by name and meaning, with their values today. */
function FieldMenu({ fields, part, onInsert }: FieldMenuProps) {
  const w = useText().boilerplates;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-label={w.insertInto(part)}
        disabled={fields.length === 0}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {w.insert}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { sx: { p: 1.5, width: '26rem' }, role: 'dialog', 'aria-label': w.insertInto(part) },
        }}
      >
        <Autocomplete
          open
          disablePortal
          options={fields}
          value={null}
          size="small"
          noOptionsText={w.noField}
          getOptionLabel={(field) => field.label}
          getOptionKey={(field) => field.name}
          filterOptions={(options, { inputValue }) => {
            const wanted = foldText(inputValue).trim();
            return options.filter(({ name, label }) => foldText(`${name} ${label}`).includes(wanted));
          }}
          onChange={(_event, field) => {
            if (field === null) return;
            setAnchor(null);
            onInsert(field.name);
          }}
          onClose={(_event, reason) => {
            if (reason === 'escape') setAnchor(null);
          }}
          slotProps={{
            popper: {
              placement: 'bottom-start',
              sx: { position: 'static !important', transform: 'none !important' },
            },
            listbox: { sx: { maxHeight: '16rem' } },
          }}
          renderOption={({ key, ...props }, field) => (
            <Box
              component="li"
              key={key}
              {...props}
              sx={{ display: 'block !important', py: '4px !important' }}
            >
              <Box sx={{ fontSize: '0.8125rem', fontWeight: 500 }}>{field.label}</Box>
              <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {`{{${field.name}}}`} {field.value === null ? '' : `= ${field.value}`}
              </Box>
            </Box>
          )}
          renderInput={(params) => <TextField {...params} autoFocus label={w.findField} />}
        />
      </Popover>
    </>
  );
}

interface FieldsOfProps {
  readonly text: string;
  readonly fields: readonly FieldValue[];
}
/** What the fields in this text stand for. */
function FieldsOf({ text, fields }: FieldsOfProps) {
  const w = useText().boilerplates;
  const used = fields.filter(({ name }) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'u').test(text));
  if (used.length === 0) return null;
  return (
    <Typography
      variant="caption"
      color="text.secondary"
      component="p"
      sx={{ mt: 0.5, overflowWrap: 'anywhere' }}
    >
      {used
        .map(({ name, label, value }) => `{{${name}}}: ${label}${value === null ? '' : w.today(value)}`)
        .join(' · ')}
    </Typography>
  );
}
