#include "audit/match.h"

#include "audit/attrs.h"
#include "audit/kin.h"
#include "audit/numbers.h"
#include "audit/outside.h"
#include "audit/require.h"
#include "audit/suggest.h"
#include "base/path.h"
#include "plan/refs.h"
#include "text/slug.h"

#include <inttypes.h>
#include <stdlib.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The references of one plan, item after item, as they were found. */
struct resolved {
	struct plan *plan;
	struct found *found;
	size_t *first; /* by item; one more than there are items */
};

struct rule_evidence {
	struct ref ref;
	struct found found;
};

struct resolved_rule {
	const struct config_rule *rule;
	LIST(struct rule_evidence) evidence;
};

struct match {
	struct paths *paths;
	struct arena *arena;
	LIST(struct resolved) plans;
	LIST(struct resolved_rule) rules;
	struct table *cited;
	struct evidence evidence;
	struct suggest *suggest;
	struct attrs *attrs;
	match_moved_fn *moved; /* may be NULL */
	size_t last;           /* plan asked for last: items come plan by plan */
};

struct match *match_new(struct paths *paths, struct arena *arena)
{
	struct match *match = ARENA_NEW(arena, struct match);

	match->paths = paths;
	match->arena = arena;
	match->cited = table_new(arena);
	return match;
}

/* Does the reference name something that can lie in the tree? */
static bool names_path(const struct ref *ref)
{
	/* `v*` filters tags: a pattern of files has a folder or an ending. */
	if (ref->kind == REF_GLOB)
		return span_index(ref->locator, '/') >= 0 ||
		       span_index(ref->locator, '.') >= 0;
	return ref->kind == REF_PATH || ref->kind == REF_EVIDENCE;
}

/* Does it make a requirement, rather than context? */
static bool is_asked_for(const struct ref *ref)
{
	if (ref->kind == REF_EVIDENCE)
		return true;
	switch (ref->role) {
	case REF_ASKS:
	case REF_SUBJECT:
		return true;
	case REF_EXPECTS:
		return names_path(ref);
	case REF_RUNS:
	case REF_POINTS:
	case REF_ROLES:
		break;
	}
	return false;
}

static void cite(struct match *match, const struct found *found)
{
	if (!found->is_folder && found->path.len > 0)
		*table_slot(match->cited, found->path) = match;
	for (size_t i = 0; i < found->matches.count; i++)
		*table_slot(match->cited, found->matches.at[i]) = match;
}

/* On the item's own line, in the middle of its words: "in `config/prod.env`". */
static bool is_in_passing(const struct ref *ref)
{
	return ref->kind == REF_PATH && ref->role == REF_POINTS && !ref->in_body;
}

/* "`./scripts/deploy.sh` exists": the command is the script's own path. */
static bool is_script(const struct item *item, const struct ref *ref)
{
	for (size_t i = 0; i < item->refs.count && is_in_passing(ref); i++)
		if (item->refs.at[i].kind == REF_COMMAND &&
		    span_eq(item->refs.at[i].raw, ref->raw))
			return true;
	return false;
}

/* What the item names of a file's content is looked for where it says it is. */
static void cite_named(struct match *match, struct resolved *plan, size_t index)
{
	const struct item *item = &plan->plan->items.at[index];
	const struct found *found = plan->found + plan->first[index];
	struct named_list named;
	struct words words;
	bool any = false;

	for (size_t i = 0; i < item->refs.count; i++)
		any |= is_in_passing(&item->refs.at[i]) ||
		       item->refs.at[i].kind == REF_COMMAND;
	if (!any)
		return;
	words_split(&words, item->plain, match->arena);
	named_read(&named, item, &words, match->arena);
	for (size_t i = 0; i < item->refs.count; i++)
		if ((named.count > 0 && is_in_passing(&item->refs.at[i])) ||
		    is_script(item, &item->refs.at[i]))
			cite(match, &found[i]);
	for (size_t i = 0; i < named.count; i++)
		if (named.at[i].kind == NAMED_SCRIPT)
			*table_slot(match->cited, named.at[i].file) = match;
}

/* What is only written like a path is no file that is missing. */
static void leave_outside(struct found *found, const struct match *match,
			  const struct ref *ref)
{
	struct span written = span_trim(ref_text(ref));
	struct span top = outside_top(written);

	if (how_is_found(found->how))
		return;
	switch (outside_of(written, top.len > 0 &&
					    !span_eq(span_from(written, 1), top) &&
					    paths_exists(match->paths, top))) {
	case OUTSIDE_NOT:
		break;
	case OUTSIDE_MACHINE:
		*found = (struct found){ .how = HOW_EXTERNAL };
		break;
	case OUTSIDE_NO_FILE:
		*found = (struct found){ .how = HOW_UNRESOLVED };
		break;
	}
}

static void resolve_item(struct match *match, struct resolved *plan, size_t index)
{
	const struct item *item = &plan->plan->items.at[index];
	struct found *found = plan->found + plan->first[index];

	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];
		struct paths_place place = {
			.plan_dir = path_dir(plan->plan->path),
			.context = ref->context,
			.evidence_root = item->evidence_root,
			.is_link = ref->is_link,
			.is_requirement = is_asked_for(ref),
		};

		if (ref->kind == REF_LINK && is_asked_for(ref))
			found[i].how = HOW_EXTERNAL;
		if (!names_path(ref))
			continue;
		paths_resolve(&found[i], match->paths,
			      ref->locator.len > 0 ? ref->locator : ref->raw, &place,
			      match->arena);
		leave_outside(&found[i], match, ref);
		if (ref->selector.len > 0) {
			found[i].anchor = ref->selector;
			found[i].line = slug_line(ref->selector);
		}
		if (is_asked_for(ref))
			cite(match, &found[i]);
	}
	cite_named(match, plan, index);
}

void match_plan(struct match *match, struct plan *plan)
{
	struct resolved *resolved = LIST_ADD(match->arena, &match->plans);
	size_t refs = 0;

	resolved->plan = plan;
	resolved->first = ARENA_ARRAY(match->arena, size_t, plan->items.count + 1);
	for (size_t i = 0; i < plan->items.count; i++) {
		resolved->first[i] = refs;
		refs += plan->items.at[i].refs.count;
	}
	resolved->first[plan->items.count] = refs;
	resolved->found = ARENA_ARRAY(match->arena, struct found, refs + 1);
	for (size_t i = 0; i < plan->items.count; i++)
		resolve_item(match, resolved, i);
}

static bool is_kind_word(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!(word.ptr[i] >= 'a' && word.ptr[i] <= 'z') && word.ptr[i] != '-')
			return false;
	return word.len > 0;
}

/* "junit:evidence/a.xml#suite failed = 0", or a path or pattern alone. */
static void read_rule_evidence(struct ref *out, struct span text, unsigned line)
{
	ptrdiff_t colon = span_index(text, ':'), blank = span_index(text, ' '), mark;
	struct span locator = text;

	*out = (struct ref){
		.kind = REF_PATH, .role = REF_ASKS, .raw = text, .line = line
	};
	if (colon > 0 && is_kind_word(span_sub(text, 0, (size_t)colon))) {
		out->kind = REF_EVIDENCE;
		out->evidence = span_sub(text, 0, (size_t)colon);
		if (blank > colon)
			out->predicates = span_trim(span_from(text, (size_t)blank));
		if (blank > colon)
			locator.len = (size_t)blank;
		locator = span_from(locator, (size_t)colon + 1);
		mark = span_index(locator, '#');
		if (mark >= 0) {
			out->selector = span_from(locator, (size_t)mark + 1);
			locator.len = (size_t)mark;
		}
	}
	out->locator = span_trim(locator);
}

