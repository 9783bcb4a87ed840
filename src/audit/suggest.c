#include "audit/suggest.h"

#include "audit/numbers.h"
#include "audit/scans.h"
#include "audit/shown.h"
#include "audit/subject.h"
#include "base/path.h"
#include "readers/reader.h"
#include "text/glob.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define RARE_MOST    12 /* files that share a word that still says something */
#define FEW          8  /* reports of a kind that need share no word with an item */
#define SUGGESTIONS  3
#define NAMES_READ   256  /* of one kind; more is not looked at, and nothing is said */
#define SCORE_NEEDED 2    /* shared words, where nothing else speaks for it */
#define FILES_MOST   64   /* that are looked into for what an item names */
#define LEADS_MOST   4096 /* files known by their name alone */
#define PATTERNS     256

/* A file that could be meant: an artifact, or one that its name tells of. */
struct lead {
	struct span path;
	size_t artifact;             /* ARTIFACT_NONE: nobody has read it */
	const struct reader *reader; /* then: whose files have such names */
	enum family family;
};

struct posting {
	LIST(size_t) leads;
};

struct names {
	struct table *words;       /* all that were seen */
	LIST(struct span) telling; /* those of them that are not common */
	size_t kinds;              /* of facts that were read so far */
	bool too_many;
};

/* One of a reader's usual names. */
struct usual {
	struct span pattern;
	const struct reader *reader;
};

struct suggest {
	const struct evidence *evidence;
	bool indexed;
	LIST(struct lead) leads;
	struct table *index;  /* word of a lead's path to struct posting */
	struct table *things; /* word of a document's name to struct posting */
	LIST(struct span) documents;
	struct posting of_family[FAMILIES];
	struct usual usual[PATTERNS];
	size_t usual_count;
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
	suggest->names =
		ARENA_ARRAY(evidence->arena, struct names *, evidence->count + 1);
	return suggest;
}

/* ---- what lies there ------------------------------------------------------ */

/* clang-format off: tables keep one row a line */

/* Folders of what others wrote, or of what only looks like evidence. */
static const struct span set_aside[] = {
	SPAN_INIT("node_modules"),  SPAN_INIT("vendor"),
	SPAN_INIT("third_party"),   SPAN_INIT("third-party"),
	SPAN_INIT("site-packages"), SPAN_INIT("venv"),
	SPAN_INIT(".venv"),         SPAN_INIT("fixtures"),
	SPAN_INIT("fixture"),       SPAN_INIT("__fixtures__"),
	SPAN_INIT("__mocks__"),     SPAN_INIT("__snapshots__"),
	SPAN_INIT("mocks"),         SPAN_INIT("mock"),
	SPAN_INIT("testdata"),      SPAN_INIT("test-data"),
	SPAN_INIT("test_data"),     SPAN_INIT("test-fixtures"),
	SPAN_INIT("test_fixtures"), SPAN_INIT("golden"),
	SPAN_INIT("snapshots"),     SPAN_INIT("samples"),
	SPAN_INIT("sample"),        SPAN_INIT("examples"),
	SPAN_INIT("example"),       SPAN_INIT("templates"),
	SPAN_INIT("template"),
};

static const struct span document_ends[] = {
	SPAN_INIT(".md"),   SPAN_INIT(".markdown"), SPAN_INIT(".rst"),
	SPAN_INIT(".adoc"), SPAN_INIT(".txt"),      SPAN_INIT(".pdf"),
	SPAN_INIT(".docx"), SPAN_INIT(".odt"),
};

/* clang-format on */

static bool is_among(struct span word, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(word, list[i]))
			return true;
	return false;
}

static bool is_set_aside(struct span path)
{
	struct span dir = path_dir(path), name;

	while (span_split(&dir, '/', &name))
		if (is_among(name, set_aside, COUNT(set_aside)))
			return true;
	return false;
}

static void add_word(struct suggest *suggest, struct table *index, struct span word,
		     size_t at)
{
	struct arena *arena = suggest->evidence->arena;
	struct posting **slot = (struct posting **)table_slot(index, word);

	if (!*slot)
		*slot = ARENA_NEW(arena, struct posting);
	/* A word of many names says nothing; one above the limit shows it. */
	if ((*slot)->leads.count <= RARE_MOST)
		*LIST_ADD(arena, &(*slot)->leads) = at;
}

