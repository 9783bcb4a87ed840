/* muster reproduce: build a bundle's content again, and compare (seal.md 11). */
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "cli/auditing.h"
#include "cli/bundled.h"
#include "cli/content.h"
#include "cli/differing.h"
#include "cli/past.h"
#include "cli/place.h"
#include "cli/print.h"
#include "seal/manifest.h"
#include "seal/paths.h"
#include "seal/unpack.h"
#include "text/json.h"
#include "text/jsonout.h"

#include <stdlib.h>

struct again {
	struct invocation *in;
	const char *bundle;
	struct auditing auditing;
	struct verification verified;
	char *room; /* temporary folder: bundle/, tree/, external/, report/ */
	const char *old, *tree, *fresh;
	struct table *raw; /* path of an input to its file in the bundle */
	size_t withheld;   /* inputs whose bytes nobody has */
};

static const char *below(const struct again *again, const char *name)
{
	return arena_printf(again->in->arena, "%s/%s", again->room, name).ptr;
}

/* The bundle's inputs. */

static int read_json(struct node *out, struct again *again, const char *name,
		     struct err *err)
{
	struct tree *tree;
	struct span text;
	int rc = file_read_below(&text, again->old, span_of(name), LIMIT_BUNDLE_JSON,
				 again->in->arena, err);

	*out = NODE_NONE;
	if (rc == 0)
		rc = json_parse(&tree, span_of(name), text, again->in->arena, err);
	if (rc == 0)
		*out = tree_root(tree, 0);
	return rc;
}

static int read_index(struct again *again, struct err *err)
{
	struct node root, files;
	int rc = read_json(&root, again, "raw/index.json", err);

	again->raw = table_new(again->in->arena);
	files = node_get(root, "files");
	if (rc < 0 || !node_is(files, NODE_ARRAY))
		return rc;
	for (struct node n = node_first(files); node_exists(n); n = node_next(n)) {
		struct span path = bundle_plain_path(node_text(node_get(n, "path")),
						     again->in->arena);
		struct span *name = ARENA_NEW(again->in->arena, struct span);

		*name = node_text(node_get(n, "name"));
		if (name->len > 0)
			*table_slot(again->raw, path) = name;
	}
	return 0;
}

static int lay_input(struct again *again, struct span path, const char *folder,
		     struct span under, struct err *err)
{
	const struct span *name = table_get(again->raw, path);
	struct span bytes;
	int rc;

	if (!name) {
		again->withheld++;
		return 0;
	}
	if (!path_is_clean(under)) {
		err_set(err, ERR_FORMAT, "is no path that evidence can have");
		return err_at_path(err, path);
	}
	rc = file_read_below(&bytes, again->old, *name, LIMIT_ARTIFACT_BYTES,
			     again->in->arena, err);
	return rc < 0 ? rc : file_stage(folder, under, bytes, err);
}

/* "@name/..." was below a folder outside the repository: --evidence .../name. */
static int lay_external(struct again *again, struct span path, struct table *folders,
			struct err *err)
{
	const char *folder = below(again, "external");
	struct span under = span_starts(path, "@") ? span_from(path, 1) : path;
	struct span rest = under, first;

	span_split(&rest, '/', &first);
	*table_slot(folders, first) = again;
	return lay_input(again, path, folder, under, err);
}

static int lay_inputs(struct again *again, struct node report, struct table *folders,
		      struct err *err)
{
	struct node artifacts = node_get(report, "artifacts");
	int rc = 0;

	if (!node_is(artifacts, NODE_ARRAY))
		return 0;
	for (struct node n = node_first(artifacts); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct span path = node_text(node_get(n, "path"));
		struct span origin = node_text(node_get(n, "origin"));

		if (span_is(origin, "untracked"))
			rc = lay_input(again, path, again->tree, path, err);
		else if (span_is(origin, "external"))
			rc = lay_external(again, path, folders, err);
	}
	return rc;
}

static bool was_dirty(struct node report)
{
	struct node findings = node_get(report, "findings");

	if (!node_is(findings, NODE_ARRAY))
		return false;
	for (struct node n = node_first(findings); node_exists(n); n = node_next(n))
		if (span_is(node_text(node_get(n, "rule")), "dirty-checkout"))
			return true;
	return false;
}

