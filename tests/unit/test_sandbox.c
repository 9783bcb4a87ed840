/* Rights given up: a forked child enters and tries. */
#include "unit.h"

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child returns, after it entered; 99 where it could not. */
static int in_sandbox(enum sandbox_mode mode, int (*try)(void))
{
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		const char *level;
		struct err err;

		if (sandbox_enter(mode, &level, &err) < 0 ||
		    strcmp(level, mode == SANDBOX_OFF ? "off" : "seccomp") != 0)
			_exit(99);
		_exit(try());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* The errno of what just happened, 0 where it went well. */
static int refusal(long rc)
{
	return rc < 0 ? errno : 0;
}

static int try_exec(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return errno;
}

static int try_sockets(void)
{
	static const int families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK,
					AF_PACKET };

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (refusal(socket(families[i], SOCK_STREAM, 0)) != EPERM)
			return (int)i + 1;
	return EPERM;
}

static int try_connect(void)
{
	struct sockaddr address = { .sa_family = AF_UNSPEC };
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
		return 1;
	if (refusal(bind(pair[0], &address, sizeof(address))) != EPERM ||
	    refusal(listen(pair[0], 1)) != EPERM)
		return 2;
	return refusal(connect(pair[0], &address, sizeof(address)));
}

static int try_the_machine(void)
{
	if (refusal(mount("none", "/tmp", "tmpfs", 0, NULL)) != EPERM)
		return 1;
	if (refusal(unshare(CLONE_NEWUSER)) != EPERM)
		return 2;
	if (refusal(syscall(SYS_bpf, 0, NULL, 0)) != EPERM)
		return 3;
	if (refusal(syscall(SYS_keyctl, 0, -3, 0)) != EPERM)
		return 4;
	if (refusal(syscall(SYS_io_uring_setup, 1, NULL)) != EPERM)
		return 5;
	if (refusal(syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0)) !=
	    EPERM)
		return 6;
	if (refusal(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL,
			    NULL)) != EPERM)
		return 7;
	if (refusal(syscall(SYS_clone3, NULL, 0)) != ENOSYS)
		return 8;
#ifndef __SANITIZE_ADDRESS__
	if (refusal(ptrace(PTRACE_TRACEME, 0, NULL, NULL)) != EPERM)
		return 9;
#endif
	if (refusal(ioctl(0, TIOCSTI, "x")) != EPERM ||
	    refusal(syscall(SYS_ioctl, 0, TIOCSTI | 1ul << 40, "x")) != EPERM)
		return 10;
	return EPERM;
}

static int try_no_new_privileges_and_no_core(void)
{
	struct rlimit core;

	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		return 1;
	return getrlimit(RLIMIT_CORE, &core) < 0 || core.rlim_max != 0;
}

/* What git's library, SQLite and workers need. */
static int try_what_stays(void)
{
	char name[] = "/tmp/muster-sandbox-XXXXXX";
	int fd = mkstemp(name), status;
	struct flock lock = { .l_type = F_WRLCK };
	pid_t child;

	if (fd < 0 || write(fd, "x", 1) != 1 || fsync(fd) < 0 ||
	    fcntl(fd, F_SETLK, &lock) < 0 || unlink(name) < 0)
		return 1;
	child = fork();
	if (child == 0)
		_exit(7);
	if (waitpid(child, &status, 0) != child || WEXITSTATUS(status) != 7)
		return 2;
	return access("/", R_OK) < 0;
}

static int try_a_grandchild(void)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(try_exec());
	waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}

static int try_to_leave_in_order(void)
{
	exit(0); /* under sanitizers this looks for leaks */
}

static int try_to_enter_again(void)
{
	const char *level;
	struct err err;

	return sandbox_enter(SANDBOX_REQUIRE, &level, &err) < 0 || try_exec() != EPERM;
}

static void no_program_can_be_started(void **state)
{
	(void)state;
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_exec), EPERM);
	assert_int_equal(in_sandbox(SANDBOX_REQUIRE, try_exec), EPERM);
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_a_grandchild), EPERM);
}

static void no_socket_of_any_family_can_be_opened_or_used(void **state)
{
	(void)state;
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_sockets), EPERM);
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_connect), EPERM);
}

static void neither_other_processes_nor_the_machine_can_be_reached(void **state)
{
	(void)state;
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_the_machine), EPERM);
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_no_new_privileges_and_no_core),
			 0);
}

static void files_locks_and_children_stay(void **state)
{
	(void)state;
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_what_stays), 0);
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_to_leave_in_order), 0);
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_to_enter_again), 0);
}

static void off_gives_nothing_up_and_says_so(void **state)
{
	(void)state;
	assert_int_equal(in_sandbox(SANDBOX_OFF, try_exec), 0); /* true ran */
}

/* A container whose own filter refuses ours. */
static int refuse_filters(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(code[0]), code };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0;
}

