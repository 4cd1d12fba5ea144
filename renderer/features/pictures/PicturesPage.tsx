// The place "Toàn cảnh": heat map, frequent and repeated limitations, agencies compared, domains, one-stop over periods, and
// the evidence of the office's two figures. Everything that is chosen stands in the address.
import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQueryOf } from '../../api/query.ts';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import type { PictureTabProps } from './picture-tab.ts';
import { pictureAddress, pictureTabs } from './picture-address.ts';
import type { PictureTab } from './picture-address.ts';
import { useIllustrative } from './ScopeFilters.tsx';

const screens: Readonly<Record<PictureTab, ComponentType<PictureTabProps>>> = {
  heat: lazy(async () => ({ default: (await import('./HeatTab.tsx')).HeatTab })),
  limitations: lazy(async () => ({ default: (await import('./LimitationsTab.tsx')).LimitationsTab })),
  repeaters: lazy(async () => ({ default: (await import('./RepeatersTab.tsx')).RepeatersTab })),
  compare: lazy(async () => ({ default: (await import('./CompareTab.tsx')).CompareTab })),
  domains: lazy(async () => ({ default: (await import('./DomainsTab.tsx')).DomainsTab })),
  'one-stop': lazy(async () => ({ default: (await import('./OneStopTab.tsx')).OneStopTab })),
  coverage: lazy(async () => ({ default: (await import('./CoverageTab.tsx')).CoverageTab })),
  remedied: lazy(async () => ({ default: (await import('./RemediedTab.tsx')).RemediedTab })),
};

export function PicturesPage() {
  const { tab = 'heat' } = useParams();
  const t = useText();
  const w = t.pictures;
  const [params] = useSearchParams();
  const status = useQueryOf('system.status', {});
  const scope = useQueryOf('pictures.scope', {});
  const illustrative = useIllustrative();
  const name = pictureTabs.find((one) => one === tab);
  if (name === undefined) return <NotFound />;
  // Everything here counts for a day: before it is known there is nothing to ask.
  if (status.data === undefined) return <PageSkeleton />;
  const { today } = status.data;
  const Screen = screens[name];
  return (
    <>
      <PageHeader
        title={t.frame.places.pictures}
        {...(illustrative ? { meta: <IllustrativeBanner show inline /> } : {})}
      />
      <Box
        sx={{
          borderBottom: '1px solid',
          borderColor: 'divider',
          mb: 1.5,
          '@media print': { display: 'none' },
          '& .MuiTab-root': { minWidth: 0, px: 1.5 },
        }}
      >
        <Tabs value={name} aria-label={w.tabsLabel} variant="scrollable" component="nav">
          {pictureTabs.map((one) => (
            <Tab
              key={one}
              value={one}
              label={w.tabs[one]}
              component={Link}
              to={pictureAddress(one, params)}
              aria-current={one === name ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      <Loaded query={scope}>
        {(known) => (
          <Suspense fallback={<TableSkeleton />}>
            <Screen scope={known} today={today} illustrative={illustrative} />
          </Suspense>
        )}
      </Loaded>
    </>
  );
}
