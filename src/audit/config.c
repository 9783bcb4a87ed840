#include "audit/config.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "text/glob.h"
#include "text/kv.h"
#include "trust/digest.h"

#define CHECK_NAME_MAX 64

#define COUNT(array)  (sizeof(array) / sizeof((array)[0]))
#define TEXT_OF(s, f) offsetof(struct s, f)

/* What the tree may choose among; everything else would loosen the gate. */
#define HARMLESS                                                                       \
	(1u << VERDICT_VERIFIED | 1u << VERDICT_WAIVED | 1u << VERDICT_NOT_APPLICABLE)

/* One key, while it is read. */
struct reading {
	struct config *config;
	const struct kv_section *section;
	const struct kv_entry *entry;
	const struct key_row *row;
	void *object; /* the struct that the section fills */
	struct arena *arena;
	struct err *err;
};

struct key_row {
	const char *section, *key; /* "*": any key */
	int (*set)(struct reading *reading, struct span value);
	size_t offset; /* of a text in the section's struct */
	bool operator_only;
};

/* ---- messages ---------------------------------------------------------- */

static int at_line(struct reading *r, unsigned line)
{
	return err_at(r->err, (struct pos){ r->config->path, line, 0 });
}

static int bad_value(struct reading *r, struct span value, const char *fix)
{
	err_set(r->err, ERR_USAGE, "%.*s = \"%.*s\" cannot be read",
		SPAN_ARG(r->entry->key), SPAN_ARG(value));
	at_line(r, r->entry->line);
	return err_fix(r->err, "%s", fix);
}

static void find(struct reading *r, const char *code, unsigned line,
		 struct span message)
{
	struct finding *finding = LIST_ADD(r->arena, &r->config->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_of(code)),
		.path = r->config->path,
		.line = line,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = message,
	};
}

/* [rule "chaos"], as people write it. */
static struct span section_text(struct reading *r)
{
	if (r->section->sub.len == 0)
		return r->section->name;
	return arena_printf(r->arena, "%.*s \"%.*s\"", SPAN_ARG(r->section->name),
			    SPAN_ARG(r->section->sub));
}

/* True where the audited tree may not say this; the finding is made then. */
static bool refused(struct reading *r, struct span value, const char *because)
{
	if (r->config->origin == CONFIG_OPERATOR)
		return false;
	find(r, "config-widens", r->entry->line,
	     arena_printf(r->arena, "[%.*s] %.*s = \"%.*s\" %s; the default stands",
			  SPAN_ARG(section_text(r)), SPAN_ARG(r->entry->key),
			  SPAN_ARG(value), because));
	return true;
}

/* ---- values ------------------------------------------------------------ */

bool config_duration(struct span text, int64_t *out_seconds)
{
	static const struct {
		char unit;
		uint64_t seconds;
	} units[] = {
		{ 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 604800 }
	};
	uint64_t number;

	if (text.len < 2 ||
	    !num_u64(span_sub(text, 0, text.len - 1), 1000000000, &number))
		return false;
	for (size_t i = 0; i < COUNT(units); i++) {
		if (text.ptr[text.len - 1] != units[i].unit)
			continue;
		*out_seconds = (int64_t)(number * units[i].seconds);
		return true;
	}
	return false;
}

bool config_size(struct span text, uint64_t *out_bytes)
{
	static const struct {
		const char *unit;
		uint64_t bytes;
	} units[] = { { "KiB", LIMIT_KIB },
		      { "MiB", LIMIT_MIB },
		      { "GiB", LIMIT_KIB * LIMIT_MIB },
		      { "B", 1 },
		      { "", 1 } };
	uint64_t number;

	for (size_t i = 0; i < COUNT(units); i++) {
		struct span digits = text;

		if (!span_ends(text, units[i].unit))
			continue;
		digits.len -= strlen(units[i].unit);
		if (!num_u64(span_trim(digits), 1000000000000, &number))
			return false;
		*out_bytes = number * units[i].bytes;
		return true;
	}
	return false;
}

