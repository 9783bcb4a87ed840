-- "Line coverage >= 80 %": counted from the files, not the total that a report states.
SELECT c.covered * 10000 >= c.total * 8000 AS ok,
       '>= 80 % of lines' AS expected,
       printf('%d of %d lines', c.covered, c.total) AS actual,
       c.artifact_id AS artifact
  FROM coverage c JOIN artifact a USING (artifact_id)
 WHERE a.status = 'ok' AND c.scope = 'total' AND c.metric = 'line' AND c.total > 0 AND c.computed = 1
 ORDER BY c.coverage_id;
