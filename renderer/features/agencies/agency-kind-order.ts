// The kinds of agency in the order of the contract, without loading its schemas.
import type { AgencyKind } from '../../../core/contract/common.ts';

const order: Readonly<Record<AgencyKind, number>> = {
  ubnd_tinh: 0,
  so_nganh: 1,
  ubnd_huyen: 2,
  phong_cap_huyen: 3,
  ubnd_xa: 4,
  phong_cap_xa: 5,
  tt_pvhcc: 6,
  don_vi_truc_thuoc: 7,
  nganh_doc: 8,
};

export const agencyKindOrder = (Object.keys(order) as AgencyKind[]).sort((a, b) => order[a] - order[b]);
