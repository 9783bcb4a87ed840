#include "store/facts.h"

#include "base/limits.h"
#include "base/table.h"
#include "store/drawn.h"
#include "store/kept.h"
#include "store/row.h"

#include <assert.h>

#define NUMBERS      ((int64_t)1 << 24) /* ids that one artifact has */
#define ARTIFACT_IDS ((int64_t)1 << 38) /* ids that artifacts have */

/* clang-format off */

/* What FACTS_WORST_FIRST puts in front of the key; NULL: nothing. */
static const char *const worst_first[FACT_KINDS] = {
	[FACT_SUITE] = "ifnull(said_failures, 0) + ifnull(said_errors, 0) DESC, ",
	[FACT_CASE] = "CASE status WHEN 'failed' THEN 0 WHEN 'error' THEN 0 WHEN 'unknown' THEN 1"
			" WHEN 'todo' THEN 3 WHEN 'skipped' THEN 4 ELSE 5 - 3 * flaky END, ",
	[FACT_COVERAGE] = "CASE scope WHEN 'total' THEN 0 WHEN 'package' THEN 1 ELSE 2 END, ifnull(total, 0) = 0, covered * 10000 / total, ",
	[FACT_SCAN] = "CASE succeeded WHEN 0 THEN 0 WHEN 1 THEN 2 ELSE 1 END, ",
	[FACT_PROBLEM] = "suppressed, ifnull(baseline, '') = 'absent', CASE severity"
			" WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'unknown' THEN 3"
			" WHEN 'low' THEN 4 WHEN 'info' THEN 5 ELSE 6 END, ",
	[FACT_COMPONENT] = "version IS NOT NULL, ",
	[FACT_THRESHOLD] = "ok, ",
	[FACT_JOB] = "continue_on_error DESC, ",
	[FACT_STEP] = "neutralised DESC, ",
	[FACT_DECLARED] = "skipped DESC, ",
	[FACT_VEX] = "status <> 'affected', status <> 'under_investigation', ",
	[FACT_CONTROL] = "CASE result WHEN 'fail' THEN 0 WHEN 'error' THEN 1 WHEN 'unknown' THEN 2 WHEN 'not-reviewed' THEN 3"
			" WHEN 'pass' THEN 5 ELSE 4 END, ",
	[FACT_LINK] = "ifnull(resolves, 2), ",
	[FACT_MIGRATION] = "n_destructive DESC, ",
};

/* clang-format on */

#define ORDER_MAX 200 /* of the worst facts; a page shows no more */

struct order;

struct facts {
	bool open;            /* between facts_begin() and facts_end() */
	int64_t base;         /* artifact id * NUMBERS */
	struct table *orders; /* a struct order by run, artifact and kind; or NULL */
	LIST(struct order *) made;
	struct {
		struct mapping mapping;
		struct batch batch;
		int64_t last;             /* number of the newest fact of this kind */
		sqlite3_stmt *selects[2]; /* by order, while nobody reads */
		sqlite3_stmt *removal;    /* of a range; made by the first who asks */
		sqlite3_stmt *single;     /* one of FACTS_WORST_FIRST */
	} kinds[FACT_KINDS];
};

struct mapping facts_mapping(enum fact_kind kind)
{
	const struct fact_shape *shape = &fact_shapes[kind];

	return (struct mapping){
		shape->table, { shape->key }, shape->columns, shape->count
	};
}

void facts_release(struct facts *facts)
{
	for (size_t i = 0; facts && i < FACT_KINDS; i++) {
		batch_release(&facts->kinds[i].batch);
		for (size_t order = 0; order < 2; order++)
			sqlite3_finalize(facts->kinds[i].selects[order]);
		sqlite3_finalize(facts->kinds[i].removal);
		sqlite3_finalize(facts->kinds[i].single);
	}
}

static struct facts *facts_of(struct store *store)
{
	if (!store->facts) {
		store->facts = ARENA_NEW(store->arena, struct facts);
		for (size_t i = 0; i < FACT_KINDS; i++) {
			store->facts->kinds[i].mapping =
				facts_mapping((enum fact_kind)i);
			batch_init(&store->facts->kinds[i].batch,
				   &store->facts->kinds[i].mapping);
		}
	}
	return store->facts;
}

