#include "audit/require.h"

#include "audit/numbers.h"
#include "audit/scans.h"
#include "audit/sources.h"
#include "base/path.h"
#include "text/slug.h"

#include <inttypes.h>

#define COMMIT_SHORTEST 7     /* digits that a "commit =" needs */
#define CLOCKS_DIFFER_S 86400 /* a day: times without a zone, clocks that are off */

size_t evidence_at(const struct evidence *evidence, struct span path)
{
	size_t index = (size_t)(uintptr_t)table_get(evidence->by_path, path);

	return index == 0 ? ARTIFACT_NONE : index - 1;
}

struct span ref_text(const struct ref *ref)
{
	return ref->raw.len > 0 ? ref->raw : ref->locator;
}

void require_unmet(struct requirement *out, struct span text, enum claim_class needs,
		   enum outcome outcome, enum reason reason)
{
	*out = (struct requirement){
		.text = text,
		.basis = BASIS_INFERRED,
		.needs = needs,
		.outcome = outcome,
		.reason = reason,
		.artifact = ARTIFACT_NONE,
		.strength = STRENGTH_CLAIMED,
		.strength_cap = SPAN_LIT("Nothing shows it."),
	};
}

/* clang-format off: tables keep one row a line */

static const char *const freshness_cap[FRESHNESSES] = {
	[FRESHNESS_NONE] = "Nothing says which commit it is about.",
	[FRESHNESS_EXACT] = "No enrolled signer has signed it.",
	[FRESHNESS_CARRIED] = "No enrolled signer has signed it.",
	[FRESHNESS_INFERRED] = "It does not say which commit it is about; only the "
			       "commit that brought it does.",
	[FRESHNESS_UNDATED] = "Nothing says which commit it is about.",
	[FRESHNESS_STALE] = "It is about other content.",
	[FRESHNESS_FOREIGN] = "It names a commit that is no ancestor of this one.",
};

static const struct {
	bool settled;
	enum outcome outcome;
	enum reason reason;
	const char *words;
} hows[HOWS] = {
	[HOW_UNRESOLVED] = { true, OUTCOME_ABSENT, REASON_NOT_FOUND,
			     "nothing of that name" },
	[HOW_EXACT] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_RELATIVE] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_CONTEXT] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_NAME] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_GLOB] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_SUFFIX] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_ELSEWHERE] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_CASE] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_AMBIGUOUS] = { true, OUTCOME_UNREADABLE, REASON_AMBIGUOUS,
			    "several files fit" },
	[HOW_CANDIDATES] = { true, OUTCOME_ABSENT, REASON_NOT_FOUND,
			     "not there; a file of that or a like name lies "
			     "elsewhere" },
	[HOW_UNTRACKED] = { false, OUTCOME_PASS, REASON_NONE, "" },
	[HOW_IGNORED] = { true, OUTCOME_ABSENT, REASON_NOT_FOUND,
			  "git ignores that path, so it is not in the tree" },
	[HOW_REMOVED] = { true, OUTCOME_ABSENT, REASON_NOT_FOUND,
			  "it was in the tree once and has been removed" },
	[HOW_MISSING] = { true, OUTCOME_ABSENT, REASON_NOT_FOUND,
			  "it is not in the tree" },
	[HOW_SUBMODULE] = { true, OUTCOME_UNBINDABLE, REASON_NO_RULE,
			    "it lies in another repository" },
	[HOW_EXTERNAL] = { true, OUTCOME_UNBINDABLE, REASON_NO_RULE,
			   "it lies outside this repository and cannot be checked "
			   "offline" },
};

/* Kinds of reference that name no file. */
static const struct {
	bool settled;
	enum reason reason;
	const char *words;
} kinds[REF_KINDS] = {
	[REF_LINK] = { true, REASON_NO_RULE,
		       "it lies outside this repository and cannot be checked "
		       "offline" },
	[REF_COMMAND] = { true, REASON_NO_OUTCOME,
			  "a command says nothing about its outcome; a captured run "
			  "would" },
	[REF_SCRIPT] = { true, REASON_NO_OUTCOME,
			 "a script says nothing about its outcome; a captured run "
			 "would" },
	[REF_IMAGE] = { true, REASON_NO_RULE,
			"an image cannot be looked into offline" },
	[REF_DIGEST] = { true, REASON_NO_RULE, "nothing here has that digest" },
};

/* clang-format on */

void require_strength(struct requirement *out, bool is_opaque, bool is_of_tree)
{
	const char *cap = freshness_cap[out->freshness];

	switch (out->outcome) {
	case OUTCOME_PASS:
	case OUTCOME_FAIL:
		out->strength = STRENGTH_JUDGED;
		break;
	case OUTCOME_UNREADABLE:
	case OUTCOME_UNBINDABLE:
		out->strength = out->artifact == ARTIFACT_NONE ? STRENGTH_CLAIMED
							       : STRENGTH_PRESENT;
		out->strength_cap = SPAN_LIT("It does not say whether it passed.");
		return;
	case OUTCOME_ABSENT:
	case OUTCOME_PLACEHOLDER:
	case OUTCOMES:
		out->strength = STRENGTH_CLAIMED;
		out->strength_cap = SPAN_LIT("Nothing shows it.");
		return;
	}
	if (is_opaque) {
		out->strength = STRENGTH_PRESENT;
		cap = "Its content is in no format that is read.";
	} else if (out->freshness == FRESHNESS_UNDATED ||
		   out->freshness == FRESHNESS_NONE) {
		out->strength = STRENGTH_PRESENT;
	} else if (is_of_tree || out->freshness == FRESHNESS_EXACT ||
		   out->freshness == FRESHNESS_CARRIED) {
		out->strength = STRENGTH_BOUND;
	}
	out->strength_cap = span_of(cap);
}

/* The files that a reference comes to, as they were read. */
struct files {
	LIST(const struct artifact *) at;
	size_t unread;   /* found, but nobody read them */
	bool of_archive; /* its members: those that say nothing are left out */
	size_t first;    /* index of the first in the report */
};

static void add_file(struct files *files, const struct evidence *evidence,
		     struct span path)
{
	size_t index = evidence_at(evidence, path);

	if (index == ARTIFACT_NONE) {
		files->unread++;
		return;
	}
	if (files->at.count == 0)
		files->first = index;
	*LIST_ADD(evidence->arena, &files->at) = &evidence->artifacts[index];
}

/*
 * Whether a member counts when its archive is named as a whole: reports do, and
 * what could not be read; logs and pages beside them do not.
 */
