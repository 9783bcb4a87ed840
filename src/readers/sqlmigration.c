/*
 * sqlmigration.c - SQL files that change a database's schema: which number they
 * have, which way they go, and what they would destroy.
 *
 * Names and markers are those of golang-migrate (0042_x.up.sql), Flyway (V1.2__x,
 * U1.2__x, R__x), goose and sql-migrate ("-- +goose Down"), dbmate ("-- migrate:down"),
 * Liquibase ("--rollback ..."), Prisma and Diesel (folders), Rails-like numbers.
 *
 * Where one file holds both ways, its counts are those of the way up, and it only
 * goes both ways when the way down has a statement: a promise in a comment is none.
 * BEGIN, COMMIT and the like are no statements of their own.
 */
#include "base/path.h"
#include "readers/plain.h"
#include "readers/probe.h"
#include "readers/reader.h"
#include "readers/sqlsplit.h"

struct named {
	struct span version, name;
	bool is_down, is_numbered;
};

struct migration {
	struct put put;
	struct fact_migration fact;
	bool in_down, any_marker, liquibase;
	int64_t down_statements;
	bool promised; /* "-- rollback:" with nothing but comments behind it */
};

/* ---- names ---- */

static size_t digits_len(struct span text)
{
	size_t len = 0;

	while (len < text.len &&
	       ((text.ptr[len] >= '0' && text.ptr[len] <= '9') ||
		(len > 0 && (text.ptr[len] == '.' || text.ptr[len] == '-'))))
		len++;
	while (len > 0 && (text.ptr[len - 1] == '.' || text.ptr[len - 1] == '-'))
		len--;
	return len;
}

/* Takes one of the ends off *stem. */
static bool take_end(struct span *stem, const char *const *ends)
{
	for (; *ends; ends++) {
		size_t len = strlen(*ends);

		if (span_ends_nocase(*stem, *ends) && stem->len > len) {
			*stem = span_sub(*stem, 0, stem->len - len);
			return true;
		}
	}
	return false;
}

/* "V1.2__add_users": V up, U down; R repeats and has no version. */
static bool take_flyway(struct named *out, struct span stem)
{
	ptrdiff_t sign = span_find(stem, SPAN_LIT("__"));
	char first = stem.len > 0 ? stem.ptr[0] : '\0';

	if (sign < 1 || (first != 'V' && first != 'U' && first != 'R') ||
	    (first == 'R') != (sign == 1))
		return false;
	if (first != 'R' && (stem.ptr[1] < '0' || stem.ptr[1] > '9'))
		return false;
	out->version = span_sub(stem, 1, (size_t)sign - 1);
	out->name = span_from(stem, (size_t)sign + 2);
	out->is_down = first == 'U';
	out->is_numbered = true;
	return true;
}

/* "0042_add_users", "20261121093000-add-users" */
static bool take_number(struct named *out, struct span stem)
{
	size_t len = digits_len(stem);

	if (len == 0 || (len < stem.len && stem.ptr[len] != '_' &&
			 stem.ptr[len] != '-' && stem.ptr[len] != '.'))
		return false;
	out->version = span_sub(stem, 0, len);
	out->name = span_from(stem, len);
	while (out->name.len > 0 && strchr("_-.", out->name.ptr[0]))
		out->name = span_from(out->name, 1);
	out->is_numbered = true;
	return true;
}

static bool is_down_folder(struct span dir)
{
	struct span name = path_base(dir);

	return span_is_nocase(name, "down") || span_is_nocase(name, "rollback") ||
	       span_is_nocase(name, "rollbacks") || span_is_nocase(name, "undo");
}

static void read_name(struct named *out, struct span path)
{
	static const char *const up_ends[] = { ".up", "_up", "-up", ".do", NULL };
	static const char *const down_ends[] = { ".down",     "_down",     "-down",
						 ".rollback", "_rollback", ".undo",
						 "_undo",     NULL };
	struct span stem = path_base(path);
	struct span dir = path_dir(path);

	*out = (struct named){ .is_down = is_down_folder(dir) };
	stem = span_sub(stem, 0, stem.len - path_ext(stem).len);
	if (take_flyway(out, stem))
		return;
	/* Prisma and Diesel: the folder has the number. */
	if (span_is(stem, "up") || span_is(stem, "down") ||
	    span_is(stem, "migration")) {
		out->is_down = span_is(stem, "down");
		stem = path_base(dir);
	} else if (take_end(&stem, down_ends)) {
		out->is_down = true;
	} else {
		take_end(&stem, up_ends);
	}
	if (!take_number(out, stem))
		out->name = stem;
}