static void where_it_is_refused_auto_says_off_and_require_fails(void **state)
{
	pid_t child;
	int status;

	(void)state;
	fflush(NULL);
	child = fork();
	if (child == 0) {
		struct err err = { 0 };
		const char *level;
		int failed = refuse_filters();

		if (sandbox_enter(SANDBOX_REQUIRE, &level, &err) == 0)
			_exit(3);
		if (err.code != ERR_IO || strcmp(err.tag, "sandbox") != 0 || failed)
			_exit(1);
		if (sandbox_enter(SANDBOX_AUTO, &level, &err) < 0 ||
		    strcmp(level, "off") != 0)
			_exit(2);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void modes_are_read_from_their_words_alone(void **state)
{
	enum sandbox_mode mode = SANDBOX_OFF;

	(void)state;
	assert_true(sandbox_mode_of_word(SPAN_LIT("require"), &mode));
	assert_int_equal(mode, SANDBOX_REQUIRE);
	assert_false(sandbox_mode_of_word(SPAN_LIT("Require"), &mode));
	assert_false(sandbox_mode_of_word(SPAN_EMPTY, &mode));
	assert_int_equal(mode, SANDBOX_REQUIRE);
}

/* Files of the test's own, below a folder that is made for them. */
static char root[] = "/tmp/muster-lock-XXXXXX";

static const char *below(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	return path;
}

static int make(const char *name)
{
	int fd = open(below(name), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	return fd < 0 ? errno : close(fd);
}

static int look(const char *name)
{
	int fd = open(below(name), O_RDONLY);

	return fd < 0 ? errno : close(fd);
}

/* 0, or the number of the first thing that went otherwise. */
static int try_locked(void)
{
	struct arena *arena = arena_new(1 << 20);
	struct sandbox_places places = { 0 };
	const char *level = "seccomp";
	struct err err;
	char from[128];

	*LIST_ADD(arena, &places.read) = arena_string(arena, span_of(below("read")));
	*LIST_ADD(arena, &places.read) = arena_string(arena, span_of(below("file")));
	*LIST_ADD(arena, &places.read) = "/no/such/place";
	*LIST_ADD(arena, &places.write) = arena_string(arena, span_of(below("write")));
	if (sandbox_lock(SANDBOX_REQUIRE, &places, &level, &err) < 0)
		return 1;
	if (strcmp(level, "full") != 0)
		return 2;
	if (look("read/a") != 0 || look("file") != 0 || make("read/a") != EACCES ||
	    make("read/b") != EACCES || make("file") != EACCES)
		return 3;
	if (look("secret") != EACCES || make("new") != EACCES ||
	    open("/root", O_RDONLY) >= 0 || open("/tmp", O_RDONLY) >= 0)
		return 4;
	if (make("write/a") != 0 || look("write/a") != 0)
		return 5;
	snprintf(from, sizeof(from), "%s", below("write/a"));
	if (rename(from, below("write/b")) < 0 || unlink(below("write/b")) < 0 ||
	    mkdir(below("write/c"), 0755) < 0 || rmdir(below("write/c")) < 0)
		return 6;
	if (open("/etc/passwd", O_RDONLY) < 0 || open("/dev/null", O_RDONLY) < 0)
		return 7; /* libraries read there */
	return 0;
}

static void locked_in_only_the_places_that_were_named_can_be_reached(void **state)
{
	(void)state;
	/* landlock_create_ruleset(2) with its flag 1 asks for the version. */
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 1)
		skip();
	assert_non_null(mkdtemp(root));
	assert_int_equal(mkdir(below("read"), 0755) | mkdir(below("write"), 0755), 0);
	assert_int_equal(make("read/a") | make("file") | make("secret"), 0);
	assert_int_equal(in_sandbox(SANDBOX_AUTO, try_locked), 0);
	assert_int_equal(unlink(below("read/a")) | unlink(below("file")) |
				 unlink(below("secret")) | rmdir(below("read")) |
				 rmdir(below("write")) | rmdir(root),
			 0);
}

static void the_weaker_level_counts_and_says_what_is_missing(void **state)
{
	(void)state;
	assert_string_equal(sandbox_weaker("full", "seccomp"), "seccomp");
	assert_string_equal(sandbox_weaker("off", "full"), "off");
	assert_null(sandbox_gap("full"));
	assert_non_null(strstr(sandbox_gap("seccomp"), "Landlock"));
	assert_non_null(sandbox_gap("rlimits"));
	assert_non_null(sandbox_gap("off"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_program_can_be_started),
		cmocka_unit_test(no_socket_of_any_family_can_be_opened_or_used),
		cmocka_unit_test(
			neither_other_processes_nor_the_machine_can_be_reached),
		cmocka_unit_test(files_locks_and_children_stay),
		cmocka_unit_test(off_gives_nothing_up_and_says_so),
		cmocka_unit_test(where_it_is_refused_auto_says_off_and_require_fails),
		cmocka_unit_test(modes_are_read_from_their_words_alone),
		cmocka_unit_test(
			locked_in_only_the_places_that_were_named_can_be_reached),
		cmocka_unit_test(the_weaker_level_counts_and_says_what_is_missing),
	};

	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
