// One document from its wording to its number: edit in flow layout, see the real pages, freeze, issue, withdraw.
import { Suspense, lazy, useMemo, useRef } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useParams, useSearchParams } from 'react-router';
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import type { Input } from '../../../core/contract/index.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import { useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { Loaded, PageSkeleton } from '../../components/States.tsx';
import { DocumentStatusChip } from '../../components/StatusChip.tsx';
import { momentOf, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { editOf } from './document-edit.ts';
import type { DocumentEdit } from './document-edit.ts';
import { ChangesPanel } from './ChangesPanel.tsx';
import { DocumentActions } from './DocumentActions.tsx';
import { DocumentSide } from './DocumentSide.tsx';
import { WordingEditor } from './WordingEditor.tsx';
import type { WordingHandle } from './WordingEditor.tsx';
import { homeOfDocument } from './document-home.ts';

const PagePreview = lazy(async () => ({ default: (await import('./PagePreview.tsx')).PagePreview }));

export function DocumentPage() {
  const { documentId = '' } = useParams();
  const query = useQueryOf('documents.get', { id: documentId });
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(detail) => (
        <OwnedBy officeId={detail.document.originOfficeId} fills>
          <Page key={detail.document.id} detail={detail} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

function Page({ detail }: { readonly detail: DocumentDetail }) {
  const t = useText();
  const words = t.documents;
  const { document } = detail;
  const [params, setParams] = useSearchParams();
  const status = useQueryOf('system.status', {});
  const redraft = useCommand('documents.redraft');
  // A draft of another office is looked at like a paper that is done.
  const isForeign = useIsForeign();
  const isDraft = document.status === 'draft' && !isForeign;
  const numbered = kindTraits[document.kind].numbered !== 'none' || document.number !== null;
  const tab = params.get('view') === 'pages' || !isDraft ? 'pages' : 'wording';
  const shown = params.get('view') === 'wording' ? 'wording' : tab;

  const help = useMemo(
    () => [
      { keys: 'Enter', label: words.editor.shortcuts.split },
      { keys: 'Shift+Enter', label: words.editor.shortcuts.line },
      { keys: 'Backspace', label: words.editor.shortcuts.merge },
      { keys: 'Alt+↑ ↓', label: words.editor.shortcuts.move },
      { keys: 'Tab · Shift+Tab', label: words.editor.shortcuts.level },
      { keys: 'Ctrl+B · Ctrl+I', label: words.editor.shortcuts.bold },
      { keys: 'Esc, Tab', label: words.editor.shortcuts.leave },
    ],
    [words],
  );
  useShortcutHelp(help);

  const row = useMemo(() => editOf(detail), [detail]);
  const autosave = useAutosave<DocumentEdit>({
    rowKey: `document:${document.id}`,
    row,
    async send(rev, patch, meta) {
      const { rev: _rev, asOf, periodFrom, periodTo, ...fields } = patch;
      const input: Input<'documents.update'> = {
        id: document.id,
        rev: rev ?? document.rev,
        patch: {
          ...fields,
          ...(asOf ? { asOf } : {}),
          ...(periodFrom ? { periodFrom } : {}),
          ...(periodTo ? { periodTo } : {}),
        },
      };
      return editOf(await call('documents.update', input, meta));
    },
    reload: async () => editOf(await call('documents.get', { id: document.id })),
  });
  const edit = autosave.value;
  const editor = useRef<WordingHandle>(null);

  async function draftAgain() {
    await flushAll();
    const fresh = await call('documents.get', { id: document.id });
    const done = await redraft.run({ id: document.id, rev: fresh.document.rev });
    if (done !== undefined) showUndo(words.redrafted);
  }

  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: { md: '100%' },
        minHeight: 0,
      }}
    >
      <Box sx={{ px: 2.5, pt: 1.5 }}>
        <IllustrativeBanner show={detail.illustrative} />
        <PageHeader
          title={`${t.labels.documentKind[document.kind]}${document.agencyName === null ? '' : ` · ${document.agencyName}`}`}
          back={{ to: homeOfDocument(document), label: detail.planTitle }}
          meta={
            <>
              <DocumentStatusChip status={document.status} />
              {numbered && (
                <span>
                  {document.number === null
                    ? words.numberBlank(document.symbol ?? '')
                    : `${words.number}: ${document.number}/${document.symbol ?? ''}`}
                </span>
              )}
              {document.issuedOn !== null && <span>{shortDay(document.issuedOn)}</span>}
            </>
          }
          secondary={<DocumentActions detail={detail} place="secondary" pdf={status.data?.pdf === true} />}
          action={<DocumentActions detail={detail} place="primary" pdf={status.data?.pdf === true} />}
        />
      </Box>
      <Box
        sx={{
          px: 2.5,
          borderBottom: '1px solid',
          borderColor: 'divider',
          display: 'flex',
          alignItems: 'center',
          gap: 2,
        }}
      >
        <Tabs
          value={shown}
          aria-label={words.tabsLabel}
          onChange={(_event, view: string) => {
            void autosave.flush().then(() => setParams({ view }, { replace: true }));
          }}
        >
          <Tab value="wording" label={words.tabs.wording} id="tab-wording" aria-controls="panel-document" />
          <Tab value="pages" label={words.tabs.pages} id="tab-pages" aria-controls="panel-document" />
        </Tabs>
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
          {isDraft
            ? words.draftHint
            : document.status === 'withdrawn'
              ? words.withdrawnHint(document.withdrawnReason ?? '')
              : document.frozenAt !== null && words.frozenHint(momentOf(document.frozenAt))}
        </Box>
      </Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 19rem' },
        }}
      >
        <Box
          id="panel-document"
          role="tabpanel"
          aria-labelledby={`tab-${shown}`}
          sx={{
            // What is placed apart (words for screen readers) scrolls with it.
            position: 'relative',
            overflow: { md: 'auto' },
            p: 2.5,
            backgroundColor: 'background.sunken',
          }}
        >
          {isDraft && shown === 'wording' && (
            <ChangesPanel detail={detail} onGoTo={(id) => void editor.current?.goTo(id)} />
          )}
          {isDraft && detail.stale && detail.changes.length === 0 && (
            <Alert
              severity="warning"
              variant="outlined"
              sx={{ maxWidth: 760, mx: 'auto', mb: 1.5 }}
              action={
                <Button disabled={redraft.pending} onClick={() => void draftAgain()}>
                  {words.redraft}
                </Button>
              }
            >
              {words.stale}
            </Alert>
          )}
          <ConflictNotice
            autosave={autosave}
            labelOf={(field) => (field === 'content' ? words.tabs.wording : field)}
          />
          {shown === 'pages' ? (
            <Suspense fallback={null}>
              <PagePreview
                documentId={document.id}
                version={`${document.rev}:${document.status}`}
                pdf={status.data?.pdf === true}
              />
            </Suspense>
          ) : (
            <WordingEditor
              detail={detail}
              handle={editor}
              content={edit.content}
              readOnly={!isDraft}
              onChange={(content, { composing, step }) => {
                if (step) autosave.choose('content', content);
                else autosave.set('content', content, { composing });
              }}
              onCompositionEnd={autosave.endComposition}
              onLeave={() => void autosave.flush()}
            />
          )}
        </Box>
        <Box
          sx={{
            position: 'relative',
            overflow: { md: 'auto' },
            borderLeft: '1px solid',
            borderColor: 'divider',
          }}
        >
          <DocumentSide
            detail={detail}
            autosave={autosave}
            edit={edit}
            readOnly={!isDraft}
            onRedraft={() => void draftAgain()}
          />
        </Box>
      </Box>
    </Box>
  );
}
