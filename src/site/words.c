#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "site/page.h"
#include "text/html.h"

#include <assert.h>
#include <stdio.h>

/* clang-format off: tables keep one row a line */

static const enum standing standing_of[VERDICTS] = {
	[VERDICT_VERIFIED] = STANDING_PASSES,
	[VERDICT_WAIVED] = STANDING_PASSES,
	[VERDICT_READY] = STANDING_PASSES,
	[VERDICT_OPEN] = STANDING_WORK,
	[VERDICT_NEEDS_SIGNOFF] = STANDING_WORK,
	[VERDICT_PARTIAL] = STANDING_WORK,
	[VERDICT_STALE] = STANDING_BLOCKS,
	[VERDICT_UNSUPPORTED] = STANDING_BLOCKS,
	[VERDICT_INDETERMINATE] = STANDING_BLOCKS,
	[VERDICT_CONTRADICTED] = STANDING_BLOCKS,
	[VERDICT_NOT_APPLICABLE] = STANDING_APART,
};

/* clang-format on */

/* ---- saying ------------------------------------------------------------- */

static const struct phrase *phrase_of(const struct site *site, const char *section,
				      const char *word)
{
	char key[96];
	size_t len = 0;

	while (section && *section && len < sizeof(key) - 2)
		key[len++] = *section++;
	if (section)
		key[len++] = '.';
	for (; *word && len < sizeof(key); word++)
		key[len++] = *word == '_'                   ? '-'
			     : *word >= 'A' && *word <= 'Z' ? (char)(*word - 'A' + 'a')
							    : *word;
	return phrases_get(site->phrases, (struct span){ key, len });
}

static struct span say_phrase(const struct site *site, const struct phrase *phrase,
			      const struct phrase_value *values, size_t count)
{
	struct buf text;
	struct span out;

	if (phrase->pieces.count == 0)
		return SPAN_EMPTY;
	if (phrase->pieces.count == 1 && phrase->pieces.at[0].kind == PHRASE_TEXT)
		return phrase->pieces.at[0].text;
	buf_init(&text, LIMIT_PAGE_BYTES);
	phrase_write(&text, phrase, values, count);
	out = arena_copy(site->scratch, buf_span(&text));
	buf_release(&text);
	return out;
}

struct span say_with(const struct site *site, const char *key,
		     const struct phrase_value *values, size_t count)
{
	const struct phrase *phrase = phrase_of(site, NULL, key);

	assert(phrase);
	return phrase ? say_phrase(site, phrase, values, count) : span_of(key);
}

struct span say(const struct site *site, const char *key)
{
	return say_with(site, key, NULL, 0);
}

struct span say_word_with(const struct site *site, const char *section,
			  const char *word, const struct phrase_value *values,
			  size_t count)
{
	const struct phrase *phrase = phrase_of(site, section, word);

	return phrase ? say_phrase(site, phrase, values, count) : SPAN_EMPTY;
}

struct span say_word(const struct site *site, const char *section, const char *word)
{
	return say_word_with(site, section, word, NULL, 0);
}

const char *reason_key(enum reason reason)
{
	return reason == REASON_UNREADABLE_EVIDENCE ? "unreadable-evidence"
						    : reason_word[reason];
}

struct span say_reason(const struct site *site, enum reason reason)
{
	return say_word(site, "reason", reason_key(reason));
}

/* The reason's own sentence only where it is one about freshness alone. */
struct span words_freshness(const struct site *site, enum freshness freshness,
			    enum reason reason)
{
	if (reason == REASON_SCOPE_CHANGED || reason == REASON_TOO_OLD ||
	    reason == REASON_MIXED_COMMIT || reason == REASON_SHALLOW_HISTORY)
		return say_reason(site, reason);
	return say_word(site, "freshness-says", freshness_word[freshness]);
}

enum standing verdict_standing(enum verdict verdict)
{
	return standing_of[verdict];
}

struct span words_count(struct arena *arena, uint64_t number)
{
	struct value *holder = value_new(arena);

	value_count(holder, "n", number);
	return holder->first->text;
}

struct span words_number(const struct site *site, uint64_t number, bool capital)
{
	char word[8];

	if (number > 12)
		return words_count(site->scratch, number);
	snprintf(word, sizeof(word), "n%u", (unsigned)number);
	return say_word(site, capital ? "number-first" : "number", word);
}

struct span words_capital(struct arena *arena, struct span text)
{
	char *copy;

	if (text.len == 0 || text.ptr[0] < 'a' || text.ptr[0] > 'z')
		return text;
	copy = arena_string(arena, text);
	copy[0] = (char)(copy[0] - 'a' + 'A');
	return (struct span){ copy, text.len };
}

struct span words_cut(struct arena *arena, struct span text, size_t max)
{
	size_t at = max, word;

