#include "text/secret.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/path.h"
#include "text/base64.h"
#include "text/secret_rule.h"

#include <stdlib.h>

#define SHORTEST    8     /* "pwd=" and four characters: less holds no secret */
#define REMEMBERED  4096  /* values of one document that are looked for elsewhere */
#define VALUE_MIN   6     /* shorter ones are too common to be replaced elsewhere */
#define SURE_MIN    4     /* the same for values that a format calls secrets */
#define WORD_MIN    12    /* the same for values that could be words */
#define COMPARE_MAX 256   /* bytes by which values are sorted */
#define KEY_LINE    20    /* a line of a private key that is worth remembering */
#define DECODED_MAX 65536 /* bytes of base64 that are decoded to be known elsewhere */

const char *const secret_kind_word[SECRET_KINDS] = {
	[SECRET_PRIVATE_KEY] = "a private key",
	[SECRET_TOKEN] = "a token",
	[SECRET_JWT] = "a JSON Web Token",
	[SECRET_ADDRESS] = "a password in an address",
	[SECRET_PASSWORD] = "a password",
	[SECRET_NAMED] = "a key or token by its name",
	[SECRET_OBJECT] = "data of a Kubernetes Secret",
	[SECRET_FIELD] = "a field that is kept for secrets",
	[SECRET_FILE] = "a value of a file that is kept for secrets",
};

/* ---- files that hold nothing else ---------------------------------------- */

/* clang-format off: names in any case */
static const char *const file_names[] = {
	".netrc",           "_netrc",           ".pgpass", ".htpasswd",
	".git-credentials", "credentials.json", "id_rsa",  "id_dsa",
	"id_ecdsa",         "id_ed25519",       NULL,
};

static const char *const file_ends[] = {
	".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk", NULL,
};

/* ".env.example" is written to be read. */
static const char *const sample_ends[] = {
	"example", "sample", "template", "dist", "defaults",
	"default", "tpl",    "schema",   NULL,
};
/* clang-format on */

static bool ends_with_any(struct span name, const char *const *ends)
{
	for (size_t i = 0; ends[i]; i++)
		if (span_ends_nocase(name, ends[i]))
			return true;
	return false;
}

/* ".env", ".env.production", "prod.env", ".envrc" */
static bool is_env_file(struct span path)
{
	struct span name = path_base(path);

	if (ends_with_any(name, sample_ends))
		return false;
	return span_is_nocase(name, ".env") || span_starts_nocase(name, ".env.") ||
	       span_is_nocase(name, ".envrc") || span_ends_nocase(name, ".env");
}

bool secret_is_file(struct span path)
{
	struct span name = path_base(path);

	for (size_t i = 0; file_names[i]; i++)
		if (span_is_nocase(name, file_names[i]))
			return true;
	return is_env_file(path) || ends_with_any(name, file_ends);
}

/* ---- a document: what it holds ------------------------------------------- */

void secrets_init(struct secrets *secrets, struct arena *arena)
{
	*secrets = (struct secrets){ .arena = arena };
}

static size_t characters(struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
	return count;
}

/* A value that a format itself calls a secret may be any word. */
static void remember(struct secrets *secrets, struct span value, bool is_sure)
{
	if (value.len < (is_sure ? SURE_MIN : VALUE_MIN) ||
	    secrets->values.count >= REMEMBERED ||
	    (!is_sure && value.len < WORD_MIN && secret_is_word(value)))
		return;
	*LIST_ADD(secrets->arena, &secrets->values) = arena_copy(secrets->arena, value);
	secrets->ready = false;
}

/* Each line of a key by itself: somebody may print them one after the other. */
static void remember_lines(struct secrets *secrets, struct span key)
{
	size_t start = 0;

	for (size_t i = 0; i <= key.len; i++) {
		bool mark =
			i + 1 < key.len && key.ptr[i] == '\\' && key.ptr[i + 1] == 'n';

		if (i < key.len && key.ptr[i] != '\n' && !mark)
			continue;
		if (i - start >= KEY_LINE)
			remember(secrets, span_trim(span_sub(key, start, i - start)),
				 false);
		start = i + 1 + mark;
	}
}

/* What such a value is in base64, as Kubernetes has it, may stand elsewhere too. */
static void remember_decoded(struct secrets *secrets, struct span value)
{
	struct span text;

	if (value.len > DECODED_MAX ||
	    !base64_decode(&text, BASE64_STD, value, secrets->arena) ||
	    !utf8_is_valid(text))
		return;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\n')
			return;
	if (span_index(text, '\n') >= 0)
		remember_lines(secrets, text);
	else
		remember(secrets, text, false);
}

