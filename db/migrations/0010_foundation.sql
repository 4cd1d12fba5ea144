-- The rows that everything stands on. Ids are text (UUIDv7, or UUIDv5 for the catalogue and the samples);
-- days are ISO text, instants are integer milliseconds UTC, points are integer hundredths, shares are two
-- integers. Nothing is REAL. A NULL means "the source does not say" and prints as a blank.
-- A deleted row leaves its table and enters `tombstone`, so that a table always shows just what is.

CREATE TABLE office (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  name             TEXT NOT NULL CHECK (name <> ''),
  parent_name      TEXT,
  level            TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),
  place_name       TEXT
) STRICT;
CREATE INDEX office_origin ON office(origin_office_id);

CREATE TABLE person (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  office_id        TEXT NOT NULL REFERENCES office(id),
  full_name        TEXT NOT NULL CHECK (full_name <> ''),
  position         TEXT,
  active           INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX person_office ON person(office_id);
CREATE INDEX person_origin ON person(origin_office_id);

-- One row: whose PC this is and who sits at it.
CREATE TABLE installation (
  id               TEXT PRIMARY KEY NOT NULL,
  single           INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (single = 1),
  rev              INTEGER NOT NULL CHECK (rev > 0),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  office_id        TEXT NOT NULL REFERENCES office(id),
  acting_person_id TEXT NOT NULL REFERENCES person(id)
) STRICT;
CREATE INDEX installation_office ON installation(office_id);
CREATE INDEX installation_person ON installation(acting_person_id);

-- ── Agencies through time ──────────────────────────────────────────────────────────────────────────────

CREATE TABLE agency (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  kind             TEXT NOT NULL CHECK (kind IN ('ubnd_tinh', 'so_nganh', 'ubnd_huyen', 'phong_cap_huyen',
                     'ubnd_xa', 'phong_cap_xa', 'tt_pvhcc', 'don_vi_truc_thuoc', 'nganh_doc')),
  catalogue_code   TEXT,
  unnamed          INTEGER NOT NULL DEFAULT 0 CHECK (unnamed IN (0, 1))
) STRICT;
CREATE INDEX agency_origin ON agency(origin_office_id);
CREATE INDEX agency_kind ON agency(kind);

CREATE TABLE agency_version (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  name             TEXT NOT NULL CHECK (name <> ''),
  short_name       TEXT,
  abbreviation     TEXT,
  place_name       TEXT,
  parent_agency_id TEXT REFERENCES agency(id),
  valid_from       TEXT CHECK (date(valid_from) IS valid_from),
  valid_to         TEXT CHECK (date(valid_to) IS valid_to),
  CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX agency_version_agency ON agency_version(agency_id, valid_from);
CREATE INDEX agency_version_parent ON agency_version(parent_agency_id);
CREATE INDEX agency_version_origin ON agency_version(origin_office_id);

-- "The same unit as over there", confirmed by a person once.
CREATE TABLE agency_match (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  local_agency_id  TEXT NOT NULL REFERENCES agency(id),
  foreign_agency_id TEXT NOT NULL,
  confirmed_by     TEXT NOT NULL REFERENCES person(id),
  UNIQUE (local_agency_id, foreign_agency_id)
) STRICT;
CREATE INDEX agency_match_person ON agency_match(confirmed_by);
CREATE INDEX agency_match_origin ON agency_match(origin_office_id);

-- ── Domains and criteria ───────────────────────────────────────────────────────────────────────────────

CREATE TABLE domain (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  domain_set       TEXT NOT NULL CHECK (domain_set <> ''),
  key              TEXT NOT NULL CHECK (key <> ''),
  ordinal          INTEGER NOT NULL,
  name             TEXT NOT NULL CHECK (name <> ''),
  short_name       TEXT NOT NULL CHECK (short_name <> ''),
  name_en          TEXT,
  UNIQUE (domain_set, key)
) STRICT;
CREATE INDEX domain_origin ON domain(origin_office_id);

CREATE TABLE criteria_set (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  name             TEXT NOT NULL CHECK (name <> ''),
  year             INTEGER,
  version          INTEGER NOT NULL DEFAULT 1,
  status           TEXT NOT NULL CHECK (status IN ('draft', 'in_force', 'retired')),
  domain_set       TEXT NOT NULL,
  source_note      TEXT
) STRICT;
CREATE INDEX criteria_set_origin ON criteria_set(origin_office_id);

CREATE TABLE criterion (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  criteria_set_id  TEXT NOT NULL REFERENCES criteria_set(id),
  domain_id        TEXT NOT NULL REFERENCES domain(id),
  ordinal          INTEGER NOT NULL,
  code             TEXT NOT NULL CHECK (code <> ''),
  text             TEXT NOT NULL CHECK (text <> ''),
  gloss_en         TEXT,
  evidence         TEXT,
  answer_type      TEXT NOT NULL CHECK (answer_type IN ('yes_no', 'yes_partial_no', 'count', 'percentage', 'score')),
  na_allowed       INTEGER NOT NULL CHECK (na_allowed IN (0, 1)),
  max_points       INTEGER NOT NULL CHECK (max_points >= 0),
  applies_to       TEXT NOT NULL CHECK (json_valid(applies_to)),
  scoring          TEXT NOT NULL CHECK (scoring IN ('choice', 'judged', 'linear', 'bands')),
  bands            TEXT,
  target           TEXT,
  derived_from     TEXT,
  rule             TEXT,
  legal_basis      TEXT,
  reference        TEXT,
  UNIQUE (criteria_set_id, code)
) STRICT;
CREATE INDEX criterion_set ON criterion(criteria_set_id, ordinal);
CREATE INDEX criterion_domain ON criterion(domain_id);
CREATE INDEX criterion_origin ON criterion(origin_office_id);

-- ── A round (đợt kiểm tra): plan, issuers, teams, visits ───────────────────────────────────────────────

-- Who issues a document: header lines, authority line, signer, number series. Lines are separated by \n.
CREATE TABLE issuer (
  id                 TEXT PRIMARY KEY NOT NULL,
  rev                INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id   TEXT NOT NULL REFERENCES office(id),
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  provenance         TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  office_id          TEXT NOT NULL REFERENCES office(id),
  kind               TEXT NOT NULL CHECK (kind IN ('ubnd', 'chairman', 'department', 'team')),
  name               TEXT NOT NULL CHECK (name <> ''),
  parent_line        TEXT,
  name_line          TEXT NOT NULL,
  authority_line     TEXT,
  sign_lines         TEXT,
  signer_name        TEXT,
  signer_title_below TEXT,
  symbol             TEXT,
  number_series      TEXT,
  place_name         TEXT,
  archive_line       TEXT
) STRICT;
CREATE INDEX issuer_office ON issuer(office_id);
CREATE INDEX issuer_origin ON issuer(origin_office_id);

CREATE TABLE plan (
  id                 TEXT PRIMARY KEY NOT NULL,
  rev                INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id   TEXT NOT NULL REFERENCES office(id),
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  provenance         TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  illustrative       INTEGER NOT NULL DEFAULT 0 CHECK (illustrative IN (0, 1)),
  office_id          TEXT NOT NULL REFERENCES office(id),
  criteria_set_id    TEXT REFERENCES criteria_set(id),
  issuer_id          TEXT REFERENCES issuer(id),
  notice_issuer_id   TEXT REFERENCES issuer(id),
  title              TEXT NOT NULL CHECK (title <> ''),
  year               INTEGER,
  number             TEXT,
  symbol             TEXT,
  document_date      TEXT CHECK (date(document_date) IS document_date),
  subject            TEXT,
  legal_grounds      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(legal_grounds)),
  contents           TEXT,
  review_period_from TEXT CHECK (date(review_period_from) IS review_period_from),
  review_period_to   TEXT CHECK (date(review_period_to) IS review_period_to),
  review_period_text TEXT,
  inspection_forms   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(inspection_forms)),
  starts_on          TEXT CHECK (date(starts_on) IS starts_on),
  ends_on            TEXT CHECK (date(ends_on) IS ends_on),
  status             TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'in_progress', 'reporting', 'closed', 'cancelled')),
  scoring            INTEGER NOT NULL DEFAULT 0 CHECK (scoring IN (0, 1)),
  remediation_demand TEXT,
  report_back_to     TEXT,
  report_back_due_on TEXT CHECK (date(report_back_due_on) IS report_back_due_on),
  source_text        TEXT,
  note               TEXT
) STRICT;
CREATE INDEX plan_office ON plan(office_id, year);
CREATE INDEX plan_set ON plan(criteria_set_id);
CREATE INDEX plan_issuer ON plan(issuer_id);
CREATE INDEX plan_notice_issuer ON plan(notice_issuer_id);
CREATE INDEX plan_origin ON plan(origin_office_id);

