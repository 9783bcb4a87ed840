# Steps 10 and 13 of verify: what a verifier expects, and whether a release may go
# on.  T33 and T45 of the matrix in verify.bats.

load ../keys/seal

seal_again() { resum && "$MUSTER" seal report --key "$K/p256.key" -q "$@"; }
bundle_json() { # jq program
	jq -cS "$1" "$BATS_FILE_TMPDIR/report/bundle.json" > report/bundle.json
}
# A report that is ready: nothing is open, nobody need sign.
make_ready() {
	sed -i 's/"verdict":"open"/"verdict":"verified"/; s/,{"id":"security-lead"[^}]*}//' report/report.json
	bundle_json '.result.outcome = "READY" | .result.counts = {"verified": 2} | .signoffs = []'
}

@test "T33 an older bundle, another commit, another bundle before it" {
	"$MUSTER" seal report --key "$K/p256.key" --sequence 41 -q
	accepted report --min-sequence 41
	accepted report --min-sequence 0
	refused 7 E_ROLLBACK report --min-sequence 42
	refused 7 E_EXPECT_COMMIT report --expect-commit $(printf %040d 1)
	refused 7 E_EXPECT_DIGEST report --expect-digest sha256:$(printf %064d 1)
	refused 7 E_EXPECT_PROJECT report --expect-project acme/gadget
	refused 7 E_CHAIN report --previous sha256:$(printf %064d 1)
	refused 7 "E_CHAIN E_EXPECT_PROJECT E_ROLLBACK" report --expect-project x --min-sequence 50 --previous $(printf %064d 1)
	mv $NAME.tar.gz first.tar.gz
	cp -r report first
	echo '<p>more' >> report/index.html
	seal_again --previous first.tar.gz
	accepted report --previous first.tar.gz --min-sequence 42
	[[ $output == *"as of 2026-01-01T00:00:00Z, sequence 42, after sha256:$(sha256sum < first/SHA256SUMS | cut -c1-64)"* ]]
	accepted report --previous "sha256:$(sha256sum < first/SHA256SUMS | cut -c1-64)"
	refused 7 E_CHAIN report --previous $NAME.tar.gz # itself
	refused 7 E_ROLLBACK report --min-sequence 43
	run "$MUSTER" verify report --trust "$K/p256.signers" --json
	[ "$(jq -c '[.sequence, .previous]' <<< "$output")" = "[42,\"sha256:$(sha256sum < first/SHA256SUMS | cut -c1-64)\"]" ]
}

@test "T33 a bundle that says nothing of a row meets no demand for one" {
	refused 7 E_ROLLBACK report --min-sequence 1
	refused 7 E_CHAIN report --previous sha256:$(printf %064d 1)
	# A number that only the CMS part could vouch for does not exist.
	rm report/seal/attestation.sigstore.json report/seal/seal.pub
	refused 7 E_ROLLBACK report --min-sequence 1 --require cms
	for wrong in '--min-sequence x' '--min-sequence -1' '--max-age 5' '--max-age 0d' '--max-age x' \
		'--previous nowhere' '--limit x=1' '--limit total' '--limit total=0' '--limit entries=-1'; do
		run "$MUSTER" verify report --trust "$K/p256.signers" $wrong
		echo "$wrong: $output"
		[ "$status" -eq 2 ]
	done
	echo x > none
	run "$MUSTER" verify report --trust "$K/p256.signers" --previous none
	[ "$status" -eq 2 ]
}

@test "a report that is too old" {
	accepted report --max-age 2d --at 2026-01-02T00:00:00Z
	refused 7 E_STALE report --max-age 2d --at 2026-01-03T00:00:01Z
	accepted report --max-age 2d --at 2026-01-03T00:00:00Z
	refused 7 E_STALE report --max-age 4w --at 2026-06-01T00:00:00Z
}

@test "T45 a gate without an expectation would take last month's bundle" {
	refused 2 E_USAGE report --gate
	refused 2 E_USAGE report --gate --expect-project acme/widget
	run "$MUSTER" verify report --trust "$K/p256.signers" --require-role security
	[ "$status" -eq 2 ]
}

