// Who issues documents: every line of head and signature, with the printed look beside it.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Issuer, SignAuthority } from '../../../core/contract/issuers.ts';
import { authoritiesOf, authorityOfLines, signLinesFor } from '../../../core/rules/sign-authority.ts';
import type { SigningIssuer } from '../../../core/rules/sign-authority.ts';
import { ApiError, call } from '../../api/client.ts';
import { isComposing, useAutosave } from '../../api/autosave.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

const kinds = ['ubnd', 'chairman', 'department', 'team'] as const;

const linesOf = (text: string | null): string[] =>
  (text ?? '').split('\n').filter((line) => line.trim() !== '');

/** What the lines say; null: somebody wrote them otherwise. */
function authorityOf(kind: Issuer['kind'], signLines: string | null): SignAuthority | null {
  const found = authorityOfLines(linesOf(signLines));
  return found !== null && authoritiesOf(kind).includes(found) ? found : null;
}

/** The lines go with the body's kind and name until somebody has written their own. */
function followed(before: SigningIssuer & Pick<Issuer, 'signLines'>, after: SigningIssuer): Partial<Issuer> {
  const authority = authorityOf(before.kind, before.signLines);
  const own = linesOf(before.signLines).join('\n');
  const isOwn = own !== '' && (authority === null || own !== signLinesFor(authority, before).join('\n'));
  if (isOwn) return {};
  const choices = authoritiesOf(after.kind);
  const signAuthority = authority !== null && choices.includes(authority) ? authority : (choices[0] ?? null);
  return signAuthority === null
    ? {}
    : { signAuthority, signLines: signLinesFor(signAuthority, after).join('\n') };
}

export function IssuersTab() {
  const t = useText();
  const s = t.settings;
  const issuers = useQueryOf('issuers.list', {});
  const create = useCommand('issuers.create');
  const [chosen, setChosen] = useState<string | null>(null);
  const add = async () => {
    const nameLine = s.newIssuerName.toLocaleUpperCase('vi');
    const made = await create.run({
      kind: 'department',
      name: s.newIssuerName,
      parentLine: null,
      nameLine,
      authorityLine: null,
      signLines: signLinesFor('head', { kind: 'department', nameLine }).join('\n'),
      signAuthority: 'head',
      signerName: null,
      signerTitleBelow: null,
      symbol: null,
      numberSeries: null,
      ownsSeries: false,
      placeName: null,
      archiveLine: null,
    });
    if (made !== undefined) setChosen(made.id);
  };
  const button = (
    <Button variant="contained" disabled={create.pending} onClick={() => void add()}>
      {s.addIssuer}
    </Button>
  );
  return (
    <Loaded query={issuers} skeleton={<FormSkeleton />}>
      {(rows) => {
        if (rows.length === 0)
          return <EmptyState title={s.noIssuers} text={s.noIssuersText} action={button} />;
        const issuer = rows.find(({ id }) => id === chosen) ?? rows[0];
        return (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', md: '15rem minmax(0, 1fr)' },
              gap: 3,
              alignItems: 'start',
            }}
          >
            <Box>
              <Box component="ul" sx={{ listStyle: 'none', m: 0, mb: 1.5, p: 0, display: 'grid', gap: 0.25 }}>
                {rows.map((one) => (
                  <li key={one.id}>
                    <ButtonBase
                      aria-current={one.id === issuer?.id ? 'true' : undefined}
                      onClick={() => setChosen(one.id)}
                      sx={{
                        display: 'block',
                        width: '100%',
                        textAlign: 'left',
                        px: 1.25,
                        py: 0.75,
                        borderRadius: 0.75,
                        fontFamily: 'inherit',
                        fontSize: '0.8125rem',
                        lineHeight: 1.55,
                        '&:hover': { backgroundColor: 'background.tint' },
                        '&[aria-current="true"]': {
                          backgroundColor: 'background.tint',
                          fontWeight: 600,
                          boxShadow: 'inset 3px 0 0 var(--k-palette-primary-main)',
                        },
                        '&.Mui-focusVisible': {
                          outline: '2px solid var(--k-palette-primary-main)',
                          outlineOffset: -2,
                        },
                      }}
                    >
                      {one.name} <ProvenanceMark provenance={one.provenance} />
                    </ButtonBase>
                  </li>
                ))}
              </Box>
              {button}
            </Box>
            {issuer === undefined ? null : (
              <IssuerForm key={issuer.id} issuer={issuer} onDeleted={() => setChosen(null)} />
            )}
          </Box>
        );
      }}
    </Loaded>
  );
}

