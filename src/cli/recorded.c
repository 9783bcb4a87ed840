#include "cli/recorded.h"

#include "cli/place.h"
#include "cli/rights.h"
#include "store/runs.h"

typedef int (*load_fn)(struct report *out, struct store *store, int64_t row,
		       struct arena *arena, struct err *err);

static int open_with(struct recorded *out, load_fn load, struct invocation *in,
		     struct err *err)
{
	struct span path;
	int rc;

	*out = (struct recorded){ 0 };
	rc = rights_give_up(in, err);
	if (rc == 0 && !invocation_has(in, "db"))
		rc = repo_open(&out->repo, &(struct repo_options){ 0 }, err);
	if (rc == 0)
		rc = place_database(&path, in, out->repo, err);
	if (rc == 0)
		rc = store_open(&out->store, path.ptr, STORE_READ, err);
	if (rc == 0)
		rc = load(&out->report, out->store, 0, in->arena, err);
	if (rc != -ERR_ABSENT)
		return rc;
	err_set(err, ERR_USAGE, "no run is recorded yet");
	return err_fix(err, "run \"muster audit\" first");
}

int recorded_open(struct recorded *out, struct invocation *in, struct err *err)
{
	return open_with(out, runs_load, in, err);
}

int recorded_head(struct recorded *out, struct invocation *in, struct err *err)
{
	return open_with(out, runs_head, in, err);
}

void recorded_close(struct recorded *recorded)
{
	store_close(recorded->store);
	repo_close(recorded->repo);
	*recorded = (struct recorded){ 0 };
}
