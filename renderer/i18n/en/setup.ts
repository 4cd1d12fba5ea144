// The first-run page in English.
import type { Same } from '../same.ts';
import type { setup as vi } from '../vi/setup.ts';

export const setup = {
  welcome: 'Inspection of administrative reform',
  lead: 'From the plan to the printed notices, on one PC that needs no network.',
  own: 'Begin for my own office',
  ownText: 'Enter the office and yourself; both can be changed under Settings.',
  office: 'Office',
  officeName: 'Name of the office',
  officeHint: 'E.g. Sở Nội vụ tỉnh Hải Dương',
  parentName: 'Superior body',
  parentHint: 'E.g. Ủy ban nhân dân tỉnh Hải Dương',
  level: 'Level',
  placeName: 'Place name',
  placeHint: 'Stands before the date in documents, e.g. Hải Dương',
  person: 'You',
  fullName: 'Your full name',
  position: 'Position',
  positionHint: 'E.g. Chuyên viên Phòng Cải cách hành chính',
  submit: 'Begin',
  required: 'This is needed.',
  sample: 'Look around in a real round',
  sampleText:
    'A sample made from a published text: team, agencies, strengths, limitations, recommendations, notices. It can be deleted afterwards.',
  haiDuong: 'Hải Dương 2019',
  haiDuongText: 'Team of the Chairman of the province, 7 agencies',
  laiVung: 'Lai Vung 2022',
  laiVungText: 'Group of the district, 6 offices and 12 communes',
  loading: 'Loading…',
} satisfies Same<typeof vi>;
