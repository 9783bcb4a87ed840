#include "text/template.h"

#include "base/num.h"
#include "base/table.h"
#include "text/html.h"

#include <assert.h>

/* ---- values ------------------------------------------------------------- */

struct value *value_new(struct arena *arena)
{
	struct value *value = ARENA_NEW(arena, struct value);

	value->kind = VALUE_OBJECT;
	value->arena = arena;
	return value;
}

static struct value *append(struct value *parent, const char *key, enum value_kind kind)
{
	struct value *value = ARENA_NEW(parent->arena, struct value);

	value->kind = kind;
	value->key = key;
	value->arena = parent->arena;
	if (parent->last)
		parent->last->next = value;
	else
		parent->first = value;
	parent->last = value;
	return value;
}

void value_text(struct value *object, const char *key, struct span text)
{
	assert(object->kind == VALUE_OBJECT);
	append(object, key, VALUE_TEXT)->text = text;
}

void value_slot(struct value *object, const char *key, struct span html)
{
	assert(object->kind == VALUE_OBJECT);
	append(object, key, VALUE_SLOT)->text = html;
}

void value_count(struct value *object, const char *key, uint64_t number)
{
	char text[NUM_GROUPED];

	value_text(object, key, arena_copy(object->arena, num_grouped(text, number)));
}

struct value *value_object(struct value *object, const char *key)
{
	assert(object->kind == VALUE_OBJECT);
	return append(object, key, VALUE_OBJECT);
}

struct value *value_list(struct value *object, const char *key)
{
	assert(object->kind == VALUE_OBJECT);
	return append(object, key, VALUE_LIST);
}

void value_flag(struct value *object, const char *key, bool flag)
{
	value_text(object, key, flag ? SPAN_LIT("yes") : SPAN_EMPTY);
}

struct value *value_add(struct value *list)
{
	assert(list->kind == VALUE_LIST);
	return append(list, NULL, VALUE_OBJECT);
}

void value_add_text(struct value *list, struct span text)
{
	assert(list->kind == VALUE_LIST);
	append(list, NULL, VALUE_TEXT)->text = text;
}

const struct value *value_get(const struct value *object, struct span key)
{
	if (object->kind != VALUE_OBJECT)
		return NULL;
	for (const struct value *v = object->first; v; v = v->next)
		if (strncmp(v->key, key.ptr, key.len) == 0 && v->key[key.len] == '\0')
			return v;
	return NULL;
}

void value_dump(struct jsonout *json, const struct value *value)
{
	switch (value->kind) {
	case VALUE_TEXT:
		jsonout_string(json, value->text);
		break;
	case VALUE_SLOT:
		jsonout_object(json);
		jsonout_member(json, "html", value->text);
		jsonout_end(json);
		break;
	case VALUE_OBJECT:
		jsonout_object(json);
		for (const struct value *v = value->first; v; v = v->next) {
			jsonout_key(json, v->key);
			value_dump(json, v);
		}
		jsonout_end(json);
		break;
	case VALUE_LIST:
		jsonout_array(json);
		for (const struct value *v = value->first; v; v = v->next)
			value_dump(json, v);
		jsonout_end(json);
		break;
	}
}

/* ---- parsing ------------------------------------------------------------ */

enum op_kind { OP_LITERAL, OP_VALUE, OP_SECTION, OP_INVERTED, OP_PARTIAL, OP_PHRASE };

/* Where a value is going to stand. */
enum place { PLACE_TEXT, PLACE_ATTR, PLACE_URL };

struct op {
	enum op_kind kind;
	enum place place;
	struct span text; /* literal, or name */
	size_t end;       /* of a section: index of the first op behind it */
	unsigned line, column;
	const struct program *partial;
	const struct phrase *phrase;
};

struct program {
	struct span name, path;
	LIST(struct op) ops;
	unsigned visit; /* templates_link(): 1 under way, 2 done */
};

struct templates {
	struct arena *arena;
	struct table *by_name;
	const struct phrases *phrases;
};

