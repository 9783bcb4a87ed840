#include "serve/http.h"

#include "base/arena.h"
#include "base/limits.h"
#include "serve/answer.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIBRARY     "libmicrohttpd.so.12"
#define CONNECTIONS 64
#define IDLE        20           /* seconds until a silent connection is closed */
#define HEADERS     (16 * 1024)  /* bytes of a request */
#define ORDER       (64 * 1024U) /* bytes of a frame */

struct library {
	__typeof__(MHD_start_daemon) *start;
	__typeof__(MHD_stop_daemon) *stop;
	__typeof__(MHD_run) *run;
	__typeof__(MHD_get_timeout) *timeout;
	__typeof__(MHD_get_daemon_info) *info;
	__typeof__(MHD_lookup_connection_value) *header;
	__typeof__(MHD_create_response_from_buffer) *from_bytes;
	__typeof__(MHD_create_response_from_fd64) *from_file;
	__typeof__(MHD_add_response_header) *add_header;
	__typeof__(MHD_queue_response) *queue;
	__typeof__(MHD_destroy_response) *drop;
};

/* clang-format off: one name a line */
static const struct {
	const char *name;
	size_t at;
} symbols[] = {
	{ "MHD_start_daemon", offsetof(struct library, start) },
	{ "MHD_stop_daemon", offsetof(struct library, stop) },
	{ "MHD_run", offsetof(struct library, run) },
	{ "MHD_get_timeout", offsetof(struct library, timeout) },
	{ "MHD_get_daemon_info", offsetof(struct library, info) },
	{ "MHD_lookup_connection_value", offsetof(struct library, header) },
	{ "MHD_create_response_from_buffer", offsetof(struct library, from_bytes) },
	{ "MHD_create_response_from_fd64", offsetof(struct library, from_file) },
	{ "MHD_add_response_header", offsetof(struct library, add_header) },
	{ "MHD_queue_response", offsetof(struct library, queue) },
	{ "MHD_destroy_response", offsetof(struct library, drop) },
};
/* clang-format on */

struct server {
	const struct http_options *options;
	struct library lib;
	struct MHD_Daemon *daemon;
	struct served served;
	struct arena *arena; /* of the request at hand */
	struct arena *told;  /* build and state */
};

/* ---- the socket --------------------------------------------------------- */

