// The photos of the round's evidence, to choose one for the text.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { Evidence } from '../../../../core/contract/evidence.ts';
import type { ImageBlock } from '../../../../core/documents/content.ts';
import { useQueryOf } from '../../../api/query.ts';
import { showError, showNotice } from '../../../api/toasts.ts';
import { SelectField } from '../../../components/Fields.tsx';
import { Loaded } from '../../../components/States.tsx';
import { useText } from '../../../i18n/text.tsx';
import { Thumbnail } from '../../evidence/Thumbnail.tsx';
import { imageBlockOf, isPicture } from './pictures.ts';

interface PictureDialogProps {
  /** Null: a paper of no round, which has no pictures to choose from. */
  readonly planId: string | null;
  /** null: of the whole round; the visit is chosen here. */
  readonly visitId: string | null;
  readonly onChoose: (block: Omit<ImageBlock, 'id'>) => void;
  readonly onClose: () => void;
}

export function PictureDialog({ planId, visitId, onChoose, onClose }: PictureDialogProps) {
  const t = useText();
  const words = t.documents.editor;
  const visits = useQueryOf(
    'visits.list',
    { planId: planId ?? undefined },
    { enabled: visitId === null && planId !== null },
  );
  const [chosen, setChosen] = useState<string | null>(visitId);
  const shown = chosen ?? visits.data?.[0]?.id ?? null;
  const [busy, setBusy] = useState(false);
  async function choose(row: Evidence) {
    setBusy(true);
    try {
      const block = await imageBlockOf(row);
      if (block === null) showNotice(words.missingPicture);
      else onChoose(block);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="picture-title">
      <DialogTitle id="picture-title">{words.insertPicture}</DialogTitle>
      <DialogContent sx={{ minHeight: 260 }}>
        {visitId === null && (
          <Box sx={{ my: 1, maxWidth: 420 }}>
            <SelectField
              label={words.pictureVisit}
              value={shown}
              choices={(visits.data ?? []).map(({ id, agencyName }) => ({ value: id, label: agencyName }))}
              onChange={(value) => setChosen(value)}
            />
          </Box>
        )}
        {shown === null ? (
          <Typography color="text.secondary">{words.noPictures}</Typography>
        ) : (
          <VisitPictures visitId={shown} busy={busy} onChoose={(row) => void choose(row)} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.frame.close}</Button>
      </DialogActions>
    </Dialog>
  );
}

interface VisitPicturesProps {
  readonly visitId: string;
  readonly busy: boolean;
  readonly onChoose: (row: Evidence) => void;
}
function VisitPictures({ visitId, busy, onChoose }: VisitPicturesProps) {
  const t = useText();
  const words = t.documents.editor;
  const evidence = useQueryOf('evidence.list', { visitId });
  return (
    <Loaded query={evidence}>
      {(rows) => {
        const pictures = rows.filter(isPicture);
        if (pictures.length === 0) return <Typography color="text.secondary">{words.noPictures}</Typography>;
        return (
          <Box
            component="ul"
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              display: 'grid',
              gap: 1.5,
              gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
            }}
          >
            {pictures.map((row) => (
              <li key={row.id}>
                <ButtonBase
                  disabled={busy}
                  onClick={() => onChoose(row)}
                  sx={{ display: 'block', p: 0.5, borderRadius: 1, width: 1, textAlign: 'left' }}
                >
                  <Thumbnail row={row} size={132} make={false} />
                  <Box sx={{ fontSize: '0.75rem', mt: 0.5, overflowWrap: 'anywhere' }}>
                    {row.caption ?? row.fileName}
                  </Box>
                </ButtonBase>
              </li>
            ))}
          </Box>
        );
      }}
    </Loaded>
  );
}
