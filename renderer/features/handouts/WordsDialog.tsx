// The words that open a file on its way out: to be read to the member, never to lie on the same stick.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/text.tsx';

export interface SealedFile {
  readonly fileName: string;
  readonly words: readonly string[];
}

export function WordsDialog({ file, onClose }: { readonly file: SealedFile; readonly onClose: () => void }) {
  const t = useText();
  const w = t.handouts;
  return (
    <Dialog open onClose={onClose} aria-labelledby="work-words" fullWidth maxWidth="sm">
      <DialogTitle id="work-words">{w.wordsTitle}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{w.saved(file.fileName)}</Typography>
        <Box
          component="ol"
          aria-label={w.words}
          sx={{
            m: 0,
            p: 2,
            pl: 5,
            display: 'grid',
            gridTemplateColumns: 'repeat(3, 1fr)',
            rowGap: 1,
            columnGap: 4,
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            fontSize: '1.25rem',
            fontWeight: 600,
          }}
        >
          {file.words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </Box>
        <Typography variant="body2" color="text.secondary">
          {w.wordsHint}
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" autoFocus onClick={onClose}>
          {w.wordsNoted}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