bool config_strength(struct span text, enum strength *out)
{
	for (unsigned i = 0; i < STRENGTHS; i++) {
		if (!span_is_nocase(text, strength_code[i]))
			continue;
		*out = (enum strength)i;
		return true;
	}
	return false;
}

static int set_text(struct reading *r, struct span value)
{
	struct span *text = (struct span *)(void *)((char *)r->object + r->row->offset);

	*text = value;
	return 0;
}

static int note_pattern(struct reading *r, struct span value)
{
	struct config_pair *pair;

	if (value.len > LIMIT_PATTERN)
		return bad_value(r, span_sub(value, 0, 40), "use a shorter pattern");
	if (r->config->patterns.count >= LIMIT_CONFIG_PATTERNS)
		return bad_value(r, value, "use fewer patterns");
	pair = LIST_ADD(r->arena, &r->config->patterns);
	*pair = (struct config_pair){ section_text(r), r->entry->key, value,
				      r->entry->line };
	return 0;
}

/* ---- [pack] ------------------------------------------------------------ */

static int add_plans(struct reading *r, struct span value)
{
	r->config->plans_said = true;
	*LIST_ADD(r->arena, &r->config->plans) = value;
	return note_pattern(r, value);
}

static int add_exclude(struct reading *r, struct span value)
{
	*LIST_ADD(r->arena, &r->config->exclude) = value;
	return note_pattern(r, value);
}

static int add_scope(struct reading *r, struct span value)
{
	*LIST_ADD(r->arena, &r->config->scope) = value;
	return note_pattern(r, value);
}

/* "evidence/", "./evidence" and "evidence/" with two stars mean the folder. */
static int add_evidence(struct reading *r, struct span value)
{
	struct span folder = value;

	if (span_ends(folder, "/**"))
		folder.len -= 3;
	while (span_ends(folder, "/"))
		folder.len--;
	while (span_starts(folder, "./"))
		folder = span_from(folder, 2);
	if (glob_is_pattern(folder))
		return bad_value(r, value,
				 "name a folder; everything below it is read");
	if (!path_is_clean(folder)) {
		if (refused(r, value, "is no folder of the repository"))
			return 0;
		return bad_value(
			r, value,
			"name a folder of the repository; --evidence DIR takes others");
	}
	if (!r->config->evidence_said)
		r->config->evidence.count = 0; /* replaces the default */
	r->config->evidence_said = true;
	*LIST_ADD(r->arena, &r->config->evidence) = folder;
	return note_pattern(r, folder);
}

/* muster swaps that folder whole, so the tree may not point it anywhere else. */
static int set_out(struct reading *r, struct span value)
{
	struct span folder = value;

	while (folder.len > 1 && span_ends(folder, "/"))
		folder.len--;
	if ((!path_is_clean(folder) || path_is_below(folder, SPAN_LIT(".git"))) &&
	    refused(r, value, "lies outside the working tree"))
		return 0;
	r->config->out = folder;
	return 0;
}

/* ---- [gate] ------------------------------------------------------------ */

/* The next word of a list that blanks and commas part; false at its end. */
static bool take_word(struct span *rest, struct span *out)
{
	while (rest->len > 0 &&
	       (rest->ptr[0] == ' ' || rest->ptr[0] == ',' || rest->ptr[0] == '\t'))
		*rest = span_from(*rest, 1);
	*out = (struct span){ rest->ptr, 0 };
	while (out->len < rest->len && !memchr(" ,\t", rest->ptr[out->len], 3))
		out->len++;
	*rest = span_from(*rest, out->len);
	return out->len > 0;
}

static int set_allow(struct reading *r, struct span value)
{
	struct config_gate *gate = r->object;
	struct span rest = value, word;

	while (take_word(&rest, &word)) {
		enum verdict verdict;

		if (!verdict_of_word(word, &verdict))
			return bad_value(r, word,
					 "name verdicts: partial, stale, open ...");
		if (!(HARMLESS & 1u << verdict) &&
		    refused(r, word, "would loosen the gate"))
			continue;
		gate->allow |= 1u << verdict;
	}
	return 0;
}

