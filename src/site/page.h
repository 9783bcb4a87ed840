/*
 * page.h - what the pages share: one writing of the site, and the values that
 * every template knows.  Inside src/site/ alone.
 *
 * A page function takes a value from page_begin(), fills it and hands it to
 * page_end().  Everything of one page lives in site->scratch until then.
 */
#ifndef SITE_PAGE_H
#define SITE_PAGE_H

#include "model/report.h"
#include "site/site.h"
#include "text/template.h"

/* Above this many items the overview shows bars instead of marks. */
#define SITE_MARKS_MAX 400

struct item_ref {
	size_t plan, item;
};

struct finding_ref {
	size_t item, finding;
};

/* Items below one top-level heading of a plan. */
struct section {
	struct span title;
	struct span href;   /* from the site's root, with its fragment */
	size_t first;       /* item */
	LIST(size_t) items; /* judged ones */
	uint64_t counts[VERDICTS];
};

struct plan_index {
	LIST(struct section) sections;
	bool one_top; /* one heading stands above all items: the document's title */
	uint64_t judged, parents, listed;
	uint64_t counts[VERDICTS]; /* judged, without parents */
	unsigned *part;            /* of each item: page it stands on, from 1; */
	unsigned parts;            /* known once the plan's pages are written */
	LIST(struct finding_ref) findings; /* by item */
	struct table *anchors; /* section title to address, as the plan's page has it */
};

struct artifact_index {
	LIST(struct item_ref) items; /* that rest on it */
};

/* When an item's verdict changed, oldest first. */
struct past_list {
	LIST(const struct past_verdict *) at;
};

struct site {
	const struct report *report;
	struct store *store;
	const struct site_options *options;
	struct arena *arena;   /* as long as the site */
	struct arena *scratch; /* one page */
	struct templates *templates;
	struct plan_index *plans;
	struct artifact_index *artifacts;
	struct table *past;      /* "path\nid" to struct past_list */
	struct arena *raw_arena; /* the raw copy read last */
	struct span raw_name, raw;
	bool has_theme, has_logo;
	struct buf body, page;

	/* Of the page at hand. */
	struct span path, root; /* "plan/x.html", "../" */
	bool hatched;           /* a bar needs the hatch pattern */

	/* site_dump_context(): the page wanted, and where its JSON goes. */
	const char *dump_page;
	struct buf *dump;
};

struct page {
	const char *template;
	struct span title;
	struct span description; /* or empty */
	const char *nav;         /* "plan/index.html": the entry it belongs to */
	const char *class;       /* of body, or "" */
	struct span scripts[2];  /* from the root; empty: none */
};

/* Parse the built-in templates and the operator's into site->templates. */
int site_load_templates(struct site *site, struct err *err);

/* A new root value that has `root`; the page before is forgotten. */
struct value *page_begin(struct site *site, struct span path);
int page_end(struct site *site, const struct page *page, struct value *value,
	     struct err *err);

/* One file that is no page; nothing while a context is dumped. */
int site_file(struct site *site, struct span path, struct span bytes, struct err *err);

/* `address` from the root, as the page at hand must write it. */
struct span page_href(struct site *site, struct span address);

/* ---- values that partials expect ---------------------------------------- */

void value_verdict(struct value *object, const char *key, enum verdict verdict);
void value_printf(struct value *object, const char *key, const char *fmt, ...)
	LIKE_PRINTF(3, 4);
/* {iso, text}; an empty text where the time is not known. */
void value_time(struct value *object, const char *key, int64_t time);
void value_date(struct value *object, const char *key, int64_t time);
/* The first 12 digits of a commit, or nothing. */
void value_commit(struct value *object, const char *key, struct span commit);
/* A list of {verdict, count} for those above 0, in the legend's order. */
void value_legend(struct value *object, const char *key,
		  const uint64_t counts[VERDICTS]);
/* A slot: the bar of counts. */
void value_bar(struct site *site, struct value *object, const char *key,
	       const uint64_t counts[VERDICTS], unsigned height);
struct span bar_html(struct site *site, const uint64_t counts[VERDICTS],
		     unsigned height); /* the same, in scratch */
/* Rows of a definition list, {name, code, text, time}; none where there is nothing. */
void fact_text(struct value *list, const char *name, struct span text);
void fact_code(struct value *list, const char *name, struct span code);
void fact_time(struct value *list, const char *name, int64_t time);
/* {mark, spoken} of an item. */
void value_mark(struct value *object, const char *key, const struct item *item);

