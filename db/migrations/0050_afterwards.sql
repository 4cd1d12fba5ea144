-- Afterwards: remediation with its proof, periodic reports, the reform index, people and their roles, settings and saved
-- views, and the counts that are kept up for pictures of many years.

-- ── People, settings, views ────────────────────────────────────────────────────────────────────────────

ALTER TABLE person ADD COLUMN role TEXT NOT NULL DEFAULT 'secretary'
  CHECK (role IN ('secretary', 'member', 'head', 'clerk', 'reader'));

-- One row a setting of the office; what has no row is as the application proposes (core/rules/settings.ts).
CREATE TABLE setting (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  key              TEXT NOT NULL CHECK (key <> ''),
  value            TEXT NOT NULL CHECK (json_valid(value)),
  UNIQUE (origin_office_id, key)
) STRICT;
CREATE INDEX setting_origin ON setting(origin_office_id);

-- A list as somebody likes to see it: the part of its address after the question mark.
CREATE TABLE saved_view (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  list             TEXT NOT NULL CHECK (list <> ''),
  name             TEXT NOT NULL CHECK (name <> ''),
  query            TEXT NOT NULL,
  person_id        TEXT REFERENCES person(id),
  ordinal          INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_view_list ON saved_view(list, ordinal);
CREATE INDEX saved_view_person ON saved_view(person_id);
CREATE INDEX saved_view_origin ON saved_view(origin_office_id);

-- ── Remediation ────────────────────────────────────────────────────────────────────────────────────────

-- Who entered what the agency reports, and who found it proven; both empty unless the status says so (triggers below).
ALTER TABLE recommendation ADD COLUMN reported_on TEXT CHECK (date(reported_on) IS reported_on);
ALTER TABLE recommendation ADD COLUMN reported_by TEXT REFERENCES person(id);
ALTER TABLE recommendation ADD COLUMN verified_on TEXT CHECK (date(verified_on) IS verified_on);
ALTER TABLE recommendation ADD COLUMN verified_by TEXT REFERENCES person(id);
CREATE INDEX recommendation_reporter ON recommendation(reported_by);
CREATE INDEX recommendation_verifier ON recommendation(verified_by);
-- What was still owed on a day that is gone.
CREATE INDEX recommendation_verified_on ON recommendation(verified_on) WHERE verified_on IS NOT NULL;

-- What an agency sends back: its plan to remedy, then its report, one for one round.
CREATE TABLE remediation_paper (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id          TEXT NOT NULL REFERENCES plan(id),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  kind             TEXT NOT NULL CHECK (kind IN ('plan', 'report')),
  number           TEXT,
  symbol           TEXT,
  document_date    TEXT CHECK (date(document_date) IS document_date),
  arrived_on       TEXT CHECK (date(arrived_on) IS arrived_on),
  note             TEXT,
  entered_by       TEXT NOT NULL REFERENCES person(id)
) STRICT;
CREATE INDEX remediation_paper_plan ON remediation_paper(plan_id, agency_id, kind);
CREATE INDEX remediation_paper_agency ON remediation_paper(agency_id);
CREATE INDEX remediation_paper_person ON remediation_paper(entered_by);
CREATE INDEX remediation_paper_origin ON remediation_paper(origin_office_id);

-- What a paper says of one recommendation.
CREATE TABLE remediation_entry (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  remediation_paper_id TEXT NOT NULL REFERENCES remediation_paper(id),
  recommendation_id TEXT NOT NULL REFERENCES recommendation(id),
  text             TEXT,
  result           TEXT CHECK (result IN ('done', 'partly', 'not_done')),
  done_on          TEXT CHECK (date(done_on) IS done_on),
  promised_on      TEXT CHECK (date(promised_on) IS promised_on),
  evidence         TEXT,
  UNIQUE (remediation_paper_id, recommendation_id)
) STRICT;
CREATE INDEX remediation_entry_recommendation ON remediation_entry(recommendation_id);
CREATE INDEX remediation_entry_origin ON remediation_entry(origin_office_id);

-- Why a recommendation counts as done: a file that was looked at, or a document that was seen and is named.
CREATE TABLE remediation_proof (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  recommendation_id TEXT NOT NULL REFERENCES recommendation(id),
  evidence_id      TEXT REFERENCES evidence(id),
  document_name    TEXT,
  proved_on        TEXT NOT NULL CHECK (date(proved_on) IS proved_on),
  note             TEXT,
  entered_by       TEXT NOT NULL REFERENCES person(id),
  CHECK ((evidence_id IS NOT NULL) + (coalesce(trim(document_name), '') <> '') = 1),
  UNIQUE (recommendation_id, evidence_id)
) STRICT;
CREATE INDEX remediation_proof_recommendation ON remediation_proof(recommendation_id);
CREATE INDEX remediation_proof_evidence ON remediation_proof(evidence_id);
CREATE INDEX remediation_proof_person ON remediation_proof(entered_by);
CREATE INDEX remediation_proof_origin ON remediation_proof(origin_office_id);

-- What happened to a recommendation, in order: moves of its state, and extension, carry-over, transfer and reminder, each
-- with its document.
CREATE TABLE recommendation_event (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  recommendation_id TEXT NOT NULL REFERENCES recommendation(id),
  kind             TEXT NOT NULL CHECK (kind IN ('started', 'reported', 'returned', 'verified', 'reopened', 'closed',
                     'extended', 'carried_over', 'transferred', 'reminded')),
  happened_on      TEXT NOT NULL CHECK (date(happened_on) IS happened_on),
  from_status      TEXT NOT NULL,
  to_status        TEXT NOT NULL,
  due_before       TEXT CHECK (date(due_before) IS due_before),
  due_after        TEXT CHECK (date(due_after) IS due_after),
  to_plan_id       TEXT REFERENCES plan(id),
  document_id      TEXT REFERENCES document(id),
  document_text    TEXT,
  remediation_paper_id TEXT REFERENCES remediation_paper(id),
  note             TEXT,
  person_id        TEXT NOT NULL REFERENCES person(id),
  CHECK (kind NOT IN ('extended', 'carried_over', 'closed') OR document_id IS NOT NULL
    OR coalesce(trim(document_text), '') <> ''),
  CHECK ((kind = 'extended') = (due_after IS NOT NULL)),
  CHECK ((kind = 'carried_over') = (to_plan_id IS NOT NULL)),
  CHECK (kind NOT IN ('returned', 'reopened') OR coalesce(trim(note), '') <> '')
) STRICT;
CREATE INDEX recommendation_event_recommendation ON recommendation_event(recommendation_id, happened_on);
CREATE INDEX recommendation_event_plan ON recommendation_event(to_plan_id);
CREATE INDEX recommendation_event_document ON recommendation_event(document_id);
CREATE INDEX recommendation_event_paper ON recommendation_event(remediation_paper_id);
CREATE INDEX recommendation_event_person ON recommendation_event(person_id);
CREATE INDEX recommendation_event_origin ON recommendation_event(origin_office_id);

-- What older versions called verified says neither who saw which proof nor when: it counts as reported, and is returned or
-- proven from there. The triggers below hold from now on, for whatever writes; undo never meets them, because verifying and
-- closing are barriers.
UPDATE recommendation SET status = 'reported' WHERE status = 'verified';

-- Who reported and who verified stand there only while the state says so.
CREATE TRIGGER recommendation_people_insert BEFORE INSERT ON recommendation
WHEN (NEW.status <> 'verified' AND (NEW.verified_on IS NOT NULL OR NEW.verified_by IS NOT NULL))
  OR (NEW.status IN ('open', 'in_progress') AND (NEW.reported_on IS NOT NULL OR NEW.reported_by IS NOT NULL))
BEGIN
  SELECT RAISE(ABORT, 'not in this state');
END;
CREATE TRIGGER recommendation_people_update BEFORE UPDATE ON recommendation
WHEN (NEW.status <> 'verified' AND (NEW.verified_on IS NOT NULL OR NEW.verified_by IS NOT NULL))
  OR (NEW.status IN ('open', 'in_progress') AND (NEW.reported_on IS NOT NULL OR NEW.reported_by IS NOT NULL))
  -- Whoever entered the report stays its author, so that nobody else can be named to verify in their place.
  OR (OLD.status = 'reported' AND NEW.status = 'reported' AND OLD.reported_by IS NOT NULL
      AND NEW.reported_by IS NOT OLD.reported_by)
BEGIN
  SELECT RAISE(ABORT, 'not in this state');
END;

-- Verified is what was reported, proven on or before that day, and seen by another person where the office has two. A row
-- that comes in verified (a package, a deleted round that comes back) finds its proofs there already: they are written
-- first, and its reference is checked at the end of the transaction.
CREATE TRIGGER recommendation_verify_insert BEFORE INSERT ON recommendation
WHEN NEW.status = 'verified' AND (
  NEW.reported_on IS NULL OR NEW.reported_by IS NULL OR NEW.verified_on IS NULL OR NEW.verified_by IS NULL
  OR NEW.verified_on < NEW.reported_on
  OR NOT EXISTS (SELECT 1 FROM remediation_proof proof
                  WHERE proof.recommendation_id = NEW.id AND proof.proved_on <= NEW.verified_on)
  OR (NEW.verified_by = NEW.reported_by AND 2 <= (SELECT count(*) FROM person WHERE active = 1 AND office_id = (
        SELECT office_id FROM person verifier WHERE verifier.id = NEW.verified_by))))
BEGIN
  SELECT RAISE(ABORT, 'not proven');
END;
CREATE TRIGGER recommendation_verify_update BEFORE UPDATE ON recommendation
WHEN NEW.status = 'verified' AND OLD.status <> 'verified' AND (
  OLD.status <> 'reported' OR NEW.id <> OLD.id
  OR NEW.reported_on IS NOT OLD.reported_on OR NEW.reported_by IS NOT OLD.reported_by
  OR NEW.reported_on IS NULL OR NEW.reported_by IS NULL OR NEW.verified_on IS NULL OR NEW.verified_by IS NULL
  OR NEW.verified_on < NEW.reported_on
  OR NOT EXISTS (SELECT 1 FROM remediation_proof proof
                  WHERE proof.recommendation_id = NEW.id AND proof.proved_on <= NEW.verified_on)
  OR (NEW.verified_by = NEW.reported_by AND 2 <= (SELECT count(*) FROM person WHERE active = 1 AND office_id = (
        SELECT office_id FROM person verifier WHERE verifier.id = NEW.verified_by))))
BEGIN
  SELECT RAISE(ABORT, 'not proven');
END;

-- What is verified stays as it is, but for its place in the list and its links to wording and to a merged finding, until it
-- is reopened whole.
CREATE TRIGGER recommendation_verified_stays BEFORE UPDATE ON recommendation
WHEN OLD.status = 'verified' AND (
  NEW.id <> OLD.id OR NEW.plan_id <> OLD.plan_id OR NEW.agency_id IS NOT OLD.agency_id
  OR NEW.domain_id IS NOT OLD.domain_id OR NEW.text <> OLD.text OR NEW.due_on IS NOT OLD.due_on
  OR NEW.due_note IS NOT OLD.due_note OR NEW.source_text IS NOT OLD.source_text OR NEW.verb IS NOT OLD.verb
  OR NEW.responsible_unit IS NOT OLD.responsible_unit
  OR (OLD.finding_id IS NOT NULL AND NEW.finding_id IS NULL)
  OR NOT (
    (NEW.status = 'verified' AND NEW.reported_on IS OLD.reported_on AND NEW.reported_by IS OLD.reported_by
      AND NEW.verified_on IS OLD.verified_on AND NEW.verified_by IS OLD.verified_by)
    OR NEW.status = 'in_progress'))
BEGIN
  SELECT RAISE(ABORT, 'verified');
END;
-- INSERT OR REPLACE would remove the row without a word.
CREATE TRIGGER recommendation_verified_replaced BEFORE INSERT ON recommendation
WHEN EXISTS (SELECT 1 FROM recommendation WHERE id = NEW.id AND status IN ('verified', 'no_longer_applicable'))
BEGIN
  SELECT RAISE(ABORT, 'verified');
END;

-- No longer applicable: by an event that names its document, once more for every time that it was closed again.
CREATE TRIGGER recommendation_close_insert BEFORE INSERT ON recommendation
WHEN NEW.status = 'no_longer_applicable'
  AND NOT EXISTS (SELECT 1 FROM recommendation_event WHERE recommendation_id = NEW.id AND kind = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'no document');
END;
CREATE TRIGGER recommendation_close_update BEFORE UPDATE ON recommendation
WHEN NEW.status <> OLD.status AND (
  (NEW.status = 'no_longer_applicable' AND (
    NEW.id <> OLD.id
    OR (SELECT count(*) FROM recommendation_event WHERE recommendation_id = NEW.id AND kind = 'closed')
      <= (SELECT count(*) FROM recommendation_event
           WHERE recommendation_id = NEW.id AND kind = 'reopened' AND from_status = 'no_longer_applicable')))
  OR (OLD.status = 'no_longer_applicable' AND NEW.status <> 'in_progress'))
BEGIN
  SELECT RAISE(ABORT, 'no document');
END;

-- Proofs of what is verified stay as they were seen; more may join, and one may go while another proves the same day.
CREATE TRIGGER remediation_proof_stays BEFORE UPDATE ON remediation_proof
WHEN (NEW.id <> OLD.id OR NEW.recommendation_id <> OLD.recommendation_id OR NEW.proved_on <> OLD.proved_on
    OR NEW.evidence_id IS NOT OLD.evidence_id OR NEW.document_name IS NOT OLD.document_name)
  AND EXISTS (SELECT 1 FROM recommendation WHERE id = OLD.recommendation_id AND status = 'verified')
BEGIN
  SELECT RAISE(ABORT, 'verified');
END;
CREATE TRIGGER remediation_proof_last BEFORE DELETE ON remediation_proof
WHEN EXISTS (SELECT 1 FROM recommendation
    WHERE id = OLD.recommendation_id AND status = 'verified'
      AND NOT EXISTS (SELECT 1 FROM remediation_proof other
                       WHERE other.recommendation_id = OLD.recommendation_id AND other.id <> OLD.id
                         AND other.proved_on <= recommendation.verified_on))
BEGIN
  SELECT RAISE(ABORT, 'last proof');
END;
CREATE TRIGGER remediation_proof_replaced BEFORE INSERT ON remediation_proof
WHEN EXISTS (SELECT 1 FROM remediation_proof proof JOIN recommendation ON recommendation.id = proof.recommendation_id
    WHERE recommendation.status = 'verified' AND proof.id = NEW.id)
  OR EXISTS (SELECT 1 FROM remediation_proof proof JOIN recommendation ON recommendation.id = proof.recommendation_id
    WHERE recommendation.status = 'verified' AND proof.recommendation_id = NEW.recommendation_id
      AND proof.evidence_id = NEW.evidence_id)
BEGIN
  SELECT RAISE(ABORT, 'last proof');
END;

-- So do the document that closed a recommendation and the word that it was reopened.
CREATE TRIGGER recommendation_event_stays BEFORE UPDATE ON recommendation_event
WHEN OLD.kind IN ('closed', 'reopened', 'verified')
  AND (NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.recommendation_id <> OLD.recommendation_id
    OR NEW.from_status <> OLD.from_status OR NEW.document_id IS NOT OLD.document_id
    OR NEW.document_text IS NOT OLD.document_text)
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
CREATE TRIGGER recommendation_event_last BEFORE DELETE ON recommendation_event
WHEN OLD.kind IN ('closed', 'reopened', 'verified')
  AND EXISTS (SELECT 1 FROM recommendation WHERE id = OLD.recommendation_id)
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
CREATE TRIGGER recommendation_event_replaced BEFORE INSERT ON recommendation_event
WHEN EXISTS (SELECT 1 FROM recommendation_event WHERE id = NEW.id AND kind IN ('closed', 'reopened', 'verified'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

-- Pages of the list in the order of the due day; what has no day comes last.
CREATE INDEX recommendation_due ON recommendation(status, coalesce(due_on, '9999-12-31'), id);
CREATE INDEX recommendation_plan_due ON recommendation(plan_id, status, coalesce(due_on, '9999-12-31'), id);
DROP INDEX recommendation_agency;
CREATE INDEX recommendation_agency ON recommendation(agency_id, status, coalesce(due_on, '9999-12-31'), id);
CREATE INDEX recommendation_updated ON recommendation(status, updated_at, id);

-- Moves whenever the answer to "was this pointed out there before?" may be another one, so that who has worked it out knows.
CREATE TABLE repeat_clock (
  id    INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  ticks INTEGER NOT NULL
) STRICT;
INSERT INTO repeat_clock (id, ticks) VALUES (1, 0);
CREATE TRIGGER repeat_clock_finding_insert AFTER INSERT ON finding BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_finding_update AFTER UPDATE OF kind, criterion_id, plan_id ON finding
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_finding_delete AFTER DELETE ON finding BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_agency_insert AFTER INSERT ON finding_agency BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_agency_update AFTER UPDATE ON finding_agency BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_agency_delete AFTER DELETE ON finding_agency BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_plan_update AFTER UPDATE OF year ON plan BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_criterion_update AFTER UPDATE OF copied_from_id ON criterion
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_match_insert AFTER INSERT ON criterion_match BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_match_delete AFTER DELETE ON criterion_match BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_succession_insert AFTER INSERT ON agency_succession
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_succession_update AFTER UPDATE ON agency_succession
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_succession_delete AFTER DELETE ON agency_succession
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;

-- A visit that looks at what was remedied.
ALTER TABLE visit ADD COLUMN is_follow_up INTEGER NOT NULL DEFAULT 0 CHECK (is_follow_up IN (0, 1));

-- ── Periodic reports ───────────────────────────────────────────────────────────────────────────────────

CREATE TABLE period_report (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  kind             TEXT NOT NULL CHECK (kind IN ('quarter_1', 'half_year', 'quarter_3', 'year', 'other')),
  year             INTEGER NOT NULL,
  title            TEXT NOT NULL CHECK (title <> ''),
  period_from      TEXT NOT NULL CHECK (date(period_from) IS period_from),
  period_to        TEXT NOT NULL CHECK (date(period_to) IS period_to),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  agency_due_on    TEXT CHECK (date(agency_due_on) IS agency_due_on),
  par_plan_id      TEXT REFERENCES par_plan(id),
  annex_rows       TEXT NOT NULL CHECK (json_valid(annex_rows)),
  note             TEXT,
  CHECK (period_to >= period_from)
) STRICT;
CREATE INDEX period_report_year ON period_report(year, period_from);
CREATE INDEX period_report_par_plan ON period_report(par_plan_id);
CREATE INDEX period_report_origin ON period_report(origin_office_id);

-- The outline of one report with its words; `carried_from_id`: as they stood in an earlier report, until edited.
CREATE TABLE period_section (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  period_report_id TEXT NOT NULL REFERENCES period_report(id),
  ordinal          INTEGER NOT NULL,
  key              TEXT NOT NULL CHECK (key <> ''),
  level            INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
  title            TEXT NOT NULL CHECK (title <> ''),
  text             TEXT,
  carried_from_id  TEXT REFERENCES period_section(id),
  UNIQUE (period_report_id, key)
) STRICT;
CREATE INDEX period_section_carried ON period_section(carried_from_id);
CREATE INDEX period_section_origin ON period_section(origin_office_id);

-- A figure that a person typed over what the data says, or that only people know.
CREATE TABLE period_figure (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  period_report_id TEXT NOT NULL REFERENCES period_report(id),
  key              TEXT NOT NULL CHECK (key <> ''),
  value            INTEGER NOT NULL,
  note             TEXT,
  UNIQUE (period_report_id, key)
) STRICT;
CREATE INDEX period_figure_origin ON period_figure(origin_office_id);

-- Which agencies must report to the office for the period, and what came in when.
CREATE TABLE agency_report (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  period_report_id TEXT NOT NULL REFERENCES period_report(id),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  agency_version_id TEXT NOT NULL REFERENCES agency_version(id),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  number           TEXT,
  symbol           TEXT,
  document_date    TEXT CHECK (date(document_date) IS document_date),
  arrived_on       TEXT CHECK (date(arrived_on) IS arrived_on),
  excused          INTEGER NOT NULL DEFAULT 0 CHECK (excused IN (0, 1)),
  note             TEXT,
  UNIQUE (period_report_id, agency_id)
) STRICT;
CREATE INDEX agency_report_agency ON agency_report(agency_id);
CREATE INDEX agency_report_agency_version ON agency_report(agency_version_id);
CREATE INDEX agency_report_origin ON agency_report(origin_office_id);

-- A figure of the annex that an agency sent back.
CREATE TABLE agency_figure (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  agency_report_id TEXT NOT NULL REFERENCES agency_report(id),
  key              TEXT NOT NULL CHECK (key <> ''),
  value            INTEGER NOT NULL,
  note             TEXT,
  UNIQUE (agency_report_id, key)
) STRICT;
CREATE INDEX agency_figure_origin ON agency_figure(origin_office_id);

-- ── The reform index ───────────────────────────────────────────────────────────────────────────────────

CREATE TABLE index_set (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  year             INTEGER NOT NULL,
  version          INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  name             TEXT NOT NULL CHECK (name <> ''),
  group_name       TEXT NOT NULL CHECK (group_name <> ''),
  agency_kinds     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(agency_kinds)),
  status           TEXT NOT NULL CHECK (status IN ('draft', 'scoring', 'verifying', 'closed')),
  max_points       INTEGER NOT NULL CHECK (max_points > 0),
  has_survey       INTEGER NOT NULL DEFAULT 1 CHECK (has_survey IN (0, 1)),
  bands            TEXT NOT NULL CHECK (json_valid(bands)),
  self_due_on      TEXT CHECK (date(self_due_on) IS self_due_on),
  copied_from_id   TEXT REFERENCES index_set(id),
  source_note      TEXT,
  note             TEXT
) STRICT;
CREATE INDEX index_set_year ON index_set(year, group_name);
CREATE INDEX index_set_copied ON index_set(copied_from_id);
CREATE INDEX index_set_origin ON index_set(origin_office_id);

-- Fields, criteria and sub-criteria; only leaves are scored. Points in hundredths. Bonus and deduction stand outside the
-- maximum.
CREATE TABLE index_item (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  index_set_id     TEXT NOT NULL REFERENCES index_set(id),
  parent_id        TEXT REFERENCES index_item(id),
  ordinal          INTEGER NOT NULL,
  level            TEXT NOT NULL CHECK (level IN ('field', 'criterion', 'sub_criterion')),
  code             TEXT NOT NULL CHECK (code <> ''),
  text             TEXT NOT NULL CHECK (text <> ''),
  max_points       INTEGER NOT NULL CHECK (max_points >= 0),
  method           TEXT NOT NULL CHECK (method IN ('self', 'survey')),
  effect           TEXT NOT NULL DEFAULT 'points' CHECK (effect IN ('points', 'bonus', 'deduction')),
  formula          TEXT,
  evidence_required INTEGER NOT NULL DEFAULT 1 CHECK (evidence_required IN (0, 1)),
  evidence         TEXT,
  criterion_codes  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(criterion_codes)),
  copied_from_id   TEXT REFERENCES index_item(id),
  UNIQUE (index_set_id, code)
) STRICT;
CREATE INDEX index_item_parent ON index_item(parent_id, ordinal);
CREATE INDEX index_item_copied ON index_item(copied_from_id);
CREATE INDEX index_item_origin ON index_item(origin_office_id);

-- "These two ask the same", said by a person; the smaller id comes first.
CREATE TABLE index_match (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  index_item_id    TEXT NOT NULL REFERENCES index_item(id),
  other_item_id    TEXT NOT NULL REFERENCES index_item(id),
  confirmed_by     TEXT NOT NULL REFERENCES person(id),
  UNIQUE (index_item_id, other_item_id),
  CHECK (index_item_id < other_item_id)
) STRICT;
CREATE INDEX index_match_other ON index_match(other_item_id);
CREATE INDEX index_match_person ON index_match(confirmed_by);
CREATE INDEX index_match_origin ON index_match(origin_office_id);

CREATE TABLE index_entry (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  index_set_id     TEXT NOT NULL REFERENCES index_set(id),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  agency_version_id TEXT NOT NULL REFERENCES agency_version(id),
  number           TEXT,
  arrived_on       TEXT CHECK (date(arrived_on) IS arrived_on),
  note             TEXT,
  UNIQUE (index_set_id, agency_id)
) STRICT;
CREATE INDEX index_entry_agency ON index_entry(agency_id);
CREATE INDEX index_entry_agency_version ON index_entry(agency_version_id);
CREATE INDEX index_entry_origin ON index_entry(origin_office_id);
-- In the order that the sums of a set are grouped by.
CREATE INDEX index_entry_set ON index_entry(index_set_id, id);

CREATE TABLE index_score (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  index_entry_id   TEXT NOT NULL REFERENCES index_entry(id),
  index_item_id    TEXT NOT NULL REFERENCES index_item(id),
  self_points      INTEGER CHECK (self_points >= 0),
  self_evidence    TEXT,
  self_explanation TEXT,
  verified_points  INTEGER CHECK (verified_points >= 0),
  verified_by      TEXT REFERENCES person(id),
  verifier_note    TEXT,
  survey_points    INTEGER CHECK (survey_points >= 0),
  survey_source    TEXT,
  UNIQUE (index_entry_id, index_item_id)
) STRICT;
CREATE INDEX index_score_item ON index_score(index_item_id);
CREATE INDEX index_score_person ON index_score(verified_by);
CREATE INDEX index_score_origin ON index_score(origin_office_id);

-- The explanation round about one score: the agency asks, the appraisers answer.
CREATE TABLE index_remark (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  index_score_id   TEXT NOT NULL REFERENCES index_score(id),
  ordinal          INTEGER NOT NULL,
  side             TEXT NOT NULL CHECK (side IN ('agency', 'appraiser')),
  said_on          TEXT NOT NULL CHECK (date(said_on) IS said_on),
  text             TEXT NOT NULL CHECK (text <> ''),
  person_id        TEXT NOT NULL REFERENCES person(id)
) STRICT;
CREATE INDEX index_remark_score ON index_remark(index_score_id, ordinal);
CREATE INDEX index_remark_person ON index_remark(person_id);
CREATE INDEX index_remark_origin ON index_remark(origin_office_id);

-- What the verification stands on, whoever writes: no score above its item's maximum, of another set, of a group, or of the
-- other method; and a closed index stays as it was until it is opened again.
CREATE INDEX index_score_figures ON index_score(index_entry_id, index_item_id, self_points, verified_points, survey_points,
  (self_evidence IS NULL AND self_explanation IS NULL));

CREATE TRIGGER index_score_inserted BEFORE INSERT ON index_score
WHEN EXISTS (SELECT 1 FROM index_item item WHERE item.id = NEW.index_item_id AND (
      NEW.self_points > item.max_points OR NEW.verified_points > item.max_points OR NEW.survey_points > item.max_points
      OR (item.method = 'survey' AND (NEW.self_points IS NOT NULL OR NEW.verified_points IS NOT NULL))
      OR (item.method = 'self' AND NEW.survey_points IS NOT NULL)))
  OR EXISTS (SELECT 1 FROM index_item child WHERE child.parent_id = NEW.index_item_id)
  OR EXISTS (SELECT 1 FROM index_entry entry JOIN index_item item ON item.id = NEW.index_item_id
      WHERE entry.id = NEW.index_entry_id AND entry.index_set_id <> item.index_set_id)
  OR EXISTS (SELECT 1 FROM index_entry entry JOIN index_set ON index_set.id = entry.index_set_id
      WHERE entry.id = NEW.index_entry_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'index score');
END;

CREATE TRIGGER index_score_updated BEFORE UPDATE ON index_score
WHEN EXISTS (SELECT 1 FROM index_item item WHERE item.id = NEW.index_item_id AND (
      NEW.self_points > item.max_points OR NEW.verified_points > item.max_points OR NEW.survey_points > item.max_points
      OR (item.method = 'survey' AND (NEW.self_points IS NOT NULL OR NEW.verified_points IS NOT NULL))
      OR (item.method = 'self' AND NEW.survey_points IS NOT NULL)))
  OR NEW.index_entry_id <> OLD.index_entry_id OR NEW.index_item_id <> OLD.index_item_id
  OR EXISTS (SELECT 1 FROM index_entry entry JOIN index_set ON index_set.id = entry.index_set_id
      WHERE entry.id = NEW.index_entry_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'index score');
END;

CREATE TRIGGER index_score_deleted BEFORE DELETE ON index_score
WHEN EXISTS (SELECT 1 FROM index_entry entry JOIN index_set ON index_set.id = entry.index_set_id
      WHERE entry.id = OLD.index_entry_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_remark_inserted BEFORE INSERT ON index_remark
WHEN EXISTS (SELECT 1 FROM index_score score JOIN index_entry entry ON entry.id = score.index_entry_id
      JOIN index_set ON index_set.id = entry.index_set_id
      WHERE score.id = NEW.index_score_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_remark_updated BEFORE UPDATE ON index_remark
WHEN EXISTS (SELECT 1 FROM index_score score JOIN index_entry entry ON entry.id = score.index_entry_id
      JOIN index_set ON index_set.id = entry.index_set_id
      WHERE score.id = OLD.index_score_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_remark_deleted BEFORE DELETE ON index_remark
WHEN EXISTS (SELECT 1 FROM index_score score JOIN index_entry entry ON entry.id = score.index_entry_id
      JOIN index_set ON index_set.id = entry.index_set_id
      WHERE score.id = OLD.index_score_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_entry_inserted BEFORE INSERT ON index_entry
WHEN EXISTS (SELECT 1 FROM index_set WHERE index_set.id = NEW.index_set_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_entry_updated BEFORE UPDATE ON index_entry
WHEN (NEW.index_set_id <> OLD.index_set_id OR NEW.agency_id <> OLD.agency_id OR NEW.number IS NOT OLD.number
    OR NEW.arrived_on IS NOT OLD.arrived_on)
  AND EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_entry_deleted BEFORE DELETE ON index_entry
WHEN EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_item_inserted BEFORE INSERT ON index_item
WHEN EXISTS (SELECT 1 FROM index_set WHERE index_set.id = NEW.index_set_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

-- What it was copied from may still change: that set may be removed.
CREATE TRIGGER index_item_updated BEFORE UPDATE ON index_item
WHEN ((NEW.index_set_id <> OLD.index_set_id OR NEW.parent_id IS NOT OLD.parent_id OR NEW.level <> OLD.level
      OR NEW.code <> OLD.code OR NEW.text <> OLD.text OR NEW.max_points <> OLD.max_points
      OR NEW.method <> OLD.method OR NEW.effect <> OLD.effect OR NEW.ordinal <> OLD.ordinal)
    AND EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed'))
  OR ((NEW.max_points < OLD.max_points OR NEW.method <> OLD.method)
    AND EXISTS (SELECT 1 FROM index_score score WHERE score.index_item_id = OLD.id AND (
      score.self_points > NEW.max_points OR score.verified_points > NEW.max_points
      OR score.survey_points > NEW.max_points
      OR (NEW.method = 'survey' AND (score.self_points IS NOT NULL OR score.verified_points IS NOT NULL))
      OR (NEW.method = 'self' AND score.survey_points IS NOT NULL))))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_item_deleted BEFORE DELETE ON index_item
WHEN EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_set_updated BEFORE UPDATE ON index_set
WHEN OLD.status = 'closed' AND (NEW.status NOT IN ('closed', 'verifying')
  OR (NEW.status = 'closed' AND (NEW.year <> OLD.year OR NEW.version <> OLD.version OR NEW.name <> OLD.name
    OR NEW.group_name <> OLD.group_name OR NEW.agency_kinds <> OLD.agency_kinds OR NEW.max_points <> OLD.max_points
    OR NEW.has_survey <> OLD.has_survey OR NEW.bands <> OLD.bands)))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

CREATE TRIGGER index_set_deleted BEFORE DELETE ON index_set
WHEN OLD.status = 'closed'
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;

-- ── Documents ──────────────────────────────────────────────────────────────────────────────────────────

-- A periodic report and the decision on an index belong to no round.
CREATE TABLE document_new (
  id                TEXT PRIMARY KEY NOT NULL,
  rev               INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id  TEXT NOT NULL REFERENCES office(id),
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  provenance        TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id           TEXT REFERENCES plan(id),
  visit_id          TEXT REFERENCES visit(id),
  team_id           TEXT REFERENCES team(id),
  member_id         TEXT REFERENCES team_member(id),
  about_document_id TEXT REFERENCES document(id),
  period_report_id  TEXT REFERENCES period_report(id),
  agency_report_id  TEXT REFERENCES agency_report(id),
  index_set_id      TEXT REFERENCES index_set(id),
  period_from       TEXT CHECK (date(period_from) IS period_from),
  period_to         TEXT CHECK (date(period_to) IS period_to),
  as_of             TEXT CHECK (date(as_of) IS as_of),
  issuer_id         TEXT NOT NULL REFERENCES issuer(id),
  kind              TEXT NOT NULL CHECK (kind IN ('nomination_request', 'team_decision', 'plan', 'schedule_notice', 'programme',
                     'minutes', 'member_report', 'remarks_table', 'agency_notice', 'collective_notice', 'team_report',
                     'summary_report', 'remediation_plan_form', 'remediation_report_form', 'reminder',
                     'remediation_summary', 'index_decision', 'one_stop_notice', 'submission', 'submission_slip',
                     'news_item', 'period_report', 'report_reminder')),
  title_kind        TEXT NOT NULL DEFAULT 'ket_qua' CHECK (title_kind IN ('ket_qua', 'ket_luan')),
  number            TEXT,
  symbol            TEXT,
  issued_on         TEXT CHECK (date(issued_on) IS issued_on),
  subject           TEXT NOT NULL,
  status            TEXT NOT NULL CHECK (status IN ('draft', 'for_signature', 'issued', 'withdrawn')),
  content           TEXT NOT NULL CHECK (json_valid(content)),
  -- What the data worded when `content` was last drawn from it; NULL in drafts of before this was kept.
  base_content      TEXT CHECK (json_valid(base_content)),
  draft_round       INTEGER NOT NULL DEFAULT 1 CHECK (draft_round > 0),
  urgency           TEXT CHECK (urgency IN ('khan', 'thuong_khan', 'hoa_toc')),
  replaces_id       TEXT REFERENCES document(id),
  facts_digest      TEXT NOT NULL,
  style_version     TEXT,
  frozen_at         INTEGER,
  frozen_digest     TEXT,
  model_sha256      TEXT REFERENCES blob(sha256),
  docx_sha256       TEXT REFERENCES blob(sha256),
  pdf_sha256        TEXT REFERENCES blob(sha256),
  withdrawn_reason  TEXT,
  CHECK (status = 'draft' OR status = 'withdrawn' OR frozen_digest IS NOT NULL),
  -- A news item is published without a number.
  CHECK (status <> 'issued' OR issued_on IS NOT NULL),
  CHECK (plan_id IS NOT NULL OR period_report_id IS NOT NULL OR index_set_id IS NOT NULL)
) STRICT;
INSERT INTO document_new (id, rev, origin_office_id, created_at, updated_at, provenance, plan_id, visit_id, team_id, member_id,
    about_document_id, period_from, period_to, as_of, issuer_id, kind, title_kind, number, symbol, issued_on, subject,
    status, content, base_content, draft_round, urgency, replaces_id, facts_digest, style_version, frozen_at,
    frozen_digest, model_sha256, docx_sha256, pdf_sha256, withdrawn_reason)
  SELECT id, rev, origin_office_id, created_at, updated_at, provenance, plan_id, visit_id, team_id, member_id,
    about_document_id, period_from, period_to, as_of, issuer_id, kind, title_kind, number, symbol, issued_on, subject,
    status, content, base_content, draft_round, urgency, replaces_id, facts_digest, style_version, frozen_at,
    frozen_digest, model_sha256, docx_sha256, pdf_sha256, withdrawn_reason FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE INDEX document_plan ON document(plan_id, kind);
CREATE INDEX document_visit ON document(visit_id);
CREATE INDEX document_team ON document(team_id);
CREATE INDEX document_member ON document(member_id);
CREATE INDEX document_about ON document(about_document_id);
CREATE INDEX document_period_report ON document(period_report_id);
CREATE INDEX document_agency_report ON document(agency_report_id);
CREATE INDEX document_index_set ON document(index_set_id);
CREATE INDEX document_replaces ON document(replaces_id);
CREATE INDEX document_issuer ON document(issuer_id, issued_on);
CREATE INDEX document_model ON document(model_sha256);
CREATE INDEX document_docx ON document(docx_sha256);
CREATE INDEX document_pdf ON document(pdf_sha256);
CREATE INDEX document_origin ON document(origin_office_id);

-- What went to signature stays as it was, whoever writes: only a state, the number and the day, and the pages with them may
-- still change, and a paper that nobody has signed may go back to a draft.
CREATE TRIGGER document_frozen BEFORE UPDATE ON document
WHEN OLD.status <> 'draft' AND NOT (OLD.status = 'for_signature' AND NEW.status = 'draft') AND (
  NEW.status = 'draft'
  OR NEW.content IS NOT OLD.content OR NEW.base_content IS NOT OLD.base_content
  OR NEW.subject IS NOT OLD.subject OR NEW.symbol IS NOT OLD.symbol OR NEW.kind IS NOT OLD.kind
  OR NEW.title_kind IS NOT OLD.title_kind OR NEW.issuer_id IS NOT OLD.issuer_id OR NEW.plan_id IS NOT OLD.plan_id
  OR NEW.visit_id IS NOT OLD.visit_id OR NEW.team_id IS NOT OLD.team_id OR NEW.member_id IS NOT OLD.member_id
  OR NEW.about_document_id IS NOT OLD.about_document_id OR NEW.period_from IS NOT OLD.period_from
  OR NEW.period_report_id IS NOT OLD.period_report_id
  OR NEW.agency_report_id IS NOT OLD.agency_report_id OR NEW.index_set_id IS NOT OLD.index_set_id
  OR NEW.period_to IS NOT OLD.period_to OR NEW.as_of IS NOT OLD.as_of OR NEW.urgency IS NOT OLD.urgency
  OR NEW.draft_round IS NOT OLD.draft_round OR NEW.style_version IS NOT OLD.style_version
  OR NEW.frozen_at IS NOT OLD.frozen_at OR NEW.frozen_digest IS NOT OLD.frozen_digest
  OR (OLD.status <> 'for_signature' AND (
    NEW.status IN ('draft', 'for_signature')
    OR NEW.number IS NOT OLD.number OR NEW.issued_on IS NOT OLD.issued_on
    OR NEW.model_sha256 IS NOT OLD.model_sha256 OR NEW.docx_sha256 IS NOT OLD.docx_sha256)))
BEGIN
  SELECT RAISE(ABORT, 'frozen');
END;

CREATE TABLE boilerplate_new (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  kind             TEXT NOT NULL CHECK (kind IN ('nomination_request', 'team_decision', 'plan', 'schedule_notice', 'programme',
                     'minutes', 'member_report', 'remarks_table', 'agency_notice', 'collective_notice', 'team_report',
                     'summary_report', 'remediation_plan_form', 'remediation_report_form', 'reminder',
                     'remediation_summary', 'index_decision', 'one_stop_notice', 'submission', 'submission_slip',
                     'news_item', 'period_report', 'report_reminder')),
  issuer_id        TEXT REFERENCES issuer(id),
  part             TEXT NOT NULL CHECK (part <> ''),
  text             TEXT NOT NULL
) STRICT;
INSERT INTO boilerplate_new (id, rev, origin_office_id, created_at, updated_at, provenance, kind, issuer_id, part, text) SELECT id, rev, origin_office_id, created_at, updated_at, provenance, kind, issuer_id, part, text FROM boilerplate;
DROP TABLE boilerplate;
ALTER TABLE boilerplate_new RENAME TO boilerplate;
CREATE UNIQUE INDEX boilerplate_part ON boilerplate(kind, part, coalesce(issuer_id, ''));
CREATE INDEX boilerplate_issuer ON boilerplate(issuer_id);
CREATE INDEX boilerplate_origin ON boilerplate(origin_office_id);

-- ── Counts that are kept up ────────────────────────────────────────────────────────────────────────────
-- Pictures of many years and offices would count millions of rows. What they count is kept here by triggers, whoever
-- writes; nothing of it is journaled, and a test holds it to what counting the rows anew gives. '' stands for no agency,
-- no domain, no criterion, no day. No references: the rows that are counted may come and go in any order.

-- What was copied from what, from the first criterion down: 'first/second/own/'. `line_id`: the first criterion, or one for
-- several firsts that a person said ask the same. One line asks the same year after year.
CREATE TABLE criterion_line (
  criterion_id TEXT PRIMARY KEY NOT NULL,
  path         TEXT NOT NULL,
  line_id      TEXT NOT NULL,
  root_id      TEXT NOT NULL GENERATED ALWAYS AS (substr(path, 1, instr(path, '/') - 1)) VIRTUAL
) STRICT, WITHOUT ROWID;
CREATE INDEX criterion_line_path ON criterion_line(path);
CREATE INDEX criterion_line_root ON criterion_line(root_id);
CREATE INDEX criterion_line_line ON criterion_line(line_id);
CREATE VIEW criterion_line_matched AS
  WITH RECURSIVE edge (one, other) AS (
    SELECT first.root_id, second.root_id FROM criterion_match
      JOIN criterion_line first ON first.criterion_id = criterion_match.criterion_id
      JOIN criterion_line second ON second.criterion_id = criterion_match.other_criterion_id
    UNION
    SELECT second.root_id, first.root_id FROM criterion_match
      JOIN criterion_line first ON first.criterion_id = criterion_match.criterion_id
      JOIN criterion_line second ON second.criterion_id = criterion_match.other_criterion_id),
  reached (root_id, line_id) AS (
    SELECT one, one FROM edge
    UNION
    SELECT edge.one, reached.line_id FROM edge JOIN reached ON reached.root_id = edge.other)
  SELECT root_id, min(line_id) AS line_id FROM reached GROUP BY root_id;

-- Everything that became an agency by merging and splitting, through any number of steps.
CREATE TABLE agency_line (
  agency_id TEXT NOT NULL,
  before_id TEXT NOT NULL,
  PRIMARY KEY (agency_id, before_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_line_before ON agency_line(before_id);
CREATE VIEW agency_line_now AS
  WITH RECURSIVE line (agency_id, before_id) AS (
    SELECT successor_id, predecessor_id FROM agency_succession WHERE relation IN ('merge', 'split')
    UNION
    SELECT line.agency_id, link.predecessor_id FROM line JOIN agency_succession link ON link.successor_id = line.before_id
     WHERE link.relation IN ('merge', 'split'))
  SELECT agency_id, before_id FROM line WHERE agency_id <> before_id;

-- Recommendations by agency; the domain is their own, else their finding's. `due_on` only of what is not settled; `proven` only of what is reported and has a proof.
CREATE TABLE tally_recommendation (
  plan_id   TEXT NOT NULL,
  agency_id TEXT NOT NULL,
  domain_id TEXT NOT NULL,
  status    TEXT NOT NULL,
  proven    INTEGER NOT NULL,
  due_on    TEXT NOT NULL,
  n         INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (plan_id, agency_id, domain_id, status, proven, due_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_recommendation_agency ON tally_recommendation(agency_id);

-- The same by kind of agency.
CREATE TABLE tally_plan (
  plan_id   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  domain_id TEXT NOT NULL,
  status    TEXT NOT NULL,
  proven    INTEGER NOT NULL,
  due_on    TEXT NOT NULL,
  n         INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (plan_id, kind, domain_id, status, proven, due_on)
) STRICT, WITHOUT ROWID;

-- The same of a round as a whole: what figures of many rounds are made of, however its due days are spread.
CREATE TABLE tally_due (
  plan_id TEXT NOT NULL,
  status  TEXT NOT NULL,
  proven  INTEGER NOT NULL,
  due_on  TEXT NOT NULL,
  n       INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (plan_id, status, proven, due_on)
) STRICT, WITHOUT ROWID;

-- Limitations, each once for every agency that it names. `again`: an earlier year had one of the same line there,
-- or at what the agency was made of.
CREATE TABLE tally_finding (
  plan_id      TEXT NOT NULL,
  agency_id    TEXT NOT NULL,
  domain_id    TEXT NOT NULL,
  criterion_id TEXT NOT NULL,
  line_id      TEXT NOT NULL,
  year         INTEGER,
  n            INTEGER NOT NULL CHECK (n >= 0),
  again        INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
  PRIMARY KEY (plan_id, agency_id, domain_id, criterion_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_finding_line ON tally_finding(agency_id, line_id, year);
CREATE INDEX tally_finding_criterion ON tally_finding(criterion_id);
CREATE INDEX tally_finding_again ON tally_finding(plan_id, agency_id, line_id) WHERE again = 1;

CREATE TABLE tally_limitation (
  plan_id   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  domain_id TEXT NOT NULL,
  n         INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (plan_id, kind, domain_id)
) STRICT, WITHOUT ROWID;

-- Recommendations by the criterion of the limitation that they answer. `linked`: a person said that the finding repeats an earlier one.
CREATE TABLE tally_repeat (
  plan_id      TEXT NOT NULL,
  agency_id    TEXT NOT NULL,
  criterion_id TEXT NOT NULL,
  linked       INTEGER NOT NULL,
  line_id      TEXT NOT NULL,
  year         INTEGER,
  n            INTEGER NOT NULL CHECK (n >= 0),
  again        INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
  PRIMARY KEY (plan_id, agency_id, criterion_id, linked)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_repeat_line ON tally_repeat(agency_id, line_id);
CREATE INDEX tally_repeat_criterion ON tally_repeat(criterion_id);
CREATE INDEX tally_repeat_repeated ON tally_repeat(plan_id, agency_id, n) WHERE linked = 1 OR again = 1;
-- tallies: fill
INSERT INTO criterion_line (criterion_id, path, line_id)
  WITH RECURSIVE line (id, path) AS (
    SELECT id, id || '/' FROM criterion
     WHERE copied_from_id IS NULL OR copied_from_id NOT IN (SELECT id FROM criterion)
    UNION ALL
    SELECT criterion.id, line.path || criterion.id || '/' FROM criterion JOIN line ON criterion.copied_from_id = line.id)
  SELECT id, path, substr(path, 1, instr(path, '/') - 1) FROM line;
UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
 WHERE matched.root_id = criterion_line.root_id;
INSERT INTO agency_line (agency_id, before_id) SELECT agency_id, before_id FROM agency_line_now;
INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT recommendation.plan_id, coalesce(agency_id, ''), coalesce(recommendation.domain_id, finding.domain_id, ''), status,
         status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = recommendation.id),
         CASE WHEN status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(due_on, '') END,
         count(*)
    FROM recommendation LEFT JOIN finding ON finding.id = recommendation.finding_id GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tally_plan (plan_id, kind, domain_id, status, proven, due_on, n)
  SELECT plan_id, coalesce(agency.kind, ''), domain_id, status, proven, due_on, sum(n)
    FROM tally_recommendation LEFT JOIN agency ON agency.id = agency_id GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO tally_due (plan_id, status, proven, due_on, n)
  SELECT plan_id, status, proven, due_on, sum(n) FROM tally_plan GROUP BY 1, 2, 3, 4;
INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT named.plan_id, named.agency_id, named.domain_id, named.criterion_id,
         coalesce(line.line_id, named.criterion_id), plan.year, count(*)
    FROM (SELECT finding.id, finding.plan_id, finding.domain_id, coalesce(finding.criterion_id, '') AS criterion_id, visit.agency_id
            FROM finding JOIN visit ON visit.id = finding.visit_id
           WHERE finding.kind = 'limitation' AND finding.scope = 'named'
          UNION
          SELECT finding.id, finding.plan_id, finding.domain_id, coalesce(finding.criterion_id, ''), finding_agency.agency_id
            FROM finding JOIN finding_agency ON finding_agency.finding_id = finding.id
           WHERE finding.kind = 'limitation' AND finding.scope = 'named'
          UNION
          SELECT finding.id, finding.plan_id, finding.domain_id, coalesce(finding.criterion_id, ''), ''
            FROM finding WHERE finding.kind = 'limitation' AND finding.scope <> 'named') named
    LEFT JOIN plan ON plan.id = named.plan_id
    LEFT JOIN criterion_line line ON line.criterion_id = named.criterion_id
   GROUP BY 1, 2, 3, 4;
UPDATE tally_finding SET again = 1 WHERE coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
INSERT INTO tally_limitation (plan_id, kind, domain_id, n)
  SELECT plan_id, coalesce(agency.kind, ''), domain_id, sum(n)
    FROM tally_finding LEFT JOIN agency ON agency.id = agency_id GROUP BY 1, 2, 3;
INSERT INTO tally_repeat (plan_id, agency_id, criterion_id, linked, line_id, year, n)
  SELECT recommendation.plan_id, coalesce(recommendation.agency_id, ''), coalesce(finding.criterion_id, ''),
         finding.linked, coalesce(line.line_id, finding.criterion_id, ''), plan.year, count(*)
    FROM recommendation
    JOIN (SELECT id, CASE WHEN kind = 'limitation' THEN criterion_id END AS criterion_id, repeats_finding_id IS NOT NULL AS linked
            FROM finding) finding ON finding.id = recommendation.finding_id
    LEFT JOIN plan ON plan.id = recommendation.plan_id
    LEFT JOIN criterion_line line ON line.criterion_id = finding.criterion_id
   WHERE finding.criterion_id IS NOT NULL OR finding.linked
   GROUP BY 1, 2, 3, 4;
UPDATE tally_repeat SET again = 1 WHERE coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
-- tallies: filled
CREATE TRIGGER criterion_line_insert AFTER INSERT ON criterion BEGIN
  INSERT INTO criterion_line (criterion_id, path, line_id)
  SELECT NEW.id, coalesce(line.path, '') || NEW.id || '/', coalesce(line.line_id, NEW.id)
    FROM (SELECT 1) LEFT JOIN criterion_line line ON line.criterion_id = NEW.copied_from_id;
  UPDATE criterion_line SET path = (SELECT own.path FROM criterion_line own WHERE own.criterion_id = NEW.id) || path
   WHERE root_id IN (SELECT copy.id FROM criterion copy WHERE copy.copied_from_id = NEW.id AND copy.id <> NEW.id);
END;
CREATE TRIGGER criterion_line_update AFTER UPDATE OF copied_from_id ON criterion
WHEN OLD.copied_from_id IS NOT NEW.copied_from_id BEGIN
  UPDATE criterion_line SET path = coalesce(
      (SELECT line.path FROM criterion_line line WHERE line.criterion_id = NEW.copied_from_id), '')
      || substr(path, length((SELECT own.path FROM criterion_line own WHERE own.criterion_id = NEW.id)) - length(NEW.id))
   WHERE path >= (SELECT own.path FROM criterion_line own WHERE own.criterion_id = NEW.id)
     AND path < (SELECT own.path || '~' FROM criterion_line own WHERE own.criterion_id = NEW.id);
END;
CREATE TRIGGER criterion_line_delete AFTER DELETE ON criterion BEGIN
  UPDATE criterion_line
     SET path = substr(path, length((SELECT own.path FROM criterion_line own WHERE own.criterion_id = OLD.id)) + 1)
   WHERE path > (SELECT own.path FROM criterion_line own WHERE own.criterion_id = OLD.id)
     AND path < (SELECT own.path || '~' FROM criterion_line own WHERE own.criterion_id = OLD.id);
  DELETE FROM criterion_line WHERE criterion_id = OLD.id;
END;
-- What hangs below another first now is of another line.
CREATE TRIGGER criterion_line_moved AFTER UPDATE OF path ON criterion_line WHEN OLD.root_id <> NEW.root_id BEGIN
  UPDATE criterion_line SET line_id = coalesce(
      (SELECT matched.line_id FROM criterion_line_matched matched WHERE matched.root_id = NEW.root_id), NEW.root_id)
   WHERE criterion_id = NEW.criterion_id;
  UPDATE criterion_line SET line_id = root_id
   WHERE line_id <> root_id AND root_id NOT IN (SELECT matched.root_id FROM criterion_line_matched matched);
  UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
   WHERE matched.root_id = criterion_line.root_id AND criterion_line.line_id <> matched.line_id;
END;
CREATE TRIGGER criterion_line_inserted AFTER INSERT ON criterion_line BEGIN
  UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
   WHERE matched.root_id = criterion_line.root_id AND criterion_line.line_id <> matched.line_id;
  UPDATE tally_finding SET line_id = NEW.line_id WHERE criterion_id = NEW.criterion_id AND line_id <> NEW.line_id;
  UPDATE tally_repeat SET line_id = NEW.line_id WHERE criterion_id = NEW.criterion_id AND line_id <> NEW.line_id;
END;
CREATE TRIGGER criterion_line_updated AFTER UPDATE OF line_id ON criterion_line WHEN OLD.line_id <> NEW.line_id BEGIN
  UPDATE tally_finding SET line_id = NEW.line_id WHERE criterion_id = NEW.criterion_id;
  UPDATE tally_repeat SET line_id = NEW.line_id WHERE criterion_id = NEW.criterion_id;
END;
CREATE TRIGGER criterion_line_deleted AFTER DELETE ON criterion_line BEGIN
  UPDATE tally_finding SET line_id = OLD.criterion_id WHERE criterion_id = OLD.criterion_id AND line_id <> criterion_id;
  UPDATE tally_repeat SET line_id = OLD.criterion_id WHERE criterion_id = OLD.criterion_id AND line_id <> criterion_id;
  UPDATE criterion_line SET line_id = root_id
   WHERE line_id <> root_id AND root_id NOT IN (SELECT matched.root_id FROM criterion_line_matched matched);
  UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
   WHERE matched.root_id = criterion_line.root_id AND criterion_line.line_id <> matched.line_id;
END;
CREATE TRIGGER criterion_line_match AFTER INSERT ON criterion_match BEGIN
  UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
   WHERE matched.root_id = criterion_line.root_id AND criterion_line.line_id <> matched.line_id;
END;
CREATE TRIGGER criterion_line_rematch AFTER UPDATE OF criterion_id, other_criterion_id ON criterion_match BEGIN
  UPDATE criterion_line SET line_id = root_id
   WHERE line_id <> root_id AND root_id NOT IN (SELECT matched.root_id FROM criterion_line_matched matched);
  UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
   WHERE matched.root_id = criterion_line.root_id AND criterion_line.line_id <> matched.line_id;
END;
CREATE TRIGGER criterion_line_unmatch AFTER DELETE ON criterion_match BEGIN
  UPDATE criterion_line SET line_id = root_id
   WHERE line_id <> root_id AND root_id NOT IN (SELECT matched.root_id FROM criterion_line_matched matched);
  UPDATE criterion_line SET line_id = matched.line_id FROM criterion_line_matched matched
   WHERE matched.root_id = criterion_line.root_id AND criterion_line.line_id <> matched.line_id;
END;

-- One link more reaches from everything before it to everything after it; one link less is worked out anew.
CREATE TRIGGER agency_line_insert AFTER INSERT ON agency_succession
WHEN NEW.relation IN ('merge', 'split') AND NEW.successor_id IS NOT NULL BEGIN
  INSERT INTO agency_line (agency_id, before_id)
  SELECT later.id, earlier.id
    FROM (SELECT NEW.successor_id AS id UNION SELECT line.agency_id FROM agency_line line WHERE line.before_id = NEW.successor_id) later,
         (SELECT NEW.predecessor_id AS id UNION SELECT line.before_id FROM agency_line line WHERE line.agency_id = NEW.predecessor_id) earlier
   WHERE later.id <> earlier.id
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agency_line_update AFTER UPDATE OF predecessor_id, successor_id, relation ON agency_succession BEGIN
  DELETE FROM agency_line WHERE (agency_id, before_id) NOT IN (SELECT now.agency_id, now.before_id FROM agency_line_now now);
  INSERT INTO agency_line (agency_id, before_id) SELECT now.agency_id, now.before_id FROM agency_line_now now WHERE true
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agency_line_delete AFTER DELETE ON agency_succession
WHEN OLD.relation IN ('merge', 'split') AND OLD.successor_id IS NOT NULL BEGIN
  DELETE FROM agency_line WHERE (agency_id, before_id) NOT IN (SELECT now.agency_id, now.before_id FROM agency_line_now now);
END;
CREATE TRIGGER tally_recommendation_insert AFTER INSERT ON recommendation BEGIN
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  VALUES (NEW.plan_id, coalesce(NEW.agency_id, ''), coalesce(NEW.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = NEW.finding_id), ''), NEW.status, (NEW.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = NEW.id)),
          CASE WHEN NEW.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(NEW.due_on, '') END, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO tally_repeat (plan_id, agency_id, criterion_id, linked, line_id, year, n)
  SELECT NEW.plan_id, coalesce(NEW.agency_id, ''), coalesce(CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), finding.repeats_finding_id IS NOT NULL,
         coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END), CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), (SELECT plan.year FROM plan WHERE plan.id = NEW.plan_id), 1
    FROM finding WHERE finding.id = NEW.finding_id AND ((CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END) IS NOT NULL OR finding.repeats_finding_id IS NOT NULL)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_recommendation_delete AFTER DELETE ON recommendation BEGIN
  UPDATE tally_recommendation SET n = n - 1 WHERE plan_id = OLD.plan_id AND agency_id = coalesce(OLD.agency_id, '') AND domain_id = coalesce(OLD.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = OLD.finding_id), '')
     AND status = OLD.status AND proven = (OLD.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = OLD.id))
     AND due_on = CASE WHEN OLD.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(OLD.due_on, '') END;
  DELETE FROM tally_recommendation WHERE n = 0 AND plan_id = OLD.plan_id AND agency_id = coalesce(OLD.agency_id, '') AND domain_id = coalesce(OLD.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = OLD.finding_id), '')
     AND status = OLD.status AND proven = (OLD.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = OLD.id))
     AND due_on = CASE WHEN OLD.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(OLD.due_on, '') END;
  UPDATE tally_repeat SET n = n - 1 WHERE (plan_id, agency_id, criterion_id, linked) IN
    (SELECT OLD.plan_id, coalesce(OLD.agency_id, ''), coalesce(CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), finding.repeats_finding_id IS NOT NULL
       FROM finding WHERE finding.id = OLD.finding_id
        AND ((CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END) IS NOT NULL OR finding.repeats_finding_id IS NOT NULL));
  DELETE FROM tally_repeat WHERE n = 0 AND (plan_id, agency_id, criterion_id, linked) IN
    (SELECT OLD.plan_id, coalesce(OLD.agency_id, ''), coalesce(CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), finding.repeats_finding_id IS NOT NULL
       FROM finding WHERE finding.id = OLD.finding_id
        AND ((CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END) IS NOT NULL OR finding.repeats_finding_id IS NOT NULL));
END;
CREATE TRIGGER tally_recommendation_update AFTER UPDATE OF plan_id, agency_id, finding_id, domain_id, status, due_on ON recommendation
WHEN OLD.finding_id IS NOT NEW.finding_id OR OLD.plan_id <> NEW.plan_id OR OLD.agency_id IS NOT NEW.agency_id OR OLD.domain_id IS NOT NEW.domain_id
  OR OLD.status <> NEW.status OR OLD.due_on IS NOT NEW.due_on BEGIN
  UPDATE tally_recommendation SET n = n - 1 WHERE plan_id = OLD.plan_id AND agency_id = coalesce(OLD.agency_id, '') AND domain_id = coalesce(OLD.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = OLD.finding_id), '')
     AND status = OLD.status AND proven = (OLD.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = OLD.id))
     AND due_on = CASE WHEN OLD.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(OLD.due_on, '') END;
  DELETE FROM tally_recommendation WHERE n = 0 AND plan_id = OLD.plan_id AND agency_id = coalesce(OLD.agency_id, '') AND domain_id = coalesce(OLD.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = OLD.finding_id), '')
     AND status = OLD.status AND proven = (OLD.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = OLD.id))
     AND due_on = CASE WHEN OLD.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(OLD.due_on, '') END;
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  VALUES (NEW.plan_id, coalesce(NEW.agency_id, ''), coalesce(NEW.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = NEW.finding_id), ''), NEW.status, (NEW.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = NEW.id)),
          CASE WHEN NEW.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(NEW.due_on, '') END, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_repeat_update AFTER UPDATE OF plan_id, agency_id, finding_id ON recommendation
WHEN OLD.plan_id <> NEW.plan_id OR OLD.agency_id IS NOT NEW.agency_id OR OLD.finding_id IS NOT NEW.finding_id BEGIN
  UPDATE tally_repeat SET n = n - 1 WHERE (plan_id, agency_id, criterion_id, linked) IN
    (SELECT OLD.plan_id, coalesce(OLD.agency_id, ''), coalesce(CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), finding.repeats_finding_id IS NOT NULL
       FROM finding WHERE finding.id = OLD.finding_id
        AND ((CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END) IS NOT NULL OR finding.repeats_finding_id IS NOT NULL));
  DELETE FROM tally_repeat WHERE n = 0 AND (plan_id, agency_id, criterion_id, linked) IN
    (SELECT OLD.plan_id, coalesce(OLD.agency_id, ''), coalesce(CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), finding.repeats_finding_id IS NOT NULL
       FROM finding WHERE finding.id = OLD.finding_id
        AND ((CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END) IS NOT NULL OR finding.repeats_finding_id IS NOT NULL));
  INSERT INTO tally_repeat (plan_id, agency_id, criterion_id, linked, line_id, year, n)
  SELECT NEW.plan_id, coalesce(NEW.agency_id, ''), coalesce(CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), finding.repeats_finding_id IS NOT NULL,
         coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END), CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END, ''), (SELECT plan.year FROM plan WHERE plan.id = NEW.plan_id), 1
    FROM finding WHERE finding.id = NEW.finding_id AND ((CASE WHEN finding.kind = 'limitation' THEN finding.criterion_id END) IS NOT NULL OR finding.repeats_finding_id IS NOT NULL)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_proof_insert AFTER INSERT ON remediation_proof BEGIN
  UPDATE tally_recommendation SET n = n - 1 WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 0, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = NEW.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id AND other.id <> NEW.id));
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 0, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = NEW.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id AND other.id <> NEW.id));
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 1, coalesce(one.due_on, ''), 1
       FROM recommendation one WHERE one.id = NEW.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id AND other.id <> NEW.id)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_proof_delete AFTER DELETE ON remediation_proof BEGIN
  UPDATE tally_recommendation SET n = n - 1 WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 1, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = OLD.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id));
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 1, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = OLD.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id));
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 0, coalesce(one.due_on, ''), 1
       FROM recommendation one WHERE one.id = OLD.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_proof_update AFTER UPDATE OF recommendation_id ON remediation_proof
