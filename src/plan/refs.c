#include "plan/refs.h"

#include "base/num.h"
#include "base/path.h"
#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/words.h"
#include "text/slug.h"

/* clang-format off: words in columns; each list is sorted */

static const char *const extensions[] = {
	"7z",      "adoc",     "asc",    "avif",       "bash",       "bat",   "bats",
	"bz2",     "c",        "cc",     "cdx",        "cer",        "cfg",   "cjs",
	"conf",    "cpp",      "crt",    "cs",         "css",        "csv",   "cue",
	"cypher",  "deb",      "diff",   "dockerfile", "docx",       "env",   "example",
	"gif",     "go",       "gradle", "graphql",    "gz",         "h",     "hcl",
	"hpp",     "htm",      "html",   "hurl",       "info",       "ini",   "ipynb",
	"jar",     "java",     "jpeg",   "jpg",        "js",         "json",  "jsonl",
	"jsonnet", "jsx",      "kt",     "kts",        "lcov",       "lock",  "log",
	"lua",     "markdown", "md",     "mdx",        "mjs",        "mod",   "ndjson",
	"out",     "p7s",      "patch",  "patched",    "pdf",        "pem",   "php",
	"pl",      "png",      "pptx",   "prisma",     "properties", "proto", "ps1",
	"py",      "rb",       "rego",   "rpm",        "rs",         "rst",   "sample",
	"sarif",   "scala",    "sh",     "sig",        "snap",       "spdx",  "sql",
	"sum",     "svg",      "swift",  "tap",        "tar",        "tf",    "tfvars",
	"tgz",     "toml",     "tpl",    "ts",         "tsv",        "tsx",   "txt",
	"vue",     "war",      "wasm",   "webp",       "whl",        "xlsx",  "xml",
	"xz",      "yaml",     "yml",    "zip",        "zst",
};

static const char *const programs[] = {
	"ab",
	"ansible",
	"aws",
	"az",
	"bash",
	"bazel",
	"buf",
	"bun",
	"cargo",
	"cat",
	"cd",
	"chmod",
	"cmake",
	"cosign",
	"cp",
	"curl",
	"deno",
	"docker",
	"docker-compose",
	"dotnet",
	"echo",
	"export",
	"gcloud",
	"gh",
	"git",
	"gitleaks",
	"go",
	"gradle",
	"grep",
	"grype",
	"helm",
	"jest",
	"k6",
	"kubectl",
	"kustomize",
	"ls",
	"make",
	"mvn",
	"mypy",
	"nats",
	"node",
	"npm",
	"npx",
	"openssl",
	"pip",
	"pip-audit",
	"playwright",
	"pnpm",
	"poetry",
	"psql",
	"pytest",
	"python",
	"python3",
	"redis-cli",
	"ruff",
	"safety",
	"semgrep",
	"sh",
	"snyk",
	"sqlite3",
	"ssh",
	"ssh-keygen",
	"sudo",
	"supabase",
	"syft",
	"terraform",
	"tox",
	"trivy",
	"tsc",
	"uv",
	"vitest",
	"yarn",
	"zsh",
};

static const char *const tools[] = {
	"bandit",     "checkov",   "codeql",      "cosign",     "dependabot",
	"eslint",     "falco",     "gitleaks",    "gosec",      "grype",
	"hadolint",   "jest",      "k6",          "kube-bench", "lighthouse",
	"mypy",       "nuclei",    "osv-scanner", "pip-audit",  "playwright",
	"pytest",     "renovate",  "ruff",        "safety",     "semgrep",
	"snyk",       "sonarqube", "syft",        "tfsec",      "trivy",
	"trufflehog", "vitest",    "zap",
};

static const char *const evidence_kinds[] = {
	"attest", "bench",   "check", "commit", "coverage", "dir",   "doc",      "file",
	"glob",   "junit",   "link",  "log",    "metric",   "sarif", "sbom",     "scan",
	"sig",    "signoff", "tag",   "tap",    "value",    "vex",   "workflow",
};

static const char *const branch_prefixes[] = {
	"bugfix", "chore",    "dependabot", "feat",     "feature", "fix",
	"hotfix", "refactor", "release",    "renovate", "team",    "wip",
};

/* Products whose names end like files. */
static const char *const products[] = {
	"asp.net", "chart.js", "d3.js",     "express.js", "next.js", "node.js",
	"nuxt.js", "react.js", "socket.io", "three.js",   "vue.js",
};

WORDS(ask_labels,
      "evidence|proof|proofs|verified by|report|reports|scan "
      "report|output|outputs|artifact|artifacts|"
      "artefact|artefacts|file|files|deliverable|deliverables|screenshot|"
      "screenshots|"
      "preuve|fichier|fichiers|nachweis|datei|dateien|evidencia|evid\xc3\xaancia|"
      "arquivo|arquivos|archivo|\xe8\xaf\x81\xe6\x8d\xae|\xe6\x96\x87\xe4\xbb\xb6|"
      "\xe8\xbe\x93\xe5\x87\xba|"
      "\xe8\xa8\xbc\xe8\xb7\xa1|"
      "\xe3\x82\xa8\xe3\x83\x93\xe3\x83\x87\xe3\x83\xb3\xe3\x82\xb9|"
      "\xd0\xb4\xd0\xbe\xd0\xba\xd0\xb0\xd0\xb7\xd0\xb0\xd1\x82\xd0\xb5\xd0\xbb\xd1"
      "\x8c\xd1\x81\xd1\x82\xd0\xb2\xd0\xbe");