/* What follows the HTML of a template. */
enum html_state {
	HTML_TEXT,
	HTML_TAG,    /* between '<' and '>', outside a value */
	HTML_QUOTED, /* in a double-quoted value */
	HTML_COMMENT,
	HTML_CODE, /* inside <script> or <style> */
};

struct parser {
	struct program *program;
	struct arena *arena;
	struct span text;
	size_t at, line_start;
	unsigned line;
	enum html_state state;
	size_t tag;       /* where the tag's name starts */
	size_t attr_end;  /* just behind `name="` */
	struct span attr; /* that name */
	size_t open[TEMPLATE_DEPTH];
	unsigned depth;
};

static int fail_at(struct err *err, const struct program *program, unsigned line,
		   unsigned column)
{
	struct pos pos = { program->path, line, column };

	return err_at(err, pos);
}

static struct span attribute_name(const struct parser *p, size_t quote)
{
	size_t start = quote;

	if (quote == 0 || p->text.ptr[quote - 1] != '=')
		return SPAN_EMPTY;
	start = --quote;
	while (start > p->tag &&
	       (p->text.ptr[start - 1] == '-' ||
		(p->text.ptr[start - 1] >= 'a' && p->text.ptr[start - 1] <= 'z')))
		start--;
	return span_sub(p->text, start, quote - start);
}

static bool tag_is(const struct parser *p, const char *name)
{
	struct span tag = span_from(p->text, p->tag);
	size_t len = strlen(name);

	return span_starts(tag, name) && tag.len > len &&
	       (tag.ptr[len] == ' ' || tag.ptr[len] == '>');
}

/* Follow the HTML of one literal byte. */
static void follow(struct parser *p, size_t at)
{
	char c = p->text.ptr[at];
	struct span rest = span_from(p->text, at);

	switch (p->state) {
	case HTML_TEXT:
		if (span_starts(rest, "<!--")) {
			p->state = HTML_COMMENT;
		} else if (c == '<') {
			p->state = HTML_TAG;
			p->tag = at + 1;
		}
		break;
	case HTML_TAG:
		if (c == '"') {
			p->state = HTML_QUOTED;
			p->attr = attribute_name(p, at);
			p->attr_end = at + 1;
		} else if (c == '>') {
			p->state = tag_is(p, "script") || tag_is(p, "style")
					   ? HTML_CODE
					   : HTML_TEXT;
		}
		break;
	case HTML_QUOTED:
		if (c == '"')
			p->state = HTML_TAG;
		break;
	case HTML_COMMENT:
		if (c == '>' && at >= 2 && memcmp(p->text.ptr + at - 2, "--", 2) == 0)
			p->state = HTML_TEXT;
		break;
	case HTML_CODE:
		if (span_starts(rest, "</")) {
			p->state = HTML_TAG;
			p->tag = at + 1;
		}
		break;
	}
}

static void add_literal(struct parser *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		follow(p, i);
	if (to > from) {
		struct op *op = LIST_ADD(p->arena, &p->program->ops);

		op->kind = OP_LITERAL;
		op->text = span_sub(p->text, from, to - from);
	}
}

static struct op *add_op(struct parser *p, enum op_kind kind, struct span name,
			 size_t at)
{
	struct op *op = LIST_ADD(p->arena, &p->program->ops);

	op->kind = kind;
	op->text = name;
	op->line = p->line;
	op->column = (unsigned)(at - p->line_start) + 1;
	return op;
}

static bool is_name(struct span name)
{
	if (span_is(name, "."))
		return true;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
		      c == '-'))
			return false;
	}
	return name.len > 0;
}

static bool is_url_attribute(struct span attr)
{
	return span_is(attr, "href") || span_is(attr, "src") || span_is(attr, "action");
}

/* A value, or a sentence: where it may stand, and how it is escaped there. */
static int add_value(struct parser *p, enum op_kind kind, struct span name, size_t at,
		     struct err *err)
{
	struct op *op = add_op(p, kind, name, at);

