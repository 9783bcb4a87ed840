#include "trust/signers.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/table.h"
#include "text/base64.h"
#include "text/utf8.h"

#include <stdio.h>

/* What a file is being read into, and where in it we are. */
struct reading {
	struct signers *signers;
	struct arena *arena;
	struct err *err;
	struct pos pos;
	struct signers_problems *problems; /* NULL: stop at the first */
};

/* Whether a mistake was kept, so that reading goes on. */
static bool keep_problem(struct reading *in)
{
	struct signers_problem *problem;

	if (!in->problems)
		return false;
	problem = LIST_ADD(in->arena, &in->problems->list);
	problem->path = in->pos.path;
	problem->line = in->pos.line;
	problem->error = true;
	memcpy(problem->tag, in->err->tag, sizeof(problem->tag));
	problem->what = arena_copy(in->arena, span_of(in->err->what));
	problem->fix = arena_copy(in->arena, span_of(in->err->fix));
	*in->err = (struct err){ .code = ERR_OK };
	return true;
}

static int complain(struct reading *in, const char *tag, const char *what)
{
	err_set(in->err, ERR_USAGE, "%s", what);
	err_tag(in->err, tag);
	return err_at(in->err, in->pos);
}

static int bad_syntax(struct reading *in, const char *what)
{
	complain(in, "E_TRUST_SYNTAX", what);
	return err_fix(in->err, "see \"ALLOWED SIGNERS\" in ssh-keygen(1)");
}

static struct span skip_blanks(struct span text)
{
	while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
		text = span_from(text, 1);
	return text;
}

/* The word at the front, up to a blank outside quotes; false: a quote is open. */
static bool take_word(struct span *rest, struct span *out)
{
	bool quoted = false;
	size_t len = 0;

	for (; len < rest->len; len++) {
		char c = rest->ptr[len];

		if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == ' ' || c == '\t'))
			break;
	}
	*out = span_sub(*rest, 0, len);
	*rest = skip_blanks(span_from(*rest, len));
	return !quoted;
}

/* Without the quotes around it; a quote inside makes it something else. */
static bool unquote(struct span *text)
{
	if (text->len >= 2 && text->ptr[0] == '"' && text->ptr[text->len - 1] == '"')
		*text = span_sub(*text, 1, text->len - 2);
	return span_index(*text, '"') < 0;
}

/* Names and comments are shown to people: valid UTF-8 that disguises nothing. */
static bool is_plain_text(struct span text)
{
	size_t len;

	for (struct span rest = text; rest.len > 0; rest = span_from(rest, len)) {
		int32_t point = utf8_next(rest, &len);

		if ((point < 0x20 && point != '\t') ||
		    (point >= 0x7f && point < 0xa0) || utf8_is_bidi(point))
			return false;
	}
	return true;
}

static bool has_wildcard(struct span text)
{
	return span_index(text, '*') >= 0 || span_index(text, '?') >= 0 ||
	       span_index(text, '!') >= 0;
}

/* "a,b,c" with no empty name and no blank in it. */
static bool is_list(struct span list)
{
	struct span name;

	if (list.len == 0)
		return false;
	while (span_split(&list, ',', &name))
		if (name.len == 0 || span_index(name, ' ') >= 0 ||
		    span_index(name, '\t') >= 0)
			return false;
	return true;
}

/* The only pattern that may stand for more than itself is "muster-signoff/" + "*". */
static bool is_namespaces(struct span list)
{
	struct span name;

	if (!is_list(list))
		return false;
	while (span_split(&list, ',', &name))
		if (has_wildcard(name) && !span_is(name, "muster-signoff/*"))
			return false;
	return true;
}

/* YYYYMMDDZ, YYYYMMDDHHMMZ or YYYYMMDDHHMMSSZ. */
static bool parse_time(struct span text, int64_t *out)
{
	uint64_t part[6] = { 0 };
	static const size_t from[6] = { 0, 4, 6, 8, 10, 12 };
	static const size_t len[6] = { 4, 2, 2, 2, 2, 2 };
	char iso[21];
	size_t digits = text.len - 1;

	if (!span_ends(text, "Z") || (digits != 8 && digits != 12 && digits != 14))
		return false;
	for (size_t i = 0; i < 6 && from[i] < digits; i++)
		if (!num_u64(span_sub(text, from[i], len[i]), 9999, &part[i]))
			return false;
	/* clock_parse() knows which days and hours exist. */
	snprintf(iso, sizeof(iso), "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)part[0],
		 (unsigned)part[1] % 100, (unsigned)part[2] % 100,
		 (unsigned)part[3] % 100, (unsigned)part[4] % 100,
		 (unsigned)part[5] % 100);
	return clock_parse((struct span){ iso, 20 }, out) == CLOCK_ZONED;
}

