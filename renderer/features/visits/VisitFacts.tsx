// Day, place, team and note of a visit: a strip that opens under the head of the workspace.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router';
import type { Visit } from '../../../core/contract/visits.ts';
import { useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, DayField, SelectField } from '../../components/Fields.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';

interface VisitFactsProps {
  readonly visit: Visit;
  readonly readOnly: boolean;
}

export function VisitFacts({ visit, readOnly }: VisitFactsProps) {
  const t = useText();
  const words = t.visits.workspace;
  const plan = useQueryOf('plans.get', { id: visit.planId });
  const autosave = useAutosave<Visit>({
    rowKey: `visit:${visit.id}`,
    row: visit,
    send: (rev, patch, meta) => {
      const { teamId, startsOn, endsOn, location, note } = patch;
      const fields = Object.fromEntries(
        Object.entries({ teamId, startsOn, endsOn, location, note }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      return call('visits.update', { id: visit.id, rev: rev ?? visit.rev, patch: fields }, meta);
    },
    reload: async () => (await call('visits.get', { id: visit.id })).visit,
  });
  const { value } = autosave;
  return (
    <Box sx={{ px: 2, pb: 1.5, borderBottom: '1px solid', borderColor: 'divider' }}>
      <ConflictNotice
        autosave={autosave}
        labelOf={(field) => (field === 'location' ? words.location : words.facts)}
      />
      <Box
        component="fieldset"
        disabled={readOnly}
        sx={{
          border: 0,
          m: 0,
          p: 0,
          pt: 1,
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr 1fr', md: '9rem 9rem 14rem 1fr 1.4fr' },
        }}
      >
        <DayField
          label={words.startsOn}
          value={value.startsOn}
          disabled={readOnly}
          onChange={(day) =>
            autosave.chooseAll(
              day === null || (value.endsOn !== null && value.endsOn < day)
                ? { startsOn: day, endsOn: null }
                : { startsOn: day },
            )
          }
        />
        <DayField
          label={words.endsOn}
          value={value.endsOn}
          disabled={readOnly || value.startsOn === null}
          onChange={(day) => autosave.choose('endsOn', day)}
        />
        <SelectField
          label={words.team}
          value={value.teamId}
          emptyLabel={words.noTeam}
          disabled={readOnly}
          choices={(plan.data?.teams ?? []).map((team) => ({ value: team.id, label: team.name }))}
          onChange={(teamId) => autosave.choose('teamId', teamId)}
        />
        <AutoText
          autosave={autosave}
          field="location"
          label={words.location}
          nullable
          maxLength={300}
          disabled={readOnly}
        />
        <AutoText
          autosave={autosave}
          field="note"
          label={words.visitNote}
          nullable
          maxLength={4000}
          disabled={readOnly}
        />
      </Box>
      <Button component={Link} to={`/plans/${visit.planId}/schedule?visit=${visit.id}`} sx={{ mt: 1 }}>
        {t.schedule.menu.programme}
      </Button>
    </Box>
  );
}
