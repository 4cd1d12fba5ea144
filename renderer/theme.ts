// The look: warm paper, ink, and one accent (a deep teal) for action. Red means overdue or lost, amber due,
// green verified, and nothing else. Light and dark as CSS variables; dense enough for 1366×768.
import { createTheme } from '@mui/material/styles';
import type { ThemeOptions } from '@mui/material/styles';
import { enUS, viVN } from '@mui/material/locale';

declare module '@mui/material/styles' {
  interface TypeBackground {
    /** The side bar and table heads. */
    sunken: string;
    /** Rows under the pointer, chosen rows. */
    tint: string;
  }
}

const family = "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

const ring = { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 1 };

const floating = { border: '1px solid var(--k-palette-divider)', boxShadow: '0 6px 20px rgb(0 0 0 / 0.16)' };

const look: ThemeOptions = {
  cssVariables: { colorSchemeSelector: 'data-scheme', cssVarPrefix: 'k' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#0b5c63', light: '#3a8288', dark: '#06454b', contrastText: '#ffffff' },
        secondary: { main: '#5b5348', contrastText: '#ffffff' },
        error: { main: '#b3261e', contrastText: '#ffffff' },
        warning: { main: '#8a5300', contrastText: '#ffffff' },
        success: { main: '#2f6b1f', contrastText: '#ffffff' },
        info: { main: '#4c5a63', contrastText: '#ffffff' },
        text: { primary: '#211f1b', secondary: '#5a554c', disabled: '#6b655c' },
        divider: '#dcd6ca',
        background: { default: '#f6f4ee', paper: '#fffefb', sunken: '#edeae1', tint: '#e3eeee' },
      },
    },
    dark: {
      palette: {
        primary: { main: '#6fc3c4', light: '#94d6d6', dark: '#4aa3a6', contrastText: '#06272a' },
        secondary: { main: '#c8bfb1', contrastText: '#211f1b' },
        error: { main: '#ff8f84', contrastText: '#3a0905' },
        warning: { main: '#eebb5d', contrastText: '#2e1d00' },
        success: { main: '#93cf7d', contrastText: '#0e2a06' },
        info: { main: '#b3c0c7', contrastText: '#1a2226' },
        text: { primary: '#ece8df', secondary: '#b5afa3', disabled: '#a5a094' },
        divider: '#3b3a36',
        background: { default: '#191a19', paper: '#212321', sunken: '#151615', tint: '#24383a' },
      },
    },
  },
  shape: { borderRadius: 5 },
  spacing: 8,
  typography: {
    fontFamily: family,
    htmlFontSize: 16,
    fontSize: 14,
    h1: { fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.4, letterSpacing: '-0.01em' },
    h2: { fontSize: '1.0625rem', fontWeight: 600, lineHeight: 1.5 },
    h3: { fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.5 },
    body1: { fontSize: '0.875rem', lineHeight: 1.6 },
    body2: { fontSize: '0.8125rem', lineHeight: 1.6 },
    subtitle1: { fontSize: '0.875rem', fontWeight: 600, lineHeight: 1.6 },
    subtitle2: { fontSize: '0.8125rem', fontWeight: 600, lineHeight: 1.6 },
    caption: { fontSize: '0.75rem', lineHeight: 1.55 },
    button: { fontSize: '0.8125rem', fontWeight: 600, textTransform: 'none', lineHeight: 1.55 },
  },
  transitions: { duration: { shortest: 80, shorter: 100, short: 120, standard: 140, complex: 160 } },
  components: {
    MuiCssBaseline: {
      styleOverrides: (themeParam) => ({
        html: { fontVariantNumeric: 'tabular-nums', scrollPaddingTop: 56 },
        'html, body, #root': { height: '100%' },
        body: { textRendering: 'optimizeLegibility' },
        ':focus-visible': {
          outline: `2px solid ${themeParam.vars.palette.primary.main}`,
          outlineOffset: 1,
        },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            transitionDuration: '0.01ms !important',
          },
        },
        '@media print': { body: { background: '#fff', color: '#000' } },
      }),
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { size: 'small', disableElevation: true, color: 'primary' },
      styleOverrides: {
        root: {
          minHeight: 32,
          paddingInline: 12,
          '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 2 },
        },
      },
    },
    MuiIconButton: {
      defaultProps: { size: 'small' },
      styleOverrides: {
        root: {
          borderRadius: 5,
          minWidth: 28,
          minHeight: 28,
          '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 1 },
        },
      },
    },
    // Their real inputs are not seen, so the ring stands around what is.
    MuiCheckbox: { styleOverrides: { root: { '&.Mui-focusVisible': ring } } },
    MuiRadio: { styleOverrides: { root: { '&.Mui-focusVisible': ring } } },
    MuiSwitch: { styleOverrides: { switchBase: { '&.Mui-focusVisible .MuiSwitch-thumb': ring } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiFormControl: { defaultProps: { size: 'small' } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          backgroundColor: 'var(--k-palette-background-paper)',
          fontSize: '0.875rem',
          // Looks like what is only read: no paper to write on.
          '&.Mui-readOnly': { backgroundColor: 'var(--k-palette-background-sunken)' },
        },
        input: { paddingBlock: 7 },
        multiline: { paddingBlock: 7, lineHeight: 1.6, '& > textarea': { padding: 0 } },
      },
    },
    MuiInputLabel: { styleOverrides: { root: { fontSize: '0.875rem' } } },
    MuiFormHelperText: { styleOverrides: { root: { marginInline: 2, lineHeight: 1.5 } } },
    // The colours of text by their path, as `sx` takes them.
    MuiTypography: {
      styleOverrides: {
        root: {
          variants: [
            { props: { color: 'text.secondary' }, style: { color: 'var(--k-palette-text-secondary)' } },
          ],
        },
      },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      // Dark paper keeps its own colour however high it floats.
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    // What floats above the page has an edge in both schemes.
    MuiPopover: { styleOverrides: { paper: floating } },
    MuiAutocomplete: {
      styleOverrides: {
        paper: floating,
        listbox: { paddingBlock: 4 },
        option: { fontSize: '0.8125rem', minHeight: 30 },
        groupLabel: { fontSize: '0.75rem', fontWeight: 600, lineHeight: 2.4, top: -4 },
      },
    },
    MuiDialog: { defaultProps: { fullWidth: true, maxWidth: 'sm' } },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: '1.0625rem', fontWeight: 600, paddingBottom: 8 } },
    },
    MuiTooltip: {
      defaultProps: { arrow: true, enterDelay: 350, enterNextDelay: 100 },
      styleOverrides: { tooltip: { fontSize: '0.75rem', lineHeight: 1.5, maxWidth: 360 } },
    },
    MuiTab: {
      styleOverrides: {
        root: { minHeight: 40, paddingBlock: 6, paddingInline: 12, minWidth: 0, fontWeight: 600 },
      },
    },
    MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
    MuiChip: {
      defaultProps: { size: 'small' },
      styleOverrides: { root: { borderRadius: 4, fontSize: '0.75rem', fontWeight: 500 } },
    },
    MuiMenuItem: { styleOverrides: { root: { fontSize: '0.875rem', minHeight: 32 } } },
    MuiListItemButton: { styleOverrides: { root: { borderRadius: 5 } } },
    MuiAlert: { styleOverrides: { root: { paddingBlock: 4, fontSize: '0.8125rem', lineHeight: 1.6 } } },
    MuiLink: { defaultProps: { underline: 'hover' } },
  },
};

/** The components bring words of their own (open, clear, close). */
export const themes = { vi: createTheme(look, viVN), en: createTheme(look, enUS) } as const;
