# Links of documents that are evidence: do they lead anywhere in the audited tree?

load helper

# TARGET and whether it resolves (1, 0, empty for what leads outside), a line each.
links() {
	"$MUSTER" query --csv "SELECT target, resolves FROM doc_link
		JOIN artifact USING (artifact_id) WHERE path = '$1' ORDER BY link_id" |
		tail -n +2 | tr -d '\r'
}

runbook() {
	new_repo pack
	mkdir -p docs/old src evidence docs-extra
	echo 'int main;' > 'src/a b.c'
	echo '# Old' > docs/old/x.md
	echo '# Guide' > docs/guide.md
	echo 'x' > docs-extra/x
	printf '%s\n' '- [x] The runbook exists (`docs/runbook.md`)' > plan.md
	cat > docs/runbook.md
}

@test "a link leads to a file or folder of the tree, or nowhere" {
	runbook <<-'END'
		# Runbook
		[a](old/x.md) [b](./old/) [c](old) [d](../src/a%20b.c#L3) [e](/src/a%20b.c?plain=1)
		[f](gone.md) [g](../src/none.c) [h](Old/x.md) [i](/docs/none.md) [j](../docs-extra)
		[k](old/x.md/y)
	END
	commit_all all
	"$MUSTER" audit -q || true
	diff - <(links docs/runbook.md) <<-'END'
		old/x.md,1
		./old/,1
		old,1
		../src/a%20b.c#L3,1
		/src/a%20b.c?plain=1,1
		gone.md,0
		../src/none.c,0
		Old/x.md,0
		/docs/none.md,0
		../docs-extra,1
		old/x.md/y,0
	END
	[ "$("$MUSTER" audit --json | jq '[.findings[] | select(.code == "broken-link")] |
		length, .[0].line' | paste -sd' ')" = '1 3' ]
}

@test "what leads outside, or is not written yet, is not looked up" {
	runbook <<-'END'
		# Runbook
		[a](https://example.org/gone) [b](mailto:a@example.org) [c](//example.org/x)
		[d](../../elsewhere/x.md) [e]({{base}}/x.md) [f](guide) [g](guide.html#x) [h](/blog/x)
		<https://example.org/y>
	END
	commit_all all
	"$MUSTER" audit -q || true
	[ "$(links docs/runbook.md | grep -c ',$')" -eq 9 ]
	[ "$("$MUSTER" audit --json | jq '[.findings[] | select(.code == "broken-link")] | length')" -eq 0 ]
}

@test "a place in the document itself is one of its headings, or declared" {
	runbook <<-'END'
		# The _Runbook_
		## Roll back!
		## Roll back!
		## Données & co
		## Deep {#custom}
		<a id="by-hand"></a>
		[a](#the-runbook) [b](#roll-back) [c](#roll-back-1) [d](#roll-back-2) [e](#donn%C3%A9es--co)
		[f](#custom) [g](#deep) [h](#by-hand) [i](#nothing) [j](#) [k](runbook.md#roll-back)
		[l](runbook.md#nothing) [m](guide.md#nothing)
	END
	commit_all all
	"$MUSTER" audit -q || true
	diff - <(links docs/runbook.md) <<-'END'
		#the-runbook,1
		#roll-back,1
		#roll-back-1,1
		#roll-back-2,0
		#donn%C3%A9es--co,1
		#custom,1
		#deep,1
		#by-hand,1
		#nothing,0
		#,1
		runbook.md#roll-back,1
		runbook.md#nothing,0
		guide.md#nothing,1
	END
}

@test "a predicate over broken links is met by none and refuted by one" {
	runbook < <(seq -f 'Step %.0f is described here in enough words.' 20; echo '[a](old/x.md)')
	printf '%s\n' '' '- [x] The rollback runbook exists' '  - Evidence: `doc:docs/runbook.md` broken-links = 0' >> plan.md
	commit_all all
	json=$("$MUSTER" audit --json) || true
	[[ "$(verdict_at plan.md:3)" == 'verified '* ]]
	echo '[b](gone.md)' >> docs/runbook.md
	commit_all 'a link'
	json=$("$MUSTER" audit --json) || true
	[[ "$(verdict_at plan.md:3)" == 'contradicted '* ]]
}

@test "documents of archives and of folders outside link among themselves" {
	new_repo pack
	mkdir -p ../out/sub evidence in/docs
	echo '[a](sub/b.md) [b](gone.md) [c](../plan.md) [d](/plan.md)' > ../out/a.md
	echo '# B' > ../out/sub/b.md
	echo '[a](b.md) [b](gone.md) [c](../../x) [d](../docs)' > in/docs/a.md
	echo '# B' > in/docs/b.md
	(cd in && tar --sort=name --mtime=@0 -cf ../evidence/docs.tar docs)
	rm -r in
	echo '- [x] All is written' > plan.md
	commit_all all
	"$MUSTER" audit -q --evidence ../out || true
	[ "$(links @out/a.md | paste -sd' ')" = 'sub/b.md,1 gone.md,0 ../plan.md, /plan.md,' ]
	[ "$(links 'evidence/docs.tar!/docs/a.md' | paste -sd' ')" = 'b.md,1 gone.md,0 ../../x, ../docs,1' ]
}

@test "the cache, workers and none find the same links broken" {
	runbook < <(echo '# R'; for i in $(seq 50); do echo "[a](x$i.md) [b](old/x.md)"; done)
	commit_all all
	"$MUSTER" audit -q -j 1 --no-cache || true
	links docs/runbook.md > ../one
	for how in -j4 --sandbox=off -j2 -j2; do
		"$MUSTER" audit -q "$how" || true
		diff ../one <(links docs/runbook.md)
	done
	[ "$(grep -c ',0$' ../one)" -eq 50 ]
	# The same bytes of the document, from the cache, in another tree.
	echo x > docs/x7.md
	commit_all 'one is there now'
	"$MUSTER" audit -q || true
	[ "$(links docs/runbook.md | grep -c ',0$')" -eq 49 ]
}

@test "a link into a submodule leads outside" {
	new_repo pack
	mkdir docs
	git update-index --add --cacheinfo 160000,1111111111111111111111111111111111111111,sub
	echo '[a](../sub) [b](../sub/x.md)' > docs/a.md
	echo '- [x] Written (`docs/a.md`)' > plan.md
	git add docs plan.md && commit all
	"$MUSTER" audit -q || true
	[ "$(links docs/a.md | paste -sd' ')" = '../sub,1 ../sub/x.md,' ]
}
