#include "trust/rawcommit.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"

/* One header and its continuations. */
struct header {
	struct span name;
	struct span value; /* of its first line */
	struct span whole; /* all its lines, line ends too */
};

/* clang-format off: one header a line */

/* The headers that an object begins with, in this order. */
struct place {
	const char *name;
	bool repeats; /* none, one or several */
	bool may_lack;
};
static const struct place places[2][4] = {
	[COMMIT_COMMIT] = {
		{ "tree", false, false },
		{ "parent", true, true },
		{ "author", false, false },
		{ "committer", false, false },
	},
	[COMMIT_TAG] = {
		{ "object", false, false },
		{ "type", false, false },
		{ "tag", false, false },
		{ "tagger", false, true }, /* git's first tags have none */
	},
};

/* By enum digest_git. */
static const char *const signature_names[DIGEST_GITS] = { "gpgsig", "gpgsig-sha256" };
static const size_t id_digits[DIGEST_GITS] = { 40, 64 };

/* How a signature begins: git's gpg-interface.c. */
static const char *const beginnings[] = {
	"-----BEGIN PGP SIGNATURE-----",
	"-----BEGIN PGP MESSAGE-----",
	"-----BEGIN SIGNED MESSAGE-----",
	"-----BEGIN SSH SIGNATURE-----",
};
/* clang-format on */

#define WHEN_LAST 253402300799 /* the last second of the year 9999 */

#define PLACES (sizeof(places[0]) / sizeof(places[0][0]))

struct splitting {
	struct commit_split *out;
	enum commit_object object;
	enum digest_git format;
	struct span raw;
	struct arena *arena;
	struct err *err;
	size_t place; /* of the headers at the beginning */
	bool seen;    /* the header of this place stood there */
	bool encoding;
	struct span signatures[DIGEST_GITS]; /* whole headers; empty: none */
	struct span body;                    /* behind the empty line */
};

static int malformed(struct splitting *in, const char *what)
{
	err_set(in->err, ERR_FORMAT, "%s", what);
	return err_tag(in->err, "E_COMMIT_MALFORMED");
}

/* "name <mail> seconds +hhmm" */
static void read_person(struct commit_person *out, struct span line)
{
	ptrdiff_t open = span_index(line, '<'), close = span_index(line, '>');
	struct span rest, zone;
	int64_t when;

	*out = (struct commit_person){ .when = CLOCK_NONE };
	if (open < 0 || close < open || span_rindex(line, '<') != open ||
	    span_rindex(line, '>') != close)
		return;
	rest = span_from(line, (size_t)close + 1);
	if (!span_starts(rest, " "))
		return;
	rest = span_from(rest, 1);
	if (!span_split(&rest, ' ', &zone) || !num_i64(zone, &when) || when < 0 ||
	    when > WHEN_LAST || rest.len != 5 ||
	    (rest.ptr[0] != '+' && rest.ptr[0] != '-'))
		return;
	out->when = when;
	out->name = span_trim(span_sub(line, 0, (size_t)open));
	out->mail = span_sub(line, (size_t)open + 1, (size_t)(close - open) - 1);
}

static bool is_id(const struct splitting *in, struct span id)
{
	if (id.len != id_digits[in->format])
		return false;
	for (size_t i = 0; i < id.len; i++)
		if (!(id.ptr[i] >= '0' && id.ptr[i] <= '9') &&
		    !(id.ptr[i] >= 'a' && id.ptr[i] <= 'f'))
			return false;
	return true;
}

