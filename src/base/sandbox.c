#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *const sandbox_mode_word[SANDBOX_MODES] = {
	[SANDBOX_AUTO] = "auto",
	[SANDBOX_REQUIRE] = "require",
	[SANDBOX_OFF] = "off",
};

/* clang-format off: one call a line, in groups, with the reason above each */

/* System calls that the program never needs, whatever their arguments. */
static const int refused[] = {
	/* Starting programs. */
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(uselib),

	/* Talking to anybody; socketpair() stays, for workers of our own. */
	SCMP_SYS(socket),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),

	/* A second way to the same calls, past this table. */
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register),

/* Other processes' memory, files and secrets. */
#ifndef __SANITIZE_ADDRESS__ /* the leak checker stops its own threads with it */
	SCMP_SYS(ptrace),
#endif
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(process_madvise),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(kcmp),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(add_key),
	SCMP_SYS(keyctl),
	SCMP_SYS(request_key),

	/* What is mounted where, and what the process sees of it. */
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(move_mount),
	SCMP_SYS(open_tree),
	SCMP_SYS(fsopen),
	SCMP_SYS(fsconfig),
	SCMP_SYS(fsmount),
	SCMP_SYS(fspick),
	SCMP_SYS(mount_setattr),
	SCMP_SYS(setns),
	SCMP_SYS(unshare),
	SCMP_SYS(name_to_handle_at),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(fanotify_init),

	/* The kernel and the machine. */
	SCMP_SYS(bpf),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(kexec_file_load),
	SCMP_SYS(reboot),
	SCMP_SYS(swapon),
	SCMP_SYS(swapoff),
	SCMP_SYS(acct),
	SCMP_SYS(quotactl),
	SCMP_SYS(quotactl_fd),
	SCMP_SYS(syslog),
	SCMP_SYS(iopl),
	SCMP_SYS(ioperm),
	SCMP_SYS(settimeofday),
	SCMP_SYS(clock_settime),
	SCMP_SYS(clock_adjtime),
	SCMP_SYS(adjtimex),
	SCMP_SYS(sethostname),
	SCMP_SYS(setdomainname),
	SCMP_SYS(vhangup),
	SCMP_SYS(lookup_dcookie),
};

/* Who has no socket that listens needs no visitors. */
static const int visitors[] = {
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
};

/* Flags of clone() that make a world of its own, where a user is root. */
static const uint64_t namespaces[] = {
	CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWNET,    CLONE_NEWPID,
	CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP,
};

/* ioctl() requests that type into the terminal that started us. */
static const uint64_t requests[] = {
	TIOCSTI,
	TIOCLINUX,
};

/* What a worker may still call, with any arguments. */
static const int allowed[] = {
	/* Memory; mmap() and mprotect() have rules of their own below. */
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),

	/* Waiting, and the end. */
	SCMP_SYS(futex),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),

	/* Signals that it gets, and abort(). */
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),

	/* Time and seeds of hash tables. */
	SCMP_SYS(clock_gettime),
	SCMP_SYS(getrandom),
#ifdef __SANITIZE_ADDRESS__
	SCMP_SYS(sched_yield),
#endif
};

/* clang-format on */

bool sandbox_mode_of_word(struct span word, enum sandbox_mode *out)
{
	for (unsigned i = 0; i < SANDBOX_MODES; i++) {
		if (!span_is(word, sandbox_mode_word[i]))
			continue;
		*out = (enum sandbox_mode)i;
		return true;
	}
	return false;
}