static int set_max(struct reading *r, struct span value)
{
	struct config_gate *gate = r->object;
	struct span rest = value, word, number;
	enum verdict verdict;
	uint64_t most;

	if (!take_word(&rest, &word) || !verdict_of_word(word, &verdict) ||
	    !take_word(&rest, &number) || !num_u64(number, UINT32_MAX, &most) ||
	    take_word(&rest, &word))
		return bad_value(r, value,
				 "write a verdict and a number: \"partial 3\"");
	if (!(HARMLESS & 1u << verdict) && most > 0 &&
	    refused(r, value, "would loosen the gate"))
		return 0;
	gate->max[verdict].said = true;
	gate->max[verdict].most = most;
	return 0;
}

/* What a profile asks for before anybody says otherwise. */
static enum strength built_in_strength(struct span gate)
{
	return span_is(gate, "release") ? STRENGTH_BOUND : STRENGTH_JUDGED;
}

static int set_gate_strength(struct reading *r, struct span value)
{
	struct config_gate *gate = r->object;
	enum strength strength;

	if (!config_strength(value, &strength))
		return bad_value(r, value, "write S1, S2, S3, S4 or S5");
	if (strength < built_in_strength(gate->name) &&
	    refused(r, value, "would loosen the gate"))
		return 0;
	gate->strength = strength;
	return 0;
}

static int set_require(struct reading *r, struct span value)
{
	struct config_gate *gate = r->object;

	if (!span_is_nocase(value, "all") && !span_is_nocase(value, "mandatory"))
		return bad_value(r, value, "write mandatory or all");
	gate->require_all = span_is_nocase(value, "all");
	return 0;
}

/* ---- [rule], [waiver], [plan] and [define] ------------------------------ */

static int add_rule_evidence(struct reading *r, struct span value)
{
	struct config_rule *rule = r->object;

	*LIST_ADD(r->arena, &rule->evidence) = value;
	return 0;
}

static int add_rule_scope(struct reading *r, struct span value)
{
	struct config_rule *rule = r->object;

	*LIST_ADD(r->arena, &rule->scope) = value;
	return note_pattern(r, value);
}

static int set_max_age(struct reading *r, struct span value)
{
	struct config_rule *rule = r->object;

	if (!config_duration(value, &rule->max_age_s) || rule->max_age_s == 0)
		return bad_value(r, value, "write a duration: 12h, 14d, 4w");
	return 0;
}

static int set_rule_strength(struct reading *r, struct span value)
{
	struct config_rule *rule = r->object;

	rule->has_strength = config_strength(value, &rule->strength);
	if (!rule->has_strength)
		return bad_value(r, value, "write S1, S2, S3, S4 or S5");
	return 0;
}

/* The tree may ask for less than the default; the operator for up to `most`. */
struct bounds {
	uint64_t usual, most;
};

static int set_limit(struct reading *r, struct span value, uint64_t *limit,
		     uint64_t number, struct bounds bounds)
{
	if (number == 0 || number > bounds.most)
		return bad_value(r, value, "write less, and more than nothing");
	if (number <= bounds.usual || !refused(r, value, "raises a limit"))
		*limit = number;
	return 0;
}

static int set_artifact_size(struct reading *r, struct span value)
{
	uint64_t number;

	if (!config_size(value, &number))
		return bad_value(r, value, "write a size: 16MiB");
	return set_limit(r, value, &r->config->limits.artifact_bytes, number,
			 (struct bounds){ LIMIT_ARTIFACT_BYTES, LIMIT_ARTIFACT_BYTES });
}

static int set_evidence_size(struct reading *r, struct span value)
{
	uint64_t number;

	if (!config_size(value, &number))
		return bad_value(r, value, "write a size: 1GiB");
	return set_limit(r, value, &r->config->limits.run_bytes, number,
			 (struct bounds){ LIMIT_RUN_BYTES, 1024 * LIMIT_RUN_BYTES });
}

static int set_check_steps(struct reading *r, struct span value)
{
	uint64_t number;

	if (!num_u64(value, UINT32_MAX, &number))
		return bad_value(r, value, "write a number: 1000000");
	return set_limit(r, value, &r->config->limits.check_steps, number,
			 (struct bounds){ LIMIT_SQL_STEPS, UINT32_MAX });
}

