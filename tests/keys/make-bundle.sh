#!/bin/sh
# A tiny content folder as `muster build` would leave it, for tests of the seal.
#   make-bundle.sh FOLDER [PROJECT] [SEALS]
# Every byte is fixed; SHA256SUMS is made by sha256sum.
set -eu
dir=$1
project=${2:-acme/widget}
seals=${3:-'"cms","dsse"'}
commit=1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d
tree=0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c
run=9f8e7d6c5b4a39281706f5e4d3c2b1a0

umask 022
mkdir -p "$dir/raw" "$dir/item" "$dir/assets"
plan='- [x] tests pass
- [ ] rollback rehearsed
'
sha() { printf '%s' "$1" | sha256sum | cut -c1-64; }
plan_sha=$(sha "$plan")
plan_oid=$(printf '%s' "$plan" | git hash-object --stdin)
plan_file=raw/$(echo "$plan_sha" | cut -c1-16)-release.md.txt

printf '%s' "$plan" > "$dir/$plan_file"
printf '{"inputs":[{"file":"%s","gitBlob":"%s","path":"release.md","role":"plan","sha256":"%s","size":%d}]}\n' \
	"$plan_file" "$plan_oid" "$plan_sha" "$(printf '%s' "$plan" | wc -c)" > "$dir/raw/index.json"
printf '{"commit":"%s","items":[{"id":"tests-pass","required":true,"verdict":"verified"},{"id":"rollback-rehearsed","required":true,"verdict":"open"}],"project":"%s","tree":"%s"}\n' \
	"$commit" "$project" "$tree" > "$dir/report.json"
printf '{"runs":[]}\n' > "$dir/history.json"
printf 'SQLite format 3\000' > "$dir/muster.db"
printf '<!doctype html><title>report</title><p>Not ready.\n' > "$dir/index.html"
printf '<!doctype html><title>item</title>\n' > "$dir/item/tests-pass.html"
printf 'body { color: black }\n' > "$dir/assets/site.css"
printf '{"epoch":1767225600,"format":"muster-bundle/1","inputs":[{"gitBlob":"%s","name":"release.md","origin":"tree","role":"plan","sha256":"%s"}],"project":"%s","result":{"counts":{"open":1,"verified":1},"goodUntil":null,"outcome":"NOT-READY"},"run":{"asOf":"2026-01-01T00:00:00Z","id":"%s","libs":{},"tool":"muster 0.1.0"},"seals":[%s],"signoffs":[],"source":{"commit":"%s","objectFormat":"sha1","tree":"%s","uri":"https://example.org/widget"}}\n' \
	"$plan_oid" "$plan_sha" "$project" "$run" "$seals" "$commit" "$tree" > "$dir/bundle.json"
cd "$dir"
find . -type f ! -path ./SHA256SUMS ! -path './seal/*' ! -path './signoffs/*' -printf '%P\n' |
	LC_ALL=C sort | xargs sha256sum > /tmp/sums.$$
mv /tmp/sums.$$ SHA256SUMS
