/* Workers: what they may do, how they end, and that the run goes on. */
#include "unit.h"

#include "base/clock.h"
#include "base/jail.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MIB ((size_t)1 << 20)

/* What a piece's first byte asks the worker to do. */
static void act(void *ctx, struct jail_request asked, struct jail_reply *reply)
{
	volatile char *nowhere = ctx;
	struct span request = asked.body;
	struct arena *arena;
	char part[1024];

	switch (request.len ? request.ptr[0] : 'e') {
	case 'c': /* crash */
		nowhere[0] = 1;
		break;
	case 'a':
		abort();
	case 'o':
		open("/etc/passwd", O_RDONLY);
		break;
	case 's':
		socket(AF_INET, SOCK_STREAM, 0);
		break;
	case 'f':
		fork();
		break;
	case 'x':
		execl("/bin/true", "true", (char *)NULL);
		break;
	case 'k':
		kill(getppid(), SIGTERM);
		break;
	case 'w':
		mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		break;
	case 'l': /* loop */
		for (volatile unsigned i = 0;; i++)
			;
	case 'h': /* hang: nobody will write while we read */
		if (read(3, part, 1) > 0)
			_exit(1);
		break;
	case 'm': /* memory */
		arena = arena_new(8 * MIB);
		for (;;)
			arena_alloc(arena, MIB, 1);
	case 'M':
		while (malloc(MIB))
			;
		_exit(95);
	case 'b': /* big reply */
		memset(part, 'x', sizeof(part));
		for (unsigned i = 0; i < 10 * 1024; i++)
			jail_put(reply, (struct span){ part, sizeof(part) });
		break;
	case 'g': /* garbage instead of a frame */
		for (unsigned i = 0; i < 10; i++)
			if (write(3, "garbage", 7) < 0)
				break;
		break;
	case 'p': /* part of a reply, then the end */
		jail_put(reply, SPAN_LIT("half"));
		_exit(0);
	case 'q': /* leaves */
		_exit(0);
	default:
		jail_put(reply, asked.head);
		for (size_t at = 0; at < request.len; at += MIB)
			jail_put(reply, span_sub(request, at, MIB));
	}
}

struct trial {
	const char *const *pieces; /* NULL: numbers */
	struct buf text;           /* "end:bytes\n" a piece */
	struct buf bytes;          /* of the piece that is being told */
	size_t expected, stop_at, doubt_at;
	unsigned doubts; /* how often piece doubt_at is not believed */
	char number[32][32];
	struct span big;
	bool skip_odd;
};

static int give(void *ctx, size_t piece, struct jail_request *out, struct err *err)
{
	struct trial *trial = ctx;
	char *number = trial->number[piece % 32];

	if (trial->stop_at && piece == trial->stop_at)
		return err_set(err, ERR_ABSENT, "no piece %zu", piece);
	if (trial->skip_odd && piece % 2 == 1)
		return 1;
	out->body = trial->big;
	if (trial->pieces)
		out->body = span_of(trial->pieces[piece]);
	else if (!trial->big.ptr)
		out->body = (struct span){ number,
					   (size_t)snprintf(number, 32, "%zu", piece) };
	out->head = SPAN_LIT(" ");
	return 0;
}

static int take(void *ctx, size_t piece, struct span bytes, struct err *err)
{
	struct trial *trial = ctx;

	(void)err;
	assert_int_equal(piece, trial->expected); /* in order */
	if (trial->doubts > 0 && piece == trial->doubt_at) {
		trial->doubts--;
		return 1;
	}
	buf_add(&trial->bytes, bytes);
	return 0;
}

static int again(void *ctx, size_t piece, struct err *err)
{
	struct trial *trial = ctx;

	(void)err;
	assert_int_equal(piece, trial->expected);
	buf_clear(&trial->bytes);
	return 0;
}

static int done(void *ctx, size_t piece, enum jail_end end, struct err *err)
{
	struct trial *trial = ctx;

	(void)err;
	assert_int_equal(piece, trial->expected++);
	buf_adds(&trial->text, jail_end_word[end]);
	buf_addch(&trial->text, ':');
	buf_add(&trial->text, span_from(buf_span(&trial->bytes), 1)); /* the head */
	buf_addch(&trial->text, '\n');
	buf_clear(&trial->bytes);
	return 0;
}

static struct jail *open_jail(unsigned workers)
{
	struct jail_options options = {
		.workers = workers,
		.mode = SANDBOX_AUTO,
		.memory = 256 * MIB,
		.cpu_ms = 300,
		.wall_ms = 1500,
		.request_max = 9 * MIB,
		.reply_max = 9 * MIB,
		.deaths = 100,
		.work = act,
	};
	struct err err = { 0 };
	struct jail *jail;

