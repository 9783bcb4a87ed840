#include "readers/vcs.h"

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

static bool is_id_length(size_t len)
{
	return len == 40 || len == 64;
}

bool vcs_is_id(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_hex(text.ptr[i]))
			return false;
	return is_id_length(text.len);
}

struct span vcs_commit(struct span url)
{
	for (size_t i = 0; i < url.len;) {
		size_t len = 0;

		while (i + len < url.len && is_hex(url.ptr[i + len]))
			len++;
		if (is_id_length(len))
			return span_sub(url, i, len);
		i += len + 1;
	}
	return SPAN_EMPTY;
}

int vcs_put(struct put *put, struct span url, const char *src)
{
	return put_commit(put, vcs_commit(url), src);
}