void match_rule(struct match *match, const struct config_rule *rule)
{
	struct resolved_rule *resolved = LIST_ADD(match->arena, &match->rules);

	resolved->rule = rule;
	for (size_t i = 0; i < rule->evidence.count; i++) {
		struct rule_evidence *evidence =
			LIST_ADD(match->arena, &resolved->evidence);
		struct paths_place root = { .is_requirement = true };

		read_rule_evidence(&evidence->ref, span_trim(rule->evidence.at[i]), 0);
		paths_resolve(&evidence->found, match->paths, evidence->ref.locator,
			      &root, match->arena);
		cite(match, &evidence->found);
	}
}

/* clang-format off: tables keep one row a line */

static const struct {
	const char *rule;
	const char *words;
} how_findings[HOWS] = {
	[HOW_SUFFIX] = { "P-REF-MOVED", "is there as" },
	[HOW_ELSEWHERE] = { "P-REF-MOVED", "is there as" },
	[HOW_CASE] = { "P-REF-CASE", "is there as" },
	[HOW_AMBIGUOUS] = { "P-REF-AMBIG", "fits several files, the first of them" },
	[HOW_CANDIDATES] = { "P-REF-MISSING", "is not there; a file of that name is" },
	[HOW_IGNORED] = { "P-REF-IGNORED", "is ignored by git" },
	[HOW_REMOVED] = { "P-REF-REMOVED",
			  "was in the tree once and has been removed" },
	[HOW_MISSING] = { "P-REF-MISSING", "is not in the tree" },
	[HOW_EXTERNAL] = { "P-REF-EXTERNAL", "lies outside this repository" },
};

/* clang-format on */

static struct finding *add_finding(struct match *match, struct plan *plan, size_t item,
				   const char *rule, unsigned line)
{
	struct finding *finding = LIST_ADD(match->arena, &plan->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_of(rule)),
		.path = plan->path,
		.line = line,
		.item = item,
		.other_item = ITEM_NONE,
	};
	return finding;
}

static void say_how(struct match *match, struct plan *plan, size_t item,
		    const struct ref *ref, const struct found *found)
{
	const char *rule = found->in_work_tree ? "cited-but-untracked"
					       : how_findings[found->how].rule;
	struct span other = found->path.len > 0           ? found->path
			    : found->candidates.count > 0 ? found->candidates.at[0]
							  : SPAN_EMPTY;
	struct finding *finding;
	const char *words;

	if (!rule)
		return;
	words = found->in_work_tree ? "is only in the working tree"
				    : how_findings[found->how].words;
	if (found->how == HOW_CANDIDATES && span_ends(ref_text(ref), "/"))
		words = "is not there; a folder of that name is";
	else if (found->how == HOW_CANDIDATES &&
		 !span_eq_nocase(path_base(other), path_base(found->wanted)))
		words = "is not there; a file of a like name is";
	finding = add_finding(match, plan, item, rule, ref->line);
	finding->message = arena_printf(match->arena, "\"%.*s\" %s%s%.*s",
					SPAN_ARG(span_sub(ref_text(ref), 0, 80)), words,
					other.len > 0 ? " " : "", SPAN_ARG(other));
}

static void say_all(struct match *match)
{
	for (size_t p = 0; p < match->plans.count; p++) {
		struct resolved *resolved = &match->plans.at[p];
		struct plan *plan = resolved->plan;

		for (size_t i = 0; i < plan->items.count; i++)
			for (size_t r = 0; r < plan->items.at[i].refs.count; r++)
				say_how(match, plan, i, &plan->items.at[i].refs.at[r],
					&resolved->found[resolved->first[i] + r]);
	}
}

void match_follow(struct match *match, match_moved_fn *moved)
{
	match->moved = moved;
}

/* What history had and moved is elsewhere; what lies there is evidence. */
static int follow_moves(struct match *match, struct found *const *missing, size_t count,
			void *ctx, struct err *err)
{
	struct span *wanted = ARENA_ARRAY(match->arena, struct span, count + 1);
	struct span *now = ARENA_ARRAY(match->arena, struct span, count + 1);
	struct found **removed = ARENA_ARRAY(match->arena, struct found *, count + 1);
	size_t asked = 0;
	int rc;

	for (size_t i = 0; i < count; i++) {
		if (missing[i]->how != HOW_REMOVED || missing[i]->in_work_tree)
			continue;
		wanted[asked] = missing[i]->wanted;
		removed[asked++] = missing[i];
	}
	if (asked == 0 || !match->moved)
		return 0;
	rc = match->moved(ctx, now, wanted, asked, err);
	for (size_t i = 0; rc == 0 && i < asked; i++) {
		if (now[i].len == 0)
			continue;
		removed[i]->how = HOW_ELSEWHERE;
		removed[i]->path = now[i];
		cite(match, removed[i]);
	}
	return rc;
}

int match_settle(struct match *match, paths_existed_fn *existed, void *ctx,
		 struct err *err)
{
	struct kin *kin = kin_new(match->paths, match->arena);
	struct found **missing;
	size_t count = 0, room = 0;
	int rc = 0;

	for (size_t p = 0; p < match->plans.count; p++) {
		const struct resolved *plan = &match->plans.at[p];

		room += plan->first[plan->plan->items.count];
	}
	missing = ARENA_ARRAY(match->arena, struct found *, room + 1);
	for (size_t p = 0; p < match->plans.count; p++) {
		struct resolved *plan = &match->plans.at[p];

		for (size_t i = 0; i < plan->first[plan->plan->items.count]; i++)
			if (plan->found[i].how == HOW_MISSING)
				missing[count++] = &plan->found[i];
	}
	if (existed)
		rc = paths_settle(missing, count, existed, ctx, match->arena, err);
	if (rc == 0)
		rc = follow_moves(match, missing, count, ctx, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < count; i++)
		kin_settle(missing[i], kin);
	say_all(match);
	return 0;
}

const struct span *match_cited(struct match *match, size_t *out_count)
{
	const struct table_entry *entries = table_sorted(match->cited, match->arena);
	struct span *cited;

	*out_count = table_count(match->cited);
	cited = ARENA_ARRAY(match->arena, struct span, *out_count + 1);
	for (size_t i = 0; i < *out_count; i++)
		cited[i] = entries[i].key;
	return cited;
}

int match_evidence(struct match *match, const struct match_evidence *evidence,
		   struct err *err)
{
	struct evidence *out = &match->evidence;
	int rc;

	*out = (struct evidence){
		.artifacts = evidence->artifacts,
		.count = evidence->count,
		.by_path = table_new(match->arena),
		.facts = evidence->facts,
		.fresh = evidence->fresh,
		.tree = evidence->tree,
		.as_of = evidence->as_of,
		.arena = match->arena,
	};
	for (size_t i = 0; i < evidence->count; i++) {
		void **slot =
			table_slot_borrowed(out->by_path, evidence->artifacts[i].path);

		*slot = (void *)(uintptr_t)(i + 1); /* an index, no address */
	}
	rc = ci_read(&out->ci, out->artifacts, out->count, &out->facts, match->arena,
		     err);
	if (rc < 0)
		return rc;
	out->named =
		named_files_new(out->artifacts, out->count, &out->facts, match->arena);
	match->suggest = suggest_new(out);
	match->attrs = attrs_new(evidence->fresh, match->arena);
	return 0;
}

