#include "cli/bundled.h"

#include "base/clock.h"
#include "base/file.h"
#include "seal/unpack.h"

#include <stdlib.h>

int bundled_room(char **out, struct invocation *in, const char *place, const char *name,
		 struct err *err)
{
	struct span path;

	if (!place)
		place = getenv("TMPDIR");
	path = arena_printf(in->arena, "%s/%s", place && place[0] ? place : "/tmp",
			    name);
	return file_stage_beside(out, path.ptr, in->arena, err);
}

static bool is_sealed(const char *path, struct arena *arena)
{
	return !file_is_folder(path) ||
	       file_exists(arena_printf(arena, "%s/seal", path).ptr);
}

static int check(struct bundled *out, struct invocation *in, const char *path,
		 struct err *err)
{
	struct verify_options how = { .trust = invocation_value(in, "trust"),
				      .at = CLOCK_NONE,
				      .limits = content_limits_default };
	const struct verify_issue *issue;

	how.integrity_only = !how.trust || !is_sealed(path, in->arena);
	out->trusted = !how.integrity_only;
	verify_bundle(&out->verified, path, &how, in->arena);
	if (out->verified.errors.count == 0)
		return 0;
	issue = &out->verified.errors.at[0];
	err_set(err, ERR_USAGE, "the bundle does not verify: %.*s",
		SPAN_ARG(issue->detail));
	err_tag(err, issue->code);
	err_at_path(err, span_of(path));
	return err_fix(err, "muster verify says more; nothing was taken from it");
}

int bundled_open(struct bundled *out, struct invocation *in, const char *path,
		 struct err *err)
{
	int rc;

	*out = (struct bundled){ .room = NULL };
	rc = check(out, in, path, err);
	if (rc == 0)
		rc = bundled_room(&out->room, in, NULL, "muster-bundle", err);
	if (rc < 0)
		return rc;
	out->folder = arena_printf(in->arena, "%s/bundle", out->room).ptr;
	rc = file_make_folders(out->folder, err);
	if (rc == 0)
		rc = bundle_unpack(path, out->folder, &out->verified, in->arena, err);
	if (rc < 0)
		bundled_close(out);
	return rc;
}

void bundled_close(struct bundled *bundled)
{
	struct err ignored = { 0 };

	if (bundled->room)
		file_remove_tree(bundled->room, &ignored);
	bundled->room = NULL;
}