WHEN OLD.recommendation_id <> NEW.recommendation_id BEGIN
  UPDATE tally_recommendation SET n = n - 1 WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 1, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = OLD.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id));
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 1, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = OLD.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id));
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 0, coalesce(one.due_on, ''), 1
       FROM recommendation one WHERE one.id = OLD.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id)
  ON CONFLICT DO UPDATE SET n = n + 1;
  UPDATE tally_recommendation SET n = n - 1 WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 0, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = NEW.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id AND other.id <> NEW.id));
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 0, coalesce(one.due_on, '')
       FROM recommendation one WHERE one.id = NEW.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id AND other.id <> NEW.id));
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(one.domain_id, (SELECT finding.domain_id FROM finding WHERE finding.id = one.finding_id), ''), one.status, 1, coalesce(one.due_on, ''), 1
       FROM recommendation one WHERE one.id = NEW.recommendation_id AND one.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof other WHERE other.recommendation_id = one.id AND other.id <> NEW.id)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_plan_insert AFTER INSERT ON tally_recommendation BEGIN
  INSERT INTO tally_plan (plan_id, kind, domain_id, status, proven, due_on, n) VALUES (NEW.plan_id, coalesce((SELECT agency.kind FROM agency WHERE agency.id = NEW.agency_id), ''), NEW.domain_id, NEW.status, NEW.proven, NEW.due_on, NEW.n)
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_plan_update AFTER UPDATE OF n ON tally_recommendation BEGIN
  UPDATE tally_plan SET n = n + NEW.n - OLD.n WHERE plan_id = NEW.plan_id AND kind = coalesce((SELECT agency.kind FROM agency WHERE agency.id = NEW.agency_id), '') AND domain_id = NEW.domain_id AND status = NEW.status AND proven = NEW.proven AND due_on = NEW.due_on;
  DELETE FROM tally_plan WHERE n = 0 AND plan_id = NEW.plan_id AND kind = coalesce((SELECT agency.kind FROM agency WHERE agency.id = NEW.agency_id), '') AND domain_id = NEW.domain_id AND status = NEW.status AND proven = NEW.proven AND due_on = NEW.due_on;