void secrets_add(struct secrets *secrets, enum secret_kind kind, struct span value,
		 unsigned line)
{
	secrets->count++;
	if (secrets->places.count < SECRETS_LISTED)
		*LIST_ADD(secrets->arena, &secrets->places) =
			(struct secret_place){ kind, line, characters(value) };
	switch (kind) {
	case SECRET_PRIVATE_KEY:
		remember_lines(secrets, value);
		break;
	case SECRET_TOKEN:
	case SECRET_JWT: /* their shape tells them wherever they stand */
		break;
	case SECRET_ADDRESS:
	case SECRET_PASSWORD:
	case SECRET_NAMED:
	case SECRET_FILE:
	case SECRET_KINDS:
		remember(secrets, value, false);
		break;
	case SECRET_OBJECT:
	case SECRET_FIELD:
		remember(secrets, value, kind == SECRET_FIELD);
		remember_decoded(secrets, value);
		break;
	}
}

static struct span unquoted(struct span value)
{
	value = span_trim(value);
	if (value.len > 1 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
	    value.ptr[value.len - 1] == value.ptr[0])
		value = span_sub(value, 1, value.len - 2);
	return value;
}

static void learn_env(struct secrets *secrets, struct span text)
{
	struct span line;
	unsigned number = 0;

	while (span_line(&text, &line)) {
		ptrdiff_t sign = span_index(line, '=');
		struct span value;

		number++;
		line = span_trim(line);
		if (sign <= 0 || span_starts(line, "#"))
			continue;
		value = unquoted(span_from(line, (size_t)span_index(line, '=') + 1));
		if (value.len > 0 && !secret_is_placeholder(value))
			secrets_add(secrets, SECRET_FILE, value, number);
	}
}

/* Kubernetes: one document of the text, which says "kind: Secret". */

static size_t indent_of(struct span line)
{
	size_t at = 0;

	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '>'))
		at++;
	return at;
}

static void learn_object(struct secrets *secrets, struct span text, unsigned number)
{
	struct span line;
	size_t outer = 0, inner = 0;
	bool inside = false;

	while (span_line(&text, &line)) {
		size_t indent = indent_of(line);
		ptrdiff_t sign = span_find(line, SPAN_LIT(": "));
		struct span rest = span_trim(span_from(line, indent));

		number++;
		if (rest.len == 0)
			continue;
		if (inside && indent <= outer)
			inside = false;
		if (!inside) {
			inside = span_is(rest, "data:") || span_is(rest, "stringData:");
			outer = indent;
			inner = 0;
			continue;
		}
		if (inner == 0)
			inner = indent;
		rest = indent > inner || sign < 0
			       ? unquoted(rest)
			       : unquoted(span_from(line, (size_t)sign + 2));
		if (rest.len > 3 && !secret_is_placeholder(rest))
			secrets_add(secrets, SECRET_OBJECT, rest, number);
	}
}

/* Whether `text` has "kind: Secret", with or without quotes. */
static bool is_object(struct span text)
{
	ptrdiff_t at;

	while ((at = span_find(text, SPAN_LIT(SECRET_OBJECT_WORD))) >= 0) {
		size_t from = (size_t)at, end = from + 6;

		while (from > 0 && strchr(" \"'", text.ptr[from - 1]))
			from--;
		if (span_ends(span_sub(text, 0, from), "kind:") ||
		    span_ends(span_sub(text, 0, from), "kind\":"))
			if (end == text.len || strchr("\"'\r\n, }", text.ptr[end]))
				return true;
		text = span_from(text, end);
	}
	return false;
}

static size_t count_lines(struct span text)
{
	size_t lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	return lines;
}

static void learn_yaml_objects(struct secrets *secrets, struct span text)
{
	unsigned number = 0;

	while (text.len > 0) {
		ptrdiff_t end = span_find(text, SPAN_LIT("\n---"));
		struct span document =
			end < 0 ? text : span_sub(text, 0, (size_t)end + 1);

		if (is_object(document))
			learn_object(secrets, document, number);
		number += (unsigned)count_lines(document);
		text = span_from(text, document.len);
	}
}

/* The same in JSON: strings in the object behind "data" and "stringData". */
static void learn_json_objects(struct secrets *secrets, struct span text)
{
	static const char *const keys[] = { "\"data\"", "\"stringData\"", NULL };

	if (span_find(text, SPAN_LIT("\"Secret\"")) < 0)
		return;
	for (size_t k = 0; keys[k]; k++) {
		struct span rest = text;
		ptrdiff_t at;

		while ((at = span_find(rest, span_of(keys[k]))) >= 0) {
			bool value = false;

			rest = span_from(rest, (size_t)at + strlen(keys[k]));
			for (size_t i = 0; i < rest.len && rest.ptr[i] != '}'; i++) {
				size_t start = i + 1;

				if (strchr(":{,", rest.ptr[i]))
					value = rest.ptr[i] == ':';
				if (rest.ptr[i] != '"')
					continue;
				for (i = start; i < rest.len && rest.ptr[i] != '"'; i++)
					i += rest.ptr[i] == '\\';
				if (value && i < rest.len && i - start > 3 && start > 1)
					secrets_add(secrets, SECRET_OBJECT,
						    span_sub(rest, start, i - start),
						    0);
				value = false;
			}
		}
	}
}