static bool is_telling(const struct artifact *member)
{
	switch (member->status) {
	case ARTIFACT_OK:
	case ARTIFACT_PARTIAL:
		break;
	case ARTIFACT_EMPTY:
	case ARTIFACT_TOOL_ERROR:
	case ARTIFACT_AMBIGUOUS:
	case ARTIFACT_TOO_BIG:
	case ARTIFACT_UNREADABLE:
		return true;
	case ARTIFACT_UNSUPPORTED:
	case ARTIFACT_TEMPLATE:
	case ARTIFACT_LFS_POINTER:
	case ARTIFACT_MISSING:
	case ARTIFACT_STATUSES:
		return false;
	}
	switch (member->family) {
	case FAMILY_TESTS:
	case FAMILY_SCAN:
	case FAMILY_SARIF:
	case FAMILY_SBOM:
	case FAMILY_COVERAGE:
	case FAMILY_METRICS:
	case FAMILY_ATTESTATION:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
		return true;
	case FAMILY_NONE:
	case FAMILY_WORKFLOW:
	case FAMILY_DOCUMENT:
	case FAMILY_SOURCE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILY_VALUE:
	case FAMILIES:
		break;
	}
	return false;
}

/* An archive named as a whole stands for its reports; they follow it in path order. */
static void open_archives(struct files *files, const struct evidence *evidence)
{
	struct files members = { .first = ARTIFACT_NONE };
	struct span path;

	if (files->at.count != 1 || !span_is(files->at.at[0]->format, "archive"))
		return;
	path = files->at.at[0]->path;
	for (size_t i = files->first + 1; i < evidence->count; i++) {
		const struct artifact *member = &evidence->artifacts[i];

		if (member->path.len < path.len ||
		    !span_eq(span_sub(member->path, 0, path.len), path))
			break;
		if (member->origin != ORIGIN_MEMBER ||
		    !span_eq(member->container, path) || !is_telling(member))
			continue;
		if (members.at.count == 0)
			members.first = i;
		*LIST_ADD(evidence->arena, &members.at) = member;
	}
	if (members.at.count == 0)
		return;
	members.unread = files->unread;
	members.of_archive = true;
	*files = members;
}

static void find_files(struct files *out, const struct evidence *evidence,
		       const struct found *found)
{
	*out = (struct files){ .first = ARTIFACT_NONE };
	if (found->how != HOW_GLOB)
		add_file(out, evidence, found->path);
	for (size_t i = 0; found->how == HOW_GLOB && i < found->matches.count; i++)
		add_file(out, evidence, found->matches.at[i]);
}

/* Of several files the worst counts: no good one hides a bad one. */
static const unsigned char badness[OUTCOMES] = {
	[OUTCOME_PASS] = 0,        [OUTCOME_ABSENT] = 1,     [OUTCOME_UNBINDABLE] = 2,
	[OUTCOME_PLACEHOLDER] = 3, [OUTCOME_UNREADABLE] = 4, [OUTCOME_FAIL] = 5,
};

static bool says(const struct wording *wording, enum claim_class class)
{
	return wording->classes & (1U << class);
}

bool is_named_in(const struct words *words, struct span path, struct arena *arena)
{
	struct span base = path_base(path);
	struct words name;
	size_t telling, shared;

	base.len -= path_ext(base).len;
	words_split(&name, base, arena);
	shared = words_shared(&name, words, &telling);
	return shared * 2 > telling;
}

static bool is_named_by_item(const struct asking *asking, struct span path)
{
	return is_named_in(&asking->wording.words, path, asking->evidence->arena);
}

/* Is this file the thing that the item says is there? */
static bool is_the_thing(const struct asking *asking, const struct asked *asked,
			 struct span path)
{
	if (asked->is_subject || asking->is_deliverable)
		return true;
	return is_named_by_item(asking, path);
}

/* Code spans beside the reference say what the workflow must hold. */
static bool is_workflow_name(const struct ref *ref)
{
	switch (ref->kind) {
	case REF_COMMAND:
	case REF_SCRIPT:
	case REF_SYMBOL:
	case REF_CODE:
	case REF_TOOL:
	case REF_ENV:
	case REF_GLOB: /* a tag filter: v* */
	case REF_PATTERN:
		return ref->role != REF_POINTS || ref->kind == REF_TOOL;
	case REF_PATH:
	case REF_LINK:
	case REF_ANCHOR:
	case REF_EVIDENCE:
	case REF_ROUTE:
	case REF_IMAGE:
	case REF_DIGEST:
	case REF_BRANCH:
	case REF_TESTS:
	case REF_CHECK:
	case REF_KINDS:
		break;
	}
	return false;
}

struct declared {
	size_t asked, found, neutralised;
	struct span missing;
	struct ci_place place;
};

static void look_for_name(struct declared *out, const struct asking *asking,
			  size_t artifact, struct span name)
{
	struct ci_place place;

	ci_find(&place, asking->evidence->ci, artifact, name, 0);
	out->asked++;
	if (place.found == 0) {
		if (out->missing.len == 0)
			out->missing = name;
		return;
	}
	if (out->found++ == 0)
		out->place = place;
	/* One neutralised place among several is enough to doubt. */
	if (place.neutralised > 0) {
		out->neutralised++;
		out->place = place;
	}
}

static void look_for_names(struct declared *out, const struct asking *asking,
			   const struct asked *asked, size_t artifact)
{
	const struct item *item = asking->item;

	*out = (struct declared){ 0 };
	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];

		if (is_workflow_name(ref) &&
		    (ref->line == asked->ref->line || !ref->in_body))
			look_for_name(out, asking, artifact,
				      ref->locator.len > 0 ? ref->locator : ref->raw);
	}
	if (out->asked > 0)
		return;
	ci_find_job(&out->place, asking->evidence->ci, artifact,
		    &asking->wording.words);
	out->asked = 1;
	out->found = out->place.found > 0;
	out->neutralised = out->place.neutralised > 0;
}

/* A workflow shows that a job or step is declared, never that it passed. */
static void judge_workflow(struct shown *out, const struct asking *asking,
			   const struct asked *asked, const struct artifact *artifact)
{
	size_t index = (size_t)(artifact - asking->evidence->artifacts);
	struct arena *arena = asking->evidence->arena;
	struct declared declared;

	*out = (struct shown){ .outcome = OUTCOME_PASS, .shows = CLASS_DECLARES };
	out->expected =
		SPAN_LIT("the job or step that the item names, not neutralised");
	look_for_names(&declared, asking, asked, index);
	out->line = declared.place.line;
	if (declared.found < declared.asked) {
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = REASON_NO_OUTCOME;
		out->actual =
			declared.missing.len > 0
				? arena_printf(arena, "no job or step holds \"%.*s\"",
					       SPAN_ARG(declared.missing))
				: SPAN_LIT("the item names no job or step of it");
		return;
	}
	out->actual = declared.place.where;
	if (!ci_starts(asking->evidence->ci, index, ci_when(&asking->wording.words))) {
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = REASON_NO_OUTCOME;
		out->actual = arena_printf(arena,
					   "%.*s; the workflow does not start when the "
					   "item says",
					   SPAN_ARG(declared.place.where));
		return;
	}
	if (declared.neutralised == 0)
		return;
	out->actual = arena_printf(arena, "%.*s: its failure is ignored",
				   SPAN_ARG(declared.place.where));
	out->outcome = OUTCOME_UNBINDABLE;
	out->reason = REASON_NO_OUTCOME;
	/* Every place that holds it is neutralised, and the words say that it gates. */
	if (asking->wording.gates &&
	    declared.place.neutralised == declared.place.found) {
		out->outcome = OUTCOME_FAIL;
		out->reason = REASON_EVIDENCE_FAILS;
	}
}

