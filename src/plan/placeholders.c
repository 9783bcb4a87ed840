#include "plan/placeholders.h"

#include "plan/inline.h"
#include "plan/marks.h"
#include "plan/words.h"

/* clang-format off: one family of words a row */

/*
 * What stands in brackets to be replaced; a link's or a citation's words do not, nor
 * people's names and numbers, which are blanks of a plan that is in use.
 */
static const char bracketed[] =
	"project|project name|product|product name|service|service name|company|"
	"company name|team name|version|version number|release|title|description|"
	"environment|ticket|ticket id|yyyy-mm-dd|insert *|enter *|your *|fill in *|add "
	"*|"
	"projekt|projektname|firma|nom du projet|proyecto|projeto|项目名称|版本|"
	"プロジェクト名|バージョン|название";

WORDS(template_words,
      "template|vorlage|modèle|gabarit|plantilla|modelo|modello|sjabloon|模板|"
      "テンプレート|雛形|шаблон");

/* Tags that people write in Markdown. */
static const char tags[] =
	"a|abbr|b|big|blockquote|br|center|code|col|dd|del|details|div|dl|dt|em|font|"
	"figure|figcaption|footer|form|h1|h2|h3|h4|h5|h6|header|hr|i|iframe|img|input|"
	"ins|kbd|label|li|main|mark|meta|nav|ol|p|picture|pre|q|s|samp|script|section|"
	"small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
	"tfoot|"
	"th|thead|tr|tt|u|ul|var|video|wbr";

/* clang-format on */

/* "{{name}}"; not "${{ secrets.X }}", which a workflow fills in. */
static size_t braces(struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.ptr[i] == '{' && text.ptr[i + 1] == '{') {
			count += i == 0 || text.ptr[i - 1] != '$';
			i++;
		}
	return count;
}

/* "<project name>": no tag, address or comment. */
static bool is_angle(struct span tag)
{
	struct span inside;

	if (tag.len < 4 || tag.ptr[0] != '<' || tag.ptr[tag.len - 1] != '>')
		return false;
	inside = span_sub(tag, 1, tag.len - 2);
	for (size_t i = 0; i < inside.len; i++)
		if (strchr("/:@=\"!<>\n", inside.ptr[i]))
			return false;
	return (inside.ptr[0] >= 'A' && inside.ptr[0] <= 'Z') ||
	       (inside.ptr[0] >= 'a' && inside.ptr[0] <= 'z');
}

static size_t angles(struct reading *r, struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct span tag;
		ptrdiff_t end;

		if (text.ptr[i] != '<')
			continue;
		end = span_index(span_sub(text, i, 60), '>');
		if (end < 0)
			continue;
		tag = span_sub(text, i, (size_t)end + 1);
		i += (size_t)end;
		count += is_angle(tag) &&
			 starts_with_word(utf8_fold(r->scratch, span_from(tag, 1)),
					  tags) == 0;
	}
	return count;
}

/* "[Project Name]", no link, no box, no definition. */
static size_t brackets(struct reading *r, struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct span inside, behind;
		ptrdiff_t end;

		if (text.ptr[i] != '[' || (i > 0 && text.ptr[i - 1] == '!'))
			continue;
		end = span_index(span_sub(text, i, 60), ']');
		if (end < 3)
			continue;
		inside = utf8_fold(r->scratch, span_sub(text, i + 1, (size_t)end - 1));
		behind = span_from(text, i + (size_t)end + 1);
		i += (size_t)end;
		if (behind.len > 0 && strchr("([:", behind.ptr[0]))
			continue;
		count += starts_with_word(inside, bracketed) == inside.len ||
			 starts_with_word(inside, "insert|enter|your|fill in") > 0;
	}
	return count;
}

/* "XXX", "YYYY-MM-DD", "vX.Y.Z" as words. */
static size_t crosses(struct span text)
{
	static const char words[] =
		"XXX|XXXX|YYYY-MM-DD|DD.MM.YYYY|MM/DD/YYYY|vX.Y.Z|X.Y.Z|"
		"vX.Y";
	size_t count = 0, len;

	for (size_t i = 0; i<text.len; i += len> 0 ? len : 1) {
		len = 0;
		if (i == 0 || strchr(" (*_|\"'`:", text.ptr[i - 1]))
			len = starts_with_word(span_from(text, i), words);
		count += len > 0;
	}
	return count;
}

static const bool signs[256] = {
	['{'] = true, ['<'] = true, ['['] = true,
	['X'] = true, ['Y'] = true, ['D'] = true,
};

