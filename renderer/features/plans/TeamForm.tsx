// The facts of a team as its decision names it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Team } from '../../../core/contract/teams.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';
import { Panel, Part, useFieldJump } from './FormParts.tsx';

interface TeamFormProps {
  readonly team: Team;
  readonly planId: string;
  readonly onDone: () => void;
}
export function TeamForm({ team, planId, onDone }: TeamFormProps) {
  const t = useText();
  const w = t.plans.team;
  const remove = useCommand('teams.delete');
  const issuers = useQueryOf('issuers.list', {});
  const autosave = useAutosave<Team>({
    rowKey: `team:${team.id}`,
    row: team,
    send: (rev, patch, meta) => call('teams.update', { id: team.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('plans.get', { id: planId })).teams.find(({ id }) => id === team.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'team' } });
      return found;
    },
  });
  const { value } = autosave;
  useFieldJump();
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: team.id, rev: autosave.value.rev })) showUndo(w.teamDeleted(team.name));
  }
  return (
    <Panel label={`${w.decision}: ${team.name}`} onEscape={onDone}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Part span={2}>
        <SelectField
          label={w.form}
          value={value.form}
          choices={(['doan', 'to'] as const).map((form) => ({ value: form, label: t.labels.teamForm[form] }))}
          onChange={(form) => {
            if (form !== null) autosave.choose('form', form);
          }}
        />
      </Part>
      <Part span={10} field="name">
        <AutoText autosave={autosave} field="name" label={w.name} required maxLength={300} />
      </Part>
      <Part span={3} field="decisionNumber">
        <AutoText
          autosave={autosave}
          field="decisionNumber"
          label={w.decisionNumber}
          nullable
          maxLength={60}
        />
      </Part>
      <Part span={3} field="decisionSymbol">
        <AutoText
          autosave={autosave}
          field="decisionSymbol"
          label={w.decisionSymbol}
          nullable
          maxLength={60}
        />
      </Part>
      <Part span={3}>
        <DayField
          label={w.decisionDate}
          value={value.decisionDate}
          onChange={(day) => autosave.choose('decisionDate', day)}
        />
      </Part>
      <Part span={3}>
        <SelectField
          label={w.decisionIssuer}
          value={value.decisionIssuerId}
          choices={(issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }))}
          emptyLabel={t.plans.info.noIssuer}
          onChange={(id) => autosave.choose('decisionIssuerId', id)}
        />
      </Part>
      <Part span={12} field="decisionSubject">
        <AutoText
          autosave={autosave}
          field="decisionSubject"
          label={w.decisionSubject}
          nullable
          wraps
          maxLength={300}
        />
      </Part>
      <Part span={12} field="note">
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Part>
      <Box sx={{ gridColumn: 'span 12', display: 'flex', alignItems: 'center', gap: 1 }}>
        <OursOnly>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {w.deleteTeam}
          </Button>
        </OursOnly>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
      </Box>
    </Panel>
  );
}
