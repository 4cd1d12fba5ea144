-- Planning: the catalogue of administrative units, agencies through time, criteria sets by version, legal grounds,
-- nominations, the working calendar, programmes of sessions, and the annual reform plans with their tasks.

-- ── The catalogue and agencies through time ────────────────────────────────────────────────────────────

-- A unit as the catalogue gives it, from a day to a day: a renamed unit or one of another kind is a further row,
-- because codes and names are used again with another meaning.
CREATE TABLE admin_unit (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  code             TEXT NOT NULL CHECK (code <> ''),
  parent_code      TEXT,
  kind             TEXT NOT NULL CHECK (kind IN ('tinh', 'thanh_pho_tw', 'xa', 'phuong', 'dac_khu')),
  name             TEXT NOT NULL CHECK (name <> ''),
  full_name        TEXT NOT NULL CHECK (full_name <> ''),
  name_en          TEXT,
  valid_from       TEXT CHECK (date(valid_from) IS valid_from),
  valid_to         TEXT CHECK (date(valid_to) IS valid_to),
  CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX admin_unit_code ON admin_unit(code, valid_from);
CREATE INDEX admin_unit_parent ON admin_unit(parent_code, name);
CREATE INDEX admin_unit_origin ON admin_unit(origin_office_id);

ALTER TABLE agency ADD COLUMN admin_unit_id TEXT REFERENCES admin_unit(id);
ALTER TABLE agency ADD COLUMN head_name TEXT;
ALTER TABLE agency ADD COLUMN head_position TEXT;
ALTER TABLE agency ADD COLUMN contact_name TEXT;
ALTER TABLE agency ADD COLUMN contact_position TEXT;
ALTER TABLE agency ADD COLUMN contact_phone TEXT;
ALTER TABLE agency ADD COLUMN contact_email TEXT;
ALTER TABLE agency ADD COLUMN address TEXT;
ALTER TABLE agency ADD COLUMN note TEXT;
CREATE INDEX agency_admin_unit ON agency(admin_unit_id);

-- Texts that plans stand on: cited in full first, in short later; in force from a day to a day.
CREATE TABLE legal_document (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  kind             TEXT NOT NULL CHECK (kind IN ('luat', 'phap_lenh', 'nghi_quyet', 'nghi_dinh', 'thong_tu',
                     'quyet_dinh', 'chi_thi', 'ke_hoach', 'cong_van', 'khac')),
  symbol           TEXT,
  issued_on        TEXT CHECK (date(issued_on) IS issued_on),
  issuer_name      TEXT,
  subject          TEXT NOT NULL CHECK (subject <> ''),
  effective_from   TEXT CHECK (date(effective_from) IS effective_from),
  effective_to     TEXT CHECK (date(effective_to) IS effective_to),
  replaced_by_id   TEXT REFERENCES legal_document(id),
  note             TEXT,
  CHECK (effective_to IS NULL OR effective_from IS NULL OR effective_to >= effective_from)
) STRICT;
CREATE INDEX legal_document_symbol ON legal_document(symbol);
CREATE INDEX legal_document_replaced ON legal_document(replaced_by_id);
CREATE INDEX legal_document_origin ON legal_document(origin_office_id);

-- Who became whom, many to many: one row per pair; without a successor the agency was abolished.
CREATE TABLE agency_succession (
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
  UNIQUE (predecessor_id, successor_id, effective_on),
  CHECK (predecessor_id IS NOT successor_id),
  CHECK ((relation = 'abolish') = (successor_id IS NULL))
) STRICT;
CREATE INDEX agency_succession_successor ON agency_succession(successor_id);
CREATE INDEX agency_succession_legal ON agency_succession(legal_document_id);
CREATE INDEX agency_succession_origin ON agency_succession(origin_office_id);

-- An open recommendation handed to a successor: the old row is `transferred`, the new one is owed by the successor.
CREATE TABLE recommendation_transfer (
  id                   TEXT PRIMARY KEY NOT NULL,
  rev                  INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id     TEXT NOT NULL REFERENCES office(id),
  created_at           INTEGER NOT NULL,
  updated_at           INTEGER NOT NULL,
  provenance           TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  from_recommendation_id TEXT NOT NULL REFERENCES recommendation(id),
  to_recommendation_id TEXT NOT NULL UNIQUE REFERENCES recommendation(id),
  transferred_on       TEXT NOT NULL CHECK (date(transferred_on) IS transferred_on),
  legal_text           TEXT,
  note                 TEXT NOT NULL CHECK (note <> ''),
  CHECK (from_recommendation_id <> to_recommendation_id)
) STRICT;
CREATE INDEX recommendation_transfer_from ON recommendation_transfer(from_recommendation_id);
CREATE INDEX recommendation_transfer_origin ON recommendation_transfer(origin_office_id);

-- ── Criteria sets ──────────────────────────────────────────────────────────────────────────────────────

-- Which body owns a domain is a setting: it changes by law (in 2026 procedure control went to justice).
ALTER TABLE domain ADD COLUMN owner_body TEXT;

-- Titles of the groups between domain and criterion, by their code: {"1.1": "Kế hoạch CCHC"}.
ALTER TABLE criteria_set ADD COLUMN group_titles TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(group_titles));
ALTER TABLE criteria_set ADD COLUMN copied_from_id TEXT REFERENCES criteria_set(id);
CREATE INDEX criteria_set_copied ON criteria_set(copied_from_id);
ALTER TABLE criterion ADD COLUMN help TEXT;
ALTER TABLE criterion ADD COLUMN copied_from_id TEXT REFERENCES criterion(id);
CREATE INDEX criterion_copied ON criterion(copied_from_id);

