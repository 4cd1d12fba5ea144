/** Tin bài of a round or of one visit, with the photos that somebody has given a caption. */
import {
  draftNewsItem,
  newsFacts,
  newsHeadline,
  type NewsPhoto,
} from '../../../core/documents/papers/news-item.ts';
import { readPhoto } from '../../../core/rules/photo-metadata.ts';
import { pictureSize } from '../../../core/rules/picture-size.ts';
import type { StoredEvidence } from '../../../db/evidence.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import { agencyFacts, teamFacts } from '../document-facts.ts';
import { showTeams } from '../teams.ts';
import { roundReportFacts } from './after-round.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { visitFacts, visitsInRound } from './round-facts.ts';

const MOST_PHOTOS = 2;

export function newsItemPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { visit, plan } = subject;
  const round = roundReportFacts(context, subject);
  const visits = visit === null ? visitsInRound(stores, subject) : [visit];
  const teams = showTeams(stores, stores.teams.ofPlan(plan.id)).filter(
    ({ id }) => visit?.teamId == null || id === visit.teamId,
  );
  const facts = newsFacts({
    ...round,
    ...(visit === null
      ? {}
      : {
          notice: 'agency' as const,
          agencies: [agencyFacts(visit)],
          otherAgencies: round.agencies.filter(({ id }) => id !== visit.agencyId),
          visits: [visitFacts(visit)],
          teams: teams.map((team) => teamFacts(stores, team)),
        }),
    author: null,
    photos: photosOf(context, visits),
  });
  return {
    facts,
    subject: newsHeadline(bareSubject(facts)),
    content: () => draftNewsItem(facts),
    warnings: () => [],
  };
}

/** One of each visit first, so that the photos show several agencies. */
function photosOf(context: PaperContext, visits: readonly ListedVisit[]): NewsPhoto[] {
  const candidates = visits.map(({ id }) => context.stores.evidence.ofVisit(id).filter(isPhoto));
  const photos: NewsPhoto[] = [];
  const used = new Set<string>();
  const rounds = Math.max(0, ...candidates.map((own) => own.length));
  for (let round = 0; round < rounds; round += 1) {
    for (const own of candidates) {
      const row = own[round];
      if (photos.length >= MOST_PHOTOS || row === undefined || used.has(row.sha256)) continue;
      const photo = photoOf(context, row);
      if (photo === null) continue;
      used.add(row.sha256);
      photos.push(photo);
    }
  }
  return photos;
}

/** A picture that lies on its side in the file would be printed so. */
const isPhoto = ({ caption, media, rotation }: StoredEvidence): boolean =>
  caption !== null &&
  caption.trim() !== '' &&
  rotation === 0 &&
  (media === 'image/jpeg' || media === 'image/png');

function photoOf({ blobs }: PaperContext, row: StoredEvidence): NewsPhoto | null {
  if (!blobs.has(row.sha256)) return null;
  const bytes = blobs.get(row.sha256);
  const size = pictureSize(bytes, row.media);
  if (size === null || (readPhoto(bytes, row.media)?.orientation ?? 1) !== 1) return null;
  return {
    evidenceId: row.id,
    sha256: row.sha256,
    media: row.media === 'image/png' ? 'image/png' : 'image/jpeg',
    caption: row.caption ?? '',
    widthPx: size.width,
    heightPx: size.height,
  };
}