WORDS(expect_labels,
      "verify|verification|validation|validate|check|test|tests|expected|expected "
      "output|expected result|"
      "expected results|result|results|measured|actual|"
      "v\xc3\xa9rification|r\xc3\xa9sultat|r\xc3\xa9sultat attendu|pr\xc3\xbc"
      "fung|erwartet|"
      "comprobaci\xc3\xb3n|resultado|resultado "
      "esperado|\xe9\xaa\x8c\xe8\xaf\x81|\xe9\xa2\x84\xe6\x9c\x9f|"
      "\xe9\xa2\x84\xe6\x9c\x9f\xe7\xbb\x93\xe6\x9e\x9c|"
      "\xe7\xa2\xba\xe8\xaa\x8d\xe6\x96\xb9\xe6\xb3\x95|"
      "\xe6\x9c\x9f\xe5\xbe\x85\xe7\xb5\x90\xe6\x9e\x9c|"
      "\xd0\xbe\xd0\xb6\xd0\xb8\xd0\xb4\xd0\xb0\xd0\xb5\xd1\x82\xd1\x81\xd1\x8f");
WORDS(run_labels, "run|command|commands|commande|befehl|comando");
WORDS(point_labels,
      "see|see "
      "also|reference|references|ref|refs|link|links|details|log|logs|docs|"
      "documentation|"
      "note|caveat|limitation|exception|known issue|warning|"
      "r\xc3\xa9"
      "f\xc3\xa9rence|siehe|\xe5\x8f\x82\xe8\x80\x83");

static const struct {
	const struct words *words;
	enum ref_role role;
} labels[] = {
	{ &ask_labels, REF_ASKS },
	{ &expect_labels, REF_EXPECTS },
	{ &run_labels, REF_RUNS },
	{ &point_labels, REF_POINTS },
};

/* Words before a path in parentheses that make it context. */
WORDS(pointing_words,
      "see|per|ref|cf|cf.|e.g.|from|via|using|like|such as|in|siehe|voir|z.b.|"
      "based on|not|was|formerly|replaces");

WORDS(test_nouns, "test|tests|test cases|specs|testcases|tests passing|tests passed|"
		  "unit tests|scenarios|test scenarios");

/* clang-format on */

/* As span_cmp() with the whole of `listed`; most fall at the first byte. */
static int order_of(struct span word, const char *listed)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];

		if (listed[i] == '\0' || c != (unsigned char)listed[i])
			return listed[i] == '\0' ? 1 : c - (unsigned char)listed[i];
	}
	return listed[word.len] == '\0' ? 0 : -1;
}

static bool is_listed(const char *const *list, size_t count, struct span word)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = order_of(word, list[middle]);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

bool refs_name(size_t list, size_t number, struct span *out)
{
	static const struct {
		const char *const *names;
		size_t count;
	} lists[REFS_LISTS] = {
		{ extensions, COUNT(extensions) },
		{ programs, COUNT(programs) },
		{ tools, COUNT(tools) },
		{ evidence_kinds, COUNT(evidence_kinds) },
		{ branch_prefixes, COUNT(branch_prefixes) },
		{ products, COUNT(products) },
	};

	*out = SPAN_EMPTY;
	if (list >= REFS_LISTS || number >= lists[list].count)
		return false;
	*out = span_of(lists[list].names[number]);
	return true;
}

#define IS_LISTED(list, word)                                                          \
	is_listed((list), sizeof(list) / sizeof((list)[0]), (word))

/* Lower case, when it fits; ASCII is all that file names' endings need. */
static struct span lower(struct span text, char room[32])
{
	if (text.len > 32)
		return SPAN_EMPTY;
	for (size_t i = 0; i < text.len; i++)
		room[i] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z'
					 ? text.ptr[i] + 32
					 : text.ptr[i]);
	return (struct span){ room, text.len };
}

bool ref_has_known_ext(struct span name)
{
	struct span base = path_base(name), ext;
	ptrdiff_t dot = span_rindex(base, '.');
	char room[32];

	if (dot < 0 || (size_t)dot + 1 == base.len)
		return false;
	ext = lower(span_from(base, (size_t)dot + 1), room);
	return IS_LISTED(extensions, ext);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_digit(text.ptr[i]) &&
		    !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	return text.len > 0;
}

static bool is_url(struct span text)
{
	return span_find(text, SPAN_LIT("://")) > 0 || span_starts(text, "mailto:");
}

static bool is_digest(struct span text)
{
	return (span_starts(text, "sha256:") && is_hex(span_from(text, 7))) ||
	       ((text.len == 40 || text.len == 64) && is_hex(text));
}

static bool is_env(struct span text)
{
	bool mark = false;
	size_t i = text.len > 0 && text.ptr[0] == '$';

	if (i >= text.len || text.ptr[i] < 'A' || text.ptr[i] > 'Z')
		return false;
	for (; i < text.len && text.ptr[i] != '='; i++) {
		char c = text.ptr[i];

		if (!is_digit(c) && c != '_' && !(c >= 'A' && c <= 'Z'))
			return false;
		mark |= c == '_';
	}
	return mark || i < text.len;
}

static struct span first_word(struct span text)
{
	ptrdiff_t space = span_index(text, ' ');

	return space < 0 ? text : span_sub(text, 0, (size_t)space);
}

static bool is_command(struct span text)
{
	struct span first = first_word(text);
	char room[32];

	if (span_starts(text, "\\d") || span_starts(text, "./"))
		return span_starts(text, "\\d") || first.len < text.len ||
		       span_ends(text, ".sh") || span_ends(text, ".py");
	if (first.len == text.len)
		return false;
	if (IS_LISTED(programs, first) || (first.len > 2 && span_starts(first, "./")))
		return true;
	first = lower(first, room);
	return span_is(first, "select") || span_is(first, "insert") ||
	       span_is(first, "update") || span_is(first, "delete") ||
	       span_is(first, "alter") || span_is(first, "create") ||
	       span_is(first, "drop") || is_env(first_word(text));
}

