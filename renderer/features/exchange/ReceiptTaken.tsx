// The answer that came back: what became of the package over there.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import ReturnedIcon from '@mui/icons-material/ErrorOutlineOutlined';
import type { PackageRow, ReceiptFacts } from '../../../core/contract/exchange.ts';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ProblemList } from './CountsTable.tsx';
import { problemsOf } from './exchange-words.ts';

interface ReceiptTakenProps {
  readonly answer: { readonly package: PackageRow; readonly receipt: ReceiptFacts };
}

export function ReceiptTaken({ answer: { package: row, receipt } }: ReceiptTakenProps) {
  const t = useText();
  const w = t.exchange.receiving;
  const refused = receipt.outcome === 'refused';
  const Icon = refused ? ReturnedIcon : DoneIcon;
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', maxWidth: '48rem' }}>
      <Icon aria-hidden sx={{ color: refused ? 'error.main' : 'success.main', fontSize: 28 }} />
      <Box sx={{ display: 'grid', gap: 1 }}>
        <Box component="output" sx={{ display: 'block' }}>
          <Typography variant="h2" component="h2">
            {w.receiptTitle}
          </Typography>
          <Typography>{w.receiptText(receipt.officeName, row.title)}</Typography>
        </Box>
        <ReceiptWords receipt={receipt} />
      </Box>
    </Box>
  );
}

/** What a receipt says. */
export function ReceiptWords({ receipt }: { readonly receipt: ReceiptFacts }) {
  const t = useText();
  const w = t.exchange.panel;
  return (
    <Box sx={{ display: 'grid', gap: 0.75, fontSize: '0.8125rem', lineHeight: 1.6 }}>
      <Box>
        <strong>{w.receiptOutcome[receipt.outcome]}</strong>
        <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
          {w.receiptFrom(receipt.officeName, momentOf(receipt.at))}
        </Box>
      </Box>
      {receipt.outcome === 'merged' ? (
        <Box>
          {w.receiptCounts(
            formatCount(receipt.added),
            formatCount(receipt.changed),
            formatCount(receipt.deleted),
            formatCount(receipt.same),
            formatCount(receipt.held),
          )}
        </Box>
      ) : null}
      {(['error', 'warning'] as const).map((severity) => {
        const problems = problemsOf(receipt.problems, severity);
        return (
          <ProblemList
            key={severity}
            label={
              severity === 'error'
                ? t.exchange.receiving.errors(formatCount(problems.length))
                : t.exchange.receiving.warnings(formatCount(problems.length))
            }
            problems={problems}
          />
        );
      })}
    </Box>
  );
}
