// The catalogue of administrative units in English.
import type { Same } from '../same.ts';
import type { catalogue as vi } from '../vi/catalogue.ts';

export const catalogue = {
  title: 'Catalogue of administrative units',
  asOf: (day: string) => `As of ${day} (see the source)`,
  source: (text: string) => `Source: ${text}`,
  counts: (provinces: string, communes: string) =>
    `${provinces} provinces and cities · ${communes} communes, wards and special zones`,
  notLoaded: 'The catalogue has not been loaded',
  notLoadedText: (day: string) =>
    `The catalogue that comes with the application (as of ${day}) serves to make lists of agencies and to place them. It is loaded once and needs no network.`,
  load: 'Load the catalogue',
  loading: 'Loading the catalogue…',
  import: 'Import a newer list',
  find: 'Find a province, commune or ward',
  findHint: 'Marks are not needed; names with the exact marks come first.',
  on: 'As on',
  provinces: 'Provinces and cities',
  communes: 'Communes, wards, special zones',
  unitsOf: (name: string) => `Communes, wards and special zones of ${name}`,
  found: (count: string) => `${count} found`,
  code: 'Code',
  name: 'Name',
  kind: 'Kind',
  province: 'Province or city',
  valid: 'Time',
  agencies: 'Agencies',
  proposals: (name: string) => `Make the agencies of ${name}`,
  nothing: 'No unit matches',
  noneThen: 'No unit is in force on this day.',
  pick: 'Choose a province or city to see its communes and wards.',
  kinds: {
    tinh: 'Province',
    thanh_pho_tw: 'Centrally run city',
    xa: 'Commune',
    phuong: 'Ward',
    dac_khu: 'Special zone',
  },
  unitHint: 'Type some letters of the name; marks are not needed.',
  current: 'present',
} satisfies Same<typeof vi>;
