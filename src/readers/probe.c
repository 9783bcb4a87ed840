#include "readers/probe.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/path.h"
#include "text/json.h"
#include "text/xml.h"
#include "text/yaml.h"

#define NOISE_LINES  50 /* of a log in front of JSON */
#define BINARY_LOOK  (8 * LIMIT_KIB)
#define XML_EVENTS   200  /* looked at for children of the root */
#define XML_PATIENCE 1000 /* while there is none */

/* clang-format off: tables keep one row a line */
const char *const lex_word[] = {
	[LEX_EMPTY] = "empty", [LEX_BINARY] = "binary", [LEX_TEXT] = "text",
	[LEX_JSON] = "json",   [LEX_XML] = "xml",       [LEX_YAML] = "yaml",
};

/* Names that promise a syntax; what has none of them is looked at. */
static const struct {
	const char *ext;
	enum lex lex;
} extensions[] = {
	{ ".yml", LEX_YAML },
	{ ".yaml", LEX_YAML },
	{ ".json", LEX_JSON },
	{ ".sarif", LEX_JSON },
	{ ".ndjson", LEX_JSON },
	{ ".jsonl", LEX_JSON },
	{ ".md", LEX_TEXT },
	{ ".markdown", LEX_TEXT },
	{ ".rst", LEX_TEXT },
	{ ".adoc", LEX_TEXT },
	{ ".txt", LEX_TEXT },
	{ ".log", LEX_TEXT },
	{ ".html", LEX_TEXT },
	{ ".htm", LEX_TEXT },
	/* Programs: "<?php" is no XML, "[assembly: X]" no JSON. */
	{ ".php", LEX_TEXT },
	{ ".cs", LEX_TEXT },
	{ ".py", LEX_TEXT },
	{ ".js", LEX_TEXT },
	{ ".jsx", LEX_TEXT },
	{ ".mjs", LEX_TEXT },
	{ ".cjs", LEX_TEXT },
	{ ".tsx", LEX_TEXT },
	{ ".go", LEX_TEXT },
	{ ".rs", LEX_TEXT },
	{ ".java", LEX_TEXT },
	{ ".kt", LEX_TEXT },
	{ ".kts", LEX_TEXT },
	{ ".rb", LEX_TEXT },
	/* "[table]" and "[section]" are no JSON. */
	{ ".toml", LEX_TEXT },
	{ ".ini", LEX_TEXT },
	{ ".cfg", LEX_TEXT },
	{ ".conf", LEX_TEXT },
	{ ".sql", LEX_TEXT },
	{ ".env", LEX_TEXT },
	{ ".csv", LEX_TEXT },
	{ ".tsv", LEX_TEXT },
};

/* Whole names, for what has no such end. */
static const char *const text_names[] = {
	"CODEOWNERS", ".env", "Cargo.lock", "poetry.lock", "uv.lock", "Pipfile",
};
/* clang-format on */

static bool lex_of_name(struct span path, enum lex *out)
{
	struct span ext = path_ext(path);

	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++) {
		if (span_is_nocase(ext, extensions[i].ext)) {
			*out = extensions[i].lex;
			return true;
		}
	}
	*out = LEX_TEXT;
	for (size_t i = 0; i < sizeof(text_names) / sizeof(text_names[0]); i++)
		if (span_is(path_base(path), text_names[i]))
			return true;
	return span_starts(path_base(path), ".env.");
}

static char first_char(struct span text)
{
	text = span_trim(text);
	return text.len > 0 ? text.ptr[0] : '\0';
}

/* "key:" alone or with a blank behind it, or a document mark. */
static bool looks_like_yaml(struct span text)
{
	struct span line;

	while (span_line(&text, &line)) {
		ptrdiff_t colon;

		line = span_trim(line);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		if (span_is(line, "---"))
			return true;
		colon = span_index(line, ':');
		if (colon <= 0)
			return false;
		for (ptrdiff_t i = 0; i < colon; i++)
			if (strchr(" \t(<[{", line.ptr[i]))
				return false;
		return (size_t)colon + 1 == line.len || line.ptr[colon + 1] == ' ';
	}
	return false;
}

static bool is_binary(struct span text)
{
	return span_index(span_sub(text, 0, BINARY_LOOK), '\0') >= 0;
}

static enum lex lex_of(const struct probe *probe)
{
	char first = first_char(probe->text);
	enum lex named = LEX_BINARY;
	bool has_name = lex_of_name(probe->path, &named);

