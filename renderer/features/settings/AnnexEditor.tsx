// The annex of figures that new periodic reports copy: its rows in the order of the form, and where each figure comes
// from.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { AnnexRow } from '../../../core/contract/settings.ts';
import {
  isReportFigureKey,
  reportFigureDefinitions,
  reportFigureKeys,
} from '../../../core/rules/report-figures.ts';
import { useMay } from '../../api/may.ts';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { ChoiceCell, editTable, LineButtons, SettingFrame, TickCell, TypedCell } from './RuleParts.tsx';
import { changed, freeKey, moved, type SettingRow, useSettingEdit, without } from './setting-edit.ts';

const MOST = 300;

export function AnnexEditor({ row }: { readonly row: SettingRow<'reportAnnex'> }) {
  const w = useText().people.rules;
  const { language } = useLanguage();
  const may = useMay('settings.set');
  const edit = useSettingEdit('reportAnnex', row);
  const rows = edit.value;
  const change = (at: number, patch: Partial<AnnexRow>) => edit.choose(changed(rows, at, patch));
  const figures = [
    { value: '', label: w.byHand },
    ...reportFigureKeys.map((value) => ({ value, label: reportFigureDefinitions[value].label[language] })),
  ];
  const text = (at: number, one: AnnexRow, name: 'label' | 'title' | 'unit', maxLength: number) => (
    <TypedCell
      id={`annex-${one.key}-${name}`}
      label={w.of(w[name], String(at + 1))}
      value={one[name]}
      maxLength={maxLength}
      strong={one.isGroup && name === 'title'}
      fault={edit.faults.get(`${String(at)}.${name}`)}
      onType={(typed, event) => edit.type(changed(rows, at, { [name]: typed }), event)}
      onLeave={edit.leave}
    />
  );
  return (
    <SettingFrame edit={edit} text={`${w.annexText} ${w.rows(formatCount(rows.length))}.`}>
      <Box component="table" aria-labelledby="setting-reportAnnex" sx={{ ...editTable, maxWidth: '80rem' }}>
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ width: '4.5rem' }}>
              {w.label}
            </Box>
            <th scope="col">{w.title}</th>
            <Box component="th" scope="col" sx={{ width: '8rem' }}>
              {w.unit}
            </Box>
            <Box component="th" scope="col" sx={{ width: '3.5rem' }}>
              {w.isGroup}
            </Box>
            <Box component="th" scope="col" sx={{ width: '17rem' }}>
              {w.figure}
            </Box>
            <Box component="th" scope="col" sx={{ width: '5.5rem' }}>
              {w.fromAgencies}
            </Box>
            <Box component="td" sx={{ width: '6.5rem' }} />
          </tr>
        </thead>
        <tbody>
          {rows.map((one, at) => (
            <tr key={one.key}>
              <td>{text(at, one, 'label', 20)}</td>
              <td>{text(at, one, 'title', 500)}</td>
              <td>{one.isGroup ? null : text(at, one, 'unit', 60)}</td>
              <td>
                <TickCell
                  label={w.of(w.isGroup, one.title)}
                  checked={one.isGroup}
                  onTick={(isGroup) =>
                    change(at, isGroup ? { isGroup, figure: null, fromAgencies: false } : { isGroup })
                  }
                />
              </td>
              <td>
                {one.isGroup ? null : (
                  <ChoiceCell
                    id={`annex-${one.key}-figure`}
                    label={w.of(w.figure, one.title)}
                    value={one.figure ?? ''}
                    choices={
                      one.figure === null || isReportFigureKey(one.figure)
                        ? figures
                        : [...figures, { value: one.figure, label: one.figure }]
                    }
                    fault={edit.faults.get(`${String(at)}.figure`)}
                    onChoose={(figure) => change(at, { figure: figure === '' ? null : figure })}
                  />
                )}
              </td>
              <td>
                {one.isGroup ? null : (
                  <TickCell
                    label={w.of(w.fromAgencies, one.title)}
                    checked={one.fromAgencies}
                    onTick={(fromAgencies) => change(at, { fromAgencies })}
                  />
                )}
              </td>
              <td>
                <LineButtons
                  name={one.title}
                  at={at}
                  count={rows.length}
                  disabled={!may}
                  onMove={(to) => edit.choose(moved(rows, at, to))}
                  onRemove={() => edit.choose(without(rows, at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Button
        sx={{ mt: 1 }}
        disabled={!may || rows.length >= MOST}
        onClick={() =>
          edit.choose([
            ...rows,
            {
              key: freeKey(
                'own',
                rows.map(({ key }) => key),
              ),
              label: '',
              title: w.newRow,
              unit: '',
              isGroup: false,
              figure: null,
              fromAgencies: true,
            },
          ])
        }
      >
        {w.addRow}
      </Button>
    </SettingFrame>
  );
}
