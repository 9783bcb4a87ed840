#include "cli/plan_print.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/print.h"
#include "plan/parse.h"

#include <string.h>

#define TEXT_COLUMNS 24 /* that text gets at least, however narrow the terminal */

/* The columns of one table, wide enough for what stands in them. */
struct layout {
	const struct invocation *in;
	const struct plan *plan;
	size_t line, claim, kind, id; /* widths */
	size_t before;                /* all of them, with what stands between */
	size_t text;                  /* columns for it; 0: a line an item, uncut */
};

static const char *colour_of(enum claim claim)
{
	switch (claim) {
	case CLAIM_DONE:
		return "32";
	case CLAIM_READY:
		return "36";
	case CLAIM_IN_PROGRESS:
	case CLAIM_BLOCKED:
	case CLAIM_UNKNOWN:
		return "33";
	case CLAIM_FAILED:
		return "31";
	case CLAIM_NONE:
	case CLAIM_OPEN:
	case CLAIM_DEFERRED:
	case CLAIM_DROPPED:
	case CLAIM_NA:
	case CLAIMS:
		break;
	}
	return NULL;
}

static void colour(const struct invocation *in, const char *code)
{
	if (in->color && code)
		fprintf(in->out, "\033[%sm", code);
}

/* ---- the table ---- */

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t digits(unsigned number)
{
	size_t count = 1;

	for (; number >= 10; number /= 10)
		count++;
	return count;
}

static struct layout layout_of(const struct invocation *in, const struct plan *plan)
{
	struct layout out = { .in = in, .plan = plan, .line = 4 };
	size_t terminal = print_columns(in->out);

	for (size_t i = 0; i < plan->items.count; i++) {
		const struct item *item = &plan->items.at[i];

		out.line = larger(out.line, digits(item->line));
		out.claim = larger(out.claim, strlen(claim_word[item->claim]));
		out.kind = larger(out.kind, strlen(item_kind_word[item->kind]));
		out.id = larger(out.id, print_width(item->id));
	}
	out.id = smaller(out.id, 20);
	out.before = out.line + 2 + out.claim + 2 + out.kind + 2 + out.id + 2;
	if (terminal > 0)
		out.text = terminal > out.before + TEXT_COLUMNS ? terminal - out.before
								: TEXT_COLUMNS;
	return out;
}

/* Codes of the findings that are about the item: " [C7]". */
static void print_codes(const struct layout *to, size_t index)
{
	const struct plan *plan = to->plan;

	for (size_t i = 0; i < plan->findings.count; i++) {
		const struct finding *finding = &plan->findings.at[i];

		if (finding->item != index || finding->rule->level == FINDING_NOTE ||
		    finding->line != plan->items.at[index].line)
			continue;
		colour(to->in, finding->rule->level == FINDING_ERROR ? "31" : "33");
		fprintf(to->in->out, " [%s]", finding->rule->code);
		colour(to->in, "0");
	}
}

static void next_line(const struct layout *to, size_t indent)
{
	fprintf(to->in->out, "\n%*s", (int)(to->before + indent), "");
}

/* Why the item is not judged, or that a blocker is ticked; on a line of its own where
 * it does not fit. */
static void print_reason(const struct layout *to, const struct item *item,
			 size_t indent, size_t used)
{
	struct span why = item->judged         ? SPAN_LIT("raised: this is bad")
			  : item->skip.len > 0 ? item->skip
					       : SPAN_LIT("not judged");

	if (to->text > 0 && used > 0 && used + print_width(why) + 3 > to->text - indent)
		next_line(to, indent);
	else
		fputc(' ', to->in->out);
	fputc('(', to->in->out);
	print_text(to->in->out, why);
	fputc(')', to->in->out);
}

/* The item's words, on as many lines as they need. */
static void print_words(const struct layout *to, const struct item *item)
{
	size_t indent = item->depth < 4 ? item->depth * 2 : 8, used = 0;
	struct span rest = item->plain;

	fprintf(to->in->out, "%*s", (int)indent, "");
	if (to->text == 0)
		print_text(to->in->out, rest);
	for (size_t n = 0; to->text > 0 && rest.len > 0; n++) {
		struct span line = print_wrap(&rest, to->text - indent);

		if (n > 0)
			next_line(to, indent);
		print_text(to->in->out, line);
		used = print_width(line);
	}
	if (!item->judged || (item->polarity < 0 && item->claim == CLAIM_DONE))
		print_reason(to, item, indent, used);
}

