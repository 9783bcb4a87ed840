#include "audit/suggest.h"

#include "audit/shown.h"
#include "base/path.h"

#include <stdlib.h>

#define RARE_MOST    12 /* artifacts that share a word that still says something */
#define SUGGESTIONS  3
#define NAMES_READ   256 /* of one kind; more is not looked at, and nothing is said */
#define SCORE_NEEDED 2   /* shared words */
#define FILES_MOST   64  /* that are looked into for what an item names */

struct posting {
	LIST(size_t) artifacts;
};

struct names {
	struct table *words;
	bool too_many;
};

struct suggest {
	const struct evidence *evidence;
	struct table *index;  /* word to struct posting */
	struct names **names; /* by artifact, read when asked for */
};

static bool is_candidate(const struct artifact *artifact)
{
	if (artifact->status != ARTIFACT_OK && artifact->status != ARTIFACT_PARTIAL)
		return false;
	/* What is declared shows no outcome, so it is no help to name it. */
	return !shown_is_opaque(artifact->family) &&
	       artifact->family != FAMILY_DOCUMENT &&
	       artifact->family != FAMILY_MANIFEST && artifact->family != FAMILY_CONFIG;
}

struct suggest *suggest_new(const struct evidence *evidence)
{
	struct suggest *suggest = ARENA_NEW(evidence->arena, struct suggest);

	suggest->evidence = evidence;
	suggest->index = table_new(evidence->arena);
	suggest->names =
		ARENA_ARRAY(evidence->arena, struct names *, evidence->count + 1);
	for (size_t i = 0; i < evidence->count; i++) {
		struct words words;

		if (!is_candidate(&evidence->artifacts[i]))
			continue;
		words_split(&words, evidence->artifacts[i].path, evidence->arena);
		for (size_t j = 0; j < words.count; j++) {
			struct posting **slot;

			if (word_is_common(words.at[j]))
				continue;
			slot = (struct posting **)table_slot(suggest->index,
							     words.at[j]);
			if (!*slot)
				*slot = ARENA_NEW(evidence->arena, struct posting);
			/* A word of many names says nothing; one above the limit shows
			 * it. */
			if ((*slot)->artifacts.count <= RARE_MOST)
				*LIST_ADD(evidence->arena, &(*slot)->artifacts) = i;
		}
	}
	return suggest;
}

struct score {
	size_t artifact, shared;
};

static int compare_scores(const void *a, const void *b)
{
	const struct score *left = a, *right = b;

	if (left->shared != right->shared)
		return left->shared > right->shared ? -1 : 1;
	return left->artifact < right->artifact ? -1 : left->artifact > right->artifact;
}

/* Same artifact, one more word; there are at most WORDS_MAX * RARE_MOST of them. */
static size_t count_shared(struct score *scores, const struct suggest *suggest,
			   const struct words *item, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < item->count; i++) {
		const struct posting *posting = table_get(suggest->index, item->at[i]);

		if (!posting || posting->artifacts.count > RARE_MOST)
			continue;
		for (size_t j = 0; j < posting->artifacts.count; j++) {
			size_t k = 0;

			while (k < count &&
			       scores[k].artifact != posting->artifacts.at[j])
				k++;
			if (k == room)
				continue;
			if (k == count)
				scores[count++] =
					(struct score){ posting->artifacts.at[j], 0 };
			scores[k].shared++;
		}
	}
	return count;
}

static const char *const family_predicates[FAMILIES] = {
	[FAMILY_TESTS] = " failed = 0",
	[FAMILY_SCAN] = " critical = 0, high = 0",
	[FAMILY_SARIF] = " level.error = 0",
	[FAMILY_SBOM] = " components >= 1",
	[FAMILY_COVERAGE] = " line >= 80%",
	[FAMILY_METRICS] = " thresholds-failed = 0",
};

static void add_suggestion(struct judgement *out, const struct suggest *suggest,
			   size_t index, const struct item *item, size_t shared)
{
	struct arena *arena = suggest->evidence->arena;
	const struct artifact *artifact = &suggest->evidence->artifacts[index];
	/* A bare workflow is held against the item's words; a kind needs a selector. */
	const char *kind = artifact->family == FAMILY_WORKFLOW
				   ? NULL
				   : annot_word_of_family(artifact->family);
	const char *row = item->kind == ITEM_ROW ? "" : "  - Evidence: ";
	const char *predicates = family_predicates[artifact->family];
	struct suggestion *suggestion = LIST_ADD(arena, &out->suggestions);

	suggestion->artifact = index;
	suggestion->annotation =
		arena_printf(arena, "%s`%s%s%.*s`%s", row, kind ? kind : "",
			     kind ? ":" : "", SPAN_ARG(artifact->path),
			     predicates ? predicates : "");
	suggestion->why =
		arena_printf(arena, "%zu words of its name stand in the item; %s",
			     shared, family_word[artifact->family]);
}

