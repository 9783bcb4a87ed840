#include "text/regex.h"

#include "base/limits.h"
#include "text/utf8.h"

#define STATES_MAX  2000 /* of a compiled pattern */
#define REPEATS_MAX 200
#define DEPTH_MAX   40 /* of groups */
#define ANY_POINT   0x10ffff

/* ---- the pattern as a tree -------------------------------------------------- */

enum node_kind {
	NODE_EMPTY,
	NODE_SET, /* one character of it */
	NODE_EDGE,
	NODE_CAT,
	NODE_ALT,
	NODE_REPEAT,
};

enum edge { EDGE_START, EDGE_END, EDGE_WORD, EDGE_NO_WORD };

struct range {
	uint32_t low, high;
};

struct set {
	LIST(struct range) ranges;
	bool negated;
};

struct rnode {
	enum node_kind kind;
	struct set set;
	enum edge edge;
	const struct rnode *left, *right;
	unsigned least, most; /* of NODE_REPEAT */
	bool is_endless;
};

struct parsing {
	struct span pattern;
	size_t at;
	unsigned depth;
	bool nocase;
	struct arena *arena;
	struct err *err;
	bool failed;
};

static const struct rnode *fail(struct parsing *p, const char *what)
{
	if (!p->failed) {
		err_set(p->err, ERR_USAGE,
			"%s at character %zu of the pattern \"%.*s\"", what, p->at + 1,
			(int)(p->pattern.len < 80 ? p->pattern.len : 80),
			p->pattern.ptr);
		err_tag(p->err, "pattern");
		err_fix(p->err, "docs/checks.md says what a pattern is");
	}
	p->failed = true;
	return NULL;
}

static struct rnode *new_node(struct parsing *p, enum node_kind kind)
{
	struct rnode *node = ARENA_NEW(p->arena, struct rnode);

	node->kind = kind;
	return node;
}

static bool more(const struct parsing *p)
{
	return p->at < p->pattern.len;
}

static char peek(const struct parsing *p)
{
	return more(p) ? p->pattern.ptr[p->at] : '\0';
}

static bool take(struct parsing *p, const char *text)
{
	if (!span_starts(span_from(p->pattern, p->at), text))
		return false;
	p->at += strlen(text);
	return true;
}

static uint32_t take_point(struct parsing *p)
{
	size_t len;
	int32_t point = utf8_next(span_from(p->pattern, p->at), &len);

	p->at += len;
	return (uint32_t)(point < 0 ? 0xfffd : point);
}

static void add_range(struct parsing *p, struct set *set, uint32_t low, uint32_t high)
{
	*LIST_ADD(p->arena, &set->ranges) = (struct range){ low, high };
	if (!p->nocase)
		return;
	for (uint32_t c = 'a'; c <= 'z'; c++) {
		uint32_t upper = c - 'a' + 'A';

		if (c >= low && c <= high)
			*LIST_ADD(p->arena, &set->ranges) =
				(struct range){ upper, upper };
		if (upper >= low && upper <= high)
			*LIST_ADD(p->arena, &set->ranges) = (struct range){ c, c };
	}
}

/* "\d" and its like; the upper case is all but these. */
static bool add_class(struct parsing *p, struct set *set, char letter)
{
	static const struct range digits[] = { { '0', '9' } };
	static const struct range words[] = {
		{ '0', '9' }, { 'A', 'Z' }, { '_', '_' }, { 'a', 'z' }
	};
	static const struct range blanks[] = { { '\t', '\r' }, { ' ', ' ' } };
	const struct range *of;
	size_t count;
	uint32_t next = 0;

	switch (letter | 0x20) {
	case 'd':
		of = digits;
		count = sizeof(digits) / sizeof(digits[0]);
		break;
	case 'w':
		of = words;
		count = sizeof(words) / sizeof(words[0]);
		break;
	case 's':
		of = blanks;
		count = sizeof(blanks) / sizeof(blanks[0]);
		break;
	default:
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (letter & 0x20) {
			*LIST_ADD(p->arena, &set->ranges) = of[i];
			continue;
		}
		if (of[i].low > next)
			*LIST_ADD(p->arena, &set->ranges) =
				(struct range){ next, of[i].low - 1 };
		next = of[i].high + 1;
	}
	if (!(letter & 0x20))
		*LIST_ADD(p->arena, &set->ranges) = (struct range){ next, ANY_POINT };
	return true;
}