static void print_item(const struct layout *to, size_t index)
{
	const struct item *item = &to->plan->items.at[index];
	FILE *out = to->in->out;

	colour(to->in, "2");
	fprintf(out, "%*u  ", (int)to->line, item->line);
	colour(to->in, "0");
	colour(to->in, item->judged ? colour_of(item->claim) : "2");
	print_cell(out, span_of(claim_word[item->claim]), to->claim);
	colour(to->in, item->judged ? "0" : NULL);
	fputs("  ", out);
	print_cell(out, span_of(item_kind_word[item->kind]), to->kind);
	fputs("  ", out);
	/* Never cut: it is what other commands ask for. */
	print_text(out, item->id);
	fprintf(out, "%*s", (int)(to->id - smaller(to->id, print_width(item->id))), "");
	fputs("  ", out);
	print_words(to, item);
	colour(to->in, "0");
	print_codes(to, index);
	fputc('\n', out);
}

/* The plan's title stands above the table and need not be said again. */
static size_t first_heading(const struct item *item, const struct plan *plan)
{
	return item->headings.count > 0 && plan->title.len > 0 &&
			       span_find(item->headings.at[0], plan->title) >= 0
		       ? 1
		       : 0;
}

static void print_heading(const struct invocation *in, const struct plan *plan,
			  const struct item *item)
{
	size_t first = first_heading(item, plan);

	fputc('\n', in->out);
	if (first >= item->headings.count)
		return;
	colour(in, "1");
	fputs("  ", in->out);
	for (size_t i = first; i < item->headings.count; i++) {
		if (i > first)
			fputs(" › ", in->out);
		print_text(in->out, item->headings.at[i]);
	}
	colour(in, "0");
	fputc('\n', in->out);
}

static bool same_headings(const struct item *a, const struct item *b)
{
	if (a->headings.count != b->headings.count)
		return false;
	for (size_t i = 0; i < a->headings.count; i++)
		if (!span_eq(a->headings.at[i], b->headings.at[i]))
			return false;
	return true;
}

/* One of them, and several. */
static const char *const kind_words[ITEM_KINDS][2] = {
	[ITEM_TASK] = { "task", "tasks" },
	[ITEM_ROW] = { "row", "rows" },
	[ITEM_SIGNOFF] = { "sign-off", "sign-offs" },
	[ITEM_DELIVERABLE] = { "deliverable", "deliverables" },
	[ITEM_CRITERION] = { "criterion", "criteria" },
	[ITEM_SECTION] = { "section", "sections" },
	[ITEM_DOCUMENT] = { "document", "documents" },
	[ITEM_TALLY] = { "tally", "tallies" },
	[ITEM_GAP] = { "gap", "gaps" },
	[ITEM_STEP] = { "step", "steps" },
};

/* "   12 tasks: 9 done, 3 open" */
static void print_kind(const struct invocation *in, const struct plan *plan,
		       unsigned kind)
{
	size_t by_claim[CLAIMS] = { 0 }, total = 0;
	const char *separator = ": ";

	for (size_t i = 0; i < plan->items.count; i++) {
		if (plan->items.at[i].kind != kind)
			continue;
		total++;
		by_claim[plan->items.at[i].claim]++;
	}
	if (total == 0)
		return;
	fprintf(in->out, "%6zu %s", total, kind_words[kind][total != 1]);
	for (unsigned claim = 1; claim <= CLAIMS; claim++) {
		unsigned which = claim == CLAIMS ? CLAIM_NONE : claim;

		if (by_claim[which] == 0)
			continue;
		fputs(separator, in->out);
		colour(in, colour_of(which));
		fprintf(in->out, "%zu %s", by_claim[which],
			which == CLAIM_NONE ? "without a claim" : claim_word[which]);
		colour(in, colour_of(which) ? "0" : NULL);
		separator = ", ";
	}
	fputc('\n', in->out);
}

/* "3 errors", "1 error" */
static void print_number(const struct invocation *in, const char *before, size_t count,
			 const char *what)
{
	fprintf(in->out, "%s%zu %s%s", before, count, what, count == 1 ? "" : "s");
}

void plan_count(struct plan_counts *counts, const struct plan *plan)
{
	counts->plans++;
	counts->items += plan->items.count;
	for (size_t i = 0; i < plan->items.count; i++)
		counts->judged += plan->items.at[i].judged;
	for (size_t i = 0; i < plan->findings.count; i++)
		counts->findings[plan->findings.at[i].rule->level]++;
}

void plan_print_counts(const struct invocation *in, const struct plan_counts *counts)
{
	if (counts->plans > 1)
		print_number(in, "", counts->plans, "plan");
	print_number(in, counts->plans > 1 ? ", " : "", counts->items, "item");
	if (counts->items > 0)
		fprintf(in->out, " (%zu judged)", counts->judged);
	print_number(in, ", ", counts->findings[FINDING_ERROR], "error");
	print_number(in, ", ", counts->findings[FINDING_WARNING], "warning");
	print_number(in, ", ", counts->findings[FINDING_NOTE], "note");
	fputc('\n', in->out);
}

