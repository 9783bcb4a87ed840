-- "CI runs cargo audit, gitleaks and trivy": each in a step whose failure counts.
WITH want(tool) AS (VALUES ('cargo audit'), ('gitleaks'), ('trivy'))
SELECT ifnull(max(s.neutralised = 0 AND j.continue_on_error = 0), 0) AS ok,
       printf('a step that runs %s and can fail the job', w.tool) AS expected,
       CASE WHEN count(s.step_id) = 0 THEN 'no step'
            WHEN max(s.neutralised = 0 AND j.continue_on_error = 0) THEN 'line ' || min(s.line)
            ELSE 'its failure is ignored' END AS actual,
       a.artifact_id AS artifact, min(s.line) AS line
  FROM want w JOIN artifact a ON a.path = '.github/workflows/ci.yml' AND a.status = 'ok'
  LEFT JOIN workflow_step s ON s.artifact_id = a.artifact_id
       AND (instr(s.run, w.tool) > 0 OR instr(s.uses, w.tool) > 0)
  LEFT JOIN workflow_job j ON j.job_id = s.job_id
 GROUP BY w.tool, a.artifact_id ORDER BY w.tool;
