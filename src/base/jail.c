#include "base/jail.h"

#include "base/arena.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX 8
#define WORKER_FD   3
#define PIECES_MAX  1000 /* of one worker; then a fresh one takes over */
#define AHEAD       4    /* pieces a worker that may wait for an earlier reply */
#define FRAME_MAGIC 0x6a61696cu
#define EXIT_MEMORY 95
#define EXIT_OOM    4   /* what oom() says */
#define CHECK_MS    250 /* between two looks at the clocks of busy workers */

const char *const jail_end_word[JAIL_ENDS] = {
	[JAIL_DONE] = "done",           [JAIL_CRASHED] = "crashed",
	[JAIL_FORBIDDEN] = "forbidden", [JAIL_SLOW] = "slow",
	[JAIL_MEMORY] = "memory",
};

/* Before every message, both ways; one machine, so its own byte order. */
struct frame {
	uint32_t magic;
	uint32_t level; /* a worker's first message says what it reached */
	uint64_t piece;
	uint64_t len;
};

static const char *const levels[] = { "off", "rlimits", "seccomp", "full" };
#define LEVELS_COUNT (sizeof(levels) / sizeof(levels[0]))

struct worker {
	pid_t pid; /* 0: none */
	int fd;
	bool busy;
	size_t piece;
	unsigned pieces;          /* it has worked on */
	int64_t since_us, cpu_us; /* when the piece began, on both clocks */
	struct frame out, in;
	size_t sent, got; /* bytes with the frame's own */
	struct span request;
	struct buf reply;
};

struct jail {
	struct jail_options options;
	unsigned level, deaths;
	struct worker workers[WORKERS_MAX];
};

/* A reply that waits for its turn. */
struct answer {
	bool ready, tried;
	enum jail_end end;
	struct buf bytes;
	struct span request;
};

/* The worker's side. */

