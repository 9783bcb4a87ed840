-- "p95 < 500 ms": the load test's 95th percentile is within the item's own number.
-- :n1 is in millionths of a nanosecond; sub-metrics (with labels) do not count.
SELECT CAST(round(m.value * 1e12) AS INTEGER) <= :n1 AS ok,
       printf('p95 <= %.0f ms', :n1 / 1e12) AS expected,
       printf('p95 %.1f ms', m.value) AS actual,
       m.artifact_id AS artifact
  FROM metric m
 WHERE m.name = 'http_req_duration' AND m.labels IS NULL AND m.stat = 'p95' AND m.unit = 'ms';
