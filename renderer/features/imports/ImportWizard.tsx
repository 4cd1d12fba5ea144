// The import wizard of every purpose: choose a file → map its columns → look at what would be written → write.
// It knows the generic pipeline (imports.*) only; what a purpose means is the service's affair. Nothing is written
// before the last step, so closing it loses nothing but the choice.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { ImportPurpose } from '../../../core/contract/imports.ts';
import type { UploadedFile } from '../../api/transport.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useWork } from '../../api/work.ts';
import { ErrorState } from '../../components/States.tsx';
import { WizardFrame } from '../../components/WizardFrame.tsx';
import { WorkLine } from '../../components/WorkLine.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FileStep } from './FileStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { canWrite, missingFields, writtenRows } from './wizard-state.ts';
import type { Choices, ImportResult, Source } from './wizard-state.ts';

export interface ImportWizardProps {
  readonly purpose: ImportPurpose;
  /** The criteria set or annual plan that takes the rows; absent makes a new one, where that can be. */
  readonly targetId?: string | null;
  /** What the purpose needs besides: a place, a title, whose it is. */
  readonly options?: Readonly<Record<string, string>>;
  /** A file that is there already (what was pasted): the wizard begins with its columns. */
  readonly file?: UploadedFile;
  /** After something was written; the wizard shows its result and stays until it is closed. */
  readonly onDone?: (result: ImportResult) => void;
  readonly onClose: () => void;
}

const stepNames = ['file', 'columns', 'preview', 'done'] as const;
type StepName = (typeof stepNames)[number];

export function ImportWizard(props: ImportWizardProps) {
  const { file, ...others } = props;
  // Another file begins anew.
  const [round, setRound] = useState(0);
  return (
    <Dialog open fullScreen onClose={props.onClose} aria-labelledby="import-title">
      <Wizard
        key={round}
        {...others}
        {...(round === 0 && file !== undefined ? { file } : {})}
        onAgain={() => setRound(round + 1)}
      />
    </Dialog>
  );
}