/* "valid-after=..." */
static int read_time(struct reading *in, struct span value, int64_t *slot)
{
	if (*slot != CLOCK_NONE)
		return bad_syntax(in, "the same option stands twice");
	if (parse_time(value, slot))
		return 0;
	bad_syntax(in, "a time is written YYYYMMDD[HHMM[SS]]Z");
	return err_fix(in->err, "write it in UTC with a Z behind it, as 20270101Z");
}

static int unknown_option(struct reading *in, struct span name)
{
	static const char *const known[] = { "namespaces", "valid-after",
					     "valid-before", "cert-authority" };
	struct span shown = span_sub(name, 0, 40);

	err_set(in->err, ERR_USAGE, "there is no option \"%.*s\"", SPAN_ARG(shown));
	err_tag(in->err, "E_TRUST_SYNTAX");
	err_at(in->err, in->pos);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (span_distance(shown, span_of(known[i])) <= 2)
			return err_fix(in->err, "did you mean %s?", known[i]);
	return err_fix(in->err, "options are namespaces=, valid-after=, valid-before= "
				"and cert-authority");
}

static int read_option(struct reading *in, struct span option, struct signer *line,
		       bool *has_namespaces)
{
	struct span rest = option, name, value = SPAN_EMPTY;

	if (span_is_nocase(option, "cert-authority")) {
		line->authority = true;
		return 0;
	}
	span_split(&rest, '=', &name);
	if (rest.ptr)
		value = rest;
	if (!unquote(&value))
		return bad_syntax(in, "a quote stands inside a value");
	if (span_is_nocase(name, "valid-after"))
		return read_time(in, value, &line->valid_after);
	if (span_is_nocase(name, "valid-before"))
		return read_time(in, value, &line->valid_before);
	if (!span_is_nocase(name, "namespaces"))
		return unknown_option(in, name);
	if (*has_namespaces || !is_namespaces(value))
		return bad_syntax(in, "namespaces= wants one list of plain names");
	*has_namespaces = true;
	line->named = true;
	line->namespaces = value;
	return 0;
}

/* Options are divided by commas outside quotes. */
static int read_options(struct reading *in, struct span options, struct signer *line)
{
	bool quoted = false, has_namespaces = false;
	size_t start = 0;
	int rc;

	for (size_t i = 0; i <= options.len; i++) {
		if (i < options.len && options.ptr[i] == '"')
			quoted = !quoted;
		if (i < options.len && (quoted || options.ptr[i] != ','))
			continue;
		rc = read_option(in, span_sub(options, start, i - start), line,
				 &has_namespaces);
		if (rc < 0)
			return rc;
		start = i + 1;
	}
	if (line->valid_after != CLOCK_NONE && line->valid_before != CLOCK_NONE &&
	    line->valid_after >= line->valid_before)
		return bad_syntax(in, "valid-after is not before valid-before");
	return 0;
}

static bool is_key_type(struct span word)
{
	for (size_t i = 0; i < KEY_KINDS; i++)
		if (span_is(word, key_kind_ssh[i]))
			return true;
	return false;
}

/* "keytype base64", one well-formed key that is what its type says. */
static int read_key(struct reading *in, struct span type, struct span *rest,
		    struct signer *line)
{
	struct span text;

	if (span_ends(type, KEY_SSH_CERTIFICATE)) {
		complain(in, "E_SSH_CERT_UNSUPPORTED",
			 "an SSH certificate stands where a key should");
		return err_fix(in->err, "list the key itself");
	}
	if (type.len == 0)
		return bad_syntax(in, "there is no key on the line");
	if (!is_key_type(type)) {
		bad_syntax(in, "there is no key type that muster knows");
		return err_fix(in->err, "write: principals [options] keytype base64");
	}
	take_word(rest, &text);
	if (!base64_decode(&line->blob, BASE64_STD, text, in->arena))
		return bad_syntax(in, "the key is not base64");
	if (!key_check_wire(line->blob, &line->kind, &line->bits) ||
	    !span_is(type, key_kind_ssh[line->kind]))
		return bad_syntax(in,
				  "the key is damaged, too weak, or of another type");
	return 0;
}

