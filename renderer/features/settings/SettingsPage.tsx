// Settings: the office, its people, who issues documents, the samples, and the application itself.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MuiLink from '@mui/material/Link';
import Switch from '@mui/material/Switch';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { Link, useNavigate, useParams } from 'react-router';
import type { Office, SampleName, SystemStatus } from '../../../core/contract/system.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { Facts } from '../../components/Disclosure.tsx';
import { AutoText, SelectField } from '../../components/Fields.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { FormSkeleton, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { BackupsTab } from './BackupsTab.tsx';
import { BoilerplatesTab } from './BoilerplatesTab.tsx';
import { CalendarTab } from './CalendarTab.tsx';
import { DomainsTab } from './DomainsTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { IssuersTab } from './IssuersTab.tsx';
import { LegalTab } from './LegalTab.tsx';
import { PeopleTab } from './PeopleTab.tsx';
import { PhrasesTab } from './PhrasesTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { SealTab } from './SealTab.tsx';

const tabNames = [
  'office',
  'people',
  'seal',
  'backups',
  'rules',
  'issuers',
  'boilerplates',
  'domains',
  'legal',
  'phrases',
  'calendar',
  'samples',
  'files',
  'about',
] as const;

export function SettingsPage() {
  const t = useText();
  const { tab } = useParams();
  const name = tab === undefined ? 'office' : tabNames.find((one) => one === tab);
  const status = useQueryOf('system.status', {});
  if (name === undefined) return <NotFound />;
  return (
    <>
      <PageHeader title={t.frame.places.settings} />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 2 }}>
        <Tabs value={name} aria-label={t.settings.tabsLabel} variant="scrollable" component="nav">
          {tabNames.map((one) => (
            <Tab
              key={one}
              value={one}
              label={t.settings.tabs[one]}
              component={Link}
              to={one === 'office' ? '/settings' : `/settings/${one}`}
              aria-current={one === name ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      <Loaded query={status} skeleton={<FormSkeleton />}>
        {(current) =>
          name === 'office' ? (
            current.office === null ? null : (
              <OfficeTab office={current.office} />
            )
          ) : name === 'people' ? (
            <PeopleTab acting={current.actingPerson} />
          ) : name === 'seal' ? (
            <SealTab />
          ) : name === 'backups' ? (
            <BackupsTab />
          ) : name === 'rules' ? (
            <RulesTab />
          ) : name === 'issuers' ? (
            <IssuersTab />
          ) : name === 'boilerplates' ? (
            <BoilerplatesTab />
          ) : name === 'domains' ? (
            <DomainsTab />
          ) : name === 'legal' ? (
            <LegalTab />
          ) : name === 'phrases' ? (
            <PhrasesTab />
          ) : name === 'calendar' ? (
            <CalendarTab />
          ) : name === 'samples' ? (
            <SamplesTab />
          ) : name === 'files' ? (
            <FilesTab />
          ) : (
            <AboutTab status={current} />
          )
        }
      </Loaded>
    </>
  );
}

function OfficeTab({ office }: { readonly office: Office }) {
  const t = useText();
  const s = t.settings;
  const autosave = useAutosave<Office>({
    rowKey: `office:${office.id}`,
    row: office,
    send: (rev, patch, meta) => call('offices.update', { id: office.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('system.status', {})).office;
      if (found === null) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'office' } });
      return found;
    },
  });
  return (
    <Box sx={{ display: 'grid', gap: 1.5, maxWidth: '36rem' }}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <AutoText autosave={autosave} field="name" label={s.officeName} required maxLength={300} />
      <AutoText autosave={autosave} field="parentName" label={s.parentName} nullable maxLength={300} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '10rem 1fr', gap: 1.5, alignItems: 'start' }}>
        <SelectField
          label={s.level}
          value={autosave.value.level}
          choices={(['province', 'district', 'commune'] as const).map((level) => ({
            value: level,
            label: t.labels.officeLevel[level],
          }))}
          onChange={(level) => {
            if (level !== null) autosave.choose('level', level);
          }}
        />
        <AutoText
          autosave={autosave}
          field="placeName"
          label={s.placeName}
          nullable
          helperText={s.placeHint}
          maxLength={120}
        />
      </Box>
      <SelectField
        label={t.phrases.toneMarks}
        value={autosave.value.toneMarks}
        choices={(['old', 'new'] as const).map((style) => ({ value: style, label: t.phrases.tones[style] }))}
        emptyLabel={t.phrases.toneAsTyped}
        onChange={(style) => autosave.choose('toneMarks', style)}
        helperText={t.phrases.toneMarksHint}
      />
    </Box>
  );
}

function SamplesTab() {
  const t = useText();
  const s = t.settings;
  const navigate = useNavigate();
  const load = useCommand('system.loadSample');
  const [illustrative, setIllustrative] = useState(false);
  const open = async (name: SampleName) => {
    const loaded = await load.run({ name, illustrative });
    if (loaded !== undefined) void navigate(`/plans/${loaded.planId}`);
  };
  return (
    <Box sx={{ maxWidth: '40rem', display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Typography variant="body2" color="text.secondary">
        {s.samplesText}
      </Typography>
      <Box>
        <FormControlLabel
          label={s.illustrative}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch size="small" checked={illustrative} onChange={(_event, on) => setIllustrative(on)} />
          }
        />
        <Typography variant="caption" color="text.secondary" component="p">
          {s.illustrativeHint}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="outlined" disabled={load.pending} onClick={() => void open('hai-duong-2019')}>
          {s.load(t.setup.haiDuong)}
        </Button>
        <Button variant="outlined" disabled={load.pending} onClick={() => void open('lai-vung-2022')}>
          {s.load(t.setup.laiVung)}
        </Button>
      </Box>
    </Box>
  );
}

function AboutTab({ status }: { readonly status: SystemStatus }) {
  const t = useText();
  const s = t.settings;
  const [asked, setAsked] = useState(false);
  const verify = useQueryOf('journal.verify', {}, { enabled: asked });
  const facts: readonly (readonly [string, string])[] = [
    [s.version, status.version],
    [s.schema, String(status.schemaVersion)],
    ...(status.dataFolder === null ? [] : [[s.folder, status.dataFolder] as const]),
    [s.pdf, status.pdf ? s.pdfYes : s.pdfNo],
  ];
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <Facts facts={facts} />
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
        <Button
          variant="outlined"
          disabled={verify.isFetching}
          onClick={() => (asked ? void verify.refetch() : setAsked(true))}
        >
          {s.journal}
        </Button>
        {verify.data === undefined ? null : (
          <Typography
            variant="body2"
            component="output"
            sx={{ color: verify.data.intact ? 'success.main' : 'error.main', fontWeight: 600 }}
          >
            {verify.data.intact
              ? s.journalIntact(formatCount(verify.data.changeSets))
              : s.journalBroken(String(verify.data.brokenAt ?? ''))}
          </Typography>
        )}
      </Box>
      <MuiLink href="/third-party-licenses.md" target="_blank" rel="noreferrer" variant="body2">
        {s.licences}
      </MuiLink>
    </Box>
  );
}
