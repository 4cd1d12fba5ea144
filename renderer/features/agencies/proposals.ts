// What a person makes of the catalogue's proposals: ticks, corrected names, and the items that are created. Pure.
import type { AgencyProposal } from '../../../core/contract/catalogue.ts';
import type { Input } from '../../../core/contract/index.ts';
import { agencyKindOrder } from './agency-kind-order.ts';

export interface ProposalEdits {
  /** Only what was changed by hand; the others are as proposed. */
  readonly ticked: ReadonlyMap<string, boolean>;
  readonly names: ReadonlyMap<string, string>;
}

export const untouched: ProposalEdits = { ticked: new Map(), names: new Map() };

/** Usual ones that are not there yet are ticked at first; what is there already cannot be. */
export function isTicked(proposal: AgencyProposal, edits: ProposalEdits): boolean {
  if (proposal.existingAgencyId !== null) return false;
  return edits.ticked.get(proposal.key) ?? proposal.usual;
}

export function nameOf(proposal: AgencyProposal, edits: ProposalEdits): string {
  return edits.names.get(proposal.key) ?? proposal.name;
}

export function tick(edits: ProposalEdits, keys: readonly string[], on: boolean): ProposalEdits {
  const ticked = new Map(edits.ticked);
  for (const key of keys) ticked.set(key, on);
  return { ...edits, ticked };
}

export function rename(edits: ProposalEdits, key: string, name: string): ProposalEdits {
  return { ...edits, names: new Map(edits.names).set(key, name) };
}

export interface ProposalGroup {
  readonly kind: AgencyProposal['kind'];
  readonly proposals: readonly AgencyProposal[];
}
export function groupsOf(proposals: readonly AgencyProposal[]): readonly ProposalGroup[] {
  return agencyKindOrder.flatMap((kind) => {
    const ofKind = proposals.filter((one) => one.kind === kind);
    return ofKind.length === 0 ? [] : [{ kind, proposals: ofKind }];
  });
}

export type NewAgencies = Input<'agencies.createMany'>['items'];

/** The items to create; a corrected name is taken as it was typed, its short name no longer fits. */
export function itemsOf(proposals: readonly AgencyProposal[], edits: ProposalEdits): NewAgencies {
  return proposals
    .filter((one) => isTicked(one, edits))
    .map((one) => {
      const name = nameOf(one, edits).trim();
      return {
        kind: one.kind,
        name,
        shortName: name === one.name ? one.shortName : null,
        abbreviation: one.abbreviation,
        placeName: one.placeName,
        unitCode: one.unitCode,
        validFrom: one.validFrom,
      };
    });
}