CREATE TABLE team (
  id                 TEXT PRIMARY KEY NOT NULL,
  rev                INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id   TEXT NOT NULL REFERENCES office(id),
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  provenance         TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id            TEXT NOT NULL REFERENCES plan(id),
  ordinal            INTEGER NOT NULL,
  form               TEXT NOT NULL CHECK (form IN ('doan', 'to')),
  name               TEXT NOT NULL CHECK (name <> ''),
  decision_number    TEXT,
  decision_symbol    TEXT,
  decision_date      TEXT CHECK (date(decision_date) IS decision_date),
  decision_subject   TEXT,
  decision_issuer_id TEXT REFERENCES issuer(id),
  note               TEXT
) STRICT;
CREATE INDEX team_plan ON team(plan_id, ordinal);
CREATE INDEX team_decision_issuer ON team(decision_issuer_id);
CREATE INDEX team_origin ON team(origin_office_id);

-- A member is a named person, or known only by rank and body ("lãnh đạo cấp phòng của …").
CREATE TABLE team_member (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  team_id          TEXT NOT NULL REFERENCES team(id),
  person_id        TEXT REFERENCES person(id),
  ordinal          INTEGER NOT NULL,
  full_name        TEXT,
  party_title      TEXT,
  position         TEXT,
  body             TEXT,
  rank_text        TEXT,
  role             TEXT NOT NULL CHECK (role IN ('team_lead', 'team_deputy', 'team_member', 'team_secretary')),
  is_standing      INTEGER NOT NULL DEFAULT 0 CHECK (is_standing IN (0, 1)),
  CHECK (full_name IS NOT NULL OR position IS NOT NULL OR body IS NOT NULL OR rank_text IS NOT NULL)
) STRICT;
CREATE INDEX team_member_team ON team_member(team_id, ordinal);
CREATE INDEX team_member_person ON team_member(person_id);
CREATE INDEX team_member_origin ON team_member(origin_office_id);

