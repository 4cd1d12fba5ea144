// The grades of an index by share of the maximum, from the highest down.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMay } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { editTable, LineButtons, ReadCell, SettingFrame, TypedCell } from './RuleParts.tsx';
import { changed, parseShare, type SettingRow, showShare, useSettingEdit, without } from './setting-edit.ts';

const MOST = 12;

export function GradeEditor({ row }: { readonly row: SettingRow<'gradeBands'> }) {
  const w = useText().people.rules;
  const may = useMay('settings.set');
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
      <Box component="table" aria-labelledby="setting-gradeBands" sx={{ ...editTable, width: '32rem' }}>
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ width: '8rem' }}>
              {w.gradeFrom}
            </Box>
            <th scope="col">{w.gradeName}</th>
            <Box component="td" sx={{ width: '3rem' }} />
          </tr>
        </thead>
        <tbody>
          {bands.map((band, at) => (
            <tr key={at}>
              <td>
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
              </td>
              <td>
                <TypedCell
                  id={`band-${String(at)}-name`}
                  label={w.of(w.gradeName, String(at + 1))}
                  value={band.name}
                  maxLength={60}
                  fault={edit.faults.get(`${String(at)}.name`)}
                  onType={(name, event) => edit.type(changed(bands, at, { name }), event)}
                  onLeave={edit.leave}
                />
              </td>
              <td>
                <LineButtons
                  name={band.name}
                  at={at}
                  count={bands.length}
                  disabled={!may}
                  onRemove={() => edit.choose(without(bands, at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Button sx={{ mt: 1 }} disabled={!may || bands.length >= MOST} onClick={add}>
        {w.addGrade}
      </Button>
    </SettingFrame>
  );
}
