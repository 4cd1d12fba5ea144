// Words for screen readers only.
import Box from '@mui/material/Box';

export function HiddenText({ text }: { readonly text: string }) {
  return (
    <Box
      component="span"
      sx={{
        position: 'absolute',
        // In pixels: a bare 1 would mean the whole width.
        width: '1px',
        height: '1px',
        margin: '-1px',
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    >
      {text}
    </Box>
  );
}
