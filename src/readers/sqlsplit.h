/*
 * sqlsplit.h - SQL scripts as statements, without knowing the dialect.
 *
 * Source: ISO/IEC 9075-2, chapter 5 (tokens), and what PostgreSQL ($tag$ bodies,
 * nested comments, E'' strings), MySQL (back-quotes, '#', DELIMITER), SQLite
 * (triggers with BEGIN ... END) and SQL Server (GO) add to it.  Semicolons inside
 * strings, comments and bodies end nothing.
 */
#ifndef READERS_SQLSPLIT_H
#define READERS_SQLSPLIT_H

#include "base/span.h"

enum sql_piece {
	SQL_END,
	SQL_STATEMENT,
	SQL_COMMENT, /* one "--" line, without the dashes and trimmed */
};

#define SQL_WORDS 6 /* of the start of a statement */

struct sqlsplit {
	/* The last piece. */
	struct span comment;
	size_t at;                    /* where it starts */
	struct span words[SQL_WORDS]; /* its first words, outside comments */
	size_t word_count;
	bool has_drop, has_if; /* words anywhere in it, outside bodies */
	bool open;             /* a string, comment or body was never closed */
	/* The rest is sqlsplit.c's own. */
	struct span text;
	size_t next;
	bool mysql, whole, ended;
	struct span delimiter;
	bool started, routine;
	unsigned depth;
	struct span before; /* the word before */
};

void sqlsplit_init(struct sqlsplit *sql, struct span text);

enum sql_piece sqlsplit_next(struct sqlsplit *sql);

/*
 * "-- +goose StatementBegin": from here to `false`, semicolons end nothing; then the
 * statement ends.
 */
void sqlsplit_keep_whole(struct sqlsplit *sql, bool whole);

#endif
