// A button of a command: disabled, with the reason, where the acting person's role may not do it.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import type { CommandMethod } from '../api/client.ts';
import { useWhyNot } from '../api/may.ts';

interface MayButtonProps extends Omit<ButtonProps, 'component'> {
  readonly method: CommandMethod;
  readonly children: ReactNode;
}

export function MayButton({ method, children, ...props }: MayButtonProps) {
  const whyNot = useWhyNot(method);
  if (whyNot === undefined) return <Button {...props}>{children}</Button>;
  return (
    <Tooltip title={whyNot}>
      {/* A disabled button takes no pointer and no focus: what is around it says why. */}
      <Box component="span" tabIndex={0} role="note" aria-label={whyNot} sx={{ display: 'inline-flex' }}>
        <Button {...props} disabled>
          {children}
        </Button>
      </Box>
    </Tooltip>
  );
}
