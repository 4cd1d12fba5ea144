// The frame of everything that goes in steps: its head, the steps, what this one holds, and the way on at the foot. Within
// a page the page scrolls, in a dialog (`full`) the content does. Knows none of them.
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';

interface WizardFrameProps {
  readonly head: ReactNode;
  readonly stepsLabel: string;
  readonly steps: readonly string[];
  readonly at: number;
  /** Between the steps and the content: how far something is. */
  readonly line?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the primary one last; null while something runs. */
  readonly footer: ReactNode;
  readonly full?: boolean;
}

const column = { display: 'flex', flexDirection: 'column' } as const;
const edge = {
  px: 2.5,
  py: 1.25,
  mx: -2.5,
  display: 'flex',
  gap: 1,
  alignItems: 'center',
  justifyContent: 'flex-end',
  flexWrap: 'wrap',
  borderTop: '1px solid',
  borderColor: 'divider',
  backgroundColor: 'background.paper',
} as const;
/** The page's own margin lies below: down to its edge, and in sight while the page scrolls. */
const pageEdge = {
  ...edge,
  position: 'sticky',
  bottom: (theme: Theme) => theme.spacing(-2),
  mb: -2,
  zIndex: 2,
} as const;

export function WizardFrame({
  head,
  stepsLabel,
  steps,
  at,
  line,
  children,
  footer,
  full = false,
}: WizardFrameProps) {
  const content = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLElement>(null);
  const shown = useRef({ at, running: footer === null });
  const running = footer === null;
  // The button that was pressed went with its step, or waits disabled for this one: the keyboard goes on in the step
  // that is shown, not at the top of the window.
  useEffect(() => {
    if (shown.current.at === at && shown.current.running === running) return;
    shown.current = { at, running };
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    if (isLost || foot.current?.contains(activeElement) === true)
      content.current?.focus({ preventScroll: true });
  }, [at, running]);
  return (
    <Box
      sx={
        full
          ? { ...column, height: '100%', px: 2.5, pt: 2, backgroundColor: 'background.default' }
          : { ...column, minHeight: '100%' }
      }
    >
      {head}
      <Box
        component="ol"
        aria-label={stepsLabel}
        sx={{ listStyle: 'none', display: 'flex', gap: 3, m: 0, mb: full ? 0.5 : 2, p: 0, flexWrap: 'wrap' }}
      >
        {steps.map((label, index) => (
          <Box
            component="li"
            key={label}
            aria-current={index === at ? 'step' : undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 0.75,
              fontSize: '0.8125rem',
              fontWeight: index === at ? 600 : 400,
              color: index === at ? 'primary.main' : 'text.secondary',
              borderBottom: '2px solid',
              borderColor: index === at ? 'primary.main' : 'transparent',
              pb: 0.25,
            }}
          >
            <span aria-hidden>{index < at ? '✓' : String(index + 1)}</span>
            {label}
          </Box>
        ))}
      </Box>
      {line}
      <Box
        ref={content}
        tabIndex={-1}
        sx={{
          flex: 1,
          '&:focus': { outline: 'none' },
          ...(full ? { minHeight: 0, overflow: 'auto', mx: -2.5, px: 2.5, py: 1.5 } : { minWidth: 0, pb: 2 }),
        }}
      >
        {children}
      </Box>
      {footer === null ? null : (
        <Box component="footer" ref={foot} sx={full ? edge : pageEdge}>
          {footer}
        </Box>
      )}
    </Box>
  );
}
