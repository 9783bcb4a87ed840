#include "audit/reading.h"

#include "audit/links.h"
#include "audit/trial.h"
#include "base/limits.h"
#include "readers/gate.h"
#include "readers/reader.h"
#include "readers/wire.h"
#include "store/cache.h"
#include "store/facts.h"
#include "store/kept.h"
#include "text/glob.h"
#include "text/unpack.h"
#include "trust/digest.h"

#include <stdio.h>

/* ---- the bytes --------------------------------------------------------- */

/* The archive whose members are being read, and those of them in memory. */
struct open_archive {
	struct span path; /* its real path; empty: none */
	struct arena *bytes, *window;
	struct span whole;
	struct unpack_list list;
	struct span *members; /* of list.members, `from` to `to` - 1 */
	size_t from, to;
};

static int open_archive(struct open_archive *open, struct gather *gather,
			const struct artifact *member, struct err *err)
{
	size_t index = gather_find(gather, member->container);
	int rc;

	if (span_eq(open->path, member->container))
		return 0;
	arena_clear(open->bytes);
	arena_clear(open->window);
	open->path = SPAN_EMPTY;
	open->from = open->to = 0;
	if (index == ARTIFACT_NONE)
		return err_set(err, ERR_INTERNAL, "a member of no archive");
	rc = gather_bytes(&open->whole, gather, &gather->report->artifacts.at[index],
			  open->bytes, err);
	if (rc == 0)
		rc = unpack_list(&open->list, open->whole, open->bytes, err);
	if (rc == 0)
		open->path = member->container;
	return rc;
}