/* What is declared is no help for a claim about an outcome. */
static bool is_of_use(const struct artifact *artifact, const struct wording *wording)
{
	if (artifact->family != FAMILY_WORKFLOW && artifact->family != FAMILY_SOURCE)
		return true;
	return wording->needs == CLASS_DECLARES;
}

void suggest_for(struct judgement *out, const struct suggest *suggest,
		 const struct asking *asking)
{
	struct score scores[256];
	size_t count = count_shared(scores, suggest, &asking->wording.words, 256);
	size_t given = 0;

	if (count > 0)
		qsort(scores, count, sizeof(scores[0]), compare_scores);
	for (size_t i = 0; i < count && given < SUGGESTIONS; i++) {
		const struct artifact *artifact =
			&suggest->evidence->artifacts[scores[i].artifact];

		if (scores[i].shared < SCORE_NEEDED ||
		    !is_of_use(artifact, &asking->wording))
			continue;
		add_suggestion(out, suggest, scores[i].artifact, asking->item,
			       scores[i].shared);
		given++;
	}
}

/* A file that is no report, and can hold keys, routes or sections. */
static bool can_hold_names(const struct artifact *artifact)
{
	const struct fact_counts *counts = &artifact->counts;

	return artifact->status == ARTIFACT_OK &&
	       ((artifact->family == FAMILY_VALUE && !artifact->in_roots) ||
		(artifact->family == FAMILY_CONFIG &&
		 counts->env_keys + counts->operations > 0) ||
		(artifact->family == FAMILY_DOCUMENT && counts->headings > 0));
}

int suggest_named(struct judgement *out, const struct suggest *suggest,
		  const struct asking *asking, struct err *err)
{
	const struct evidence *evidence = suggest->evidence;
	size_t files = 0, has = 0, at = 0;
	struct span what = SPAN_EMPTY;
	struct suggestion *suggestion;

	if (asking->named.count != 1 || asking->named.at[0].kind == NAMED_SCRIPT ||
	    asking->wording.needs > CLASS_DECLARES)
		return 0;
	for (size_t i = 0; i < evidence->count; i++) {
		struct named_asked asked = { &asking->named.at[0],
					     &asking->wording.words, i };
		struct shown shown;
		bool told, could;
		int rc;

		if (!can_hold_names(&evidence->artifacts[i]) || ++files > FILES_MOST)
			continue;
		rc = named_judge(&shown, &told, &could, evidence->named, &asked, err);
		if (rc < 0)
			return rc;
		if (!told || shown.outcome != OUTCOME_PASS)
			continue;
		has++;
		at = i;
		what = shown.actual;
	}
	if (has != 1 || files > FILES_MOST)
		return 0;
	suggestion = LIST_ADD(evidence->arena, &out->suggestions);
	suggestion->artifact = at;
	suggestion->annotation =
		arena_printf(evidence->arena,
			     asking->item->kind == ITEM_ROW ? "`%.*s`"
							    : "  - Evidence: `%.*s`",
			     SPAN_ARG(evidence->artifacts[at].path));
	suggestion->why =
		arena_printf(evidence->arena, "it alone has %.*s", SPAN_ARG(what));
	return 0;
}

struct names_walk {
	struct names *names;
	struct arena *arena;
	size_t seen;
};

static void add_name(struct names_walk *walk, struct span name)
{
	struct words words;

	words_split(&words, name, walk->arena);
	for (size_t i = 0; i < words.count; i++)
		if (!word_is_common(words.at[i]))
			*table_slot(walk->names->words, words.at[i]) = walk;
}

