// The reports that come back every year: what each covers, when agencies send theirs and when the office sends its own.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { periodKind, type PeriodRule } from '../../../core/contract/settings.ts';
import { useMay } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import {
  ChoiceCell,
  editTable,
  LineButtons,
  ReadCell,
  SettingFrame,
  TickCell,
  TypedCell,
} from './RuleParts.tsx';
import {
  changed,
  moved,
  parseMonthDay,
  type SettingRow,
  showMonthDay,
  useSettingEdit,
  without,
} from './setting-edit.ts';

const MOST = 12;
const later = ['to', 'agencyDue', 'due'] as const;

export function ScheduleEditor({ row }: { readonly row: SettingRow<'reportSchedule'> }) {
  const w = useText().people.rules;
  const may = useMay('settings.set');
  const edit = useSettingEdit('reportSchedule', row);
  const rules = edit.value;
  const change = (at: number, patch: Partial<PeriodRule>) => edit.choose(changed(rules, at, patch));
  const day = (rule: PeriodRule, at: number, name: 'from' | (typeof later)[number]) => (
    <ReadCell
      id={`period-${String(at)}-${name}`}
      label={w.of(w[name], rule.name)}
      value={rule[name]}
      show={showMonthDay}
      read={parseMonthDay}
      unreadable={w.badDay}
      fault={edit.faults.get(`${String(at)}.${name}`)}
      onTake={(next) => change(at, { [name]: next })}
    />
  );
  return (
    <SettingFrame edit={edit} text={w.scheduleText}>
      <Box sx={{ overflowX: 'auto' }}>
        <Box
          component="table"
          aria-labelledby="setting-reportSchedule"
          sx={{ ...editTable, maxWidth: '72rem' }}
        >
          <thead>
            <tr>
              <th scope="col">{w.periodName}</th>
              <Box component="th" scope="col" sx={{ width: '7.5rem' }}>
                {w.kind}
              </Box>
              <Box component="th" scope="col" sx={{ width: '7rem' }}>
                {w.from}
              </Box>
              <Box component="th" scope="col" sx={{ width: '7rem' }}>
                {w.fromYearBefore}
              </Box>
              {later.map((name) => (
                <Box key={name} component="th" scope="col" sx={{ width: '7rem' }}>
                  {w[name]}
                </Box>
              ))}
              <Box component="td" sx={{ width: '6.5rem' }} />
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, at) => {
              const id = `period-${String(at)}`;
              return (
                <tr key={at}>
                  <td>
                    <TypedCell
                      id={`${id}-name`}
                      label={w.of(w.periodName, String(at + 1))}
                      value={rule.name}
                      maxLength={120}
                      fault={edit.faults.get(`${String(at)}.name`)}
                      onType={(name, event) => edit.type(changed(rules, at, { name }), event)}
                      onLeave={edit.leave}
                    />
                  </td>
                  <td>
                    <ChoiceCell
                      id={`${id}-kind`}
                      label={w.of(w.kind, rule.name)}
                      value={rule.kind}
                      choices={periodKind.options.map((value) => ({ value, label: w.kinds[value] }))}
                      fault={edit.faults.get(`${String(at)}.kind`)}
                      onChoose={(kind) => change(at, { kind: periodKind.parse(kind) })}
                    />
                  </td>
                  <td>{day(rule, at, 'from')}</td>
                  <td>
                    <TickCell
                      label={w.of(`${w.from} ${w.fromYearBefore}`, rule.name)}
                      checked={rule.fromYearBefore}
                      onTick={(fromYearBefore) => change(at, { fromYearBefore })}
                    />
                  </td>
                  {later.map((name) => (
                    <td key={name}>{day(rule, at, name)}</td>
                  ))}
                  <td>
                    <LineButtons
                      name={rule.name}
                      at={at}
                      count={rules.length}
                      disabled={!may}
                      onMove={(to) => edit.choose(moved(rules, at, to))}
                      onRemove={() => edit.choose(without(rules, at))}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </Box>
      </Box>
      <Button
        sx={{ mt: 1 }}
        disabled={!may || rules.length >= MOST}
        onClick={() =>
          edit.choose([
            ...rules,
            {
              kind: 'other',
              name: `${w.newPeriod} ${String(rules.length + 1)}`,
              from: { month: 1, day: 1 },
              fromYearBefore: false,
              to: { month: 6, day: 30 },
              agencyDue: { month: 7, day: 5 },
              due: { month: 7, day: 10 },
            },
          ])
        }
      >
        {w.addPeriod}
      </Button>
    </SettingFrame>
  );
}
