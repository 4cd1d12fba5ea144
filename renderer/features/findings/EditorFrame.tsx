// The frame of an editor that stands among the lines it edits: Esc closes it, Ctrl+Enter records.
import type { KeyboardEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';

export function EditorFrame({
  children,
  onClose,
  onSubmit,
}: {
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onSubmit?: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      (onSubmit ?? onClose)();
    }
  };
  return (
    // Esc and Ctrl+Enter belong to the whole editor, whichever field has the cursor.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <Box
      onKeyDown={onKeyDown}
      sx={{
        display: 'grid',
        // Long words in a field never push the frame wider than its place.
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 1.5,
        p: 1.5,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
      }}
    >
      {children}
    </Box>
  );
}
