/*
 * openapi.c - descriptions of HTTP interfaces: which operations they have, and
 * which of them ask for credentials.
 *
 * Source: OpenAPI Specification 2.0, 3.0.3 and 3.1.0.  An operation's own
 * `security` replaces that of the whole; an empty list or an empty requirement in
 * it lets everybody in.  References are followed inside the file alone.  Paths are
 * as they are written: servers and basePath are not put in front.
 */
#include "base/num.h"
#include "base/table.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

#define REF_HOPS 16   /* a reference to a reference ... */
#define REF_MOST 2000 /* walks from the root */

struct openapi {
	struct put put;
	struct node root, security;
	struct table *schemes;
	unsigned refs;
};

static const char *const methods[] = { "get",  "put",   "post",  "delete", "options",
				       "head", "patch", "trace", "query" };

static enum bid openapi_bid(const struct probe *probe)
{
	struct span three = node_word(node_get(probe->root, "openapi"));
	struct span two = node_word(node_get(probe->root, "swagger"));

	if (probe->lex != LEX_YAML && probe->lex != LEX_JSON)
		return BID_NO;
	if (!node_is(node_get(probe->root, "info"), NODE_OBJECT) &&
	    !node_is(node_get(probe->root, "paths"), NODE_OBJECT))
		return BID_NO;
	return span_starts(three, "3.") || span_starts(two, "2.") || span_is(two, "2")
		       ? BID_STATED
		       : BID_NO;
}

/* ---- references ---- */

/* "~1" is '/', "~0" is '~', "%7B" is '{'. */
static struct span unescape(struct span step, struct arena *arena)
{
	char *text = arena_string(arena, step);
	size_t len = 0;
	uint64_t code;

	for (size_t i = 0; i < step.len; i++) {
		char c = step.ptr[i];

		if (c == '~' && i + 1 < step.len &&
		    (step.ptr[i + 1] == '0' || step.ptr[i + 1] == '1')) {
			c = step.ptr[++i] == '0' ? '~' : '/';
		} else if (c == '%' && i + 2 < step.len &&
			   num_hex(span_sub(step, i + 1, 2), &code)) {
			c = (char)code;
			i += 2;
		}
		text[len++] = c;
	}
	text[len] = '\0';
	return (struct span){ text, len };
}

static struct node look_up(struct openapi *o, struct span pointer)
{
	struct node at = o->root;
	struct span step;

	if (!span_starts(pointer, "#/") || o->refs++ >= REF_MOST)
		return NODE_NONE;
	pointer = span_from(pointer, 2);
	while (node_exists(at) && span_split(&pointer, '/', &step))
		at = node_get(at, unescape(step, o->put.scratch).ptr);
	return at;
}

/* Where a reference leads; absent where it leads out of the file or nowhere. */
static struct node resolve(struct openapi *o, struct node node)
{
	for (unsigned hops = 0; hops < REF_HOPS; hops++) {
		struct node ref = node_get(node, "$ref");

		if (!node_is(ref, NODE_STRING))
			return node;
		node = look_up(o, node_text(ref));
	}
	return NODE_NONE;
}

/* ---- security ---- */

static void learn_schemes(struct openapi *o, struct node schemes)
{
	if (!node_is(schemes, NODE_OBJECT))
		return;
	for (struct node n = node_first(schemes); node_exists(n); n = node_next(n))
		*table_slot(o->schemes, node_key(n)) = o;
}

/* A scheme that nothing defines cannot be asked for. */
static int check_schemes(struct openapi *o, struct node requirement)
{
	int rc = 0;

	for (struct node n = node_first(requirement); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct span name = node_key(n);

		if (!table_get(o->schemes, name))
			rc = put_note(&o->put, "undefined-scheme", node_line(n),
				      "no security scheme is named %.*s",
				      (int)(name.len < 100 ? name.len : 100), name.ptr);
	}
	return rc;
}