	if (span_trim(probe->text).len == 0)
		return LEX_EMPTY;
	if (first == '<' && !(has_name && named == LEX_TEXT))
		return LEX_XML;
	if (is_binary(probe->text))
		return LEX_BINARY;
	if (has_name)
		return named;
	if (first == '{' || first == '[')
		return LEX_JSON;
	return looks_like_yaml(probe->text) ? LEX_YAML : LEX_TEXT;
}

/* ---- JSON ---- */

/* Lines of a log in front of the JSON become blanks, so that places stay. */
static void blank_noise(struct probe *probe, struct arena *scratch)
{
	struct span rest = probe->text;
	struct span line;
	size_t lines = 0;
	char *copy;

	while (lines < NOISE_LINES && span_line(&rest, &line)) {
		size_t at = (size_t)(line.ptr - probe->text.ptr);

		if (first_char(line) != '{' && first_char(line) != '[') {
			lines += span_trim(line).len > 0;
			continue;
		}
		copy = arena_string(scratch, probe->text);
		for (size_t i = 0; i < at; i++)
			if (copy[i] != '\n')
				copy[i] = ' ';
		probe->text.ptr = copy;
		probe->noise = lines;
		return;
	}
}

/* A line that is, by its first and last character, one JSON value. */
static bool is_json_line(struct span line)
{
	line = span_trim(line);
	return line.len >= 2 && ((line.ptr[0] == '{' && span_ends(line, "}")) ||
				 (line.ptr[0] == '[' && span_ends(line, "]")));
}

/*
 * A stream of one value a line, as `go test -json` writes it, with what the
 * compiler printed in between: those lines become blanks, so that places stay.
 * False where it is none: half of its lines have to be JSON.
 */
static bool blank_stray(struct probe *probe, struct arena *scratch)
{
	struct span rest = probe->text;
	struct span line;
	size_t json = 0;
	unsigned number = 0;
	char *copy = NULL;

	while (span_line(&rest, &line)) {
		number++;
		if (span_trim(line).len == 0)
			continue;
		if (is_json_line(line)) {
			json++;
			continue;
		}
		if (json == 0)
			return false;
		*LIST_ADD(scratch, &probe->stray) = number;
		if (!copy)
			copy = arena_string(scratch, probe->text);
		memset(copy + (line.ptr - probe->text.ptr), ' ', line.len);
	}
	if (!copy || probe->stray.count > json)
		return false;
	probe->text.ptr = copy;
	return true;
}

static int probe_json(struct probe *probe, struct span bytes, struct arena *scratch,
		      struct err *err)
{
	struct span text =
		probe->decoded.guessed || !probe->decoded.valid ? bytes : probe->text;
	int rc;

	if (first_char(text) != '{' && first_char(text) != '[') {
		blank_noise(probe, scratch);
		text = probe->text;
	}
	if (text.ptr == probe->text.ptr && probe->decoded.valid)
		rc = json_parse_utf8(&probe->tree, probe->path, text, scratch, err);
	else
		rc = json_parse_many(&probe->tree, probe->path, text, scratch, err);
	if (rc < 0 && text.ptr == probe->text.ptr && blank_stray(probe, scratch)) {
		*err = (struct err){ 0 };
		rc = json_parse_many(&probe->tree, probe->path, probe->text, scratch,
				     err);
	}
	if (rc == 0)
		probe->root = tree_root(probe->tree, 0);
	return rc;
}

/* ---- XML ---- */

static void add_child(struct probe *probe, struct span name)
{
	if (probe->child_count == PROBE_CHILDREN)
		return;
	for (size_t i = 0; i < probe->child_count; i++)
		if (span_eq(probe->children[i], name))
			return;
	probe->children[probe->child_count++] = name;
}

static void take_root(struct probe *probe, struct xml *xml, struct arena *scratch)
{
	struct probe_attr attr;

	probe->name = xml_name(xml);
	probe->namespace = xml_namespace(xml);
	probe->doctype = xml_doctype(xml);
	for (size_t i = 0; xml_attr_at(xml, i, &attr.name, &attr.value); i++)
		*LIST_ADD(scratch, &probe->attrs) = attr;
}

/*
 * The root and its first children.  An error behind the root is left to the
 * reader, which will come to it again and knows the format.
 */
