// The left navigation: the places that exist; folds to icons with their names as tooltips.
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import FoldIcon from '@mui/icons-material/KeyboardDoubleArrowLeft';
import UnfoldIcon from '@mui/icons-material/KeyboardDoubleArrowRight';
import { NavLink } from 'react-router';
import { useText } from '../i18n/text.tsx';
import { Logo } from './Logo.tsx';
import { placeNames, places } from './places.tsx';

interface SideNavProps {
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}

export function SideNav({ folded, onFold }: SideNavProps) {
  const t = useText();
  return (
    <Box
      component="nav"
      aria-label={t.frame.navigation}
      sx={{
        width: folded ? 56 : 208,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        backgroundColor: 'background.sunken',
        borderRight: '1px solid',
        borderColor: 'divider',
        '@media print': { display: 'none' },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, px: 1.75, height: 52, flex: 'none' }}>
        <Logo />
        {folded ? null : (
          <Box component="span" sx={{ fontWeight: 700, fontSize: '0.9375rem', letterSpacing: '-0.01em' }}>
            {t.frame.productName}
          </Box>
        )}
      </Box>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, px: 1, py: 0.5, display: 'grid', gap: 0.25, overflow: 'auto' }}
      >
        {placeNames.map((name) => {
          const { to, Icon } = places[name];
          const label = t.frame.places[name];
          return (
            <li key={name}>
              <Tooltip title={folded ? label : ''} placement="right">
                <ButtonBase
                  component={NavLink}
                  to={to}
                  end={to === '/'}
                  aria-label={label}
                  sx={{
                    width: '100%',
                    justifyContent: folded ? 'center' : 'flex-start',
                    gap: 1.25,
                    px: 1.25,
                    height: 36,
                    borderRadius: 1,
                    fontSize: '0.8125rem',
                    fontFamily: 'inherit',
                    fontWeight: 500,
                    color: 'text.secondary',
                    '&:hover': { backgroundColor: 'background.tint', color: 'text.primary' },
                    '&.active': {
                      backgroundColor: 'background.tint',
                      color: 'primary.main',
                      fontWeight: 600,
                      boxShadow: 'inset 3px 0 0 var(--k-palette-primary-main)',
                    },
                    '&.Mui-focusVisible': {
                      outline: '2px solid var(--k-palette-primary-main)',
                      outlineOffset: -2,
                    },
                  }}
                >
                  <Icon sx={{ fontSize: 19 }} />
                  {folded ? null : <span>{label}</span>}
                </ButtonBase>
              </Tooltip>
            </li>
          );
        })}
      </Box>
      <Box sx={{ mt: 'auto', p: 1, display: 'flex', justifyContent: folded ? 'center' : 'flex-end' }}>
        <Tooltip title={folded ? t.frame.expand : t.frame.collapse} placement="right">
          <IconButton
            aria-label={folded ? t.frame.expand : t.frame.collapse}
            aria-expanded={!folded}
            onClick={() => onFold(!folded)}
          >
            {folded ? <UnfoldIcon sx={{ fontSize: 18 }} /> : <FoldIcon sx={{ fontSize: 18 }} />}
          </IconButton>
        </Tooltip>
      </Box>
    </Box>
  );
}
