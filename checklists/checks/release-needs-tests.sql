-- "Releases wait for security and tests": the release job needs both.
SELECT ifnull(sum(n.needs IN ('security', 'test')), 0) = 2 AS ok,
       'needs security and test' AS expected,
       ifnull('needs ' || group_concat(n.needs), 'needs nothing') AS actual,
       j.artifact_id AS artifact, j.line AS line
  FROM workflow_job j LEFT JOIN workflow_need n USING (job_id)
 WHERE j.key = 'release' GROUP BY j.job_id ORDER BY j.job_id;