/* The item's thresholds that this artifact can tell take the place of its own rule. */
static int judge_numbers(struct shown *out, bool *out_told, struct asking *asking,
			 const struct artifact *artifact, struct err *err)
{
	const struct item *item = asking->item;

	*out_told = false;
	for (size_t i = 0; i < item->thresholds.count && i < ASKING_THRESHOLDS; i++) {
		struct shown one;
		bool told;
		int rc;

		if (!threshold_binds(&item->thresholds.at[i]))
			continue;
		rc = threshold_judge(&one, &told, &item->thresholds.at[i], artifact,
				     &asking->evidence->facts, asking->evidence->arena,
				     err);
		if (rc < 0)
			return rc;
		if (!told)
			continue;
		asking->told |= UINT64_C(1) << i;
		if (!*out_told || badness[one.outcome] > badness[out->outcome])
			*out = one;
		*out_told = true;
	}
	return 0;
}

/* "No findings" means none of any severity, whatever the tool calls a failure. */
static void judge_no_finding(struct shown *out, const struct asking *asking,
			     const struct fact_counts *counts)
{
	int64_t found = 0;

	for (unsigned i = 0; i < SEVERITIES; i++)
		found += i == SEVERITY_NONE ? 0 : counts->open[i];
	if (!(asking->denial.none & NONE_FINDING) || found == 0 ||
	    out->outcome != OUTCOME_PASS)
		return;
	out->outcome = OUTCOME_FAIL;
	out->reason = REASON_EVIDENCE_FAILS;
	out->expected = SPAN_LIT("no finding of any severity");
}

/* "No flaky tests", "no skipped tests": what the report counts of them. */
static void judge_none(struct shown *out, struct asking *asking,
		       const struct artifact *artifact)
{
	const struct fact_counts *counts = &artifact->counts;
	int64_t flaky = asking->denial.none & NONE_FLAKY ? counts->flaky : 0;
	int64_t skipped =
		asking->denial.none & NONE_SKIPPED
			? counts->cases[TEST_SKIPPED] + counts->cases[TEST_TODO]
			: 0;

	if (stated_of_family(artifact->family) == STATED_SCAN) {
		judge_no_finding(out, asking, counts);
		return;
	}
	if (artifact->family != FAMILY_TESTS)
		return;
	asking->none_told |= asking->denial.none & (NONE_FLAKY | NONE_SKIPPED);
	if (flaky + skipped == 0 || out->outcome != OUTCOME_PASS)
		return;
	out->outcome = OUTCOME_FAIL;
	out->reason = REASON_EVIDENCE_FAILS;
	out->expected =
		flaky > 0 ? SPAN_LIT("no flaky test") : SPAN_LIT("no skipped test");
	out->actual = arena_printf(asking->evidence->arena, "%" PRId64 " %s",
				   flaky > 0 ? flaky : skipped,
				   flaky > 0 ? "flaky" : "skipped");
}

/* An artifact with an outcome of its own, for a claim about an outcome. */
static int judge_outcome(struct shown *out, struct asking *asking,
			 const struct artifact *artifact, struct err *err)
{
	struct shown own, numbers = { 0 };
	bool told;
	int rc;

	shown_by_family(&own, artifact, &artifact->counts, asking->evidence->arena);
	rc = judge_numbers(&numbers, &told, asking, artifact, err);
	if (rc < 0)
		return rc;
	judge_none(&own, asking, artifact);
	*out = own;
	if (!told || own.outcome == OUTCOME_UNREADABLE)
		return 0;
	/* Where the family has no rule of its own (coverage), what the words ask for.
	 */
	if (own.outcome == OUTCOME_UNBINDABLE ||
	    badness[numbers.outcome] > badness[own.outcome]) {
		*out = numbers;
		return 0;
	}
	/*
	 * "No critical findings" over a scan with high ones: the words hold, and may
	 * not be all of the words.  Nobody can tell; a predicate can.
	 */
	if (own.outcome == OUTCOME_FAIL && numbers.outcome == OUTCOME_PASS &&
	    stated_of_family(artifact->family) == STATED_SCAN) {
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = REASON_NO_OUTCOME;
	}
	return 0;
}

static void say(const struct asking *asking, const struct asked *asked,
		const char *rule, struct span what)
{
	struct finding *finding =
		LIST_ADD(asking->evidence->arena, &asking->plan->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_of(rule)),
		.path = asking->plan->path,
		.line = asked->ref->line,
		.item = asking->item_index,
		.other_item = ITEM_NONE,
		.message = arena_printf(asking->evidence->arena, "\"%.*s\": %.*s",
					SPAN_ARG(span_sub(ref_text(asked->ref), 0, 80)),
					SPAN_ARG(what)),
	};
}

struct anchor_walk {
	struct span slug;
	struct arena *arena;
	size_t headings;
	bool found;
};

static int see_heading(void *ctx, const struct fact *fact, struct err *err)
{
	struct anchor_walk *walk = ctx;

	(void)err;
	walk->headings++;
	walk->found |= span_eq(slug_of(walk->arena, fact->as.heading.text), walk->slug);
	return 0;
}

/* "docs/guide.md#rollback": the document is there, and its heading may not be. */
static int check_anchor(const struct asking *asking, const struct asked *asked,
			const struct artifact *artifact, struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	struct anchor_walk walk = { .arena = evidence->arena };
	struct fact_sink sink = { see_heading, &walk };
	int rc;

	if (asked->found->anchor.len == 0 || artifact->family != FAMILY_DOCUMENT ||
	    slug_line(asked->found->anchor) > 0 || !evidence->facts.each)
		return 0;
	walk.slug = slug_of(evidence->arena, asked->found->anchor);
	rc = evidence->facts.each(evidence->facts.ctx, artifact, FACT_HEADING, 0, &sink,
				  err);
	if (rc == 0 && walk.headings > 0 && !walk.found)
		say(asking, asked, "P-ANCHOR",
		    arena_printf(evidence->arena,
				 "the document has no heading \"%.*s\"",
				 SPAN_ARG(span_sub(asked->found->anchor, 0, 80))));
	return rc;
}