static bool is_counted(const struct again *again, const char *digest)
{
	struct node fields = node_get(again->verified.identity.root, "signoffs");

	if (!node_is(fields, NODE_ARRAY))
		return false;
	for (struct node n = node_first(fields); node_exists(n); n = node_next(n)) {
		struct node counted = node_get(n, "counted");

		if (!node_is(counted, NODE_ARRAY))
			continue;
		for (struct node c = node_first(counted); node_exists(c);
		     c = node_next(c))
			if (span_is(node_text(c), digest))
				return true;
	}
	return false;
}

/* The statements that the pages take into account; later ones they do not know. */
static int lay_signoffs(struct again *again, struct err *err)
{
	int rc = file_make_folders(below(again, "signoffs"), err);

	for (size_t i = 0; rc == 0 && i < again->verified.files.count; i++) {
		const struct content_file *file = &again->verified.files.at[i];
		struct span statement, signature, name = path_base(file->path);
		struct arena *arena = again->in->arena;
		const char *folder = below(again, "signoffs");

		if (!span_starts(file->path, "signoffs/") ||
		    !span_ends(file->path, ".signoff") ||
		    !is_counted(again, file->sha256))
			continue;
		rc = file_read_below(&statement, again->old, file->path,
				     LIMIT_SIGNATURE_BYTES, arena, err);
		if (rc == 0)
			rc = file_read_below(&signature, again->old,
					     arena_printf(arena, "%.*s.sig",
							  SPAN_ARG(file->path)),
					     LIMIT_SIGNATURE_BYTES, arena, err);
		if (rc == 0)
			rc = file_stage(folder, name, statement, err);
		if (rc == 0)
			rc = file_stage(folder,
					arena_printf(arena, "%.*s.sig", SPAN_ARG(name)),
					signature, err);
	}
	return rc;
}

/* What the first run was asked, as if it stood on our command line. */
static void set_options(struct again *again, const struct table *folders)
{
	static const struct option commit = { .name = "commit" },
				   as_of = { .name = "as-of" }, db = { .name = "db" },
				   no_cache = { .name = "no-cache" },
				   signoffs = { .name = "signoffs" },
				   evidence = { .name = "evidence" };
	const struct table_entry *entries = table_sorted(folders, again->in->arena);
	const struct identity *identity = &again->verified.identity;
	struct invocation *in = again->in;
	size_t count = (size_t)in->given_count;
	struct given_option *given;

	given = ARENA_ARRAY(in->arena, struct given_option,
			    count + 5 + table_count(folders));
	for (size_t i = 0; i < count; i++)
		given[i] = in->given[i];
	given[count++] =
		(struct given_option){ &commit,
				       arena_string(in->arena, identity->commit) };
	given[count++] = (struct given_option){ &as_of, arena_string(in->arena,
								     identity->as_of) };
	given[count++] = (struct given_option){ &db, below(again, "muster.db") };
	given[count++] = (struct given_option){ &signoffs, below(again, "signoffs") };
	given[count++] = (struct given_option){ &no_cache, NULL };
	for (size_t i = 0; i < table_count(folders); i++)
		given[count++] = (struct given_option){
			&evidence, arena_printf(in->arena, "%s/external/%.*s",
						again->room, SPAN_ARG(entries[i].key))
					   .ptr
		};
	in->given = given;
	in->given_count = (int)count;
}

static int make_room(struct again *again, struct err *err)
{
	int rc = bundled_room(&again->room, again->in,
			      invocation_value(again->in, "work"), "muster-reproduce",
			      err);

	if (rc < 0)
		return rc;
	again->old = below(again, "bundle");
	again->tree = below(again, "tree");
	again->fresh = below(again, "report");
	rc = file_make_folders(again->old, err);
	if (rc == 0)
		rc = file_make_folders(again->tree, err);
	return rc < 0 ? rc : file_make_folders(again->fresh, err);
}