-- "These two ask the same although their words differ", confirmed by a person.
CREATE TABLE criterion_match (
  id                 TEXT PRIMARY KEY NOT NULL,
  rev                INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id   TEXT NOT NULL REFERENCES office(id),
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  provenance         TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  criterion_id       TEXT NOT NULL REFERENCES criterion(id),
  other_criterion_id TEXT NOT NULL REFERENCES criterion(id),
  confirmed_by       TEXT NOT NULL REFERENCES person(id),
  UNIQUE (criterion_id, other_criterion_id),
  CHECK (criterion_id < other_criterion_id)
) STRICT;
CREATE INDEX criterion_match_other ON criterion_match(other_criterion_id);
CREATE INDEX criterion_match_person ON criterion_match(confirmed_by);
CREATE INDEX criterion_match_origin ON criterion_match(origin_office_id);

-- ── Plans, teams, schedule ─────────────────────────────────────────────────────────────────────────────

ALTER TABLE plan ADD COLUMN copied_from_id TEXT REFERENCES plan(id);
ALTER TABLE plan ADD COLUMN coverage_target INTEGER CHECK (coverage_target BETWEEN 0 AND 100);
-- False where the source names other teams that are not recorded here: then coverage is not known.
ALTER TABLE plan ADD COLUMN teams_complete INTEGER NOT NULL DEFAULT 1 CHECK (teams_complete IN (0, 1));
-- {"minutes": {"days": 3, "unit": "working_day"}, …}: what is not named has no deadline.
ALTER TABLE plan ADD COLUMN deadlines TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(deadlines));
CREATE INDEX plan_copied ON plan(copied_from_id);

ALTER TABLE team_member ADD COLUMN agency_id TEXT REFERENCES agency(id);
CREATE INDEX team_member_agency ON team_member(agency_id);

-- A half without a day means nothing; a day without halves is a whole day.
ALTER TABLE visit ADD COLUMN starts_half TEXT CHECK (starts_half IN ('morning', 'afternoon'));
ALTER TABLE visit ADD COLUMN ends_half TEXT CHECK (ends_half IN ('morning', 'afternoon'));
CREATE INDEX visit_days ON visit(starts_on, ends_on);

