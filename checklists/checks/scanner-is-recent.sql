-- "Scanned within a week": as of the audit, not of today.
SELECT CASE WHEN a.generated_at_s IS NULL THEN NULL ELSE :now - a.generated_at_s <= 7 * 86400 END AS ok,
       'made in the 7 days before the audit' AS expected,
       ifnull(a.generated_at, 'it does not say when it was made') AS actual,
       a.artifact_id AS artifact
  FROM artifact a WHERE EXISTS (SELECT 1 FROM v_clean_scan s WHERE s.artifact_id = a.artifact_id
                 AND s.kind IN ('image', 'dependency'))
 ORDER BY a.artifact_id;
