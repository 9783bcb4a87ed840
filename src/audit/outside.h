/*
 * outside.h - what is written like a path and names no file of the repository.
 *
 * Folders of a machine ("~/.config/x.json", "/etc/app.conf"), URL routes that end
 * in a file's name ("/.well-known/jwks.json"), endings (".pyc"), members and styles
 * (".onAppear", ".btn-wide"), blanks to fill in ("RELEASE_vX.Y.Z.md") and alternatives
 * ("setup.py/pyproject.toml").  Asked only of what the tree does not have as it is
 * written, because a repository can have a folder etc/ and a file .gz.
 */
#ifndef AUDIT_OUTSIDE_H
#define AUDIT_OUTSIDE_H

#include "base/span.h"

enum outside {
	OUTSIDE_NOT,
	OUTSIDE_MACHINE, /* a file, but of some machine */
	OUTSIDE_NO_FILE, /* no file at all */
};

/*
 * `has_top` says whether the tree has the path's first folder, so that
 * "/docs/guide.md" is taken for a path from the root.
 */
enum outside outside_of(struct span written, bool has_top);

/* "docs" of "/docs/guide.md"; empty where the path is not from the root. */
struct span outside_top(struct span written);

#endif