static void read_exactly(void *to, size_t len)
{
	char *at = to;

	while (len > 0) {
		ssize_t got = read(WORKER_FD, at, len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			_exit(0); /* nobody is there any more */
		at += got;
		len -= (size_t)got;
	}
}

static void write_exactly(const void *from, size_t len)
{
	const char *at = from;

	while (len > 0) {
		ssize_t put = write(WORKER_FD, at, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(0);
		at += put;
		len -= (size_t)put;
	}
}

/* One piece after the other, each with an arena of its own. */
static _Noreturn void serve(const struct jail_options *options)
{
	struct frame frame;
	struct buf reply;

	buf_init(&reply, options->reply_max);
	for (;;) {
		struct arena *arena;
		char *bytes;

		read_exactly(&frame, sizeof(frame));
		arena = arena_new(options->memory);
		bytes = arena_alloc(arena, (size_t)frame.len, 1);
		read_exactly(bytes, (size_t)frame.len);
		buf_clear(&reply);
		options->work(options->ctx, (struct span){ bytes, (size_t)frame.len },
			      &reply);
		if (reply.over)
			_exit(EXIT_MEMORY);
		frame.len = reply.len;
		write_exactly(&frame, sizeof(frame));
		write_exactly(reply.ptr, reply.len);
		arena_free(arena);
	}
}

static unsigned level_number(const char *word)
{
	unsigned number = 0;

	for (unsigned i = 0; i < LEVELS_COUNT; i++)
		if (strcmp(levels[i], word) == 0)
			number = i;
	return number;
}

/* In the child: nothing but the socket, then the sandbox, then work. */
static _Noreturn void live(const struct jail_options *options, int fd)
{
	struct sandbox_limits limits = { options->memory,
					 (options->cpu_ms / 1000 + 1) * PIECES_MAX };
	struct frame hello = { .magic = FRAME_MAGIC };
	const char *level;
	struct err err;
	int null;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL); /* the parent's handlers are not ours */
	if (fd != WORKER_FD && dup2(fd, WORKER_FD) < 0)
		_exit(1);
	null = open("/dev/null", O_RDWR);
	for (int i = 0; null >= 0 && i < WORKER_FD; i++)
		dup2(null, i);
	close_range(WORKER_FD + 1, ~0u, 0);
	if (options->prepare)
		options->prepare(options->ctx);
	if (sandbox_worker(WORKER_FD, &limits, options->mode, &level, &err) < 0)
		hello.magic = 0; /* the level is too low: the parent says so */
	hello.level = level_number(level);
	write_exactly(&hello, sizeof(hello));
	serve(options);
}

/* The parent's side. */

static void stop(struct worker *worker)
{
	if (worker->pid == 0)
		return;
	kill(worker->pid, SIGKILL);
	waitpid(worker->pid, NULL, 0);
	close(worker->fd);
	worker->pid = 0;
	worker->busy = false;
}

/* Its first message; false where it died before or is not what the mode requires. */
static bool hear_hello(struct jail *jail, struct worker *worker)
{
	struct frame hello = { 0 };
	ssize_t got;

	do
		got = recv(worker->fd, &hello, sizeof(hello), MSG_WAITALL);
	while (got < 0 && errno == EINTR);
	if (hello.level < jail->level)
		jail->level = hello.level;
	return got == (ssize_t)sizeof(hello) && hello.magic == FRAME_MAGIC;
}

static int start(struct jail *jail, struct worker *worker, struct err *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return err_errno(err, "no worker can be started", "jail");
	worker->pid = fork();
	if (worker->pid == 0)
		live(&jail->options, ends[1]);
	close(ends[1]);
	worker->fd = ends[0];
	worker->pieces = 0;
	if (worker->pid < 0) {
		worker->pid = 0;
		close(ends[0]);
		return err_errno(err, "no worker can be started", "jail");
	}
	if (!hear_hello(jail, worker)) {
		stop(worker);
		err_set(err, ERR_IO, "a worker cannot give up its rights as required");
		err_tag(err, "sandbox");
		return err_fix(err, "let the container use seccomp and Landlock, "
				    "or say --sandbox=auto");
	}
	fcntl(worker->fd, F_SETFL, O_NONBLOCK);
	return 0;
}

int jail_open(struct jail **out, const struct jail_options *options, struct err *err)
{
	struct jail *jail = calloc(1, sizeof(*jail));
	int rc = 0;

	*out = NULL;
	if (!jail)
		oom();
	jail->options = *options;
	if (jail->options.workers > WORKERS_MAX)
		jail->options.workers = WORKERS_MAX;
	jail->level = LEVELS_COUNT - 1;
	for (unsigned i = 0; rc == 0 && i < jail->options.workers; i++) {
		buf_init(&jail->workers[i].reply, options->reply_max);
		rc = start(jail, &jail->workers[i], err);
	}
	if (rc < 0)
		jail_close(jail);
	else
		*out = jail;
	return rc;
}

void jail_close(struct jail *jail)
{
	if (!jail)
		return;
	for (unsigned i = 0; i < jail->options.workers; i++) {
		stop(&jail->workers[i]);
		buf_release(&jail->workers[i].reply);
	}
	free(jail);
}

const char *jail_level(const struct jail *jail)
{
	return levels[jail->level];
}

static int64_t cpu_of(pid_t pid)
{
	struct timespec used;
	clockid_t clock;

	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) < 0)
		return 0;
	return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

static void assign(struct worker *worker, size_t piece, struct span request)
{
	worker->busy = true;
	worker->piece = piece;
	worker->pieces++;
	worker->request = request;
	worker->out = (struct frame){ .magic = FRAME_MAGIC,
				      .piece = piece,
				      .len = request.len };
	worker->sent = worker->got = 0;
	worker->since_us = clock_monotonic_us();
	worker->cpu_us = cpu_of(worker->pid);
	buf_clear(&worker->reply);
}

