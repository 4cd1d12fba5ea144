// One item of a set that is in use: what it says, to read.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { ItemNode } from './item-tree.ts';

interface ItemFactsProps {
  readonly node: ItemNode;
  readonly close: ReactNode;
}
export function ItemFacts({ node, close }: ItemFactsProps) {
  const w = useText().parIndex;
  const { item } = node;
  const isLeaf = node.children.length === 0;
  const facts: readonly (readonly [string, string | null])[] = [
    [w.items.max, points(item.maxPoints)],
    [w.items.method, isLeaf ? w.methods[item.method] : null],
    [w.items.effect, item.effect === 'points' ? null : w.effects[item.effect]],
    [w.items.formula, item.formula],
    [w.items.evidence, item.evidence],
    [w.items.criteria, item.criterionCodes.length === 0 ? null : item.criterionCodes.join(', ')],
  ];
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {w.items.itemTitle(w.levels[item.level], item.code)}
        </Typography>
        {close}
      </Box>
      <Typography variant="body1" sx={{ mb: 1 }}>
        {item.text}
      </Typography>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gridTemplateColumns: '9rem minmax(0, 1fr)', rowGap: 0.5 }}
      >
        {facts.map(([label, value]) =>
          value === null ? null : (
            <Box key={label} sx={{ display: 'contents', fontSize: '0.8125rem' }}>
              <Box component="dt" sx={{ color: 'text.secondary' }}>
                {label}
              </Box>
              <Box component="dd" sx={{ m: 0, whiteSpace: 'pre-wrap' }}>
                {value}
              </Box>
            </Box>
          ),
        )}
      </Box>
    </Box>
  );
}
