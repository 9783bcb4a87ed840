/*
 * settings.h - [plan] of muster.conf, where it changes how a plan is read:
 * plans.md section 18.
 */
#ifndef PLAN_SETTINGS_H
#define PLAN_SETTINGS_H

#include "plan/reading.h"

enum plan_encoding_mode { ENCODING_REPAIR, ENCODING_REPORT, ENCODING_REFUSE };

struct custom_mark {
	struct span mark; /* as it stands in a box, or as a folded word */
	enum claim claim;
};

struct plan_rules {
	LIST(struct custom_mark) marks; /* mark = "- dropped" */
	LIST(struct custom_mark) words; /* word = "done abgenommen" */
	LIST(struct span)
	criteria, deliverables, ignored; /* heading = "criteria ..." */
	bool read_templates;
	bool level_said;
	enum item_level level;
	bool judge_said;
	bool judged[ITEM_KINDS];
	enum plan_encoding_mode encoding;
	int64_t tolerance_bp; /* of "about 300 lines"; 2000 where nothing is said */
};

/* ERR_USAGE for a mark, word, kind or level that is none. */
int settings_read(struct plan_rules *out, const struct plan_options *options,
		  struct arena *arena, struct err *err);

/* What the author's organisation says of a box's mark; false: nothing. */
bool settings_mark(const struct plan_rules *rules, struct span mark, enum claim *out);

/* The same of a whole cell or status, folded. */
bool settings_word(const struct plan_rules *rules, struct span folded, enum claim *out);

/* Topics of a heading that the configuration names; 0: none. */
unsigned settings_topics(const struct plan_rules *rules, struct span folded);

/* Levels and kinds, once all items are read. */
void settings_apply(struct reading *r);

#endif
