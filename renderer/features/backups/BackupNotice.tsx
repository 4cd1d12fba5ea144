// In the frame: a quiet mark that leads to the backups when the last proven one is old or the second place has a problem.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import CareIcon from '@mui/icons-material/ReportProblemOutlined';
import { Link } from 'react-router';
import { useQueryOf } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';
import { backupWarning } from './backup-warning.ts';
import { noneSince } from './none-since.ts';
import { useNow } from './use-now.ts';

export function BackupNotice() {
  const w = useText().backups.warning;
  const now = useNow();
  const rows = useQueryOf('backups.list', {}).data;
  const second = useQueryOf('backups.secondPlace', {}).data;
  if (rows === undefined || second === undefined) return null;
  const warning = backupWarning({ now, rows, second, noneSince: noneSince(rows, now) });
  if (warning === null) return null;
  const words = warning.kind === 'old' ? w.old(String(warning.days)) : w[warning.kind];
  return (
    <Tooltip title={words}>
      <Button
        component={Link}
        to="/settings/backups"
        color="warning"
        aria-label={words}
        startIcon={<CareIcon sx={{ fontSize: 18 }} />}
        sx={{ fontWeight: 500, minWidth: 0 }}
      >
        <Box component="span" sx={{ whiteSpace: 'nowrap', '@media (max-width: 900px)': { display: 'none' } }}>
          {w.short}
        </Box>
      </Button>
    </Tooltip>
  );
}
