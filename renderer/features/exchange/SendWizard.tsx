// Sending in three steps: what, for whom, where to; then the writing, and its result read back. Nothing is written before
// the last step.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { SendScope } from '../../../core/contract/exchange.ts';
import type { Output } from '../../../core/contract/index.ts';
import { call, errorValueOf } from '../../api/client.ts';
import { useWhyNot } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { useRefetch } from '../../api/refetch.ts';
import { flushAll } from '../../api/save-states.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { saveFile } from '../../components/save-file.ts';
import { FormSkeleton, Loaded } from '../../components/States.tsx';
import { WizardFrame } from '../../components/WizardFrame.tsx';
import { useText } from '../../i18n/text.tsx';
import { useLeaving } from './leaving.tsx';
import { hasRoom, PlaceChooser, placeOf } from './PlaceChooser.tsx';
import type { ChosenPlace } from './PlaceChooser.tsx';
import { RunningPanel } from './RunningPanel.tsx';
import { Fault, SealNotice } from './SealNotice.tsx';
import {
  expectedBytes,
  firstScope,
  holdsSomething,
  isWholeScope,
  noRecipient,
  proposedOffice,
  recipientOf,
  recipientsOf,
  sentScope,
} from './send-state.ts';
import type { RecipientDraft } from './send-state.ts';
import { SendDone } from './SendDone.tsx';
import { SendWhat } from './SendWhat.tsx';
import { SendWho } from './SendWho.tsx';
import { useUnlocking } from './UnlockDialog.tsx';
import { usePlaces } from './use-places.ts';

const stepNames = ['what', 'who', 'where'] as const;
type StepName = (typeof stepNames)[number] | 'done';

export function SendWizard() {
  // Another package begins anew, with what is known by now.
  const [round, setRound] = useState(0);
  const trusted = useQueryOf('trust.list', {});
  return (
    <Loaded query={trusted} skeleton={<FormSkeleton />}>
      {(offices) => (
        <Wizard key={round} offices={recipientsOf(offices)} onAgain={() => setRound(round + 1)} />
      )}
    </Loaded>
  );
}

