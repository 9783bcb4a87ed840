#include "audit/ci.h"

#include "audit/wording.h"
#include "base/table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct line {
	size_t artifact;
	struct span text[3]; /* key and name; name, uses and run; event and pattern */
	int64_t job;         /* number in its artifact; 0: a trigger */
	bool is_step;
	bool neutralised;
	unsigned line;
	struct span where;
};

struct ci {
	LIST(struct line) lines;
	unsigned *starts;     /* by artifact: enum ci_start of its triggers */
	struct table *places; /* names that were looked for everywhere */
	struct arena *arena;
	size_t reading; /* artifact under way */
};

/* clang-format off: tables keep one row a line */

static const struct {
	struct span event;
	unsigned start;
} events[] = {
	{ SPAN_INIT("schedule"), CI_SCHEDULED },
	{ SPAN_INIT("push"), CI_ON_PUSH },
	{ SPAN_INIT("pull_request"), CI_ON_REQUEST },
	{ SPAN_INIT("pull_request_target"), CI_ON_REQUEST },
	{ SPAN_INIT("merge_group"), CI_ON_REQUEST },
	{ SPAN_INIT("merge_request_event"), CI_ON_REQUEST },
};

/* Words of an item that say when CI does it. */
static const struct {
	struct span word;
	unsigned start;
} times[] = {
	{ SPAN_INIT("nightly"), CI_SCHEDULED },
	{ SPAN_INIT("daily"), CI_SCHEDULED },
	{ SPAN_INIT("weekly"), CI_SCHEDULED },
	{ SPAN_INIT("monthly"), CI_SCHEDULED },
	{ SPAN_INIT("hourly"), CI_SCHEDULED },
	{ SPAN_INIT("scheduled"), CI_SCHEDULED },
	{ SPAN_INIT("schedule"), CI_SCHEDULED },
	{ SPAN_INIT("cron"), CI_SCHEDULED },
	{ SPAN_INIT("nächtlich"), CI_SCHEDULED },
	{ SPAN_INIT("täglich"), CI_SCHEDULED },
	{ SPAN_INIT("wöchentlich"), CI_SCHEDULED },
	{ SPAN_INIT("diariamente"), CI_SCHEDULED },
	{ SPAN_INIT("semanalmente"), CI_SCHEDULED },
	{ SPAN_INIT("diario"), CI_SCHEDULED },
	{ SPAN_INIT("quotidien"), CI_SCHEDULED },
	{ SPAN_INIT("quotidiennement"), CI_SCHEDULED },
	{ SPAN_INIT("hebdomadaire"), CI_SCHEDULED },
	{ SPAN_INIT("毎日"), CI_SCHEDULED },
	{ SPAN_INIT("每天"), CI_SCHEDULED },
	{ SPAN_INIT("push"), CI_ON_PUSH },
	{ SPAN_INIT("pushes"), CI_ON_PUSH },
	{ SPAN_INIT("pr"), CI_ON_REQUEST },
	{ SPAN_INIT("prs"), CI_ON_REQUEST },
	{ SPAN_INIT("pull"), CI_ON_REQUEST },
};

/* clang-format on */

static int see_trigger(void *ctx, const struct fact *fact, struct err *err)
{
	struct ci *ci = ctx;
	const struct fact_trigger *trigger = &fact->as.trigger;
	struct line *line = LIST_ADD(ci->arena, &ci->lines);

	(void)err;
	line->artifact = ci->reading;
	line->text[0] = arena_copy(ci->arena, trigger->event);
	line->text[1] = arena_copy(ci->arena, trigger->pattern);
	line->where = arena_printf(ci->arena, "trigger %.*s", SPAN_ARG(trigger->event));
	ci->starts[ci->reading] |= CI_STARTS_KNOWN;
	for (size_t i = 0; i < COUNT(events); i++)
		if (span_eq(trigger->event, events[i].event))
			ci->starts[ci->reading] |= events[i].start;
	return 0;
}

static int see_job(void *ctx, const struct fact *fact, struct err *err)
{
	struct ci *ci = ctx;
	const struct fact_job *job = &fact->as.job;
	struct line *line = LIST_ADD(ci->arena, &ci->lines);

	(void)err;
	line->artifact = ci->reading;
	line->job = job->number;
	line->text[0] = arena_copy(ci->arena, job->key);
	line->text[1] = arena_copy(ci->arena, job->name);
	line->text[2] = arena_copy(ci->arena, job->uses);
	line->neutralised = job->continue_on_error || span_is(job->condition, "false");
	line->line = job->line;
	line->where = arena_printf(ci->arena, "job %.*s", SPAN_ARG(job->key));
	return 0;
}