void plan_print_items(const struct invocation *in, const struct plan *plan)
{
	struct layout to = layout_of(in, plan);
	struct plan_counts counts = { 0 };

	colour(in, "1");
	print_text(in->out, plan->path);
	colour(in, "0");
	/* Without a heading the file's name is the title. */
	if (!span_eq(plan->title, path_base(plan->path))) {
		fputs("  ", in->out);
		print_text(in->out, plan->title);
	}
	fputc('\n', in->out);
	for (size_t i = 0; i < plan->items.count; i++) {
		if (i == 0 ||
		    !same_headings(&plan->items.at[i - 1], &plan->items.at[i]))
			print_heading(in, plan, &plan->items.at[i]);
		print_item(&to, i);
	}
	plan_count(&counts, plan);
	counts.plans = 0;
	fputc('\n', in->out);
	plan_print_counts(in, &counts);
	for (unsigned kind = 0; kind < ITEM_KINDS; kind++)
		print_kind(in, plan, kind);
	if (plan->findings.count > 0 && !invocation_has(in, "findings"))
		fputs("       (--findings shows what is odd)\n", in->out);
}

/* ---- findings ---- */

/* Where the lines of a text begin, for looking one up without reading all before. */
struct lines {
	LIST(struct span) at;
};

static void split(struct lines *out, struct span text, struct arena *arena)
{
	struct span line;

	*out = (struct lines){ 0 };
	while (span_line(&text, &line))
		*LIST_ADD(arena, &out->at) = line;
}

/* Tabs to blanks, up to the next multiple of eight columns. */
static struct span without_tabs(struct span line, struct arena *arena)
{
	struct buf buf;
	struct span out, piece;
	bool more;

	if (span_index(line, '\t') < 0)
		return line;
	buf_init(&buf, line.len * 8 + 1);
	do {
		size_t pad;

		more = span_index(line, '\t') >= 0;
		if (!span_split(&line, '\t', &piece))
			break;
		buf_add(&buf, piece);
		pad = 8 - print_width(buf_span(&buf)) % 8;
		for (size_t i = 0; more && i < pad; i++)
			buf_addch(&buf, ' ');
	} while (more);
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

/* The end of `text` that fits into `width` columns, at a character's start. */
static struct span tail_of(struct span text, size_t width)
{
	size_t start = text.len, used = 0;

	while (start > 0) {
		size_t len = 1, columns;

		while (len < 4 && len < start &&
		       ((unsigned char)text.ptr[start - len] & 0xc0) == 0x80)
			len++;
		columns = print_width(span_sub(text, start - len, len));
		if (used + columns > width)
			break;
		used += columns;
		start -= len;
	}
	return span_from(text, start);
}

/*
 * The line with a caret below byte `at` of it.  Long lines are cut on both sides, so
 * that the place is seen.
 */
static void print_source(const struct invocation *in, struct span line, unsigned number,
			 size_t at, struct arena *arena)
{
	size_t terminal = print_columns(in->out);
	size_t width = (terminal > 0 ? terminal : 100) - 9, caret;
	struct span before = without_tabs(span_sub(line, 0, at), arena);
	struct span behind = span_from(line, at);
	bool cut = print_width(before) > width * 2 / 3;

	if (cut)
		before = tail_of(before, width / 3);
	caret = print_width(before) + cut;
	fprintf(in->out, "%6u | %s", number, cut ? "…" : "");
	print_text(in->out, before);
	print_cut(in->out, without_tabs(behind, arena), width - caret);
	fputs("\n       | ", in->out);
	colour(in, "32");
	fprintf(in->out, "%*s^", (int)caret, "");
	colour(in, "0");
	fputc('\n', in->out);
}

static void print_finding(const struct invocation *in, const struct plan *plan,
			  const struct finding *finding)
{
	print_text(in->out, plan->path);
	if (finding->line > 0)
		fprintf(in->out, ":%u:%u", finding->line,
			finding->column ? finding->column : 1);
	fputs(": ", in->out);
	colour(in, finding->rule->level == FINDING_ERROR     ? "31"
		   : finding->rule->level == FINDING_WARNING ? "33"
							     : "36");
	fputs(finding_level_word[finding->rule->level], in->out);
	colour(in, "0");
	fputs(": ", in->out);
	print_text(in->out, finding->message);
	fprintf(in->out, " [%s]\n", finding->rule->code);
}

void plan_print_findings(const struct invocation *in, const struct plan *plan,
			 struct arena *scratch)
{
	const size_t *places = plan_places(plan, scratch);
	struct arena *line = arena_new(LIMIT_PLAN_BYTES * 16);
	struct lines lines;

	split(&lines, plan->text, scratch);
	for (size_t i = 0; i < plan->findings.count; i++) {
		const struct finding *finding = &plan->findings.at[i];

		print_finding(in, plan, finding);
		if (finding->line > 0 && finding->line <= lines.at.count)
			print_source(in, lines.at.at[finding->line - 1], finding->line,
				     places[i], line);
		fprintf(in->out, "       fix: %s\n", finding->rule->fix);
		arena_clear(line);
	}
	arena_free(line);
}
