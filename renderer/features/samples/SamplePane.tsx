// One sample: how it was drawn, how far it is, its table, and what can be done with it as a whole.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Sample, SampleItem } from '../../../core/contract/samples.ts';
import { useAutosave } from '../../api/autosave.ts';
import { ApiError, call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { AutoText } from '../../components/Fields.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { LineDialog } from './HandDialogs.tsx';
import { shownFilters, shownItems } from './sample-lines.ts';
import type { ShownFilter } from './sample-lines.ts';
import { SampleTable } from './SampleTable.tsx';

interface SamplePaneProps {
  readonly planId: string;
  readonly sample: Sample;
  readonly show: ShownFilter;
  readonly readOnly: boolean;
  readonly onShow: (show: ShownFilter) => void;
  readonly onRemoved: () => void;
}

export function SamplePane({ planId, sample, show, readOnly, onShow, onRemoved }: SamplePaneProps) {
  const t = useText();
  const w = t.samples;
  // What is being deleted is not asked for again by the news of its end.
  const [leaving, setLeaving] = useState(false);
  const query = useQueryOf('samples.get', { id: sample.id }, { enabled: !leaving });
  const passAll = useCommand('sampleItems.passAll');
  const removeSample = useCommand('samples.delete');
  const removeItem = useCommand('sampleItems.delete');
  const [adding, setAdding] = useState(false);
  const [busy, setBusy] = useState(false);
  const autosave = useAutosave<Sample>({
    rowKey: `sample:${sample.id}`,
    row: sample,
    send: (rev, patch, meta) => call('samples.update', { id: sample.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const rows = await call('samples.list', { visitId: sample.visitId });
      const found = rows.find(({ id }) => id === sample.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'sample' } });
      return found;
    },
  });

  async function passRest(items: readonly SampleItem[]) {
    await flushAll();
    const done = await passAll.run({ sampleId: sample.id, ids: items.map(({ id }) => id) });
    if (done !== undefined) showUndo(w.passed(formatCount(done.changed)));
  }
  async function remove() {
    await flushAll();
    const fresh = await call('samples.list', { visitId: sample.visitId }).catch(() => []);
    const rev = fresh.find(({ id }) => id === sample.id)?.rev ?? sample.rev;
    setLeaving(true);
    if ((await removeSample.run({ id: sample.id, rev })) === undefined) {
      setLeaving(false);
      return;
    }
    showUndo(w.sampleRemoved(sample.title));
    onRemoved();
  }
  async function removeLine({ id, rev, code, ordinal }: SampleItem) {
    if ((await removeItem.run({ id, rev })) === undefined) return;
    showUndo(w.lineRemoved(code ?? String(ordinal)));
  }
  async function download() {
    setBusy(true);
    try {
      await flushAll();
      const file = await call('samples.export', { id: sample.id });
      const link = document.createElement('a');
      link.href = file.url;
      link.download = file.fileName;
      link.click();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  const origin =
    sample.seed === null
      ? [w.byHand]
      : [
          w.drawnFrom(formatCount(sample.size), formatCount(sample.population ?? 0)),
          ...(sample.allOverdue ? [w.withOverdue] : []),
          ...(sample.allRejected ? [w.withRejected] : []),
          w.seed(sample.seed),
        ];
  const figures = [sample.checked, sample.items, sample.passed].map(formatCount);
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.5, px: 2.5, pt: 1, flexWrap: 'wrap' }}>
        <Box
          sx={{
            flex: '1 1 18rem',
            minWidth: 0,
            maxWidth: '30rem',
            '& .MuiTextField-root': { width: '100%' },
          }}
        >
          <AutoText
            autosave={autosave}
            field="title"
            label={w.sampleTitle}
            maxLength={300}
            disabled={readOnly}
          />
        </Box>
        <Box sx={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Typography variant="body2">
            {w.progress(figures[0] ?? '', figures[1] ?? '', figures[2] ?? '')}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
            {origin.join(' · ')}
          </Typography>
        </Box>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {readOnly ? null : (
            <Button variant="outlined" color="secondary" onClick={() => setAdding(true)}>
              {w.addLine}
            </Button>
          )}
          <Button variant="outlined" color="secondary" disabled={busy} onClick={() => void download()}>
            {w.export}
          </Button>
          <SheetActions planId={planId} kind="sample" sampleId={sample.id} visitId={sample.visitId} />
          {readOnly ? null : (
            <Button color="secondary" disabled={removeSample.pending} onClick={() => void remove()}>
              {w.removeSample}
            </Button>
          )}
        </Box>
      </Box>
      <Loaded query={query} skeleton={<TableSkeleton />}>
        {({ items }) => {
          if (items.length === 0) {
            return (
              <Box sx={{ px: 2.5, py: 2 }}>
                <EmptyState
                  title={w.noItemsTitle}
                  text={w.noItemsText}
                  action={
                    readOnly ? undefined : (
                      <Button variant="contained" onClick={() => setAdding(true)}>
                        {w.addLine}
                      </Button>
                    )
                  }
                />
              </Box>
            );
          }
          const shown = shownItems(items, show);
          const open = shown.filter(({ passes }) => passes === null);
          return (
            <>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 2.5, py: 1, flexWrap: 'wrap' }}>
                <ChoiceToggle
                  label={w.showLabel}
                  value={show}
                  choices={shownFilters.map((value) => ({
                    value,
                    label: `${w.show[value]} (${formatCount(shownItems(items, value).length)})`,
                  }))}
                  onChange={onShow}
                />
                {readOnly ? null : (
                  <>
                    <Button
                      variant="outlined"
                      disabled={open.length === 0 || passAll.pending}
                      onClick={() => void passRest(open)}
                    >
                      {w.passRest(formatCount(open.length))}
                    </Button>
                    <Typography variant="caption" color="text.secondary" sx={{ flex: '1 1 20rem' }}>
                      {w.keys}
                    </Typography>
                  </>
                )}
              </Box>
              {shown.length === 0 ? (
                <Typography color="text.secondary" sx={{ px: 2.5, py: 3 }}>
                  {w.noneShown}
                </Typography>
              ) : (
                <SampleTable
                  label={w.tableLabel(sample.title)}
                  kind={sample.kind}
                  items={shown}
                  readOnly={readOnly}
                  onRemove={(item) => void removeLine(item)}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {adding ? (
        <LineDialog sample={sample} onDone={() => setAdding(false)} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}