static int read_line(struct reading *in, struct span text)
{
	struct signer line = { .namespaces = SPAN_LIT(NAMESPACE_GIT),
			       .valid_after = CLOCK_NONE,
			       .valid_before = CLOCK_NONE,
			       .line = in->pos.line };
	struct span rest = text, word;
	int rc;

	if (!take_word(&rest, &line.principals) || !unquote(&line.principals))
		return bad_syntax(in, "a quote is not closed");
	if (is_key_type(line.principals)) {
		bad_syntax(in, "the line begins with a key, and says nobody's it is");
		return err_fix(in->err,
			       "write in front of it whose it is and what it may sign: "
			       "alice@example.org namespaces=\"git\"");
	}
	if (!is_list(line.principals))
		return bad_syntax(in, "there is no list of principals");
	if (!take_word(&rest, &word))
		return bad_syntax(in, "a quote is not closed");
	/* The bytes of every key begin with a short length, "AAAA" in base64. */
	if (word.len > 0 && !is_key_type(word) && !span_starts(rest, "AAAA")) {
		rc = read_options(in, word, &line);
		if (rc < 0)
			return rc;
		take_word(&rest, &word);
	}
	if (has_wildcard(line.principals) && !line.authority)
		return bad_syntax(in, "a principal is a pattern");
	rc = read_key(in, word, &rest, &line);
	if (rc < 0)
		return rc;
	if (in->signers->lines.count == SIGNERS_KEYS)
		return complain(in, "E_TRUST_SYNTAX", "there are more than 10000 keys");
	*LIST_ADD(in->arena, &in->signers->lines) = line;
	return 0;
}

/* One key, one list of principals; `line` counts from 1. */
static int check_ambiguous(struct reading *in)
{
	struct table *seen = table_new(in->arena);

	for (size_t i = 0; i < in->signers->lines.count; i++) {
		struct signer *line = &in->signers->lines.at[i];
		void **slot = table_slot_borrowed(seen, line->blob);
		const struct signer *first = *slot;

		if (!first) {
			*slot = line;
			continue;
		}
		if (span_eq(first->principals, line->principals))
			continue;
		in->pos.line = line->line;
		complain(in, "E_TRUST_AMBIGUOUS",
			 "this key stands on another line for other principals");
		err_fix(in->err, "give each key one list of principals (line %u)",
			first->line);
		if (!keep_problem(in))
			return -(int)in->err->code;
	}
	return 0;
}

/* One line that is neither empty nor a comment. */
static int read_one(struct reading *in, struct span line,
		    int (*read)(struct reading *, struct span))
{
	if (span_ends(line, "\r"))
		line.len--;
	if (!is_plain_text(line))
		return bad_syntax(in, "there is a control character or no UTF-8");
	line = skip_blanks(line);
	return line.len == 0 || line.ptr[0] == '#' ? 0 : read(in, line);
}

static int read_lines(struct reading *in, struct span text,
		      int (*read)(struct reading *, struct span))
{
	struct span rest = text, line;
	int rc;

	if (text.len > LIMIT_TRUST_BYTES) {
		rc = complain(in, "E_TRUST_SYNTAX", "is larger than 1 MiB");
		return keep_problem(in) ? 0 : rc;
	}
	while (rest.len > 0 && span_split(&rest, '\n', &line)) {
		in->pos.line++;
		rc = read_one(in, line, read);
		if (rc < 0 && !keep_problem(in))
			return rc;
	}
	return 0;
}

int signers_parse(struct signers *signers, struct span path, struct span text,
		  struct arena *arena, struct err *err)
{
	struct reading in = { signers, arena, err, { .path = path }, NULL };
	int rc;

	rc = read_lines(&in, text, read_line);
	return rc < 0 ? rc : check_ambiguous(&in);
}

static int read_revoked(struct reading *in, struct span text)
{
	struct signer line = { .line = in->pos.line };
	struct span rest = text, type;
	int rc;

	take_word(&rest, &type);
	rc = read_key(in, type, &rest, &line);
	if (rc < 0)
		return rc;
	if (in->signers->revoked.count == SIGNERS_KEYS)
		return complain(in, "E_TRUST_SYNTAX", "there are more than 10000 keys");
	*LIST_ADD(in->arena, &in->signers->revoked) = line.blob;
	return 0;
}

static int read_revoked_file(struct reading *in, struct span text)
{
	int rc;

	if (!span_starts(text, "SSHKRL\n"))
		return read_lines(in, text, read_revoked);
	complain(in, "E_TRUST_SYNTAX", "is a binary revocation list");
	rc = err_fix(in->err, "list the revoked public keys in text, one a line");
	return keep_problem(in) ? 0 : rc;
}

