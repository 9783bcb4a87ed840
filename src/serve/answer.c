#include "serve/answer.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"

#include <stdio.h>
#include <unistd.h>

/* clang-format off: tables keep one row a line */

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".svg", "image/svg+xml" },
	{ ".csv", "text/csv; charset=utf-8" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".md", "text/plain; charset=utf-8" },
};

/* clang-format on */

#define TYPE_PAGE  "text/html; charset=utf-8"
#define TYPE_WORDS "text/plain; charset=utf-8"
#define TYPE_BYTES "application/octet-stream"

/*
 * Asks each second while somebody looks.  One question at a time, and no connection
 * that stays open: a browser has six for a server, and people open more pages.
 */
static const char script[] =
	"\"use strict\";\n"
	"(function () {\n"
	"  var at = document.currentScript.src.split(\"build=\")[1] || \"\";\n"
	"  var bar = null, asking = false;\n"
	"  function say(words) {\n"
	"    if (!bar && words) {\n"
	"      bar = document.createElement(\"div\");\n"
	"      bar.setAttribute(\"role\", \"status\");\n"
	"      bar.style.cssText = \"position:sticky;bottom:0;padding:.75rem 1rem;\" "
	"+\n"
	"        \"background:#a8122a;color:#fff;white-space:pre-wrap;z-index:9\";\n"
	"      document.body.append(bar);\n"
	"    }\n"
	"    if (bar) { bar.textContent = words; bar.hidden = !words; }\n"
	"  }\n"
	"  function ask() {\n"
	"    if (document.hidden || asking) return;\n"
	"    asking = true;\n"
	"    fetch(\"" ANSWER_STATE "\", { cache: \"no-store\" }).then(function (r) {\n"
	"      return r.json();\n"
	"    }).then(function (s) {\n"
	"      if (s.build !== at) location.reload();\n"
	"      else say(s.trouble);\n"
	"    }).catch(function () {\n"
	"      say(\"muster serve has ended. This page stays as it was.\");\n"
	"    }).then(function () { asking = false; });\n"
	"  }\n"
	"  setInterval(ask, 1000);\n"
	"  document.addEventListener(\"visibilitychange\", ask);\n"
	"})();\n";

static void say(struct answer *out, unsigned status, const char *type, struct span body)
{
	*out = (struct answer){
		.status = status, .type = type, .body = body, .size = body.len, .fd = -1
	};
}

/* ---- pages -------------------------------------------------------------- */

struct span answer_live_page(struct span page, struct span build, struct arena *arena)
{
	static const char policy[] = "default-src 'none';";
	ptrdiff_t head = span_find(page, SPAN_LIT("</head>"));
	ptrdiff_t rules;
	struct span before, live;
	struct buf out;

	if (head < 0)
		return page;
	before = span_sub(page, 0, (size_t)head);
	rules = span_find(before, span_of(policy));
	buf_init(&out, page.len + 1024);
	if (rules >= 0) {
		size_t end = (size_t)rules + strlen(policy);

		buf_add(&out, span_sub(before, 0, end));
		buf_adds(&out, " connect-src 'self';");
		before = span_sub(before, end, before.len - end);
	}
	buf_add(&out, before);
	buf_adds(&out, "<script defer src=\"" ANSWER_SCRIPT "?build=");
	buf_add(&out, build);
	buf_adds(&out, "\"></script>");
	buf_add(&out, span_sub(page, (size_t)head, page.len - (size_t)head));
	live = arena_copy(arena, buf_span(&out));
	buf_release(&out);
	return live;
}

static void no_such_page(struct answer *out, const struct served *served,
			 struct arena *arena)
{
	static const char page[] =
		"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; script-src 'self'\">"
		"<title>Not here</title></head><body><main><h1>Not here</h1>"
		"<p>This report has no such page. "
		"<a href=\"/index.html\">Overview</a></p></main></body></html>\n";

	say(out, 404, TYPE_PAGE, answer_live_page(span_of(page), served->build, arena));
	out->is_page = true;
}

/* ---- files -------------------------------------------------------------- */

