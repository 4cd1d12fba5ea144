// The entry of the page: takes the nonce, chooses the transport, loads the words, and draws.
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import './fonts.css';
import { currentTransport } from './api/client.ts';
import { startEvents } from './api/events.ts';
import { createQueryClient } from './api/query.ts';
import { App } from './app.tsx';
import { askForScreen } from './first-queries.ts';
import { loadTexts, storedLanguage } from './i18n/text.tsx';
import { createRouter } from './routes.tsx';

// Else zod tries once whether code may be made from text, and the policy reports that as a violation.
config({ jitless: true });

async function start(root: HTMLElement): Promise<void> {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  const queryClient = createQueryClient();
  startEvents(currentTransport(), queryClient);
  askForScreen(queryClient, window.location.pathname);
  // Made before the words arrive: the script of the screen comes beside them.
  const router = createRouter();
  const language = storedLanguage();
  const texts = await loadTexts(language);
  createRoot(root).render(
    <App nonce={nonce} queryClient={queryClient} router={router} initial={{ language, texts }} />,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