void facts_forget(struct store *store)
{
	for (size_t i = 0; i < FACT_KINDS; i++)
		batch_drop(&store->facts->kinds[i].batch);
	store->facts->open = false;
}

/* The number that the fact has within its artifact. */
static int number_of(int64_t *out, int64_t *last, const struct fact_shape *shape,
		     const void *record, struct err *err)
{
	*out = ++*last;
	if (shape->number != FACT_NO_NUMBER)
		memcpy(out, (const char *)record + shape->number, sizeof(*out));
	if (*out > 0 && *out < NUMBERS)
		return 0;
	err_set(err, ERR_LIMIT, "more than %lld rows of %s", (long long)NUMBERS - 1,
		shape->table);
	err_tag(err, "too-many-facts");
	return err_fix(err, "split the report");
}

static int add(void *ctx, const struct fact *fact, struct err *err)
{
	struct store *store = ctx;
	struct facts *facts = store->facts;
	const struct fact_shape *shape = &fact_shapes[fact->kind];
	int64_t id;
	int rc;

	assert(facts->open);
	if (!shape->table)
		return 0; /* FACT_ABOUT: the artifact itself keeps it */
	rc = number_of(&id, &facts->kinds[fact->kind].last, shape, &fact->as, err);
	if (rc < 0)
		return rc;
	id += facts->base;
	return batch_add(&facts->kinds[fact->kind].batch, store, &id, &fact->as,
			 facts->base, err);
}

/* ---- facts of the run before -------------------------------------------- */

/*
 * Emptying tables costs nothing; deleting 900,000 rows that lie beside as many new
 * ones costs half a second.
 */
int facts_clear(struct store *store, struct err *err)
{
	int rc = kept_clear(store, err);

	for (unsigned kind = 0; kind < FACT_KINDS && rc == 0; kind++) {
		struct mapping map = facts_mapping((enum fact_kind)kind);

		if (map.table)
			rc = row_clear(store, &map, err);
	}
	return rc;
}

static int prepare_removal(struct store *store, unsigned kind, struct err *err)
{
	const struct mapping *map = &store->facts->kinds[kind].mapping;
	struct buf sql;

	if (store->facts->kinds[kind].removal)
		return 0;
	buf_init(&sql, LIMIT_RECORD_LINE);
	buf_adds(&sql, "DELETE FROM ");
	buf_adds(&sql, map->table);
	buf_adds(&sql, " WHERE ");
	buf_adds(&sql, map->keys[0]);
	buf_adds(&sql, " >= ?1 AND ");
	buf_adds(&sql, map->keys[0]);
	buf_adds(&sql, " < ?2");
	return row_prepare(&store->facts->kinds[kind].removal, store, &sql, err);
}

/* Facts of the artifacts from `first` on, before `end`, go, and what is known of them.
 */
static int remove_facts(struct store *store, int64_t first, int64_t end,
			struct err *err)
{
	struct facts *facts = facts_of(store);
	int rc = kept_remove(store, first, end, err);

	for (unsigned kind = 0; kind < FACT_KINDS && rc == 0; kind++) {
		if (!facts->kinds[kind].mapping.table)
			continue;
		rc = prepare_removal(store, kind, err);
		if (rc < 0)
			break;
		sqlite3_bind_int64(facts->kinds[kind].removal, 1, first * NUMBERS);
		sqlite3_bind_int64(facts->kinds[kind].removal, 2, end * NUMBERS);
		rc = store_done(store, facts->kinds[kind].removal, err);
	}
	return rc;
}

void facts_stay(struct store *store)
{
	assert(store->run_row != 0);
	if (store->old_facts == OLD_FACTS)
		store->old_facts = OLD_FACTS_STAY;
}

int facts_settle(struct store *store, struct err *err)
{
	enum old_facts old = store->old_facts;

	store->old_facts = OLD_FACTS_GONE;
	if (old == OLD_FACTS)
		return facts_clear(store, err);
	return old == OLD_FACTS_STAY
		       ? remove_facts(store, store->next_artifact, ARTIFACT_IDS, err)
		       : 0;
}