/* "GET /users" */
static bool is_http(struct span text)
{
	struct span first = first_word(text);

	return (span_is(first, "GET") || span_is(first, "POST") ||
		span_is(first, "PUT") || span_is(first, "PATCH") ||
		span_is(first, "DELETE") || span_is(first, "HEAD")) &&
	       span_starts(span_from(text, first.len), " /");
}

static bool in_tree(const struct plan_options *options, struct span path)
{
	path = ref_clean_path(path);
	return options && options->in_tree && path.len > 0 &&
	       options->in_tree(options->ctx, path);
}

static bool is_branch(struct span text)
{
	ptrdiff_t slash = span_index(text, '/');

	return slash > 0 &&
	       IS_LISTED(branch_prefixes, span_sub(text, 0, (size_t)slash)) &&
	       !ref_has_known_ext(text);
}

/* "orchestrator:v5.1": a tag has a digit in front or behind a 'v'. */
static bool is_image(struct span text)
{
	ptrdiff_t colon = span_rindex(text, ':');
	struct span tag = colon > 0 ? span_from(text, (size_t)colon + 1) : SPAN_EMPTY;

	if (span_find(text, SPAN_LIT("@sha256:")) > 0)
		return true;
	if (tag.len == 0 || ref_has_known_ext(span_sub(text, 0, (size_t)colon)))
		return false;
	return is_digit(tag.ptr[0]) || span_is(tag, "latest") ||
	       (tag.len > 1 && tag.ptr[0] == 'v' && is_digit(tag.ptr[1]));
}

static bool is_script(struct span text)
{
	bool colon = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		colon |= c == ':' && i > 0 && i + 1 < text.len;
		if (c != ':' && c != '-' && c != '_' && !is_digit(c) &&
		    !(c >= 'a' && c <= 'z'))
			return false;
	}
	return colon;
}

static bool is_symbol(struct span text)
{
	bool lower_before = false, mark = span_ends(text, "()");

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool upper = c >= 'A' && c <= 'Z';

		if (c == '(' && mark)
			return true;
		if (!upper && !is_digit(c) && c != '_' && c != '.' && c != ':' &&
		    !(c >= 'a' && c <= 'z'))
			return false;
		mark |= (upper && lower_before) || (c == '_' && i > 0);
		lower_before = c >= 'a' && c <= 'z';
	}
	return mark;
}

/* "src/a.ts:42:7", "a.md#part" and "(a.md)." to the path alone. */
static struct span path_of(struct span text, struct span *anchor)
{
	ptrdiff_t at = span_index(text, '#');

	*anchor = SPAN_EMPTY;
	if (at > 0) {
		*anchor = span_from(text, (size_t)at + 1);
		text = span_sub(text, 0, (size_t)at);
	}
	at = span_index(text, ':');
	if (at > 0 && ref_has_known_ext(span_sub(text, 0, (size_t)at)) &&
	    (size_t)at + 1 < text.len && is_digit(text.ptr[at + 1]))
		text = span_sub(text, 0, (size_t)at);
	while (text.len > 1 && strchr(".,;:!?)\"'", text.ptr[text.len - 1]))
		text.len--;
	while (text.len > 1 && strchr("(\"'", text.ptr[0]))
		text = span_from(text, 1);
	return text;
}

struct span ref_clean_path(struct span path)
{
	while (span_starts(path, "./"))
		path = span_from(path, 2);
	while (span_starts(path, "/"))
		path = span_from(path, 1);
	while (path.len > 0 && path.ptr[path.len - 1] == '/')
		path.len--;
	return path;
}

/* One of the ASCII characters of `set`, or an ellipsis. */
static bool has_any(struct span text, const char *set)
{
	uint64_t low = 0, high = 0; /* a bit each */

	for (; *set; set++) {
		low |= *set < 64 ? UINT64_C(1) << *set : 0;
		high |= *set >= 64 ? UINT64_C(1) << (*set - 64) : 0;
	}
	/* Either begin of an ellipsis is looked at, too. */
	low |= UINT64_C(1) << '.';
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c >= 128 ? c != 0xe2 : !((c < 64 ? low : high) >> (c & 63) & 1))
			continue;
		if (c != '.' && c != 0xe2)
			return true;
		if (i + 2 < text.len && (memcmp(text.ptr + i, "...", 3) == 0 ||
					 memcmp(text.ptr + i, "\xe2\x80\xa6", 3) == 0))
			return true;
	}
	return false;
}

static bool is_path(struct span text, const struct plan_options *options)
{
	struct span anchor, path = path_of(text, &anchor);
	ptrdiff_t slash = span_index(path, '/');
	char room[32];

	if (path.len == 0 || path.ptr[0] == '@' || path.ptr[0] == '$' ||
	    path.ptr[0] == '-' || span_index(path, ' ') >= 0 ||
	    IS_LISTED(products, lower(path, room)))
		return false;
	if (ref_has_known_ext(path) || in_tree(options, path))
		return true;
	if (path.ptr[0] == '.' && path.len > 2 && path.ptr[1] != '.' &&
	    path.ptr[1] != '/')
		return slash < 0 || slash > 1;
	/* A folder: a slash at the end, or names without capitals ("PASS/FAIL"). */
	if (slash < 0 || path.ptr[0] == '/')
		return slash >= 0 && path.len > 2 && path.ptr[path.len - 1] == '/';
	if (path.ptr[path.len - 1] == '/')
		return true;
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == ':' || path.ptr[i] == ',' || path.ptr[i] == '=')
			return false;
	return span_index(span_from(path, (size_t)slash + 1), '/') > 0;
}

enum ref_kind ref_classify(struct span text, const struct plan_options *options)
{
	char room[32];