/* A thing that is there; a number of lines that it does not have caps it. */
static int judge_presence(struct shown *out, const struct asking *asking,
			  const struct asked *asked, const struct artifact *artifact,
			  struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	int64_t lines;
	bool far;
	int rc = shown_by_presence(out, artifact, &evidence->facts, evidence->arena,
				   err);

	if (rc == 0)
		rc = check_anchor(asking, asked, artifact, err);
	if (rc < 0 || out->outcome != OUTCOME_PASS || out->reason != REASON_NONE)
		return rc;
	rc = lines_are_far(&far, &lines, asking->item, artifact, &evidence->facts, err);
	if (rc < 0 || !far)
		return rc;
	out->reason = REASON_COUNT_MISMATCH;
	out->actual = arena_printf(evidence->arena, "%" PRId64 " lines", lines);
	say(asking, asked, "C16", out->actual);
	return 0;
}

struct heading_walk {
	struct words words; /* of headings with text below them */
	struct arena *arena;
};

static int see_heading_words(void *ctx, const struct fact *fact, struct err *err)
{
	struct heading_walk *walk = ctx;
	struct words words;

	(void)err;
	if (fact->as.heading.words == 0) /* nothing is said below it */
		return 0;
	/* They are kept; the fact lives for this call alone. */
	words_split(&words, arena_copy(walk->arena, fact->as.heading.text),
		    walk->arena);
	for (size_t i = 0; i < words.count && walk->words.count < WORDS_MAX; i++)
		walk->words.at[walk->words.count++] = words.at[i];
	return 0;
}

struct title_walk {
	const struct words *words; /* of the item */
	struct arena *arena;
	unsigned level; /* of the first heading; 0: none so far */
	bool named;
};

/* The first heading, and those beside it: of "# Runbook" more than half the words. */
static int see_title(void *ctx, const struct fact *fact, struct err *err)
{
	struct title_walk *walk = ctx;
	struct words title;
	size_t telling, shared;

	(void)err;
	if (walk->level == 0)
		walk->level = (unsigned)fact->as.heading.level;
	if ((unsigned)fact->as.heading.level > walk->level)
		return 0;
	words_split(&title, fact->as.heading.text, walk->arena);
	shared = words_shared(&title, walk->words, &telling);
	walk->named |= shared * 2 > telling;
	return 0;
}

/* That a file is there; a document may say in its title what it is. */
static int judge_thing(struct shown *out, const struct asking *asking,
		       const struct asked *asked, const struct artifact *artifact,
		       struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	struct title_walk walk = { .words = &asking->wording.words,
				   .arena = evidence->arena };
	struct fact_sink sink = { see_title, &walk };
	int rc = judge_presence(out, asking, asked, artifact, err);

	if (rc < 0 || out->outcome != OUTCOME_PASS || !evidence->facts.each ||
	    artifact->family != FAMILY_DOCUMENT ||
	    is_the_thing(asking, asked, artifact->path))
		return rc;
	rc = evidence->facts.each(evidence->facts.ctx, artifact, FACT_HEADING, 0, &sink,
				  err);
	out->titled = walk.named;
	return rc;
}

/*
 * The words promise more than a thing: that it is there shows that much of them, and
 * a document whose headings say the rest declares it.
 */
static int judge_promised(struct shown *out, const struct asking *asking,
			  const struct asked *asked, const struct artifact *artifact,
			  struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	struct heading_walk walk = { .arena = evidence->arena };
	struct fact_sink sink = { see_heading_words, &walk };
	int rc = judge_presence(out, asking, asked, artifact, err);

	if (rc < 0 || out->outcome != OUTCOME_PASS || !evidence->facts.each ||
	    artifact->family != FAMILY_DOCUMENT)
		return rc;
	rc = evidence->facts.each(evidence->facts.ctx, artifact, FACT_HEADING, 0, &sink,
				  err);
	if (rc < 0 || !promise_held(&asking->promised, &walk.words))
		return rc;
	out->shows = CLASS_DECLARES;
	out->expected = SPAN_LIT("headings that say what the item says of it");
	out->actual = SPAN_LIT("its headings say so");
	return 0;
}

/* Whether what the item names can be looked for in the file. */
static bool can_hold_names(const struct asking *asking, const struct artifact *artifact)
{
	/* Where the rest of the words claims a thing, a name in them does not show it.
	 */
	if (!asking->named_covers && asking->wording.needs < CLASS_OUTCOME)
		return false;
	if (artifact->status != ARTIFACT_OK || asking->named.count == 0)
		return false;
	switch (artifact->family) {
	case FAMILY_DOCUMENT:
	case FAMILY_CONFIG:
		return true;
	case FAMILY_VALUE:
		/* Under an evidence root a value was measured: a predicate asks for it.
		 */
		return !artifact->in_roots;
	case FAMILY_NONE:
	case FAMILY_TESTS:
	case FAMILY_SCAN:
	case FAMILY_SARIF:
	case FAMILY_SBOM:
	case FAMILY_COVERAGE:
	case FAMILY_METRICS:
	case FAMILY_WORKFLOW:
	case FAMILY_ATTESTATION:
	case FAMILY_SOURCE:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
	case FAMILY_MANIFEST:
	case FAMILIES:
		break;
	}
	return false;
}

/* No other words: the file was to have the name, and has not. */
static void set_unnamed(struct shown *out, const struct asking *asking)
{
	const struct named *named = &asking->named.at[0];

	*out = (struct shown){ .outcome = OUTCOME_UNBINDABLE,
			       .reason = REASON_NO_OUTCOME,
			       .shows = CLASS_DECLARES,
			       .expected = named->text };
	out->actual = named->kind == NAMED_SECTION
			      ? SPAN_LIT("it has no section of that name")
			      : arena_printf(asking->evidence->arena,
					     "it does not have \"%.*s\"",
					     SPAN_ARG(named->key));
}

/* The worst of the item's names that the file has; *out_told: there was any. */
static int judge_names(struct shown *out, bool *out_told, struct asking *asking,
		       const struct artifact *artifact, struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	bool any_could = false;

	*out_told = false;
	if (!can_hold_names(asking, artifact))
		return 0;
	for (size_t i = 0; i < asking->named.count; i++) {
		const struct named_asked asked = {
			.named = &asking->named.at[i],
			.words = &asking->wording.words,
			.artifact = (size_t)(artifact - evidence->artifacts),
		};
		struct shown one;
		bool told, could;
		int rc = named_judge(&one, &told, &could, evidence->named, &asked, err);

		if (rc < 0)
			return rc;
		any_could |= could;
		if (!told)
			continue;
		/* Other words around it: the value may be meant for something else. */
		if (one.outcome == OUTCOME_FAIL && !asking->named_covers) {
			one.outcome = OUTCOME_UNBINDABLE;
			one.reason = REASON_NO_OUTCOME;
		}
		asking->named_told |= 1U << i;
		if (!*out_told || badness[one.outcome] > badness[out->outcome])
			*out = one;
		*out_told = true;
	}
	if (*out_told || !any_could || !asking->named_covers ||
	    asking->wording.needs > CLASS_DECLARES)
		return 0;
	set_unnamed(out, asking);
	*out_told = true;
	return 0;
}

