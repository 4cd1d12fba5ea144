// Light or dark, and the language: preferences of this PC's screen.
import { useState } from 'react';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import ContrastIcon from '@mui/icons-material/ContrastOutlined';
import { useColorScheme } from '@mui/material/styles';
import { useLanguage, useText } from '../i18n/text.tsx';

export function AppearanceMenu() {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { mode, setMode } = useColorScheme();
  const { language, setLanguage } = useLanguage();
  const close = () => setAnchor(null);
  return (
    <>
      <Tooltip title={t.frame.appearance}>
        <IconButton
          aria-label={t.frame.appearance}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <ContrastIcon sx={{ fontSize: 19 }} />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {(['light', 'dark', 'system'] as const).map((choice) => (
          <MenuItem
            key={choice}
            selected={mode === choice}
            onClick={() => {
              setMode(choice);
              close();
            }}
          >
            {t.frame[choice]}
          </MenuItem>
        ))}
        <Divider />
        {(['vi', 'en'] as const).map((choice) => (
          <MenuItem
            key={choice}
            lang={choice}
            selected={language === choice}
            onClick={() => {
              setLanguage(choice);
              close();
            }}
          >
            {choice === 'vi' ? t.frame.vietnamese : t.frame.english}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
