/* Any bytes through decode(), xml_repair() and the door to XML. */
#include "base/limits.h"
#include "text/decode.h"
#include "text/xml.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int walk(struct xml *xml, struct err *err)
{
	unsigned depth = 0;
	enum xml_event event;

	for (;;) {
		struct span name, value;
		int rc = xml_next(xml, &event, err);

		if (rc < 0)
			return rc;
		if (event == XML_END)
			break;
		if (event == XML_OPEN)
			depth++;
		if (xml_depth(xml) != depth || xml_line(xml) == 0)
			abort();
		for (size_t i = 0; xml_attr_at(xml, i, &name, &value); i++)
			if (!value.ptr)
				abort();
		xml_namespace(xml);
		if (event == XML_TEXT && xml_text(xml).len == 0)
			abort();
		if (event == XML_CLOSE)
			depth--;
	}
	if (depth != 0)
		abort();
	return 0;
}

static void read_once(struct span text, struct arena *arena)
{
	struct xml *xml = xml_open(SPAN_LIT("f"), text, arena);
	struct err err = { 0 };

	if (walk(xml, &err) < 0 &&
	    (err.what[0] == '\0' || err.tag[0] == '\0' || err.line == 0))
		abort();
	xml_close(xml);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(LIMIT_SCRATCH_BYTES);
	struct span bytes = { (const char *)data, size };
	struct decoded decoded;
	struct span repaired;

	decode(&decoded, bytes, arena);
	if (decoded.valid && decode_utf8(decoded.text) != decoded.text.len)
		abort();
	read_once(decoded.text, arena);
	xml_repair(&repaired, decoded.text, arena);
	read_once(repaired, arena);
	arena_free(arena);
	return 0;
}