/* Any one of the requirements is enough; an empty one is met by everybody. */
static int read_security(struct openapi *o, struct node security, int *out)
{
	int rc = 0;

	*out = node_is(security, NODE_ARRAY) && node_count(security) > 0;
	if (!node_is(security, NODE_ARRAY))
		return 0;
	for (struct node n = node_first(security); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		if (!node_is(n, NODE_OBJECT) || node_count(n) == 0)
			*out = 0;
		else
			rc = check_schemes(o, n);
	}
	return rc;
}

/* ---- operations ---- */

static bool is_method(struct span key, char upper[8])
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		if (!span_is(key, methods[i]))
			continue;
		for (size_t k = 0; k <= key.len; k++)
			upper[k] = methods[i][k] >= 'a' ? (char)(methods[i][k] - 32)
							: methods[i][k];
		return true;
	}
	return false;
}

static int add_operation(struct openapi *o, struct span path, struct node node,
			 const char *method)
{
	struct fact fact = fact_new(FACT_OPERATION);
	struct fact_operation *operation = &fact.as.operation;
	struct node own = node_get(node, "security");
	int rc;

	operation->method = span_of(method);
	operation->path = path;
	operation->operation = node_word(node_get(node, "operationId"));
	operation->deprecated = node_is_true(node_get(node, "deprecated"));
	operation->line = node_line(node);
	rc = read_security(o, node_exists(own) ? own : o->security,
			   &operation->secured);
	return rc < 0 ? rc : put_fact(&o->put, &fact);
}

static int add_path(struct openapi *o, struct node item)
{
	struct span path = node_key(item);
	struct node at = resolve(o, item);
	char method[8];
	int rc = 0;

	if (span_starts(path, "x-"))
		return 0;
	if (!node_exists(at))
		return put_note(&o->put, "external-ref", node_line(item),
				"the operations of a path stand elsewhere");
	if (!node_is(at, NODE_OBJECT))
		return 0;
	for (struct node n = node_first(at); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (is_method(node_key(n), method))
			rc = add_operation(o, path, n, method);
	return rc;
}

static int fail_no_paths(const struct probe *probe, struct err *err)
{
	err_set(err, ERR_FORMAT, "the description has no paths");
	err_tag(err, "missing-required:paths");
	err_fix(err, "give it `paths`, if only an empty one");
	return err_at(err, node_pos(probe->root));
}

static int put_version(struct openapi *o)
{
	struct fact_about about = { .generated_at = CLOCK_NONE };

	about.format_version = node_word(node_get(o->root, "openapi"));
	if (about.format_version.len == 0)
		about.format_version = node_word(node_get(o->root, "swagger"));
	about.subject_name = node_word(node_at(o->root, "info/title"));
	return put_about(&o->put, about);
}

static int openapi_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct openapi o = { .put = { sink, scratch, err }, .root = probe->root };
	struct node paths = node_get(probe->root, "paths");
	int rc = probe_single(probe, err);

	if (rc < 0)
		return rc;
	if (!node_is(paths, NODE_OBJECT) &&
	    !node_exists(node_get(probe->root, "webhooks")) &&
	    !node_exists(node_get(probe->root, "components")))
		return fail_no_paths(probe, err);
	o.schemes = table_new(scratch);
	learn_schemes(&o, node_at(probe->root, "components/securitySchemes"));
	learn_schemes(&o, node_get(probe->root, "securityDefinitions"));
	o.security = node_get(probe->root, "security");
	rc = put_version(&o);
	if (node_is(paths, NODE_OBJECT))
		for (struct node n = node_first(paths); rc == 0 && node_exists(n);
		     n = node_next(n))
			rc = add_path(&o, n);
	return rc < 0 ? rc : plain_put(&o.put, probe, false);
}

extern const struct reader reader_openapi;
const struct reader reader_openapi = {
	.name = "openapi",
	.title = "OpenAPI description",
	.spec = "OpenAPI Specification 2.0, 3.0 and 3.1",
	.reads = "operations, and whether they ask for credentials",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.bid = openapi_bid,
	.read = openapi_read,
};
