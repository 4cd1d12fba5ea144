// The frame around every screen but the first-run page: navigation, top bar, palette, shortcuts, notices. Before
// an office is set up it leads to the first-run page.
import { Suspense, lazy, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { Navigate, Outlet, useLocation, useMatches, useNavigate } from 'react-router';
import { useConnected } from '../api/events.ts';
import { useQueryOf } from '../api/query.ts';
import { useText } from '../i18n/text.tsx';
import { useFocusKeeper } from './focus-keeper.ts';
import { placeOfKey, places } from './places.tsx';
import { useSwitch } from './preferences.ts';
import { belongsToField } from './shortcuts.ts';
import { SideNav } from './SideNav.tsx';
import { ErrorState, PageSkeleton } from './States.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useUndo } from './undo.ts';
import { WorkLine } from './WorkLine.tsx';

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

const FormatCheckDialog = lazy(async () => ({
  default: (await import('../features/format-checks/FormatCheckDialog.tsx')).FormatCheckDialog,
}));

const GO_MILLISECONDS = 1_200;

/** Until an office is set up everything else is refused, so nothing else is asked before that is known. */
export function AppFrame() {
  const status = useQueryOf('system.status', {});
  if (status.data === undefined && !status.isError) return <PageSkeleton />;
  if (status.data?.setUp === false) return <Navigate to="/setup" replace />;
  return <Frame />;
}

function Frame() {
  const t = useText();
  const status = useQueryOf('system.status', {});
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [formatCheck, setFormatCheck] = useState(false);
  const connected = useConnected();
  const { pathname } = useLocation();
  const fillsWindow = useMatches().some(
    ({ handle }) => typeof handle === 'object' && handle !== null && 'fullHeight' in handle,
  );
  // Working screens need the width; each kind of screen remembers its own choice.
  const [foldedLists, foldLists] = useSwitch('nav.folded', window.innerWidth < 1100);
  const [foldedWork, foldWork] = useSwitch('nav.folded.work', window.innerWidth < 1500);
  const [folded, setFolded] = fillsWindow ? [foldedWork, foldWork] : [foldedLists, foldLists];
  const main = useRef<HTMLElement>(null);
  const openPalette = useCallback(() => setPalette(true), []);
  const openSheet = useCallback(() => setSheet(true), []);
  const openFormatCheck = useCallback(() => setFormatCheck(true), []);
  useFrameKeys(openPalette, openSheet);
  useFocusKeeper(main);

  // A new screen begins at its top; what it jumps to by itself (an effect of its own) comes after.
  useLayoutEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [pathname]);

  return (
    <Box sx={{ display: 'flex', height: '100%' }}>
      <Box
        component="a"
        href="#content"
        sx={{
          position: 'absolute',
          left: 8,
          top: -60,
          zIndex: 2000,
          px: 1.5,
          py: 0.75,
          backgroundColor: 'background.paper',
          color: 'primary.main',
          '&:focus': { top: 8 },
        }}
      >
        {t.frame.skipToContent}
      </Box>
      <SideNav folded={folded} onFold={setFolded} />
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <TopBar onSearch={openPalette} />
        <WorkLine />
        {status.data?.readOnly === true ? (
          <Alert severity="warning" sx={{ borderRadius: 0 }}>
            {t.frame.readOnly}
          </Alert>
        ) : null}
        {connected ? null : (
          <Alert severity="warning" sx={{ borderRadius: 0 }}>
            {t.frame.offline}
          </Alert>
        )}
        <Box
          component="main"
          id="content"
          ref={main}
          tabIndex={-1}
          sx={{
            flex: 1,
            minHeight: 0,
            outline: 'none',
            ...(fillsWindow
              ? // Where it is narrow (or magnified) the panes stand below each other and scroll as one.
                { overflow: { xs: 'auto', md: 'hidden' } }
              : { overflow: 'auto', px: 2.5, py: 2, scrollbarGutter: 'stable' }),
          }}
        >
          {status.isError && status.data === undefined ? (
            <ErrorState error={status.error} onRetry={() => void status.refetch()} />
          ) : (
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          )}
        </Box>
      </Box>
      <Toasts />
      <Suspense fallback={null}>
        {palette ? (
          <Palette
            onClose={() => setPalette(false)}
            onShortcuts={openSheet}
            onFormatCheck={openFormatCheck}
          />
        ) : null}
        {formatCheck ? <FormatCheckDialog open onClose={() => setFormatCheck(false)} /> : null}
        {sheet ? <ShortcutSheet onClose={() => setSheet(false)} /> : null}
      </Suspense>
    </Box>
  );
}

/** Ctrl+K everywhere; undo, redo, "?" and "g" + a place's key only outside of fields. */
function useFrameKeys(openPalette: () => void, openSheet: () => void): void {
  const navigate = useNavigate();
  const undo = useUndo();
  const latest = useRef({ undo, navigate });
  useLayoutEffect(() => {
    latest.current = { undo, navigate };
  });
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const control = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (control && !event.shiftKey && !event.altKey && key === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      // The field's own undo comes first.
      if (belongsToField(event)) return;
      if (control && !event.altKey && key === 'z') {
        event.preventDefault();
        void (event.shiftKey ? latest.current.undo.redo() : latest.current.undo.undo());
      } else if (control && !event.shiftKey && !event.altKey && key === 'y') {
        event.preventDefault();
        void latest.current.undo.redo();
      } else if (!control && !event.altKey) {
        if (event.key === '?') {
          event.preventDefault();
          openSheet();
        } else if (key === 'g') {
          goUntil = Date.now() + GO_MILLISECONDS;
        } else {
          const name = Date.now() < goUntil ? placeOfKey(event.key) : undefined;
          goUntil = 0;
          if (name !== undefined) {
            event.preventDefault();
            event.stopPropagation();
            void latest.current.navigate(places[name].to);
          }
        }
      }
    };
    // Captured, so that "g 2" is not taken as an answer by the checklist below.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [openPalette, openSheet]);
}