void facts_kept(struct store *store, struct artifact *artifact)
{
	assert(store->old_facts == OLD_FACTS_STAY && artifact->id > 0);
	if (artifact->id >= store->next_artifact)
		store->next_artifact = artifact->id + 1;
}

/* Room for the facts of one artifact. */
static int make_room(struct store *store, struct artifact *artifact, struct err *err)
{
	int rc = 0;

	if (artifact->id == 0)
		artifact->id = store->next_artifact;
	if (artifact->id >= store->next_artifact)
		store->next_artifact = artifact->id + 1;
	if (store->old_facts == OLD_FACTS)
		rc = facts_settle(store, err);
	else if (store->old_facts == OLD_FACTS_STAY)
		rc = remove_facts(store, artifact->id, artifact->id + 1, err);
	return rc;
}

/* ---- facts of this run --------------------------------------------------- */

int facts_begin(struct store *store, int64_t run_row, struct artifact *artifact,
		struct err *err)
{
	struct facts *facts = facts_of(store);
	int rc;

	assert(run_row == store->run_row && run_row != 0 && !facts->open);
	rc = make_room(store, artifact, err);
	if (rc == 0)
		rc = store_run(store, "SAVEPOINT artifact", err);
	if (rc < 0)
		return rc;
	facts->open = true;
	facts->base = artifact->id * NUMBERS;
	for (size_t i = 0; i < FACT_KINDS; i++)
		facts->kinds[i].last = 0;
	return 0;
}

int facts_again(struct store *store, struct err *err)
{
	struct facts *facts = store->facts;

	assert(facts->open);
	facts_forget(store);
	facts->open = true;
	for (size_t i = 0; i < FACT_KINDS; i++)
		facts->kinds[i].last = 0;
	return store_run(store, "ROLLBACK TO artifact", err);
}

struct fact_sink facts_sink(struct store *store)
{
	return (struct fact_sink){ add, store };
}

static int keep(struct store *store, struct err *err)
{
	for (size_t i = 0; i < FACT_KINDS; i++) {
		int rc = batch_flush(&store->facts->kinds[i].batch, store, err);

		if (rc < 0)
			return rc;
	}
	return store_run(store, "RELEASE artifact", err);
}

static int drop(struct store *store, struct err *err)
{
	facts_forget(store);
	return store_run(store, "ROLLBACK TO artifact; RELEASE artifact", err);
}

int facts_end(struct store *store, const struct artifact *artifact, struct err *err)
{
	struct err ignored = { 0 };
	int rc;

	assert(store->facts->open);
	store->facts->open = false;
	if (artifact->status != ARTIFACT_OK && artifact->status != ARTIFACT_PARTIAL)
		return drop(store, err);
	rc = keep(store, err);
	if (rc < 0)
		drop(store, &ignored); /* the first error is the one to tell */
	return rc;
}

/* What a reader of that order gets. */
static struct mapping read_mapping(enum fact_kind kind, enum facts_order order)
{
	struct mapping mapping = facts_mapping(kind);

	if (order == FACTS_WORST_FIRST && fact_shapes[kind].shown > 0)
		mapping.count = fact_shapes[kind].shown;
	return mapping;
}

/* Rows of one artifact, a page of them, in that order. */
static int select_rows(sqlite3_stmt **out, struct store *store, enum fact_kind kind,
		       const struct mapping *mapping, enum facts_order order,
		       struct err *err)
{
	const char *key = mapping->keys[0];
	const char *worst = order == FACTS_WORST_FIRST ? worst_first[kind] : NULL;
	struct buf rest;
	int rc;

	buf_init(&rest, 4096);
	buf_addf(&rest,
		 "WHERE %s >= ?1 AND %s < ?2 AND ?5 = (SELECT max(run_id) FROM run)"
		 " ORDER BY %s%s LIMIT ?3 OFFSET ?4",
		 key, key, worst ? worst : "", key);
	buf_addch(&rest, '\0');
	rc = row_select(out, store, mapping, rest.ptr, err);
	buf_release(&rest);
	return rc;
}

/* ---- which are the worst -------------------------------------------------- */

/*
 * The first of an artifact's facts of one kind, worst first.  To find them all of them
 * are looked at and sorted; to know them again takes a list.
 */