/* Behind a backslash: false where a letter means nothing, so that it can mean more. */
static bool take_escape(struct parsing *p, uint32_t *out)
{
	char c = peek(p);

	p->at++;
	if (c == 't')
		*out = '\t';
	else if ((unsigned char)c > ' ' && (unsigned char)c < 0x7f &&
		 !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
		*out = (unsigned char)c;
	else
		return false;
	return true;
}

static bool take_bound(struct parsing *p, struct set *set, uint32_t *out,
		       bool *is_class)
{
	*is_class = false;
	if (!take(p, "\\")) {
		*out = take_point(p);
		return true;
	}
	if (add_class(p, set, peek(p))) {
		p->at++;
		*is_class = true;
		return true;
	}
	return take_escape(p, out);
}

static const struct rnode *parse_set(struct parsing *p)
{
	struct rnode *node = new_node(p, NODE_SET);
	bool first = true;

	node->set.negated = take(p, "^");
	while (first || peek(p) != ']') {
		uint32_t low, high;
		bool is_class;

		if (!more(p))
			return fail(p, "a set that nothing closes");
		if (!take_bound(p, &node->set, &low, &is_class))
			return fail(p, "an escape that is not known");
		first = false;
		if (is_class)
			continue;
		high = low;
		if (peek(p) == '-' && p->at + 1 < p->pattern.len &&
		    p->pattern.ptr[p->at + 1] != ']') {
			p->at++;
			if (!take_bound(p, &node->set, &high, &is_class) || is_class ||
			    high < low)
				return fail(p, "a range that is none");
		}
		add_range(p, &node->set, low, high);
	}
	p->at++;
	return node;
}

static const struct rnode *edge(struct parsing *p, enum edge kind)
{
	struct rnode *node = new_node(p, NODE_EDGE);

	node->edge = kind;
	return node;
}

static const struct rnode *parse_escape(struct parsing *p)
{
	struct rnode *node = new_node(p, NODE_SET);
	uint32_t point;

	if (take(p, "b"))
		return edge(p, EDGE_WORD);
	if (take(p, "B"))
		return edge(p, EDGE_NO_WORD);
	if (add_class(p, &node->set, peek(p))) {
		p->at++;
		return node;
	}
	if (!more(p) || !take_escape(p, &point))
		return fail(p, "an escape that is not known");
	add_range(p, &node->set, point, point);
	return node;
}

static const struct rnode *parse_alternatives(struct parsing *p);

static const struct rnode *parse_group(struct parsing *p)
{
	const struct rnode *node;

	if (peek(p) == '?' && !take(p, "?:"))
		return fail(p, "a group of a kind that is not known");
	if (++p->depth > DEPTH_MAX)
		return fail(p, "too many groups inside each other");
	node = parse_alternatives(p);
	p->depth--;
	if (!p->failed && !take(p, ")"))
		return fail(p, "a group that nothing closes");
	return node;
}

static const struct rnode *parse_one(struct parsing *p)
{
	struct rnode *node;
	uint32_t point;

	if (take(p, "["))
		return parse_set(p);
	if (take(p, "("))
		return parse_group(p);
	if (take(p, "\\"))
		return parse_escape(p);
	if (take(p, "^"))
		return edge(p, EDGE_START);
	if (take(p, "$"))
		return edge(p, EDGE_END);
	if (strchr("*+?", peek(p)))
		return fail(p, "nothing that could be repeated");
	node = new_node(p, NODE_SET);
	if (take(p, ".")) {
		add_range(p, &node->set, 0, ANY_POINT);
		return node;
	}
	point = take_point(p);
	add_range(p, &node->set, point, point);
	return node;
}

/* Past the maximum it stays there. */
static bool take_number(struct parsing *p, unsigned *out)
{
	bool any = false;

	for (*out = 0; peek(p) >= '0' && peek(p) <= '9'; p->at++) {
		any = true;
		if (*out <= REPEATS_MAX)
			*out = *out * 10 + (unsigned)(peek(p) - '0');
	}
	return any;
}

/* "{2}", "{2,}", "{2,5}"; a brace that starts none of them is itself. */
static bool take_braces(struct parsing *p, struct rnode *node)
{
	size_t start = p->at++;

	if (!take_number(p, &node->least)) {
		p->at = start;
		return false;
	}
	node->most = node->least;
	if (take(p, ",") && !take_number(p, &node->most)) {
		node->is_endless = true;
		node->most = node->least;
	}
	if (take(p, "}") && node->most <= REPEATS_MAX && node->most >= node->least)
		return true;
	fail(p, "a number of repeats that is none, or more than 200,");
	return false;
}

static const struct rnode *parse_repeated(struct parsing *p)
{
	const struct rnode *node = parse_one(p);

	while (!p->failed && more(p)) {
		struct rnode *repeat = new_node(p, NODE_REPEAT);

		repeat->left = node;
		if (take(p, "*")) {
			repeat->is_endless = true;
		} else if (take(p, "+")) {
			repeat->is_endless = true;
			repeat->least = repeat->most = 1;
		} else if (take(p, "?")) {
			repeat->most = 1;
		} else if (peek(p) != '{' || !take_braces(p, repeat)) {
			return node;
		}
		take(p, "?"); /* which of several fits does not matter */
		node = repeat;
	}
	return node;
}

static const struct rnode *parse_sequence(struct parsing *p)
{
	const struct rnode *all = new_node(p, NODE_EMPTY);

	while (!p->failed && more(p) && peek(p) != '|' && peek(p) != ')') {
		struct rnode *cat = new_node(p, NODE_CAT);

		cat->left = all;
		cat->right = parse_repeated(p);
		all = cat;
	}
	return all;
}

static const struct rnode *parse_alternatives(struct parsing *p)
{
	const struct rnode *all = parse_sequence(p);

	while (!p->failed && take(p, "|")) {
		struct rnode *alt = new_node(p, NODE_ALT);

		alt->left = all;
		alt->right = parse_sequence(p);
		all = alt;
	}
	return all;
}

/* ---- the tree as states ------------------------------------------------------ */

enum state_kind { STATE_SET, STATE_EDGE, STATE_SPLIT, STATE_JUMP, STATE_FOUND };

struct state {
	enum state_kind kind;
	const struct set *set;
	enum edge edge;
	unsigned to, other; /* of SPLIT both, of JUMP the first */
};

/* States that are reached, each once: membership without clearing. */
struct marks {
	unsigned *dense, *sparse;
	unsigned count;
};

struct regex {
	struct state *states;
	unsigned count;
	struct marks now, next;
	unsigned *stack;
	struct arena *arena;
	bool too_large;
};

static unsigned emit(struct regex *regex, struct state state)
{
	if (regex->count >= STATES_MAX) {
		regex->too_large = true;
		return 0;
	}
	regex->states[regex->count] = state;
	return regex->count++;
}

static void emit_node(struct regex *regex, const struct rnode *node);

/* x? that may be left out, `count` of them inside each other: (x(x)?)? */
static void emit_optional(struct regex *regex, const struct rnode *node, unsigned count)
{
	unsigned splits[REPEATS_MAX];

	for (unsigned i = 0; i < count && !regex->too_large; i++) {
		splits[i] = emit(regex, (struct state){ .kind = STATE_SPLIT });
		regex->states[splits[i]].to = regex->count;
		emit_node(regex, node);
	}
	for (unsigned i = 0; i < count && !regex->too_large; i++)
		regex->states[splits[i]].other = regex->count;
}

static void emit_repeat(struct regex *regex, const struct rnode *node)
{
	unsigned least = node->least, split;

	for (unsigned i = 0; i < least && !regex->too_large; i++)
		emit_node(regex, node->left);
	if (!node->is_endless) {
		emit_optional(regex, node->left, node->most - least);
		return;
	}
	split = emit(regex, (struct state){ .kind = STATE_SPLIT });
	regex->states[split].to = split + 1;
	emit_node(regex, node->left);
	emit(regex, (struct state){ .kind = STATE_JUMP, .to = split });
	if (!regex->too_large)
		regex->states[split].other = regex->count;
}

static void emit_alternatives(struct regex *regex, const struct rnode *node)
{
	unsigned split = emit(regex, (struct state){ .kind = STATE_SPLIT }), jump;

	regex->states[split].to = split + 1;
	emit_node(regex, node->left);
	jump = emit(regex, (struct state){ .kind = STATE_JUMP });
	if (regex->too_large)
		return;
	regex->states[split].other = regex->count;
	emit_node(regex, node->right);
	if (!regex->too_large)
		regex->states[jump].to = regex->count;
}

/* A sequence leans to the left and is as long as the pattern: no recursion along it. */
static void emit_sequence(struct regex *regex, const struct rnode *node)
{
	LIST(const struct rnode *) parts = { NULL, 0, 0 };

	for (; node->kind == NODE_CAT; node = node->left)
		*LIST_ADD(regex->arena, &parts) = node->right;
	while (parts.count > 0 && !regex->too_large)
		emit_node(regex, parts.at[--parts.count]);
}

static void emit_node(struct regex *regex, const struct rnode *node)
{
	if (regex->too_large)
		return;
	switch (node->kind) {
	case NODE_EMPTY:
		break;
	case NODE_SET:
		emit(regex, (struct state){ .kind = STATE_SET, .set = &node->set });
		break;
	case NODE_EDGE:
		emit(regex, (struct state){ .kind = STATE_EDGE, .edge = node->edge });
		break;
	case NODE_CAT:
		emit_sequence(regex, node);
		break;
	case NODE_ALT:
		emit_alternatives(regex, node);
		break;
	case NODE_REPEAT:
		emit_repeat(regex, node);
		break;
	}
}

static void new_marks(struct marks *marks, struct arena *arena)
{
	marks->dense = ARENA_ARRAY(arena, unsigned, STATES_MAX);
	marks->sparse = ARENA_ARRAY(arena, unsigned, STATES_MAX);
}

int regex_compile(struct regex **out, struct span pattern, struct arena *arena,
		  struct err *err)
{
	struct parsing p = { .pattern = pattern, .arena = arena, .err = err };
	struct regex *regex = ARENA_NEW(arena, struct regex);
	const struct rnode *root;

	*out = NULL;
	if (pattern.len > LIMIT_PATTERN || !utf8_is_valid(pattern)) {
		fail(&p, "too long, or no text,");
		return -ERR_USAGE;
	}
	p.nocase = take(&p, "(?i)");
	root = parse_alternatives(&p);
	if (!p.failed && more(&p))
		fail(&p, "a parenthesis that nothing opens");
	if (p.failed)
		return -ERR_USAGE;
	regex->arena = arena;
	regex->states = ARENA_ARRAY(arena, struct state, STATES_MAX);
	emit_node(regex, root);
	emit(regex, (struct state){ .kind = STATE_FOUND });
	if (regex->too_large) {
		fail(&p, "too many repeats");
		return -ERR_USAGE;
	}
	new_marks(&regex->now, arena);
	new_marks(&regex->next, arena);
	regex->stack = ARENA_ARRAY(arena, unsigned, 2 * STATES_MAX + 2);
	*out = regex;
	return 0;
}

/* ---- walking ----------------------------------------------------------------- */

/* Between two characters; -1 at either end of the line. */
struct between {
	int32_t before, after;
};

static bool is_word(int32_t point)
{
	return point == '_' || (point >= '0' && point <= '9') ||
	       (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
}

static bool edge_holds(enum edge edge, struct between between)
{
	switch (edge) {
	case EDGE_START:
		return between.before < 0;
	case EDGE_END:
		return between.after < 0;
	case EDGE_WORD:
		return is_word(between.before) != is_word(between.after);
	case EDGE_NO_WORD:
		return is_word(between.before) == is_word(between.after);
	}
	return false;
}

static bool is_in(const struct set *set, uint32_t point)
{
	bool found = false;

	for (size_t i = 0; i < set->ranges.count && !found; i++)
		found = point >= set->ranges.at[i].low &&
			point <= set->ranges.at[i].high;
	return found != set->negated;
}

static bool mark(struct marks *marks, unsigned state)
{
	unsigned at = marks->sparse[state];

	if (at < marks->count && marks->dense[at] == state)
		return false;
	marks->sparse[state] = marks->count;
	marks->dense[marks->count++] = state;
	return true;
}

/* All states that `state` leads to without a character; true where one is the end. */
static bool reach(struct regex *regex, struct marks *marks, unsigned state,
		  struct between between)
{
	unsigned count = 0;

	regex->stack[count++] = state;
	while (count > 0) {
		unsigned at = regex->stack[--count];
		const struct state *one = &regex->states[at];

		if (!mark(marks, at))
			continue;
		switch (one->kind) {
		case STATE_FOUND:
			return true;
		case STATE_SET:
			break;
		case STATE_EDGE:
			if (edge_holds(one->edge, between))
				regex->stack[count++] = at + 1;
			break;
		case STATE_SPLIT:
			regex->stack[count++] = one->other;
			regex->stack[count++] = one->to;
			break;
		case STATE_JUMP:
			regex->stack[count++] = one->to;
			break;
		}
	}
	return false;
}

static bool spend(uint64_t *budget, uint64_t amount)
{
	if (*budget < amount)
		*budget = 0;
	else
		*budget -= amount;
	return *budget > 0;
}

enum regex_answer regex_find(struct regex *regex, struct span line, uint64_t *budget)
{
	struct between between = { -1, -1 };
	struct marks *now = &regex->now, *next = &regex->next;
	size_t len = 0;

	if (line.len > 0)
		between.after = utf8_next(line, &len);
	now->count = 0;
	for (;;) {
		struct marks *swap;
		int32_t point = between.after;

		if (reach(regex, now, 0, between))
			return REGEX_YES;
		if (!spend(budget, 1 + now->count))
			return REGEX_SPENT;
		if (line.len == 0)
			return REGEX_NO;
		line = span_from(line, len);
		between.before = point < 0 ? 0xfffd : point;
		between.after = line.len > 0 ? utf8_next(line, &len) : -1;
		if (line.len > 0 && between.after < 0)
			between.after = 0xfffd;
		next->count = 0;
		for (unsigned i = 0; i < now->count; i++) {
			const struct state *one = &regex->states[now->dense[i]];

			if (one->kind == STATE_SET &&
			    is_in(one->set, (uint32_t)between.before) &&
			    reach(regex, next, now->dense[i] + 1, between))
				return REGEX_YES;
		}
		swap = now;
		now = next;
		next = swap;
	}
}
