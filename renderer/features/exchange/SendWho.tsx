// The second step of sending: an office of the trust list, the one above first; or whoever knows a passphrase.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Radio from '@mui/material/Radio';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { TrustedOffice } from '../../../core/contract/exchange-keys.ts';
import { PROPOSED_WORDS, proposedPassphrase } from '../../../core/exchange/package/passphrase.ts';
import { strengthOf } from '../../components/new-passphrase.ts';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { EmptyState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ChoiceLine } from './PlaceChooser.tsx';
import { recipientsFound } from './send-state.ts';
import type { RecipientDraft } from './send-state.ts';

interface SendWhoProps {
  readonly offices: readonly TrustedOffice[];
  readonly draft: RecipientDraft;
  readonly onChange: (draft: RecipientDraft) => void;
}

export function SendWho({ offices, draft, onChange }: SendWhoProps) {
  const w = useText().exchange.sending;
  return (
    <Box
      component="fieldset"
      sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 0.75, maxWidth: '48rem' }}
    >
      <Box component="legend" sx={{ p: 0, mb: 0.5, fontSize: '1.0625rem', fontWeight: 600 }}>
        {w.who}
      </Box>
      <ChoiceLine
        title={w.byOffice}
        text={w.byOfficeText}
        checked={draft.kind === 'office'}
        onChoose={() => onChange({ ...draft, kind: 'office' })}
      >
        <OfficeList
          offices={offices}
          chosen={draft.officeId}
          onChoose={(officeId) => onChange({ ...draft, officeId })}
        />
      </ChoiceLine>
      <ChoiceLine
        title={w.byPassword}
        text={w.byPasswordText}
        checked={draft.kind === 'passphrase'}
        onChoose={() => onChange({ ...draft, kind: 'passphrase' })}
      >
        <PassphraseForm draft={draft} onChange={onChange} />
      </ChoiceLine>
    </Box>
  );
}

/** More are found by typing, never scrolled through. */
const LISTED = 40;
const SEARCHED_FROM = 8;

interface OfficeListProps {
  readonly offices: readonly TrustedOffice[];
  readonly chosen: string | null;
  readonly onChoose: (officeId: string) => void;
}
function OfficeList({ offices, chosen, onChoose }: OfficeListProps) {
  const t = useText();
  const w = t.exchange.sending;
  const [text, setText] = useState('');
  if (offices.length === 0) {
    return (
      <EmptyState
        title={w.noOffice}
        text={w.noOfficeText}
        action={
          <Button component={Link} to="/settings/seal" variant="outlined">
            {t.exchange.arrivals.openTrust}
          </Button>
        }
      />
    );
  }
  const found = recipientsFound(offices, text);
  const listed = found.slice(0, LISTED);
  // The chosen one never falls out of sight.
  const kept = offices.find((one) => one.officeId === chosen && !listed.includes(one));
  const shown = kept === undefined ? listed : [kept, ...listed];
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {offices.length > SEARCHED_FROM ? (
        <TextField
          type="search"
          label={w.find}
          value={text}
          onChange={(event) => setText(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
          sx={{ maxWidth: '24rem' }}
        />
      ) : null}
      {found.length === 0 ? (
        <Typography variant="body2" color="text.secondary" component="output">
          {w.nothingFound}
        </Typography>
      ) : null}
      <Box
        role="radiogroup"
        aria-label={w.who}
        sx={{
          maxHeight: '20rem',
          overflow: 'auto',
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
        }}
      >
        {shown.map((office) => (
          <Box
            component="label"
            key={office.id}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 0.5,
              pr: 1.5,
              cursor: 'pointer',
              borderBottom: '1px solid',
              borderColor: 'divider',
              '&:last-of-type': { borderBottom: 0 },
              '&:hover': { backgroundColor: 'background.tint' },
            }}
          >
            <Radio
              size="small"
              name="recipient-office"
              checked={chosen === office.officeId}
              onChange={() => onChoose(office.officeId)}
            />
            <Box
              component="span"
              sx={{ flex: 1, minWidth: 0, fontSize: '0.875rem', overflowWrap: 'anywhere' }}
            >
              {office.name}
            </Box>
            <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary', whiteSpace: 'nowrap' }}>
              {t.exchange.relation[office.relation]} · {t.labels.officeLevel[office.level]}
            </Box>
          </Box>
        ))}
      </Box>
      {found.length > LISTED ? (
        <Typography variant="caption" color="text.secondary" component="output">
          {w.officesShown(formatCount(LISTED), formatCount(found.length))}
        </Typography>
      ) : null}
    </Box>
  );
}

interface PassphraseFormProps {
  readonly draft: RecipientDraft;
  readonly onChange: (draft: RecipientDraft) => void;
}
function PassphraseForm({ draft, onChange }: PassphraseFormProps) {
  const w = useText().exchange.sending;
  const [proposed, setProposed] = useState<string | null>(null);
  const strength = strengthOf(draft.passphrase.first);
  return (
    <>
      <TextField
        required
        label={w.recipientName}
        value={draft.name}
        helperText={w.recipientNameHint}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
      />
      <PassphraseFields
        value={draft.passphrase}
        onChange={(passphrase) => onChange({ ...draft, passphrase })}
        tried={draft.passphrase.second !== ''}
        hint={strength === 'short' ? undefined : w.strength[strength]}
      />
      <Box>
        <Button
          variant="outlined"
          color="secondary"
          onClick={() => {
            const words = proposedPassphrase(
              window.crypto.getRandomValues(new Uint8Array(2 * PROPOSED_WORDS)),
            );
            setProposed(words);
            onChange({ ...draft, passphrase: { first: words, second: words } });
          }}
        >
          {w.suggest}
        </Button>
        {proposed === null || proposed !== draft.passphrase.first ? null : (
          <Box component="output" sx={{ display: 'block', mt: 1 }}>
            <Typography sx={{ fontWeight: 600, fontSize: '1rem', userSelect: 'all' }}>
              {w.suggested(proposed)}
            </Typography>
            <Typography variant="caption" color="text.secondary">
              {w.suggestedHint}
            </Typography>
          </Box>
        )}
      </Box>
    </>
  );
}
