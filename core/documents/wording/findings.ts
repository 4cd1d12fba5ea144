// Which findings stand in which document, and how one is worded.
// A finding that names no agency is never worded as one agency's own: it is collective.
import type { AgencyFacts, DomainFacts, FindingFacts, FindingKind, RecommendationFacts } from '../facts.ts';
import { saysFigures } from '../../rules/phrase-text.ts';
import { agencyNames } from './agencies.ts';
import { formatFigures } from './numbers.ts';
import { joinWords, oneLine, sentence, upperFirst, withoutEnd } from './text.ts';

/** What was found at this very agency. */
export function isOwnFinding(finding: FindingFacts, agency: AgencyFacts): boolean {
  return finding.scope === 'named' && finding.agencyIds.includes(agency.id);
}

/** What was found "tại các đơn vị" among which this agency is. */
export function isCollectiveFinding(finding: FindingFacts, agency: AgencyFacts): boolean {
  if (finding.scope === 'named') return false;
  return finding.scope !== 'kinds' || finding.scopeKinds.includes(agency.kind);
}

/** Its own recommendations, and the general ones whose finding concerns it. */
export function isRecommendationFor(
  recommendation: RecommendationFacts,
  agency: AgencyFacts,
  findings: readonly FindingFacts[],
): boolean {
  if (recommendation.agencyId !== null) return recommendation.agencyId === agency.id;
  if (recommendation.findingId === null) return true;
  const finding = findings.find((candidate) => candidate.id === recommendation.findingId);
  return finding !== undefined && (isOwnFinding(finding, agency) || isCollectiveFinding(finding, agency));
}

/** The finding in its own words with figures, that it was found before, and cause. */
export function findingText(finding: FindingFacts): string {
  const { numerator, denominator } = finding;
  // A sentence that says its share already says it once.
  const figures = saysFigures(finding.text, numerator, denominator)
    ? ''
    : formatFigures(numerator, denominator, finding.unit);
  const parts = [withoutEnd(oneLine(finding.text)), figures, repeatText(finding)];
  const text = sentence(parts.filter((part) => part !== '').join(' '));
  const cause = finding.cause === null ? '' : sentence(finding.cause);
  return cause === '' ? text : `${text} Nguyên nhân: ${cause}`;
}

/** `(tồn tại đã được chỉ ra tại đợt kiểm tra năm 2018)`; empty where no earlier finding is linked. */
function repeatText({ kind, repeats }: FindingFacts): string {
  if (kind !== 'limitation' || repeats === undefined) return '';
  const years = [...new Set(repeats.years)].toSorted((one, other) => one - other);
  const rounds =
    years.length === 0
      ? 'đợt kiểm tra trước'
      : years.length === 1
        ? `đợt kiểm tra năm ${String(years[0])}`
        : `các đợt kiểm tra ${joinWords(years.map((year) => `năm ${String(year)}`))}`;
  return `(tồn tại đã được chỉ ra tại ${rounds})`;
}

/** The finding in the collective notice: with whom it concerns in front. */
export function collectiveFindingText(finding: FindingFacts, agencies: readonly AgencyFacts[]): string {
  const place = findingPlace(finding, agencies);
  const text = findingText(finding);
  return place === null ? upperFirst(text) : `${place}: ${text}`;
}

function findingPlace(finding: FindingFacts, agencies: readonly AgencyFacts[]): string | null {
  if (finding.scope === 'round') return null;
  if (finding.scope === 'unnamed') {
    return /một số (?:cơ quan|đơn vị|địa phương|nơi|sở|xã|huyện)/iu.test(finding.text)
      ? null
      : 'Tại một số đơn vị';
  }
  const concerned = agencies.filter((agency) =>
    finding.scope === 'named'
      ? finding.agencyIds.includes(agency.id)
      : finding.scopeKinds.includes(agency.kind),
  );
  if (concerned.length === 0) return finding.scope === 'named' ? 'Tại …………' : 'Tại một số đơn vị';
  if (finding.scope === 'named') return `Tại ${agencyNames(concerned)}`;
  const labels = new Set(concerned.map((agency) => (agency.group === null ? '' : oneLine(agency.group))));
  if (labels.has('')) return `Tại ${agencyNames(concerned)}`;
  return `Tại các ${joinWords([...labels], '; ')}`;
}

export interface DomainGroup {
  /** Null: findings whose domain is unknown. */
  readonly domain: DomainFacts | null;
  readonly findings: readonly FindingFacts[];
}

/** In the order of the domains; domains without findings are left out. */
export function groupByDomain(
  findings: readonly FindingFacts[],
  domains: readonly DomainFacts[],
): readonly DomainGroup[] {
  const ordered = orderedDomains(domains);
  const known = new Set(ordered.map((domain) => domain.id));
  const groups: DomainGroup[] = ordered.map((domain) => ({
    domain,
    findings: findings.filter((finding) => finding.domainId === domain.id),
  }));
  groups.push({
    domain: null,
    findings: findings.filter((finding) => finding.domainId === null || !known.has(finding.domainId)),
  });
  return groups.filter((group) => group.findings.length > 0);
}

export function orderedDomains(domains: readonly DomainFacts[]): readonly DomainFacts[] {
  return domains.toSorted((first, second) => first.ordinal - second.ordinal);
}

export function ofKind(findings: readonly FindingFacts[], kind: FindingKind): readonly FindingFacts[] {
  return findings.filter((finding) => finding.kind === kind);
}
