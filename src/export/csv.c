/* csv.c - a run as a table: RFC 4180, with nothing that a spreadsheet would run. */
#include "export/export.h"
#include "export/words.h"

/* A formula's first character gets an apostrophe: security.md X8. */
static void add_cell(struct buf *out, struct span text, bool last)
{
	bool formula =
		text.len > 0 && text.ptr[0] != '\0' && strchr("=+-@\t\r", text.ptr[0]);

	buf_adds(out, formula ? "\"'" : "\"");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			buf_addch(out, '"');
		if (text.ptr[i] != '\0')
			buf_addch(out, text.ptr[i]);
	}
	buf_adds(out, last ? "\"\r\n" : "\",");
}

static void add_artifacts(struct buf *out, struct buf *cell,
			  const struct report *report,
			  const struct judgement *judgement)
{
	buf_clear(cell);
	for (size_t i = 0; i < judgement->requirements.count; i++) {
		struct span path =
			report_artifact_path(report,
					     judgement->requirements.at[i].artifact);

		if (path.len == 0)
			continue;
		if (cell->len > 0)
			buf_addch(cell, ' ');
		buf_add(cell, path);
	}
	add_cell(out, buf_span(cell), true);
}

static void add_item(struct buf *out, struct buf *cell, const struct report *report,
		     const struct planned *planned, size_t at)
{
	const struct item *item = &planned->plan.items.at[at];
	const struct judgement *judgement = &planned->judgements.at[at];

	add_cell(out, planned->plan.path, false);
	buf_addf(out, "%u,", item->line);
	add_cell(out, item->id, false);
	add_cell(out, item->plain, false);
	buf_addf(out, "%s,%s,%s,%s,%s,%s,", claim_word[item->claim],
		 verdict_word[judgement->verdict], reason_word[judgement->reason],
		 judgement->required ? "yes" : "no", strength_code[judgement->strength],
		 freshness_word[judgement->freshness]);
	add_cell(out, export_why(judgement), false);
	add_artifacts(out, cell, report, judgement);
}

int export_csv(struct buf *out, const struct report *report, struct err *err)
{
	struct buf cell;

	buf_init(&cell, out->max);
	buf_adds(out, "plan,line,id,text,claim,verdict,reason,required,strength,"
		      "freshness,why,artifacts\r\n");
	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		for (size_t i = 0; i < planned->judgements.count; i++)
			if (export_counts(planned, i))
				add_item(out, &cell, report, planned, i);
	}
	buf_release(&cell);
	return buf_check(out, "the CSV export", err);
}
