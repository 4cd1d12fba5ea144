// "Có" in one go for what is left of the group or of the domain of the line: choices only, one undo.
import Box from '@mui/material/Box';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Output } from '../../../core/contract/index.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { unansweredChoices } from '../../../core/rules/checklist-view.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { groupOf } from './groups.ts';

interface BulkMenuProps {
  readonly workspace: VisitWorkspace;
  /** The line whose group and domain are meant. */
  readonly current: Criterion | undefined;
  readonly anchor: HTMLElement | null;
  readonly onSaved: (reply: Output<'answers.saveMany'>) => void;
  readonly onClose: () => void;
}

export function BulkMenu({ workspace, current, anchor, onSaved, onClose }: BulkMenuProps) {
  const t = useText();
  const words = t.desk.bulk;
  const save = useCommand('answers.saveMany');
  const answers = new Map(workspace.answers.map((answer) => [answer.criterionId, answer]));
  const domain = workspace.domains.find(({ id }) => id === current?.domainId);
  const group = current === undefined ? '' : groupOf(current.code);
  const inDomain = workspace.criteria.filter((one) => one.domainId === domain?.id);
  const scopes = [
    { key: 'group', name: words.group(group), all: inDomain.filter((one) => groupOf(one.code) === group) },
    { key: 'domain', name: `${domain?.ordinal ?? ''}. ${domain?.shortName ?? ''}`, all: inDomain },
  ].map((scope) => ({ ...scope, targets: unansweredChoices(scope.all, (id) => answers.get(id)) }));

  async function write(name: string, targets: readonly Criterion[]) {
    onClose();
    const reply = await save.run({
      visitId: workspace.visit.id,
      items: targets.map(({ id }) => ({
        criterionId: id,
        rev: answers.get(id)?.rev ?? null,
        patch: { choice: 'yes' as const, notApplicable: false },
      })),
    });
    if (reply === undefined) return;
    onSaved(reply);
    showUndo(words.done(formatCount(targets.length), name));
  }

  return (
    <Menu anchorEl={anchor} open={anchor !== null} onClose={onClose}>
      {scopes.map(({ key, name, targets }) => (
        <MenuItem key={key} disabled={targets.length === 0} onClick={() => void write(name, targets)}>
          {words.write(name, formatCount(targets.length))}
        </MenuItem>
      ))}
      <Box
        component="li"
        role="presentation"
        sx={{ px: 2, py: 0.5, fontSize: '0.75rem', color: 'text.secondary', maxWidth: '24rem' }}
      >
        {words.only}
      </Box>
    </Menu>
  );
}
