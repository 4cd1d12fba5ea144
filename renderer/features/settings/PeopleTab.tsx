// The people of the office: name, position, role, and whether they still work here; and what each role may do.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type Person, personRole } from '../../../core/contract/system.ts';
import { leavesNobodyInCharge } from '../../../core/rules/permissions.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useMay, useWhyNot } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showNotice } from '../../api/toasts.ts';
import { AutoText, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { PermissionTable } from './PermissionTable.tsx';

const COLUMNS = 'minmax(0, 1.1fr) minmax(0, 1.2fr) 10rem 9rem 12rem';

export function PeopleTab({ acting }: { readonly acting: Person | null }) {
  const t = useText();
  const s = t.settings;
  const persons = useQueryOf('persons.list', {});
  const whyNot = useWhyNot('persons.update');
  return (
    <Box sx={{ maxWidth: '66rem', display: 'grid', gap: 2 }}>
      {whyNot === undefined ? null : (
        <Typography variant="body2" color="text.secondary">
          {whyNot}
        </Typography>
      )}
      <Loaded query={persons} skeleton={<FormSkeleton rows={3} />}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={s.noPeople} text={s.noPeopleText} />
          ) : (
            <>
              <Box
                component="ul"
                aria-label={s.tabs.people}
                sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}
              >
                {rows.map((person) => (
                  <PersonLine
                    key={person.id}
                    person={person}
                    persons={rows}
                    isActing={person.id === acting?.id}
                  />
                ))}
              </Box>
              {rows.filter(({ active }) => active).length <= 1 ? (
                <Typography variant="body2" color="text.secondary">
                  {t.people.alone}
                </Typography>
              ) : null}
            </>
          )
        }
      </Loaded>
      <NewPerson />
      <PermissionTable />
    </Box>
  );
}

const roleChoices = (roles: Readonly<Record<Person['role'], string>>) =>
  personRole.options.map((value) => ({ value, label: roles[value] }));

function NewPerson() {
  const t = useText();
  const s = t.settings;
  const create = useCommand('persons.create', { quiet: true });
  const may = useMay('persons.create');
  const fault = useFieldError(create.error?.value);
  const [name, setName] = useState('');
  const [position, setPosition] = useState('');
  const [role, setRole] = useState<Person['role']>('member');
  async function add() {
    if (name.trim() === '') return;
    const made = await create.run({
      fullName: name.trim(),
      position: position.trim() === '' ? null : position.trim(),
      active: true,
      role,
    });
    if (made !== undefined) {
      setName('');
      setPosition('');
    }
  }
  return (
    <Box
      component="form"
      noValidate
      aria-label={t.people.add}
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        void add();
      }}
      sx={{
        display: 'grid',
        gridTemplateColumns: COLUMNS,
        gap: 1.5,
        alignItems: 'start',
        borderTop: '1px solid',
        borderColor: 'divider',
        pt: 2,
      }}
    >
      <TextField
        label={s.fullName}
        value={name}
        disabled={!may}
        onChange={(event) => setName(event.target.value)}
        error={create.error !== null}
        helperText={fault('fullName') ?? create.error?.code}
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <TextField
        label={s.position}
        value={position}
        disabled={!may}
        onChange={(event) => setPosition(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
      <SelectField
        label={t.people.role}
        value={role}
        choices={roleChoices(t.people.roles)}
        disabled={!may}
        onChange={(next) => {
          if (next !== null) setRole(next);
        }}
      />
      <Button
        type="submit"
        variant="contained"
        disabled={!may || name.trim() === '' || create.pending}
        sx={{ minHeight: 36, gridColumn: '4 / 6', justifySelf: 'start' }}
      >
        {s.addPerson}
      </Button>
      <Typography variant="caption" color="text.secondary" sx={{ gridColumn: '1 / 6' }}>
        {t.people.roles[role]}: {t.people.roleHints[role]}
      </Typography>
    </Box>
  );
}

interface PersonLineProps {
  readonly person: Person;
  readonly persons: readonly Person[];
  readonly isActing: boolean;
}
function PersonLine({ person, persons, isActing }: PersonLineProps) {
  const t = useText();
  const s = t.settings;
  const may = useMay('persons.update');
  const act = useCommand('persons.act');
  const autosave = useAutosave<Person>({
    rowKey: `person:${person.id}`,
    row: person,
    send: (rev, patch, meta) => call('persons.update', { id: person.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('persons.list', {})).find(({ id }) => id === person.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'person' } });
      return found;
    },
  });
  const { value } = autosave;
  /** Would nobody be left who may change settings? Then it is not offered. */
  const wouldStrand = (change: Partial<Person>) =>
    leavesNobodyInCharge(persons.map((one) => (one.id === person.id ? { ...value, ...change } : one)));
  const keepsRole = value.role === 'secretary' && value.active && wouldStrand({ role: 'member' });
  const labels: Readonly<Record<string, string>> = {
    fullName: s.fullName,
    position: s.position,
    role: t.people.role,
    active: s.active,
  };
  return (
    <Box
      component="li"
      aria-label={person.fullName}
      sx={{ display: 'grid', gridTemplateColumns: COLUMNS, gap: 1.5, alignItems: 'start' }}
    >
      <Box sx={{ gridColumn: '1 / -1', '&:empty': { display: 'none' } }}>
        <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      </Box>
      <AutoText
        autosave={autosave}
        field="fullName"
        label={s.fullName}
        required
        disabled={!may}
        maxLength={120}
      />
      <AutoText
        autosave={autosave}
        field="position"
        label={s.position}
        nullable
        disabled={!may}
        maxLength={300}
      />
      <SelectField
        label={t.people.role}
        value={value.role}
        choices={roleChoices(t.people.roles)}
        disabled={!may || keepsRole}
        helperText={keepsRole ? t.people.lastSecretary : undefined}
        onChange={(role) => {
          if (role !== null) autosave.choose('role', role);
        }}
      />
      <FormControlLabel
        label={s.active}
        slotProps={{ typography: { variant: 'body2' } }}
        sx={{ minHeight: 36 }}
        control={
          <Switch
            size="small"
            checked={value.active}
            disabled={!may || isActing || (value.active && wouldStrand({ active: false }))}
            onChange={(_event, active) => autosave.choose('active', active)}
          />
        }
      />
      {isActing ? (
        <Typography
          variant="body2"
          sx={{
            fontWeight: 600,
            color: 'primary.main',
            minHeight: 36,
            display: 'flex',
            alignItems: 'center',
          }}
        >
          {s.acting}
        </Typography>
      ) : (
        <Button
          disabled={!value.active || act.pending}
          aria-label={`${s.act}: ${person.fullName}`}
          onClick={async () => {
            await autosave.flush();
            const changed = await act.run({ id: person.id });
            if (changed !== undefined)
              showNotice(t.people.nowActing(person.fullName, t.people.roles[person.role]));
          }}
          sx={{ justifySelf: 'start', minHeight: 36 }}
        >
          {s.act}
        </Button>
      )}
    </Box>
  );
}
