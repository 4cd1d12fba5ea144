// What would change a row of ours: on a page of another office's row every button inside is disabled, whatever it does,
// and says why. Nothing is added on our own pages.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import { useOwnerName } from '../api/may.ts';
import { useText } from '../i18n/text.tsx';

export function OursOnly({ children }: { readonly children: ReactNode }) {
  const t = useText().offices;
  const owner = useOwnerName();
  if (owner === null) return children;
  return (
    // The browser disables what stands in it, also a button whose feature would leave it enabled.
    <Box
      component="fieldset"
      disabled
      title={t.readOnly(owner)}
      sx={{
        display: 'contents',
        '& .MuiButtonBase-root:disabled': { color: 'action.disabled', cursor: 'default', boxShadow: 'none' },
        '& .MuiButton-contained:disabled': { bgcolor: 'action.disabledBackground' },
        '& .MuiButton-outlined:disabled': { borderColor: 'action.disabledBackground' },
        '& .MuiButtonBase-root:disabled > *': { pointerEvents: 'none' },
      }}
    >
      {children}
    </Box>
  );
}
