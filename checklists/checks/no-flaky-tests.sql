-- "No flaky tests": no case passed only after it had failed.
SELECT flaky = 0 AS ok,
       '0 flaky' AS expected,
       printf('%d of %d flaky', flaky, total) AS actual,
       artifact_id AS artifact
  FROM v_test ORDER BY artifact_id;
