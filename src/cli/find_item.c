#include "cli/find_item.h"

#include "base/num.h"
#include "base/path.h"

#include <stdio.h>

/* Whether `item` is meant by `words`, in one of the ways below. */
typedef bool means(const struct planned *planned, const struct item *item,
		   struct span words);

static bool by_id(const struct planned *planned, const struct item *item,
		  struct span words)
{
	(void)planned;
	return span_eq_nocase(item->id, words) ||
	       (item->declared_id.len > 0 && span_eq_nocase(item->declared_id, words));
}

/* "plan.md:14", by whole path or by base name. */
static bool by_line(const struct planned *planned, const struct item *item,
		    struct span words)
{
	ptrdiff_t colon = span_rindex(words, ':');
	struct span path = span_sub(words, 0, colon < 0 ? 0 : (size_t)colon);
	uint64_t line;

	if (colon <= 0 ||
	    !num_u64(span_from(words, (size_t)colon + 1), UINT32_MAX, &line))
		return false;
	if (!span_eq(planned->plan.path, path) &&
	    !span_eq(path_base(planned->plan.path), path))
		return false;
	return item->line <= line &&
	       line <= (item->end_line ? item->end_line : item->line);
}

static bool by_words(const struct planned *planned, const struct item *item,
		     struct span words)
{
	char text[256];

	(void)planned;
	if (words.len == 0 || words.len >= sizeof(text))
		return false;
	memcpy(text, words.ptr, words.len);
	text[words.len] = '\0';
	return span_find_nocase(item->plain, text) >= 0;
}

/* All of the words, in any order. */
static bool by_all_words(const struct planned *planned, const struct item *item,
			 struct span words)
{
	struct span word;
	bool any = false;

	while (span_split(&words, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (!by_words(planned, item, word))
			return false;
		any = true;
	}
	return any;
}

static size_t count_meant(struct found_item *out, const struct report *report,
			  struct span words, means *means_it, char list[], size_t room)
{
	size_t count = 0, used = 0;

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->plan.items.count; i++) {
			const struct item *item = &planned->plan.items.at[i];
			int len;

			if (!means_it(planned, item, words))
				continue;
			if (count++ == 0)
				*out = (struct found_item){ planned, i };
			if (count > 5)
				continue;
			len = snprintf(list + used, room - used, "%s%.*s:%u (%.*s)",
				       used ? ", " : "", SPAN_ARG(planned->plan.path),
				       item->line, SPAN_ARG(item->id));
			if (len > 0 && (size_t)len < room - used)
				used += (size_t)len;
		}
	}
	return count;
}

int find_item(struct found_item *out, const struct report *report, struct span words,
	      struct err *err)
{
	static means *const ways[] = { by_id, by_line, by_words, by_all_words };
	char list[400] = "";

	*out = (struct found_item){ NULL, ITEM_NONE };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		size_t count =
			count_meant(out, report, words, ways[i], list, sizeof(list));

		if (count == 1)
			return 0;
		if (count > 1) {
			err_set(err, ERR_USAGE, "\"%.*s\" fits %zu items: %s%s",
				SPAN_ARG(words), count, list, count > 5 ? ", ..." : "");
			return err_fix(err, "name one by its id or as FILE:LINE");
		}
	}
	err_set(err, ERR_USAGE, "no item of the recorded run is meant by \"%.*s\"",
		SPAN_ARG(words));
	return err_fix(err, "give an id, FILE:LINE, or words of the item; "
			    "\"muster items\" lists them");
}