struct order {
	int64_t artifact_id;
	enum fact_kind kind;
	bool whole;   /* there are no more than these */
	bool is_kept; /* the database has it */
	size_t count;
	uint32_t numbers[ORDER_MAX]; /* within the artifact */
};

/* Of this store's run; NULL: not known. */
static struct order **order_slot(struct store *store, int64_t artifact_id,
				 enum fact_kind kind)
{
	struct {
		int64_t run, artifact, kind;
	} name = { store->facts_row, artifact_id, (int64_t)kind };
	struct span key = { (const char *)&name, sizeof(name) };

	if (!facts_of(store)->orders)
		store->facts->orders = table_new(store->arena);
	return (struct order **)table_slot(store->facts->orders, key);
}

static bool is_enough(const struct order *order, size_t limit)
{
	return order && (order->whole || (limit > 0 && limit <= order->count));
}

/* A list that was kept for those very facts. */
static struct order *load_order(struct store *store, int64_t artifact_id,
				enum fact_kind kind)
{
	struct order *order;
	struct span numbers;
	bool whole;

	if (!orders_find(&numbers, &whole, store, artifact_id, kind) ||
	    numbers.len % sizeof(uint32_t) != 0 || numbers.len > sizeof(order->numbers))
		return NULL;
	order = ARENA_NEW(store->arena, struct order);
	order->artifact_id = artifact_id;
	order->kind = kind;
	order->is_kept = true;
	order->whole = whole;
	order->count = numbers.len / sizeof(uint32_t);
	for (size_t i = 0; i < order->count; i++)
		for (size_t b = 0; b < sizeof(uint32_t); b++)
			order->numbers[i] |=
				(uint32_t)(unsigned char)numbers.ptr[i * 4 + b]
				<< (8 * b);
	return order;
}

void facts_keep_orders(struct store *store)
{
	struct facts *facts = facts_of(store);
	char numbers[ORDER_MAX * sizeof(uint32_t)];

	for (size_t i = 0; i < facts->made.count; i++) {
		struct order *order = facts->made.at[i];

		for (size_t n = 0; n < order->count; n++)
			for (size_t b = 0; b < sizeof(uint32_t); b++)
				numbers[n * 4 + b] =
					(char)(order->numbers[n] >> (8 * b) & 0xff);
		if (!order->is_kept)
			orders_put(store, order->artifact_id, order->kind,
				   (struct span){ numbers,
						  order->count * sizeof(uint32_t) },
				   order->whole);
		order->is_kept = true;
	}
}

/* ---- facts back out ------------------------------------------------------- */

/* One fact of the current row. */
static int get_fact(struct fact *fact, struct store *store, sqlite3_stmt *stmt,
		    const struct fact_shape *shape, const struct mapping *mapping,
		    struct err *err)
{
	int rc = row_get(&fact->as, store, stmt, mapping, NULL, err);

	if (rc == 0 && shape->number != FACT_NO_NUMBER) {
		int64_t number = sqlite3_column_int64(stmt, 0) & (NUMBERS - 1);

		memcpy((char *)&fact->as + shape->number, &number, sizeof(number));
	}
	return rc;
}

/* `order` takes down which came, where it is not NULL. */
static int hand_out(struct store *store, sqlite3_stmt *stmt, enum fact_kind kind,
		    const struct mapping *mapping, const struct fact_sink *sink,
		    struct order *order, struct err *err)
{
	struct fact fact = { .kind = kind };

	for (size_t seen = 0;; seen++) {
		bool row;
		int rc = store_step(&row, store, stmt, err);

		if (order && rc == 0 && !row)
			order->whole = seen == order->count;
		if (rc < 0 || !row)
			return rc;
		if (order && order->count < ORDER_MAX)
			order->numbers[order->count++] =
				(uint32_t)(sqlite3_column_int64(stmt, 0) &
					   (NUMBERS - 1));
		rc = get_fact(&fact, store, stmt, &fact_shapes[kind], mapping, err);
		if (rc == 0)
			rc = fact_add(sink, &fact, err);
		if (rc < 0)
			return rc;
	}
}