/* Tests that are written, for words that speak of tests; else a file that is there. */
static int judge_source(struct shown *out, const struct asking *asking,
			const struct asked *asked, const struct artifact *artifact,
			struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	bool few;
	int rc;

	if (!(asking->wording.speaks & STATED_TESTS) ||
	    asking->wording.needs > CLASS_OUTCOME)
		return judge_presence(out, asking, asked, artifact, err);
	rc = sources_judge(out, &few, asking->item, &asking->wording.words, artifact,
			   &evidence->facts, evidence->arena, err);
	if (rc == 0 && few)
		say(asking, asked, "C16", out->actual);
	return rc;
}

static int judge_file(struct shown *out, struct asking *asking,
		      const struct asked *asked, const struct artifact *artifact,
		      struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	int64_t passed;
	bool told;
	int rc = judge_names(out, &told, asking, artifact, err);

	if (rc < 0 || told)
		return rc;
	if (asking->wording.needs == CLASS_EXISTS)
		return judge_thing(out, asking, asked, artifact, err);
	if (asking->promised.count > 0)
		return judge_promised(out, asking, asked, artifact, err);
	if (shown_by_status(out, artifact, evidence->arena))
		return 0;
	switch (artifact->family) {
	case FAMILY_WORKFLOW:
		judge_workflow(out, asking, asked, artifact);
		return 0;
	case FAMILY_SOURCE:
		return judge_source(out, asking, asked, artifact, err);
	case FAMILY_DOCUMENT:
	case FAMILY_NONE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILY_VALUE:
		return judge_presence(out, asking, asked, artifact, err);
	case FAMILY_TESTS:
	case FAMILY_SCAN:
	case FAMILY_SARIF:
	case FAMILY_SBOM:
	case FAMILY_COVERAGE:
	case FAMILY_METRICS:
	case FAMILY_ATTESTATION:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
	case FAMILIES:
		break;
	}
	rc = judge_outcome(out, asking, artifact, err);
	if (rc < 0 || artifact->family != FAMILY_TESTS ||
	    out->outcome != OUTCOME_PASS ||
	    !tests_are_far(&passed, asking->item, artifact))
		return rc;
	out->reason = REASON_COUNT_MISMATCH;
	out->actual = arena_printf(evidence->arena, "%" PRId64 " tests passed", passed);
	say(asking, asked, "C16", out->actual);
	return 0;
}

static void set_unbindable(struct shown *shown, enum reason reason, struct span why)
{
	shown->outcome = OUTCOME_UNBINDABLE;
	shown->reason = reason;
	shown->actual = why;
}

/*
 * Words that state a failure, or something that no report of this family can
 * show: neither a pass nor a failure of it says anything about them.
 */
static int hold_to_words(struct shown *shown, struct asking *asking,
			 const struct artifact *artifact, struct err *err)
{
	bool is_scan = stated_of_family(artifact->family) == STATED_SCAN, fits;
	struct subjects said, has;
	struct span other;
	int rc;

	if (shown->shows < CLASS_OUTCOME ||
	    (shown->outcome != OUTCOME_PASS && shown->outcome != OUTCOME_FAIL))
		return 0;
	if (asking->denial.fails) {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       SPAN_LIT("the words state a failure, which no report of "
					"outcomes meets"));
		return 0;
	}
	if (asking->wording.is_deed && artifact->family != FAMILY_TESTS &&
	    shown_attested(&artifact->counts) == 0) {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       arena_printf(asking->evidence->arena,
					    "%s do not show that something was done",
					    family_word[artifact->family]));
		return 0;
	}
	subjects_of_words(&said, &asking->wording.words);
	subjects_of_artifact(&has, artifact, asking->evidence->arena);
	other = subject_other(&said, &has);
	if (other.len > 0) {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       arena_printf(asking->evidence->arena,
					    "the item says %.*s, and the report is of "
					    "another",
					    SPAN_ARG(other)));
		return 0;
	}
	other = artifact->family == FAMILY_COVERAGE
			? subject_part(&asking->wording.words, artifact,
				       asking->evidence->arena)
			: SPAN_EMPTY;
	if (other.len > 0) {
		set_unbindable(
			shown, REASON_NO_OUTCOME,
			arena_printf(asking->evidence->arena,
				     "the item says \"%.*s\", and the report counts "
				     "the whole",
				     SPAN_ARG(other)));
		return 0;
	}
	for (unsigned group = 0; group < SUBJECT_GROUPS; group++)
		asking->subjects.members[group] |= has.members[group];
	if (!is_scan)
		return 0;
	rc = scans_fit(&fits, &asking->wording, artifact, &asking->evidence->facts,
		       err);
	if (rc == 0 && !fits)
		set_unbindable(shown, REASON_NO_OUTCOME,
			       SPAN_LIT("it is no scan of the kind or by the tool that "
					"the words name"));
	return rc;
}

/* That a command passed is no word about tests, scans or signatures in particular. */
#define STATED_NOWHERE 0x8000u

static unsigned stated_of(const struct artifact *artifact)
{
	return shown_attested(&artifact->counts) > 0
		       ? STATED_NOWHERE
		       : stated_of_family(artifact->family);
}

/*
 * What an artifact passes for is what it can show; a lower class never meets a
 * higher one.  Where the item says the lower one as well, it is met in part.
 */
static void hold_to_class(struct shown *shown, struct asking *asking,
			  const struct asked *asked, const struct artifact *artifact)
{
	const struct wording *wording = &asking->wording;
	unsigned family = stated_of(artifact);
	struct arena *arena = asking->evidence->arena;

	if (family == STATED_NOWHERE && wording->stated != 0 &&
	    shown->shows >= CLASS_OUTCOME) {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       SPAN_LIT("a command's result is no report of that; name "
					"the report that it wrote"));
		return;
	}
	if (shown->shows >= CLASS_OUTCOME && wording->stated != 0 && family != 0 &&
	    !(wording->stated & family)) {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       arena_printf(arena,
					    "%s show something else than what it says",
					    family_word[artifact->family]));
		return;
	}
	if (shown->shows >= CLASS_OUTCOME && shown->outcome != OUTCOME_UNBINDABLE)
		asking->covered |= family;
	if (shown->outcome != OUTCOME_PASS)
		return;
	if (shown->shows == CLASS_EXISTS && wording->needs <= CLASS_EXISTS) {
		if (!shown->titled && !is_the_thing(asking, asked, artifact->path))
			set_unbindable(shown, REASON_NO_OUTCOME,
				       SPAN_LIT("neither its name nor its title is "
						"what the item says is there"));
		return;
	}
	if (shown->shows >= wording->needs)
		return;
	if ((says(wording, shown->shows) &&
	     (shown->shows != CLASS_EXISTS ||
	      is_the_thing(asking, asked, artifact->path))) ||
	    (shown->shows == CLASS_DECLARES && wording->needs == CLASS_OUTCOME)) {
		asking->in_part = true;
		return;
	}
	set_unbindable(shown, REASON_NO_OUTCOME,
		       arena_printf(arena, "%.*s; that is no %s",
				    SPAN_ARG(shown->actual.len > 0
						     ? shown->actual
						     : SPAN_LIT("it is there")),
				    wording->needs == CLASS_ACT
					    ? "statement of the people who did it"
					    : "outcome"));
}