END;
CREATE TRIGGER tally_due_insert AFTER INSERT ON tally_plan BEGIN
  INSERT INTO tally_due (plan_id, status, proven, due_on, n) VALUES (NEW.plan_id, NEW.status, NEW.proven, NEW.due_on, NEW.n)
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_due_update AFTER UPDATE OF n ON tally_plan BEGIN
  UPDATE tally_due SET n = n + NEW.n - OLD.n WHERE plan_id = NEW.plan_id AND status = NEW.status AND proven = NEW.proven AND due_on = NEW.due_on;
  DELETE FROM tally_due WHERE n = 0 AND plan_id = NEW.plan_id AND status = NEW.status AND proven = NEW.proven AND due_on = NEW.due_on;
END;
CREATE TRIGGER tally_limitation_insert AFTER INSERT ON tally_finding BEGIN
  INSERT INTO tally_limitation (plan_id, kind, domain_id, n) VALUES (NEW.plan_id, coalesce((SELECT agency.kind FROM agency WHERE agency.id = NEW.agency_id), ''), NEW.domain_id, NEW.n)
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_limitation_update AFTER UPDATE OF n ON tally_finding BEGIN
  UPDATE tally_limitation SET n = n + NEW.n - OLD.n WHERE plan_id = NEW.plan_id AND kind = coalesce((SELECT agency.kind FROM agency WHERE agency.id = NEW.agency_id), '') AND domain_id = NEW.domain_id;
  DELETE FROM tally_limitation WHERE n = 0 AND plan_id = NEW.plan_id AND kind = coalesce((SELECT agency.kind FROM agency WHERE agency.id = NEW.agency_id), '') AND domain_id = NEW.domain_id;
