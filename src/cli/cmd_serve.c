/*
 * muster serve: the site on loopback, built again when something changes.
 *
 * Three processes.  This one watches and has every right, because it starts builds,
 * which give up theirs by themselves; it reads nothing that strangers wrote.  A build
 * is `muster build` with the options given here.  The third answers browsers, and can
 * read the folder around the site and nothing else.
 */
#include "base/buf.h"
#include "base/file.h"
#include "base/num.h"
#include "base/path.h"
#include "cli/auditing.h"
#include "cli/place.h"
#include "cli/print.h"
#include "cli/rights.h"
#include "serve/http.h"
#include "serve/watch.h"
#include "text/jsonout.h"
#include "trust/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEFAULT_OUT  "site/report"
#define DEFAULT_PORT 8117
#define QUIET        200  /* milliseconds without a change before a build */
#define PATIENCE     2000 /* until there is one all the same */
#define TROUBLE      4096 /* bytes of what a failed build said */

static const struct option options[] = {
	AUDIT_OPTIONS,
	{ "out", 'o', OPTION_VALUE, "DIR", "write the site to DIR (" DEFAULT_OUT ")" },
	{ "templates", 0, OPTION_VALUE, "DIR", "page templates of yours" },
	{ "port", 'p', OPTION_VALUE, "N", "listen on port N (8117); 0: any" },
	{ NULL, 0, OPTION_FLAG, NULL, NULL },
};

struct serving {
	struct invocation *in;
	const char *out;
	const char *around; /* the folder that `out` lies in */
	const char **build; /* the command */
	struct watch *watch;
	int listener;
	uint16_t port;
	int signals; /* descriptor */
	sigset_t before;
	pid_t server;
	int orders;
	bool ends;   /* somebody asked us to */
	bool failed; /* the last build did */
	char digest[DIGEST_TEXT];
	char trouble[TROUBLE + 1];
	size_t trouble_len;
};

/* ---- before anything starts --------------------------------------------- */

static int read_port(struct serving *s, struct err *err)
{
	const char *word = invocation_value(s->in, "port");
	uint64_t port = DEFAULT_PORT;

	if (word && !num_u64(span_of(word), 65535, &port)) {
		err_set(err, ERR_USAGE, "\"%s\" is no port", word);
		return err_fix(err, "give --port a number up to 65535, or 0 for any");
	}
	s->port = (uint16_t)port;
	return 0;
}

/* `muster build` with what was given here, in this folder. */
static void make_command(struct serving *s)
{
	const struct invocation *in = s->in;
	size_t count = 0;

	s->build = ARENA_ARRAY(in->arena, const char *, (size_t)in->given_count + 8);
	s->build[count++] = "muster";
	s->build[count++] = "build";
	s->build[count++] = "--quiet";
	s->build[count++] = "--no-color";
	for (int i = 0; i < in->given_count; i++) {
		const struct option *option = in->given[i].option;

		if (strcmp(option->name, "port") == 0 ||
		    strcmp(option->name, "directory") == 0)
			continue;
		s->build[count++] =
			option->kind == OPTION_FLAG
				? arena_printf(in->arena, "--%s", option->name).ptr
				: arena_printf(in->arena, "--%s=%s", option->name,
					       in->given[i].value)
					  .ptr;
	}
	if (in->args[0])
		s->build[count++] = in->args[0];
	s->build[count] = NULL;
}

static int catch_signals(struct serving *s, struct err *err)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &set, &s->before);
	s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return s->signals < 0 ? err_errno(err, "cannot wait for signals", "signalfd")
			      : 0;
}