/* *object: whether the text may hold a Kubernetes Secret. */
static void learn_finds(struct secrets *secrets, struct span text, bool *object)
{
	struct span word = SPAN_LIT(SECRET_OBJECT_WORD);
	struct secret found;
	unsigned line = 1;
	size_t seen = 0;

	for (size_t at = 0; secret_find_first(&found, text, at, object);
	     at = found.at + found.len) {
		struct span value = span_sub(text, found.at, found.len);

		line += (unsigned)count_lines(span_sub(text, seen, found.at - seen));
		seen = found.at;
		*object = *object || span_find(value, word) >= 0;
		secrets_add(secrets, found.kind, value, line);
	}
}

void secrets_learn(struct secrets *secrets, struct span path, struct span text)
{
	struct secrets before;
	bool object = false;

	if (is_env_file(path))
		learn_env(secrets, text);
	else if (secret_is_file(path))
		secrets_add(secrets, SECRET_FILE, SPAN_EMPTY, 0);
	before = *secrets;
	learn_finds(secrets, text, &object);
	if (!object || !is_object(text))
		return;
	*secrets = before; /* objects come first */
	learn_yaml_objects(secrets, text);
	learn_json_objects(secrets, text);
	learn_finds(secrets, text, &object);
}

struct span secrets_sentence(const struct secrets *secrets, struct arena *arena)
{
	const struct secret_place *first = secrets->places.at;
	struct span more = SPAN_EMPTY;

	if (secrets->count == 0)
		return SPAN_EMPTY;
	if (secrets->count > 1)
		more = arena_printf(arena, ", and %zu more", secrets->count - 1);
	if (first->line == 0)
		return arena_printf(arena, "it holds %s%.*s",
				    secret_kind_word[first->kind], SPAN_ARG(more));
	return arena_printf(arena, "line %u holds %s%.*s", first->line,
			    secret_kind_word[first->kind], SPAN_ARG(more));
}

/* ---- a document: what is shown of it -------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
	return span_cmp(*(const struct span *)a, *(const struct span *)b);
}

static struct span head(struct span value)
{
	return span_sub(value, 0, COMPARE_MAX);
}

static bool starts_with(struct span text, struct span start)
{
	return text.len >= start.len && span_eq(span_sub(text, 0, start.len), start);
}

static size_t pair_at(const char *bytes)
{
	return (size_t)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

/* Sort the values, each once, and find which of them start others. */
static void make_ready(struct secrets *secrets)
{
	size_t count = 0;

	secrets->ready = true;
	if (secrets->values.count == 0)
		return;
	qsort(secrets->values.at, secrets->values.count, sizeof(struct span), by_bytes);
	for (size_t i = 0; i < secrets->values.count; i++)
		if (count == 0 ||
		    !span_eq(secrets->values.at[i], secrets->values.at[count - 1]))
			secrets->values.at[count++] = secrets->values.at[i];
	secrets->values.count = count;
	secrets->prefix = ARENA_ARRAY(secrets->arena, size_t, count);
	secrets->starts = ARENA_ARRAY(secrets->arena, unsigned char, 65536 / 8);
	for (size_t i = 0; i < count; i++) {
		struct span value = secrets->values.at[i];
		size_t pair = pair_at(value.ptr),
		       shorter = i; /* from 1: the one before */

		while (shorter > 0 &&
		       !starts_with(value, secrets->values.at[shorter - 1]))
			shorter = secrets->prefix[shorter - 1];
		secrets->prefix[i] = shorter;
		secrets->starts[pair / 8] |= (unsigned char)(1U << pair % 8);
	}
}

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Not in the middle of a word. */
static bool stands_alone(struct span text, size_t at, size_t len)
{
	return (at == 0 || !is_alnum(text.ptr[at - 1]) || !is_alnum(text.ptr[at])) &&
	       (at + len == text.len || !is_alnum(text.ptr[at + len]) ||
		!is_alnum(text.ptr[at + len - 1]));
}

