#include "audit/outside.h"

#include "base/path.h"
#include "plan/refs.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* clang-format off: tables keep one row a line */

/* Folders at the root of machines and containers. */
static const struct span machine_tops[] = {
	SPAN_INIT("bin"),     SPAN_INIT("boot"),    SPAN_INIT("dev"),
	SPAN_INIT("etc"),     SPAN_INIT("home"),    SPAN_INIT("lib"),
	SPAN_INIT("media"),   SPAN_INIT("mnt"),     SPAN_INIT("opt"),
	SPAN_INIT("proc"),    SPAN_INIT("root"),    SPAN_INIT("run"),
	SPAN_INIT("sbin"),    SPAN_INIT("srv"),     SPAN_INIT("sys"),
	SPAN_INIT("tmp"),     SPAN_INIT("usr"),     SPAN_INIT("var"),
	SPAN_INIT("Users"),   SPAN_INIT("Library"), SPAN_INIT("Applications"),
	SPAN_INIT("Volumes"),
};

/* Endings of what is built or kept beside sources, which no file is called by. */
static const struct span endings[] = {
	SPAN_INIT("pyc"),      SPAN_INIT("pyo"),       SPAN_INIT("pyd"),
	SPAN_INIT("class"),    SPAN_INIT("o"),         SPAN_INIT("so"),
	SPAN_INIT("dll"),      SPAN_INIT("exe"),       SPAN_INIT("whl"),
	SPAN_INIT("egg-info"), SPAN_INIT("dist-info"), SPAN_INIT("jwt"),
	SPAN_INIT("map"),      SPAN_INIT("key"),       SPAN_INIT("bak"),
	SPAN_INIT("tmp"),      SPAN_INIT("swp"),       SPAN_INIT("db"),
	SPAN_INIT("sqlite"),
};

/* What names of files that begin with a dot end in: ".npmrc", ".dockerignore". */
static const struct span dot_files[] = {
	SPAN_INIT("rc"),       SPAN_INIT("ignore"),       SPAN_INIT("config"),
	SPAN_INIT("env"),      SPAN_INIT("attributes"),   SPAN_INIT("format"),
	SPAN_INIT("keep"),     SPAN_INIT("modules"),      SPAN_INIT("version"),
	SPAN_INIT("profile"),  SPAN_INIT("versions"),     SPAN_INIT("tidy"),
	SPAN_INIT("lint"),     SPAN_INIT("access"),       SPAN_INIT("mailmap"),
	SPAN_INIT("revs"),     SPAN_INIT("flake8"),       SPAN_INIT("npm"),
	SPAN_INIT("git"),      SPAN_INIT("github"),       SPAN_INIT("gitlab"),
	SPAN_INIT("husky"),    SPAN_INIT("vscode"),       SPAN_INIT("idea"),
	SPAN_INIT("circleci"), SPAN_INIT("devcontainer"), SPAN_INIT("changeset"),
};

/* Blanks that somebody is to fill in. */
static const struct span blanks[] = {
	SPAN_INIT("X.Y"),     SPAN_INIT("x.y.z"),    SPAN_INIT("YYYY"),
	SPAN_INIT("yyyy-mm"), SPAN_INIT("path/to/"), SPAN_INIT("your-"),
	SPAN_INIT("your_"),   SPAN_INIT("<"),        SPAN_INIT("XXX"),
	SPAN_INIT("NNN"),
};

/* clang-format on */

static bool is_among(struct span word, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(word, list[i]))
			return true;
	return false;
}

struct span outside_top(struct span written)
{
	ptrdiff_t end;

	if (!span_starts(written, "/"))
		return SPAN_EMPTY;
	written = span_from(written, 1);
	end = span_index(written, '/');
	return end < 0 ? written : span_sub(written, 0, (size_t)end);
}

/* "C:\Users\...", "C:/Users/..." */
static bool has_drive(struct span text)
{
	return text.len > 2 && text.ptr[1] == ':' &&
	       (text.ptr[2] == '\\' || text.ptr[2] == '/') &&
	       ((text.ptr[0] >= 'A' && text.ptr[0] <= 'Z') ||
		(text.ptr[0] >= 'a' && text.ptr[0] <= 'z'));
}

static bool is_climb(struct span text)
{
	while (span_starts(text, "../"))
		text = span_from(text, 3);
	return text.len == 0 || span_is(text, "..");
}

/* ".py", ".tar.gz", ".json()": an ending is no name; ".env" is one. */
static bool is_ending(struct span text)
{
	struct span rest, part;

	if (!span_starts(text, ".") || span_index(text, '/') >= 0)
		return false;
	if (span_ends(text, "()"))
		return true;
	rest = span_from(text, 1);
	if (rest.len == 0 || span_is(rest, "env"))
		return false;
	while (span_split(&rest, '.', &part)) {
		char name[32];

		if (is_among(part, endings, COUNT(endings)))
			continue;
		if (part.len == 0 || part.len + 2 > sizeof(name) ||
		    span_is(part, "env"))
			return false;
		memcpy(name, "x.", 2);
		memcpy(name + 2, part.ptr, part.len);
		if (!ref_has_known_ext((struct span){ name, part.len + 2 }))
			return false;
	}
	return true;
}

/* ".thinMaterial", ".btn-primary": a member, a style; ".npmrc" is a file. */
static bool is_member(struct span text)
{
	if (!span_starts(text, ".") || span_index(text, '/') >= 0 ||
	    span_index(span_from(text, 1), '.') >= 0)
		return false;
	for (size_t i = 0; i < COUNT(dot_files); i++)
		if (span_ends(text, dot_files[i].ptr))
			return false;
	return text.len > 1;
}

/* "setup.py/pyproject.toml": what has a file's ending is no folder. */
static bool is_alternatives(struct span text)
{
	struct span first;
	ptrdiff_t slash = span_index(text, '/');

	if (slash <= 0 || (size_t)slash + 1 >= text.len)
		return false;
	first = span_sub(text, 0, (size_t)slash);
	return !span_starts(first, ".") && ref_has_known_ext(first) &&
	       ref_has_known_ext(span_from(text, (size_t)slash + 1));
}

static bool has_blank(struct span text)
{
	for (size_t i = 0; i < COUNT(blanks); i++)
		if (span_find(text, blanks[i]) >= 0)
			return true;
	return false;
}

enum outside outside_of(struct span written, bool has_top)
{
	struct span top = outside_top(written);

	if (span_starts(written, "~/") || span_starts(written, "$HOME/") ||
	    span_starts(written, "%") || has_drive(written) ||
	    (written.len > 0 && is_climb(written)))
		return OUTSIDE_MACHINE;
	if (top.len > 0 && !has_top)
		return is_among(top, machine_tops, COUNT(machine_tops))
			       ? OUTSIDE_MACHINE
			       : OUTSIDE_NO_FILE;
	if (is_ending(written) || is_member(written) || is_alternatives(written) ||
	    has_blank(written))
		return OUTSIDE_NO_FILE;
	return OUTSIDE_NOT;
}
