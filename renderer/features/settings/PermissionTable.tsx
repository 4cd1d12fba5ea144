// Who may do what, to read: every action of the one table against every role.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { personRole } from '../../../core/contract/system.ts';
import { actions, permits } from '../../../core/rules/permissions.ts';
import { useActor } from '../../api/may.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { useText } from '../../i18n/text.tsx';

export function PermissionTable() {
  const t = useText();
  const w = t.people;
  const acting = useActor()?.role ?? null;
  const roles = personRole.options;
  return (
    <Box component="section" aria-labelledby="permissions-title">
      <Typography variant="h2" id="permissions-title" sx={{ mb: 0.5 }}>
        {w.table}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {w.tableText}
      </Typography>
      <Box
        component="table"
        aria-labelledby="permissions-title"
        sx={{
          borderCollapse: 'collapse',
          width: '100%',
          fontSize: '0.8125rem',
          '& th, & td': {
            borderBottom: '1px solid',
            borderColor: 'divider',
            px: 1,
            py: 0.5,
            fontWeight: 400,
          },
          '& thead th': { fontWeight: 600, color: 'text.secondary', verticalAlign: 'bottom' },
          '& tbody th': { textAlign: 'left' },
          '& td': { textAlign: 'center', width: '7rem' },
          '& .acting': { backgroundColor: 'background.tint' },
        }}
      >
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ textAlign: 'left' }}>
              {w.action}
            </Box>
            {roles.map((role) => (
              <th key={role} scope="col" className={role === acting ? 'acting' : undefined}>
                {w.roles[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => (
            <tr key={action}>
              <th scope="row">
                {w.actions[action].charAt(0).toLocaleUpperCase('vi') + w.actions[action].slice(1)}
              </th>
              {roles.map((role) => (
                <td key={role} className={role === acting ? 'acting' : undefined}>
                  <span aria-hidden>{permits(role, action) ? '✓' : '–'}</span>
                  <HiddenText text={permits(role, action) ? w.may : w.mayNot} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
