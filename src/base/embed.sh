#!/bin/sh
# C source with the bytes of files, for base/asset.h.
#   embed.sh HEADER TABLE COUNT FILE...
# A file's name in the table has no first folder, and "name=file" gives it another.
set -eu
export LC_ALL=C
header=$1 table=$2 count=$3
shift 3

echo '/* Made by src/base/embed.sh. */'
echo "#include \"$header\""
n=0
for file; do
	echo "static const char f$n[] = {"
	od -An -v -tx1 "${file#*=}" | awk '{
		for (i = 1; i <= NF; i++)
			printf "%s\047\\x%s\047,", (i == 1 ? "\t" : " "), $i
		print ""
	}'
	echo "	'\\x00'"
	echo '};'
	n=$((n + 1))
done
echo "const struct asset ${table}[] = {"
n=0
for file; do
	case $file in
	*=*) name=${file%%=*} ;;
	*) name=${file#*/} ;;
	esac
	echo "	{ { \"$name\", ${#name} }, { f$n, sizeof(f$n) - 1 } },"
	n=$((n + 1))
done
echo '};'
echo "const size_t $count = $n;"
