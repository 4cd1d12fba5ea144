// Receiving in three steps: choose a file, look at what it would change, take it. A receipt and an office's card that come
// by the same way are recognised and handled here.
import { useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { ReceivePreview } from '../../../core/contract/exchange.ts';
import type { FileSource } from '../../../core/contract/exchange-keys.ts';
import type { Output } from '../../../core/contract/index.ts';
import { call, errorValueOf, upload } from '../../api/client.ts';
import { useWhyNot } from '../../api/may.ts';
import { useRefetch } from '../../api/refetch.ts';
import { flushAll } from '../../api/save-states.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { EmptyState } from '../../components/States.tsx';
import { WizardFrame } from '../../components/WizardFrame.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { AddOfficeDialog } from '../seal/AddOfficeDialog.tsx';
import { fileKindOf, folderOf, totalsOf } from './exchange-words.ts';
import { useLeaving } from './leaving.tsx';
import { PassphraseField } from '../../components/PassphraseFields.tsx';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { ReceiptTaken } from './ReceiptTaken.tsx';
import { ReceiveChoose } from './ReceiveChoose.tsx';
import type { FoundFile } from './ReceiveChoose.tsx';
import { ReceiveDone } from './ReceiveDone.tsx';
import { ReceiveLook } from './ReceiveLook.tsx';
import { RunningPanel } from './RunningPanel.tsx';
import { Fault, SealNotice } from './SealNotice.tsx';
import { useUnlocking } from './UnlockDialog.tsx';

const stepNames = ['choose', 'look', 'done'] as const;

interface ChosenFile {
  readonly source: FileSource;
  readonly fileName: string;
  /** Where it lies: the receipt goes there. Null for one that was uploaded. */
  readonly folder: string | null;
}
type ReceiptAnswer = Output<'exchange.takeReceipt'>;
type Taken = Output<'exchange.receive'>;

export function ReceiveWizard() {
  // Another file begins anew.
  const [round, setRound] = useState(0);
  return <Wizard key={round} onAgain={() => setRound(round + 1)} />;
}

function Wizard({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText();
  const w = t.exchange.receiving;
  const refetch = useRefetch();
  const unlocking = useUnlocking();
  const whyNot = useWhyNot('exchange.receive');
  const sending = useRef<AbortController | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [uploading, setUploading] = useState(false);
  const [writing, setWriting] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [asksPassphrase, setAsksPassphrase] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [preview, setPreview] = useState<ReceivePreview | null>(null);
  const [moved, setMoved] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [card, setCard] = useState<{ readonly source: FileSource; readonly name: string } | 'choose' | null>(
    null,
  );
  const [refusing, setRefusing] = useState(false);
  const [work, setWork] = useState(false);
  const [receipt, setReceipt] = useState<ReceiptAnswer | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);

  const leaving = useLeaving(
    writing || (preview !== null && taken === null && preview.outcome !== 'refuse'),
    {
      title: w.leaveTitle,
      text: writing ? w.leaveRunning : w.leaveText,
      confirm: w.leave,
    },
  );

  function forget() {
    setFault(null);
    setStopped(false);
    setPreview(null);
    setMoved(false);
    setConfirmed(false);
    setWork(false);
    setAsksPassphrase(false);
  }
  async function look(chosen: ChosenFile, word: string | null) {
    setFile(chosen);
    setReading(chosen.fileName);
    setFault(null);
    setStopped(false);
    try {
      const seen = await unlocking.through(() =>
        call('exchange.look', { source: chosen.source, passphrase: word }),
      );
      setPreview(seen);
      setAsksPassphrase(false);
      return true;
    } catch (error) {
      const { code, detail } = errorValueOf(error);
      setPreview(null);
      if (code === 'CANCELLED') setStopped(true);
      else if (code === 'WRONG_PASSPHRASE' || detail?.['sealedFor'] === 'passphrase') {
        setAsksPassphrase(true);
        // Asked for the first time, nothing has been wrong yet.
        if (word !== null) setFault(error);
      } else setFault(error);
      return false;
    } finally {
      setReading(null);
    }
  }
  async function take(chosen: ChosenFile) {
    forget();
    setPassphrase('');
    await flushAll();
    switch (fileKindOf(chosen.fileName)) {
      case 'card':
        setCard({ source: chosen.source, name: chosen.fileName });
        return;
      case 'work':
        setWork(true);
        return;
      case 'receipt':
        await answer(chosen);
        return;
      case 'package':
        await look(chosen, null);
    }
  }
  async function answer(chosen: ChosenFile) {
    setReading(chosen.fileName);
    try {
      setReceipt(await unlocking.through(() => call('exchange.takeReceipt', { source: chosen.source })));
    } catch (error) {
      setFault(error);
    } finally {
      setReading(null);
      await refetch('exchange.packages', 'exchange.package');
    }
  }
  const found = (one: FoundFile) =>
    void take({
      source: { kind: 'path', path: one.path },
      fileName: one.fileName,
      folder: folderOf(one.path),
    });
  async function brought(given: File) {
    forget();
    const controller = new AbortController();
    sending.current?.abort();
    sending.current = controller;
    setReading(given.name);
    setUploading(true);
    try {
      const uploaded = await upload('package', given, controller.signal);
      if (controller.signal.aborted) return;
      setUploading(false);
      await take({
        source: { kind: 'upload', file: uploaded.id, fileName: given.name },
        fileName: given.name,
        folder: null,
      });
    } catch (error) {
      if (!controller.signal.aborted) setFault(error);
    } finally {
      if (sending.current === controller) {
        sending.current = null;
        setUploading(false);
        setReading(null);
      }
    }
  }
  function stopUpload() {
    sending.current?.abort();
    setUploading(false);
    setReading(null);
    setStopped(true);
  }
  const word = passphrase === '' ? null : passphrase;
  async function accept() {
    if (file === null || preview === null) return;
    setFault(null);
    setStopped(false);
    setWriting(true);
    try {
      await flushAll();
      setTaken(
        await unlocking.through(() =>
          call('exchange.receive', {
            source: file.source,
            passphrase: word,
            digest: preview.digest,
            largeChangeConfirmed: confirmed,
          }),
        ),
      );
    } catch (error) {
      const { code } = errorValueOf(error);
      if (code === 'CANCELLED') setStopped(true);
      else if (code === 'CONFLICT') {
        // Shown again as it is now; nothing is taken that nobody has seen.
        setConfirmed(false);
        if (await look(file, word)) setMoved(true);
      } else setFault(error);
    } finally {
      setWriting(false);
      await refetch(
        'exchange.packages',
        'exchange.package',
        'exchange.arrivals',
        'exchange.places',
        'agencyMatches.proposals',
      );
    }
  }
  async function cardClosed() {
    setCard(null);
    // Known by now, perhaps: the same file is looked at once more.
    if (file !== null && preview !== null) await look(file, word);
  }

  const done = taken !== null || receipt !== null;
  const step = done ? 'done' : preview === null ? 'choose' : 'look';
  const totals = preview === null ? null : totalsOf(preview.changes);
  const moving = totals === null ? 0 : totals.added + totals.changed + totals.deleted;
  const primary =
    preview === null || preview.outcome === 'refuse'
      ? null
      : preview.outcome === 'hold'
        ? w.hold
        : preview.outcome === 'nothing'
          ? w.again
          : moving === 0
            ? w.applyNothing
            : w.apply(formatCount(moving));
  const lookAgain =
    file !== null && fault !== null && ['BUSY', 'PLACE_GONE', 'DISK_FULL'].includes(errorValueOf(fault).code);
  return (
    <WizardFrame
      head={<PageHeader title={t.exchange.receive} back={{ to: '/exchange', label: t.exchange.title }} />}
      stepsLabel={w.stepsLabel}
      steps={stepNames.map((name) => w.steps[name])}
      at={stepNames.indexOf(step)}
      footer={
        reading !== null || writing ? null : step === 'done' ? (
          <>
            <Button onClick={onAgain}>{w.another}</Button>
            <Button
              component={Link}
              to={`/exchange/history?package=${taken?.package.id ?? receipt?.package.id ?? ''}`}
              // The receipt comes first, where there is one to write.
              variant={taken === null ? 'contained' : 'outlined'}
            >
              {w.inHistory}
            </Button>
          </>
        ) : step === 'look' ? (
          <>
            {whyNot === undefined ? null : (
              <Typography variant="body2" color="text.secondary" role="note">
                {whyNot}
              </Typography>
            )}
            {preview?.outcome === 'refuse' && preview.answerable !== null ? (
              <Button variant="outlined" disabled={whyNot !== undefined} onClick={() => setRefusing(true)}>
                {t.exchange.receipt.refusalTitle}
              </Button>
            ) : null}
            <Button variant={primary === null ? 'contained' : 'text'} onClick={onAgain}>
              {w.chooseOther}
            </Button>
            {primary === null ? null : (
              <Button
                variant="contained"
                disabled={
                  whyNot !== undefined || (preview?.outcome === 'merge' && preview.largeChange && !confirmed)
                }
                onClick={() => void accept()}
              >
                {primary}
              </Button>
            )}
          </>
        ) : (
          <Button component={Link} to="/exchange" color="secondary">
            {t.frame.cancel}
          </Button>
        )
      }
    >
      {leaving}
      {unlocking.dialog}
      {done ? null : <SealNotice />}
      {reading !== null ? (
        <RunningPanel
          title={w.reading(reading)}
          text={w.readingText}
          methods={['exchange.look', 'exchange.takeReceipt']}
          stopLabel={w.stop}
          {...(uploading ? { onStop: stopUpload } : {})}
        />
      ) : writing ? (
        <RunningPanel
          title={w.running}
          text={w.runningText}
          methods={['exchange.receive']}
          stopLabel={w.stop}
        />
      ) : taken !== null && preview !== null ? (
        <ReceiveDone taken={taken} preview={preview} from={file?.folder ?? null} />
      ) : receipt !== null ? (
        <ReceiptTaken answer={receipt} />
      ) : (
        <Box sx={{ display: 'grid', gap: 2 }}>
          {stopped ? <Alert severity="info">{w.stopped}</Alert> : null}
          {fault === null || (asksPassphrase && errorValueOf(fault).code === 'WRONG_PASSPHRASE') ? null : (
            <Fault error={fault} onRetry={lookAgain && file !== null ? () => void take(file) : undefined} />
          )}
          {asksPassphrase && file !== null && preview === null ? (
            <PassphraseForm
              fileName={file.fileName}
              value={passphrase}
              wrong={asksPassphrase && fault !== null}
              onChange={(next) => {
                setPassphrase(next);
                if (asksPassphrase) setFault(null);
              }}
              onSubmit={() => void look(file, word)}
            />
          ) : null}
          {work ? (
            <EmptyState
              title={w.workTitle}
              text={w.workText}
              action={
                <Button component={Link} to="/visits" variant="outlined">
                  {w.workOpen}
                </Button>
              }
            />
          ) : null}
          {preview === null ? (
            <ReceiveChoose onFound={found} onFile={(given) => void brought(given)} />
          ) : (
            <ReceiveLook
              preview={preview}
              moved={moved}
              confirmed={confirmed}
              onConfirm={setConfirmed}
              onTrust={() => setCard('choose')}
            />
          )}
        </Box>
      )}
      {refusing && file !== null && preview !== null ? (
        <ReceiptDialog
          refusal
          write={(place) =>
            call('exchange.refuse', { source: file.source, passphrase: word, digest: preview.digest, place })
          }
          from={file.folder}
          onClose={() => setRefusing(false)}
        />
      ) : null}
      {card === null ? null : (
        <AddOfficeDialog {...(card === 'choose' ? {} : { given: card })} onClose={() => void cardClosed()} />
      )}
    </WizardFrame>
  );
}

interface PassphraseFormProps {
  readonly fileName: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
}
function PassphraseForm({ fileName, value, wrong, onChange, onSubmit }: PassphraseFormProps) {
  const w = useText().exchange.receiving;
  return (
    <Box
      component="form"
      noValidate
      aria-label={w.passwordTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') onSubmit();
      }}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        px: 2,
        py: 1.5,
        maxWidth: '36rem',
        display: 'grid',
        gap: 1.25,
      }}
    >
      <Box>
        <Typography variant="h3" component="h2">
          {w.passwordTitle}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
          {fileName}. {w.passwordText}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <PassphraseField
          autoFocus
          label={w.password}
          value={value}
          error={wrong ? w.passwordWrong : undefined}
          onChange={onChange}
        />
        <Button type="submit" variant="contained" disabled={value === ''} sx={{ flex: 'none', mt: 0.25 }}>
          {w.open}
        </Button>
      </Box>
    </Box>
  );
}
