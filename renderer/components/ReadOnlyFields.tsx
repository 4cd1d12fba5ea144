// Every field inside a page of another office's row is read only, without its feature knowing; and the way out for what
// only looks (filters) or makes something of our own.
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import DefaultPropsProvider from '@mui/material/DefaultPropsProvider';
import { useTheme } from '@mui/material/styles';
import { OwnerProvider } from '../api/may.ts';

/** Inside a page of another office: filters and searches, and dialogs that make something of our own. */
export function AsOurs({ children }: { readonly children: ReactNode }) {
  return (
    <OwnerProvider value={null}>
      <FieldsOf foreign={false}>{children}</FieldsOf>
    </OwnerProvider>
  );
}

/** A list that does not open shows no arrow. */
const NoArrow = () => null;

// Text stays where it can be read and copied; what is chosen cannot be chosen again.
const readOnlyFields = {
  MuiInputBase: { defaultProps: { readOnly: true } },
  MuiSelect: { defaultProps: { IconComponent: NoArrow } },
  MuiAutocomplete: { defaultProps: { readOnly: true, forcePopupIcon: false } },
  MuiCheckbox: { defaultProps: { disabled: true } },
  MuiSwitch: { defaultProps: { disabled: true } },
  MuiRadio: { defaultProps: { disabled: true } },
} as const;
type Parts = Readonly<Record<string, { readonly defaultProps?: object } | undefined>>;
/** Every field below, by the defaults of its kind: a feature need not know whose row it shows. */
export function FieldsOf({ foreign, children }: { readonly foreign: boolean; readonly children: ReactNode }) {
  const { components } = useTheme();
  const value = useMemo(() => {
    const usual = (components ?? {}) as Parts;
    if (!foreign) return usual;
    const changed = Object.entries(readOnlyFields).map(([name, { defaultProps }]) => [
      name,
      { ...usual[name], defaultProps: { ...usual[name]?.defaultProps, ...defaultProps } },
    ]);
    return { ...usual, ...Object.fromEntries(changed) } as Parts;
  }, [components, foreign]);
  return <DefaultPropsProvider value={value}>{children}</DefaultPropsProvider>;
}