static int look(void *ctx, struct repo_stand_in *out, struct err *err)
{
	struct verify_options how = { .at = CLOCK_NONE,
				      .integrity_only = true,
				      .limits = content_limits_default };
	struct again *again = ctx;
	struct table *folders = table_new(again->in->arena);
	struct identity *identity = &again->verified.identity;
	struct node report;
	int rc;

	*out = (struct repo_stand_in){ .work_tree = NULL };
	verify_bundle(&again->verified, again->bundle, &how, again->in->arena);
	if (again->verified.errors.count > 0) {
		const struct verify_issue *issue = &again->verified.errors.at[0];

		err_set(err, ERR_USAGE, "is no bundle: %.*s", SPAN_ARG(issue->detail));
		err_tag(err, issue->code);
		err_at_path(err, span_of(again->bundle));
		return err_fix(err, "muster verify --integrity-only says more");
	}
	rc = make_room(again, err);
	if (rc == 0)
		rc = bundle_unpack(again->bundle, again->old, &again->verified,
				   again->in->arena, err);
	if (rc == 0)
		rc = read_index(again, err);
	if (rc == 0)
		rc = read_json(&report, again, "report.json", err);
	if (rc == 0)
		rc = lay_inputs(again, report, folders, err);
	if (rc == 0)
		rc = lay_signoffs(again, err);
	if (rc < 0)
		return rc;
	set_options(again, folders);
	out->head = identity->commit;
	out->work_tree = again->tree;
	out->dirty = was_dirty(report);
	out->uri = node_text(node_at(identity->root, "source/uri"));
	out->name = identity->project;
	return 0;
}

/* History. */

static struct judgement *find_item(struct report *report, struct span path,
				   struct span item)
{
	for (size_t i = 0; i < report->plans.count; i++) {
		struct planned *planned = &report->plans.at[i];

		if (!span_eq(planned->plan.path, path))
			continue;
		for (size_t k = 0; k < planned->judgements.count; k++)
			if (span_eq(planned->plan.items.at[k].id, item))
				return &planned->judgements.at[k];
	}
	return NULL;
}

/* What the run before had in an item's place. */
static void read_lineage(struct report *report, struct node node)
{
	struct judgement *judgement =
		find_item(report, node_text(node_get(node, "plan")),
			  node_text(node_get(node, "item")));
	int64_t line = 0;

	if (!judgement)
		return;
	node_integer(node_get(node, "oldLine"), &line);
	judgement->was = (struct lineage){
		.plan = node_text(node_get(node, "oldPlan")),
		.id = node_text(node_get(node, "oldItem")),
		.text = node_text(node_get(node, "oldText")),
		.line = line > 0 ? (unsigned)line : 0,
		.commit = node_text(node_get(node, "commit")),
	};
	for (enum lineage_how i = 0; i < LINEAGES; i++)
		if (span_is(node_text(node_get(node, "how")), lineage_word[i]))
			judgement->was.how = i;
}

/* What other reports about the same commit said. */
static void read_flaky(struct report *report, struct node node)
{
	struct judgement *judgement =
		find_item(report, node_text(node_get(node, "plan")),
			  node_text(node_get(node, "item")));
	int64_t number = 0, pass = 0, fail = 0;
	struct requirement *need;

	node_integer(node_get(node, "requirement"), &number);
	node_integer(node_get(node, "otherPass"), &pass);
	node_integer(node_get(node, "otherFail"), &fail);
	if (!judgement || number < 1 ||
	    (uint64_t)number > judgement->requirements.count)
		return;
	need = &judgement->requirements.at[number - 1];
	need->other_pass = pass > 0 ? (uint64_t)pass : 0;
	need->other_fail = fail > 0 ? (uint64_t)fail : 0;
}

static struct node first_of(struct node root, const char *key)
{
	struct node list = node_get(root, key);

	return node_is(list, NODE_ARRAY) ? node_first(list) : NODE_NONE;
}

/* The bundle's history instead of that of the database, which is new. */
static int read_history(struct again *again, struct err *err)
{
	struct report *report = &again->auditing.report;
	struct node root;
	int rc = past_read(report, again->old, again->in->arena, err);

	if (rc == 0)
		rc = read_json(&root, again, "history.json", err);
	if (rc < 0)
		return rc;
	report->run.number = 1;
	if (report->history.count > 0)
		report->run.number =
			report->history.at[report->history.count - 1].number + 1;
	for (struct node n = first_of(root, "lineage"); node_exists(n);
	     n = node_next(n))
		read_lineage(report, n);
	for (struct node n = first_of(root, "flaky"); node_exists(n); n = node_next(n))
		read_flaky(report, n);
	return 0;
}

