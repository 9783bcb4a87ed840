#!/bin/sh
# A tiny content folder as `muster build` leaves it, for tests of the seal.
#   make-bundle.sh FOLDER [PROJECT] [SEALS]
# Every byte is fixed; SHA256SUMS is made by sha256sum.
set -eu
dir=$1
project=${2:-acme/widget}
seals=${3:-'"cms","dsse"'}
commit=1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d
tree=0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c
run=9f8e7d6c5b4a39281706f5e4d3c2b1a0

mkdir -p "$dir/raw" "$dir/item" "$dir/assets" "$dir/git"
plan='- [x] tests pass
- [ ] rollback rehearsed
'
size=$(printf '%s' "$plan" | wc -c)
plan_sha=$(printf '%s' "$plan" | sha256sum | cut -c1-64)
oid=$(printf 'blob %d\0%s' "$size" "$plan" | sha1sum | cut -c1-40)
name=raw/$(echo "$plan_sha" | cut -c1-16)-release.md.txt

printf '%s' "$plan" > "$dir/$name"
printf 'blob %d\0%s' "$size" "$plan" > "$dir/git/$oid"
cat > "$dir/raw/index.json" <<END
{"files":[{"gitBlob":"$oid","name":"$name","path":"release.md","role":"plan","sha256":"$plan_sha","size":$size},{"path":"muster.conf","role":"config"}],"format":"muster-raw/1"}
END
cat > "$dir/report.json" <<END
{"artifacts":[],"commit":"$commit","format":"muster-report/1","plans":[{"items":[{"id":"tests-pass","required":true,"verdict":"verified"},{"id":"rollback-rehearsed","required":true,"verdict":"open"},{"id":"security-lead","kind":"signoff","required":true}],"path":"release.md"}],"project":"$project","tree":"$tree"}
END
cat > "$dir/bundle.json" <<END
{"epoch":1767225600,"format":"muster-bundle/1","inputs":[{"gitBlob":"$oid","name":"release.md","origin":"tree","role":"plan","sha256":"$plan_sha"},{"name":"a.xml","origin":"tree","role":"artifact"}],"project":"$project","result":{"counts":{"needs-signoff":1,"open":1,"verified":1},"goodUntil":null,"outcome":"NOT-READY"},"run":{"asOf":"2026-01-01T00:00:00Z","id":"$run","libs":{},"tool":"muster 0.1.0"},"seals":[$seals],"signoffs":[{"counted":[],"field":"release/security-lead","line":3,"plan":"release.md","quorum":1,"required":true,"role":"security","ticks":[],"verdict":"needs-signoff"}],"source":{"commit":"$commit","objectFormat":"sha1","tree":"$tree","uri":"https://example.org/widget"}}
END
printf '{"format":"muster-history/1","runs":[],"verdicts":[]}\n' > "$dir/history.json"
printf 'SQLite format 3\000' > "$dir/muster.db"
printf '<!doctype html><title>report</title><p>Not ready.\n' > "$dir/index.html"
printf '<!doctype html><title>item</title>\n' > "$dir/item/tests-pass.html"
printf 'body { color: black }\n' > "$dir/assets/site.css"
cd "$dir"
sums=$(find . -type f ! -path ./SHA256SUMS ! -path './seal/*' ! -path './signoffs/*' -printf '%P\n' |
	LC_ALL=C sort | xargs sha256sum)
printf '%s\n' "$sums" > SHA256SUMS