/* Write what fits; false where the worker is gone. */
static bool push(struct worker *worker)
{
	const size_t head = sizeof(worker->out);

	while (worker->sent < head + worker->request.len) {
		const char *from =
			worker->sent < head
				? (const char *)&worker->out + worker->sent
				: worker->request.ptr + (worker->sent - head);
		size_t left = worker->sent < head
				      ? head - worker->sent
				      : head + worker->request.len - worker->sent;
		ssize_t put = send(worker->fd, from, left, MSG_NOSIGNAL);

		if (put < 0)
			return errno == EAGAIN || errno == EINTR;
		worker->sent += (size_t)put;
	}
	return true;
}

/* Read what is there; false where the worker is gone or talks nonsense. */
static bool pull(struct jail *jail, struct worker *worker)
{
	const size_t head = sizeof(worker->in);
	char bytes[65536];

	for (;;) {
		size_t want = worker->got < head ? head - worker->got
						 : head + worker->in.len - worker->got;
		ssize_t got;

		if (worker->got >= head && want == 0)
			return true;
		if (want > sizeof(bytes))
			want = sizeof(bytes);
		got = recv(worker->fd, bytes, want, 0);
		if (got < 0 && (errno == EAGAIN || errno == EINTR))
			return true;
		if (got <= 0)
			return false;
		if (worker->got < head)
			memcpy((char *)&worker->in + worker->got, bytes, (size_t)got);
		else
			buf_add(&worker->reply, (struct span){ bytes, (size_t)got });
		worker->got += (size_t)got;
		if (worker->got == head && (worker->in.magic != FRAME_MAGIC ||
					    worker->in.piece != worker->piece ||
					    worker->in.len > jail->options.reply_max))
			return false;
	}
}

static bool is_answered(const struct worker *worker)
{
	return worker->got >= sizeof(worker->in) &&
	       worker->got == sizeof(worker->in) + worker->in.len;
}

static bool is_late(const struct jail *jail, const struct worker *worker)
{
	int64_t wall = clock_monotonic_us() - worker->since_us;

	return wall > (int64_t)jail->options.wall_ms * 1000 ||
	       cpu_of(worker->pid) - worker->cpu_us >
		       (int64_t)jail->options.cpu_ms * 1000;
}

/* Bury it and tell from its last words why it died. */
static enum jail_end bury(struct worker *worker, bool late)
{
	int status = 0;

	/* Where it is late, its own end may still have come first. */
	if (waitpid(worker->pid, &status, late ? WNOHANG : 0) != worker->pid) {
		stop(worker);
		return JAIL_SLOW;
	}
	close(worker->fd);
	worker->pid = 0;
	worker->busy = false;
	if (WIFEXITED(status) &&
	    (WEXITSTATUS(status) == EXIT_MEMORY || WEXITSTATUS(status) == EXIT_OOM))
		return JAIL_MEMORY;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return JAIL_FORBIDDEN;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return JAIL_SLOW;
	return JAIL_CRASHED;
}

/* One run: which pieces wait, which are answered and not yet told. */
struct round {
	struct jail *jail;
	const struct jail_work *work;
	struct answer *answers; /* a ring of `window` */
	size_t window, next, told;
};

static struct answer *answer_of(struct round *round, size_t piece)
{
	return &round->answers[piece % round->window];
}

/* The worker died over its piece: once more in a fresh one, then it is given up. */
static int handle_death(struct round *round, struct worker *worker, bool late,
			struct err *err)
{
	struct jail *jail = round->jail;
	struct answer *answer = answer_of(round, worker->piece);
	enum jail_end end = bury(worker, late);
	size_t piece = worker->piece;
	int rc;

	if (++jail->deaths > jail->options.deaths) {
		err_set(err, ERR_INTERNAL,
			"%u workers died in one run, the last one %s", jail->deaths,
			jail_end_word[end]);
		return err_tag(err, "jail");
	}
	rc = start(jail, worker, err);
	if (rc < 0)
		return rc;
	if (!answer->tried) {
		answer->tried = true;
		assign(worker, piece, answer->request);
		return 0;
	}
	answer->ready = true;
	answer->end = end;
	return 0;
}