/* Length of the longest value that stands at `at`; 0: none. */
static size_t value_at(const struct secrets *secrets, struct span text, size_t at)
{
	struct span rest = span_sub(text, at, COMPARE_MAX);
	size_t low = 0, high = secrets->values.count;

	while (low < high) { /* the first value that is behind the text */
		size_t middle = low + (high - low) / 2;

		if (span_cmp(head(secrets->values.at[middle]), rest) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low > 0; low = secrets->prefix[low - 1]) {
		struct span value = secrets->values.at[low - 1];

		if (starts_with(span_from(text, at), value) &&
		    stands_alone(text, at, value.len))
			return value.len;
	}
	return 0;
}

static bool find_value(struct secret *out, const struct secrets *secrets,
		       struct span text, size_t from)
{
	if (secrets->values.count == 0)
		return false;
	for (size_t at = from; at + SURE_MIN <= text.len; at++) {
		size_t pair = pair_at(text.ptr + at), len;

		if (!(secrets->starts[pair / 8] & 1U << pair % 8))
			continue;
		len = value_at(secrets, text, at);
		if (len == 0)
			continue;
		*out = (struct secret){ SECRET_NAMED, at, len };
		return true;
	}
	return false;
}

/* Both kinds of finds, in the order of the text and never overlapping. */
struct hiding {
	const struct secrets *secrets; /* or NULL */
	struct span text;
	struct secret shape, value;
	bool has_shape, has_value;
};

static void look_on(struct hiding *hiding, size_t from)
{
	if (hiding->has_shape && hiding->shape.at < from)
		hiding->has_shape = secret_find(&hiding->shape, hiding->text, from);
	if (hiding->has_value && hiding->value.at < from)
		hiding->has_value =
			find_value(&hiding->value, hiding->secrets, hiding->text, from);
}

static void start_hiding(struct hiding *out, const struct secrets *secrets,
			 struct span text)
{
	*out = (struct hiding){ .secrets = secrets, .text = text };
	out->has_shape = secret_find(&out->shape, text, 0);
	out->has_value = secrets && find_value(&out->value, secrets, text, 0);
}

static bool next_hidden(struct hiding *hiding, struct secret *out)
{
	size_t end;

	if (!hiding->has_shape && !hiding->has_value)
		return false;
	if (!hiding->has_shape ||
	    (hiding->has_value && hiding->value.at < hiding->shape.at))
		*out = hiding->value;
	else
		*out = hiding->shape;
	end = out->at + out->len;
	if (hiding->has_shape && hiding->shape.at < end &&
	    hiding->shape.at + hiding->shape.len > end)
		end = hiding->shape.at + hiding->shape.len;
	if (hiding->has_value && hiding->value.at < end &&
	    hiding->value.at + hiding->value.len > end)
		end = hiding->value.at + hiding->value.len;
	out->len = end - out->at;
	look_on(hiding, end);
	return true;
}

#define MARK_MAX 64 /* bytes of "[secret of 40 characters withheld]" */

static void put_mark(struct buf *out, struct span secret)
{
	size_t count = characters(secret);

	buf_addf(out, "[secret of %zu character%s withheld]", count,
		 count == 1 ? "" : "s");
	for (size_t i = 0; i < secret.len; i++)
		if (secret.ptr[i] == '\n')
			buf_addch(out, '\n');
}

struct span secret_mark(struct span secret, struct arena *arena)
{
	struct span out;
	struct buf buf;

	buf_init(&buf, MARK_MAX + secret.len);
	put_mark(&buf, secret);
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static struct span hide(const struct secrets *secrets, struct span text,
			struct arena *arena, struct utf8_map *map)
{
	struct hiding hiding;
	struct secret secret;
	struct span out;
	struct buf buf;
	size_t done = 0;

	if (text.len < SHORTEST && (!secrets || secrets->values.count == 0))
		return text;
	start_hiding(&hiding, secrets, text);
	if (!hiding.has_shape && !hiding.has_value)
		return text;
	/* A secret has four bytes at least, so the mark makes it so much longer. */
	buf_init(&buf, text.len * (MARK_MAX / 4) + MARK_MAX);
	while (next_hidden(&hiding, &secret)) {
		size_t start;

		buf_add(&buf, span_sub(text, done, secret.at - done));
		start = buf.len;
		put_mark(&buf, span_sub(text, secret.at, secret.len));
		done = secret.at + secret.len;
		if (map)
			*LIST_ADD(arena, &map->runs) =
				(struct utf8_run){ secret.at, secret.len, start,
						   buf.len - start };
	}
	buf_add(&buf, span_from(text, done));
	out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

struct span secret_hide(struct span text, struct arena *arena)
{
	return hide(NULL, text, arena, NULL);
}

struct span secrets_hide(struct secrets *secrets, struct span text, struct arena *arena)
{
	return secrets_hide_map(secrets, text, arena, NULL);
}

struct span secrets_hide_map(struct secrets *secrets, struct span text,
			     struct arena *arena, struct utf8_map *map)
{
	if (!secrets->ready)
		make_ready(secrets);
	return hide(secrets, text, arena, map);
}
