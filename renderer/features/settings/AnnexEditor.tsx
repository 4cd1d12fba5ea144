// The annex of figures that new periodic reports copy: its rows in the order of the form, and where each figure comes
// from.
import type { AnnexRow } from '../../../core/contract/settings.ts';
import {
  isReportFigureKey,
  reportFigureDefinitions,
  reportFigureKeys,
} from '../../../core/rules/report-figures.ts';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { ChoiceCell, LineTable, SettingFrame, TickCell, TypedCell } from './RuleParts.tsx';
import { changed, freeKey, type SettingRow, useSettingEdit } from './setting-edit.ts';

const MOST = 300;

export function AnnexEditor({ row }: { readonly row: SettingRow<'reportAnnex'> }) {
  const w = useText().people.rules;
  const { language } = useLanguage();
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
      <LineTable
        of="reportAnnex"
        lines={rows}
        keyOf={({ key }) => key}
        nameOf={({ title }) => title}
        most={MOST}
        width="80rem"
        movable
        addLabel={w.addRow}
        onAdd={() =>
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
        onChange={edit.choose}
        columns={[
          { label: w.label, width: '4.5rem', cell: (one, at) => text(at, one, 'label', 20) },
          { label: w.title, cell: (one, at) => text(at, one, 'title', 500) },
          {
            label: w.unit,
            width: '8rem',
            cell: (one, at) => (one.isGroup ? null : text(at, one, 'unit', 60)),
          },
          {
            label: w.isGroup,
            width: '3.5rem',
            cell: (one, at) => (
              <TickCell
                label={w.of(w.isGroup, one.title)}
                checked={one.isGroup}
                onTick={(isGroup) =>
                  change(at, isGroup ? { isGroup, figure: null, fromAgencies: false } : { isGroup })
                }
              />
            ),
          },
          {
            label: w.figure,
            width: '17rem',
            cell: (one, at) =>
              one.isGroup ? null : (
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
              ),
          },
          {
            label: w.fromAgencies,
            width: '5.5rem',
            cell: (one, at) =>
              one.isGroup ? null : (
                <TickCell
                  label={w.of(w.fromAgencies, one.title)}
                  checked={one.fromAgencies}
                  onTick={(fromAgencies) => change(at, { fromAgencies })}
                />
              ),
          },
        ]}
      />
    </SettingFrame>
  );
}