/* The value of one of the headers at the beginning. */
static int keep(struct splitting *in, const char *name, struct span value)
{
	struct commit_split *out = in->out;
	bool id = strcmp(name, "tree") == 0 || strcmp(name, "parent") == 0 ||
		  strcmp(name, "object") == 0;

	if (id && !is_id(in, value))
		return malformed(in, "an object id in a header is none");
	if (strcmp(name, "tree") == 0)
		out->tree = value;
	else if (strcmp(name, "object") == 0)
		out->target = value;
	else if (strcmp(name, "parent") == 0 && out->parents++ == 0)
		out->first_parent = value;
	else if (strcmp(name, "type") == 0)
		out->target_type = value;
	else if (strcmp(name, "tag") == 0)
		out->tag_name = value;
	else if (strcmp(name, "author") == 0)
		read_person(&out->author, value);
	else if (strcmp(name, "committer") == 0 || strcmp(name, "tagger") == 0)
		read_person(&out->committer, value);
	return 0;
}

/* Whether the header may stand where we are; moves on to its place. */
static bool find_place(struct splitting *in, struct span name)
{
	const struct place *row = places[in->object];

	for (; in->place < PLACES; in->place++, in->seen = false) {
		if (span_is(name, row[in->place].name))
			return !in->seen || row[in->place].repeats;
		if (!in->seen && !row[in->place].may_lack)
			return false;
	}
	return false;
}

static bool is_first_header(const struct splitting *in, struct span name)
{
	for (size_t i = 0; i < PLACES; i++)
		if (span_is(name, places[in->object][i].name))
			return true;
	return false;
}

static int keep_signature(struct splitting *in, const struct header *header)
{
	for (enum digest_git format = 0; format < DIGEST_GITS; format++) {
		if (!header->value.ptr ||
		    !span_is(header->name, signature_names[format]))
			continue;
		if (in->signatures[format].len > 0) {
			err_set(in->err, ERR_FORMAT, "there are two %s headers",
				signature_names[format]);
			return err_tag(in->err, "E_SIG_DUPLICATE");
		}
		in->signatures[format] = header->whole;
		return 0;
	}
	/* git leaves any of these out of the signed bytes: they could say anything. */
	return malformed(in, "there is a gpgsig header that git does not write");
}

static int take_header(struct splitting *in, const struct header *header)
{
	bool continued = header->whole.len > header->name.len + header->value.len + 2;

	if (is_first_header(in, header->name)) {
		if (!find_place(in, header->name))
			return malformed(in, "a header stands twice or out of order");
		in->seen = true;
		if (continued)
			return malformed(in, "a header that has one line has more");
		return keep(in, places[in->object][in->place].name, header->value);
	}
	/* Anything else comes behind all of those. */
	while (in->place < PLACES &&
	       (in->seen || places[in->object][in->place].may_lack)) {
		in->place++;
		in->seen = false;
	}
	if (in->place < PLACES)
		return malformed(in, "a header is missing or out of order");
	if (span_starts(header->name, "gpgsig"))
		return keep_signature(in, header);
	if (span_is(header->name, "encoding")) {
		if (in->encoding || continued)
			return malformed(in, "the encoding is said twice");
		in->encoding = true;
	}
	return 0;
}

/* The next header off the front of *rest. */
static bool next_header(struct span *rest, struct header *out)
{
	struct span from = *rest, line;

	if (!span_split(rest, '\n', &line) || !rest->ptr || line.len == 0 ||
	    line.ptr[0] == ' ')
		return false;
	span_split(&line, ' ', &out->name);
	out->value = line;
	while (rest->len > 0 && rest->ptr[0] == ' ') {
		span_split(rest, '\n', &line);
		if (!rest->ptr)
			return false;
	}
	out->whole = span_sub(from, 0, (size_t)(rest->ptr - from.ptr));
	return out->name.len > 0;
}

static int read_headers(struct splitting *in)
{
	struct span rest = in->raw;
	struct header header;
	int rc;

	while (rest.len > 0 && rest.ptr[0] != '\n') {
		if (!next_header(&rest, &header))
			return malformed(in, "there is a line that is no header");
		rc = take_header(in, &header);
		if (rc < 0)
			return rc;
	}
	if (rest.len == 0)
		return malformed(in, "no empty line ends the headers");
	in->body = span_from(rest, 1);
	for (; in->place < PLACES; in->place++, in->seen = false)
		if (!in->seen && !places[in->object][in->place].may_lack)
			return malformed(in, "a header is missing");
	return 0;
}

