// A criterion to be read: every column of the set that it fills.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { referenceInWords, ruleInWords, sourceInWords } from './rule-words.ts';

export function ItemFacts({ item }: { readonly item: Criterion }) {
  const t = useText();
  const c = t.criteria;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.25 }}>
        {c.form.title(item.code)}
      </Typography>
      <Typography sx={{ mb: 1.5 }}>{item.text}</Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: '9rem minmax(0, 1fr)',
          columnGap: 2,
          rowGap: 0.75,
          fontSize: '0.8125rem',
          lineHeight: 1.55,
        }}
      >
        <Fact label={c.answer} value={t.labels.answerType[item.answerType]} />
        <Fact label={c.max} value={points(item.maxPoints)} />
        <Fact label={c.scoring} value={ruleInWords(item, t)} />
        <Fact label={c.target} value={item.target} />
        <Fact label={c.rule} value={item.rule} />
        {item.naAllowed ? <Fact label={c.notApplicable} value={c.naYes} /> : null}
        <Fact
          label={c.appliesTo}
          value={
            item.appliesTo.length === 0
              ? c.appliesToNone
              : item.appliesTo.length === agencyKindOrder.length
                ? c.appliesToAll
                : item.appliesTo.map((kind) => t.labels.agencyKind[kind]).join('; ')
          }
        />
        <Fact label={c.evidence} value={item.evidence} />
        <Fact label={c.derivedFrom} value={sourceInWords(item.derivedFrom, t)} />
        <Fact label={c.legalBasis} value={item.legalBasis} />
        <Fact label={c.help} value={item.help} />
        <Fact label={c.reference} value={referenceInWords(item.reference, t)} />
        <Fact label={c.gloss} value={item.glossEn} />
      </Box>
    </>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  if (value === null || value === '') return null;
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {value}
      </Box>
    </>
  );
}