	if (is_url(text))
		return REF_LINK;
	if (is_digest(text))
		return REF_DIGEST;
	if (is_http(text))
		return REF_ROUTE;
	if (is_command(text))
		return REF_COMMAND;
	if (has_any(text, "{}<>"))
		return REF_PATTERN;
	if (has_any(text, "*?")) {
		bool glob = span_index(text, ' ') < 0 &&
			    span_find(text, SPAN_LIT("...")) < 0 &&
			    text.ptr[0] != '?' &&
			    (span_index(text, '/') > 0 || ref_has_known_ext(text));

		return glob ? REF_GLOB : REF_PATTERN;
	}
	if (is_env(text))
		return REF_ENV;
	if (is_image(text))
		return REF_IMAGE;
	if (is_branch(text) && !in_tree(options, text))
		return REF_BRANCH;
	if (is_path(text, options))
		return REF_PATH;
	if (text.len > 1 && text.ptr[0] == '/' && span_index(text, ' ') < 0)
		return REF_ROUTE;
	if (IS_LISTED(tools, lower(text, room)))
		return REF_TOOL;
	if (is_script(text))
		return REF_SCRIPT;
	return is_symbol(text) ? REF_SYMBOL : REF_CODE;
}

/* The words of emphasis and list marks in front of text. */
static size_t skip_marks(struct span text)
{
	size_t i = 0;

	while (i < text.len && (text.ptr[i] == '*' || text.ptr[i] == '_' ||
				text.ptr[i] == ' ' || text.ptr[i] == '\t'))
		i++;
	return i;
}

/* The last one begins a wide colon. */
static const bool ends_label[256] = {
	[':'] = true,
	['\n'] = true,
	['`'] = true,
	[0xef] = true,
};

#define LABEL_MAX 48 /* bytes of "expected results" and the like */

static bool role_of_label(struct span label, enum ref_role *role, struct arena *arena)
{
	label = utf8_fold(arena, label);
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		if (!words_are(labels[i].words, label))
			continue;
		*role = labels[i].role;
		return true;
	}
	return false;
}

size_t refs_label(struct span source, enum ref_role *role, struct arena *arena)
{
	size_t start = skip_marks(source), end = start, len;
	struct span label;

	/* "See the runbook" needs no colon. */
	label = span_sub(source, start, 6);
	if (span_starts_nocase(label, "see ") || span_starts_nocase(label, "voir ") ||
	    span_starts_nocase(label, "siehe ")) {
		*role = REF_POINTS;
		return start + 4;
	}

	while (end < source.len && end - start < LABEL_MAX &&
	       (!ends_label[(unsigned char)source.ptr[end]] ||
		(source.ptr[end] == '\xef' &&
		 !span_starts(span_from(source, end), "\xef\xbc\x9a"))))
		end++;
	if (end == source.len || end - start >= LABEL_MAX || source.ptr[end] == '\n' ||
	    source.ptr[end] == '`')
		return 0;
	len = source.ptr[end] == ':' ? 1 : 3;
	label = span_sub(source, start, end - start);
	while (label.len > 0 && strchr("*_ ", label.ptr[label.len - 1]))
		label.len--;
	return role_of_label(label, role, arena)
		       ? end + len + skip_marks(span_from(source, end + len))
		       : 0;
}

/* One pass over a source: what it needs to know at each piece. */
struct taking {
	struct reading *r;
	const struct ref_place *place;
	struct span source, plain;
	size_t group_from, group_to; /* the trailing parenthesis */
	enum ref_role role;
	size_t front;    /* where the own text starts, behind marks and glyphs */
	size_t last_end; /* of the reference before, 0: none */
	size_t last_ref; /* its index + 1 */
	size_t found;
	size_t labelled; /* bytes of the label in front */
};

static unsigned line_of(const struct taking *t, size_t at)
{
	unsigned line = t->place->line;

	for (size_t i = 0; i < at && i < t->source.len; i++)
		line += t->source.ptr[i] == '\n';
	return line;
}

/* Nothing but separators and "and" stands there. */
static bool is_joint(struct span between, bool *alternate)
{
	between = span_trim(between);
	while (between.len > 0 && strchr(",;&+/ \n", between.ptr[0]) && between.ptr[0])
		between = span_from(between, 1);
	*alternate = span_is_nocase(between, "or") || span_is_nocase(between, "oder") ||
		     span_is_nocase(between, "ou");
	return between.len == 0 || *alternate || span_is_nocase(between, "and") ||
	       span_is_nocase(between, "und") || span_is_nocase(between, "et") ||
	       span_is_nocase(between, "y") || span_is_nocase(between, "e");
}

static bool group_points(const struct taking *t)
{
	struct span inside =
		utf8_fold(t->r->scratch, span_sub(t->source, t->group_from + 1,
						  t->group_to - t->group_from - 1));

	return words_start(&pointing_words, inside) > 0;
}

/*
 * "Unit tests pass. Evidence: `x`": the words between the end of what is said before
 * and the colon in front of the piece, when they ask or point.
 */
static bool clause_role(const struct taking *t, size_t at, enum ref_role *role)
{
	struct span before = span_sub(t->source, 0, at);
	size_t start;

	while (before.len > 0 && strchr("*_ `[", before.ptr[before.len - 1]))
		before.len--;
	if (span_ends(before, ":"))
		before.len--;
	else if (span_ends(before, "\xef\xbc\x9a"))
		before.len -= 3;
	else
		return false;
	while (before.len > 0 && strchr("*_ ", before.ptr[before.len - 1]))
		before.len--;
	for (start = before.len; start > 0; start--)
		if (before.len - start > LABEL_MAX ||
		    strchr(".,;:!?()[]*|\n", before.ptr[start - 1]) ||
		    span_ends(span_sub(before, 0, start), "- ") ||
		    span_ends(span_sub(before, 0, start), "\xe2\x80\x93 ") ||
		    span_ends(span_sub(before, 0, start), "\xe2\x80\x94 ") ||
		    span_ends(span_sub(before, 0, start), "\xe3\x80\x82"))
			break;
	return role_of_label(span_trim(span_from(before, start)), role,
			     t->r->scratch) &&
	       (*role == REF_ASKS || *role == REF_POINTS);
}

