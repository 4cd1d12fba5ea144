// The office's own limits: they hold in every round that has none of its own.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { indicatorLabel } from '../../../core/rules/one-stop-indicators.ts';
import { useQueryOf } from '../../api/query.ts';
import { Loaded } from '../../components/States.tsx';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { plainTable } from '../../components/plain-table.ts';
import { LimitEditor } from './ThresholdTable.tsx';

export function OfficeLimits({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const limits = useQueryOf('thresholds.list', { planId: null });
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby="office-limits">
      <DialogTitle id="office-limits">{w.officeLimits}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {w.officeLimitsHint}
        </Typography>
        <Loaded query={limits}>
          {(rows) => (
            <Box component="table" aria-label={w.officeLimits} sx={plainTable}>
              <thead>
                <tr>
                  <th scope="col">{w.indicator}</th>
                  <th scope="col">{w.visit.threshold}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((effective) => {
                  const label = indicatorLabel(effective.indicator, 'full_partial', language);
                  const { row } = effective;
                  return (
                    <tr key={effective.indicator}>
                      <th scope="row">{label}</th>
                      <td>
                        <LimitEditor
                          key={`${row?.comparison ?? ''}${row?.limitValue ?? ''}`}
                          effective={effective}
                          planId={null}
                          label={label}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </Box>
          )}
        </Loaded>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.frame.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
