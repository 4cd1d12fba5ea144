// The end of sending: what lies where, read back and counted; that the stick can be taken out; what comes next.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import type { Output } from '../../../core/contract/index.ts';
import { Disclosure, Facts } from '../../components/Disclosure.tsx';
import { saveFile } from '../../components/save-file.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountsTable } from './CountsTable.tsx';
import { rowsIn, sizeOf } from './exchange-words.ts';

interface SendDoneProps {
  readonly sent: Output<'exchange.send'>;
  readonly byPassword: boolean;
  /** It lies on a stick. */
  readonly removable: boolean;
}

export function SendDone({ sent, byPassword, removable }: SendDoneProps) {
  const t = useText();
  const w = t.exchange.sending;
  const { readBack, file } = sent;
  const who = sent.package.peerName;
  const next = [
    ...(file === null ? [] : [w.downloaded(file.fileName)]),
    removable ? w.nextCarry(who) : w.nextCopy(who),
    ...(byPassword ? [w.nextTell] : []),
    w.nextReceipt,
  ];
  return (
    <Box sx={{ maxWidth: '48rem', display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        <DoneIcon aria-hidden sx={{ color: 'success.main', fontSize: 28 }} />
        <Box component="output" sx={{ display: 'grid', gap: 0.5 }}>
          <Typography variant="h2" component="h2">
            {w.done}: {w.doneText(formatCount(readBack.rows), formatCount(readBack.files), who)}
          </Typography>
          <Typography variant="body1">
            {w.readBack(formatCount(readBack.rows), formatCount(readBack.files), sizeOf(t, readBack.bytes))}
          </Typography>
          {file === null ? (
            <Typography variant="body1" sx={{ fontWeight: 600 }}>
              {removable ? w.eject : w.kept}
            </Typography>
          ) : null}
        </Box>
      </Box>
      {file === null ? null : (
        <Box>
          <Button variant="outlined" onClick={() => saveFile(file)}>
            {w.downloadAgain}
          </Button>
        </Box>
      )}
      <Box component="section" aria-label={w.nextTitle}>
        <Typography variant="h3" component="h3">
          {w.nextTitle}
        </Typography>
        <Box component="ol" sx={{ m: 0, pl: 2.5, fontSize: '0.875rem', lineHeight: 1.7 }}>
          {next.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </Box>
      </Box>
      <Disclosure label={t.exchange.details}>
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Facts
            facts={[
              ...sent.paths.map((path, index) => [index === 0 ? w.paths : '', path] as const),
              [t.exchange.panel.file, sent.package.fileName],
              [t.exchange.panel.sequence, formatCount(sent.package.seq)],
              [t.exchange.receiving.total, formatCount(rowsIn(sent.counts))],
            ]}
          />
          <CountsTable label={t.exchange.panel.counts} counts={sent.counts} />
        </Box>
      </Disclosure>
    </Box>
  );
}
