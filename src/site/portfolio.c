#include "site/portfolio.h"

#include "base/limits.h"
#include "site/page.h"

/* clang-format off: one state a line */
static const struct {
	const char *label;
	enum verdict icon;
} states[ROLLED_STATES] = {
	[ROLLED_READY] = { "Ready", VERDICT_VERIFIED },
	[ROLLED_WAIVERS] = { "Ready, with waivers", VERDICT_WAIVED },
	[ROLLED_LAPSED] = { "Lapsed", VERDICT_STALE },
	[ROLLED_NOT_READY] = { "Not ready", VERDICT_CONTRADICTED },
	[ROLLED_INDETERMINATE] = { "Could not judge", VERDICT_INDETERMINATE },
	[ROLLED_BYPASSED] = { "Bypassed", VERDICT_STALE },
	[ROLLED_UNVERIFIED] = { "Not verified", VERDICT_UNSUPPORTED },
};
/* clang-format on */

/* The terminal says these too, where no template's words are at hand. */
static const char *const small[] = { "no",   "one",    "two",   "three", "four",
				     "five", "six",    "seven", "eight", "nine",
				     "ten",  "eleven", "twelve" };

static struct span number(struct arena *arena, uint64_t count, bool capital)
{
	if (count >= sizeof(small) / sizeof(small[0]))
		return words_count(arena, count);
	return capital ? words_capital(arena, span_of(small[count]))
		       : span_of(small[count]);
}

static const char *plural(uint64_t count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

struct drawing {
	struct site *site;
	const struct portfolio_view *view;
	struct portfolio_sum sum;
};

struct span site_portfolio_answer(const struct portfolio_sum *sum, struct arena *arena)
{
	uint64_t all = sum->newest.count;
	uint64_t bad = sum->unverified.count;
	struct span left;

	if (all == 0)
		return bad == 0 ? SPAN_LIT("There is no bundle.")
				: SPAN_LIT("No bundle is verified.");
	left = bad == 0 ? SPAN_EMPTY
			: arena_printf(arena, " %.*s %s not verified.",
				       SPAN_ARG(number(arena, bad, true)),
				       plural(bad, "bundle is", "bundles are"));
	if (all == 1)
		return arena_printf(arena, "The one project is %sready.%.*s",
				    sum->ready == 1 ? "" : "not ", SPAN_ARG(left));
	if (sum->ready == all || sum->ready == 0)
		return arena_printf(arena, "%s %.*s projects %s ready.%.*s",
				    sum->ready == 0 ? "None of the" : "All",
				    SPAN_ARG(number(arena, all, false)),
				    sum->ready == 0 ? "is" : "are", SPAN_ARG(left));
	return arena_printf(arena, "%.*s of %.*s projects %s ready.%.*s",
			    SPAN_ARG(number(arena, sum->ready, true)),
			    SPAN_ARG(number(arena, all, false)),
			    plural(sum->ready, "is", "are"), SPAN_ARG(left));
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
	value_text(row, "label", span_of(states[state].label));
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
		value_text(row, "label", span_of(verdict_label[item->verdict]));
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
			   field->rejected ? SPAN_LIT("Rejected")
					   : SPAN_LIT("Needs sign-off"));
		value_text(row, "text",
			   field->role.len > 0 ? field->role : field->field);
		value_text(row, "place", field->field);
		shown++;
	}
	if (rolled->required_left > shown)
		value_printf(entry, "more", "and %.*s more",
			     SPAN_ARG(words_count(d->site->arena,
						  rolled->required_left - shown)));
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
	static const char *const one[ROLLED_STATES] = {
		[ROLLED_WAIVERS] = "is ready with waivers",
		[ROLLED_LAPSED] = "was ready, and something it rested on has ended",
		[ROLLED_NOT_READY] = "is not ready",
		[ROLLED_INDETERMINATE] = "could not be judged",
		[ROLLED_BYPASSED] = "was let through by somebody",
	};
	static const char *const many[ROLLED_STATES] = {
		[ROLLED_WAIVERS] = "are ready with waivers",
		[ROLLED_LAPSED] = "were ready, and something they rested on has ended",
		[ROLLED_NOT_READY] = "are not ready",
		[ROLLED_INDETERMINATE] = "could not be judged",
		[ROLLED_BYPASSED] = "were let through by somebody",
	};
	struct value *list = value_list(value, "reasons");

	for (unsigned s = 0; s < ROLLED_STATES; s++) {
		uint64_t count = d->sum.states[s];
		struct value *row;

		if (count == 0 || !one[s])
			continue;
		row = value_add(list);
		value_text(row, "word", span_of(verdict_word[states[s].icon]));
		value_printf(row, "says", "%.*s %s %s",
			     SPAN_ARG(number(d->site->arena, count, true)),
			     plural(count, "project", "projects"),
			     count == 1 ? one[s] : many[s]);
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

	value_text(value, "answer", site_portfolio_answer(&d->sum, site->arena));
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
