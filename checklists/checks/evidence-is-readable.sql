-- "All evidence can be read": one row a file below evidence/.
SELECT status IN ('ok', 'unsupported') AS ok,
       'a file that can be read' AS expected,
       printf('%s: %s', path, status) AS actual,
       artifact_id AS artifact, err_line AS line
  FROM artifact WHERE glob_path(path, 'evidence/**') ORDER BY artifact_id;
