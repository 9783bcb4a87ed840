#include "cli/differing.h"

#include "base/limits.h"
#include "cli/print.h"
#include "text/json.h"
#include "text/utf8.h"

#define SHOWN 72 /* bytes of either side */

/* The first place where two JSON documents part. */
struct place {
	struct span where; /* "plans \"a.md\", items \"tests\", verdict" */
	struct node bundle, again;
	const char *what; /* instead of two values */
	struct span role; /* of the input that it is about, or empty */
	struct arena *arena;
};

/* ---- names ---------------------------------------------------------------------- */

/* What people know an element of a list by. */
static struct span name_of(struct node element)
{
	static const char *const keys[] = { "path", "id",     "field", "item",
					    "name", "number", "code" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct node name = node_get(element, keys[i]);

		if (node_is(name, NODE_STRING) && node_text(name).len > 0)
			return node_text(name);
		if (node_is(name, NODE_NUMBER))
			return node_word(name);
	}
	return SPAN_EMPTY;
}

static struct node find_named(struct node list, struct span name)
{
	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		if (span_eq(name_of(n), name))
			return n;
	return NODE_NONE;
}

static void enter(struct place *place, const char *before, struct span name,
		  const char *after)
{
	place->where =
		arena_printf(place->arena, "%.*s%s%s%.*s%s", SPAN_ARG(place->where),
			     place->where.len > 0 ? ", " : "", before,
			     SPAN_ARG(span_sub(name, 0, 200)), after);
}

static bool say(struct place *place, struct node bundle, struct node again,
		const char *what)
{
	place->bundle = bundle;
	place->again = again;
	place->what = what;
	return true;
}

/* ---- walking: as deep as json.h lets a document be ------------------------------- */

static bool differ(struct place *place, struct node bundle, struct node again);

static bool lists_differ(struct place *place, struct node bundle, struct node again)
{
	struct node a = node_first(bundle), b = node_first(again);
	size_t index = 0;

	for (; node_exists(a) || node_exists(b); index++) {
		struct span name = node_exists(a) ? name_of(a) : SPAN_EMPTY;
		struct span other = node_exists(b) ? name_of(b) : SPAN_EMPTY;
		struct span before = place->where;

		if (name.len > 0 && !span_eq(name, other) &&
		    !node_exists(find_named(again, name))) {
			place->role = node_text(node_get(a, "role"));
			enter(place, "\"", name, "\"");
			return say(place, a, NODE_NONE, "in the bundle only");
		}
		if (other.len > 0 && !span_eq(name, other)) {
			bool known = node_exists(find_named(bundle, other));

			place->role = node_text(node_get(b, "role"));
			enter(place, "\"", other, "\"");
			return say(place, NODE_NONE, b,
				   known ? "at another place" : "not in the bundle");
		}
		if (name.len > 0)
			enter(place, "\"", name, "\"");
		else
			enter(place, "number ",
			      arena_printf(place->arena, "%zu", index + 1), "");
		if (!node_exists(a) || !node_exists(b))
			return say(place, a, b, NULL);
		if (differ(place, a, b)) {
			if (place->role.len == 0)
				place->role = node_text(node_get(a, "role"));
			return true;
		}
		place->where = before;
		a = node_next(a);
		b = node_next(b);
	}
	return false;
}

static bool objects_differ(struct place *place, struct node bundle, struct node again)
{
	struct span before = place->where;
	struct node a = node_first(bundle), b = node_first(again);

	while (node_exists(a) || node_exists(b)) {
		int order = !node_exists(a)   ? 1
			    : !node_exists(b) ? -1
					      : span_cmp(node_key(a), node_key(b));

		enter(place, "", order > 0 ? node_key(b) : node_key(a), "");
		if (order != 0)
			return say(place, order < 0 ? a : NODE_NONE,
				   order > 0 ? b : NODE_NONE, NULL);
		if (differ(place, a, b))
			return true;
		place->where = before;
		a = node_next(a);
		b = node_next(b);
	}
	return false;
}

