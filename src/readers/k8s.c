/*
 * k8s.c - manifests of Kubernetes: objects and the containers that they would run.
 *
 * Source: Kubernetes API reference, PodSpec and Container; `kind: List` holds
 * other objects.  What a manifest says is declared: that it was ever applied, only
 * a report can say.  Values of a Secret are never read, nor those of variables.
 */
#include "base/limits.h"
#include "readers/alerts.h"
#include "readers/image.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/yaml.h"

struct k8s {
	struct put put;
	struct arena *inner; /* for YAML in strings; emptied after each */
	int64_t object, doc;
};

static bool is_object(struct node node)
{
	return node_is(node_get(node, "apiVersion"), NODE_STRING) &&
	       node_is(node_get(node, "kind"), NODE_STRING);
}

/* Documents that are only a comment are allowed. */
static enum bid k8s_bid(const struct probe *probe)
{
	struct node root;
	bool any = false;

	if (probe->lex != LEX_YAML && probe->lex != LEX_JSON)
		return BID_NO;
	for (size_t i = 0; node_exists(root = tree_root(probe->tree, i)); i++) {
		if (node_is(root, NODE_NULL))
			continue;
		if (!is_object(root))
			return BID_NO;
		any = true;
	}
	return any ? BID_STATED : BID_NO;
}

/* ---- containers ---- */

static int as_flag(struct node node)
{
	switch (node_type(node)) {
	case NODE_TRUE:
		return 1;
	case NODE_FALSE:
		return 0;
	case NODE_ABSENT:
	case NODE_NULL:
	case NODE_NUMBER:
	case NODE_STRING:
	case NODE_ARRAY:
	case NODE_OBJECT:
	case NODE_KEY:
		break;
	}
	return FACT_UNSAID;
}

/* What the container says, or else what its pod says for all. */
static struct node either(struct node container, struct node pod, const char *key)
{
	struct node own = node_get(container, key);

	return node_exists(own) ? own : node_get(pod, key);
}

/* runAsNonRoot is enforced; without it, runAsUser tells. */
static int runs_as_non_root(struct node container, struct node pod)
{
	struct node own = node_get(container, "securityContext");
	struct node all = node_get(pod, "securityContext");
	int flag = as_flag(either(own, all, "runAsNonRoot"));
	int64_t user;

	if (flag == 1)
		return 1;
	if (node_integer(either(own, all, "runAsUser"), &user))
		return user != 0;
	return flag;
}

static int add_container(struct k8s *k, struct node node, struct node pod,
			 bool is_probed)
{
	struct fact fact = fact_new(FACT_CONTAINER);
	struct fact_container *c = &fact.as.container;

	c->object = k->object;
	c->name = node_word(node_get(node, "name"));
	c->image = node_word(node_get(node, "image"));
	image_split(c->image, &c->image_name, &c->image_tag, &c->image_digest);
	c->cpu_limit = node_word(node_at(node, "resources/limits/cpu"));
	c->memory_limit = node_word(node_at(node, "resources/limits/memory"));
	c->cpu_request = node_word(node_at(node, "resources/requests/cpu"));
	c->memory_request = node_word(node_at(node, "resources/requests/memory"));
	if (is_probed) {
		c->liveness = node_is(node_get(node, "livenessProbe"), NODE_OBJECT);
		c->readiness = node_is(node_get(node, "readinessProbe"), NODE_OBJECT);
	}
	c->non_root = runs_as_non_root(node, pod);
	c->privileged = as_flag(node_at(node, "securityContext/privileged"));
	c->line = node_line(node);
	return put_fact(&k->put, &fact);
}

/* Where a pod is described: in the object, or in its template. */
static struct node pod_of(struct node object)
{
	static const char *const places[] = {
		"spec/template/spec",                  /* Deployment, Job ... */
		"spec/jobTemplate/spec/template/spec", /* CronJob */
		"template/spec",                       /* PodTemplate */
		"spec",                                /* Pod */
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct node pod = node_at(object, places[i]);

		if (node_is(node_get(pod, "containers"), NODE_ARRAY) ||
		    node_is(node_get(pod, "initContainers"), NODE_ARRAY))
			return pod;
	}
	return NODE_NONE;
}

