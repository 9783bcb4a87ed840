/* What `muster serve` says: names, methods, paths, and pages that reload. */
#include "unit.h"

#include "base/file.h"
#include "serve/answer.h"

#include <stdlib.h>
#include <unistd.h>

static struct err err;

struct place {
	char root[64], outside[64];
	struct arena *arena;
	struct served served;
};

static const char page[] =
	"<!doctype html>\n<html lang=\"en\">\n<head>\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	"script-src 'self'\">\n</head>\n<body>default-src 'none'; </head></body>\n"
	"</html>\n";

static int make_place(void **state)
{
	struct place *place = test_calloc(1, sizeof(*place));
	char path[128];

	snprintf(place->root, sizeof(place->root), "/tmp/muster-serve-XXXXXX");
	if (!mkdtemp(place->root))
		return -1;
	snprintf(place->outside, sizeof(place->outside), "%.40s.txt", place->root);
	place->arena = arena_new(1 << 24);
	place->served = (struct served){
		.root = place->root,
		.port = 8117,
		.build = SPAN_LIT("0123456789abcdef"),
		.state = SPAN_LIT("{\"build\":\"0123456789abcdef\",\"trouble\":\"\"}"),
	};
	*state = place;
	assert_ok(file_stage(place->root, SPAN_LIT("index.html"), span_of(page), &err));
	assert_ok(file_stage(place->root, SPAN_LIT("plan/index.html"), span_of(page),
			     &err));
	assert_ok(file_stage(place->root, SPAN_LIT("data/search.js"),
			     SPAN_LIT("muster_index([]);\n"), &err));
	assert_ok(file_stage(place->root, SPAN_LIT("raw/0-x.txt"), SPAN_LIT("<script>"),
			     &err));
	assert_ok(file_stage(place->root, SPAN_LIT(".hidden"), SPAN_LIT("x"), &err));
	assert_ok(file_stage(place->root, SPAN_LIT("a%2fb"), SPAN_LIT("x"), &err));
	assert_ok(file_write(place->outside, SPAN_LIT("a secret"), &err));
	snprintf(path, sizeof(path), "%s/link.txt", place->root);
	if (symlink(place->outside, path) < 0)
		return -1;
	snprintf(path, sizeof(path), "%s/above", place->root);
	return symlink("/tmp", path);
}

static int leave_place(void **state)
{
	struct place *place = *state;

	file_remove_tree(place->root, &err);
	file_remove_tree(place->outside, &err);
	arena_free(place->arena);
	test_free(place);
	return 0;
}

/* GET of that address, by the name that a browser uses. */
static struct request get(const char *url)
{
	return (struct request){ .method = SPAN_LIT("GET"),
				 .url = span_of(url),
				 .host = SPAN_LIT("127.0.0.1:8117") };
}

static struct answer ask(struct place *place, struct request request)
{
	struct answer answer;

	answer_request(&answer, &request, &place->served, place->arena);
	if (answer.fd >= 0)
		close(answer.fd);
	return answer;
}

static void a_page_gets_the_script_and_the_right_to_ask(void **state)
{
	struct place *place = *state;
	struct answer answer = ask(place, get("/"));
	struct span bytes;

	assert_int_equal(answer.status, 200);
	assert_true(answer.is_page);
	assert_string_equal(answer.type, "text/html; charset=utf-8");
	assert_span_is(
		answer.body,
		"<!doctype html>\n<html lang=\"en\">\n<head>\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
		"'none'; connect-src 'self'; script-src 'self'\">\n"
		"<script defer src=\"/.muster/reload.js?build=0123456789abcdef\">"
		"</script></head>\n<body>default-src 'none'; </head></body>\n"
		"</html>\n");
	/* The file itself is what it was. */
	assert_ok(file_read_below(&bytes, place->root, SPAN_LIT("index.html"), 9999,
				  place->arena, &err));
	assert_span_is(bytes, page);
	/* A page without a head is served as it is. */
	assert_span_is(answer_live_page(SPAN_LIT("<p>x"), SPAN_LIT("1"), place->arena),
		       "<p>x");
}

static void files_have_their_kinds_and_pages_of_folders_are_found(void **state)
{
	struct place *place = *state;
	struct answer answer = ask(place, get("/data/search.js"));

	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.type, "text/javascript; charset=utf-8");
	assert_int_equal(answer.size, strlen("muster_index([]);\n"));
	answer = ask(place, get("/plan/"));
	assert_int_equal(answer.status, 200);
	assert_true(answer.is_page);
	answer = ask(place, get("/raw/0-x.txt"));
	assert_true(answer.is_copy);
	assert_string_equal(answer.type, "text/plain; charset=utf-8");
	answer = ask(place, get("/.muster/state"));
	assert_span_is(answer.body,
		       "{\"build\":\"0123456789abcdef\",\"trouble\":\"\"}");
	answer = ask(place, get("/.muster/reload.js"));
	assert_string_equal(answer.type, "text/javascript; charset=utf-8");
}

