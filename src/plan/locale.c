#include "plan/locale.h"

#include "plan/marks.h"
#include "plan/meta.h"
#include "plan/quantity.h"

/* Words that are looked at: enough to tell languages apart. */
#define MAX_WORDS 20000
/* Fewer of them than this tell nothing. */
#define LEAST_WORDS 6

/* clang-format off: one language a row */

/* Words that no page of the language does without, and its neighbours have not. */
static const struct {
	const char *language, *name, *words;
	enum decimals decimals;
} languages[] = {
	{ "en", "english", "the|and|of|to|is|are|with|for|on|by|from|be|not|this|all",
	  DECIMALS_DOT },
	{ "de", "deutsch|german",
	  "der|die|das|und|ist|sind|mit|für|nicht|ein|eine|auf|wird|werden|zu|im",
	  DECIMALS_COMMA },
	{ "fr", "français|french",
	  "le|les|des|et|est|sont|pour|avec|une|dans|sur|du|au|aux|pas",
	  DECIMALS_COMMA },
	{ "es", "español|spanish|castellano",
	  "el|los|las|y|para|con|una|del|por|al|en|se|está|están", DECIMALS_COMMA },
	{ "pt", "português|portuguese",
	  "os|e|para|com|uma|não|do|da|dos|das|em|no|na|está|são", DECIMALS_COMMA },
	{ "it", "italiano|italian",
	  "il|gli|e|per|con|una|della|dei|del|nel|sono|è|di|che|non", DECIMALS_COMMA },
	{ "nl", "nederlands|dutch",
	  "de|het|en|van|een|voor|met|niet|op|zijn|wordt|worden|te|bij|aan",
	  DECIMALS_COMMA },
	{ "ru", "русский|russian", "и|в|на|не|для|с|по|из|до|от|что|это|при|к|или",
	  DECIMALS_COMMA },
};

/* clang-format on */

#define LANGUAGES (sizeof(languages) / sizeof(languages[0]))

static size_t language_named(struct span value)
{
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct span code = span_of(languages[i].language);

		/* "de", "de-CH", "pt_BR", "Deutsch" */
		if (starts_with_word(value, languages[i].name) == value.len ||
		    (value.len >= 2 && span_eq(span_sub(value, 0, 2), code) &&
		     (value.len == 2 || value.ptr[2] == '-' || value.ptr[2] == '_')))
			return i;
	}
	return LANGUAGES;
}

static size_t language_said(struct reading *r)
{
	for (size_t i = 0; i < r->plan->meta.count; i++) {
		struct span value = utf8_fold(r->scratch, r->plan->meta.at[i].value);

		if (value.len > 0 &&
		    meta_key_of(r->plan->meta.at[i].key, r->scratch) == META_LANGUAGE)
			return language_named(value);
	}
	return LANGUAGES;
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* Script says it where words do not: Chinese, Japanese and Korean write dots. */
static size_t cjk_points(struct span text)
{
	size_t count = 0, len;

	for (size_t i = 0; i < text.len; i += len) {
		len = 1;
		if ((unsigned char)text.ptr[i] >= 0xe3)
			count += utf8_is_cjk(utf8_next(span_from(text, i), &len));
	}
	return count;
}

/* The language with most of its own words; LANGUAGES where two are alike. */
static size_t language_counted(struct span text, size_t *words)
{
	size_t count[LANGUAGES] = { 0 }, best = 0;

	*words = 0;
	for (size_t i = 0; i < text.len && *words < MAX_WORDS; i++) {
		size_t start = i;
		struct span word;

		while (i < text.len && is_letter((unsigned char)text.ptr[i]))
			i++;
		word = span_sub(text, start, i - start);
		if (word.len == 0)
			continue;
		++*words;
		for (size_t k = 0; k < LANGUAGES && word.len <= 12; k++)
			count[k] +=
				starts_with_word(word, languages[k].words) == word.len;
	}
	for (size_t k = 1; k < LANGUAGES; k++)
		best = count[k] > count[best] ? k : best;
	for (size_t k = 0; k < LANGUAGES; k++)
		if (k != best && count[k] * 3 >= count[best] * 2)
			return LANGUAGES;
	return count[best] >= LEAST_WORDS ? best : LANGUAGES;
}

/* A number that can be read in one way alone shows how the plan writes them. */
static enum decimals shown(struct span text)
{
	size_t dots = 0, commas = 0;

	for (size_t i = 0; i < text.len;) {
		enum decimals sign;
		size_t len = quantity_sign(span_from(text, i), &sign);

		if (len == 0 || (i > 0 && is_letter((unsigned char)text.ptr[i - 1]))) {
			i += len > 0 ? len : 1;
			continue;
		}
		dots += sign == DECIMALS_DOT;
		commas += sign == DECIMALS_COMMA_SHOWN;
		i += len;
	}
	if (dots == 0 && commas > 0)
		return DECIMALS_COMMA_SHOWN;
	return dots > 0 && commas == 0 ? DECIMALS_DOT : DECIMALS_UNSAID;
}

static void find_language(struct reading *r)
{
	struct span text = utf8_fold(r->scratch, r->plan->text);
	size_t words, cjk = cjk_points(text), found = language_said(r);
	enum decimals seen = shown(text);

	r->locale_known = true;
	r->decimals = DECIMALS_UNSAID;
	if (found == LANGUAGES)
		found = language_counted(text, &words);
	if (found < LANGUAGES) {
		r->language = span_of(languages[found].language);
		r->decimals = languages[found].decimals;
	} else if (cjk >= LEAST_WORDS) {
		r->decimals = DECIMALS_DOT;
	}
	if (seen != DECIMALS_UNSAID)
		r->decimals = seen;
}

enum decimals locale_decimals(struct reading *r)
{
	if (!r->locale_known)
		find_language(r);
	return (enum decimals)r->decimals;
}

struct span locale_language(struct reading *r)
{
	if (!r->locale_known)
		find_language(r);
	return r->language;
}