-- A body asked to nominate members, and its reply.
CREATE TABLE nomination (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id          TEXT NOT NULL REFERENCES plan(id),
  ordinal          INTEGER NOT NULL,
  agency_id        TEXT REFERENCES agency(id),
  body             TEXT NOT NULL CHECK (body <> ''),
  seats            INTEGER NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 50),
  wish             TEXT,
  letter_number    TEXT,
  letter_on        TEXT CHECK (date(letter_on) IS letter_on),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  reply_number     TEXT,
  reply_on         TEXT CHECK (date(reply_on) IS reply_on),
  arrived_on       TEXT CHECK (date(arrived_on) IS arrived_on),
  declined         INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1)),
  note             TEXT
) STRICT;
CREATE INDEX nomination_plan ON nomination(plan_id, ordinal);
CREATE INDEX nomination_agency ON nomination(agency_id);
CREATE INDEX nomination_origin ON nomination(origin_office_id);
ALTER TABLE team_member ADD COLUMN nomination_id TEXT REFERENCES nomination(id);
CREATE INDEX team_member_nomination ON team_member(nomination_id);

-- Days that differ from the week: holidays, days off in exchange, and weekend days worked in exchange.
CREATE TABLE calendar_day (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  day              TEXT NOT NULL CHECK (date(day) IS day),
  kind             TEXT NOT NULL CHECK (kind IN ('holiday', 'day_off', 'working_day')),
  name             TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (origin_office_id, day)
) STRICT;
CREATE INDEX calendar_day_day ON calendar_day(day);

-- Another body's inspection of an agency, or another reason why it is taken.
CREATE TABLE busy_day (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  agency_id        TEXT NOT NULL REFERENCES agency(id),
  starts_on        TEXT NOT NULL CHECK (date(starts_on) IS starts_on),
  ends_on          TEXT NOT NULL CHECK (date(ends_on) IS ends_on),
  body             TEXT NOT NULL CHECK (body <> ''),
  subject          TEXT,
  CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX busy_day_agency ON busy_day(agency_id, starts_on);
CREATE INDEX busy_day_days ON busy_day(starts_on, ends_on);
CREATE INDEX busy_day_origin ON busy_day(origin_office_id);

-- The programme of one working session. Times are HH:MM of the day.
CREATE TABLE programme_item (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  visit_id         TEXT NOT NULL REFERENCES visit(id),
  ordinal          INTEGER NOT NULL,
  day              TEXT CHECK (date(day) IS day),
  starts_at        TEXT CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  ends_at          TEXT CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  content          TEXT NOT NULL CHECK (content <> ''),
  presenter        TEXT,
  CHECK (ends_at IS NULL OR starts_at IS NULL OR ends_at >= starts_at)
) STRICT;
CREATE INDEX programme_item_visit ON programme_item(visit_id, ordinal);
CREATE INDEX programme_item_origin ON programme_item(origin_office_id);

-- ── The annual reform plan (kế hoạch CCHC năm) and its tasks ───────────────────────────────────────────

-- Of the office itself (agency_id NULL), or of an agency whose plan the office keeps.
CREATE TABLE par_plan (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  agency_id        TEXT REFERENCES agency(id),
  year             INTEGER NOT NULL,
  title            TEXT NOT NULL CHECK (title <> ''),
  number           TEXT,
  symbol           TEXT,
  issued_on        TEXT CHECK (date(issued_on) IS issued_on),
  due_on           TEXT CHECK (date(due_on) IS due_on),
  note             TEXT
) STRICT;
CREATE INDEX par_plan_agency ON par_plan(agency_id, year);
CREATE INDEX par_plan_year ON par_plan(year);
CREATE INDEX par_plan_origin ON par_plan(origin_office_id);

CREATE TABLE par_task (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  par_plan_id      TEXT NOT NULL REFERENCES par_plan(id),
  ordinal          INTEGER NOT NULL,
  domain_key       TEXT,
  task             TEXT NOT NULL CHECK (task <> ''),
  product          TEXT,
  owner            TEXT,
  partner          TEXT,
  due_on           TEXT CHECK (date(due_on) IS due_on),
  due_text         TEXT,
  state            TEXT NOT NULL CHECK (state IN ('not_started', 'in_progress', 'done', 'dropped')),
  done_on          TEXT CHECK (date(done_on) IS done_on),
  result           TEXT,
  evaluation       TEXT,
  CHECK ((state = 'done') OR done_on IS NULL)
) STRICT;
CREATE INDEX par_task_plan ON par_task(par_plan_id, ordinal);
CREATE INDEX par_task_origin ON par_task(origin_office_id);