CREATE TABLE team_member_domain (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  team_member_id   TEXT NOT NULL REFERENCES team_member(id),
  domain_id        TEXT NOT NULL REFERENCES domain(id),
  UNIQUE (team_member_id, domain_id)
) STRICT;
CREATE INDEX team_member_domain_domain ON team_member_domain(domain_id);
CREATE INDEX team_member_domain_origin ON team_member_domain(origin_office_id);

-- starts_on = ends_on: one day; ends_on NULL: only a start is known; both NULL: no day is known.
CREATE TABLE visit (
  id                TEXT PRIMARY KEY NOT NULL,
  rev               INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id  TEXT NOT NULL REFERENCES office(id),
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  provenance        TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id           TEXT NOT NULL REFERENCES plan(id),
  team_id           TEXT REFERENCES team(id),
  agency_id         TEXT NOT NULL REFERENCES agency(id),
  agency_version_id TEXT NOT NULL REFERENCES agency_version(id),
  ordinal           INTEGER NOT NULL,
  starts_on         TEXT CHECK (date(starts_on) IS starts_on),
  ends_on           TEXT CHECK (date(ends_on) IS ends_on),
  location          TEXT,
  status            TEXT NOT NULL CHECK (status IN ('planned', 'notified', 'self_report_received', 'visited',
                      'minutes_signed', 'notice_drafted', 'notice_issued', 'closed',
                      'postponed', 'cancelled', 'replaced_by_report')),
  note              TEXT,
  UNIQUE (plan_id, agency_id),
  CHECK (ends_on IS NULL OR (starts_on IS NOT NULL AND ends_on >= starts_on))
) STRICT;
CREATE INDEX visit_plan ON visit(plan_id, ordinal);
CREATE INDEX visit_team ON visit(team_id);
CREATE INDEX visit_agency ON visit(agency_id);
CREATE INDEX visit_agency_version ON visit(agency_version_id);
CREATE INDEX visit_origin ON visit(origin_office_id);