/* Whether something on the line may be a placeholder; most lines hold none. */
static bool has_sign(struct span text)
{
	for (size_t i = 0; i + 2 < text.len; i++) {
		char c = text.ptr[i], next = text.ptr[i + 1];

		if (!signs[(unsigned char)c])
			continue;
		if (c == next && c != '[' && c != '<')
			return true; /* {{, XX, YY, DD */
		if ((c == 'X' && next == '.') ||
		    ((c == '<' || c == '[') && next != ' ' && next != 'x' &&
		     next != '!' && next != '/' && text.ptr[i + 2] != ']'))
			return true;
	}
	return false;
}

/* Lines whose blanks are fields of a sign-off. */
static bool *signoff_lines(struct reading *r)
{
	bool *lines = ARENA_ARRAY(r->scratch, bool, r->line_count + 2);

	for (size_t i = 0; i < r->plan->items.count; i++) {
		const struct item *item = item_at(r, i);
		unsigned last = item->block_end_line;

		for (unsigned n = item->line;
		     item->kind == ITEM_SIGNOFF && n <= last && n <= r->line_count; n++)
			lines[n] = true;
	}
	return lines;
}

static bool *code_lines(struct reading *r, const struct md_node *root)
{
	bool *lines = ARENA_ARRAY(r->scratch, bool, r->line_count + 2);
	struct md_walk walk = md_walk(root);

	while (md_step(&walk))
		for (unsigned n = walk.node->line;
		     walk.entering && walk.node->kind == MD_CODE &&
		     n <= walk.node->end_line && n <= r->line_count;
		     n++)
			lines[n] = true;
	return lines;
}

/* A form has three blanks or more; one or two are what is left of one. */
#define LEAST 3

struct found {
	size_t braces, others;
};

static void count_line(struct reading *r, struct span line, struct found *found)
{
	struct pieces pieces = pieces_of(line);
	struct piece piece;

	while (piece_next(&pieces, &piece)) {
		if (piece.kind != PIECE_TEXT && piece.kind != PIECE_HTML)
			continue;
		found->others += angles(r, piece.raw);
		if (piece.kind == PIECE_HTML)
			continue;
		found->braces += braces(piece.raw);
		found->others += brackets(r, piece.raw) + crosses(piece.raw);
	}
}

static bool is_in_use(struct reading *r)
{
	for (size_t i = 0; i < r->plan->items.count; i++)
		if (item_at(r, i)->has_mark && item_at(r, i)->claim == CLAIM_DONE)
			return true;
	return false;
}

bool placeholders_are_many(struct reading *r, const struct md_node *root)
{
	/* In a plan that is in use braces alone make a template. */
	bool *code = NULL, *signoff = NULL, in_use = is_in_use(r);
	struct found found = { 0 };

	if (in_use && span_find(r->plan->text, SPAN_LIT("{{")) < 0)
		return false;
	for (unsigned n = 1; n <= r->line_count && found.braces < LEAST; n++) {
		struct span line = r->lines[n].text;

		if ((in_use && span_find(line, SPAN_LIT("{{")) < 0) || !has_sign(line))
			continue;
		if (!code) {
			code = code_lines(r, root);
			signoff = signoff_lines(r);
		}
		if (!code[n] && !signoff[n])
			count_line(r, line, &found);
	}
	return found.braces >= LEAST ||
	       (found.braces + found.others >= LEAST && !in_use);
}

bool placeholders_named(struct reading *r, struct span title)
{
	struct span text = utf8_fold(r->scratch, title);
	size_t len;

	while (text.len > 0 && strchr("([{ *_", text.ptr[0]))
		text = span_from(text, 1);
	len = words_start(&template_words, text);
	/* "Template: release", "Template for a release", not "Template engine". */
	if (len > 0) {
		struct span behind = span_trim(span_from(text, len));

		if (behind.len == 0 || strchr(":-)]", behind.ptr[0]) ||
		    span_starts(behind, "\xe2\x80") ||
		    starts_with_word(behind, "for|of|für|pour|de|para|per|voor") > 0)
			return true;
	}
	while (text.len > 0 && strchr(")]} *_.!:", text.ptr[text.len - 1]))
		text.len--;
	for (size_t i = text.len; i-- > 0;)
		if ((i == 0 || strchr(" -(:[/", text.ptr[i - 1]) ||
		     (unsigned char)text.ptr[i] >= 0xe3) &&
		    words_are(&template_words, span_from(text, i)))
			return true;
	return false;
}
