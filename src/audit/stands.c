#include "audit/stands.h"

#include "base/limits.h"
#include "base/program.h"
#include "trust/digest.h"

#include <string.h>

/* Every part ends with a NUL and stands at its place, said or not. */
static void add(struct digest *key, struct span part)
{
	digest_add(key, part);
	digest_add(key, (struct span){ "", 1 });
}

static void add_text(struct digest *key, const char *part)
{
	add(key, span_of(part));
}

static void add_flag(struct digest *key, bool part)
{
	add_text(key, part ? "1" : "0");
}

static void add_run(struct digest *key, const struct run *run)
{
	char as_of[CLOCK_TEXT];

	add(key, run->commit);
	add(key, run->ref);
	add(key, run->source_uri);
	add(key, run->subject);
	add(key, run->tool);
	add(key, run->sandbox);
	add_text(key, clock_format(run->as_of, as_of));
	add_text(key, run->as_of_from);
	add_flag(key, run->dirty);
	add_flag(key, run->reads_work_tree);
}

static void add_options(struct digest *key, const struct audit_options *options)
{
	add_text(key, options->profile);
	add_text(key, options->bypass_by);
	add_text(key, options->bypass_why);
	add_flag(key, options->config != NULL);
	add_text(key, options->config ? options->config->sha256 : "");
	add_flag(key, options->trust_in_tree);
	for (size_t i = 0; options->own_output && options->own_output[i]; i++)
		add_text(key, options->own_output[i]);
	add_text(key, "");
	for (size_t i = 0; i < options->trust_file_count; i++) {
		add_text(key, options->trust_files[i].role);
		add_text(key, options->trust_files[i].name);
		add_text(key, options->trust_files[i].sha256);
	}
	add_text(key, "");
	for (size_t i = 0; i < options->statements.count; i++) {
		add(key, options->statements.at[i].name);
		add(key, options->statements.at[i].text);
		add(key, options->statements.at[i].armour);
	}
}

/* What a key of this form cannot tell apart. */
static bool is_beyond(const struct audit_options *options,
		      const struct repo_facts *facts)
{
	return options->as_of_now || options->trust_ref || facts->shallow ||
	       facts->partial ||
	       (options->evidence_dirs && options->evidence_dirs[0]);
}

bool stands_key(char out[65], const struct audit_options *options,
		const struct run *run, const struct repo_facts *facts)
{
	struct digest *key;
	struct buf program;
	bool known;

	out[0] = '\0';
	if (is_beyond(options, facts))
		return false;
	key = digest_start();
	buf_init(&program, LIMIT_RECORD_LINE);
	known = program_identity(&program) && !program.over;
	add(key, buf_span(&program));
	buf_release(&program);
	add(key, facts->name);
	add_flag(key, facts->has_replacements);
	add_run(key, run);
	add_options(key, options);
	digest_finish_hex(key, out);
	return known;
}

bool stands_still(const struct standing *known, const char *key, struct repo *repo,
		  struct span tree_id)
{
	return known->row > 0 && key[0] != '\0' && strcmp(known->key, key) == 0 &&
	       seen_same(repo, tree_id, known->seen);
}

void stands_note(struct store *store, const struct run *run, const char *key,
		 const struct seen *seen)
{
	struct standing standing = { .row = run->row };
	struct buf record;

	if (key[0] == '\0')
		return;
	memcpy(standing.key, key, sizeof(standing.key));
	buf_init(&record, LIMIT_CACHE_ENTRY);
	seen_write(&record, seen);
	standing.seen = buf_span(&record);
	if (!record.over)
		standing_put(store, &standing);
	buf_release(&record);
}
