/*
 * attrs.h - what an item's author asks of its evidence, over what the profile and
 * the rules ask: max-age, scope, strength, signer (plans.md section 17).
 *
 * They can only make it harder to be verified.  A value that cannot be read, or
 * that nothing here can meet, is said (P-ATTR) and becomes a requirement that is
 * not met: an attribute is never passed over.
 */
#ifndef AUDIT_ATTRS_H
#define AUDIT_ATTRS_H

#include "audit/config.h"
#include "audit/fresh.h"
#include "model/report.h"

struct attrs;

/* `fresh` may be NULL: then no scope is looked at.  All in `arena`. */
struct attrs *attrs_new(struct fresh *fresh, struct arena *arena);

/*
 * Age and scope as a rule without a name, the same for the same words; NULL: the
 * item asks for neither.  What cannot be read is not in it: attrs_hold() says so.
 */
const struct config_rule *attrs_rule(struct attrs *attrs, const struct item *item);

/* The strength it asks for; STRENGTH_CLAIMED where it asks for none. */
enum strength attrs_strength(const struct item *item);

/*
 * Add the requirements that nothing can meet, and findings to the plan.
 * `takes_evidence`: false for sign-offs and tallies, where the attributes mean
 * nothing.
 */
void attrs_hold(struct judgement *out, struct attrs *attrs, struct plan *plan,
		size_t item, bool takes_evidence);

#endif
