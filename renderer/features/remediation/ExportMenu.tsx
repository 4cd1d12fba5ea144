// The list as the filter shows it, however long: made and counted on the other side.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { listFormat } from '../../../core/contract/lists.ts';
import type { ListFormat } from '../../../core/contract/lists.ts';
import type { RemediationFilter } from '../../../core/contract/remediation.ts';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import { saveFile } from '../../components/save-file.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Sort } from './remediation-address.ts';

interface ExportMenuProps {
  readonly filter: RemediationFilter;
  readonly sort: Sort;
}

export function ExportMenu({ filter, sort }: ExportMenuProps) {
  const t = useText();
  const w = t.remediation;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  const pdf = useQueryOf('system.status', {}).data?.pdf ?? true;
  async function take(format: ListFormat) {
    setAnchor(null);
    setBusy(true);
    try {
      const { file, rows } = await call('remediation.export', { filter, sort, format });
      saveFile(file);
      showNotice(w.exported(formatCount(rows)));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={busy}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {busy ? w.preparing : w.export}
        <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {listFormat.options.map((format) => (
          <MenuItem key={format} disabled={format === 'pdf' && !pdf} onClick={() => void take(format)}>
            {w.exportFormat[format]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