@test "T45 a bundle that is not ready, without and with a gate" {
	accepted report
	refused 5 "E_NOT_READY E_SIGNOFF_INCOMPLETE" report --gate --expect-commit $COMMIT
	make_ready
	seal_again
	accepted report --gate --expect-commit $COMMIT
	[[ ${lines[-1]} == *": READY" ]]
	accepted report --gate --expect-digest sha256:$(sha256sum < report/SHA256SUMS | cut -c1-64)
	refused 7 E_EXPECT_COMMIT report --gate --expect-commit $(printf %040d 1)
	for outcome in NOT-READY INDETERMINATE; do
		make_ready
		jq -cS ".result.outcome = \"$outcome\"" report/bundle.json > b && mv b report/bundle.json
		seal_again
		refused 5 E_NOT_READY report --gate --expect-commit $COMMIT
	done
}

@test "T45 something that counted has lapsed since" {
	make_ready
	jq -cS '.result.goodUntil = "2026-06-01T00:00:00Z"' report/bundle.json > b && mv b report/bundle.json
	seal_again
	accepted report --gate --expect-commit $COMMIT --at 2026-05-31T23:59:59Z
	refused 5 E_LAPSED report --gate --expect-commit $COMMIT --at 2026-06-01T00:00:00Z
	accepted report --at 2026-06-01T00:00:00Z # only a gate asks
	jq -cS '.result.goodUntil = "soon"' report/bundle.json > b && mv b report/bundle.json
	seal_again
	refused 5 E_LAPSED report --gate --expect-commit $COMMIT
}

@test "T45 a role that the operator insists on, and that no field asks for" {
	make_ready
	seal_again
	refused 5 E_SIGNOFF_INCOMPLETE report --gate --expect-commit $COMMIT --require-role security
	refused 5 E_SIGNOFF_INCOMPLETE report --gate --expect-commit $COMMIT --require-role qa --require-role ops
}

@test "the limits can be raised, and lowered" {
	accepted report --limit entries=100 --limit total=1M
	refused 6 E_LIMIT_ENTRIES report --limit entries=5
	refused 6 E_LIMIT_SIZE report --limit file=100
	refused 6 E_LIMIT_SIZE report --limit total=1K
	refused 6 E_LIMIT_SIZE $NAME.tar.gz --limit input=1K
	python3 - <<-END
		import gzip, io, tarfile
		with gzip.GzipFile("flat.tar.gz", "wb", compresslevel=9, mtime=0) as z:
		    t = tarfile.open(fileobj=z, mode="w", format=tarfile.USTAR_FORMAT)
		    m = tarfile.TarInfo("$NAME/a"); m.size = 80 << 20
		    t.addfile(m, io.BytesIO(bytes(m.size))); t.close()
	END
	refused 6 E_LIMIT_RATIO flat.tar.gz
	codes flat.tar.gz --limit ratio=2000
	[[ $codes != *E_LIMIT* ]]
}

@test "T36 an archive that others have packed, where that is allowed" {
	pack report good.tar
	accepted good.tar
	repack() { # options of tar
		rm -f other.tar
		tar --format=ustar -cf other.tar --owner=0 --group=0 --numeric-owner "$@"
	}
	repack $NAME # in the order of the folder, with its members, GNU padding
	tar --format=ustar -cf files.tar --no-recursion $(find $NAME -type f | sort -r)
	refused 6 E_NOT_CANONICAL files.tar
	accepted files.tar --allow-repacked
	[[ $output == *W_REPACKED* ]]
	gzip -c files.tar > files.tar.gz
	accepted files.tar.gz --allow-repacked
	zstd -q files.tar -o files.tar.zst
	accepted files.tar.zst --allow-repacked
	refused 6 E_FILE_TYPE other.tar --allow-repacked # folders are members there
	tar --format=pax --pax-option=comment=x -cf pax.tar --no-recursion $(find $NAME -type f | sort)
	refused 6 E_NOT_CANONICAL pax.tar --allow-repacked
	cat files.tar good.tar > two.tar
	refused 6 E_NOT_CANONICAL two.tar --allow-repacked
	cat good.tar good.tar > two.tar
	refused 6 E_NOT_CANONICAL two.tar --allow-repacked
	{ cat files.tar.gz; echo; } > garbage.tar.gz
	refused 6 E_TRAILING_DATA garbage.tar.gz --allow-repacked
	{ cat files.tar.gz; gzip -c good.tar; } > twice.tar.gz
	refused 6 E_TRAILING_DATA twice.tar.gz --allow-repacked
	printf X | dd of=$NAME/index.html bs=1 seek=3 conv=notrunc status=none
	tar --format=ustar -cf files.tar --no-recursion $(find $NAME -type f | sort -r)
	refused 1 E_FILE_CHANGED files.tar --allow-repacked
}
