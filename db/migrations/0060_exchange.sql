-- By USB stick: rows of other offices stand beside our own. Every row that travels keeps which state of it came from its
-- office (origin_version: the epoch of that office's data and its rev there; below zero where another office handed the
-- row on); NULL is a row of this office. Whose PC this is, the keys, whom we trust, which packages went and came.

-- ── Which state of a foreign row this is ───────────────────────────────────────────────────────────────

ALTER TABLE admin_unit ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE agency ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE agency_figure ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE agency_match ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE agency_report ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE agency_version ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE answer ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE boilerplate ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE busy_day ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE calendar_day ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE criteria_set ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE criterion ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE criterion_match ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE document ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE document_scan ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE domain ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE evidence ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE evidence_link ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE explanation_round ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE finding ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE finding_agency ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE handout ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE index_entry ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE index_item ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE index_match ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE index_remark ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE index_score ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE index_set ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE indicator_threshold ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE issuer ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE legal_document ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE nomination ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE office ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE par_plan ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE par_task ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE period_figure ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE period_report ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE period_section ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE person ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE phrase ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE plan ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE procedure ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE procedure_check ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE procedure_list ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE procedure_posting ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE programme_item ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE recommendation ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE recommendation_event ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE recommendation_transfer ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE register ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE remark ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE remediation_entry ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE remediation_paper ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE remediation_proof ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE sample ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE sample_item ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE saved_view ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE self_answer ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE self_report ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE setting ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE statistics_line ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE team ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE team_member ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE team_member_domain ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
ALTER TABLE visit ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);

-- A deletion travels too: whose row it was, and which state of it is gone.
ALTER TABLE tombstone ADD COLUMN origin_office_id TEXT;
ALTER TABLE tombstone ADD COLUMN origin_version INTEGER CHECK (origin_version <> 0);
-- A row of another office that is deleted there, and stands here until nothing refers to it any more.
ALTER TABLE tombstone ADD COLUMN pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1));
CREATE INDEX tombstone_pending ON tombstone(table_name, row_id) WHERE pending = 1;

-- A file that is known but did not come along: its rows stand, its bytes may still arrive.
ALTER TABLE blob ADD COLUMN absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1));

-- ── What two offices may both say of the same agency ───────────────────────────────────────────────────

DROP VIEW agency_line_now;
CREATE TABLE agency_succession_new (
  id                TEXT PRIMARY KEY NOT NULL,
  rev               INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id  TEXT NOT NULL REFERENCES office(id),
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  provenance        TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  predecessor_id    TEXT NOT NULL REFERENCES agency(id),
  successor_id      TEXT REFERENCES agency(id),
  relation          TEXT NOT NULL CHECK (relation IN ('merge', 'split', 'transfer_part', 'abolish')),
  effective_on      TEXT NOT NULL CHECK (date(effective_on) IS effective_on),
  legal_document_id TEXT REFERENCES legal_document(id),
  legal_text        TEXT,
  note              TEXT,
  origin_version   INTEGER CHECK (origin_version <> 0),
  UNIQUE (predecessor_id, successor_id, effective_on, origin_office_id),
  CHECK (predecessor_id IS NOT successor_id),
  CHECK ((relation = 'abolish') = (successor_id IS NULL))
) STRICT;
INSERT INTO agency_succession_new (id, rev, origin_office_id, created_at, updated_at, provenance, predecessor_id, successor_id, relation, effective_on, legal_document_id, legal_text, note)
  SELECT id, rev, origin_office_id, created_at, updated_at, provenance, predecessor_id, successor_id, relation, effective_on, legal_document_id, legal_text, note FROM agency_succession;