/* Building. */

static int keep_raw(void *ctx, struct span raw_name, struct span bytes, struct err *err)
{
	const struct again *again = ctx;

	return file_stage(again->fresh, raw_name, bytes, err);
}

static int build(struct again *again, struct err *err)
{
	const struct audit_keep keep = { .put = keep_raw, .ctx = again };
	const struct identity *identity = &again->verified.identity;
	const struct content_options how = {
		.folder = again->fresh,
		.templates = again->auditing.templates,
		.cms = identity->promised[SEAL_CMS],
		.dsse = identity->promised[SEAL_DSSE],
		.epoch = identity->epoch,
	};
	struct auditing *auditing = &again->auditing;
	struct content_made content;
	int rc;

	rc = auditing_run(auditing, again->in, own_output_default, &keep, false, err);
	if (rc == 0)
		rc = read_history(again, err);
	return rc < 0 ? rc
		      : content_write(&content, &auditing->report, auditing->store,
				      auditing->repo, &how, again->in->arena, err);
}

/* Comparing. */

/* clang-format off: what causes the rest comes first; a start, or all */
static const char *const by_cause[] = {
	"raw/", "git/", "report.json", "history.json", "muster.db", "bundle.json", "",
};
/* clang-format on */

struct difference {
	struct span path; /* the first; empty: none */
	const char *what; /* "is missing" */
	size_t count;     /* of files that differ */
	unsigned cause;   /* place in by_cause[] */
};

static void note(struct difference *out, struct span path, const char *what)
{
	unsigned cause = 0;

	while (!span_starts(path, by_cause[cause]))
		cause++;
	out->count++;
	if (out->path.len > 0 && out->cause <= cause)
		return;
	out->path = path;
	out->what = what;
	out->cause = cause;
}

static int read_sums(struct manifest *out, const struct again *again,
		     const char *folder, struct err *err)
{
	struct span text;
	int rc = file_read_below(&text, folder, SPAN_LIT("SHA256SUMS"),
				 LIMIT_SUMS_BYTES, again->in->arena, err);

	return rc < 0 ? rc : manifest_parse(out, text, again->in->arena, err);
}

static int compare(struct difference *out, struct again *again, struct err *err)
{
	struct manifest old, fresh;
	int rc = read_sums(&old, again, again->old, err);

	*out = (struct difference){ .count = 0 };
	if (rc == 0)
		rc = read_sums(&fresh, again, again->fresh, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < old.lines.count; i++) {
		const struct manifest_line *line = &old.lines.at[i];
		const struct manifest_line *other = manifest_find(&fresh, line->path);

		if (!other)
			note(out, line->path, "is not made again");
		else if (strcmp(line->sha256, other->sha256) != 0)
			note(out, line->path, "is made otherwise");
	}
	for (size_t i = 0; i < fresh.lines.count; i++)
		if (!manifest_find(&old, fresh.lines.at[i].path))
			note(out, fresh.lines.at[i].path,
			     "is made, and not in the bundle");
	return 0;
}

/* Where the two files part. */
static void show_place(const struct again *again, const struct difference *difference)
{
	struct invocation *in = again->in;
	struct span old, fresh;
	struct err ignored = { 0 };

	if (file_read_below(&old, again->old, difference->path, LIMIT_BUNDLE_JSON,
			    in->arena, &ignored) < 0 ||
	    file_read_below(&fresh, again->fresh, difference->path, LIMIT_BUNDLE_JSON,
			    in->arena, &ignored) < 0)
		return;
	differing_print(in->out, difference->path, old, fresh, in->arena);
}

