#include "base/limits.h"
#include "base/path.h"
#include "site/page.h"
#include "site/url.h"

#define TESTS_EACH    200 /* failed and skipped ones of one artifact */
#define PROBLEMS_EACH 200

/* data/search.js: one call with an array of [verdict, title, address, place, more]. */
struct index {
	struct site *site;
	struct buf js;
	bool more;
	const struct artifact *artifact; /* of the facts at hand */
};

static void add_entry(struct index *index, const char *verdict, struct span title,
		      struct span address, struct span place, struct span more)
{
	struct buf *js = &index->js;

	buf_addf(js, "%s\n[\"%s\",", index->more ? "," : "", verdict);
	index->more = true;
	script_string(js, title);
	buf_addch(js, ',');
	script_string(js, address);
	buf_addch(js, ',');
	script_string(js, place);
	buf_addch(js, ',');
	script_string(js, more);
	buf_addch(js, ']');
}

static void add_items(struct index *index, size_t plan)
{
	const struct planned *planned = &index->site->report->plans.at[plan];
	struct arena *arena = index->site->scratch;

	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct item *item = &planned->plan.items.at[i];
		const struct judgement *judgement = &planned->judgements.at[i];

		if (!item_shown(judgement))
			continue;
		add_entry(index, verdict_word[judgement->verdict],
			  item_title(index->site, item),
			  url_item(arena, &planned->plan, judgement),
			  arena_printf(arena, "%.*s \xE2\x80\xBA %.*s",
				       SPAN_ARG(planned->plan.title),
				       SPAN_ARG(item_section(&index->site->plans[plan],
							     planned, item))),
			  judgement->sentence);
	}
}

static int add_fact(void *ctx, const struct fact *fact, struct err *err)
{
	struct index *index = ctx;
	struct arena *arena = index->site->scratch;
	struct span address = url_artifact(arena, index->artifact);

	(void)err;
	if (fact->kind == FACT_CASE && fact->as.test.outcome != TEST_PASSED)
		add_entry(index,
			  fact->as.test.outcome == TEST_SKIPPED ? "open"
								: "contradicted",
			  fact->as.test.name, address,
			  SAY(index->site, "search.case",
			      say_text("outcome",
				       say_word(index->site, "test",
						test_outcome_word[fact->as.test
									  .outcome]))),
			  fact->as.test.classname);
	if (fact->kind == FACT_PROBLEM &&
	    fact->as.problem.severity <= SEVERITY_MEDIUM &&
	    !fact->as.problem.suppressed)
		add_entry(index,
			  fact->as.problem.severity == SEVERITY_MEDIUM ? "partial"
								       : "contradicted",
			  fact->as.problem.rule_id, address,
			  SAY(index->site, "search.finding",
			      say_text("severity",
				       say_word(index->site, "severity",
						severity_word[fact->as.problem
								      .severity]))),
			  fact->as.problem.title.len > 0 ? fact->as.problem.title
							 : fact->as.problem.message);
	return 0;
}

static int add_artifact(struct index *index, const struct artifact *artifact,
			struct err *err)
{
	struct arena *arena = index->site->scratch;
	struct fact_sink sink = { add_fact, index };
	enum verdict icon;
	struct span says = artifact_says(index->site, artifact, &icon);
	int rc = 0;

	index->artifact = artifact;
	add_entry(index, "", path_base(artifact->path), url_artifact(arena, artifact),
		  SAY(index->site, "search.artifact",
		      say_text("kind", artifact_kind(index->site, artifact))),
		  arena_printf(arena, "%.*s %.*s", SPAN_ARG(artifact->path),
			       SPAN_ARG(says)));
	if (artifact->family == FAMILY_TESTS)
		rc = site_facts(index->site, artifact, FACT_CASE, FACTS_WORST_FIRST,
				TESTS_EACH, &sink, err);
	if (rc == 0 &&
	    (artifact->family == FAMILY_SCAN || artifact->family == FAMILY_SARIF))
		rc = site_facts(index->site, artifact, FACT_PROBLEM, FACTS_WORST_FIRST,
				PROBLEMS_EACH, &sink, err);
	return rc;
}

static int write_index(struct site *site, struct err *err)
{
	const struct report *report = site->report;
	struct index index = { .site = site };
	int rc = 0;

	buf_init(&index.js, LIMIT_JSON_OUT);
	buf_adds(&index.js, "muster_index([");
	for (size_t i = 0; i < report->plans.count; i++)
		add_items(&index, i);
	for (size_t i = 0; i < report->artifacts.count && rc == 0; i++)
		rc = add_artifact(&index, &report->artifacts.at[i], err);
	buf_adds(&index.js, "]);\n");
	if (rc == 0)
		rc = buf_check(&index.js, "data/search.js", err);
	if (rc == 0)
		rc = site_file(site, SPAN_LIT("data/search.js"), buf_span(&index.js),
			       err);
	buf_release(&index.js);
	return rc;
}

int page_search(struct site *site, struct err *err)
{
	const struct report *report = site->report;
	struct value *value = page_begin(site, SPAN_LIT("search.html"));
	struct value *plans = value_list(value, "plans");
	int rc;
	struct page page = { .template = "search",
			     .title = say(site, "search.title"),
			     .class = "",
			     .scripts = { SPAN_INIT("assets/search.js"),
					  SPAN_INIT("data/search.js") } };

	for (size_t i = 0; i < report->plans.count && i < 20; i++) {
		struct value *plan = value_add(plans);

		value_text(plan, "href",
			   url_plan(site->scratch, &report->plans.at[i].plan, 1));
		value_text(plan, "title", report->plans.at[i].plan.title);
	}
	value_flag(value, "has_plans", report->plans.count > 0);
	rc = page_end(site, &page, value, err);
	if (rc < 0)
		return rc;
	return write_index(site, err);
}