/* Spell out a sidecar's or a report's claim to be about one commit. */
static bool is_about(const struct artifact *artifact, struct span commit)
{
	return commit.len >= COMMIT_SHORTEST &&
	       artifact->about.subject_commit.len >= commit.len &&
	       span_eq_nocase(span_sub(artifact->about.subject_commit, 0, commit.len),
			      commit);
}

/* As-of tells nothing of it: a report of today is about a commit of last week. */
static bool is_of_future(const struct artifact *artifact)
{
	return artifact->last_commit.len > 0 &&
	       artifact->last_commit_at != CLOCK_NONE &&
	       artifact->about.generated_at >
		       artifact->last_commit_at + CLOCKS_DIFFER_S;
}

/*
 * Too old at as-of is stale.  Without a time of its own a file is at least as
 * old as the commit that brought it; that can show too old, never young enough.
 */
static void hold_to_age(struct shown *shown, struct requirement *out,
			const struct artifact *artifact, int64_t max_age_s,
			int64_t as_of)
{
	bool dated = artifact->about.generated_at != CLOCK_NONE &&
		     artifact->about.generated_quality >= CLOCK_DATE;
	int64_t made = dated ? artifact->about.generated_at : artifact->last_commit_at;

	if (max_age_s <= 0 || shown->outcome != OUTCOME_PASS)
		return;
	if (made != CLOCK_NONE && (dated || artifact->last_commit.len > 0) &&
	    as_of - made > max_age_s) {
		out->freshness = FRESHNESS_STALE;
		out->freshness_reason = REASON_TOO_OLD;
	} else if (dated && is_of_future(artifact)) {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       SPAN_LIT(
				       "it says that it was made after the commit that "
				       "holds it, so nobody knows how old it is"));
	} else if (dated) {
		if (out->lapses_at == 0 || made + max_age_s + 1 < out->lapses_at)
			out->lapses_at = made + max_age_s + 1;
	} else {
		set_unbindable(shown, REASON_NO_OUTCOME,
			       SPAN_LIT("it does not say when it was made"));
	}
}

static bool is_of_tree(const struct shown *shown, const struct artifact *artifact)
{
	return artifact->origin == ORIGIN_TREE && shown->shows <= CLASS_DECLARES;
}

/* The worst freshness of the files; what the tree itself shows is exact. */
static void set_freshness(struct requirement *out, const struct shown *shown,
			  const struct files *files)
{
	for (size_t i = 0; i < files->at.count; i++) {
		const struct artifact *artifact = files->at.at[i];
		bool exact = is_of_tree(shown, artifact);
		enum freshness freshness =
			exact ? FRESHNESS_EXACT : artifact->freshness;

		if (i > 0 && freshness <= out->freshness)
			continue;
		out->freshness = freshness;
		out->freshness_reason =
			exact ? REASON_EXACT : artifact->freshness_reason;
	}
}

/* A scope of its own dates outcomes anew; what the tree shows stays exact. */
static int set_rule_freshness(struct requirement *out, const struct shown *shown,
			      const struct asking *asking, const struct asked *asked,
			      const struct files *files, struct err *err)
{
	const struct config_rule *rule = asked->rule;
	bool any = false;

	/* The item's own words stand above those of a rule. */
	if (asking->own && asking->own->scope.count > 0)
		rule = asking->own;
	if (!rule || rule->scope.count == 0 || !asking->evidence->fresh)
		return 0;
	for (size_t i = 0; i < files->at.count; i++) {
		struct freshness_answer answer;
		int rc;

		if (is_of_tree(shown, files->at.at[i]))
			continue;
		rc = fresh_for_rule(&answer, asking->evidence->fresh, files->at.at[i],
				    rule, err);
		if (rc < 0)
			return rc;
		if (any && answer.freshness <= out->freshness)
			continue;
		out->freshness = answer.freshness;
		out->freshness_reason = answer.reason;
		any = true;
	}
	return 0;
}

static void take_worse(struct shown *worst, const struct shown *one, size_t *out_index,
		       size_t index)
{
	if (index > 0 && badness[one->outcome] <= badness[worst->outcome])
		return;
	*worst = *one;
	*out_index = index;
}

static int judge_bare(struct shown *out, size_t *out_index, struct asking *asking,
		      const struct asked *asked, const struct files *files,
		      struct err *err)
{
	bool any = false; /* of an archive's members, one that says something */

	for (size_t i = 0; i < files->at.count; i++) {
		struct shown one;
		int rc = judge_file(&one, asking, asked, files->at.at[i], err);

		if (rc == 0)
			rc = hold_to_words(&one, asking, files->at.at[i], err);
		if (rc < 0)
			return rc;
		hold_to_class(&one, asking, asked, files->at.at[i]);
		if (files->of_archive && one.outcome == OUTCOME_UNBINDABLE && any)
			continue;
		if (files->of_archive && !any &&
		    i > 0) { /* so far none said anything */
			*out = one;
			*out_index = i;
		}
		any |= one.outcome != OUTCOME_UNBINDABLE;
		take_worse(out, &one, out_index, i);
	}
	return 0;
}

static int judge_declared(struct shown *out, size_t *out_index, struct asking *asking,
			  const struct asked *asked, const struct annot *annot,
			  const struct files *files, struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	int rc;

	for (size_t i = 0; annot_is_presence(annot) && i < files->at.count; i++) {
		struct shown one;

		rc = shown_by_presence(&one, files->at.at[i], &evidence->facts,
				       evidence->arena, err);
		if (rc < 0)
			return rc;
		take_worse(out, &one, out_index, i);
	}
	if (files->at.count == 0 ||
	    (annot_is_presence(annot) && out->outcome != OUTCOME_PASS))
		return 0;
	rc = annot_judge(out, annot, files->at.at, files->at.count, &evidence->facts,
			 evidence->arena, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < files->at.count; i++)
		if (annot->commit.len > 0 && out->outcome == OUTCOME_PASS &&
		    !is_about(files->at.at[i], annot->commit))
			set_unbindable(out, REASON_NO_OUTCOME,
				       SPAN_LIT("it does not say that it is about that "
						"commit"));
	/* A predicate is the author's own word for what is to be shown. */
	if (asked->ref->predicates.len == 0) {
		rc = hold_to_words(out, asking, files->at.at[0], err);
		if (rc < 0)
			return rc;
	}
	hold_to_class(out, asking, asked, files->at.at[0]);
	return 0;
}