static int see_name(void *ctx, const struct fact *fact, struct err *err)
{
	struct names_walk *walk = ctx;

	(void)err;
	if (++walk->seen > NAMES_READ) {
		walk->names->too_many = true;
		return 0;
	}
	if (fact->kind == FACT_SUITE)
		add_name(walk, fact->as.suite.name);
	else if (fact->kind == FACT_CASE)
		add_name(walk, fact->as.test.name);
	else if (fact->kind == FACT_HEADING)
		add_name(walk, fact->as.heading.text);
	else if (fact->kind == FACT_JOB)
		add_name(walk, fact->as.job.name.len > 0 ? fact->as.job.name
							 : fact->as.job.key);
	else if (fact->kind == FACT_SCAN)
		add_name(walk, fact->as.scan.target);
	else if (fact->kind == FACT_PROBLEM)
		add_name(walk, fact->as.problem.title);
	else if (fact->kind == FACT_METRIC)
		add_name(walk, fact->as.metric.name);
	else if (fact->kind == FACT_COMPONENT)
		add_name(walk, fact->as.component.name);
	return 0;
}

/* Rows of a kind, as far as they were counted; problems may be more. */
static int64_t count_of(const struct fact_counts *counts, enum fact_kind kind)
{
	int64_t problems = counts->suppressed;

	for (unsigned i = 0; i < SEVERITIES; i++)
		problems += counts->open[i];
	return kind == FACT_SUITE       ? counts->suites
	       : kind == FACT_CASE      ? fact_cases(counts)
	       : kind == FACT_HEADING   ? counts->headings
	       : kind == FACT_JOB       ? counts->jobs
	       : kind == FACT_SCAN      ? counts->scans
	       : kind == FACT_METRIC    ? counts->metrics
	       : kind == FACT_COMPONENT ? counts->components
					: problems;
}

static int read_names(struct names **out, struct suggest *suggest, size_t index,
		      struct err *err)
{
	static const enum fact_kind kinds[] = { FACT_SUITE,  FACT_HEADING,
						FACT_JOB,    FACT_SCAN,
						FACT_CASE,   FACT_PROBLEM,
						FACT_METRIC, FACT_COMPONENT };
	const struct evidence *evidence = suggest->evidence;
	const struct artifact *artifact = &evidence->artifacts[index];
	struct names *names = ARENA_NEW(evidence->arena, struct names);
	struct names_walk walk = { names, evidence->arena, 0 };
	struct fact_sink sink = { see_name, &walk };

	*out = suggest->names[index] = names;
	names->words = table_new(evidence->arena);
	/* Reading is what costs: nothing is read that could not be looked at whole. */
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		names->too_many |= count_of(&artifact->counts, kinds[i]) > NAMES_READ;
	if (names->too_many)
		return 0;
	add_name(&walk, artifact->path);
	add_name(&walk, artifact->about.tool);
	add_name(&walk, artifact->about.subject_name);
	for (size_t i = 0; evidence->facts.each && i < sizeof(kinds) / sizeof(kinds[0]);
	     i++) {
		int rc;

		if (kinds[i] != FACT_PROBLEM &&
		    count_of(&artifact->counts, kinds[i]) == 0)
			continue;

		walk.seen = 0;
		rc = evidence->facts.each(evidence->facts.ctx, artifact, kinds[i],
					  NAMES_READ + 1, &sink, err);
		if (rc < 0)
			return rc;
	}
	return 0;
}

/* Exact words first; then, because names are few, those with another ending. */
static bool shares(const struct names *names, const struct words *item,
		   struct arena *arena)
{
	const struct table_entry *entries;
	struct words words = { 0 };
	size_t count = table_count(names->words);

	for (size_t i = 0; i < item->count; i++)
		if (!word_is_common(item->at[i]) &&
		    table_get(names->words, item->at[i]))
			return true;
	entries = table_sorted(names->words, arena);
	for (size_t i = 0; i < count; i++) {
		words.at[words.count++] = entries[i].key;
		if (words.count < WORDS_MAX && i + 1 < count)
			continue;
		if (words_share(&words, item))
			return true;
		words.count = 0;
	}
	return false;
}

static bool says_something(const struct words *item)
{
	for (size_t i = 0; i < item->count; i++)
		if (!word_is_common(item->at[i]))
			return true;
	return false;
}

int suggest_shares(bool *out, struct suggest *suggest, size_t artifact,
		   const struct words *item, struct err *err)
{
	struct names *names = suggest->names[artifact];
	int rc;

	*out = true;
	if (!says_something(item))
		return 0;
	if (!names) {
		rc = read_names(&names, suggest, artifact, err);
		if (rc < 0)
			return rc;
	}
	*out = names->too_many || shares(names, item, suggest->evidence->arena);
	return 0;
}
