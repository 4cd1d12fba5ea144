// What of this visit is out on laptops: handing out by domain, taking back, and on a laptop the way back.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { Handout } from '../../../core/contract/handouts.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showNotice, showUndo } from '../../api/toasts.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayOrBlank, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { GiveDialog } from './GiveDialog.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { saveFile } from '../../components/save-file.ts';
import { type SealedFile, WordsDialog } from './WordsDialog.tsx';

export function HandoutsTab({ workspace, readOnly }: VisitTabProps) {
  const t = useText();
  const w = t.handouts;
  const query = useQueryOf('handouts.list', { visitId: workspace.visit.id });
  const [open, setOpen] = useState<'give' | 'receive' | null>(null);
  const [sealed, setSealed] = useState<SealedFile | null>(null);
  const domainName = (id: string) => workspace.domains.find((one) => one.id === id)?.shortName ?? '';
  const give = (
    <Button
      variant="contained"
      disabled={readOnly || workspace.plan.criteriaSetId === null}
      onClick={() => setOpen('give')}
    >
      {w.give}
    </Button>
  );
  return (
    <Box sx={{ px: 2.5, py: 2, display: 'grid', gap: 2, alignContent: 'start' }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography color="text.secondary" sx={{ flex: 1, minWidth: '20rem', maxWidth: '62rem' }}>
          {w.lead}
        </Typography>
        <OursOnly>
          <Button variant="outlined" onClick={() => setOpen('receive')}>
            {w.receive}
          </Button>
        </OursOnly>
        {give}
      </Box>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={w.empty} text={w.emptyText} />
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
              {rows.map((row) => (
                <HandoutLine
                  key={row.id}
                  handout={row}
                  whole={row.domainIds.length === workspace.domains.length}
                  domains={row.domainIds.map(domainName)}
                  onMade={setSealed}
                />
              ))}
            </Box>
          )
        }
      </Loaded>
      {open === 'give' ? (
        <GiveDialog
          workspace={workspace}
          onClose={() => setOpen(null)}
          onMade={(file) => {
            setOpen(null);
            setSealed(file);
          }}
        />
      ) : null}
      {sealed === null ? null : <WordsDialog file={sealed} onClose={() => setSealed(null)} />}
      {open === 'receive' ? <ReceiveDialog onClose={() => setOpen(null)} /> : null}
    </Box>
  );
}

interface HandoutLineProps {
  readonly handout: Handout;
  readonly whole: boolean;
  readonly domains: readonly string[];
  readonly onMade: (file: SealedFile) => void;
}
function HandoutLine({ handout, whole, domains, onMade }: HandoutLineProps) {
  const t = useText();
  const w = t.handouts;
  const callOff = useCommand('handouts.callOff');
  const [busy, setBusy] = useState(false);
  async function again(): Promise<void> {
    const { file, words } = await call('handouts.file', { id: handout.id });
    saveFile(file);
    onMade({ fileName: file.fileName, words });
  }
  async function giveBack(): Promise<void> {
    const made = await call('handouts.giveBack', { id: handout.id });
    saveFile(made);
    showNotice(w.saved(made.fileName));
  }
  async function carry(make: () => Promise<void>) {
    setBusy(true);
    try {
      await flushAll();
      await make();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  const taken = handout.direction === 'taken';
  return (
    <Box
      component="li"
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        px: 2,
        py: 1.25,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) auto' },
        gap: 1,
        alignItems: 'center',
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography component="h2" sx={{ fontSize: '0.9375rem', fontWeight: 600, m: 0 }}>
            {taken ? w.takenBy(handout.holder) : w.givenTo(handout.holder)}
          </Typography>
          <Chip
            size="small"
            variant="outlined"
            color={handout.state === 'out' ? 'warning' : handout.state === 'returned' ? 'success' : 'default'}
            label={taken && handout.state === 'out' ? w.states.working : w.states[handout.state]}
          />
        </Box>
        <Typography variant="body2" color="text.secondary">
          {whole ? w.allDomains : domains.join(', ')}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {momentOf(handout.createdAt)}
          {handout.returnedOn === null
            ? ''
            : ` · ${w.returnedOn(dayOrBlank(handout.returnedOn), handout.returns)}`}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {taken ? (
          <Button variant="contained" disabled={busy} onClick={() => void carry(giveBack)}>
            {w.giveBack}
          </Button>
        ) : (
          <>
            <Button disabled={busy} onClick={() => void carry(again)}>
              {w.again}
            </Button>
            {handout.state === 'out' ? (
              <Button
                disabled={callOff.pending}
                onClick={() =>
                  void callOff.run({ id: handout.id, rev: handout.rev }).then((done) => {
                    if (done !== undefined) showUndo(w.calledOff(handout.holder));
                  })
                }
              >
                {w.callOff}
              </Button>
            ) : null}
          </>
        )}
      </Box>
    </Box>
  );
}