	if (text.len <= max)
		return text;
	while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
		at--;
	/* Where a word ends, unless that is far away: a path has no words. */
	for (word = at; word > at - at / 4 && text.ptr[word] != ' '; word--)
		;
	while (word > 0 && text.ptr[word] == ' ' && text.ptr[word - 1] == ' ')
		word--;
	if (word > 0 && text.ptr[word] == ' ')
		at = word;
	return arena_printf(arena, "%.*s\xE2\x80\xA6", (int)at, text.ptr);
}

uint64_t counts_total(const uint64_t counts[VERDICTS])
{
	uint64_t total = 0;

	for (unsigned v = 0; v < VERDICTS; v++)
		total += counts[v];
	return total;
}

struct span words_counts(const struct site *site, const uint64_t counts[VERDICTS])
{
	struct span out = SPAN_EMPTY;

	for (unsigned v = 0; v < VERDICTS; v++) {
		if (counts[v] == 0)
			continue;
		out = arena_printf(site->scratch, "%.*s%s%.*s %.*s", SPAN_ARG(out),
				   out.len > 0 ? ", " : "",
				   SPAN_ARG(words_count(site->scratch, counts[v])),
				   SPAN_ARG(say_word(site, "in-sentence",
						     verdict_word[v])));
	}
	return out.len > 0 ? out : say(site, "in-sentence.none");
}

struct span artifact_kind(const struct site *site, const struct artifact *artifact)
{
	char name[64];
	struct span words = SPAN_EMPTY;

	if (artifact->format.len == 0)
		return say(site, "format.none");
	if (artifact->format.len < sizeof(name)) {
		snprintf(name, sizeof(name), "%.*s", SPAN_ARG(artifact->format));
		words = say_word(site, "format", name);
	}
	return words.len > 0 ? words : artifact->format;
}

/* ---- what an artifact says ---------------------------------------------- */

/* "12 <what>" behind `said`, where there are any. */
static struct span also_word(const struct site *site, struct span said, int64_t number,
			     const char *section, const char *word)
{
	const struct phrase_value count = say_number("n", (uint64_t)number);

	if (number <= 0)
		return said;
	return arena_printf(site->scratch, "%.*s%s%.*s", SPAN_ARG(said),
			    said.len > 0 ? ", " : "",
			    SPAN_ARG(say_word_with(site, section, word, &count, 1)));
}

static struct span also(const struct site *site, struct span said, int64_t number,
			const char *word)
{
	return also_word(site, said, number, "says", word);
}

static struct span tests_say(const struct site *site, const struct fact_counts *counts)
{
	struct span said;

	if (fact_cases(counts) == 0)
		return say(site, "says.no-test");
	said = SAY(site, "says.tests", say_number("n", (uint64_t)fact_cases(counts)),
		   say_number("passed", (uint64_t)counts->cases[TEST_PASSED]));
	said = also(site, said, counts->cases[TEST_FAILED], "failed");
	said = also(site, said, counts->cases[TEST_ERRORED], "with-an-error");
	said = also(site, said, counts->cases[TEST_SKIPPED], "skipped");
	return also(site, said, counts->cases[TEST_TODO], "to-do");
}

/* The severity of the worst open finding; SEVERITIES: there is none. */
static enum severity worst_open(const struct fact_counts *counts)
{
	unsigned worst = SEVERITY_CRITICAL;

	/* What is not known may be bad: before low. */
	if (counts->open[SEVERITY_CRITICAL] + counts->open[SEVERITY_HIGH] +
			    counts->open[SEVERITY_MEDIUM] ==
		    0 &&
	    counts->open[SEVERITY_UNKNOWN] > 0)
		return SEVERITY_UNKNOWN;
	while (worst < SEVERITIES && counts->open[worst] == 0)
		worst++;
	return (enum severity)worst;
}

static struct span problems_say(const struct site *site,
				const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	for (unsigned s = 0; s < SEVERITIES; s++)
		said = also_word(site, said, counts->open[s], "severity-count",
				 severity_word[s]);
	if (counts->scans == 0 && said.len == 0)
		return say(site, "says.no-scan");
	if (said.len == 0)
		said = say(site, "says.no-finding");
	else
		said = SAY(site, "says.findings", say_text("counts", said));
	said = also(site, said, counts->suppressed, "suppressed");
	return also(site, said, counts->scans_failed, "scan-that-failed");
}

/* SARIF has a level beside the severity, and passes or fails by the level. */
static struct span sarif_says(const struct site *site, const struct fact_counts *counts)
{
	struct span said = problems_say(site, counts);

	if (worst_open(counts) == SEVERITIES)
		return said;
	if (counts->open_errors == 0)
		return SAY(site, "says.no-error-level", say_text("said", said));
	return also(site, said, counts->open_errors, "at-error-level");
}