DROP TABLE agency_succession;
ALTER TABLE agency_succession_new RENAME TO agency_succession;
-- What another office calls by a row of its own counts with ours, like what ours was made of: `agency_match`.
CREATE VIEW agency_line_now AS
  WITH RECURSIVE link (successor_id, predecessor_id) AS (
    SELECT successor_id, predecessor_id FROM agency_succession WHERE relation IN ('merge', 'split')
    UNION
    SELECT local_agency_id, foreign_agency_id FROM agency_match),
  line (agency_id, before_id) AS (
    SELECT successor_id, predecessor_id FROM link
    UNION
    SELECT line.agency_id, link.predecessor_id FROM line JOIN link ON link.successor_id = line.before_id)
  SELECT agency_id, before_id FROM line WHERE agency_id <> before_id;
CREATE INDEX agency_succession_successor ON agency_succession(successor_id);
CREATE INDEX agency_succession_legal ON agency_succession(legal_document_id);
CREATE INDEX agency_succession_origin ON agency_succession(origin_office_id);
CREATE TRIGGER repeat_clock_succession_insert AFTER INSERT ON agency_succession
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_succession_update AFTER UPDATE ON agency_succession
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_succession_delete AFTER DELETE ON agency_succession
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
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

-- One agency of another office is one of ours at most.
CREATE UNIQUE INDEX agency_match_foreign ON agency_match(foreign_agency_id);
CREATE TRIGGER repeat_clock_same_insert AFTER INSERT ON agency_match
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_same_update AFTER UPDATE ON agency_match
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER repeat_clock_same_delete AFTER DELETE ON agency_match
  BEGIN UPDATE repeat_clock SET ticks = ticks + 1; END;
CREATE TRIGGER agency_line_same AFTER INSERT ON agency_match BEGIN
  INSERT INTO agency_line (agency_id, before_id)
  SELECT later.id, earlier.id
    FROM (SELECT NEW.local_agency_id AS id UNION SELECT line.agency_id FROM agency_line line WHERE line.before_id = NEW.local_agency_id) later,
         (SELECT NEW.foreign_agency_id AS id UNION SELECT line.before_id FROM agency_line line WHERE line.agency_id = NEW.foreign_agency_id) earlier
   WHERE later.id <> earlier.id
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agency_line_same_update AFTER UPDATE OF local_agency_id, foreign_agency_id ON agency_match BEGIN
  DELETE FROM agency_line WHERE (agency_id, before_id) NOT IN (SELECT now.agency_id, now.before_id FROM agency_line_now now);
  INSERT INTO agency_line (agency_id, before_id) SELECT now.agency_id, now.before_id FROM agency_line_now now WHERE true
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agency_line_same_delete AFTER DELETE ON agency_match BEGIN
  DELETE FROM agency_line WHERE (agency_id, before_id) NOT IN (SELECT now.agency_id, now.before_id FROM agency_line_now now);
END;

CREATE TABLE statistics_report_new (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  form             TEXT NOT NULL CHECK (form IN ('II.06a')),
  form_version     TEXT NOT NULL CHECK (form_version <> ''),
  period_kind      TEXT NOT NULL CHECK (period_kind IN ('month', 'quarter', 'half_year', 'nine_months', 'year', 'other')),
  period_from      TEXT NOT NULL CHECK (date(period_from) IS period_from),
  period_to        TEXT NOT NULL CHECK (date(period_to) IS period_to),
  service_era      TEXT NOT NULL CHECK (service_era IN ('levels', 'full_partial')),
  reporting_unit   TEXT,
  receiving_unit   TEXT,
  counts           TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),
  explanations     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(explanations)),
  source           TEXT NOT NULL CHECK (source IN ('typed', 'pasted', 'imported')),
  file_name        TEXT,
  note             TEXT,
  origin_version   INTEGER CHECK (origin_version <> 0),
  CHECK (period_to >= period_from),
  UNIQUE (agency_id, form, period_from, period_to, origin_office_id)
) STRICT;
INSERT INTO statistics_report_new (id, rev, origin_office_id, created_at, updated_at, provenance, agency_id, form, form_version, period_kind, period_from, period_to, service_era, reporting_unit, receiving_unit, counts, explanations, source, file_name, note)
  SELECT id, rev, origin_office_id, created_at, updated_at, provenance, agency_id, form, form_version, period_kind, period_from, period_to, service_era, reporting_unit, receiving_unit, counts, explanations, source, file_name, note FROM statistics_report;
