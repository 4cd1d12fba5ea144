// The pure parts of the screens of agencies: proposals, figures, filters, what set-up proposes.
import { describe, expect, it } from 'vitest';
import type { AgencyDetail } from '../../core/contract/agencies.ts';
import type { AgencyProposal, CatalogueUnit } from '../../core/contract/catalogue.ts';
import {
  dayBefore,
  domainRows,
  findingsByYear,
  isOpen,
} from '../../renderer/features/agencies/agency-figures.ts';
import { agencyQuery } from '../../renderer/features/agencies/list-filter.ts';
import {
  groupsOf,
  isTicked,
  itemsOf,
  rename,
  tick,
  untouched,
} from '../../renderer/features/agencies/proposals.ts';
import { matchingUnits, officeProposal, placeNameOf } from '../../renderer/features/setup/office-proposal.ts';

function proposal(key: string, more: Partial<AgencyProposal> = {}): AgencyProposal {
  return {
    key,
    kind: 'so_nganh',
    name: `Sở ${key}`,
    shortName: key,
    abbreviation: null,
    placeName: 'Hải Phòng',
    unitCode: '31',
    validFrom: '2025-07-01',
    usual: true,
    existingAgencyId: null,
    ...more,
  };
}

describe('proposals', () => {
  const all = [
    proposal('a'),
    proposal('b', { usual: false }),
    proposal('c', { existingAgencyId: '00000000-0000-4000-8000-000000000000' }),
    proposal('x', { kind: 'ubnd_tinh' }),
  ];

  it('ticks what is usual and not there yet', () => {
    expect(all.filter((one) => isTicked(one, untouched)).map(({ key }) => key)).toEqual(['a', 'x']);
  });

  it('never ticks what is there already, whatever a group is asked to', () => {
    const edits = tick(
      untouched,
      all.map(({ key }) => key),
      true,
    );
    expect(itemsOf(all, edits).map(({ name }) => name)).toEqual(['Sở a', 'Sở b', 'Sở x']);
  });

  it('takes a corrected name as typed, without the short name of the old one', () => {
    const edits = rename(untouched, 'a', '  Sở Nội vụ thành phố ');
    expect(itemsOf(all, edits)[0]).toMatchObject({ name: 'Sở Nội vụ thành phố', shortName: null });
    expect(itemsOf(all, untouched)[0]).toMatchObject({ name: 'Sở a', shortName: 'a', unitCode: '31' });
  });

  it('groups by kind in the order of the kinds', () => {
    expect(groupsOf(all).map(({ kind, proposals }) => [kind, proposals.length])).toEqual([
      ['ubnd_tinh', 1],
      ['so_nganh', 3],
    ]);
  });
});

type Year = AgencyDetail['years'][number];
const year = (value: number, visits: number, byDomain: Record<string, number> = {}): Year => ({
  year: value,
  visits,
  strengths: 0,
  limitations: 0,
  recommendations: 0,
  open: 0,
  byDomain: Object.entries(byDomain).map(([domainKey, limitations]) => ({ domainKey, limitations })),
});

describe('figures', () => {
  it('counts a run over the years that were inspected, oldest first', () => {
    const rows = domainRows(
      [
        year(2022, 1, { procedures: 2, finance: 1 }),
        year(2019, 1, { procedures: 1 }),
        year(2021, 0),
        year(2020, 1, { procedures: 3 }),
      ],
      [],
    );
    expect(rows).toEqual([
      { key: 'procedures', name: 'procedures', counts: [1, 3, 0, 2], total: 6, repeated: 3 },
      { key: 'finance', name: 'finance', counts: [0, 0, 0, 1], total: 1, repeated: 1 },
    ]);
  });

  it('an inspected year without a limitation ends a run', () => {
    const rows = domainRows([year(2019, 1, { a: 1 }), year(2020, 1), year(2021, 1, { a: 1 })], []);
    expect(rows[0]?.repeated).toBe(1);
  });

  it('a domain without any limitation is no row', () => {
    expect(domainRows([year(2019, 1, { a: 0 })], [])).toEqual([]);
  });

  it('findings by year, newest first, unknown last', () => {
    const finding = (id: string, value: number | null) =>
      ({ id, year: value }) as AgencyDetail['findings'][number];
    expect(
      findingsByYear([finding('1', null), finding('2', 2019), finding('3', 2022), finding('4', 2019)]).map(
        (group) => [group.year, group.findings.map(({ id }) => id)],
      ),
    ).toEqual([
      [2022, ['3']],
      [2019, ['2', '4']],
      [null, ['1']],
    ]);
  });

  it('knows which recommendations can still be handed over', () => {
    expect(
      (
        [
          'open',
          'in_progress',
          'reported',
          'returned',
          'verified',
          'no_longer_applicable',
          'transferred',
        ] as const
      ).filter((status) => isOpen({ status })),
    ).toEqual(['open', 'in_progress', 'reported', 'returned']);
  });

  it('the day before crosses months and leap years', () => {
    expect(['2025-07-01', '2024-03-01', '2025-03-01', '2026-01-01'].map(dayBefore)).toEqual([
      '2025-06-30',
      '2024-02-29',
      '2025-02-28',
      '2025-12-31',
    ]);
  });
});