/* `text` without the signature headers, which lie in it; a copy if there are any. */
static struct span without_signatures(const struct splitting *in, struct span text)
{
	const struct span *cut = in->signatures;
	bool swapped = cut[0].len > 0 && cut[1].len > 0 && cut[1].ptr < cut[0].ptr;
	const char *at = text.ptr, *end = text.ptr + text.len;
	size_t len = 0;
	char *bytes;

	if (cut[0].len == 0 && cut[1].len == 0)
		return text;
	bytes = arena_room(in->arena, text.len, 1);
	for (size_t i = 0; i < DIGEST_GITS; i++) {
		struct span one = cut[swapped ? DIGEST_GITS - 1 - i : i];

		if (one.len == 0)
			continue;
		memcpy(bytes + len, at, (size_t)(one.ptr - at));
		len += (size_t)(one.ptr - at);
		at = one.ptr + one.len;
	}
	memcpy(bytes + len, at, (size_t)(end - at));
	return (struct span){ bytes, len + (size_t)(end - at) };
}

/* A header's value as one text: without its name and the blank before each line. */
static struct span unfold(const struct splitting *in, struct span whole)
{
	char *bytes = arena_room(in->arena, whole.len, 1);
	struct span rest = whole, line;
	size_t len = 0;

	rest = span_from(rest, strlen(signature_names[in->format]));
	while (rest.len > 0 && span_split(&rest, '\n', &line)) {
		line = span_from(line, 1);
		if (line.len > 0)
			memcpy(bytes + len, line.ptr, line.len);
		bytes[len + line.len] = '\n';
		len += line.len + 1;
	}
	return (struct span){ bytes, len };
}

/* Where the last signature begins that stands at the begin of a line. */
static size_t find_signature(struct span body)
{
	struct span rest = body, line;
	size_t found = body.len;

	while (rest.len > 0 && span_split(&rest, '\n', &line))
		for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
			if (span_starts(line, beginnings[i]))
				found = (size_t)(line.ptr - body.ptr);
	return found;
}

static void split_tag(struct splitting *in)
{
	size_t at = find_signature(in->body);
	size_t head = (size_t)(in->body.ptr - in->raw.ptr);

	in->out->author = in->out->committer;
	in->out->message = span_sub(in->body, 0, at);
	in->out->signature = span_from(in->body, at);
	in->out->payload = without_signatures(in, span_sub(in->raw, 0, head + at));
}

static void split_commit(struct splitting *in)
{
	struct span whole = in->signatures[in->format];

	in->out->message = in->body;
	if (whole.len > 0)
		in->out->signature = unfold(in, whole);
	in->out->payload = without_signatures(in, in->raw);
}

int commit_split(struct commit_split *out, enum commit_object object,
		 enum digest_git format, struct span raw, struct arena *arena,
		 struct err *err)
{
	struct splitting in = { .out = out,
				.object = object,
				.format = format,
				.raw = raw,
				.arena = arena,
				.err = err };
	int rc = 0;

	*out = (struct commit_split){ .parents = 0 };
	out->author.when = CLOCK_NONE;
	out->committer.when = CLOCK_NONE;
	if (raw.len > LIMIT_COMMIT_BYTES) {
		err_set(err, ERR_LIMIT, "the object is larger than 1 MiB");
		rc = err_tag(err, "E_COMMIT_MALFORMED");
	} else if (span_index(raw, '\0') >= 0) {
		rc = malformed(&in, "there is a NUL byte in it");
	} else {
		rc = read_headers(&in);
	}
	if (rc < 0) {
		*out = (struct commit_split){ .author.when = CLOCK_NONE,
					      .committer.when = CLOCK_NONE };
		return rc;
	}
	if (object == COMMIT_TAG)
		split_tag(&in);
	else
		split_commit(&in);
	return 0;
}
