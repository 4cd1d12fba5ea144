// What became of every paper of a job: all fine in one line, or precisely which failed, why, and what to do.
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { ErrorValue } from '../../../core/contract/error.ts';
import type { PrintManifest } from '../../../core/contract/prints.ts';
import { useErrorWords } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface PrintResultProps {
  readonly manifest: PrintManifest;
  readonly onPaper: boolean;
}

export function PrintResult({ manifest, onPaper }: PrintResultProps) {
  const w = useText().prints;
  const { items, expected } = manifest;
  const done = items.filter(({ state }) => state === 'done').length;
  // In one file for all, no paper has a file of its own.
  const bundled = items.every(({ fileName }) => fileName === null);
  const counts = [formatCount(done), formatCount(expected)] as const;
  if (done === expected) {
    return (
      <Alert severity="success" role="status">
        {onPaper ? w.allPrinted(counts[0]) : bundled ? w.allBundled(counts[0]) : w.allMade(counts[0])}
      </Alert>
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Alert severity="warning" role="alert">
        {onPaper ? w.somePrinted(...counts) : w.someMade(...counts)}
      </Alert>
      <Part title={w.failed} items={items.filter(({ state }) => state === 'failed')} />
      <Part title={w.notReached} items={items.filter(({ state }) => state === 'not_reached')} />
      {onPaper ? <Part title={w.onPaper} items={items.filter(({ state }) => state === 'done')} /> : null}
    </Box>
  );
}

interface PartProps {
  readonly title: string;
  readonly items: PrintManifest['items'];
}
function Part({ title, items }: PartProps) {
  const words = useErrorWords();
  if (items.length === 0) return null;
  return (
    <Box component="section" aria-label={title}>
      <Box component="h3" sx={{ typography: 'subtitle2', m: 0, mb: 0.5 }}>
        {`${title} (${formatCount(items.length)})`}
      </Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: '0.8125rem' }}>
        {items.map((item) => {
          const told = item.error === null ? null : words(errorOf(item.error));
          const about = [item.label, item.agencyName, item.fileName].filter((part) => part !== null);
          return (
            <Box component="li" key={`${item.key} ${item.fileName ?? ''}`} sx={{ overflowWrap: 'anywhere' }}>
              {about.join(' · ')}
              {told === null ? null : (
                <Box component="p" sx={{ m: 0, mb: 0.5, color: 'text.secondary' }}>
                  <Box component="span" sx={{ color: 'error.main' }}>
                    {told.cause}
                  </Box>{' '}
                  {told.remedy}
                </Box>
              )}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

function errorOf({ code, detail }: NonNullable<PrintManifest['items'][number]['error']>): ErrorValue {
  return { code, ...(detail === undefined ? {} : { detail }) };
}
