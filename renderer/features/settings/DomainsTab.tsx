// The two divisions into domains side by side, by their common key: names, and the body in charge of each.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Domain } from '../../../core/contract/criteria.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

/** In the order of time: the older programme left. */
const divisions = ['nq30c_7', 'nq76_6+1'] as const;

export function DomainsTab() {
  const t = useText();
  const words = t.criteria.domainsTab;
  const domains = useQueryOf('domains.list', {});
  return (
    <Loaded query={domains} skeleton={<FormSkeleton rows={7} />}>
      {(all) => {
        if (all.length === 0) return <EmptyState title={words.empty} text={words.emptyText} />;
        const keys = [...new Set(all.toSorted((a, b) => a.ordinal - b.ordinal).map(({ key }) => key))];
        const shown = divisions.filter((division) => all.some(({ domainSet }) => domainSet === division));
        return (
          <>
            <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5, maxWidth: '60rem' }}>
              {words.text}
            </Typography>
            <Box
              sx={{
                display: 'grid',
                gridTemplateColumns: {
                  xs: 'minmax(0, 1fr)',
                  md: `repeat(${String(shown.length)}, minmax(0, 1fr))`,
                },
                columnGap: 3,
                maxWidth: '76rem',
              }}
            >
              {shown.map((division) => (
                <Typography key={division} variant="h2" sx={{ display: { xs: 'none', md: 'block' }, pb: 1 }}>
                  {t.criteria.domainSets[division]}
                </Typography>
              ))}
              {keys.flatMap((key) =>
                shown.map((division) => {
                  const domain = all.find((one) => one.key === key && one.domainSet === division);
                  return (
                    <Box
                      key={`${division}:${key}`}
                      sx={{ borderTop: '1px solid', borderColor: 'divider', py: 1.25, minWidth: 0 }}
                    >
                      {domain === undefined ? (
                        <Typography variant="body2" color="text.secondary" sx={{ fontStyle: 'italic' }}>
                          {words.absent}
                        </Typography>
                      ) : (
                        <DomainForm key={domain.id} domain={domain} />
                      )}
                    </Box>
                  );
                }),
              )}
            </Box>
          </>
        );
      }}
    </Loaded>
  );
}

const fieldNames = ['name', 'shortName', 'ownerBody'] as const;

function DomainForm({ domain }: { readonly domain: Domain }) {
  const t = useText();
  const words = t.criteria.domainsTab;
  const autosave = useAutosave<Domain>({
    rowKey: `domain:${domain.id}`,
    row: domain,
    send: (rev, patch, meta) =>
      call(
        'domains.update',
        {
          id: domain.id,
          rev: rev ?? 1,
          patch: onlyFields(patch, fieldNames),
        },
        meta,
      ),
    async reload() {
      const found = (await call('domains.list', {})).find(({ id }) => id === domain.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'domain' } });
      return found;
    },
  });
  const labels: Readonly<Record<string, string>> = {
    name: words.name,
    shortName: words.shortName,
    ownerBody: words.ownerBody,
  };
  return (
    <Box
      component="section"
      aria-label={domain.name}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
        gap: 1.25,
        alignItems: 'start',
      }}
    >
      <Box sx={{ gridColumn: '1 / 3', display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="subtitle2" component="h3" sx={{ mr: 'auto' }}>
          {domain.ordinal}. {domain.shortName}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      <Box sx={{ gridColumn: '1 / 3' }}>
        <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
        <AutoText autosave={autosave} field="name" label={words.name} required wraps maxLength={300} />
      </Box>
      <AutoText autosave={autosave} field="shortName" label={words.shortName} required maxLength={120} />
      <AutoText
        autosave={autosave}
        field="ownerBody"
        label={words.ownerBody}
        nullable
        placeholder={words.ownerHint}
        maxLength={300}
      />
    </Box>
  );
}