/* Which role the words around a piece of the item's own text give it. */
static enum ref_role own_role(const struct taking *t, size_t at, size_t end)
{
	struct span before, behind;
	enum ref_role role;

	if (clause_role(t, at, &role))
		return role;
	if (at >= t->group_from && at < t->group_to)
		return group_points(t) ? REF_POINTS : REF_SUBJECT;
	if (at <= t->front)
		return REF_SUBJECT;
	before = span_sub(t->source, 0, at);
	while (before.len > 0 && strchr("*_ ", before.ptr[before.len - 1]))
		before.len--;
	behind = span_from(t->source, end);
	while (behind.len > 0 && strchr("*_ .\n", behind.ptr[0]) && behind.ptr[0])
		behind = span_from(behind, 1);
	/* "Audit: `results/run.json`": the colon makes it the thing itself. */
	if ((span_ends(before, ":") || span_ends(before, "\xef\xbc\x9a")) &&
	    (behind.len == 0 || behind.ptr[0] == '(' || span_starts(behind, "- ") ||
	     span_starts(behind, "\xe2\x80\x93") ||
	     span_starts(behind, "\xe2\x80\x94") || strchr(",;", behind.ptr[0])))
		return REF_SUBJECT;
	return REF_POINTS;
}

static enum ref_role role_of(struct taking *t, size_t at, size_t end, bool *alternate)
{
	const struct ref_place *place = t->place;

	*alternate = false;
	if (t->last_end > 0 && t->last_end <= at &&
	    is_joint(span_sub(t->source, t->last_end, at - t->last_end), alternate))
		return item_at(t->r, place->item)->refs.at[t->last_ref - 1].role;
	*alternate = false;
	if (place->own && t->labelled == 0)
		return own_role(t, at, end);
	/* A sub-bullet's subject is what it starts with. */
	if (t->role == REF_SUBJECT && at > t->front)
		return REF_POINTS;
	return t->role;
}

static struct ref *add_ref(struct taking *t, enum ref_kind kind, struct span raw,
			   size_t at, size_t end)
{
	struct item *item = item_at(t->r, t->place->item);
	bool alternate;
	enum ref_role role = role_of(t, at, end, &alternate);
	struct ref *ref = LIST_ADD(t->r->arena, &item->refs);

	if (kind == REF_COMMAND && role != REF_POINTS)
		role = REF_RUNS;
	else if ((kind == REF_ENV || kind == REF_ROUTE) && role == REF_ASKS)
		role = REF_POINTS;
	else if (kind != REF_PATH && kind != REF_GLOB && kind != REF_LINK &&
		 kind != REF_EVIDENCE && kind != REF_CHECK && kind != REF_TESTS &&
		 kind != REF_ENV && kind != REF_ROUTE && role != REF_SUBJECT)
		role = role == REF_RUNS ? REF_RUNS : REF_POINTS;
	*ref = (struct ref){ .kind = kind,
			     .role = role,
			     .raw = raw,
			     .locator = raw,
			     .context = t->place->context,
			     .words = t->plain,
			     .line = line_of(t, at),
			     .in_body = t->place->in_body,
			     .alternate = alternate };
	t->last_end = end;
	t->last_ref = item->refs.count;
	t->found += role == REF_ASKS || role == REF_SUBJECT;
	return ref;
}

/* The first path of its own text is what the item is about; `raw` is its place. */
static void set_subject(struct taking *t, const struct ref *ref, struct span raw)
{
	struct item_note *note = note_at(t->r, t->place->item);

	if (t->place->own && ref->role == REF_SUBJECT && note->subject.len == 0 &&
	    !(raw.ptr >= t->source.ptr + t->group_from &&
	      raw.ptr < t->source.ptr + t->group_to))
		note->subject = ref_clean_path(ref->locator);
}

static void set_path(struct taking *t, struct ref *ref)
{
	ref->locator = path_of(ref->raw, &ref->selector);
	set_subject(t, ref, ref->raw);
}

/* `kind:locator#selector` of section 17; false where it is no such thing. */
static bool take_evidence(struct taking *t, const struct piece *piece, size_t end)
{
	ptrdiff_t colon = span_index(piece->text, ':'), hash;
	struct span kind, locator, behind;
	enum ref_role role;
	struct ref *ref;

	if (colon <= 0 || is_url(piece->text) || t->role == REF_POINTS)
		return false;
	kind = span_sub(piece->text, 0, (size_t)colon);
	locator = span_from(piece->text, (size_t)colon + 1);
	if (!IS_LISTED(evidence_kinds, kind) || locator.len == 0 ||
	    locator.ptr[0] == ' ')
		return false;
	if (t->place->own && t->labelled == 0 &&
	    !(clause_role(t, piece->at, &role) && role == REF_ASKS))
		return false;
	ref = add_ref(t, REF_EVIDENCE, piece->text, piece->at, end);
	ref->role = REF_ASKS;
	ref->evidence = kind;
	hash = span_index(locator, '#');
	if (hash > 0)
		ref->selector = span_from(locator, (size_t)hash + 1);
	ref->locator = hash > 0 ? span_sub(locator, 0, (size_t)hash) : locator;
	behind = span_from(t->source, end);
	for (size_t i = 0; i < behind.len; i++)
		if (behind.ptr[i] == ';' || behind.ptr[i] == '`' ||
		    behind.ptr[i] == '\n')
			behind.len = i;
	ref->predicates = span_trim(behind);
	t->found++;
	return true;
}

/* The kind of evidence that a slip of the pen meant; or NULL. */
static const char *nearest_kind(struct span kind)
{
	size_t best = 3;
	const char *near = NULL;

	for (size_t i = 0; i < sizeof(evidence_kinds) / sizeof(evidence_kinds[0]);
	     i++) {
		size_t d = span_distance(kind, span_of(evidence_kinds[i]));

		if (d < best) {
			best = d;
			near = evidence_kinds[i];
		}
	}
	return near;
}

