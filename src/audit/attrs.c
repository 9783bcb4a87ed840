#include "audit/attrs.h"

#include "audit/require.h"
#include "base/limits.h"
#include "base/table.h"

struct attrs {
	struct fresh *fresh;
	struct arena *arena;
	struct table *rules; /* by age and scope as written */
	size_t scopes;
};

/* A rule made of attributes, and what is wrong with them. */
struct own_rule {
	struct config_rule rule;
	const char *age_trouble, *scope_trouble; /* NULL: none */
	bool asks;
};

struct attrs *attrs_new(struct fresh *fresh, struct arena *arena)
{
	struct attrs *attrs = ARENA_NEW(arena, struct attrs);

	attrs->fresh = fresh;
	attrs->arena = arena;
	attrs->rules = table_new(arena);
	return attrs;
}

static void add_patterns(struct attrs *attrs, struct config_rule *rule,
			 struct span text)
{
	size_t start = 0;

	for (size_t i = 0; i <= text.len; i++) {
		if (i < text.len && text.ptr[i] != ' ' && text.ptr[i] != ',' &&
		    text.ptr[i] != '\t')
			continue;
		if (i > start)
			*LIST_ADD(attrs->arena, &rule->scope) =
				span_sub(text, start, i - start);
		start = i + 1;
	}
}

static void read_scope(struct attrs *attrs, struct own_rule *own, struct span text)
{
	if (attrs->scopes == LIMIT_PLAN_SCOPES) {
		own->scope_trouble = "more scopes than are looked at";
		return;
	}
	attrs->scopes++;
	add_patterns(attrs, &own->rule, text);
	if (own->rule.scope.count == 0 ||
	    (attrs->fresh && !fresh_scope_has_any(attrs->fresh, &own->rule))) {
		own->rule.scope.count = 0;
		own->scope_trouble = "no file of the tree is in it";
	}
}

static const struct own_rule *find_rule(struct attrs *attrs, const struct item *item)
{
	struct span age = item->attrs.max_age, scope = item->attrs.scope;
	struct own_rule *own;
	void **slot;

	if (age.len == 0 && scope.len == 0)
		return NULL;
	slot = table_slot(attrs->rules, arena_printf(attrs->arena, "%.*s\n%.*s",
						     SPAN_ARG(age), SPAN_ARG(scope)));
	if (*slot)
		return *slot;
	*slot = own = ARENA_NEW(attrs->arena, struct own_rule);
	if (scope.len > 0)
		read_scope(attrs, own, scope);
	if (age.len > 0 && !config_duration(age, &own->rule.max_age_s))
		own->age_trouble = "it is no duration like 7d";
	own->asks = own->rule.scope.count > 0 || own->rule.max_age_s > 0;
	return own;
}

const struct config_rule *attrs_rule(struct attrs *attrs, const struct item *item)
{
	const struct own_rule *own = find_rule(attrs, item);

	return own && own->asks ? &own->rule : NULL;
}

enum strength attrs_strength(const struct item *item)
{
	enum strength strength = STRENGTH_CLAIMED;

	config_strength(item->attrs.strength, &strength);
	return strength;
}

static void say(struct attrs *attrs, struct plan *plan, size_t index, const char *key,
		struct span value, const char *why)
{
	const struct item *item = &plan->items.at[index];

	*LIST_ADD(attrs->arena, &plan->findings) = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("P-ATTR")),
		.path = plan->path,
		.line = item->line,
		.column = item->column,
		.item = index,
		.other_item = ITEM_NONE,
		.message = arena_printf(attrs->arena, "%s=%.*s: %s", key,
					SPAN_ARG(span_sub(value, 0, 80)), why),
	};
}

static void refuse(struct judgement *out, struct attrs *attrs, struct plan *plan,
		   size_t index, const char *key, struct span value, const char *why)
{
	struct requirement *new = LIST_ADD(attrs->arena, &out->requirements);

	say(attrs, plan, index, key, value, why);
	require_unmet(new,
		      arena_printf(attrs->arena, "%s=%.*s", key,
				   SPAN_ARG(span_sub(value, 0, 80))),
		      out->needs, OUTCOME_UNBINDABLE, REASON_NO_RULE);
	new->basis = BASIS_DECLARED;
	new->line = plan->items.at[index].line;
	new->actual = span_of(why);
}

/* No signature over evidence is checked yet, so nobody's can be there. */
static void want_signature(struct judgement *out, struct attrs *attrs,
			   struct plan *plan, size_t index)
{
	struct span signer = plan->items.at[index].attrs.signer;
	struct requirement *new = LIST_ADD(attrs->arena, &out->requirements);

	say(attrs, plan, index, "signer", signer,
	    "signatures over evidence are not checked by this version, so this is not "
	    "met");
	require_unmet(new,
		      arena_printf(attrs->arena, "signed by %.*s",
				   SPAN_ARG(span_sub(signer, 0, 80))),
		      out->needs, OUTCOME_ABSENT, REASON_MISSING);
	new->basis = BASIS_DECLARED;
	new->line = plan->items.at[index].line;
	new->expected = SPAN_LIT("a signature that was checked");
	new->actual =
		SPAN_LIT("signatures over evidence are not checked by this version");
}

void attrs_hold(struct judgement *out, struct attrs *attrs, struct plan *plan,
		size_t index, bool takes_evidence)
{
	const struct item_attrs *said = &plan->items.at[index].attrs;
	const struct own_rule *own;
	enum strength strength;

	if (!takes_evidence) {
		static const char none[] = "it has no effect on an item like this one";

		if (said->max_age.len > 0)
			say(attrs, plan, index, "max-age", said->max_age, none);
		if (said->scope.len > 0)
			say(attrs, plan, index, "scope", said->scope, none);
		if (said->strength.len > 0)
			say(attrs, plan, index, "strength", said->strength, none);
		if (said->signer.len > 0)
			say(attrs, plan, index, "signer", said->signer, none);
		return;
	}
	own = find_rule(attrs, &plan->items.at[index]);
	if (own && own->age_trouble)
		refuse(out, attrs, plan, index, "max-age", said->max_age,
		       own->age_trouble);
	if (own && own->scope_trouble)
		refuse(out, attrs, plan, index, "scope", said->scope,
		       own->scope_trouble);
	if (said->strength.len > 0 && !config_strength(said->strength, &strength))
		refuse(out, attrs, plan, index, "strength", said->strength,
		       "it is none of S0 to S5");
	if (said->signer.len > 0)
		want_signature(out, attrs, plan, index);
}
