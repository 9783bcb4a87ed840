#include "seal/signoffs.h"

#include "base/clock.h"
#include "base/table.h"
#include "trust/approval.h"

struct checking {
	struct verifying *v;
	struct commitsig_verifier *verifier;
	struct table *fields; /* name to the role, as a span */
	const struct content_file *report;
};

/* ---- one statement ------------------------------------------------------------ */

/* Whether it is about this bundle; the error is said. */
static bool is_bound(struct checking *c, const struct approval *approval,
		     struct span path)
{
	struct verifying *v = c->v;
	const struct identity *identity = &v->out->identity;
	const struct span *role = table_get(c->fields, approval->field);
	const char *other = NULL;

	if (!c->report || !span_is(approval->report, c->report->sha256))
		other = "is about another report";
	else if (approval->seal.len > 0 &&
		 !span_is(approval->seal, v->out->seal_digest))
		other = "is about another seal";
	else if (!span_eq(approval->project, identity->project) ||
		 !span_eq(approval->commit, identity->commit))
		other = "is about another project or commit";
	else if (!role)
		other = "is about a field that the report does not have";
	if (other) {
		verify_error(v, "E_SIGNOFF_OTHER_BUNDLE", path, "%s", other);
		return false;
	}
	if (role->len == 0 || span_eq(*role, approval->role))
		return true;
	verify_error(v, "E_SIGNOFF_ROLE", path, "the field is for %.*s",
		     SPAN_ARG(*role));
	return false;
}

/* `when` is the time at which its key must be valid. */
static void check_statement(struct checking *c, struct span path, struct span text,
			    struct span armour, int64_t when)
{
	struct verifying *v = c->v;
	struct verify_signoff *signoff;
	struct approval_answer answer;
	struct approval approval;
	struct err err = { 0 };

	if (approval_parse(&approval, text, v->arena, &err) < 0) {
		verify_error_of(v, &err, "E_SIGNOFF_SYNTAX", path);
		return;
	}
	signoff = LIST_ADD(v->arena, &v->out->signoffs);
	*signoff = (struct verify_signoff){
		.name = path,
		.field = approval.field,
		.role = approval.role,
		.by = approval.by,
		.decision = vote_word[approval.decision],
		.at = approval.at,
	};
	approval_judge(&answer, c->verifier, &approval, text, armour, when,
		       v->options->accept_claimed_time, v->arena);
	signoff->key = answer.sig.fingerprint;
	if (!is_bound(c, &approval, path))
		return;
	if (answer.reason != REASON_SIGNED_BY) {
		verify_error(v, answer.code, path, "%.*s", SPAN_ARG(answer.why));
		return;
	}
	signoff->by = signer_principal(answer.sig.signer);
	signoff->counts = true;
	if (answer.sig.by_claim)
		verify_warning(v, "W_TIME_CLAIMED", path,
			       "the key is valid only at the time that it claims");
}

/* A file of signoffs/ with its other half. */
static void check_file(struct checking *c, const struct content_file *file)
{
	struct verifying *v = c->v;
	const struct content_file *other;

	if (span_ends(file->path, ".sig")) {
		if (!content_find(&v->content,
				  span_sub(file->path, 0,
					   file->path.len - strlen(".sig"))))
			verify_error(v, "E_SIGNOFF_UNSIGNED", file->path,
				     "has no statement beside it");
		return;
	}
	v->out->signoff_files++;
	other = content_find(&v->content,
			     arena_printf(v->arena, "%.*s.sig", SPAN_ARG(file->path)));
	if (!other)
		verify_error(v, "E_SIGNOFF_UNSIGNED", file->path, "has no signature");
	else
		check_statement(c, file->path, file->bytes, other->bytes,
				v->signoffs_at != CLOCK_NONE ? v->signoffs_at
							     : v->when);
}

/* ---- the fields --------------------------------------------------------------- */

static bool is(const struct verify_signoff *signoff, enum vote decision)
{
	/* The words of one table. */
	return signoff->decision == vote_word[decision];
}