/* "junti:reports/x.xml" right behind "Evidence:" is a slip, and must not be ignored. */
static void check_kind(struct taking *t, const struct piece *piece)
{
	ptrdiff_t colon = span_index(piece->text, ':');
	struct span kind, locator;
	const char *near;

	if (t->role != REF_ASKS || t->labelled == 0 || piece->at != t->labelled ||
	    colon <= 0)
		return;
	kind = span_sub(piece->text, 0, (size_t)colon);
	locator = span_from(piece->text, (size_t)colon + 1);
	for (size_t i = 0; i < kind.len; i++)
		if (kind.ptr[i] < 'a' || kind.ptr[i] > 'z')
			return;
	if (!ref_has_known_ext(locator) || span_starts(locator, "//"))
		return;
	near = nearest_kind(kind);
	reading_find(t->r, "P-ANNOT", line_of(t, piece->at), t->place->item,
		     "there is no kind of evidence \"%.*s\"%s%s%s", SPAN_ARG(kind),
		     near ? "; did you mean \"" : "", near ? near : "",
		     near ? "\"?" : "");
}

/* "Check: `sbom-covers-lockfile`": the name of a stored check. */
static bool is_check(const struct taking *t, struct span name)
{
	bool dash = false;

	if (t->labelled == 0 || t->role != REF_EXPECTS || t->found > 0 ||
	    !span_starts_nocase(span_from(t->source, skip_marks(t->source)), "check"))
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (c != '-' && !is_digit(c) && !(c >= 'a' && c <= 'z'))
			return false;
		dash |= c == '-';
	}
	return dash;
}

/* "a%20b.md?raw=1#part" to the path it means, and what stands behind '#'. */
static struct span link_path(struct arena *arena, struct span url, struct span *anchor)
{
	ptrdiff_t at = span_index(url, '#');

	*anchor = SPAN_EMPTY;
	if (at > 0) {
		*anchor = slug_decode(arena, span_from(url, (size_t)at + 1));
		url = span_sub(url, 0, (size_t)at);
	}
	at = span_index(url, '?');
	if (at > 0)
		url = span_sub(url, 0, (size_t)at);
	return slug_decode(arena, url);
}

static bool is_commit(struct span name)
{
	return (name.len == 40 || name.len == 64) && is_hex(name);
}

/*
 * ".../blob/main/docs/a.md" of the repository itself to "/docs/a.md".  A branch
 * with a slash is told by what the tree has; a permalink to a commit says what was
 * there then, which is not what is judged, so it stays a link.
 */
static bool own_path(const struct plan_options *options, struct span url,
		     struct arena *arena, struct span *path, struct span *anchor)
{
	static const char *const shows[] = { "/-/blob/",    "/-/tree/", "/-/raw/",
					     "/blob/",      "/tree/",   "/raw/",
					     "/src/branch/" };
	ptrdiff_t scheme = span_find(url, SPAN_LIT("://"));
	struct span rest, decoded;
	size_t show = 0, cut = 0;

	if (!options || options->repository.len == 0 || scheme <= 0)
		return false;
	rest = span_from(url, (size_t)scheme + 3);
	if (span_starts(rest, "www."))
		rest = span_from(rest, 4);
	if (!span_eq_nocase(span_sub(rest, 0, options->repository.len),
			    options->repository))
		return false;
	rest = span_from(rest, options->repository.len);
	while (show < sizeof(shows) / sizeof(shows[0]) &&
	       !span_starts(rest, shows[show]))
		show++;
	if (show == sizeof(shows) / sizeof(shows[0]))
		return false;
	decoded = link_path(arena, span_from(rest, strlen(shows[show])), anchor);
	for (size_t i = 0, parts = 0; i < decoded.len && parts < 4; i++) {
		if (decoded.ptr[i] != '/')
			continue;
		if (parts++ == 0 && is_commit(span_sub(decoded, 0, i)))
			return false;
		cut = cut > 0 ? cut : i;
		if (in_tree(options, span_from(decoded, i + 1))) {
			cut = i;
			break;
		}
	}
	if (cut == 0 || cut + 1 == decoded.len)
		return false;
	*path = span_from(decoded, cut);
	return true;
}

struct span plan_repository(struct arena *arena, struct span uri)
{
	ptrdiff_t at = span_find(uri, SPAN_LIT("://"));
	char *out;

	/* "git@host:owner/name.git" and "ssh://git@host/owner/name" */
	if (at > 0)
		uri = span_from(uri, (size_t)at + 3);
	at = span_index(uri, '@');
	if (at >= 0 && (span_index(uri, '/') < 0 || at < span_index(uri, '/')))
		uri = span_from(uri, (size_t)at + 1);
	while (uri.len > 0 && uri.ptr[uri.len - 1] == '/')
		uri.len--;
	if (span_ends(uri, ".git"))
		uri.len -= 4;
	out = arena_string(arena, uri);
	at = span_index(uri, ':');
	if (at > 0 && (size_t)at + 1 < uri.len && !is_digit(uri.ptr[at + 1]))
		out[at] = '/';
	uri = (struct span){ out, uri.len };
	/* A host, an owner and a name, or it is no place that a forge shows. */
	at = span_index(uri, '/');
	if (at <= 0 || span_index(span_sub(uri, 0, (size_t)at), '.') < 0 ||
	    span_index(span_from(uri, (size_t)at + 1), '/') <= 0)
		return SPAN_EMPTY;
	return uri;
}

