#include "seal/paths.h"

#include "base/num.h"
#include "base/path.h"
#include "base/table.h"

const char *const seal_file_path[SEAL_FILES] = {
	[SEAL_FILE_P7S] = "seal/SHA256SUMS.p7s",
	[SEAL_FILE_P7S_STAMP] = "seal/SHA256SUMS.p7s.tsr",
	[SEAL_FILE_ATTESTATION] = "seal/attestation.sigstore.json",
	[SEAL_FILE_PUB] = "seal/seal.pub",
	[SEAL_FILE_VSA] = "seal/vsa.sigstore.json",
	[SEAL_FILE_VSA_STAMP] = "seal/vsa.sigstore.json.tsr",
};

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* A letter, digit or '_' first; the same or '-' last; '.' and '-' between. */
static const char *component_fault(struct span name)
{
	char last;

	if (name.len == 0)
		return "has an empty component";
	if (name.len > BUNDLE_COMPONENT)
		return "has a component of more than 80 bytes";
	for (size_t i = 0; i < name.len; i++)
		if (!is_letter_or_digit(name.ptr[i]) && name.ptr[i] != '.' &&
		    name.ptr[i] != '_' && name.ptr[i] != '-')
			return "has a character that bundles do not use";
	last = name.ptr[name.len - 1];
	if (!is_letter_or_digit(name.ptr[0]) && name.ptr[0] != '_')
		return "has a component that starts with a dot or dash";
	return last == '.' ? "has a component that ends with a dot" : NULL;
}

const char *bundle_path_fault(struct span path)
{
	struct span rest = path, name;
	const char *fault;
	size_t depth = 0;

	if (path.len == 0)
		return "is empty";
	if (path.len > BUNDLE_PATH)
		return "is longer than 100 bytes";
	while (span_split(&rest, '/', &name)) {
		fault = component_fault(name);
		if (fault)
			return fault;
		if (++depth > BUNDLE_DEPTH)
			return "is deeper than 8 components";
	}
	return NULL;
}

const char *bundle_top_fault(struct span name)
{
	if (name.len > BUNDLE_TOP)
		return "is longer than 64 bytes";
	return component_fault(name);
}

bool bundle_path_is_outside(struct span path)
{
	return span_is(path, "SHA256SUMS") || span_starts(path, "seal/") ||
	       span_starts(path, "signoffs/");
}

const char *bundle_outside_fault(struct span path)
{
	if (span_is(path, "SHA256SUMS"))
		return NULL;
	for (size_t i = 0; i < SEAL_FILES; i++)
		if (span_is(path, seal_file_path[i]))
			return NULL;
	if (span_starts(path, "seal/"))
		return "is no file that belongs in seal/";
	if (span_rindex(path, '/') != (ptrdiff_t)strlen("signoffs"))
		return "lies deeper than signoffs/";
	if (span_ends(path, ".signoff") || span_ends(path, ".signoff.sig"))
		return NULL;
	return "is no sign-off statement or signature";
}

/* Lower-case paths and the folders above them, each to what stands there. */
struct place {
	struct span path; /* of the first file at or below */
	bool folder;
};

struct path_set {
	struct table *places;
	struct arena *arena;
};

struct path_set *path_set_new(struct arena *arena)
{
	struct path_set *set = ARENA_NEW(arena, struct path_set);

	*set = (struct path_set){ table_new(arena), arena };
	return set;
}

static struct span lower(struct arena *arena, struct span path)
{
	char *text = arena_string(arena, path);

	for (size_t i = 0; i < path.len; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] = (char)(text[i] - 'A' + 'a');
	return (struct span){ text, path.len };
}

/* The folders above `folded`, down from the root; false where one is a file. */
static bool add_folders(struct path_set *set, struct span path, struct span folded,
			struct span *out_other)
{
	for (size_t i = 0; i < folded.len; i++) {
		struct place **slot;

		if (folded.ptr[i] != '/')
			continue;
		slot = (struct place **)table_slot_borrowed(set->places,
							    span_sub(folded, 0, i));
		if (!*slot) {
			*slot = ARENA_NEW(set->arena, struct place);
			**slot = (struct place){ path, true };
		}
		*out_other = (*slot)->path;
		if (!(*slot)->folder)
			return false;
	}
	return true;
}

enum path_clash path_set_add(struct path_set *set, struct span path,
			     struct span *out_other)
{
	struct span own = arena_copy(set->arena, path);
	struct span folded = lower(set->arena, own);
	struct place **slot;

	*out_other = SPAN_EMPTY;
	if (!add_folders(set, own, folded, out_other))
		return PATH_PREFIX;
	slot = (struct place **)table_slot_borrowed(set->places, folded);
	if (!*slot) {
		*slot = ARENA_NEW(set->arena, struct place);
		**slot = (struct place){ own, false };
		return PATH_FITS;
	}
	*out_other = (*slot)->path;
	if ((*slot)->folder)
		return PATH_PREFIX;
	return span_eq((*slot)->path, path) ? PATH_REPEATED : PATH_CASE;
}

struct span bundle_plain_path(struct span text, struct arena *arena)
{
	char *out = arena_alloc(arena, text.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint64_t byte;

		out[len] = text.ptr[i];
		if (text.ptr[i] == '%' && num_hex(span_sub(text, i + 1, 2), &byte) &&
		    i + 2 < text.len) {
			out[len] = (char)byte;
			i += 2;
		}
		len++;
	}
	return (struct span){ out, len };
}
