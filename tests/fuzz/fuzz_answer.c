/*
 * Any bytes as a request: a line each for the method, the host, where it comes from
 * and how, the path behind them.  What is served lies below the folder, and only who
 * names us gets it.
 */
#include "base/file.h"
#include "base/limits.h"
#include "serve/answer.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct span next_line(struct span *rest)
{
	ptrdiff_t end = span_index(*rest, '\n');
	struct span line = span_sub(*rest, 0, end < 0 ? rest->len : (size_t)end);

	*rest = span_sub(*rest, end < 0 ? rest->len : (size_t)end + 1, rest->len);
	return line;
}

static void check(const struct answer *answer, const struct request *request)
{
	bool asked_well =
		(span_is(request->method, "GET") || span_is(request->method, "HEAD")) &&
		(span_is_nocase(request->host, "localhost:1") ||
		 span_is_nocase(request->host, "127.0.0.1:1"));

	if (answer->status < 200 || !answer->type)
		abort();
	if (answer->status == 200 && !asked_well)
		abort();
	if (answer->fd >= 0 && (span_find(request->url, SPAN_LIT("..")) >= 0 ||
				span_find(request->url, SPAN_LIT("/.")) >= 0 ||
				span_index(request->url, '%') >= 0))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char root[] = "tests/fuzz/corpus/answer";
	struct span rest = { (const char *)data, size };
	struct arena *arena = arena_new(64 * LIMIT_MIB);
	const struct served served = {
		.root = root, .port = 1, .build = SPAN_LIT("0"), .state = SPAN_LIT("{}")
	};
	struct request request = { .method = next_line(&rest),
				   .host = next_line(&rest),
				   .fetch_site = next_line(&rest),
				   .fetch_mode = next_line(&rest) };
	struct answer answer;

	request.url = rest;
	answer_request(&answer, &request, &served, arena);
	check(&answer, &request);
	if (answer.fd >= 0)
		close(answer.fd);
	answer_live_page(rest, SPAN_LIT("0"), arena);
	arena_free(arena);
	return 0;
}
