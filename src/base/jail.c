#include "base/jail.h"

#include "base/arena.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX JAIL_WORKERS
#define WORKER_FD   3
#define PIECES_MAX  1000 /* of one worker; then a fresh one takes over */
#define AHEAD       (JAIL_WINDOW / JAIL_WORKERS)
#define FRAME_MAGIC 0x6a61696cu
#define EXIT_MEMORY 95
#define EXIT_OOM    4   /* what oom() says */
#define CHECK_MS    250 /* between two looks at the clocks of busy workers */

/* Replies that wait for their turn, and requests out at once: bytes of all. */
#define REPLIES_AHEAD  ((size_t)16 << 20)
#define REQUESTS_AHEAD ((size_t)16 << 20)

/* A request larger than this gives its memory back when it is answered. */
#define WINDOW_KEPT ((size_t)4 << 20)

const char *const jail_end_word[JAIL_ENDS] = {
	[JAIL_DONE] = "done",           [JAIL_CRASHED] = "crashed",
	[JAIL_FORBIDDEN] = "forbidden", [JAIL_SLOW] = "slow",
	[JAIL_MEMORY] = "memory",
};

enum frame_kind {
	FRAME_HELLO, /* a worker's first: `level` says what it reached */
	FRAME_WORK,  /* to a worker: a request is in its window */
	FRAME_PART,  /* of the reply; `len` bytes follow */
	FRAME_END,   /* of the reply */
};

/* One machine, so its own byte order. */
struct frame {
	uint32_t magic, kind;
	uint32_t level;
	uint32_t piece; /* its lower half: one that answers another is told apart */
	uint64_t head, len;
};

static const char *const levels[] = { "off", "rlimits", "seccomp", "full" };
#define LEVELS_COUNT (sizeof(levels) / sizeof(levels[0]))

struct worker {
	pid_t pid; /* 0: none */
	int fd;
	bool busy, paused; /* paused: its reply waits, unread, for its turn */
	size_t piece;
	unsigned pieces;          /* it has worked on */
	int64_t since_us, cpu_us; /* when the piece began, on both clocks */
	struct frame in;
	size_t got; /* bytes with the frame's own */
	struct buf part;
	char *window; /* the request's bytes, shared with the process */
	size_t used;  /* of it, by the newest request */
};

/* The last one is the spare, which tries again what another died over. */
struct jail {
	struct jail_options options;
	unsigned level, deaths, slots;
	bool losses; /* also of earlier runs */
	int null; /* /dev/null */
	struct worker workers[WORKERS_MAX + 1];
};

/* A piece that is out, or answered and not yet told. */
struct answer {
	enum { ANSWER_OPEN, ANSWER_READY, ANSWER_DEAD } state;
	bool tried;
	enum jail_end end;
	uint64_t bytes;   /* of the reply so far */
	struct buf parts; /* not told yet: a size_t and that many bytes, each */
	struct jail_request request;
};

/* The worker's side. */

struct jail_reply {
	struct frame frame;
	uint64_t sent, max;
};

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

static void send_frame(struct jail_reply *reply, enum frame_kind kind,
		       struct span bytes)
{
	reply->frame.kind = kind;
	reply->frame.len = bytes.len;
	write_exactly(&reply->frame, sizeof(reply->frame));
	write_exactly(bytes.ptr, bytes.len);
}

void jail_put(struct jail_reply *reply, struct span part)
{
	reply->sent += part.len;
	if (part.len > JAIL_PART || reply->sent > reply->max)
		_exit(EXIT_MEMORY);
	send_frame(reply, FRAME_PART, part);
}