/* "`reports/` now holds the summary": the folder is not what is said to be there. */
static void hold_folder(struct shown *out, struct asking *asking,
			const struct asked *asked)
{
	if (!is_the_thing(asking, asked, asked->found->path))
		set_unbindable(
			out, REASON_NO_OUTCOME,
			SPAN_LIT("a folder; its name is not what the item says is "
				 "there"));
	else
		asking->in_part |= asking->promised.count > 0;
}

/* A folder, a link, files that nobody read: what there is to say without facts. */
static bool judge_without_facts(struct shown *out, struct asking *asking,
				const struct asked *asked, const struct files *files)
{
	const struct found *found = asked->found;

	if (found->is_symlink) {
		set_unbindable(out, REASON_NO_RULE,
			       SPAN_LIT("a symbolic link, which nobody follows"));
		return true;
	}
	if (found->is_folder) {
		out->shows = CLASS_EXISTS;
		out->expected = SPAN_LIT("it is there");
		out->actual = SPAN_LIT("a folder");
		if (asking->wording.needs == CLASS_EXISTS ||
		    asking->promised.count > 0) {
			hold_folder(out, asking, asked);
		} else {
			set_unbindable(
				out, REASON_NO_OUTCOME,
				SPAN_LIT(
					"a folder; name the files in it that show it"));
		}
		return true;
	}
	if (files->unread > 0) {
		out->outcome = OUTCOME_UNREADABLE;
		out->reason = REASON_UNREADABLE;
		out->actual =
			arena_printf(asking->evidence->arena,
				     "%zu of its files were not read", files->unread);
		return true;
	}
	return false;
}

static void set_from_shown(struct requirement *out, const struct shown *shown,
			   const struct asking *asking)
{
	out->outcome = shown->outcome;
	out->reason = shown->reason;
	out->expected = shown->expected;
	out->actual = shown->actual;
	out->artifact_line = shown->line;
	if (shown->outcome == OUTCOME_PASS && shown->shows < asking->wording.needs)
		out->needs = shown->shows;
	/* A file that is not quite the one named cannot refute. */
	if (how_is_drift(out->how) && shown->outcome == OUTCOME_FAIL) {
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = REASON_PATH_DRIFT;
	}
}

static void set_place(struct requirement *out, const struct asked *asked)
{
	const struct found *found = asked->found;

	out->how = found->how;
	out->path = found->path;
	out->candidates.at = found->candidates.at;
	out->candidates.count = out->candidates.room = found->candidates.count;
}

/* "`old.ts` removed", or under "Files deleted": history and the tree can say so. */
static void settle_gone(struct requirement *out, const struct asked *asked)
{
	out->outcome = OUTCOME_UNBINDABLE;
	out->reason = REASON_NO_OUTCOME;
	out->expected = SPAN_LIT("it was in the tree, and is there no more");
	if (out->how == HOW_REMOVED && !asked->found->in_work_tree) {
		out->outcome = OUTCOME_PASS;
		out->reason = REASON_NONE;
		out->actual = SPAN_LIT("it was in the tree once and has been removed");
		out->freshness = FRESHNESS_EXACT;
		out->freshness_reason = REASON_EXACT;
		require_strength(out, false, true);
	} else if (how_is_found(out->how) || how_is_drift(out->how)) {
		out->actual = SPAN_LIT("it is in the tree");
	} else {
		out->actual =
			SPAN_LIT("it is not in the tree, and nothing says that it "
				 "was there");
	}
}

/* Settled by where it was found, or that it names no file at all. */
static bool settle_early(struct requirement *out, const struct asking *asking,
			 const struct asked *asked)
{
	enum ref_kind kind = asked->ref->kind;

	if (kinds[kind].settled) {
		out->outcome = OUTCOME_UNBINDABLE;
		out->reason = kinds[kind].reason;
		out->actual = span_of(kinds[kind].words);
		out->how = kind == REF_LINK ? HOW_EXTERNAL : HOW_UNRESOLVED;
		return true;
	}
	set_place(out, asked);
	if (asking->is_gone) {
		settle_gone(out, asked);
		return true;
	}
	if (!hows[out->how].settled)
		return false;
	out->outcome = hows[out->how].outcome;
	out->reason = hows[out->how].reason;
	out->actual = span_of(hows[out->how].words);
	if (asked->found->in_work_tree) {
		out->reason = REASON_CITED_BUT_UNTRACKED;
		out->actual = SPAN_LIT("it is only in the working tree, outside every "
				       "evidence root");
	}
	return true;
}

static void judge_age(struct shown *shown, struct requirement *out,
		      const struct asking *asking, const struct asked *asked,
		      const struct annot *annot, const struct files *files)
{
	int64_t as_of = asking->evidence->as_of;

	for (size_t i = 0; i < files->at.count; i++) {
		hold_to_age(shown, out, files->at.at[i], annot->max_age_s, as_of);
		if (asking->own)
			hold_to_age(shown, out, files->at.at[i], asking->own->max_age_s,
				    as_of);
		if (asked->rule)
			hold_to_age(shown, out, files->at.at[i], asked->rule->max_age_s,
				    as_of);
	}
}

/* What must be signed for it to be signed as a whole. */
static void rest_on(struct requirement *out, const struct evidence *evidence,
		    const struct files *files, const struct found *found)
{
	if (files->unread > 0 || found->is_folder)
		return;
	for (size_t i = 0; i < files->at.count; i++)
		*LIST_ADD(evidence->arena, &out->rests_on) =
			(size_t)(files->at.at[i] - evidence->artifacts);
}

int require_ref(struct requirement *out, struct asking *asking,
		const struct asked *asked, struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	struct annot annot = { 0 };
	struct shown shown = { .shows = CLASS_EXISTS };
	struct files files;
	size_t index = 0;
	int rc = 0;

	require_unmet(out, ref_text(asked->ref), asking->wording.needs, OUTCOME_PASS,
		      REASON_NONE);
	out->basis = asked->basis;
	out->line = asked->ref->line;
	out->subject_of_claim = asking->wording.needs == CLASS_EXISTS &&
				(asked->is_subject || asking->is_deliverable ||
				 is_named_by_item(asking, asked->ref->locator));
	if (asked->ref->kind == REF_EVIDENCE) {
		annot_read(&annot, asked->ref, evidence->arena);
		if (annot.trouble.len > 0) {
			say(asking, asked, "P-ANNOT", annot.trouble);
			set_place(out, asked);
			out->outcome = OUTCOME_UNBINDABLE;
			out->reason = REASON_NO_RULE;
			out->actual = annot.trouble;
			return 0;
		}
	}
	if (settle_early(out, asking, asked)) {
		if (out->outcome == OUTCOME_ABSENT && out->subject_of_claim &&
		    (out->how == HOW_MISSING || out->how == HOW_REMOVED) &&
		    !asked->found->in_work_tree)
			out->reason = REASON_CITED_PATH_MISSING;
		return 0;
	}
	find_files(&files, evidence, asked->found);
	if (!annot.kind && asking->wording.needs != CLASS_EXISTS)
		open_archives(&files, evidence);
	if (!judge_without_facts(&shown, asking, asked, &files)) {
		rc = annot.kind
			     ? judge_declared(&shown, &index, asking, asked, &annot,
					      &files, err)
			     : judge_bare(&shown, &index, asking, asked, &files, err);
		if (rc < 0)
			return rc;
	}
	if (files.at.count > 0)
		out->artifact = (size_t)(files.at.at[index] - evidence->artifacts);
	rest_on(out, evidence, &files, asked->found);
	if (asked->found->is_folder) {
		out->freshness = FRESHNESS_EXACT;
		out->freshness_reason = REASON_EXACT;
	}
	set_freshness(out, &shown, &files);
	rc = set_rule_freshness(out, &shown, asking, asked, &files, err);
	if (rc < 0)
		return rc;
	judge_age(&shown, out, asking, asked, &annot, &files);
	set_from_shown(out, &shown, asking);
	out->of_tree = files.at.count > 0 && is_of_tree(&shown, files.at.at[index]);
	require_strength(out,
			 files.at.count == 0 ||
				 (shown.shows == CLASS_EXISTS &&
				  shown_is_opaque(files.at.at[index]->family)),
			 out->of_tree);
	return 0;
}

