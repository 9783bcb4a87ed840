#include "site/portfolio.h"

#include "base/limits.h"
#include "site/page.h"

/* clang-format off: one state a line */
static const struct {
	const char *word; /* in [rolled] and [rolled-why] */
	enum verdict icon;
} states[ROLLED_STATES] = {
	[ROLLED_READY]         = { "ready", VERDICT_VERIFIED },
	[ROLLED_WAIVERS]       = { "waivers", VERDICT_WAIVED },
	[ROLLED_LAPSED]        = { "lapsed", VERDICT_STALE },
	[ROLLED_NOT_READY]     = { "not-ready", VERDICT_CONTRADICTED },
	[ROLLED_INDETERMINATE] = { "indeterminate", VERDICT_INDETERMINATE },
	[ROLLED_BYPASSED]      = { "bypassed", VERDICT_STALE },
	[ROLLED_UNVERIFIED]    = { "unverified", VERDICT_UNSUPPORTED },
};
/* clang-format on */

struct drawing {
	struct site *site;
	const struct portfolio_view *view;
	struct portfolio_sum sum;
};

/* "Nine of 12 projects are ready." */
static struct span answer(const struct drawing *d)
{
	const struct site *site = d->site;
	const struct portfolio_sum *sum = &d->sum;
	uint64_t all = sum->newest.count, bad = sum->unverified.count;
	const char *key = "portfolio.some";
	struct span left = SPAN_EMPTY;

	if (all == 0)
		return say(site, bad == 0 ? "portfolio.empty" : "portfolio.none-verified");
	if (bad > 0)
		left = SAY(site, "portfolio.not-verified",
			   say_counted("count", words_number(site, bad, true), bad));
	if (all == 1)
		key = sum->ready == 1 ? "portfolio.one" : "portfolio.not-one";
	else if (sum->ready == all)
		key = "portfolio.all";
	else if (sum->ready == 0)
		key = "portfolio.none";
	left = left.len == 0 ? left : arena_printf(site->arena, " %.*s", SPAN_ARG(left));
	return arena_printf(
		site->arena, "%.*s%.*s",
		SPAN_ARG(SAY(site, key,
			     say_counted("ready", words_number(site, sum->ready, true),
					 sum->ready),
			     say_counted("all", words_number(site, all, false), all))),
		SPAN_ARG(left));
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
	value_text(row, "label", say_word(d->site, "rolled", states[state].word));
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
			   field->rejected
				   ? say(d->site, "portfolio.rejected")
				   : say_word(d->site, "verdict",
					      verdict_word[VERDICT_NEEDS_SIGNOFF]));
		value_text(row, "text",
			   field->role.len > 0 ? field->role : field->field);
		value_text(row, "place", field->field);
		shown++;
	}
	value_text(entry, "more",
		   rolled->required_left <= shown
			   ? SPAN_EMPTY
			   : SAY(d->site, "portfolio.more",
				 say_number("count", rolled->required_left - shown)));
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

/* "Two projects are not ready" */
static struct span reason(const struct site *site, const char *state, uint64_t count)
{
	const struct phrase_value values[] = {
		say_counted("count", words_number(site, count, true), count),
	};

	return say_word_with(site, "rolled-why", state, values, 1);
}

static void add_reasons(struct drawing *d, struct value *value)
{
	struct value *list = value_list(value, "reasons");

	for (unsigned s = 0; s < ROLLED_STATES; s++) {
		uint64_t count = d->sum.states[s];
		struct value *row;

		if (count == 0 || s == ROLLED_READY || s == ROLLED_UNVERIFIED)
			continue;
		row = value_add(list);
		value_text(row, "word", span_of(verdict_word[states[s].icon]));
		value_text(row, "says", reason(d->site, states[s].word, count));
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

	value_text(value, "answer", answer(d));
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

int site_portfolio(struct span *out_answer, const struct portfolio_view *view,
		   const struct portfolio_options *options, struct arena *out_arena,
		   struct err *err)
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
		*out_answer = arena_copy(out_arena, answer(&drawing));
	if (rc == 0)
		rc = write_page(&drawing, options, err);
	arena_free(arena);
	return rc;
}
