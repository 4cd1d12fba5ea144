// Views of a list under a name: its filters, order and tab as they stand in the address; one's own, or everybody's.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Divider from '@mui/material/Divider';
import FormControlLabel from '@mui/material/FormControlLabel';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import EditIcon from '@mui/icons-material/EditOutlined';
import { useSearchParams } from 'react-router';
import type { SavedView } from '../../core/contract/lists.ts';
import { useCommand, useQueryOf } from '../api/query.ts';
import { showNotice, showUndo } from '../api/toasts.ts';
import { useText } from '../i18n/text.tsx';
import { useFieldError } from './Fields.tsx';
import { isSameView, viewQuery } from './saved-view-query.ts';

interface SavedViewsProps {
  /** Which list: "agencies", "recommendations"; the same word on every screen that shows it. */
  readonly list: string;
  /** Parameters of the address that are no part of the view, besides the usual ones. */
  readonly passing?: readonly string[];
}

/** What the dialog is about: a new view, or one that is there. */
type Editing = { readonly kind: 'new' } | { readonly kind: 'change'; readonly view: SavedView };

export function SavedViews({ list, passing = [] }: SavedViewsProps) {
  const t = useText();
  const w = t.lists;
  const [params, setParams] = useSearchParams();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const views = useQueryOf('savedViews.list', { list });
  const now = viewQuery(params, passing);
  const rows = views.data ?? [];
  const current = rows.find(({ query }) => isSameView(query, now, passing));
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={current === undefined ? w.views : w.viewsOf(current.name)}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ maxWidth: '16rem' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {current?.name ?? w.views}
        </Box>
        <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem
          selected={now === ''}
          onClick={() => {
            close();
            setParams({});
          }}
        >
          {w.everything}
        </MenuItem>
        {rows.length === 0 ? (
          <ListSubheader sx={{ lineHeight: 2.4 }}>{w.noViews}</ListSubheader>
        ) : (
          <Divider />
        )}
        {rows.map((view) => (
          <MenuItem
            key={view.id}
            selected={view.id === current?.id}
            onClick={() => {
              close();
              setParams(new URLSearchParams(view.query));
            }}
            sx={{ maxWidth: '30rem', whiteSpace: 'normal' }}
          >
            {view.name}
            {view.shared ? (
              <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                {w.sharedMark}
              </Box>
            ) : null}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          disabled={now === '' || current !== undefined}
          onClick={() => {
            close();
            setEditing({ kind: 'new' });
          }}
        >
          {w.save}
        </MenuItem>
        {rows.map((view) => (
          <MenuItem
            key={view.id}
            onClick={() => {
              close();
              setEditing({ kind: 'change', view });
            }}
            sx={{ color: 'text.secondary', maxWidth: '30rem', whiteSpace: 'normal' }}
          >
            <EditIcon aria-hidden sx={{ fontSize: 16, mr: 1 }} />
            {w.change(view.name)}
          </MenuItem>
        ))}
      </Menu>
      {editing === null ? null : (
        <ViewDialog list={list} now={now} editing={editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

interface ViewDialogProps {
  readonly list: string;
  readonly now: string;
  readonly editing: Editing;
  readonly onClose: () => void;
}
function ViewDialog({ list, now, editing, onClose }: ViewDialogProps) {
  const t = useText();
  const w = t.lists;
  const view = editing.kind === 'change' ? editing.view : null;
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [takesNow, setTakesNow] = useState(false);
  const create = useCommand('savedViews.create', { quiet: true });
  const update = useCommand('savedViews.update', { quiet: true });
  const remove = useCommand('savedViews.delete');
  const fault = useFieldError((create.error ?? update.error)?.value);
  const failed = create.error ?? update.error;

  async function save() {
    const trimmed = name.trim();
    if (trimmed === '') return;
    const done =
      view === null
        ? await create.run({ list, name: trimmed, query: now, shared })
        : await update.run({
            id: view.id,
            rev: view.rev,
            patch: { name: trimmed, shared, ...(takesNow ? { query: now } : {}) },
          });
    if (done === undefined) return;
    showNotice(w.saved(trimmed));
    onClose();
  }
  async function drop(gone: SavedView) {
    if ((await remove.run({ id: gone.id, rev: gone.rev })) === undefined) return;
    showUndo(w.deleted(gone.name));
    onClose();
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby="view-title">
      <Box
        component="form"
        noValidate
        onSubmit={(event: { preventDefault(): void }) => {
          event.preventDefault();
          void save();
        }}
      >
        <DialogTitle id="view-title">{view === null ? w.saveTitle : w.changeTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1 }}>
          <Typography variant="body2" color="text.secondary">
            {w.what}
          </Typography>
          <TextField
            autoFocus
            required
            label={w.name}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={failed !== null}
            helperText={fault('name') ?? (failed === null ? w.nameHint : failed.code)}
            slotProps={{ htmlInput: { maxLength: 120, autoComplete: 'off' } }}
            sx={{ mt: 1 }}
          />
          <FormControlLabel
            control={<Checkbox checked={shared} onChange={(_event, on) => setShared(on)} />}
            label={w.shared}
          />
          {view === null || now === '' ? null : (
            <FormControlLabel
              control={<Checkbox checked={takesNow} onChange={(_event, on) => setTakesNow(on)} />}
              label={w.takeCurrent}
            />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, py: 1.5 }}>
          {view === null ? null : (
            <Button
              color="error"
              disabled={remove.pending}
              onClick={() => void drop(view)}
              sx={{ mr: 'auto' }}
            >
              {w.delete}
            </Button>
          )}
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={name.trim() === '' || create.pending || update.pending}
          >
            {w.saveIt}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
