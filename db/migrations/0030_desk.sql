-- At the agency's desk: self-assessments, evidence, comparisons of procedures, samples, one-stop statistics, the wording
-- bank, the explanation round, and what is handed out to a member's laptop.

-- ── Answers ────────────────────────────────────────────────────────────────────────────────────────────

-- Documents seen at the desk without a file, one a line. What an answer was taken over from: {"source": "II.06a", …};
-- NULL for what a person answered, and again NULL once a person has changed a figure.
ALTER TABLE answer ADD COLUMN documents_seen TEXT;
ALTER TABLE answer ADD COLUMN derived TEXT CHECK (json_valid(derived));

-- The agency's own answers, as it sent them.
CREATE TABLE self_answer (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  criterion_id     TEXT NOT NULL REFERENCES criterion(id),
  not_applicable   INTEGER NOT NULL DEFAULT 0 CHECK (not_applicable IN (0, 1)),
  choice           TEXT CHECK (choice IN ('yes', 'partial', 'no')),
  numerator        INTEGER CHECK (numerator >= 0),
  denominator      INTEGER CHECK (denominator >= 0),
  count            INTEGER CHECK (count >= 0),
  points           INTEGER CHECK (points >= 0),
  note             TEXT,
  evidence         TEXT,
  UNIQUE (visit_id, criterion_id)
) STRICT;
CREATE INDEX self_answer_criterion ON self_answer(criterion_id);
CREATE INDEX self_answer_origin ON self_answer(origin_office_id);

-- The agency's report on itself (báo cáo tự kiểm tra): asked for, come in, late, missing.
CREATE TABLE self_report (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL UNIQUE REFERENCES visit(id),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  arrived_on       TEXT CHECK (date(arrived_on) IS arrived_on),
  number           TEXT,
  symbol           TEXT,
  document_date    TEXT CHECK (date(document_date) IS document_date),
  excused          INTEGER NOT NULL DEFAULT 0 CHECK (excused IN (0, 1)),
  note             TEXT
) STRICT;
CREATE INDEX self_report_origin ON self_report(origin_office_id);

-- ── Evidence ───────────────────────────────────────────────────────────────────────────────────────────

-- A file that proves something. The bytes stand in `blob`; the same bytes twice are one blob and may be two rows.
CREATE TABLE evidence (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  ordinal          INTEGER NOT NULL,
  sha256           TEXT NOT NULL REFERENCES blob(sha256),
  thumbnail_sha256 TEXT REFERENCES blob(sha256),
  file_name        TEXT NOT NULL CHECK (file_name <> ''),
  media            TEXT NOT NULL,
  size             INTEGER NOT NULL CHECK (size > 0),
  caption          TEXT,
  rotation         INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270)),
  taken_on         TEXT CHECK (date(taken_on) IS taken_on),
  location         TEXT NOT NULL DEFAULT 'none' CHECK (location IN ('none', 'removed', 'kept', 'unknown'))
) STRICT;
CREATE INDEX evidence_visit ON evidence(visit_id, ordinal);
CREATE INDEX evidence_blob ON evidence(sha256);
CREATE INDEX evidence_thumbnail ON evidence(thumbnail_sha256);
CREATE INDEX evidence_origin ON evidence(origin_office_id);
CREATE TABLE evidence_link (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  evidence_id      TEXT NOT NULL REFERENCES evidence(id),
  criterion_id     TEXT REFERENCES criterion(id),
  finding_id       TEXT REFERENCES finding(id),
  recommendation_id TEXT REFERENCES recommendation(id),
  CHECK ((criterion_id IS NOT NULL) + (finding_id IS NOT NULL) + (recommendation_id IS NOT NULL) = 1),
  UNIQUE (evidence_id, criterion_id),
  UNIQUE (evidence_id, finding_id),
  UNIQUE (evidence_id, recommendation_id)
) STRICT;
CREATE INDEX evidence_link_criterion ON evidence_link(criterion_id);
CREATE INDEX evidence_link_finding ON evidence_link(finding_id);
CREATE INDEX evidence_link_recommendation ON evidence_link(recommendation_id);
CREATE INDEX evidence_link_origin ON evidence_link(origin_office_id);

-- ── Procedures (TTHC) ──────────────────────────────────────────────────────────────────────────────────