function Wizard({
  purpose,
  targetId = null,
  options,
  file: given,
  onDone,
  onClose,
  onAgain,
}: ImportWizardProps & { readonly onAgain: () => void }) {
  const t = useText();
  const w = t.imports;
  const status = useQueryOf('system.status', {});
  const [file, setFile] = useState<UploadedFile | null>(given ?? null);
  const [choices, setChoices] = useState<Choices>({});
  const [at, setAt] = useState<StepName>('file');
  const [leaveOut, setLeaveOut] = useState(false);
  const [moved, setMoved] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  const apply = useCommand('imports.apply', { quiet: true });
  const work = useWork();

  const source: Source = {
    purpose,
    targetId,
    file: file?.id ?? '',
    fileName: file?.fileName ?? '',
    // The catalogue needs a day; today is offered until another is chosen.
    ...(purpose === 'catalogue' && status.data !== undefined ? { effectiveOn: status.data.today } : {}),
    ...(options === undefined ? {} : { options: { ...options } }),
    ...choices,
  };
  const preview = useQueryOf('imports.preview', source, {
    enabled: file !== null && result === null && (purpose !== 'catalogue' || status.data !== undefined),
    keepPrevious: true,
  });
  const data = file === null ? undefined : preview.data;
  // A file that cannot be read has no columns: its fault stands where the file was chosen.
  const step: StepName =
    result !== null ? 'done' : data === undefined ? 'file' : at === 'file' ? 'columns' : at;
  const busy = file !== null && preview.isFetching;

  const choose = (next: Choices) => {
    setChoices(next);
    setMoved(false);
    apply.reset();
  };
  async function write() {
    if (data === undefined) return;
    const written = await apply.run({ source, digest: data.digest, leaveOutFaulty: leaveOut });
    if (written === undefined) return;
    setResult(written);
    onDone?.(written);
  }
  async function readAgain() {
    apply.reset();
    await preview.refetch();
    setMoved(true);
  }
  const isStale = apply.error?.code === 'CONFLICT';
  const isGone = apply.error?.code === 'FILE_GONE' || preview.error?.code === 'FILE_GONE';
  const missing = data === undefined ? [] : missingFields(data.fields);

  return (
    <WizardFrame
      full
      head={
        <Box component="header" sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, pb: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="h1" id="import-title">
              {w.purposes[purpose].title}
            </Typography>
            <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '74rem' }}>
              {w.purposes[purpose].lead} {w.nothingWritten}
            </Typography>
          </Box>
          <Tooltip title={t.frame.close}>
            <IconButton aria-label={t.frame.close} onClick={onClose}>
              <CloseIcon sx={{ fontSize: 20 }} />
            </IconButton>
          </Tooltip>
        </Box>
      }
      stepsLabel={w.stepsLabel}
      steps={stepNames.map((name) => w.steps[name])}
      at={stepNames.indexOf(step)}
      line={
        <>
          {/* The frame's own line lies behind the wizard: how far the writing or its undoing is, and stopping it. */}
          <WorkLine />
          <Box sx={{ height: 4, flex: 'none' }}>
            {(busy && step !== 'file') || (apply.pending && work.length === 0) ? (
              <LinearProgress aria-label={apply.pending ? w.applying : t.frame.loading} />
            ) : null}
          </Box>
        </>
      }
      footer={
        <>
          {step === 'columns' || step === 'preview' ? (
            <Typography
              variant="body2"
              color="text.secondary"
              sx={{ flex: '1 1 12rem', minWidth: 0, overflowWrap: 'anywhere' }}
            >
              {w.file}: {file?.fileName}
              {data === undefined ? '' : ` · ${w.rowsInFile(formatCount(data.counts.rows))}`}
            </Typography>
          ) : null}
          {step === 'done' ? (
            <>
              <Button onClick={onAgain}>{w.another}</Button>
              <Button variant="contained" autoFocus onClick={onClose}>
                {t.frame.close}
              </Button>
            </>
          ) : (
            <Button color="secondary" onClick={onClose}>
              {t.frame.cancel}
            </Button>
          )}
          {step === 'columns' ? (
            <>
              <Button onClick={onAgain}>{w.chooseOther}</Button>
              <Button
                variant="contained"
                disabled={busy || missing.length > 0}
                onClick={() => setAt('preview')}
              >
                {w.show}
              </Button>
            </>
          ) : null}
          {step === 'preview' && data !== undefined ? (
            <>
              <Button onClick={isGone ? onAgain : () => setAt('columns')}>
                {isGone ? w.chooseOther : w.previous}
              </Button>
              <Button
                variant="contained"
                disabled={busy || apply.pending || isStale || isGone || !canWrite(data, leaveOut)}
                onClick={() => void write()}
              >
                {apply.pending
                  ? w.applying
                  : w.purposes[purpose].apply(formatCount(writtenRows(data.counts)))}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {step === 'file' ? (
        <FileStep
          purpose={purpose}
          reading={file !== null && busy ? file.fileName : null}
          error={preview.isFetching ? null : preview.error}
          onFile={(next) => {
            setChoices({});
            setAt('columns');
            setFile(next);
          }}
          onStop={() => setFile(null)}
        />
      ) : step === 'columns' && data !== undefined ? (
        <ColumnsStep
          purpose={purpose}
          preview={data}
          choices={choices}
          effectiveOn={source.effectiveOn ?? null}
          onChoose={choose}
        />
      ) : step === 'preview' && data !== undefined ? (
        <PreviewStep
          preview={data}
          moved={moved}
          leaveOut={leaveOut}
          onLeaveOut={(next) => {
            setLeaveOut(next);
            apply.reset();
          }}
        />
      ) : step === 'done' && result !== null ? (
        <ResultStep purpose={purpose} result={result} />
      ) : null}
      {data !== undefined && preview.isError && !preview.isFetching && step !== 'done' ? (
        <Box sx={{ mt: 2 }}>
          <ErrorState error={preview.error} {...(isGone ? {} : { onRetry: () => void preview.refetch() })} />
        </Box>
      ) : null}
      {apply.error === null || step !== 'preview' ? null : (
        <Box sx={{ mt: 2 }}>
          <ErrorState error={apply.error} {...(isStale ? { onRetry: () => void readAgain() } : {})} />
        </Box>
      )}
    </WizardFrame>
  );
}