static void take_signals(struct serving *s)
{
	struct signalfd_siginfo info;

	while (read(s->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
		s->ends |= info.ssi_signo != SIGCHLD;
}

/* ---- what is watched ---------------------------------------------------- */

/* The path from the root, also of what is not there yet. */
static const char *absolute(const char *path, struct arena *arena)
{
	char real[PATH_MAX];
	const char *there = place_nearest(path, arena);
	struct span rest = span_of(path);

	if (!realpath(there, real))
		return path;
	if (strcmp(there, ".") != 0 || span_is(rest, "."))
		rest = span_sub(rest, strlen(there), rest.len);
	while (span_starts(rest, "/") || span_starts(rest, "./"))
		rest = span_sub(rest, span_starts(rest, "./") ? 2 : 1, rest.len);
	if (rest.len == 0)
		return arena_string(arena, span_of(real));
	return arena_printf(arena, "%s/%.*s", real, SPAN_ARG(rest)).ptr;
}

/* What builds write. */
static void leave_out(struct serving *s, struct repo *repo)
{
	struct arena *arena = s->in->arena;
	const char *around = absolute(s->around, arena);
	struct err ignored = { 0 };
	struct span database;

	watch_except(s->watch, absolute(s->out, arena));
	watch_except(s->watch, arena_printf(arena, "%s/.muster-tmp-", around).ptr);
	watch_except(s->watch, arena_printf(arena, "%s/.gitignore", around).ptr);
	if (place_database(&database, s->in, repo, &ignored) == 0)
		watch_except(s->watch, absolute(database.ptr, arena));
}

static void watch_option(struct serving *s, const char *path)
{
	struct arena *arena = s->in->arena;
	const char **names;
	const char *whole;

	if (!path)
		return;
	whole = absolute(path, arena);
	if (file_is_folder(whole)) {
		watch_tree(s->watch, whole);
		return;
	}
	names = ARENA_ARRAY(arena, const char *, 2);
	names[0] = arena_string(arena, path_base(span_of(whole)));
	names[1] = NULL;
	watch_names(s->watch, arena_string(arena, path_dir(span_of(whole))), names);
}

/* The commit can change by a new head, or by what the head points to. */
static void watch_git(struct serving *s, const struct repo *repo)
{
	static const char *const heads[] = { "HEAD", "packed-refs", NULL };
	struct arena *arena = s->in->arena;
	struct repo_places places = { 0 };

	repo_places(&places, repo, arena);
	for (size_t i = 0; i < places.paths.count; i++) {
		const char *path = places.paths.at[i];

		if (!file_exists(arena_printf(arena, "%s/HEAD", path).ptr))
			continue;
		watch_names(s->watch, absolute(path, arena), heads);
		watch_tree(s->watch,
			   absolute(arena_printf(arena, "%s/refs", path).ptr, arena));
	}
}

/* What the operator's own file names; that it is wrong, the build says. */
static void watch_config(struct serving *s)
{
	struct arena *arena = s->in->arena;
	struct err ignored = { 0 };
	struct config config;

	if (auditing_operator_config(&config, s->in, &ignored) != 1)
		return;
	if (config.templates.len > 0 && !invocation_value(s->in, "templates"))
		watch_option(s, arena_string(arena, config.templates));
	if (config.trust_dir.len > 0 && !invocation_value(s->in, "trust"))
		watch_option(s, arena_string(arena, config.trust_dir));
}

static int start_watching(struct serving *s, struct err *err)
{
	const struct invocation *in = s->in;
	const struct repo_options how = {
		.path = in->args[0],
		.trust_any_owner = invocation_has(in, "trust-repo-owner"),
	};
	const char *const *folders = invocation_values(in, "evidence");
	struct repo *repo;
	int rc = repo_open(&repo, &how, err);

	if (rc == 0)
		rc = watch_open(&s->watch, in->arena, err);
	if (rc < 0)
		return rc;
	leave_out(s, repo);
	if (repo_facts(repo)->work_tree.len > 0)
		watch_option(s, arena_string(in->arena, repo_facts(repo)->work_tree));
	watch_git(s, repo);
	repo_close(repo);
	for (; *folders; folders++)
		watch_option(s, *folders);
	watch_option(s, invocation_value(in, "templates"));
	watch_option(s, invocation_value(in, "trust"));
	watch_option(s, invocation_value(in, "config"));
	watch_config(s);
	watch_option(s, invocation_value(in, "signoffs"));
	return 0;
}

/* ---- builds ------------------------------------------------------------- */

/* In the child: its errors to us, the rest to nobody, and away. */
static void become_build(const struct serving *s, int errors)
{
	int nothing = open("/dev/null", O_RDWR);

	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, &s->before, NULL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
	    dup2(nothing, STDOUT_FILENO) >= 0 && dup2(errors, STDERR_FILENO) >= 0)
		execv("/proc/self/exe", (char *const *)(uintptr_t)s->build);
	_exit(127);
}

/* As much of it as a page shows; the terminal gets all. */
static bool take_words(struct serving *s, int from)
{
	char bytes[1024];
	ssize_t got = read(from, bytes, sizeof(bytes));
	size_t fits;

	if (got < 0 && errno == EINTR)
		return true;
	if (got <= 0)
		return false;
	if (!s->in->quiet)
		fwrite(bytes, 1, (size_t)got, stderr);
	fits = TROUBLE - s->trouble_len;
	fits = (size_t)got < fits ? (size_t)got : fits;
	memcpy(s->trouble + s->trouble_len, bytes, fits);
	s->trouble_len += fits;
	return true;
}

/* Until the build has closed its end; a signal to end goes on to it. */
static void listen_to_build(struct serving *s, pid_t build, int from)
{
	struct pollfd fds[2] = { { from, POLLIN, 0 }, { s->signals, POLLIN, 0 } };

	for (;;) {
		if (poll(fds, 2, -1) < 0)
			continue;
		if (fds[1].revents)
			take_signals(s);
		if (s->ends)
			kill(build, SIGTERM);
		if (fds[0].revents && !take_words(s, from))
			return;
	}
}

/* The exit status of `muster build`. */
static int run_build(struct serving *s, struct err *err)
{
	int ends[2], status;
	pid_t pid;

	s->trouble_len = 0;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_errno(err, "cannot start a build", "pipe");
	pid = fork();
	if (pid == 0)
		become_build(s, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return err_errno(err, "cannot start a build", "fork");
	}
	listen_to_build(s, pid, ends[0]);
	close(ends[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- the server --------------------------------------------------------- */

/* The list of all digests is another one when any file is. */
static void look_at_report(struct serving *s)
{
	struct arena *arena = s->in->arena;
	struct err ignored = { 0 };
	uint64_t size;

	if (digest_file(s->digest, &size,
			arena_printf(arena, "%s/SHA256SUMS", s->out).ptr, UINT64_MAX,
			&ignored) < 0)
		snprintf(s->digest, sizeof(s->digest), "0");
}

static bool tell_server(struct serving *s)
{
	struct jsonout json;
	struct buf state;
	bool told;

	look_at_report(s);
	buf_init(&state, 8 * TROUBLE);
	jsonout_init(&json, &state, false);
	jsonout_object(&json);
	jsonout_member(&json, "build", span_sub(span_of(s->digest), 0, 16));
	jsonout_member(&json, "trouble",
		       s->failed ? (struct span){ s->trouble, s->trouble_len }
				 : SPAN_EMPTY);
	jsonout_end(&json);
	told = http_tell(s->orders, span_sub(span_of(s->digest), 0, 16),
			 buf_span(&state));
	buf_release(&state);
	return told;
}

/* In the child, which never comes back. */
static void become_server(struct serving *s, int orders, int report,
			  enum sandbox_mode mode)
{
	const struct http_options how = {
		.listener = s->listener,
		.port = s->port,
		.root = s->out,
		.around = s->around,
		.mode = mode,
		.orders = orders,
		.report = report,
	};
	struct err err = { 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	/* The terminal's Ctrl-C is for the one that watches; it ends this one. */
	close(s->signals);
	_exit(http_serve(&how, &err) < 0);
}

static int hear_server(int from, struct err *err)
{
	struct err said;
	ssize_t got;

	do
		got = read(from, &said, sizeof(said));
	while (got < 0 && errno == EINTR);
	if (got != (ssize_t)sizeof(said))
		return err_set(err, ERR_INTERNAL, "the server ended at once");
	if (said.code == ERR_OK)
		return 0;
	*err = said;
	return -(int)said.code;
}

static int start_server(struct serving *s, struct err *err)
{
	int orders[2], report[2], rc;
	enum sandbox_mode mode;

	rc = rights_mode(&mode, s->in, err);
	if (rc < 0)
		return rc;
	if (pipe2(orders, O_CLOEXEC) < 0 || pipe2(report, O_CLOEXEC) < 0)
		return err_errno(err, "cannot start the server", "pipe");
	fflush(NULL);
	s->server = fork();
	if (s->server == 0) {
		close(orders[1]);
		close(report[0]);
		become_server(s, orders[0], report[1], mode);
	}
	close(orders[0]);
	close(report[1]);
	s->orders = orders[1];
	rc = s->server < 0 ? err_errno(err, "cannot start the server", "fork")
			   : hear_server(report[0], err);
	close(report[0]);
	close(s->listener);
	s->listener = -1;
	return rc;
}

static void stop_server(struct serving *s)
{
	if (s->orders >= 0)
		close(s->orders);
	if (s->server > 0) {
		kill(s->server, SIGKILL);
		while (waitpid(s->server, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
}

/* ---- the loop ----------------------------------------------------------- */

/* A change seldom comes alone: wait until there is none for a moment. */
static void settle(struct serving *s)
{
	struct pollfd fds[2] = { { watch_fd(s->watch), POLLIN, 0 },
				 { s->signals, POLLIN, 0 } };

	for (int waited = 0; waited < PATIENCE && !s->ends; waited += QUIET) {
		int n = poll(fds, 2, QUIET);

		if (n == 0)
			return;
		if (fds[1].revents)
			take_signals(s);
		if (n > 0 && fds[0].revents)
			watch_changed(s->watch);
	}
}

static void say(const struct serving *s, const char *words)
{
	if (s->in->quiet)
		return;
	fputs(words, s->in->out);
	fflush(s->in->out);
}

static int rebuild(struct serving *s, struct err *err)
{
	char before[DIGEST_TEXT];
	int rc;

	settle(s);
	memcpy(before, s->digest, sizeof(before));
	rc = s->ends ? 0 : run_build(s, err);
	if (rc < 0 || s->ends)
		return rc;
	s->failed = rc > 0;
	if (!tell_server(s))
		return err_set(err, ERR_INTERNAL, "the server has ended");
	say(s, s->failed ? "not built; the site stays as it was\n"
	       : strcmp(before, s->digest) == 0 ? "built again: nothing changed\n"
						: "built again\n");
	return 0;
}

static bool server_lives(const struct serving *s)
{
	return waitpid(s->server, NULL, WNOHANG) == 0;
}

static int attend(struct serving *s, struct err *err)
{
	struct pollfd fds[2] = { { watch_fd(s->watch), POLLIN, 0 },
				 { s->signals, POLLIN, 0 } };
	int rc = 0;

	while (rc == 0 && !s->ends) {
		if (poll(fds, 2, -1) < 0)
			continue;
		if (fds[1].revents)
			take_signals(s);
		if (!s->ends && !server_lives(s)) {
			s->server = -1;
			return err_set(err, ERR_INTERNAL, "the server has ended");
		}
		if (!s->ends && fds[0].revents && watch_changed(s->watch))
			rc = rebuild(s, err);
	}
	return rc;
}

static void greet(const struct serving *s)
{
	FILE *out = s->in->out;

	/* A script that asked for any port needs this line also with --quiet. */
	fprintf(out, "http://127.0.0.1:%u/\n", s->port);
	if (!s->in->quiet)
		fputs("built again when something changes; Ctrl-C ends\n", out);
	if (!s->in->quiet && watch_missed(s->watch) > 0)
		fprintf(out,
			"%zu folders are not watched: raise "
			"fs.inotify.max_user_watches, or start again after changes\n",
			watch_missed(s->watch));
	fflush(out);
}

static int serve(struct serving *s, struct err *err)
{
	int rc = http_listen(&s->listener, &s->port, s->port, err);

	if (rc == 0)
		rc = start_watching(s, err);
	if (rc == 0)
		rc = catch_signals(s, err);
	if (rc == 0)
		rc = run_build(s, err);
	if (rc != 0 || s->ends)
		return rc; /* the build has said what is wrong */
	rc = start_server(s, err);
	if (rc == 0 && !tell_server(s))
		rc = err_set(err, ERR_INTERNAL, "the server has ended");
	if (rc == 0) {
		greet(s);
		rc = attend(s, err);
	}
	return rc;
}

static int run(struct invocation *in, struct err *err)
{
	struct serving s = { .in = in,
			     .out = invocation_value(in, "out"),
			     .listener = -1,
			     .signals = -1,
			     .server = -1,
			     .orders = -1 };
	struct span out = span_of(s.out ? s.out : DEFAULT_OUT);
	int rc;

	while (out.len > 1 && span_ends(out, "/"))
		out.len--;
	s.out = arena_string(in->arena, out);
	s.around = arena_string(in->arena, path_dir(out).len > 0   ? path_dir(out)
					   : span_starts(out, "/") ? SPAN_LIT("/")
								   : SPAN_LIT("."));
	make_command(&s);
	rc = read_port(&s, err);
	if (rc == 0)
		rc = serve(&s, err);
	stop_server(&s);
	watch_close(s.watch);
	if (s.listener >= 0)
		close(s.listener);
	if (s.signals >= 0)
		close(s.signals);
	return rc;
}

const struct command command_serve = {
	.name = "serve",
	.args = "[REPO]",
	.summary = "Show the site on loopback, built again on every change",
	.examples = "  muster serve\n"
		    "  muster serve --port 0 --templates pages\n"
		    "  muster serve --evidence reports --subject HEAD\n",
	.options = options,
	.min_args = 0,
	.max_args = 1,
	.run = run,
};