-- A published list: of one agency, or of all agencies of a kind.
CREATE TABLE procedure_list (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  agency_id        TEXT REFERENCES agency(id),
  agency_kind      TEXT CHECK (agency_kind IN ('ubnd_tinh', 'so_nganh', 'ubnd_huyen', 'phong_cap_huyen',
                     'ubnd_xa', 'phong_cap_xa', 'tt_pvhcc', 'don_vi_truc_thuoc', 'nganh_doc')),
  title            TEXT NOT NULL CHECK (title <> ''),
  as_of            TEXT CHECK (date(as_of) IS as_of),
  note             TEXT,
  CHECK (agency_id IS NULL OR agency_kind IS NULL)
) STRICT;
CREATE INDEX procedure_list_agency ON procedure_list(agency_id);
CREATE INDEX procedure_list_kind ON procedure_list(agency_kind);
CREATE INDEX procedure_list_origin ON procedure_list(origin_office_id);
CREATE TABLE procedure (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  procedure_list_id TEXT NOT NULL REFERENCES procedure_list(id),
  ordinal          INTEGER NOT NULL,
  code             TEXT,
  name             TEXT NOT NULL CHECK (name <> ''),
  field_name       TEXT,
  level            TEXT CHECK (level IN ('province', 'district', 'commune')),
  service_level    TEXT CHECK (service_level IN ('muc_1', 'muc_2', 'muc_3', 'muc_4', 'mot_phan', 'toan_trinh')),
  decision         TEXT,
  decision_on      TEXT CHECK (date(decision_on) IS decision_on),
  effective_on     TEXT CHECK (date(effective_on) IS effective_on),
  abolished_on     TEXT CHECK (date(abolished_on) IS abolished_on),
  replaces_code    TEXT
) STRICT;
CREATE INDEX procedure_in_list ON procedure(procedure_list_id, ordinal);
CREATE INDEX procedure_code ON procedure(code);
CREATE INDEX procedure_origin ON procedure(origin_office_id);

-- What the team compares at one visit, and what it found posted where.
CREATE TABLE procedure_check (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL UNIQUE REFERENCES visit(id),
  procedure_list_id TEXT REFERENCES procedure_list(id),
  checked_on       TEXT CHECK (date(checked_on) IS checked_on),
  late_after       INTEGER NOT NULL DEFAULT 5 CHECK (late_after BETWEEN 0 AND 365),
  empty_places     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(empty_places)),
  note             TEXT
) STRICT;
CREATE INDEX procedure_check_in_list ON procedure_check(procedure_list_id);
CREATE INDEX procedure_check_origin ON procedure_check(origin_office_id);
CREATE TABLE procedure_posting (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  place            TEXT NOT NULL CHECK (place IN ('board', 'website', 'national_database')),
  ordinal          INTEGER NOT NULL,
  code             TEXT,
  name             TEXT NOT NULL CHECK (name <> ''),
  decision         TEXT,
  posted_on        TEXT CHECK (date(posted_on) IS posted_on),
  form_fault       TEXT
) STRICT;
CREATE INDEX procedure_posting_visit ON procedure_posting(visit_id, place, ordinal);
CREATE INDEX procedure_posting_origin ON procedure_posting(origin_office_id);

-- ── Registers and samples ──────────────────────────────────────────────────────────────────────────────