	if (p->state == HTML_TEXT) {
		op->place = PLACE_TEXT;
	} else if (p->state == HTML_QUOTED) {
		/* The value that starts an address decides its scheme. */
		op->place = is_url_attribute(p->attr) && at == p->attr_end ? PLACE_URL
									   : PLACE_ATTR;
		if (op->place == PLACE_ATTR && span_starts(p->attr, "on"))
			goto refuse;
	} else {
		goto refuse;
	}
	return 0;
refuse:
	err_set(err, ERR_FORMAT, "{{%s%.*s}} stands where no value may",
		kind == OP_PHRASE ? "@" : "", SPAN_ARG(name));
	err_fix(err, "put it between tags or inside a double-quoted attribute");
	return fail_at(err, p->program, op->line, op->column);
}

static int open_section(struct parser *p, enum op_kind kind, struct span name,
			size_t at, struct err *err)
{
	if (p->depth == TEMPLATE_DEPTH) {
		err_set(err, ERR_LIMIT, "more than %d sections in each other",
			TEMPLATE_DEPTH);
		return fail_at(err, p->program, p->line, 0);
	}
	add_op(p, kind, name, at);
	p->open[p->depth++] = p->program->ops.count - 1;
	return 0;
}

static int close_section(struct parser *p, struct span name, struct err *err)
{
	struct op *op;

	if (p->depth == 0) {
		err_set(err, ERR_FORMAT, "{{/%.*s}} closes nothing", SPAN_ARG(name));
		err_fix(err, "remove it, or open it with {{#%.*s}} above",
			SPAN_ARG(name));
		return fail_at(err, p->program, p->line, 0);
	}
	op = &p->program->ops.at[p->open[--p->depth]];
	if (!span_eq(op->text, name)) {
		err_set(err, ERR_FORMAT, "{{/%.*s}} closes {{#%.*s}} of line %u",
			SPAN_ARG(name), SPAN_ARG(op->text), op->line);
		err_fix(err, "write {{/%.*s}}", SPAN_ARG(op->text));
		return fail_at(err, p->program, p->line, 0);
	}
	op->end = p->program->ops.count;
	return 0;
}

/* The tag from `at` up to `end` has its line for itself: where that line lies. */
static bool has_line_alone(const struct parser *p, size_t at, size_t end,
			   size_t *out_from, size_t *out_to)
{
	size_t from = at;
	size_t to = end;

	while (from > 0 &&
	       (p->text.ptr[from - 1] == ' ' || p->text.ptr[from - 1] == '\t'))
		from--;
	while (to < p->text.len && (p->text.ptr[to] == ' ' || p->text.ptr[to] == '\t' ||
				    p->text.ptr[to] == '\r'))
		to++;
	if ((from > 0 && p->text.ptr[from - 1] != '\n') ||
	    (to < p->text.len && p->text.ptr[to] != '\n'))
		return false;
	*out_from = from;
	*out_to = to < p->text.len ? to + 1 : to;
	return true;
}

/* "section.key" */
static bool is_key(struct span name)
{
	ptrdiff_t dot = span_index(name, '.');

	return dot > 0 && is_name(span_sub(name, 0, (size_t)dot)) &&
	       !span_is(span_from(name, (size_t)dot + 1), ".") &&
	       is_name(span_from(name, (size_t)dot + 1));
}

static int refuse_name(struct parser *p, char sigil, struct span name, size_t at,
		       struct err *err)
{
	unsigned column = (unsigned)(at - p->line_start) + 1;

	if (sigil == '@') {
		err_set(err, ERR_FORMAT, "\"%.*s\" is no sentence's key",
			SPAN_ARG(name));
		err_fix(err, "write {{@section.key}}, as strings.conf has them");
	} else if (name.len > 0 && name.ptr[0] == '=') {
		err_set(err, ERR_FORMAT, "the delimiters cannot be changed");
		err_fix(err, "write {{name}}");
	} else if (name.len > 0 && strchr("$<{&", name.ptr[0])) {
		err_set(err, ERR_FORMAT, "{{%c...}} is no tag of this language",
			name.ptr[0]);
		err_fix(err, "docs/templates.md lists the tags there are");
	} else {
		err_set(err, ERR_FORMAT, "\"%.*s\" is no name", SPAN_ARG(name));
		err_fix(err, "names are made of a-z, 0-9, '_' and '-'");
	}
	return fail_at(err, p->program, p->line, column);
}