/* One row by its id, of the run that facts are read of. */
static int select_row(sqlite3_stmt **out, struct store *store,
		      const struct mapping *mapping, struct err *err)
{
	struct buf rest;
	int rc;

	buf_init(&rest, 4096);
	buf_adds(&rest, "WHERE ");
	buf_adds(&rest, mapping->keys[0]);
	buf_adds(&rest, " = ?1 AND ?2 = (SELECT max(run_id) FROM run)");
	buf_addch(&rest, '\0');
	rc = row_select(out, store, mapping, rest.ptr, err);
	buf_release(&rest);
	return rc;
}

/* The facts of a list; none where the newest run is another by now. */
static int each_listed(struct store *store, sqlite3_stmt *stmt,
		       const struct order *order, const struct mapping *mapping,
		       size_t limit, const struct fact_sink *sink, struct err *err)
{
	size_t count = limit > 0 && limit < order->count ? limit : order->count;
	struct fact fact = { .kind = order->kind };
	int rc = 0;

	for (size_t i = 0; i < count && rc == 0; i++) {
		bool row;

		sqlite3_bind_int64(stmt, 1,
				   order->artifact_id * NUMBERS + order->numbers[i]);
		sqlite3_bind_int64(stmt, 2, store->facts_row);
		rc = store_step(&row, store, stmt, err);
		if (rc == 0 && row)
			rc = get_fact(&fact, store, stmt, &fact_shapes[order->kind],
				      mapping, err);
		if (rc == 0 && row)
			rc = fact_add(sink, &fact, err);
		sqlite3_reset(stmt);
	}
	return rc;
}

static int each_of_order(struct store *store, const struct order *order, size_t limit,
			 const struct fact_sink *sink, struct err *err)
{
	const struct mapping mapping = read_mapping(order->kind, FACTS_WORST_FIRST);
	sqlite3_stmt **kept = &store->facts->kinds[order->kind].single;
	sqlite3_stmt *stmt = *kept;
	int rc = 0;

	*kept = NULL; /* a sink may read too */
	if (!stmt)
		rc = select_row(&stmt, store, &mapping, err);
	if (rc == 0)
		rc = each_listed(store, stmt, order, &mapping, limit, sink, err);
	sqlite3_finalize(*kept);
	*kept = stmt;
	return rc;
}

/* What is known of the worst, or NULL; *out_new is to be filled by who asks them all.
 */
static const struct order *find_order(struct order **out_new, struct store *store,
				      int64_t artifact_id, enum fact_kind kind,
				      size_t limit)
{
	struct order **slot = order_slot(store, artifact_id, kind);

	*out_new = NULL;
	if (!*slot)
		*slot = load_order(store, artifact_id, kind);
	if (is_enough(*slot, limit))
		return *slot;
	*out_new = ARENA_NEW(store->arena, struct order);
	(*out_new)->artifact_id = artifact_id;
	(*out_new)->kind = kind;
	return NULL;
}

static void take_order(struct store *store, struct order *order)
{
	*order_slot(store, order->artifact_id, order->kind) = order;
	*LIST_ADD(store->arena, &store->facts->made) = order;
}

static int each_by_select(struct store *store, int64_t artifact_id, enum fact_kind kind,
			  enum facts_order order, size_t offset, size_t limit,
			  const struct fact_sink *sink, struct order *worst,
			  struct err *err);

int facts_each(struct store *store, int64_t artifact_id, enum fact_kind kind,
	       enum facts_order order, size_t offset, size_t limit,
	       const struct fact_sink *sink, struct err *err)
{
	const struct order *known;
	struct order *worst = NULL;
	int rc;

	if (order == FACTS_WORST_FIRST && worst_first[kind] && offset == 0 &&
	    store->run_row == 0) {
		known = find_order(&worst, store, artifact_id, kind, limit);
		if (known)
			return each_of_order(store, known, limit, sink, err);
	}
	rc = each_by_select(store, artifact_id, kind, order, offset, limit, sink, worst,
			    err);
	if (rc < 0 || !worst)
		return rc;
	/* A limit that was reached says nothing of what lies behind it. */
	worst->whole = worst->whole && (limit == 0 || worst->count < limit);
	take_order(store, worst);
	return rc;
}