/* The job of that number in the artifact under way; jobs come before steps. */
static const struct line *find_job_line(const struct ci *ci, int64_t number)
{
	for (size_t i = ci->lines.count; i > 0; i--) {
		const struct line *line = &ci->lines.at[i - 1];

		if (line->artifact != ci->reading)
			return NULL;
		if (!line->is_step && line->job == number && number != 0)
			return line;
	}
	return NULL;
}

/* A command that does nothing, or only says something. */
static bool is_idle(struct span command)
{
	static const char *const words[] = { "true", ":", "exit 0", "exit" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (span_is(command, words[i]))
			return true;
	return command.len == 0 || span_starts(command, "#") ||
	       span_starts(command, "echo ") || span_starts(command, "printf ");
}

/* A step's commands, those that do nothing blanked; *out_idle: there is no other. */
static struct span commands_of(bool *out_idle, struct span run, struct arena *arena)
{
	char *out = arena_string(arena, run);
	struct span rest = run, line;

	*out_idle = run.len > 0;
	while (span_line(&rest, &line)) {
		if (is_idle(span_trim(line)))
			memset(out + (line.ptr - run.ptr), ' ', line.len);
		else if (!span_starts(span_trim(line), "set "))
			*out_idle = false;
	}
	return (struct span){ out, run.len };
}

static int see_step(void *ctx, const struct fact *fact, struct err *err)
{
	struct ci *ci = ctx;
	const struct fact_step *step = &fact->as.step;
	const struct line *job = find_job_line(ci, step->job);
	struct line new = { .artifact = ci->reading,
			    .job = step->job,
			    .is_step = true };
	struct span label = step->name.len > 0   ? step->name
			    : step->uses.len > 0 ? step->uses
						 : span_sub(step->run, 0, 40);
	bool idle;

	(void)err;
	new.text[0] = arena_copy(ci->arena, step->name);
	new.text[1] = arena_copy(ci->arena, step->uses);
	new.text[2] = commands_of(&idle, step->run, ci->arena);
	new.neutralised = idle || step->neutralised ||
			  span_is(step->condition, "false") ||
			  (job && job->neutralised);
	new.line = step->line;
	new.where = arena_printf(ci->arena, "job %.*s, step %.*s",
				 SPAN_ARG(job ? job->text[0] : SPAN_EMPTY),
				 SPAN_ARG(label));
	*LIST_ADD(ci->arena, &ci->lines) = new;
	return 0;
}

static int read_workflow(struct ci *ci, const struct artifact *artifact,
			 const struct fact_source *facts, struct err *err)
{
	static const struct {
		enum fact_kind kind;
		int (*see)(void *ctx, const struct fact *fact, struct err *err);
	} kinds[] = {
		{ FACT_TRIGGER, see_trigger },
		{ FACT_JOB, see_job },
		{ FACT_STEP, see_step },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct fact_sink sink = { kinds[i].see, ci };
		int rc =
			facts->each(facts->ctx, artifact, kinds[i].kind, 0, &sink, err);

		if (rc < 0)
			return rc;
	}
	return 0;
}

int ci_read(struct ci **out, const struct artifact *artifacts, size_t count,
	    const struct fact_source *facts, struct arena *arena, struct err *err)
{
	struct ci *ci = ARENA_NEW(arena, struct ci);

	*out = ci;
	ci->arena = arena;
	ci->places = table_new(arena);
	ci->starts = ARENA_ARRAY(arena, unsigned, count + 1);
	for (size_t i = 0; i < count && facts && facts->each; i++) {
		int rc;

		if (artifacts[i].family != FAMILY_WORKFLOW ||
		    artifacts[i].status != ARTIFACT_OK)
			continue;
		ci->reading = i;
		rc = read_workflow(ci, &artifacts[i], facts, err);
		if (rc < 0)
			return rc;
	}
	return 0;
}

static bool is_part_of_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || c == '_' || (unsigned char)c >= 0x80;
}

/* "trivy" stands in "run trivy image", not in "trivyignore". */
static bool holds_name(struct span text, const char *name, size_t len)
{
	size_t from = 0;

	while (from < text.len) {
		ptrdiff_t at = span_find_nocase(span_from(text, from), name);
		size_t begin, end;

		if (at < 0)
			return false;
		begin = from + (size_t)at;
		end = begin + len;
		if ((begin == 0 || !is_part_of_word(text.ptr[begin - 1]) ||
		     !is_part_of_word(name[0])) &&
		    (end == text.len || !is_part_of_word(text.ptr[end]) ||
		     !is_part_of_word(name[len - 1])))
			return true;
		from = begin + 1;
	}
	return false;
}