static int add_tag(struct parser *p, char sigil, struct span name, size_t at,
		   struct err *err)
{
	if (sigil == '!')
		return 0;
	if (sigil == '@' ? !is_key(name) : !is_name(name))
		return refuse_name(p, sigil, name, at, err);
	switch (sigil) {
	case '#':
		return open_section(p, OP_SECTION, name, at, err);
	case '^':
		return open_section(p, OP_INVERTED, name, at, err);
	case '/':
		return close_section(p, name, err);
	case '>':
		add_op(p, OP_PARTIAL, name, at);
		return 0;
	case '@':
		return add_value(p, OP_PHRASE, name, at, err);
	default:
		return add_value(p, OP_VALUE, name, at, err);
	}
}

static void count_lines(struct parser *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (p->text.ptr[i] != '\n')
			continue;
		p->line++;
		p->line_start = i + 1;
	}
}

/* From "{{" at `open`: the literal before it, the tag, and what goes with it. */
static int read_tag(struct parser *p, size_t open, struct err *err)
{
	ptrdiff_t length = span_find(span_from(p->text, open), SPAN_LIT("}}"));
	size_t from = open;
	size_t to;
	struct span inner;
	char sigil = 0;
	int rc;

	count_lines(p, p->at, open);
	if (length < 0) {
		err_set(err, ERR_FORMAT, "{{ without }}");
		err_fix(err, "close the tag");
		return fail_at(err, p->program, p->line,
			       (unsigned)(open - p->line_start) + 1);
	}
	to = open + (size_t)length + 2;
	inner = span_trim(span_sub(p->text, open + 2, (size_t)length - 2));
	if (inner.len > 0 && strchr("#^/>!@", inner.ptr[0])) {
		sigil = inner.ptr[0];
		inner = span_trim(span_from(inner, 1));
		if (sigil != '@')
			has_line_alone(p, open, to, &from, &to);
	} else if (inner.len > 0 && (inner.ptr[0] == '{' || inner.ptr[0] == '&')) {
		err_set(err, ERR_FORMAT, "there is no unescaped form of a value");
		err_fix(err, "write {{name}}");
		return fail_at(err, p->program, p->line, 0);
	}
	if (from < p->at)
		from = p->at;
	add_literal(p, p->at, from);
	rc = add_tag(p, sigil, inner, open, err);
	if (rc < 0)
		return rc;
	count_lines(p, open, to);
	p->at = to;
	return 0;
}

static int parse(struct parser *p, struct err *err)
{
	for (;;) {
		ptrdiff_t open = span_find(span_from(p->text, p->at), SPAN_LIT("{{"));
		int rc;

		if (open < 0)
			break;
		rc = read_tag(p, p->at + (size_t)open, err);
		if (rc < 0)
			return rc;
	}
	add_literal(p, p->at, p->text.len);
	if (p->depth > 0) {
		const struct op *op = &p->program->ops.at[p->open[p->depth - 1]];

		err_set(err, ERR_FORMAT, "{{#%.*s}} is never closed",
			SPAN_ARG(op->text));
		err_fix(err, "add {{/%.*s}}", SPAN_ARG(op->text));
		return fail_at(err, p->program, op->line, op->column);
	}
	return 0;
}

struct templates *templates_new(struct arena *arena)
{
	struct templates *templates = ARENA_NEW(arena, struct templates);

	templates->arena = arena;
	templates->by_name = table_new(arena);
	return templates;
}

int templates_add(struct templates *templates, struct span name, struct span path,
		  struct span text, struct err *err)
{
	struct program *program = ARENA_NEW(templates->arena, struct program);
	struct parser parser = {
		.program = program, .arena = templates->arena, .text = text, .line = 1
	};
	int rc;

	program->name = arena_copy(templates->arena, name);
	program->path = arena_copy(templates->arena, path);
	rc = parse(&parser, err);
	if (rc < 0)
		return rc;
	*table_slot(templates->by_name, program->name) = program;
	return 0;
}

