# pseudo: the table of words as another language.
# Every letter outside values and code gets a mark, as a stand-in for a translation.
pseudo() {
	perl -CSD -pe 'next unless /^\t(?!tag )/;
		my ($key, $text) = /^(\t[a-z0-9-]+ = )(.*)$/ or next;
		$text =~ s/(\{[^}|]*\}|`[^`]*`|\{[^|}]*\|)|([a-zA-Z])/defined $1 ? $1 : "$2\x{301}"/ge;
		$_ = "$key$text\n"' "$BATS_TEST_DIRNAME/../../templates/strings.conf"
}