int signers_parse_revoked(struct signers *signers, struct span path, struct span text,
			  struct arena *arena, struct err *err)
{
	struct reading in = { signers, arena, err, { .path = path }, NULL };

	return read_revoked_file(&in, text);
}

void signers_survey(struct signers *signers, struct signers_problems *problems,
		    struct span path, struct span text, struct arena *arena)
{
	struct err err = { 0 };
	struct reading in = { signers, arena, &err, { .path = path }, problems };

	read_lines(&in, text, read_line);
	check_ambiguous(&in);
}

void signers_survey_revoked(struct signers *signers, struct signers_problems *problems,
			    struct span path, struct span text, struct arena *arena)
{
	struct err err = { 0 };
	struct reading in = { signers, arena, &err, { .path = path }, problems };

	read_revoked_file(&in, text);
}

bool signers_is_revoked(const struct signers *signers, struct span blob)
{
	for (size_t i = 0; i < signers->revoked.count; i++)
		if (span_eq(signers->revoked.at[i], blob))
			return true;
	return false;
}

bool signer_grants(const struct signer *signer, const char *name)
{
	struct span list = signer->namespaces, one;

	if (signer->authority)
		return false;
	while (span_split(&list, ',', &one))
		if (span_is(one, name) ||
		    (span_is(one, "muster-signoff/*") &&
		     span_starts(span_of(name), "muster-signoff/")))
			return true;
	return false;
}

enum signer_time signer_at(const struct signer *signer, int64_t when)
{
	if (signer->valid_after != CLOCK_NONE && when < signer->valid_after)
		return SIGNER_NOT_YET;
	if (signer->valid_before != CLOCK_NONE && when >= signer->valid_before)
		return SIGNER_EXPIRED;
	return SIGNER_VALID;
}

const struct signer *signers_find_both(const struct signers *signers, struct span blob,
				       const char *name, const char *other,
				       int64_t when)
{
	const struct signer *outside = NULL;

	for (size_t i = 0; i < signers->lines.count; i++) {
		const struct signer *line = &signers->lines.at[i];

		if (!span_eq(line->blob, blob) || !signer_grants(line, name) ||
		    !signer_grants(line, other))
			continue;
		if (signer_at(line, when) == SIGNER_VALID)
			return line;
		if (!outside)
			outside = line;
	}
	return outside;
}

const struct signer *signers_find(const struct signers *signers, struct span blob,
				  const char *name, int64_t when)
{
	return signers_find_both(signers, blob, name, name, when);
}

/* Some namespace of the list is that of the role; of any, where it is empty. */
static bool grants_role(const struct signer *signer, struct span role)
{
	struct span rest = signer->namespaces, name;

	while (span_split(&rest, ',', &name)) {
		struct span of = span_from(name, strlen(NAMESPACE_SIGNOFF));

		if (span_starts(name, NAMESPACE_SIGNOFF) &&
		    (role.len == 0 || span_eq(of, role) || span_is(of, "*")))
			return true;
	}
	return false;
}

const struct signer *signers_find_role(const struct signers *signers, struct span blob,
				       struct span role, bool tick, int64_t when)
{
	const struct signer *outside = NULL;

	for (size_t i = 0; i < signers->lines.count; i++) {
		const struct signer *line = &signers->lines.at[i];

		if (line->authority || !span_eq(line->blob, blob) ||
		    !grants_role(line, role) ||
		    (tick && !signer_grants(line, NAMESPACE_GIT)))
			continue;
		if (signer_at(line, when) == SIGNER_VALID)
			return line;
		if (!outside)
			outside = line;
	}
	return outside;
}

bool signers_know(const struct signers *signers, struct span blob)
{
	for (size_t i = 0; i < signers->lines.count; i++)
		if (span_eq(signers->lines.at[i].blob, blob))
			return true;
	return false;
}

bool signer_has_principal(const struct signer *signer, struct span mail)
{
	struct span list = signer->principals, one;

	while (span_split(&list, ',', &one))
		if (mail.len > 0 && span_eq_nocase(one, mail))
			return true;
	return false;
}

struct span signer_principal(const struct signer *signer)
{
	struct span list = signer->principals, first = SPAN_EMPTY;

	span_split(&list, ',', &first);
	return first;
}

/* Retiring. */

/* As valid-before= wants it; the time of day only where there is one. */
static struct span time_option(int64_t at, struct arena *arena)
{
	char iso[CLOCK_TEXT], digits[16];
	size_t len = 0;