static const char *type_of(struct span path)
{
	struct span ending = path_ext(path);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (span_is(ending, types[i].ending))
			return types[i].type;
	return TYPE_BYTES;
}

/* No path of a report has a part that starts with a dot. */
static bool is_hidden(struct span path)
{
	return span_starts(path, ".") || span_find(path, SPAN_LIT("/.")) >= 0;
}

/* The file behind the address; false where it can be none. */
static bool path_of(struct span url, struct arena *arena, struct span *out)
{
	struct span path = url;

	if (!span_starts(path, "/") || path.len > LIMIT_PATH_BYTES)
		return false;
	path = span_sub(path, 1, path.len - 1);
	if (path.len == 0 || span_ends(path, "/"))
		path = arena_printf(arena, "%.*sindex.html", SPAN_ARG(path));
	*out = path;
	return path_is_clean(path) && !is_hidden(path) && span_index(path, '%') < 0 &&
	       span_index(path, '\\') < 0;
}

static void serve_page(struct answer *out, int fd, struct span path,
		       const struct served *served, struct arena *arena)
{
	struct err ignored = { 0 };
	struct span page;
	int rc = file_read_fd(&page, fd, "the page", LIMIT_PAGE_BYTES, arena, &ignored);

	close(fd);
	if (rc < 0) {
		say(out, 500, TYPE_WORDS, SPAN_LIT("The page cannot be read.\n"));
		return;
	}
	say(out, 200, type_of(path), answer_live_page(page, served->build, arena));
	out->is_page = true;
}

static void serve_file(struct answer *out, struct span url, const struct served *served,
		       struct arena *arena)
{
	struct err ignored = { 0 };
	struct span path;
	uint64_t size;
	int fd;

	if (!path_of(url, arena, &path) ||
	    file_open_below(&fd, &size, served->root, path, &ignored) < 0) {
		no_such_page(out, served, arena);
		return;
	}
	if (span_ends(path, ".html")) {
		serve_page(out, fd, path, served, arena);
		return;
	}
	say(out, 200, type_of(path), SPAN_EMPTY);
	out->fd = fd;
	out->size = size;
	out->is_copy = span_starts(path, "raw/");
}

/* ---- who asks ----------------------------------------------------------- */

/* One of our names, with our port, which a browser leaves out where it is 80. */
static bool is_our_name(struct span host, uint16_t port)
{
	static const char *const names[] = { "127.0.0.1", "localhost" };
	char name[32];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(name, sizeof(name), "%s:%u", names[i], port);
		if (span_is_nocase(host, name) ||
		    (port == 80 && span_is_nocase(host, names[i])))
			return true;
	}
	return false;
}

/*
 * A script element of a foreign page would run our data files, and read them.  A
 * link on such a page may lead here.
 */
static bool is_foreign(const struct request *request)
{
	return (span_is(request->fetch_site, "cross-site") ||
		span_is(request->fetch_site, "same-site")) &&
	       !span_is(request->fetch_mode, "navigate");
}

void answer_request(struct answer *out, const struct request *request,
		    const struct served *served, struct arena *arena)
{
	if (!is_our_name(request->host, served->port))
		say(out, 421, TYPE_WORDS,
		    SPAN_LIT("This server is 127.0.0.1 and localhost alone.\n"));
	else if (!span_is(request->method, "GET") && !span_is(request->method, "HEAD"))
		say(out, 405, TYPE_WORDS, SPAN_LIT("Only GET and HEAD.\n"));
	else if (request->has_body)
		say(out, 413, TYPE_WORDS, SPAN_LIT("A question has no body.\n"));
	else if (is_foreign(request))
		say(out, 403, TYPE_WORDS, SPAN_LIT("Not for pages of other sites.\n"));
	else if (span_is(request->url, ANSWER_STATE))
		say(out, 200, "application/json", served->state);
	else if (span_is(request->url, ANSWER_SCRIPT))
		say(out, 200, "text/javascript; charset=utf-8", span_of(script));
	else
		serve_file(out, request->url, served, arena);
}
