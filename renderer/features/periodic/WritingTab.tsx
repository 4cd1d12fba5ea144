// Writing the report: the outline at the left, section after section with its words, and beside each its figures.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import { MayButton } from '../../components/MayButton.tsx';
import { type ShortcutHelp, useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { CarryDialog } from './CarryDialog.tsx';
import { OutlineRail } from './OutlineRail.tsx';
import type { ReportTabProps } from './use-figures.ts';
import { SectionEditor } from './SectionEditor.tsx';
import { useFigures } from './use-figures.ts';

const NEAR_TOP = 160;

export function WritingTab({ detail, today }: ReportTabProps) {
  const t = useText();
  const w = t.periodic;
  const { report, sections } = detail;
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(sections[0]?.id ?? '');
  const [carrying, setCarrying] = useState(false);
  const figures = useFigures(report.id, today);
  const help = useMemo<readonly ShortcutHelp[]>(
    () => [
      { keys: 'Alt+↓', label: w.write.shortcuts.next },
      { keys: 'Alt+↑', label: w.write.shortcuts.previous },
      { keys: 'Ctrl+Enter', label: w.write.shortcuts.take },
    ],
    [w],
  );
  useShortcutHelp(help);

  const goTo = useCallback((id: string, focus: boolean) => {
    const section = place.current?.querySelector<HTMLElement>(`[data-section="${CSS.escape(id)}"]`);
    if (section === null || section === undefined) return;
    section.scrollIntoView({ block: 'start' });
    setCurrent(id);
    if (focus)
      section.querySelector<HTMLElement>('textarea:not([aria-hidden])')?.focus({ preventScroll: true });
  }, []);

  // The rail says where one is, by scrolling as by typing.
  useEffect(() => {
    const root = document.getElementById('content');
    if (root === null) return undefined;
    const look = () => {
      const all = [...(place.current?.querySelectorAll<HTMLElement>('[data-section]') ?? [])];
      const focused = all.find((one) => one.contains(document.activeElement));
      const top = root.getBoundingClientRect().top + NEAR_TOP;
      const seen = focused ?? all.findLast((one) => one.getBoundingClientRect().top <= top) ?? all[0];
      if (seen?.dataset['section'] !== undefined) setCurrent(seen.dataset['section']);
    };
    root.addEventListener('scroll', look, { passive: true });
    return () => root.removeEventListener('scroll', look);
  }, []);

  function keyDown(event: KeyboardEvent) {
    if (!event.altKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const at = sections.findIndex(({ id }) => id === current);
    const next = sections[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next !== undefined) goTo(next.id, true);
  }
  if (sections.length === 0) {
    return <EmptyState title={w.write.noSections} text={w.write.noSectionsText} />;
  }
  return (
    <Box
      onKeyDown={keyDown}
      sx={{
        display: 'grid',
        gap: 2.5,
        gridTemplateColumns: { xs: '1fr', md: '13.5rem minmax(0, 1fr)' },
        alignItems: 'start',
      }}
    >
      <Box
        sx={{
          position: { md: 'sticky' },
          top: 0,
          maxHeight: { xs: '15rem', md: 'calc(100vh - 6rem)' },
          overflow: 'auto',
        }}
      >
        <OutlineRail sections={sections} current={current} onGo={(id) => goTo(id, true)} />
        <MayButton method="periodReports.carry" sx={{ mt: 1 }} onClick={() => setCarrying(true)}>
          {w.write.carry}
        </MayButton>
      </Box>
      <Box ref={place} sx={{ display: 'grid', gap: 2.5, minWidth: 0, pb: '30vh' }}>
        {sections.map((section, index) => (
          <SectionEditor
            key={section.id}
            section={section}
            reportId={report.id}
            today={today}
            isHeading={(sections[index + 1]?.level ?? 0) > section.level}
            figures={figures}
            onEnter={() => setCurrent(section.id)}
          />
        ))}
      </Box>
      {carrying ? <CarryDialog detail={detail} today={today} onClose={() => setCarrying(false)} /> : null}
    </Box>
  );
}