static const struct resolved *find_plan(const struct match *match,
					const struct plan *plan)
{
	if (match->last < match->plans.count &&
	    match->plans.at[match->last].plan == plan)
		return &match->plans.at[match->last];
	for (size_t i = 0; i < match->plans.count; i++)
		if (match->plans.at[i].plan == plan)
			return &match->plans.at[i];
	return NULL;
}

const struct found *match_found(const struct match *match, const struct plan *plan,
				size_t item, size_t ref)
{
	const struct resolved *resolved = find_plan(match, plan);

	if (!resolved || !names_path(&plan->items.at[item].refs.at[ref]))
		return NULL;
	return &resolved->found[resolved->first[item] + ref];
}

/* The item's own words without what it cites: a path's words are not its claim. */
static struct span own_words(const struct item *item, struct arena *arena)
{
	struct span plain = item->plain.len > 0 ? item->plain : item->text;
	char *text = arena_string(arena, plain);

	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];
		struct span cut = ref->raw.len > 0 ? ref->raw : ref->locator;
		ptrdiff_t at;

		if (ref->in_body || cut.len == 0 ||
		    (!names_path(ref) && ref->kind != REF_COMMAND &&
		     ref->kind != REF_LINK))
			continue;
		at = span_find((struct span){ text, plain.len }, cut);
		if (at >= 0)
			memset(text + at, ' ', cut.len);
	}
	return (struct span){ text, plain.len };
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_markup(char c)
{
	return c == '*' || c == '_' || c == '`' || c == ' ' || c == '\t' || c == '[';
}

/* Where in the item's text the reference stands. */
enum stand { STAND_INSIDE, STAND_FIRST, STAND_PAREN };

/* The item's text behind the reference, without markup; empty: it is not there. */
static struct span behind(const struct item *item, const struct ref *ref)
{
	struct span cut = ref->raw.len > 0 ? ref->raw : ref->locator;
	ptrdiff_t at = span_find(item->text, cut);
	struct span rest;

	if (at < 0)
		return SPAN_EMPTY;
	rest = span_from(item->text, (size_t)at + cut.len);
	if (ref->is_link && rest.len > 0 && rest.ptr[0] == ')')
		rest = span_from(rest, 1);
	while (rest.len > 0 && (is_markup(rest.ptr[0]) || rest.ptr[0] == ']'))
		rest = span_from(rest, 1);
	return rest;
}

/* A letter, a digit or the start of a path: no punctuation, no sign. */
static bool is_word_start(struct span text, size_t i)
{
	char c = text.ptr[i];

	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       ((unsigned char)c >= 0xc3 && (unsigned char)c < 0xe2) ||
	       ((unsigned char)c >= 0xe3 && (unsigned char)c < 0xef);
}

static bool starts_with_one(struct span text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_starts(text, list[i]))
			return true;
	return false;
}

/* Of "`reports/` に" something else is said to be in it: in Japanese, Chinese. */
static bool is_place(const struct item *item, const struct ref *ref)
{
	static const char *const in[] = { "に", "へ", "内", "中", "里", "下", "配下" };

	return starts_with_one(behind(item, ref), in, sizeof(in) / sizeof(in[0]));
}

/* "`tools/` -> Move to scripts/", "`a.ts` -> `b.ts`": a change of it. */
static bool is_turned(const struct item *item, const struct ref *ref)
{
	static const char *const arrows[] = { "->", "=>", "→", "⇒", "➜", "➡" };
	struct span rest = behind(item, ref);

	if (!starts_with_one(rest, arrows, sizeof(arrows) / sizeof(arrows[0])))
		return false;
	for (size_t i = 0; i < rest.len; i++)
		if (is_word_start(rest, i))
			return true;
	return false;
}

static enum stand stand_of(const struct item *item, const struct ref *ref)
{
	ptrdiff_t at =
		span_find(item->text, ref->raw.len > 0 ? ref->raw : ref->locator);
	size_t before;

	if (at < 0 || ref->in_body || (ref->raw.len == 0 && ref->locator.len == 0))
		return STAND_INSIDE;
	before = (size_t)at;
	/* Of "[the guide](docs/guide.md)" the words stand where the reference does. */
	if (ref->is_link && before > 1 && item->text.ptr[before - 1] == '(' &&
	    item->text.ptr[before - 2] == ']')
		while (before > 0 && item->text.ptr[before] != '[')
			before--;
	while (before > 0 && is_markup(item->text.ptr[before - 1]))
		before--;
	if (before == 0)
		return is_place(item, ref) ? STAND_INSIDE : STAND_FIRST;
	return item->text.ptr[before - 1] == '(' ? STAND_PAREN : STAND_INSIDE;
}

/* "`x.md` - Playbook": a few words behind a dash describe, they claim no more. */
static bool is_short_label(const struct wording *wording)
{
	size_t telling = 0;

	for (size_t i = 0; i < wording->words.count; i++)
		telling += !word_is_common(wording->words.at[i]);
	return telling <= 4;
}

/* clang-format off: lists of words */

/* What a file's own lines, tests and words are counted in: judged by themselves. */
static const struct span counted_lines[] = {
	SPAN_INIT("line"),
	SPAN_INIT("loc"),
	SPAN_INIT("zeile"),
	SPAN_INIT("ligne"),
	SPAN_INIT("l\xc3\xadnea"),
	SPAN_INIT("linea"),
	SPAN_INIT("linha"),
	SPAN_INIT("\xe8\xa1\x8c"),
	SPAN_INIT("\xd1\x81\xd1\x82\xd1\x80\xd0\xbe\xd0\xba"),
};
static const struct span counted_others[] = {
	SPAN_INIT("test"),
	SPAN_INIT("case"),
	SPAN_INIT("word"),
};

/* "Added a chat": to the file, which was there before. */
static const struct span added[] = {
	SPAN_INIT("added"),
	SPAN_INIT("adicionad"),
	SPAN_INIT("a\xc3\xb1"
		  "adid"),
	SPAN_INIT("ajout\xc3\xa9"),
	SPAN_INIT("hinzugef\xc3\xbcgt"),
	SPAN_INIT("erg\xc3\xa4nzt"),
	SPAN_INIT("\xe6\xb7\xbb\xe5\x8a\xa0"),
	SPAN_INIT("\xe8\xbf\xbd\xe5\x8a\xa0"),
};

/* clang-format on */