END;
CREATE TRIGGER tally_agency_kind AFTER UPDATE OF kind ON agency WHEN OLD.kind <> NEW.kind BEGIN
  UPDATE tally_plan SET n = n - (SELECT sum(own.n) FROM tally_recommendation own WHERE own.agency_id = NEW.id AND own.plan_id = tally_plan.plan_id AND own.domain_id = tally_plan.domain_id AND own.status = tally_plan.status AND own.proven = tally_plan.proven AND own.due_on = tally_plan.due_on)
   WHERE (plan_id, kind, domain_id, status, proven, due_on) IN (SELECT own.plan_id, OLD.kind, own.domain_id, own.status, own.proven, own.due_on FROM tally_recommendation own WHERE own.agency_id = NEW.id);
  DELETE FROM tally_plan WHERE n = 0 AND (plan_id, kind, domain_id, status, proven, due_on) IN (SELECT own.plan_id, OLD.kind, own.domain_id, own.status, own.proven, own.due_on FROM tally_recommendation own WHERE own.agency_id = NEW.id);
  INSERT INTO tally_plan (plan_id, kind, domain_id, status, proven, due_on, n)
  SELECT own.plan_id, NEW.kind, own.domain_id, own.status, own.proven, own.due_on, sum(own.n) FROM tally_recommendation own WHERE own.agency_id = NEW.id
   GROUP BY own.plan_id, own.domain_id, own.status, own.proven, own.due_on
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
  UPDATE tally_limitation SET n = n - (SELECT sum(own.n) FROM tally_finding own WHERE own.agency_id = NEW.id AND own.plan_id = tally_limitation.plan_id AND own.domain_id = tally_limitation.domain_id)
   WHERE (plan_id, kind, domain_id) IN (SELECT own.plan_id, OLD.kind, own.domain_id FROM tally_finding own WHERE own.agency_id = NEW.id);
  DELETE FROM tally_limitation WHERE n = 0 AND (plan_id, kind, domain_id) IN (SELECT own.plan_id, OLD.kind, own.domain_id FROM tally_finding own WHERE own.agency_id = NEW.id);
  INSERT INTO tally_limitation (plan_id, kind, domain_id, n)
  SELECT own.plan_id, NEW.kind, own.domain_id, sum(own.n) FROM tally_finding own WHERE own.agency_id = NEW.id
   GROUP BY own.plan_id, own.domain_id
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_agency_insert AFTER INSERT ON agency BEGIN
  UPDATE tally_plan SET n = n - (SELECT sum(own.n) FROM tally_recommendation own WHERE own.agency_id = NEW.id AND own.plan_id = tally_plan.plan_id AND own.domain_id = tally_plan.domain_id AND own.status = tally_plan.status AND own.proven = tally_plan.proven AND own.due_on = tally_plan.due_on)
   WHERE (plan_id, kind, domain_id, status, proven, due_on) IN (SELECT own.plan_id, '', own.domain_id, own.status, own.proven, own.due_on FROM tally_recommendation own WHERE own.agency_id = NEW.id);
  DELETE FROM tally_plan WHERE n = 0 AND (plan_id, kind, domain_id, status, proven, due_on) IN (SELECT own.plan_id, '', own.domain_id, own.status, own.proven, own.due_on FROM tally_recommendation own WHERE own.agency_id = NEW.id);
  INSERT INTO tally_plan (plan_id, kind, domain_id, status, proven, due_on, n)
  SELECT own.plan_id, NEW.kind, own.domain_id, own.status, own.proven, own.due_on, sum(own.n) FROM tally_recommendation own WHERE own.agency_id = NEW.id
   GROUP BY own.plan_id, own.domain_id, own.status, own.proven, own.due_on
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
  UPDATE tally_limitation SET n = n - (SELECT sum(own.n) FROM tally_finding own WHERE own.agency_id = NEW.id AND own.plan_id = tally_limitation.plan_id AND own.domain_id = tally_limitation.domain_id)
   WHERE (plan_id, kind, domain_id) IN (SELECT own.plan_id, '', own.domain_id FROM tally_finding own WHERE own.agency_id = NEW.id);
  DELETE FROM tally_limitation WHERE n = 0 AND (plan_id, kind, domain_id) IN (SELECT own.plan_id, '', own.domain_id FROM tally_finding own WHERE own.agency_id = NEW.id);
  INSERT INTO tally_limitation (plan_id, kind, domain_id, n)
  SELECT own.plan_id, NEW.kind, own.domain_id, sum(own.n) FROM tally_finding own WHERE own.agency_id = NEW.id
   GROUP BY own.plan_id, own.domain_id
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_agency_delete AFTER DELETE ON agency BEGIN
  UPDATE tally_plan SET n = n - (SELECT sum(own.n) FROM tally_recommendation own WHERE own.agency_id = OLD.id AND own.plan_id = tally_plan.plan_id AND own.domain_id = tally_plan.domain_id AND own.status = tally_plan.status AND own.proven = tally_plan.proven AND own.due_on = tally_plan.due_on)
   WHERE (plan_id, kind, domain_id, status, proven, due_on) IN (SELECT own.plan_id, OLD.kind, own.domain_id, own.status, own.proven, own.due_on FROM tally_recommendation own WHERE own.agency_id = OLD.id);
  DELETE FROM tally_plan WHERE n = 0 AND (plan_id, kind, domain_id, status, proven, due_on) IN (SELECT own.plan_id, OLD.kind, own.domain_id, own.status, own.proven, own.due_on FROM tally_recommendation own WHERE own.agency_id = OLD.id);
  INSERT INTO tally_plan (plan_id, kind, domain_id, status, proven, due_on, n)
  SELECT own.plan_id, '', own.domain_id, own.status, own.proven, own.due_on, sum(own.n) FROM tally_recommendation own WHERE own.agency_id = OLD.id
   GROUP BY own.plan_id, own.domain_id, own.status, own.proven, own.due_on
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
  UPDATE tally_limitation SET n = n - (SELECT sum(own.n) FROM tally_finding own WHERE own.agency_id = OLD.id AND own.plan_id = tally_limitation.plan_id AND own.domain_id = tally_limitation.domain_id)
   WHERE (plan_id, kind, domain_id) IN (SELECT own.plan_id, OLD.kind, own.domain_id FROM tally_finding own WHERE own.agency_id = OLD.id);
  DELETE FROM tally_limitation WHERE n = 0 AND (plan_id, kind, domain_id) IN (SELECT own.plan_id, OLD.kind, own.domain_id FROM tally_finding own WHERE own.agency_id = OLD.id);
  INSERT INTO tally_limitation (plan_id, kind, domain_id, n)
  SELECT own.plan_id, '', own.domain_id, sum(own.n) FROM tally_finding own WHERE own.agency_id = OLD.id
   GROUP BY own.plan_id, own.domain_id
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_finding_insert AFTER INSERT ON finding BEGIN
  INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT NEW.plan_id, who.agency_id, NEW.domain_id, coalesce(NEW.criterion_id, ''), coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = NEW.criterion_id), NEW.criterion_id, ''),
         (SELECT plan.year FROM plan WHERE plan.id = NEW.plan_id), 1
    FROM (SELECT visit.agency_id FROM visit WHERE visit.id = NEW.visit_id AND NEW.scope = 'named'
      UNION SELECT named.agency_id FROM finding_agency named WHERE named.finding_id = NEW.id AND NEW.scope = 'named'
      UNION SELECT '' WHERE NEW.scope <> 'named') who
   WHERE NEW.kind = 'limitation'
  ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO tally_repeat (plan_id, agency_id, criterion_id, linked, line_id, year, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END, ''), NEW.repeats_finding_id IS NOT NULL,
         coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END), CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END, ''), (SELECT plan.year FROM plan WHERE plan.id = one.plan_id), count(*)
    FROM recommendation one
   WHERE one.finding_id = NEW.id AND ((CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END) IS NOT NULL OR NEW.repeats_finding_id IS NOT NULL)
   GROUP BY 1, 2
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_finding_delete AFTER DELETE ON finding BEGIN
  UPDATE tally_finding SET n = n - 1 WHERE OLD.kind = 'limitation' AND plan_id = OLD.plan_id AND domain_id = OLD.domain_id
     AND criterion_id = coalesce(OLD.criterion_id, '') AND agency_id IN (
      SELECT visit.agency_id FROM visit WHERE visit.id = OLD.visit_id AND OLD.scope = 'named'
      UNION SELECT named.agency_id FROM finding_agency named WHERE named.finding_id = OLD.id AND OLD.scope = 'named'
      UNION SELECT '' WHERE OLD.scope <> 'named');
  DELETE FROM tally_finding WHERE n = 0 AND OLD.kind = 'limitation' AND plan_id = OLD.plan_id AND domain_id = OLD.domain_id
     AND criterion_id = coalesce(OLD.criterion_id, '') AND agency_id IN (
      SELECT visit.agency_id FROM visit WHERE visit.id = OLD.visit_id AND OLD.scope = 'named'
      UNION SELECT named.agency_id FROM finding_agency named WHERE named.finding_id = OLD.id AND OLD.scope = 'named'
      UNION SELECT '' WHERE OLD.scope <> 'named');
  UPDATE tally_repeat SET n = n - (SELECT count(*) FROM recommendation one WHERE one.finding_id = OLD.id
      AND one.plan_id = tally_repeat.plan_id AND coalesce(one.agency_id, '') = tally_repeat.agency_id)
   WHERE ((CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END) IS NOT NULL OR OLD.repeats_finding_id IS NOT NULL)
     AND criterion_id = coalesce(CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END, '') AND linked = (OLD.repeats_finding_id IS NOT NULL)
     AND (plan_id, agency_id) IN (SELECT one.plan_id, coalesce(one.agency_id, '') FROM recommendation one WHERE one.finding_id = OLD.id);
  DELETE FROM tally_repeat WHERE n = 0 AND ((CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END) IS NOT NULL OR OLD.repeats_finding_id IS NOT NULL)
     AND criterion_id = coalesce(CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END, '') AND linked = (OLD.repeats_finding_id IS NOT NULL)
     AND (plan_id, agency_id) IN (SELECT one.plan_id, coalesce(one.agency_id, '') FROM recommendation one WHERE one.finding_id = OLD.id);
