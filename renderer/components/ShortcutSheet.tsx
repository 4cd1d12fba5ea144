// "?": the shortcuts of the frame and of the screen on top.
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useText } from '../i18n/text.tsx';
import { placeNames, places } from './places.tsx';
import { useScreenShortcuts } from './shortcuts.ts';
import type { ShortcutHelp } from './shortcuts.ts';

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const screen = useScreenShortcuts();
  const s = t.frame.shortcuts;
  const general: readonly ShortcutHelp[] = [
    { keys: 'Ctrl+K', label: s.palette },
    { keys: '?', label: s.sheet },
    { keys: 'Ctrl+Z', label: s.undo },
    { keys: 'Ctrl+Shift+Z', label: s.redo },
    { keys: 'Esc', label: s.step },
    { keys: '↑ ↓', label: s.rows },
    { keys: 'Enter', label: s.open },
    ...placeNames.map((name) => ({
      keys: `g ${places[name].key}`,
      label: s.go(t.frame.places[name]),
    })),
  ];
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="shortcut-title">
      <DialogTitle id="shortcut-title">{s.title}</DialogTitle>
      <DialogContent
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: '1fr', sm: screen.length > 0 ? '1fr 1fr' : '1fr' },
        }}
      >
        <Keys title={s.general} list={general} />
        {screen.length > 0 ? <Keys title={s.thisScreen} list={screen} /> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t.frame.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Keys({ title, list }: { readonly title: string; readonly list: readonly ShortcutHelp[] }) {
  return (
    <Box>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: 'max-content 1fr',
          columnGap: 2,
          rowGap: 0.5,
          fontSize: '0.8125rem',
        }}
      >
        {list.map(({ keys, label }) => (
          <Box key={keys} sx={{ display: 'contents' }}>
            <dt>
              <Kbd keys={keys} />
            </dt>
            <Box component="dd" sx={{ m: 0 }}>
              {label}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** A key as it is printed on the keyboard. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        fontWeight: 600,
        border: '1px solid',
        borderColor: 'divider',
        borderBottomWidth: 2,
        borderRadius: 0.75,
        px: 0.75,
        backgroundColor: 'background.sunken',
        whiteSpace: 'nowrap',
      }}
    >
      {keys}
    </Box>
  );
}
