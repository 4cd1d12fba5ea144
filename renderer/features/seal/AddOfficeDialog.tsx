// An office joins the trust list: its card comes in, the eight words are compared by telephone, then it is believed.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { CardFacts, FileSource, OfficeRelation } from '../../../core/contract/exchange-keys.ts';
import { call, upload } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useRefetch } from '../../api/refetch.ts';
import { showNotice } from '../../api/toasts.ts';
import { SelectField } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CompareWords, comparing } from './CompareWords.tsx';
import { CardStanding } from './CardStanding.tsx';

interface ReadCard {
  readonly source: FileSource;
  readonly facts: CardFacts;
}

interface AddOfficeDialogProps {
  /** A card that somebody has found already: it is read at once. */
  readonly given?: { readonly source: FileSource; readonly name: string };
  readonly onClose: () => void;
}
export function AddOfficeDialog({ given, onClose }: AddOfficeDialogProps) {
  const t = useText();
  const w = t.seal.trust;
  const refetch = useRefetch();
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [card, setCard] = useState<ReadCard | null>(null);
  const [relation, setRelation] = useState<OfficeRelation>('other');
  const [agreed, setAgreed] = useState(false);
  const add = useCommand('trust.add', { quiet: true });

  async function read(name: string, bring: () => Promise<FileSource>) {
    setFault(null);
    setCard(null);
    setAgreed(false);
    add.reset();
    setReading(name);
    try {
      const source = await bring();
      const facts = await call('trust.look', { source });
      setRelation(facts.relation);
      setCard({ source, facts });
    } catch (error) {
      setFault(error);
    } finally {
      setReading(null);
    }
  }
  const readGiven = useEffectEvent(() => {
    if (given !== undefined) void read(given.name, async () => given.source);
  });
  useEffect(() => {
    const timer = setTimeout(() => readGiven(), 0);
    return () => clearTimeout(timer);
  }, []);
  const readFile = (file: File) =>
    read(file.name, async () => {
      const uploaded = await upload('package', file);
      return { kind: 'upload', file: uploaded.id, fileName: file.name };
    });
  async function confirm() {
    if (card === null) return;
    const { source, facts } = card;
    const added = await add.run({ source, relation, fingerprint: [...facts.fingerprint] });
    if (added === undefined) return;
    await refetch('trust.list');
    showNotice(w.added(added.name));
    onClose();
  }

  const facts = card?.facts;
  const takes = facts !== undefined && ['new', 'renewed', 'different'].includes(facts.standing);
  const ready = takes && (facts.standing === 'renewed' || agreed);
  const problem = fault ?? add.error;
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="add-office"
      maxWidth={takes ? 'md' : 'sm'}
      slotProps={{
        paper: {
          onDragOver: (event: DragEvent) => event.preventDefault(),
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            const [file] = [...event.dataTransfer.files];
            if (file !== undefined) void readFile(file);
          },
        },
      }}
    >
      <DialogTitle id="add-office">{w.addTitle}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
        {problem === null ? null : <ErrorState error={problem} compact />}
        {reading !== null ? (
          <Box>
            <Typography component="output">{w.reading(reading)}</Typography>
            <LinearProgress aria-label={w.reading(reading)} sx={{ mt: 1 }} />
          </Box>
        ) : facts === undefined ? (
          <>
            <Typography color="text.secondary">
              {w.chooseLead} {w.drop}.
            </Typography>
            <CardsOnPlaces onChoose={(path, name) => void read(name, async () => ({ kind: 'path', path }))} />
          </>
        ) : (
          <>
            <Box>
              <Typography variant="h3" component="p">
                {facts.name}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {t.labels.officeLevel[facts.level]} · {w.cardMadeAt(momentOf(facts.madeAt))}
              </Typography>
            </Box>
            <CardStanding standing={facts.standing} />
            {facts.namesake && takes ? (
              <Typography variant="body2" sx={{ color: 'warning.main' }}>
                {w.namesake}
              </Typography>
            ) : null}
            {takes ? (
              <>
                <CompareWords
                  key={facts.fingerprint.join(' ')}
                  name={facts.name}
                  words={facts.fingerprint}
                  way={comparing[facts.standing === 'different' ? 'different' : 'new']}
                  onAgreed={setAgreed}
                />
                <Box sx={{ maxWidth: '22rem' }}>
                  <SelectField
                    label={w.relation}
                    value={relation}
                    choices={(['above', 'below', 'other'] as const).map((value) => ({
                      value,
                      label: w.relations[value],
                    }))}
                    helperText={w.relationHint}
                    onChange={(next) => {
                      if (next !== null) setRelation(next);
                    }}
                  />
                </Box>
              </>
            ) : null}
          </>
        )}
        <input
          type="file"
          ref={input}
          hidden
          accept=".cchck"
          onChange={(event) => {
            const [chosen] = [...(event.target.files ?? [])];
            event.target.value = '';
            if (chosen !== undefined) void readFile(chosen);
          }}
        />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{takes || facts === undefined ? t.frame.cancel : t.frame.close}</Button>
        <Button
          variant={takes ? 'outlined' : 'contained'}
          autoFocus
          // Never disabled: it has the focus, which would fall out of the dialog.
          aria-disabled={reading !== null}
          onClick={() => {
            if (reading === null) input.current?.click();
          }}
        >
          {facts === undefined ? w.choose : w.chooseOther}
        </Button>
        {takes ? (
          <Button
            variant="contained"
            color={facts.standing === 'different' ? 'error' : 'primary'}
            disabled={!ready || add.pending}
            onClick={() => void confirm()}
          >
            {facts.standing === 'renewed' ? w.confirmRenewed : w.confirm}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}

interface CardsOnPlacesProps {
  readonly onChoose: (path: string, fileName: string) => void;
}
/** What lies on the sticks already: nothing has to be looked for. */
function CardsOnPlaces({ onChoose }: CardsOnPlacesProps) {
  const w = useText().seal.trust;
  const places = useQueryOf('exchange.places', {});
  const cards = (places.data ?? []).flatMap((place) =>
    place.files.filter(({ kind }) => kind === 'card').map((file) => ({ ...file, place: place.label })),
  );
  // Where the places cannot be listed, the file is chosen as everywhere else.
  if (places.isError) return null;
  return (
    <Box>
      <Typography variant="subtitle2" component="p">
        {w.onPlaces}
      </Typography>
      {places.data === undefined ? (
        <Typography variant="body2" color="text.secondary" component="output">
          {w.lookingAtPlaces}
        </Typography>
      ) : cards.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.noneOnPlaces}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: '16rem', overflow: 'auto' }}>
          {cards.map((card) => (
            <li key={card.path}>
              <Button
                color="inherit"
                onClick={() => onChoose(card.path, card.fileName)}
                sx={{
                  width: '100%',
                  justifyContent: 'flex-start',
                  gap: 1.5,
                  fontWeight: 500,
                  textAlign: 'left',
                }}
              >
                <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  {card.fileName}
                </Box>
                <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
                  {card.place} · {momentOf(card.modifiedAt)}
                </Box>
              </Button>
            </li>
          ))}
        </Box>
      )}
    </Box>
  );
}
