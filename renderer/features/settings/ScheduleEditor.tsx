// The reports that come back every year: what each covers, when agencies send theirs and when the office sends its own.
import { periodKind, type PeriodRule } from '../../../core/contract/settings.ts';
import { useText } from '../../i18n/text.tsx';
import { ChoiceCell, LineTable, ReadCell, SettingFrame, TickCell, TypedCell } from './RuleParts.tsx';
import { changed, parseMonthDay, type SettingRow, showMonthDay, useSettingEdit } from './setting-edit.ts';

const MOST = 12;
const later = ['to', 'agencyDue', 'due'] as const;

export function ScheduleEditor({ row }: { readonly row: SettingRow<'reportSchedule'> }) {
  const w = useText().people.rules;
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
      <LineTable
        of="reportSchedule"
        lines={rules}
        nameOf={({ name }) => name}
        most={MOST}
        width="72rem"
        movable
        addLabel={w.addPeriod}
        onAdd={() =>
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
        onChange={edit.choose}
        columns={[
          {
            label: w.periodName,
            cell: (rule, at) => (
              <TypedCell
                id={`period-${String(at)}-name`}
                label={w.of(w.periodName, String(at + 1))}
                value={rule.name}
                maxLength={120}
                fault={edit.faults.get(`${String(at)}.name`)}
                onType={(name, event) => edit.type(changed(rules, at, { name }), event)}
                onLeave={edit.leave}
              />
            ),
          },
          {
            label: w.kind,
            width: '7.5rem',
            cell: (rule, at) => (
              <ChoiceCell
                id={`period-${String(at)}-kind`}
                label={w.of(w.kind, rule.name)}
                value={rule.kind}
                choices={periodKind.options.map((value) => ({ value, label: w.kinds[value] }))}
                fault={edit.faults.get(`${String(at)}.kind`)}
                onChoose={(kind) => change(at, { kind: periodKind.parse(kind) })}
              />
            ),
          },
          { label: w.from, width: '7rem', cell: (rule, at) => day(rule, at, 'from') },
          {
            label: w.fromYearBefore,
            width: '7rem',
            cell: (rule, at) => (
              <TickCell
                label={w.of(`${w.from} ${w.fromYearBefore}`, rule.name)}
                checked={rule.fromYearBefore}
                onTick={(fromYearBefore) => change(at, { fromYearBefore })}
              />
            ),
          },
          ...later.map((name) => ({
            label: w[name],
            width: '7rem',
            cell: (rule: PeriodRule, at: number) => day(rule, at, name),
          })),
        ]}
      />
    </SettingFrame>
  );
}
