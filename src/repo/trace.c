#include "repo/trace.h"

#include "base/limits.h"
#include "base/table.h"
#include "repo/compare.h"
#include "repo/git.h"

#include <stdlib.h>

#define HOWS_AT_ONCE  16   /* kinds of lines in one change; others are whole lines */
#define SOURCES_MOST  1000 /* files that one commit removes */
#define SOURCES_TRIED 32   /* of them, for one file that is not the same bytes */
#define NOWHERE       ((size_t)-1)

/* A line that is followed, and its number in the version at hand; 0: settled. */
struct carried {
	size_t traced;
	unsigned line;
};

/* The lines of one file that wait at a commit. */
struct unit {
	struct span path;
	LIST(struct carried) lines;
};

struct stop {
	LIST(struct unit) units; /* sorted by path, unless mixed */
	bool queued, mixed;
};

/* A file that a commit removed from what its parent had. */
struct source {
	struct span path, taken_by; /* by which new file */
	git_oid id;
};

struct tracing {
	struct repo *repo;
	struct arena *arena, *scratch, *kept; /* scratch: of one change */
	const struct trace_rules *rules;
	struct traced *lines;
	LIST(struct stop) stops; /* by node */
	struct queue queue;
	size_t budget;
	struct span *paths; /* of the units at hand */
	size_t *numbers;
	bool *same;
	struct leaf *leaves;
	size_t room;
	const struct unit *listed; /* whose paths stand in `paths` */
	size_t listed_count;
	struct unit *place; /* where a unit goes that keeps its path; NULL: is added */
	size_t source_child, source_parent; /* nodes that `sources` is of, plus one */
	LIST(struct source) sources;
};

/* ---- where lines wait ----------------------------------------------------- */

static struct stop *stop_of(struct tracing *t, size_t node)
{
	while (t->stops.count <= node)
		*LIST_ADD(t->kept, &t->stops) = (struct stop){ 0 };
	return &t->stops.at[node];
}

static void enqueue(struct tracing *t, size_t node)
{
	struct stop *stop = stop_of(t, node);

	if (stop->queued)
		return;
	stop->queued = true;
	queue_push(&t->queue, &t->repo->graph, node, t->kept);
}

static void add_unit(struct tracing *t, size_t node, const struct unit *unit)
{
	struct stop *stop = stop_of(t, node);

	if (stop->units.count > 0 &&
	    span_cmp(stop->units.at[stop->units.count - 1].path, unit->path) >= 0)
		stop->mixed = true;
	*LIST_ADD(t->kept, &stop->units) = *unit;
	enqueue(t, node);
}

/* Hand a whole list on; where nobody waits yet, the array itself. */
static void hand_over(struct tracing *t, size_t node, const struct stop *all)
{
	struct stop *stop = stop_of(t, node);

	if (stop->units.count == 0) {
		stop->units.at = all->units.at;
		stop->units.count = all->units.count;
		stop->units.room = all->units.room;
		stop->mixed = all->mixed;
		enqueue(t, node);
		return;
	}
	for (size_t i = 0; i < all->units.count; i++)
		add_unit(t, node, &all->units.at[i]);
}