interface WizardProps {
  readonly offices: ReturnType<typeof recipientsOf>;
  readonly onAgain: () => void;
}
function Wizard({ offices, onAgain }: WizardProps) {
  const t = useText();
  const w = t.exchange.sending;
  const refetch = useRefetch();
  const unlocking = useUnlocking();
  const places = usePlaces();
  const whyNot = useWhyNot('exchange.send');
  const seal = useQueryOf('keys.state', {}).data?.state;
  const taken = useQueryOf('exchange.packages', { direction: 'in', state: 'merged', limit: 1 });
  const [at, setAt] = useState<StepName>('what');
  const [scope, setScope] = useState<SendScope>(firstScope);
  const [draft, setDraft] = useState<RecipientDraft>(() => ({
    ...noRecipient,
    kind: offices.length === 0 ? 'passphrase' : 'office',
    officeId: proposedOffice(offices),
  }));
  const [place, setPlace] = useState<ChosenPlace | null>(null);
  const [running, setRunning] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [result, setResult] = useState<{
    readonly sent: Output<'exchange.send'>;
    readonly onStick: boolean;
  } | null>(null);
  const sent = result?.sent ?? null;
  const [touched, setTouched] = useState(false);

  const officeId = draft.kind === 'office' ? draft.officeId : null;
  const whole = isWholeScope(scope);
  const preview = useQueryOf(
    'exchange.previewSend',
    { scope: sentScope(scope), officeId },
    { enabled: whole && sent === null && !running, keepPrevious: true },
  );
  const leaving = useLeaving(running || (touched && sent === null), {
    title: w.leaveTitle,
    text: running ? w.leaveRunning : w.leaveText,
    confirm: w.leave,
  });

  const recipient = recipientOf(draft);
  const target = placeOf(places, place);
  // The one stick that is plugged in is meant, until another place is chosen.
  const removable = places.places?.filter(({ kind }) => kind === 'removable') ?? [];
  const proposed: ChosenPlace | null =
    place ??
    (removable.length === 1 && removable[0] !== undefined
      ? { kind: 'place', path: removable[0].path }
      : null);
  const chosenPlace = place === null ? placeOf(places, proposed) : target;
  const needed = expectedBytes(preview.data);
  const recipientName =
    draft.kind === 'office'
      ? (offices.find((one) => one.officeId === officeId)?.name ?? '')
      : draft.name.trim();
  const placed =
    proposed !== null &&
    (proposed.kind === 'browser' || (chosenPlace !== undefined && hasRoom(chosenPlace, needed)));

  const touch =
    <V,>(set: (value: V) => void) =>
    (value: V) => {
      setTouched(true);
      set(value);
    };
  async function write() {
    if (recipient === null || proposed === null) return;
    setFault(null);
    setStopped(false);
    setRunning(true);
    try {
      await flushAll();
      const made = await unlocking.through(() =>
        call('exchange.send', {
          scope: sentScope(scope),
          recipient,
          place: proposed.kind === 'place' ? proposed.path : null,
        }),
      );
      setResult({ sent: made, onStick: chosenPlace?.kind === 'removable' });
      setAt('done');
      if (made.file !== null) saveFile(made.file);
    } catch (error) {
      if (errorValueOf(error).code === 'CANCELLED') setStopped(true);
      else setFault(error);
    } finally {
      setRunning(false);
      await refetch('exchange.packages', 'exchange.package', 'exchange.previewSend', 'exchange.places');
    }
  }

  const nothing = whole && preview.data !== undefined && !preview.isFetching && !holdsSomething(preview.data);
  const step = running ? 'where' : at;
  const back = (to: StepName) => (
    <Button
      onClick={() => {
        setFault(null);
        setStopped(false);
        setAt(to);
      }}
    >
      {w.previous}
    </Button>
  );
  return (
    <WizardFrame
      head={<PageHeader title={t.exchange.send} back={{ to: '/exchange', label: t.exchange.title }} />}
      stepsLabel={w.stepsLabel}
      steps={stepNames.map((name) => w.steps[name])}
      at={step === 'done' ? stepNames.length : stepNames.indexOf(step)}
      footer={
        running ? null : step === 'done' ? (
          <>
            <Button onClick={onAgain}>{w.another}</Button>
            <Button
              component={Link}
              to={sent === null ? '/exchange/history' : `/exchange/history?package=${sent.package.id}`}
              variant="contained"
            >
              {w.inHistory}
            </Button>
          </>
        ) : (
          <>
            {recipientName === '' || step === 'what' ? null : (
              <Typography
                variant="body2"
                color="text.secondary"
                sx={{ flex: '1 1 12rem', minWidth: 0, overflowWrap: 'anywhere' }}
              >
                {w.summary(t.exchange.kinds[preview.data?.kind ?? scope.kind], recipientName)}
              </Typography>
            )}
            {whyNot === undefined ? null : (
              <Typography variant="body2" color="text.secondary" role="note">
                {whyNot}
              </Typography>
            )}
            {step === 'what' ? (
              <Button component={Link} to="/exchange" color="secondary">
                {t.frame.cancel}
              </Button>
            ) : step === 'who' ? (
              back('what')
            ) : (
              back('who')
            )}
            {step === 'what' ? (
              <Button variant="contained" disabled={!whole} onClick={() => setAt('who')}>
                {w.chooseWho}
              </Button>
            ) : step === 'who' ? (
              <Button
                variant="contained"
                disabled={recipient === null || nothing}
                onClick={() => setAt('where')}
              >
                {w.chooseWhere}
              </Button>
            ) : (
              <Button
                variant="contained"
                disabled={recipient === null || !placed || seal === 'none' || whyNot !== undefined}
                onClick={() => void write()}
              >
                {chosenPlace === undefined ? w.write : w.writeTo(chosenPlace.label)}
              </Button>
            )}
          </>
        )
      }
    >
      {leaving}
      {unlocking.dialog}
      {sent === null ? <SealNotice /> : null}
      {running ? (
        <RunningPanel title={w.running} text={w.runningText} methods={['exchange.send']} stopLabel={w.stop} />
      ) : step === 'what' ? (
        <SendWhat
          scope={scope}
          onChange={touch(setScope)}
          preview={preview}
          hasOthers={(taken.data?.rows.length ?? 0) > 0}
        />
      ) : step === 'who' ? (
        <>
          <SendWho offices={offices} draft={draft} onChange={touch(setDraft)} />
          {nothing ? (
            <Alert severity="info" variant="outlined" sx={{ mt: 2, maxWidth: '48rem' }}>
              {w.nothing}
            </Alert>
          ) : null}
        </>
      ) : step === 'where' ? (
        <Box sx={{ maxWidth: '48rem', display: 'grid', gap: 2 }}>
          {stopped ? <Alert severity="info">{w.stopped}</Alert> : null}
          {fault === null ? null : <Fault error={fault} />}
          <PlaceChooser
            label={w.where}
            places={places}
            value={proposed}
            needed={needed}
            onChange={touch(setPlace)}
          />
        </Box>
      ) : result === null ? null : (
        <SendDone sent={result.sent} byPassword={draft.kind === 'passphrase'} removable={result.onStick} />
      )}
    </WizardFrame>
  );
}