void templates_phrases(struct templates *templates, const struct phrases *phrases)
{
	templates->phrases = phrases;
}

/* The name of a template near to one that is not there. */
static struct span nearest_template(const struct templates *templates, struct span name)
{
	const struct table_entry *all =
		table_sorted(templates->by_name, templates->arena);
	size_t count = table_count(templates->by_name);
	size_t best = name.len / 2 + 1;
	struct span nearest = SPAN_EMPTY;

	for (size_t i = 0; i < count; i++) {
		size_t d = span_distance(name, all[i].key);

		if (d < best) {
			best = d;
			nearest = all[i].key;
		}
	}
	return nearest;
}

static int no_template(const struct templates *templates, const struct program *program,
		       const struct op *op, struct err *err)
{
	struct span nearest = nearest_template(templates, op->text);

	err_set(err, ERR_FORMAT, "there is no template \"%.*s\"", SPAN_ARG(op->text));
	if (nearest.len > 0)
		err_fix(err, "\"%.*s\" is the nearest name there is",
			SPAN_ARG(nearest));
	else
		err_fix(err, "name one that is there, or add %.*s.html",
			SPAN_ARG(op->text));
	return fail_at(err, program, op->line, op->column);
}

static int link_phrase(const struct templates *templates, const struct program *program,
		       struct op *op, struct err *err)
{
	struct span nearest;

	if (templates->phrases)
		op->phrase = phrases_get(templates->phrases, op->text);
	if (op->phrase && (op->place == PLACE_TEXT ||
			   (op->place == PLACE_ATTR && !op->phrase->has_markup)))
		return 0;
	if (op->phrase) {
		err_set(err, ERR_FORMAT, "{{@%.*s}} cannot stand in this attribute",
			SPAN_ARG(op->text));
		err_fix(err, "words are no address; and code, bold or stress need a "
			     "place between tags");
		return fail_at(err, program, op->line, op->column);
	}
	err_set(err, ERR_FORMAT, "there is no sentence \"%.*s\"", SPAN_ARG(op->text));
	nearest = templates->phrases ? phrases_nearest(templates->phrases, op->text)
				     : SPAN_EMPTY;
	if (nearest.len > 0)
		err_fix(err, "\"%.*s\" is the nearest key there is", SPAN_ARG(nearest));
	else
		err_fix(err, "write the words here, or take a key of strings.conf");
	return fail_at(err, program, op->line, op->column);
}

static int link_program(struct templates *templates, struct program *program,
			unsigned depth, struct err *err);

static int link_partial(struct templates *templates, struct program *program,
			struct op *op, unsigned depth, struct err *err)
{
	struct program *other = table_get(templates->by_name, op->text);

	if (!other)
		return no_template(templates, program, op, err);
	if (other->visit == 1 || depth == TEMPLATE_DEPTH) {
		err_set(err, ERR_FORMAT, "{{>%.*s}} includes itself",
			SPAN_ARG(op->text));
		err_fix(err, "break the circle of partials");
		return fail_at(err, program, op->line, op->column);
	}
	op->partial = other;
	return other->visit == 2 ? 0 : link_program(templates, other, depth + 1, err);
}

static int link_program(struct templates *templates, struct program *program,
			unsigned depth, struct err *err)
{
	int rc = 0;

	program->visit = 1;
	for (size_t i = 0; i < program->ops.count && rc == 0; i++) {
		struct op *op = &program->ops.at[i];

		if (op->kind == OP_PHRASE)
			rc = link_phrase(templates, program, op, err);
		if (op->kind == OP_PARTIAL)
			rc = link_partial(templates, program, op, depth, err);
	}
	program->visit = 2;
	return rc;
}

int templates_link(struct templates *templates, struct err *err)
{
	const struct table_entry *all =
		table_sorted(templates->by_name, templates->arena);
	size_t count = table_count(templates->by_name);

	for (size_t i = 0; i < count; i++)
		((struct program *)all[i].value)->visit = 0;
	for (size_t i = 0; i < count; i++) {
		struct program *program = all[i].value;
		int rc;

		if (program->visit == 2)
			continue;
		rc = link_program(templates, program, 0, err);
		if (rc < 0)
			return rc;
	}
	return 0;
}

