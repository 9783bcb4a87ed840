-- "An SBOM lists what we ship": every component has a version, and there are some.
SELECT s.n_components > 0 AND s.n_versioned = s.n_components AS ok,
       'components, each with a version' AS expected,
       printf('%s: %d components, %d with a version', s.spec, s.n_components, s.n_versioned) AS actual,
       s.artifact_id AS artifact
  FROM sbom s ORDER BY s.sbom_id;
