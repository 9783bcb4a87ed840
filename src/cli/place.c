#include "cli/place.h"

#include "base/file.h"
#include "base/path.h"

#include <sys/stat.h>
#include <unistd.h>

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

const char *place_nearest(const char *path, struct arena *arena)
{
	struct span folder = span_of(path);

	while (folder.len > 0 && !file_is_folder(arena_string(arena, folder)))
		folder = path_dir(folder);
	if (folder.len > 0)
		return arena_string(arena, folder);
	return path[0] == '/' ? "/" : ".";
}

const char *place_above(const char *file, struct arena *arena)
{
	struct span path = span_of(file);

	while (path.len > 1 && span_ends(path, "/"))
		path.len--;
	path = path_dir(path);
	if (path.len == 0)
		return file[0] == '/' ? "/" : ".";
	return place_nearest(arena_string(arena, path), arena);
}

int place_claim(struct place_claim *out, const char *folder, struct err *err)
{
	int rc;

	*out = PLACE_UNCLAIMED;
	out->folder = folder;
	out->made = mkdir(folder, 0777) == 0;
	rc = file_hold(&out->held, folder, 0, err);
	if (rc == 0)
		return 0;
	out->made = false; /* it is somebody else's by now */
	return err_fix(err, "wait for it to end, or give --out another folder");
}

void place_leave(struct place_claim *claim)
{
	if (claim->made)
		rmdir(claim->folder); /* refused where something is in it */
	if (claim->held >= 0)
		close(claim->held);
	*claim = PLACE_UNCLAIMED;
}