/* Whether a folder on the way is one of migrations. */
static bool is_in_place(struct span path)
{
	struct span rest = path_dir(path);
	struct span name;

	while (span_split(&rest, '/', &name))
		if (span_is_nocase(name, "migrations") ||
		    span_is_nocase(name, "migration") ||
		    span_is_nocase(name, "migrate") ||
		    span_is_nocase(name, "changelog"))
			return true;
	return false;
}

/* ---- markers ---- */

enum marker {
	MARKER_NONE,
	MARKER_UP,
	MARKER_DOWN,
	MARKER_NO_TRANSACTION,
	MARKER_WHOLE,
	MARKER_SPLIT,
	MARKER_ROLLBACK, /* Liquibase: the statement stands in the comment */
};

/* clang-format off: tables keep one row a line */
static const struct {
	const char *text;
	enum marker marker;
	bool rest; /* what stands behind it does not matter */
} markers[] = {
	{ "+goose up", MARKER_UP, false },
	{ "+goose down", MARKER_DOWN, false },
	{ "+goose statementbegin", MARKER_WHOLE, false },
	{ "+goose statementend", MARKER_SPLIT, false },
	{ "+goose no transaction", MARKER_NO_TRANSACTION, false },
	{ "+migrate up", MARKER_UP, true },
	{ "+migrate down", MARKER_DOWN, true },
	{ "+migrate statementbegin", MARKER_WHOLE, false },
	{ "+migrate statementend", MARKER_SPLIT, false },
	{ "migrate:up", MARKER_UP, true },
	{ "migrate:down", MARKER_DOWN, true },
	{ "+up", MARKER_UP, false },
	{ "+down", MARKER_DOWN, false },
	{ "@up", MARKER_UP, false },
	{ "@down", MARKER_DOWN, false },
	{ "@undo", MARKER_DOWN, false },
	{ "up", MARKER_UP, false },
	{ "up migration", MARKER_UP, false },
	{ "down", MARKER_DOWN, false },
	{ "down migration", MARKER_DOWN, false },
	{ "rollback", MARKER_DOWN, false },
};
/* clang-format on */

static enum marker marker_of(struct span comment)
{
	if (span_ends(comment, ":"))
		comment = span_trim(span_sub(comment, 0, comment.len - 1));
	for (size_t i = 0; i < sizeof(markers) / sizeof(markers[0]); i++)
		if (span_is_nocase(comment, markers[i].text) ||
		    (markers[i].rest && span_starts_nocase(comment, markers[i].text)))
			return markers[i].marker;
	return span_starts_nocase(comment, "rollback ") ? MARKER_ROLLBACK : MARKER_NONE;
}

/* "-- +migrate Up notransaction", "-- migrate:up transaction:false" */
static bool says_no_transaction(struct span comment)
{
	return span_find_nocase(comment, "notransaction") >= 0 ||
	       span_find_nocase(comment, "transaction:false") >= 0;
}

static void take_comment(struct migration *m, struct sqlsplit *sql)
{
	struct span comment = sql->comment;
	bool known = true;

	m->liquibase |= span_starts_nocase(comment, "liquibase formatted sql");
	switch (marker_of(comment)) {
	case MARKER_UP:
	case MARKER_DOWN:
		m->in_down = marker_of(comment) == MARKER_DOWN;
		m->promised |= m->in_down;
		if (says_no_transaction(comment) && !m->in_down)
			m->fact.transactional = 0;
		break;
	case MARKER_NO_TRANSACTION:
		m->fact.transactional = 0;
		break;
	case MARKER_WHOLE:
		sqlsplit_keep_whole(sql, true);
		break;
	case MARKER_SPLIT:
		sqlsplit_keep_whole(sql, false);
		break;
	case MARKER_ROLLBACK:
		m->down_statements += m->liquibase;
		known = m->liquibase;
		break;
	case MARKER_NONE:
		known = false;
		break;
	}
	m->any_marker |= known;
}

static enum bid sqlmigration_bid(const struct probe *probe)
{
	struct named named;

	if (probe->lex != LEX_TEXT || !span_is_nocase(path_ext(probe->path), ".sql"))
		return BID_NO;
	read_name(&named, probe->path);
	if (named.is_numbered || is_in_place(probe->path))
		return BID_SHAPE;
	if (probe_has_line(probe, "-- +goose ", 40) ||
	    probe_has_line(probe, "-- +migrate ", 40) ||
	    probe_has_line(probe, "-- migrate:", 40) ||
	    probe_has_line(probe, "--liquibase formatted sql", 5) ||
	    probe_has_line(probe, "-- liquibase formatted sql", 5))
		return BID_STATED;
	return BID_NO;
}