DROP TABLE statistics_report;
ALTER TABLE statistics_report_new RENAME TO statistics_report;
CREATE INDEX statistics_report_period ON statistics_report(period_from, period_to);
CREATE INDEX statistics_report_origin ON statistics_report(origin_office_id);


-- ── Promises about our own rows ────────────────────────────────────────────────────────────────────────
-- What the triggers of 0040 and 0050 hold was held where a foreign row was made, and its office signed for it: here it
-- enters and changes as it comes.

DROP TRIGGER recommendation_people_insert;
CREATE TRIGGER recommendation_people_insert BEFORE INSERT ON recommendation
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND ((NEW.status <> 'verified' AND (NEW.verified_on IS NOT NULL OR NEW.verified_by IS NOT NULL))
  OR (NEW.status IN ('open', 'in_progress') AND (NEW.reported_on IS NOT NULL OR NEW.reported_by IS NOT NULL)))
BEGIN
  SELECT RAISE(ABORT, 'not in this state');
END;
DROP TRIGGER recommendation_people_update;
CREATE TRIGGER recommendation_people_update BEFORE UPDATE ON recommendation
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND ((NEW.status <> 'verified' AND (NEW.verified_on IS NOT NULL OR NEW.verified_by IS NOT NULL))
  OR (NEW.status IN ('open', 'in_progress') AND (NEW.reported_on IS NOT NULL OR NEW.reported_by IS NOT NULL))
  -- Whoever entered the report stays its author, so that nobody else can be named to verify in their place.
  OR (OLD.status = 'reported' AND NEW.status = 'reported' AND OLD.reported_by IS NOT NULL
      AND NEW.reported_by IS NOT OLD.reported_by))
BEGIN
  SELECT RAISE(ABORT, 'not in this state');
END;
DROP TRIGGER recommendation_verify_insert;
CREATE TRIGGER recommendation_verify_insert BEFORE INSERT ON recommendation
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (NEW.status = 'verified' AND (
  NEW.reported_on IS NULL OR NEW.reported_by IS NULL OR NEW.verified_on IS NULL OR NEW.verified_by IS NULL
  OR NEW.verified_on < NEW.reported_on
  OR NOT EXISTS (SELECT 1 FROM remediation_proof proof
                  WHERE proof.recommendation_id = NEW.id AND proof.proved_on <= NEW.verified_on)
  OR (NEW.verified_by = NEW.reported_by AND 2 <= (SELECT count(*) FROM person WHERE active = 1 AND office_id = (
        SELECT office_id FROM person verifier WHERE verifier.id = NEW.verified_by)))))
BEGIN
  SELECT RAISE(ABORT, 'not proven');
END;
DROP TRIGGER recommendation_verify_update;
CREATE TRIGGER recommendation_verify_update BEFORE UPDATE ON recommendation
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (NEW.status = 'verified' AND OLD.status <> 'verified' AND (
  OLD.status <> 'reported' OR NEW.id <> OLD.id
  OR NEW.reported_on IS NOT OLD.reported_on OR NEW.reported_by IS NOT OLD.reported_by
  OR NEW.reported_on IS NULL OR NEW.reported_by IS NULL OR NEW.verified_on IS NULL OR NEW.verified_by IS NULL
  OR NEW.verified_on < NEW.reported_on
  OR NOT EXISTS (SELECT 1 FROM remediation_proof proof
                  WHERE proof.recommendation_id = NEW.id AND proof.proved_on <= NEW.verified_on)
  OR (NEW.verified_by = NEW.reported_by AND 2 <= (SELECT count(*) FROM person WHERE active = 1 AND office_id = (
        SELECT office_id FROM person verifier WHERE verifier.id = NEW.verified_by)))))
BEGIN
  SELECT RAISE(ABORT, 'not proven');
