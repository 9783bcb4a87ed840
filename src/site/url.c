#include "site/url.h"

#include "base/path.h"
#include "base/table.h"
#include "site/site.h"
#include "text/html.h"

/* clang-format off: U+00C0 to U+00FF, what their letters are without marks */
static const char *const latin_1[64] = {
	"a", "a", "a",  "a", "ae", "a",  "ae", "c", "e",  "e",  "e",  "e", "i",
	"i", "i", "i",  "d", "n",  "o",  "o",  "o", "o",  "oe", "",   "o", "u",
	"u", "u", "ue", "y", "th", "ss", "a",  "a", "a",  "a",  "ae", "a", "ae",
	"c", "e", "e",  "e", "e",  "i",  "i",  "i", "i",  "d",  "n",  "o", "o",
	"o", "o", "oe", "",  "o",  "u",  "u",  "u", "ue", "y",  "th", "y",
};

/* Names that Windows keeps for devices, and those that the site needs itself. */
static const char *const reserved[] = {
	"index", "search", "con",  "prn",  "aux",  "nul",  "com1", "com2",
	"com3",  "com4",   "com5", "com6", "com7", "com8", "com9", "lpt1",
	"lpt2",  "lpt3",   "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
};
/* clang-format on */

struct url_names {
	struct arena *arena;
	struct table *next; /* slug to the number tried last */
};

/* What `c` gives to a slug: letters, or "" for a gap. */
static const char *slug_letters(unsigned c, char room[2])
{
	if (c >= 'A' && c <= 'Z')
		c += 'a' - 'A';
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
		room[0] = (char)c;
		room[1] = '\0';
		return room;
	}
	if (c >= 0xC0 && c <= 0xFF)
		return latin_1[c - 0xC0];
	return "";
}

/* Cut at the last gap that leaves half of it; else where it must. */
static size_t cut_at_word(const char *text, size_t len, size_t max)
{
	size_t at = max;

	if (len <= max)
		return len;
	while (at > max / 2 && text[at] != '-')
		at--;
	if (text[at] != '-')
		at = max;
	while (at > 0 && text[at - 1] == '-')
		at--;
	return at;
}

static bool is_reserved(struct span slug)
{
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (span_is(slug, reserved[i]))
			return true;
	return false;
}

struct span url_slug(struct arena *arena, struct span text, size_t max)
{
	char slug[256];
	size_t len = 0;
	struct span out;

	while (text.len > 0 && len < sizeof(slug) - 4) {
		char room[2];
		unsigned c = html_char(&text);
		const char *letters = slug_letters(c, room);

		/* An apostrophe or a mark inside a word opens no gap. */
		if (c == '\'' || c == 0x2019 || (c >= 0x300 && c <= 0x36F))
			continue;
		if (!*letters && len > 0 && slug[len - 1] != '-')
			slug[len++] = '-';
		while (*letters)
			slug[len++] = *letters++;
	}
	while (len > 0 && slug[len - 1] == '-')
		len--;
	len = cut_at_word(slug, len, max);
	out = arena_copy(arena, (struct span){ slug, len });
	return is_reserved(out) ? arena_printf(arena, "%.*s-1", SPAN_ARG(out)) : out;
}

struct url_names *url_names_new(struct arena *arena)
{
	struct url_names *names = ARENA_NEW(arena, struct url_names);

	names->arena = arena;
	names->next = table_new(arena);
	return names;
}

/* The counter of a slug: a number from 1 kept in the table's value itself. */
static size_t *counter(struct url_names *names, struct span slug)
{
	void **slot = table_slot(names->next, slug);

	if (!*slot)
		*slot = ARENA_NEW(names->arena, size_t);
	return *slot;
}

struct span url_unique(struct url_names *names, struct span text, size_t max,
		       struct span fallback)
{
	struct span slug = url_slug(names->arena, text, max);
	size_t *count;

