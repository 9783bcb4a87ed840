#include "model/finding.h"

const char *const finding_level_word[FINDING_LEVELS] = { "note", "warning", "error" };

/* clang-format off: tables keep one row a line */

/* Sorted by code in byte order; test_finding.c checks it. */
const struct finding_rule finding_rules[] = {
	{ "C1", "plan-conflict", FINDING_ERROR, true, "The same thing is claimed in two states", "make both places say the same" },
	{ "C10", "plan-conflict", FINDING_ERROR, true, "Two statuses of the document disagree", "keep one status, at the top" },
	{ "C11", "hedge", FINDING_WARNING, false, "A done item's own body says that something is missing", "untick it, or finish what the note says" },
	{ "C12", NULL, FINDING_WARNING, false, "A later step is done while an earlier one is open", "tick the earlier step, or say why the order does not matter" },
	{ "C13", NULL, FINDING_WARNING, false, "One metric has two targets", "keep one target" },
	{ "C14", NULL, FINDING_NOTE, false, "A date lies after the commit that wrote it", "correct the date" },
	{ "C15", NULL, FINDING_WARNING, false, "An item names a file that the plan lists as missing", "bring the two places together" },
	{ "C16", "count-mismatch", FINDING_WARNING, false, "A number in words differs from what is listed", "correct the number" },
	{ "C17", NULL, FINDING_NOTE, false, "The owner of a sign-off differs between two places", "name one owner" },
	{ "C18", "plan-conflict", FINDING_ERROR, true, "A blocker is ticked while the decision says go", "clear the blocker, or change the decision" },
	{ "C19", NULL, FINDING_NOTE, false, "A status lags behind what lies below it", "update the status" },
	{ "C2", "maybe-conflict", FINDING_WARNING, false, "A similar thing is claimed in another state", "if it is the same thing, make both places agree" },
	{ "C20", "maybe-conflict", FINDING_WARNING, false, "Two plans claim one path in different states", "make both plans agree" },
	{ "C3", "parent-ahead", FINDING_ERROR, true, "A parent is ticked over an open child", "untick the parent until its children are done" },
	{ "C3b", NULL, FINDING_NOTE, false, "All children are done, the parent is open", "tick the parent" },
	{ "C4", "parent-ahead", FINDING_ERROR, true, "A section or document is claimed done over open items", "correct the claim, or finish the items" },
	{ "C4q", "maybe-conflict", FINDING_WARNING, false, "A claim that is conditional, or may be none, stands over open items", "finish the items, or say that it is not ready" },
	{ "C5", "plan-conflict", FINDING_ERROR, true, "Approval is claimed while a sign-off is open", "remove the claim until everybody has signed" },
	{ "C6", NULL, FINDING_ERROR, true, "A sign-off is ticked with a blank name or date, or an impossible date", "fill in name and date, or untick it" },
	{ "C6b", NULL, FINDING_NOTE, false, "A sign-off is older than the document it signs", "sign the document as it is now" },
	{ "C7", "tick-vs-text", FINDING_ERROR, true, "Mark and words of one item disagree", "make them agree; the weaker one counts" },
	{ "C8", "count-mismatch", FINDING_ERROR, true, "A tally differs from what it counts", "correct the tally" },
	{ "C9", NULL, FINDING_ERROR, true, "A done item states a value that misses its own target", "untick it, or correct the value" },
	{ "P-ANCHOR", NULL, FINDING_WARNING, false, "A link to a heading that is not there", "correct the anchor" },
	{ "P-ANNOT", NULL, FINDING_ERROR, false, "An annotation that cannot be read", "see docs/writing-plans.md for the notation" },
	{ "P-ATTR", NULL, FINDING_WARNING, false, "An attribute nobody knows", "correct or remove it" },
	{ "P-BIDI", NULL, FINDING_WARNING, false, "Bidirectional control characters, which can disguise a state", "remove them" },
	{ "P-BINARY", NULL, FINDING_ERROR, false, "A plan with NUL bytes or over the size limit is not read", "save it as text, or split it" },
	{ "P-BLANK", NULL, FINDING_NOTE, false, "A value is still blank", "fill it in" },
	{ "P-BOX-FORM", NULL, FINDING_WARNING, false, "A box that is not well formed", "write it as \"- [ ] text\" or \"- [x] text\"" },
	{ "P-BOX-MARK", NULL, FINDING_WARNING, false, "A mark in a box that has no agreed meaning", "use x or a space, or define it under [plan] mark" },
	{ "P-DUP", NULL, FINDING_WARNING, false, "The same item stands here more than once", "remove one, or tell them apart in words" },
	{ "P-ENC-INVALID", NULL, FINDING_WARNING, false, "The file is not valid UTF-8", "save it as UTF-8" },
	{ "P-ENC-MOJIBAKE", NULL, FINDING_WARNING, false, "The text was decoded with the wrong charset and saved", "muster items --repair FILE prints the repaired text" },
	{ "P-ENC-SUSPECT", NULL, FINDING_WARNING, false, "Some characters look damaged, too few to be sure", "look at them and correct them by hand" },
	{ "P-ENC-UTF16", NULL, FINDING_NOTE, false, "The file is UTF-16", "save it as UTF-8" },
	{ "P-EOL-MIXED", NULL, FINDING_NOTE, false, "Line ends of several kinds", "let the editor save with one kind" },
	{ "P-ID-BAD", NULL, FINDING_ERROR, false, "An id with characters that ids cannot have", "use a-z, 0-9, dot, dash and underscore" },
	{ "P-ID-DUP", NULL, FINDING_ERROR, false, "Two items declare the same id", "give each its own" },
	{ "P-IN-CODE", NULL, FINDING_NOTE, false, "Boxes inside code do not count", "move them out of the code block if they should" },
	{ "P-LIMIT", NULL, FINDING_ERROR, false, "A limit was hit: the reading is incomplete", "break the line, or split the plan" },
	{ "P-META-STALE", NULL, FINDING_NOTE, false, "\"Last updated\" is older than the last change", "update the date" },
	{ "P-NUM-AMBIG", NULL, FINDING_WARNING, false, "A number with two readings", "write it without thousands separators" },
	{ "P-QUALIFIED", NULL, FINDING_NOTE, false, "The claim carries words that weaken it", "finish it, or leave it unticked" },
	{ "P-REF-AMBIG", NULL, FINDING_WARNING, false, "A reference that fits several files", "write the whole path" },
	{ "P-REF-CASE", NULL, FINDING_WARNING, false, "A path in other upper and lower case than the file's", "write it as the file is named" },
	{ "P-REF-EXTERNAL", NULL, FINDING_NOTE, false, "A reference outside this repository cannot be checked offline", "keep a copy of the evidence in the repository" },
	{ "P-REF-IGNORED", NULL, FINDING_WARNING, false, "The file named is ignored by git, so no auditor can see it", "commit it, or put it under an evidence root in CI" },
	{ "P-REF-MISSING", NULL, FINDING_WARNING, false, "The file named is not in the tree", "correct the path" },
	{ "P-REF-MOVED", NULL, FINDING_WARNING, false, "The file is there, at another path", "correct the path" },
	{ "P-REF-REMOVED", NULL, FINDING_WARNING, false, "The file was there and has been removed", "bring it back, or correct the plan" },
	{ "P-SECRET", NULL, FINDING_ERROR, false, "A plan holds what looks like a secret", "rotate it, and take it out of the plan" },
	{ "P-SIGN-BLANK", NULL, FINDING_ERROR, true, "A sign-off is ticked, name or date are blank", "fill them in, or untick it" },
	{ "P-SIGN-CHOICE", NULL, FINDING_ERROR, true, "Several options of one decision are ticked", "leave one" },
	{ "P-SIGN-DATE", NULL, FINDING_WARNING, false, "The date of a sign-off cannot be read", "write it as YYYY-MM-DD" },
	{ "P-SIGN-NOBOX", NULL, FINDING_NOTE, false, "A sign-off has a name or date, but no tick", "tick it in a signed commit" },
	{ "P-TALLY-UNSCOPED", NULL, FINDING_NOTE, false, "A number that counts nothing in this plan", "say what it counts" },
	{ "P-TEMPLATE", NULL, FINDING_NOTE, false, "The plan is a template: read, not judged", "name it under [pack] plans to have it judged" },
	{ "P-THR-SYMBOLIC", NULL, FINDING_NOTE, false, "A threshold without a number", "define it under [define] in muster.conf" },
	{ "P-UNIT", NULL, FINDING_WARNING, false, "The test is close enough for 1000 or 1024 to matter", "say which unit is meant" },
	{ "broken-link", NULL, FINDING_WARNING, false, "Links of a cited document lead nowhere", "correct them, or commit what they lead to" },
	{ "check-failed", NULL, FINDING_ERROR, false, "A check in SQL could not be answered", "correct its SQL: docs/checks.md says what a check may do" },
	{ "check-missing", NULL, FINDING_ERROR, false, "There is no SQL for a check", "correct the name, or put its SQL below checklists/checks/" },
	{ "check-unmatched", NULL, FINDING_ERROR, false, "A check that nothing uses", "correct its item or plan, or let an item name it" },
	{ "cited-but-untracked", NULL, FINDING_WARNING, false, "A cited file is only in the working tree", "commit it, or put it under an evidence root" },
	{ "config-widens", NULL, FINDING_ERROR, false, "The tree's configuration tries to widen trust or limits; the default stands", "put it into the operator's --config FILE" },
	{ "dirty-checkout", NULL, FINDING_WARNING, false, "The working tree differs from the audited commit", "commit, or audit a clean checkout" },
	{ "evidence-signature", NULL, FINDING_WARNING, false, "A signature of evidence does not hold over its bytes", "sign the evidence again as it is, or bring back what was signed" },
	{ "no-plan", NULL, FINDING_WARNING, false, "No plan was found", "add a checklist below checklists/, or name your plans under [pack] plans in muster.conf" },
	{ "no-required-item", NULL, FINDING_ERROR, false, "No required item was judged", "add boxes to a plan, or name the right plans" },
	{ "no-shared-words", NULL, FINDING_NOTE, false, "Evidence passes, but shares no word with the item", "look whether it is about this item" },
	{ "object-missing", NULL, FINDING_WARNING, false, "An object of the commit is not in this clone", "fetch it: git fetch --refetch, or clone without a filter" },
	{ "packed-unseen", NULL, FINDING_NOTE, false, "Packed evidence could not be looked into: its copy is withheld", "commit the reports themselves, or pack them as zip, tar or gzip" },
	{ "pattern-unmatched", NULL, FINDING_ERROR, false, "A configured pattern matches nothing", "correct or remove it" },
	{ "plan-link", NULL, FINDING_WARNING, false, "A plan that is a symbolic link is not read", "put the file itself there" },
	{ "plan-unreadable", NULL, FINDING_ERROR, false, "A plan could not be read whole", "\"muster items --findings PLAN\" shows where" },
	{ "replaced-objects", NULL, FINDING_WARNING, false, "The repository has replace refs or grafts: git log may show something else", "audit a fresh clone" },
	{ "role-unmatched", NULL, FINDING_ERROR, false, "A configured role has no sign-off field", "correct its name, or remove it" },
	{ "rule-unmatched", NULL, FINDING_ERROR, false, "A rule selects no item", "correct its item or plan" },
	{ "secret-found", NULL, FINDING_WARNING, false, "Evidence holds what looks like a secret: its copy is withheld", "rotate it, and keep it out of the evidence" },
	{ "secret-in-name", NULL, FINDING_WARNING, false, "The name of a file holds what looks like a secret", "rotate it, and rename the file" },
	{ "shallow-history", NULL, FINDING_WARNING, false, "History ends at a shallow boundary", "git fetch --unshallow; in CI: fetch-depth 0" },
	{ "tree-limit", NULL, FINDING_ERROR, false, "The tree is larger or deeper than is read", "audit a smaller repository" },
	{ "tree-malformed", NULL, FINDING_ERROR, false, "A tree entry with an impossible name or mode was left out", "git fsck tells more" },
	{ "trust-unreadable", NULL, FINDING_WARNING, false, "The tree's own trust file cannot be read", "correct the line; --trust DIR names one outside the tree" },
	{ "untracked-link", NULL, FINDING_NOTE, false, "A symbolic link under an evidence root is not followed", "put the file itself there" },
	{ "waiver-ends-soon", NULL, FINDING_WARNING, false, "A waiver ends within two weeks", "renew it, or fix what it covers" },
	{ "waiver-expired", NULL, FINDING_ERROR, false, "A waiver has expired", "renew it, or fix what it covers" },
	{ "waiver-invalid", NULL, FINDING_ERROR, false, "A waiver lacks what it needs", "give item, owner, another approver, reason and expiry" },
	{ "waiver-orphan", NULL, FINDING_ERROR, false, "A waiver matches no item", "correct its item, or remove it" },
	{ "waiver-unneeded", NULL, FINDING_NOTE, false, "A waiver covers an item that does not need one", "remove it" },
};

/* clang-format on */

const size_t finding_rule_count = sizeof(finding_rules) / sizeof(finding_rules[0]);

const char *finding_certainty(const struct finding_rule *rule)
{
	if (rule->code[0] != 'C' || rule->code[1] < '1' || rule->code[1] > '9' ||
	    rule->level == FINDING_NOTE)
		return NULL;
	return rule->certain ? "certain" : "possible";
}

const struct finding_rule *finding_rule_of(struct span code)
{
	size_t low = 0, high = finding_rule_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_cmp(code, span_of(finding_rules[middle].code));

		if (order == 0)
			return &finding_rules[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
