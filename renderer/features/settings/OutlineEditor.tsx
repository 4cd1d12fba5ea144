// The outline that new periodic reports copy: headings in their order and level, with the figures that stand beside each.
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import type { OutlineSection } from '../../../core/contract/settings.ts';
import {
  isReportFigureKey,
  reportFigureDefinitions,
  reportFigureKeys,
} from '../../../core/rules/report-figures.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { ChoiceCell, LineTable, SettingFrame, TypedCell } from './RuleParts.tsx';
import { changed, freeKey, type SettingRow, useSettingEdit } from './setting-edit.ts';

const MOST = 80;
const levels = ['1', '2', '3'] as const;

export function OutlineEditor({ row }: { readonly row: SettingRow<'reportOutline'> }) {
  const w = useText().people.rules;
  const { language } = useLanguage();
  const may = useMay('settings.set');
  const edit = useSettingEdit('reportOutline', row);
  const sections = edit.value;
  const change = (at: number, patch: Partial<OutlineSection>) => edit.choose(changed(sections, at, patch));
  const nameOf = (key: string) =>
    isReportFigureKey(key) ? reportFigureDefinitions[key].label[language] : key;
  return (
    <SettingFrame edit={edit} text={w.outlineText}>
      <LineTable
        of="reportOutline"
        lines={sections}
        keyOf={({ key }) => key}
        nameOf={({ title }) => title}
        most={MOST}
        width="76rem"
        movable
        addLabel={w.addSection}
        onAdd={() =>
          edit.choose([
            ...sections,
            {
              key: freeKey(
                'own',
                sections.map(({ key }) => key),
              ),
              level: sections.length === 0 ? 1 : 2,
              title: w.newSection,
              figures: [],
            },
          ])
        }
        onChange={edit.choose}
        columns={[
          {
            label: w.level,
            width: '4rem',
            cell: (section, at) => (
              <ChoiceCell
                id={`section-${section.key}-level`}
                label={w.of(w.level, section.title)}
                value={String(section.level)}
                choices={levels.map((value) => ({ value, label: value }))}
                fault={edit.faults.get(`${String(at)}.level`)}
                onChoose={(level) => change(at, { level: Number(level) })}
              />
            ),
          },
          {
            label: w.heading,
            depth: ({ level }) => level - 1,
            cell: (section, at) => (
              <TypedCell
                id={`section-${section.key}-title`}
                label={w.of(w.heading, String(at + 1))}
                value={section.title}
                maxLength={500}
                strong={section.level === 1}
                fault={edit.faults.get(`${String(at)}.title`) ?? edit.faults.get(`${String(at)}.key`)}
                onType={(title, event) => edit.type(changed(sections, at, { title }), event)}
                onLeave={edit.leave}
              />
            ),
          },
          {
            label: w.figures,
            width: '42%',
            cell: (section, at) => (
              <Autocomplete
                multiple
                disableCloseOnSelect
                limitTags={2}
                size="small"
                disabled={!may}
                options={reportFigureKeys as readonly string[]}
                value={section.figures}
                getOptionLabel={nameOf}
                onChange={(_event, figures) => change(at, { figures })}
                slotProps={{ chip: { size: 'small' } }}
                renderInput={(params) => (
                  <TextField
                    {...params}
                    placeholder={section.figures.length === 0 ? w.noFigures : ''}
                    slotProps={{
                      ...params.slotProps,
                      htmlInput: {
                        ...params.slotProps.htmlInput,
                        'aria-label': w.of(w.figures, section.title),
                      },
                    }}
                  />
                )}
                sx={{ '& .MuiInputBase-root': { fontSize: '0.8125rem', py: '1px !important' } }}
              />
            ),
          },
        ]}
      />
    </SettingFrame>
  );
}
