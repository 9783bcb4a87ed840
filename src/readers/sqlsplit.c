#include "readers/sqlsplit.h"

static char at(const struct sqlsplit *sql, size_t i)
{
	return i < sql->text.len ? sql->text.ptr[i] : '\0';
}

static bool here(const struct sqlsplit *sql, struct span what)
{
	return what.len > 0 && sql->text.len - sql->next >= what.len &&
	       memcmp(sql->text.ptr + sql->next, what.ptr, what.len) == 0;
}

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

void sqlsplit_init(struct sqlsplit *sql, struct span text)
{
	*sql = (struct sqlsplit){ .text = text, .delimiter = SPAN_LIT(";") };
	sql->mysql = span_index(text, '`') >= 0;
}

void sqlsplit_keep_whole(struct sqlsplit *sql, bool whole)
{
	sql->ended |= sql->whole && !whole;
	sql->whole = whole;
}

/* The end of the line that holds `from`. */
static size_t line_end(const struct sqlsplit *sql, size_t from)
{
	return from + span_line_len(span_from(sql->text, from));
}

/* ---- what is stepped over ---- */

static void skip_block_comment(struct sqlsplit *sql)
{
	unsigned depth = 0;

	do {
		if (at(sql, sql->next) == '/' && at(sql, sql->next + 1) == '*') {
			depth += depth == 0 || !sql->mysql;
			sql->next += 2;
		} else if (at(sql, sql->next) == '*' && at(sql, sql->next + 1) == '/') {
			depth--;
			sql->next += 2;
		} else {
			sql->next++;
		}
	} while (depth > 0 && sql->next < sql->text.len);
	if (sql->next > sql->text.len)
		sql->next = sql->text.len;
	sql->open |= depth > 0;
}

/* A doubled quote is one; a backslash escapes where the dialect says so. */
static void skip_quoted(struct sqlsplit *sql, char quote, bool escapes)
{
	size_t i = sql->next + 1;

	for (; i < sql->text.len; i++) {
		if (escapes && sql->text.ptr[i] == '\\') {
			i++;
		} else if (sql->text.ptr[i] == quote) {
			if (at(sql, i + 1) != quote)
				break;
			i++;
		}
	}
	sql->open |= i >= sql->text.len;
	sql->next = i < sql->text.len ? i + 1 : sql->text.len;
}

/* The length of "$tag$" here; 0 where there is none. */
static size_t dollar_tag(const struct sqlsplit *sql)
{
	size_t len = 1;

	if (at(sql, sql->next) != '$' ||
	    (sql->next > 0 && is_word_char(sql->text.ptr[sql->next - 1])))
		return 0;
	while (is_word_char(at(sql, sql->next + len)))
		len++;
	if (at(sql, sql->next + len) != '$' ||
	    (len > 1 && at(sql, sql->next + 1) >= '0' && at(sql, sql->next + 1) <= '9'))
		return 0;
	return len + 1;
}

static void skip_body(struct sqlsplit *sql, size_t tag_len)
{
	struct span tag = span_sub(sql->text, sql->next, tag_len);
	struct span rest = span_from(sql->text, sql->next + tag_len);
	ptrdiff_t end = span_find(rest, tag);

	sql->open |= end < 0;
	sql->next =
		end < 0 ? sql->text.len : sql->next + tag_len + (size_t)end + tag_len;
}

/* ---- words ---- */

/* BEGIN ... END of a routine; "END IF" and the like close nothing of it. */
static void follow_body(struct sqlsplit *sql, struct span word)
{
	static const char *const closed[] = { "IF", "LOOP", "WHILE", "REPEAT", "FOR" };
	bool after_end = span_is_nocase(sql->before, "END");

	if (!sql->routine)
		return;
	if (after_end && !span_is_nocase(word, "CASE")) {
		for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
			if (span_is_nocase(word, closed[i]))
				sql->depth++; /* its END was none of ours */
		return;
	}
	if (span_is_nocase(word, "BEGIN") ||
	    (span_is_nocase(word, "CASE") && !after_end))
		sql->depth++;
	else if (span_is_nocase(word, "END") && sql->depth > 0)
		sql->depth--;
}

static bool is_routine(struct span word)
{
	return span_is_nocase(word, "TRIGGER") || span_is_nocase(word, "PROCEDURE") ||
	       span_is_nocase(word, "FUNCTION") || span_is_nocase(word, "EVENT");
}

static void take_word(struct sqlsplit *sql)
{
	size_t from = sql->next;
	struct span word;

	while (is_word_char(at(sql, sql->next)))
		sql->next++;
	word = span_sub(sql->text, from, sql->next - from);
	if (!sql->started) {
		sql->started = true;
		sql->at = from;
	}
	if (sql->word_count < SQL_WORDS)
		sql->words[sql->word_count++] = word;
	if (sql->depth == 0 && !span_is_nocase(sql->before, "END")) {
		sql->has_drop |= span_is_nocase(word, "DROP");
		sql->has_if |= span_is_nocase(word, "IF");
	}
	if (!sql->routine && is_routine(word) &&
	    span_is_nocase(sql->words[0], "CREATE"))
		sql->routine = true;
	follow_body(sql, word);
	sql->before = word;
}