static int bind_port(int fd, uint16_t port, struct err *err)
{
	const struct sockaddr_in place = { .sin_family = AF_INET,
					   .sin_port = htons(port),
					   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const int yes = 1;

	/* What an earlier run left behind must not keep the port for minutes. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(fd, (const struct sockaddr *)&place, sizeof(place)) == 0 &&
	    listen(fd, CONNECTIONS) == 0)
		return 0;
	if (errno == EADDRINUSE) {
		err_set(err, ERR_USAGE,
			"port %u of 127.0.0.1 is taken: another "
			"program listens there",
			port);
		err_tag(err, "port-taken");
		return err_fix(err,
			       "end it, or give a port that is free: --port %u, "
			       "or --port 0 for any",
			       port < 65535 ? port + 1U : 8117U);
	}
	if (errno == EACCES) {
		err_set(err, ERR_USAGE, "port %u is the system's", port);
		return err_fix(err, "give --port a number from 1024, or 0 for any");
	}
	return err_errno(err, "cannot listen", "127.0.0.1");
}

int http_listen(int *out_fd, uint16_t *out_port, uint16_t port, struct err *err)
{
	struct sockaddr_in place;
	socklen_t len = sizeof(place);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int rc;

	*out_fd = -1;
	if (fd < 0)
		return err_errno(err, "cannot listen", "127.0.0.1");
	rc = bind_port(fd, port, err);
	if (rc == 0 && getsockname(fd, (struct sockaddr *)&place, &len) < 0)
		rc = err_errno(err, "cannot listen", "127.0.0.1");
	if (rc < 0) {
		close(fd);
		return rc;
	}
	*out_fd = fd;
	*out_port = ntohs(place.sin_port);
	return 0;
}

/* ---- the library -------------------------------------------------------- */

static int load(struct library *lib, struct err *err)
{
	void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	if (!handle) {
		err_set(err, ERR_IO, "%s is not there", LIBRARY);
		return err_fix(err, "install it: apt-get install libmicrohttpd12");
	}
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
		void *symbol = dlsym(handle, symbols[i].name);

		if (!symbol)
			return err_set(err, ERR_IO, "%s has no %s", LIBRARY,
				       symbols[i].name);
		memcpy((char *)lib + symbols[i].at, &symbol, sizeof(symbol));
	}
	return 0;
}

/* Our addresses have nothing to unescape: a percent sign stays one, and is refused. */
static size_t leave_escapes(void *ctx, struct MHD_Connection *connection, char *text)
{
	(void)ctx;
	(void)connection;
	return strlen(text);
}

/* ---- a request ---------------------------------------------------------- */

static struct span header(const struct server *server,
			  struct MHD_Connection *connection, const char *name)
{
	const char *value = server->lib.header(connection, MHD_HEADER_KIND, name);

	return value ? span_of(value) : SPAN_EMPTY;
}

static void add_headers(const struct server *server, struct MHD_Response *response,
			const struct answer *answer)
{
	const struct library *lib = &server->lib;

	lib->add_header(response, "Content-Type", answer->type);
	lib->add_header(response, "Cache-Control", "no-store");
	lib->add_header(response, "X-Content-Type-Options", "nosniff");
	lib->add_header(response, "X-Frame-Options", "DENY");
	lib->add_header(response, "Referrer-Policy", "no-referrer");
	lib->add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	lib->add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
	/* A page brings its own; nothing else shall act as one. */
	if (!answer->is_page)
		lib->add_header(response, "Content-Security-Policy",
				"default-src 'none'; sandbox");
	if (answer->is_copy)
		lib->add_header(response, "Content-Disposition", "attachment");
	if (answer->status == 405)
		lib->add_header(response, "Allow", "GET, HEAD");
	if (answer->status >= 400 && answer->status != 404)
		lib->add_header(response, "Connection", "close");
}

static enum MHD_Result send_answer(const struct server *server,
				   struct MHD_Connection *connection,
				   const struct answer *answer)
{
	const struct library *lib = &server->lib;
	struct MHD_Response *response;
	enum MHD_Result done;

	if (answer->fd >= 0)
		response = lib->from_file(answer->size, answer->fd);
	else
		response = lib->from_bytes(answer->body.len,
					   (void *)(uintptr_t)answer->body.ptr,
					   MHD_RESPMEM_MUST_COPY);
	if (!response) {
		if (answer->fd >= 0)
			close(answer->fd);
		return MHD_NO;
	}
	add_headers(server, response, answer);
	done = lib->queue(connection, answer->status, response);
	lib->drop(response);
	return done;
}

static enum MHD_Result handle(void *ctx, struct MHD_Connection *connection,
			      const char *url, const char *method, const char *version,
			      const char *upload, size_t *upload_size,
			      void **of_request)
{
	struct server *server = ctx;
	struct request request = {
		.method = span_of(method),
		.url = span_of(url),
		.host = header(server, connection, "Host"),
		.fetch_site = header(server, connection, "Sec-Fetch-Site"),
		.fetch_mode = header(server, connection, "Sec-Fetch-Mode"),
	};
	struct span length = header(server, connection, "Content-Length");
	struct answer answer;

	(void)version;
	(void)upload;
	(void)of_request;
	request.has_body = *upload_size > 0 ||
			   (length.len > 0 && !span_is(length, "0")) ||
			   header(server, connection, "Transfer-Encoding").len > 0;
	*upload_size = 0;
	arena_clear(server->arena);
	answer_request(&answer, &request, &server->served, server->arena);
	return send_answer(server, connection, &answer);
}

/* ---- what the other side says ------------------------------------------- */

struct frame {
	uint32_t build, state;
};

static bool get_all(int fd, void *bytes, size_t len)
{
	char *at = bytes;

	while (len > 0) {
		ssize_t got = read(fd, at, len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		len -= (size_t)got;
	}
	return true;
}

static bool put_all(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t put = write(fd, at, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
		len -= (size_t)put;
	}
	return true;
}

bool http_tell(int orders, struct span build, struct span state)
{
	struct frame frame = { (uint32_t)build.len, (uint32_t)state.len };

	return build.len <= ORDER && state.len <= ORDER &&
	       put_all(orders, &frame, sizeof(frame)) &&
	       put_all(orders, build.ptr, build.len) &&
	       put_all(orders, state.ptr, state.len);
}

static bool hear(struct server *server)
{
	int fd = server->options->orders;
	struct frame frame;
	char *bytes;

	if (!get_all(fd, &frame, sizeof(frame)) || frame.build > ORDER ||
	    frame.state > ORDER)
		return false;
	arena_clear(server->told);
	bytes = arena_alloc(server->told, (size_t)frame.build + frame.state + 1, 1);
	if (!get_all(fd, bytes, (size_t)frame.build + frame.state))
		return false;
	server->served.build = (struct span){ bytes, frame.build };
	server->served.state = (struct span){ bytes + frame.build, frame.state };
	return true;
}

/* ---- the whole ---------------------------------------------------------- */

static int start(struct server *server, struct err *err)
{
	int rc = load(&server->lib, err);

	if (rc < 0)
		return rc;
	server->daemon =
		server->lib.start(MHD_USE_EPOLL, 0, NULL, NULL, handle, server,
				  MHD_OPTION_LISTEN_SOCKET, server->options->listener,
				  MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS,
				  MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE,
				  MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS,
				  MHD_OPTION_STRICT_FOR_CLIENT, 1,
				  MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
				  MHD_OPTION_END);
	return server->daemon ? 0
			      : err_set(err, ERR_IO, "the web server does not start");
}

static int give_up_rights(const struct http_options *options, struct err *err)
{
	struct arena *arena = arena_new(LIMIT_MIB);
	struct sandbox_places places = { 0 };
	const char *level;
	int rc = sandbox_enter_serving(options->mode, &level, err);

	*LIST_ADD(arena, &places.read) = options->around;
	if (rc == 0)
		rc = sandbox_lock(options->mode, &places, &level, err);
	arena_free(arena);
	return rc;
}

static int milliseconds(const struct server *server)
{
	MHD_UNSIGNED_LONG_LONG wait;

	if (server->lib.timeout(server->daemon, &wait) != MHD_YES)
		return -1;
	return wait > INT_MAX ? INT_MAX : (int)wait;
}

static void attend(struct server *server)
{
	const union MHD_DaemonInfo *info =
		server->lib.info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	struct pollfd fds[2] = { { server->options->orders, POLLIN, 0 },
				 { info->epoll_fd, POLLIN, 0 } };

	for (;;) {
		if (poll(fds, 2, milliseconds(server)) < 0 && errno != EINTR)
			return;
		if (fds[0].revents && !hear(server))
			return;
		/* Once more: at its limit the library listens again only in the run
		 * after the one that saw visitors go, and nothing may happen before
		 * that. */
		server->lib.run(server->daemon);
		server->lib.run(server->daemon);
	}
}

int http_serve(const struct http_options *options, struct err *err)
{
	struct server server = { .options = options,
				 .served = { .root = options->root,
					     .port = options->port,
					     .build = SPAN_LIT("0"),
					     .state = SPAN_LIT("{}") } };
	int rc = start(&server, err);

	server.arena = arena_new(LIMIT_SCRATCH_BYTES);
	server.told = arena_new(LIMIT_MIB);
	if (rc == 0)
		rc = give_up_rights(options, err);
	if (rc == 0)
		*err = (struct err){ 0 };
	if (put_all(options->report, err, sizeof(*err)) && rc == 0)
		attend(&server);
	if (server.daemon)
		server.lib.stop(server.daemon);
	arena_free(server.told);
	arena_free(server.arena);
	return rc;
}