END;
DROP TRIGGER recommendation_verified_stays;
CREATE TRIGGER recommendation_verified_stays BEFORE UPDATE ON recommendation
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (OLD.status = 'verified' AND (
  NEW.id <> OLD.id OR NEW.plan_id <> OLD.plan_id OR NEW.agency_id IS NOT OLD.agency_id
  OR NEW.domain_id IS NOT OLD.domain_id OR NEW.text <> OLD.text OR NEW.due_on IS NOT OLD.due_on
  OR NEW.due_note IS NOT OLD.due_note OR NEW.source_text IS NOT OLD.source_text OR NEW.verb IS NOT OLD.verb
  OR NEW.responsible_unit IS NOT OLD.responsible_unit
  OR (OLD.finding_id IS NOT NULL AND NEW.finding_id IS NULL)
  OR NOT (
    (NEW.status = 'verified' AND NEW.reported_on IS OLD.reported_on AND NEW.reported_by IS OLD.reported_by
      AND NEW.verified_on IS OLD.verified_on AND NEW.verified_by IS OLD.verified_by)
    OR NEW.status = 'in_progress')))
BEGIN
  SELECT RAISE(ABORT, 'verified');
END;
DROP TRIGGER recommendation_verified_replaced;
CREATE TRIGGER recommendation_verified_replaced BEFORE INSERT ON recommendation
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM recommendation WHERE id = NEW.id AND status IN ('verified', 'no_longer_applicable')))
BEGIN
  SELECT RAISE(ABORT, 'verified');
END;
DROP TRIGGER recommendation_close_insert;
CREATE TRIGGER recommendation_close_insert BEFORE INSERT ON recommendation
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (NEW.status = 'no_longer_applicable'
  AND NOT EXISTS (SELECT 1 FROM recommendation_event WHERE recommendation_id = NEW.id AND kind = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'no document');
END;
DROP TRIGGER recommendation_close_update;
CREATE TRIGGER recommendation_close_update BEFORE UPDATE ON recommendation
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (NEW.status <> OLD.status AND (
  (NEW.status = 'no_longer_applicable' AND (
    NEW.id <> OLD.id
    OR (SELECT count(*) FROM recommendation_event WHERE recommendation_id = NEW.id AND kind = 'closed')
      <= (SELECT count(*) FROM recommendation_event
           WHERE recommendation_id = NEW.id AND kind = 'reopened' AND from_status = 'no_longer_applicable')))
  OR (OLD.status = 'no_longer_applicable' AND NEW.status <> 'in_progress')))
BEGIN
  SELECT RAISE(ABORT, 'no document');
END;
DROP TRIGGER remediation_proof_stays;
CREATE TRIGGER remediation_proof_stays BEFORE UPDATE ON remediation_proof
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND ((NEW.id <> OLD.id OR NEW.recommendation_id <> OLD.recommendation_id OR NEW.proved_on <> OLD.proved_on
    OR NEW.evidence_id IS NOT OLD.evidence_id OR NEW.document_name IS NOT OLD.document_name)
  AND EXISTS (SELECT 1 FROM recommendation WHERE id = OLD.recommendation_id AND status = 'verified'))
BEGIN
  SELECT RAISE(ABORT, 'verified');
END;
DROP TRIGGER remediation_proof_last;
CREATE TRIGGER remediation_proof_last BEFORE DELETE ON remediation_proof
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM recommendation
    WHERE id = OLD.recommendation_id AND status = 'verified'
      AND NOT EXISTS (SELECT 1 FROM remediation_proof other
                       WHERE other.recommendation_id = OLD.recommendation_id AND other.id <> OLD.id
                         AND other.proved_on <= recommendation.verified_on)))
BEGIN
  SELECT RAISE(ABORT, 'last proof');
END;
DROP TRIGGER remediation_proof_replaced;
CREATE TRIGGER remediation_proof_replaced BEFORE INSERT ON remediation_proof
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM remediation_proof proof JOIN recommendation ON recommendation.id = proof.recommendation_id
    WHERE recommendation.status = 'verified' AND proof.id = NEW.id)
  OR EXISTS (SELECT 1 FROM remediation_proof proof JOIN recommendation ON recommendation.id = proof.recommendation_id
    WHERE recommendation.status = 'verified' AND proof.recommendation_id = NEW.recommendation_id
      AND proof.evidence_id = NEW.evidence_id))