describe('filters in the URL', () => {
  const queryOf = (search: string) => {
    const params = new URLSearchParams(search);
    return agencyQuery((name) => params.get(name) ?? '', 200);
  };

  it('say nothing where nothing is chosen', () => {
    expect(queryOf('')).toEqual({ limit: 200 });
  });

  it('become a query', () => {
    expect(
      queryOf(
        'q= Cẩm Giàng &kind=ubnd_xa&on=2025-06-30&state=ended&view=by_successor&sort=-open&parent=00000000-0000-4000-8000-000000000000',
      ),
    ).toEqual({
      limit: 200,
      text: 'Cẩm Giàng',
      kind: 'ubnd_xa',
      on: '2025-06-30',
      state: 'ended',
      view: 'by_successor',
      sort: 'open',
      descending: true,
      parentAgencyId: '00000000-0000-4000-8000-000000000000',
    });
  });

  it('what does not read is no filter', () => {
    expect(queryOf('kind=nothing&on=today&state=all&view=x&sort=rev&parent=me')).toEqual({ limit: 200 });
  });
});

describe('set-up', () => {
  const unit = (fullName: string, name: string, more: Partial<CatalogueUnit> = {}): CatalogueUnit => ({
    code: '31',
    parentCode: null,
    kind: 'tinh',
    name,
    fullName,
    nameEn: null,
    ...more,
  });
  const haiPhong = unit('Thành phố Hải Phòng', 'Hải Phòng', { kind: 'thanh_pho_tw' });
  const camGiang = unit('Xã Cẩm Giàng', 'Cẩm Giàng', { code: '10903', parentCode: '31', kind: 'xa' });

  it('proposes the department of a province and the committee of a commune', () => {
    expect(officeProposal('province', haiPhong, null)).toEqual({
      name: 'Sở Nội vụ thành phố Hải Phòng',
      parentName: 'Ủy ban nhân dân thành phố Hải Phòng',
      placeName: 'Hải Phòng',
    });
    expect(officeProposal('commune', haiPhong, camGiang)).toEqual({
      name: 'Ủy ban nhân dân xã Cẩm Giàng',
      parentName: 'Ủy ban nhân dân thành phố Hải Phòng',
      placeName: 'Cẩm Giàng',
    });
  });

  it('proposes nothing before the unit is chosen', () => {
    expect(officeProposal('province', null, null)).toBeNull();
    expect(officeProposal('commune', haiPhong, null)).toBeNull();
    expect(officeProposal('district', haiPhong, null)).toMatchObject({ name: '', placeName: '' });
  });

  it('writes a place name in full where the bare one would not do', () => {
    expect(placeNameOf(unit('Thành phố Hồ Chí Minh', 'Hồ Chí Minh'))).toBe('Thành phố Hồ Chí Minh');
    expect(placeNameOf(unit('Phường 1 Bảo Lộc', '1 Bảo Lộc'))).toBe('Phường 1 Bảo Lộc');
    expect(placeNameOf(camGiang)).toBe('Cẩm Giàng');
  });

  it('finds without marks, and the exact tone first', () => {
    const other = unit('Xã Cẩm Giang', 'Cẩm Giang', { code: '10888', parentCode: '31', kind: 'xa' });
    expect(matchingUnits([camGiang, other, haiPhong], 'cam giang')).toEqual([camGiang, other]);
    expect(matchingUnits([camGiang, other], 'cẩm giang')).toEqual([other, camGiang]);
    expect(matchingUnits([other, camGiang], 'Cẩm Giàng')).toEqual([camGiang, other]);
    expect(matchingUnits([haiPhong], 'HẢI PHÒNG')).toEqual([haiPhong]);
    expect(matchingUnits([haiPhong], 'đà')).toEqual([]);
  });
});
