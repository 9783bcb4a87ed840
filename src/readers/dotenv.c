/*
 * dotenv.c - environment files: which keys there are, and which have a value.
 *
 * Source: motdotla/dotenv, README, "Rules", and the Compose Specification's
 * "env_file format": KEY=value a line, `export` before it, comments, quotes over
 * lines.  A value is never kept but true and false, and numbers under a key that
 * is no name of a secret: everything else is only measured.
 */
#include "base/num.h"
#include "base/path.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"

struct dotenv {
	struct put put;
	struct span path, rest;
	unsigned number;
};

static bool is_named_so(struct span path)
{
	struct span name = path_base(path);

	return span_is_nocase(name, ".env") || span_starts_nocase(name, ".env.") ||
	       span_starts_nocase(name, ".env-") || span_is_nocase(name, ".envrc") ||
	       span_ends_nocase(name, ".env") || span_is_nocase(name, "env.example") ||
	       span_is_nocase(name, "env.sample") ||
	       span_is_nocase(name, "env.template") ||
	       span_find_nocase(name, ".env.") >= 0;
}

static bool is_key(struct span key)
{
	for (size_t i = 0; i < key.len; i++) {
		char c = key.ptr[i];
		bool letter =
			(c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';

		if (!letter &&
		    (i == 0 || !((c >= '0' && c <= '9') || c == '.' || c == '-')))
			return false;
	}
	return key.len > 0;
}

/* "export KEY=value", "KEY = value", "KEY" */
static bool take_key(struct span line, struct span *key, struct span *value)
{
	ptrdiff_t sign = span_index(line, '=');

	line = span_trim(line);
	*key = line;
	*value = SPAN_EMPTY;
	if (sign >= 0) {
		sign = span_index(line, '=');
		*key = span_trim(span_sub(line, 0, (size_t)sign));
		*value = span_trim(span_from(line, (size_t)sign + 1));
	}
	if (span_starts(*key, "export "))
		*key = span_trim(span_from(*key, 7));
	return is_key(*key);
}

/* The first line that says something gives a key a value. */
static enum bid dotenv_bid(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line, key, value;

	if (probe->lex != LEX_TEXT || !is_named_so(probe->path))
		return BID_NO;
	while (span_line(&rest, &line)) {
		line = span_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		return span_index(line, '=') > 0 && take_key(line, &key, &value)
			       ? BID_STATED
			       : BID_NO;
	}
	return BID_NO;
}

/* ---- values ---- */

static int fail_open(struct dotenv *d, unsigned line)
{
	err_set(d->put.err, ERR_FORMAT, "the value that starts here is never closed");
	err_tag(d->put.err, "truncated");
	err_fix(d->put.err, "close the quotes");
	return err_at(d->put.err, (struct pos){ d->path, line, 1 });
}

/* Where the closing quote stands, behind `from`; -1: on no line of this text. */
static ptrdiff_t closing(struct span text, char quote)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\\' && quote == '"')
			i++;
		else if (text.ptr[i] == quote)
			return (ptrdiff_t)i;
	}
	return -1;
}

/*
 * A quoted value may go over lines; what stands behind it is a comment.  Its bytes
 * are only counted over several lines: no class but text is so long.
 */
static int take_quoted(struct dotenv *d, struct span *value, size_t *len)
{
	char quote = value->ptr[0];
	unsigned start = d->number;
	struct span line = span_from(*value, 1);
	ptrdiff_t end = closing(line, quote);

	*len = 0;
	*value = end >= 0 ? span_sub(line, 0, (size_t)end) : SPAN_LIT("\n");
	while (end < 0) {
		*len += line.len + 1;
		if (!span_line(&d->rest, &line))
			return fail_open(d, start);
		d->number++;
		end = closing(line, quote);
	}
	*len += (size_t)end;
	return 0;
}

static int take_value(struct dotenv *d, struct span *value, size_t *len)
{
	ptrdiff_t comment;

	if (value->len > 0 && strchr("'\"`", value->ptr[0]) && value->ptr[0] != '\0')
		return take_quoted(d, value, len);
	if (span_starts(*value, "#"))
		*value = SPAN_EMPTY;
	comment = span_find(*value, SPAN_LIT(" #"));
	if (comment >= 0)
		*value = span_trim(span_sub(*value, 0, (size_t)comment));
	*len = value->len;
	return 0;
}

/* ---- classes ---- */

static bool is_boolean(struct span value)
{
	static const char *const words[] = {
		"true", "false", "yes", "no", "on", "off"
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (span_is_nocase(value, words[i]))
			return true;
	return false;
}

static bool is_url(struct span value)
{
	ptrdiff_t at = span_find(value, SPAN_LIT("://"));

	return at > 0 && at < 20;
}

/* Parts of names whose numbers may be secrets: a PIN is one. */
static bool is_harmless(struct span key)
{
	static const char *const parts[] = {
		"key",  "secret", "token", "pass", "pwd",  "cred",  "auth",
		"pin",  "otp",    "salt",  "code", "priv", "cert",  "sign",
		"seed", "hash",   "card",  "iban", "ssn",  "phone", "account",
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (span_find_nocase(key, parts[i]) >= 0)
			return false;
	return true;
}

static void classify(struct fact_env *env, struct span value)
{
	int64_t number;

	env->has_value = env->length > 0;
	if (env->length == 0) {
		env->value_class = SPAN_LIT("empty");
	} else if (is_boolean(value)) {
		env->value_class = SPAN_LIT("boolean");
		env->value = value;
	} else if (num_scaled(value, 0, &number)) {
		env->value_class = SPAN_LIT("number");
		if (is_harmless(env->key))
			env->value = value;
	} else if (is_url(value)) {
		env->value_class = SPAN_LIT("url");
	} else {
		env->value_class = SPAN_LIT("text");
	}
}

static int add_key(struct dotenv *d, struct span line)
{
	struct fact fact = fact_new(FACT_ENV);
	struct fact_env *env = &fact.as.env;
	unsigned start = d->number;
	struct span value;
	size_t len = 0;
	int rc;

	if (!take_key(line, &env->key, &value))
		return put_note(&d->put, "odd-line", start,
				"a line that gives no key a value");
	rc = take_value(d, &value, &len);
	if (rc < 0)
		return rc;
	env->length = (int64_t)len;
	env->line = start;
	classify(env, value);
	return put_fact(&d->put, &fact);
}

static int dotenv_read(const struct probe *probe, const struct fact_sink *sink,
		       struct arena *scratch, struct err *err)
{
	struct dotenv d = { .put = { sink, scratch, err },
			    .path = probe->path,
			    .rest = probe->text };
	struct span line;
	int rc = 0;

	while (rc == 0 && span_line(&d.rest, &line)) {
		d.number++;
		line = span_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			rc = add_key(&d, line);
	}
	return rc < 0 ? rc : plain_put(&d.put, probe, false);
}

extern const struct reader reader_dotenv;
const struct reader reader_dotenv = {
	.name = "dotenv",
	.title = "environment file",
	.spec = "motdotla/dotenv, README; Compose Specification, env_file format",
	.reads = "keys, whether they have a value, and of which class it is",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.named = ".env",
	.bid = dotenv_bid,
	.read = dotenv_read,
};