/* ---- checks --------------------------------------------------------------- */

static struct span check_text(const struct check_result *check, struct arena *arena)
{
	return arena_printf(arena, "check %.*s", SPAN_ARG(check->name));
}

void require_no_row(struct requirement *out, const struct asking *asking,
		    const struct check_result *check)
{
	struct arena *arena = asking->evidence->arena;
	bool failed = check->trouble != REASON_NONE;

	require_unmet(out, check_text(check, arena), asking->wording.needs,
		      failed ? OUTCOME_UNREADABLE : OUTCOME_ABSENT,
		      failed ? check->trouble : REASON_MISSING);
	out->basis = BASIS_DECLARED;
	out->line = check->line;
	out->expected = SPAN_LIT("rows that are ok");
	out->actual = failed ? check->why
			     : SPAN_LIT("the check gives no row: there is no evidence");
}

/* The highest class that what a file of that family says can meet. */
static enum claim_class family_shows(enum family family)
{
	switch (family) {
	case FAMILY_TESTS:
	case FAMILY_SCAN:
	case FAMILY_SARIF:
	case FAMILY_SBOM:
	case FAMILY_COVERAGE:
	case FAMILY_METRICS:
	case FAMILY_ATTESTATION:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
	case FAMILY_VALUE:
		return CLASS_OUTCOME;
	case FAMILY_NONE:
	case FAMILY_WORKFLOW:
	case FAMILY_DOCUMENT:
	case FAMILY_SOURCE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILIES:
		break;
	}
	return CLASS_DECLARES;
}

static void show_row(struct shown *out, const struct check_row *row)
{
	*out = (struct shown){ .outcome = OUTCOME_UNBINDABLE,
			       .reason = REASON_NO_OUTCOME,
			       .shows = CLASS_OUTCOME,
			       .expected = row->expected,
			       .actual = row->actual,
			       .line = row->line };
	if (row->ok == CHECK_TRUE) {
		out->outcome = OUTCOME_PASS;
		out->reason = REASON_NONE;
	} else if (row->ok == CHECK_FALSE) {
		out->outcome = OUTCOME_FAIL;
		out->reason = REASON_EVIDENCE_FAILS;
	}
}

/*
 * A file that was not read shows nothing, whatever the SQL says; one that was read in
 * part can fail, never pass.
 */
static void hold_to_status(struct shown *shown, const struct artifact *artifact,
			   struct arena *arena)
{
	struct shown status;

	if (shown->outcome != OUTCOME_PASS)
		return;
	if (shown_by_status(&status, artifact, arena)) {
		status.shows = shown->shows;
		status.expected = shown->expected;
		*shown = status;
		return;
	}
	if (artifact->status != ARTIFACT_PARTIAL)
		return;
	shown->outcome = OUTCOME_UNREADABLE;
	shown->reason = REASON_UNREADABLE;
	shown->actual = SPAN_LIT("the artifact was read in part");
}

/* Without an artifact nothing says which commit the row is about. */
static void hold_bare_row(struct requirement *out, struct shown *shown,
			  const struct asking *asking)
{
	out->freshness = FRESHNESS_UNDATED;
	out->freshness_reason = REASON_UNDATED;
	if (shown->outcome == OUTCOME_PASS && asking->wording.needs > shown->shows)
		set_unbindable(shown, REASON_NO_OUTCOME,
			       SPAN_LIT("a check is no statement of the people who did "
					"it"));
}

static int hold_row(struct requirement *out, struct shown *shown, struct asking *asking,
		    const struct artifact *artifact, struct err *err)
{
	const struct asked asked = { .basis = BASIS_DECLARED };
	struct files files = { .first = out->artifact };
	int rc;

	shown->shows = family_shows(artifact->family);
	*LIST_ADD(asking->evidence->arena, &files.at) = artifact;
	out->how = HOW_EXACT;
	out->path = artifact->path;
	hold_to_status(shown, artifact, asking->evidence->arena);
	set_freshness(out, shown, &files);
	rc = set_rule_freshness(out, shown, asking, &asked, &files, err);
	if (rc < 0)
		return rc;
	if (asking->own && !is_of_tree(shown, artifact))
		hold_to_age(shown, out, artifact, asking->own->max_age_s,
			    asking->evidence->as_of);
	/* What the words leave open, a check that was declared for them settles. */
	if (asking->wording.in_doubt && artifact->family != FAMILY_NONE &&
	    asking->wording.needs == CLASS_OUTCOME)
		shown->shows = CLASS_OUTCOME;
	hold_to_class(shown, asking, &asked, artifact);
	return 0;
}

int require_row(struct requirement *out, struct asking *asking,
		const struct check_result *check, const struct check_row *row,
		struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	struct shown shown;
	bool is_opaque = false, is_tree = false;
	int rc = 0;

	show_row(&shown, row);
	require_unmet(out, check_text(check, evidence->arena), asking->wording.needs,
		      shown.outcome, shown.reason);
	out->basis = BASIS_DECLARED;
	out->line = check->line;
	out->artifact = row->artifact;
	if (row->artifact == ARTIFACT_NONE) {
		hold_bare_row(out, &shown, asking);
	} else {
		const struct artifact *artifact = &evidence->artifacts[row->artifact];

		rc = hold_row(out, &shown, asking, artifact, err);
		is_opaque = artifact->family == FAMILY_NONE;
		is_tree = artifact->origin == ORIGIN_TREE &&
			  family_shows(artifact->family) <= CLASS_DECLARES;
	}
	set_from_shown(out, &shown, asking);
	require_strength(out, is_opaque, is_tree);
	return rc;
}