static bool differ(struct place *place, struct node bundle, struct node again)
{
	enum node_type type = node_type(bundle);

	if (type != node_type(again))
		return say(place, bundle, again, NULL);
	if (type == NODE_ARRAY)
		return lists_differ(place, bundle, again);
	if (type == NODE_OBJECT)
		return objects_differ(place, bundle, again);
	if (type == NODE_STRING ? span_eq(node_text(bundle), node_text(again))
				: span_eq(node_word(bundle), node_word(again)))
		return false;
	return say(place, bundle, again, NULL);
}

/* ---- showing -------------------------------------------------------------------- */

static void print_side(FILE *out, const char *label, struct span text)
{
	fprintf(out, "  %s", label);
	print_text(out, span_sub(text, 0, SHOWN));
	fputs(text.len > SHOWN ? " ...\n" : "\n", out);
}

static struct span value_text(struct node node)
{
	switch (node_type(node)) {
	case NODE_ABSENT:
		return SPAN_LIT("(nothing)");
	case NODE_ARRAY:
		return SPAN_LIT("(a list)");
	case NODE_OBJECT:
		return SPAN_LIT("(an object)");
	case NODE_STRING:
		return node_text(node).len > 0 ? node_text(node)
					       : SPAN_LIT("(an empty text)");
	case NODE_NULL:
	case NODE_FALSE:
	case NODE_TRUE:
	case NODE_NUMBER:
	case NODE_KEY:
		break;
	}
	return node_word(node);
}

/* What the first run was given and this one was not. */
static const char *option_of(struct span role)
{
	static const char *const options[][2] = {
		{ "trust", "--trust" },
		{ "config", "--config" },
		{ "template", "--templates" },
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (span_is(role, options[i][0]))
			return options[i][1];
	return NULL;
}

static bool print_json(FILE *out, struct span path, struct span bundle,
		       struct span again, struct arena *arena)
{
	struct place place = { .arena = arena };
	struct err ignored = { 0 };
	struct tree *a, *b;
	const char *option;

	if (json_parse(&a, path, bundle, arena, &ignored) < 0 ||
	    json_parse(&b, path, again, arena, &ignored) < 0 ||
	    !differ(&place, tree_root(a, 0), tree_root(b, 0)))
		return false;
	fputs("  ", out);
	print_text(out, place.where);
	if (place.what)
		fprintf(out, ": %s", place.what);
	fputc('\n', out);
	if (!place.what) {
		print_side(out, "bundle: ", value_text(place.bundle));
		print_side(out, "again:  ", value_text(place.again));
	}
	option = option_of(place.role);
	if (option)
		fprintf(out,
			"  it is an input: give %s as the first run was given it\n",
			option);
	return true;
}

/* From a little before the place, but within the line. */
static struct span line_at(struct span text, size_t at)
{
	size_t from = at, end = at;

	while (from > 0 && text.ptr[from - 1] != '\n' && at - from < SHOWN / 3)
		from--;
	while (end < text.len && text.ptr[end] != '\n' && end - from < SHOWN)
		end++;
	return span_sub(text, from, end - from);
}

static void print_lines(FILE *out, struct span bundle, struct span again)
{
	size_t at = 0, line = 1;

	while (at < bundle.len && at < again.len && bundle.ptr[at] == again.ptr[at])
		line += bundle.ptr[at++] == '\n';
	if (!utf8_is_valid(bundle) || !utf8_is_valid(again) ||
	    span_index(bundle, '\0') >= 0) {
		fprintf(out, "  from byte %zu on\n", at);
		return;
	}
	fprintf(out, "  in line %zu\n", line);
	print_side(out, "bundle: ", line_at(bundle, at));
	print_side(out, "again:  ", line_at(again, at));
}

void differing_print(FILE *out, struct span path, struct span bundle, struct span again,
		     struct arena *arena)
{
	if (!span_ends(path, ".json") || !print_json(out, path, bundle, again, arena))
		print_lines(out, bundle, again);
}