/* The last word of whoever said it; *out_clash where two of one moment differ. */
static const struct verify_signoff *last_word(const struct verification *out,
					      const struct verify_signoff *said,
					      bool *out_clash)
{
	const struct verify_signoff *last = said;

	*out_clash = false;
	for (size_t i = 0; i < out->signoffs.count; i++) {
		const struct verify_signoff *one = &out->signoffs.at[i];

		if (!one->counts || is(one, VOTE_ABSTAIN) ||
		    !span_eq(one->field, said->field) ||
		    !span_eq_nocase(one->by, said->by))
			continue;
		if (one->at > last->at) {
			last = one;
			*out_clash = false;
		} else if (one->at == last->at && one->decision != last->decision) {
			*out_clash = true;
		}
	}
	return last;
}

/* Approved by somebody, and rejected by nobody. */
static void judge_field(struct checking *c, struct verify_field *out_field)
{
	const struct verification *out = c->v->out;
	struct span field = out_field->field;
	bool approved = false, rejected = false;

	for (size_t i = 0; i < out->signoffs.count; i++) {
		const struct verify_signoff *said = &out->signoffs.at[i], *last;
		bool clash;

		if (!said->counts || is(said, VOTE_ABSTAIN) ||
		    !span_eq(said->field, field))
			continue;
		last = last_word(out, said, &clash);
		if (clash && last == said)
			verify_error(c->v, "E_SIGNOFF_CONFLICT", said->name,
				     "says something else than another of that moment");
		rejected |= clash || is(last, VOTE_REJECT);
		approved |= is(last, VOTE_APPROVE);
	}
	out_field->approved = approved && !rejected;
	out_field->rejected = rejected;
}

static void check_counted(struct checking *c, struct node field,
			  const struct table *statements)
{
	struct node counted = node_get(field, "counted");
	struct verify_field *judged = LIST_ADD(c->v->arena, &c->v->out->fields);
	struct node pending =
		node_at(c->v->out->identity.root, "result/counts/needs-signoff");
	int64_t waiting = 0;

	*judged = (struct verify_field){
		.field = node_text(node_get(field, "field")),
		.role = node_text(node_get(field, "role")),
		.required = node_is_true(node_get(field, "required")),
	};
	node_integer(pending, &waiting);
	judged->ticked = waiting == 0 && node_count(counted) == 0;
	judge_field(c, judged);
	c->v->out->signoff_fields++;
	c->v->out->signoff_approved += judged->approved;
	if (!node_is(counted, NODE_ARRAY))
		return;
	for (struct node n = node_first(counted); node_exists(n); n = node_next(n))
		if (!table_get(statements, node_text(n)))
			verify_error(c->v, "E_SIGNOFF_MISSING", SPAN_LIT("signoffs"),
				     "a statement that the report counts is not there");
}

static void list_fields(struct checking *c, struct node fields)
{
	c->fields = table_new(c->v->arena);
	for (struct node n = node_first(fields); node_exists(n); n = node_next(n)) {
		struct span *role = ARENA_NEW(c->v->arena, struct span);

		*role = node_text(node_get(n, "role"));
		*table_slot(c->fields, node_text(node_get(n, "field"))) = role;
	}
}

void verify_signoffs(struct verifying *v)
{
	SCOPED_COMMITSIG_VERIFIER verifier =
		commitsig_verifier_new(v->options->trust ? &v->trust : NULL, v->arena);
	struct node fields = node_get(v->out->identity.root, "signoffs");
	struct table *statements = table_new(v->arena);
	struct checking c = {
		.v = v,
		.verifier = verifier,
		.report = content_find(&v->content, SPAN_LIT("report.json")),
	};

	list_fields(&c, fields);
	for (size_t i = 0; i < v->content.files.count; i++) {
		struct content_file *file = &v->content.files.at[i];

		if (!span_starts(file->path, "signoffs/"))
			continue;
		check_file(&c, file);
		if (span_ends(file->path, ".signoff"))
			*table_slot_borrowed(statements, span_of(file->sha256)) = file;
	}
	for (size_t i = 0; i < v->options->statement_count; i++) {
		const struct verify_statement *added = &v->options->statements[i];

		v->out->signoff_files++;
		check_statement(&c, added->name, added->text, added->armour, v->when);
	}
	if (node_is(fields, NODE_ARRAY))
		for (struct node n = node_first(fields); node_exists(n);
		     n = node_next(n))
			check_counted(&c, n, statements);
}