/* The tables above as rules; 0 or a negative errno. */
static int add_rules(scmp_filter_ctx filter, bool serving)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(refused) / sizeof(refused[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
	for (size_t i = 0;
	     rc == 0 && !serving && i < sizeof(visitors) / sizeof(visitors[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), visitors[i], 0);
	for (size_t i = 0; rc == 0 && i < sizeof(namespaces) / sizeof(namespaces[0]);
	     i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				      SCMP_A0_64(SCMP_CMP_MASKED_EQ, namespaces[i],
						 namespaces[i]));
	/* The kernel looks at the lower half of a request alone; so must we. */
	for (size_t i = 0; rc == 0 && i < sizeof(requests) / sizeof(requests[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
				      SCMP_A1_64(SCMP_CMP_MASKED_EQ, 0xffffffff,
						 requests[i]));
	/* Its flags lie in memory, where no filter sees them; libraries fall back. */
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
				      0);
	return rc;
}

/* Calls of another architecture end the process: nobody makes them by mistake. */
static int load_filter(bool serving)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int rc;

	if (!filter)
		return -ENOMEM;
	rc = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	if (rc == 0)
		rc = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (rc == 0)
		rc = add_rules(filter, serving);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	return rc;
}

static int enter(enum sandbox_mode mode, bool serving, const char **out_level,
		 struct err *err)
{
	const struct rlimit none = { 0, 0 };
	int rc;

	*out_level = "off";
	if (mode == SANDBOX_OFF)
		return 0;
	/* A core file would hold what was read. */
	setrlimit(RLIMIT_CORE, &none);
	rc = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -errno : load_filter(serving);
	if (rc == 0) {
		*out_level = "seccomp";
		return 0;
	}
	if (mode != SANDBOX_REQUIRE)
		return 0;
	errno = -rc;
	err_errno(err, "the sandbox cannot be entered", "seccomp");
	err_tag(err, "sandbox");
	return err_fix(err, "let the container use seccomp, or say --sandbox=auto");
}

int sandbox_enter(enum sandbox_mode mode, const char **out_level, struct err *err)
{
	return enter(mode, false, out_level, err);
}

int sandbox_enter_serving(enum sandbox_mode mode, const char **out_level,
			  struct err *err)
{
	return enter(mode, true, out_level, err);
}

/* Workers. */

static int allow_calls(scmp_filter_ctx filter, int fd)
{
	const scmp_datum_t executable = PROT_EXEC, own = (scmp_datum_t)fd;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1,
				      SCMP_A0_64(SCMP_CMP_EQ, own));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
				      SCMP_A0_64(SCMP_CMP_EQ, own));
	/* Last words of oom() and of the C library; it leads to /dev/null. */
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
				      SCMP_A0_64(SCMP_CMP_EQ, STDERR_FILENO));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(writev), 1,
				      SCMP_A0_64(SCMP_CMP_EQ, STDERR_FILENO));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				      SCMP_A2_64(SCMP_CMP_MASKED_EQ, executable, 0));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
				      SCMP_A2_64(SCMP_CMP_MASKED_EQ, executable, 0));
	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
				      SCMP_A0_64(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	return rc;
}

static int load_worker_filter(int fd)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc;

	if (!filter)
		return -ENOMEM;
	rc = allow_calls(filter, fd);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	return rc;
}

/* Landlock.  Debian 12's header knows its first versions alone: landlock(7). */

/* What may be done with files, a bit each, in the order of the kernel's versions. */
enum right {
	RIGHT_WRITE_FILE = 1 << 1,
	RIGHT_READ_FILE = 1 << 2,
	RIGHT_READ_DIR = 1 << 3,
	RIGHT_REMOVE_DIR = 1 << 4,
	RIGHT_REMOVE_FILE = 1 << 5,
	RIGHT_MAKE_DIR = 1 << 7,
	RIGHT_MAKE_REG = 1 << 8,
	RIGHT_REFER = 1 << 13, /* move and link between folders */
	RIGHT_TRUNCATE = 1 << 14,
};

#define RIGHTS_OF_FILES (RIGHT_WRITE_FILE | RIGHT_READ_FILE | RIGHT_TRUNCATE)
#define RIGHTS_TO_READ  (RIGHT_READ_FILE | RIGHT_READ_DIR)
#define RIGHTS_TO_WRITE                                                                \
	(RIGHTS_TO_READ | RIGHTS_OF_FILES | RIGHT_REMOVE_DIR | RIGHT_REMOVE_FILE |     \
	 RIGHT_MAKE_DIR | RIGHT_MAKE_REG | RIGHT_REFER)

