// The first-run page: begin for one's own office (with what its unit of the catalogue proposes), or look around in a
// real round. After set-up it offers to make the agencies of the unit.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Autocomplete from '@mui/material/Autocomplete';
import ButtonBase from '@mui/material/ButtonBase';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Navigate, useNavigate } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import type { CatalogueUnit } from '../../../core/contract/catalogue.ts';
import type { Office, SampleName } from '../../../core/contract/system.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useWork } from '../../api/work.ts';
import { SelectField, useFieldError } from '../../components/Fields.tsx';
import { Logo } from '../../components/Logo.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ErrorState, PageSkeleton } from '../../components/States.tsx';
import { AppearanceMenu } from '../../components/AppearanceMenu.tsx';
import { useText } from '../../i18n/text.tsx';
import { ReceiveDialog } from '../handouts/ReceiveDialog.tsx';
import { FirstSeal } from './FirstSeal.tsx';
import { RestoreFrom } from './RestoreFrom.tsx';
import { matchingUnits, officeProposal } from './office-proposal.ts';
import type { OfficeProposal } from './office-proposal.ts';

export function SetupPage() {
  const t = useText();
  const s = t.setup;
  const status = useQueryOf('system.status', {});
  // Where it goes on; null while an answer is awaited that says where. Others may set up at the same time.
  const [next, setNext] = useState<string | null>('/');
  // The unit whose agencies are offered once the office is set up.
  const [unit, setUnit] = useState<CatalogueUnit | null>(null);
  const [receiving, setReceiving] = useState(false);
  const [restoring, setRestoring] = useState(false);
  // An office that was just set up here has no seal yet.
  const [sealing, setSealing] = useState(false);
  function openWorkFile() {
    // The file says where it goes on: to the visit that it brings.
    setNext(null);
    setReceiving(true);
  }
  if (status.data?.setUp === true && sealing) return <FirstSeal onDone={() => setSealing(false)} />;
  if (status.data?.setUp === true && unit !== null) return <Offer unit={unit} />;
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
          <OwnOffice
            onUnit={(chosen) => {
              setUnit(chosen);
              setSealing(true);
            }}
          />
          <Samples onNext={setNext} />
        </Box>
        <Box sx={{ mt: 4, display: 'grid', gap: 1.25 }}>
          <OtherWay text={t.setup.workFile} label={t.handouts.receive} onOpen={openWorkFile} />
          <OtherWay
            text={t.backups.setup.lead}
            label={t.backups.setup.open}
            onOpen={() => setRestoring(true)}
          />
        </Box>
        {restoring ? <RestoreFrom onClose={() => setRestoring(false)} /> : null}
        {receiving ? <ReceiveDialog onClose={() => setReceiving(false)} /> : null}
      </Box>
    </Box>
  );
}

function OwnOffice({ onUnit }: { readonly onUnit: (unit: CatalogueUnit | null) => void }) {
  const t = useText();
  const s = t.setup;
  const queryClient = useQueryClient();
  const setUp = useCommand('system.setUp', { quiet: true });
  const faultOf = useFieldError(setUp.error?.value);
  const [typed, setTyped] = useState<Partial<Record<keyof OfficeProposal, string>>>({});
  const [person, setPerson] = useState({ fullName: '', position: '' });
  const [province, setProvince] = useState<CatalogueUnit | null>(null);
  const [commune, setCommune] = useState<CatalogueUnit | null>(null);
  const [level, setLevel] = useState<Office['level']>('province');
  const [tried, setTried] = useState(false);
  const provinces = useQueryOf('catalogue.shipped', {});
  const communes = useQueryOf(
    'catalogue.shipped',
    { parentCode: province?.code ?? '' },
    { enabled: level === 'commune' && province !== null },
  );
  // What was typed stands; the rest follows the choice.
  const draft = {
    ...(officeProposal(level, province, commune) ?? { name: '', parentName: '', placeName: '' }),
    ...typed,
    ...person,
  };
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const lacks = (name: 'name' | 'fullName') =>
    tried && draft[name].trim() === '' ? s.required : faultOf(name);
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => {
      const { value } = event.target;
      if (name === 'fullName' || name === 'position') setPerson((before) => ({ ...before, [name]: value }));
      else setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  async function submit() {
    setTried(true);
    if (draft.name.trim() === '' || draft.fullName.trim() === '') return;
    onUnit(level === 'province' ? province : level === 'commune' ? commune : null);
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
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '10rem 1fr' },
            gap: 1.5,
            alignItems: 'start',
          }}
        >
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
          <UnitField
            autoFocus
            label={s.province}
            hint={s.provinceHint}
            units={provinces.data}
            value={province}
            onChange={(next) => {
              setProvince(next);
              setCommune(null);
            }}
          />
          {level === 'commune' && province !== null ? (
            <Box sx={{ gridColumn: { sm: 2 } }}>
              <UnitField
                key={province.code}
                label={s.commune}
                hint={s.communeHint}
                units={communes.data}
                value={commune}
                onChange={setCommune}
              />
            </Box>
          ) : null}
        </Box>
        <TextField
          required
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
        <TextField
          label={s.placeName}
          helperText={s.placeHint}
          {...field('placeName')}
          slotProps={{ htmlInput: { maxLength: 120 } }}
        />
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