END;
CREATE TRIGGER tally_finding_update AFTER UPDATE OF plan_id, visit_id, domain_id, criterion_id, kind, scope ON finding
WHEN OLD.plan_id <> NEW.plan_id OR OLD.visit_id IS NOT NEW.visit_id OR OLD.domain_id <> NEW.domain_id
  OR OLD.criterion_id IS NOT NEW.criterion_id OR OLD.kind <> NEW.kind OR OLD.scope <> NEW.scope BEGIN
  UPDATE tally_finding SET n = n - 1 WHERE OLD.kind = 'limitation' AND plan_id = OLD.plan_id AND domain_id = OLD.domain_id
     AND criterion_id = coalesce(OLD.criterion_id, '') AND agency_id IN (
      SELECT visit.agency_id FROM visit WHERE visit.id = OLD.visit_id AND OLD.scope = 'named'
      UNION SELECT named.agency_id FROM finding_agency named WHERE named.finding_id = OLD.id AND OLD.scope = 'named'
      UNION SELECT '' WHERE OLD.scope <> 'named');
  DELETE FROM tally_finding WHERE n = 0 AND OLD.kind = 'limitation' AND plan_id = OLD.plan_id AND domain_id = OLD.domain_id
     AND criterion_id = coalesce(OLD.criterion_id, '') AND agency_id IN (
      SELECT visit.agency_id FROM visit WHERE visit.id = OLD.visit_id AND OLD.scope = 'named'
      UNION SELECT named.agency_id FROM finding_agency named WHERE named.finding_id = OLD.id AND OLD.scope = 'named'
      UNION SELECT '' WHERE OLD.scope <> 'named');
  INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT NEW.plan_id, who.agency_id, NEW.domain_id, coalesce(NEW.criterion_id, ''), coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = NEW.criterion_id), NEW.criterion_id, ''),
         (SELECT plan.year FROM plan WHERE plan.id = NEW.plan_id), 1
    FROM (SELECT visit.agency_id FROM visit WHERE visit.id = NEW.visit_id AND NEW.scope = 'named'
      UNION SELECT named.agency_id FROM finding_agency named WHERE named.finding_id = NEW.id AND NEW.scope = 'named'
      UNION SELECT '' WHERE NEW.scope <> 'named') who
   WHERE NEW.kind = 'limitation'
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_finding_relink AFTER UPDATE OF kind, criterion_id, repeats_finding_id ON finding
WHEN OLD.kind <> NEW.kind OR OLD.criterion_id IS NOT NEW.criterion_id OR (OLD.repeats_finding_id IS NULL) <> (NEW.repeats_finding_id IS NULL) BEGIN
  UPDATE tally_repeat SET n = n - (SELECT count(*) FROM recommendation one WHERE one.finding_id = OLD.id
      AND one.plan_id = tally_repeat.plan_id AND coalesce(one.agency_id, '') = tally_repeat.agency_id)
   WHERE ((CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END) IS NOT NULL OR OLD.repeats_finding_id IS NOT NULL)
     AND criterion_id = coalesce(CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END, '') AND linked = (OLD.repeats_finding_id IS NOT NULL)
     AND (plan_id, agency_id) IN (SELECT one.plan_id, coalesce(one.agency_id, '') FROM recommendation one WHERE one.finding_id = OLD.id);
  DELETE FROM tally_repeat WHERE n = 0 AND ((CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END) IS NOT NULL OR OLD.repeats_finding_id IS NOT NULL)
     AND criterion_id = coalesce(CASE WHEN OLD.kind = 'limitation' THEN OLD.criterion_id END, '') AND linked = (OLD.repeats_finding_id IS NOT NULL)
     AND (plan_id, agency_id) IN (SELECT one.plan_id, coalesce(one.agency_id, '') FROM recommendation one WHERE one.finding_id = OLD.id);
  INSERT INTO tally_repeat (plan_id, agency_id, criterion_id, linked, line_id, year, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), coalesce(CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END, ''), NEW.repeats_finding_id IS NOT NULL,
         coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END), CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END, ''), (SELECT plan.year FROM plan WHERE plan.id = one.plan_id), count(*)
    FROM recommendation one
   WHERE one.finding_id = NEW.id AND ((CASE WHEN NEW.kind = 'limitation' THEN NEW.criterion_id END) IS NOT NULL OR NEW.repeats_finding_id IS NOT NULL)
   GROUP BY 1, 2
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_domain_insert AFTER INSERT ON finding
WHEN EXISTS (SELECT 1 FROM recommendation WHERE finding_id = NEW.id) BEGIN
  UPDATE tally_recommendation SET n = n - (SELECT count(*) FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL
      AND one.plan_id = tally_recommendation.plan_id AND coalesce(one.agency_id, '') = tally_recommendation.agency_id
      AND one.status = tally_recommendation.status AND (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)) = tally_recommendation.proven
      AND CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END = tally_recommendation.due_on)
   WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), '', one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END
       FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL);
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), '', one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END
       FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL);
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), NEW.domain_id, one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END, count(*) FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_domain_delete AFTER DELETE ON finding
WHEN EXISTS (SELECT 1 FROM recommendation WHERE finding_id = OLD.id) BEGIN
  UPDATE tally_recommendation SET n = n - (SELECT count(*) FROM recommendation one WHERE one.finding_id = OLD.id AND one.domain_id IS NULL
      AND one.plan_id = tally_recommendation.plan_id AND coalesce(one.agency_id, '') = tally_recommendation.agency_id
      AND one.status = tally_recommendation.status AND (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)) = tally_recommendation.proven
      AND CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END = tally_recommendation.due_on)
   WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), OLD.domain_id, one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END
       FROM recommendation one WHERE one.finding_id = OLD.id AND one.domain_id IS NULL);
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), OLD.domain_id, one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END
       FROM recommendation one WHERE one.finding_id = OLD.id AND one.domain_id IS NULL);
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), '', one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END, count(*) FROM recommendation one WHERE one.finding_id = OLD.id AND one.domain_id IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_domain_update AFTER UPDATE OF domain_id ON finding WHEN OLD.domain_id <> NEW.domain_id BEGIN
  UPDATE tally_recommendation SET n = n - (SELECT count(*) FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL
      AND one.plan_id = tally_recommendation.plan_id AND coalesce(one.agency_id, '') = tally_recommendation.agency_id
      AND one.status = tally_recommendation.status AND (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)) = tally_recommendation.proven
      AND CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END = tally_recommendation.due_on)
   WHERE (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), OLD.domain_id, one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END
       FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL);
  DELETE FROM tally_recommendation WHERE n = 0 AND (plan_id, agency_id, domain_id, status, proven, due_on) IN (SELECT one.plan_id, coalesce(one.agency_id, ''), OLD.domain_id, one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END
       FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL);
  INSERT INTO tally_recommendation (plan_id, agency_id, domain_id, status, proven, due_on, n)
  SELECT one.plan_id, coalesce(one.agency_id, ''), NEW.domain_id, one.status, (one.status = 'reported' AND EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = one.id)), CASE WHEN one.status IN ('verified', 'no_longer_applicable', 'transferred') THEN '' ELSE coalesce(one.due_on, '') END, count(*) FROM recommendation one WHERE one.finding_id = NEW.id AND one.domain_id IS NULL
   GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_named_insert AFTER INSERT ON finding_agency BEGIN
  INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT finding.plan_id, NEW.agency_id, finding.domain_id, coalesce(finding.criterion_id, ''), coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = finding.criterion_id), finding.criterion_id, ''),
         (SELECT plan.year FROM plan WHERE plan.id = finding.plan_id), 1
    FROM finding WHERE finding.id = NEW.finding_id AND finding.kind = 'limitation' AND finding.scope = 'named'
     AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = finding.visit_id AND visit.agency_id = NEW.agency_id)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_named_delete AFTER DELETE ON finding_agency BEGIN
  UPDATE tally_finding SET n = n - 1 WHERE (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.id = OLD.finding_id AND finding.kind = 'limitation' AND finding.scope = 'named'
     AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = finding.visit_id AND visit.agency_id = OLD.agency_id));
  DELETE FROM tally_finding WHERE n = 0 AND (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.id = OLD.finding_id AND finding.kind = 'limitation' AND finding.scope = 'named'
     AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = finding.visit_id AND visit.agency_id = OLD.agency_id));
