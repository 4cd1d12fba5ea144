// What a recommendation bears besides its state: repeated, without proof, extended, reminded. Small, in words, the
// reason on pointing.
import Box from '@mui/material/Box';
import type { RemediationRow } from '../../../core/contract/remediation.ts';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export function RowMarks({ row }: { readonly row: RemediationRow }) {
  const w = useText().remediation;
  const marks = [
    ...(row.repeated ? [{ text: w.marks.repeated, hint: w.repeatedHint, tone: 'warning.main' }] : []),
    ...(row.unsupported
      ? [{ text: w.marks.unsupported, hint: w.unsupportedHint, tone: 'warning.main' }]
      : []),
    ...(row.proofs > 0 ? [{ text: w.marks.proofs(formatCount(row.proofs)) }] : []),
    ...(row.extensions > 0 ? [{ text: w.marks.extensions(formatCount(row.extensions)) }] : []),
    ...(row.reminders > 0
      ? [
          {
            text:
              row.lastRemindedOn === null
                ? w.marks.remindersOnly(formatCount(row.reminders))
                : w.marks.reminders(formatCount(row.reminders), shortDay(row.lastRemindedOn)),
          },
        ]
      : []),
  ];
  if (marks.length === 0) return null;
  return (
    <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
      {marks.map((mark, index) => (
        <span key={mark.text}>
          {index === 0 ? '' : ' · '}
          <Box
            component="span"
            title={'hint' in mark ? mark.hint : undefined}
            sx={'tone' in mark ? { color: mark.tone, fontWeight: 600 } : {}}
          >
            {mark.text}
          </Box>
        </span>
      ))}
    </Box>
  );
}