#define SCOPE_SOCKETS 1 /* abstract ones of others */
#define SCOPE_SIGNALS 2

/* The attribute grew with the versions; an older kernel takes its first part. */
struct ruleset {
	uint64_t files, net, scopes;
};

/* 0 where the kernel has none. */
static long landlock_version(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1 /* ask for it */);

	return abi < 0 ? 0 : abi;
}

/* Every right over files that the running kernel knows. */
static uint64_t rights_known(long abi)
{
	unsigned count = abi < 2 ? 13 : abi < 3 ? 14 : abi < 5 ? 15 : 16;

	return ((uint64_t)1 << count) - 1;
}

/* A set of rules in which every known right is refused; -1 where there is none. */
static int landlock_new(long abi, uint64_t scopes)
{
	const struct ruleset handled = { rights_known(abi), 3 /* bind, connect */,
					 scopes };
	size_t size = abi < 4 ? 8 : abi < 6 ? 16 : 24;

	if (abi < 1)
		return -1;
	return (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
}

/* There is no way back. */
static bool landlock_enter(int rules)
{
	bool done = rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;

	if (rules >= 0)
		close(rules);
	return done;
}

/* Without a single rule: no path can be opened. */
static bool load_landlock(void)
{
	return landlock_enter(
		landlock_new(landlock_version(), SCOPE_SOCKETS | SCOPE_SIGNALS));
}

/* The rights over the file or folder, and what is below; what is not there has none. */
static bool allow_path(int rules, const char *path, uint64_t rights)
{
	struct __attribute__((packed)) {
		uint64_t rights;
		int32_t fd;
	} rule = { rights, open(path, O_PATH | O_CLOEXEC) };
	struct stat st;
	bool done = true;

	if (rule.fd < 0)
		return true;
	if (fstat(rule.fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.rights &= RIGHTS_OF_FILES;
	if (rule.rights)
		done = syscall(SYS_landlock_add_rule, rules, 1 /* below a path */,
			       &rule, 0) == 0;
	close(rule.fd);
	return done;
}

/* Where libraries lie that are loaded late, and what they read when they are. */
static const char *const loaded_from[] = { "/usr", "/lib", "/lib64", "/etc", NULL };

/* Devices that libraries open, and what the allocator and SQLite ask of the system. */
static const char *const asked_of[] = { "/dev/zero", "/dev/urandom", "/proc/self",
					"/sys/devices/system/cpu", NULL };

static int allow_all(const struct sandbox_places *places)
{
	long abi = landlock_version();
	/* Workers that were started before must hear of their end: no SCOPE_SIGNALS. */
	int rules = landlock_new(abi, SCOPE_SOCKETS);
	uint64_t to_read = rights_known(abi) & RIGHTS_TO_READ;
	uint64_t to_write = rights_known(abi) & RIGHTS_TO_WRITE;
	bool done = rules >= 0;

	for (size_t i = 0; done && loaded_from[i]; i++)
		done = allow_path(rules, loaded_from[i], to_read);
	for (size_t i = 0; done && asked_of[i]; i++)
		done = allow_path(rules, asked_of[i], to_read);
	/* A worker that is started late has it in place of the terminal. */
	done = done && allow_path(rules, "/dev/null", to_write);
	for (size_t i = 0; done && i < places->read.count; i++)
		done = allow_path(rules, places->read.at[i], to_read);
	for (size_t i = 0; done && i < places->write.count; i++)
		done = allow_path(rules, places->write.at[i], to_write);
	if (done)
		return rules;
	if (rules >= 0)
		close(rules);
	return -1;
}

static int insist(enum sandbox_mode mode, struct err *err)
{
	if (mode != SANDBOX_REQUIRE)
		return 0;
	err_set(err, ERR_IO, "the kernel or its container has no Landlock: files %s",
		"outside of the work at hand cannot be given up");
	err_tag(err, "sandbox");
	return err_fix(err, "let the container use Landlock, or say --sandbox=auto");
}

int sandbox_lock(enum sandbox_mode mode, const struct sandbox_places *places,
		 const char **level, struct err *err)
{
	if (mode == SANDBOX_OFF)
		return 0;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    !landlock_enter(allow_all(places)))
		return insist(mode, err);
	if (strcmp(*level, "seccomp") == 0)
		*level = "full";
	return 0;
}

/* clang-format off: one level a line, the weakest first */
static const struct {
	const char *level, *gap;
} ladder[] = {
	{ "off", "readers had every right of yours" },
	{ "rlimits", "readers were processes of their own, with limits; files and "
		     "network were in their reach" },
	{ "seccomp", "system calls were refused; Landlock, the second wall around "
		     "files, is not there" },
	{ "full", NULL },
};
/* clang-format on */

static size_t rung(const char *level)
{
	size_t i = sizeof(ladder) / sizeof(ladder[0]) - 1;

	while (i > 0 && strcmp(ladder[i].level, level) != 0)
		i--;
	return i;
}

const char *sandbox_weaker(const char *a, const char *b)
{
	return ladder[rung(a) < rung(b) ? rung(a) : rung(b)].level;
}

const char *sandbox_gap(const char *level)
{
	return ladder[rung(level)].gap;
}

#ifndef __SANITIZE_ADDRESS__
/* Whether one page more can be had at that limit. */
static bool has_room_at(rlim_t most, rlim_t hard)
{
	struct rlimit limit = { most, hard };
	void *page = MAP_FAILED;

	if (setrlimit(RLIMIT_AS, &limit) == 0)
		page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return false;
	munmap(page, 4096);
	return true;
}

/*
 * How much is mapped.  /proc would say so, but no file can be opened any more: the
 * lowest limit that still leaves room says it too.
 */
static rlim_t address_space(void)
{
	rlim_t low = 0, high = (rlim_t)1 << 47;
	struct rlimit before;

	if (getrlimit(RLIMIT_AS, &before) < 0)
		return 0;
	if (before.rlim_max < high)
		high = before.rlim_max;
	while (high - low > 4096) {
		rlim_t middle = low + (high - low) / 2;

		if (has_room_at(middle, before.rlim_max))
			high = middle;
		else
			low = middle;
	}
	setrlimit(RLIMIT_AS, &before);
	return high;
}

static rlim_t memory_limit(const struct sandbox_limits *limits)
{
	return limits->memory + (limits->on_top ? address_space() : 0);
}
#endif

static void lower_limits(const struct sandbox_limits *limits)
{
	const struct {
		int what;
		rlim_t most;
	} all[] = {
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes that it never touches */
		{ RLIMIT_AS, memory_limit(limits) },
#endif
		{ RLIMIT_CPU, limits->cpu_seconds },
		{ RLIMIT_STACK, 8u << 20 },
		{ RLIMIT_NOFILE, 4 },
		{ RLIMIT_FSIZE, 0 },
		{ RLIMIT_NPROC, 0 },
		{ RLIMIT_CORE, 0 },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct rlimit limit = { all[i].most, all[i].most };

		setrlimit((__rlimit_resource_t)all[i].what, &limit);
	}
}

int sandbox_worker(int fd, const struct sandbox_limits *limits, enum sandbox_mode mode,
		   const char **out_level, struct err *err)
{
	bool landlocked;
	int rc;

	*out_level = "off";
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	if (mode == SANDBOX_OFF) {
		lower_limits(limits);
		return 0;
	}
	rc = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -errno : 0;
	/* Before the limits, which leave no room for its descriptor. */
	landlocked = rc == 0 && load_landlock();
	lower_limits(limits);
	if (rc == 0)
		rc = load_worker_filter(fd);
	*out_level = rc < 0 ? "rlimits" : landlocked ? "full" : "seccomp";
	if (mode != SANDBOX_REQUIRE || (rc == 0 && landlocked))
		return 0;
	err_set(err, ERR_IO, "a worker reaches the level \"%s\" alone", *out_level);
	err_tag(err, "sandbox");
	return err_fix(err, "let the container use seccomp and Landlock, "
			    "or say --sandbox=auto");
}