	if (slug.len == 0)
		slug = url_slug(names->arena, fallback, max);
	if (slug.len == 0)
		slug = SPAN_LIT("x");
	count = counter(names, slug);
	if (*count == 0) {
		*count = 1;
		return slug;
	}
	for (;;) {
		struct span suffix = arena_printf(names->arena, "-%zu", ++*count);
		size_t kept = cut_at_word(slug.ptr, slug.len, max - suffix.len);
		struct span next = arena_printf(names->arena, "%.*s%.*s", (int)kept,
						slug.ptr, SPAN_ARG(suffix));
		size_t *taken = counter(names, next);

		if (*taken == 0) {
			*taken = 1;
			return next;
		}
	}
}

/* "junit" of "evidence/junit.xml"; ".env" stays whole. */
static struct span stem(struct span path)
{
	struct span base = path_base(path);
	struct span ext = path_ext(base);

	return span_sub(base, 0, base.len - ext.len);
}

static void slugs_of_items(struct planned *planned, struct arena *arena)
{
	struct url_names *names = url_names_new(arena);

	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct item *item = &planned->plan.items.at[i];
		struct judgement *judgement = &planned->judgements.at[i];
		struct span text =
			item->declared_id.len > 0 ? item->declared_id : item->plain;

		/* A field keeps its name when somebody signs it. */
		if (item->kind == ITEM_SIGNOFF && item->declared_id.len == 0 &&
		    item->signoff.role.len > 0)
			text = item->signoff.role;
		if (judgement->slug.len == 0)
			judgement->slug =
				url_unique(names, text, URL_ITEM_MAX, item->id);
	}
}

void site_slugs(struct report *report, struct arena *arena)
{
	struct url_names *plans = url_names_new(arena);
	struct url_names *artifacts = url_names_new(arena);

	for (size_t i = 0; i < report->plans.count; i++) {
		struct planned *planned = &report->plans.at[i];
		struct plan *plan = &planned->plan;

		if (plan->slug.len == 0)
			plan->slug =
				url_unique(plans, stem(plan->path), URL_PLAN_MAX,
					   span_sub(span_of(planned->sha256), 0, 12));
		slugs_of_items(planned, arena);
	}
	for (size_t i = 0; i < report->artifacts.count; i++) {
		struct artifact *artifact = &report->artifacts.at[i];

		if (artifact->slug.len == 0)
			artifact->slug =
				url_unique(artifacts, stem(artifact->path),
					   URL_ITEM_MAX,
					   span_sub(span_of(artifact->sha256), 0, 12));
	}
}

struct span url_plan(struct arena *arena, const struct plan *plan, unsigned part)
{
	if (part > 1)
		return arena_printf(arena, "plan/%.*s.%u.html", SPAN_ARG(plan->slug),
				    part);
	return arena_printf(arena, "plan/%.*s.html", SPAN_ARG(plan->slug));
}

struct span url_plan_filter(struct arena *arena, const struct plan *plan, unsigned part,
			    enum verdict verdict)
{
	return arena_printf(arena, "%.*s#v=%s", SPAN_ARG(url_plan(arena, plan, part)),
			    verdict_word[verdict]);
}

struct span url_item(struct arena *arena, const struct plan *plan,
		     const struct judgement *judgement)
{
	return arena_printf(arena, "item/%.*s/%.*s.html", SPAN_ARG(plan->slug),
			    SPAN_ARG(judgement->slug));
}

struct span url_artifact(struct arena *arena, const struct artifact *artifact)
{
	return arena_printf(arena, "evidence/%.*s.html", SPAN_ARG(artifact->slug));
}

struct span url_run(struct arena *arena, int64_t number)
{
	return arena_printf(arena, "history.html#run-%lld", (long long)number);
}

struct span url_rows(struct arena *arena, const struct artifact *artifact,
		     const char *extension)
{
	return arena_printf(arena, "data/%.*s.%s", SPAN_ARG(artifact->slug), extension);
}
