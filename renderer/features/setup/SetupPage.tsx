// The first-run page: begin for one's own office, or look around in a real round.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Navigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { Office, SampleName } from '../../../core/contract/system.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { SelectField, useFieldError } from '../../components/Fields.tsx';
import { Logo } from '../../components/Logo.tsx';
import { ErrorState, PageSkeleton } from '../../components/States.tsx';
import { AppearanceMenu } from '../../components/AppearanceMenu.tsx';
import { useText } from '../../i18n/text.tsx';

export function SetupPage() {
  const t = useText();
  const s = t.setup;
  const status = useQueryOf('system.status', {});
  // Where it goes on; null while an answer is awaited that says where. Others may set up at the same time.
  const [next, setNext] = useState<string | null>('/');
  if (status.data?.setUp === true && next !== null) {
    return (
      <>
        <Navigate to={next} replace />
        <PageSkeleton />
      </>
    );
  }
  return (
    <Box component="main" sx={{ minHeight: '100%', px: 3, py: { xs: 3, md: '6vh' } }}>
      <Box sx={{ maxWidth: '64rem', mx: 'auto' }}>
        <Box component="header" sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 4 }}>
          <Logo size={56} />
          <Box sx={{ flex: 1 }}>
            <Typography variant="h1" sx={{ fontSize: '1.625rem' }}>
              {s.welcome}
            </Typography>
            <Typography color="text.secondary">{s.lead}</Typography>
          </Box>
          <AppearanceMenu />
        </Box>
        {status.isError ? <ErrorState error={status.error} onRetry={() => void status.refetch()} /> : null}
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', md: '1.35fr 1fr' },
            gap: 5,
            alignItems: 'start',
          }}
        >
          <OwnOffice />
          <Samples onNext={setNext} />
        </Box>
      </Box>
    </Box>
  );
}

function OwnOffice() {
  const t = useText();
  const s = t.setup;
  const queryClient = useQueryClient();
  const setUp = useCommand('system.setUp', { quiet: true });
  const faultOf = useFieldError(setUp.error?.value);
  const [draft, setDraft] = useState({ name: '', parentName: '', placeName: '', fullName: '', position: '' });
  const [level, setLevel] = useState<Office['level']>('province');
  const [tried, setTried] = useState(false);
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const lacks = (name: 'name' | 'fullName') =>
    tried && draft[name].trim() === '' ? s.required : faultOf(name);
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
  });
  async function submit() {
    setTried(true);
    if (draft.name.trim() === '' || draft.fullName.trim() === '') return;
    const status = await setUp.run({
      office: {
        name: draft.name.trim(),
        parentName: orNull(draft.parentName),
        level,
        placeName: orNull(draft.placeName),
      },
      person: { fullName: draft.fullName.trim(), position: orNull(draft.position) },
    });
    if (status === undefined) return;
    await queryClient.invalidateQueries();
  }
  return (
    <Box component="section" aria-labelledby="setup-own">
      <Typography variant="h2" id="setup-own">
        {s.own}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {s.ownText}
      </Typography>
      <Box
        component="form"
        noValidate
        onSubmit={(event: { preventDefault(): void }) => {
          event.preventDefault();
          void submit();
        }}
        sx={{ display: 'grid', gap: 1.75 }}
      >
        <TextField
          required
          autoFocus
          label={s.officeName}
          placeholder={s.officeHint}
          {...field('name')}
          error={lacks('name') !== undefined}
          helperText={lacks('name')}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
        <TextField
          label={s.parentName}
          placeholder={s.parentHint}
          {...field('parentName')}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
        <Box sx={{ display: 'grid', gridTemplateColumns: '10rem 1fr', gap: 1.5, alignItems: 'start' }}>
          <SelectField
            label={s.level}
            value={level}
            choices={(['province', 'district', 'commune'] as const).map((one) => ({
              value: one,
              label: t.labels.officeLevel[one],
            }))}
            onChange={(next) => {
              if (next !== null) setLevel(next);
            }}
          />
          <TextField
            label={s.placeName}
            helperText={s.placeHint}
            {...field('placeName')}
            slotProps={{ htmlInput: { maxLength: 120 } }}
          />
        </Box>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
          <TextField
            required
            label={s.fullName}
            {...field('fullName')}
            error={lacks('fullName') !== undefined}
            helperText={lacks('fullName')}
            slotProps={{ htmlInput: { maxLength: 120, autoComplete: 'name' } }}
          />
          <TextField
            label={s.position}
            placeholder={s.positionHint}
            {...field('position')}
            slotProps={{ htmlInput: { maxLength: 300 } }}
          />
        </Box>
        {setUp.error === null || setUp.error.value.fields !== undefined ? null : (
          <ErrorState error={setUp.error} compact />
        )}
        <Box>
          <Button type="submit" variant="contained" size="medium" disabled={setUp.pending}>
            {s.submit}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}

function Samples({ onNext }: { readonly onNext: (next: string | null) => void }) {
  const t = useText();
  const s = t.setup;
  const queryClient = useQueryClient();
  const load = useCommand('system.loadSample', { quiet: true });
  async function open(name: SampleName) {
    onNext(null);
    const loaded = await load.run({ name });
    onNext(loaded === undefined ? '/' : `/plans/${loaded.planId}`);
    if (loaded !== undefined) await queryClient.invalidateQueries();
  }
  const samples = [
    { name: 'hai-duong-2019', title: s.haiDuong, text: s.haiDuongText },
    { name: 'lai-vung-2022', title: s.laiVung, text: s.laiVungText },
  ] as const;
  return (
    <Box
      component="section"
      aria-labelledby="setup-sample"
      sx={{ borderLeft: { md: '1px solid' }, borderColor: { md: 'divider' }, pl: { md: 5 } }}
    >
      <Typography variant="h2" id="setup-sample">
        {s.sample}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {s.sampleText}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.25 }}>
        {samples.map((sample) => (
          <ButtonBase
            key={sample.name}
            disabled={load.pending}
            onClick={() => void open(sample.name)}
            sx={{
              display: 'block',
              textAlign: 'left',
              fontFamily: 'inherit',
              p: 1.75,
              border: '1px solid',
              borderColor: 'divider',
              borderRadius: 1,
              backgroundColor: 'background.paper',
              '&:hover': { borderColor: 'primary.main' },
              '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 1 },
            }}
          >
            <Box
              component="span"
              sx={{
                display: 'block',
                fontWeight: 600,
                fontSize: '0.9375rem',
                lineHeight: 1.6,
                color: 'primary.main',
              }}
            >
              {sample.title}
            </Box>
            <Box
              component="span"
              sx={{ display: 'block', fontSize: '0.8125rem', lineHeight: 1.6, color: 'text.secondary' }}
            >
              {sample.text}
            </Box>
          </ButtonBase>
        ))}
        {load.pending ? (
          <Typography variant="body2" component="output">
            {s.loading}
          </Typography>
        ) : null}
        {load.error === null ? null : <ErrorState error={load.error} compact />}
      </Box>
    </Box>
  );
}