static bool begins_with_one(struct span word, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (word.len >= list[i].len &&
		    strncasecmp(word.ptr, list[i].ptr, list[i].len) == 0)
			return true;
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* "0 errors", "Version 1.1.0", "100 %": what a file holds, not that it is there. */
static bool says_number(struct span words)
{
	for (size_t i = 0; i < words.len; i++) {
		size_t start = i;
		struct span rest;

		if (!is_digit(words.ptr[i]))
			continue;
		while (i < words.len && is_digit(words.ptr[i]))
			i++;
		/* "E2E", "v2" and "16K" are names and sizes. */
		if ((start > 0 && is_letter(words.ptr[start - 1])) ||
		    (i < words.len && is_letter(words.ptr[i])))
			continue;
		rest = span_from(words, i);
		while (rest.len > 0 && (rest.ptr[0] == '+' || rest.ptr[0] == ' '))
			rest = span_from(rest, 1);
		if (!begins_with_one(rest, counted_lines, COUNT(counted_lines)) &&
		    !begins_with_one(rest, counted_others, COUNT(counted_others)))
			return true;
	}
	return false;
}

/* "`Dockerfile` - Added dependencies": telling words that are not the file's own. */
static bool says_added(const struct asking *asking, const struct ref *ref)
{
	const struct words *words = &asking->wording.words;
	struct words name;
	bool any = false, more = false;

	words_split(&name, path_base(ref->locator), asking->evidence->arena);
	for (size_t i = 0; i < words->count; i++) {
		if (begins_with_one(words->at[i], added,
				    sizeof(added) / sizeof(added[0])))
			any = true;
		else if (!word_is_common(words->at[i]) &&
			 !word_says_exists(words->at[i]) &&
			 !words_hold(&name, words->at[i]))
			more = true;
	}
	return any && more;
}

/* The path is the subject, and the words claim more than that it is there. */
static bool says_more(const struct asking *asking, const struct ref *ref)
{
	return says_added(asking, ref) ||
	       says_number(own_words(asking->item, asking->evidence->arena));
}

static bool continues_as_prose(const struct item *item, const struct ref *ref)
{
	struct span rest = behind(item, ref);

	/* Dashes and arrows, and the wide forms of the same, are no words either. */
	return rest.len > 0 && !strchr("-:(|,;.", rest.ptr[0]) &&
	       !span_starts(rest, "\xe2") && !span_starts(rest, "\xe3\x80") &&
	       !span_starts(rest, "\xef\xbc");
}

/* "Added a chat to `src/page.tsx`", or whatever stands under "Modified files". */
static bool claims_change(const struct asking *asking)
{
	const struct item *item = asking->item;

	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].role == REF_SUBJECT &&
		    names_path(&item->refs.at[i]) &&
		    stand_of(item, &item->refs.at[i]) != STAND_PAREN &&
		    says_added(asking, &item->refs.at[i]))
			return true;
	return item->changed;
}

/* The path is the subject, and an arrow behind it says what became of it. */
static bool claims_turn(const struct item *item)
{
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].role == REF_SUBJECT &&
		    names_path(&item->refs.at[i]) &&
		    stand_of(item, &item->refs.at[i]) == STAND_FIRST &&
		    is_turned(item, &item->refs.at[i]))
			return true;
	return false;
}

/*
 * What the headings over the item say of what they list, the nearest first; the
 * document's title says nothing.  So does the word of a row's own state: "Modified".
 */
static enum over over(const struct asking *asking)
{
	const struct item *item = asking->item;
	struct arena *arena = asking->evidence->arena;
	enum over says = wording_over(item->mark, arena);

	for (size_t i = item->headings.count; i > 1 && says == OVER_NOTHING; i--)
		says = wording_over(item->headings.at[i - 1], arena);
	return says;
}

/* "`old.ts` removed": the path is the subject, and no other word is left. */
static bool claims_gone(const struct asking *asking)
{
	const struct item *item = asking->item;
	struct arena *arena = asking->evidence->arena;
	struct words rest;

	if (!asking->wording.says_gone || item->refs.count != 1 ||
	    item->refs.at[0].role != REF_SUBJECT || !names_path(&item->refs.at[0]) ||
	    stand_of(item, &item->refs.at[0]) != STAND_FIRST)
		return false;
	promise_read(&rest, own_words(item, arena), item->refs.at[0].locator, arena);
	return rest.count == 1;
}

/*
 * In doubt the class is outcome; but where a path is all that the item speaks
 * of, or names a thing that it is in a trailing parenthesis, it says that the
 * thing is there.
 */
static void settle_class(struct asking *asking)
{
	const struct item *item = asking->item;
	struct wording *wording = &asking->wording;
	bool exists = false, turned = claims_turn(item);
	enum over says;

	if (wording->needs == CLASS_EXISTS && (turned || claims_change(asking))) {
		wording->needs = CLASS_OUTCOME;
		wording->classes = 1U << CLASS_OUTCOME;
	}
	says = wording->in_doubt ? over(asking) : OVER_NOTHING;
	asking->is_gone = says == OVER_GONE || claims_gone(asking);
	if (item->changed || turned || !wording->in_doubt || says == OVER_CHANGE ||
	    asking->is_gone)
		return;
	for (size_t i = 0; i < item->refs.count && !exists; i++) {
		const struct ref *ref = &item->refs.at[i];
		enum stand stand;

		/* "CHANGELOG.md", with the file as evidence: it is there, that says. */
		if (names_path(ref) && ref->role == REF_ASKS &&
		    path_ext(ref->locator).len > 0 &&
		    span_eq(span_trim(item->plain), path_base(ref->locator)))
			exists = true;
		if (ref->role != REF_SUBJECT || !names_path(ref) || ref->in_body)
			continue;
		stand = stand_of(item, ref);
		/* Of "File: a.c" under "Fix applied" the heading is what is claimed. */
		if (item->kind == ITEM_DELIVERABLE)
			asking->is_deliverable = exists =
				span_find(item->text, ref_text(ref)) >= 0 &&
				!says_more(asking, ref);
		/* The other cells of a row say what is claimed of the file. */
		else if (stand == STAND_FIRST && item->kind != ITEM_ROW)
			exists = is_short_label(wording) &&
				 !continues_as_prose(item, ref) &&
				 !says_more(asking, ref);
		else if (stand == STAND_PAREN && wording->is_thing)
			exists = is_named_in(&wording->words, ref->locator,
					     asking->evidence->arena);
	}
	if (!exists)
		return;
	wording->needs = CLASS_EXISTS;
	wording->classes = 1U << CLASS_EXISTS;
}

/* Where a key, a route or a section is all that it speaks of, that is declared. */
static void settle_named(struct asking *asking)
{
	struct wording *wording = &asking->wording;
	struct arena *arena = asking->evidence->arena;

	named_read(&asking->named, asking->item, &wording->words, arena);
	asking->named_covers =
		named_covers(&asking->named, asking->item, &wording->words, arena);
	if (!asking->named_covers || !wording->in_doubt)
		return;
	/* "`npm run build`", ticked: that it passes, for all that anybody knows. */
	for (size_t i = 0; i < asking->named.count; i++)
		if (asking->named.at[i].kind == NAMED_SCRIPT)
			return;
	wording->needs = CLASS_DECLARES;
	wording->classes = 1U << CLASS_DECLARES;
	wording->in_doubt = false;
}

static bool has_annotation(const struct item *item)
{
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].kind == REF_EVIDENCE ||
		    item->refs.at[i].kind == REF_CHECK)
			return true;
	return false;
}

/* "`a.c` [tick] fully typed": what the claim's reader took for a remark on it. */
static struct span remark_of(const struct item *item, const struct ref *ref,
			     struct arena *arena)
{
	struct span rest = behind(item, ref);
	ptrdiff_t at = item->mark.len > 0 ? span_find(rest, item->mark) : -1;
	char *text;

	if (item->kind == ITEM_ROW || rest.len == 0)
		return SPAN_EMPTY;
	text = arena_string(arena, rest);
	if (at >= 0)
		memset(text + at, ' ', item->mark.len);
	for (size_t i = 0; i < item->refs.count; i++) {
		struct span cut = ref_text(&item->refs.at[i]);

		at = span_find((struct span){ text, rest.len }, cut);
		if (at >= 0 && cut.len > 0)
			memset(text + at, ' ', cut.len);
	}
	return (struct span){ text, rest.len };
}

