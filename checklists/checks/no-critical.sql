-- "No critical vulnerabilities": every scan that ran to its end reports none.
SELECT count(f.finding_id) = 0 AS ok,
       '0 critical vulnerabilities' AS expected,
       printf('%s %s: %d critical', s.tool, ifnull(s.target, ''), count(f.finding_id)) AS actual,
       s.artifact_id AS artifact
  FROM v_clean_scan s
  LEFT JOIN v_open f ON f.scan_id = s.scan_id AND f.kind = 'vulnerability' AND f.severity = 'critical'
 WHERE s.kind IN ('image', 'dependency')
 GROUP BY s.scan_id ORDER BY s.scan_id;