/* Many sources start with '<'; these promise to be XML, and are held to it. */
static bool says_xml(const struct probe *probe)
{
	static const char *const names[] = { ".xml", ".trx", ".jtl", ".cdx", ".arf" };
	struct span ext = path_ext(probe->path);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (span_is_nocase(ext, names[i]))
			return true;
	return span_starts(span_trim(probe->text), "<?xml");
}

static int probe_xml(struct probe *probe, struct arena *scratch, struct err *err)
{
	struct err later = { 0 };
	struct xml *xml;
	enum xml_event event;
	int rc;

	probe->repaired = xml_repair(&probe->text, probe->text, scratch);
	xml = xml_open(probe->path, probe->text, scratch);
	rc = xml_next(xml, &event, err);
	if (rc < 0) {
		xml_close(xml);
		return rc;
	}
	take_root(probe, xml, scratch);
	for (unsigned seen = 0;
	     seen < (probe->child_count > 0 ? XML_EVENTS : XML_PATIENCE); seen++) {
		if (xml_next(xml, &event, &later) < 0 || event == XML_END)
			break;
		if (event == XML_OPEN && xml_depth(xml) == 2)
			add_child(probe, xml_name(xml));
	}
	xml_close(xml);
	return 0;
}

/* ---- text ---- */

/*
 * A mark or a declaration says UTF-8, and some bytes are none.  The parsers of
 * trees refuse that; what is read line by line gets U+FFFD in their place.
 */
static int as_text(struct probe *probe, struct arena *scratch)
{
	struct span rest = probe->text;
	struct buf out;

	probe->lex = LEX_TEXT;
	if (probe->decoded.valid)
		return 0;
	buf_init(&out, probe->text.len * 3);
	while (rest.len > 0) {
		size_t good = decode_utf8(rest);

		buf_add(&out, span_sub(rest, 0, good));
		rest = span_from(rest, good);
		if (rest.len == 0)
			break;
		buf_adds(&out, "\xef\xbf\xbd");
		rest = span_from(rest, 1);
		probe->replaced++;
	}
	probe->text = arena_copy(scratch, buf_span(&out));
	buf_release(&out);
	return 0;
}

/* ---- the whole ---- */

int probe_make(struct probe *probe, struct span path, struct span bytes,
	       struct arena *scratch, struct err *err)
{
	enum lex named;
	int rc;

	*probe = (struct probe){ .path = path };
	decode(&probe->decoded, bytes, scratch);
	probe->text = probe->decoded.text;
	probe->lex = lex_of(probe);
	switch (probe->lex) {
	case LEX_JSON:
		return probe_json(probe, bytes, scratch, err);
	case LEX_XML:
		probe->is_said = says_xml(probe);
		rc = probe_xml(probe, scratch, err);
		if (rc == 0 || probe->is_said)
			return rc;
		*err = (struct err){ 0 };
		return as_text(probe, scratch); /* only looked like it */
	case LEX_YAML:
		rc = yaml_parse(&probe->tree, path, probe->text, scratch, err);
		if (rc == 0)
			probe->root = tree_root(probe->tree, 0);
		else if (!lex_of_name(path, &named))
			return as_text(probe, scratch); /* only looked like it */
		return rc;
	case LEX_TEXT:
		return as_text(probe, scratch);
	case LEX_EMPTY:
	case LEX_BINARY:
		break;
	}
	return 0;
}

struct span probe_attr(const struct probe *probe, const char *name)
{
	for (size_t i = 0; i < probe->attrs.count; i++)
		if (span_is(probe->attrs.at[i].name, name))
			return probe->attrs.at[i].value;
	return SPAN_EMPTY;
}

bool probe_has_child(const struct probe *probe, const char *name)
{
	for (size_t i = 0; i < probe->child_count; i++)
		if (span_is(probe->children[i], name))
			return true;
	return false;
}

int probe_single(const struct probe *probe, struct err *err)
{
	struct node second = tree_root(probe->tree, 1);

	if (!node_exists(second))
		return 0;
	err_set(err, ERR_FORMAT, "a second document stands behind the first");
	err_tag(err, probe->lex == LEX_YAML ? "yaml-syntax" : "json-trailing");
	err_fix(err, "keep one report a file");
	err->offset = node_offset(second);
	return err_at(err, node_pos(second));
}

bool probe_has_line(const struct probe *probe, const char *prefix, unsigned lines)
{
	struct span rest = probe->text;
	struct span line;

	while (lines-- > 0 && span_line(&rest, &line))
		if (span_starts(line, prefix))
			return true;
	return false;
}
