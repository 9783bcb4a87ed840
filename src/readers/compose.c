/*
 * compose.c - compose files: services as they would be run.
 *
 * Source: the Compose Specification, compose-spec/compose-spec.  `version` is not
 * needed, "<<" merges what anchors name, and ${VAR:-x} says what holds where the
 * environment says nothing.  Values of variables are never read.
 */
#include "base/buf.h"
#include "base/path.h"
#include "readers/image.h"
#include "readers/merge.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/decode.h"

#define IMAGE_BYTES 4096 /* more of a name is cut */

struct compose {
	struct put put;
	int64_t object;
};

static bool is_service(struct node service)
{
	static const char *const keys[] = { "image", "build", "extends", "provider" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (node_exists(merge_get(service, keys[i])))
			return true;
	return false;
}

static bool is_named_so(struct span path)
{
	struct span name = path_base(path);

	return span_starts_nocase(name, "compose") ||
	       span_starts_nocase(name, "docker-compose") ||
	       span_starts_nocase(name, "podman-compose");
}

#define SERVICES_LOOKED_AT 20

static enum bid compose_bid(const struct probe *probe)
{
	struct node services = node_get(probe->root, "services");
	bool named = is_named_so(probe->path), any = false;
	unsigned seen = 0;

	if ((probe->lex != LEX_YAML && probe->lex != LEX_JSON) ||
	    !node_is(services, NODE_OBJECT) ||
	    node_exists(node_get(probe->root, "jobs")))
		return BID_NO;
	for (struct node n = node_first(services);
	     node_exists(n) && seen < SERVICES_LOOKED_AT; n = node_next(n), seen++) {
		if (!node_is(n, NODE_OBJECT) && !node_is(n, NODE_NULL))
			return BID_NO;
		any |= is_service(n);
	}
	if (any)
		return named ? BID_STATED : BID_SHAPE;
	return named ? BID_SHAPE : BID_NO; /* what overrides another file */
}

/* ---- interpolation ---- */

/*
 * "${VAR:-x}" and "${VAR-x}" are x where the environment says nothing; "$$" is
 * '$'.  What has no default stays as it is written.
 */
static size_t add_variable(struct buf *out, struct span rest)
{
	struct span body;
	ptrdiff_t end, dash;

	if (span_starts(rest, "$$")) {
		buf_addch(out, '$');
		return 2;
	}
	end = span_index(rest, '}');
	if (!span_starts(rest, "${") || end < 0) {
		buf_addch(out, '$');
		return 1;
	}
	body = span_sub(rest, 2, (size_t)end - 2);
	dash = span_index(body, '-');
	if (dash <= 0 || span_index(body, '$') >= 0 || span_index(body, '?') >= 0 ||
	    span_index(body, '+') >= 0)
		buf_add(out, span_sub(rest, 0, (size_t)end + 1));
	else
		buf_add(out, span_from(body, (size_t)dash + 1));
	return (size_t)end + 1;
}

static struct span with_defaults(struct span text, struct arena *arena)
{
	struct span made;
	struct buf out;

	if (span_index(text, '$') < 0)
		return text;
	buf_init(&out, IMAGE_BYTES);
	for (size_t i = 0; i < text.len;) {
		if (text.ptr[i] == '$')
			i += add_variable(&out, span_from(text, i));
		else
			buf_addch(&out, text.ptr[i++]);
	}
	made = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return made;
}

/* ---- services ---- */

/*
 * `!reset` takes back what another file says, `!override` stands in its place; what
 * other tags would make of a value is not known.
 */
static bool is_there(struct node node)
{
	struct span tag = node_tag(node);

	return node_exists(node) && (tag.len == 0 || span_is(tag, "!override"));
}

static struct node get(struct node object, const char *key)
{
	struct node value = merge_get(object, key);

	return is_there(value) ? value : NODE_NONE;
}

static int note_tags(struct compose *c, struct tree *tree)
{
	for (size_t i = 0; i < tree->tags.count; i++) {
		struct span tag = tree->tags.at[i].name;
		struct node at = { tree, tree->tags.at[i].slot, 0 };

		if (!span_is(tag, "!reset") && !span_is(tag, "!override"))
			return put_note(&c->put, "foreign-tag", node_line(at),
					"what %.*s makes of a value is not read",
					SPAN_ARG(decode_cut(tag, 80)));
	}
	return 0;
}

/* Compose has one check of health, which says both that it lives and is ready. */
static int is_checked(struct node service)
{
	struct node check = get(service, "healthcheck");
	struct node test = get(check, "test");
	struct node first = node_is(test, NODE_ARRAY) ? node_first(test) : test;

	if (!node_is(check, NODE_OBJECT))
		return FACT_UNSAID; /* the image may have its own */
	if (node_is_true(get(check, "disable")) || span_is(node_text(first), "NONE"))
		return 0;
	return node_exists(test) ? 1 : FACT_UNSAID;
}

/* "1000:1000", "node", "root" */
static int is_not_root(struct node service)
{
	struct span user = node_word(get(service, "user"));
	ptrdiff_t colon = span_index(user, ':');

	if (colon >= 0)
		user = span_sub(user, 0, (size_t)colon);
	if (user.len == 0 || span_index(user, '$') >= 0)
		return FACT_UNSAID;
	return !span_is(user, "0") && !span_is(user, "root");
}

static struct span limit_of(struct node service, const char *group, const char *key,
			    const char *old)
{
	struct node resources = get(get(service, "deploy"), "resources");
	struct span word = node_word(get(get(resources, group), key));

	return word.len > 0 || !old ? word : node_word(get(service, old));
}

static int add_container(struct compose *c, struct node service, struct span name)
{
	struct fact fact = fact_new(FACT_CONTAINER);
	struct fact_container *it = &fact.as.container;
	struct span own = node_word(get(service, "container_name"));
	struct node privileged = get(service, "privileged");

	it->object = c->object;
	it->name = own.len > 0 ? own : name;
	it->image = node_word(get(service, "image"));
	image_split(with_defaults(it->image, c->put.scratch), &it->image_name,
		    &it->image_tag, &it->image_digest);
	it->cpu_limit = limit_of(service, "limits", "cpus", "cpus");
	it->memory_limit = limit_of(service, "limits", "memory", "mem_limit");
	it->cpu_request = limit_of(service, "reservations", "cpus", NULL);
	it->memory_request =
		limit_of(service, "reservations", "memory", "mem_reservation");
	it->liveness = it->readiness = is_checked(service);
	it->non_root = is_not_root(service);
	if (node_is_true(privileged) || node_is(privileged, NODE_FALSE))
		it->privileged = node_is_true(privileged);
	it->line = node_line(service);
	return put_fact(&c->put, &fact);
}

static int add_service(struct compose *c, struct node service)
{
	struct fact fact = fact_new(FACT_OBJECT);
	struct fact_object *object = &fact.as.object;
	int rc;

	object->number = ++c->object;
	object->doc = 1;
	object->system = SPAN_LIT("compose");
	object->kind = SPAN_LIT("Service");
	object->name = node_key(service);
	if (!node_integer(get(get(service, "deploy"), "replicas"), &object->replicas))
		node_integer(get(service, "scale"), &object->replicas);
	object->line = node_line(service);
	rc = put_fact(&c->put, &fact);
	if (rc == 0 && node_exists(get(service, "extends")))
		rc = put_note(&c->put, "extends", node_line(service),
			      "it extends another service, which is not looked up");
	return rc < 0 ? rc : add_container(c, service, object->name);
}

static int compose_read(const struct probe *probe, const struct fact_sink *sink,
			struct arena *scratch, struct err *err)
{
	struct compose c = { .put = { sink, scratch, err } };
	struct node services = node_get(probe->root, "services");
	int rc = probe_single(probe, err);

	if (rc == 0)
		rc = note_tags(&c, probe->tree);
	for (struct node n = node_first(services); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (!span_is(node_key(n), "<<") && is_there(n))
			rc = add_service(&c, n);
	return rc < 0 ? rc : plain_put(&c.put, probe, false);
}

extern const struct reader reader_compose;
const struct reader reader_compose = {
	.name = "compose",
	.title = "compose file",
	.spec = "Compose Specification",
	.reads = "services with images, limits, replicas, checks of health and "
		 "privileges",
	.family = FAMILY_MANIFEST,
	.revision = 2,
	.takes_tags = true,
	.named = "compose.yaml",
	.bid = compose_bid,
	.read = compose_read,
};