/* ---- words -------------------------------------------------------------- */

/* "one" to "twelve", else digits with commas; capital first letter on demand. */
struct span words_number(struct arena *arena, uint64_t number, bool capital);
struct span words_count(struct arena *arena, uint64_t number); /* 12,345 */
/* "3 verified, 1 stale" */
struct span words_counts(struct arena *arena, const uint64_t counts[VERDICTS]);
/* The same with a capital letter in front. */
struct span words_capital(struct arena *arena, struct span text);
const char *words_plural(uint64_t number, const char *one, const char *many);
/* Why evidence is as fresh as it is, in a sentence. */
struct span words_freshness(enum freshness freshness, enum reason reason);
/* At most `max` bytes, cut between characters, with an ellipsis when cut. */
struct span words_cut(struct arena *arena, struct span text, size_t max);

enum standing {
	STANDING_PASSES,
	STANDING_WORK,
	STANDING_BLOCKS,
	STANDING_APART,
	STANDINGS
};
enum standing verdict_standing(enum verdict verdict);
extern const char *const verdict_meaning[VERDICTS]; /* one sentence each */
extern const char *const freshness_label[FRESHNESSES];

/* ---- questions about the report ----------------------------------------- */

uint64_t counts_total(const uint64_t counts[VERDICTS]);
/* What an artifact says, in one sentence, and the icon it gets. */
struct span artifact_says(struct arena *arena, const struct artifact *artifact,
			  enum verdict *out_icon);
/* "JUnit test report", from the reader's name. */
struct span artifact_kind(struct arena *arena, const struct artifact *artifact);
/* What stands over the table of such facts on an artifact's page; NULL: no table. */
const char *page_fact_title(enum fact_kind kind);
/* A person's name out of the owner, the committer's mark, or nothing. */
struct span item_owner(const struct planned *planned, size_t item);
/* The verdict in the run before; false where the item was not judged then. */
bool item_was(const struct site *site, const struct planned *planned, size_t item,
	      enum verdict *out);
const struct past_list *item_past(const struct site *site,
				  const struct planned *planned, size_t item);
/* The plan's findings about an item: the first of *out_count in the index's list. */
const struct finding_ref *item_findings(const struct plan_index *index, size_t item,
					size_t *out_count);
/* The page of the plan, from 1, where the first item with that verdict stands. */
unsigned plan_part_with(const struct site *site, size_t plan, enum verdict verdict);
/* The section an item stands in, for people. */
struct span item_section(const struct plan_index *index, const struct planned *planned,
			 const struct item *item);
struct span item_title(const struct item *item);    /* plain text, never empty */
bool item_shown(const struct judgement *judgement); /* it has a page */

/* Facts of one artifact, through whoever has them; no error where nobody does. */
int site_facts(struct site *site, const struct artifact *artifact, enum fact_kind kind,
	       enum facts_order order, size_t limit, const struct fact_sink *sink,
	       struct err *err);

/* Bytes of a raw copy, good until the next call; false where there are none. */
bool site_raw(struct site *site, struct span raw_name, struct span *out);

/* "// call(" JSON ")": a string with '<', U+2028 and U+2029 escaped. */
void script_string(struct buf *buf, struct span text);

/* ---- pages -------------------------------------------------------------- */

int page_overview(struct site *site, struct err *err);
int page_plans(struct site *site, struct err *err);
int page_plan(struct site *site, size_t plan, struct err *err);
int page_item(struct site *site, size_t plan, size_t item, struct err *err);
int page_evidence_index(struct site *site, struct err *err);
int page_evidence(struct site *site, size_t artifact, struct err *err);
int page_signoff(struct site *site, struct err *err);
int page_verify(struct site *site, struct err *err);
int page_history(struct site *site, struct err *err);
int page_search(struct site *site, struct err *err);
int page_about(struct site *site, struct err *err);

/* The overview's map of all items, as fine as its budget allows (site/map.c). */
void value_map(struct site *site, struct value *value);

/* Shared by overview and history. */
void value_trend(struct site *site, struct value *object, const char *key);
void value_runs(struct site *site, struct value *object, const char *key);
bool run_is_shown(const struct site *site, int64_t number); /* has an anchor */
void value_changes(struct site *site, struct value *object, size_t worse_max,
		   size_t better_max);
/* The waiver, sign-off and requirement rows of the item page and the plan's proof. */
void value_checks(struct site *site, struct value *object,
		  const struct judgement *judgement);

#endif