/* About how many lines a document has is compared with its lines. */
static bool counts_lines(const struct item *item)
{
	bool lines = false, document = false;

	for (size_t i = 0; i < item->thresholds.count; i++)
		lines |= span_is(item->thresholds.at[i].unit, "line");
	for (size_t i = 0; i < item->refs.count; i++)
		document |= span_is_nocase(path_ext(item->refs.at[i].locator), ".md");
	return lines && document;
}

/* "39 lines", "+250": a number that the thing's being there does not show. */
static struct span counted_of(const struct item *item, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t start = i, len;
		struct span rest;

		if (!is_digit(text.ptr[i]))
			continue;
		while (i < text.len && is_digit(text.ptr[i]))
			i++;
		len = i - start;
		rest = span_trim(span_from(text, i));
		if (start > 0 && text.ptr[start - 1] == '+')
			return span_sub(text, start - 1, len + 1);
		if (!begins_with_one(rest, counted_lines, COUNT(counted_lines)) ||
		    counts_lines(item))
			continue;
		/* With its word: "39 lines", "39 linhas". */
		i = (size_t)(rest.ptr - text.ptr);
		while (i < text.len && (is_letter(text.ptr[i]) || text.ptr[i] == '-'))
			i++;
		return span_sub(text, start, i - start);
	}
	return SPAN_EMPTY;
}

/*
 * A path that is there shows that it is there.  What the words promise of it beyond
 * that is declared by something else, or by nothing: "`vite.config.ts` - caching".
 */
static void settle_promised(struct asking *asking)
{
	const struct item *item = asking->item;
	struct wording *wording = &asking->wording;
	struct arena *arena = asking->evidence->arena;
	struct span text = own_words(item, arena), paths = SPAN_EMPTY, counted;
	bool labels = false;

	/* An annotation is its author's own word for what is to be shown. */
	if (wording->needs != CLASS_EXISTS || has_annotation(item))
		return;
	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];

		if (!names_path(ref) || !is_asked_for(ref))
			continue;
		paths = arena_printf(arena, "%.*s %.*s", SPAN_ARG(paths),
				     SPAN_ARG(ref->locator));
		text = arena_printf(arena, "%.*s %.*s", SPAN_ARG(text),
				    SPAN_ARG(remark_of(item, ref, arena)));
		labels |= stand_of(item, ref) == STAND_FIRST;
	}
	if (wording->names_thing && !labels && !asking->is_deliverable)
		promise_behind(&asking->promised, text, paths, arena);
	else
		promise_read(&asking->promised, text, paths, arena);
	counted = counted_of(item, text);
	if (counted.len > 0 && asking->promised.count < WORDS_MAX)
		asking->promised.at[asking->promised.count++] = counted;
	if (asking->promised.count == 0 || paths.len == 0)
		return;
	wording->needs = CLASS_DECLARES;
	wording->classes |= 1U << CLASS_DECLARES;
}

/* Numbers in the item's own line say what family can tell: "p95 < 250 ms". */
static void settle_stated(struct asking *asking)
{
	const struct item *item = asking->item;

	for (size_t i = 0; i < item->thresholds.count && i < ASKING_THRESHOLDS; i++) {
		const struct threshold *threshold = &item->thresholds.at[i];
		unsigned stated;

		if (threshold->line > item->end_line || !threshold_binds(threshold))
			continue;
		stated = threshold_stated(threshold);
		if (stated == 0)
			continue;
		asking->wording.stated |= stated;
		asking->wording.classes |= 1U << CLASS_OUTCOME;
		asking->wording.in_doubt = false;
		if (asking->wording.needs < CLASS_OUTCOME)
			asking->wording.needs = CLASS_OUTCOME;
	}
}

/* A predicate is the author's own word for what its numbers come to. */
static bool has_predicate(const struct item *item)
{
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].kind == REF_EVIDENCE &&
		    item->refs.at[i].predicates.len > 0)
			return true;
	return false;
}

static bool asks_for_files(const struct item *item, unsigned line)
{
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].line == line && names_path(&item->refs.at[i]) &&
		    is_asked_for(&item->refs.at[i]))
			return true;
	return false;
}

/* A command, a link or an image in an Evidence line, with no file beside it. */
static bool is_bare_ask(const struct item *item, const struct ref *ref)
{
	if (ref->role != REF_ASKS)
		return false;
	switch (ref->kind) {
	case REF_LINK:
		return true;
	case REF_COMMAND:
	case REF_SCRIPT:
	case REF_IMAGE:
	case REF_DIGEST:
		return !asks_for_files(item, ref->line);
	case REF_PATH:
	case REF_GLOB:
	case REF_ANCHOR:
	case REF_EVIDENCE:
	case REF_ENV:
	case REF_ROUTE:
	case REF_BRANCH:
	case REF_SYMBOL:
	case REF_PATTERN:
	case REF_CODE:
	case REF_TESTS:
	case REF_TOOL:
	case REF_CHECK: /* its answers come by themselves: add_checks() */
	case REF_KINDS:
		break;
	}
	return false;
}

/* Declared evidence switches inference off: plans.md section 17. */
static bool makes_requirement(const struct asking *asking, const struct ref *ref,
			      bool annotated, enum stand stand)
{
	if (names_path(ref) && is_asked_for(ref))
		return !annotated || ref->kind == REF_EVIDENCE ||
		       ref->role == REF_ASKS || stand == STAND_PAREN;
	/* "`DEBUG=false` in `config/prod.env`": nothing but a name and where it is. */
	if (is_in_passing(ref) && asking->named_covers)
		return !annotated;
	if (is_script(asking->item, ref) && asking->wording.needs == CLASS_EXISTS)
		return !annotated && stand == STAND_FIRST;
	return is_bare_ask(asking->item, ref);
}

static const unsigned char outcome_rank[OUTCOMES] = {
	[OUTCOME_PASS] = 0,        [OUTCOME_FAIL] = 1,       [OUTCOME_UNREADABLE] = 2,
	[OUTCOME_PLACEHOLDER] = 3, [OUTCOME_UNBINDABLE] = 4, [OUTCOME_ABSENT] = 5,
};

/* "X or Y" is one requirement that either meets: the better of the two. */
static void take_better(struct requirement *out, const struct requirement *other,
			struct arena *arena)
{
	struct span text = arena_printf(arena, "%.*s or %.*s", SPAN_ARG(out->text),
					SPAN_ARG(other->text));
	bool better =
		outcome_rank[other->outcome] < outcome_rank[out->outcome] ||
		(other->outcome == out->outcome && other->freshness != FRESHNESS_NONE &&
		 other->freshness < out->freshness);

	if (better)
		*out = *other;
	out->text = text;
}

/* The same file without a predicate, twice in one item, is one requirement. */
static bool is_repeated(const struct judgement *out, const struct requirement *new)
{
	for (size_t i = 0; i < out->requirements.count; i++)
		if (new->path.len > 0 &&
		    span_eq(out->requirements.at[i].path, new->path))
			return true;
	return false;
}

/* A rule that brings no evidence is about what the item itself names. */
static const struct config_rule *rule_for_own(const struct match_rules *rules)
{
	for (size_t i = 0; rules && i < rules->count; i++)
		if (rules->at[i]->evidence.count == 0 &&
		    (rules->at[i]->scope.count > 0 || rules->at[i]->max_age_s > 0))
			return rules->at[i];
	return NULL;
}

