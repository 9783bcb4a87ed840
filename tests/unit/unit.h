/* What every unit test includes: cmocka in the order it wants, and our words. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

/* A call that must succeed; prints the error's words where it does not. */
#define assert_ok(call)                                                                \
	do {                                                                           \
		int rc_ = (call);                                                      \
		if (rc_ < 0)                                                           \
			fail_msg("%s: %s: %s: %s", #call, err.where, err.what, err.fix); \
	} while (0)

/* A call that must fail with that code; `err` is the error it fills. */
#define assert_err(want, call)                                  \
	do {                                                    \
		int rc_ = (call);                               \
		if (rc_ != -(int)(want))                        \
			fail_msg("%s gives %d (%s), not %d", #call, rc_, \
				 rc_ < 0 ? err.what : "", -(int)(want)); \
		assert_int_equal(err.code, want);               \
		assert_true(err.what[0] != '\0');               \
	} while (0)

/* Two spans, or a span and a literal, with both sides printed. */
#define assert_span_is(got, text)                                                       \
	do {                                                                            \
		struct span span_ = (got);                                              \
		if (!span_is(span_, text))                                              \
			fail_msg("%s is \"%.*s\", not \"%s\"", #got, SPAN_ARG(span_), text) ; \
	} while (0)

#endif
