# muster serve: the site on loopback, built again on changes, for nobody else.

load helper

setup() {
	new_repo pack
	mkdir -p checklists evidence
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n' > checklists/release.md
	junit 5 0 > evidence/unit.xml
	commit_all 'plan'
}

teardown() {
	[ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
	[ -z "${server:-}" ] || wait "$server" || true
	server=
}

# Start it on a free port: $url, $port, $server.
serve() {
	: > "$BATS_TEST_TMPDIR/out"
	"$MUSTER" serve --port 0 "$@" > "$BATS_TEST_TMPDIR/out" 2> "$BATS_TEST_TMPDIR/err" 3>&- &
	server=$!
	for _ in $(seq 300); do
		url=$(head -n 1 "$BATS_TEST_TMPDIR/out")
		[ -z "$url" ] || break
		sleep 0.1
	done
	port=${url##*:}
	port=${port%/}
	[ -n "$port" ]
}

# ask PATH [HEADER...]: status, headers and body.
ask() {
	python3 - "$port" "$@" <<'PY'
import http.client, sys
port, path, *headers = sys.argv[1:]
method = "GET"
if path.split(" ")[0].isupper():
    method, path = path.split(" ")
c = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
c.putrequest(method, path, skip_host=any(h.startswith("Host:") for h in headers))
for h in headers:
    c.putheader(*h.split(": "))
c.endheaders()
r = c.getresponse()
print(r.status)
for name, value in r.getheaders():
    print(f"{name}: {value}")
print()
sys.stdout.buffer.write(r.read())
PY
}

# Wait until the script's question has that answer.
state_has() {
	for _ in $(seq 600); do
		ask /.muster/state > "$BATS_TEST_TMPDIR/state"
		! grep -q "$1" "$BATS_TEST_TMPDIR/state" || return 0
		sleep 0.1
	done
	cat "$BATS_TEST_TMPDIR/state" "$BATS_TEST_TMPDIR/out" "$BATS_TEST_TMPDIR/err"
	return 1
}

@test "the site is shown as it is on the disk, but for one script that asks for news" {
	serve
	run ask /
	[ "${lines[0]}" = 200 ]
	grep -q '<script defer src="/.muster/reload.js?build=[0-9a-f]\{16\}"></script></head>' <<< "$output"
	grep -q "default-src 'none'; connect-src 'self'; script-src 'self'" <<< "$output"
	grep -q '^X-Content-Type-Options: nosniff$' <<< "$(tr -d '\r' <<< "$output")"
	for file in assets/muster.css data/search.js report.json raw/index.json; do
		ask "/$file" | sed '1,/^$/d' | cmp - "site/report/$file"
	done
	# What would be sealed has neither.
	! grep -rq '\.muster/\|connect-src' site/report --include='*.html'
	(cd site/report && sha256sum --quiet --strict -c SHA256SUMS)
}

@test "a commit, a report and a template rebuild the site" {
	mkdir "$BATS_TEST_TMPDIR/pages"
	serve --templates "$BATS_TEST_TMPDIR/pages"
	before=$(ask /.muster/state | tail -n 1)
	printf -- '- [ ] Restore is rehearsed\n' >> checklists/release.md
	commit_all 'more'
	for _ in $(seq 600); do
		[ "$(ask /.muster/state | tail -n 1)" = "$before" ] || break
		sleep 0.1
	done
	ask /plan/release.html | grep -q 'Restore is rehearsed'
	junit 5 2 > evidence/late.xml
	for _ in $(seq 600); do
		[ "$(ask /evidence/late.html | head -n 1)" != 200 ] || break
		sleep 0.1
	done
	[ "$(ask /evidence/late.html | head -n 1)" = 200 ]
	echo '<p>A search of ours</p>' > "$BATS_TEST_TMPDIR/pages/search.html"
	for _ in $(seq 600); do
		! ask /search.html | grep -q 'A search of ours' || break
		sleep 0.1
	done
	ask /search.html | grep -q 'A search of ours'
}

@test "a build that fails leaves the site and says so, until it is mended" {
	serve
	printf '[pack]\n\tbogus = 1\n' > muster.conf
	commit_all 'a mistake'
	state_has 'bogus'
	[ "$(ask / | head -n 1)" = 200 ]
	git rm -q muster.conf
	commit 'mended'
	state_has '"trouble":""'
}

@test "building does not set off another build" {
	serve
	# It comes to rest: a build that sets off another never does.
	for _ in 1 2 3 4 5; do
		lines=$(wc -l < "$BATS_TEST_TMPDIR/out")
		sleep 1.5
		[ "$(wc -l < "$BATS_TEST_TMPDIR/out")" -ne "$lines" ] || break
	done
	[ "$(grep -c 'built again:\|^built again$' "$BATS_TEST_TMPDIR/out")" -le 1 ]
	[ "$(wc -l < "$BATS_TEST_TMPDIR/out")" -eq "$lines" ]
}

@test "a port that is taken is named, with what to do" {
	serve
	run "$MUSTER" serve --port "$port"
	[ "$status" -eq 2 ]
	[[ "$output" == *"port $port of 127.0.0.1 is taken"* ]]
	[[ "$output" == *"fix: end it, or give a port that is free: --port"* ]]
	run "$MUSTER" serve --port 65536
	[ "$status" -eq 2 ]
	[[ "$output" == *'"65536" is no port'* ]]
}

@test "nobody but this machine can connect" {
	serve
	# The socket listens on 127.0.0.1 (0100007F) alone.
	hex=$(printf '%04X' "$port")
	[ "$(grep -c "^ *[0-9]*: 0100007F:$hex 00000000:0000 0A" /proc/net/tcp)" -eq 1 ]
	! grep -q "00000000:$hex 00000000:0000 0A" /proc/net/tcp
	[ ! -e /proc/net/tcp6 ] || ! grep -q ":$hex 0*:0000 0A" /proc/net/tcp6
}

@test "other names, methods, sites and paths get nothing" {
	serve
	[ "$(ask / 'Host: evil.example' | head -n 1)" = 421 ]
	[ "$(ask / "Host: localhost:$port" | head -n 1)" = 200 ]
	[ "$(ask 'POST /' | head -n 1)" = 405 ]
	[ "$(ask 'HEAD /index.html' | sed '1,/^$/d' | wc -c)" -eq 0 ]
	[ "$(ask /data/search.js 'Sec-Fetch-Site: cross-site' 'Sec-Fetch-Mode: no-cors' | head -n 1)" = 403 ]
	echo secret > site/outside.txt
	ln -s ../outside.txt site/report/link.txt
	for path in /../outside.txt /plan/../../outside.txt /%2e%2e/outside.txt /link.txt //etc/passwd \
		/.git/HEAD /plan; do
		[ "$(ask "$path" | head -n 1)" = 404 ]
	done
}

@test "what is no HTTP ends its own connection and nothing else" {
	serve
	run timeout 120 python3 - "$port" <<'PY'
import os, random, socket, sys
port = int(sys.argv[1])
random.seed(1)
def send(data, read=True, patience=5):
    s = socket.create_connection(("127.0.0.1", port), timeout=patience)
    try:
        s.sendall(data)
        if read:
            s.shutdown(socket.SHUT_WR)
            out = b""
            while True:
                part = s.recv(65536)
                if not part: return out
                out += part
    except OSError:
        return b""
    finally:
        s.close()
host = b"Host: 127.0.0.1:%d\r\n" % port
good = b"GET /index.html HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n"
assert send(good).startswith(b"HTTP/1.1 200"), "the good request"
cases = [b"", b"\0" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /index.html\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n" + host + b"\r\n",
    b"GET / HTTP/1.1\r\n" + host + b"X: " + b"y" * 1000000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + host + b"".join(b"X%d: y\r\n" % i for i in range(20000)) + b"\r\n",
    b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 5\r\n\r\nhello",
    b"GET / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\n" + host + b"\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20]
for case in cases:
    out = send(case)
    assert not out.startswith(b"HTTP/1.1 200"), case[:80]
for _ in range(300):
    bad = bytearray(good)
    for _ in range(random.randint(1, 8)):
        bad[random.randrange(len(bad))] = random.randrange(256)
    send(bytes(bad), patience=0.2) # what is not complete is waited for
# Silent visitors, more than there is room for: the last ones are turned away, and
# when they have gone others get in.
held = []
for _ in range(80):
    try: held.append(socket.create_connection(("127.0.0.1", port), timeout=5))
    except OSError: break
for s in held: s.close()
assert send(good).startswith(b"HTTP/1.1 200"), "the good request, afterwards"
PY
	echo "$output"
	[ "$status" -eq 0 ]
	kill -0 "$server"
}

@test "the process that answers has given up its rights" {
	serve
	answering=$(pgrep -P "$server")
	level=$(sed -n 's/^Seccomp:\t//p' "/proc/$answering/status")
	[ "$level" = 2 ] || skip "no seccomp here"
	[ "$(sed -n 's/^NoNewPrivs:\t//p' "/proc/$answering/status")" = 1 ]
}

@test "it ends cleanly when it is asked to, and leaves nothing behind" {
	serve
	answering=$(pgrep -P "$server")
	kill -TERM "$server"
	wait "$server"
	server=
	[ ! -e "/proc/$answering" ]
	[ -z "$(find site -name '.muster-tmp-*')" ]
	[ -z "$(git status --porcelain)" ]
}

@test "where nothing can be built there is nothing to serve" {
	printf '[pack]\n\tbogus = 1\n' > muster.conf
	commit_all 'a mistake'
	run "$MUSTER" serve --port 0
	[ "$status" -eq 2 ]
	[[ "$output" == *bogus* ]]
	[[ "$output" != *http://* ]]
	cd "$BATS_TEST_TMPDIR"
	run "$MUSTER" serve --port 0
	[ "$status" -eq 2 ]
}

@test "templates that the operator's file names are watched as those of --templates" {
	mkdir "$BATS_TEST_TMPDIR/pages"
	printf '[pack]\n\ttemplates = %s\n' "$BATS_TEST_TMPDIR/pages" > "$BATS_TEST_TMPDIR/operator.conf"
	serve --config "$BATS_TEST_TMPDIR/operator.conf"
	! ask /search.html | grep -q 'A search of ours'
	echo '<p>A search of ours</p>' > "$BATS_TEST_TMPDIR/pages/search.html"
	for _ in $(seq 600); do
		! ask /search.html | grep -q 'A search of ours' || break
		sleep 0.1
	done
	ask /search.html | grep -q 'A search of ours'
}
