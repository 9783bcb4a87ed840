#!/usr/bin/env bats
# muster render: one page, or its template's data; and what a wrong template is told.

load helper

setup() {
	new_repo repo
	mkdir -p checklists ../ours/assets
	printf '# Release\n\n- [x] Unit tests pass (`evidence/unit.xml`)\n- [ ] Docs\n' > checklists/release.md
	commit_all one
}

@test "a page's data comes as JSON, and the same page as build writes it" {
	"$MUSTER" build -q
	"$MUSTER" render --dump-context index.html > ../index.json
	[ "$(jq -r .answer ../index.json)" = "Not ready." ]
	[ "$(jq '.reasons | length > 0' ../index.json)" = true ]
	for page in index.html plan/release.html item/release/docs.html about.html; do
		"$MUSTER" render --page $page > ../page.html
		# The run's number and id are of the run that was recorded for it.
		diff <(sed 's/run-[0-9]*">[0-9]*//; s/[Rr]un [0-9]*//g; s/Run<.dt><dd>[0-9a-f]*//' ../page.html) \
			<(sed 's/run-[0-9]*">[0-9]*//; s/[Rr]un [0-9]*//g; s/Run<.dt><dd>[0-9a-f]*//' site/report/$page) ||
			[ $page = index.html ] # it tells of the run before
	done
}

@test "every page of the site has data to dump" {
	"$MUSTER" build -q
	for page in $(cd site/report && find . -name '*.html' | sed 's,^\./,,'); do
		"$MUSTER" render --dump-context "$page" | jq -e '.root != null' > /dev/null
	done
}

@test "which page has to be said, and it has to be there" {
	run "$MUSTER" render
	[ "$status" -eq 2 ]
	[[ "$output" = *"--dump-context"* ]]
	run "$MUSTER" render --page index.html --dump-context index.html
	[ "$status" -eq 2 ]
	run "$MUSTER" render --page item/release/none.html
	[ "$status" -eq 4 ]
	[[ "$output" = *'there is no page "item/release/none.html"'* ]]
	run "$MUSTER" render --page index.html --templates ../nowhere
	[ "$status" -eq 2 ]
}

# wrong TEMPLATE PLACE WORDS...: as the operator's search.html it is refused at PLACE.
wrong() {
	printf '%b' "$1" > ../ours/search.html
	run "$MUSTER" render --page search.html --templates ../ours
	echo "$output"
	[ "$status" -ne 0 ]
	[[ "$output" = *"../ours/search.html$2: "* ]]
	for word in "${@:3}"; do [[ "$output" = *"$word"* ]]; done
	run "$MUSTER" build -q --templates ../ours
	[ "$status" -ne 0 ]
	[[ "$output" = *"../ours/search.html$2: "* ]]
}

@test "a wrong template is named with its line and what was meant" {
	wrong '<p>\n{{projct}}</p>' :2:1 'there is no value "projct"' '"project" is the nearest'
	wrong '<p>\n\n{{#plans}}<b>{{titel}}</b>{{/plans}}' :3:14 '"titel"' '"title"'
	wrong '{{#plans}}\n{{/plan}}' :2 '{{/plan}} closes {{#plans}} of line 1' 'write {{/plans}}'
	wrong 'x\n{{#plans}}' :2:1 '{{#plans}} is never closed' 'add {{/plans}}'
	wrong '\n{{/plans}}' :2 '{{/plans}} closes nothing'
	wrong '\n{{>legnd}}' :2:1 'there is no template "legnd"' '"legend" is the nearest'
	wrong '\n\n{{>search}}' :3:1 'includes itself'
	wrong '<p>\n{{{project}}}' :2 'no unescaped form' 'write {{name}}'
	wrong '{{&project}}' :1 'no unescaped form'
	wrong '<p>\n{{project' :2:1 '{{ without }}'
	wrong '<p>\n{{Project}}' :2:1 '"Project" is no name'
	wrong '<a href={{root}}>' :1:9 'stands where no value may'
	wrong '<script>\nvar a = "{{project}}"</script>' :2:10 'stands where no value may'
	wrong '<b>\n{{plans}}' :2:1 '"plans" is no text' '{{#plans}}'
	wrong '{{=<% %>=}}' :1:1 'delimiters' '{{name}}'
	wrong '\n{{$block}}' :2:1 'is no tag of this language'
	wrong '<p>{{@search.quick' :1:4 '{{ without }}'
	wrong '\n{{<layout}}' :2:1 'is no tag of this language'
}

