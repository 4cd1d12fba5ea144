// Settings of the office: what is proposed keeps to the rules, what does not is named at its place.
import { describe, expect, it } from 'vitest';
import { type OfficeSettings, settingKey, type SettingKey } from '../../../core/contract/settings.ts';
import { isReportFigureKey } from '../../../core/rules/report-figures.ts';
import { checkSetting, proposedSettings, settingsFrom } from '../../../core/rules/settings.ts';

function faults<K extends SettingKey>(key: K, value: unknown): string[] {
  const checked = checkSetting(key, value);
  return checked.ok ? [] : checked.faults.map(({ path, reason }) => `${path} ${reason}`);
}

function proposal<K extends SettingKey>(key: K): OfficeSettings[K] {
  return structuredClone(proposedSettings[key]);
}

describe('the proposal', () => {
  it('keeps to its own rules', () => {
    for (const key of settingKey.options) expect(faults(key, proposedSettings[key])).toEqual([]);
  });

  it('has the four reports with their days', () => {
    const days = proposedSettings.reportSchedule.map(({ kind, from, fromYearBefore, to, due }) =>
      [
        kind,
        `${from.day}/${from.month}`,
        fromYearBefore,
        `${to.day}/${to.month}`,
        `${due.day}/${due.month}`,
      ].join(' '),
    );
    expect(days).toEqual([
      'quarter_1 15/12 true 14/3 20/3',
      'half_year 15/12 true 14/6 20/6',
      'quarter_3 15/6 false 14/9 20/9',
      'year 15/12 true 14/12 20/12',
    ]);
  });

  it('draws only figures that can be computed, and grades down to 0', () => {
    const named = [
      ...proposedSettings.reportOutline.flatMap(({ figures }) => figures),
      ...proposedSettings.reportAnnex.flatMap(({ figure }) => (figure === null ? [] : [figure])),
    ];
    expect(named.filter((figure) => !isReportFigureKey(figure))).toEqual([]);
    expect(named.length).toBeGreaterThan(15);
    expect(proposedSettings.gradeBands.map(({ from, name }) => `${from} ${name}`)).toEqual([
      '9000 Xuất sắc',
      '8000 Tốt',
      '6500 Khá',
      '5000 Trung bình',
      '0 Yếu',
    ]);
  });
});

describe('a schedule', () => {
  it('refuses days that are not there every year, periods turned round, and agencies after the office', () => {
    const value = proposal('reportSchedule');
    value[0] = { ...value[0]!, to: { month: 2, day: 29 } };
    value[1] = { ...value[1]!, agencyDue: { month: 6, day: 21 } };
    value[2] = { ...value[2]!, to: { month: 6, day: 14 } };
    expect(faults('reportSchedule', value)).toEqual([
      '0.to no_such_day',
      '1.agencyDue agency_due_order',
      '2.to period_order',
    ]);
  });

  it('refuses two of a kind and two of a name, but takes several others', () => {
    const value = proposal('reportSchedule');
    value[1] = { ...value[1]!, kind: 'quarter_1', name: ' báo cáo QUÝ I ' };
    expect(faults('reportSchedule', value)).toEqual(['1.name duplicate', '1.kind duplicate']);
    const others = proposal('reportSchedule').map((rule) => ({ ...rule, kind: 'other' as const }));
    expect(faults('reportSchedule', others)).toEqual([]);
  });

  it('takes a report that is due in the next year', () => {
    const [year] = proposal('reportSchedule').slice(-1);
    const late = {
      ...year!,
      to: { month: 12, day: 31 },
      due: { month: 1, day: 15 },
      agencyDue: { month: 1, day: 5 },
    };
    expect(faults('reportSchedule', [late])).toEqual([]);
  });

  it('names what has no shape', () => {
    expect(faults('reportSchedule', [])).toEqual([' shape']);
    expect(faults('reportSchedule', 'nonsense')).toEqual([' shape']);
    const value = proposal('reportSchedule').map((rule) => ({ ...rule, name: '  ' }));
    expect(faults('reportSchedule', [value[0]])).toEqual(['0.name blank']);
  });
});

describe('an outline and an annex', () => {
  it('leave no level out and name no heading twice', () => {
    const value = proposal('reportOutline').slice(0, 3);
    value[0] = { ...value[0]!, level: 2 };
    value[2] = { ...value[2]!, level: 3, key: value[1]!.key };
    expect(faults('reportOutline', value)).toEqual(['2.key duplicate', '0.level level_jump']);
    expect(faults('reportOutline', [{ ...value[1]!, level: 1, figures: ['nothing_such'] }])).toEqual([
      '0.figures unknown_figure',
    ]);
  });

  it('give a heading no figure', () => {
    const value = proposal('reportAnnex').slice(0, 2);
    value[0] = { ...value[0]!, figure: 'tasks_total' };
    value[1] = { ...value[1]!, figure: 'made_up' };
    expect(faults('reportAnnex', value)).toEqual(['0.figure group_figure', '1.figure unknown_figure']);
  });
});

describe('grades', () => {
  it('go down, end at 0 and have names of their own', () => {
    const bands = [
      { from: 8000, name: 'Tốt' },
      { from: 8000, name: 'tốt ' },
      { from: 100, name: 'Yếu' },
    ];
    expect(faults('gradeBands', bands)).toEqual([
      '1.name duplicate',
      '1.from band_order',
      '2.from last_band',
    ]);
    expect(faults('gradeBands', [{ from: 10_001, name: 'x' }])).toEqual(['0.from shape']);
  });
});

describe('recipients', () => {
  it('are at most five, none blank, none twice', () => {
    expect(faults('reminderEscalation', ['UBND tỉnh', ' ', 'ubnd TỈNH'])).toEqual(['1 blank', '2 duplicate']);
    expect(
      faults(
        'reminderEscalation',
        Array.from({ length: 6 }, (_, at) => String(at)),
      ),
    ).toEqual([' shape']);
    expect(faults('reminderEscalation', [])).toEqual([]);
  });
});

describe('what holds', () => {
  it('is the office’s decision, and the proposal where a row means nothing any more', () => {
    const held = settingsFrom([
      { key: 'onTimeBy', value: 'arrival' },
      { key: 'overdueCounts', value: 'sometimes' },
      { key: 'gradeBands', value: [{ from: 5, name: 'x' }] },
      { key: '__proto__', value: { polluted: true } },
      { key: 'forgotten', value: 1 },
    ]);
    expect(held).toEqual({ ...proposedSettings, onTimeBy: 'arrival' });
  });
});
