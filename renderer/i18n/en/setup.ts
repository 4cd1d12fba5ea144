// The first-run page in English.
import type { Same } from '../same.ts';
import type { setup as vi } from '../vi/setup.ts';

export const setup = {
  workFile: 'A member of a team with a work file (.cchcw)?',
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
  province: 'Province or city',
  provinceHint: 'Choose it to fill in the names; the fields can still be changed.',
  commune: 'Commune, ward or special zone',
  communeHint: 'Choose it to fill in the names; the fields can still be changed.',
  offerTitle: (name: string) => `Make the list of agencies of ${name}`,
  offerText: {
    province:
      'The catalogue that comes with the application has the communes, wards and special zones of the province; the People’s Committee and the usual departments are proposed as well. Look, untick and correct names before they are made.',
    commune:
      'The People’s Committee, its offices and the public administration service centre are proposed. Look, untick and correct names before they are made.',
  },
  offerStart: 'See the proposals',
  offerLater: 'Later',
  offerLaterHint: 'It can be done at any time under Agencies.',
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
