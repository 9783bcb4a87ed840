#include "cli/rolling.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/path.h"
#include "export/export.h"
#include "model/changes.h"
#include "text/json.h"
#include "text/utf8.h"

#define TEXT_MOST 400

/* At most that many bytes, whole characters, nothing that a terminal would obey. */
static struct span tidy(struct span text, struct arena *arena)
{
	size_t len = text.len > TEXT_MOST ? TEXT_MOST : text.len;
	char *out;

	if (text.len > TEXT_MOST)
		while (len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
			len--;
	out = arena_string(arena, span_sub(text, 0, len));
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)out[i] < ' ' || out[i] == 0x7f)
			out[i] = ' ';
	return (struct span){ out, len };
}

static struct span member(struct node node, const char *path, struct arena *arena)
{
	return tidy(node_text(node_at(node, path)), arena);
}

/* An item of report.json that does not stand; sign-offs have no verdict there. */
static void add_item(struct rolled *out, struct node node, struct span plan,
		     struct arena *arena)
{
	struct rolled_item *item;
	enum verdict verdict;
	int64_t line = 0;

	if (!verdict_of_word(node_text(node_get(node, "verdict")), &verdict) ||
	    verdict_stands(verdict))
		return;
	node_integer(node_get(node, "line"), &line);
	item = LIST_ADD(arena, &out->items);
	*item = (struct rolled_item){
		.plan = plan,
		.id = member(node, "id", arena),
		.text = member(node, "text", arena),
		.reason = member(node, "reason", arena),
		.line = line > 0 && line < INT32_MAX ? (unsigned)line : 0,
		.required = node_is(node_get(node, "required"), NODE_TRUE),
		.verdict = verdict,
	};
	out->required_left += item->required;
}

static int read_report(struct rolled *out, const struct verification *verified,
		       struct arena *arena, struct err *err)
{
	struct tree *tree;
	struct node plans;
	int rc = -ERR_ABSENT;

	for (size_t i = 0; i < verified->files.count; i++)
		if (span_is(verified->files.at[i].path, "report.json"))
			rc = json_parse(&tree, SPAN_LIT("report.json"),
					verified->files.at[i].bytes, arena, err);
	if (rc == -ERR_ABSENT)
		return err_set(err, ERR_FORMAT, "the bundle has no report.json");
	if (rc < 0)
		return rc;
	plans = node_get(tree_root(tree, 0), "plans");
	if (!node_is(plans, NODE_ARRAY))
		return 0;
	for (struct node p = node_first(plans); node_exists(p); p = node_next(p)) {
		struct node items = node_get(p, "items");
		struct span plan = member(p, "path", arena);

		if (!node_is(items, NODE_ARRAY))
			continue;
		for (struct node n = node_first(items); node_exists(n);
		     n = node_next(n))
			add_item(out, n, plan, arena);
	}
	return 0;
}

static void read_fields(struct rolled *out, const struct verification *verified,
			struct arena *arena)
{
	for (size_t i = 0; i < verified->fields.count; i++) {
		const struct verify_field *from = &verified->fields.at[i];
		struct rolled_field *field = LIST_ADD(arena, &out->fields);

		*field = (struct rolled_field){
			.field = tidy(from->field, arena),
			.role = tidy(from->role, arena),
			.required = from->required,
			.given = from->approved && !from->rejected && !from->doubtful,
			.rejected = from->rejected,
		};
		out->required_left +=
			field->required && !field->given && !from->settled;
	}
}

/* What a bundle says it is. */
static void read_identity(struct rolled *out, const struct verification *verified,
			  struct arena *arena)
{
	const struct identity *identity = &verified->identity;

	out->project = tidy(identity->project, arena);
	out->commit = tidy(identity->commit, arena);
	out->source_uri = member(identity->root, "source/uri", arena);
	out->tool = member(identity->root, "run/tool", arena);
	if (clock_parse(identity->as_of, &out->as_of) != CLOCK_ZONED)
		out->as_of = CLOCK_NONE;
}

static void read_result(struct rolled *out, const struct verification *verified)
{
	struct node root = verified->identity.root;
	struct node counts = node_at(root, "result/counts");

	out->outcome = verified->outcome;
	out->sequence = verified->sequence;
	if (clock_parse(node_text(node_at(root, "result/goodUntil")),
			&out->good_until) != CLOCK_ZONED)
		out->good_until = CLOCK_NONE;
	for (unsigned v = 0; v < VERDICTS; v++) {
		int64_t count = 0;

		node_integer(node_get(counts, verdict_word[v]), &count);
		out->counts[v] = count > 0 ? (uint64_t)count : 0;
	}
}

static int take_verified(struct rolled *out, const struct verification *verified,
			 struct arena *arena, struct err *err)
{
	out->verified = true;
	out->name = identity_name(&verified->identity, arena);
	if (verified->seals.count > 0)
		out->sealed_by = tidy(verified->seals.at[0].principal, arena);
	read_result(out, verified);
	read_fields(out, verified, arena);
	return read_report(out, verified, arena, err);
}

/* "a.tar.gz" of "/home/me/a.tar.gz/". */
static struct span own_name(const char *path, struct arena *arena)
{
	struct span name = span_of(path);

	while (name.len > 1 && span_ends(name, "/"))
		name.len--;
	return tidy(path_base(name), arena);
}

static void take_refused(struct rolled *out, const char *path,
			 const struct verification *verified, struct arena *arena)
{
	const struct verify_issue *issue = &verified->errors.at[0];
	bool says_path = issue->path.len > 0 && strcmp(issue->code, "E_IO") != 0;

	out->name = own_name(path, arena);
	out->code = span_of(issue->code);
	out->detail = tidy(arena_printf(arena, "%.*s%s%.*s",
					SPAN_ARG(says_path ? issue->path : SPAN_EMPTY),
					says_path ? ": " : "", SPAN_ARG(issue->detail)),
			   arena);
}

int rolling_digest(struct rolled *out, struct err *err)
{
	struct buf json;
	int rc;

	buf_init(&json, LIMIT_JSON_OUT);
	rc = export_rolled_json(&json, out, err);
	if (rc == 0)
		digest_sha256_hex(buf_span(&json), out->digest);
	buf_release(&json);
	return rc;
}

int rolling_bundle(struct rolled *out, const char *path,
		   const struct verify_options *options, struct arena *arena,
		   struct err *err)
{
	struct verification verified;
	int rc = 0;

	*out = (struct rolled){ .as_of = CLOCK_NONE,
				.good_until = CLOCK_NONE,
				.outcome = RESULTS };
	verify_bundle(&verified, path, options, arena);
	memcpy(out->seal, verified.seal_digest, sizeof(out->seal));
	if (verified.identified)
		read_identity(out, &verified, arena);
	if (verified.errors.count > 0)
		take_refused(out, path, &verified, arena);
	else
		rc = take_verified(out, &verified, arena, err);
	return rc < 0 ? rc : rolling_digest(out, err);
}