bool config_is_check_name(struct span name)
{
	bool dash = false;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (c != '-' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z'))
			return false;
		dash |= c == '-';
	}
	return dash && name.len <= CHECK_NAME_MAX;
}

static int set_sql(struct reading *r, struct span value)
{
	struct config_check *check = r->object;

	if (!path_is_clean(value))
		return bad_value(r, span_sub(value, 0, 80),
				 "name a file of the repository");
	check->sql = value;
	return 0;
}

static int set_expires(struct reading *r, struct span value)
{
	struct config_waiver *waiver = r->object;
	int64_t time;
	enum clock_quality quality = clock_parse(value, &time);

	if (quality != CLOCK_DATE && quality != CLOCK_ZONED)
		return bad_value(r, value, "write a date: 2026-12-31");
	waiver->expires = value;
	waiver->expires_at = quality == CLOCK_DATE ? time + 86400 : time + 1;
	return 0;
}

static int add_plan_key(struct reading *r, struct span value)
{
	struct config_pair *pair;

	if (span_is(r->section->name, "plan") && span_is(r->entry->key, "level") &&
	    !span_is_nocase(value, item_level_word[LEVEL_MANDATORY]) &&
	    refused(r, value, "would make items optional"))
		return 0;
	pair = LIST_ADD(r->arena, &r->config->plan_keys);
	*pair = (struct config_pair){ r->section->name, r->entry->key, value,
				      r->entry->line };
	return 0;
}

static int set_discover(struct reading *r, struct span value)
{
	if (!span_is_nocase(value, "off") && !span_is_nocase(value, "report") &&
	    !span_is_nocase(value, "all"))
		return bad_value(r, value, "write off, report or all");
	return add_plan_key(r, value);
}

/* ---- the tables -------------------------------------------------------- */

static void *object_config(struct reading *r)
{
	return r->config;
}

static struct config_gate *gate_named(struct config *config, struct span name,
				      struct arena *arena)
{
	struct config_gate *gate;

	for (size_t i = 0; i < config->gates.count; i++)
		if (span_eq(config->gates.at[i].name, name))
			return &config->gates.at[i];
	gate = LIST_ADD(arena, &config->gates);
	gate->name = name;
	gate->strength = built_in_strength(name);
	return gate;
}

static void *object_gate(struct reading *r)
{
	struct config_gate *gate = gate_named(r->config, r->section->sub, r->arena);

	gate->line = r->section->line;
	return gate;
}

static void *object_rule(struct reading *r)
{
	struct config_rule *rule;

	for (size_t i = 0; i < r->config->rules.count; i++)
		if (span_eq(r->config->rules.at[i].name, r->section->sub))
			return &r->config->rules.at[i];
	rule = LIST_ADD(r->arena, &r->config->rules);
	rule->name = r->section->sub;
	rule->line = r->section->line;
	return rule;
}

static void *object_check(struct reading *r)
{
	struct config_check *check;

	for (size_t i = 0; i < r->config->checks.count; i++)
		if (span_eq(r->config->checks.at[i].name, r->section->sub))
			return &r->config->checks.at[i];
	check = LIST_ADD(r->arena, &r->config->checks);
	check->name = r->section->sub;
	check->line = r->section->line;
	return check;
}

static void *object_waiver(struct reading *r)
{
	struct config_waiver *waiver;

	for (size_t i = 0; i < r->config->waivers.count; i++)
		if (span_eq(r->config->waivers.at[i].name, r->section->sub))
			return &r->config->waivers.at[i];
	waiver = LIST_ADD(r->arena, &r->config->waivers);
	waiver->name = r->section->sub;
	waiver->expires_at = CLOCK_NONE;
	waiver->line = r->section->line;
	return waiver;
}

static void *object_role(struct reading *r)
{
	struct config_role *role;

	for (size_t i = 0; i < r->config->roles.count; i++)
		if (span_eq(r->config->roles.at[i].name, r->section->sub))
			return &r->config->roles.at[i];
	role = LIST_ADD(r->arena, &r->config->roles);
	role->name = r->section->sub;
	role->line = r->section->line;
	return role;
}