/* A bill of materials may list what is wrong with its components. */
static struct span sbom_says(const struct site *site, const struct fact_counts *counts)
{
	struct span said = also(site, SPAN_EMPTY, counts->components, "component");

	said = also(site, said, counts->versioned, "with-a-version");
	if (worst_open(counts) == SEVERITIES)
		return said;
	return SAY(site, "says.with-findings", say_text("said", said),
		   say_text("findings", problems_say(site, counts)));
}

static struct span coverage_says(const struct site *site,
				 const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	for (unsigned m = 0; m < COVERAGE_METRICS; m++) {
		struct span share;
		int64_t bp;

		if (counts->coverage[m].total <= 0 || counts->coverage[m].covered < 0)
			continue;
		bp = num_basis_points((uint64_t)counts->coverage[m].covered,
				      (uint64_t)counts->coverage[m].total);
		share = arena_printf(site->scratch, "%lld.%lld", (long long)(bp / 100),
				     (long long)(bp / 10 % 10));
		said = arena_printf(site->scratch, "%.*s%s%.*s", SPAN_ARG(said),
				    said.len > 0 ? ", " : "",
				    SPAN_ARG(say_word_with(
					    site, "coverage", coverage_metric_word[m],
					    SAY_VALUES(say_text("share", share)), 1)));
	}
	return said.len > 0 ? said : say(site, "says.no-coverage");
}

static struct span thresholds_say(const struct site *site,
				  const struct fact_counts *counts)
{
	struct span said = also(site, SPAN_EMPTY, counts->metrics, "measurement");

	said = also(site, said, counts->thresholds, "threshold");
	said = also(site, said, counts->thresholds_failed, "does-not-hold");
	return said.len > 0 ? said : say(site, "says.no-measurement");
}

static struct span controls_say(const struct site *site,
				const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	for (unsigned i = 0; i < CONTROL_RESULTS; i++)
		said = also_word(site, said, counts->controls[i], "control-count",
				 control_result_word[i]);
	return said;
}

static struct span config_says(const struct site *site,
			       const struct fact_counts *counts)
{
	struct span said = SPAN_EMPTY;

	said = also(site, said, counts->alerts, "alert");
	said = also(site, said, counts->records, "recording-rule");
	said = also(site, said, counts->panels, "panel");
	said = also(site, said, counts->operations, "operation");
	said = also(site, said, counts->migrations, "migration");
	said = also(site, said, counts->destructive, "destructive-statement");
	said = also(site, said, counts->contracts, "interaction");
	said = also(site, said, counts->env_keys, "key");
	return also(site, said, counts->codeowners, "rule");
}

static struct span family_says(const struct site *site, const struct artifact *artifact)
{
	const struct fact_counts *counts = &artifact->counts;
	struct span said = SPAN_EMPTY;

	switch (artifact->family) {
	case FAMILY_TESTS:
		return tests_say(site, counts);
	case FAMILY_SCAN:
		return problems_say(site, counts);
	case FAMILY_SARIF:
		return sarif_says(site, counts);
	case FAMILY_SBOM:
		return sbom_says(site, counts);
	case FAMILY_COVERAGE:
		return coverage_says(site, counts);
	case FAMILY_METRICS:
		return thresholds_say(site, counts);
	case FAMILY_WORKFLOW:
		said = also(site, said, counts->jobs, "job");
		said = also(site, said, counts->steps, "step");
		return also(site, said, counts->neutralised,
			    "whose-failure-is-ignored");
	case FAMILY_DOCUMENT:
		said = also(site, said, counts->words, "word");
		said = also(site, said, counts->headings, "heading");
		said = also(site, said, counts->placeholders, "placeholder");
		return also(site, said, counts->broken_links, "broken-link");
	case FAMILY_SOURCE:
		said = also(site, said, counts->declared, "test-declared");
		return also(site, said, counts->declared_skipped, "skipped");
	case FAMILY_CONTROL:
		return controls_say(site, counts);
	case FAMILY_VEX:
		for (unsigned i = 0; i < VEX_STATUSES; i++)
			said = also_word(site, said, counts->vex[i], "vex-count",
					 vex_status_word[i]);
		return said;
	case FAMILY_MANIFEST:
		said = also(site, said, counts->objects, "object");
		said = also(site, said, counts->containers, "container");
		return also(site, said, counts->instructions, "instruction");
	case FAMILY_CONFIG:
		return config_says(site, counts);
	case FAMILY_VALUE:
		return also(site, said, counts->values, "value");
	case FAMILY_ATTESTATION:
		said = also(site, said, counts->attestations, "statement");
		return also(site, said, counts->attested_subjects, "subject");
	case FAMILY_NONE:
	case FAMILIES:
		break;
	}
	return said;
}

