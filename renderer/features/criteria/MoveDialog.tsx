// "Chuyển đến…": any place of the tree chosen from lists, without dragging.
import { useState } from 'react';
import Box from '@mui/material/Box';
import { SelectField } from '../../components/Fields.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useText } from '../../i18n/text.tsx';
import { findItem, ownGroup } from './tree-model.ts';
import type { Place, Tree } from './tree-model.ts';

interface MoveDialogProps {
  readonly tree: Tree;
  readonly itemId: string;
  readonly onMove: (place: Place) => void;
  readonly onClose: () => void;
}

const NEW = 'new';
const FIRST = 'first';

export function MoveDialog({ tree, itemId, onMove, onClose }: MoveDialogProps) {
  const t = useText();
  const words = t.criteria.move;
  const found = findItem(tree, itemId);
  const [domainId, setDomainId] = useState(found?.domain.domain.id ?? '');
  const [groupKey, setGroupKey] = useState(found?.group.key ?? NEW);
  const [after, setAfter] = useState<string | null>(null);
  if (found === null) return null;
  const item = found.group.items[found.index];
  const domain = tree.find((one) => one.domain.id === domainId);
  if (domain === undefined || item === undefined) return null;
  const group = domain.groups.find(({ key }) => key === groupKey);
  const others = (group?.items ?? []).filter(({ id }) => id !== itemId);
  // Without a word of the person: behind the last one.
  const place = after ?? others.at(-1)?.id ?? FIRST;
  const target: Place =
    group === undefined
      ? ownGroup(domain)
      : {
          domainId: domain.domain.id,
          group: group.number,
          position: others.findIndex(({ id }) => id === place) + 2,
          newGroup: false,
        };
  return (
    <ConfirmDialog
      open
      title={words.title(item.code)}
      confirmLabel={words.submit}
      onConfirm={() => onMove(target)}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{item.text}</Box>
        <SelectField
          label={words.domain}
          value={domainId}
          choices={tree.map(({ domain: { id, ordinal, name } }) => ({
            value: id,
            label: `${String(ordinal)}. ${name}`,
          }))}
          onChange={(id) => {
            if (id === null) return;
            setDomainId(id);
            setGroupKey(tree.find((one) => one.domain.id === id)?.groups.at(-1)?.key ?? NEW);
            setAfter(null);
          }}
        />
        <SelectField
          label={words.group}
          value={group?.key ?? NEW}
          choices={[
            ...domain.groups.map(({ key, code, title }) => ({
              value: key,
              label: title === '' ? code : `${code} ${title}`,
            })),
            { value: NEW, label: words.newGroup },
          ]}
          onChange={(key) => {
            setGroupKey(key ?? NEW);
            setAfter(null);
          }}
        />
        {group === undefined ? null : (
          <SelectField
            label={words.place}
            value={place === FIRST || others.some(({ id }) => id === place) ? place : FIRST}
            choices={[
              { value: FIRST, label: words.first },
              ...others.map(({ id, code, text }) => ({
                value: id,
                label: words.after(`${code} ${text}`),
              })),
            ]}
            onChange={setAfter}
          />
        )}
      </Box>
    </ConfirmDialog>
  );
}
