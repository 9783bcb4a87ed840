/*
 * signoff.h - sign-off fields: who, when, and which decision: plans.md section 10.
 */
#ifndef PLAN_SIGNOFF_H
#define PLAN_SIGNOFF_H

#include "plan/reading.h"

/* "Role: ____ Date: ____", with a word that only sign-offs have. */
bool signoff_is_field(struct span plain, struct arena *arena);

/* "Approved-by: R. Silva <rs@e.org>" and its like. */
bool signoff_is_trailer(struct span plain, struct arena *arena);

/*
 * "Tech lead: Ana Lima - approved 2026-01-03", "QA: pending", "Legal - signed" where
 * sign-offs are listed: a role or what is approved, and then a state, a blank, or a
 * name.  `loose`: in a list, where what states something may have any words before it.
 */
bool signoff_is_line(struct reading *r, struct span plain, bool loose);

/* "Product owner ________" where sign-offs are listed. */
bool signoff_is_blank_line(struct reading *r, struct span plain);

/* "QA lead [box]" there: the box stands behind the role. */
bool signoff_is_marked(struct reading *r, struct span plain);

/* "Name: ____", "Signature: ____": a field of whoever is named above it. */
bool signoff_names_field(struct span plain, struct arena *arena);

/*
 * Where sign-offs are listed: the line above `line` that says whose field stands
 * there, "**QA lead**", or else the section's heading; 0: other words stand between.
 */
unsigned signoff_role_above(struct reading *r, unsigned line, struct span *role);

/* Only fields of the sign-off above: "Signature: ____ Date: ____". */
bool signoff_is_continuation(struct span plain, struct arena *arena);

/* "Launch approval", "Freigabe": folded words that name what is approved. */
bool signoff_names_approval(struct span folded);

/*
 * "Management sign-off obtained", "Plan approved by the CTO": what a box is about that
 * somebody has to consent to.
 */
bool signoff_is_statement(struct span folded);

/* "Approved", "rejected", "pending signature": what somebody says, in folded words. */
bool signoff_is_given(struct span folded);

/* "Product:" with nothing behind it. */
bool signoff_is_bare_role(struct span plain);

/* The same, and no "Conditions:" or "Signatures:" that others follow. */
bool signoff_is_role_alone(struct reading *r, struct span plain);

/*
 * "Approved by:" with nothing behind it, and the lines below it: a name, a role, a
 * date, each on its own (item_note.awaits).  False: the line is none of them.
 */
bool signoff_awaits(struct span plain, struct arena *arena);
bool signoff_take_line(struct reading *r, size_t item, struct span plain);

/* "Responsible:" with nothing behind it, in a section about a decision. */
bool signoff_is_decider(struct reading *r, struct span plain);

/*
 * Fill item->signoff from its text; `has_box` and the claim that the box made
 * decide with it what is claimed.  Findings P-SIGN-*.
 */
void signoff_fill(struct reading *r, size_t item, struct span plain, bool has_box);

/* The same, whose role stands elsewhere. */
void signoff_of_role(struct reading *r, size_t item, struct span role);

/* The same for one that stands on its own line below a sign-off. */
void signoff_continue(struct reading *r, size_t item, struct span plain);

/*
 * Whether a form's key asks who approves: "Approved by"; `listed`: where sign-offs are,
 * a role does, too.
 */
bool signoff_asks_pair(struct reading *r, struct span key, bool listed);

/* The cells of a table row, as people see them. */
struct signoff_cells {
	struct span role, name, signature, date;
	struct span hand;         /* what stands in another column to sign in */
	bool named, dated, signs; /* the table has such a column */
	bool stated; /* the signature is the row's state, and nobody's name */
};

/*
 * The row of a table; item->claim is what its state says.  A state that is pending
 * or blank beats a name and a date beside it.
 */
void signoff_row(struct reading *r, size_t item, const struct signoff_cells *cells);

/* "DECISION: [ ] GO [ ] DEFER": options of one sign-off (section 10.4). */
void signoff_choices(struct reading *r, size_t item, struct span source);

/* "Security Lead" to "security-lead". */
struct span signoff_slug(struct arena *arena, struct span role);

/* Underscores, dots, "[Name]", "TBD", "-": nobody yet. */
bool signoff_is_blank(struct span value, struct arena *arena);

/* What the fields, once complete, say: findings and the claim. */
void signoff_settle(struct reading *r, size_t item, bool has_box);

/* Two boxes or more inside one line: "[ ] GO  [ ] NO-GO". */
bool signoff_has_choices(struct span source);

/* The choice among them is the decision of this sign-off, which stands above. */
void signoff_decide(struct reading *r, size_t index, struct span source);

#endif
