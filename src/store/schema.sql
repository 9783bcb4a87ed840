-- schema.sql - every table of a run's database; STORE_REVISION in db.h counts its
-- changes.
--
-- Two kinds of rows.  What was judged (run, plan, item, ... ) stays for every
-- complete run.  Facts, what readers learnt from evidence, are those of the
-- newest run alone: the one with the highest run_id, complete or not.
--
-- An artifact's id is its place in a run, so a file that is at the same place in the
-- next run, and says the same, has its facts already.  A fact's id is artifact_id *
-- 2^24 + its number, so that a range of ids is an artifact's facts, in the order of
-- the document; artifact_id and seq are computed back from it.  Whole numbers decide everything: microseconds, tenths, counts;
-- the REAL columns beside them are computed, for people's queries.  Times are
-- seconds since 1970-01-01T00:00:00Z, with RFC 3339 text beside them.  Booleans
-- are 0 and 1.  NULL: not said, or not known.
--
-- Rules for this file: ASCII; a comment for every column; words in a CHECK are
-- those of src/model/, in its order.  In tables with many rows the most common
-- words stand in front of the list: looking one up in it costs 0.5 us.

-- Runs ------------------------------------------------------------------------

-- One audit of one commit.
CREATE TABLE run (
  run_id          INTEGER PRIMARY KEY, -- in the order they began
  complete        INTEGER NOT NULL CHECK (complete IN (0,1)), -- 0: begun, or cut off
  id              TEXT,    -- 32 hex digits: the same inputs give the same id
  number          INTEGER, -- how many commits had runs by then; NULL in a bundle
  project         TEXT,    -- acme/widget
  source_uri      TEXT,    -- of the repository, without credentials
  commit_oid      TEXT,    -- audited commit, full hex
  tree_oid        TEXT,    -- its tree
  object_format   TEXT,    -- sha1 or sha256
  ref             TEXT,    -- branch; NULL: detached head
  commit_subject  TEXT,    -- first line of its message
  commit_at_s     INTEGER, -- committer's time
  commit_at       TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', commit_at_s, 'unixepoch')) VIRTUAL, -- the same
  as_of_s         INTEGER, -- the time that ages are counted at
  as_of           TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', as_of_s, 'unixepoch')) VIRTUAL, -- the same
  as_of_from      TEXT,    -- option, SOURCE_DATE_EPOCH, commit or now
  tool            TEXT,    -- program and version
  subject_oid     TEXT,    -- --subject: what untracked evidence is about
  profile         TEXT,    -- of the gate
  strength_needed TEXT CHECK (strength_needed IN ('S0','S1','S2','S3','S4','S5')), -- the profile's
  require_all     INTEGER CHECK (require_all IN (0,1)), -- optional items count as well
  shallow         INTEGER CHECK (shallow IN (0,1)),     -- history was cut off
  dirty           INTEGER CHECK (dirty IN (0,1)),       -- the work tree differed from HEAD
  sandbox         TEXT,    -- level reached while reading
  result          TEXT CHECK (result IN ('READY','READY-WITH-WAIVERS','NOT-READY','INDETERMINATE','BYPASSED')), -- what the run comes to
  result_why      TEXT,    -- one sentence
  good_until_s    INTEGER, -- when something that counted lapses first; NULL: never
  good_until      TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', good_until_s, 'unixepoch')) VIRTUAL, -- the same
  bypassed_by     TEXT,    -- who overrode the gate
  bypassed_why    TEXT,    -- the reason they gave
  judged          INTEGER, -- items judged
  listed          INTEGER  -- items read and not judged
) STRICT;

-- Items of a run by verdict; parents, which only sum up others, are not counted.
CREATE TABLE run_count (
  run_id   INTEGER NOT NULL REFERENCES run, -- whose
  verdict  TEXT NOT NULL CHECK (verdict IN ('verified','waived','ready','open','needs-signoff','partial','stale','unsupported','indeterminate','contradicted','not-applicable')), -- which
  items    INTEGER NOT NULL, -- that many
  required INTEGER NOT NULL, -- of these, the gate counts
  PRIMARY KEY (run_id, verdict)
) STRICT, WITHOUT ROWID;

-- The chain over runs: what a run's rows were when it was recorded, and the run before.
-- Not in a bundle, for it hangs on what else the database holds.
CREATE TABLE run_chain (
  run_id   INTEGER PRIMARY KEY REFERENCES run, -- whose
  content  TEXT NOT NULL, -- SHA-256 of every row of the run but facts (store/chain.h)
  previous TEXT,          -- link of the run before; NULL: this is the first
  link     TEXT NOT NULL  -- SHA-256 of previous and content
) STRICT;