static void add_words(struct suggest *suggest, struct table *index, struct span path,
		      size_t at)
{
	struct words words;

	words_split(&words, path, suggest->evidence->arena);
	for (size_t i = 0; i < words.count; i++)
		if (!word_is_common(words.at[i]))
			add_word(suggest, index, words.at[i], at);
}

static void add_lead(struct suggest *suggest, const struct lead *lead)
{
	struct posting *of_family = &suggest->of_family[lead->family];
	struct arena *arena = suggest->evidence->arena;
	size_t at = suggest->leads.count;

	*LIST_ADD(arena, &suggest->leads) = *lead;
	add_words(suggest, suggest->index, lead->path, at);
	if (of_family->leads.count <= FEW)
		*LIST_ADD(arena, &of_family->leads) = at;
}

/* Reports whose outcome an item can state; a test's source has usual names, too. */
static void list_usual(struct suggest *suggest)
{
	for (size_t i = 0; readers[i]; i++) {
		struct span rest = span_of(readers[i]->usual ? readers[i]->usual : "");
		struct span pattern;

		if (stated_of_family(readers[i]->family) == 0 ||
		    readers[i]->family == FAMILY_ATTESTATION)
			continue;
		while (span_split(&rest, ' ', &pattern))
			if (pattern.len > 0 && suggest->usual_count < PATTERNS)
				suggest->usual[suggest->usual_count++] =
					(struct usual){ pattern, readers[i] };
	}
}

static bool could_be_report(struct span ext)
{
	static const struct span ends[] = { SPAN_INIT(".xml"),   SPAN_INIT(".json"),
					    SPAN_INIT(".sarif"), SPAN_INIT(".info"),
					    SPAN_INIT(".lcov"),  SPAN_INIT(".out"),
					    SPAN_INIT(".trx"),   SPAN_INIT(".tap"),
					    SPAN_INIT(".txt"),   SPAN_INIT(".csv"),
					    SPAN_INIT(".jtl"),   SPAN_INIT(".spdx"),
					    SPAN_INIT(".jsonl"), SPAN_INIT(".jsonld") };

	return is_among(ext, ends, COUNT(ends));
}

static void see_entry(struct suggest *suggest, const struct tree_entry *entry)
{
	struct span base = path_base(entry->path), ext = path_ext(entry->path);
	struct lead lead = { .path = entry->path, .artifact = ARTIFACT_NONE };

	if (entry->mode == TREE_SYMLINK || entry->mode == TREE_SUBMODULE ||
	    is_set_aside(entry->path))
		return;
	if (is_among(ext, document_ends, COUNT(document_ends))) {
		*LIST_ADD(suggest->evidence->arena, &suggest->documents) = entry->path;
		add_words(suggest, suggest->things,
			  span_sub(base, 0, base.len - ext.len),
			  suggest->documents.count - 1);
	}
	if (!could_be_report(ext) || suggest->leads.count >= LEADS_MOST ||
	    evidence_at(suggest->evidence, entry->path) != ARTIFACT_NONE)
		return;
	for (size_t i = 0; i < suggest->usual_count && !lead.reader; i++)
		if (glob_match(suggest->usual[i].pattern, base, GLOB_NOCASE))
			lead.reader = suggest->usual[i].reader;
	if (!lead.reader)
		return;
	lead.family = lead.reader->family;
	add_lead(suggest, &lead);
}

/* Once, for the first item that asks: where all cite evidence it costs nothing. */
static void index_all(struct suggest *suggest)
{
	const struct evidence *evidence = suggest->evidence;

	if (suggest->indexed)
		return;
	suggest->indexed = true;
	suggest->index = table_new(evidence->arena);
	suggest->things = table_new(evidence->arena);
	list_usual(suggest);
	for (size_t i = 0; i < evidence->count; i++) {
		const struct artifact *artifact = &evidence->artifacts[i];

		if (is_candidate(artifact))
			add_lead(suggest, &(struct lead){ artifact->path, i, NULL,
							  artifact->family });
	}
	for (size_t i = 0; evidence->tree && i < evidence->tree->entries.count; i++)
		see_entry(suggest, &evidence->tree->entries.at[i]);
}

/* ---- what an item could mean ---------------------------------------------- */

struct score {
	const struct lead *lead;
	size_t at, shared;
	bool is_stated; /* a report of the kind whose outcome the item states */
};

