#include "audit/subject.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BIT(n)       (1u << (n))

/* clang-format off: tables keep one row a line */

/* Lower case; words of one group with one member mean the same. */
static const struct {
	struct span word;
	enum subject_group group;
	unsigned member;
} names[] = {
	{ SPAN_INIT("staging"), SUBJECT_ENVIRONMENT, 0 },
	{ SPAN_INIT("stg"), SUBJECT_ENVIRONMENT, 0 },
	{ SPAN_INIT("预发"), SUBJECT_ENVIRONMENT, 0 },
	{ SPAN_INIT("production"), SUBJECT_ENVIRONMENT, 1 },
	{ SPAN_INIT("prod"), SUBJECT_ENVIRONMENT, 1 },
	{ SPAN_INIT("prd"), SUBJECT_ENVIRONMENT, 1 },
	{ SPAN_INIT("produktion"), SUBJECT_ENVIRONMENT, 1 },
	{ SPAN_INIT("producción"), SUBJECT_ENVIRONMENT, 1 },
	{ SPAN_INIT("produção"), SUBJECT_ENVIRONMENT, 1 },
	{ SPAN_INIT("dev"), SUBJECT_ENVIRONMENT, 2 },
	{ SPAN_INIT("development"), SUBJECT_ENVIRONMENT, 2 },
	{ SPAN_INIT("uat"), SUBJECT_ENVIRONMENT, 3 },
	{ SPAN_INIT("preprod"), SUBJECT_ENVIRONMENT, 4 },
	{ SPAN_INIT("playwright"), SUBJECT_RUNNER, 0 },
	{ SPAN_INIT("cypress"), SUBJECT_RUNNER, 1 },
	{ SPAN_INIT("selenium"), SUBJECT_RUNNER, 2 },
	{ SPAN_INIT("jest"), SUBJECT_RUNNER, 3 },
	{ SPAN_INIT("vitest"), SUBJECT_RUNNER, 4 },
	{ SPAN_INIT("mocha"), SUBJECT_RUNNER, 5 },
	{ SPAN_INIT("karma"), SUBJECT_RUNNER, 6 },
	{ SPAN_INIT("pytest"), SUBJECT_RUNNER, 7 },
	{ SPAN_INIT("rspec"), SUBJECT_RUNNER, 8 },
	{ SPAN_INIT("phpunit"), SUBJECT_RUNNER, 9 },
	{ SPAN_INIT("xctest"), SUBJECT_RUNNER, 10 },
	{ SPAN_INIT("espresso"), SUBJECT_RUNNER, 11 },
	{ SPAN_INIT("detox"), SUBJECT_RUNNER, 12 },
	{ SPAN_INIT("cucumber"), SUBJECT_RUNNER, 13 },
	{ SPAN_INIT("k6"), SUBJECT_RUNNER, 14 },
	{ SPAN_INIT("jmeter"), SUBJECT_RUNNER, 15 },
	{ SPAN_INIT("locust"), SUBJECT_RUNNER, 16 },
	{ SPAN_INIT("gatling"), SUBJECT_RUNNER, 17 },
	{ SPAN_INIT("artillery"), SUBJECT_RUNNER, 18 },
};

/* Parts of a program that have totals of their own. */
static const struct span parts[] = {
	SPAN_INIT("layer"),      SPAN_INIT("layers"),   SPAN_INIT("module"),
	SPAN_INIT("modules"),    SPAN_INIT("package"),  SPAN_INIT("component"),
	SPAN_INIT("components"), SPAN_INIT("service"),  SPAN_INIT("services"),
	SPAN_INIT("backend"),    SPAN_INIT("frontend"), SPAN_INIT("domain"),
	SPAN_INIT("core"),       SPAN_INIT("schicht"),  SPAN_INIT("modul"),
	SPAN_INIT("dienste"),    SPAN_INIT("couche"),   SPAN_INIT("composants"),
	SPAN_INIT("camada"),     SPAN_INIT("módulo"),   SPAN_INIT("módulos"),
	SPAN_INIT("serviços"),   SPAN_INIT("capa"),     SPAN_INIT("servicios"),
	SPAN_INIT("слоя"),       SPAN_INIT("модуля"),   SPAN_INIT("модулей"),
};

/* The same of scripts without blanks: anywhere in a word. */
static const struct span unspaced_parts[] = {
	SPAN_INIT("层"),         SPAN_INIT("模块"),   SPAN_INIT("组件"),
	SPAN_INIT("后端"),       SPAN_INIT("前端"),   SPAN_INIT("核心"),
	SPAN_INIT("モジュール"), SPAN_INIT("レイヤ"), SPAN_INIT("コンポーネント"),
	SPAN_INIT("모듈"),       SPAN_INIT("백엔드"), SPAN_INIT("프론트엔드"),
};

/* clang-format on */

static bool is_part(struct span word)
{
	for (size_t i = 0; i < COUNT(parts); i++)
		if (span_eq(word, parts[i]))
			return true;
	for (size_t i = 0; i < COUNT(unspaced_parts); i++)
		if (span_find(word, unspaced_parts[i]) >= 0)
			return true;
	return false;
}

struct span subject_part(const struct words *words, const struct artifact *artifact,
			 struct arena *arena)
{
	struct span part = SPAN_EMPTY;
	struct words path, about;

	words_split(&path, artifact->path, arena);
	words_split(&about, artifact->about.subject_name, arena);
	for (size_t i = 0; i < words->count; i++) {
		struct span word = words->at[i];

		if (word_is_common(word) || word_is_of_reports(word))
			continue;
		if (words_hold(&path, word) || words_hold(&about, word))
			return SPAN_EMPTY;
		if (part.len == 0 && is_part(word))
			part = word;
	}
	return part;
}

void subjects_of_words(struct subjects *out, const struct words *words)
{
	*out = (struct subjects){ 0 };
	for (size_t i = 0; i < words->count; i++)
		for (size_t k = 0; k < COUNT(names); k++)
			if (span_eq(words->at[i], names[k].word))
				out->members[names[k].group] |= BIT(names[k].member);
}

void subjects_of_artifact(struct subjects *out, const struct artifact *artifact,
			  struct arena *arena)
{
	const struct span texts[] = { artifact->path, artifact->about.subject_name,
				      artifact->about.tool };

	*out = (struct subjects){ 0 };
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct words words;
		struct subjects some;

		words_split(&words, texts[i], arena);
		subjects_of_words(&some, &words);
		for (unsigned group = 0; group < SUBJECT_GROUPS; group++)
			out->members[group] |= some.members[group];
	}
}

static struct span word_of(unsigned group, unsigned members)
{
	for (size_t k = 0; k < COUNT(names); k++)
		if ((unsigned)names[k].group == group &&
		    (BIT(names[k].member) & members))
			return names[k].word;
	return SPAN_EMPTY;
}

struct span subject_missing(const struct subjects *said, const struct subjects *has)
{
	for (unsigned group = 0; group < SUBJECT_GROUPS; group++) {
		unsigned left = said->members[group] & ~has->members[group];

		if (has->members[group] != 0 && left != 0)
			return word_of(group, left);
	}
	return SPAN_EMPTY;
}

struct span subject_other(const struct subjects *said, const struct subjects *has)
{
	for (unsigned group = 0; group < SUBJECT_GROUPS; group++)
		if (said->members[group] != 0 && has->members[group] != 0 &&
		    (said->members[group] & has->members[group]) == 0)
			return word_of(group, said->members[group]);
	return SPAN_EMPTY;
}