-- A condition of the gate in force.
CREATE TABLE gate_row (
  run_id    INTEGER NOT NULL REFERENCES run, -- whose
  seq       INTEGER NOT NULL, -- from 1
  condition TEXT NOT NULL,    -- in words
  allowed   INTEGER NOT NULL, -- at most
  found     INTEGER NOT NULL, -- that many there are
  holds     INTEGER NOT NULL CHECK (holds IN (0,1)), -- found is within allowed
  verdict   TEXT CHECK (verdict IN ('verified','waived','ready','open','needs-signoff','partial','stale','unsupported','indeterminate','contradicted','not-applicable')), -- it is about; NULL: none
  PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

-- Something whose bytes decided a byte of the report.
CREATE TABLE input (
  run_id INTEGER NOT NULL REFERENCES run, -- whose
  seq    INTEGER NOT NULL, -- from 1
  role   TEXT NOT NULL,    -- plan, artifact, check, config, template, trust
  name   TEXT NOT NULL,    -- path, or what it is
  origin TEXT NOT NULL,    -- tree, untracked, operator
  oid    TEXT,             -- git blob
  sha256 TEXT,             -- of its bytes
  PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

-- Markdown that looks like a plan and was not read as one.
CREATE TABLE plan_candidate (
  run_id INTEGER NOT NULL REFERENCES run, -- whose
  seq    INTEGER NOT NULL, -- from 1
  path   TEXT NOT NULL,    -- in the tree
  PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

-- Plans -------------------------------------------------------------------------

-- A Markdown document that promises readiness.
CREATE TABLE plan (
  plan_id          INTEGER PRIMARY KEY, -- in path order within a run
  run_id           INTEGER NOT NULL REFERENCES run, -- whose
  seq              INTEGER NOT NULL, -- from 1
  path             TEXT NOT NULL, -- in the tree
  oid              TEXT,    -- git blob
  sha256           TEXT,    -- of its bytes
  size             INTEGER NOT NULL, -- bytes
  title            TEXT,    -- first heading
  slug             TEXT,    -- in the site's addresses
  text             TEXT,    -- as UTF-8, repaired; lines and columns count in the stored bytes
  charset          TEXT,    -- of the stored bytes
  mojibake         TEXT,    -- charset of a wrong decoding that was undone
  mojibake_runs    INTEGER NOT NULL, -- repaired runs
  mojibake_line    INTEGER, -- line of the first
  is_template      INTEGER NOT NULL CHECK (is_template IN (0,1)), -- read, not judged
  incomplete       INTEGER NOT NULL CHECK (incomplete IN (0,1)),  -- a limit was hit
  last_commit      TEXT,    -- that changed it
  last_commit_at_s INTEGER, -- when
  last_commit_at   TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', last_commit_at_s, 'unixepoch')) VIRTUAL, -- the same
  owner            TEXT,    -- who answers for it
  raw_name         TEXT,    -- its copy in the site
  withheld         INTEGER NOT NULL CHECK (withheld IN (0,1)), -- a secret was found: text has a mark in its place, no copy, not sealed
  withheld_why     TEXT     -- in words
) STRICT;
CREATE INDEX plan_run ON plan(run_id);

-- Key and value of front matter, tables and first lines.
CREATE TABLE plan_meta (
  plan_id INTEGER NOT NULL REFERENCES plan, -- where
  seq     INTEGER NOT NULL, -- from 1
  key     TEXT NOT NULL,    -- as written
  value   TEXT NOT NULL,    -- as written
  line    INTEGER,          -- in the plan
  PRIMARY KEY (plan_id, seq)
) STRICT, WITHOUT ROWID;

-- One line of a plan that can be true or not.
CREATE TABLE item (
  item_id        INTEGER PRIMARY KEY, -- in the order of plans and lines
  plan_id        INTEGER NOT NULL REFERENCES plan, -- where
  seq            INTEGER NOT NULL, -- from 1, within the plan
  id             TEXT NOT NULL, -- eight characters made from its words, or the declared id
  declared_id    TEXT,    -- that its author gave it
  identity       TEXT,    -- the words the id is made from
  kind           TEXT NOT NULL CHECK (kind IN ('task','row','signoff','deliverable','criterion','section','document','tally','gap','step')), -- what it is
  claim          TEXT NOT NULL CHECK (claim IN ('none','done','ready','in_progress','open','blocked','failed','deferred','dropped','na','unknown')), -- what the plan says of it
  claim_from     TEXT NOT NULL CHECK (claim_from IN ('own','word','inherited')), -- where it says so
  level          TEXT NOT NULL CHECK (level IN ('mandatory','conditional','optional','informative')), -- how much it matters
  polarity       INTEGER NOT NULL, -- -1 where true is bad
  judged         INTEGER NOT NULL CHECK (judged IN (0,1)),   -- 0: only listed
  conflict       INTEGER NOT NULL CHECK (conflict IN (0,1)), -- the plan contradicts itself on it
  quoted         INTEGER NOT NULL CHECK (quoted IN (0,1)),   -- in a block quote
  has_mark       INTEGER NOT NULL CHECK (has_mark IN (0,1)), -- something can be ticked
  mark           TEXT,    -- as written
  text           TEXT,    -- Markdown
  plain          TEXT,    -- what people see
  qualified      TEXT,    -- words that weaken the claim
  hedge          TEXT,    -- a hedging word
  hedge_line     INTEGER, -- where it stands
  hedge_on_claim INTEGER NOT NULL CHECK (hedge_on_claim IN (0,1)), -- on the claim's own line
  skip           TEXT,    -- why it is not judged
  na_reason      TEXT,    -- why it is not applicable, in the plan's words
  owner          TEXT,    -- named in the plan
  due            TEXT,    -- date in the plan
  done_on        TEXT,    -- date in the plan
  parent         INTEGER, -- seq of the item above it
  depth          INTEGER NOT NULL, -- of nesting
  line           INTEGER, -- first line, from 1
  col            INTEGER, -- first byte in it, from 1
  end_line       INTEGER, -- last line of its own text
  end_col        INTEGER, -- last byte in it
  block_end_line INTEGER, -- last line with all that belongs to it
  label          TEXT,    -- number in front
  rule           TEXT,    -- rule of the plan reader that found it
  confidence     INTEGER NOT NULL, -- 0 to 100
  evidence_root  TEXT     -- folder that its evidence paths start from
) STRICT;
CREATE INDEX item_plan ON item(plan_id);

-- A heading above an item.
CREATE TABLE item_heading (
  item_id INTEGER NOT NULL REFERENCES item, -- below it
  seq     INTEGER NOT NULL, -- from 1, the outermost first
  text    TEXT NOT NULL,    -- plain
  PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;

-- Something that an item names.
CREATE TABLE item_ref (
  item_id    INTEGER NOT NULL REFERENCES item, -- that names it
  seq        INTEGER NOT NULL, -- from 1
  kind       TEXT NOT NULL CHECK (kind IN ('path','glob','link','anchor','evidence','command','env','route','image','digest','branch','script','symbol','pattern','code','tests','tool','check')), -- what it is
  role       TEXT NOT NULL CHECK (role IN ('asks','subject','expects','runs','points')), -- what the words around make of it
  raw        TEXT,    -- as written
  locator    TEXT,    -- path, glob, address or name in it
  evidence   TEXT,    -- kind of evidence: junit
  selector   TEXT,    -- after the '#'
  predicates TEXT,    -- what must hold, as written
  context    TEXT,    -- folder to look in first
  words      TEXT,    -- the sentence it stands in
  count      INTEGER NOT NULL, -- number beside it; 0: none
  line       INTEGER, -- in the plan
  in_body    INTEGER NOT NULL CHECK (in_body IN (0,1)),   -- below the item's own line
  alternate  INTEGER NOT NULL CHECK (alternate IN (0,1)), -- "or": in place of the one before
  PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;

-- A number that an item states or asks for.
CREATE TABLE item_threshold (
  item_id    INTEGER NOT NULL REFERENCES item, -- that states it
  seq        INTEGER NOT NULL, -- from 1
  op         TEXT NOT NULL CHECK (op IN ('lt','le','gt','ge','eq','approx','range','delta','factor')), -- how it compares
  role       TEXT NOT NULL CHECK (role IN ('target','measured','informational')), -- what it is for
  metric     TEXT,    -- words for what is measured
  stat       TEXT,    -- p95
  low_micro  INTEGER NOT NULL, -- millionths of the unit
  high_micro INTEGER NOT NULL, -- the same, but in a range
  tolerance_bp INTEGER NOT NULL, -- of about so much: hundredths of a percent that it may be off
  ambiguous  INTEGER NOT NULL CHECK (ambiguous IN (0,1)), -- low and high are two readings of it
  unit       TEXT,    -- canonical
  symbolic   INTEGER NOT NULL CHECK (symbolic IN (0,1)), -- no number, a name
  raw        TEXT,    -- as written
  line       INTEGER, -- in the plan
  col        INTEGER, -- in it
  PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;

-- A sign-off field: who signs, and what the plan says was signed.
CREATE TABLE signoff (
  item_id    INTEGER PRIMARY KEY REFERENCES item, -- the field
  role       TEXT,    -- as written
  role_slug  TEXT,    -- as in namespaces of signatures
  name       TEXT,    -- as written
  date       TEXT,    -- ISO where it could be read
  decision   TEXT NOT NULL CHECK (decision IN ('none','approve','reject','conditional')), -- as written
  blank_name INTEGER NOT NULL CHECK (blank_name IN (0,1)), -- a blank where a name is due
  blank_date INTEGER NOT NULL CHECK (blank_date IN (0,1)), -- a blank where a date is due
  statement  INTEGER NOT NULL CHECK (statement IN (0,1))   -- weak form, without a role
) STRICT;

-- Judgement -----------------------------------------------------------------------

-- What was concluded about an item.
CREATE TABLE judgement (
  item_id        INTEGER PRIMARY KEY REFERENCES item, -- the item
  judged         INTEGER NOT NULL CHECK (judged IN (0,1)),   -- 0: only listed
  required       INTEGER NOT NULL CHECK (required IN (0,1)), -- the gate counts it
  parent         INTEGER NOT NULL CHECK (parent IN (0,1)),   -- it sums up what lies below
  verdict        TEXT NOT NULL CHECK (verdict IN ('verified','waived','ready','open','needs-signoff','partial','stale','unsupported','indeterminate','contradicted','not-applicable')), -- the answer
  raw_verdict    TEXT NOT NULL CHECK (raw_verdict IN ('verified','waived','ready','open','needs-signoff','partial','stale','unsupported','indeterminate','contradicted','not-applicable')), -- before waivers
  reason         TEXT CHECK (reason IN ('na-declared','na-without-reason','signed-by','blank','unsigned','untrusted','expired-key','self-declared','wrong-role','superseded','rejected','too-few','own-evidence','plan-conflict','evidence-fails','last-known-fail','cited-path-missing','unreadable','limit','ambiguous','exact','carried','inferred','too-weak','undated','mixed-commit','path-drift','hedge','count-mismatch','report-fails','scope-changed','too-old','foreign-subject','missing','not-found','placeholder','cited-but-untracked','no-outcome','no-rule','tick-it','no-mark','failing','partly','none','stale-evidence','self-declared-failed','blocker-raised','not-raised','children','shallow-history')), -- why
  decision_row   INTEGER NOT NULL, -- of the decision table; 0 for parents
  needs          TEXT NOT NULL CHECK (needs IN ('exists','declares','outcome','act')), -- what the claim needs
  strength       TEXT NOT NULL CHECK (strength IN ('S0','S1','S2','S3','S4','S5')), -- of the evidence
  freshness      TEXT NOT NULL CHECK (freshness IN ('none','exact','carried','inferred','undated','stale','foreign')), -- of the evidence
  sentence       TEXT,    -- why, for people
  fix            TEXT,    -- shortest way to verified
  slug           TEXT,    -- in the site's addresses
  marked_by      TEXT,    -- who set the mark in force
  marked_mail    TEXT,    -- their address
  marked_commit  TEXT,    -- in which commit
  marked_at_s    INTEGER, -- when
  marked_at      TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', marked_at_s, 'unixepoch')) VIRTUAL, -- the same
  marked_through TEXT,    -- committer, where another than the author
  mark_signature TEXT,    -- what that commit's signature is worth, in words
  mark_signer    TEXT     -- principal, where the signature counts for the mark
) STRICT;

-- What somebody said to a sign-off field, and whether it counts.
CREATE TABLE signoff_vote (
  item_id       INTEGER NOT NULL REFERENCES item, -- the field
  seq           INTEGER NOT NULL, -- from 1, the oldest first
  origin        TEXT NOT NULL CHECK (origin IN ('tick','statement')), -- a signed commit, or a detached statement
  vote          TEXT NOT NULL CHECK (vote IN ('approve','reject','abstain')), -- what they said
  reason        TEXT CHECK (reason IN ('na-declared','na-without-reason','signed-by','blank','unsigned','untrusted','expired-key','self-declared','wrong-role','superseded','rejected','too-few','own-evidence','plan-conflict','evidence-fails','last-known-fail','cited-path-missing','unreadable','limit','ambiguous','exact','carried','inferred','too-weak','undated','mixed-commit','path-drift','hedge','count-mismatch','report-fails','scope-changed','too-old','foreign-subject','missing','not-found','placeholder','cited-but-untracked','no-outcome','no-rule','tick-it','no-mark','failing','partly','none','stale-evidence','self-declared-failed','blocker-raised','not-raised','children','shallow-history')), -- signed-by: it counts
  why           TEXT,    -- why it does not count
  principal     TEXT,    -- who; where it does not count, who it says
  fingerprint   TEXT,    -- of the key
  at_s          INTEGER, -- when, as the signer claims
  at            TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', at_s, 'unixepoch')) VIRTUAL, -- the same
  commit_id     TEXT,    -- of a tick
  sha256        TEXT,    -- of a statement
  name          TEXT,    -- file of the statement
  sole          INTEGER NOT NULL CHECK (sole IN (0,1)), -- the signer alone made every claim signed for
  self_declared INTEGER NOT NULL CHECK (self_declared IN (0,1)), -- only the audited tree vouches for the key
  PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;

-- What an item was in the run before, where it is not what or where it was.  New
-- items have none, nor have those of a first run.  Not in a bundle.
CREATE TABLE item_lineage (
  item_id    INTEGER PRIMARY KEY REFERENCES item, -- the item
  how        TEXT NOT NULL CHECK (how IN ('declared-id','moved','moved-file','reworded')), -- it was found again
  old_plan   TEXT NOT NULL, -- path of its plan then
  old_id     TEXT NOT NULL, -- its id then
  old_text   TEXT,          -- what people saw then
  old_line   INTEGER,       -- in that plan
  old_commit TEXT           -- that the run before audited
) STRICT;

-- One thing that an item needs, and what it came to.
CREATE TABLE requirement (
  requirement_id   INTEGER PRIMARY KEY, -- in the order of items
  item_id          INTEGER NOT NULL REFERENCES item, -- that needs it
  seq              INTEGER NOT NULL, -- from 1
  text             TEXT NOT NULL, -- in words
  basis            TEXT NOT NULL CHECK (basis IN ('declared','inferred')), -- asked for, or guessed
  needs            TEXT NOT NULL CHECK (needs IN ('exists','declares','outcome','act')), -- what would do
  outcome          TEXT NOT NULL CHECK (outcome IN ('pass','fail','absent','placeholder','unreadable','unbindable')), -- what it came to
  reason           TEXT CHECK (reason IN ('na-declared','na-without-reason','signed-by','blank','unsigned','untrusted','expired-key','self-declared','wrong-role','superseded','rejected','too-few','own-evidence','plan-conflict','evidence-fails','last-known-fail','cited-path-missing','unreadable','limit','ambiguous','exact','carried','inferred','too-weak','undated','mixed-commit','path-drift','hedge','count-mismatch','report-fails','scope-changed','too-old','foreign-subject','missing','not-found','placeholder','cited-but-untracked','no-outcome','no-rule','tick-it','no-mark','failing','partly','none','stale-evidence','self-declared-failed','blocker-raised','not-raised','children','shallow-history')), -- why, where it is no pass
  expected         TEXT,    -- what would pass
  actual           TEXT,    -- what there is
  artifact_id      INTEGER, -- that was judged, of the same run
  artifact_line    INTEGER, -- in it
  line             INTEGER, -- in the plan
  how              TEXT NOT NULL CHECK (how IN ('unresolved','exact','relative','context','name','glob','suffix','elsewhere','case','ambiguous','candidates','untracked','ignored','removed','missing','submodule','external')), -- how the path was found
  path             TEXT,    -- that was found
  freshness        TEXT NOT NULL CHECK (freshness IN ('none','exact','carried','inferred','undated','stale','foreign')), -- of the evidence
  freshness_reason TEXT CHECK (freshness_reason IN ('na-declared','na-without-reason','signed-by','blank','unsigned','untrusted','expired-key','self-declared','wrong-role','superseded','rejected','too-few','own-evidence','plan-conflict','evidence-fails','last-known-fail','cited-path-missing','unreadable','limit','ambiguous','exact','carried','inferred','too-weak','undated','mixed-commit','path-drift','hedge','count-mismatch','report-fails','scope-changed','too-old','foreign-subject','missing','not-found','placeholder','cited-but-untracked','no-outcome','no-rule','tick-it','no-mark','failing','partly','none','stale-evidence','self-declared-failed','blocker-raised','not-raised','children','shallow-history')), -- why
  strength         TEXT NOT NULL CHECK (strength IN ('S0','S1','S2','S3','S4','S5')), -- of the evidence
  strength_cap     TEXT,    -- what keeps it from being stronger
  subject_of_claim INTEGER NOT NULL CHECK (subject_of_claim IN (0,1)), -- the thing that the item says exists
  other_pass       INTEGER NOT NULL, -- flaky: other reports about the same commit, of earlier runs, that pass it; 0 in a bundle
  other_fail       INTEGER NOT NULL  -- the same, that fail it
) STRICT;
CREATE INDEX requirement_item ON requirement(item_id);

-- A near miss, or what else was tried.
CREATE TABLE requirement_candidate (
  requirement_id INTEGER NOT NULL REFERENCES requirement, -- for which
  seq            INTEGER NOT NULL, -- from 1
  text           TEXT NOT NULL,    -- path, or words
  PRIMARY KEY (requirement_id, seq)
) STRICT, WITHOUT ROWID;

-- A match that counts for nothing until it is declared.
CREATE TABLE suggestion (
  item_id     INTEGER NOT NULL REFERENCES item, -- for which
  seq         INTEGER NOT NULL, -- from 1
  annotation  TEXT NOT NULL,    -- line to add to the plan
  why         TEXT,             -- it may fit
  artifact_id INTEGER, -- that may fit, of the same run
  PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;

-- Something odd that people should see, about the run, a plan or an artifact.
CREATE TABLE audit_finding (
  audit_finding_id INTEGER PRIMARY KEY, -- in order
  run_id     INTEGER NOT NULL REFERENCES run, -- whose
  plan_id    INTEGER REFERENCES plan, -- whose reader found it; NULL: the audit did
  seq        INTEGER NOT NULL, -- from 1, within the plan or the run
  code       TEXT NOT NULL,    -- of the catalogue
  level      TEXT NOT NULL CHECK (level IN ('note','warning','error')), -- how bad
  path       TEXT,    -- plan or artifact
  line       INTEGER, -- in it
  col        INTEGER, -- in it
  other_line INTEGER, -- of a contradiction
  item       INTEGER, -- seq of the item in its plan
  other_item INTEGER, -- of a contradiction
  message    TEXT     -- one sentence
) STRICT;
CREATE INDEX audit_finding_run ON audit_finding(run_id);

-- What people ask first, of the newest complete run but for v_run.  docs/queries.md has
-- questions to begin with.

CREATE VIEW v_run AS -- complete runs with their counts, parents left out
  SELECT r.run_id, r.commit_oid, r.ref, r.commit_at, r.as_of, r.profile, r.result,
  r.result_why, r.good_until, r.bypassed_by, r.bypassed_why,
  ifnull(sum(c.items), 0) AS items,
  ifnull(sum(c.required), 0) AS required,
  ifnull(sum(c.items) FILTER (WHERE c.verdict = 'verified'), 0) AS verified,
  ifnull(sum(c.required) FILTER (WHERE c.verdict = 'verified'), 0) AS required_verified
  FROM run r LEFT JOIN run_count c USING (run_id) WHERE r.complete = 1 GROUP BY r.run_id;

CREATE VIEW v_item AS -- items with their verdicts
  SELECT i.*, p.path AS plan, j.required, j.verdict, j.raw_verdict,
  j.reason, j.strength, j.freshness, j.sentence, j.fix
  FROM plan p JOIN item i USING (plan_id) JOIN judgement j USING (item_id)
  WHERE p.run_id = (SELECT max(run_id) FROM run WHERE complete = 1);

CREATE VIEW v_requirement AS -- what each item needs, with what was found
  SELECT i.plan, i.line, i.id, i.plain, i.verdict, r.seq, r.text AS needs, r.basis,
  r.outcome, r.reason, r.expected, r.actual, r.path, r.freshness, r.strength
  FROM v_item i JOIN requirement r USING (item_id);

CREATE VIEW v_signoff AS -- sign-off fields, one row for each time that somebody signed
  SELECT i.plan, i.line, i.id, i.plain, s.role_slug AS role, i.verdict, i.reason,
  v.principal, v.vote, v.at, v.origin, v.reason = 'signed-by' AS counts, v.why
  FROM v_item i JOIN signoff s USING (item_id) LEFT JOIN signoff_vote v USING (item_id);

CREATE VIEW v_finding AS -- what is odd about the run, its plans and its evidence
  SELECT f.code, f.level, f.path, f.line, f.other_line, f.message
  FROM audit_finding f WHERE f.run_id = (SELECT max(run_id) FROM run WHERE complete = 1);

-- Evidence --------------------------------------------------------------------------

-- One file of the tree under audit, or beside it, as a run saw it.
CREATE TABLE run_artifact (
  artifact_id      INTEGER NOT NULL, -- in path order from 1; another run has the same ids
  run_id           INTEGER NOT NULL REFERENCES run, -- whose
  seq              INTEGER NOT NULL, -- from 1, in path order
  path             TEXT NOT NULL, -- 'evidence/junit.xml', 'ci.zip!/junit.xml'
  slug             TEXT,    -- in the site's addresses
  origin           TEXT NOT NULL CHECK (origin IN ('tree','untracked','external','member')), -- where it lies
  git_oid          TEXT,    -- blob
  size             INTEGER NOT NULL, -- bytes
  compression      TEXT,    -- gzip: of the report; zip, tar, tar+gzip: its members are artifacts too
  sha256           TEXT,    -- of its bytes; NULL: not read
  format           TEXT NOT NULL, -- reader's name, or none
  family           TEXT NOT NULL CHECK (family IN ('file','tests','scan','sarif','sbom','coverage','metrics','workflow','document','attestation','source','control','vex','manifest','config','value')), -- kind of evidence
  reader_revision  INTEGER NOT NULL, -- of the reader
  status           TEXT NOT NULL CHECK (status IN ('ok','partial','empty','tool-error','unsupported','ambiguous','template','lfs-pointer','too-big','unreadable','missing')), -- what the reader made of it
  reason           TEXT,    -- code; NULL where status is ok
  detail           TEXT,    -- the same for people
  err_offset       INTEGER, -- byte where reading ended
  err_line         INTEGER, -- line of it
  err_col          INTEGER, -- column of it
  format_version   TEXT,    -- as it says itself
  dialect          TEXT,    -- whose flavour of the format
  tool             TEXT,    -- that wrote it
  tool_version     TEXT,    -- of it
  generated_at_s   INTEGER, -- when, as it says itself
  generated_at     TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', generated_at_s, 'unixepoch')) VIRTUAL, -- the same
  generated_at_quality TEXT NOT NULL CHECK (generated_at_quality IN ('none','guessed','date','naive','zoned')), -- how exact that is
  generated_at_src TEXT,    -- where it says so
  subject_commit   TEXT,    -- commit that it says it is about
  subject_commit_src TEXT,  -- where it says so
  subject_name     TEXT,    -- thing that it says it is about
  subject_digest   TEXT,    -- of that thing
  scope            TEXT,    -- what it says it was made from: patterns, one a line
  scope_digest     TEXT,    -- of what they named then
  last_commit      TEXT,    -- that changed the path
  last_commit_at_s INTEGER, -- when
  last_commit_at   TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', last_commit_at_s, 'unixepoch')) VIRTUAL, -- the same
  in_roots         INTEGER NOT NULL CHECK (in_roots IN (0,1)), -- under an evidence root
  cited            INTEGER NOT NULL CHECK (cited IN (0,1)),    -- an item or a rule names it
  withheld         INTEGER NOT NULL CHECK (withheld IN (0,1)), -- a secret was found: not copied, not sealed
  withheld_why     TEXT,    -- in words
  raw_name         TEXT,    -- its copy in the site
  freshness        TEXT NOT NULL CHECK (freshness IN ('none','exact','carried','inferred','undated','stale','foreign')), -- about this commit or another
  freshness_reason TEXT CHECK (freshness_reason IN ('na-declared','na-without-reason','signed-by','blank','unsigned','untrusted','expired-key','self-declared','wrong-role','superseded','rejected','too-few','own-evidence','plan-conflict','evidence-fails','last-known-fail','cited-path-missing','unreadable','limit','ambiguous','exact','carried','inferred','too-weak','undated','mixed-commit','path-drift','hedge','count-mismatch','report-fails','scope-changed','too-old','foreign-subject','missing','not-found','placeholder','cited-but-untracked','no-outcome','no-rule','tick-it','no-mark','failing','partly','none','stale-evidence','self-declared-failed','blocker-raised','not-raised','children','shallow-history')), -- why
  bound_commit     TEXT,    -- commit that it is taken to be about
  changed          TEXT,    -- a path in its scope that changed since
  changed_count    INTEGER NOT NULL, -- how many did
  outcome          TEXT NOT NULL CHECK (outcome IN ('pass','fail','absent','placeholder','unreadable','unbindable')), -- what it says by itself
  n_facts          INTEGER NOT NULL, -- rows below, notes apart
  PRIMARY KEY (run_id, artifact_id)
) STRICT, WITHOUT ROWID;

-- What was counted while an artifact's facts went by; what is not here is 0.
CREATE TABLE run_artifact_count (
  run_id      INTEGER NOT NULL REFERENCES run, -- whose
  artifact_id INTEGER NOT NULL, -- where
  name        TEXT NOT NULL,    -- 'cases.passed', 'open.high', 'coverage.line.total'
  n           INTEGER NOT NULL, -- that many
  PRIMARY KEY (run_id, artifact_id, name)
) STRICT, WITHOUT ROWID;

-- Artifacts of the newest run: what checks and queries ask.
CREATE VIEW artifact AS SELECT * FROM run_artifact
  WHERE run_id = (SELECT max(run_id) FROM run);
CREATE VIEW artifact_count AS SELECT artifact_id, name, n FROM run_artifact_count
  WHERE run_id = (SELECT max(run_id) FROM run);

-- Something odd about an artifact that did not stop the reading.
CREATE TABLE note (
  note_id     INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (note_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (note_id & 0xffffff) VIRTUAL, -- number in it
  code        TEXT NOT NULL, -- of the reader
  message     TEXT NOT NULL, -- for people
  line        INTEGER        -- in the artifact
) STRICT;

-- Tests -------------------------------------------------------------------------------

-- A group of test cases.
CREATE TABLE test_suite (
  suite_id      INTEGER PRIMARY KEY, -- artifact and number
  artifact_id   INTEGER AS (suite_id >> 24) VIRTUAL, -- where
  parent_id     INTEGER REFERENCES test_suite, -- suite around it
  name          TEXT NOT NULL, -- as the report says
  file          TEXT,    -- source
  host          TEXT,    -- where it ran
  started_at_s  INTEGER, -- when
  started_at    TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', started_at_s, 'unixepoch')) VIRTUAL, -- the same
  duration_us   INTEGER, -- microseconds
  duration_s    REAL AS (duration_us / 1e6) VIRTUAL, -- seconds
  said_tests    INTEGER, -- total that the report states
  said_failures INTEGER, -- the same
  said_errors   INTEGER, -- the same
  said_skipped  INTEGER, -- the same
  line          INTEGER  -- in the artifact
) STRICT;

-- One test and what came of it, as stored: the one table of millions of rows.
-- Computing two columns that nobody asked for costs an INSERT a fifth more, so
-- here they are in a view.
CREATE TABLE fact_case (
  case_id     INTEGER PRIMARY KEY, -- artifact and number
  suite_id    INTEGER REFERENCES test_suite, -- its group
  name        TEXT NOT NULL, -- as the report says
  classname   TEXT,    -- as the report says
  file        TEXT,    -- source
  src_line    INTEGER, -- in the source
  status      TEXT NOT NULL CHECK (status = 'passed' OR status IN ('passed','failed','error','skipped','todo','unknown')), -- outcome
  status_raw  TEXT,    -- the report's own word
  retries     INTEGER NOT NULL, -- runs before the last
  flaky       INTEGER NOT NULL, -- 1: failed, then passed
  duration_us INTEGER, -- microseconds
  message     TEXT,    -- of the first failure or skip
  line        INTEGER  -- in the artifact
) STRICT;

-- The same for checks and queries, with its artifact and in seconds.
CREATE VIEW test_case AS SELECT case_id, case_id >> 24 AS artifact_id, suite_id, name,
  classname, file, src_line, status, status_raw, retries, flaky, duration_us,
  duration_us / 1e6 AS duration_s, message, line FROM fact_case;

-- Coverage ------------------------------------------------------------------------------

-- How much of a file, a package or everything was run.
CREATE TABLE coverage (
  coverage_id INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (coverage_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (coverage_id & 0xffffff) VIRTUAL, -- number in it
  scope       TEXT NOT NULL CHECK (scope = 'file' OR scope IN ('total','package','file')), -- of what
  name        TEXT NOT NULL, -- package or file; empty for the total
  metric      TEXT NOT NULL CHECK (metric = 'line' OR metric = 'function' OR metric = 'branch' OR metric IN ('line','branch','function','statement','instruction','region','method','class','condition')), -- counted in
  covered     INTEGER, -- that many
  total       INTEGER, -- of that many
  pct         REAL AS (CASE WHEN total > 0 THEN 100.0 * covered / total END) VIRTUAL, -- 0 to 100
  computed    INTEGER NOT NULL CHECK (computed IN (0,1)), -- 0: only stated by the report
  src         TEXT AS (CASE computed WHEN 1 THEN 'computed' ELSE 'declared' END) VIRTUAL -- the same
) STRICT;

-- Scans ----------------------------------------------------------------------------------

-- One run of a scanner.
CREATE TABLE scan (
  scan_id       INTEGER PRIMARY KEY, -- artifact and number
  artifact_id   INTEGER AS (scan_id >> 24) VIRTUAL, -- where
  tool          TEXT NOT NULL, -- scanner
  tool_version  TEXT,    -- of it
  kind          TEXT NOT NULL, -- sast, image, dependency, secret, lint
  target        TEXT,    -- what it looked at
  target_digest TEXT,    -- of that
  started_at_s  INTEGER, -- when
  started_at    TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', started_at_s, 'unixepoch')) VIRTUAL, -- the same
  finished_at_s INTEGER, -- when
  finished_at   TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', finished_at_s, 'unixepoch')) VIRTUAL, -- the same
  succeeded     INTEGER CHECK (succeeded IN (0,1)), -- NULL: the format does not say
  n_rules       INTEGER, -- rules it applied
  n_targets     INTEGER, -- things it looked at
  db_updated_at_s INTEGER, -- when its list of vulnerabilities was made
  db_updated_at TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', db_updated_at_s, 'unixepoch')) VIRTUAL -- the same
) STRICT;

-- A problem that a scanner reports; muster's own are audit_finding.
CREATE TABLE finding (
  finding_id        INTEGER PRIMARY KEY, -- artifact and number
  artifact_id       INTEGER AS (finding_id >> 24) VIRTUAL, -- where
  scan_id           INTEGER REFERENCES scan, -- NULL: listed in a bill of materials
  kind              TEXT NOT NULL CHECK (kind = 'sast' OR kind = 'vulnerability' OR kind = 'lint' OR kind IN ('vulnerability','misconfiguration','secret','sast','lint','license','dast','type','other')), -- of problem
  rule_id           TEXT,    -- the scanner's
  title             TEXT,    -- short
  message           TEXT,    -- long
  severity          TEXT NOT NULL CHECK (severity = 'medium' OR severity = 'low' OR severity = 'high' OR severity = 'info' OR severity IN ('critical','high','medium','low','info','none','unknown')), -- how bad
  severity_raw      TEXT,    -- the report's own word
  level             TEXT,    -- of SARIF
  score_tenths      INTEGER CHECK (score_tenths BETWEEN 0 AND 100), -- CVSS, in tenths
  score             REAL AS (score_tenths / 10.0) VIRTUAL, -- the same
  vector            TEXT,    -- CVSS, as written
  reachable         INTEGER CHECK (reachable IN (0,1)), -- called from the code; NULL: not said
  in_tree           INTEGER CHECK (in_tree IN (0,1)), -- still there; NULL: not said
  commit_oid        TEXT,    -- that brought it in, as the scanner says
  cwe               TEXT,    -- weakness
  path              TEXT,    -- where in the source
  src_line          INTEGER, -- in it
  component         TEXT,    -- package
  component_version TEXT,    -- of it
  purl              TEXT,    -- of it
  fixed_version     TEXT,    -- that has the fix
  fix_state         TEXT,    -- whether there is one
  suppressed        INTEGER NOT NULL CHECK (suppressed IN (0,1)), -- set aside by somebody
  suppress_reason   TEXT,    -- why
  baseline          TEXT,    -- new, unchanged, absent
  fingerprint       TEXT,    -- the scanner's
  aliases           TEXT,    -- other names, separated by spaces
  line              INTEGER  -- in the artifact
) STRICT;

-- The same problem under other names: one row a name.
CREATE VIEW finding_alias AS
  WITH RECURSIVE split(finding_id, alias, rest) AS (
    SELECT finding_id, '', aliases || ' ' FROM finding WHERE aliases IS NOT NULL
    UNION ALL
    SELECT finding_id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM split WHERE rest <> '')
  SELECT DISTINCT finding_id, alias FROM split WHERE alias <> '';

-- Bill of materials ---------------------------------------------------------------------

-- What a bill of materials says of itself, and what was counted in it.
CREATE TABLE sbom (
  sbom_id         INTEGER PRIMARY KEY, -- artifact and number
  artifact_id     INTEGER AS (sbom_id >> 24) VIRTUAL, -- where
  spec            TEXT NOT NULL, -- CycloneDX, SPDX
  spec_version    TEXT,    -- of it
  serial          TEXT,    -- of the document
  author          TEXT,    -- of the document
  created_at_s    INTEGER, -- when
  created_at      TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', created_at_s, 'unixepoch')) VIRTUAL, -- the same
  subject_type    TEXT,    -- what it lists the parts of
  subject_name    TEXT,    -- of that
  subject_version TEXT,    -- of that
  subject_purl    TEXT,    -- of that
  subject_digest  TEXT,    -- of that
  n_components    INTEGER NOT NULL, -- parts
  n_versioned     INTEGER NOT NULL, -- with a version
  n_purl          INTEGER NOT NULL, -- with a package URL
  n_licensed      INTEGER NOT NULL, -- with a licence
  n_hashed        INTEGER NOT NULL, -- with a digest
  n_dependencies  INTEGER NOT NULL, -- links between them
  completeness    TEXT     -- as it says itself
) STRICT;

-- A part.
CREATE TABLE component (
  component_id INTEGER PRIMARY KEY, -- artifact and number
  artifact_id  INTEGER AS (component_id >> 24) VIRTUAL, -- where
  ref          TEXT, -- its name within the document
  parent_ref   TEXT, -- of the part it belongs to
  type         TEXT, -- library, application, ...
  grp          TEXT, -- vendor or name space
  name         TEXT NOT NULL, -- of the part
  version      TEXT, -- of the part
  purl         TEXT, -- package URL
  cpe          TEXT, -- platform name
  license      TEXT, -- expression
  supplier     TEXT, -- who
  sha256       TEXT, -- digest
  scope        TEXT, -- required, optional, excluded
  line         INTEGER -- in the artifact
) STRICT;

-- That one part needs another.
CREATE TABLE dependency (
  dependency_id INTEGER PRIMARY KEY, -- artifact and number
  artifact_id   INTEGER AS (dependency_id >> 24) VIRTUAL, -- where
  from_ref      TEXT NOT NULL, -- needs
  to_ref        TEXT NOT NULL, -- needed
  kind          TEXT -- of need
) STRICT;

-- Performance ---------------------------------------------------------------------------

-- A number that was measured.
CREATE TABLE metric (
  metric_id   INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (metric_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (metric_id & 0xffffff) VIRTUAL, -- number in it
  name        TEXT NOT NULL, -- what was measured
  labels      TEXT,          -- k=v, sorted
  stat        TEXT NOT NULL CHECK (stat = 'value' OR stat = 'avg' OR stat = 'min' OR stat = 'med' OR stat = 'max' OR stat = 'p90' OR stat = 'p95' OR stat = 'rate' OR stat = 'count' OR stat IN ('avg','min','med','max','p75','p90','p95','p99','p999','stddev','rate','count','value','score')), -- of the measurements
  text        TEXT NOT NULL, -- exact decimal
  value       REAL AS (CAST(text AS REAL)) VIRTUAL, -- the same, nearly
  unit        TEXT NOT NULL CHECK (unit = 'ms' OR unit = 'count' OR unit = 'ratio' OR unit IN ('ms','B','1/s','ratio','count','score','')), -- of it
  computed    INTEGER NOT NULL CHECK (computed IN (0,1)), -- 0: only stated by the report
  src         TEXT AS (CASE computed WHEN 1 THEN 'computed' ELSE 'declared' END) VIRTUAL -- the same
) STRICT;

-- What the tool itself was told to check.
CREATE TABLE threshold (
  threshold_id INTEGER PRIMARY KEY, -- artifact and number
  artifact_id  INTEGER AS (threshold_id >> 24) VIRTUAL,      -- where
  seq          INTEGER AS (threshold_id & 0xffffff) VIRTUAL, -- number in it
  metric       TEXT NOT NULL, -- of what
  expr         TEXT NOT NULL, -- as written
  ok           INTEGER NOT NULL CHECK (ok IN (0,1)) -- it held
) STRICT;

-- Workflows -----------------------------------------------------------------------------

-- A file that tells a CI service what to do.
CREATE TABLE workflow (
  workflow_id INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (workflow_id >> 24) VIRTUAL, -- where
  provider    TEXT NOT NULL, -- github
  name        TEXT -- as it says itself
) STRICT;

-- What starts it.
CREATE TABLE workflow_trigger (
  trigger_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (trigger_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (trigger_id & 0xffffff) VIRTUAL, -- number in it
  event       TEXT NOT NULL, -- push, pull_request
  filter      TEXT, -- branches, tags, paths
  pattern     TEXT  -- of the filter
) STRICT;

-- A job of a workflow.
CREATE TABLE workflow_job (
  job_id            INTEGER PRIMARY KEY, -- artifact and number
  artifact_id       INTEGER AS (job_id >> 24) VIRTUAL, -- where
  key               TEXT NOT NULL, -- its name for others
  name              TEXT,    -- its name for people
  if_expr           TEXT,    -- runs only when
  environment       TEXT,    -- deploys to
  uses              TEXT,    -- another workflow
  continue_on_error INTEGER NOT NULL CHECK (continue_on_error IN (0,1)), -- its failure is ignored
  line              INTEGER  -- in the artifact
) STRICT;

-- That one job waits for another.
CREATE TABLE workflow_need (
  need_id     INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (need_id >> 24) VIRTUAL, -- where
  job_id      INTEGER NOT NULL REFERENCES workflow_job, -- waits
  needs       TEXT NOT NULL -- key of the other
) STRICT;

-- A step of a job.
CREATE TABLE workflow_step (
  step_id     INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (step_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (step_id & 0xffffff) VIRTUAL, -- number in it
  job_id      INTEGER REFERENCES workflow_job, -- whose; NULL: no job's
  name        TEXT,    -- for people
  uses        TEXT,    -- an action
  uses_ref    TEXT,    -- its version
  pinned      INTEGER CHECK (pinned IN (0,1)), -- 1: the version is a commit; NULL: no action
  run         TEXT,    -- commands
  if_expr     TEXT,    -- runs only when
  neutralised INTEGER NOT NULL CHECK (neutralised IN (0,1)), -- its failure is ignored
  line        INTEGER  -- in the artifact
) STRICT;

-- Documents -----------------------------------------------------------------------------

-- A document that is evidence, not a plan.
CREATE TABLE document (
  document_id    INTEGER PRIMARY KEY, -- artifact and number
  artifact_id    INTEGER AS (document_id >> 24) VIRTUAL, -- where
  title          TEXT, -- first heading
  n_lines        INTEGER NOT NULL, -- lines
  n_words        INTEGER NOT NULL, -- words of prose
  n_placeholders INTEGER NOT NULL, -- TODO, TBD, lorem ipsum
  n_code_blocks  INTEGER NOT NULL  -- fenced or indented
) STRICT;

-- A heading of a document.
CREATE TABLE heading (
  heading_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (heading_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (heading_id & 0xffffff) VIRTUAL, -- number in it
  level       INTEGER NOT NULL, -- 1 to 6
  text        TEXT NOT NULL,    -- plain
  folded      TEXT NOT NULL,    -- lower case, without marks
  n_words     INTEGER NOT NULL, -- below it, sub-sections included
  line        INTEGER           -- in the artifact
) STRICT;

-- A link of a document.
CREATE TABLE doc_link (
  link_id     INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (link_id >> 24) VIRTUAL,      -- where
  seq         INTEGER AS (link_id & 0xffffff) VIRTUAL, -- number in it
  target      TEXT NOT NULL, -- as written
  resolves    INTEGER CHECK (resolves IN (0,1)), -- 1: there is such a file and heading; NULL: leads outside
  line        INTEGER        -- in the artifact
) STRICT;

-- Tests in sources --------------------------------------------------------------------

-- A test that a source declares; whether it ran, only a report can say.
CREATE TABLE test_decl (
  decl_id    INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (decl_id >> 24) VIRTUAL, -- where
  seq        INTEGER AS (decl_id & 0xffffff) VIRTUAL, -- number in it
  framework  TEXT NOT NULL, -- jest, pytest, go, rust
  name       TEXT NOT NULL, -- with the names around it
  skipped    INTEGER NOT NULL CHECK (skipped IN (0,1)), -- 1: marked to be passed over
  param      INTEGER NOT NULL CHECK (param IN (0,1)), -- 1: one declaration, any number of cases
  line       INTEGER -- in the artifact
) STRICT;

-- Exploitability ----------------------------------------------------------------------

-- Whether a vulnerability matters to a product, as somebody states.
CREATE TABLE vex (
  vex_id         INTEGER PRIMARY KEY, -- artifact and number
  artifact_id    INTEGER AS (vex_id >> 24) VIRTUAL, -- where
  seq            INTEGER AS (vex_id & 0xffffff) VIRTUAL, -- number in it
  vuln           TEXT NOT NULL, -- vulnerability
  product        TEXT, -- package URL or name
  status         TEXT NOT NULL CHECK (status IN ('affected','not_affected','fixed','under_investigation','unknown')), -- the statement
  justification  TEXT, -- code of the reason
  statement      TEXT, -- reason in words
  at_s           INTEGER, -- when
  at             TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', at_s, 'unixepoch')) VIRTUAL, -- the same
  line           INTEGER -- in the artifact
) STRICT;

-- Provenance --------------------------------------------------------------------------

-- An in-toto statement, in whatever envelope.
CREATE TABLE attestation (
  attestation_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id     INTEGER AS (attestation_id >> 24) VIRTUAL, -- where
  envelope        TEXT NOT NULL CHECK (envelope IN ('bare','dsse','sigstore-bundle')), -- around it
  statement_type  TEXT, -- URI
  predicate_type  TEXT, -- URI
  builder_id      TEXT, -- who built
  build_type      TEXT, -- how
  source_uri      TEXT, -- from what
  source_commit   TEXT, -- from which commit
  started_at_s    INTEGER, -- when
  started_at      TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', started_at_s, 'unixepoch')) VIRTUAL, -- the same
  finished_at_s   INTEGER, -- when
  finished_at     TEXT AS (strftime('%Y-%m-%dT%H:%M:%SZ', finished_at_s, 'unixepoch')) VIRTUAL, -- the same
  n_signatures    INTEGER NOT NULL, -- in the envelope
  verified        INTEGER CHECK (verified IN (0,1)), -- NULL: nobody looked
  signer          TEXT, -- who, where verified
  result          TEXT CHECK (result IN ('','passed','warned','failed','unknown')), -- of a test or command; NULL: about something else
  command         TEXT, -- that was run
  exit_code       INTEGER, -- of it
  line            INTEGER -- in the artifact
) STRICT;

-- What an attestation is about.
CREATE TABLE attestation_subject (
  subject_id      INTEGER PRIMARY KEY, -- artifact and number
  artifact_id     INTEGER AS (subject_id >> 24) VIRTUAL, -- where
  seq             INTEGER AS (subject_id & 0xffffff) VIRTUAL, -- number in it
  attestation_id  INTEGER NOT NULL REFERENCES attestation, -- whose
  name            TEXT, -- of the thing
  alg             TEXT NOT NULL, -- sha256
  digest          TEXT NOT NULL -- hex
) STRICT;

-- Compliance --------------------------------------------------------------------------

-- A requirement of a catalogue, and what came of checking it.
CREATE TABLE control_result (
  control_result_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id        INTEGER AS (control_result_id >> 24) VIRTUAL, -- where
  seq                INTEGER AS (control_result_id & 0xffffff) VIRTUAL, -- number in it
  framework          TEXT, -- catalogue or profile
  control_id         TEXT NOT NULL, -- in it
  title              TEXT, -- of it
  result             TEXT NOT NULL CHECK (result IN ('pass','fail','error','not-applicable','not-reviewed','not-selected','informational','unknown')), -- outcome
  result_raw         TEXT, -- the report's own word
  impact_tenths      INTEGER CHECK (impact_tenths BETWEEN 0 AND 100), -- tenths
  severity           TEXT, -- as the report says
  message            TEXT, -- why
  line               INTEGER -- in the artifact
) STRICT;

-- Deployment --------------------------------------------------------------------------

-- An object of Kubernetes or a service of compose.
CREATE TABLE manifest_object (
  object_id    INTEGER PRIMARY KEY, -- artifact and number
  artifact_id  INTEGER AS (object_id >> 24) VIRTUAL, -- where
  doc          INTEGER NOT NULL, -- YAML document, from 1
  system       TEXT NOT NULL CHECK (system IN ('kubernetes','compose')), -- whose
  api_version  TEXT, -- of the kind
  kind         TEXT NOT NULL, -- Deployment, Service
  name         TEXT, -- of it
  namespace    TEXT, -- of it
  replicas     INTEGER, -- how many
  line         INTEGER -- in the artifact
) STRICT;

-- A container of such an object.
CREATE TABLE manifest_container (
  container_id    INTEGER PRIMARY KEY, -- artifact and number
  artifact_id     INTEGER AS (container_id >> 24) VIRTUAL, -- where
  seq             INTEGER AS (container_id & 0xffffff) VIRTUAL, -- number in it
  object_id       INTEGER NOT NULL REFERENCES manifest_object, -- whose
  name            TEXT, -- of it
  image           TEXT, -- as written
  image_name      TEXT, -- without tag and digest
  image_tag       TEXT, -- of it
  image_digest    TEXT, -- of it
  cpu_limit       TEXT, -- as written
  memory_limit    TEXT, -- as written
  cpu_request     TEXT, -- as written
  memory_request  TEXT, -- as written
  liveness        INTEGER CHECK (liveness IN (0,1)), -- has such a probe
  readiness       INTEGER CHECK (readiness IN (0,1)), -- has such a probe
  non_root        INTEGER CHECK (non_root IN (0,1)), -- must not be root
  privileged      INTEGER CHECK (privileged IN (0,1)), -- may do anything
  line            INTEGER -- in the artifact
) STRICT;

-- An instruction of a Dockerfile.
CREATE TABLE docker_instr (
  instr_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (instr_id >> 24) VIRTUAL, -- where
  seq       INTEGER AS (instr_id & 0xffffff) VIRTUAL, -- number in it
  stage     TEXT, -- name or number of its stage
  instr     TEXT NOT NULL, -- FROM, RUN
  args      TEXT, -- the rest
  line      INTEGER -- in the artifact
) STRICT;

-- A rule of Prometheus.
CREATE TABLE alert_rule (
  alert_id     INTEGER PRIMARY KEY, -- artifact and number
  artifact_id  INTEGER AS (alert_id >> 24) VIRTUAL, -- where
  seq          INTEGER AS (alert_id & 0xffffff) VIRTUAL, -- number in it
  grp          TEXT, -- group
  kind         TEXT NOT NULL CHECK (kind IN ('alert','record')), -- of rule
  name         TEXT NOT NULL, -- of it
  expr         TEXT, -- query
  hold         TEXT, -- for how long
  severity     TEXT, -- label
  summary      TEXT, -- annotation
  runbook_url  TEXT, -- annotation
  line         INTEGER -- in the artifact
) STRICT;

-- A panel of a dashboard, one row a query.
CREATE TABLE dashboard_panel (
  panel_id   INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (panel_id >> 24) VIRTUAL, -- where
  seq        INTEGER AS (panel_id & 0xffffff) VIRTUAL, -- number in it
  dashboard  TEXT, -- title
  title      TEXT, -- of the panel
  type       TEXT, -- graph, stat
  expr       TEXT, -- query
  line       INTEGER -- in the artifact
) STRICT;

-- An operation of an API.
CREATE TABLE api_operation (
  operation_row_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id       INTEGER AS (operation_row_id >> 24) VIRTUAL, -- where
  seq               INTEGER AS (operation_row_id & 0xffffff) VIRTUAL, -- number in it
  method            TEXT NOT NULL, -- GET
  path              TEXT NOT NULL, -- /v1/users/{id}
  operation_id      TEXT, -- its name
  secured           INTEGER CHECK (secured IN (0,1)), -- asks for credentials; NULL: not said
  deprecated        INTEGER NOT NULL CHECK (deprecated IN (0,1)), -- 1: so marked
  line              INTEGER -- in the artifact
) STRICT;

-- A change of a database schema.
CREATE TABLE migration (
  migration_id   INTEGER PRIMARY KEY, -- artifact and number
  artifact_id    INTEGER AS (migration_id >> 24) VIRTUAL, -- where
  number         TEXT, -- in its series
  name           TEXT, -- of it
  direction      TEXT NOT NULL CHECK (direction IN ('up','down','both')), -- there or back
  n_statements   INTEGER NOT NULL, -- of SQL
  n_destructive  INTEGER NOT NULL, -- that drop or empty something
  n_unguarded    INTEGER NOT NULL, -- without IF [NOT] EXISTS where there could be one
  transactional  INTEGER CHECK (transactional IN (0,1)) -- wrapped in one; NULL: not said
) STRICT;

-- An interaction that a consumer expects of a provider.
CREATE TABLE contract (
  contract_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id  INTEGER AS (contract_id >> 24) VIRTUAL, -- where
  seq          INTEGER AS (contract_id & 0xffffff) VIRTUAL, -- number in it
  consumer     TEXT NOT NULL, -- who asks
  provider     TEXT NOT NULL, -- who answers
  interaction  TEXT NOT NULL, -- what
  line         INTEGER -- in the artifact
) STRICT;

-- A key of an environment file; values that may be secret are only measured.
CREATE TABLE env_key (
  env_id       INTEGER PRIMARY KEY, -- artifact and number
  artifact_id  INTEGER AS (env_id >> 24) VIRTUAL, -- where
  seq          INTEGER AS (env_id & 0xffffff) VIRTUAL, -- number in it
  key          TEXT NOT NULL, -- of it
  has_value    INTEGER NOT NULL CHECK (has_value IN (0,1)), -- 1: there is one
  value_class  TEXT NOT NULL CHECK (value_class IN ('boolean','number','url','text','empty')), -- of the value
  value        TEXT, -- of booleans and numbers under harmless keys
  length       INTEGER, -- bytes of the value
  line         INTEGER -- in the artifact
) STRICT;

-- Who owns what.
CREATE TABLE codeowner (
  owner_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (owner_id >> 24) VIRTUAL, -- where
  seq       INTEGER AS (owner_id & 0xffffff) VIRTUAL, -- number in it
  pattern   TEXT NOT NULL, -- of paths
  owner     TEXT NOT NULL, -- user, team or address
  line      INTEGER -- in the artifact
) STRICT;

-- Anything else -----------------------------------------------------------------------

-- A value of a JSON, YAML, TOML or CSV file that no other reader knows.
CREATE TABLE value (
  value_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (value_id >> 24) VIRTUAL, -- where
  seq       INTEGER AS (value_id & 0xffffff) VIRTUAL, -- number in it
  doc       INTEGER NOT NULL, -- document of the file, from 1
  ptr       TEXT NOT NULL, -- JSON Pointer; CSV: /row/column
  type      TEXT NOT NULL CHECK (type IN ('string','number','true','false','null','object','array')), -- of the value
  text      TEXT, -- exact
  num       REAL AS (CASE type WHEN 'number' THEN CAST(text AS REAL) END) VIRTUAL, -- the same, nearly
  n         INTEGER, -- members of an object or array
  line      INTEGER -- in the artifact
) STRICT;

-- Lines of a log or other text.
CREATE TABLE text_stat (
  text_id  INTEGER PRIMARY KEY, -- artifact and number
  artifact_id INTEGER AS (text_id >> 24) VIRTUAL, -- where
  n_lines  INTEGER NOT NULL, -- lines
  n_bytes  INTEGER NOT NULL, -- bytes
  n_error  INTEGER NOT NULL, -- lines that say error
  n_warn   INTEGER NOT NULL, -- lines that warn
  n_fatal  INTEGER NOT NULL -- lines that say fatal
) STRICT;

-- Views that most checks use ------------------------------------------------------------

CREATE VIEW v_test AS SELECT a.artifact_id, a.path, count(*) AS total,
  sum(c.status='passed') AS passed, sum(c.status IN ('failed','error')) AS bad,
  sum(c.status IN ('skipped','todo')) AS skipped, sum(c.flaky) AS flaky
  FROM test_case c JOIN artifact a USING (artifact_id) WHERE a.status IN ('ok','partial') GROUP BY 1,2;
CREATE VIEW v_open AS SELECT f.* FROM finding f WHERE f.suppressed = 0 AND ifnull(f.baseline,'') <> 'absent';
CREATE VIEW v_clean_scan AS SELECT s.*, a.path, a.status AS artifact_status FROM scan s
  JOIN artifact a USING (artifact_id) WHERE a.status='ok' AND ifnull(s.succeeded,1)=1;
