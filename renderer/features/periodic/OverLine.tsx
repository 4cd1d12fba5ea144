// Over which offices the figures of a report are, how things of several offices are counted, and whose data is not here
// in full; with the way to choose other offices. Nothing where this office has its own data alone.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Output } from '../../../core/contract/index.ts';
import { useOffices } from '../../components/OfficeChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { formatCount } from '../../format.ts';

/** More names than this do not fit a line: the rest is counted. */
const NAMED = 5;

interface OverLineProps {
  readonly detail: Output<'periodReports.get'>;
  readonly onChoose: () => void;
}
export function OverLine({ detail: { report, over }, onChoose }: OverLineProps) {
  const t = useText();
  const w = t.periodic.over;
  const { several } = useOffices();
  if (over === null && !several) return null;
  const named = (names: readonly string[]) => {
    const shown = names.slice(0, NAMED).join('; ');
    return names.length > NAMED ? w.andMore(shown, formatCount(names.length - NAMED)) : shown;
  };
  const gaps =
    over === null
      ? []
      : [
          ...(over.missing.length === 0
            ? []
            : [w.missing(formatCount(over.missing.length), named(over.missing))]),
          ...(over.late.length === 0 ? [] : [w.late(formatCount(over.late.length), named(over.late))]),
        ];
  const whose =
    over === null
      ? w.own
      : !over.counted
        ? w.elsewhere
        : report.offices === 'all'
          ? w.all(formatCount(over.offices.length), named(over.offices.map(({ name }) => name)))
          : w.one(over.offices[0]?.name || t.offices.unknown);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'baseline',
        gap: 1,
        mb: 1,
        fontSize: '0.8125rem',
        color: 'text.secondary',
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Box component="span" sx={{ color: 'text.primary', fontWeight: 600 }}>
          {whose}
        </Box>
        {gaps.map((text) => (
          <Box key={text} component="span" sx={{ color: 'warning.main', fontWeight: 600 }}>
            {` ${text}`}
          </Box>
        ))}
        {report.offices === 'all' && over?.counted === true ? ` ${w.rule}` : null}
      </Box>
      <Button size="small" onClick={onChoose} sx={{ flex: 'none' }}>
        {w.choose}
      </Button>
    </Box>
  );
}
