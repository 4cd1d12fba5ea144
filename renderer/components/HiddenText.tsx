// Words for screen readers only.
import Box from '@mui/material/Box';

export function HiddenText({ text }: { readonly text: string }) {
  return (
    <Box
      component="span"
      sx={{
        position: 'absolute',
        width: 1,
        height: 1,
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
