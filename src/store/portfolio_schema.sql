-- portfolio_schema.sql - every table of a portfolio's database; PORTFOLIO_REVISION in
-- portfolio.h counts its changes.  The rules of schema.sql hold.

-- One bundle that was rolled up.
CREATE TABLE bundle (
  bundle_id     INTEGER PRIMARY KEY, -- in the order of project, time, sequence, digest
  digest        TEXT NOT NULL UNIQUE, -- SHA-256 of all that is kept of it
  name          TEXT NOT NULL, -- as muster names it; not verified: its file's
  verified      INTEGER NOT NULL CHECK (verified IN (0,1)), -- when it was rolled up
  code          TEXT,    -- not verified: the first error, as muster verify names it
  detail        TEXT,    -- the same in words
  project       TEXT,    -- not verified: as it claims
  commit_oid    TEXT,    -- audited commit, full hex
  source_uri    TEXT,    -- of its repository
  tool          TEXT,    -- program and version that made it
  seal          TEXT,    -- seal digest: SHA-256 of its SHA256SUMS
  sealed_by     TEXT,    -- trusted signer of the seal
  sequence      INTEGER, -- in the row of its project's bundles; NULL: not said
  as_of_s       INTEGER, -- the time that ages were counted at
  as_of         TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', as_of_s, 'unixepoch')) VIRTUAL, -- the same
  good_until_s  INTEGER, -- when something that counted lapses first; NULL: never
  good_until    TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', good_until_s, 'unixepoch')) VIRTUAL, -- the same
  outcome       TEXT CHECK (outcome IN ('READY','READY-WITH-WAIVERS','NOT-READY','INDETERMINATE','BYPASSED')), -- with the sign-offs that were there; NULL: not verified
  required_left INTEGER NOT NULL -- required items and sign-offs that do not stand
) STRICT;

-- Items of a verified bundle by verdict.
CREATE TABLE bundle_count (
  bundle_id INTEGER NOT NULL REFERENCES bundle, -- whose
  verdict   TEXT NOT NULL CHECK (verdict IN ('verified','waived','ready','open','needs-signoff','partial','stale','unsupported','indeterminate','contradicted','not-applicable')), -- which
  items     INTEGER NOT NULL, -- that many
  PRIMARY KEY (bundle_id, verdict)
) STRICT, WITHOUT ROWID;

-- An item of a verified bundle that does not stand.
CREATE TABLE bundle_item (
  bundle_id INTEGER NOT NULL REFERENCES bundle, -- whose
  seq       INTEGER NOT NULL, -- from 1, in the order of plans and lines
  plan      TEXT NOT NULL,    -- path
  line      INTEGER,          -- in the plan
  id        TEXT NOT NULL,    -- of the item
  text      TEXT,             -- what people see
  verdict   TEXT NOT NULL CHECK (verdict IN ('verified','waived','ready','open','needs-signoff','partial','stale','unsupported','indeterminate','contradicted','not-applicable')), -- the answer
  reason    TEXT,             -- why, in a word
  required  INTEGER NOT NULL CHECK (required IN (0,1)), -- its gate counts it
  PRIMARY KEY (bundle_id, seq)
) STRICT, WITHOUT ROWID;

-- A sign-off field of a verified bundle.
CREATE TABLE bundle_signoff (
  bundle_id INTEGER NOT NULL REFERENCES bundle, -- whose
  seq       INTEGER NOT NULL, -- from 1
  field     TEXT NOT NULL,    -- plan and role
  role      TEXT,             -- who signs
  required  INTEGER NOT NULL CHECK (required IN (0,1)), -- its gate counts it
  given     INTEGER NOT NULL CHECK (given IN (0,1)),    -- somebody who may said yes
  rejected  INTEGER NOT NULL CHECK (rejected IN (0,1)), -- somebody who may said no
  PRIMARY KEY (bundle_id, seq)
) STRICT, WITHOUT ROWID;

-- The newest verified bundle of each project.
CREATE VIEW v_project AS SELECT * FROM (SELECT b.*, row_number() OVER (
  PARTITION BY project ORDER BY as_of_s DESC, ifnull(sequence, 0) DESC,
  CASE outcome WHEN 'READY' THEN 0 WHEN 'READY-WITH-WAIVERS' THEN 1 WHEN 'BYPASSED' THEN 2
    WHEN 'INDETERMINATE' THEN 3 ELSE 4 END DESC, digest DESC) AS place
  FROM bundle b WHERE b.verified = 1) WHERE place = 1;