END;
CREATE TRIGGER tally_named_update AFTER UPDATE OF finding_id, agency_id ON finding_agency
WHEN OLD.finding_id <> NEW.finding_id OR OLD.agency_id <> NEW.agency_id BEGIN
  UPDATE tally_finding SET n = n - 1 WHERE (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.id = OLD.finding_id AND finding.kind = 'limitation' AND finding.scope = 'named'
     AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = finding.visit_id AND visit.agency_id = OLD.agency_id));
  DELETE FROM tally_finding WHERE n = 0 AND (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.id = OLD.finding_id AND finding.kind = 'limitation' AND finding.scope = 'named'
     AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = finding.visit_id AND visit.agency_id = OLD.agency_id));
  INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT finding.plan_id, NEW.agency_id, finding.domain_id, coalesce(finding.criterion_id, ''), coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = finding.criterion_id), finding.criterion_id, ''),
         (SELECT plan.year FROM plan WHERE plan.id = finding.plan_id), 1
    FROM finding WHERE finding.id = NEW.finding_id AND finding.kind = 'limitation' AND finding.scope = 'named'
     AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = finding.visit_id AND visit.agency_id = NEW.agency_id)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_visit_insert AFTER INSERT ON visit BEGIN
  INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT finding.plan_id, NEW.agency_id, finding.domain_id, coalesce(finding.criterion_id, ''), coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = finding.criterion_id), finding.criterion_id, ''),
         (SELECT plan.year FROM plan WHERE plan.id = finding.plan_id), count(*)
    FROM finding WHERE finding.visit_id = NEW.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = NEW.agency_id)
   GROUP BY finding.plan_id, finding.domain_id, finding.criterion_id
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_visit_delete AFTER DELETE ON visit BEGIN
  UPDATE tally_finding SET n = n - (SELECT count(*) FROM finding WHERE finding.visit_id = OLD.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = OLD.agency_id)
      AND finding.plan_id = tally_finding.plan_id AND finding.domain_id = tally_finding.domain_id
      AND coalesce(finding.criterion_id, '') = tally_finding.criterion_id)
   WHERE (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.visit_id = OLD.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = OLD.agency_id));
  DELETE FROM tally_finding WHERE n = 0 AND (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.visit_id = OLD.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = OLD.agency_id));