static void tell(const struct again *again, const struct difference *difference)
{
	struct invocation *in = again->in;
	struct node run = node_get(again->verified.identity.root, "run");

	if (difference->count == 0) {
		if (!in->quiet)
			fprintf(in->out, "the same: sha256:%s\n",
				again->verified.seal_digest);
		return;
	}
	fputs("different: ", in->out);
	print_text(in->out, difference->path);
	fprintf(in->out, " %s (%zu file%s in all)\n", difference->what,
		difference->count, difference->count == 1 ? "" : "s");
	if (in->quiet)
		return;
	show_place(again, difference);
	if (!span_eq(node_text(node_get(run, "tool")),
		     again->auditing.report.run.tool)) {
		fputs("  the bundle was made by ", in->out);
		print_text(in->out, node_text(node_get(run, "tool")));
		fputc('\n', in->out);
	}
	if (again->withheld > 0)
		fprintf(in->out, "  %zu input%s withheld from the bundle\n",
			again->withheld, again->withheld == 1 ? " is" : "s are");
}

static int tell_json(const struct again *again, const struct difference *difference,
		     struct err *err)
{
	struct jsonout json;
	struct buf buf;
	int rc;

	buf_init(&buf, LIMIT_JSON_OUT);
	jsonout_init(&json, &buf, true);
	jsonout_object(&json);
	jsonout_member_int(&json, "different", (int64_t)difference->count);
	jsonout_member_opt(&json, "first", difference->path);
	jsonout_member(&json, "sealDigest", span_of(again->verified.seal_digest));
	jsonout_member_int(&json, "withheld", (int64_t)again->withheld);
	jsonout_end(&json);
	jsonout_line(&json);
	rc = buf_check(&buf, "the answer", err);
	if (rc == 0)
		fwrite(buf.ptr, 1, buf.len, again->in->out);
	buf_release(&buf);
	return rc;
}

static int build_and_compare(struct again *again, struct err *err)
{
	const struct auditing_again how = { look, again };
	const char *writes[2] = { NULL, NULL };
	struct difference difference;
	int rc;

	rc = auditing_open_again(&again->auditing, again->in,
				 again->in->arg_count > 1 ? again->in->args[1] : NULL,
				 &how, err);
	if (rc == 0) /* the room's own folder: who may not write there cannot remove it */
		writes[0] = place_above(again->room, again->in->arena);
	if (rc == 0)
		rc = auditing_lock(&again->auditing, again->in, writes, err);
	if (rc == 0)
		rc = build(again, err);
	if (rc == 0)
		rc = compare(&difference, again, err);
	if (rc < 0)
		return rc;
	if (invocation_has(again->in, "json"))
		rc = tell_json(again, &difference, err);
	else
		tell(again, &difference);
	return rc < 0 ? rc : difference.count > 0;
}

static int run(struct invocation *in, struct err *err)
{
	struct again again = { .in = in, .bundle = in->args[0] };
	int rc = build_and_compare(&again, err);

	auditing_close(&again.auditing);
	if (again.room && !invocation_has(in, "keep")) {
		struct err ignored = { 0 };

		file_remove_tree(again.room, &ignored);
	} else if (again.room) {
		print_text(in->out, span_of(again.room));
		fputc('\n', in->out);
	}
	return rc;
}

static const struct option options[] = {
	{ "subject", 0, OPTION_VALUE, "REV", "as the first run was told" },
	{ "profile", 0, OPTION_VALUE, "NAME", "the same" },
	{ "trust", 't', OPTION_VALUE, "DIR|FILE", "the same" },
	{ "trust-ref", 0, OPTION_VALUE, "REF", "the same" },
	{ "trust-in-tree", 0, OPTION_FLAG, NULL, "the same" },
	{ "templates", 0, OPTION_VALUE, "DIR", "the same" },
	{ "trust-repo-owner", 0, OPTION_FLAG, NULL,
	  "read a repository that belongs to somebody else" },
	{ "work", 0, OPTION_VALUE, "DIR", "build there ($TMPDIR, /tmp)" },
	{ "keep", 0, OPTION_FLAG, NULL, "leave what was built, and say where" },
	{ "json", 0, OPTION_FLAG, NULL, "the answer as JSON" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

const struct command command_reproduce = {
	.name = "reproduce",
	.args = "BUNDLE [REPO]",
	.summary = "Build a bundle's content again from the repository, and compare",
	.examples = "  muster reproduce muster-widget-1a2b3c4d5e6f-9f8e7d6c.tar.gz\n"
		    "  muster reproduce site/report ../clone\n"
		    "\nExit: 0 the same bytes; 1 different ones.\n",
	.options = options,
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
