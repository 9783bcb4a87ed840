#include "site/portfolio.h"

#include "base/limits.h"
#include "site/page.h"

/* clang-format off: one state a line */
static const struct {
	const char *key; /* in [rolled] */
	enum verdict icon;
} states[ROLLED_STATES] = {
	[ROLLED_READY] = { "ready", VERDICT_VERIFIED },
	[ROLLED_WAIVERS] = { "waivers", VERDICT_WAIVED },
	[ROLLED_LAPSED] = { "lapsed", VERDICT_STALE },
	[ROLLED_NOT_READY] = { "not-ready", VERDICT_CONTRADICTED },
	[ROLLED_INDETERMINATE] = { "indeterminate", VERDICT_INDETERMINATE },
	[ROLLED_BYPASSED] = { "bypassed", VERDICT_STALE },
	[ROLLED_UNVERIFIED] = { "unverified", VERDICT_UNSUPPORTED },
};
/* clang-format on */

struct drawing {
	struct site *site;
	const struct portfolio_view *view;
	struct portfolio_sum sum;
};

/* How many are ready, as a sentence. */
static struct span ready_words(const struct site *site, const struct portfolio_sum *sum)
{
	uint64_t all = sum->newest.count;

	if (all == 1)
		return say(site, sum->ready == 1 ? "portfolio.one-ready"
						 : "portfolio.one-not-ready");
	if (sum->ready == 0 || sum->ready == all)
		return SAY(site,
			   sum->ready == 0 ? "portfolio.none-ready"
					   : "portfolio.all-ready",
			   say_text("all", words_number(site, all, false)));
	return SAY(site, "portfolio.some-ready",
		   say_counted("ready", words_number(site, sum->ready, true),
			       sum->ready),
		   say_text("all", words_number(site, all, false)));
}

static struct span answer_of(const struct site *site, const struct portfolio_sum *sum)
{
	uint64_t bad = sum->unverified.count;
	struct span ready;

	if (sum->newest.count == 0)
		return say(site, bad == 0 ? "portfolio.no-bundle"
					  : "portfolio.none-verified");
	ready = ready_words(site, sum);
	if (bad == 0)
		return ready;
	return SAY(site, "portfolio.answer-unverified", say_text("answer", ready),
		   say_counted("bundles", words_number(site, bad, true), bad));
}

struct span site_portfolio_answer(const struct portfolio_sum *sum, struct arena *arena)
{
	struct site_options options = { .templates = NULL };
	struct site site = { .options = &options, .arena = arena, .scratch = arena };
	struct err err = { 0 };

	/* The built-in table alone: it cannot fail. */
	return site_load_phrases(&site, &err) == 0 ? answer_of(&site, sum) : SPAN_EMPTY;
}

/* "412 verified, 3 stale", and the share as a bar. */
static void add_bundle(struct drawing *d, struct value *list,
		       const struct rolled *rolled)
{
	enum rolled_state state = rolled_state(rolled, d->view->at);
	struct arena *arena = d->site->arena;
	struct value *row = value_add(list);

	value_text(row, "project", rolled->project);
	value_text(row, "name", rolled->name);
	value_text(row, "word", span_of(verdict_word[states[state].icon]));
	value_text(row, "label", say_word(d->site, "rolled", states[state].key));
	value_commit(row, "commit", rolled->commit);
	value_time(row, "when", rolled->as_of);
	value_date(row, "until", rolled->good_until);
	value_text(row, "sealed_by", rolled->sealed_by);
	value_text(row, "seal", span_sub(span_of(rolled->seal), 0, 16));
	value_text(row, "verified",
		   words_count(arena, rolled->counts[VERDICT_VERIFIED]));
	value_text(row, "items", words_count(arena, counts_total(rolled->counts)));
	value_text(row, "left", words_count(arena, rolled->required_left));
	value_bar(d->site, row, "bar", rolled->counts, 10);
}

static void add_blocking(struct drawing *d, struct value *list,
			 const struct rolled *rolled)
{
	struct value *entry = value_add(list);
	struct value *items = value_list(entry, "items");
	uint64_t shown = 0;

	value_text(entry, "project", rolled->project);
	for (size_t i = 0; i < rolled->items.count && shown < PORTFOLIO_ITEMS; i++) {
		const struct rolled_item *item = &rolled->items.at[i];
		struct value *row;

		if (!item->required)
			continue;
		row = value_add(items);
		value_text(row, "word", span_of(verdict_word[item->verdict]));
		value_text(row, "label",
			   say_word(d->site, "verdict", verdict_word[item->verdict]));
		value_text(row, "text",
			   words_cut(d->site->arena,
				     item->text.len > 0 ? item->text : item->id, 160));
		value_printf(row, "place", item->line > 0 ? "%.*s:%u" : "%.*s",
			     SPAN_ARG(item->plan), item->line);
		shown++;
	}
	for (size_t i = 0; i < rolled->fields.count && shown < PORTFOLIO_ITEMS; i++) {
		const struct rolled_field *field = &rolled->fields.at[i];
		struct value *row;

		if (!field->required || field->given)
			continue;
		row = value_add(items);
		value_text(
			row, "word",
			span_of(verdict_word[field->rejected ? VERDICT_CONTRADICTED
							     : VERDICT_NEEDS_SIGNOFF]));
		value_text(row, "label",
			   say(d->site, field->rejected ? "portfolio.rejected"
							: "verdict.needs-signoff"));
		value_text(row, "text",
			   field->role.len > 0 ? field->role : field->field);
		value_text(row, "place", field->field);
		shown++;
	}
	if (rolled->required_left > shown)
		value_count(entry, "more", rolled->required_left - shown);
	else
		value_text(entry, "more", SPAN_EMPTY);
}

