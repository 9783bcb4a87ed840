# The words of the pages come from one table: with another one, no English is left
# that is not the author's.

load ../cli/helper
load pseudo

setup() {
	new_repo repo
	mkdir -p checklists evidence ../ours
	cat > checklists/release.md <<-'EOF2'
		# Release
		## Tests
		- [x] Unit tests pass (`evidence/unit.xml`)
		- [ ] Docs
		- [x] Load test done
		## Sign-off
		- [ ] QA Lead: ____________ Date: ________
	EOF2
	commit_all one
	"$MUSTER" audit -q > /dev/null
	junit 3 1 "$(git rev-parse HEAD)" > evidence/unit.xml
	commit_all two
}

@test "a table of one's own replaces ours, sentence by sentence, and names its language" {
	printf '[language]\n\ttag = de\n[overview]\n\tnext = Was als Nächstes\n\tlead = "{verified} von {all} {all|Punkt ist|Punkten sind} belegt."\n' \
		> ../ours/strings.conf
	"$MUSTER" build -q --templates ../ours
	grep -q '<html lang="de">' site/report/index.html
	grep -q '<h2>Was als Nächstes</h2>' site/report/index.html
	grep -q '0 von 4 Punkten sind belegt.' site/report/index.html
	[ ! -e site/report/strings.conf ]
}

@test "a table that is wrong is named with its line and what was meant" {
	printf '[language]\n\ttag = de\n[overview]\n\tnxt = Was\n' > ../ours/strings.conf
	run "$MUSTER" build -q --templates ../ours
	[ "$status" -ne 0 ]
	[[ "$output" = *'../ours/strings.conf:4: no page says "overview.nxt"'* ]]
	[[ "$output" = *'"overview.next" is the nearest key'* ]]
	printf '[language]\n\ttag = de\n[overview]\n\tlead = "{verified} von {al}"\n' > ../ours/strings.conf
	run "$MUSTER" build -q --templates ../ours
	[[ "$output" = *'../ours/strings.conf:4: "overview.lead" has no value {al}'* ]]
	printf '[overview]\n\tnext = Was\n' > ../ours/strings.conf
	run "$MUSTER" build -q --templates ../ours
	[ "$status" -eq 0 ] # it is English then, as ours
	printf '<p>{{@overview.nxt}}</p>' > ../ours/search.html
	run "$MUSTER" build -q --templates ../ours
	[[ "$output" = *'../ours/search.html:1:4: there is no sentence "overview.nxt"'* ]]
	[[ "$output" = *'"overview.next" is the nearest key'* ]]
	printf '<a href="{{@overview.next}}">x</a>' > ../ours/search.html
	run "$MUSTER" build -q --templates ../ours
	[[ "$output" = *'../ours/search.html:1:10: {{@overview.next}} cannot stand in this attribute'* ]]
}

@test "in another language no English stands on a page but the author's and the record's" {
	pseudo > ../ours/strings.conf
	"$MUSTER" build -q --templates ../ours
	# Text between tags that has words and no mark: of the plan, the evidence, commands
	# to type, and what the audit recorded in the database, nothing else.
	cat checklists/release.md evidence/unit.xml > ../known
	sqlite3 site/report/muster.db .dump | sed "s/''/'/g" >> ../known
	printf 'Unit tests pass ()\n' >> ../known
	find site/report -name '*.html' -print0 | LC_ALL=C sort -z | xargs -0 perl -CSD -e '
		my %known; local $/;
		open my $k, "<:utf8", "../known"; my $known = <$k>;
		for my $page (@ARGV) {
			open my $f, "<:utf8", $page; my $html = <$f>;
			$html =~ s/<(code|pre|kbd|title|bdi|time)\b.*?<\/\1>//gs;
			for my $text ($html =~ />([^<]+)</g) {
				$text =~ s/&#39;/\x27/g; $text =~ s/&quot;/"/g; $text =~ s/&amp;/&/g; $text =~ s/&lt;/</g; $text =~ s/&gt;/>/g;
				$text =~ s/^\s+|\s+$//g;
				next if $text =~ /\x{301}/ || $text !~ /[A-Za-z]{3}/ || index(lc $known, lc $text) >= 0;
				print "$page: $text\n";
			}
		}' > ../left
	cat ../left
	[ ! -s ../left ]
}