END;
CREATE TRIGGER tally_visit_update AFTER UPDATE OF agency_id ON visit WHEN OLD.agency_id <> NEW.agency_id BEGIN
  UPDATE tally_finding SET n = n - (SELECT count(*) FROM finding WHERE finding.visit_id = OLD.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = OLD.agency_id)
      AND finding.plan_id = tally_finding.plan_id AND finding.domain_id = tally_finding.domain_id
      AND coalesce(finding.criterion_id, '') = tally_finding.criterion_id)
   WHERE (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.visit_id = OLD.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = OLD.agency_id));
  DELETE FROM tally_finding WHERE n = 0 AND (plan_id, agency_id, domain_id, criterion_id) IN (SELECT finding.plan_id, OLD.agency_id, finding.domain_id, coalesce(finding.criterion_id, '')
    FROM finding WHERE finding.visit_id = OLD.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = OLD.agency_id));
  INSERT INTO tally_finding (plan_id, agency_id, domain_id, criterion_id, line_id, year, n)
  SELECT finding.plan_id, NEW.agency_id, finding.domain_id, coalesce(finding.criterion_id, ''), coalesce((SELECT line.line_id FROM criterion_line line WHERE line.criterion_id = finding.criterion_id), finding.criterion_id, ''),
         (SELECT plan.year FROM plan WHERE plan.id = finding.plan_id), count(*)
    FROM finding WHERE finding.visit_id = NEW.id AND finding.kind = 'limitation' AND finding.scope = 'named'
      AND NOT EXISTS (SELECT 1 FROM finding_agency named WHERE named.finding_id = finding.id AND named.agency_id = NEW.agency_id)
   GROUP BY finding.plan_id, finding.domain_id, finding.criterion_id
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_plan_year AFTER UPDATE OF year ON plan WHEN OLD.year IS NOT NEW.year BEGIN
  UPDATE tally_finding SET year = NEW.year WHERE plan_id = NEW.id;
  UPDATE tally_repeat SET year = NEW.year WHERE plan_id = NEW.id;
