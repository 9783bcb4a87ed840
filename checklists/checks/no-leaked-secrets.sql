-- "gitleaks is clean": one row a scan, so that a scan that did not run is no evidence.
SELECT count(f.finding_id) = 0 AS ok,
       '0 leaks' AS expected,
       printf('%d leaks', count(f.finding_id)) AS actual,
       s.artifact_id AS artifact
  FROM v_clean_scan s LEFT JOIN v_open f ON f.scan_id = s.scan_id
 WHERE s.tool = 'gitleaks' GROUP BY s.scan_id ORDER BY s.scan_id;