#define SCORES 256

struct scores {
	struct score at[SCORES];
	size_t count;
};

static int compare_scores(const void *a, const void *b)
{
	const struct score *left = a, *right = b;

	if (left->is_stated != right->is_stated)
		return left->is_stated ? -1 : 1;
	if (left->shared != right->shared)
		return left->shared > right->shared ? -1 : 1;
	/* One that was read before one that its name tells of; a short path first. */
	if ((left->lead->reader != NULL) != (right->lead->reader != NULL))
		return left->lead->reader ? 1 : -1;
	if (left->lead->reader && left->lead->path.len != right->lead->path.len)
		return left->lead->path.len < right->lead->path.len ? -1 : 1;
	return left->at < right->at ? -1 : left->at > right->at;
}

static struct score *score_of(struct scores *scores, const struct suggest *suggest,
			      size_t at)
{
	for (size_t i = 0; i < scores->count; i++)
		if (scores->at[i].at == at)
			return &scores->at[i];
	if (scores->count == SCORES)
		return NULL;
	scores->at[scores->count] =
		(struct score){ &suggest->leads.at[at], at, 0, false };
	return &scores->at[scores->count++];
}

/* Same file, one more word; there are at most WORDS_MAX * RARE_MOST of them. */
static void count_shared(struct scores *scores, const struct suggest *suggest,
			 const struct words *item)
{
	for (size_t i = 0; i < item->count; i++) {
		const struct posting *posting = table_get(suggest->index, item->at[i]);

		if (!posting || posting->leads.count > RARE_MOST)
			continue;
		for (size_t j = 0; j < posting->leads.count; j++) {
			struct score *score =
				score_of(scores, suggest, posting->leads.at[j]);

			if (score)
				score->shared++;
		}
	}
}

/* All reports of a kind that the item speaks of, where they are few. */
static void add_few(struct scores *scores, const struct suggest *suggest,
		    unsigned speaks)
{
	for (unsigned family = 0; family < FAMILIES; family++) {
		const struct posting *few = &suggest->of_family[family];

		if (!(stated_of_family((enum family)family) & speaks) ||
		    few->leads.count > FEW)
			continue;
		for (size_t i = 0; i < few->leads.count; i++)
			score_of(scores, suggest, few->leads.at[i]);
	}
}

/* A word in common that is no word for reports of that kind anyway. */
static bool shares_a_name(const struct lead *lead, const struct words *item,
			  struct arena *arena)
{
	struct words words;

	words_split(&words, lead->path, arena);
	for (size_t i = 0; i < words.count; i++)
		if (!word_is_common(words.at[i]) && !word_is_of_reports(words.at[i]) &&
		    words_hold(item, words.at[i]))
			return true;
	return false;
}

/* "Smoke tests on staging" and "reports/production.xml": certainly not meant. */
static bool is_of_another(const struct lead *lead, const struct wording *wording,
			  struct arena *arena)
{
	struct subjects said, has;
	struct words words;

	words_split(&words, lead->path, arena);
	subjects_of_words(&said, &wording->words);
	subjects_of_words(&has, &words);
	return subject_other(&said, &has).len > 0;
}

/*
 * A predicate is its author's word for all numbers, so there is none where the item
 * has numbers of its own: "coverage of 95 %" shall not become 80, "27/27" not one.
 */
static bool has_numbers(const struct asking *asking)
{
	const struct item *item = asking->item;

	for (size_t i = 0; i < item->plain.len; i++)
		if (item->plain.ptr[i] >= '0' && item->plain.ptr[i] <= '9')
			return true;
	return item->thresholds.count > 0 || asking->denial.none != 0 ||
	       asking->denial.number.len > 0 || asking->denial.unknown.len > 0;
}

static bool has_binding(const struct item *item)
{
	for (size_t i = 0; i < item->thresholds.count; i++)
		if (threshold_binds(&item->thresholds.at[i]))
			return true;
	return false;
}

/* Whether a report of the kind that the item states, or speaks of, could be meant. */
static int fits_kind(bool *out, const struct suggest *suggest,
		     const struct score *score, const struct asking *asking,
		     struct err *err)
{
	const struct evidence *evidence = suggest->evidence;
	const struct wording *wording = &asking->wording;
	unsigned kind = stated_of_family(score->lead->family);
	bool fits = true, asked = false;
	int rc = 0;

