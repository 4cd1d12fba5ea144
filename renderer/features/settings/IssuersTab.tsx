// Who issues documents: every line of head and signature, with the printed look beside it.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import type { Issuer } from '../../../core/contract/issuers.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, SelectField } from '../../components/Fields.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

const kinds = ['ubnd', 'chairman', 'department', 'team'] as const;

export function IssuersTab() {
  const t = useText();
  const s = t.settings;
  const issuers = useQueryOf('issuers.list', {});
  const create = useCommand('issuers.create');
  const [chosen, setChosen] = useState<string | null>(null);
  const add = async () => {
    const made = await create.run({
      kind: 'department',
      name: s.newIssuerName,
      parentLine: null,
      nameLine: s.newIssuerName.toLocaleUpperCase('vi'),
      authorityLine: null,
      signLines: null,
      signAuthority: null,
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
            if (kind !== null) autosave.choose('kind', kind);
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
        <AutoText
          autosave={autosave}
          field="nameLine"
          label={s.nameLine}
          required
          multiline
          minRows={1}
          maxLength={300}
        />
        <AutoText
          autosave={autosave}
          field="authorityLine"
          label={s.authorityLine}
          nullable
          maxLength={300}
        />
        <AutoText
          autosave={autosave}
          field="signLines"
          label={s.signLines}
          nullable
          multiline
          minRows={2}
          helperText={s.signLinesHint}
          maxLength={300}
        />
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
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {s.delete}
          </Button>
        </Box>
      </Box>
      <Preview issuer={autosave.value} />
    </Box>
  );
}

/** Head and signature as the decree lays them out; black on white in both schemes, because it is paper. */
function Preview({ issuer }: { readonly issuer: Issuer }) {
  const t = useText();
  const s = t.settings;
  const lines = (text: string | null) => (text === null ? [] : text.split('\n'));
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
          {lines(issuer.parentLine).map((line) => (
            <Box key={line}>{line}</Box>
          ))}
          {lines(issuer.nameLine).map((line) => (
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
          {lines(issuer.signLines).map((line) => (
            <Box key={line} sx={{ fontWeight: 700 }}>
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
