// Which language the screen speaks, and its words: `const t = useText(); t.plans.title`. Vietnamese is in the
// main bundle, English is loaded when somebody chooses it. The choice is a preference, kept in localStorage.
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { texts as vi } from './vi/index.ts';
import type { Same } from './same.ts';

export type Language = 'vi' | 'en';
export type Texts = Same<typeof vi>;

const STORED = 'cchc.language';

export function storedLanguage(): Language {
  try {
    return window.localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'vi' ? vi : (await import('./en/index.ts')).texts;
}

interface TextContext {
  readonly language: Language;
  readonly texts: Texts;
  readonly setLanguage: (language: Language) => void;
}
const Context = createContext<TextContext>({ language: 'vi', texts: vi, setLanguage: () => {} });

interface TextProviderProps {
  readonly initial: { readonly language: Language; readonly texts: Texts };
  readonly children: ReactNode;
}
export function TextProvider({ initial, children }: TextProviderProps) {
  const [current, setCurrent] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = current.language;
  }, [current.language]);
  const context = useMemo<TextContext>(
    () => ({
      ...current,
      setLanguage(language) {
        void loadTexts(language).then((texts) => {
          try {
            window.localStorage.setItem(STORED, language);
          } catch {
            // A browser that keeps nothing: the choice lasts as long as the page.
          }
          setCurrent({ language, texts });
        });
      },
    }),
    [current],
  );
  return <Context value={context}>{children}</Context>;
}

/** The words of the screen. */
export function useText(): Texts {
  return useContext(Context).texts;
}
export function useLanguage(): Pick<TextContext, 'language' | 'setLanguage'> {
  return useContext(Context);
}
