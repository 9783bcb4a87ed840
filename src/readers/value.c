/*
 * value.c - any JSON, YAML, TOML or CSV file that no other reader knows: its
 * values, each under its pointer.
 *
 * Source: RFC 6901 for the pointers; RFC 4180 for CSV, whose values stand under
 * "/row/column", rows counted from 1.  What a value means is the plan's to say.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "text/csv.h"
#include "text/toml.h"

#include <stdio.h>

#define VALUES_MOST   50000 /* rows of one artifact: evidence.md section 11 */
#define POINTER_BYTES LIMIT_TEXT

struct values {
	struct put put;
	struct buf pointer;
	int64_t doc, count;
};

static bool is_csv(struct span path)
{
	struct span ext = path_ext(path);

	return span_is_nocase(ext, ".csv") || span_is_nocase(ext, ".tsv");
}

static enum bid value_bid(const struct probe *probe)
{
	switch (probe->lex) {
	case LEX_JSON:
	case LEX_YAML:
		return BID_PARSED;
	case LEX_TEXT:
		return is_csv(probe->path) || (toml_is_named_so(probe->path) &&
					       probe->text.len <= LIMIT_YAML_BYTES)
			       ? BID_PARSED
			       : BID_NO;
	case LEX_EMPTY:
	case LEX_BINARY:
	case LEX_XML:
		break;
	}
	return BID_NO;
}

/* ---- pointers: grown and cut back while walking ---- */

static void add_step(struct values *v, struct span key)
{
	buf_addch(&v->pointer, '/');
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] == '~')
			buf_adds(&v->pointer, "~0");
		else if (key.ptr[i] == '/')
			buf_adds(&v->pointer, "~1");
		else
			buf_addch(&v->pointer, key.ptr[i]);
	}
}

static void cut_back(struct values *v, size_t len)
{
	v->pointer.len = len;
	v->pointer.over = false;
}

/* One row; what has too long a pointer to be asked for is left out. */
static int put_value(struct values *v, enum value_type type, struct span text,
		     int64_t members, unsigned line)
{
	struct fact fact = fact_new(FACT_VALUE);

	if (v->count++ >= VALUES_MOST || v->pointer.over)
		return 0;
	fact.as.value.doc = v->doc;
	fact.as.value.pointer = buf_span(&v->pointer);
	fact.as.value.type = type;
	fact.as.value.text = text;
	fact.as.value.members = members;
	fact.as.value.line = line;
	return put_fact(&v->put, &fact);
}

/* ---- trees ---- */

static enum value_type type_of(struct node node)
{
	switch (node_type(node)) {
	case NODE_FALSE:
		return TYPE_FALSE;
	case NODE_TRUE:
		return TYPE_TRUE;
	case NODE_NUMBER:
		return TYPE_NUMBER;
	case NODE_STRING:
		return TYPE_STRING;
	case NODE_ARRAY:
		return TYPE_ARRAY;
	case NODE_OBJECT:
		return TYPE_OBJECT;
	case NODE_ABSENT:
	case NODE_NULL:
	case NODE_KEY:
		break;
	}
	return TYPE_NULL;
}

static bool is_container(struct node node)
{
	return node_is(node, NODE_OBJECT) || node_is(node, NODE_ARRAY);
}

/* "!Ref Queue": the value is what a tool makes of it; of a container, "!Join". */
static struct span word_of(struct values *v, struct node node)
{
	struct span tag = node_tag(node), word = node_word(node);

	if (tag.len == 0 || word.len == 0)
		return tag.len > 0 ? tag : word;
	return arena_printf(v->put.scratch, "%.*s %.*s", SPAN_ARG(decode_cut(tag, 200)),
			    SPAN_ARG(word));
}

static int put_node(struct values *v, struct node node)
{
	bool tagged = node_tag(node).len > 0 && !is_container(node);

	return put_value(v, tagged ? TYPE_STRING : type_of(node), word_of(v, node),
			 is_container(node) ? (int64_t)node_count(node) : FACT_UNSAID,
			 node_line(node));
}

/* A container whose children are being walked. */
struct level {
	struct node next;
	bool is_array;
	uint32_t index;
	size_t pointer; /* length of the container's own */
};

static struct level level_of(struct values *v, struct node container)
{
	return (struct level){ node_first(container), node_is(container, NODE_ARRAY), 0,
			       v->pointer.len };
}

static void step_into(struct values *v, struct level *level, struct node child)
{
	char index[16];

	cut_back(v, level->pointer);
	if (level->is_array) {
		int len = snprintf(index, sizeof(index), "%u", level->index++);

		add_step(v, (struct span){ index, (size_t)len });
	} else {
		add_step(v, node_key(child));
	}
}