/* ---- lines that are for the client ---- */

static bool at_line_start(const struct sqlsplit *sql)
{
	size_t i = sql->next;

	while (i > 0 && (sql->text.ptr[i - 1] == ' ' || sql->text.ptr[i - 1] == '\t'))
		i--;
	return i == 0 || sql->text.ptr[i - 1] == '\n' || sql->text.ptr[i - 1] == '\r';
}

/* "DELIMITER //" of the mysql client. */
static bool take_delimiter(struct sqlsplit *sql)
{
	struct span line = span_from(sql->text, sql->next);
	size_t end;

	if (sql->started || !span_starts_nocase(line, "DELIMITER ") ||
	    !at_line_start(sql))
		return false;
	end = line_end(sql, sql->next);
	line = span_trim(span_sub(line, 10, end - sql->next - 10));
	if (line.len > 0)
		sql->delimiter = line;
	sql->next = end;
	return true;
}

/* "GO" alone on a line of SQL Server. */
static bool is_go(const struct sqlsplit *sql)
{
	struct span rest = span_from(sql->text, sql->next);

	return span_starts_nocase(rest, "GO") && at_line_start(sql) &&
	       span_trim(span_sub(rest, 2, span_line_len(rest) - 2)).len == 0;
}

/* ---- pieces ---- */

static void begin(struct sqlsplit *sql)
{
	sql->word_count = 0;
	sql->has_drop = sql->has_if = sql->started = sql->routine = false;
	sql->depth = 0;
	sql->before = SPAN_EMPTY;
}

/* Strings, comments and bodies; false where there is none here. */
static bool skip_token(struct sqlsplit *sql)
{
	char c = at(sql, sql->next);
	size_t tag;

	if (c == '/' && at(sql, sql->next + 1) == '*') {
		skip_block_comment(sql);
	} else if (c == '#' && sql->mysql) {
		sql->next = line_end(sql, sql->next);
	} else if (c == '\'' || c == '"' || c == '`') {
		bool escapes =
			sql->mysql || (c == '\'' && span_is_nocase(sql->before, "E") &&
				       (at(sql, sql->next - 1) | 32) == 'e');

		sql->started = true;
		skip_quoted(sql, c, escapes && c != '`');
	} else if ((tag = dollar_tag(sql)) > 0) {
		sql->started = true;
		skip_body(sql, tag);
	} else {
		return false;
	}
	return true;
}

static bool ends_here(struct sqlsplit *sql)
{
	if (sql->depth > 0 || sql->whole || !here(sql, sql->delimiter))
		return false;
	sql->next += sql->delimiter.len;
	return true;
}

static struct span comment_here(struct sqlsplit *sql)
{
	size_t end = line_end(sql, sql->next);
	struct span line = span_sub(sql->text, sql->next, end - sql->next);

	sql->next = end;
	while (span_starts(line, "-"))
		line = span_from(line, 1);
	return span_trim(line);
}

/*
 * One step; SQL_STATEMENT where one has ended.  A comment inside a statement is a
 * piece as well, so that its markers are seen; the statement goes on.
 */
static enum sql_piece step(struct sqlsplit *sql)
{
	char c = at(sql, sql->next);

	if (c == '-' && at(sql, sql->next + 1) == '-') {
		if (!sql->started)
			sql->at = sql->next;
		sql->comment = comment_here(sql);
		return SQL_COMMENT;
	}
	if (skip_token(sql) || take_delimiter(sql))
		return SQL_END;
	if (ends_here(sql))
		return SQL_STATEMENT;
	if (is_word_char(c)) {
		if ((c | 32) == 'g' && is_go(sql)) {
			sql->next += 2;
			return SQL_STATEMENT;
		}
		take_word(sql);
		return SQL_END;
	}
	if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
		sql->started = true;
		sql->before = SPAN_EMPTY; /* "END; IF" ends no IF */
	}
	sql->next++;
	return SQL_END;
}

enum sql_piece sqlsplit_next(struct sqlsplit *sql)
{
	if (sql->comment.ptr == NULL)
		begin(sql); /* the piece before was a statement, or none */
	sql->comment = SPAN_EMPTY;
	if (sql->ended && sql->word_count > 0) {
		sql->ended = false;
		return SQL_STATEMENT;
	}
	sql->ended = false;
	while (sql->next < sql->text.len) {
		enum sql_piece piece = step(sql);

		if (piece == SQL_COMMENT) {
			if (sql->comment.ptr == NULL)
				sql->comment.ptr = "";
			return piece;
		}
		if (piece == SQL_STATEMENT && sql->word_count > 0)
			return piece;
		if (piece == SQL_STATEMENT)
			begin(sql);
	}
	if (sql->word_count > 0 && sql->started) {
		sql->comment = SPAN_EMPTY;
		return sql->depth > 0 ? (sql->open = true, SQL_STATEMENT)
				      : SQL_STATEMENT;
	}
	return SQL_END;
}
