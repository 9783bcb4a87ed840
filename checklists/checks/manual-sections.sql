-- "The operator manual covers startup, shutdown and the kill switch": each has a section
-- of 20 words or more.  One row a section; without the manual there is no row.
WITH want(words) AS (VALUES ('startup'), ('shutdown'), ('kill switch'))
SELECT ifnull(max(h.n_words), 0) >= 20 AS ok,
       printf('a section on %s', w.words) AS expected,
       ifnull(max(h.n_words) || ' words', 'missing') AS actual,
       a.artifact_id AS artifact, min(h.line) AS line
  FROM want w JOIN artifact a ON a.path = 'docs/operator_manual.md' AND a.status = 'ok'
  LEFT JOIN heading h ON h.artifact_id = a.artifact_id AND instr(h.folded, w.words) > 0
 GROUP BY w.words, a.artifact_id ORDER BY w.words;
