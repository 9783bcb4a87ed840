#include "readers/put.h"

#include "base/arena.h"
#include "readers/gate.h"
#include "readers/when.h"
#include "text/decode.h"

#include <stdio.h>

#define NOTE_BYTES 1024

/* Without the halves of characters that a "%.60s" leaves; in place. */
static size_t whole_characters(char *text, size_t len)
{
	size_t kept = 0;

	for (size_t at = 0; at < len;) {
		size_t good = decode_utf8((struct span){ text + at, len - at });

		memmove(text + kept, text + at, good);
		kept += good;
		at += good + 1;
	}
	return kept;
}

int put_note(struct put *put, const char *code, unsigned line, const char *fmt, ...)
{
	struct fact fact = fact_new(FACT_NOTED);
	char text[NOTE_BYTES];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (len < 0)
		len = 0;
	fact.as.note.code = code;
	fact.as.note.line = line;
	if ((size_t)len >= sizeof(text))
		len = sizeof(text) - 1;
	fact.as.note.message =
		(struct span){ text, whole_characters(text, (size_t)len) };
	return put_fact(put, &fact);
}

/* A note that the gate takes, and that goes no further. */
static int put_to_gate(struct put *put, const char *code, struct span text,
		       unsigned line)
{
	struct fact fact = fact_new(FACT_NOTED);

	fact.as.note.code = code;
	fact.as.note.line = line;
	fact.as.note.message = text;
	return put_fact(put, &fact);
}

int put_secret(struct put *put, struct span value, unsigned line)
{
	return put_to_gate(put, GATE_SECRET, value, line);
}

int put_decoded(struct put *put, struct span text, unsigned line)
{
	return put_to_gate(put, GATE_DECODED, text, line);
}

int put_about(struct put *put, struct fact_about about)
{
	struct fact fact = { .kind = FACT_ABOUT, .as.about = about };

	return put_fact(put, &fact);
}

int put_commit(struct put *put, struct span commit, const char *src)
{
	if (commit.len == 0)
		return 0;
	return put_about(put, (struct fact_about){ .generated_at = CLOCK_NONE,
						   .subject_commit = commit,
						   .subject_src = span_of(src) });
}

int put_time(struct put *put, struct span text, const char *src, unsigned line)
{
	struct fact_about about = { .generated_src = span_of(src) };

	if (span_trim(text).len == 0)
		return 0;
	about.generated_quality = when_parse(text, &about.generated_at);
	if (about.generated_quality == CLOCK_UNSAID)
		return put_note(put, "time-unread", line,
				"\"%.*s\" is no time that is read",
				(int)(text.len < 80 ? text.len : 80), text.ptr);
	return put_about(put, about);
}

bool put_is_commit_name(struct span name)
{
	static const char *const names[] = {
		"commit",
		"commit.id",
		"commit.sha",
		"commit_id",
		"commit_sha",
		"commit_hash",
		"git.commit",
		"git_commit",
		"git.commit.id",
		"git.commit.sha",
		"git_commit_id",
		"git_commit_sha",
		"git.sha",
		"git_sha",
		"git.revision",
		"git.head",
		"github.sha",
		"github_sha",
		"ci_commit_sha",
		"ci.commit.sha",
		"vcs.revision",
		"vcs.commit",
		"vcs_revision",
		"scm.revision",
		"build.commit",
		"revision",
		"build_sourceversion",
		"org.opencontainers.image.revision",
	};
	ptrdiff_t colon = span_rindex(name, ':');

	name = span_from(name, (size_t)(colon + 1));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (span_is_nocase(name, names[i]))
			return true;
	return false;
}

/* clang-format off: one word a line */
static const struct {
	const char *word;
	enum severity severity;
} severities[] = {
	{ "critical", SEVERITY_CRITICAL },
	{ "very-high", SEVERITY_CRITICAL },
	{ "fatal", SEVERITY_CRITICAL },
	{ "blocker", SEVERITY_CRITICAL },
	{ "high", SEVERITY_HIGH },
	{ "error", SEVERITY_HIGH },
	{ "severe", SEVERITY_HIGH },
	{ "important", SEVERITY_HIGH },
	{ "medium", SEVERITY_MEDIUM },
	{ "moderate", SEVERITY_MEDIUM },
	{ "warning", SEVERITY_MEDIUM },
	{ "warn", SEVERITY_MEDIUM },
	{ "low", SEVERITY_LOW },
	{ "minor", SEVERITY_LOW },
	{ "note", SEVERITY_LOW },
	{ "info", SEVERITY_INFO },
	{ "informational", SEVERITY_INFO },
	{ "negligible", SEVERITY_INFO },
	{ "style", SEVERITY_INFO },
	{ "convention", SEVERITY_INFO },
	{ "none", SEVERITY_INFO },
};
/* clang-format on */

enum severity put_severity(struct span word)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		if (span_is_nocase(word, severities[i].word))
			return severities[i].severity;
	return SEVERITY_UNKNOWN;
}

enum severity put_severity_of_score(int tenths)
{
	if (tenths >= 90)
		return SEVERITY_CRITICAL;
	if (tenths >= 70)
		return SEVERITY_HIGH;
	if (tenths >= 40)
		return SEVERITY_MEDIUM;
	return tenths > 0 ? SEVERITY_LOW : SEVERITY_NONE;
}