	assert_ok(jail_open(&jail, &options, &err));
	return jail;
}

static int run(struct jail *jail, struct trial *trial, size_t count, struct err *err)
{
	struct jail_work work = { count, give, take, again, done, trial };
	int rc;

	trial->expected = 0;
	buf_init(&trial->text, 64 * MIB);
	buf_init(&trial->bytes, 64 * MIB);
	rc = jail_run(jail, &work, err);
	buf_release(&trial->bytes);
	return rc;
}

/* What each piece comes to, joined. */
static void ends_are(const char *const *pieces, size_t count, const char *want)
{
	struct trial trial = { .pieces = pieces };
	struct jail *jail = open_jail(2);
	struct err err = { 0 };
	char text[1024];

	assert_ok(run(jail, &trial, count, &err));
	snprintf(text, sizeof(text), "%.*s", SPAN_ARG(buf_span(&trial.text)));
	assert_string_equal(text, want);
	buf_release(&trial.text);
	jail_close(jail);
}

static void replies_come_in_the_order_of_the_pieces(void **state)
{
	struct trial trial = { 0 };
	struct jail *jail = open_jail(3);
	struct err err = { 0 };
	struct span rest, line;

	(void)state;
	assert_ok(run(jail, &trial, 3500, &err)); /* more than a worker's thousand */
	rest = buf_span(&trial.text);
	for (unsigned i = 0; i < 3500; i++) {
		char want[32];

		snprintf(want, sizeof(want), "done:%u", i);
		assert_true(span_line(&rest, &line));
		assert_span_is(line, want);
	}
	buf_release(&trial.text);
	assert_ok(run(jail, &trial, 0, &err));
	buf_release(&trial.text);
	jail_close(jail);
	jail_close(NULL);
}

static void a_crash_costs_one_piece_and_no_other(void **state)
{
#ifdef __SANITIZE_ADDRESS__ /* which would open files to report it */
	static const char *const pieces[] = { "1", "a", "2", "a", "3", "q", "", "4" };
#else
	static const char *const pieces[] = { "1", "c", "2", "a", "3", "q", "", "4" };
#endif

	(void)state;
	ends_are(pieces, 8,
		 "done:1\ncrashed:\ndone:2\ncrashed:\ndone:3\ncrashed:\ndone:\ndone:"
		 "4\n");
}

static void what_reaches_outside_is_forbidden(void **state)
{
	static const char *const pieces[] = { "o", "s", "f", "x", "k", "w", "1" };

	(void)state;
	ends_are(pieces, 7,
		 "forbidden:\nforbidden:\nforbidden:\nforbidden:\nforbidden:"
		 "\nforbidden:\n"
		 "done:1\n");
}

static void who_loops_or_hangs_is_slow(void **state)
{
	static const char *const pieces[] = { "l", "1", "h", "2" };
	int64_t start = clock_monotonic_us();

	(void)state;
	ends_are(pieces, 4, "slow:\ndone:1\nslow:\ndone:2\n");
	assert_true(clock_monotonic_us() - start < 30000000);
}

static void memory_has_an_end(void **state)
{
#ifdef __SANITIZE_ADDRESS__ /* no limit of address space there */
	static const char *const pieces[] = { "m", "1", "m", "2", "b" };
#else
	static const char *const pieces[] = { "m", "1", "M", "2", "b" };
#endif

	(void)state;
	ends_are(pieces, 5, "memory:\ndone:1\nmemory:\ndone:2\nmemory:\n");
}

static void garbage_is_a_crash(void **state)
{
	static const char *const pieces[] = { "g", "1" };

	(void)state;
	ends_are(pieces, 2, "crashed:\ndone:1\n");
}

static void half_a_reply_of_a_worker_that_dies_is_taken_back(void **state)
{
	static const char *const pieces[] = { "1", "p", "2" };

	(void)state;
	ends_are(pieces, 3, "done:1\ncrashed:\ndone:2\n");
}

static void what_makes_no_sense_once_is_asked_again(void **state)
{
	struct trial trial = { .doubt_at = 3, .doubts = 1 };
	struct jail *jail = open_jail(2);
	struct err err = { 0 };

	(void)state;
	assert_ok(run(jail, &trial, 6, &err));
	assert_span_is(buf_span(&trial.text),
		       "done:0\ndone:1\ndone:2\ndone:3\ndone:4\ndone:5\n");
	buf_release(&trial.text);
	trial.doubts = 2;
	assert_ok(run(jail, &trial, 6, &err));
	assert_span_is(buf_span(&trial.text),
		       "done:0\ndone:1\ndone:2\ncrashed:\ndone:4\ndone:5\n");
	buf_release(&trial.text);
	jail_close(jail);
}