/* Paths among a command's arguments are context: what it reads or writes. */
static void take_arguments(struct taking *t, struct span command, size_t at, size_t end)
{
	struct span rest = command, word;

	while (span_split(&rest, ' ', &word)) {
		struct ref *ref;

		if (word.len < 3 || word.ptr[0] == '-' || has_any(word, "<>{}*?=$@") ||
		    is_url(word) || !ref_has_known_ext(word))
			continue;
		ref = add_ref(t, REF_PATH, word, at, end);
		ref->role = REF_POINTS;
		ref->alternate = false;
		ref->locator = path_of(word, &ref->selector);
	}
}

static void take_code(struct taking *t, const struct piece *piece)
{
	size_t end = piece->at + piece->raw.len;
	struct span text = span_trim(piece->text);
	enum ref_kind kind;
	struct ref *ref;

	struct span path, anchor;

	if (text.len == 0 || take_evidence(t, piece, end))
		return;
	if (own_path(t->r->options, text, t->r->arena, &path, &anchor)) {
		ref = add_ref(t, REF_PATH, text, piece->at, end);
		ref->locator = path;
		ref->selector = anchor;
		return;
	}
	check_kind(t, piece);
	if (is_check(t, text)) {
		ref = add_ref(t, REF_CHECK, text, piece->at, end);
		ref->role = REF_ASKS;
		return;
	}
	kind = ref_classify(text, t->r->options);
	ref = add_ref(t, kind, text, piece->at, end);
	if (kind == REF_PATH || kind == REF_GLOB)
		set_path(t, ref);
	if (kind == REF_COMMAND)
		take_arguments(t, text, piece->at, end);
}

static void take_link(struct taking *t, const struct piece *piece)
{
	size_t end = piece->at + piece->raw.len;
	struct span path = SPAN_EMPTY, anchor = SPAN_EMPTY;
	bool own = own_path(t->r->options, piece->url, t->r->arena, &path, &anchor);
	enum ref_kind kind = is_url(piece->url) && !own     ? REF_LINK
			     : span_starts(piece->url, "#") ? REF_ANCHOR
							    : REF_PATH;
	struct ref *ref;

	if (piece->url.len == 0)
		return;
	if (kind == REF_PATH && !own)
		path = link_path(t->r->arena, piece->url, &anchor);
	ref = add_ref(t, kind, piece->url, piece->at, end);
	if (kind == REF_ANCHOR)
		ref->role = REF_POINTS;
	if (kind != REF_PATH)
		return;
	ref->is_link = !own;
	ref->locator = path;
	ref->selector = anchor;
	set_subject(t, ref, piece->url);
}

/* A word of plain text: only what cannot be anything else is a path. */
static bool is_plain_path(const struct taking *t, struct span word)
{
	struct span anchor, path;
	bool slash = span_index(word, '/') >= 0;
	char room[32];

	/* Most words fall here. */
	if (!slash && !t->place->loose)
		return false;
	path = path_of(word, &anchor);
	slash = slash && span_index(path, '/') >= 0;
	if (path.len < 3 || is_url(word) || has_any(path, "<>{}=@|\\~\"") ||
	    IS_LISTED(products, lower(path, room)))
		return false;
	if (slash && ref_has_known_ext(path))
		return true;
	if (t->place->loose && (ref_has_known_ext(path) ||
				(path.ptr[0] == '.' && utf8_is_letter(path.ptr[1]))))
		return true;
	return slash && path.ptr[path.len - 1] != '/' && in_tree(t->r->options, path);
}

static const bool ends_path[256] = {
	[' '] = true, ['\t'] = true, ['\n'] = true, [';'] = true,
	[','] = true, ['|'] = true,  ['\0'] = true,
};

/* Marks and punctuation: 1 before a path, 2 behind it. */
static const unsigned char around_path[256] = {
	['*'] = 3, ['_'] = 3, ['~'] = 3, ['"'] = 3, ['\''] = 3, ['('] = 1, ['['] = 1,
	[')'] = 2, [']'] = 2, ['.'] = 2, [':'] = 2, ['!'] = 2,  ['?'] = 2, ['\0'] = 3,
};

static void take_words(struct taking *t, const struct piece *piece)
{
	size_t i = 0;

	if (!t->place->loose && span_index(piece->text, '/') < 0)
		return; /* as is_plain_path() says of each word */
	while (i < piece->text.len) {
		size_t start = i;
		struct span word;

		while (i < piece->text.len &&
		       !ends_path[(unsigned char)piece->text.ptr[i]])
			i++;
		word = span_sub(piece->text, start, i - start);
		while (word.len > 0 && (around_path[(unsigned char)word.ptr[0]] & 1)) {
			word = span_from(word, 1);
			start++;
		}
		while (word.len > 0 &&
		       (around_path[(unsigned char)word.ptr[word.len - 1]] & 2))
			word.len--;
		if (word.len > 0 && start >= (piece->at == 0 ? t->labelled : 0) &&
		    is_plain_path(t, word)) {
			bool glob = has_any(word, "*?");
			struct ref *ref = add_ref(t, glob ? REF_GLOB : REF_PATH, word,
						  piece->at + start,
						  piece->at + start + word.len);

			set_path(t, ref);
		}
		i += i < piece->text.len;
	}
}

/* "12 tests", "102 orchestrator tests": a count, with at most two words between. */
static bool count_at(struct span text, uint64_t *count, size_t *len)
{
	size_t n = 0, words = 0;

	while (n < text.len && is_digit(text.ptr[n]))
		n++;
	if (n == 0 || n > 9 || !num_u64(span_sub(text, 0, n), 999999999, count))
		return false;
	while (n < text.len && text.ptr[n] == ' ' && words++ < 3) {
		size_t noun = words_start(&test_nouns, span_from(text, n + 1));

		if (noun > 0) {
			*len = n + 1 + noun;
			return true;
		}
		n++;
		while (n < text.len && ((text.ptr[n] >= 'a' && text.ptr[n] <= 'z') ||
					text.ptr[n] == '-' || text.ptr[n] == '_'))
			n++;
	}
	return false;
}