static int add_signer(struct reading *r, struct span value)
{
	struct config_role *role = r->object;

	if (value.len == 0 || role->signers.count >= LIMIT_CONFIG_PATTERNS)
		return bad_value(r, value, "name one principal of the trust folder");
	*LIST_ADD(r->arena, &role->signers) = value;
	return 0;
}

static int set_quorum(struct reading *r, struct span value)
{
	struct config_role *role = r->object;

	if (!num_u64(value, 100, &role->quorum) || role->quorum == 0)
		return bad_value(r, value, "write a number from 1 to 100");
	return 0;
}

/* clang-format off */

static const struct section_row {
	const char *name;
	bool named;                        /* [name "x"] */
	void *(*object)(struct reading *);
} section_rows[] = {
	{ "pack", false, object_config }, { "gate", true, object_gate },
	{ "rule", true, object_rule },    { "waiver", true, object_waiver },
	{ "plan", false, object_config }, { "define", false, object_config },
	{ "seal", false, object_config }, { "trust", false, object_config },
	{ "check", true, object_check },  { "role", true, object_role },
	{ "limit", false, object_config },
};

static const struct key_row key_rows[] = {
	{ "pack", "name", set_text, TEXT_OF(config, name), false },
	{ "pack", "plans", add_plans, 0, false },
	{ "pack", "exclude", add_exclude, 0, false },
	{ "pack", "evidence", add_evidence, 0, false },
	{ "pack", "scope", add_scope, 0, false },
	{ "pack", "out", set_out, 0, false },
	{ "pack", "templates", set_text, TEXT_OF(config, templates), true },

	{ "gate", "allow", set_allow, 0, false },
	{ "gate", "max", set_max, 0, false },
	{ "gate", "strength", set_gate_strength, 0, false },
	{ "gate", "require", set_require, 0, false },

	{ "rule", "item", set_text, TEXT_OF(config_rule, item), false },
	{ "rule", "plan", set_text, TEXT_OF(config_rule, plan), false },
	{ "rule", "evidence", add_rule_evidence, 0, false },
	{ "rule", "format", set_text, TEXT_OF(config_rule, format), false },
	{ "rule", "scope", add_rule_scope, 0, false },
	{ "rule", "max-age", set_max_age, 0, false },
	{ "rule", "strength", set_rule_strength, 0, false },

	{ "check", "sql", set_sql, 0, false },
	{ "check", "item", set_text, TEXT_OF(config_check, item), false },
	{ "check", "plan", set_text, TEXT_OF(config_check, plan), false },

	{ "waiver", "item", set_text, TEXT_OF(config_waiver, item), false },
	{ "waiver", "plan", set_text, TEXT_OF(config_waiver, plan), false },
	{ "waiver", "reason", set_text, TEXT_OF(config_waiver, reason), false },
	{ "waiver", "owner", set_text, TEXT_OF(config_waiver, owner), false },
	{ "waiver", "approver", set_text, TEXT_OF(config_waiver, approver), false },
	{ "waiver", "expires", set_expires, 0, false },

	{ "role", "signer", add_signer, 0, false },
	{ "role", "quorum", set_quorum, 0, false },

	{ "plan", "discover", set_discover, 0, false },
	{ "plan", "template", add_plan_key, 0, false },
	{ "plan", "mark", add_plan_key, 0, false },
	{ "plan", "word", add_plan_key, 0, false },
	{ "plan", "heading", add_plan_key, 0, false },
	{ "plan", "judge", add_plan_key, 0, false },
	{ "plan", "encoding", add_plan_key, 0, false },
	{ "plan", "level", add_plan_key, 0, false },
	{ "plan", "tolerance", add_plan_key, 0, false },
	{ "define", "*", add_plan_key, 0, false },

	{ "limit", "artifact-size", set_artifact_size, 0, false },
	{ "limit", "evidence-size", set_evidence_size, 0, false },
	{ "limit", "check-steps", set_check_steps, 0, false },

	{ "seal", "compression", set_text, TEXT_OF(config, compression), false },
	{ "seal", "key", set_text, TEXT_OF(config, seal_key), true },
	{ "trust", "dir", set_text, TEXT_OF(config, trust_dir), true },
};