static int add_references(struct judgement *out, struct asking *asking,
			  const struct found *found, const struct match_rules *rules,
			  struct err *err)
{
	const struct item *item = asking->item;
	struct arena *arena = asking->evidence->arena;
	bool annotated = has_annotation(item) && !item->attrs.infer, open = false;

	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];
		enum stand stand = stand_of(item, ref);
		struct asked asked = { .ref = ref,
				       .found = &found[i],
				       .rule = rule_for_own(rules) };
		struct requirement new;
		int rc;

		if (!makes_requirement(asking, ref, annotated, stand)) {
			open = open && ref->alternate;
			continue;
		}
		asked.is_paren = stand == STAND_PAREN;
		asked.is_subject = stand == STAND_FIRST &&
				   (ref->role == REF_SUBJECT || is_script(item, ref));
		asked.basis = ref->role == REF_ASKS || ref->kind == REF_EVIDENCE ||
					      asked.is_paren
				      ? BASIS_DECLARED
				      : BASIS_INFERRED;
		rc = require_ref(&new, asking, &asked, err);
		if (rc < 0)
			return rc;
		if (ref->alternate && open)
			take_better(&out->requirements.at[out->requirements.count - 1],
				    &new, arena);
		else if (ref->kind == REF_EVIDENCE || !is_repeated(out, &new))
			*LIST_ADD(arena, &out->requirements) = new;
		open = true;
	}
	return 0;
}

static int add_rules(struct judgement *out, struct asking *asking, struct match *match,
		     const struct match_rules *rules, struct err *err)
{
	for (size_t i = 0; rules && i < rules->count; i++) {
		struct resolved_rule *resolved = NULL;

		for (size_t j = 0; j < match->rules.count; j++)
			if (match->rules.at[j].rule == rules->at[i])
				resolved = &match->rules.at[j];
		for (size_t j = 0; resolved && j < resolved->evidence.count; j++) {
			struct requirement *new =
				LIST_ADD(match->arena, &out->requirements);
			struct asked asked = {
				.ref = &resolved->evidence.at[j].ref,
				.found = &resolved->evidence.at[j].found,
				.basis = BASIS_DECLARED,
				.rule = rules->at[i],
			};
			int rc = require_ref(new, asking, &asked, err);

			if (rc < 0)
				return rc;
		}
	}
	return 0;
}

/* Every row of every check; where there is none, that is what is said. */
static int add_checks(struct judgement *out, struct asking *asking,
		      const struct check_results *checks, struct err *err)
{
	struct arena *arena = asking->evidence->arena;

	for (size_t i = 0; i < checks->count; i++) {
		const struct check_result *check = &checks->at[i];

		if (check->rows.count == 0)
			require_no_row(LIST_ADD(arena, &out->requirements), asking,
				       check);
		for (size_t r = 0; r < check->rows.count; r++) {
			int rc = require_row(LIST_ADD(arena, &out->requirements),
					     asking, check, &check->rows.at[r], err);

			if (rc < 0)
				return rc;
		}
	}
	return 0;
}

/*
 * A check beside the item is its author's own word for its numbers, as a predicate
 * is; one that the configuration brings is where it asks for them.
 */
static bool judges_numbers(const struct check_results *checks)
{
	for (size_t i = 0; i < checks->count; i++)
		if (checks->at[i].beside || checks->at[i].takes_numbers)
			return true;
	return false;
}

/* The report that a count is about: the one it stands beside, else the first cited. */
static const struct requirement *counted_report(const struct judgement *out,
						const struct evidence *evidence,
						size_t count, struct span path)
{
	const struct requirement *first = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct requirement *cited = &out->requirements.at[i];

		if (cited->artifact == ARTIFACT_NONE ||
		    (cited->outcome != OUTCOME_PASS &&
		     cited->outcome != OUTCOME_FAIL) ||
		    evidence->artifacts[cited->artifact].family != FAMILY_TESTS)
			continue;
		if (path.len > 0 && span_eq(cited->path, path))
			return cited;
		if (!first)
			first = cited;
	}
	return first;
}

/* "12 tests" against the reports that the item cites; fewer refute, more is shown. */
static void add_count(struct judgement *out, struct asking *asking, size_t cited,
		      const struct ref *ref, struct span path)
{
	const struct evidence *evidence = asking->evidence;
	struct span text =
		arena_printf(evidence->arena, "%" PRIu64 " tests", ref->count);
	const struct requirement *report = counted_report(out, evidence, cited, path);
	struct requirement new;
	struct shown shown;

	require_unmet(&new, text, CLASS_OUTCOME, OUTCOME_ABSENT, REASON_MISSING);
	new.expected =
		arena_printf(evidence->arena,
			     "a report of at least %" PRIu64 " tests that passed",
			     ref->count);
	new.actual = SPAN_LIT("no report is cited");
	if (report) {
		count_judge(&shown, ref->count, &evidence->artifacts[report->artifact],
			    evidence->arena);
		new = *report;
		new.text = text;
		new.basis = BASIS_INFERRED;
		new.outcome = how_is_drift(new.how) && shown.outcome == OUTCOME_FAIL
				      ? OUTCOME_UNBINDABLE
				      : shown.outcome;
		new.reason = shown.reason;
		new.expected = shown.expected;
		new.actual = shown.actual;
	}
	new.line = ref->line;
	*LIST_ADD(evidence->arena, &out->requirements) = new;
}

static bool is_counted(const struct item *item, const struct threshold *threshold)
{
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].count > 0 &&
		    threshold->low_micro / 1000000 == (int64_t)item->refs.at[i].count)
			return true;
	return false;
}

static bool is_met(const struct judgement *out, enum claim_class needs)
{
	for (size_t i = 0; i < out->requirements.count; i++)
		if (out->requirements.at[i].needs >= needs &&
		    out->requirements.at[i].outcome == OUTCOME_PASS)
			return true;
	return false;
}

static bool any_pass(const struct judgement *out)
{
	return is_met(out, CLASS_EXISTS);
}

static bool has_count(const struct item *item)
{
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].count > 0)
			return true;
	return false;
}

/* A number of the item's own words that nothing cited shows. */
static struct requirement *add_unshown(struct judgement *out,
				       const struct asking *asking, struct span text,
				       unsigned line)
{
	struct requirement *new = LIST_ADD(asking->evidence->arena, &out->requirements);

	require_unmet(new, text, CLASS_OUTCOME, OUTCOME_UNBINDABLE, REASON_NO_OUTCOME);
	/* Beside something that is shown it is what is missing. */
	if (any_pass(out)) {
		new->outcome = OUTCOME_ABSENT;
		new->reason = REASON_MISSING;
	}
	new->line = line;
	new->expected = text;
	new->actual = SPAN_LIT("nothing cited counts that");
	return new;
}

/* One script or target against the file that its program reads. */
static int add_script(struct judgement *out, struct asking *asking, size_t index,
		      struct err *err)
{
	const struct evidence *evidence = asking->evidence;
	const struct named *named = &asking->named.at[index];
	size_t artifact = evidence_at(evidence, named->file);
	const struct named_asked asked = { named, NULL, artifact };
	struct requirement *new;
	struct shown shown;
	bool told, could;
	int rc;

	if (artifact == ARTIFACT_NONE)
		return 0;
	rc = named_judge(&shown, &told, &could, evidence->named, &asked, err);
	if (rc < 0 || (!told && !could))
		return rc;
	new = LIST_ADD(evidence->arena, &out->requirements);
	require_unmet(new, named->text, asking->wording.needs,
		      told ? OUTCOME_PASS : OUTCOME_ABSENT,
		      told ? REASON_NONE : REASON_MISSING);
	new->line = named->line;
	new->expected = named->text;
	new->actual = told ? shown.actual
			   : arena_printf(evidence->arena, "%.*s has no such script",
					  SPAN_ARG(named->file));
	new->artifact = artifact;
	new->artifact_line = shown.line;
	new->how = HOW_EXACT;
	new->path = named->file;
	new->freshness = FRESHNESS_EXACT;
	new->freshness_reason = REASON_EXACT;
	require_strength(new, false, true);
	asking->named_told |= 1U << index;
	return 0;
}

