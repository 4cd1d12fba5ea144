// The providers around every screen: styles with the page's nonce, theme, words, queries, routes.
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { TextProvider, useLanguage } from './i18n/text.tsx';
import type { Language, Texts } from './i18n/text.tsx';
import type { createRouter } from './routes.tsx';
import { themes } from './theme.ts';

interface AppProps {
  readonly nonce: string;
  readonly queryClient: QueryClient;
  readonly router: ReturnType<typeof createRouter>;
  readonly initial: { readonly language: Language; readonly texts: Texts };
}

export function App({ nonce, queryClient, router, initial }: AppProps) {
  const cache = useMemo(() => createCache({ key: 'k', ...(nonce === '' ? {} : { nonce }) }), [nonce]);
  return (
    <CacheProvider value={cache}>
      <TextProvider initial={initial}>
        <Themed>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Themed>
      </TextProvider>
    </CacheProvider>
  );
}

/** The look, with the components' own words in the language of the screen. */
function Themed({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ThemeProvider theme={themes[language]} defaultMode="system" noSsr>
      <CssBaseline enableColorScheme />
      {children}
    </ThemeProvider>
  );
}