static int take_answer(struct round *round, struct worker *worker, struct err *err)
{
	struct answer *answer = answer_of(round, worker->piece);
	struct buf empty = answer->bytes;

	answer->ready = true;
	answer->end = JAIL_DONE;
	answer->bytes = worker->reply; /* swapped, not copied */
	worker->reply = empty;
	worker->busy = false;
	if (worker->pieces < PIECES_MAX)
		return 0;
	stop(worker);
	return start(round->jail, worker, err);
}

/* Tell what is answered, in order. */
static int tell(struct round *round, struct err *err)
{
	const struct jail_work *work = round->work;

	while (round->told < round->next) {
		struct answer *answer = answer_of(round, round->told);
		struct span bytes = answer->end == JAIL_DONE ? buf_span(&answer->bytes)
							     : SPAN_EMPTY;
		int rc;

		if (!answer->ready)
			return 0;
		rc = work->reply(work->ctx, round->told, answer->end, bytes, err);
		if (rc < 0)
			return rc;
		answer->ready = answer->tried = false;
		buf_clear(&answer->bytes);
		round->told++;
	}
	return 0;
}

/* Give the next pieces to workers that have none. */
static int deal(struct round *round, struct err *err)
{
	const struct jail_work *work = round->work;

	for (unsigned i = 0; i < round->jail->options.workers; i++) {
		struct worker *worker = &round->jail->workers[i];
		struct answer *answer;
		int rc;

		if (worker->busy || round->next == work->count ||
		    round->next - round->told == round->window)
			continue;
		rc = worker->pid ? 0 : start(round->jail, worker, err);
		if (rc < 0)
			return rc;
		answer = answer_of(round, round->next);
		rc = work->request(work->ctx, round->next, &answer->request, err);
		if (rc < 0)
			return rc;
		assign(worker, round->next++, answer->request);
	}
	return 0;
}

/* Sleep until a worker can take or give bytes, or it is time to look at clocks. */
static void wait_for_workers(struct jail *jail, struct pollfd *polls)
{
	for (unsigned i = 0; i < jail->options.workers; i++) {
		struct worker *worker = &jail->workers[i];
		bool sending = worker->sent < sizeof(worker->out) + worker->request.len;

		polls[i] = (struct pollfd){
			.fd = worker->busy ? worker->fd : -1,
			.events = (short)(POLLIN | (sending ? POLLOUT : 0))
		};
	}
	poll(polls, jail->options.workers, CHECK_MS);
}

static int attend(struct round *round, struct worker *worker, struct err *err)
{
	bool alive = push(worker) && pull(round->jail, worker);
	bool late = alive && !is_answered(worker) && is_late(round->jail, worker);

	if (alive && is_answered(worker))
		return take_answer(round, worker, err);
	if (alive && !late)
		return 0;
	/* One that talks nonsense lives on; to a dead one this means nothing. */
	if (!alive)
		kill(worker->pid, SIGKILL);
	return handle_death(round, worker, late, err);
}

int jail_run(struct jail *jail, const struct jail_work *work, struct err *err)
{
	struct round round = { .jail = jail, .work = work };
	struct pollfd polls[WORKERS_MAX];
	int rc = 0;

	jail->deaths = 0;
	round.window = (size_t)jail->options.workers * AHEAD;
	round.answers = calloc(round.window, sizeof(*round.answers));
	if (!round.answers)
		oom();
	for (size_t i = 0; i < round.window; i++)
		buf_init(&round.answers[i].bytes, jail->options.reply_max);
	while (rc == 0 && round.told < work->count) {
		rc = deal(&round, err);
		if (rc == 0)
			wait_for_workers(jail, polls);
		for (unsigned i = 0; rc == 0 && i < jail->options.workers; i++)
			if (jail->workers[i].busy)
				rc = attend(&round, &jail->workers[i], err);
		if (rc == 0)
			rc = tell(&round, err);
	}
	/* After an error workers may be in the middle of a piece: they are useless. */
	for (unsigned i = 0; i < jail->options.workers; i++)
		if (jail->workers[i].busy)
			stop(&jail->workers[i]);
	for (size_t i = 0; i < round.window; i++)
		buf_release(&round.answers[i].bytes);
	free(round.answers);
	return rc;
}