static void add_unverified(struct drawing *d, struct value *list,
			   const struct rolled *rolled)
{
	struct value *row = value_add(list);

	value_text(row, "name", rolled->name);
	value_text(row, "project", rolled->project);
	value_commit(row, "commit", rolled->commit);
	value_text(row, "code", rolled->code);
	value_text(row, "detail", words_cut(d->site->arena, rolled->detail, 400));
}

static void add_reasons(struct drawing *d, struct value *value)
{
	struct value *list = value_list(value, "reasons");

	for (unsigned s = 0; s < ROLLED_STATES; s++) {
		uint64_t count = d->sum.states[s];
		const struct phrase_value values[] = {
			say_text("projects", words_number(d->site, count, true)),
			say_number("n", count),
		};
		struct span says =
			say_word_with(d->site, "rolled-says", states[s].key, values, 2);
		struct value *row;

		if (count == 0 || says.len == 0)
			continue;
		row = value_add(list);
		value_text(row, "word", span_of(verdict_word[states[s].icon]));
		value_text(row, "says", says);
	}
}

static void fill(struct drawing *d, struct value *value)
{
	const struct rolled *all = d->view->bundles.at;
	struct value *projects = value_list(value, "projects");
	struct value *blocking = value_list(value, "blocking");
	struct value *earlier = value_list(value, "earlier");
	struct value *unverified = value_list(value, "unverified");

	add_reasons(d, value);
	for (size_t i = 0; i < d->sum.newest.count; i++) {
		const struct rolled *rolled = &all[d->sum.newest.at[i]];

		add_bundle(d, projects, rolled);
		if (rolled->required_left > 0)
			add_blocking(d, blocking, rolled);
	}
	for (size_t i = 0; i < d->sum.earlier.count; i++)
		add_bundle(d, earlier, &all[d->sum.earlier.at[i]]);
	for (size_t i = 0; i < d->sum.unverified.count; i++)
		add_unverified(d, unverified, &all[d->sum.unverified.at[i]]);
	value_flag(value, "has_projects", d->sum.newest.count > 0);
	value_flag(value, "has_blocking", blocking->first != NULL);
	value_flag(value, "has_earlier", d->sum.earlier.count > 0);
	value_flag(value, "has_unverified", d->sum.unverified.count > 0);
	value_text(value, "bundles",
		   words_count(d->site->arena, d->view->bundles.count));
	value_text(value, "verified",
		   words_count(d->site->arena,
			       d->view->bundles.count - d->sum.unverified.count));
	value_bar(d->site, value, "bar", d->sum.counts, 22);
	value_legend(d->site, value, "legend", d->sum.counts);
	value_time(value, "at", d->view->at);
	value_flag(value, "hatch", d->site->hatched);
}

static int write_page(struct drawing *d, const struct portfolio_options *options,
		      struct err *err)
{
	struct site *site = d->site;
	struct value *value = value_new(site->arena);
	int rc;

	value_text(value, "answer", answer_of(site, &d->sum));
	value_text(value, "tool", options->tool);
	value_flag(value, "theme", site->has_theme);
	value_flag(value, "logo", site->has_logo);
	fill(d, value);
	buf_init(&site->page, LIMIT_JSON_OUT);
	rc = template_render(&site->page, site->templates, "portfolio", value, err);
	if (rc == 0)
		rc = buf_check(&site->page, "the page", err);
	if (rc == 0)
		rc = site_file(site, SPAN_LIT("index.html"), buf_span(&site->page),
			       err);
	buf_release(&site->page);
	return rc;
}

int site_portfolio(const struct portfolio_view *view,
		   const struct portfolio_options *options, struct err *err)
{
	static const char *const needed[] = { "assets/muster.css", "assets/theme.js",
					      "assets/icon.svg" };
	struct site_options site_options = { .folder = options->folder,
					     .templates = options->templates };
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct site site = { .options = &site_options,
			     .arena = arena,
			     .scratch = arena };
	struct drawing drawing = { .site = &site, .view = view };
	int rc = site_load_templates(&site, err);

	if (rc == 0)
		rc = site_write_extra(&site, "assets/theme.css", &site.has_theme, err);
	if (rc == 0)
		rc = site_write_extra(&site, "assets/logo.svg", &site.has_logo, err);
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]) && rc == 0; i++)
		rc = site_write_asset(&site, needed[i], err);
	portfolio_sum(&drawing.sum, view, arena);
	if (rc == 0)
		rc = write_page(&drawing, options, err);
	arena_free(arena);
	return rc;
}
