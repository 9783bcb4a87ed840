#!/bin/sh
# C source with the bytes of every file named, for src/site/asset.h: names are
# taken below templates/, in the order given.
set -eu
export LC_ALL=C

echo '/* Made by src/site/embed.sh from templates/. */'
echo '#include "site/asset.h"'
n=0
for file; do
	echo "static const char f$n[] = {"
	od -An -v -tx1 "$file" | awk '{
		for (i = 1; i <= NF; i++)
			printf "%s\047\\x%s\047,", (i == 1 ? "\t" : " "), $i
		print ""
	}'
	echo "	'\\x00'"
	echo '};'
	n=$((n + 1))
done
echo 'const struct asset assets[] = {'
n=0
for file; do
	name=${file#templates/}
	echo "	{ { \"$name\", ${#name} }, { f$n, sizeof(f$n) - 1 } },"
	n=$((n + 1))
done
echo '};'
echo "const size_t asset_count = $n;"