/* "`npm run build` exists", "`make test` target exists": programs read one file. */
static int add_scripts(struct judgement *out, struct asking *asking, struct err *err)
{
	int rc = 0;

	if (out->requirements.count > 0 || !asking->named_covers ||
	    asking->wording.needs != CLASS_EXISTS)
		return 0;
	for (size_t i = 0; i < asking->named.count && rc == 0; i++)
		if (asking->named.at[i].kind == NAMED_SCRIPT)
			rc = add_script(out, asking, i, err);
	return rc;
}

/* A name that no cited file has, beside others that one has. */
static void add_unnamed(struct judgement *out, struct asking *asking)
{
	for (size_t i = 0; i < asking->named.count && asking->named_told != 0; i++) {
		const struct named *named = &asking->named.at[i];
		struct requirement *new;

		if (asking->named_told & (1U << i))
			continue;
		new = LIST_ADD(asking->evidence->arena, &out->requirements);
		require_unmet(new, named->text, CLASS_DECLARES, OUTCOME_ABSENT,
			      REASON_MISSING);
		new->line = named->line;
		new->expected = named->text;
		new->actual = SPAN_LIT("no file that is cited has it");
	}
}

/* Each number that the item asks for is shown by something, or it is not shown. */
static void add_numbers(struct judgement *out, struct asking *asking,
			const struct found *found)
{
	const struct item *item = asking->item;
	size_t cited = out->requirements.count;

	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].count > 0 && (item->refs.at[i].kind == REF_TESTS ||
						   is_asked_for(&item->refs.at[i])))
			add_count(out, asking, cited, &item->refs.at[i], found[i].path);
	for (size_t i = 0; i < item->thresholds.count; i++) {
		const struct threshold *threshold = &item->thresholds.at[i];
		struct requirement *new;

		if (!threshold_binds(threshold) || is_counted(item, threshold) ||
		    (i < ASKING_THRESHOLDS && (asking->told & (UINT64_C(1) << i))))
			continue;
		new = add_unshown(out, asking, threshold->raw, threshold->line);
		if (threshold->symbolic)
			new->actual = SPAN_LIT("the threshold has no number");
	}
}

/* A threshold that asks for a number; "about 300 lines" leaves others unasked. */
static bool has_binding(const struct item *item)
{
	for (size_t i = 0; i < item->thresholds.count; i++)
		if (threshold_binds(&item->thresholds.at[i]))
			return true;
	return false;
}

/* "Zero downtime", "no flaky tests": none of a thing that nothing cited counts. */
static void add_none(struct judgement *out, struct asking *asking)
{
	static const struct {
		unsigned none;
		const char *words;
	} rows[] = {
		{ NONE_FLAKY, "no flaky test" },
		{ NONE_SKIPPED, "no skipped test" },
	};
	const struct denial *denial = &asking->denial;
	unsigned line = asking->item->line;
	struct subjects said;
	struct span other;

	/* "On staging and production", with a report of one of them. */
	subjects_of_words(&said, &asking->wording.words);
	other = subject_missing(&said, &asking->subjects);
	if (other.len > 0)
		add_unshown(out, asking, other, line);

	if (denial->number.len > 0 && !has_binding(asking->item) &&
	    !has_count(asking->item))
		add_unshown(out, asking, denial->number, line);
	if (denial->unknown.len > 0)
		add_unshown(out, asking, denial->unknown, line);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (denial->none & ~asking->none_told & rows[i].none)
			add_unshown(out, asking, span_of(rows[i].words), line);
}

/* CI runs it, the item says, and names the tool: a step of a workflow shows it. */
static void add_ci(struct judgement *out, struct asking *asking, const struct ref *ref)
{
	const struct evidence *evidence = asking->evidence;
	struct requirement *new;
	struct ci_place place;

	ci_find(&place, evidence->ci, CI_ANY,
		ref->locator.len > 0 ? ref->locator : ref->raw,
		ci_when(&asking->wording.words));
	if (place.found == 0 && asking->wording.needs != CLASS_DECLARES)
		return;
	new = LIST_ADD(evidence->arena, &out->requirements);
	require_unmet(new,
		      arena_printf(evidence->arena, "%.*s in CI",
				   SPAN_ARG(ref_text(ref))),
		      CLASS_DECLARES, OUTCOME_PASS, REASON_NONE);
	new->line = ref->line;
	if (place.found == 0) {
		new->outcome = OUTCOME_ABSENT;
		new->reason = REASON_MISSING;
		new->expected = SPAN_LIT("a step that runs it");
		new->actual = ci_when(&asking->wording.words) != 0
				      ? SPAN_LIT("no workflow runs it when the item "
						 "says")
				      : SPAN_LIT("no workflow runs it");
		return;
	}
	new->artifact = place.artifact;
	new->artifact_line = place.line;
	new->how = HOW_EXACT;
	new->path = evidence->artifacts[place.artifact].path;
	new->expected = SPAN_LIT("a step that runs it, not neutralised");
	new->actual = place.where;
	new->freshness = FRESHNESS_EXACT;
	new->freshness_reason = REASON_EXACT;
	if (place.neutralised > 0) {
		bool refutes =
			asking->wording.gates && place.neutralised == place.found;

		new->outcome = refutes ? OUTCOME_FAIL : OUTCOME_UNBINDABLE;
		new->reason = refutes ? REASON_EVIDENCE_FAILS : REASON_NO_OUTCOME;
		new->actual =
			arena_printf(evidence->arena, "%.*s: its failure is ignored",
				     SPAN_ARG(place.where));
	}
	if (asking->wording.needs > CLASS_DECLARES && new->outcome == OUTCOME_PASS)
		asking->in_part = true;
	require_strength(new, false, true);
}

/* "CI runs trivy": a tool's name without a code span around it. */
static void add_plain_tools(struct judgement *out, struct asking *asking)
{
	struct span rest = asking->item->plain, token;

	while (span_split(&rest, ' ', &token)) {
		struct ref tool = { .kind = REF_TOOL, .line = asking->item->line };

		while (token.len > 0 && strchr(".,;:()\"'", token.ptr[token.len - 1]))
			token.len--;
		while (token.len > 0 && strchr("(\"'", token.ptr[0]))
			token = span_from(token, 1);
		if (token.len < 3 || ref_classify(token, NULL) != REF_TOOL)
			continue;
		tool.raw = tool.locator = token;
		add_ci(out, asking, &tool);
	}
}

static void add_tools(struct judgement *out, struct asking *asking)
{
	const struct item *item = asking->item;

	if (out->requirements.count > 0 || !asking->wording.says_ci)
		return;
	for (size_t i = 0; i < item->refs.count; i++) {
		const struct ref *ref = &item->refs.at[i];

		if (ref->kind == REF_TOOL ||
		    (!ref->in_body &&
		     (ref->kind == REF_COMMAND || ref->kind == REF_SCRIPT)))
			add_ci(out, asking, ref);
	}
	if (out->requirements.count == 0)
		add_plain_tools(out, asking);
}

