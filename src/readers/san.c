#include "readers/san.h"

#include <stdint.h>

/* X.690: the tags that stand on the way. */
enum {
	TAG_OCTETS = 0x04,
	TAG_OID = 0x06,
	TAG_SEQUENCE = 0x30,
	TAG_EXTENSIONS = 0xa3, /* [3] of the certificate's body */
	TAG_MAIL = 0x81,       /* [1] rfc822Name */
	TAG_URI = 0x86,        /* [6] uniformResourceIdentifier */
};

struct value {
	unsigned tag;
	struct span content;
};

/* Takes the next value off the front of *rest; lengths of up to four bytes. */
static bool take(struct span *rest, struct value *out)
{
	const unsigned char *at = (const unsigned char *)rest->ptr;
	size_t head = 2, len;

	if (rest->len < 2)
		return false;
	len = at[1];
	if (len & 0x80) {
		size_t bytes = len & 0x7f;

		if (bytes == 0 || bytes > 4 || rest->len < 2 + bytes)
			return false;
		len = 0;
		for (size_t i = 0; i < bytes; i++)
			len = len << 8 | at[2 + i];
		head += bytes;
	}
	if (len > rest->len - head)
		return false;
	out->tag = at[0];
	out->content = span_sub(*rest, head, len);
	*rest = span_from(*rest, head + len);
	return true;
}

/* The content of the first value of that tag among those of `rest`. */
static bool find(struct span rest, unsigned tag, struct span *out)
{
	struct value value;

	while (take(&rest, &value)) {
		if (value.tag == tag) {
			*out = value.content;
			return true;
		}
	}
	return false;
}

/* A name that is text on one line. */
static bool is_printable(struct span name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] <= ' ' || name.ptr[i] > '~')
			return false;
	return name.len > 0;
}

static struct span first_name(struct span names)
{
	struct value value;

	while (take(&names, &value))
		if ((value.tag == TAG_MAIL || value.tag == TAG_URI) &&
		    is_printable(value.content))
			return value.content;
	return SPAN_EMPTY;
}

struct span san_of(struct span der)
{
	static const struct span wanted = SPAN_INIT("\x55\x1d\x11"); /* 2.5.29.17 */
	struct span certificate, body, wrapped, list, octets, names;
	struct value extension;

	if (!find(der, TAG_SEQUENCE, &certificate) ||
	    !find(certificate, TAG_SEQUENCE, &body) ||
	    !find(body, TAG_EXTENSIONS, &wrapped) ||
	    !find(wrapped, TAG_SEQUENCE, &list))
		return SPAN_EMPTY;
	while (take(&list, &extension)) {
		struct span oid;

		if (extension.tag == TAG_SEQUENCE &&
		    find(extension.content, TAG_OID, &oid) && span_eq(oid, wanted) &&
		    find(extension.content, TAG_OCTETS, &octets) &&
		    find(octets, TAG_SEQUENCE, &names))
			return first_name(names);
	}
	return SPAN_EMPTY;
}
