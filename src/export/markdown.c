/*
 * markdown.c - a run as a job summary or a comment: the answer, the gate, what
 * blocks most.  GitHub Flavored Markdown, without anything that could come from a
 * plan and mean something.
 */
#include "base/clock.h"
#include "export/export.h"
#include "export/words.h"

#define SHOWN 20

/*
 * Text as text: everything that Markdown, HTML or a forge gives a meaning to is
 * escaped, and a line end is a blank.
 */
static void add_text(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '&')
			buf_adds(out, "&amp;");
		else if (c == '<')
			buf_adds(out, "&lt;");
		else if (c == '@' || c == '#')
			buf_addf(out, "&#%u;",
				 c); /* nobody is called, nothing closed */
		else if (c < 0x20 || c == 0x7f)
			buf_addch(out, ' ');
		else if (strchr("\\`*_{}[]()>+-.!|~:", c))
			buf_addf(out, "\\%c", c);
		else
			buf_addch(out, (char)c);
	}
}

static void add_counts(struct buf *out, const struct run *run)
{
	buf_adds(out, "\n| Verdict | Items | Required |\n| --- | ---: | ---: |\n");
	for (unsigned t = 0; t < VERDICTS; t++) {
		enum verdict verdict = verdict_by_trouble[t];

		if (run->counts[verdict] == 0)
			continue;
		buf_addf(out, "| %s | %ju | %ju |\n", verdict_label[verdict],
			 (uintmax_t)run->counts[verdict],
			 (uintmax_t)run->required[verdict]);
	}
}

static void add_item(struct buf *out, const struct planned *planned, size_t at)
{
	const struct judgement *judgement = &planned->judgements.at[at];

	buf_addf(out, "| %s | ", verdict_label[judgement->verdict]);
	add_text(out, planned->plan.items.at[at].plain);
	buf_adds(out, " | ");
	add_text(out, export_why(judgement));
	buf_adds(out, " | ");
	add_text(out, planned->plan.path);
	buf_addf(out, "\\:%u |\n", planned->plan.items.at[at].line);
}

static void add_blocking(struct buf *out, const struct report *report)
{
	size_t shown = 0, left = 0;

	for (unsigned t = 0; t < VERDICTS; t++)
		for (size_t p = 0; p < report->plans.count; p++) {
			const struct planned *planned = &report->plans.at[p];

			for (size_t i = 0; i < planned->judgements.count; i++) {
				if (planned->judgements.at[i].verdict !=
					    verdict_by_trouble[t] ||
				    !export_blocks(planned, i))
					continue;
				if (shown == 0)
					buf_adds(out,
						 "\n| Verdict | Item | Why | Where "
						 "|\n| --- | --- | --- | --- |\n");
				if (shown < SHOWN)
					add_item(out, planned, i);
				left += shown >= SHOWN;
				shown++;
			}
		}
	if (left > 0)
		buf_addf(out, "\nand %zu more.\n", left);
}

int export_markdown(struct buf *out, const struct report *report, struct err *err)
{
	const struct run *run = &report->run;
	char as_of[CLOCK_TEXT];

	buf_addf(out, "## %s: ", result_word[run->result]);
	add_text(out, run->project);
	buf_adds(out, "\n\n");
	add_text(out, run->result_why);
	buf_addf(out, "\n\nCommit `%.12s`, profile ", run->commit.ptr);
	add_text(out, run->profile);
	buf_addf(out, ", as of %s.\n",
		 run->as_of == CLOCK_NONE ? "an unknown time"
					  : clock_format(run->as_of, as_of));
	add_counts(out, run);
	add_blocking(out, report);
	return buf_check(out, "the Markdown export", err);
}