function IssuerForm({ issuer, onDeleted }: { readonly issuer: Issuer; readonly onDeleted: () => void }) {
  const t = useText();
  const s = t.settings;
  const remove = useCommand('issuers.delete');
  const autosave = useAutosave<Issuer>({
    rowKey: `issuer:${issuer.id}`,
    row: issuer,
    send: (rev, patch, meta) => call('issuers.update', { id: issuer.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('issuers.list', {})).find(({ id }) => id === issuer.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'issuer' } });
      return found;
    },
  });
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: issuer.id, rev: autosave.value.rev })) {
      showUndo(s.deleted(issuer.name));
      onDeleted();
    }
  }
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) 26rem' },
        gap: 3,
        alignItems: 'start',
      }}
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <ConflictNotice autosave={autosave} labelOf={(field) => field} />
        <AutoText
          autosave={autosave}
          field="name"
          label={s.issuerName}
          required
          helperText={s.issuerNameHint}
          maxLength={300}
        />
        <SelectField
          label={s.issuerKind}
          value={autosave.value.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t.labels.issuerKind[kind] }))}
          onChange={(kind) => {
            if (kind === null) return;
            autosave.chooseAll({ kind, ...followed(autosave.value, { ...autosave.value, kind }) });
          }}
        />
        <AutoText
          autosave={autosave}
          field="parentLine"
          label={s.parentLine}
          nullable
          multiline
          minRows={1}
          maxLength={300}
        />
        <NameLine autosave={autosave} />
        <AutoText
          autosave={autosave}
          field="authorityLine"
          label={s.authorityLine}
          nullable
          maxLength={300}
        />
        <Signing autosave={autosave} />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
          <AutoText autosave={autosave} field="signerName" label={s.signerName} nullable maxLength={120} />
          <AutoText
            autosave={autosave}
            field="signerTitleBelow"
            label={s.signerTitleBelow}
            nullable
            maxLength={300}
          />
          <AutoText autosave={autosave} field="symbol" label={s.symbol} nullable maxLength={40} />
          <AutoText autosave={autosave} field="numberSeries" label={s.numberSeries} nullable maxLength={80} />
          <AutoText autosave={autosave} field="placeName" label={s.placeName} nullable maxLength={120} />
          <AutoText autosave={autosave} field="archiveLine" label={s.archiveLine} nullable maxLength={120} />
        </Box>
        <Box>
          <FormControlLabel
            label={s.ownsSeries}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Switch
                size="small"
                checked={autosave.value.ownsSeries}
                onChange={(_event, owns) => autosave.choose('ownsSeries', owns)}
                slotProps={{ input: { 'aria-describedby': 'owns-series-hint' } }}
              />
            }
          />
          <Typography id="owns-series-hint" variant="caption" color="text.secondary" component="p">
            {s.ownsSeriesHint}
          </Typography>
        </Box>
        <Box>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {s.delete}
          </Button>
        </Box>
      </Box>
      <Preview issuer={autosave.value} />
    </Box>
  );
}

interface PartProps {
  readonly autosave: Autosave<Issuer>;
}

/** The name in the head; the lines of the signature take the body's words from it. */
function NameLine({ autosave }: PartProps) {
  const t = useText();
  const { state } = autosave;
  const error = useFieldError(state.kind === 'error' ? state.error : null)('nameLine');
  const binding = autosave.text('nameLine');
  return (
    <TextField
      {...binding}
      label={t.settings.nameLine}
      required
      multiline
      minRows={1}
      maxRows={14}
      error={error !== undefined}
      helperText={error}
      onChange={(event) => {
        const { value: before } = autosave;
        const nameLine = event.target.value;
        const composing = isComposing(event.nativeEvent);
        autosave.set('nameLine', nameLine, { composing });
        const next = followed(before, { kind: before.kind, nameLine });
        if (next.signLines === undefined || next.signLines === before.signLines) return;
        autosave.set('signLines', next.signLines, { composing });
        autosave.set('signAuthority', next.signAuthority ?? null, { composing });
      }}
      slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
    />
  );
}

const OTHER = 'other';

