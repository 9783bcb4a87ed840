#include "seal/identity.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/path.h"
#include "model/verdict.h"
#include "seal/paths.h"
#include "text/json.h"

const char *const seal_kind_word[SEAL_KINDS] = {
	[SEAL_CMS] = "cms",
	[SEAL_DSSE] = "dsse",
};

static int bad(struct err *err, const char *tag, const char *what)
{
	err_set(err, ERR_FORMAT, "%s", what);
	err_tag(err, tag);
	return err_at_path(err, SPAN_LIT("bundle.json"));
}

static bool is_lower_hex(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!(text.ptr[i] >= '0' && text.ptr[i] <= '9') &&
		    !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	return true;
}

/* One line that can be shown and compared; JSON has seen to the UTF-8. */
static bool is_project(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7f)
			return false;
	return text.len > 0 && text.len <= 200;
}

static bool is_outcome(struct span word)
{
	for (enum result i = 0; i < RESULTS; i++)
		if (span_is(word, result_word[i]))
			return true;
	return false;
}

static const char *seals_fault(struct identity *out)
{
	struct node seals = node_get(out->root, "seals");
	int last = -1;

	if (!node_is(seals, NODE_ARRAY))
		return "there is no list \"seals\"";
	for (struct node n = node_first(seals); node_exists(n); n = node_next(n)) {
		int kind = SEAL_KINDS;

		for (int k = 0; k < SEAL_KINDS; k++)
			if (span_is(node_text(n), seal_kind_word[k]))
				kind = k;
		if (kind == SEAL_KINDS || kind <= last)
			return "\"seals\" lists something else than cms and dsse in "
			       "order";
		out->promised[kind] = true;
		last = kind;
	}
	return last < 0 ? "\"seals\" promises none" : NULL;
}

static const char *members_fault(struct identity *out)
{
	int64_t when;

	if (!is_project(out->project))
		return "\"project\" is no plain name";
	if ((out->commit.len != 40 && out->commit.len != 64) ||
	    !is_lower_hex(out->commit))
		return "\"source.commit\" is no full commit id";
	if (out->tree.len != out->commit.len || !is_lower_hex(out->tree))
		return "\"source.tree\" is no full tree id";
	if (out->run.len != 32 || !is_lower_hex(out->run))
		return "\"run.id\" is not 32 hexadecimal digits";
	if (clock_parse(out->as_of, &when) != CLOCK_ZONED)
		return "\"run.asOf\" is no time";
	if (!is_outcome(out->outcome))
		return "\"result.outcome\" is no outcome";
	return NULL;
}

int identity_read(struct identity *out, struct span bytes, struct arena *arena,
		  struct err *err)
{
	struct tree *tree;
	struct span format;
	const char *fault;
	int rc;

	*out = (struct identity){ .epoch = CLOCK_NONE };
	if (bytes.len > LIMIT_BUNDLE_JSON)
		return bad(err, "E_BUNDLE_JSON", "is larger than 64 MiB");
	rc = json_parse(&tree, SPAN_LIT("bundle.json"), bytes, arena, err);
	if (rc < 0)
		return err_tag(err, "E_BUNDLE_JSON");
	out->root = tree_root(tree, 0);
	format = node_text(node_get(out->root, "format"));
	if (format.len == 0)
		return bad(err, "E_BUNDLE_JSON", "there is no \"format\"");
	if (!span_is(format, BUNDLE_FORMAT)) {
		bad(err, "E_FORMAT_VERSION",
		    "is in a format that this muster does not know");
		return err_fix(err, "verify it with a newer muster");
	}
	out->project = node_text(node_get(out->root, "project"));
	out->commit = node_text(node_at(out->root, "source/commit"));
	out->tree = node_text(node_at(out->root, "source/tree"));
	out->object_format = node_text(node_at(out->root, "source/objectFormat"));
	out->run = node_text(node_at(out->root, "run/id"));
	out->as_of = node_text(node_at(out->root, "run/asOf"));
	out->outcome = node_text(node_at(out->root, "result/outcome"));
	fault = members_fault(out);
	if (!fault && (!node_integer(node_get(out->root, "epoch"), &out->epoch) ||
		       out->epoch < 0 || out->epoch >= (int64_t)1 << 33))
		fault = "\"epoch\" is no time that ustar holds";
	if (!fault)
		fault = seals_fault(out);
	return fault ? bad(err, "E_BUNDLE_JSON", fault) : 0;
}

struct span identity_name(const struct identity *identity, struct arena *arena)
{
	/* "muster-" + "-" + 12 + "-" + 8 leave this much of BUNDLE_TOP. */
	struct span project =
		path_slug(arena, identity->project, BUNDLE_TOP - 29, "project");

	return arena_printf(arena, "muster-%.*s-%.12s-%.8s", SPAN_ARG(project),
			    identity->commit.ptr, identity->run.ptr);
}
