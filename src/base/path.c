#include "base/path.h"

#include "base/limits.h"

bool path_is_clean(struct span path)
{
	struct span rest = path, name;

	if (path.len == 0 || path.len > LIMIT_PATH_BYTES ||
	    memchr(path.ptr, '\0', path.len))
		return false;
	while (span_split(&rest, '/', &name))
		if (name.len == 0 || span_is(name, ".") || span_is(name, ".."))
			return false;
	return true;
}

struct span path_base(struct span path)
{
	return span_from(path, (size_t)(span_rindex(path, '/') + 1));
}

struct span path_dir(struct span path)
{
	ptrdiff_t slash = span_rindex(path, '/');

	return slash < 0 ? SPAN_EMPTY : span_sub(path, 0, (size_t)slash);
}

struct span path_ext(struct span path)
{
	struct span base = path_base(path);
	ptrdiff_t dot = span_rindex(base, '.');

	return dot <= 0 ? SPAN_EMPTY : span_from(base, (size_t)dot);
}

struct span path_join(struct arena *arena, struct span dir, struct span name)
{
	if (dir.len == 0)
		return arena_copy(arena, name);
	return arena_printf(arena, "%.*s/%.*s", SPAN_ARG(dir), SPAN_ARG(name));
}

bool path_resolve(struct arena *arena, struct span dir, struct span path,
		  struct span *out)
{
	char *text = arena_alloc(arena, dir.len + path.len + 2, 1);
	struct span rest = path, name;
	size_t len = dir.len;

	*out = SPAN_EMPTY;
	if (dir.len > 0)
		memcpy(text, dir.ptr, dir.len);
	if (path.len > 0 && path.ptr[0] == '/')
		len = 0;
	while (span_split(&rest, '/', &name)) {
		if (name.len == 0 || span_is(name, "."))
			continue;
		if (span_is(name, "..")) {
			if (len == 0)
				return false;
			len = path_dir((struct span){ text, len }).len;
			continue;
		}
		if (len > 0)
			text[len++] = '/';
		memcpy(text + len, name.ptr, name.len);
		len += name.len;
	}
	text[len] = '\0';
	*out = (struct span){ text, len };
	return true;
}

bool path_is_below(struct span path, struct span dir)
{
	if (dir.len == 0)
		return true;
	return path.len >= dir.len && memcmp(path.ptr, dir.ptr, dir.len) == 0 &&
	       (path.len == dir.len || path.ptr[dir.len] == '/');
}

struct span path_slug(struct arena *arena, struct span text, size_t most,
		      const char *otherwise)
{
	char *out = arena_room(arena, (text.len < most ? text.len : most) + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len && len < most; i++) {
		char c = text.ptr[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[len++] = c;
		else if (len > 0 && out[len - 1] != '-')
			out[len++] = '-';
	}
	while (len > 0 && out[len - 1] == '-')
		len--;
	return len > 0 ? (struct span){ out, len } : span_of(otherwise);
}