-- ── What the team answered and found ───────────────────────────────────────────────────────────────────

CREATE TABLE answer (
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
  UNIQUE (visit_id, criterion_id)
) STRICT;
CREATE INDEX answer_criterion ON answer(criterion_id);
CREATE INDEX answer_origin ON answer(origin_office_id);

CREATE TABLE finding (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id          TEXT NOT NULL REFERENCES plan(id),
  visit_id         TEXT REFERENCES visit(id),
  domain_id        TEXT NOT NULL REFERENCES domain(id),
  criterion_id     TEXT REFERENCES criterion(id),
  ordinal          INTEGER NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN ('strength', 'limitation')),
  scope            TEXT NOT NULL CHECK (scope IN ('round', 'kinds', 'unnamed', 'named')),
  scope_kinds      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scope_kinds)),
  text             TEXT NOT NULL CHECK (text <> ''),
  numerator        INTEGER CHECK (numerator >= 0),
  denominator      INTEGER CHECK (denominator >= 0),
  unit             TEXT,
  cause            TEXT,
  source_text      TEXT
) STRICT;
CREATE INDEX finding_plan ON finding(plan_id, ordinal, id);
-- Counts of strengths and limitations, and pages of one of them, without touching the rows.
CREATE INDEX finding_plan_kind ON finding(plan_id, kind, ordinal, id);
CREATE INDEX finding_visit ON finding(visit_id);
CREATE INDEX finding_domain ON finding(domain_id);
CREATE INDEX finding_criterion ON finding(criterion_id);
CREATE INDEX finding_origin ON finding(origin_office_id);

CREATE TABLE finding_agency (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  finding_id       TEXT NOT NULL REFERENCES finding(id),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  UNIQUE (finding_id, agency_id)
) STRICT;
CREATE INDEX finding_agency_agency ON finding_agency(agency_id);
CREATE INDEX finding_agency_origin ON finding_agency(origin_office_id);

CREATE TABLE recommendation (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id          TEXT NOT NULL REFERENCES plan(id),
  finding_id       TEXT REFERENCES finding(id),
  agency_id        TEXT REFERENCES agency(id),
  domain_id        TEXT REFERENCES domain(id),
  ordinal          INTEGER NOT NULL,
  text             TEXT NOT NULL CHECK (text <> ''),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  due_note         TEXT,
  status           TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'reported', 'returned', 'verified',
                     'no_longer_applicable', 'transferred')),
  source_text      TEXT
) STRICT;
CREATE INDEX recommendation_plan ON recommendation(plan_id, ordinal);
CREATE INDEX recommendation_finding ON recommendation(finding_id);
CREATE INDEX recommendation_agency ON recommendation(agency_id);
CREATE INDEX recommendation_domain ON recommendation(domain_id);
CREATE INDEX recommendation_origin ON recommendation(origin_office_id);

-- ── Documents and files ────────────────────────────────────────────────────────────────────────────────

