-- "12 tests pass": as many as the item says were run, and none of them failed.
SELECT total - skipped >= :count AND bad = 0 AS ok,
       printf('%d run, none bad', :count) AS expected,
       printf('%d run, %d bad, %d skipped', total - skipped, bad, skipped) AS actual,
       artifact_id AS artifact
  FROM v_test ORDER BY artifact_id;