-- Lines of an imported register, by the digest of the whole: like bytes in the content store they are never changed and
-- never undone, so they are not journaled; a register of 50,000 lines costs one journaled row.
CREATE TABLE register_line (
  content        TEXT NOT NULL,
  row_no         INTEGER NOT NULL,
  code           TEXT,
  title          TEXT,
  field_name     TEXT,
  applicant      TEXT,
  received_on    TEXT,
  due_on         TEXT,
  resolved_on    TEXT,
  state          TEXT NOT NULL CHECK (state IN ('resolved', 'pending', 'rejected', 'withdrawn', 'unknown')),
  channel_in     TEXT CHECK (channel_in IN ('direct', 'online', 'postal')),
  channel_out    TEXT CHECK (channel_out IN ('direct', 'online', 'postal')),
  overdue        INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  PRIMARY KEY (content, row_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_line_overdue ON register_line(content, row_no) WHERE overdue = 1;
CREATE INDEX register_line_rejected ON register_line(content, row_no) WHERE state = 'rejected';

CREATE TABLE register (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  kind             TEXT NOT NULL CHECK (kind IN ('dossiers', 'incoming', 'outgoing')),
  title            TEXT NOT NULL CHECK (title <> ''),
  period_from      TEXT CHECK (date(period_from) IS period_from),
  period_to        TEXT CHECK (date(period_to) IS period_to),
  as_of            TEXT CHECK (date(as_of) IS as_of),
  file_name        TEXT NOT NULL,
  content          TEXT NOT NULL,
  lines            INTEGER NOT NULL CHECK (lines >= 0),
  overdue          INTEGER NOT NULL CHECK (overdue >= 0),
  rejected         INTEGER NOT NULL CHECK (rejected >= 0)
) STRICT;
CREATE INDEX register_visit ON register(visit_id, kind);
CREATE INDEX register_origin ON register(origin_office_id);
CREATE TABLE sample (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  register_id      TEXT REFERENCES register(id),
  kind             TEXT NOT NULL CHECK (kind IN ('dossiers', 'incoming', 'outgoing')),
  title            TEXT NOT NULL CHECK (title <> ''),
  seed             TEXT,
  size             INTEGER NOT NULL CHECK (size >= 0),
  all_overdue      INTEGER NOT NULL DEFAULT 1 CHECK (all_overdue IN (0, 1)),
  all_rejected     INTEGER NOT NULL DEFAULT 1 CHECK (all_rejected IN (0, 1)),
  population       INTEGER CHECK (population >= 0),
  note             TEXT
) STRICT;
CREATE INDEX sample_visit ON sample(visit_id, kind);
CREATE INDEX sample_register ON sample(register_id);
CREATE INDEX sample_origin ON sample(origin_office_id);
-- A picked line, copied so that it stands by itself, and what each check of it said: {"components": "ok", …}.
CREATE TABLE sample_item (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  sample_id        TEXT NOT NULL REFERENCES sample(id),
  ordinal          INTEGER NOT NULL,
  reason           TEXT NOT NULL CHECK (reason IN ('random', 'overdue', 'rejected', 'by_hand')),
  row_no           INTEGER,
  code             TEXT,
  title            TEXT,
  field_name       TEXT,
  applicant        TEXT,
  received_on      TEXT CHECK (date(received_on) IS received_on),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  resolved_on      TEXT CHECK (date(resolved_on) IS resolved_on),
  state            TEXT NOT NULL CHECK (state IN ('resolved', 'pending', 'rejected', 'withdrawn', 'unknown')),
  channel_in       TEXT CHECK (channel_in IN ('direct', 'online', 'postal')),
  channel_out      TEXT CHECK (channel_out IN ('direct', 'online', 'postal')),
  checks           TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(checks)),
  note             TEXT
) STRICT;
CREATE INDEX sample_item_sample ON sample_item(sample_id, ordinal);
CREATE INDEX sample_item_origin ON sample_item(origin_office_id);

-- ── One-stop statistics ────────────────────────────────────────────────────────────────────────────────

-- One filled form: whose, of which days. Additional counts and typed explanations are small objects by key.
CREATE TABLE statistics_report (
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
  CHECK (period_to >= period_from),
  UNIQUE (agency_id, form, period_from, period_to)
) STRICT;
CREATE INDEX statistics_report_period ON statistics_report(period_from, period_to);
CREATE INDEX statistics_report_origin ON statistics_report(origin_office_id);
-- Columns 2 to 13 of the form; the total is a line of its own, as the paper has it.
CREATE TABLE statistics_line (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  statistics_report_id TEXT NOT NULL REFERENCES statistics_report(id),
  ordinal          INTEGER NOT NULL,
  is_total         INTEGER NOT NULL DEFAULT 0 CHECK (is_total IN (0, 1)),
  field_name       TEXT NOT NULL,
  received_total         INTEGER CHECK (received_total >= 0),
  received_online        INTEGER CHECK (received_online >= 0),
  received_direct_postal INTEGER CHECK (received_direct_postal >= 0),
  carried_over           INTEGER CHECK (carried_over >= 0),
  resolved_total         INTEGER CHECK (resolved_total >= 0),
  resolved_early         INTEGER CHECK (resolved_early >= 0),
  resolved_on_time       INTEGER CHECK (resolved_on_time >= 0),
  resolved_overdue       INTEGER CHECK (resolved_overdue >= 0),
  pending_total          INTEGER CHECK (pending_total >= 0),
  pending_in_time        INTEGER CHECK (pending_in_time >= 0),
  pending_overdue        INTEGER CHECK (pending_overdue >= 0)
) STRICT;
CREATE INDEX statistics_line_report ON statistics_line(statistics_report_id, ordinal);
CREATE INDEX statistics_line_origin ON statistics_line(origin_office_id);
-- The report that answers a visit where a person chose another than the periods tell.
ALTER TABLE visit ADD COLUMN statistics_report_id TEXT REFERENCES statistics_report(id);
CREATE INDEX visit_statistics ON visit(statistics_report_id);

-- Where an indicator begins to be a limitation: of one plan, or of the office (plan_id NULL). Limit in hundredths of a
-- percent, or a whole count.
CREATE TABLE indicator_threshold (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id          TEXT REFERENCES plan(id),
  indicator        TEXT NOT NULL CHECK (indicator <> ''),
  comparison       TEXT NOT NULL CHECK (comparison IN ('<', '<=', '>', '>=')),
  limit_value      INTEGER NOT NULL CHECK (limit_value >= 0),
  text             TEXT,
  UNIQUE (plan_id, indicator)
) STRICT;
CREATE INDEX indicator_threshold_origin ON indicator_threshold(origin_office_id);

-- ── Findings ───────────────────────────────────────────────────────────────────────────────────────────

-- The wording bank. A finding or recommendation remembers the phrase that it was made from: so a phrase knows its uses.
CREATE TABLE phrase (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  kind             TEXT NOT NULL CHECK (kind IN ('strength', 'limitation', 'recommendation')),
  domain_key       TEXT,
  criterion_code   TEXT,
  text             TEXT NOT NULL CHECK (text <> ''),
  source           TEXT NOT NULL CHECK (source IN ('typed', 'learnt', 'starter')),
  hidden           INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
) STRICT;
CREATE INDEX phrase_criterion ON phrase(criterion_code);
CREATE INDEX phrase_domain ON phrase(domain_key, kind);
CREATE INDEX phrase_origin ON phrase(origin_office_id);

ALTER TABLE finding ADD COLUMN cause_kind TEXT CHECK (cause_kind IN ('objective', 'subjective', 'both'));
ALTER TABLE finding ADD COLUMN severity TEXT CHECK (severity IN ('minor', 'major'));
ALTER TABLE finding ADD COLUMN repeats_finding_id TEXT REFERENCES finding(id);
ALTER TABLE finding ADD COLUMN phrase_id TEXT REFERENCES phrase(id);
CREATE INDEX finding_repeats ON finding(repeats_finding_id);
CREATE INDEX finding_phrase ON finding(phrase_id, plan_id, criterion_id);
-- Few of many: what names no agency.
CREATE INDEX finding_collective ON finding(plan_id) WHERE scope <> 'named';
ALTER TABLE recommendation ADD COLUMN verb TEXT;
ALTER TABLE recommendation ADD COLUMN responsible_unit TEXT;
ALTER TABLE recommendation ADD COLUMN phrase_id TEXT REFERENCES phrase(id);
CREATE INDEX recommendation_phrase ON recommendation(phrase_id, plan_id);

-- hòa (old) or hoà (new) in our own sentences; NULL leaves every text as it was typed.
ALTER TABLE office ADD COLUMN tone_marks TEXT CHECK (tone_marks IN ('old', 'new'));

-- The draft goes to the agency; each remark of it is accepted or not, with a reason.
CREATE TABLE explanation_round (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL UNIQUE REFERENCES visit(id),
  sent_on          TEXT CHECK (date(sent_on) IS sent_on),
  letter_number    TEXT,
  due_on           TEXT CHECK (date(due_on) IS due_on),
  answered_on      TEXT CHECK (date(answered_on) IS answered_on),
  answer_number    TEXT,
  no_remarks       INTEGER NOT NULL DEFAULT 0 CHECK (no_remarks IN (0, 1)),
  note             TEXT
) STRICT;
CREATE INDEX explanation_round_origin ON explanation_round(origin_office_id);
CREATE TABLE remark (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  ordinal          INTEGER NOT NULL,
  finding_id       TEXT REFERENCES finding(id),
  recommendation_id TEXT REFERENCES recommendation(id),
  draft_text       TEXT,
  content          TEXT NOT NULL CHECK (content <> ''),
  evidence         TEXT,
  decision         TEXT CHECK (decision IN ('accepted', 'partly', 'rejected')),
  reason           TEXT,
  new_text         TEXT
) STRICT;
CREATE INDEX remark_visit ON remark(visit_id, ordinal);
CREATE INDEX remark_finding ON remark(finding_id);
CREATE INDEX remark_recommendation ON remark(recommendation_id);
CREATE INDEX remark_origin ON remark(origin_office_id);

-- ── Many hands ─────────────────────────────────────────────────────────────────────────────────────────

-- What of a visit is out on a laptop. `base_sha256`: the rows as they were handed out, against which the way back is merged.
CREATE TABLE handout (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  direction        TEXT NOT NULL CHECK (direction IN ('given', 'taken')),
  domain_ids       TEXT NOT NULL CHECK (json_valid(domain_ids)),
  holder           TEXT NOT NULL CHECK (holder <> ''),
  team_member_id   TEXT REFERENCES team_member(id),
  base_sha256      TEXT NOT NULL REFERENCES blob(sha256),
  state            TEXT NOT NULL CHECK (state IN ('out', 'returned', 'called_off')),
  returned_on      TEXT CHECK (date(returned_on) IS returned_on),
  returns          INTEGER NOT NULL DEFAULT 0 CHECK (returns >= 0),
  note             TEXT
) STRICT;
CREATE INDEX handout_visit ON handout(visit_id);
CREATE INDEX handout_member ON handout(team_member_id);
CREATE INDEX handout_base ON handout(base_sha256);
CREATE INDEX handout_origin ON handout(origin_office_id);
