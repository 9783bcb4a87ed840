/*
 * err.h - the one way a muster function says "I could not do it".
 *
 * A function that can fail returns int: 0, or a negative enum err_code, and
 * takes `struct err *err` as its last parameter.  On failure it has filled
 * *err; on success *err is untouched.  err is never NULL.
 *
 * An error answers three questions, in this order, in plain words:
 *     where   evidence/junit.xml:14:3
 *     what    </testcase> closes <testsuite>
 *     fix     re-export the report, or list the file under `ignore`
 *
 * An error means that muster could not do its work.  A plan that contradicts
 * itself or a failing test is not an error: it is a finding (model/finding.h).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/span.h"

#define LIKE_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

/* Each code has one exit status; err_exit_status() knows it. */
enum err_code {
	ERR_OK = 0,
	ERR_USAGE,    /* the command line or the configuration is wrong */
	ERR_IO,       /* the operating system refused */
	ERR_FORMAT,   /* input is not what it claims to be */
	ERR_LIMIT,    /* input is larger or deeper than we agreed to read */
	ERR_TRUST,    /* a signature or a digest does not hold */
	ERR_ABSENT,   /* what was asked for is not there (object, path, run) */
	ERR_INTERNAL, /* muster is wrong; please report */
};

/* Fixed room, so that reporting an error never allocates. */
struct err {
	enum err_code code;
	char tag[32]; /* stable short code for machines ("json-syntax"), or "" */
	char where[256];
	char what[512];
	char fix[256];
	size_t offset; /* byte in the input that `where` names; 0 when unknown */
	unsigned line; /* from 1; 0 when unknown */
	unsigned column;
};

/* Where something stands in an input; lines and columns count from 1. */
struct pos {
	struct span path;
	unsigned line;
	unsigned column; /* in bytes, not in characters */
};

/* Fill *err and return -code, so that `return err_set(...)` reads well. */
int err_set(struct err *err, enum err_code code, const char *fmt, ...) LIKE_PRINTF(3, 4);

/* Say where; keeps an earlier, more precise place.  Returns -err->code. */
int err_at(struct err *err, struct pos pos);
int err_at_path(struct err *err, struct span path);

/* Give the machine's word for what happened.  Returns -err->code. */
int err_tag(struct err *err, const char *tag);

/* Say what the reader of the message can do about it.  Returns -err->code. */
int err_fix(struct err *err, const char *fmt, ...) LIKE_PRINTF(2, 3);

/*
 * ERR_IO in the words of errno: "cannot open: No such file or directory", with
 * a fix for what people meet.  A full disk is tagged "no-space".
 */
int err_errno(struct err *err, const char *what, const char *path);

/* 2 usage, 4 anything else: architecture.md's table. */
int err_exit_status(const struct err *err);

#endif