static void no_address_leads_outside_of_the_folder(void **state)
{
	/* clang-format off: one address a line */
	static const char *const addresses[] = {
		"/../",
		"/..",
		"/plan/../../etc/passwd",
		"/plan/../index.html",
		"/./index.html",
		"//etc/passwd",
		"/plan//index.html",
		"index.html",
		"",
		"http://127.0.0.1:8117/index.html",
		"*",
		"/%2e%2e/%2e%2e/etc/passwd",
		"/index%2ehtml",
		"/a%2fb",
		"/index.html%00",
		"/..\\..\\etc\\passwd",
		"/link.txt",
		"/above/",
		"/above/index.html",
		"/.hidden",
		"/plan/.hidden",
		"/.muster/",
		"/.muster/../index.html",
		"/plan",
		"/nowhere.html",
		"/index.html/",
		"/index.html/x",
	};
	/* clang-format on */
	struct place *place = *state;
	char long_url[8192];

	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct answer answer = ask(place, get(addresses[i]));

		if (answer.status != 404 || answer.fd >= 0)
			fail_msg("%s is answered with %u", addresses[i], answer.status);
	}
	memset(long_url, 'a', sizeof(long_url));
	long_url[0] = '/';
	long_url[sizeof(long_url) - 1] = '\0';
	assert_int_equal(ask(place, get(long_url)).status, 404);
}

static void only_our_own_names_are_answered_to(void **state)
{
	static const char *const ours[] = { "127.0.0.1:8117", "localhost:8117",
					    "LocalHost:8117" };
	static const char *const others[] = {
		"",
		"evil.example",
		"evil.example:8117",
		"127.0.0.1",
		"localhost",
		"127.0.0.1:81170",
		"127.0.0.1:1",
		"127.0.0.1:8117.evil.example",
		"[::1]:8117",
		"localhost.:8117",
		"a@127.0.0.1:8117",
	};
	struct place *place = *state;
	struct request request = get("/");

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		request.host = span_of(ours[i]);
		assert_int_equal(ask(place, request).status, 200);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		request.host = span_of(others[i]);
		if (ask(place, request).status != 421)
			fail_msg("\"%s\" is answered", others[i]);
	}
	place->served.port = 80;
	request.host = SPAN_LIT("localhost");
	assert_int_equal(ask(place, request).status, 200);
}

static void only_questions_without_a_body_are_answered(void **state)
{
	static const char *const methods[] = { "POST",  "PUT",     "DELETE", "OPTIONS",
					       "TRACE", "CONNECT", "get",    "" };
	struct place *place = *state;
	struct request request = get("/");

	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		request.method = span_of(methods[i]);
		assert_int_equal(ask(place, request).status, 405);
	}
	request.method = SPAN_LIT("HEAD");
	assert_int_equal(ask(place, request).status, 200);
	request.has_body = true;
	assert_int_equal(ask(place, request).status, 413);
}

static void a_foreign_page_may_link_here_and_load_nothing(void **state)
{
	struct place *place = *state;
	struct request request = get("/data/search.js");

	request.fetch_site = SPAN_LIT("cross-site");
	request.fetch_mode = SPAN_LIT("no-cors");
	assert_int_equal(ask(place, request).status, 403);
	request.fetch_site = SPAN_LIT("same-site");
	assert_int_equal(ask(place, request).status, 403);
	request.fetch_site = SPAN_LIT("same-origin");
	assert_int_equal(ask(place, request).status, 200);
	request = get("/index.html");
	request.fetch_site = SPAN_LIT("cross-site");
	request.fetch_mode = SPAN_LIT("navigate");
	assert_int_equal(ask(place, request).status, 200);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, leave_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(a_page_gets_the_script_and_the_right_to_ask),
		IN_PLACE(files_have_their_kinds_and_pages_of_folders_are_found),
		IN_PLACE(no_address_leads_outside_of_the_folder),
		IN_PLACE(only_our_own_names_are_answered_to),
		IN_PLACE(only_questions_without_a_body_are_answered),
		IN_PLACE(a_foreign_page_may_link_here_and_load_nothing),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
