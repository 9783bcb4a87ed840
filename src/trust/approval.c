#include "trust/approval.h"

#include "base/clock.h"
#include "base/path.h"
#include "text/utf8.h"

#define HEAD "muster-signoff v1"

static int bad(struct err *err, const char *what)
{
	err_set(err, ERR_FORMAT, "%s", what);
	return err_tag(err, "E_SIGNOFF_SYNTAX");
}

bool approval_is_role(struct span role)
{
	for (size_t i = 0; i < role.len; i++)
		if (!(role.ptr[i] >= 'a' && role.ptr[i] <= 'z') &&
		    !(role.ptr[i] >= '0' && role.ptr[i] <= '9') && role.ptr[i] != '-')
			return false;
	return role.len >= 1 && role.len <= 32;
}

/* No control character, C1 among them, and no line of its own. */
static bool is_plain(struct span text)
{
	while (text.len > 0) {
		size_t len;
		int32_t point = (int32_t)utf8_next(text, &len);

		if (point < 0x20 || (point >= 0x7f && point < 0xa0))
			return false;
		text = span_from(text, len);
	}
	return true;
}

static bool take_digest(struct span value, struct span *out)
{
	if (!span_starts(value, "sha256:"))
		return false;
	*out = span_from(value, strlen("sha256:"));
	return digest_is_hex(*out);
}

static bool is_commit(struct span id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!(id.ptr[i] >= '0' && id.ptr[i] <= '9') &&
		    !(id.ptr[i] >= 'a' && id.ptr[i] <= 'f'))
			return false;
	return id.len == 40 || id.len == 64;
}

/* In the one form that muster writes. */
static bool take_time(struct span value, int64_t *out)
{
	char again[CLOCK_TEXT];

	return clock_parse(value, out) == CLOCK_ZONED &&
	       span_is(value, clock_format(*out, again));
}

/* One after the other; NULL where the value is fine. */
static const char *take_value(struct approval *out, unsigned line, struct span value)
{
	switch (line) {
	case 1:
		return take_digest(value, &out->report) ? NULL : "report is no digest";
	case 2:
		return span_is(value, "-") || take_digest(value, &out->seal)
			       ? NULL
			       : "seal is no digest and no dash";
	case 3:
		out->project = value;
		return value.len > 0 ? NULL : "project is empty";
	case 4:
		out->commit = value;
		return is_commit(value) ? NULL : "commit is no full id";
	case 5:
		out->field = value;
		return value.len > 0 ? NULL : "field is empty";
	case 6:
		out->role = value;
		return approval_is_role(value) ? NULL : "role is no role";
	case 7:
		return vote_of_word(value, &out->decision)
			       ? NULL
			       : "decision is not approve, reject or abstain";
	case 8:
		out->by = value;
		return value.len > 0 ? NULL : "by is empty";
	case 9:
		return take_time(value, &out->at) ? NULL : "at is no time in UTC";
	default:
		out->note = value;
		return NULL;
	}
}

static const char *const keys[] = { HEAD,       "report: ", "seal: ", "project: ",
				    "commit: ", "field: ",  "role: ", "decision: ",
				    "by: ",     "at: ",     "note: " };

#define LINES (sizeof(keys) / sizeof(keys[0]))

int approval_parse(struct approval *out, struct span text, struct arena *arena,
		   struct err *err)
{
	struct span rest = text, line;

	*out = (struct approval){ .at = CLOCK_NONE };
	if (text.len > APPROVAL_BYTES)
		return bad(err, "it is longer than 4096 bytes");
	if (!utf8_is_valid(text) || text.len == 0 || text.ptr[text.len - 1] != '\n')
		return bad(err, "it is no text of whole lines in UTF-8");
	for (unsigned i = 0; i < LINES; i++) {
		const char *fault;

		if (!span_split(&rest, '\n', &line))
			return bad(err, "lines are missing");
		if (!is_plain(line))
			return bad(err, "it has a control character");
		if (i == 0 ? !span_is(line, HEAD) : !span_starts(line, keys[i]))
			return bad(err, arena_printf(arena, "line %u is not \"%s\"",
						     i + 1, keys[i])
						.ptr);
		if (i == 0)
			continue;
		fault = take_value(out, i, span_from(line, strlen(keys[i])));
		if (fault)
			return bad(err, fault);
	}
	if (rest.len > 0)
		return bad(err, "it has more lines than a statement");
	return 0;
}

int approval_write(struct span *out, const struct approval *approval,
		   struct arena *arena, struct err *err)
{
	char at[CLOCK_TEXT];
	struct approval again;
	struct err trouble = { 0 };