/* Where the pointer is too long, nothing below it can be asked for either. */
static int put_tree(struct values *v, struct node root)
{
	struct level open[LIMIT_JSON_DEPTH + 1];
	size_t depth = 0;
	int rc;

	cut_back(v, 0);
	rc = put_node(v, root);
	if (is_container(root))
		open[depth++] = level_of(v, root);
	while (rc == 0 && depth > 0 && v->count <= VALUES_MOST) {
		struct level *level = &open[depth - 1];
		struct node child = level->next;

		if (!node_exists(child)) {
			depth--;
			continue;
		}
		step_into(v, level, child);
		level->next = node_next(child);
		rc = put_node(v, child);
		if (is_container(child) && !v->pointer.over &&
		    depth < sizeof(open) / sizeof(open[0]))
			open[depth++] = level_of(v, child);
	}
	return rc;
}

static int put_trees(struct values *v, struct tree *tree)
{
	struct node root;
	int rc = 0;

	for (size_t i = 0; rc == 0 && node_exists(root = tree_root(tree, i)); i++) {
		v->doc = (int64_t)i + 1;
		rc = put_tree(v, root);
	}
	return rc;
}

/* ---- tables ---- */

static bool is_number(struct span text)
{
	int64_t number;

	return num_scaled(text, 0, &number);
}

/* A first row of names: each says something, and none is a number. */
static bool is_header(const struct csv *row)
{
	for (size_t i = 0; i < row->fields.count; i++)
		if (span_trim(csv_field(row, i)).len == 0 ||
		    is_number(csv_field(row, i)))
			return false;
	return row->fields.count > 0;
}

struct columns {
	LIST(struct span) names; /* empty: they are numbered from 1 */
};

static int put_row(struct values *v, const struct columns *columns, int64_t number,
		   const struct csv *row)
{
	char text[24];
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < row->fields.count; i++) {
		struct span field = csv_field(row, i);
		int len = snprintf(text, sizeof(text), "%lld", (long long)number);

		cut_back(v, 0);
		add_step(v, (struct span){ text, (size_t)len });
		if (i < columns->names.count) {
			add_step(v, columns->names.at[i]);
		} else {
			len = snprintf(text, sizeof(text), "%zu", i + 1);
			add_step(v, (struct span){ text, (size_t)len });
		}
		rc = put_value(v, is_number(field) ? TYPE_NUMBER : TYPE_STRING, field,
			       FACT_UNSAID, row->line);
	}
	return rc;
}

static int put_table(struct values *v, const struct probe *probe)
{
	struct arena *scratch = v->put.scratch;
	struct columns columns = { .names = { .count = 0 } };
	int64_t number = 0;
	bool first = true, more;
	struct csv row;
	int rc;

	csv_open(&row, probe->path, probe->text, 0, scratch);
	v->doc = 1;
	rc = csv_next(&row, &more, v->put.err);
	for (; rc == 0 && more; first = false) {
		if (first && is_header(&row)) {
			for (size_t i = 0; i < row.fields.count; i++)
				*LIST_ADD(scratch, &columns.names) =
					arena_copy(scratch,
						   span_trim(csv_field(&row, i)));
		} else {
			rc = put_row(v, &columns, ++number, &row);
		}
		if (rc == 0)
			rc = csv_next(&row, &more, v->put.err);
	}
	return rc;
}

/* ---- the whole ---- */

static int put_all(struct values *v, const struct probe *probe)
{
	struct tree *tree = probe->tree;
	int rc = 0;

	if (probe->lex == LEX_TEXT && is_csv(probe->path))
		return put_table(v, probe);
	if (probe->lex == LEX_TEXT)
		rc = toml_parse(&tree, probe->path, probe->text, v->put.scratch,
				v->put.err);
	return rc < 0 ? rc : put_trees(v, tree);
}

static int value_read(const struct probe *probe, const struct fact_sink *sink,
		      struct arena *scratch, struct err *err)
{
	struct values v = { .put = { sink, scratch, err } };
	int rc;

	buf_init(&v.pointer, POINTER_BYTES);
	rc = put_all(&v, probe);
	buf_release(&v.pointer);
	if (rc == 0 && v.count > VALUES_MOST)
		rc = put_note(&v.put, "fact-budget", 0,
			      "only the first %d values are kept", VALUES_MOST);
	return rc < 0 ? rc : plain_put(&v.put, probe, false);
}

extern const struct reader reader_value;
const struct reader reader_value = {
	.name = "value",
	.title = "values",
	.spec = "RFC 8259 (JSON), YAML 1.2.2, TOML 1.0.0, RFC 4180 (CSV), RFC 6901",
	.reads = "every value under its pointer",
	.family = FAMILY_VALUE,
	.revision = 2,
	.takes_tags = true,
	.named = "f.csv",
	.bid = value_bid,
	.read = value_read,
};