static int by_path(const void *a, const void *b)
{
	const struct unit *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

/* Sorted, and each path once. */
static void tidy(struct tracing *t, struct stop *stop)
{
	size_t kept = 0;

	if (!stop->mixed)
		return;
	t->listed = NULL;
	qsort(stop->units.at, stop->units.count, sizeof(*stop->units.at), by_path);
	for (size_t i = 0; i < stop->units.count; i++) {
		const struct unit *unit = &stop->units.at[i];
		struct unit *last = kept > 0 ? &stop->units.at[kept - 1] : NULL;

		if (!last || !span_eq(last->path, unit->path)) {
			stop->units.at[kept++] = *unit;
			continue;
		}
		for (size_t l = 0; l < unit->lines.count; l++)
			*LIST_ADD(t->kept, &last->lines) = unit->lines.at[l];
	}
	stop->units.count = kept;
	stop->mixed = false;
}

static void settle(struct tracing *t, const struct unit *unit, size_t node,
		   const git_oid *blob, enum trace_end end)
{
	struct span commit = SPAN_EMPTY, path = SPAN_EMPTY, id = SPAN_EMPTY;

	for (size_t i = 0; i < unit->lines.count; i++) {
		struct traced *traced = &t->lines[unit->lines.at[i].traced];

		if (unit->lines.at[i].line == 0)
			continue;
		traced->end = end;
		if (end != TRACE_FOUND)
			continue;
		if (commit.len == 0) {
			commit = id_hex(&t->repo->graph.nodes.at[node].id, t->arena);
			path = arena_copy(t->arena, unit->path);
			id = id_hex(blob, t->arena);
		}
		traced->commit = commit;
		traced->was_in = path;
		traced->was_id = id;
		traced->was_line = unit->lines.at[i].line;
	}
}

/* ---- two versions of a file ---------------------------------------------- */

struct version {
	struct span text;
	unsigned lines;  /* in the part that both begin with */
	size_t from, to; /* bytes of the part that differs */
	LIST(struct span) middle;
	LIST(size_t) headings; /* of each, an index in middle; NOWHERE: above */
};

/* CR, LF and CR LF end lines. */
static unsigned count_lines(struct span text)
{
	unsigned count = 0;
	struct span line;

	if (!memchr(text.ptr ? text.ptr : "", '\r', text.len)) {
		const char *at = text.ptr, *end = text.ptr + text.len;

		while (at && at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
			count++;
			at++;
		}
		return count + (text.len > 0 && text.ptr[text.len - 1] != '\n');
	}
	while (span_line(&text, &line))
		count++;
	return count;
}

static size_t common_start(struct span a, struct span b)
{
	size_t most = a.len < b.len ? a.len : b.len, n = 0;

	while (n + 64 <= most && memcmp(a.ptr + n, b.ptr + n, 64) == 0)
		n += 64;
	while (n < most && a.ptr[n] == b.ptr[n])
		n++;
	/* The texts may end without LF: only what ends with one is a line of both. */
	while (n > 0 && a.ptr[n - 1] != '\n')
		n--;
	return n;
}

static size_t common_end(struct span a, struct span b)
{
	size_t most = a.len < b.len ? a.len : b.len, n = 0;

	while (n < most && a.ptr[a.len - 1 - n] == b.ptr[b.len - 1 - n])
		n++;
	/* Both parts begin behind an LF, or at the start of what is left. */
	while (n > 0 && ((n < a.len && a.ptr[a.len - n - 1] != '\n') ||
			 (n < b.len && b.ptr[b.len - n - 1] != '\n')))
		n--;
	return n;
}

static void split_middle(struct tracing *t, struct version *version)
{
	struct span rest =
		span_sub(version->text, version->from, version->to - version->from);
	struct span line;
	size_t heading = NOWHERE;

	while (span_line(&rest, &line)) {
		if (t->rules->is_heading(t->rules->ctx, line))
			heading = version->middle.count;
		*LIST_ADD(t->scratch, &version->middle) = line;
		*LIST_ADD(t->scratch, &version->headings) = heading;
	}
}

static void trim(struct version *child, struct version *parent)
{
	size_t start = common_start(child->text, parent->text);
	size_t end = common_end(span_from(child->text, start),
				span_from(parent->text, start));

	child->lines = parent->lines = count_lines(span_sub(child->text, 0, start));
	child->from = parent->from = start;
	child->to = child->text.len - end;
	parent->to = parent->text.len - end;
}

/* Lines of one key that wait for a partner, the first one first. */
struct waiting {
	size_t first, last; /* indices plus one */
};

struct pairing {
	struct tracing *t;
	struct version *child, *parent;
	unsigned how;
	size_t *partner; /* of the child's lines: index plus one */
	bool *used;      /* the parent's */
	size_t *next;    /* the parent's: the next of the same key */
};

static struct span key_of(struct pairing *p, const struct version *version, size_t at,
			  bool below)
{
	struct tracing *t = p->t;
	struct span key = t->rules->key(t->rules->ctx, version->middle.at[at], p->how,
					t->scratch);
	size_t heading = version->headings.at[at];
	struct span above;

	if (!below || key.len == 0 || heading == NOWHERE)
		return key;
	above = t->rules->key(t->rules->ctx, version->middle.at[heading], 0,
			      t->scratch);
	return arena_printf(t->scratch, "%.*s\n%.*s", SPAN_ARG(key), SPAN_ARG(above));
}

static struct table *list_keys(struct pairing *p, bool below)
{
	struct table *table = table_new(p->t->scratch);

	for (size_t i = 0; i < p->parent->middle.count; i++) {
		struct span key;
		struct waiting *waiting;
		void **slot;

		p->next[i] = 0;
		if (p->used[i])
			continue;
		key = key_of(p, p->parent, i, below);
		if (key.len == 0)
			continue;
		slot = table_slot_borrowed(table, key);
		if (!*slot)
			*slot = ARENA_NEW(p->t->scratch, struct waiting);
		waiting = *slot;
		if (waiting->last > 0)
			p->next[waiting->last - 1] = i + 1;
		else
			waiting->first = i + 1;
		waiting->last = i + 1;
	}
	return table;
}

static void pair_by(struct pairing *p, bool below)
{
	struct table *table = list_keys(p, below);

	for (size_t i = 0; i < p->child->middle.count; i++) {
		struct waiting *waiting;
		struct span key;

		if (p->partner[i])
			continue;
		key = key_of(p, p->child, i, below);
		waiting = key.len > 0 ? table_get(table, key) : NULL;
		if (!waiting || waiting->first == 0)
			continue;
		p->partner[i] = waiting->first;
		p->used[waiting->first - 1] = true;
		waiting->first = p->next[waiting->first - 1];
	}
}

/* Partners of the child's lines between the ends that both have. */
static size_t *pair_middle(struct tracing *t, struct version *child,
			   struct version *parent, unsigned how)
{
	struct pairing p = {
		.t = t,
		.child = child,
		.parent = parent,
		.how = how,
		.partner = ARENA_ARRAY(t->scratch, size_t, child->middle.count + 1),
		.used = ARENA_ARRAY(t->scratch, bool, parent->middle.count + 1),
		.next = ARENA_ARRAY(t->scratch, size_t, parent->middle.count + 1),
	};

	pair_by(&p, true);
	pair_by(&p, false);
	return p.partner;
}

/* The partners for each kind of line, made when they are asked for. */
struct hows {
	unsigned how[HOWS_AT_ONCE];
	size_t *partner[HOWS_AT_ONCE];
	size_t count;
};

static const size_t *partners_for(struct tracing *t, struct hows *hows,
				  struct version *child, struct version *parent,
				  unsigned how)
{
	size_t i = 0;

	if (child->middle.count == 0) {
		split_middle(t, child);
		split_middle(t, parent);
	}
	while (i < hows->count && hows->how[i] != how)
		i++;
	if (i == hows->count) {
		if (i + 1 >= HOWS_AT_ONCE && how != 0)
			return partners_for(t, hows, child, parent, 0);
		hows->how[i] = how;
		hows->partner[i] = pair_middle(t, child, parent, how);
		hows->count++;
	}
	return hows->partner[i];
}

/*
 * The lines of `unit` that the parent's text has: added to `out` with their number
 * there, and settled in `unit` unless `try`.  The number of them.
 */
static size_t align(struct tracing *t, struct unit *unit, struct span child_text,
		    struct span parent_text, struct unit *out, bool try)
{
	struct version child = { .text = child_text }, parent = { .text = parent_text };
	struct hows hows = { .count = 0 };
	unsigned child_middle, parent_middle;
	size_t found = 0;

	trim(&child, &parent);
	child_middle =
		count_lines(span_sub(child_text, child.from, child.to - child.from));
	parent_middle = count_lines(
		span_sub(parent_text, parent.from, parent.to - parent.from));
	for (size_t i = 0; i < unit->lines.count; i++) {
		struct carried *line = &unit->lines.at[i];
		unsigned how = t->lines[line->traced].how, number = line->line;

		if (number == 0)
			continue;
		if (number > child.lines + child_middle) {
			number = number - child_middle + parent_middle;
		} else if (number > child.lines) {
			const size_t *partner =
				partners_for(t, &hows, &child, &parent, how);
			size_t at = partner[number - child.lines - 1];

			if (at == 0)
				continue;
			number = child.lines + (unsigned)at;
		}
		found++;
		if (try)
			continue;
		*LIST_ADD(t->kept, &out->lines) =
			(struct carried){ line->traced, number };
		line->line = 0;
	}
	return found;
}

/* ---- a commit that changes a file ----------------------------------------- */

static bool is_file(unsigned mode)
{
	return mode == MODE_FILE || mode == MODE_PROGRAM || mode == 0100664u;
}

/* What a tree holds at the path; mode 0: nothing. */
static int leaf_at(struct leaf *out, struct tracing *t, size_t node, struct span path,
		   struct err *err)
{
	size_t zero = 0;
	bool same;

	*out = (struct leaf){ 0 };
	return compare_paths(&same, out, t->repo, &t->repo->graph.nodes.at[node].tree,
			     NULL, &path, &zero, 1, err);
}

/* The text of a version; ERR_LIMIT once too much was read. */
static int read_text(struct span *out, struct tracing *t, const git_oid *id,
		     struct err *err)
{
	SCOPED(git_odb_object) object = NULL;
	int rc = object_read_again(&object, t->repo, id, GIT_OBJECT_BLOB,
				   LIMIT_PLAN_BYTES, err);

	if (rc < 0)
		return rc;
	*out = object_bytes(object);
	if (out->len > t->budget)
		return err_set(err, ERR_LIMIT, "too much history");
	t->budget -= out->len;
	*out = arena_copy(t->scratch, *out);
	if (t->rules->text)
		*out = t->rules->text(t->rules->ctx, *out, t->scratch);
	return 0;
}

static int add_source(void *ctx, struct span path, const struct leaf *leaf,
		      struct err *err)
{
	struct tracing *t = ctx;
	struct source *source;

	(void)err;
	if (leaf->unread || !is_file(leaf->mode) ||
	    !t->rules->is_kin(t->rules->ctx, path))
		return 0;
	source = LIST_ADD(t->kept, &t->sources);
	*source = (struct source){ .path = arena_copy(t->kept, path), .id = leaf->id };
	return t->sources.count >= SOURCES_MOST;
}

/* Files that the parent has and the child has not. */
static int list_sources(struct tracing *t, size_t child, size_t parent, struct err *err)
{
	const git_oid *trees[2];
	size_t kept = 0;
	int rc;

	if (t->source_child == child + 1 && t->source_parent == parent + 1)
		return 0;
	t->sources.count = 0;
	t->source_child = child + 1;
	t->source_parent = parent + 1;
	trees[0] = &t->repo->graph.nodes.at[parent].tree;
	trees[1] = &t->repo->graph.nodes.at[child].tree;
	rc = compare_trees(t->repo, trees, 2, SPAN_EMPTY, add_source, t, err);
	for (size_t i = 0; rc >= 0 && i < t->sources.count; i++) {
		struct leaf leaf;

		rc = leaf_at(&leaf, t, child, t->sources.at[i].path, err);
		if (rc >= 0 && leaf.mode == 0)
			t->sources.at[kept++] = t->sources.at[i];
	}
	t->sources.count = rc < 0 ? 0 : kept;
	return rc < 0 ? rc : 0;
}

static bool is_free(const struct source *source, struct span path)
{
	return source->taken_by.len == 0 || span_eq(source->taken_by, path);
}

static size_t lines_left(const struct unit *unit)
{
	size_t count = 0;

	for (size_t i = 0; i < unit->lines.count; i++)
		count += unit->lines.at[i].line != 0;
	return count;
}

/* Of those that are not the same bytes, the one with the most of the lines. */
static int most_alike(size_t *out, struct tracing *t, struct unit *unit,
		      struct span text, struct err *err)
{
	size_t best = 0, tried = 0, left = lines_left(unit);

	*out = NOWHERE;
	for (size_t i = 0; i < t->sources.count && tried < SOURCES_TRIED; i++) {
		struct source *source = &t->sources.at[i];
		struct span other;
		size_t found;
		int rc;

		if (!is_free(source, unit->path))
			continue;
		tried++;
		rc = read_text(&other, t, &source->id, err);
		if (rc == -ERR_LIMIT || rc == -ERR_IO)
			return rc;
		if (rc < 0)
			continue;
		found = align(t, unit, text, other, NULL, true);
		if (found <= best || found * 2 < left)
			continue;
		best = found;
		*out = i;
	}
	return 0;
}

/* The file that became this one between two commits; NOWHERE: it is new. */
static int find_source(size_t *out, struct tracing *t, struct unit *unit,
		       struct span text, const git_oid *id, struct err *err)
{
	*out = NOWHERE;
	for (size_t i = 0; i < t->sources.count; i++) {
		if (!git_oid_equal(&t->sources.at[i].id, id) ||
		    !is_free(&t->sources.at[i], unit->path))
			continue;
		*out = i;
		return 0;
	}
	return most_alike(out, t, unit, text, err);
}

/* What of the unit's lines one parent has, waits there. */
static int follow_into(struct tracing *t, struct unit *unit, size_t child,
		       size_t parent, const struct leaf *leaf, struct span text,
		       struct err *err)
{
	struct unit there = { .path = unit->path };
	struct leaf before;
	struct span old;
	int rc = leaf_at(&before, t, parent, unit->path, err);

	if (rc >= 0 && !is_file(before.mode)) {
		size_t source;

		rc = list_sources(t, child, parent, err);
		if (rc == 0)
			rc = find_source(&source, t, unit, text, &leaf->id, err);
		if (rc < 0 || source == NOWHERE)
			return rc;
		t->sources.at[source].taken_by = unit->path;
		there.path = t->sources.at[source].path;
		before.id = t->sources.at[source].id;
	}
	if (rc >= 0)
		rc = read_text(&old, t, &before.id, err);
	if (rc < 0)
		return rc;
	if (align(t, unit, text, old, &there, false) == 0)
		return 0;
	if (t->place && span_eq(there.path, unit->path))
		*t->place = there;
	else
		add_unit(t, parent, &there);
	return 0;
}

/* A file that differs from every parent's: whose are its lines? */
static int split_unit(struct tracing *t, struct unit *unit, size_t node,
		      const struct leaf *leaf, bool cut, struct err *err)
{
	size_t first = t->repo->graph.nodes.at[node].parents_at;
	size_t count = t->repo->graph.nodes.at[node].parent_count;
	enum trace_end end = cut ? TRACE_LOST : TRACE_FOUND;
	struct err trouble = { 0 };
	struct span text = SPAN_EMPTY;
	int rc = 0;

	if (!is_file(leaf->mode) || leaf->unread) {
		settle(t, unit, node, &leaf->id, TRACE_LOST);
		return 0;
	}
	if (count > 0)
		rc = read_text(&text, t, &leaf->id, &trouble);
	for (size_t i = 0; rc >= 0 && i < count && lines_left(unit) > 0; i++) {
		size_t parent = t->repo->graph.parents.at[first + i];

		if (t->repo->graph.nodes.at[parent].state != NODE_MISSING)
			rc = follow_into(t, unit, node, parent, leaf, text, &trouble);
	}
	arena_clear(t->scratch);
	if (rc == -(int)ERR_IO) {
		*err = trouble;
		return rc;
	}
	if (rc < 0)
		end = rc == -(int)ERR_LIMIT ? TRACE_LIMIT : TRACE_LOST;
	settle(t, unit, node, &leaf->id, end);
	return 0;
}

/* ---- the pass --------------------------------------------------------------- */

static void make_room(struct tracing *t, size_t count)
{
	if (count <= t->room)
		return;
	t->room = count * 2;
	t->paths = ARENA_ARRAY(t->kept, struct span, t->room);
	t->numbers = ARENA_ARRAY(t->kept, size_t, t->room);
	t->same = ARENA_ARRAY(t->kept, bool, t->room);
	t->leaves = ARENA_ARRAY(t->kept, struct leaf, t->room);
	t->listed = NULL;
	for (size_t i = 0; i < t->room; i++)
		t->numbers[i] = i;
}

/*
 * The paths of the units at hand, in t->paths.  Most commits hand their list on as
 * it is, and with thousands of files filling this anew would be most of the work.
 */
static void list_paths(struct tracing *t, const struct stop *stop)
{
	if (t->listed == stop->units.at && t->listed_count == stop->units.count)
		return;
	for (size_t i = 0; i < stop->units.count; i++)
		t->paths[i] = stop->units.at[i].path;
	t->listed = stop->units.at;
	t->listed_count = stop->units.count;
}

/* Units from the first that differs on: in their own list, or among the others. */
static void take_apart(struct tracing *t, struct stop *same, struct stop *others,
		       size_t first)
{
	size_t count = same->units.count;

	t->listed = NULL;
	same->units.count = first;
	for (size_t i = first; i < count; i++) {
		struct unit unit = same->units.at[i];

		if (t->same[i]) {
			same->units.at[same->units.count++] = unit;
			continue;
		}
		t->leaves[others->units.count] = t->leaves[i];
		*LIST_ADD(t->kept, &others->units) = unit;
	}
}

/* Units that the parent has as they are go there; the others stay in `stop`. */
static int move_same(struct tracing *t, struct stop *stop, size_t node, size_t parent,
		     struct err *err)
{
	const struct node *nodes = t->repo->graph.nodes.at;
	size_t count = stop->units.count;
	struct stop same = *stop, others = { 0 };
	const bool *differs;
	int rc;

	if (git_oid_equal(&nodes[node].tree, &nodes[parent].tree)) {
		hand_over(t, parent, stop);
		*stop = others;
		return 0;
	}
	list_paths(t, stop);
	rc = compare_paths(t->same, t->leaves, t->repo, &nodes[node].tree,
			   &nodes[parent].tree, t->paths, t->numbers, count, err);
	if (rc < 0)
		return rc;
	differs = memchr(t->same, false, count);
	if (differs)
		take_apart(t, &same, &others, (size_t)(differs - t->same));
	if (same.units.count > 0)
		hand_over(t, parent, &same);
	*stop = others;
	return 0;
}

/* Where there is no parent to compare with, what the commit holds at its units. */
static int look(struct tracing *t, struct stop *stop, size_t node, struct err *err)
{
	list_paths(t, stop);
	return compare_paths(t->same, t->leaves, t->repo,
			     &t->repo->graph.nodes.at[node].tree, NULL, t->paths,
			     t->numbers, stop->units.count, err);
}

/*
 * Units that differ from the one parent's, from `first` on: what that has of them
 * takes their place in the list, which so stays sorted.
 */
static int replace_units(struct tracing *t, struct stop *stop, size_t node,
			 size_t first, struct err *err)
{
	size_t kept = first, count = stop->units.count;
	int rc = 0;

	for (size_t i = first; rc == 0 && i < count; i++) {
		struct unit unit = stop->units.at[i], there = { .path = unit.path };

		if (!t->same[i]) {
			t->place = &there;
			rc = split_unit(t, &unit, node, &t->leaves[i], false, err);
			t->place = NULL;
			unit = there;
		}
		if (unit.lines.count > 0)
			stop->units.at[kept++] = unit;
	}
	if (kept < count)
		t->listed = NULL;
	stop->units.count = kept;
	return rc;
}

/* A commit with one parent that is there, as most are; 1: it was none. */
static int visit_single(struct tracing *t, struct stop *stop, size_t node,
			struct err *err)
{
	const struct graph *graph = &t->repo->graph;
	const struct node *nodes = graph->nodes.at;
	const bool *differs;
	size_t parent;
	int rc;

	if (nodes[node].parent_count != 1)
		return 1;
	parent = graph->parents.at[nodes[node].parents_at];
	rc = graph_read(t->repo, parent, err);
	nodes = graph->nodes.at; /* they may have moved */
	if (rc < 0 || nodes[parent].state == NODE_MISSING)
		return rc < 0 ? rc : 1;
	if (!git_oid_equal(&nodes[node].tree, &nodes[parent].tree)) {
		list_paths(t, stop);
		rc = compare_paths(t->same, t->leaves, t->repo, &nodes[node].tree,
				   &nodes[parent].tree, t->paths, t->numbers,
				   stop->units.count, err);
		differs = rc < 0 ? NULL : memchr(t->same, false, stop->units.count);
		if (differs)
			rc = replace_units(t, stop, node, (size_t)(differs - t->same),
					   err);
		if (rc < 0)
			return rc;
	}
	if (stop->units.count > 0)
		hand_over(t, parent, stop);
	return 0;
}

static int visit(struct tracing *t, size_t node, struct err *err)
{
	struct graph *graph = &t->repo->graph;
	struct stop stop = *stop_of(t, node);
	size_t first = graph->nodes.at[node].parents_at;
	size_t count = graph->nodes.at[node].parent_count, missing = 0;
	struct err trouble = { 0 };
	int rc;

	*stop_of(t, node) = (struct stop){ 0 };
	tidy(t, &stop);
	make_room(t, stop.units.count);
	rc = visit_single(t, &stop, node, &trouble);
	if (rc == 0)
		return 0;
	for (size_t i = 0; rc >= 0 && i < count && stop.units.count > 0; i++) {
		size_t parent = graph->parents.at[first + i];

		rc = graph_read(t->repo, parent, &trouble);
		if (rc >= 0 && graph->nodes.at[parent].state == NODE_MISSING)
			missing++;
		else if (rc >= 0)
			rc = move_same(t, &stop, node, parent, &trouble);
	}
	if (rc >= 0 && missing == count && stop.units.count > 0)
		rc = look(t, &stop, node, &trouble);
	if (rc == -(int)ERR_IO) {
		*err = trouble;
		return rc;
	}
	for (size_t i = 0; i < stop.units.count; i++) {
		/* Where there is no parent, "same" means that it never was. */
		if (rc < 0 || (missing == count && t->same[i])) {
			settle(t, &stop.units.at[i], node, &t->leaves[i].id,
			       TRACE_LOST);
			continue;
		}
		if (split_unit(t, &stop.units.at[i], node, &t->leaves[i], missing > 0,
			       err) < 0)
			return -(int)err->code;
	}
	return 0;
}

/* ---- the start -------------------------------------------------------------- */

static int by_traced_path(const void *a, const void *b)
{
	const struct unit *left = a, *right = b;

	return span_cmp(left->path, right->path);
}

static size_t path_count(const struct traced *lines, size_t count)
{
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		if (lines[i].path >= most)
			most = lines[i].path + 1;
	return most;
}

static void start(struct tracing *t, size_t node, const struct span *paths,
		  size_t count)
{
	size_t path_max = path_count(t->lines, count);
	struct unit *units = ARENA_ARRAY(t->kept, struct unit, path_max + 1);

	for (size_t i = 0; i < count; i++) {
		struct traced *traced = &t->lines[i];
		struct unit *unit = &units[traced->path];

		traced->end = TRACE_LOST;
		traced->commit = traced->was_in = traced->was_id = SPAN_EMPTY;
		traced->was_line = 0;
		unit->path = paths[traced->path];
		if (traced->line > 0)
			*LIST_ADD(t->kept, &unit->lines) =
				(struct carried){ i, traced->line };
	}
	qsort(units, path_max, sizeof(*units), by_traced_path);
	for (size_t i = 0; i < path_max; i++)
		if (units[i].lines.count > 0)
			add_unit(t, node, &units[i]);
}

static int run_from(struct tracing *t, size_t node, const struct span *paths,
		    size_t count, struct err *err)
{
	int rc = graph_read(t->repo, node, err);

	if (rc == 0 && t->repo->graph.nodes.at[node].state == NODE_MISSING)
		rc = err_git(err, GIT_ENOTFOUND, t->repo,
			     &t->repo->graph.nodes.at[node].id, "commit");
	if (rc < 0)
		return rc;
	start(t, node, paths, count);
	while (rc >= 0 && queue_pop(&t->queue, &t->repo->graph, &node))
		rc = visit(t, node, err);
	return rc < 0 ? rc : 0;
}

int repo_trace(struct traced *lines, size_t count, struct repo *repo,
	       struct span commit, const struct span *paths,
	       const struct trace_rules *rules, struct arena *arena, struct err *err)
{
	struct tracing t = {
		.repo = repo,
		.arena = arena,
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.kept = arena_new(LIMIT_MODEL_BYTES),
		.rules = rules,
		.lines = lines,
		.budget = LIMIT_TRACE_BYTES,
	};
	git_oid id;
	int rc = id_parse(&id, commit, err);

	if (rc == 0 && count > 0)
		rc = run_from(&t, graph_node(repo, &id), paths, count, err);
	arena_free(t.scratch);
	arena_free(t.kept);
	return rc;
}

/* ---- whether it stayed -------------------------------------------------------- */

struct holding {
	struct tracing t;
	size_t from;        /* node that wrote the line */
	unsigned char *way; /* by node: enum way */
	struct span paths[2], key;
	unsigned how;
	struct table *checked; /* blobs that have the line: by id */
};

enum way { WAY_NEW, WAY_OPEN, WAY_ELSEWHERE, WAY_YOUNGER };

/* Which commits that `node` reaches have the line's commit behind them. */
static void find_ways(struct holding *h, size_t node)
{
	const struct graph *graph = &h->t.repo->graph;
	LIST(size_t) stack = { 0 };

	h->way[h->from] = WAY_YOUNGER;
	*LIST_ADD(h->t.kept, &stack) = node;
	while (stack.count > 0) {
		size_t at = stack.at[stack.count - 1];
		const struct node *here = &graph->nodes.at[at];
		bool younger = false, waits = false;

		if (h->way[at] == WAY_YOUNGER || h->way[at] == WAY_ELSEWHERE) {
			stack.count--;
			continue;
		}
		for (size_t i = 0; i < here->parent_count; i++) {
			size_t parent = graph->parents.at[here->parents_at + i];

			if (h->way[parent] == WAY_NEW && h->way[at] == WAY_NEW) {
				*LIST_ADD(h->t.kept, &stack) = parent;
				waits = true;
			}
			younger |= h->way[parent] == WAY_YOUNGER;
		}
		if (waits)
			h->way[at] = WAY_OPEN;
		else
			h->way[at] = younger ? WAY_YOUNGER : WAY_ELSEWHERE;
	}
}

static bool text_has(struct holding *h, struct span text)
{
	const struct trace_rules *rules = h->t.rules;
	struct span line;

	while (span_line(&text, &line))
		if (span_eq(rules->key(rules->ctx, line, h->how, h->t.scratch), h->key))
			return true;
	return false;
}

/* Whether the commit has the line, in the file of then or of now. */
static int has_line(bool *out, struct holding *h, size_t node, struct err *err)
{
	*out = false;
	for (size_t i = 0; i < 2 && !*out; i++) {
		struct leaf leaf;
		struct span text;
		void **slot;
		int rc = leaf_at(&leaf, &h->t, node, h->paths[i], err);

		if (rc < 0)
			return rc;
		if (!is_file(leaf.mode))
			continue;
		slot = table_slot(h->checked, (struct span){ (const char *)leaf.id.id,
							     sizeof(leaf.id.id) });
		*out = *slot != NULL;
		if (*out)
			break;
		rc = read_text(&text, &h->t, &leaf.id, err);
		if (rc < 0)
			return rc;
		*out = text_has(h, text);
		if (*out)
			*slot = h;
		arena_clear(h->t.scratch);
	}
	return 0;
}

/* A merge of two that are younger than the line: both must have it. */
static int check_merge(bool *out, struct holding *h, size_t node, struct err *err)
{
	const struct graph *graph = &h->t.repo->graph;
	const struct node *here = &graph->nodes.at[node];
	size_t younger = 0;
	int rc = 0;

	*out = true;
	for (size_t i = 0; i < here->parent_count; i++)
		younger +=
			h->way[graph->parents.at[here->parents_at + i]] == WAY_YOUNGER;
	for (size_t i = 0; rc == 0 && *out && younger > 1 && i < here->parent_count;
	     i++) {
		size_t parent = graph->parents.at[here->parents_at + i];

		if (h->way[parent] == WAY_YOUNGER)
			rc = has_line(out, h, parent, err);
	}
	return rc;
}

static int hold(bool *out, struct holding *h, const git_oid *head, const git_oid *from,
		struct err *err)
{
	struct repo *repo = h->t.repo;
	size_t node = graph_node(repo, head), count;
	int rc = graph_reach(repo, node, err);

	h->from = graph_node(repo, from);
	count = repo->graph.nodes.count;
	h->way = ARENA_ARRAY(h->t.kept, unsigned char, count);
	if (rc < 0)
		return rc;
	find_ways(h, node);
	*out = h->way[node] == WAY_YOUNGER;
	for (size_t i = 0; rc == 0 && *out && i < count; i++)
		if (h->way[i] == WAY_YOUNGER && i != h->from)
			rc = check_merge(out, h, i, err);
	return rc;
}

int repo_trace_held(bool *out, struct repo *repo, struct span commit,
		    const struct traced *found, struct span path, struct span line,
		    const struct trace_rules *rules, struct err *err)
{
	struct holding h = {
		.t = { .repo = repo,
		       .scratch = arena_new(LIMIT_SCRATCH_BYTES),
		       .kept = arena_new(LIMIT_MODEL_BYTES),
		       .rules = rules,
		       .budget = LIMIT_TRACE_BYTES },
		.paths = { path, found->was_in },
		.how = found->how,
	};
	git_oid head, from;
	int rc = id_parse(&head, commit, err);

	*out = false;
	if (rc == 0)
		rc = id_parse(&from, found->commit, err);
	if (rc == 0) {
		h.checked = table_new(h.t.kept);
		h.key = arena_copy(h.t.kept,
				   rules->key(rules->ctx, line, found->how, h.t.kept));
		rc = hold(out, &h, &head, &from, err);
	}
	arena_free(h.t.scratch);
	arena_free(h.t.kept);
	if (rc < 0)
		*out = false;
	return rc;
}
