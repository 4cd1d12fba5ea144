// Registers and samples of a visit: dossiers, incoming and outgoing documents. What is looked at stands in the URL.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import { registerKinds } from '../../../core/contract/samples.ts';
import type { Register, RegisterKind, Sample } from '../../../core/contract/samples.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { DrawDialog } from './DrawDialog.tsx';
import { ByHandDialog } from './HandDialogs.tsx';
import { lineFilters, RegisterLines } from './RegisterLines.tsx';
import { shownFilters } from './sample-lines.ts';
import { SamplePane } from './SamplePane.tsx';

type Asked =
  | { readonly type: 'import' }
  | { readonly type: 'hand' }
  | { readonly type: 'draw'; readonly register: Register };

function oneOf<V extends string>(values: readonly V[], value: string | null, other: V): V {
  return values.find((one) => one === value) ?? other;
}

export function SamplesTab({ workspace, readOnly }: VisitTabProps) {
  const { visit, plan } = workspace;
  const t = useText();
  const w = t.samples;
  const [params, setParams] = useSearchParams();
  const registers = useQueryOf('registers.list', { visitId: visit.id });
  const samples = useQueryOf('samples.list', { visitId: visit.id });
  const removeRegister = useCommand('registers.delete');
  const [asked, setAsked] = useState<Asked | null>(null);

  // Without a choice: the kind that there is something of.
  const first = registerKinds.find(
    (one) =>
      registers.data?.some((row) => row.kind === one) === true ||
      samples.data?.some((row) => row.kind === one) === true,
  );
  const kind = oneOf(registerKinds, params.get('kind'), first ?? 'dossiers');
  function put(next: Readonly<Record<string, string | null>>) {
    const all = new URLSearchParams(params);
    for (const [key, value] of Object.entries(next)) {
      if (value === null) all.delete(key);
      else all.set(key, value);
    }
    setParams(all, { replace: true });
  }
  const open = (sample: Sample) =>
    put({ kind: sample.kind, sample: sample.id, register: null, from: null, show: null });

  const error = registers.error ?? samples.error;
  if (registers.data === undefined || samples.data === undefined) {
    return error === null ? (
      <TableSkeleton />
    ) : (
      <Box sx={{ p: 2.5 }}>
        <ErrorState
          error={error}
          onRetry={() => void Promise.all([registers.refetch(), samples.refetch()])}
        />
      </Box>
    );
  }
  const ofKind = registers.data.filter((row) => row.kind === kind);
  const samplesOfKind = samples.data.filter((row) => row.kind === kind);
  const sample = samplesOfKind.find(({ id }) => id === params.get('sample')) ?? samplesOfKind[0];
  const register = ofKind.find(({ id }) => id === params.get('register'));
  const isEmpty = ofKind.length === 0 && samplesOfKind.length === 0;

  async function remove({ id, rev, title }: Register) {
    if ((await removeRegister.run({ id, rev })) !== undefined) showUndo(w.registerRemoved(title));
  }

  return (
    <>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          px: 2.5,
          pt: 1.25,
          pb: 0.75,
          flexWrap: 'wrap',
        }}
      >
        <ChoiceToggle
          label={w.kindsLabel}
          value={kind}
          choices={registerKinds.map((value) => ({ value, label: w.kinds[value] }))}
          onChange={(next) => put({ kind: next, sample: null, register: null, from: null, show: null })}
        />
        <Box sx={{ flex: 1 }} />
        {readOnly || isEmpty ? null : (
          <>
            <Button variant="outlined" color="secondary" onClick={() => setAsked({ type: 'hand' })}>
              {w.writeByHand}
            </Button>
            <Button variant="outlined" onClick={() => setAsked({ type: 'import' })}>
              {w.importRegister}
            </Button>
          </>
        )}
      </Box>
      {isEmpty ? (
        <Box sx={{ px: 2.5, py: 2 }}>
          <EmptyState
            title={w.emptyTitle[kind]}
            text={w.emptyText}
            action={
              readOnly ? undefined : (
                <Box sx={{ display: 'flex', gap: 1, justifyContent: 'center', flexWrap: 'wrap' }}>
                  <Button variant="contained" onClick={() => setAsked({ type: 'import' })}>
                    {w.importRegister}
                  </Button>
                  <Button variant="outlined" onClick={() => setAsked({ type: 'hand' })}>
                    {w.writeByHand}
                  </Button>
                </Box>
              )
            }
          />
        </Box>
      ) : null}
      {ofKind.length === 0 ? null : (
        <RegisterList
          registers={ofKind}
          readOnly={readOnly}
          onLines={(row) => put({ kind, register: row.id, from: null, only: null })}
          onDraw={(row) => setAsked({ type: 'draw', register: row })}
          onRemove={(row) => void remove(row)}
        />
      )}
      {register !== undefined ? (
        <RegisterLines
          register={register}
          only={oneOf(lineFilters, params.get('only'), 'all')}
          from={Math.max(0, Math.floor(Number(params.get('from') ?? 0)) || 0)}
          onChange={({ only, from }) => put({ only, from: from === 0 ? null : String(from) })}
          onBack={() => put({ register: null, only: null, from: null })}
        />
      ) : (
        <>
          {samplesOfKind.length < 2 ? null : (
            <SampleChoice kind={kind} samples={samplesOfKind} chosen={sample} onOpen={open} />
          )}
          {sample !== undefined ? (
            <SamplePane
              key={sample.id}
              planId={plan.id}
              sample={sample}
              show={oneOf(shownFilters, params.get('show'), 'all')}
              readOnly={readOnly}
              onShow={(show) => put({ show: show === 'all' ? null : show })}
              onRemoved={() => put({ sample: null, show: null })}
            />
          ) : isEmpty ? null : (
            <Box sx={{ px: 2.5, py: 2 }}>
              <EmptyState title={w.noSampleTitle} text={w.noSampleText} />
            </Box>
          )}
        </>
      )}
      {asked?.type === 'import' ? (
        <ImportWizard
          purpose={kind}
          targetId={visit.id}
          onDone={() => put({ kind, register: null })}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked?.type === 'hand' ? (
        <ByHandDialog
          visitId={visit.id}
          kind={kind}
          onDone={(made) => {
            setAsked(null);
            open(made);
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked?.type === 'draw' ? (
        <DrawDialog
          register={asked.register}
          onDone={(made) => {
            setAsked(null);
            open(made);
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

interface RegisterListProps {
  readonly registers: readonly Register[];
  readonly readOnly: boolean;
  readonly onLines: (register: Register) => void;
  readonly onDraw: (register: Register) => void;
  readonly onRemove: (register: Register) => void;
}

function RegisterList({ registers, readOnly, onLines, onDraw, onRemove }: RegisterListProps) {
  const t = useText();
  const w = t.samples;
  return (
    <Box
      component="ul"
      aria-label={w.registersLabel}
      sx={{ listStyle: 'none', m: 0, px: 2.5, py: 0.5, maxHeight: '9rem', overflow: 'auto', flex: 'none' }}
    >
      {registers.map((row) => (
        <Box
          component="li"
          key={row.id}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            flexWrap: 'wrap',
            py: 0.25,
            borderBottom: '1px solid',
            borderColor: 'divider',
          }}
        >
          <Box sx={{ flex: '1 1 20rem', minWidth: 0 }}>
            <Typography variant="body2" component="span" sx={{ fontWeight: 600 }}>
              {row.title}
            </Typography>
            <Typography variant="body2" component="span" color="text.secondary">
              {' · '}
              {w.register(formatCount(row.lines), formatCount(row.overdue), formatCount(row.rejected))}
              {row.asOf === null ? '' : ` (${w.asOf(shortDay(row.asOf))})`}
            </Typography>
          </Box>
          <Button onClick={() => onLines(row)} aria-label={`${w.seeLines}: ${row.title}`}>
            {w.seeLines}
          </Button>
          {readOnly ? null : (
            <>
              <Button
                variant={row.samples === 0 ? 'contained' : 'outlined'}
                onClick={() => onDraw(row)}
                aria-label={`${w.draw}: ${row.title}`}
              >
                {w.draw}
              </Button>
              <Button color="secondary" onClick={() => onRemove(row)} aria-label={w.removeOf(row.title)}>
                {w.remove}
              </Button>
            </>
          )}
        </Box>
      ))}
    </Box>
  );
}

interface SampleChoiceProps {
  readonly kind: RegisterKind;
  readonly samples: readonly Sample[];
  readonly chosen: Sample | undefined;
  readonly onOpen: (sample: Sample) => void;
}

function SampleChoice({ samples, chosen, onOpen }: SampleChoiceProps) {
  const w = useText().samples;
  return (
    <Box sx={{ px: 2.5, pt: 0.75, overflowX: 'auto', flex: 'none' }}>
      <ChoiceToggle
        label={w.samplesLabel}
        value={chosen?.id ?? ''}
        choices={samples.map((row) => ({
          value: row.id,
          label: w.sampleTab(row.title, formatCount(row.checked), formatCount(row.items)),
        }))}
        onChange={(id) => {
          const next = samples.find((row) => row.id === id);
          if (next !== undefined) onOpen(next);
        }}
      />
    </Box>
  );
}
