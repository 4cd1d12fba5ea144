-- Every kind of official paper, what a paper is about, its place in the record, scans of signed originals, and the
-- office's own boilerplate.

ALTER TABLE issuer ADD COLUMN sign_authority TEXT CHECK (sign_authority IN ('chairman_collective', 'deputy_collective',
  'chairman', 'deputy_chairman', 'head', 'deputy_head', 'by_order', 'by_order_deputy', 'by_authorisation', 'acting_head',
  'team_lead'));
-- It gives its own numbers, so that a missing one is a gap; elsewhere numbers come from a registry shared by others.
ALTER TABLE issuer ADD COLUMN owns_series INTEGER NOT NULL DEFAULT 0 CHECK (owns_series IN (0, 1));

-- The kinds stand in a CHECK, which only a new table can widen.
CREATE TABLE document_new (
  id                TEXT PRIMARY KEY NOT NULL,
  rev               INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id  TEXT NOT NULL REFERENCES office(id),
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  provenance        TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  plan_id           TEXT NOT NULL REFERENCES plan(id),
  visit_id          TEXT REFERENCES visit(id),
  team_id           TEXT REFERENCES team(id),
  member_id         TEXT REFERENCES team_member(id),
  about_document_id TEXT REFERENCES document(id),
  period_from       TEXT CHECK (date(period_from) IS period_from),
  period_to         TEXT CHECK (date(period_to) IS period_to),
  as_of             TEXT CHECK (date(as_of) IS as_of),
  issuer_id         TEXT NOT NULL REFERENCES issuer(id),
  kind              TEXT NOT NULL CHECK (kind IN ('nomination_request', 'team_decision', 'plan', 'schedule_notice', 'programme',
                     'minutes', 'member_report', 'remarks_table', 'agency_notice', 'collective_notice', 'team_report',
                     'summary_report', 'remediation_plan_form', 'remediation_report_form', 'reminder',
                     'remediation_summary', 'index_decision', 'one_stop_notice', 'submission', 'submission_slip',
                     'news_item')),
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
  CHECK (status <> 'issued' OR issued_on IS NOT NULL)
) STRICT;
INSERT INTO document_new (id, rev, origin_office_id, created_at, updated_at, provenance, plan_id, visit_id, issuer_id, kind,
    title_kind, number, symbol, issued_on, subject, status, content, facts_digest, style_version, frozen_at,
    frozen_digest, model_sha256, docx_sha256, pdf_sha256, withdrawn_reason)
  SELECT id, rev, origin_office_id, created_at, updated_at, provenance, plan_id, visit_id, issuer_id, kind,
    title_kind, number, symbol, issued_on, subject, status, content, facts_digest, style_version, frozen_at,
    frozen_digest, model_sha256, docx_sha256, pdf_sha256, withdrawn_reason FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE INDEX document_plan ON document(plan_id, kind);
CREATE INDEX document_visit ON document(visit_id);
CREATE INDEX document_team ON document(team_id);
CREATE INDEX document_member ON document(member_id);
CREATE INDEX document_about ON document(about_document_id);
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

CREATE TABLE document_scan (
  id               TEXT PRIMARY KEY NOT NULL,
  rev              INTEGER NOT NULL CHECK (rev > 0),
  origin_office_id TEXT NOT NULL REFERENCES office(id),
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  provenance       TEXT CHECK (provenance IN ('text', 'inferred', 'illustrative')),
  document_id      TEXT NOT NULL REFERENCES document(id),
  ordinal          INTEGER NOT NULL,
  sha256           TEXT NOT NULL REFERENCES blob(sha256),
  media            TEXT NOT NULL,
  file_name        TEXT NOT NULL CHECK (file_name <> ''),
  size             INTEGER NOT NULL CHECK (size > 0)
) STRICT;
CREATE INDEX document_scan_document ON document_scan(document_id, ordinal);
CREATE INDEX document_scan_blob ON document_scan(sha256);
CREATE INDEX document_scan_origin ON document_scan(origin_office_id);

-- The office's own words for a part of a kind; without a row the application's own are used.
CREATE TABLE boilerplate (
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
                     'news_item')),
  issuer_id        TEXT REFERENCES issuer(id),
  part             TEXT NOT NULL CHECK (part <> ''),
  text             TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX boilerplate_part ON boilerplate(kind, part, coalesce(issuer_id, ''));
CREATE INDEX boilerplate_issuer ON boilerplate(issuer_id);
CREATE INDEX boilerplate_origin ON boilerplate(origin_office_id);