static void a_piece_without_a_request_is_told_in_its_turn(void **state)
{
	struct trial trial = { .skip_odd = true };
	struct jail *jail = open_jail(2);
	struct err err = { 0 };

	(void)state;
	assert_ok(run(jail, &trial, 5, &err));
	assert_span_is(buf_span(&trial.text), "done:0\ndone:\ndone:2\ndone:\ndone:4\n");
	buf_release(&trial.text);
	jail_close(jail);
}

static void large_pieces_go_both_ways_whole(void **state)
{
	struct arena *arena = arena_new(64 * MIB);
	struct trial trial = { .big = { arena_alloc(arena, 8 * MIB, 1), 8 * MIB } };
	struct jail *jail = open_jail(2);
	struct err err = { 0 };

	(void)state;
	assert_ok(run(jail, &trial, 6, &err));
	assert_int_equal(trial.text.len, 6 * (strlen("done:\n") + 8 * MIB));
	buf_release(&trial.text);
	jail_close(jail);
	arena_free(arena);
}

static void too_many_deaths_end_the_run(void **state)
{
	static const char *const pieces[] = { "q", "q", "q", "q", "q" };
	struct jail_options options = {
		.workers = 1,
		.memory = 256 * MIB,
		.cpu_ms = 1000,
		.wall_ms = 5000,
		.request_max = MIB,
		.reply_max = MIB,
		.deaths = 3,
		.work = act,
	};
	struct trial trial = { .pieces = pieces };
	struct err err = { 0 };
	struct jail *jail;

	(void)state;
	assert_ok(jail_open(&jail, &options, &err));
	assert_err(ERR_INTERNAL, run(jail, &trial, 5, &err));
	assert_string_equal(err.tag, "jail");
	buf_release(&trial.text);
	jail_close(jail);
}

static void an_error_of_the_caller_s_is_passed_on_and_the_jail_stays_usable(
	void **state)
{
	struct trial trial = { .stop_at = 5 };
	struct jail *jail = open_jail(2);
	struct err err = { 0 };

	(void)state;
	assert_err(ERR_ABSENT, run(jail, &trial, 10, &err));
	assert_string_equal(err.what, "no piece 5");
	buf_release(&trial.text);
	trial.stop_at = 0;
	assert_ok(run(jail, &trial, 3, &err));
	assert_span_is(buf_span(&trial.text), "done:0\ndone:1\ndone:2\n");
	buf_release(&trial.text);
	jail_close(jail);
}

static void the_level_is_said(void **state)
{
	struct jail *jail = open_jail(1);
	struct jail_options options = {
		.workers = 1,
		.mode = SANDBOX_OFF,
		.memory = 256 * MIB,
		.request_max = MIB,
		.work = act,
	};
	struct err err = { 0 };
	const char *level = jail_level(jail);

	(void)state;
	/* landlock_create_ruleset(2) with its flag 1 asks for the version. */
	assert_string_equal(level, syscall(SYS_landlock_create_ruleset, NULL, 0, 1) > 0
					   ? "full"
					   : "seccomp");
	jail_close(jail);
	assert_ok(jail_open(&jail, &options, &err));
	assert_string_equal(jail_level(jail), "off");
	jail_close(jail);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_come_in_the_order_of_the_pieces),
		cmocka_unit_test(a_crash_costs_one_piece_and_no_other),
		cmocka_unit_test(what_reaches_outside_is_forbidden),
		cmocka_unit_test(who_loops_or_hangs_is_slow),
		cmocka_unit_test(memory_has_an_end),
		cmocka_unit_test(garbage_is_a_crash),
		cmocka_unit_test(half_a_reply_of_a_worker_that_dies_is_taken_back),
		cmocka_unit_test(what_makes_no_sense_once_is_asked_again),
		cmocka_unit_test(a_piece_without_a_request_is_told_in_its_turn),
		cmocka_unit_test(large_pieces_go_both_ways_whole),
		cmocka_unit_test(too_many_deaths_end_the_run),
		cmocka_unit_test(
			an_error_of_the_caller_s_is_passed_on_and_the_jail_stays_usable),
		cmocka_unit_test(the_level_is_said),
	};

	return cmocka_run_group_tests_name("jail", tests, NULL, NULL);
}