/* One piece after the other. */
static _Noreturn void serve(const struct jail_options *options, const char *window)
{
	struct jail_reply reply = { .max = options->reply_max };

	for (;;) {
		struct jail_request request;

		read_exactly(&reply.frame, sizeof(reply.frame));
		request.head = (struct span){ window, (size_t)reply.frame.head };
		request.body = (struct span){ window + request.head.len,
					      (size_t)reply.frame.len };
		reply.sent = 0;
		options->work(options->ctx, request, &reply);
		send_frame(&reply, FRAME_END, SPAN_EMPTY);
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

/* What the others are asked is none of its business, and nothing it may change. */
static void leave_windows(const struct jail *jail, const struct worker *own)
{
	for (unsigned i = 0; i < jail->slots; i++)
		if (&jail->workers[i] != own)
			munmap(jail->workers[i].window, jail->options.request_max);
	mprotect(own->window, jail->options.request_max, PROT_READ);
}

/* In the child: nothing but the socket, then the sandbox, then work. */
static _Noreturn void live(const struct jail *jail, const struct worker *own, int fd)
{
	const struct jail_options *options = &jail->options;
	struct sandbox_limits limits = {
		.memory = options->memory,
		.on_top = options->memory_on_top,
		.cpu_seconds = (options->cpu_ms / 1000 + 1) * PIECES_MAX,
	};
	struct frame hello = { .magic = FRAME_MAGIC, .kind = FRAME_HELLO };
	const char *level;
	struct err err;
	int null = jail->null;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL); /* the parent's handlers are not ours */
	leave_windows(jail, own);
	/* Neither may be overwritten before it is copied. */
	fd = fcntl(fd, F_DUPFD, WORKER_FD + 1);
	null = fcntl(null, F_DUPFD, WORKER_FD + 1);
	if (fd < 0 || null < 0 || dup2(fd, WORKER_FD) < 0)
		_exit(1);
	for (int i = 0; i < WORKER_FD; i++)
		dup2(null, i);
	close_range(WORKER_FD + 1, ~0u, 0);
	if (options->prepare)
		options->prepare(options->ctx);
	if (sandbox_worker(WORKER_FD, &limits, options->mode, &level, &err) < 0)
		hello.magic = 0; /* the level is too low: the parent says so */
	hello.level = level_number(level);
	write_exactly(&hello, sizeof(hello));
	serve(options, own->window);
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

enum heard { HEARD_HELLO, HEARD_TOO_WEAK, HEARD_NOTHING };

/* Its first message. */
static enum heard hear_hello(struct jail *jail, struct worker *worker)
{
	struct frame hello = { 0 };
	ssize_t got;

	do
		got = recv(worker->fd, &hello, sizeof(hello), MSG_WAITALL);
	while (got < 0 && errno == EINTR);
	if (got != (ssize_t)sizeof(hello) || hello.level >= LEVELS_COUNT)
		return HEARD_NOTHING;
	if (hello.level < jail->level)
		jail->level = hello.level;
	return hello.magic == FRAME_MAGIC ? HEARD_HELLO : HEARD_TOO_WEAK;
}

static int start_process(struct jail *jail, struct worker *worker, struct err *err)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return err_errno(err, "no worker can be started", "jail");
	worker->pid = fork();
	if (worker->pid == 0)
		live(jail, worker, ends[1]);
	close(ends[1]);
	worker->fd = ends[0];
	worker->pieces = 0;
	if (worker->pid > 0)
		return 0;
	worker->pid = 0;
	close(ends[0]);
	return err_errno(err, "no worker can be started", "jail");
}

/* One that died before it said a word is started once more. */
static int start(struct jail *jail, struct worker *worker, struct err *err)
{
	enum heard heard = HEARD_NOTHING;

	for (unsigned tries = 0; tries < 2 && heard == HEARD_NOTHING; tries++) {
		int rc = start_process(jail, worker, err);

		if (rc < 0)
			return rc;
		heard = hear_hello(jail, worker);
		if (heard != HEARD_HELLO)
			stop(worker);
	}
	if (heard == HEARD_HELLO) {
		fcntl(worker->fd, F_SETFL, O_NONBLOCK);
		return 0;
	}
	if (heard == HEARD_NOTHING)
		return err_set(err, ERR_IO, "a worker ends before it begins");
	err_set(err, ERR_IO, "a worker reaches the level \"%s\" alone: %s",
		jail_level(jail), sandbox_gap(jail_level(jail)));
	err_tag(err, "sandbox");
	return err_fix(err, "let the container use seccomp and Landlock, "
			    "or say --sandbox=auto");
}

/* Memory that the worker sees too: a request is copied once, and never sent. */
static int make_window(struct jail *jail, struct worker *worker, struct err *err)
{
	void *window = mmap(NULL, jail->options.request_max, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (window == MAP_FAILED)
		return err_errno(err, "no worker can be started", "jail");
	worker->window = window;
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
	jail->slots = jail->options.workers + 1;
	jail->level = LEVELS_COUNT - 1;
	jail->null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (jail->null < 0)
		rc = err_errno(err, "cannot open", "/dev/null");
	for (unsigned i = 0; rc == 0 && i < jail->slots; i++) {
		buf_init(&jail->workers[i].part, JAIL_PART);
		rc = make_window(jail, &jail->workers[i], err);
	}
	for (unsigned i = 0; rc == 0 && i < jail->options.workers; i++)
		rc = start(jail, &jail->workers[i], err);
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
	for (unsigned i = 0; i < jail->slots; i++) {
		stop(&jail->workers[i]);
		buf_release(&jail->workers[i].part);
		if (jail->workers[i].window)
			munmap(jail->workers[i].window, jail->options.request_max);
	}
	if (jail->null >= 0)
		close(jail->null);
	free(jail);
}

enum sandbox_mode jail_mode(const struct jail *jail)
{
	return jail->options.mode;
}

bool jail_has_losses(const struct jail *jail)
{
	return jail->losses;
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

/* One run: which pieces are out, which are answered and not yet told. */
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

static size_t request_bytes(const struct answer *answer)
{
	return answer->request.head.len + answer->request.body.len;
}

/* Hand the piece to a worker that has none; false where it is gone. */
static bool assign(struct round *round, struct worker *worker, size_t piece)
{
	const struct jail_request *request = &answer_of(round, piece)->request;
	struct frame frame = {
		.magic = FRAME_MAGIC,
		.kind = FRAME_WORK,
		.piece = (uint32_t)piece,
		.head = request->head.len,
		.len = request->body.len,
	};

	if (request->head.len > 0)
		memcpy(worker->window, request->head.ptr, request->head.len);
	if (request->body.len > 0)
		memcpy(worker->window + request->head.len, request->body.ptr,
		       request->body.len);
	worker->used = request->head.len + request->body.len;
	worker->busy = true;
	worker->paused = false;
	worker->piece = piece;
	worker->pieces++;
	worker->got = 0;
	worker->since_us = clock_monotonic_us();
	worker->cpu_us = cpu_of(worker->pid);
	buf_clear(&worker->part);
	/* It reads nothing else, so a frame always fits. */
	return send(worker->fd, &frame, sizeof(frame), MSG_NOSIGNAL) ==
	       (ssize_t)sizeof(frame);
}

/* The piece has its answer: the worker is free, its window small again. */
static void release(struct jail *jail, struct worker *worker)
{
	worker->busy = false;
	if (worker->used > WINDOW_KEPT)
		madvise(worker->window, jail->options.request_max, MADV_REMOVE);
	worker->used = 0;
}

static bool is_sane(const struct worker *worker)
{
	const struct frame *in = &worker->in;

	return in->magic == FRAME_MAGIC && in->piece == (uint32_t)worker->piece &&
	       ((in->kind == FRAME_PART && in->len <= JAIL_PART) ||
		(in->kind == FRAME_END && in->len == 0));
}

enum pulled { PULLED_SOME, PULLED_FRAME, PULLED_NONSENSE };

/* Read of one frame what is there. */
static enum pulled pull(struct worker *worker)
{
	const size_t head = sizeof(worker->in);
	char bytes[65536];

	for (;;) {
		size_t want = worker->got < head ? head - worker->got
						 : head + worker->in.len - worker->got;
		ssize_t got;

		if (worker->got >= head && want == 0)
			return PULLED_FRAME;
		if (want > sizeof(bytes))
			want = sizeof(bytes);
		got = recv(worker->fd, bytes, want, 0);
		if (got < 0 && (errno == EAGAIN || errno == EINTR))
			return PULLED_SOME;
		if (got <= 0)
			return PULLED_NONSENSE; /* it is gone */
		if (worker->got < head)
			memcpy((char *)&worker->in + worker->got, bytes, (size_t)got);
		else
			buf_add(&worker->part, (struct span){ bytes, (size_t)got });
		worker->got += (size_t)got;
		if (worker->got == head && !is_sane(worker))
			return PULLED_NONSENSE;
	}
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

/* What was said of the piece is void; in its turn it is tried again, or given up. */
static int mourn(struct round *round, struct answer *answer, enum jail_end end,
		 struct err *err)
{
	struct jail *jail = round->jail;

	answer->state = ANSWER_DEAD;
	answer->end = end;
	answer->bytes = 0;
	buf_clear(&answer->parts);
	jail->losses = true;
	if (++jail->deaths <= jail->options.deaths)
		return 0;
	err_set(err, ERR_INTERNAL, "%u workers died in one run, the last one %s",
		jail->deaths, jail_end_word[end]);
	err_tag(err, "jail");
	return err_fix(err,
		       "look at the artifacts whose readers died, and report them");
}

static int handle_death(struct round *round, struct worker *worker, bool late,
			struct err *err)
{
	struct answer *answer = answer_of(round, worker->piece);

	return mourn(round, answer, bury(worker, late), err);
}

/* A whole frame is there: keep the part until its turn, or note the end. */
static int take_frame(struct round *round, struct worker *worker, struct err *err)
{
	struct answer *answer = answer_of(round, worker->piece);
	size_t len = worker->part.len;

	worker->got = 0;
	if (worker->in.kind == FRAME_END) {
		answer->state = ANSWER_READY;
		answer->end = JAIL_DONE;
		release(round->jail, worker);
		if (worker->pieces >= PIECES_MAX)
			stop(worker);
		return 0;
	}
	answer->bytes += len;
	if (answer->bytes > round->jail->options.reply_max) {
		stop(worker);
		return mourn(round, answer, JAIL_MEMORY, err);
	}
	buf_add(&answer->parts, (struct span){ (const char *)&len, sizeof(len) });
	buf_add(&answer->parts, buf_span(&worker->part));
	buf_clear(&worker->part);
	return 0;
}

static int attend(struct round *round, struct worker *worker, struct err *err)
{
	enum pulled pulled = pull(worker);
	bool late = pulled == PULLED_SOME && is_late(round->jail, worker);

	if (pulled == PULLED_FRAME)
		return take_frame(round, worker, err);
	if (pulled == PULLED_SOME && !late)
		return 0;
	/* One that talks nonsense lives on; to a dead one this means nothing. */
	if (!late)
		kill(worker->pid, SIGKILL);
	return handle_death(round, worker, late, err);
}

/* The worker that is at work on that piece, or NULL. */
static struct worker *worker_on(struct jail *jail, size_t piece)
{
	for (unsigned i = 0; i < jail->slots; i++)
		if (jail->workers[i].busy && jail->workers[i].piece == piece)
			return &jail->workers[i];
	return NULL;
}

/* Whoever said it is not believed any more. */
static int disbelieve(struct round *round, struct answer *answer, struct err *err)
{
	struct worker *worker = worker_on(round->jail, round->told);

	if (worker)
		stop(worker);
	return mourn(round, answer, JAIL_CRASHED, err);
}

/* Tell the parts that are there. */
static int tell_parts(struct round *round, struct answer *answer, struct err *err)
{
	const struct jail_work *work = round->work;
	struct span rest = buf_span(&answer->parts);

	while (rest.len > 0) {
		size_t len;
		int rc;

		memcpy(&len, rest.ptr, sizeof(len));
		rc = work->part(work->ctx, round->told,
				span_sub(rest, sizeof(len), len), err);
		if (rc < 0)
			return rc;
		if (rc > 0)
			return disbelieve(round, answer, err);
		rest = span_from(rest, sizeof(len) + len);
	}
	buf_clear(&answer->parts);
	return 0;
}

/* Once more, alone, in a fresh worker: nobody is blamed for who came before. */
static int try_again(struct round *round, struct answer *answer, struct err *err)
{
	struct jail *jail = round->jail;
	struct worker *spare = &jail->workers[jail->slots - 1];
	int rc = round->work->again(round->work->ctx, round->told, err);

	if (rc == 0) {
		stop(spare);
		rc = start(jail, spare, err);
	}
	answer->tried = true;
	answer->state = ANSWER_OPEN;
	if (rc == 0 && !assign(round, spare, round->told))
		rc = handle_death(round, spare, false, err);
	return rc;
}

/* 1: told, 0: not ready yet. */
static int tell_one(struct round *round, struct answer *answer, struct err *err)
{
	const struct jail_work *work = round->work;
	int rc = tell_parts(round, answer, err);

	if (rc == 0 && answer->state == ANSWER_DEAD && !answer->tried)
		rc = try_again(round, answer, err);
	if (rc < 0 || answer->state == ANSWER_OPEN)
		return rc;
	if (answer->state == ANSWER_DEAD)
		rc = work->again(work->ctx, round->told, err);
	if (rc < 0)
		return rc;
	rc = work->done(work->ctx, round->told, answer->end, err);
	if (rc > 0 && answer->end == JAIL_DONE)
		return disbelieve(round, answer, err);
	return rc < 0 ? rc : 1;
}

/* Its room is kept while it is small. */
static void forget(struct answer *answer)
{
	size_t max = answer->parts.max;

	if (answer->parts.room > JAIL_PART) {
		buf_release(&answer->parts);
		buf_init(&answer->parts, max);
	}
	buf_clear(&answer->parts);
}

/* Tell what is there, in order. */
static int tell(struct round *round, struct err *err)
{
	while (round->told < round->next) {
		struct answer *answer = answer_of(round, round->told);
		bool was_dead = answer->state == ANSWER_DEAD;
		int rc = tell_one(round, answer, err);

		if (rc < 0)
			return rc;
		if (rc > 0) {
			forget(answer);
			round->told++;
		} else if (was_dead || answer->state != ANSWER_DEAD) {
			return 0; /* it is being worked on */
		}
	}
	return 0;
}

/* Whether another request may be made: few bytes are out, or none at all. */
static bool has_room(struct round *round)
{
	size_t out = 0;

	if (round->next == round->work->count ||
	    round->next - round->told == round->window)
		return false;
	for (size_t piece = round->told; piece < round->next; piece++)
		out += request_bytes(answer_of(round, piece));
	return out < REQUESTS_AHEAD;
}

/* The next request; *out_ask false where there is nothing to ask. */
static int prepare_piece(struct round *round, bool *out_ask, struct err *err)
{
	const struct jail_work *work = round->work;
	struct answer *answer = answer_of(round, round->next);
	int rc;

	answer->state = ANSWER_OPEN;
	answer->tried = false;
	answer->bytes = 0;
	answer->request = (struct jail_request){ SPAN_EMPTY, SPAN_EMPTY };
	rc = work->request(work->ctx, round->next, &answer->request, err);
	*out_ask = rc == 0;
	if (rc > 0) {
		answer->state = ANSWER_READY;
		answer->end = JAIL_DONE;
	}
	if (rc == 0 && request_bytes(answer) > round->jail->options.request_max)
		return err_set(err, ERR_INTERNAL, "a request of %zu bytes",
			       request_bytes(answer));
	return rc < 0 ? rc : 0;
}

/* Give the next pieces to workers that have none. */
static int deal(struct round *round, struct err *err)
{
	struct jail *jail = round->jail;

	for (unsigned i = 0; i < jail->options.workers; i++) {
		struct worker *worker = &jail->workers[i];
		bool ask = false;
		int rc = 0;

		if (worker->busy)
			continue;
		while (rc == 0 && !ask && has_room(round)) {
			rc = prepare_piece(round, &ask, err);
			if (rc == 0)
				round->next++;
		}
		if (rc == 0 && ask && worker->pid == 0)
			rc = start(jail, worker, err);
		if (rc == 0 && ask && !assign(round, worker, round->next - 1))
			rc = handle_death(round, worker, false, err);
		if (rc < 0)
			return rc;
	}
	return 0;
}

/*
 * Sleep until a worker gives bytes, or it is time to look at clocks.  Where too
 * much waits for its turn, only the worker whose turn it is is read; the clocks
 * of the others stand still.
 */
static void wait_for_workers(struct round *round, struct pollfd *polls)
{
	struct jail *jail = round->jail;
	size_t waiting = 0, busy = 0;

	for (size_t piece = round->told; piece < round->next; piece++)
		waiting += answer_of(round, piece)->parts.len;
	for (unsigned i = 0; i < jail->slots; i++) {
		struct worker *worker = &jail->workers[i];

		worker->paused =
			waiting > REPLIES_AHEAD && worker->piece != round->told;
		if (worker->paused)
			worker->since_us = clock_monotonic_us();
		busy += worker->busy && !worker->paused;
		polls[i] = (struct pollfd){ .fd = worker->busy && !worker->paused
							  ? worker->fd
							  : -1,
					    .events = POLLIN };
	}
	if (busy > 0)
		poll(polls, jail->slots, CHECK_MS);
}

static int run_round(struct round *round, struct err *err)
{
	struct jail *jail = round->jail;
	struct pollfd polls[WORKERS_MAX + 1];
	int rc = 0;

	while (rc == 0 && round->told < round->work->count) {
		rc = deal(round, err);
		if (rc == 0)
			wait_for_workers(round, polls);
		for (unsigned i = 0; rc == 0 && i < jail->slots; i++)
			if (jail->workers[i].busy && !jail->workers[i].paused)
				rc = attend(round, &jail->workers[i], err);
		if (rc == 0)
			rc = tell(round, err);
	}
	return rc;
}

int jail_run(struct jail *jail, const struct jail_work *work, struct err *err)
{
	struct round round = { .jail = jail, .work = work };
	int rc;

	jail->deaths = 0;
	round.window = (size_t)jail->options.workers * AHEAD;
	round.answers = calloc(round.window, sizeof(*round.answers));
	if (!round.answers)
		oom();
	for (size_t i = 0; i < round.window; i++)
		buf_init(&round.answers[i].parts, REPLIES_AHEAD + 4 * JAIL_PART);
	rc = run_round(&round, err);
	/* After an error workers may be in the middle of a piece: they are useless. */
	for (unsigned i = 0; i < jail->slots; i++)
		if (jail->workers[i].busy)
			stop(&jail->workers[i]);
	stop(&jail->workers[jail->slots - 1]);
	for (size_t i = 0; i < round.window; i++)
		buf_release(&round.answers[i].parts);
	free(round.answers);
	return rc;
}
