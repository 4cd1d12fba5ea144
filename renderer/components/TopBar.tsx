// The bar above every screen: search, undo and redo, the state of saving, who is working, language and scheme.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import useMediaQuery from '@mui/material/useMediaQuery';
import PersonIcon from '@mui/icons-material/PersonOutlined';
import RedoIcon from '@mui/icons-material/RedoOutlined';
import SearchIcon from '@mui/icons-material/SearchOutlined';
import UndoIcon from '@mui/icons-material/UndoOutlined';
import { useNavigate } from 'react-router';
import type { Person } from '../../core/contract/system.ts';
import { useCommand, useQueryOf } from '../api/query.ts';
import { flushAll, useOverallSaveState } from '../api/save-states.ts';
import { showNotice } from '../api/toasts.ts';
import { BackupNotice } from '../features/backups/BackupNotice.tsx';
import { useText } from '../i18n/text.tsx';
import { AppearanceMenu } from './AppearanceMenu.tsx';
import { SaveStateLabel } from './SaveStateLabel.tsx';
import { useUndo } from './undo.ts';

interface TopBarProps {
  readonly onSearch: () => void;
}

export function TopBar({ onSearch }: TopBarProps) {
  const t = useText();
  const undo = useUndo();
  const saveState = useOverallSaveState();
  // At 200 % text on a small screen the bar keeps what can be acted on.
  const isNarrow = useMediaQuery('(max-width: 900px)');
  return (
    <Box
      component="header"
      aria-label={t.frame.topBar}
      sx={{
        height: 52,
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 2.5,
        borderBottom: '1px solid',
        borderColor: 'divider',
        backgroundColor: 'background.default',
        '@media print': { display: 'none' },
      }}
    >
      <ButtonBase
        onClick={onSearch}
        aria-keyshortcuts="Control+K"
        sx={{
          flex: '0 1 26rem',
          minWidth: '6rem',
          height: 34,
          px: 1.25,
          gap: 1,
          justifyContent: 'flex-start',
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
          color: 'text.secondary',
          fontSize: '0.8125rem',
          fontFamily: 'inherit',
          '&:hover': { borderColor: 'text.secondary' },
          '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 1 },
        }}
      >
        <SearchIcon sx={{ fontSize: 18 }} />
        <Box
          component="span"
          sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', textAlign: 'left' }}
        >
          {t.frame.search}
        </Box>
        <Box
          component="kbd"
          sx={{
            display: { xs: 'none', md: 'inline' },
            whiteSpace: 'nowrap',
            ml: 'auto',
            font: 'inherit',
            fontSize: '0.6875rem',
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 0.5,
            px: 0.5,
          }}
        >
          Ctrl+K
        </Box>
      </ButtonBase>
      <Box sx={{ display: 'flex', flex: 'none', ml: 1 }}>
        <Tooltip title={undo.undoStep === null ? t.frame.nothingToUndo : t.frame.undoWhat(undo.undoStep)}>
          <span>
            <IconButton
              aria-label={t.frame.undo}
              disabled={undo.undoStep === null}
              onClick={() => void undo.undo()}
            >
              <UndoIcon sx={{ fontSize: 19 }} />
            </IconButton>
          </span>
        </Tooltip>
        <Tooltip title={undo.redoStep === null ? t.frame.nothingToRedo : t.frame.redoWhat(undo.redoStep)}>
          <span>
            <IconButton
              aria-label={t.frame.redo}
              disabled={undo.redoStep === null}
              onClick={() => void undo.redo()}
            >
              <RedoIcon sx={{ fontSize: 19 }} />
            </IconButton>
          </span>
        </Tooltip>
      </Box>
      <Box sx={{ ml: 'auto', display: 'flex', flex: 'none', alignItems: 'center', gap: 1.5 }}>
        <BackupNotice />
        <SaveStateLabel state={saveState} quiet={isNarrow} />
        <PersonMenu />
        <AppearanceMenu />
      </Box>
    </Box>
  );
}

function PersonMenu() {
  const t = useText();
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const status = useQueryOf('system.status', {});
  const persons = useQueryOf('persons.list', {}, { enabled: anchor !== null });
  const act = useCommand('persons.act');
  const acting = status.data?.actingPerson ?? null;
  const role = acting === null ? '' : t.people.roles[acting.role];
  const label = acting === null ? t.frame.noPerson : t.people.actingIs(acting.fullName, role);
  const close = () => setAnchor(null);
  async function become(person: Person) {
    // What was typed is the work of whoever typed it.
    await flushAll();
    if ((await act.run({ id: person.id })) === undefined) return;
    showNotice(t.people.nowActing(person.fullName, t.people.roles[person.role]));
  }
  return (
    <>
      <Tooltip title={label}>
        <Button
          color="secondary"
          startIcon={<PersonIcon sx={{ fontSize: 18 }} />}
          aria-haspopup="menu"
          aria-label={label}
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ fontWeight: 500, maxWidth: 260 }}
        >
          {/* The role stays where there is little room: it says what may be done here. */}
          <Box
            component="span"
            sx={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              '@media (max-width: 900px)': { display: 'none' },
            }}
          >
            {acting?.fullName ?? t.frame.noPerson}
          </Box>{' '}
          {acting === null ? null : (
            <Box
              component="span"
              sx={{ color: 'text.secondary', fontWeight: 400, ml: 0.75, flex: 'none', whiteSpace: 'nowrap' }}
            >
              {role}
            </Box>
          )}
        </Button>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <ListSubheader sx={{ lineHeight: 2.4 }}>{t.frame.changePerson}</ListSubheader>
        {(persons.data ?? [])
          .filter((person) => person.active)
          .map((person) => (
            <MenuItem
              key={person.id}
              selected={person.id === acting?.id}
              onClick={() => {
                close();
                if (person.id !== acting?.id) void become(person);
              }}
            >
              {person.fullName}
              <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                {t.people.roles[person.role]}
                {person.position === null ? '' : ` · ${person.position}`}
              </Box>
            </MenuItem>
          ))}
        <Divider />
        <MenuItem
          onClick={() => {
            close();
            void navigate('/settings/people');
          }}
        >
          {t.people.managePeople}
        </MenuItem>
      </Menu>
    </>
  );
}
