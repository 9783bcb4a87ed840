-- "Test reports are about this very commit": as they say themselves.
SELECT CASE WHEN a.subject_commit IS NULL THEN NULL ELSE a.subject_commit = :commit END AS ok,
       'about the audited commit' AS expected,
       ifnull('about ' || substr(a.subject_commit, 1, 12), 'it names no commit') AS actual,
       a.artifact_id AS artifact
  FROM artifact a WHERE a.family = 'tests' ORDER BY a.artifact_id;
