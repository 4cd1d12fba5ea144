// Every address of the application. Screens are loaded when they are first opened.
import { createBrowserRouter } from 'react-router';
import type { RouteObject } from 'react-router';
import { AppFrame } from './components/AppFrame.tsx';
import { NotFound, RouteFault } from './components/RouteFault.tsx';
import { PageSkeleton } from './components/States.tsx';

/** A workspace fills the window and scrolls inside; it brings its own margins. */
const fullHeight = { fullHeight: true };

const screens: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./features/home/HomePage.tsx')).HomePage }) },
  {
    path: 'plans',
    lazy: async () => ({ Component: (await import('./features/plans/PlansPage.tsx')).PlansPage }),
  },
  {
    path: 'plans/annual',
    lazy: async () => ({
      Component: (await import('./features/tasks/AnnualPlansPage.tsx')).AnnualPlansPage,
    }),
  },
  {
    path: 'plans/annual/:parPlanId',
    lazy: async () => ({ Component: (await import('./features/tasks/AnnualPlanPage.tsx')).AnnualPlanPage }),
  },
  {
    path: 'plans/:planId/:tab?',
    lazy: async () => ({ Component: (await import('./features/plans/PlanPage.tsx')).PlanPage }),
  },
  {
    path: 'visits',
    lazy: async () => ({ Component: (await import('./features/registers/VisitsPage.tsx')).VisitsPage }),
  },
  {
    path: 'visits/:visitId/:tab?',
    handle: fullHeight,
    lazy: async () => ({ Component: (await import('./features/visits/VisitPage.tsx')).VisitPage }),
  },
  {
    path: 'recommendations/:tab?',
    lazy: async () => ({
      Component: (await import('./features/remediation/RemediationPage.tsx')).RemediationPage,
    }),
  },
  {
    path: 'agencies',
    lazy: async () => ({ Component: (await import('./features/agencies/AgenciesPage.tsx')).AgenciesPage }),
  },
  {
    path: 'agencies/catalogue',
    lazy: async () => ({
      Component: (await import('./features/catalogue/CataloguePage.tsx')).CataloguePage,
    }),
  },
  {
    path: 'agencies/procedures',
    lazy: async () => ({
      Component: (await import('./features/procedures/ProcedureListsPage.tsx')).ProcedureListsPage,
    }),
  },
  {
    path: 'agencies/procedures/:listId',
    lazy: async () => ({
      Component: (await import('./features/procedures/ProcedureListPage.tsx')).ProcedureListPage,
    }),
  },
  {
    path: 'agencies/:agencyId/:tab?',
    lazy: async () => ({ Component: (await import('./features/agencies/AgencyPage.tsx')).AgencyPage }),
  },
  {
    path: 'criteria',
    lazy: async () => ({ Component: (await import('./features/criteria/CriteriaPage.tsx')).CriteriaPage }),
  },
  {
    path: 'criteria/compare',
    lazy: async () => ({ Component: (await import('./features/criteria/ComparePage.tsx')).ComparePage }),
  },
  {
    path: 'criteria/:setId',
    handle: fullHeight,
    lazy: async () => ({ Component: (await import('./features/criteria/SetPage.tsx')).SetPage }),
  },
  {
    path: 'statistics/:reportId?',
    lazy: async () => ({
      Component: (await import('./features/statistics/StatisticsPage.tsx')).StatisticsPage,
    }),
  },
  {
    path: 'reports',
    lazy: async () => ({ Component: (await import('./features/periodic/ReportsPage.tsx')).ReportsPage }),
  },
  {
    path: 'reports/:reportId/:tab?',
    lazy: async () => ({ Component: (await import('./features/periodic/ReportPage.tsx')).ReportPage }),
  },
  {
    path: 'par-index',
    lazy: async () => ({ Component: (await import('./features/par-index/IndexSetsPage.tsx')).IndexSetsPage }),
  },
  {
    path: 'par-index/compare',
    lazy: async () => ({
      Component: (await import('./features/par-index/IndexComparePage.tsx')).IndexComparePage,
    }),
  },
  {
    path: 'par-index/:setId/:tab?',
    lazy: async () => ({ Component: (await import('./features/par-index/IndexSetPage.tsx')).IndexSetPage }),
  },
  {
    path: 'par-index/entries/:entryId',
    handle: fullHeight,
    lazy: async () => ({
      Component: (await import('./features/par-index/IndexEntryPage.tsx')).IndexEntryPage,
    }),
  },
  {
    path: 'pictures/:tab?',
    lazy: async () => ({ Component: (await import('./features/pictures/PicturesPage.tsx')).PicturesPage }),
  },
  {
    path: 'exchange/:tab?',
    lazy: async () => ({ Component: (await import('./features/exchange/ExchangePage.tsx')).ExchangePage }),
  },
  {
    path: 'documents',
    lazy: async () => ({ Component: (await import('./features/registers/DocumentsPage.tsx')).DocumentsPage }),
  },
  {
    path: 'documents/:documentId',
    handle: fullHeight,
    lazy: async () => ({ Component: (await import('./features/documents/DocumentPage.tsx')).DocumentPage }),
  },
  {
    path: 'settings/:tab?',
    lazy: async () => ({ Component: (await import('./features/settings/SettingsPage.tsx')).SettingsPage }),
  },
  { path: '*', Component: NotFound },
];

export function createRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: RouteFault,
      HydrateFallback: PageSkeleton,
      children: [
        {
          path: 'setup',
          lazy: async () => ({ Component: (await import('./features/setup/SetupPage.tsx')).SetupPage }),
        },
        {
          path: '/',
          Component: AppFrame,
          // A screen that crashes leaves the frame standing.
          children: [{ ErrorBoundary: RouteFault, children: screens }],
        },
      ],
    },
  ]);
}