/* An init container can only be probed when it goes on beside the others. */
static int add_containers(struct k8s *k, struct node pod, const char *key)
{
	struct node list = node_get(pod, key);
	bool is_main = strcmp(key, "containers") == 0;
	int rc = 0;

	if (!node_is(list, NODE_ARRAY))
		return 0;
	for (struct node n = node_first(list); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_container(k, n, pod,
				   is_main ||
					   span_is(node_text(node_get(n,
								      "restartPolicy")),
						   "Always"));
	return rc;
}

/* ---- objects ---- */

/* Values that a template or the environment fills in are none. */
static bool is_filled_in(struct span value)
{
	return span_find(value, SPAN_LIT("{{")) >= 0 || span_starts(value, "$") ||
	       span_starts(value, "<");
}

static int hide_values(struct k8s *k, struct node data)
{
	int rc = 0;

	if (!node_is(data, NODE_OBJECT))
		return 0;
	for (struct node n = node_first(data); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (node_word(n).len > 0 && !is_filled_in(node_word(n)))
			rc = put_secret(&k->put, node_word(n), node_line(n));
	return rc;
}

/* A block scalar's text starts on the line behind its sign. */
static unsigned lines_before(struct node text)
{
	char sign = text.tree->text.ptr[node_offset(text)];

	return sign == '|' || sign == '>' ? node_line(text) : node_line(text) - 1;
}

/* Rules that a ConfigMap holds as text. */
static int add_rules_in(struct k8s *k, struct node text)
{
	struct span path = SPAN_LIT("rules");
	struct err trouble = { 0 };
	struct tree *tree;
	struct node groups;
	int rc = 0;

	if (span_find(node_text(text), SPAN_LIT("groups:")) < 0)
		return 0;
	if (yaml_parse(&tree, path, node_text(text), k->inner, &trouble) == 0 &&
	    yaml_untagged(tree, &trouble) == 0) {
		groups = node_get(tree_root(tree, 0), "groups");
		if (alerts_are(groups))
			rc = alerts_put(&k->put, groups, lines_before(text));
	}
	arena_clear(k->inner);
	return rc;
}

/* Said before any fact that could repeat one of them. */
static int hide_secret(struct k8s *k, struct node object)
{
	int rc = 0;

	if (span_is(node_text(node_get(object, "kind")), "Secret")) {
		rc = hide_values(k, node_get(object, "data"));
		if (rc == 0)
			rc = hide_values(k, node_get(object, "stringData"));
	}
	return rc;
}

static int add_what_it_holds(struct k8s *k, struct node object, struct span kind)
{
	struct node data = node_get(object, "data");
	int rc = 0;

	if (span_is(kind, "PrometheusRule"))
		return alerts_put(&k->put, node_at(object, "spec/groups"), 0);
	if (!span_is(kind, "ConfigMap") || !node_is(data, NODE_OBJECT))
		return 0;
	for (struct node n = node_first(data); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = add_rules_in(k, n);
	return rc;
}

static int fail_template(struct node at, struct err *err)
{
	err_set(err, ERR_FORMAT, "a template: what comes of it is not in the tree");
	err_tag(err, "template");
	err_fix(err, "commit what it makes, or name a report");
	err->offset = node_offset(at);
	return err_at(err, node_pos(at));
}

static bool is_template_text(struct span text)
{
	return span_find(text, SPAN_LIT("{{")) >= 0;
}

/* What an object is called and runs must stand there, not come of a template. */
static struct node find_template(struct node object)
{
	static const char *const names[] = { "kind", "metadata/name",
					     "metadata/namespace", "spec/replicas" };
	struct node list = node_get(pod_of(object), "containers");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_template_text(node_word(node_at(object, names[i]))))
			return node_at(object, names[i]);
	for (struct node n = node_first(list); node_exists(n); n = node_next(n))
		if (is_template_text(node_word(node_get(n, "image"))))
			return node_get(n, "image");
	return NODE_NONE;
}

static int add_object(struct k8s *k, struct node node)
{
	struct fact fact = fact_new(FACT_OBJECT);
	struct fact_object *object = &fact.as.object;
	struct node made = find_template(node);
	struct node pod = pod_of(node);
	int rc;

	if (node_exists(made))
		return fail_template(made, k->put.err);
	object->number = ++k->object;
	object->doc = k->doc;
	object->system = SPAN_LIT("kubernetes");
	object->api_version = node_word(node_get(node, "apiVersion"));
	object->kind = node_word(node_get(node, "kind"));
	object->name = node_word(node_at(node, "metadata/name"));
	if (object->name.len == 0)
		object->name = node_word(node_at(node, "metadata/generateName"));
	object->space = node_word(node_at(node, "metadata/namespace"));
	node_integer(node_at(node, "spec/replicas"), &object->replicas);
	object->line = node_line(node);
	rc = hide_secret(k, node);
	if (rc == 0)
		rc = put_fact(&k->put, &fact);
	if (rc == 0)
		rc = add_containers(k, pod, "initContainers");
	if (rc == 0)
		rc = add_containers(k, pod, "containers");
	if (rc == 0)
		rc = add_containers(k, pod, "ephemeralContainers");
	return rc < 0 ? rc : add_what_it_holds(k, node, object->kind);
}

/* A list stands for what is in it. */
static int add_document(struct k8s *k, struct node root)
{
	struct node items = node_get(root, "items");
	int rc = 0;

	if (!span_ends(node_text(node_get(root, "kind")), "List") ||
	    !node_is(items, NODE_ARRAY))
		return add_object(k, root);
	for (struct node n = node_first(items); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = is_object(n) ? add_object(k, n)
				  : put_note(&k->put, "no-object", node_line(n),
					     "an item of a list says no apiVersion and "
					     "kind");
	return rc;
}

static int k8s_read(const struct probe *probe, const struct fact_sink *sink,
		    struct arena *scratch, struct err *err)
{
	struct k8s k = { .put = { sink, scratch, err } };
	struct node root;
	int rc = 0;

	k.inner = arena_new(LIMIT_SCRATCH_BYTES);
	for (size_t i = 0; rc == 0 && node_exists(root = tree_root(probe->tree, i));
	     i++) {
		k.doc = (int64_t)i + 1;
		if (!node_is(root, NODE_NULL))
			rc = add_document(&k, root);
	}
	arena_free(k.inner);
	return rc < 0 ? rc : plain_put(&k.put, probe, false);
}

extern const struct reader reader_k8s;
const struct reader reader_k8s = {
	.name = "k8s-manifest",
	.title = "Kubernetes manifest",
	.spec = "Kubernetes API reference",
	.reads =
		"objects, their containers with images, limits, probes and privileges, "
		"and the rules of Prometheus in them",
	.family = FAMILY_MANIFEST,
	.revision = 1,
	.bid = k8s_bid,
	.read = k8s_read,
};
