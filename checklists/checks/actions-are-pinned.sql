-- "Actions are pinned": every action that a workflow uses is named by a commit.
SELECT s.pinned AS ok,
       'pinned to a commit' AS expected,
       printf('%s at %s', s.uses, ifnull(s.uses_ref, 'no version')) AS actual,
       s.artifact_id AS artifact, s.line AS line
  FROM workflow_step s WHERE s.uses IS NOT NULL AND s.pinned IS NOT NULL ORDER BY s.step_id;