static size_t member_index(const struct unpack_list *list, struct span path)
{
	size_t low = 0, high = list->members.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (span_cmp(list->members.at[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int fetch_member(struct span *out, struct open_archive *open,
			struct gather *gather, const struct artifact *member,
			struct err *err)
{
	size_t at;
	int rc = open_archive(open, gather, member, err);

	if (rc < 0)
		return rc;
	at = member_index(&open->list,
			  span_from(gather_place(member), open->path.len + 2));
	if (at == open->list.members.count)
		return err_set(err, ERR_ABSENT, "it is no longer in the archive");
	if (open->list.members.at[at].size > LIMIT_ARTIFACT_BYTES)
		return err_set(err, ERR_LIMIT, "it has %ju bytes; the limit is %zu",
			       (uintmax_t)open->list.members.at[at].size,
			       LIMIT_ARTIFACT_BYTES);
	if (at < open->from || at >= open->to) {
		arena_clear(open->window);
		open->from = at;
		open->to = unpack_window(&open->list, at);
		open->members =
			ARENA_ARRAY(open->window, struct span, open->to - open->from);
		rc = unpack_read(open->members, &open->list, open->whole, open->from,
				 open->to, LIMIT_ARTIFACT_BYTES, open->window, err);
	}
	if (rc == 0)
		*out = open->members[at - open->from];
	else
		open->path = SPAN_EMPTY;
	return rc;
}

/* What could not be had is recorded with its reason; the run goes on. */
static void mark_unfetched(struct gather *gather, struct artifact *artifact,
			   const struct err *err)
{
	struct finding *finding;
	struct err ignored = { 0 };

	artifact->detail = arena_copy(gather->arena, span_of(err->what));
	if (err->code == ERR_LIMIT) {
		artifact->status = ARTIFACT_TOO_BIG;
		artifact->reason = SPAN_LIT("too-big");
		if (artifact->origin == ORIGIN_TREE)
			repo_blob_size(&artifact->size, gather->repo, artifact->oid,
				       &ignored);
		return;
	}
	artifact->status = ARTIFACT_UNREADABLE;
	artifact->reason = SPAN_LIT("object-missing");
	finding = LIST_ADD(gather->arena, &gather->report->findings);
	*finding = (struct finding){
		.rule = finding_rule_of(SPAN_LIT("object-missing")),
		.path = artifact->path,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = artifact->detail,
	};
}

static void say_withheld(struct gather *gather, const struct artifact *artifact)
{
	struct finding *finding = LIST_ADD(gather->arena, &gather->report->findings);

	*finding = (struct finding){
		.rule = finding_rule_of(span_is(artifact->withheld_why, GATE_UNSEEN)
						? SPAN_LIT("packed-unseen")
						: SPAN_LIT("secret-found")),
		.path = artifact->path,
		.item = ITEM_NONE,
		.other_item = ITEM_NONE,
		.message = artifact->withheld_why,
	};
}

/* A rule may name the format of the artifacts it cites. */
static const char *format_of(const struct gather *gather, struct span path)
{
	for (size_t i = 0; i < gather->config->rules.count; i++) {
		const struct config_rule *rule = &gather->config->rules.at[i];

		if (rule->format.len == 0)
			continue;
		for (size_t e = 0; e < rule->evidence.count; e++) {
			struct span locator = rule->evidence.at[e], kind;

			span_split(&locator, ':', &kind);
			if (!span_split(&locator, ' ', &kind))
				continue;
			if (glob_match(kind, path, 0))
				return arena_string(gather->arena, rule->format);
		}
	}
	return NULL;
}

/* ---- one artifact ------------------------------------------------------ */

/* Where the records of an artifact come from. */
enum source {
	SOURCE_NONE,    /* there is nothing to read; the artifact says why */
	SOURCE_READERS, /* in a worker, or here where there are none */
	SOURCE_CACHE,
	SOURCE_KEPT, /* the facts are there already, of the run before */
};

/* An artifact between request() and done(). */
struct slot {
	struct arena *arena; /* its bytes, and what it says until it is told */
	enum source source;
	bool fetched;
	struct span bytes;
	struct err trouble;    /* why the bytes could not be had */
	const char *format;    /* that a rule names, or NULL */
	struct buf head;       /* of the request */
	char key[DIGEST_TEXT]; /* in the cache */
	struct cache_entry entry;
	struct kept_entry kept;
	struct span earlier; /* copy of bytes that were not fetched; or empty */
};

struct reading {
	struct gather *gather;
	bool keeps;           /* facts of the run before may stay */
	struct buf told;      /* what the reader said of one artifact */
	struct span revision; /* of readers and records: part of every key */
	struct arena *scratch;
	struct slot slots[JAIL_WINDOW];
	struct open_archive archive;

	/* Of the artifact that is being told. */
	bool begun;
	struct wire_in in;
	struct links links;
	struct fact_sink sink; /* the store's, behind `links` */
	struct buf records;    /* for the cache; over: too many */
};

static struct artifact *artifact_of(const struct reading *reading, size_t piece)
{
	return &reading->gather->report->artifacts.at[piece];
}

static struct slot *slot_of(struct reading *reading, size_t piece)
{
	return &reading->slots[piece % JAIL_WINDOW];
}

static const struct audit_cache *cache_rules(const struct reading *reading)
{
	return &reading->gather->options->cache;
}

/*
 * Everything that decides what the readers make of it: the bytes, known by git's
 * id or by their digest, the path, a format that a rule names, the readers.
 */
static void make_key(struct slot *slot, const struct reading *reading,
		     const struct artifact *artifact)
{
	struct digest *digest = digest_start();
	const struct span parts[] = {
		reading->revision,
		artifact->oid.len ? artifact->oid : span_of(artifact->sha256),
		span_of(slot->format),
		span_of(artifact_origin_word[artifact->origin]),
		artifact->path,
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		digest_add(digest, parts[i]);
		digest_add(digest, (struct span){ "", 1 }); /* none of them has a NUL */
	}
	digest_finish_hex(digest, slot->key);
}

static int take_nothing(void *ctx, const struct fact *fact, struct err *err)
{
	(void)ctx;
	(void)fact;
	(void)err;
	return 0;
}

/* Whether the records can be read, before anything is done with them. */
static bool makes_sense(struct slot *slot)
{
	struct fact_sink nobody = { take_nothing, NULL };
	struct artifact artifact = { .id = 0 };
	struct err ignored = { 0 };
	struct wire_in in;

	wire_in_init(&in, &artifact, &nobody, slot->arena);
	return wire_take(&in, slot->entry.records, &ignored) == 0 &&
	       wire_end(&in, &ignored) == 0;
}

/* Whether the entry is about the bytes that were fetched, if they were. */
static bool is_about_bytes(const struct slot *slot, const struct artifact *artifact)
{
	return !slot->fetched || (slot->entry.size == artifact->size &&
				  strcmp(slot->entry.sha256, artifact->sha256) == 0);
}

/* An entry whose bytes are not what was put is none: it is read afresh. */
static bool find_in_cache(struct slot *slot, struct reading *reading,
			  const struct artifact *artifact)
{
	struct audit_tally *tally = reading->gather->options->tally;
	char check[DIGEST_TEXT];

	if (!cache_rules(reading)->find ||
	    !cache_find(&slot->entry, reading->gather->store, span_of(slot->key),
			slot->arena))
		return false;
	digest_sha256_hex(slot->entry.records, check);
	if (strcmp(check, slot->entry.check) == 0 &&
	    digest_is_hex(span_of(slot->entry.sha256)) &&
	    is_about_bytes(slot, artifact) && makes_sense(slot))
		return true;
	if (tally)
		tally->damaged++;
	return false;
}

/* ---- facts that stay ------------------------------------------------------ */

static void digest_kept(char out[DIGEST_TEXT], const struct kept_entry *entry)
{
	struct digest *digest = digest_start();
	char size[24];

	snprintf(size, sizeof(size), "%ju ", (uintmax_t)entry->size);
	digest_add(digest, span_of(size));
	digest_add(digest, span_of(entry->sha256));
	digest_add(digest, entry->told);
	digest_add(digest, entry->counts);
	digest_finish_hex(digest, out);
}

/* What the reader said, and what was counted then, once more. */
static bool tell_kept(struct artifact *artifact, struct reading *reading,
		      const struct kept_entry *entry)
{
	struct fact_sink nobody = { take_nothing, NULL };
	struct err ignored = { 0 };
	struct wire_in in;

	wire_in_init(&in, artifact, &nobody, reading->gather->arena);
	return wire_take(&in, entry->told, &ignored) == 0 &&
	       wire_end(&in, &ignored) == 0 &&
	       kept_read_counts(&artifact->counts, reading->gather->store,
				entry->counts);
}

/*
 * Not where a document has links: whether they lead anywhere is decided by the tree,
 * which is another one (links.h).
 */
static bool find_kept(struct slot *slot, struct reading *reading,
		      const struct artifact *artifact)
{
	struct artifact told = { .id = 0 };
	char check[DIGEST_TEXT];

	if (!reading->keeps ||
	    !kept_find(&slot->kept, reading->gather->store, artifact->id,
		       span_of(slot->key), slot->arena))
		return false;
	digest_kept(check, &slot->kept);
	slot->entry.size = slot->kept.size;
	memcpy(slot->entry.sha256, slot->kept.sha256, sizeof(slot->entry.sha256));
	return strcmp(check, slot->kept.check) == 0 &&
	       digest_is_hex(span_of(slot->kept.sha256)) &&
	       is_about_bytes(slot, artifact) &&
	       tell_kept(&told, reading, &slot->kept) && told.counts.links == 0;
}

/* Where it says nothing that another tree would change: see find_kept(). */
static void keep_for_next(struct reading *reading, struct slot *slot,
			  const struct artifact *artifact)
{
	struct kept_entry entry = { .size = artifact->size };
	struct buf counts;

	if (!cache_rules(reading)->put || slot->source == SOURCE_NONE ||
	    !reading->in.finished)
		return;
	buf_clear(&reading->told);
	wire_tell(&reading->told, artifact);
	buf_init(&counts, LIMIT_RECORD_LINE);
	kept_write_counts(&counts, reading->gather->store, &artifact->counts);
	entry.told = buf_span(&reading->told);
	entry.counts = buf_span(&counts);
	memcpy(entry.sha256, artifact->sha256, sizeof(entry.sha256));
	digest_kept(entry.check, &entry);
	if (!counts.over && !reading->told.over)
		kept_put(reading->gather->store, artifact->id, span_of(slot->key),
			 &entry);
	buf_release(&counts);
}

/*
 * Whether most of the facts there are what they would be: sweeping all of them is
 * cheaper than taking out many.
 */
static bool most_may_stay(struct reading *reading)
{
	const struct report *report = reading->gather->report;
	struct slot slot = { .arena = arena_new(LIMIT_SCRATCH_BYTES) };
	size_t same = 0, read = 0;

	for (size_t i = 0; i < report->artifacts.count; i++) {
		struct artifact *artifact = &report->artifacts.at[i];

		if (artifact->reason.len > 0)
			continue;
		read++;
		if (artifact->oid.len == 0)
			continue;
		slot.format = format_of(reading->gather, artifact->path);
		make_key(&slot, reading, artifact);
		same += kept_find(&slot.kept, reading->gather->store, artifact->id,
				  span_of(slot.key), slot.arena);
		arena_clear(slot.arena);
	}
	arena_free(slot.arena);
	return same > 0 && same >= read - same;
}

/* In the slot's arena: the archive may be gone when its members are told. */
static int fetch(struct slot *slot, struct reading *reading,
		 const struct artifact *artifact)
{
	struct gather *gather = reading->gather;
	struct span bytes;
	int rc;

	if (artifact->origin != ORIGIN_MEMBER)
		return gather_bytes(&slot->bytes, gather, artifact, slot->arena,
				    &slot->trouble);
	rc = fetch_member(&bytes, &reading->archive, gather, artifact, &slot->trouble);
	if (rc == 0)
		slot->bytes = arena_copy(slot->arena, bytes);
	return rc;
}

/* The bytes, their size and digest; false where they cannot be had. */
static bool have_bytes(struct slot *slot, struct reading *reading,
		       struct artifact *artifact)
{
	if (slot->fetched)
		return true;
	if (fetch(slot, reading, artifact) < 0)
		return false;
	slot->fetched = true;
	artifact->size = slot->bytes.len;
	digest_sha256_hex(slot->bytes, artifact->sha256);
	return true;
}

/* The run has an end of bytes; what comes later in path order is not read. */
static bool fits_budget(struct gather *gather, struct artifact *artifact)
{
	/* What an earlier run read, or an archive holds, may be more than this one may.
	 */
	if (artifact->size > gather->config->limits.artifact_bytes) {
		artifact->status = ARTIFACT_TOO_BIG;
		artifact->reason = SPAN_LIT("too-big");
		artifact->detail =
			SPAN_LIT("it is larger than [limit] artifact-size allows");
		return false;
	}
	if (artifact->size > gather->bytes_left) {
		artifact->status = ARTIFACT_TOO_BIG;
		artifact->reason = SPAN_LIT("run-budget");
		artifact->detail =
			SPAN_LIT("all files before it took what one run reads");
		return false;
	}
	gather->bytes_left -= artifact->size;
	return true;
}

/* Bytes without a git id are known by their digest alone. */
static bool needs_bytes(const struct gather *gather, const struct artifact *artifact)
{
	return artifact->oid.len == 0 ||
	       (gather->options->keep.put && !gather->options->keep.has);
}

/*
 * The facts are known, and their bytes are wanted for a copy: that of the report
 * before will do, where it is what the entry is about.  False where there is none and
 * the bytes cannot be had; *cached is false where the entry is not about them.
 */
static bool have_copy(bool *cached, struct slot *slot, struct reading *reading,
		      struct artifact *artifact)
{
	struct gather *gather = reading->gather;

	if (slot->fetched || !gather->options->keep.put)
		return true;
	slot->earlier = gather_earlier(gather, artifact->path, slot->entry.sha256,
				       slot->entry.size);
	if (slot->earlier.len > 0)
		return true;
	if (!have_bytes(slot, reading, artifact))
		return false;
	*cached = is_about_bytes(slot, artifact);
	if (!*cached && gather->options->tally)
		gather->options->tally->damaged++;
	return true;
}

static enum source find_source(struct slot *slot, struct reading *reading,
			       struct artifact *artifact)
{
	struct gather *gather = reading->gather;
	bool cached, kept;

	slot->fetched = false;
	slot->earlier = SPAN_EMPTY;
	slot->format = format_of(gather, artifact->path);
	if (needs_bytes(gather, artifact) && !have_bytes(slot, reading, artifact))
		return SOURCE_NONE;
	make_key(slot, reading, artifact);
	kept = find_kept(slot, reading, artifact);
	cached = kept || find_in_cache(slot, reading, artifact);
	if (cached && !have_copy(&cached, slot, reading, artifact))
		return SOURCE_NONE;
	if (cached) {
		artifact->size = slot->entry.size;
		memcpy(artifact->sha256, slot->entry.sha256, sizeof(artifact->sha256));
	} else if (!have_bytes(slot, reading, artifact)) {
		return SOURCE_NONE;
	}
	if (!fits_budget(gather, artifact))
		return SOURCE_NONE;
	if (!cached)
		return SOURCE_READERS;
	return kept ? SOURCE_KEPT : SOURCE_CACHE;
}

/* jail_work.request: 1 where no worker is asked. */
static int request(void *ctx, size_t piece, struct jail_request *out, struct err *err)
{
	struct reading *reading = ctx;
	struct artifact *artifact = artifact_of(reading, piece);
	struct slot *slot = slot_of(reading, piece);
	const struct audit_progress *progress = &reading->gather->options->progress;

	(void)err;
	if (progress->step)
		progress->step(progress->ctx, "reading evidence", piece,
			       reading->gather->report->artifacts.count);
	if (!slot->arena)
		slot->arena = arena_new(LIMIT_SCRATCH_BYTES);
	slot->trouble = (struct err){ 0 };
	slot->source = SOURCE_NONE;
	if (artifact->reason.len == 0) /* else nobody reads it */
		slot->source = find_source(slot, reading, artifact);
	if (slot->source != SOURCE_READERS)
		return 1;
	buf_clear(&slot->head);
	wire_ask(&slot->head, artifact, slot->format);
	out->head = buf_span(&slot->head);
	out->body = slot->bytes;
	return 0;
}

/* ---- what the readers made of it ---------------------------------------- */

static int begin(struct reading *reading, size_t piece, struct err *err)
{
	struct gather *gather = reading->gather;
	struct artifact *artifact = artifact_of(reading, piece);
	int rc;

	if (reading->begun)
		return 0;
	reading->begun = true;
	buf_clear(&reading->records);
	reading->records.over = !cache_rules(reading)->put;
	if (slot_of(reading, piece)->source == SOURCE_KEPT) {
		facts_kept(gather->store, artifact);
		return 0;
	}
	rc = facts_begin(gather->store, gather->report->run.row, artifact, err);
	if (rc < 0)
		return rc;
	reading->sink =
		links_sink(&reading->links, artifact, facts_sink(gather->store));
	wire_in_init(&reading->in, artifact, &reading->sink, gather->arena);
	return 0;
}

static void keep_records(struct reading *reading, struct span records)
{
	if (reading->records.over)
		return;
	buf_add(&reading->records, records);
}

/* jail_work.part */
static int part(void *ctx, size_t piece, struct span records, struct err *err)
{
	struct reading *reading = ctx;
	int rc = begin(reading, piece, err);

	if (rc < 0)
		return rc;
	keep_records(reading, records);
	return wire_take(&reading->in, records, err);
}

/* jail_work.again */
static int again(void *ctx, size_t piece, struct err *err)
{
	struct reading *reading = ctx;
	struct artifact *artifact = artifact_of(reading, piece);

	if (!reading->begun)
		return 0;
	buf_clear(&reading->records);
	reading->records.over = !cache_rules(reading)->put;
	reading->sink = links_sink(&reading->links, artifact,
				   facts_sink(reading->gather->store));
	wire_in_init(&reading->in, artifact, &reading->sink, reading->gather->arena);
	return facts_again(reading->gather->store, err);
}

/* clang-format off: how a worker ends, and what that makes of its artifact */
static const struct {
	struct span reason, detail;
} deaths[JAIL_ENDS] = {
	[JAIL_CRASHED] = { SPAN_INIT("worker-died"),
			   SPAN_INIT("the reader died over it, twice") },
	[JAIL_FORBIDDEN] = { SPAN_INIT("worker-died"),
			     SPAN_INIT("the reader did what it may not do, and was "
				       "ended") },
	[JAIL_SLOW] = { SPAN_INIT("worker-timeout"),
			SPAN_INIT("the reader took too long") },
	[JAIL_MEMORY] = { SPAN_INIT("worker-memory"),
			  SPAN_INIT("the reader needed too much memory") },
};
/* clang-format on */

/* Nothing of what it said counts. */
static void mark_dead(struct artifact *artifact, enum jail_end end)
{
	artifact->format = SPAN_LIT("none");
	artifact->family = FAMILY_NONE;
	artifact->reader_revision = 0;
	artifact->counts = (struct fact_counts){ 0 };
	artifact->about = (struct fact_about){ .generated_at = CLOCK_NONE };
	artifact->packing = NULL;
	artifact->status = ARTIFACT_UNREADABLE;
	artifact->reason = deaths[end].reason;
	artifact->detail = deaths[end].detail;
	artifact->err_offset = 0;
	artifact->err_line = artifact->err_column = 0;
	/* Nobody could look into it for secrets either. */
	artifact->withheld = true;
	artifact->withheld_why = SPAN_LIT(GATE_UNSEEN);
}

/* They were looked through when they were found. */
static int take_cached(struct reading *reading, struct slot *slot, struct err *err)
{
	int rc = wire_take(&reading->in, slot->entry.records, err);

	return rc > 0 ? err_set(err, ERR_INTERNAL, "cached records changed") : rc;
}

/* It made sense when it was found. */
static int take_kept(struct reading *reading, struct slot *slot,
		     struct artifact *artifact, struct err *err)
{
	if (!tell_kept(artifact, reading, &slot->kept))
		return err_set(err, ERR_INTERNAL, "kept records changed");
	cache_use(reading->gather->store, span_of(slot->key));
	return 0;
}

/* Ready to be found again: only what was read to its end, and by itself. */
static void put_in_cache(struct reading *reading, struct slot *slot,
			 const struct artifact *artifact)
{
	struct cache_entry entry = { .size = artifact->size };

	if (reading->records.over || slot->source != SOURCE_READERS)
		return;
	entry.records = buf_span(&reading->records);
	memcpy(entry.sha256, artifact->sha256, sizeof(entry.sha256));
	digest_sha256_hex(entry.records, entry.check);
	cache_put(reading->gather->store, span_of(slot->key), &entry);
}

static int end_facts(struct reading *reading, struct slot *slot,
		     struct artifact *artifact, struct err *err)
{
	int rc;

	links_end(&reading->links, artifact, reading->gather->report);
	rc = facts_end(reading->gather->store, artifact, err);
	if (rc < 0)
		return rc;
	/* Not before: what cannot be read is rolled back, and is worth keeping. */
	put_in_cache(reading, slot, artifact);
	keep_for_next(reading, slot, artifact);
	return 0;
}

/* The artifact's row is complete: facts stay or go, the copy is made. */
static int settle(struct reading *reading, struct slot *slot, struct artifact *artifact,
		  struct err *err)
{
	struct gather *gather = reading->gather;
	int rc = 0;

	if (slot->source != SOURCE_KEPT)
		rc = end_facts(reading, slot, artifact, err);
	if (rc == 0 && artifact->withheld)
		say_withheld(gather, artifact);
	else if (rc == 0 && slot->earlier.len > 0)
		rc = gather_keep_earlier(&artifact->raw_name, gather, artifact->path,
					 artifact->sha256, slot->earlier, err);
	else if (rc == 0 && slot->source != SOURCE_NONE)
		rc = gather_keep(&artifact->raw_name, gather, artifact->path,
				 artifact->sha256, slot->bytes, err);
	reading->begun = false;
	arena_clear(slot->arena);
	return rc;
}

/* ---- in this process ---------------------------------------------------- */

/* A sink that goes on to the store, and makes records of what passes. */
struct tee {
	struct wire_out out;
	struct reading *reading;
};

static int tee_put(void *ctx, struct span records, struct err *err)
{
	struct tee *tee = ctx;

	(void)err;
	keep_records(tee->reading, records);
	return 0;
}

static int tee_add(void *ctx, const struct fact *fact, struct err *err)
{
	struct tee *tee = ctx;
	int rc = wire_add(&tee->out, fact, err);

	return rc < 0 ? rc : fact_add(&tee->reading->sink, fact, err);
}

static int tee_past(void *ctx, const struct fact *fact, struct err *err)
{
	struct tee *tee = ctx;

	return wire_add_past(&tee->out, fact, err);
}

/* Without a jail: for debuggers, and for caches that were damaged. */
static int read_here(struct reading *reading, struct slot *slot,
		     struct artifact *artifact, struct err *err)
{
	struct tee tee = { .out.put = tee_put, .reading = reading };
	struct fact_sink all = { tee_add, &tee }, past = { tee_past, &tee };
	bool records = !reading->records.over;
	int rc;

	tee.out.ctx = &tee;
	wire_out_init(&tee.out);
	rc = reader_read_past(artifact, slot->bytes, slot->format,
			      records ? &all : &reading->sink, records ? &past : NULL,
			      reading->scratch, reading->gather->arena, err);
	if (rc == 0 && records)
		rc = wire_finish(&tee.out, artifact, err);
	wire_out_release(&tee.out);
	arena_clear(reading->scratch);
	return rc;
}

/* ---- the run ------------------------------------------------------------- */

/* jail_work.done */
static int done(void *ctx, size_t piece, enum jail_end end, struct err *err)
{
	struct reading *reading = ctx;
	struct artifact *artifact = artifact_of(reading, piece);
	struct slot *slot = slot_of(reading, piece);
	struct audit_tally *tally = reading->gather->options->tally;
	int rc = begin(reading, piece, err);

	if (rc < 0)
		return rc;
	if (slot->trouble.code != ERR_OK) {
		mark_unfetched(reading->gather, artifact, &slot->trouble);
	} else if (slot->source == SOURCE_KEPT) {
		rc = take_kept(reading, slot, artifact, err);
		if (tally)
			tally->cached++;
	} else if (slot->source == SOURCE_CACHE) {
		rc = take_cached(reading, slot, err);
		if (tally)
			tally->cached++;
	} else if (slot->source == SOURCE_READERS && end != JAIL_DONE) {
		mark_dead(artifact, end);
		reading->records.over = true;
		reading->in.finished = false;
	} else if (slot->source == SOURCE_READERS) {
		rc = wire_end(&reading->in, err);
	}
	return rc == 0 ? settle(reading, slot, artifact, err) : rc;
}

/* Every artifact after the other, in this process. */
static int read_all_here(struct reading *reading, size_t count, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < count; i++) {
		struct jail_request ignored;
		struct artifact *artifact = artifact_of(reading, i);

		rc = request(reading, i, &ignored, err);
		if (rc == 0)
			rc = begin(reading, i, err);
		else
			rc = 0;
		if (rc == 0 && slot_of(reading, i)->source == SOURCE_READERS) {
			rc = read_here(reading, slot_of(reading, i), artifact, err);
			reading->in.finished = true;
		}
		if (rc == 0)
			rc = done(reading, i, JAIL_DONE, err);
	}
	return rc;
}

static int read_all(struct reading *reading, struct err *err)
{
	size_t count = reading->gather->report->artifacts.count;
	struct jail_work work = { count, request, part, again, done, reading };

	for (size_t i = 0; i < count; i++)
		artifact_of(reading, i)->id = (int64_t)i + 1;
	reading->keeps = cache_rules(reading)->find && most_may_stay(reading);
	if (reading->keeps)
		facts_stay(reading->gather->store);
	if (!reading->gather->options->jail)
		return read_all_here(reading, count, err);
	return jail_run(reading->gather->options->jail, &work, err);
}

struct jail_options reading_jail(void)
{
	size_t request_max = LIMIT_ARTIFACT_BYTES + LIMIT_PATH_BYTES * 4;

	return (struct jail_options){
		.memory = LIMIT_WORKER_BYTES + request_max,
		.cpu_ms = LIMIT_WORKER_CPU_MS,
		.wall_ms = LIMIT_WORKER_WALL_MS,
		.request_max = request_max,
		.reply_max = LIMIT_WORKER_REPLY,
		.deaths = LIMIT_WORKER_DEATHS,
		.prepare = trial_prepare,
		.work = trial_work,
	};
}

int reading_all(struct gather *gather, struct err *err)
{
	struct reading reading = {
		.gather = gather,
		.revision = wire_revision(gather->arena),
		.scratch = arena_new(LIMIT_SCRATCH_BYTES),
		.archive = { .bytes = arena_new(LIMIT_SCRATCH_BYTES),
			     .window = arena_new(LIMIT_SCRATCH_BYTES) },
	};
	int rc;

	links_init(&reading.links, gather);
	buf_init(&reading.records, LIMIT_CACHE_ENTRY);
	buf_init(&reading.told, LIMIT_CACHE_ENTRY);
	for (size_t i = 0; i < JAIL_WINDOW; i++)
		buf_init(&reading.slots[i].head, LIMIT_PATH_BYTES * 4);
	rc = read_all(&reading, err);
	if (rc == 0 && cache_rules(&reading)->put)
		cache_prune(gather->store, LIMIT_CACHE_BYTES);
	for (size_t i = 0; i < JAIL_WINDOW; i++) {
		buf_release(&reading.slots[i].head);
		arena_free(reading.slots[i].arena);
	}
	buf_release(&reading.records);
	buf_release(&reading.told);
	links_release(&reading.links);
	arena_free(reading.archive.bytes);
	arena_free(reading.archive.window);
	arena_free(reading.scratch);
	return rc;
}