END;
CREATE TRIGGER tally_plan_made AFTER INSERT ON plan BEGIN
  UPDATE tally_finding SET year = NEW.year WHERE plan_id = NEW.id;
  UPDATE tally_repeat SET year = NEW.year WHERE plan_id = NEW.id;
END;
CREATE TRIGGER tally_plan_gone AFTER DELETE ON plan BEGIN
  UPDATE tally_finding SET year = NULL WHERE plan_id = OLD.id;
  UPDATE tally_repeat SET year = NULL WHERE plan_id = OLD.id;
END;
-- An earlier year came or went: everything of the same line at the agency, and at what it became, is looked at again.
CREATE TRIGGER tally_again_insert AFTER INSERT ON tally_finding WHEN NEW.agency_id <> '' AND NEW.line_id <> '' BEGIN
  UPDATE tally_finding SET again = NOT again
   WHERE agency_id IN (SELECT NEW.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = NEW.agency_id)
     AND line_id = NEW.line_id AND again <> coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id IN (SELECT NEW.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = NEW.agency_id)
     AND line_id = NEW.line_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
CREATE TRIGGER tally_again_delete AFTER DELETE ON tally_finding WHEN OLD.agency_id <> '' AND OLD.line_id <> '' BEGIN
  UPDATE tally_finding SET again = NOT again
   WHERE agency_id IN (SELECT OLD.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = OLD.agency_id)
     AND line_id = OLD.line_id AND again <> coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id IN (SELECT OLD.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = OLD.agency_id)
     AND line_id = OLD.line_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
CREATE TRIGGER tally_again_update AFTER UPDATE OF year, line_id ON tally_finding WHEN NEW.agency_id <> '' BEGIN
  UPDATE tally_finding SET again = NOT again
   WHERE agency_id IN (SELECT OLD.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = OLD.agency_id)
     AND line_id = OLD.line_id AND again <> coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id IN (SELECT OLD.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = OLD.agency_id)
     AND line_id = OLD.line_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
  UPDATE tally_finding SET again = NOT again
   WHERE agency_id IN (SELECT NEW.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = NEW.agency_id)
     AND line_id = NEW.line_id AND again <> coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id IN (SELECT NEW.agency_id UNION ALL SELECT line.agency_id FROM agency_line line WHERE line.before_id = NEW.agency_id)
     AND line_id = NEW.line_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
CREATE TRIGGER tally_repeat_again AFTER INSERT ON tally_repeat WHEN NEW.agency_id <> '' AND NEW.line_id <> '' BEGIN
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id = NEW.agency_id
     AND line_id = NEW.line_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
CREATE TRIGGER tally_repeat_moved AFTER UPDATE OF year, line_id ON tally_repeat WHEN NEW.agency_id <> '' BEGIN
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id = NEW.agency_id
     AND line_id = NEW.line_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
CREATE TRIGGER agency_line_more AFTER INSERT ON agency_line BEGIN
  UPDATE tally_finding SET again = NOT again
   WHERE agency_id = NEW.agency_id AND again <> coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id = NEW.agency_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
CREATE TRIGGER agency_line_less AFTER DELETE ON agency_line BEGIN
  UPDATE tally_finding SET again = NOT again
   WHERE agency_id = OLD.agency_id AND again <> coalesce(tally_finding.agency_id <> '' AND tally_finding.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_finding.line_id AND earlier.agency_id IN (
        SELECT tally_finding.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_finding.agency_id)) < tally_finding.year, 0);
  UPDATE tally_repeat SET again = NOT again
   WHERE agency_id = OLD.agency_id AND again <> coalesce(tally_repeat.agency_id <> '' AND tally_repeat.line_id <> '' AND (SELECT min(earlier.year) FROM tally_finding earlier WHERE earlier.line_id = tally_repeat.line_id AND earlier.agency_id IN (
        SELECT tally_repeat.agency_id UNION ALL SELECT line.before_id FROM agency_line line WHERE line.agency_id = tally_repeat.agency_id)) < tally_repeat.year, 0);
END;
-- Points of a visit by domain. Rules of criteria are more than SQL can read, so they are worked out when they are first
-- asked for and kept; whatever they depend on makes them forgotten. `domain_id` '' stands for "worked out".
CREATE TABLE tally_score (
  visit_id  TEXT NOT NULL,
  domain_id TEXT NOT NULL,
  earned    INTEGER NOT NULL,
  max       INTEGER NOT NULL,
  PRIMARY KEY (visit_id, domain_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER tally_score_answer_insert AFTER INSERT ON answer BEGIN
  DELETE FROM tally_score WHERE visit_id = NEW.visit_id;
END;
CREATE TRIGGER tally_score_answer_update AFTER UPDATE ON answer BEGIN
  DELETE FROM tally_score WHERE visit_id IN (OLD.visit_id, NEW.visit_id);
END;
CREATE TRIGGER tally_score_answer_delete AFTER DELETE ON answer BEGIN
  DELETE FROM tally_score WHERE visit_id = OLD.visit_id;
END;
CREATE TRIGGER tally_score_visit_update AFTER UPDATE OF plan_id, agency_id ON visit BEGIN
  DELETE FROM tally_score WHERE visit_id = OLD.id;
END;
CREATE TRIGGER tally_score_visit_delete AFTER DELETE ON visit BEGIN
  DELETE FROM tally_score WHERE visit_id = OLD.id;
END;
CREATE TRIGGER tally_score_agency AFTER UPDATE OF kind ON agency BEGIN
  DELETE FROM tally_score WHERE visit_id IN (SELECT visit.id FROM visit WHERE visit.agency_id = NEW.id);
END;
CREATE TRIGGER tally_score_plan AFTER UPDATE OF criteria_set_id, scoring ON plan BEGIN
  DELETE FROM tally_score WHERE visit_id IN (SELECT visit.id FROM visit WHERE visit.plan_id = NEW.id);
END;
CREATE TRIGGER tally_score_criterion_insert AFTER INSERT ON criterion
WHEN EXISTS (SELECT 1 FROM tally_score) BEGIN
  DELETE FROM tally_score WHERE visit_id IN (SELECT visit.id FROM plan JOIN visit ON visit.plan_id = plan.id
    WHERE plan.criteria_set_id IN (NEW.criteria_set_id));
END;
CREATE TRIGGER tally_score_criterion_update AFTER UPDATE ON criterion
WHEN EXISTS (SELECT 1 FROM tally_score) BEGIN
  DELETE FROM tally_score WHERE visit_id IN (SELECT visit.id FROM plan JOIN visit ON visit.plan_id = plan.id
    WHERE plan.criteria_set_id IN (OLD.criteria_set_id, NEW.criteria_set_id));
END;
CREATE TRIGGER tally_score_criterion_delete AFTER DELETE ON criterion
WHEN EXISTS (SELECT 1 FROM tally_score) BEGIN
  DELETE FROM tally_score WHERE visit_id IN (SELECT visit.id FROM plan JOIN visit ON visit.plan_id = plan.id
    WHERE plan.criteria_set_id IN (OLD.criteria_set_id));
END;
-- ── End of the counts ──