/* ---- statements ---- */

static bool word_is(const struct sqlsplit *sql, size_t index, const char *word)
{
	return index < sql->word_count && span_is_nocase(sql->words[index], word);
}

/* Words that only open and close a transaction. */
static bool is_bracket(struct migration *m, const struct sqlsplit *sql)
{
	bool opens = (word_is(sql, 0, "BEGIN") &&
		      (sql->word_count == 1 || word_is(sql, 1, "TRANSACTION") ||
		       word_is(sql, 1, "TRAN") || word_is(sql, 1, "WORK") ||
		       word_is(sql, 1, "IMMEDIATE") || word_is(sql, 1, "EXCLUSIVE"))) ||
		     (word_is(sql, 0, "START") && word_is(sql, 1, "TRANSACTION"));

	if (opens && m->fact.transactional != 0)
		m->fact.transactional = 1;
	return opens || word_is(sql, 0, "COMMIT") ||
	       (word_is(sql, 0, "END") && sql->word_count == 1) ||
	       (word_is(sql, 0, "ROLLBACK") && sql->word_count == 1);
}

static void take_statement(struct migration *m, const struct sqlsplit *sql)
{
	bool drops = word_is(sql, 0, "DROP");
	bool alters = word_is(sql, 0, "ALTER") && sql->has_drop;
	bool creates = word_is(sql, 0, "CREATE") && !word_is(sql, 1, "OR");

	if (is_bracket(m, sql))
		return;
	if (m->in_down) {
		m->down_statements++;
		return;
	}
	m->fact.statements++;
	m->fact.destructive += drops || alters || word_is(sql, 0, "TRUNCATE");
	m->fact.unguarded += (drops || alters || creates) && !sql->has_if;
}

static int fail_open(const struct probe *probe, size_t offset, struct arena *scratch,
		     struct err *err)
{
	struct lines lines;

	lines_init(&lines, probe->path, probe->text, scratch);
	err_set(err, ERR_FORMAT,
		"a string, comment or body in the statement that starts here never "
		"ends");
	err_tag(err, "truncated");
	err_fix(err, "the file ends too early; write it again");
	err->offset = offset;
	return err_at(err, lines_pos(&lines, offset));
}

static int finish(struct migration *m, const struct named *named)
{
	struct fact fact = fact_new(FACT_MIGRATION);
	int rc = 0;

	m->fact.version = named->version;
	m->fact.name = named->name;
	m->fact.direction = named->is_down           ? DIRECTION_DOWN
			    : m->down_statements > 0 ? DIRECTION_BOTH
						     : DIRECTION_UP;
	fact.as.migration = m->fact;
	if (m->promised && m->down_statements == 0 && !named->is_down)
		rc = put_note(&m->put, "no-way-down", 0,
			      "a way down is marked, and no statement stands there");
	return rc < 0 ? rc : put_fact(&m->put, &fact);
}

static int sqlmigration_read(const struct probe *probe, const struct fact_sink *sink,
			     struct arena *scratch, struct err *err)
{
	struct migration m = { .put = { sink, scratch, err },
			       .fact = fact_new(FACT_MIGRATION).as.migration };
	struct sqlsplit sql;
	struct named named;
	enum sql_piece piece;
	int rc;

	read_name(&named, probe->path);
	sqlsplit_init(&sql, probe->text);
	while ((piece = sqlsplit_next(&sql)) != SQL_END) {
		if (piece == SQL_COMMENT)
			take_comment(&m, &sql);
		else if (named.is_down)
			m.in_down = false; /* all of it goes down: counted as it is */
		if (piece == SQL_STATEMENT)
			take_statement(&m, &sql);
	}
	if (sql.open)
		return fail_open(probe, sql.at, scratch, err);
	rc = finish(&m, &named);
	return rc < 0 ? rc : plain_put(&m.put, probe, false);
}

extern const struct reader reader_sqlmigration;
const struct reader reader_sqlmigration = {
	.name = "sql-migration",
	.title = "SQL migration",
	.spec = "ISO/IEC 9075-2; golang-migrate, Flyway, goose, dbmate, Liquibase",
	.reads = "number, name, which way it goes, statements, and those that destroy",
	.family = FAMILY_CONFIG,
	.revision = 1,
	.named = "migrations/f.sql",
	.bid = sqlmigration_bid,
	.read = sqlmigration_read,
};