BEGIN
  SELECT RAISE(ABORT, 'last proof');
END;
DROP TRIGGER recommendation_event_stays;
CREATE TRIGGER recommendation_event_stays BEFORE UPDATE ON recommendation_event
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (OLD.kind IN ('closed', 'reopened', 'verified')
  AND (NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.recommendation_id <> OLD.recommendation_id
    OR NEW.from_status <> OLD.from_status OR NEW.document_id IS NOT OLD.document_id
    OR NEW.document_text IS NOT OLD.document_text))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER recommendation_event_last;
CREATE TRIGGER recommendation_event_last BEFORE DELETE ON recommendation_event
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (OLD.kind IN ('closed', 'reopened', 'verified')
  AND EXISTS (SELECT 1 FROM recommendation WHERE id = OLD.recommendation_id))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER recommendation_event_replaced;
CREATE TRIGGER recommendation_event_replaced BEFORE INSERT ON recommendation_event
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM recommendation_event WHERE id = NEW.id AND kind IN ('closed', 'reopened', 'verified')))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_score_inserted;
CREATE TRIGGER index_score_inserted BEFORE INSERT ON index_score
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_item item WHERE item.id = NEW.index_item_id AND (
      NEW.self_points > item.max_points OR NEW.verified_points > item.max_points OR NEW.survey_points > item.max_points
      OR (item.method = 'survey' AND (NEW.self_points IS NOT NULL OR NEW.verified_points IS NOT NULL))
      OR (item.method = 'self' AND NEW.survey_points IS NOT NULL)))
  OR EXISTS (SELECT 1 FROM index_item child WHERE child.parent_id = NEW.index_item_id)
  OR EXISTS (SELECT 1 FROM index_entry entry JOIN index_item item ON item.id = NEW.index_item_id
      WHERE entry.id = NEW.index_entry_id AND entry.index_set_id <> item.index_set_id)
  OR EXISTS (SELECT 1 FROM index_entry entry JOIN index_set ON index_set.id = entry.index_set_id
      WHERE entry.id = NEW.index_entry_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'index score');