/** One choice fills the lines above the signature; edited lines are nobody's choice any more. */
function Signing({ autosave }: PartProps) {
  const t = useText();
  const s = t.settings;
  const { value: issuer, state } = autosave;
  const error = useFieldError(state.kind === 'error' ? state.error : null)('signLines');
  const authority = authorityOf(issuer.kind, issuer.signLines);
  const binding = autosave.text('signLines', { nullable: true });
  return (
    <>
      <SelectField<SignAuthority | typeof OTHER>
        label={s.signAuthority}
        value={authority ?? OTHER}
        choices={[
          ...authoritiesOf(issuer.kind).map((value) => ({
            value,
            label: `${t.labels.signAuthority[value]}: ${signLinesFor(value, issuer).join(' / ')}`,
          })),
          ...(authority === null ? [{ value: OTHER, label: s.signOther } as const] : []),
        ]}
        onChange={(chosen) => {
          if (chosen === null || chosen === OTHER) return;
          autosave.chooseAll({ signAuthority: chosen, signLines: signLinesFor(chosen, issuer).join('\n') });
        }}
        helperText={s.signAuthorityHint}
      />
      <TextField
        {...binding}
        label={s.signLines}
        multiline
        minRows={2}
        maxRows={14}
        error={error !== undefined}
        helperText={error ?? s.signLinesHint}
        onChange={(event) => {
          binding.onChange(event);
          autosave.set('signAuthority', authorityOf(issuer.kind, event.target.value), {
            composing: isComposing(event.nativeEvent),
          });
        }}
        slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
      />
    </>
  );
}

/** Head and signature as the decree lays them out; black on white in both schemes, because it is paper. */
function Preview({ issuer }: { readonly issuer: Issuer }) {
  const t = useText();
  const s = t.settings;
  return (
    <Box component="figure" sx={{ m: 0, position: { lg: 'sticky' }, top: 0 }}>
      <Typography component="figcaption" variant="caption" color="text.secondary">
        {s.preview}
      </Typography>
      <Box
        lang="vi"
        sx={{
          mt: 0.5,
          p: 2,
          backgroundColor: '#fff',
          color: '#000',
          border: '1px solid',
          borderColor: 'divider',
          fontFamily: "'Times New Roman', Tinos, 'Liberation Serif', serif",
          fontSize: '11px',
          lineHeight: 1.4,
          display: 'grid',
          gridTemplateColumns: '2fr 3fr',
          columnGap: 1.5,
          textAlign: 'center',
        }}
      >
        <Box>
          {linesOf(issuer.parentLine).map((line) => (
            <Box key={line}>{line}</Box>
          ))}
          {linesOf(issuer.nameLine).map((line) => (
            <Box key={line} sx={{ fontWeight: 700 }}>
              {line}
            </Box>
          ))}
          <Box sx={{ width: '40%', borderTop: '1px solid #000', mx: 'auto', my: 0.5 }} />
          <Box sx={{ mt: 0.5, whiteSpace: 'pre' }}>
            {s.previewNumber}
            {issuer.symbol ?? '…'}
          </Box>
        </Box>
        <Box>
          <Box sx={{ fontWeight: 700, whiteSpace: 'nowrap', fontSize: '10.5px' }}>{s.previewMotto}</Box>
          <Box sx={{ fontWeight: 700 }}>{s.previewMottoLine}</Box>
          <Box sx={{ width: '55%', borderTop: '1px solid #000', mx: 'auto', my: 0.5 }} />
          <Box sx={{ fontStyle: 'italic' }}>
            {issuer.placeName ?? '…'}, {s.previewDate}
          </Box>
        </Box>
        <Box sx={{ textAlign: 'left', mt: 3, fontSize: '9.5px' }}>
          <Box sx={{ fontWeight: 700, fontStyle: 'italic' }}>{s.previewRecipients}</Box>
          <Box>{s.previewArchive(issuer.archiveLine ?? '…')}</Box>
        </Box>
        <Box sx={{ mt: 3 }}>
          {linesOf(issuer.signLines).map((line, index) => (
            <Box key={index} sx={{ fontWeight: 700, textTransform: 'uppercase' }}>
              {line}
            </Box>
          ))}
          <Box sx={{ height: '3.5em' }} />
          {issuer.signerTitleBelow === null ? null : (
            <Box sx={{ fontWeight: 700 }}>{issuer.signerTitleBelow}</Box>
          )}
          <Box sx={{ fontWeight: 700 }}>{issuer.signerName ?? '…'}</Box>
        </Box>
      </Box>
    </Box>
  );
}