/* ---- rendering ---------------------------------------------------------- */

struct scope {
	const struct value *value;
	const struct scope *outer;
};

struct rendering {
	struct buf *out;
	unsigned depth;
	struct err *err;
};

static const struct value *look_up(const struct scope *scope, struct span name)
{
	if (span_is(name, "."))
		return scope->value;
	for (; scope; scope = scope->outer) {
		const struct value *found = value_get(scope->value, name);

		if (found)
			return found;
	}
	return NULL;
}

static int unknown_name(struct rendering *r, const struct program *program,
			const struct op *op, const struct scope *scope)
{
	size_t best = op->text.len / 2 + 2;
	const char *nearest = NULL;

	err_set(r->err, ERR_FORMAT, "there is no value \"%.*s\" here",
		SPAN_ARG(op->text));
	for (; scope; scope = scope->outer) {
		if (scope->value->kind != VALUE_OBJECT)
			continue;
		for (const struct value *v = scope->value->first; v; v = v->next) {
			size_t d = span_distance(op->text, span_of(v->key));

			if (d < best) {
				best = d;
				nearest = v->key;
			}
		}
	}
	if (nearest)
		err_fix(r->err, "\"%s\" is the nearest name there is", nearest);
	else
		err_fix(r->err, "muster render --dump-context PAGE lists the names");
	return fail_at(r->err, program, op->line, op->column);
}

static int write_value(struct rendering *r, const struct program *program,
		       const struct op *op, const struct value *value)
{
	if (value->kind == VALUE_SLOT && op->place == PLACE_TEXT) {
		buf_add(r->out, value->text);
		return 0;
	}
	if (value->kind != VALUE_TEXT) {
		err_set(r->err, ERR_FORMAT, "\"%.*s\" is no text that could stand here",
			SPAN_ARG(op->text));
		err_fix(r->err, "open it with {{#%.*s}}, or use a slot between tags",
			SPAN_ARG(op->text));
		return fail_at(r->err, program, op->line, op->column);
	}
	switch (op->place) {
	case PLACE_TEXT:
		html_text(r->out, value->text);
		break;
	case PLACE_ATTR:
		html_attr(r->out, value->text);
		break;
	case PLACE_URL:
		html_url(r->out, value->text);
		break;
	}
	return 0;
}

/* "1,234" as a number; what is no number counts as many. */
static uint64_t number_of(struct span text)
{
	uint64_t number = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == ',')
			continue;
		if (c < '0' || c > '9' || number > UINT64_MAX / 10 - 10)
			return UINT64_MAX;
		number = number * 10 + (uint64_t)(c - '0');
	}
	return text.len > 0 ? number : UINT64_MAX;
}

static void write_text(struct rendering *r, const struct op *op, struct span text)
{
	if (op->place == PLACE_TEXT)
		html_text(r->out, text);
	else
		html_attr(r->out, text);
}

static void write_mark(struct rendering *r, const struct phrase_piece *piece)
{
	static const char *const element[] = {
		[PHRASE_CODE] = "code", [PHRASE_BOLD] = "b", [PHRASE_STRESS] = "em"
	};

	buf_addf(r->out, piece->opens ? "<%s>" : "</%s>", element[piece->kind]);
}

static int write_value_of(struct rendering *r, const struct program *program,
			  const struct op *op, const struct phrase_piece *piece,
			  const struct scope *scope)
{
	const struct value *value = look_up(scope, piece->text);
	struct op inner = *op;
	int rc;

	inner.text = piece->text;
	if (!value)
		return unknown_name(r, program, &inner, scope);
	if (piece->kind == PHRASE_PLURAL) {
		write_text(
			r, op,
			piece->form[phrase_plural(op->phrase, number_of(value->text))]);
		return 0;
	}
	buf_adds(r->out, piece->isolated ? "<bdi>" : "");
	rc = write_value(r, program, &inner, value);
	buf_adds(r->out, piece->isolated ? "</bdi>" : "");
	return rc;
}