END;
DROP TRIGGER index_score_updated;
CREATE TRIGGER index_score_updated BEFORE UPDATE ON index_score
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (EXISTS (SELECT 1 FROM index_item item WHERE item.id = NEW.index_item_id AND (
      NEW.self_points > item.max_points OR NEW.verified_points > item.max_points OR NEW.survey_points > item.max_points
      OR (item.method = 'survey' AND (NEW.self_points IS NOT NULL OR NEW.verified_points IS NOT NULL))
      OR (item.method = 'self' AND NEW.survey_points IS NOT NULL)))
  OR NEW.index_entry_id <> OLD.index_entry_id OR NEW.index_item_id <> OLD.index_item_id
  OR EXISTS (SELECT 1 FROM index_entry entry JOIN index_set ON index_set.id = entry.index_set_id
      WHERE entry.id = NEW.index_entry_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'index score');
END;
DROP TRIGGER index_score_deleted;
CREATE TRIGGER index_score_deleted BEFORE DELETE ON index_score
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_entry entry JOIN index_set ON index_set.id = entry.index_set_id
      WHERE entry.id = OLD.index_entry_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_remark_inserted;
CREATE TRIGGER index_remark_inserted BEFORE INSERT ON index_remark
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_score score JOIN index_entry entry ON entry.id = score.index_entry_id
      JOIN index_set ON index_set.id = entry.index_set_id
      WHERE score.id = NEW.index_score_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_remark_updated;
CREATE TRIGGER index_remark_updated BEFORE UPDATE ON index_remark
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (EXISTS (SELECT 1 FROM index_score score JOIN index_entry entry ON entry.id = score.index_entry_id
      JOIN index_set ON index_set.id = entry.index_set_id
      WHERE score.id = OLD.index_score_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_remark_deleted;
CREATE TRIGGER index_remark_deleted BEFORE DELETE ON index_remark
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_score score JOIN index_entry entry ON entry.id = score.index_entry_id
      JOIN index_set ON index_set.id = entry.index_set_id
      WHERE score.id = OLD.index_score_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_entry_inserted;
CREATE TRIGGER index_entry_inserted BEFORE INSERT ON index_entry
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_set WHERE index_set.id = NEW.index_set_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_entry_updated;
CREATE TRIGGER index_entry_updated BEFORE UPDATE ON index_entry
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND ((NEW.index_set_id <> OLD.index_set_id OR NEW.agency_id <> OLD.agency_id OR NEW.number IS NOT OLD.number
    OR NEW.arrived_on IS NOT OLD.arrived_on)
  AND EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_entry_deleted;
CREATE TRIGGER index_entry_deleted BEFORE DELETE ON index_entry
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_item_inserted;
CREATE TRIGGER index_item_inserted BEFORE INSERT ON index_item
WHEN (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_set WHERE index_set.id = NEW.index_set_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_item_updated;
CREATE TRIGGER index_item_updated BEFORE UPDATE ON index_item
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (((NEW.index_set_id <> OLD.index_set_id OR NEW.parent_id IS NOT OLD.parent_id OR NEW.level <> OLD.level
      OR NEW.code <> OLD.code OR NEW.text <> OLD.text OR NEW.max_points <> OLD.max_points
      OR NEW.method <> OLD.method OR NEW.effect <> OLD.effect OR NEW.ordinal <> OLD.ordinal)
    AND EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed'))
  OR ((NEW.max_points < OLD.max_points OR NEW.method <> OLD.method)
    AND EXISTS (SELECT 1 FROM index_score score WHERE score.index_item_id = OLD.id AND (
      score.self_points > NEW.max_points OR score.verified_points > NEW.max_points
      OR score.survey_points > NEW.max_points
      OR (NEW.method = 'survey' AND (score.self_points IS NOT NULL OR score.verified_points IS NOT NULL))
      OR (NEW.method = 'self' AND score.survey_points IS NOT NULL)))))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_item_deleted;
CREATE TRIGGER index_item_deleted BEFORE DELETE ON index_item
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (EXISTS (SELECT 1 FROM index_set WHERE index_set.id = OLD.index_set_id AND index_set.status = 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_set_updated;
CREATE TRIGGER index_set_updated BEFORE UPDATE ON index_set
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (OLD.status = 'closed' AND (NEW.status NOT IN ('closed', 'verifying')
  OR (NEW.status = 'closed' AND (NEW.year <> OLD.year OR NEW.version <> OLD.version OR NEW.name <> OLD.name
    OR NEW.group_name <> OLD.group_name OR NEW.agency_kinds <> OLD.agency_kinds OR NEW.max_points <> OLD.max_points
    OR NEW.has_survey <> OLD.has_survey OR NEW.bands <> OLD.bands))))
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER index_set_deleted;
CREATE TRIGGER index_set_deleted BEFORE DELETE ON index_set
WHEN (OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation))
  AND (OLD.status = 'closed')
BEGIN
  SELECT RAISE(ABORT, 'closed');
END;
DROP TRIGGER document_frozen;
CREATE TRIGGER document_frozen BEFORE UPDATE ON document
WHEN ((OLD.origin_version IS NULL OR OLD.origin_office_id IS (SELECT office_id FROM installation)) OR (NEW.origin_version IS NULL OR NEW.origin_office_id IS (SELECT office_id FROM installation)))
  AND (OLD.status <> 'draft' AND NOT (OLD.status = 'for_signature' AND NEW.status = 'draft') AND (
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
    OR NEW.model_sha256 IS NOT OLD.model_sha256 OR NEW.docx_sha256 IS NOT OLD.docx_sha256))))
BEGIN
  SELECT RAISE(ABORT, 'frozen');
END;

-- None of these rows of ours becomes somebody else's, by a change or by an insert over it: that would let go of its promises.
CREATE TRIGGER recommendation_stays_ours BEFORE UPDATE OF origin_office_id ON recommendation
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER recommendation_is_ours BEFORE INSERT ON recommendation
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM recommendation WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER remediation_proof_stays_ours BEFORE UPDATE OF origin_office_id ON remediation_proof
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER remediation_proof_is_ours BEFORE INSERT ON remediation_proof
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM remediation_proof WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER recommendation_event_stays_ours BEFORE UPDATE OF origin_office_id ON recommendation_event
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER recommendation_event_is_ours BEFORE INSERT ON recommendation_event
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM recommendation_event WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_set_stays_ours BEFORE UPDATE OF origin_office_id ON index_set
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_set_is_ours BEFORE INSERT ON index_set
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM index_set WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_item_stays_ours BEFORE UPDATE OF origin_office_id ON index_item
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_item_is_ours BEFORE INSERT ON index_item
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM index_item WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_entry_stays_ours BEFORE UPDATE OF origin_office_id ON index_entry
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_entry_is_ours BEFORE INSERT ON index_entry
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM index_entry WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_score_stays_ours BEFORE UPDATE OF origin_office_id ON index_score
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_score_is_ours BEFORE INSERT ON index_score
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM index_score WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_remark_stays_ours BEFORE UPDATE OF origin_office_id ON index_remark
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER index_remark_is_ours BEFORE INSERT ON index_remark
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM index_remark WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER document_stays_ours BEFORE UPDATE OF origin_office_id ON document
WHEN OLD.origin_office_id IS (SELECT office_id FROM installation) AND NEW.origin_office_id <> OLD.origin_office_id
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;
CREATE TRIGGER document_is_ours BEFORE INSERT ON document
WHEN NEW.origin_office_id IS NOT (SELECT office_id FROM installation)
  AND EXISTS (SELECT 1 FROM document WHERE id = NEW.id AND origin_office_id IS (SELECT office_id FROM installation))
BEGIN
  SELECT RAISE(ABORT, 'ours');
END;

-- ── Keys, trust, packages ──────────────────────────────────────────────────────────────────────────────

-- The keys of this office: the newest that is not retired is in use. The secret is sealed, by the key store of the
-- operating system or under a passphrase (an age file, in letters).
CREATE TABLE own_key (
  id             TEXT PRIMARY KEY NOT NULL,
  created_at     INTEGER NOT NULL,
  retired_at     INTEGER,
  sign_public    TEXT NOT NULL UNIQUE,
  age_recipient  TEXT NOT NULL UNIQUE,
  protection     TEXT NOT NULL CHECK (protection IN ('os', 'passphrase')),
  secret         TEXT NOT NULL,
  sheet_made_at  INTEGER
) STRICT;

-- Whose keys a person here has compared by voice.
CREATE TABLE trusted_office (
  id             TEXT PRIMARY KEY NOT NULL,
  rev            INTEGER NOT NULL CHECK (rev > 0),
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  office_id      TEXT NOT NULL,
  name           TEXT NOT NULL CHECK (name <> ''),
  level          TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),
  relation       TEXT NOT NULL CHECK (relation IN ('above', 'below', 'other')),
  sign_public    TEXT NOT NULL UNIQUE,
  age_recipient  TEXT NOT NULL,
  valid_from     INTEGER NOT NULL,
  valid_to       INTEGER,
  revoked_at     INTEGER,
  revoked_reason TEXT,
  confirmed_by   TEXT NOT NULL REFERENCES person(id),
  confirmed_at   INTEGER NOT NULL,
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
) STRICT;
CREATE INDEX trusted_office_office ON trusted_office(office_id);
CREATE INDEX trusted_office_person ON trusted_office(confirmed_by);

-- One row: the epoch of this data. It moves on when a backup is restored, so that what is changed afterwards counts as
-- newer than what was sent before.
CREATE TABLE exchange_state (
  single INTEGER PRIMARY KEY CHECK (single = 1),
  epoch  INTEGER NOT NULL DEFAULT 0 CHECK (epoch >= 0)
) STRICT;
INSERT INTO exchange_state (single) VALUES (1);

-- A numbered row of packages from one office to another. After a restore the sender begins a new one.
CREATE TABLE exchange_stream (
  id             TEXT PRIMARY KEY NOT NULL,
  direction      TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  -- NULL: for whoever knows the passphrase.
  peer_office_id TEXT,
  begun_at       INTEGER NOT NULL,
  ended_at       INTEGER,
  last_seq       INTEGER NOT NULL DEFAULT 0,
  last_hash      TEXT NOT NULL,
  -- Out: up to which change set of the journal the recipient has everything.
  covered_seq    INTEGER NOT NULL DEFAULT 0,
  -- In: the head of the sender's journal as last shown.
  journal_head   TEXT
) STRICT;
CREATE INDEX exchange_stream_peer ON exchange_stream(direction, peer_office_id);

-- Every package that went out or came in.
CREATE TABLE exchange_package (
  id             TEXT PRIMARY KEY NOT NULL,
  direction      TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  stream_id      TEXT NOT NULL REFERENCES exchange_stream(id),
  seq            INTEGER NOT NULL CHECK (seq > 0),
  hash           TEXT NOT NULL,
  previous_hash  TEXT NOT NULL,
  peer_office_id TEXT,
  peer_name      TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('complete', 'since', 'plan', 'period')),
  title          TEXT NOT NULL,
  period_from    TEXT CHECK (date(period_from) IS period_from),
  period_to      TEXT CHECK (date(period_to) IS period_to),
  plan_id        TEXT,
  made_at        INTEGER NOT NULL,
  arrived_at     INTEGER,
  with_evidence  INTEGER NOT NULL CHECK (with_evidence IN (0, 1)),
  with_personal  INTEGER NOT NULL CHECK (with_personal IN (0, 1)),
  -- Rows of other offices went along.
  with_others    INTEGER NOT NULL DEFAULT 0 CHECK (with_others IN (0, 1)),
  counts         TEXT NOT NULL CHECK (json_valid(counts)),
  file_name      TEXT NOT NULL,
  bytes          INTEGER NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('written', 'received', 'returned', 'held', 'merged', 'undone')),
  -- In: the change set that it was merged by; the file that waits, by its sha256 in the content store.
  change_set_id  TEXT,
  held_sha256    TEXT,
  -- In: what of tombstones and of the row of packages was before, for the undo.
  undo_notes     TEXT CHECK (json_valid(undo_notes)),
  -- Out: what the recipient has signed. In: what was signed here.
  receipt        TEXT CHECK (json_valid(receipt)),
  receipt_file   TEXT,
  receipt_at     INTEGER,
  by_person_id   TEXT,
  UNIQUE (stream_id, seq)
) STRICT;
CREATE INDEX exchange_package_made ON exchange_package(direction, made_at);
CREATE INDEX exchange_package_peer ON exchange_package(peer_office_id, made_at);
CREATE UNIQUE INDEX exchange_package_hash ON exchange_package(hash, direction);

-- The one-time keys of a work file. With us: who signs the way back (public half), what opens it, and the words that open
-- the file that went out. On the laptop: what signs the way back, and for whom it is sealed. They outlive their hand-out:
-- an undo brings it back.
CREATE TABLE handout_key (
  handout_id    TEXT PRIMARY KEY NOT NULL,
  sign_public   TEXT NOT NULL,
  sign_seed     TEXT,
  age_recipient TEXT NOT NULL,
  age_identity  TEXT,
  words         TEXT
) STRICT;

-- The second place of backups: another disk or a stick. Encrypted for `age_recipient`.
CREATE TABLE backup_place (
  single        INTEGER PRIMARY KEY CHECK (single = 1),
  path          TEXT NOT NULL,
  label         TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  chosen_at     INTEGER NOT NULL,
  proven_at     INTEGER,
  problem       TEXT
) STRICT;
