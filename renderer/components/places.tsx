// The places of the left navigation that exist, in reading order. "g" then the digit goes there.
import type { ComponentType } from 'react';
import type { SvgIconProps } from '@mui/material/SvgIcon';
import AgencyIcon from '@mui/icons-material/AccountBalanceOutlined';
import CriteriaIcon from '@mui/icons-material/ChecklistOutlined';
import DocumentIcon from '@mui/icons-material/DescriptionOutlined';
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
  'settings',
] as const;
export type PlaceName = (typeof placeNames)[number];

export const places: Readonly<
  Record<PlaceName, { readonly to: string; readonly Icon: ComponentType<SvgIconProps> }>
> = {
  home: { to: '/', Icon: HomeIcon },
  plans: { to: '/plans', Icon: PlanIcon },
  visits: { to: '/visits', Icon: VisitIcon },
  recommendations: { to: '/recommendations', Icon: RemedyIcon },
  agencies: { to: '/agencies', Icon: AgencyIcon },
  criteria: { to: '/criteria', Icon: CriteriaIcon },
  statistics: { to: '/statistics', Icon: StatisticsIcon },
  documents: { to: '/documents', Icon: DocumentIcon },
  reports: { to: '/reports', Icon: ReportIcon },
  parIndex: { to: '/par-index', Icon: IndexIcon },
  pictures: { to: '/pictures', Icon: PictureIcon },
  settings: { to: '/settings', Icon: SettingsIcon },
};