/* plans.md section 18 */
static const struct span default_excludes[] = {
	SPAN_INIT("**/node_modules/**"), SPAN_INIT("**/vendor/**"),
	SPAN_INIT("**/templates/**"),    SPAN_INIT("**/.github/**"),
	SPAN_INIT("**/changelog*"),      SPAN_INIT("**/*release*notes*"),
	SPAN_INIT("**/*template*"),
};

/* clang-format on */

/* ---- reading ------------------------------------------------------------ */

static int too_many(struct reading *r)
{
	err_set(r->err, ERR_USAGE, "more than %d gates, rules, checks, roles and waivers",
		LIMIT_CONFIG_NAMED);
	at_line(r, r->section->line);
	return err_fix(r->err, "let one rule select several items");
}

static int unknown_section(struct reading *r)
{
	const char *near = NULL;
	size_t best = 3;

	for (size_t i = 0; i < COUNT(section_rows); i++) {
		size_t d =
			span_distance(r->section->name, span_of(section_rows[i].name));

		if (d < best) {
			best = d;
			near = section_rows[i].name;
		}
	}
	err_set(r->err, ERR_USAGE, "there is no section [%.*s]",
		SPAN_ARG(r->section->name));
	at_line(r, r->section->line);
	if (near)
		return err_fix(r->err, "did you mean [%s]?", near);
	return err_fix(r->err,
		       "sections are pack, gate, rule, check, waiver, role, plan, define, "
		       "limit, seal");
}

static int unknown_key(struct reading *r)
{
	const char *near = NULL;
	size_t best = 3;

	for (size_t i = 0; i < COUNT(key_rows); i++) {
		size_t d = span_distance(r->entry->key, span_of(key_rows[i].key));

		if (d < best && span_is(r->section->name, key_rows[i].section)) {
			best = d;
			near = key_rows[i].key;
		}
	}
	err_set(r->err, ERR_USAGE, "[%.*s] has no key \"%.*s\"",
		SPAN_ARG(r->section->name), SPAN_ARG(r->entry->key));
	at_line(r, r->entry->line);
	if (near)
		return err_fix(r->err, "did you mean \"%s\"?", near);
	return err_fix(r->err, "remove it; docs/configuration.md lists the keys");
}

static const struct section_row *section_row_of(struct span name)
{
	for (size_t i = 0; i < COUNT(section_rows); i++)
		if (span_is(name, section_rows[i].name))
			return &section_rows[i];
	return NULL;
}

/* A section without a single key counts too: [gate "strict"] makes a profile. */
static int read_section(struct reading *r)
{
	const struct section_row *row = section_row_of(r->section->name);

	if (!row)
		return unknown_section(r);
	if (row->named != (r->section->sub.len > 0)) {
		err_set(r->err, ERR_USAGE, "[%.*s] %s", SPAN_ARG(section_text(r)),
			row->named ? "needs a name" : "takes no name");
		at_line(r, r->section->line);
		return err_fix(r->err,
			       row->named ? "write [%s \"name\"]" : "write [%s]",
			       row->name);
	}
	if (r->config->gates.count + r->config->rules.count + r->config->checks.count +
		    r->config->waivers.count + r->config->roles.count >
	    LIMIT_CONFIG_NAMED)
		return too_many(r);
	row->object(r);
	return 0;
}

static int read_key(struct reading *r)
{
	for (size_t i = 0; i < COUNT(key_rows) && !r->row; i++)
		if (span_is(r->section->name, key_rows[i].section) &&
		    (span_is(r->entry->key, key_rows[i].key) ||
		     span_is(SPAN_LIT("*"), key_rows[i].key)))
			r->row = &key_rows[i];
	if (!r->row)
		return unknown_key(r);
	if (r->entry->value.len == 0) {
		err_set(r->err, ERR_USAGE, "\"%.*s\" has no value",
			SPAN_ARG(r->entry->key));
		at_line(r, r->entry->line);
		return err_fix(r->err, "write %.*s = VALUE, or remove the line",
			       SPAN_ARG(r->entry->key));
	}
	if (r->row->operator_only &&
	    refused(r, r->entry->value, "is the operator's word alone"))
		return 0;
	r->object = section_row_of(r->section->name)->object(r);
	return r->row->set(r, r->entry->value);
}

