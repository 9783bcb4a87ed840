#include "cli/change_print.h"

#include "cli/print.h"

/* clang-format off: one heading a line */
static const char *const headings[CHANGES] = {
	[CHANGE_BROKEN] = "Newly broken",
	[CHANGE_WORSE] = "Worse than before",
	[CHANGE_GONE] = "No longer in the plans",
	[CHANGE_NEW] = "New",
	[CHANGE_OTHER] = "Otherwise changed",
	[CHANGE_BETTER] = "Better, and not there yet",
	[CHANGE_FIXED] = "Fixed",
};
/* clang-format on */

static void print_reason(FILE *out, const char *what, bool *more)
{
	fprintf(out, "%s%s", *more ? ", " : "", what);
	*more = true;
}

/* "changed: the evidence, code in its scope (src/a.c)". */
static void print_what(FILE *out, const struct change *change)
{
	bool more = false;

	if (!change->words && !change->mark && !change->evidence &&
	    change->scope.len == 0)
		return;
	fprintf(out, "%8schanged: ", "");
	if (change->words)
		print_reason(out, "the item's words", &more);
	if (change->mark)
		print_reason(out, "its mark", &more);
	if (change->evidence)
		print_reason(out, "the evidence", &more);
	if (change->scope.len > 0) {
		print_reason(out, "code in its scope (", &more);
		print_text(out, change->scope);
		fputc(')', out);
	}
	fputc('\n', out);
}

/* The words that it had, where they are others now. */
static void print_words(FILE *out, const struct change *change)
{
	if (!change->before || !change->after || !change->words)
		return;
	fprintf(out, "%8swas worded: ", "");
	print_text(out, change->before->plan.items.at[change->before_item].plain);
	fputc('\n', out);
}

static void print_change(FILE *out, const struct change *change)
{
	const struct planned *planned = change->after ? change->after : change->before;
	size_t at = change->after ? change->after_item : change->before_item;
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *is = &planned->judgements.at[at];

	fputs("  ", out);
	print_text(out, planned->plan.path);
	fprintf(out, ":%u  ", item->line);
	print_text(out, item->plain);
	fprintf(out, "\n%8s", "");
	if (change->before && change->after)
		fprintf(out, "%s -> ",
			verdict_label[change->before->judgements.at[change->before_item]
					      .verdict]);
	fprintf(out, "%s%s", change->after ? "" : "was ", verdict_label[is->verdict]);
	if (is->required)
		fputs(", required", out);
	fputs(": ", out);
	print_text(out, is->sentence);
	fputc('\n', out);
	print_words(out, change);
	print_what(out, change);
}

void changes_print(const struct invocation *in, const struct changes *changes,
		   enum change_kind last, size_t max)
{
	size_t shown[CHANGES] = { 0 };
	enum change_kind kind = CHANGES;

	for (size_t i = 0; i < changes->list.count; i++) {
		const struct change *change = &changes->list.at[i];

		if (change->kind > last)
			break;
		if (change->kind != kind) {
			kind = change->kind;
			fprintf(in->out, "\n%s (%ju)\n", headings[kind],
				(uintmax_t)changes->counts[kind]);
		}
		if (max == 0 || shown[kind] < max)
			print_change(in->out, change);
		else if (shown[kind] == max)
			fprintf(in->out, "  and %ju more\n",
				(uintmax_t)(changes->counts[kind] - max));
		shown[kind]++;
	}
}

struct span changes_counts(const struct changes *changes, struct arena *arena)
{
	struct span out = SPAN_EMPTY;

	for (unsigned kind = 0; kind < CHANGES; kind++)
		if (changes->counts[kind] > 0)
			out = arena_printf(arena, "%.*s%s%ju %s", SPAN_ARG(out),
					   out.len > 0 ? ", " : "",
					   (uintmax_t)changes->counts[kind],
					   kind == CHANGE_OTHER ? "otherwise changed"
								: change_word[kind]);
	return arena_printf(arena, "%.*s%s%ju as %s", SPAN_ARG(out),
			    out.len > 0 ? ", " : "", (uintmax_t)changes->same,
			    changes->same == 1 ? "it was" : "they were");
}
