/*
 * source.h - program text without its comments and the insides of its strings.
 *
 * A lexer for what nine languages have in common, no parser: it tells code from
 * what only looks like code.  It never fails; text that is no such program gives a
 * mask that means little.  One pass, whatever the text.
 */
#ifndef READERS_SOURCE_H
#define READERS_SOURCE_H

#include "base/arena.h"
#include "base/span.h"

enum language {
	LANGUAGE_JS, /* and TypeScript */
	LANGUAGE_PYTHON,
	LANGUAGE_GO,
	LANGUAGE_RUST,
	LANGUAGE_JAVA,
	LANGUAGE_KOTLIN,
	LANGUAGE_CSHARP,
	LANGUAGE_PHP,
	LANGUAGE_RUBY,
	LANGUAGES
};

/* By the path's extension; false for any other. */
bool source_language(struct span path, enum language *out);

/*
 * As many bytes as the text has: code as it is, blanks for comments and for what
 * strings hold, their quotes and all line ends kept.  In the arena.
 */
struct span source_mask(struct span text, enum language language, struct arena *arena);

#endif