	*out = arena_printf(
		arena,
		HEAD "\nreport: sha256:%.*s\nseal: %s%.*s\nproject: %.*s\n"
		     "commit: %.*s\nfield: %.*s\nrole: %.*s\ndecision: %s\nby: %.*s\n"
		     "at: %s\nnote: %.*s\n",
		SPAN_ARG(approval->report), approval->seal.len > 0 ? "sha256:" : "-",
		SPAN_ARG(approval->seal), SPAN_ARG(approval->project),
		SPAN_ARG(approval->commit), SPAN_ARG(approval->field),
		SPAN_ARG(approval->role), vote_word[approval->decision],
		SPAN_ARG(approval->by), clock_format(approval->at, at),
		SPAN_ARG(approval->note));
	if (approval_parse(&again, *out, arena, &trouble) == 0)
		return 0;
	err_set(err, ERR_USAGE, "this makes no statement: %s", trouble.what);
	return err_fix(err, "use one line of plain text for each part");
}

struct span approval_name(const struct approval *approval, unsigned n,
			  struct arena *arena)
{
	ptrdiff_t slash = span_rindex(approval->field, '/');
	ptrdiff_t host = span_index(approval->by, '@');
	struct span field =
		path_slug(arena, span_from(approval->field, (size_t)(slash + 1)), 36,
			  "x");
	struct span who = path_slug(arena,
				    host > 0 ? span_sub(approval->by, 0, (size_t)host)
					     : approval->by,
				    24, "x");

	return n > 1 ? arena_printf(arena, "%.*s.%.*s.%u.signoff", SPAN_ARG(field),
				    SPAN_ARG(who), n)
		     : arena_printf(arena, "%.*s.%.*s.signoff", SPAN_ARG(field),
				    SPAN_ARG(who));
}

/* clang-format off: what each state of a signature comes to here */
static const struct {
	enum reason reason;
	const char *code;
} states[COMMITSIG_STATES] = {
	[COMMITSIG_NONE] = { REASON_UNSIGNED, "E_SIGNOFF_UNSIGNED" },
	[COMMITSIG_GOOD] = { REASON_SIGNED_BY, "" },
	[COMMITSIG_BAD] = { REASON_UNTRUSTED, "E_SIGNOFF_BAD" },
	[COMMITSIG_UNKNOWN_KEY] = { REASON_UNTRUSTED, "E_SIGNOFF_UNTRUSTED" },
	[COMMITSIG_NOT_YET] = { REASON_UNTRUSTED, "E_KEY_NOT_YET_VALID" },
	[COMMITSIG_EXPIRED] = { REASON_EXPIRED_KEY, "E_KEY_EXPIRED" },
	[COMMITSIG_REVOKED] = { REASON_UNTRUSTED, "E_KEY_REVOKED" },
	[COMMITSIG_NOT_ALLOWED] = { REASON_WRONG_ROLE, "E_SIGNOFF_ROLE" },
	[COMMITSIG_MALFORMED] = { REASON_UNTRUSTED, "E_SIGNOFF_BAD" },
	[COMMITSIG_UNSUPPORTED] = { REASON_UNTRUSTED, "E_SIGNOFF_BAD" },
};
/* clang-format on */

static void refuse(struct approval_answer *out, enum reason reason, const char *code,
		   struct span why)
{
	out->reason = reason;
	out->code = code;
	out->why = why;
}

void approval_judge(struct approval_answer *out, struct commitsig_verifier *verifier,
		    const struct approval *approval, struct span text,
		    struct span armour, int64_t when, bool accept_claimed,
		    struct arena *arena)
{
	struct commitsig_ask ask = {
		.when = when,
		.accept_claimed = accept_claimed,
		.parents_at = CLOCK_NONE,
	};
	const char *name =
		arena_printf(arena, "muster-signoff/%.*s", SPAN_ARG(approval->role))
			.ptr;

	*out = (struct approval_answer){ .code = "" };
	commitsig_check_statement(&out->sig, verifier, name, &ask, approval->at, armour,
				  text, arena);
	refuse(out, states[out->sig.state].reason, states[out->sig.state].code,
	       out->sig.why);
	if (strcmp(out->sig.tag, "E_SK_NO_PRESENCE") == 0)
		out->code = out->sig.tag;
	if (out->reason != REASON_SIGNED_BY)
		return;
	if (!out->sig.signer || !signer_has_principal(out->sig.signer, approval->by))
		refuse(out, REASON_UNTRUSTED, "E_SIGNOFF_UNTRUSTED",
		       arena_printf(arena, "the key is that of %.*s",
				    SPAN_ARG(out->sig.principal)));
	else if (approval->at > when + APPROVAL_AHEAD)
		refuse(out, REASON_UNTRUSTED, "E_SIGNOFF_BAD",
		       SPAN_LIT("it is dated in the future"));
}