	*out = false;
	if (kind == 0 || wording->needs > CLASS_OUTCOME ||
	    is_of_another(score->lead, wording, evidence->arena))
		return 0;
	if (kind == STATED_SCAN)
		fits = scans_name_fits(&asked, wording, score->lead->path);
	if (kind == STATED_SCAN && score->lead->artifact != ARTIFACT_NONE)
		rc = scans_fit(&fits, wording,
			       &evidence->artifacts[score->lead->artifact],
			       &evidence->facts, err);
	if (rc < 0 || !fits)
		return rc;
	/* Without a number to hold it against, coverage shows nothing. */
	if (kind == STATED_COVERAGE && !has_binding(asking->item))
		return 0;
	if (wording->stated != 0)
		*out = wording->stated & kind;
	else
		*out = (wording->speaks & kind) &&
		       (asked ||
			shares_a_name(score->lead, &wording->words, evidence->arena));
	return 0;
}

/* Whether the workflow has a job or step that the words name, and that can fail. */
static bool names_job(struct ci_place *out, const struct suggest *suggest,
		      size_t artifact, const struct wording *wording)
{
	ci_find_job(out, suggest->evidence->ci, artifact, &wording->words);
	return out->found > 0 && out->neutralised == 0;
}

/* What is declared is no help for a claim about an outcome. */
static bool is_of_use(const struct suggest *suggest, const struct lead *lead,
		      const struct wording *wording)
{
	struct ci_place place;
	unsigned kind = stated_of_family(lead->family);

	if (lead->family == FAMILY_WORKFLOW)
		return wording->needs == CLASS_DECLARES &&
		       names_job(&place, suggest, lead->artifact, wording);
	if (lead->family == FAMILY_SOURCE)
		return wording->needs == CLASS_DECLARES &&
		       (wording->speaks & STATED_TESTS);
	/* Words that state one kind's outcome are met by that kind alone. */
	return wording->stated == 0 || kind == 0;
}

static bool is_cited(const struct item *item, const struct judgement *out,
		     struct span path)
{
	for (size_t i = 0; i < out->requirements.count; i++)
		if (span_eq(out->requirements.at[i].path, path))
			return true;
	for (size_t i = 0; i < item->refs.count; i++)
		if (span_eq(item->refs.at[i].locator, path))
			return true;
	return false;
}

/* ---- the line to add ------------------------------------------------------ */

/* clang-format off: tables keep one row a line */

static const char *const family_predicates[FAMILIES] = {
	[FAMILY_TESTS] = " failed = 0",
	[FAMILY_SCAN] = " critical = 0, high = 0",
	[FAMILY_SARIF] = " level.error = 0",
	[FAMILY_SBOM] = " components >= 1",
	[FAMILY_METRICS] = " thresholds-failed = 0",
};

static const char *const family_report[FAMILIES] = {
	[FAMILY_TESTS] = "a test report",
	[FAMILY_SCAN] = "a scan",
	[FAMILY_SARIF] = "a scan",
	[FAMILY_SBOM] = "an SBOM",
	[FAMILY_COVERAGE] = "a coverage report",
	[FAMILY_METRICS] = "measurements",
};

/* clang-format on */

static struct suggestion *propose(struct judgement *out, const struct suggest *suggest,
				  const struct asking *asking, struct span path,
				  enum family family)
{
	struct arena *arena = suggest->evidence->arena;
	const char *predicates = has_numbers(asking) ? NULL : family_predicates[family];
	/* A bare workflow is held against the item's words; a predicate needs a kind.
	 */
	const char *kind = predicates ? annot_word_of_family(family) : NULL;
	struct suggestion *suggestion = LIST_ADD(arena, &out->suggestions);

	suggestion->artifact = ARTIFACT_NONE;
	suggestion->annotation =
		arena_printf(arena, "%s`%s%s%.*s`%s",
			     asking->item->kind == ITEM_ROW ? "" : "  - Evidence: ",
			     kind ? kind : "", kind ? ":" : "", SPAN_ARG(path),
			     kind ? predicates : "");
	return suggestion;
}

static struct span why_of(const struct suggest *suggest, const struct score *score)
{
	const struct evidence *evidence = suggest->evidence;
	const struct lead *lead = score->lead;
	struct span shared = SPAN_EMPTY, counts;

