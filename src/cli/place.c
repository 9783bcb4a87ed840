#include "cli/place.h"

#include "base/path.h"

int place_database(struct span *out, struct invocation *invocation, struct repo *repo,
		   struct err *err)
{
	const struct repo_options options = { .path = NULL };
	const char *db = invocation_value(invocation, "db");
	struct repo *own = NULL;
	int rc;

	*out = SPAN_EMPTY;
	if (db && db[0] == '\0') {
		err_set(err, ERR_USAGE, "--db names no file");
		return err_fix(err, "give it as --db=FILE");
	}
	if (db) {
		*out = arena_copy(invocation->arena, span_of(db));
		return 0;
	}
	if (!repo) {
		rc = repo_open(&own, &options, err);
		if (rc < 0)
			return rc;
		repo = own;
	}
	*out = arena_copy(invocation->arena,
			  path_join(invocation->arena, repo_facts(repo)->git_dir,
				    SPAN_LIT("muster/muster.db")));
	repo_close(own);
	return 0;
}
