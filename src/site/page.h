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
#include "text/phrase.h"
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
	struct phrases *phrases;
	struct plan_index *plans;
	struct artifact_index *artifacts;
	struct table *past;  /* "path\nid" to struct past_list */
	struct areas *areas; /* of all evidence that is not stale, once it is written */
	struct arena *raw_arena; /* the raw copy read last */
	struct span raw_name, raw;
	bool has_theme, has_logo;
	struct buf body, page;

	/* Of the page at hand. */
	struct span path, root; /* "plan/x.html", "../" */
	bool hatched;           /* a bar needs the hatch pattern */

	/* One page alone: which, where it goes, and whether as HTML or its data. */
	const char *only;
	struct buf *only_out;
	bool only_html;
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
/* The same of the words alone: templates/strings.conf and the operator's. */
int site_load_phrases(struct site *site, struct err *err);

/* A new root value that has `root`; the page before is forgotten. */
struct value *page_begin(struct site *site, struct span path);
int page_end(struct site *site, const struct page *page, struct value *value,
	     struct err *err);

/* One file that is no page; nothing while a context is dumped. */
int site_file(struct site *site, struct span path, struct span bytes, struct err *err);

/* A built-in asset, or the operator's of that name. */
int site_write_asset(struct site *site, const char *name, struct err *err);
/* assets/theme.css and assets/logo.svg: only an operator has them. */
int site_write_extra(struct site *site, const char *name, bool *out_there,
		     struct err *err);

/* `address` from the root, as the page at hand must write it. */
struct span page_href(struct site *site, struct span address);

/* ---- values that partials expect ---------------------------------------- */

void value_verdict(const struct site *site, struct value *object, const char *key,
		   enum verdict verdict);
void value_printf(struct value *object, const char *key, const char *fmt, ...)
	LIKE_PRINTF(3, 4);
/* {iso, text}; an empty text where the time is not known. */
void value_time(struct value *object, const char *key, int64_t time);
void value_date(struct value *object, const char *key, int64_t time);
/* The first 12 digits of a commit, or nothing. */
void value_commit(struct value *object, const char *key, struct span commit);
/* A list of {verdict, count} for those above 0, in the legend's order. */
void value_legend(const struct site *site, struct value *object, const char *key,
		  const uint64_t counts[VERDICTS]);
/* A slot: the bar of counts. */
void value_bar(struct site *site, struct value *object, const char *key,
	       const uint64_t counts[VERDICTS], unsigned height);
struct span bar_html(struct site *site, const uint64_t counts[VERDICTS],
		     unsigned height); /* the same, in scratch */
/*
 * Rows of a definition list, {name, code, text, time}; none where there is nothing.
 * `name` is a key of [fact].
 */
void fact_text(const struct site *site, struct value *list, const char *name,
	       struct span text);
void fact_code(const struct site *site, struct value *list, const char *name,
	       struct span code);
void fact_time(const struct site *site, struct value *list, const char *name,
	       int64_t time);
/* {mark, spoken} of an item. */
void value_mark(const struct site *site, struct value *object, const char *key,
		const struct item *item);

/* ---- words -------------------------------------------------------------- */

/*
 * Whatever a page says comes from the table of text/phrase.h: the sentence of a key,
 * with its values, in site->scratch.  A key that is not there is a mistake of ours,
 * which tests/lint/strings and tests/unit/test_strings.c look for.
 */
struct span say(const struct site *site, const char *key);
struct span say_with(const struct site *site, const char *key,
		     const struct phrase_value *values, size_t count);
/* SAY(site, "overview.lead", say_number("all", 12), say_text("who", name)) */
#define SAY_VALUES(...) ((const struct phrase_value[]){ __VA_ARGS__ })
#define SAY(site, key, ...)                                                            \
	say_with((site), (key), SAY_VALUES(__VA_ARGS__),                               \
		 sizeof(SAY_VALUES(__VA_ARGS__)) / sizeof(struct phrase_value))
