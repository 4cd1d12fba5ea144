// One of two or three views of the same thing, as buttons side by side; the chosen one is tinted and said to be pressed.
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Choice } from './Fields.tsx';

interface ChoiceToggleProps<V extends string> {
  /** What is chosen here, for screen readers. */
  readonly label: string;
  readonly value: V | null;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V) => void;
  /** Pressing the chosen one again takes the choice back; without it, it chooses nothing else. */
  readonly onClear?: () => void;
  readonly disabled?: boolean;
}

export function ChoiceToggle<V extends string>({
  label,
  value,
  choices,
  onChange,
  onClear,
  disabled = false,
}: ChoiceToggleProps<V>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={label}
      disabled={disabled}
      onChange={(_event, next: V | null) => {
        if (next === null) onClear?.();
        else onChange(next);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton
          key={choice.value}
          value={choice.value}
          sx={{
            textTransform: 'none',
            minHeight: 32,
            py: 0.25,
            px: 1.25,
            fontSize: '0.8125rem',
            color: 'text.secondary',
            borderColor: 'divider',
            '&.Mui-selected, &.Mui-selected:hover': {
              color: 'primary.main',
              backgroundColor: 'background.tint',
            },
            '&.Mui-focusVisible': {
              outline: '2px solid var(--k-palette-primary-main)',
              outlineOffset: -2,
            },
          }}
        >
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