	if (score->shared > 0)
		shared = arena_printf(evidence->arena,
				      "; %zu word%s of its name stand%s in the item",
				      score->shared, score->shared == 1 ? "" : "s",
				      score->shared == 1 ? "s" : "");
	if (lead->artifact == ARTIFACT_NONE)
		return arena_printf(
			evidence->arena,
			"by its name %s (%s), which nobody has read yet%.*s",
			family_report[lead->family], lead->reader->title,
			SPAN_ARG(shared));
	counts = shown_in_words(lead->family,
				&evidence->artifacts[lead->artifact].counts,
				evidence->arena);
	return arena_printf(evidence->arena, "%s%s%.*s%.*s", family_word[lead->family],
			    counts.len > 0 ? ": " : "", SPAN_ARG(counts),
			    SPAN_ARG(shared));
}

static void add_suggestion(struct judgement *out, const struct suggest *suggest,
			   const struct asking *asking, const struct score *score)
{
	struct suggestion *suggestion =
		propose(out, suggest, asking, score->lead->path, score->lead->family);

	suggestion->artifact = score->lead->artifact;
	suggestion->why = why_of(suggest, score);
}

/* A job or step that the item's words name, where they say that CI does it. */
static void suggest_jobs(struct judgement *out, const struct suggest *suggest,
			 const struct asking *asking)
{
	const struct evidence *evidence = suggest->evidence;
	const struct wording *wording = &asking->wording;

	if (!wording->says_ci || wording->needs != CLASS_DECLARES)
		return;
	for (size_t i = 0; i < evidence->count && out->suggestions.count < SUGGESTIONS;
	     i++) {
		struct suggestion *suggestion;
		struct ci_place place;

		if (evidence->artifacts[i].family != FAMILY_WORKFLOW)
			continue;
		if (!names_job(&place, suggest, i, wording) ||
		    is_cited(asking->item, out, evidence->artifacts[i].path))
			continue;
		suggestion = propose(out, suggest, asking, evidence->artifacts[i].path,
				     FAMILY_WORKFLOW);
		suggestion->artifact = i;
		suggestion->why = place.where;
	}
}

/* "Documented", "the guide": what lies in a file of that name. */
static bool speaks_of_document(const struct wording *wording)
{
	if (wording->needs != CLASS_EXISTS)
		return false;
	for (size_t i = 0; i < wording->words.count; i++)
		if (span_starts(wording->words.at[i], "document") ||
		    span_starts(wording->words.at[i], "dokument"))
			return true;
	return wording->is_thing;
}

/* Of the documents whose name the item says whole, the one that says most of it. */
static void suggest_document(struct judgement *out, const struct suggest *suggest,
			     const struct asking *asking)
{
	const struct words *words = &asking->wording.words;
	struct arena *arena = suggest->evidence->arena;
	struct span best = SPAN_EMPTY;
	size_t most = 0, equal = 0;

	for (size_t i = 0; i < words->count && speaks_of_document(&asking->wording);
	     i++) {
		const struct posting *posting =
			table_get(suggest->things, words->at[i]);

		for (size_t j = 0; posting && j < posting->leads.count; j++) {
			struct span path = suggest->documents.at[posting->leads.at[j]];
			struct words name;
			size_t shared, telling;

			words_split(&name, path_base(path), arena);
			name.count -= name.count > 0; /* "md" */
			shared = words_shared(&name, words, &telling);
			if (shared < telling || span_eq(path, best) || shared < most)
				continue;
			equal = shared > most ? 1 : equal + 1;
			most = shared;
			best = path;
		}
	}
	if (equal != 1 || is_cited(asking->item, out, best) ||
	    span_eq(best, asking->plan->path))
		return;
	propose(out, suggest, asking, best, FAMILY_DOCUMENT)->why =
		SPAN_LIT("a document of that name");
}