/* A rule that asks for nothing, or of nobody, would be a rule that always holds. */
static int check_rules(struct config *config, struct err *err)
{
	for (size_t i = 0; i < config->rules.count; i++) {
		const struct config_rule *rule = &config->rules.at[i];

		if (rule->item.len > 0 || rule->plan.len > 0)
			continue;
		err_set(err, ERR_USAGE, "rule \"%.*s\" selects no item",
			SPAN_ARG(rule->name));
		err_at(err, (struct pos){ config->path, rule->line, 0 });
		return err_fix(err,
			       "give it item = ID, or item = PATTERN over item texts");
	}
	return 0;
}

/* Items name a check as "Check: `name`", so it must be one that they can. */
static int check_names(struct config *config, struct err *err)
{
	for (size_t i = 0; i < config->checks.count; i++) {
		const struct config_check *check = &config->checks.at[i];

		if (config_is_check_name(check->name))
			continue;
		err_set(err, ERR_USAGE, "[check \"%.*s\"] is no name of a check",
			SPAN_ARG(span_sub(check->name, 0, 80)));
		err_at(err, (struct pos){ config->path, check->line, 0 });
		return err_fix(err, "use a-z, 0-9 and dashes, one dash at least: "
				    "no-critical");
	}
	return 0;
}

void config_default(struct config *out, struct arena *arena)
{
	*out = (struct config){ .out = SPAN_LIT("site/report") };
	for (size_t i = 0; i < COUNT(default_excludes); i++)
		*LIST_ADD(arena, &out->exclude) = default_excludes[i];
	out->limits = (struct config_limits){ LIMIT_ARTIFACT_BYTES, LIMIT_RUN_BYTES,
					      LIMIT_SQL_STEPS };
	*LIST_ADD(arena, &out->evidence) = SPAN_LIT("evidence");
	gate_named(out, SPAN_LIT("default"), arena);
	gate_named(out, SPAN_LIT("release"), arena);
}

int config_read(struct config *out, struct span path, struct span bytes,
		enum config_origin origin, struct arena *arena, struct err *err)
{
	struct kv kv;
	int rc = kv_parse(&kv, path, bytes, arena, err);

	if (rc < 0)
		return rc;
	out->path = arena_copy(arena, path);
	out->origin = origin;
	digest_sha256_hex(bytes, out->sha256);
	for (size_t i = 0; i < kv.sections.count; i++) {
		struct reading r = { out, &kv.sections.at[i], NULL, NULL, NULL, arena,
				     err };

		rc = read_section(&r);
		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < kv.entries.count; i++) {
		const struct kv_entry *entry = &kv.entries.at[i];
		struct reading r = { out,   &kv.sections.at[entry->section],
				     entry, NULL,
				     NULL,  arena,
				     err };

		rc = read_key(&r);
		if (rc < 0)
			return rc;
	}
	rc = check_rules(out, err);
	return rc < 0 ? rc : check_names(out, err);
}

const struct config_gate *config_gate_of(const struct config *config, struct span name)
{
	for (size_t i = 0; i < config->gates.count; i++)
		if (span_eq(config->gates.at[i].name, name))
			return &config->gates.at[i];
	return NULL;
}

bool config_selects(struct span item_selector, struct span plan_selector,
		    struct span plan_path, const struct item *item)
{
	if (item_selector.len == 0 && plan_selector.len == 0)
		return false;
	if (plan_selector.len > 0 && !glob_match(plan_selector, plan_path, GLOB_NOCASE))
		return false;
	return item_selector.len == 0 || span_eq(item_selector, item->id) ||
	       (item->declared_id.len > 0 &&
		span_eq_nocase(item_selector, item->declared_id)) ||
	       glob_match(item_selector, item->plain, GLOB_NOCASE | GLOB_TEXT);
}