static void note_place(struct ci_place *out, const struct line *line)
{
	out->neutralised += line->neutralised;
	if (out->found++ > 0)
		return;
	out->artifact = line->artifact;
	out->line = line->line;
	out->where = line->where;
}

/* "On every push", but not "builds and pushes the image". */
static bool is_occasion(const struct words *words, size_t i)
{
	static const char *const before[] = {
		"on",  "every", "each",  "per",  "any",
		"all", "jedem", "jeden", "cada", "chaque"
	};

	for (size_t k = 0; i > 0 && k < COUNT(before); k++)
		if (span_is(words->at[i - 1], before[k]))
			return true;
	return false;
}

unsigned ci_when(const struct words *words)
{
	unsigned when = 0;

	for (size_t i = 0; i < words->count; i++)
		for (size_t k = 0; k < COUNT(times); k++)
			if (span_eq(words->at[i], times[k].word) &&
			    (times[k].start == CI_SCHEDULED || is_occasion(words, i)))
				when |= times[k].start;
	return when;
}

bool ci_starts(const struct ci *ci, size_t artifact, unsigned when)
{
	unsigned starts = ci->starts[artifact];

	/* Elsewhere than at GitHub a pipeline starts on a push unless it says more. */
	if (!(starts & CI_STARTS_KNOWN))
		starts |= CI_ON_PUSH;
	return (starts & when) == when;
}

void ci_find(struct ci_place *out, struct ci *ci, size_t artifact, struct span name,
	     unsigned when)
{
	const char *text = arena_string(ci->arena, name);
	void **slot = NULL;

	*out = (struct ci_place){ .artifact = CI_ANY };
	if (name.len == 0)
		return;
	if (artifact == CI_ANY && when == 0) {
		slot = table_slot(ci->places, name);
		if (*slot) {
			*out = *(struct ci_place *)*slot;
			return;
		}
	}
	for (size_t i = 0; i < ci->lines.count; i++) {
		const struct line *line = &ci->lines.at[i];

		if ((artifact != CI_ANY && line->artifact != artifact) ||
		    !ci_starts(ci, line->artifact, when))
			continue;
		if (holds_name(line->text[0], text, name.len) ||
		    holds_name(line->text[1], text, name.len) ||
		    holds_name(line->text[2], text, name.len))
			note_place(out, line);
	}
	if (slot) {
		struct ci_place *kept = ARENA_NEW(ci->arena, struct ci_place);

		*kept = *out;
		*slot = kept;
	}
}

/* Each telling word of the job's key or name is in the item's words. */
static bool is_named(struct span name, const struct words *item, struct arena *arena)
{
	struct words words;
	size_t telling;

	words_split(&words, name, arena);
	return words_shared(&words, item, &telling) == telling && telling > 0;
}

/* One word of a name says little: "security" is in many an item. */
static bool is_telling(struct span name, struct arena *arena)
{
	struct words words;
	size_t telling;

	words_split(&words, name, arena);
	words_shared(&words, &words, &telling);
	return telling > 1;
}

/* Does each word that tells the item apart stand in the job's key or name? */
static bool names_item(const struct line *line, const struct words *item,
		       struct arena *arena)
{
	struct words words;
	struct span name = arena_printf(arena, "%.*s %.*s", SPAN_ARG(line->text[0]),
					SPAN_ARG(line->text[1]));

	words_split(&words, name, arena);
	for (size_t i = 0; i < item->count; i++)
		if (!word_is_common(item->at[i]) && !word_is_of_ci(item->at[i]) &&
		    !words_hold(&words, item->at[i]))
			return false;
	return true;
}

void ci_find_job(struct ci_place *out, struct ci *ci, size_t artifact,
		 const struct words *words)
{
	*out = (struct ci_place){ .artifact = CI_ANY };
	for (size_t i = 0; i < ci->lines.count; i++) {
		const struct line *line = &ci->lines.at[i];
		bool key, name;

		if (line->job == 0 || line->artifact != artifact)
			continue;
		key = !line->is_step && is_named(line->text[0], words, ci->arena);
		name = is_named(line->text[line->is_step ? 0 : 1], words, ci->arena);
		if ((key && is_telling(line->text[0], ci->arena)) ||
		    (name &&
		     is_telling(line->text[line->is_step ? 0 : 1], ci->arena)) ||
		    ((key || name) && !line->is_step &&
		     names_item(line, words, ci->arena)))
			note_place(out, line);
	}
}
