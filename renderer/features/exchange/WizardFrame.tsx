// The frame of sending and of receiving: where it belongs, its steps, its content, and the way on at the foot. Knows
// neither.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

interface WizardFrameProps {
  readonly title: string;
  readonly stepsLabel: string;
  readonly steps: readonly string[];
  readonly at: number;
  readonly children: ReactNode;
  /** Buttons, the primary one last; null while something runs. */
  readonly footer: ReactNode;
}

export function WizardFrame({ title, stepsLabel, steps, at, children, footer }: WizardFrameProps) {
  const t = useText();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <PageHeader title={title} back={{ to: '/exchange', label: t.exchange.title }} />
      <Box
        component="ol"
        aria-label={stepsLabel}
        sx={{ listStyle: 'none', display: 'flex', gap: 3, m: 0, mb: 2, p: 0, flexWrap: 'wrap' }}
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
      <Box sx={{ flex: 1, minWidth: 0, pb: 2 }}>{children}</Box>
      {footer === null ? null : (
        <Box
          component="footer"
          sx={{
            position: 'sticky',
            // Down to the edge of the content, over its own margin.
            bottom: (theme) => theme.spacing(-2),
            mx: -2.5,
            mb: -2,
            px: 2.5,
            py: 1.25,
            zIndex: 2,
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            justifyContent: 'flex-end',
            flexWrap: 'wrap',
            borderTop: '1px solid',
            borderColor: 'divider',
            backgroundColor: 'background.paper',
          }}
        >
          {footer}
        </Box>
      )}
    </Box>
  );
}