-- Bytes live in the content store beside the database, under their sha256; never undone, never journaled.
CREATE TABLE blob (
  sha256     TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  size       INTEGER NOT NULL CHECK (size >= 0),
  media      TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- draft → for_signature (frozen_at; content and model frozen, hashed) → issued (number, issued_on) | withdrawn.
CREATE TABLE document (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id          TEXT NOT NULL REFERENCES plan(id),
  visit_id         TEXT REFERENCES visit(id),
  issuer_id        TEXT NOT NULL REFERENCES issuer(id),
  kind             TEXT NOT NULL CHECK (kind IN ('agency_notice', 'collective_notice', 'minutes')),
  title_kind       TEXT NOT NULL DEFAULT 'ket_qua' CHECK (title_kind IN ('ket_qua', 'ket_luan')),
  number           TEXT,
  symbol           TEXT,
  issued_on        TEXT CHECK (date(issued_on) IS issued_on),
  subject          TEXT NOT NULL,
  status           TEXT NOT NULL CHECK (status IN ('draft', 'for_signature', 'issued', 'withdrawn')),
  content          TEXT NOT NULL CHECK (json_valid(content)),
  facts_digest     TEXT NOT NULL,
  style_version    TEXT,
  frozen_at        INTEGER,
  frozen_digest    TEXT,
  model_sha256     TEXT REFERENCES blob(sha256),
  docx_sha256      TEXT REFERENCES blob(sha256),
  pdf_sha256       TEXT REFERENCES blob(sha256),
  withdrawn_reason TEXT,
  CHECK (status = 'draft' OR status = 'withdrawn' OR frozen_digest IS NOT NULL),
  CHECK (status <> 'issued' OR (number IS NOT NULL AND issued_on IS NOT NULL))
) STRICT;
CREATE INDEX document_plan ON document(plan_id, kind);
CREATE INDEX document_visit ON document(visit_id);
CREATE INDEX document_issuer ON document(issuer_id);
CREATE INDEX document_model ON document(model_sha256);
CREATE INDEX document_docx ON document(docx_sha256);
CREATE INDEX document_pdf ON document(pdf_sha256);
CREATE INDEX document_origin ON document(origin_office_id);

-- ── The journal ────────────────────────────────────────────────────────────────────────────────────────
-- One change set per command. hash = sha256(previous hash ‖ canonical head ‖ digests of its changes);
-- a change's digest = sha256(salt ‖ canonical change). Salt and payload stand in change_payload, which may
-- be emptied: the chain still verifies. Only the newest change set may still grow (one edit, many autosaves).

CREATE TABLE change_set (
  seq           INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  office_id     TEXT,
  actor_id      TEXT,
  at            INTEGER NOT NULL,
  method        TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('command', 'undo', 'redo', 'system')),
  group_id      TEXT NOT NULL,
  edit_key      TEXT,
  undoes        TEXT REFERENCES change_set(id),
  barrier       INTEGER NOT NULL DEFAULT 0 CHECK (barrier IN (0, 1)),
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL
) STRICT;
-- Undo walks down the steps of one person; what the system did is nobody's step.
CREATE INDEX change_set_steps ON change_set(actor_id, seq) WHERE kind <> 'system';
CREATE INDEX change_set_undoes ON change_set(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  id             INTEGER PRIMARY KEY,
  change_set_seq INTEGER NOT NULL REFERENCES change_set(seq),
  ordinal        INTEGER NOT NULL,
  table_name     TEXT NOT NULL,
  row_id         TEXT NOT NULL,
  operation      TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
  rev            INTEGER NOT NULL,
  digest         TEXT NOT NULL,
  UNIQUE (change_set_seq, ordinal)
) STRICT;
CREATE INDEX change_row ON change(row_id, table_name, id);

CREATE TABLE change_payload (
  change_id INTEGER PRIMARY KEY REFERENCES change(id),
  salt      TEXT NOT NULL,
  payload   TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;

CREATE TABLE tombstone (
  table_name TEXT NOT NULL,
  row_id     TEXT NOT NULL,
  rev        INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (table_name, row_id)
) STRICT;

-- ── Search: exact words first, then folded ones (no marks, đ = d); filled from TypeScript ──────────────
-- One entry per indexed row; several rows may stand for one entity (an agency's names through time).
-- Ids are given so that what people look for more often has the higher one: matches come in order of rowid.

CREATE TABLE search_entry (
  id         INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  row_id     TEXT NOT NULL,
  entity     TEXT NOT NULL,
  entity_id  TEXT NOT NULL,
  plan_id    TEXT,
  visit_id   TEXT,
  title      TEXT NOT NULL,
  body       TEXT NOT NULL,
  UNIQUE (row_id, table_name)
) STRICT;
-- The texts stand in search_entry; no positions are kept, because only words are looked for.
CREATE VIRTUAL TABLE search_text USING fts5(title, body, folded_title, folded_body,
  content = '', contentless_delete = 1, detail = column, prefix = '1 2',
  tokenize = "unicode61 remove_diacritics 0");