interface UnitFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly units: readonly CatalogueUnit[] | undefined;
  readonly value: CatalogueUnit | null;
  readonly onChange: (value: CatalogueUnit | null) => void;
  readonly autoFocus?: boolean;
}
/** A unit by type-ahead, marks or none; a name with exactly the marks that were typed comes first. */
function UnitField({ label, hint, units, value, onChange, autoFocus = false }: UnitFieldProps) {
  const t = useText();
  return (
    <Autocomplete<CatalogueUnit>
      fullWidth
      size="small"
      options={units ?? []}
      loading={units === undefined}
      loadingText={t.frame.loading}
      noOptionsText={t.catalogue.nothing}
      value={value}
      onChange={(_event, next) => onChange(next)}
      getOptionLabel={(unit) => unit.fullName}
      getOptionKey={(unit) => unit.code}
      isOptionEqualToValue={(a, b) => a.code === b.code}
      filterOptions={(options, { inputValue }) => matchingUnits(options, inputValue)}
      renderInput={(params) => (
        <TextField {...params} autoFocus={autoFocus} label={label} helperText={hint} />
      )}
    />
  );
}

/** After set-up: the agencies of the unit, or later. */
function Offer({ unit }: { readonly unit: CatalogueUnit }) {
  const t = useText();
  const s = t.setup;
  const navigate = useNavigate();
  const load = useCommand('catalogue.load', { quiet: true });
  const work = useWork().find(({ method }) => method === 'catalogue.load');
  async function begin() {
    if ((await load.run({})) !== undefined)
      void navigate(`/agencies?propose=${unit.code}`, { replace: true });
  }
  return (
    <Box component="main" sx={{ minHeight: '100%', px: 3, py: { xs: 3, md: '12vh' } }}>
      <Box sx={{ maxWidth: '40rem', mx: 'auto', display: 'grid', gap: 2 }}>
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <Logo size={48} />
          <Typography variant="h1" sx={{ fontSize: '1.375rem' }}>
            {s.offerTitle(unit.fullName)}
          </Typography>
        </Box>
        <Typography>{unit.parentCode === null ? s.offerText.province : s.offerText.commune}</Typography>
        {load.pending ? (
          <Box>
            <Typography variant="body2" component="output">
              {t.catalogue.loading}
            </Typography>
            {work?.total == null ? (
              <LinearProgress aria-label={t.catalogue.loading} />
            ) : (
              <ProgressBar value={work.done} max={work.total} label={t.catalogue.loading} />
            )}
          </Box>
        ) : null}
        {load.error === null ? null : <ErrorState error={load.error} compact />}
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button
            variant="contained"
            size="medium"
            autoFocus
            disabled={load.pending}
            onClick={() => void begin()}
          >
            {s.offerStart}
          </Button>
          <Button disabled={load.pending} onClick={() => void navigate('/', { replace: true })}>
            {s.offerLater}
          </Button>
          <Typography variant="body2" color="text.secondary">
            {s.offerLaterHint}
          </Typography>
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

interface OtherWayProps {
  readonly text: string;
  readonly label: string;
  readonly onOpen: () => void;
}
/** A member's laptop, whose office stands in the file that the secretary gave; a new PC in place of a broken one. */
function OtherWay({ text, label, onOpen }: OtherWayProps) {
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography variant="body2" color="text.secondary">
        {text}
      </Typography>
      <Button variant="outlined" onClick={onOpen}>
        {label}
      </Button>
    </Box>
  );
}