/* clang-format off: tables keep one row a line */

const enum verdict severity_icon[SEVERITIES] = {
	[SEVERITY_CRITICAL] = VERDICT_CONTRADICTED,
	[SEVERITY_HIGH] = VERDICT_CONTRADICTED,
	[SEVERITY_MEDIUM] = VERDICT_PARTIAL,
	[SEVERITY_LOW] = VERDICT_OPEN,
	[SEVERITY_INFO] = VERDICT_OPEN,
	[SEVERITY_NONE] = VERDICT_OPEN,
	[SEVERITY_UNKNOWN] = VERDICT_INDETERMINATE,
};

/* The icon of what an artifact says by itself, which the audit decided. */
static const enum verdict outcome_icon[OUTCOMES] = {
	[OUTCOME_PASS] = VERDICT_VERIFIED,
	[OUTCOME_FAIL] = VERDICT_CONTRADICTED,
	/* What is not there refutes nothing. */
	[OUTCOME_ABSENT] = VERDICT_UNSUPPORTED,
	[OUTCOME_PLACEHOLDER] = VERDICT_UNSUPPORTED,
	[OUTCOME_UNREADABLE] = VERDICT_INDETERMINATE,
	[OUTCOME_UNBINDABLE] = VERDICT_OPEN,
};

/* clang-format on */

/* The mark of an artifact is never better than that of its worst open finding. */
static enum verdict artifact_icon(const struct artifact *artifact)
{
	enum verdict icon = outcome_icon[artifact->outcome];
	enum severity worst = worst_open(&artifact->counts);

	if (icon == VERDICT_CONTRADICTED || icon == VERDICT_UNSUPPORTED)
		return icon;
	if (worst <= SEVERITY_MEDIUM)
		return severity_icon[worst];
	if (icon == VERDICT_VERIFIED && worst < SEVERITIES)
		return severity_icon[worst];
	if (icon == VERDICT_VERIFIED && (artifact->freshness == FRESHNESS_STALE ||
					 artifact->freshness == FRESHNESS_FOREIGN))
		return VERDICT_STALE;
	return icon;
}

struct span artifact_says(const struct site *site, const struct artifact *artifact,
			  enum verdict *out_icon)
{
	/* Where a reader could not make sense of it; empty: it could. */
	struct span status =
		say_word(site, "status", artifact_status_word[artifact->status]);
	struct span said;

	*out_icon = artifact_icon(artifact);
	if (status.len > 0 && artifact->detail.len > 0)
		return SAY(site, "says.status", say_text("status", status),
			   say_text("detail", artifact->detail));
	if (status.len > 0)
		return status;
	said = family_says(site, artifact);
	if (artifact->status == ARTIFACT_PARTIAL)
		said = said.len > 0 ? SAY(site, "says.in-part", say_text("said", said))
				    : say(site, "says.only-in-part");
	return said.len > 0 ? said : say(site, "says.not-judged");
}

struct span item_owner(const struct planned *planned, size_t item)
{
	const struct item *one = &planned->plan.items.at[item];

	return one->owner.len > 0 ? one->owner : planned->owner;
}

/* Where the first character stands that HTML or JavaScript would take amiss. */
static size_t script_run(struct span text)
{
	size_t i = 0;

	while (i < text.len) {
		if (text.ptr[i] == '<')
			break;
		if (text.ptr[i] == '\xE2' && i + 2 < text.len &&
		    text.ptr[i + 1] == '\x80' && (text.ptr[i + 2] | 1) == '\xA9')
			break;
		i++;
	}
	return i;
}

void script_string(struct buf *buf, struct span text)
{
	struct buf quoted;
	struct span rest;

	if (script_run(text) == text.len) { /* nearly every text */
		jsonout_quote(buf, text);
		return;
	}
	buf_init(&quoted, buf->max);
	jsonout_quote(&quoted, text);
	rest = buf_span(&quoted);
	for (;;) {
		size_t run = script_run(rest);

		buf_add(buf, span_sub(rest, 0, run));
		rest = span_from(rest, run);
		if (rest.len == 0)
			break;
		if (*rest.ptr == '<')
			buf_adds(buf, "\\u003c");
		else
			buf_adds(buf, rest.ptr[2] == '\xA8' ? "\\u2028" : "\\u2029");
		rest = span_from(rest, *rest.ptr == '<' ? 1 : 3);
	}
	buf_release(&quoted);
}

struct span words_for_script(const struct site *site, const char *section)
{
	struct buf json;
	struct span out;

	buf_init(&json, LIMIT_JSON_OUT);
	buf_addch(&json, '{');
	phrases_list(&json, site->phrases, section, jsonout_quote);
	buf_addch(&json, '}');
	out = arena_copy(site->scratch, buf_span(&json));
	buf_release(&json);
	return out;
}
