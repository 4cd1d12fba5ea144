// The grades of an index by share of the maximum, from the highest down.
import { useText } from '../../i18n/text.tsx';
import { LineTable, ReadCell, SettingFrame, TypedCell } from './RuleParts.tsx';
import { changed, parseShare, type SettingRow, showShare, useSettingEdit } from './setting-edit.ts';

const MOST = 12;

export function GradeEditor({ row }: { readonly row: SettingRow<'gradeBands'> }) {
  const w = useText().people.rules;
  const edit = useSettingEdit('gradeBands', row);
  const bands = edit.value;
  function add() {
    // Between the last two, so that what is added keeps to the order.
    const last = bands.at(-1);
    const above = bands.at(-2)?.from ?? 10_000;
    const from = Math.round(((last?.from ?? 0) + above) / 200) * 100;
    edit.choose([
      ...bands.slice(0, -1),
      { from, name: `${w.newGrade} ${String(bands.length)}` },
      ...(last === undefined ? [] : [last]),
    ]);
  }
  return (
    <SettingFrame edit={edit} text={w.gradesText}>
      <LineTable
        of="gradeBands"
        lines={bands}
        nameOf={({ name }) => name}
        most={MOST}
        width="32rem"
        addLabel={w.addGrade}
        onAdd={add}
        onChange={edit.choose}
        columns={[
          {
            label: w.gradeFrom,
            width: '8rem',
            cell: (band, at) => (
              <ReadCell
                id={`band-${String(at)}-from`}
                label={w.of(w.gradeFrom, band.name)}
                value={band.from}
                show={showShare}
                read={parseShare}
                unreadable={w.badShare}
                fault={edit.faults.get(`${String(at)}.from`)}
                onTake={(from) => edit.choose(changed(bands, at, { from }))}
              />
            ),
          },
          {
            label: w.gradeName,
            cell: (band, at) => (
              <TypedCell
                id={`band-${String(at)}-name`}
                label={w.of(w.gradeName, String(at + 1))}
                value={band.name}
                maxLength={60}
                fault={edit.faults.get(`${String(at)}.name`)}
                onType={(name, event) => edit.type(changed(bands, at, { name }), event)}
                onLeave={edit.leave}
              />
            ),
          },
        ]}
      />
    </SettingFrame>
  );
}
