/* The syntax of muster.conf, with git itself as the oracle. */
#include "unit.h"

#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/kv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

extern char **environ;

/* What `git config -f FILE --list -z` prints; false where git refuses the file. */
static bool ask_git(struct span text, struct buf *out)
{
	char name[] = "/tmp/muster-kv-XXXXXX";
	char git[] = "git", config[] = "config", dash_f[] = "-f", list[] = "--list",
	     z[] = "-z";
	char *argv[] = { git, config, dash_f, name, list, z, NULL };
	posix_spawn_file_actions_t actions;
	int fd = mkstemp(name), ends[2], status = 0;
	char bytes[4096];
	ssize_t got;
	pid_t pid;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text.ptr, text.len), text.len);
	close(fd);
	assert_int_equal(pipe(ends), 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
	assert_int_equal(posix_spawnp(&pid, git, &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	while ((got = read(ends[0], bytes, sizeof(bytes))) > 0)
		buf_add(out, (struct span){ bytes, (size_t)got });
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	unlink(name);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The same out of our own reading. */
static bool ask_us(struct span text, struct buf *out)
{
	struct arena *arena = arena_new(1 << 24);
	struct err err = { 0 };
	struct kv kv;
	int rc = kv_parse(&kv, SPAN_LIT("f"), text, arena, &err);

	for (size_t i = 0; rc == 0 && i < kv.entries.count; i++) {
		const struct kv_entry *entry = &kv.entries.at[i];
		const struct kv_section *section = &kv.sections.at[entry->section];

		buf_add(out, section->name);
		if (section->sub.len > 0)
			buf_addch(out, '.');
		buf_add(out, section->sub);
		buf_addch(out, '.');
		buf_add(out, entry->key);
		if (entry->has_value)
			buf_addch(out, '\n');
		buf_add(out, entry->value);
		buf_addch(out, '\0');
	}
	arena_free(arena);
	return rc == 0;
}

static void compare(struct span text)
{
	struct buf theirs, ours;
	bool good;

	buf_init(&theirs, 1 << 20);
	buf_init(&ours, 1 << 20);
	good = ask_git(text, &theirs);
	if (ask_us(text, &ours) != good)
		fail_msg("git %s: %.*s", good ? "reads" : "refuses", SPAN_ARG(text));
	if (good && !span_eq(buf_span(&ours), buf_span(&theirs)))
		fail_msg("git reads otherwise: %.*s", SPAN_ARG(text));
	buf_release(&theirs);
	buf_release(&ours);
}

static const char *const odd_files[] = {
	"",
	"\n\n",
	"# only a comment",
	"[a]",
	"[a]k=v",
	"[a]\nk=v\n",
	"[a]\r\nk = v\r\n",
	"\xef\xbb\xbf[a]\nk = v\n",
	"[A-b]\n\tKeY = Value\n",
	"[a \"Sub\"]\nk = v\n",
	"[a  \t \"Sub\"]\nk = v\n",
	"[a \"s\\\"u\\\\b\\x\"]\nk = v\n",
	"[a.B]\nk = v\n",
	"[a.B \"c\"]\nk = v\n",
	"[a \"b\" ]\nk = v\n",
	"[ a]\nk = v\n",
	"[a\nk = v\n",
	"[a \"b]\nk = v\n",
	"[a \"b\\",
	"[a]\nk\n",
	"[a]\nk   \n",
	"[a]\nk # yes\n",
	"[a]\nk =\n",
	"[a]\nk = \"\"\n",
	"[a]\nk = # nothing\n",
	"[a]\nk = v # comment\n",
	"[a]\nk = v;comment\n",
	"[a]\nk = \"v # no comment\" ; comment\n",
	"[a]\nk =   a   b   \n",
	"[a]\nk = \"  a \"  b  \"  c\"  \n",
	"[a]\nk = a\"b\"c\n",
	"[a]\nk = \"unclosed\n",
	"[a]\nk = \"un\\\nclosed\"\n",
	"[a]\nk = one \\\n  two\\\nthree \\\n\n l\n",
	"[a]\nk = at the end\\",
	"[a]\nk = \\t\\n\\b\\\\\\\"\n",
	"[a]\nk = \\x\n",
	"[a]\nk = c:\\dir\n",
	"[a]\n1k = v\n",
	"[a]\nk1-2 = v\n",
	"[a]\nk_1 = v\n",
	"[a]\nk v\n",
	"[a] k = v [b] l = w\n[b] l = w\n",
	"[a] ; comment\n  ; [b]\nk = 1\nk = 2\n[a]\nk = 3\n",
	"[a]\nk = a = b\n",
	"[a]\nk = \xc3\xa9\xff\n",
	"[a]\n= v\n",
	"]\n",
};

static void odd_files_read_as_git_reads_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(odd_files); i++)
		compare(span_of(odd_files[i]));
}

/* Files of a small alphabet, the same in every run. */
static void made_up_files_read_as_git_reads_them(void **state)
{
	static const char *const words[] = { "[a]", "[b \"c\"]", "k",  "=", " ",
					     "\"",  "\\",        "\n", "#", ";",
					     "v",   "[",         "]",  "n" };
	uint32_t seed = 1;

	(void)state;
	for (unsigned file = 0; file < 150; file++) {
		struct buf text;

		buf_init(&text, 1 << 12);
		buf_adds(&text, "[s]\nk = ");
		for (unsigned i = 0; i < 3 + file % 20; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_adds(&text, words[(seed >> 16) % COUNT(words)]);
		}
		compare(buf_span(&text));
		buf_release(&text);
	}
}

static void entries_and_sections_know_their_lines(void **state)
{
	static const char text[] =
		"# 1\n[a]\n\n  k = x \\\n    y\nl\n[b \"c\"] m = 1\n";
	struct arena *arena = arena_new(1 << 20);
	struct err err = { 0 };
	struct kv kv;

	(void)state;
	assert_ok(kv_parse(&kv, SPAN_LIT("f"), span_of(text), arena, &err));
	assert_int_equal(kv.sections.count, 2);
	assert_int_equal(kv.sections.at[0].line, 2);
	assert_int_equal(kv.sections.at[1].line, 7);
	assert_int_equal(kv.entries.count, 3);
	assert_int_equal(kv.entries.at[0].line, 4);
	assert_span_is(kv.entries.at[0].value, "x     y");
	assert_int_equal(kv.entries.at[1].line, 6);
	assert_false(kv.entries.at[1].has_value);
	assert_int_equal(kv.entries.at[2].line, 7);
	assert_int_equal(kv.entries.at[2].section, 1);
	arena_free(arena);
}

static void a_broken_file_is_an_error_with_its_place(void **state)
{
	static const struct {
		const char *text, *where;
	} rows[] = {
		{ "[a]\nk = \"x\n", "muster.conf:2:7" },
		{ "[a]\n\nk v\n", "muster.conf:3:3" },
		{ "[a]\nk = \\x\n", "muster.conf:2:6" },
		{ "k = v\n", "muster.conf:1:1" },
		{ "[a]\n*\n", "muster.conf:2:1" },
		{ "[a \"b\"", "muster.conf:1:7" },
		{ "[a \"\"]\nk = v\n", "muster.conf:1:6" },
		{ "[a.]\nk = v\n", "muster.conf:1:4" },
	};
	struct arena *arena = arena_new(1 << 20);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct err err = { 0 };
		struct kv kv;

		assert_err(ERR_USAGE, kv_parse(&kv, SPAN_LIT("muster.conf"),
					       span_of(rows[i].text), arena, &err));
		assert_string_equal(err.where, rows[i].where);
		assert_true(err.fix[0] != '\0');
	}
	arena_free(arena);
}

static void nul_bytes_and_huge_files_are_refused(void **state)
{
	static char huge[LIMIT_CONFIG_BYTES + 1];
	struct arena *arena = arena_new(1 << 24);
	struct err err = { 0 };
	struct kv kv;

	(void)state;
	assert_err(ERR_USAGE,
		   kv_parse(&kv, SPAN_LIT("f"), SPAN_LIT("[a]\nk = \0"), arena, &err));
	memset(huge, '#', sizeof(huge));
	assert_err(ERR_LIMIT,
		   kv_parse(&kv, SPAN_LIT("f"), (struct span){ huge, sizeof(huge) },
			    arena, &err));
	err = (struct err){ 0 };
	assert_ok(kv_parse(&kv, SPAN_LIT("f"),
			   (struct span){ huge, LIMIT_CONFIG_BYTES }, arena, &err));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_files_read_as_git_reads_them),
		cmocka_unit_test(made_up_files_read_as_git_reads_them),
		cmocka_unit_test(entries_and_sections_know_their_lines),
		cmocka_unit_test(a_broken_file_is_an_error_with_its_place),
		cmocka_unit_test(nul_bytes_and_huge_files_are_refused),
	};

	return cmocka_run_group_tests_name("kv", tests, NULL, NULL);
}