/*
 * The statement is kept for the next artifact: preparing one costs more than a
 * hundred rows.  While it runs its place is empty, so that a sink may read too.
 */
static int each_by_select(struct store *store, int64_t artifact_id, enum fact_kind kind,
			  enum facts_order order, size_t offset, size_t limit,
			  const struct fact_sink *sink, struct order *worst,
			  struct err *err)
{
	const struct mapping mapping = read_mapping(kind, order);
	sqlite3_stmt **kept = &facts_of(store)->kinds[kind].selects[order];
	sqlite3_stmt *stmt = *kept;
	int rc = 0;

	if (!mapping.table)
		return 0;
	*kept = NULL;
	if (!stmt)
		rc = select_rows(&stmt, store, kind, &mapping, order, err);
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(stmt, 1, artifact_id * NUMBERS);
	sqlite3_bind_int64(stmt, 2, (artifact_id + 1) * NUMBERS);
	sqlite3_bind_int64(stmt, 3,
			   limit > 0 && limit < INT64_MAX ? (int64_t)limit : -1);
	sqlite3_bind_int64(stmt, 4, offset < INT64_MAX ? (int64_t)offset : INT64_MAX);
	sqlite3_bind_int64(stmt, 5, store->facts_row);
	rc = hand_out(store, stmt, kind, &mapping, sink, worst, err);
	sqlite3_reset(stmt);
	sqlite3_finalize(*kept);
	*kept = stmt;
	return rc;
}

/*
 * '*' matches any run of bytes.  After a mismatch only the newest '*' has to
 * take more: what an older one took can stay.
 */
static bool matches_star(struct span text, struct span pattern)
{
	size_t t = 0, p = 0, star = pattern.len, from = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.len && pattern.ptr[p] == text.ptr[t]) {
			p++;
			t++;
		} else if (star < pattern.len) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static bool matches_file(struct span file, struct span selector)
{
	ptrdiff_t slash = span_rindex(file, '/');

	return matches_star(file, selector) ||
	       matches_star(span_from(file, (size_t)(slash + 1)), selector);
}

struct choice {
	struct span selector;
	struct arena *arena;
	LIST(bool) suites; /* by number: matched by itself or by one around it */
	int64_t *out;
};

static int choose_suite(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_suite *suite = &fact->as.suite;
	struct choice *choice = ctx;
	bool matched = matches_star(suite->name, choice->selector) ||
		       matches_file(suite->file, choice->selector);

	(void)err;
	while (choice->suites.count < (size_t)suite->number)
		*LIST_ADD(choice->arena, &choice->suites) = false;
	if ((size_t)suite->parent < choice->suites.count)
		matched |= choice->suites.at[suite->parent];
	*LIST_ADD(choice->arena, &choice->suites) = matched;
	return 0;
}

static int choose_case(void *ctx, const struct fact *fact, struct err *err)
{
	const struct fact_case *test = &fact->as.test;
	struct choice *choice = ctx;
	size_t suite = (size_t)test->suite;

	(void)err;
	if ((suite < choice->suites.count && choice->suites.at[suite]) ||
	    matches_star(test->name, choice->selector) ||
	    matches_star(test->classname, choice->selector) ||
	    matches_file(test->file, choice->selector))
		choice->out[test->outcome]++;
	return 0;
}

int facts_cases(int64_t out[TEST_OUTCOMES], struct store *store, int64_t artifact_id,
		struct span selector, struct err *err)
{
	struct choice choice = { .selector = selector, .out = out };
	struct fact_sink suites = { choose_suite, &choice };
	struct fact_sink cases = { choose_case, &choice };
	int rc;

	memset(out, 0, TEST_OUTCOMES * sizeof(*out));
	choice.arena = arena_new(LIMIT_SCRATCH_BYTES);
	rc = facts_each(store, artifact_id, FACT_SUITE, FACTS_IN_ORDER, 0, 0, &suites,
			err);
	if (rc == 0)
		rc = facts_each(store, artifact_id, FACT_CASE, FACTS_IN_ORDER, 0, 0,
				&cases, err);
	arena_free(choice.arena);
	return rc;
}
