/*
 * topics.h - what a heading, or the words just before a list, make of the list.
 *
 * Stems in all languages of plans.md sections 6.1 to 6.5, 9.6 and 10.1.
 */
#ifndef PLAN_TOPICS_H
#define PLAN_TOPICS_H

#include "base/span.h"
#include "model/plan.h"

/* "Components (to be created)": what stands below is not there yet. */
bool topic_is_future(struct span folded);

/* enum topic bits (plan/reading.h) of a heading's folded text, without glyphs. */
unsigned topics_of_heading(struct span folded);

/*
 * "After the launch", "Next steps", "Definition of done": what stands below is for
 * later, or asked of every piece of work, and not of this one now.
 */
bool topic_is_later(struct span folded);

/* Whether the words ask for something instead of saying that it is so. */
bool topic_is_conditional(struct span folded);

/* A heading that says under what condition something holds, not that it does. */
bool topic_is_open_condition(struct span folded);

/* The same of a paragraph or bold line that introduces a list; 0: it says nothing. */
unsigned topics_of_lead(struct span folded);

/* Topics that lower headings take over from higher ones. */
unsigned topics_inherited(unsigned topics);

/* "Done", "Complete (3)", "In progress": nothing but a state; CLAIM_NONE otherwise. */
enum claim topic_bucket(struct span folded);

/* "Legend", "Key" in front of folded text: its bytes, or 0. */
size_t topic_legend_label(struct span folded);

/* Labels of status lines: "status", "ready for deployment", "decision". */
bool topic_is_status_label(struct span folded);

/* Those of them that ask whether it is ready: "yes" is no "done" there. */
bool topic_asks_ready(struct span folded);

/* plans.md section 6.7 in an item's own words; false, and *level untouched,
 * where they say none.
 */
bool topic_level(struct span folded, enum item_level *level);

#endif
