// What stands beside a list: the form of one row, or its record. Stays in sight, Esc closes it.
import { useEffect, useRef } from 'react';
import type { ReactNode, Ref } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { SxProps, Theme } from '@mui/material/styles';

interface FrameProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly sx: SxProps<Theme>;
  readonly focusRef?: Ref<HTMLElement>;
}

function Frame({ label, onClose, children, sx, focusRef }: FrameProps) {
  return (
    <Box
      component="section"
      {...(focusRef === undefined ? {} : { ref: focusRef, tabIndex: -1 })}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      sx={[
        {
          minWidth: 0,
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          position: { md: 'sticky' },
          top: 0,
        },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      {children}
    </Box>
  );
}

/** The form of one row: two columns, of which `className="wide"` takes both. Its first field takes the focus. */
export function SidePanel(props: Omit<FrameProps, 'sx' | 'focusRef'>) {
  return (
    <Frame
      {...props}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
        gap: 1.5,
        alignItems: 'start',
        p: 1.5,
        '& > .wide': { gridColumn: 'span 2' },
      }}
    />
  );
}

interface SideRecordProps extends Omit<FrameProps, 'sx' | 'focusRef'> {
  readonly closeLabel: string;
  /** Beside the name: how far the saving is. */
  readonly aside?: ReactNode;
  /** The row: another one takes the focus anew. */
  readonly id: string;
}

/** The record of one row: its name stays in sight while it scrolls, and it takes the focus when it opens. */
export function SideRecord({ label, closeLabel, aside, id, onClose, children }: SideRecordProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
  }, [id]);
  return (
    <Frame
      label={label}
      onClose={onClose}
      focusRef={panel}
      sx={{
        backgroundColor: 'background.paper',
        maxHeight: { md: 'calc(100vh - 5.5rem)' },
        overflow: 'auto',
        outline: 'none',
      }}
    >
      <Box
        sx={{
          position: 'sticky',
          top: 0,
          zIndex: 1,
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          pl: 1.75,
          pr: 0.75,
          py: 0.25,
          borderBottom: '1px solid',
          borderColor: 'divider',
          backgroundColor: 'background.sunken',
        }}
      >
        <Typography variant="subtitle2" component="h2" sx={{ flex: 1 }}>
          {label}
        </Typography>
        {aside}
        <Tooltip title={closeLabel}>
          <IconButton aria-label={closeLabel} onClick={onClose} size="small">
            <CloseIcon sx={{ fontSize: 18 }} />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ p: 1.75, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.25 }}>
        {children}
      </Box>
    </Frame>
  );
}