@test "an error in the page's own frame is named too" {
	printf '<!doctype html>\n<title>{{titel}}</title>\n' > ../ours/page.html
	run "$MUSTER" render --page index.html --templates ../ours
	[[ "$output" = *'../ours/page.html:2:8: there is no value "titel" here'* ]]
	[[ "$output" = *'"title" is the nearest'* ]]
}

@test "a template that is no text, or too long, is an error, and no page comes" {
	head -c 2000000 /dev/zero | tr '\0' x > ../ours/search.html
	run "$MUSTER" render --page search.html --templates ../ours
	[ "$status" -ne 0 ]
	[[ "$output" = *search.html* ]]
}

@test "what the operator's templates hold is listed with digests, and verify says that they are not ours" {
	"$MUSTER" build -q
	[ "$(jq '[.inputs[] | select(.role == "template")] | length' site/report/bundle.json)" = 0 ]
	run "$MUSTER" verify site/report
	[[ "$output" != *W_TEMPLATES* ]]
	digest=$(jq -S 'del(.run)' site/report/report.json | sha256sum)
	printf '<h1>%s</h1>\n' Ready. > ../ours/about.html
	printf ':root{--ink:#111}\n' > ../ours/assets/theme.css
	echo notes > ../ours/notes.txt
	"$MUSTER" build -q --templates ../ours
	[ "$(jq -r '.inputs[] | select(.role == "template") | "\(.origin) \(.name) \(.sha256)"' site/report/bundle.json)" = \
		"operator templates/about.html $(sha256sum < ../ours/about.html | cut -d' ' -f1)
operator templates/assets/theme.css $(sha256sum < ../ours/assets/theme.css | cut -d' ' -f1)" ]
	# What was judged is the same; who checks the bundle is told.
	[ "$(jq -S 'del(.run)' site/report/report.json | sha256sum)" = "$digest" ]
	run "$MUSTER" verify site/report
	[[ "$output" = *W_TEMPLATES*templates/about.html* ]]
	[ "$("$MUSTER" verify --json site/report | jq -r '.warnings[].code' | grep -c W_TEMPLATES)" = 1 ]
}

@test "[pack] templates counts in the operator's file, and in the tree not at all" {
	printf '<h1>Ours, of %s</h1>\n' '{{project}}' > ../ours/search.html
	printf '[pack]\n\ttemplates = ../ours\n' > ../operator.conf
	"$MUSTER" render --page search.html --config ../operator.conf > ../page.html
	grep -q '<h1>Ours' ../page.html
	"$MUSTER" build -q --config ../operator.conf
	grep -q '<h1>Ours' site/report/search.html
	[ "$(jq -r '.inputs[] | select(.role == "template").name' site/report/bundle.json)" = templates/search.html ]
	printf '[pack]\n\ttemplates = ../nowhere\n' > ../operator.conf
	run "$MUSTER" build -q --config ../operator.conf
	[ "$status" -eq 2 ]
	[[ "$output" = *'no folder "../nowhere"'* ]]
	# Whoever writes the plans must not write "Ready.".
	mkdir mine
	cp ../ours/search.html mine/
	printf '[pack]\n\ttemplates = mine\n' > muster.conf
	commit_all templates
	"$MUSTER" build -q
	! grep -q '<h1>Ours' site/report/search.html
	[ "$(jq -r '[.findings[].code] | index("config-widens") != null' <("$MUSTER" audit --json))" = true ]
}

@test "colours of theme.css that are too near are a warning, and the page is made" {
	printf ':root{--link:#8ab4f8;--verified:#cfc}\n' > ../ours/assets/theme.css
	run "$MUSTER" build -q --templates ../ours
	[[ "$output" = *'warning: ../ours/assets/theme.css: --link #8ab4f8 on --bg #fff has a contrast of 2.10:1'* ]]
	[[ "$output" = *'--verified #cfc on --bg #fff has a contrast of 1.1'*'asks for 3.0:1'* ]]
	[ -e site/report/assets/theme.css ]
	printf ':root{--link:#0b5394}\n' > ../ours/assets/theme.css
	run "$MUSTER" build -q --templates ../ours
	[[ "$output" != *warning* ]]
}
