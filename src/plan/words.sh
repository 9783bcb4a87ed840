#!/bin/sh
# C source with an index of every WORDS() list in the files named: see words.h; and
# of the first two bytes of the words in the table word_marks (marks.c).
# The words of a list are sorted by their first byte, the longest first.
set -eu
export LC_ALL=C

cat <<'END'
/* Made by src/plan/words.sh. */
#include "plan/words.h"
END
cat "$@" | awk '
BEGIN {
	for (i = 1; i < 256; i++)
		number[sprintf("%c", i)] = i
	digits = "0123456789abcdef"
}

function die(why) {
	print "words.sh: " name ": " why > "/dev/stderr"
	exit 1
}

# One byte of the list; a bar ends a word.
function take(byte) {
	if (byte == 124) {
		finish()
		return
	}
	length_of[count + 1]++
	bytes[count + 1] = bytes[count + 1] sprintf("%02x", byte)
}

function finish() {
	if (length_of[count + 1] > 0)
		lists[++count] = list
	length_of[count + 1] = 0
	bytes[count + 1] = ""
}

# The bytes of a string literal without its quotes.
function literal(text,    i, c, byte) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c != "\\") {
			take(number[c])
			continue
		}
		c = substr(text, ++i, 1)
		if (c == "\\" || c == "\"") {
			take(number[c])
			continue
		}
		if (c != "x")
			die("no escape \\" c " is known")
		byte = 0
		while (index(digits, tolower(substr(text, i + 1, 1))) > 0 && i < length(text))
			byte = byte * 16 + index(digits, tolower(substr(text, ++i, 1))) - 1
		take(byte)
	}
}

# A word in hexadecimal goes before another: first byte, then length, then bytes.
function before(a, b) {
	if (substr(a, 1, 2) != substr(b, 1, 2))
		return substr(a, 1, 2) < substr(b, 1, 2)
	if (length(a) != length(b))
		return length(a) > length(b)
	return a < b
}

# The number that two hexadecimal digits stand for.
function hex(digit) {
	return (index(digits, substr(digit, 1, 1)) - 1) * 16 + index(digits, substr(digit, 2, 1)) - 1
}

# A bit for each low half byte, five bits wide, that follows the first byte of the
# entries from `from` on; all of them where a word is one byte long.
function seconds(from,    i, bit, first, seen, sum) {
	first = substr(sorted[from], 1, 2)
	for (i = from; i <= count && substr(sorted[i], 1, 2) == first; i++) {
		if (length(sorted[i]) == 2)
			return "0xffffffff"
		seen[hex(substr(sorted[i], 3, 2)) % 32] = 1
	}
	sum = 0
	for (bit = 31; bit >= 0; bit--)
		sum = sum * 2 + (bit in seen)
	return sprintf("%.0fU", sum)
}

function emit(name,    i, k, word, open, from, used, at, first, heads, last, mask) {
	finish()
	if (count == 0 || count > 255)
		die(count " words are too few or too many")
	for (i = 1; i <= count; i++) {
		word = bytes[i]
		open = word ~ /..2a$/
		if (open)
			word = substr(word, 1, length(word) - 2)
		from = lists[i]
		for (k = i - 1; k > 0 && before(word, sorted[k]); k--) {
			sorted[k + 1] = sorted[k]
			opens[k + 1] = opens[k]
			froms[k + 1] = froms[k]
		}
		sorted[k + 1] = word
		opens[k + 1] = open
		froms[k + 1] = from
	}
	printf "\nstatic const char %s_text[] = {", name
	used = 0
	for (i = 1; i <= count; i++)
		for (k = 1; k < length(sorted[i]); k += 2)
			printf "%s\047\\x%s\047,", (used++ % 12 ? " " : "\n\t"), substr(sorted[i], k, 2)
	printf "\n};\nstatic const struct words_entry %s_entries[] = {\n", name
	at = 0
	last = ""
	heads = ""
	for (i = 1; i <= count; i++) {
		first = substr(sorted[i], 1, 2)
		mask = first != last ? seconds(i) : "0"
		if (first != last)
			heads = heads "\t\t[0x" first "] = " i ",\n"
		last = first
		printf "\t{ %d, %d, %d, %d, %d, %s },\n", at, length(sorted[i]) / 2, opens[i],
			i < count && substr(sorted[i + 1], 1, 2) == first, froms[i], mask
		at += length(sorted[i]) / 2
	}
	printf "};\nextern const struct words_index %s_index;\n", name
	printf "const struct words_index %s_index = {\n\t%s_text,\n\t%s_entries,\n\t{\n%s\t},\n};\n",
		name, name, name, heads
}

# Which second bytes a first byte of the table has: a bit for each low half byte.
function emit_seconds(    i, k, first, second, sum, bit) {
	printf "\nextern const uint32_t word_marks_seconds[256];\n"
	printf "const uint32_t word_marks_seconds[256] = {\n"
	for (i = 0; i < 256; i++) {
		first = sprintf("%02x", i)
		if (!((first) in begun))
			continue
		sum = 0
		for (bit = 31; bit >= 0; bit--)
			sum = sum * 2 + ((first, bit) in followed || (first, "any") in followed)
		printf "\t[0x%s] = %.0fU,\n", first, sum
	}
	printf "};\n"
}

/^const struct word_mark word_marks\[\]/ {
	marks = 1
}
marks && match($0, /"([^"\\]|\\.)*"/) {
	count = length_of[1] = 0
	bytes[1] = ""
	literal(substr($0, RSTART + 1, RLENGTH - 2))
	first = substr(bytes[1], 1, 2)
	begun[first] = 1
	if (length_of[1] == 1)
		followed[first, "any"] = 1
	else
		followed[first, hex(substr(bytes[1], 3, 2)) % 32] = 1
}
marks && /^};/ {
	emit_seconds()
	marks = 0
}
/^WORDS(_EACH)?\(/ {
	inside = 1
	list = -1
	count = 0
	length_of[1] = 0
	bytes[1] = ""
	name = $0
	sub(/^WORDS(_EACH)?\(/, "", name)
	sub(/,.*/, "", name)
}
# A long list may have its name in the line below.
inside && name == "" && /^[ \t]/ {
	name = $1
	sub(/,.*/, "", name)
}
inside {
	rest = $0
	while (match(rest, /"([^"\\]|\\.)*"/)) {
		# A comma outside of literals begins a list.
		if (index(substr(rest, 1, RSTART - 1), ",") > 0) {
			finish()
			list++
		}
		text = substr(rest, RSTART + 1, RLENGTH - 2)
		rest = substr(rest, RSTART + RLENGTH)
		literal(text)
	}
	if (index(rest, ",") > 0) {
		finish()
		list++
	}
	if (rest ~ /\);[ \t]*$/) {
		emit(name)
		inside = 0
	}
}
'
