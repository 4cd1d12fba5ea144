// Sending to and receiving from other offices: two buttons, who has sent, what went and came, and both wizards.
import { lazy, Suspense } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useParams } from 'react-router';
import { PageHeader } from '../../components/PageHeader.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { OverviewTab } from './OverviewTab.tsx';

const SendWizard = lazy(async () => ({ default: (await import('./SendWizard.tsx')).SendWizard }));
const ReceiveWizard = lazy(async () => ({ default: (await import('./ReceiveWizard.tsx')).ReceiveWizard }));
const MatchesTab = lazy(async () => ({ default: (await import('./matches/MatchesTab.tsx')).MatchesTab }));

const tabNames = ['overview', 'history', 'matches'] as const;

export function ExchangePage() {
  const { tab } = useParams();
  if (tab === 'send' || tab === 'receive') {
    return (
      <Suspense fallback={<PageSkeleton />}>{tab === 'send' ? <SendWizard /> : <ReceiveWizard />}</Suspense>
    );
  }
  const name = tab === undefined ? 'overview' : tabNames.find((one) => one === tab && one !== 'overview');
  if (name === undefined) return <NotFound />;
  return <ExchangeTabs name={name} />;
}

function ExchangeTabs({ name }: { readonly name: (typeof tabNames)[number] }) {
  const t = useText();
  const w = t.exchange;
  return (
    <>
      <PageHeader
        title={w.title}
        {...(name === 'overview'
          ? {}
          : {
              secondary: (
                <>
                  <Button component={Link} to="/exchange/send" variant="outlined">
                    {w.send}
                  </Button>
                  <Button component={Link} to="/exchange/receive" variant="outlined">
                    {w.receive}
                  </Button>
                </>
              ),
            })}
      />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 2 }}>
        <Tabs value={name} aria-label={w.tabsLabel} variant="scrollable" component="nav">
          {tabNames.map((one) => (
            <Tab
              key={one}
              value={one}
              label={w.tabs[one]}
              component={Link}
              to={one === 'overview' ? '/exchange' : `/exchange/${one}`}
              aria-current={one === name ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      {name === 'overview' ? (
        <OverviewTab />
      ) : name === 'history' ? (
        <HistoryTab />
      ) : (
        <Suspense fallback={<TableSkeleton />}>
          <MatchesTab />
        </Suspense>
      )}
    </>
  );
}
