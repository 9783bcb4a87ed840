-- "Lint: 0 errors": warnings may stay.
SELECT count(f.finding_id) = 0 AS ok,
       '0 errors' AS expected,
       printf('%s: %d errors', s.tool, count(f.finding_id)) AS actual,
       s.artifact_id AS artifact
  FROM v_clean_scan s LEFT JOIN v_open f ON f.scan_id = s.scan_id AND f.level = 'error'
  JOIN artifact a ON a.artifact_id = s.artifact_id AND a.format = 'sarif'
 GROUP BY s.scan_id ORDER BY s.scan_id;