	clock_format(at, iso);
	for (const char *c = iso; *c; c++)
		if (*c >= '0' && *c <= '9' && len < 14)
			digits[len++] = *c;
	if (at % 86400 == 0)
		len = 8;
	return arena_printf(arena, "valid-before=\"%.*sZ\"", (int)len, digits);
}

/* The options without their valid-before=, a comma behind them where any is left. */
static struct span without_end(struct span options, struct arena *arena)
{
	struct span out = SPAN_EMPTY;
	bool quoted = false;
	size_t start = 0;

	for (size_t i = 0; i <= options.len; i++) {
		struct span one;

		if (i < options.len && options.ptr[i] == '"')
			quoted = !quoted;
		if (i < options.len && (quoted || options.ptr[i] != ','))
			continue;
		one = span_sub(options, start, i - start);
		start = i + 1;
		if (!span_starts_nocase(one, "valid-before="))
			out = arena_printf(arena, "%.*s%.*s,", SPAN_ARG(out),
					   SPAN_ARG(one));
	}
	return out;
}

static struct span retire_line(struct span line, int64_t at, struct arena *arena)
{
	struct span rest = skip_blanks(line), word, options, head;

	take_word(&rest, &word);
	head = span_sub(line, 0, (size_t)(rest.ptr - line.ptr));
	options = rest;
	take_word(&options, &word);
	if (is_key_type(word))
		return arena_printf(arena, "%.*s%.*s %.*s", SPAN_ARG(head),
				    SPAN_ARG(time_option(at, arena)), SPAN_ARG(rest));
	return arena_printf(arena, "%.*s%.*s%.*s %.*s", SPAN_ARG(head),
			    SPAN_ARG(without_end(word, arena)),
			    SPAN_ARG(time_option(at, arena)), SPAN_ARG(options));
}

/* The line of that number; NULL where it says nothing about the key. */
static const struct signer *line_about(const struct signers *signers, size_t *at,
				       unsigned number, struct span blob)
{
	while (*at < signers->lines.count && signers->lines.at[*at].line < number)
		++*at;
	if (*at == signers->lines.count || signers->lines.at[*at].line != number ||
	    !span_eq(signers->lines.at[*at].blob, blob))
		return NULL;
	return &signers->lines.at[*at];
}

static int refuse_end(const struct signer *line, struct span path, struct err *err)
{
	err_set(err, ERR_USAGE, "the key becomes valid only after that time");
	err_at(err, (struct pos){ .path = path, .line = line->line });
	return err_fix(err, "remove the line, or revoke the key: muster trust revoke");
}

int signers_retire(struct span *out, size_t *out_changed, struct span path,
		   struct span text, struct span blob, int64_t at, struct arena *arena,
		   struct err *err)
{
	struct signers signers = { .lines = { .count = 0 } };
	struct span rest = text, line;
	unsigned number = 0;
	struct buf buf;
	size_t next = 0;
	int rc;

	*out = SPAN_EMPTY;
	*out_changed = 0;
	rc = signers_parse(&signers, path, text, arena, err);
	if (rc < 0)
		return rc;
	buf_init(&buf, 2 * LIMIT_TRUST_BYTES);
	while (rc == 0 && rest.len > 0 && span_split(&rest, '\n', &line)) {
		const struct signer *signer =
			line_about(&signers, &next, ++number, blob);

		if (signer &&
		    (signer->valid_before == CLOCK_NONE || signer->valid_before > at)) {
			if (signer->valid_after != CLOCK_NONE &&
			    signer->valid_after >= at)
				rc = refuse_end(signer, path, err);
			line = retire_line(line, at, arena);
			++*out_changed;
		}
		buf_add(&buf, line);
		if (rest.ptr)
			buf_addch(&buf, '\n');
	}
	if (rc == 0)
		rc = buf_check(&buf, "allowed_signers", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&buf));
	buf_release(&buf);
	return rc;
}

struct span signers_line(struct span principal, const char *namespaces,
			 struct span wire, struct arena *arena)
{
	struct span text = base64_encode(arena, BASE64_STD, wire);
	enum key_kind kind;
	unsigned bits;

	if (!key_check_wire(wire, &kind, &bits))
		return SPAN_EMPTY;
	return arena_printf(arena, "%.*s namespaces=\"%s\" %s %.*s\n",
			    SPAN_ARG(principal), namespaces, key_kind_ssh[kind],
			    SPAN_ARG(text));
}
