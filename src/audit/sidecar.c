#include "audit/sidecar.h"

#include "text/json.h"

bool is_commit_id(struct span text)
{
	if (text.len != 40 && text.len != 64)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
		      (text.ptr[i] >= 'a' && text.ptr[i] <= 'f') ||
		      (text.ptr[i] >= 'A' && text.ptr[i] <= 'F')))
			return false;
	return true;
}

struct span sidecar_commit(struct span path, struct span bytes, struct arena *arena)
{
	struct err ignored = { 0 }; /* a broken sidecar binds nothing */
	struct tree *json;
	struct span id;
	char *text;

	if (json_parse(&json, path, bytes, arena, &ignored) < 0)
		return SPAN_EMPTY;
	id = span_trim(node_text(node_get(tree_root(json, 0), "commit")));
	if (!is_commit_id(id))
		return SPAN_EMPTY;
	text = arena_string(arena, id);
	for (size_t i = 0; i < id.len; i++)
		if (text[i] >= 'A' && text[i] <= 'F')
			text[i] = (char)(text[i] - 'A' + 'a');
	return (struct span){ text, id.len };
}
