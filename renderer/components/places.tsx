// The places of the left navigation that exist, in reading order. "g" then the key of a place goes there: the number row
// from its beginning, which goes on after 9 with 0, - and =.
import type { ComponentType } from 'react';
import type { SvgIconProps } from '@mui/material/SvgIcon';
import AgencyIcon from '@mui/icons-material/AccountBalanceOutlined';
import CriteriaIcon from '@mui/icons-material/ChecklistOutlined';
import DocumentIcon from '@mui/icons-material/DescriptionOutlined';
import ExchangeIcon from '@mui/icons-material/UsbOutlined';
import HomeIcon from '@mui/icons-material/SpaceDashboardOutlined';
import PlanIcon from '@mui/icons-material/EventNoteOutlined';
import IndexIcon from '@mui/icons-material/LeaderboardOutlined';
import PictureIcon from '@mui/icons-material/GridOnOutlined';
import ReportIcon from '@mui/icons-material/SummarizeOutlined';
import RemedyIcon from '@mui/icons-material/TaskAltOutlined';
import StatisticsIcon from '@mui/icons-material/QueryStatsOutlined';
import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import VisitIcon from '@mui/icons-material/FactCheckOutlined';

export const placeNames = [
  'home',
  'plans',
  'visits',
  'recommendations',
  'agencies',
  'criteria',
  'documents',
  'statistics',
  'reports',
  'parIndex',
  'pictures',
  'exchange',
  'settings',
] as const;
export type PlaceName = (typeof placeNames)[number];

export const places: Readonly<
  Record<PlaceName, { readonly to: string; readonly Icon: ComponentType<SvgIconProps>; readonly key: string }>
> = {
  home: { to: '/', Icon: HomeIcon, key: '1' },
  plans: { to: '/plans', Icon: PlanIcon, key: '2' },
  visits: { to: '/visits', Icon: VisitIcon, key: '3' },
  recommendations: { to: '/recommendations', Icon: RemedyIcon, key: '4' },
  agencies: { to: '/agencies', Icon: AgencyIcon, key: '5' },
  criteria: { to: '/criteria', Icon: CriteriaIcon, key: '6' },
  statistics: { to: '/statistics', Icon: StatisticsIcon, key: '8' },
  documents: { to: '/documents', Icon: DocumentIcon, key: '7' },
  reports: { to: '/reports', Icon: ReportIcon, key: '9' },
  parIndex: { to: '/par-index', Icon: IndexIcon, key: '0' },
  pictures: { to: '/pictures', Icon: PictureIcon, key: '-' },
  // The first key after the number row.
  exchange: { to: '/exchange', Icon: ExchangeIcon, key: '[' },
  settings: { to: '/settings', Icon: SettingsIcon, key: '=' },
};

/** The place that "g" and a key lead to. */
export function placeOfKey(key: string): PlaceName | undefined {
  return placeNames.find((name) => places[name].key === key);
}