int suggest_for(struct judgement *out, struct suggest *suggest,
		const struct asking *asking, struct err *err)
{
	const struct wording *wording = &asking->wording;
	struct scores scores = { .count = 0 };

	index_all(suggest);
	count_shared(&scores, suggest, &wording->words);
	add_few(&scores, suggest, wording->stated | wording->speaks);
	for (size_t i = 0; i < scores.count; i++) {
		int rc = fits_kind(&scores.at[i].is_stated, suggest, &scores.at[i],
				   asking, err);

		if (rc < 0)
			return rc;
	}
	if (scores.count > 0)
		qsort(scores.at, scores.count, sizeof(scores.at[0]), compare_scores);
	for (size_t i = 0; i < scores.count && out->suggestions.count < SUGGESTIONS;
	     i++) {
		const struct score *score = &scores.at[i];

		if (score->is_stated ||
		    (score->shared >= SCORE_NEEDED && !score->lead->reader &&
		     is_of_use(suggest, score->lead, wording)))
			if (!is_cited(asking->item, out, score->lead->path))
				add_suggestion(out, suggest, asking, score);
	}
	if (out->suggestions.count == 0)
		suggest_jobs(out, suggest, asking);
	if (out->suggestions.count == 0)
		suggest_document(out, suggest, asking);
	return 0;
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
	struct span last; /* problems of one rule follow each other */
};

static void add_name(struct names_walk *walk, struct span name)
{
	struct names *names = walk->names;
	struct words words;

	if (name.len == 0 || span_eq(name, walk->last))
		return;
	walk->last = arena_copy(walk->arena, name);
	words_split(&words, name, walk->arena);
	for (size_t i = 0; i < words.count; i++) {
		void **slot = table_slot(names->words, words.at[i]);

		/* Names repeat their words, and common ones are many. */
		if (*slot)
			continue;
		*slot = names;
		if (!word_is_common(words.at[i]))
			*LIST_ADD(walk->arena, &names->telling) =
				arena_copy(walk->arena, words.at[i]);
	}
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

/* The kinds of facts with names in them; those that are fewest first. */
static const enum fact_kind named_kinds[] = {
	FACT_SUITE, FACT_HEADING, FACT_JOB,    FACT_SCAN,
	FACT_CASE,  FACT_PROBLEM, FACT_METRIC, FACT_COMPONENT,
};
#define NAMED_KINDS (sizeof(named_kinds) / sizeof(named_kinds[0]))

/* The names that need no reading. */
static struct names *begin_names(struct suggest *suggest, size_t index)
{
	const struct evidence *evidence = suggest->evidence;
	const struct artifact *artifact = &evidence->artifacts[index];
	struct names *names = ARENA_NEW(evidence->arena, struct names);
	struct names_walk walk = { .names = names, .arena = evidence->arena };

	suggest->names[index] = names;
	names->words = table_new(evidence->arena);
	/* Reading is what costs: nothing is read that could not be looked at whole. */
	for (size_t i = 0; i < NAMED_KINDS; i++)
		names->too_many |=
			count_of(&artifact->counts, named_kinds[i]) > NAMES_READ;
	if (names->too_many)
		return names;
	add_name(&walk, artifact->path);
	add_name(&walk, artifact->about.tool);
	add_name(&walk, artifact->about.subject_name);
	if (!evidence->facts.each)
		names->kinds = NAMED_KINDS;
	return names;
}

/* Those of one kind more. */
static int read_names(struct names *names, struct suggest *suggest, size_t index,
		      struct err *err)
{
	const struct evidence *evidence = suggest->evidence;
	const struct artifact *artifact = &evidence->artifacts[index];
	enum fact_kind kind = named_kinds[names->kinds++];
	struct names_walk walk = { .names = names, .arena = evidence->arena };
	struct fact_sink sink = { see_name, &walk };

	if (kind != FACT_PROBLEM && count_of(&artifact->counts, kind) == 0)
		return 0;
	return evidence->facts.each(evidence->facts.ctx, artifact, kind, NAMES_READ + 1,
				    &sink, err);
}

/* Exact words first; then, because names are few, those with another ending. */
static bool shares(const struct names *names, const struct words *item)
{
	for (size_t i = 0; i < item->count; i++)
		if (!word_is_common(item->at[i]) &&
		    table_get(names->words, item->at[i]))
			return true;
	for (size_t i = 0; i < names->telling.count; i++)
		if (words_hold(item, names->telling.at[i]))
			return true;
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

	*out = true;
	if (!says_something(item))
		return 0;
	if (!names)
		names = begin_names(suggest, artifact);
	/* Most share a word with the few names that there are of a suite. */
	while (!names->too_many && !shares(names, item)) {
		int rc;

		*out = names->kinds < NAMED_KINDS;
		if (!*out)
			return 0;
		rc = read_names(names, suggest, artifact, err);
		if (rc < 0)
			return rc;
	}
	return 0;
}
