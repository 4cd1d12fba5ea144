// The documents of a round: drafts every missing notice in one act; a line opens the page of the document.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showNotice, showUndo } from '../../api/toasts.ts';
import { ConsistencyDetails } from '../desk/ConsistencyPanel.tsx';
import { DocumentTable } from '../registers/DocumentTable.tsx';
import { SelectField } from '../../components/Fields.tsx';
import { EmptyState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export function DocumentsTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.plans.documents;
  const createAll = useCommand('documents.createAll');
  const hasIssuer = detail.plan.noticeIssuerId !== null || detail.plan.issuerId !== null;
  async function draft() {
    await flushAll();
    const before = new Set(detail.documents.map(({ id }) => id));
    const documents = await createAll.run({ planId: detail.plan.id });
    if (documents === undefined) return;
    const made = documents.filter(({ id }) => !before.has(id)).length;
    if (made === 0) showNotice(w.nothingNew);
    else showUndo(w.created(formatCount(made)));
  }
  const button = (
    <Button variant="contained" disabled={createAll.pending || !hasIssuer} onClick={() => void draft()}>
      {w.createAll}
    </Button>
  );
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {hasIssuer ? null : <ChooseIssuer detail={detail} />}
      {detail.documents.length === 0 ? (
        <EmptyState title={w.empty} text={w.emptyText} action={button} />
      ) : (
        <>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            {button}
            <Typography variant="caption" color="text.secondary">
              {w.createAllHint}
            </Typography>
          </Box>
          <ConsistencyDetails planId={detail.plan.id} />
          <DocumentTable documents={detail.documents} label={t.plans.tabs.documents} />
        </>
      )}
    </Box>
  );
}

/** A notice cannot be drafted before somebody says who issues it. */
function ChooseIssuer({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const issuers = useQueryOf('issuers.list', {});
  const update = useCommand('plans.update');
  const { plan } = detail;
  return (
    <Box sx={{ display: 'grid', gap: 1, maxWidth: '36rem' }}>
      <Typography variant="body2">{t.plans.documents.noticeIssuerMissing}</Typography>
      <SelectField
        label={t.plans.info.noticeIssuer}
        value={plan.noticeIssuerId}
        choices={(issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }))}
        emptyLabel={t.plans.info.noIssuer}
        onChange={(noticeIssuerId) =>
          void update.run({ id: plan.id, rev: plan.rev, patch: { noticeIssuerId } })
        }
        helperText={
          <MuiLink component={Link} to="/settings/issuers">
            {t.plans.info.issuersLink}
          </MuiLink>
        }
      />
    </Box>
  );
}