static int write_phrase(struct rendering *r, const struct program *program,
			const struct op *op, const struct scope *scope)
{
	int rc = 0;

	for (size_t i = 0; i < op->phrase->pieces.count && rc == 0; i++) {
		const struct phrase_piece *piece = &op->phrase->pieces.at[i];

		switch (piece->kind) {
		case PHRASE_TEXT:
			write_text(r, op, piece->text);
			break;
		case PHRASE_VALUE:
		case PHRASE_PLURAL:
			rc = write_value_of(r, program, op, piece, scope);
			break;
		case PHRASE_CODE:
		case PHRASE_BOLD:
		case PHRASE_STRESS:
			write_mark(r, piece);
			break;
		}
	}
	return rc;
}

static bool is_empty(const struct value *value)
{
	switch (value->kind) {
	case VALUE_TEXT:
	case VALUE_SLOT:
		return value->text.len == 0;
	case VALUE_LIST:
		return !value->first;
	case VALUE_OBJECT:
		return false;
	}
	return true;
}

static int run(struct rendering *r, const struct program *program, size_t from,
	       size_t to, const struct scope *scope);

/* The ops inside a section, for each thing that `value` is. */
static int run_section(struct rendering *r, const struct program *program, size_t at,
		       const struct value *value, const struct scope *scope)
{
	size_t end = program->ops.at[at].end;
	int rc = 0;

	if (is_empty(value))
		return 0;
	if (value->kind == VALUE_TEXT || value->kind == VALUE_SLOT)
		return run(r, program, at + 1, end, scope);
	if (value->kind == VALUE_OBJECT) {
		struct scope inner = { value, scope };

		return run(r, program, at + 1, end, &inner);
	}
	for (const struct value *v = value->first; v && rc == 0; v = v->next) {
		struct scope inner = { v, scope };

		rc = run(r, program, at + 1, end, &inner);
	}
	return rc;
}

static int run_op(struct rendering *r, const struct program *program, size_t at,
		  const struct scope *scope)
{
	const struct op *op = &program->ops.at[at];
	const struct value *value;

	switch (op->kind) {
	case OP_LITERAL:
		buf_add(r->out, op->text);
		return 0;
	case OP_PARTIAL:
		return run(r, op->partial, 0, op->partial->ops.count, scope);
	case OP_PHRASE:
		return write_phrase(r, program, op, scope);
	case OP_VALUE:
	case OP_SECTION:
	case OP_INVERTED:
		break;
	}
	value = look_up(scope, op->text);
	if (!value)
		return unknown_name(r, program, op, scope);
	if (op->kind == OP_VALUE)
		return write_value(r, program, op, value);
	if (op->kind == OP_SECTION)
		return run_section(r, program, at, value, scope);
	return is_empty(value) ? run(r, program, at + 1, op->end, scope) : 0;
}

static int run(struct rendering *r, const struct program *program, size_t from,
	       size_t to, const struct scope *scope)
{
	int rc = 0;

	if (r->depth == 2 * TEMPLATE_DEPTH) {
		err_set(r->err, ERR_LIMIT, "sections and partials lie too deep");
		return err_at_path(r->err, program->path);
	}
	r->depth++;
	for (size_t i = from; i < to && rc == 0; i++) {
		const struct op *op = &program->ops.at[i];

		rc = run_op(r, program, i, scope);
		if (op->kind == OP_SECTION || op->kind == OP_INVERTED)
			i = op->end - 1;
	}
	r->depth--;
	return rc;
}

int template_render(struct buf *out, const struct templates *templates,
		    const char *name, const struct value *data, struct err *err)
{
	const struct program *program = table_get(templates->by_name, span_of(name));
	struct scope scope = { data, NULL };
	struct rendering rendering = { out, 0, err };
	int rc;

	if (!program)
		return err_set(err, ERR_INTERNAL, "there is no template \"%s\"", name);
	rc = run(&rendering, program, 0, program->ops.count, &scope);
	if (rc < 0)
		return rc;
	return buf_check(out, name, err);
}
