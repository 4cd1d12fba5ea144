// The data fields that can be put into the text, found by their Vietnamese names with or without marks, each with
// what it says today.
import { useState } from 'react';
import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import type { FieldValue } from '../../../../core/contract/documents.ts';
import { foldText } from '../../../../core/rules/text-fold.ts';
import { useText } from '../../../i18n/text.tsx';

interface FieldMenuProps {
  readonly fields: readonly FieldValue[];
  readonly anchor: HTMLElement | null;
  readonly onChoose: (field: FieldValue) => void;
  readonly onClose: () => void;
  readonly onExited: () => void;
}

export function FieldMenu({ fields, anchor, onChoose, onClose, onExited }: FieldMenuProps) {
  const t = useText();
  const words = t.documents.editor;
  const [asked, setAsked] = useState('');
  const folded = foldText(asked);
  const found = fields.filter(({ label, name, value }) =>
    foldText(`${label} ${name} ${value ?? ''}`).includes(folded),
  );
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      disableRestoreFocus
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: { sx: { width: 380, maxHeight: 420, p: 1 }, role: 'dialog', 'aria-label': words.insertField },
        transition: {
          onExited: () => {
            setAsked('');
            onExited();
          },
        },
      }}
    >
      <TextField
        label={words.findField}
        value={asked}
        autoFocus
        fullWidth
        size="small"
        onChange={(event) => setAsked(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || first === undefined) return;
          event.preventDefault();
          onChoose(first);
        }}
        slotProps={{ htmlInput: { autoComplete: 'off' } }}
      />
      {found.length === 0 ? (
        <Box sx={{ p: 1.5, color: 'text.secondary', fontSize: '0.8125rem' }}>{words.noField}</Box>
      ) : (
        <List dense aria-label={words.insertField}>
          {found.map((field) => (
            <li key={field.name}>
              <ListItemButton onClick={() => onChoose(field)} sx={{ display: 'block', borderRadius: 1 }}>
                <Box sx={{ fontSize: '0.8125rem' }}>{field.label}</Box>
                <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
                  {field.value ?? words.fieldUnknown}
                </Box>
              </ListItemButton>
            </li>
          ))}
        </List>
      )}
    </Popover>
  );
}
