/* muster init: a configuration, a starter plan with its checks, a CI job.  Asks
 * nothing. */
#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "cli/starters.h"
#include "repo/repo.h"

/* clang-format off: one pack a line */

static const struct {
	const char *name, *what;
} packs[] = {
	{ "release", "what a release must show (default)" },
	{ "production-readiness", "before real traffic reaches a service" },
	{ "supply-chain", "how a release is built, and of what" },
	{ "privacy", "what touches personal data" },
	{ "incident-drill", "a drill, from the alert to the report" },
};

static const struct ci {
	const char *name, *starter, *path;
	const char *sign; /* a file or folder that says that this CI is in use */
} cis[] = {
	{ "github", "github.yml.in", ".github/workflows/muster.yml", ".github" },
	{ "gitlab", "gitlab.yml.in", "ci/muster.gitlab-ci.yml", ".gitlab-ci.yml" },
	{ "make", "make.mk.in", "muster.mk", NULL },
};

static const struct option options[] = {
	{ "pack", 0, OPTION_MANY, "NAME",
	  "the starter plan: release, production-readiness, supply-chain, privacy, "
	  "incident-drill" },
	{ "ci", 0, OPTION_VALUE, "github|gitlab|make",
	  "the CI that runs it; else what the repository uses" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

/* clang-format on */

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct starting {
	struct invocation *in;
	const char *root; /* of the work tree */
	size_t written, kept;
};

static struct span starter(const char *name)
{
	for (size_t i = 0; i < starter_count; i++)
		if (span_is(starters[i].name, name))
			return starters[i].bytes;
	return SPAN_EMPTY;
}

static const char *place(const struct starting *s, const char *path)
{
	return arena_string(s->in->arena,
			    arena_printf(s->in->arena, "%s/%s", s->root, path));
}

/* A file that is there stays as it is. */
static int write_file(struct starting *s, const char *path, struct span bytes,
		      struct err *err)
{
	const char *full = place(s, path);
	struct span folder = path_dir(span_of(full));
	int rc;

	if (file_exists(full)) {
		s->kept++;
		if (!s->in->quiet)
			fprintf(s->in->out, "kept   %s\n", path);
		return 0;
	}
	rc = file_make_folders(arena_string(s->in->arena, folder), err);
	if (rc == 0)
		rc = file_write(full, bytes, err);
	if (rc == 0)
		s->written++;
	if (rc == 0 && !s->in->quiet)
		fprintf(s->in->out, "wrote  %s\n", path);
	return rc;
}

/* muster.conf with the folder's name as the project's. */
static int write_config(struct starting *s, struct err *err)
{
	static const char mark[] = "@NAME@";
	struct span text = starter("muster.conf.in");
	struct span name = path_base(span_of(s->root));
	ptrdiff_t at = span_find(text, SPAN_LIT("@NAME@"));
	bool plain = name.len > 0;

	for (size_t i = 0; i < name.len; i++)
		plain &= name.ptr[i] != '\0' && strchr(PLAIN, name.ptr[i]) != NULL;
	if (!plain)
		name = SPAN_LIT("my-project"); /* what git-config would have to quote */
	text = arena_printf(s->in->arena, "%.*s%.*s%.*s", (int)at, text.ptr,
			    SPAN_ARG(name),
			    SPAN_ARG(span_from(text, (size_t)at + sizeof(mark) - 1)));
	return write_file(s, "muster.conf", text, err);
}

/* The checks that a plan's "Check: `name`" lines ask for. */
static int write_checks(struct starting *s, struct span plan, struct err *err)
{
	struct span line;
	int rc = 0;

	while (rc == 0 && span_line(&plan, &line)) {
		struct span name = span_trim(line);
		const char *file;

		if (!span_starts(name, "- Check: `") || !span_ends(name, "`"))
			continue;
		name = span_sub(name, 10, name.len - 11);
		file = arena_string(s->in->arena, arena_printf(s->in->arena, "%.*s.sql",
							       SPAN_ARG(name)));
		rc = write_file(s,
				arena_string(s->in->arena,
					     arena_printf(s->in->arena,
							  "checklists/checks/%s",
							  file)),
				starter(file), err);
	}
	return rc;
}

static int write_pack(struct starting *s, const char *name, struct err *err)
{
	struct arena *arena = s->in->arena;
	struct span plan =
		starter(arena_string(arena, arena_printf(arena, "%s.md.in", name)));
	int rc = write_file(s,
			    arena_string(arena,
					 arena_printf(arena, "checklists/%s.md", name)),
			    plan, err);

	return rc == 0 ? write_checks(s, plan, err) : rc;
}

static int check_packs(const char *const *names, struct err *err)
{
	for (; *names; names++) {
		bool known = false;

		for (size_t i = 0; i < COUNT(packs); i++)
			known |= strcmp(*names, packs[i].name) == 0;
		if (known)
			continue;
		err_set(err, ERR_USAGE, "there is no pack \"%s\"", *names);
		return err_fix(err, "use release, production-readiness, supply-chain, "
				    "privacy or incident-drill");
	}
	return 0;
}

static int find_ci(const struct ci **out, const struct starting *s, struct err *err)
{
	const char *name = invocation_value(s->in, "ci");

	*out = &cis[COUNT(cis) - 1];
	for (size_t i = 0; i < COUNT(cis); i++) {
		if (name ? strcmp(name, cis[i].name) != 0
			 : !cis[i].sign || !file_exists(place(s, cis[i].sign)))
			continue;
		*out = &cis[i];
		return 0;
	}
	if (!name)
		return 0;
	err_set(err, ERR_USAGE, "there is no CI \"%s\" that muster knows", name);
	return err_fix(err, "use github, gitlab or make");
}

static int write_all(struct starting *s, struct err *err)
{
	static const char *const usual[] = { "release", NULL };
	const char *const *names = invocation_values(s->in, "pack");
	const struct ci *ci;
	int rc;

	if (!*names)
		names = usual;
	rc = check_packs(names, err);
	if (rc == 0)
		rc = find_ci(&ci, s, err);
	if (rc == 0)
		rc = write_config(s, err);
	for (; rc == 0 && *names; names++)
		rc = write_pack(s, *names, err);
	if (rc == 0)
		rc = write_file(s, ci->path, starter(ci->starter), err);
	if (rc == 0)
		rc = write_file(s, "trust/README.md", starter("trust.md.in"), err);
	return rc;
}

static int find_root(struct starting *s, struct repo *repo, struct err *err)
{
	struct span root = repo_facts(repo)->work_tree;

	while (root.len > 1 && root.ptr[root.len - 1] == '/')
		root.len--;
	s->root = arena_string(s->in->arena, root);
	if (root.len > 0)
		return 0;
	err_set(err, ERR_USAGE, "the repository has no work tree to write to");
	return err_fix(err, "run it in a clone that has one");
}

static int run(struct invocation *in, struct err *err)
{
	struct starting starting = { .in = in };
	struct repo *repo = NULL;
	int rc = rights_give_up(in, err);

	if (rc == 0)
		rc = repo_open(&repo, &(struct repo_options){ .path = in->args[0] },
			       err);
	if (rc == 0)
		rc = find_root(&starting, repo, err);
	if (rc == 0)
		rc = write_all(&starting, err);
	repo_close(repo);
	if (rc == 0 && !in->quiet)
		fputs(starting.written > 0
			      ? "\nRead them, commit them, and run \"muster build\".\n"
			      : "\nEverything was there already.\n",
		      in->out);
	return rc;
}

const struct command command_init = {
	.name = "init",
	.args = "[REPO]",
	.summary = "Write a configuration, a starter plan and a CI job",
	.examples = "  muster init\n"
		    "  muster init --pack production-readiness --pack supply-chain\n"
		    "  muster init --ci gitlab\n"
		    "Asks nothing, and leaves files that are there as they are.\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