/* "section.word", the word being one of the model's tables: '_' is '-' there. */
struct span say_word(const struct site *site, const char *section, const char *word);
/* The same with values; empty where the section has no such word. */
struct span say_word_with(const struct site *site, const char *section,
			  const char *word, const struct phrase_value *values,
			  size_t count);
/* reason_word[], but for two reasons that share one. */
const char *reason_key(enum reason reason);
struct span say_reason(const struct site *site, enum reason reason);

static inline struct phrase_value say_number(const char *name, uint64_t number)
{
	return (struct phrase_value){ name, SPAN_EMPTY, number };
}

/* A text; for {name|...} it has a number as well. */
static inline struct phrase_value say_counted(const char *name, struct span text,
					      uint64_t number)
{
	return (struct phrase_value){ name, text.ptr ? text : SPAN_LIT(""), number };
}

static inline struct phrase_value say_text(const char *name, struct span text)
{
	return say_counted(name, text, 0);
}

/* "one" to "twelve", else digits with commas; capital first letter on demand. */
struct span words_number(const struct site *site, uint64_t number, bool capital);
struct span words_count(struct arena *arena, uint64_t number); /* 12,345 */
/* "3 verified, 1 stale" */
struct span words_counts(const struct site *site, const uint64_t counts[VERDICTS]);
/* The same with a capital letter in front. */
struct span words_capital(struct arena *arena, struct span text);
/* Why evidence is as fresh as it is, in a sentence. */
struct span words_freshness(const struct site *site, enum freshness freshness,
			    enum reason reason);
/* At most `max` bytes, cut between words or characters, with an ellipsis when cut. */
struct span words_cut(struct arena *arena, struct span text, size_t max);

enum standing {
	STANDING_PASSES,
	STANDING_WORK,
	STANDING_BLOCKS,
	STANDING_APART,
	STANDINGS
};
enum standing verdict_standing(enum verdict verdict);
extern const enum verdict result_icon[RESULTS]; /* what a run's answer looks like */
extern const enum verdict severity_icon[SEVERITIES]; /* and an open finding */

/* ---- questions about the report ----------------------------------------- */

uint64_t counts_total(const uint64_t counts[VERDICTS]);
/* What an artifact says, in one sentence, and the icon it gets. */
struct span artifact_says(const struct site *site, const struct artifact *artifact,
			  enum verdict *out_icon);
/* "JUnit test report", from the reader's name. */
struct span artifact_kind(const struct site *site, const struct artifact *artifact);
/* The key in [facts] of what stands over such facts' table; NULL: no table. */
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
/* Plain text, never empty. */
struct span item_title(const struct site *site, const struct item *item);
bool item_shown(const struct judgement *judgement); /* it has a page */

/* Facts of one artifact, through whoever has them; no error where nobody does. */
int site_facts(struct site *site, const struct artifact *artifact, enum fact_kind kind,
	       enum facts_order order, size_t limit, const struct fact_sink *sink,
	       struct err *err);

/* Bytes of a raw copy, good until the next call; false where there are none. */
bool site_raw(struct site *site, struct span raw_name, struct span *out);

/* Sentences of a section as a script takes them, in JSON: assets/theme.js says them. */
struct span words_for_script(const struct site *site, const char *section);

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
/* Fields that read alike: of one role, in one state. */
struct role_group {
	struct span role;
	const struct item *first;
	const struct judgement *judgement;
	uint64_t count;
};

struct role_groups {
	LIST(struct role_group) groups; /* in the plans' order */
	uint64_t all, valid;
};

/* Every field of the report, in site->scratch. */
void collect_fields(struct site *site, struct role_groups *out);
/* The waiver, sign-off and requirement rows of the item page and the plan's proof. */
void value_checks(struct site *site, struct value *object,
		  const struct judgement *judgement);

#endif