/* clang-format off: tables keep one row a line */

static const char *const wanted_for_class[CLASSES] = {
	[CLASS_EXISTS] = "the thing itself",
	[CLASS_DECLARES] = "a job or step that declares it",
	[CLASS_OUTCOME] = "a report that shows the outcome",
	[CLASS_ACT] = "a signed statement of the people who did it",
};

static const struct {
	unsigned stated;
	const char *wanted;
} wanted_for_stated[] = {
	{ STATED_TESTS, "a test report" },
	{ STATED_SCAN, "a scan" },
	{ STATED_COVERAGE, "a coverage report" },
	{ STATED_METRICS, "measurements" },
	{ STATED_SBOM, "an SBOM" },
	{ STATED_SIGNED, "a signature" },
};

/* clang-format on */

static void add_wanted(struct judgement *out, struct asking *asking, const char *wanted,
		       enum claim_class needs)
{
	struct requirement *new = LIST_ADD(asking->evidence->arena, &out->requirements);

	require_unmet(new, span_of(wanted), needs, OUTCOME_ABSENT, REASON_MISSING);
	new->line = asking->item->line;
	new->expected = span_of(wanted);
	new->actual = SPAN_LIT("none is cited");
}

/* What the words say of a thing that is there, and nothing cited says too. */
static void add_promised(struct judgement *out, const struct asking *asking)
{
	struct arena *arena = asking->evidence->arena;
	struct requirement *new = LIST_ADD(arena, &out->requirements);
	struct span words = SPAN_EMPTY;

	for (size_t i = 0; i < asking->promised.count && i < 6; i++)
		words = arena_printf(arena, "%.*s%s%.*s", SPAN_ARG(words),
				     i > 0 ? " " : "",
				     SPAN_ARG(asking->promised.at[i]));
	require_unmet(new, arena_printf(arena, "\"%.*s\"", SPAN_ARG(words)),
		      CLASS_DECLARES, OUTCOME_ABSENT, REASON_MISSING);
	new->line = asking->item->line;
	new->expected = SPAN_LIT("evidence of what the words say of it");
	new->actual = SPAN_LIT("only that it is there is shown");
}

/* What passes in part leaves the rest to be shown: one requirement says what. */
static void add_rest(struct judgement *out, struct asking *asking)
{
	const struct wording *wording = &asking->wording;
	size_t before = out->requirements.count;

	if (!any_pass(out))
		return;
	for (size_t i = 0; i < sizeof(wanted_for_stated) / sizeof(wanted_for_stated[0]);
	     i++) {
		unsigned stated = wanted_for_stated[i].stated;

		if ((wording->stated & stated) && !(asking->covered & stated))
			add_wanted(out, asking, wanted_for_stated[i].wanted,
				   CLASS_OUTCOME);
	}
	if (out->requirements.count > before && wording->needs <= CLASS_OUTCOME)
		return;
	if (asking->promised.count > 0 && !is_met(out, wording->needs)) {
		add_promised(out, asking);
		return;
	}
	if (asking->in_part && !is_met(out, wording->needs))
		add_wanted(out, asking, wanted_for_class[wording->needs],
			   wording->needs);
}

static int note_no_shared_words(const struct judgement *out, struct asking *asking,
				struct match *match, struct err *err)
{
	const struct requirement *passing = NULL;
	struct finding *finding;

	for (size_t i = 0; i < out->requirements.count; i++) {
		const struct requirement *one = &out->requirements.at[i];
		bool shares;
		int rc;

		if (one->outcome != OUTCOME_PASS || one->basis != BASIS_DECLARED ||
		    one->artifact == ARTIFACT_NONE)
			continue;
		/* A key, a route or a section that the words name was found in it. */
		if (asking->named_told != 0)
			return 0;
		/* "Unit tests pass" over a test report: the kind is the word. */
		if (asking->wording.stated &
		    stated_of_family(asking->evidence->artifacts[one->artifact].family))
			return 0;
		rc = suggest_shares(&shares, match->suggest, one->artifact,
				    &asking->wording.words, err);
		if (rc < 0)
			return rc;
		if (shares)
			return 0;
		passing = one;
	}
	if (!passing)
		return 0;
	finding = add_finding(match, asking->plan, asking->item_index,
			      "no-shared-words", passing->line);
	finding->message = arena_printf(
		match->arena,
		"\"%.*s\" passes, but no name in it shares a word with \"%.*s\"",
		SPAN_ARG(span_sub(passing->text, 0, 80)),
		SPAN_ARG(span_sub(asking->item->plain, 0, 80)));
	return 0;
}

/* Nothing that it cites says yes or no, and nothing stands in the way of that. */
static bool is_unsettled(const struct judgement *out)
{
	for (size_t i = 0; i < out->requirements.count; i++)
		if (out->requirements.at[i].outcome != OUTCOME_ABSENT &&
		    out->requirements.at[i].outcome != OUTCOME_UNBINDABLE)
			return false;
	return true;
}

/* A sign-off is judged by who signed; a tally by what it counts. */
static bool takes_evidence(const struct item *item)
{
	return item->kind != ITEM_SIGNOFF && item->kind != ITEM_TALLY;
}

int match_item(struct judgement *out, struct match *match, struct plan *plan,
	       size_t item, const struct match_rules *rules, struct err *err)
{
	const struct resolved *resolved = find_plan(match, plan);
	struct check_results checks = { NULL, 0 };
	struct asking asking = {
		.evidence = &match->evidence,
		.plan = plan,
		.item = &plan->items.at[item],
		.item_index = item,
	};
	struct span words;
	int rc;

	words = own_words(asking.item, match->arena);
	wording_read(&asking.wording, words, match->arena);
	denial_read(&asking.denial, &asking.wording.words, words, match->arena);
	settle_stated(&asking);
	settle_class(&asking);
	settle_named(&asking);
	settle_promised(&asking);
	out->needs = asking.wording.needs;
	if (resolved)
		match->last = (size_t)(resolved - match->plans.at);
	asking.own = attrs_rule(match->attrs, asking.item);
	if (!resolved || !takes_evidence(asking.item)) {
		attrs_hold(out, match->attrs, plan, item, false);
		return 0;
	}
	rc = add_references(out, &asking, resolved->found + resolved->first[item],
			    rules, err);
	if (rc < 0)
		return rc;
	rc = add_rules(out, &asking, match, rules, err);
	if (rules)
		checks = rules->checks;
	if (rc == 0)
		rc = add_checks(out, &asking, &checks, err);
	if (rc < 0)
		return rc;
	rc = add_scripts(out, &asking, err);
	if (rc < 0)
		return rc;
	add_unnamed(out, &asking);
	add_tools(out, &asking);
	if (out->requirements.count == 0) {
		rc = suggest_for(out, match->suggest, &asking, err);
		attrs_hold(out, match->attrs, plan, item, true);
		if (rc < 0)
			return rc;
		return suggest_named(out, match->suggest, &asking, err);
	}
	if (!has_predicate(asking.item) && !judges_numbers(&checks) &&
	    asking.wording.needs != CLASS_EXISTS) {
		add_numbers(out, &asking, resolved->found + resolved->first[item]);
		add_none(out, &asking);
	}
	add_rest(out, &asking);
	attrs_hold(out, match->attrs, plan, item, true);
	if (is_unsettled(out)) {
		rc = suggest_for(out, match->suggest, &asking, err);
		if (rc < 0)
			return rc;
	}
	return note_no_shared_words(out, &asking, match, err);
}
