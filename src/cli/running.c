#include "cli/running.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE   65536
#define LINGERS 1000 /* milliseconds without a byte after the command ended */

/* The signals that go on to the command. */
static const int passed_on[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 };

struct pump {
	int from, to;
	bool is_open;   /* the command can still write */
	bool is_wanted; /* somebody still reads */
	struct digest *digest;
	struct running_stream *stream;
};

struct runner {
	struct running *out;
	pid_t pid;
	bool has_ended;
	int signals; /* descriptor */
	sigset_t before;
	struct sigaction pipe_before;
	struct pump pumps[2];
	unsigned pump_count;
};

static bool is_one_file(int a, int b)
{
	struct stat first, second;

	return fstat(a, &first) == 0 && fstat(b, &second) == 0 &&
	       first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/* ---- the command's side --------------------------------------------------- */

/* In the child: its end of the pipes, signals as they were, and away. */
static void become(const struct runner *runner, const int ends[2],
		   const char *const *command, int report)
{
	int failed;

	sigaction(SIGPIPE, &runner->pipe_before, NULL);
	sigprocmask(SIG_SETMASK, &runner->before, NULL);
	if (dup2(ends[0], STDOUT_FILENO) >= 0 && dup2(ends[1], STDERR_FILENO) >= 0)
		execvp(command[0], (char *const *)(uintptr_t)command);
	failed = errno;
	while (write(report, &failed, sizeof(failed)) < 0 && errno == EINTR)
		continue;
	_exit(RUNNING_NOT_RUN);
}

/* What the child could not do; 0 where it is running. */
static int hear(int report)
{
	int failed = 0;
	ssize_t got;

	do
		got = read(report, &failed, sizeof(failed));
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof(failed) ? failed : 0;
}

static int refuse(int failed, const char *name, struct err *err)
{
	errno = failed;
	err_errno(err, "cannot run it", name);
	if (failed == ENOENT || failed == ENOTDIR) {
		err->code = ERR_ABSENT;
		return err_fix(err, "name a program that is there, or give its path");
	}
	return err_fix(err, "make it executable, or name the program that reads it");
}

static int start(struct runner *runner, const int ends[2], const char *const *command,
		 struct err *err)
{
	int report[2], failed;

	if (pipe2(report, O_CLOEXEC) < 0)
		return err_errno(err, "cannot run it", command[0]);
	runner->pid = fork();
	if (runner->pid == 0)
		become(runner, ends, command, report[1]);
	failed = runner->pid < 0 ? errno : 0;
	close(report[1]);
	if (runner->pid > 0)
		failed = hear(report[0]);
	close(report[0]);
	if (failed == 0)
		return 0;
	while (runner->pid > 0 && waitpid(runner->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	return refuse(failed, command[0], err);
}

/* ---- our side ------------------------------------------------------------- */

static void take_end(struct runner *runner, int status)
{
	runner->has_ended = true;
	runner->out->exit_code =
		WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void look_for_end(struct runner *runner)
{
	int status;
	pid_t pid;

	do
		pid = waitpid(runner->pid, &status, WNOHANG);
	while (pid < 0 && errno == EINTR);
	if (pid == runner->pid)
		take_end(runner, status);
}

/* The terminal's signals reach the whole group; the others came to us alone. */
static void take_signal(struct runner *runner)
{
	struct signalfd_siginfo info;

	if (read(runner->signals, &info, sizeof(info)) != (ssize_t)sizeof(info))
		return;
	if (info.ssi_signo == SIGCHLD) {
		look_for_end(runner);
		return;
	}
	if (info.ssi_signo != SIGUSR1 && info.ssi_signo != SIGUSR2)
		runner->out->interrupted = (int)info.ssi_signo;
	if (info.ssi_code != SI_KERNEL && !runner->has_ended)
		kill(runner->pid, (int)info.ssi_signo);
}

/* A reader that is slow, or gone, must not keep signals from us. */
static void pass_on(struct runner *runner, struct pump *pump, const char *bytes,
		    size_t len)
{
	while (len > 0 && pump->is_wanted) {
		struct pollfd fds[2] = { { runner->signals, POLLIN, 0 },
					 { pump->to, POLLOUT, 0 } };
		ssize_t put;

		if (poll(fds, 2, -1) < 0)
			continue;
		if (fds[0].revents)
			take_signal(runner);
		if (!fds[1].revents)
			continue;
		put = write(pump->to, bytes, len < PIPE_BUF ? len : PIPE_BUF);
		if (put < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		pump->is_wanted = put > 0;
		if (put > 0) {
			bytes += put;
			len -= (size_t)put;
		}
	}
}

static void take_bytes(struct runner *runner, struct pump *pump)
{
	char bytes[PIECE];
	ssize_t got = read(pump->from, bytes, sizeof(bytes));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got <= 0) {
		pump->is_open = false;
		return;
	}
	digest_add(pump->digest, (struct span){ bytes, (size_t)got });
	pump->stream->bytes += (uint64_t)got;
	pass_on(runner, pump, bytes, (size_t)got);
}

static bool is_any_open(const struct runner *runner)
{
	bool any = false;

	for (unsigned i = 0; i < runner->pump_count; i++)
		any |= runner->pumps[i].is_open;
	return any;
}

static void attend(struct runner *runner)
{
	while (is_any_open(runner) || !runner->has_ended) {
		struct pollfd fds[3] = { { runner->signals, POLLIN, 0 } };
		int ready;

		for (unsigned i = 0; i < runner->pump_count; i++)
			fds[i + 1] = (struct pollfd){ runner->pumps[i].is_open
							      ? runner->pumps[i].from
							      : -1,
						      POLLIN, 0 };
		ready = poll(fds, runner->pump_count + 1,
			     runner->has_ended ? LINGERS : -1);
		if (ready == 0) {
			runner->out->is_log_whole = false;
			return;
		}
		if (ready < 0)
			continue;
		if (fds[0].revents)
			take_signal(runner);
		for (unsigned i = 0; i < runner->pump_count; i++)
			if (fds[i + 1].revents)
				take_bytes(runner, &runner->pumps[i]);
	}
}

static int open_signals(struct runner *runner, struct err *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(passed_on[0]); i++)
		sigaddset(&set, passed_on[i]);
	sigprocmask(SIG_BLOCK, &set, &runner->before);
	sigaction(SIGPIPE, &ignore, &runner->pipe_before);
	sigaction(SIGCHLD, &usual, NULL); /* ignored, nobody could wait for it */
	runner->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (runner->signals < 0)
		return err_errno(err, "cannot wait for signals", "capture");
	return 0;
}

/* SIGPIPE stays ignored: what reads our output may be gone by now. */
static void close_signals(struct runner *runner)
{
	if (runner->signals >= 0)
		close(runner->signals);
	sigprocmask(SIG_SETMASK, &runner->before, NULL);
}

static int open_pumps(struct runner *runner, int ends[2], struct err *err)
{
	static const char *const names[] = { "stdout", "stderr" };
	bool one = is_one_file(STDOUT_FILENO, STDERR_FILENO);

	ends[0] = ends[1] = -1;
	for (unsigned i = 0; i < (one ? 1 : 2); i++) {
		struct running_stream *stream = &runner->out->streams[i];
		int pair[2];

		if (pipe2(pair, O_CLOEXEC) < 0)
			return err_errno(err, "cannot make a pipe", "capture");
		ends[i] = pair[1];
		stream->name = one ? "output" : names[i];
		runner->pumps[i] = (struct pump){
			pair[0],        i == 0 ? STDOUT_FILENO : STDERR_FILENO,
			true,           true,
			digest_start(), stream
		};
		runner->pump_count = runner->out->stream_count = i + 1;
	}
	if (one)
		ends[1] = ends[0];
	return 0;
}

static void close_ends(const int ends[2])
{
	if (ends[0] >= 0)
		close(ends[0]);
	if (ends[1] >= 0 && ends[1] != ends[0])
		close(ends[1]);
}

int running_run(struct running *out, const char *const *command, struct err *err)
{
	struct runner runner = { .out = out, .signals = -1 };
	int ends[2] = { -1, -1 };
	int rc;

	*out = (struct running){ .is_log_whole = true };
	rc = open_signals(&runner, err);
	if (rc == 0)
		rc = open_pumps(&runner, ends, err);
	if (rc == 0)
		rc = start(&runner, ends, command, err);
	close_ends(ends);
	if (rc == 0)
		attend(&runner);
	for (unsigned i = 0; i < runner.pump_count; i++) {
		close(runner.pumps[i].from);
		digest_finish_hex(runner.pumps[i].digest, out->streams[i].sha256);
	}
	close_signals(&runner);
	return rc;
}
