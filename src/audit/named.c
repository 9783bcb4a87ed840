#include "audit/named.h"

#include "base/num.h"
#include "base/path.h"
#include "base/table.h"

#include <inttypes.h>

#define COUNT(array)  (sizeof(array) / sizeof((array)[0]))
#define BIT(n)        (1u << (n))
#define ROWS_MOST     64 /* of one key: more of them say nothing for sure */
#define SUFFIXES_MOST 8  /* of one pointer */
#define SECTION_WORDS 5  /* a section with fewer says nothing */
#define HEADINGS_MOST 1000
#define ANY_KIND      (BIT(NAMED_KINDS) - 1)

/* clang-format off: tables keep one row a line */

/* Words that add nothing to what is named: that it is there, and in what. */
static const struct {
	struct span word;
	unsigned kinds; /* bit per enum named_kind */
} dull[] = {
	{ SPAN_INIT("set"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("sets"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("setting"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("settings"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("configured"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("config"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("configuration"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("env"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("environment"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("variable"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("value"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("key"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("flag"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("option"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("declares"), BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) },
	{ SPAN_INIT("defines"), BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) },
	{ SPAN_INIT("defined"),
	  BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) | BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("declared"),
	  BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) | BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("gesetzt"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("konfiguriert"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("konfiguration"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("configuré"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("configurée"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("défini"), BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) },
	{ SPAN_INIT("définie"), BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) },
	{ SPAN_INIT("configurado"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("configurada"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("definido"), BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) },
	{ SPAN_INIT("definida"), BIT(NAMED_SETTING) | BIT(NAMED_ROUTE) },
	{ SPAN_INIT("variável"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("ist"), ANY_KIND },
	{ SPAN_INIT("est"), ANY_KIND },
	{ SPAN_INIT("está"), ANY_KIND },
	{ SPAN_INIT("已设置"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("已配置"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("配置"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("設定済み"), BIT(NAMED_SETTING) },
	{ SPAN_INIT("endpoint"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("endpoints"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("endpunkt"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("route"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("routes"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("ruta"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("rota"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("api"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("operation"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("openapi"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("swagger"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("spec"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("specification"), BIT(NAMED_ROUTE) },
	{ SPAN_INIT("contains"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("includes"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("enthält"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("hat"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("einen"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("contient"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("contiene"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("tiene"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("contém"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("tem"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("du"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("de"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("del"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("sobre"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("about"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("document"), BIT(NAMED_SECTION) },
	{ SPAN_INIT("script"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("scripts"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("command"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("npm"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("package"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("available"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("target"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("targets"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("make"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("makefile"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("alias"), BIT(NAMED_SCRIPT) },
	{ SPAN_INIT("skript"), BIT(NAMED_SCRIPT) },
};

static const struct span section_words[] = {
	SPAN_INIT("section"), SPAN_INIT("sections"),   SPAN_INIT("chapter"),
	SPAN_INIT("heading"), SPAN_INIT("abschnitt"),  SPAN_INIT("kapitel"),
	SPAN_INIT("sección"), SPAN_INIT("capítulo"),   SPAN_INIT("seção"),
	SPAN_INIT("secção"),  SPAN_INIT("chapitre"),   SPAN_INIT("rubrique"),
	SPAN_INIT("章节"),    SPAN_INIT("セクション"),
};

/* Words that deny, compare or look back: then a name is not a claim of it. */
static const struct span wary[] = {
	SPAN_INIT("not"),       SPAN_INIT("never"),    SPAN_INIT("no"),
	SPAN_INIT("none"),      SPAN_INIT("without"),  SPAN_INIT("nor"),
	SPAN_INIT("neither"),   SPAN_INIT("cannot"),   SPAN_INIT("isn"),
	SPAN_INIT("aren"),      SPAN_INIT("doesn"),    SPAN_INIT("don"),
	SPAN_INIT("wasn"),      SPAN_INIT("instead"),  SPAN_INIT("unless"),
	SPAN_INIT("except"),    SPAN_INIT("from"),     SPAN_INIT("previously"),
	SPAN_INIT("before"),    SPAN_INIT("formerly"), SPAN_INIT("default"),
	SPAN_INIT("until"),     SPAN_INIT("than"),     SPAN_INIT("vs"),
	SPAN_INIT("or"),        SPAN_INIT("if"),       SPAN_INIT("when"),
	SPAN_INIT("removed"),   SPAN_INIT("remove"),   SPAN_INIT("deleted"),
	SPAN_INIT("dropped"),   SPAN_INIT("disabled"), SPAN_INIT("deprecated"),
	SPAN_INIT("missing"),   SPAN_INIT("fails"),    SPAN_INIT("fail"),
	SPAN_INIT("nicht"),     SPAN_INIT("kein"),     SPAN_INIT("keine"),
	SPAN_INIT("keinen"),    SPAN_INIT("ohne"),     SPAN_INIT("statt"),
	SPAN_INIT("vorher"),    SPAN_INIT("oder"),     SPAN_INIT("entfernt"),
	SPAN_INIT("pas"),       SPAN_INIT("sans"),     SPAN_INIT("aucun"),
	SPAN_INIT("aucune"),    SPAN_INIT("avant"),    SPAN_INIT("ou"),
	SPAN_INIT("supprimé"),  SPAN_INIT("sin"),      SPAN_INIT("antes"),
	SPAN_INIT("eliminado"), SPAN_INIT("não"),      SPAN_INIT("sem"),
	SPAN_INIT("removido"),  SPAN_INIT("nunca"),
};

static const struct span wary_unspaced[] = {
	SPAN_INIT("不"),   SPAN_INIT("未"),   SPAN_INIT("没"),
	SPAN_INIT("无"),   SPAN_INIT("非"),   SPAN_INIT("或"),
	SPAN_INIT("ない"), SPAN_INIT("なし"), SPAN_INIT("ません"),
};

/* An API is said to have the route; without them the route is said to work. */
static const struct span declaring[] = {
	SPAN_INIT("declares"), SPAN_INIT("declared"),      SPAN_INIT("defines"),
	SPAN_INIT("defined"),  SPAN_INIT("openapi"),       SPAN_INIT("swagger"),
	SPAN_INIT("spec"),     SPAN_INIT("specification"), SPAN_INIT("défini"),
	SPAN_INIT("définie"),  SPAN_INIT("definido"),      SPAN_INIT("definida"),
};

/* What a file measured rather than sets, whatever folder it lies in. */
static const struct span measured[] = {
	SPAN_INIT("errors"), SPAN_INIT("failed"), SPAN_INIT("failures"),
	SPAN_INIT("passed"), SPAN_INIT("score"),  SPAN_INIT("duration"),
};

/* "npm run build": what comes in front of a script's name. */
/* Programs that run what a file of the repository names, and where it stands there. */
static const struct {
	struct span words;
	struct span file;
	const char *under;
} runners[] = {
	{ SPAN_INIT("npm run "), SPAN_INIT("package.json"), "scripts" },
	{ SPAN_INIT("pnpm run "), SPAN_INIT("package.json"), "scripts" },
	{ SPAN_INIT("yarn run "), SPAN_INIT("package.json"), "scripts" },
	{ SPAN_INIT("bun run "), SPAN_INIT("package.json"), "scripts" },
	{ SPAN_INIT("npm run-script "), SPAN_INIT("package.json"), "scripts" },
	{ SPAN_INIT("composer run "), SPAN_INIT("composer.json"), "scripts" },
	{ SPAN_INIT("composer run-script "), SPAN_INIT("composer.json"), "scripts" },
	{ SPAN_INIT("deno task "), SPAN_INIT("deno.json"), "tasks" },
	{ SPAN_INIT("cargo "), SPAN_INIT(".cargo/config.toml"), "alias" },
	{ SPAN_INIT("make "), SPAN_INIT("Makefile"), "targets" },
};

/* clang-format on */

static bool is_among(struct span word, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(word, list[i]))
			return true;
	return false;
}

/* ---- what the item names --------------------------------------------------- */

static bool is_wary(const struct words *words, struct span text)
{
	for (size_t i = 0; i < words->count; i++)
		if (is_among(words->at[i], wary, COUNT(wary)))
			return true;
	for (size_t i = 0; i < COUNT(wary_unspaced); i++)
		if (span_find(text, wary_unspaced[i]) >= 0)
			return true;
	return words->cut;
}

static bool is_key_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '.';
}

static struct span unquoted(struct span value)
{
	char mark = value.len >= 2 ? value.ptr[0] : '\0';

	if ((mark == '"' || mark == '\'') && value.ptr[value.len - 1] == mark)
		return span_sub(value, 1, value.len - 2);
	return value;
}

/* A blank to fill in, or what only a shell or a template knows. */
static bool is_open_value(struct span value)
{
	return value.len == 0 || span_find(value, SPAN_LIT("...")) >= 0 ||
	       span_find_nocase(value, "xxx") >= 0 ||
	       strcspn(value.ptr, "<>{}$*|&;") < value.len;
}

/* "DEBUG=false", "server.port = 8080". */
static bool read_setting(struct named *out, struct span text, struct arena *arena)
{
	ptrdiff_t equals = span_index(text, '=');
	struct span key, value;

	if (equals <= 0)
		return false;
	key = span_trim(span_sub(text, 0, (size_t)equals));
	value = unquoted(span_trim(span_from(text, (size_t)equals + 1)));
	value = (struct span){ arena_string(arena, value), value.len };
	for (size_t i = 0; i < key.len; i++)
		if (!is_key_byte(key.ptr[i]))
			return false;
	if (key.len == 0 || key.ptr[0] == '-' || is_open_value(value) ||
	    value.ptr[0] == '=' || value.ptr[0] == '~')
		return false;
	*out = (struct named){
		.kind = NAMED_SETTING, .text = text, .key = key, .value = value
	};
	return true;
}

/* "/v1/users/{id}/?x=1" is "/v1/users/{}": names of parameters are nobody's. */
static struct span plain_route(struct span path, struct arena *arena)
{
	char *out = ARENA_ARRAY(arena, char, 2 * path.len + 2);
	struct span rest, piece;
	size_t len = 0, end = 0;

	while (end < path.len && path.ptr[end] != '?' && path.ptr[end] != '#')
		end++;
	rest = span_sub(path, 0, end);
	while (span_split(&rest, '/', &piece)) {
		bool is_open = piece.len > 0 && strchr("{:<", piece.ptr[0]);

		if (piece.len == 0)
			continue;
		out[len++] = '/';
		memcpy(out + len, is_open ? "{}" : piece.ptr, is_open ? 2 : piece.len);
		len += is_open ? 2 : piece.len;
	}
	return (struct span){ out, len };
}

/* "GET /v1/users", "/v1/users". */
static bool read_route(struct named *out, struct span text, struct arena *arena)
{
	ptrdiff_t blank = span_index(text, ' ');
	struct span method = blank > 0 ? span_sub(text, 0, (size_t)blank) : SPAN_EMPTY;
	struct span path = span_trim(span_from(text, method.len));

	if (path.len < 2 || path.ptr[0] != '/')
		return false;
	*out = (struct named){ .kind = NAMED_ROUTE,
			       .text = text,
			       .key = plain_route(path, arena),
			       .value = method };
	return true;
}

static bool read_script(struct named *out, struct span text, struct arena *arena)
{
	for (size_t i = 0; i < COUNT(runners); i++) {
		struct span name = span_from(text, runners[i].words.len);

		/* "make -j2" and "make A=b test" name no target for certain. */
		if (!span_starts(text, runners[i].words.ptr) || name.len == 0 ||
		    span_index(name, ' ') >= 0 || name.ptr[0] == '-' ||
		    span_index(name, '=') >= 0)
			continue;
		*out = (struct named){ .kind = NAMED_SCRIPT,
				       .text = text,
				       .key = arena_printf(arena, "%s.%.*s",
							   runners[i].under,
							   SPAN_ARG(name)),
				       .file = runners[i].file };
		return true;
	}
	return false;
}

static bool read_ref(struct named *out, const struct ref *ref, struct arena *arena)
{
	switch (ref->kind) {
	case REF_ENV:
	case REF_CODE:
	case REF_SYMBOL:
		return read_setting(out, ref->raw, arena);
	case REF_ROUTE:
		return read_route(out, ref->raw, arena);
	case REF_COMMAND:
	case REF_SCRIPT:
		return read_script(out, ref->raw, arena);
	case REF_PATH:
	case REF_GLOB:
	case REF_LINK:
	case REF_ANCHOR:
	case REF_EVIDENCE:
	case REF_IMAGE:
	case REF_DIGEST:
	case REF_BRANCH:
	case REF_PATTERN:
	case REF_TESTS:
	case REF_TOOL:
	case REF_CHECK:
	case REF_KINDS:
		break;
	}
	return false;
}

/* On the item's own line, or beside a file in an Evidence line. */
static bool is_claimed(const struct item *item, const struct ref *ref)
{
	if (ref->role == REF_EXPECTS || (ref->role == REF_RUNS && ref->in_body))
		return false;
	if (!ref->in_body)
		return true;
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].line == ref->line &&
		    item->refs.at[i].role == REF_ASKS &&
		    item->refs.at[i].kind == REF_PATH)
			return true;
	return false;
}

/* One key with two values is a change or a choice; nobody says which holds. */
static void drop_doubles(struct named_list *list)
{
	size_t kept = 0;
	bool drop[NAMED_MOST] = { false };

	for (size_t i = 0; i < list->count; i++)
		for (size_t j = 0; j < list->count; j++)
			drop[i] |= list->at[i].kind == NAMED_SETTING &&
				   list->at[j].kind == NAMED_SETTING &&
				   span_eq(list->at[i].key, list->at[j].key) &&
				   !span_eq(list->at[i].value, list->at[j].value);
	for (size_t i = 0; i < list->count; i++)
		if (!drop[i])
			list->at[kept++] = list->at[i];
	list->count = kept;
}

/* A section is one of a document; beside another file the word means something else. */
static bool names_section(const struct item *item, const struct words *words)
{
	static const char *const exts[] = { ".md", ".markdown", ".rst", ".adoc",
					    ".txt" };

	for (size_t i = 0; i < item->refs.count; i++) {
		bool is_document = item->refs.at[i].kind != REF_PATH;

		for (size_t k = 0; k < COUNT(exts); k++)
			is_document |= span_is(path_ext(item->refs.at[i].raw), exts[k]);
		if (!is_document)
			return false;
	}
	for (size_t i = 0; i < words->count; i++)
		if (is_among(words->at[i], section_words, COUNT(section_words)))
			return true;
	return false;
}

void named_read(struct named_list *out, const struct item *item,
		const struct words *words, struct arena *arena)
{
	bool any = false;

	out->count = 0;
	for (size_t i = 0; i < item->refs.count && out->count < NAMED_MOST; i++) {
		const struct ref *ref = &item->refs.at[i];
		struct named *named = &out->at[out->count];

		if (!is_claimed(item, ref) || !read_ref(named, ref, arena))
			continue;
		named->line = ref->line;
		out->count++;
		any = true;
	}
	if (!any && names_section(item, words))
		out->at[out->count++] = (struct named){ .kind = NAMED_SECTION,
							.text = item->plain,
							.line = item->line };
	if (out->count > 0 && is_wary(words, item->plain))
		out->count = 0;
	drop_doubles(out);
}

static bool is_dull(struct span word, unsigned kinds)
{
	if (word_is_common(word) || word_says_exists(word) ||
	    ((kinds & BIT(NAMED_SECTION)) &&
	     is_among(word, section_words, COUNT(section_words))))
		return true;
	for (size_t i = 0; i < COUNT(dull); i++)
		if ((dull[i].kinds & kinds) && span_eq(dull[i].word, word))
			return true;
	return false;
}

static void add_words(struct words *all, struct span text, struct arena *arena)
{
	struct words some;

	words_split(&some, text, arena);
	for (size_t i = 0; i < some.count && all->count < WORDS_MAX; i++)
		all->at[all->count++] = some.at[i];
}

bool named_covers(const struct named_list *list, const struct item *item,
		  const struct words *words, struct arena *arena)
{
	struct words known = { 0 };
	unsigned kinds = 0;
	bool declares = false;

	for (size_t i = 0; i < list->count; i++) {
		kinds |= BIT(list->at[i].kind);
		if (list->at[i].kind != NAMED_SECTION)
			add_words(&known, list->at[i].text, arena);
	}
	/* What a section is called is compared with the document: judge_section(). */
	if (kinds == 0 || kinds == BIT(NAMED_SECTION))
		return kinds != 0;
	for (size_t i = 0; i < item->refs.count; i++)
		if (item->refs.at[i].kind == REF_PATH)
			add_words(&known, item->refs.at[i].raw, arena);
	for (size_t i = 0; i < words->count; i++)
		declares |= word_says_exists(words->at[i]) ||
			    is_among(words->at[i], declaring, COUNT(declaring));
	if ((kinds & BIT(NAMED_ROUTE)) && !declares)
		return false;
	for (size_t i = 0; i < words->count; i++)
		if ((!is_dull(words->at[i], kinds) &&
		     !words_hold(&known, words->at[i])) ||
		    word_is_measured(words->at[i]) ||
		    is_among(words->at[i], measured, COUNT(measured)))
			return false;
	return true;
}

/* ---- what files say ---------------------------------------------------------- */

struct row {
	struct span value; /* of a setting; a route's method */
	bool is_kept;      /* false: it may be a secret, and was only measured */
	unsigned line;
};

struct rows {
	LIST(struct row) at;
	bool too_many;
};

struct section {
	struct words words;
	int64_t own; /* words of its own body */
	struct span text;
	unsigned level, line;
};

struct file {
	struct table *settings, *routes; /* to struct rows */
	LIST(struct section) sections;
	bool has_settings, has_routes;
};

struct named_files {
	const struct artifact *artifacts;
	struct fact_source facts;
	struct arena *arena;
	struct file **files;  /* by artifact */
	struct file *reading; /* under way */
};

struct named_files *named_files_new(const struct artifact *artifacts, size_t count,
				    const struct fact_source *facts,
				    struct arena *arena)
{
	struct named_files *files = ARENA_NEW(arena, struct named_files);

	files->artifacts = artifacts;
	files->facts = *facts;
	files->arena = arena;
	files->files = ARENA_ARRAY(arena, struct file *, count + 1);
	return files;
}

static void add_row(struct named_files *files, struct table *table, struct span key,
		    const struct row *row)
{
	struct rows **slot = (struct rows **)table_slot(table, key);

	if (!*slot)
		*slot = ARENA_NEW(files->arena, struct rows);
	if ((*slot)->at.count == ROWS_MOST)
		(*slot)->too_many = true;
	else
		*LIST_ADD(files->arena, &(*slot)->at) = *row;
}

static int see_env(void *ctx, const struct fact *fact, struct err *err)
{
	struct named_files *files = ctx;
	const struct fact_env *env = &fact->as.env;
	struct row row = { arena_copy(files->arena, env->value),
			   env->value.len > 0 || !env->has_value, env->line };

	(void)err;
	files->reading->has_settings = true;
	add_row(files, files->reading->settings, env->key, &row);
	return 0;
}

/* "/server/port" is "server.port" and "port". */
static void add_pointer(struct named_files *files, struct span pointer,
			const struct row *row)
{
	struct span dotted = arena_copy(files->arena, pointer);
	char *at = arena_string(files->arena, dotted);
	size_t begins[SUFFIXES_MOST + 1], count = 0;

	for (size_t i = 0; i < dotted.len; i++) {
		if (at[i] != '/')
			continue;
		at[i] = '.';
		if (count < SUFFIXES_MOST)
			begins[count++] = i + 1;
	}
	for (size_t i = 0; i < count; i++)
		add_row(files, files->reading->settings,
			(struct span){ at + begins[i], dotted.len - begins[i] }, row);
}

static int see_value(void *ctx, const struct fact *fact, struct err *err)
{
	struct named_files *files = ctx;
	const struct fact_value *value = &fact->as.value;
	struct row row = { value->text, true, value->line };

	(void)err;
	switch (value->type) {
	case TYPE_TRUE:
		row.value = SPAN_LIT("true");
		break;
	case TYPE_FALSE:
		row.value = SPAN_LIT("false");
		break;
	case TYPE_NUMBER:
	case TYPE_STRING:
		row.value = arena_copy(files->arena, value->text);
		break;
	case TYPE_NULL:
	case TYPE_ARRAY:
	case TYPE_OBJECT:
	case VALUE_TYPES:
		row.is_kept = false;
		break;
	}
	files->reading->has_settings = true;
	add_pointer(files, value->pointer, &row);
	return 0;
}

static int see_operation(void *ctx, const struct fact *fact, struct err *err)
{
	struct named_files *files = ctx;
	const struct fact_operation *operation = &fact->as.operation;
	struct row row = { arena_copy(files->arena, operation->method), true,
			   operation->line };

	(void)err;
	files->reading->has_routes = true;
	add_row(files, files->reading->routes,
		plain_route(operation->path, files->arena), &row);
	return 0;
}

static int see_heading(void *ctx, const struct fact *fact, struct err *err)
{
	struct named_files *files = ctx;
	const struct fact_heading *heading = &fact->as.heading;
	struct section *section;

	(void)err;
	if (files->reading->sections.count == HEADINGS_MOST)
		return 0;
	section = LIST_ADD(files->arena, &files->reading->sections);
	section->text = arena_copy(files->arena, heading->text);
	words_split(&section->words, section->text, files->arena);
	section->own = heading->words;
	section->level = heading->level;
	section->line = heading->line;
	return 0;
}

static int read_file(struct file **out, struct named_files *files, size_t index,
		     struct err *err)
{
	static const struct {
		enum fact_kind kind;
		int (*see)(void *ctx, const struct fact *fact, struct err *err);
	} kinds[] = {
		{ FACT_ENV, see_env },
		{ FACT_VALUE, see_value },
		{ FACT_OPERATION, see_operation },
		{ FACT_HEADING, see_heading },
	};
	struct file *file = ARENA_NEW(files->arena, struct file);

	*out = files->reading = files->files[index] = file;
	file->settings = table_new(files->arena);
	file->routes = table_new(files->arena);
	for (size_t i = 0; files->facts.each && i < COUNT(kinds); i++) {
		struct fact_sink sink = { kinds[i].see, files };
		int rc = files->facts.each(files->facts.ctx, &files->artifacts[index],
					   kinds[i].kind, 0, &sink, err);

		if (rc < 0)
			return rc;
	}
	return 0;
}

/* ---- one name against one file ------------------------------------------------ */

enum answer { ANSWER_YES, ANSWER_NO, ANSWER_CANNOT_TELL };

static bool is_truth(struct span value, bool *out)
{
	static const struct {
		const char *word;
		bool truth;
	} words[] = {
		{ "true", true },   { "yes", true }, { "on", true },   { "1", true },
		{ "false", false }, { "no", false }, { "off", false }, { "0", false },
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		*out = words[i].truth;
		if (span_is_nocase(value, words[i].word))
			return true;
	}
	return false;
}

/* Only what cannot be another spelling of the same differs. */
static enum answer compare(struct span asked, const struct row *row)
{
	struct span has = unquoted(row->value);
	bool want, is;
	int64_t a, b;

	if (!row->is_kept || is_open_value((struct span){ has.ptr, has.len }))
		return ANSWER_CANNOT_TELL;
	if (span_eq(asked, has))
		return ANSWER_YES;
	if (num_scaled(asked, 6, &a) && num_scaled(has, 6, &b))
		return a == b ? ANSWER_YES : ANSWER_NO;
	if (is_truth(asked, &want) && is_truth(has, &is))
		return want == is ? ANSWER_YES : ANSWER_NO;
	if (span_eq_nocase(asked, has) || (asked.ptr[0] >= '0' && asked.ptr[0] <= '9'))
		return ANSWER_CANNOT_TELL;
	return ANSWER_NO;
}

static void set_unsure(struct shown *out, struct span why)
{
	out->outcome = OUTCOME_UNBINDABLE;
	out->reason = REASON_NO_OUTCOME;
	out->actual = why;
}

static bool judge_setting(struct shown *out, const struct named *named,
			  const struct file *file, struct arena *arena)
{
	const struct rows *rows = table_get(file->settings, named->key);
	size_t count[3] = { 0 };
	const struct row *last;

	if (!rows)
		return false;
	for (size_t i = 0; i < rows->at.count; i++)
		count[compare(named->value, &rows->at.at[i])]++;
	last = &rows->at.at[rows->at.count - 1];
	out->line = last->line;
	out->actual = arena_printf(arena, "%.*s = %.*s", SPAN_ARG(named->key),
				   SPAN_ARG(span_sub(last->value, 0, 200)));
	if (count[ANSWER_CANNOT_TELL] > 0 || rows->too_many) {
		set_unsure(out, arena_printf(arena,
					     "%.*s is there; its value cannot be "
					     "compared",
					     SPAN_ARG(named->key)));
	} else if (count[ANSWER_YES] > 0 && count[ANSWER_NO] > 0) {
		set_unsure(out, arena_printf(arena,
					     "%.*s is there several times, with "
					     "different values",
					     SPAN_ARG(named->key)));
	} else if (count[ANSWER_NO] > 0) {
		out->outcome = OUTCOME_FAIL;
		out->reason = REASON_EVIDENCE_FAILS;
	}
	return true;
}

static bool judge_route(struct shown *out, const struct named *named,
			const struct file *file, struct arena *arena)
{
	const struct rows *rows = table_get(file->routes, named->key);

	for (size_t i = 0; rows && i < rows->at.count; i++) {
		const struct row *row = &rows->at.at[i];

		if (named->value.len > 0 && !span_eq_nocase(named->value, row->value))
			continue;
		out->line = row->line;
		out->actual = arena_printf(arena, "operation %.*s %.*s",
					   SPAN_ARG(row->value), SPAN_ARG(named->key));
		return true;
	}
	return false;
}

/* "package.json" lists its scripts under their names. */
static bool judge_script(struct shown *out, const struct named *named,
			 const struct file *file, struct arena *arena)
{
	const struct rows *rows = table_get(file->settings, named->key);

	if (!rows)
		return false;
	out->line = rows->at.at[0].line;
	out->actual = arena_printf(arena, "%.*s has %.*s", SPAN_ARG(named->file),
				   SPAN_ARG(named->key));
	return true;
}

/*
 * What is left of the item's words without those for sections, the document and
 * its name is what the section is called: each of them stands in one heading.  False
 * in *out_asked where nothing is left: no section in particular.
 */
static bool judge_section(struct shown *out, bool *out_asked, const struct words *words,
			  const struct file *file, const struct artifact *artifact,
			  struct arena *arena)
{
	struct words document;
	const struct section *best = NULL;
	size_t asked = 0;

	document.count = 0;
	add_words(&document, path_base(artifact->path), arena);
	if (file->sections.count > 0 && file->sections.at[0].level == 1)
		add_words(&document, file->sections.at[0].text, arena);
	for (size_t i = 0; i < file->sections.count; i++) {
		const struct section *section = &file->sections.at[i];
		bool all = true;

		asked = 0;
		for (size_t w = 0; w < words->count; w++) {
			if (is_dull(words->at[w], BIT(NAMED_SECTION)) ||
			    words_hold(&document, words->at[w]))
				continue;
			asked++;
			all = all && words_hold(&section->words, words->at[w]);
		}
		*out_asked = asked > 0;
		if (all && asked > 0 && (!best || section->own > best->own))
			best = section;
	}
	if (!best)
		return false;
	out->line = best->line;
	out->actual = arena_printf(arena, "section \"%.*s\", %" PRId64 " words",
				   SPAN_ARG(span_sub(best->text, 0, 80)), best->own);
	if (best->own < SECTION_WORDS) {
		out->outcome = OUTCOME_PLACEHOLDER;
		out->reason = REASON_PLACEHOLDER;
	}
	return true;
}

int named_judge(struct shown *out, bool *out_told, bool *out_could,
		struct named_files *files, const struct named_asked *asked,
		struct err *err)
{
	const struct artifact *artifact = &files->artifacts[asked->artifact];
	const struct named *named = asked->named;
	struct file *file = files->files[asked->artifact];
	int rc;

	*out = (struct shown){ .outcome = OUTCOME_PASS,
			       .shows = CLASS_DECLARES,
			       .expected = named->text };
	*out_told = *out_could = false;
	if (!file) {
		rc = read_file(&file, files, asked->artifact, err);
		if (rc < 0)
			return rc;
	}
	switch (named->kind) {
	case NAMED_SETTING:
		*out_could = file->has_settings;
		*out_told = judge_setting(out, named, file, files->arena);
		break;
	case NAMED_ROUTE:
		*out_could = file->has_routes;
		*out_told = judge_route(out, named, file, files->arena);
		break;
	case NAMED_SECTION:
		*out_told = judge_section(out, out_could, asked->words, file, artifact,
					  files->arena);
		break;
	case NAMED_SCRIPT:
		/* Cargo has commands of its own, and a Makefile can include others. */
		*out_could = file->has_settings && !span_starts(named->key, "alias.") &&
			     !table_get(file->settings, SPAN_LIT("files.include"));
		*out_told = judge_script(out, named, file, files->arena);
		break;
	case NAMED_KINDS:
		break;
	}
	return 0;
}
