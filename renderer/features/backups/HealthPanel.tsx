// Health in five cards: data, journal, evidence, space, backup; what is wrong stands with what to do.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Health } from '../../../core/contract/backups.ts';
import { useQueryOf } from '../../api/query.ts';
import { ErrorState } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeWords } from '../evidence/evidence-words.ts';
import { useDayWords } from './use-backups.ts';

const names = ['database', 'journal', 'files', 'space', 'backup'] as const;

export function HealthPanel() {
  const w = useText().backups.health;
  const [deep, setDeep] = useState(false);
  const quick = useQueryOf('health.check', { deep: false });
  const thorough = useQueryOf('health.check', { deep: true }, { enabled: deep });
  const isChecking = quick.isFetching || thorough.isFetching;
  const health = latest(quick.data, thorough.data);
  const asked = thorough.isError && !thorough.isFetching ? thorough : quick;
  return (
    <Box component="section" aria-labelledby="health-title">
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2" id="health-title">
          {w.title}
        </Typography>
        <Typography
          variant="body2"
          color="text.secondary"
          component="output"
          sx={{ flex: 1, minWidth: '14rem' }}
        >
          {isChecking
            ? w.checking
            : health === undefined
              ? ''
              : (health.files.deep ? w.checkedDeepAt : w.checkedAt)(momentOf(health.at))}
        </Typography>
        <Button variant="outlined" disabled={isChecking} onClick={() => void quick.refetch()}>
          {w.check}
        </Button>
        <Button
          disabled={isChecking}
          aria-describedby="health-deep"
          onClick={() => (deep ? void thorough.refetch() : setDeep(true))}
        >
          {w.checkDeep}
        </Button>
      </Box>
      {asked.isError ? <ErrorState error={asked.error} onRetry={() => void asked.refetch()} compact /> : null}
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(12rem, 1fr))' },
          gap: 1.25,
        }}
      >
        {names.map((name) => (
          <Card key={name} name={w.cards[name]} state={health?.[name].state ?? 'unknown'}>
            {health === undefined ? null : <Facts name={name} health={health} />}
          </Card>
        ))}
      </Box>
      <Typography id="health-deep" variant="caption" color="text.secondary" component="p" sx={{ mt: 0.75 }}>
        {w.deepHint}
      </Typography>
    </Box>
  );
}

function latest(quick: Health | undefined, thorough: Health | undefined): Health | undefined {
  if (quick === undefined || thorough === undefined) return thorough ?? quick;
  return thorough.at >= quick.at ? thorough : quick;
}

interface CardProps {
  readonly name: string;
  readonly state: Health['database']['state'];
  readonly children: ReactNode;
}
const tones = { sound: 'verified', faulty: 'overdue', unknown: 'muted' } as const;
function Card({ name, state, children }: CardProps) {
  const w = useText().backups.health;
  return (
    <Box
      component="li"
      aria-label={name}
      sx={{
        border: '1px solid',
        borderColor: state === 'faulty' ? 'error.main' : 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        px: 1.5,
        py: 1.25,
        minHeight: '6.5rem',
        display: 'grid',
        alignContent: 'start',
        gap: 0.25,
        fontSize: '0.8125rem',
        lineHeight: 1.55,
      }}
    >
      <Typography variant="subtitle1" component="h3">
        {name}
      </Typography>
      <StatusChip tone={tones[state]} label={w.states[state]} />
      {children}
    </Box>
  );
}

interface FactsProps {
  readonly name: (typeof names)[number];
  readonly health: Health;
}
function Facts({ name, health }: FactsProps) {
  const w = useText().backups.health;
  const dayWords = useDayWords();
  const { database, journal, files, space, backup } = health;
  const lines: readonly Line[] = {
    database: () => [
      fact(w.database(sizeWords(database.bytes), String(database.schemaVersion))),
      ...(database.state === 'faulty' ? [fault(w.databaseFault)] : []),
    ],
    journal: () => [
      journal.state === 'faulty'
        ? fault(w.journalFault(formatCount(journal.brokenAt ?? 1)))
        : fact((journal.state === 'sound' ? w.journal : w.journalUnknown)(formatCount(journal.changeSets))),
    ],
    files: () => [
      fact(w.files(formatCount(files.count), sizeWords(files.bytes))),
      ...(files.missing > 0 ? [fault(w.missing(formatCount(files.missing)))] : []),
      ...(files.altered > 0 ? [fault(w.altered(formatCount(files.altered)))] : []),
      ...(files.absent > 0 ? [quiet(w.absent(formatCount(files.absent)))] : []),
      ...(files.orphans > 0 ? [quiet(w.orphans(formatCount(files.orphans)))] : []),
      quiet(files.deep ? w.filesDeep : w.filesShallow),
    ],
    space: () => [
      fact(
        space.freeBytes === null
          ? w.freeUnknown(sizeWords(space.folderBytes))
          : w.free(sizeWords(space.freeBytes), sizeWords(space.folderBytes)),
      ),
      ...(space.state === 'faulty' ? [fault(w.spaceFault)] : []),
    ],
    backup: () => [
      backup.last === null
        ? (backup.state === 'faulty' ? fault : quiet)(w.backupNone)
        : backup.state === 'faulty'
          ? fault(w.backupFault(dayWords(backup.last.madeAt)))
          : fact(w.backupSound(dayWords(backup.last.madeAt))),
      ...(backup.closingSkippedAt === null ? [] : [fault(w.closing(dayWords(backup.closingSkippedAt)))]),
      ...(backup.second === null
        ? [quiet(w.secondNone)]
        : backup.second.problem === null
          ? []
          : [fault(w.secondProblem)]),
    ],
  }[name]();
  return lines.map(({ text, tone }) => (
    <Box
      component="span"
      key={text}
      sx={{ color: tone === 'quiet' ? 'text.secondary' : tone === 'fault' ? 'error.main' : 'text.primary' }}
    >
      {text}
    </Box>
  ));
}

interface Line {
  readonly text: string;
  readonly tone: 'fact' | 'quiet' | 'fault';
}
const fact = (text: string): Line => ({ text, tone: 'fact' });
const quiet = (text: string): Line => ({ text, tone: 'quiet' });
const fault = (text: string): Line => ({ text, tone: 'fault' });