static bool asks_or_subject(enum ref_role role)
{
	return role == REF_ASKS || role == REF_SUBJECT;
}

/* Counts of tests: beside a path of the same sentence they are its count. */
static bool may_count(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_digit(text.ptr[i]) || (unsigned char)text.ptr[i] >= 0x80)
			return true;
	return false;
}

static void take_counts(struct taking *t, size_t first_ref)
{
	struct span text =
		may_count(t->source) ? utf8_fold(t->r->arena, t->source) : SPAN_EMPTY;
	struct item *item = item_at(t->r, t->place->item);
	struct ref *path = NULL;

	for (size_t i = first_ref; i < item->refs.count; i++)
		if (!path && item->refs.at[i].kind == REF_PATH &&
		    asks_or_subject(item->refs.at[i].role))
			path = &item->refs.at[i];
	for (size_t i = 0; i < text.len; i++) {
		uint64_t count;
		size_t len;

		if (!is_digit(text.ptr[i]) ||
		    (i > 0 &&
		     (is_digit(text.ptr[i - 1]) || strchr("./-_~v", text.ptr[i - 1]) ||
		      utf8_is_letter((unsigned char)text.ptr[i - 1]))) ||
		    !count_at(span_from(text, i), &count, &len))
			continue;
		if (path && path->count == 0) {
			path->count = count;
		} else if (!path) {
			struct ref *ref = LIST_ADD(t->r->arena, &item->refs);

			*ref = (struct ref){ .kind = REF_TESTS,
					     .role = t->place->own ? REF_EXPECTS
								   : t->role,
					     .raw = span_sub(text, i, len),
					     .locator = span_sub(text, i, len),
					     .words = t->plain,
					     .count = count,
					     .line = line_of(t, i),
					     .in_body = t->place->in_body };
			if (ref->role != REF_ASKS)
				ref->role = REF_EXPECTS;
		}
		i += len - 1;
	}
}

static void find_group(struct taking *t)
{
	struct span source = t->source;
	size_t end = source.len, depth = 0;

	t->group_from = t->group_to = source.len;
	while (end > 0 && (strchr(" .,;!*_\n", source.ptr[end - 1]) ||
			   (unsigned char)source.ptr[end - 1] >= 0x80))
		end--;
	if (end == 0 || source.ptr[end - 1] != ')')
		return;
	for (size_t i = end; i-- > 0;) {
		depth += source.ptr[i] == ')';
		depth -= source.ptr[i] == '(';
		if (depth > 0)
			continue;
		/* "[text](url)" is a link, no parenthesis. */
		if (i == 0 || source.ptr[i - 1] == ']')
			return;
		t->group_from = i;
		t->group_to = end - 1;
		return;
	}
}

static size_t front_of(struct span source)
{
	size_t at = 0;

	for (;;) {
		size_t len = skip_marks(span_from(source, at));

		len = len > 0 ? len : emoji_at(span_from(source, at));
		if (len == 0)
			return at;
		at += len;
	}
}

size_t refs_take(struct reading *r, struct span source, const struct ref_place *place)
{
	struct taking t = {
		.r = r, .place = place, .source = source, .role = place->role
	};
	struct pieces pieces = pieces_of(source);
	size_t first = item_at(r, place->item)->refs.count;
	struct piece piece;

	t.plain = reading_plain(r, source);
	t.labelled = refs_label(source, &t.role, r->scratch);
	if (place->asks && t.role == REF_EXPECTS)
		t.role = REF_ASKS;
	t.front = t.labelled > 0 ? t.labelled : front_of(source);
	find_group(&t);
	while (piece_next(&pieces, &piece)) {
		switch (piece.kind) {
		case PIECE_CODE:
			take_code(&t, &piece);
			break;
		case PIECE_LINK:
		case PIECE_IMAGE:
		case PIECE_URL:
			take_link(&t, &piece);
			break;
		case PIECE_TEXT:
			take_words(&t, &piece);
			break;
		case PIECE_HTML:
			break;
		}
	}
	take_counts(&t, first);
	return t.found;
}

bool refs_names_artefact(struct reading *r, struct span source)
{
	struct pieces pieces = pieces_of(source);
	struct piece piece;

	while (piece_next(&pieces, &piece)) {
		struct span rest = piece.text, word;
		enum ref_kind kind;

		if (piece.kind == PIECE_LINK || piece.kind == PIECE_IMAGE)
			return true;
		if (piece.kind == PIECE_CODE) {
			kind = ref_classify(piece.text, r->options);
			if (kind == REF_PATH || kind == REF_GLOB ||
			    (kind == REF_ROUTE && !is_http(piece.text)))
				return true;
		}
		if (piece.kind != PIECE_TEXT)
			continue;
		while (span_split(&rest, ' ', &word)) {
			word = span_trim(word);
			while (word.len > 0 && strchr("*_,;:.", word.ptr[word.len - 1]))
				word.len--;
			while (word.len > 0 && strchr("*_", word.ptr[0]))
				word = span_from(word, 1);
			if (ref_has_known_ext(word) && !is_url(word))
				return true;
		}
	}
	return false;
}

bool refs_checkable(const struct item *item)
{
	return item->thresholds.count > 0 || refs_checkable_from(item, 0);
}

bool refs_checkable_from(const struct item *item, size_t from)
{
	for (size_t i = from; i < item->refs.count; i++) {
		enum ref_kind kind = item->refs.at[i].kind;

		if (kind == REF_COMMAND)
			return true;
		if (item->refs.at[i].role == REF_POINTS)
			continue;
		if (kind == REF_PATH || kind == REF_GLOB || kind == REF_EVIDENCE ||
		    kind == REF_TESTS || kind == REF_CHECK)
			return true;
	}
	return false;
}
