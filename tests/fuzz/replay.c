/*
 * replay.c - run a fuzz target over its corpus, as TAP.
 *
 * The corpus is the folder tests/fuzz/corpus/NAME for the program fuzz_NAME; a
 * crash or a hang ends the program, which prove reports.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void replay(const char *folder, const char *name)
{
	char path[1400]; /* the folder, and a name of at most 255 bytes */
	struct stat st;
	uint8_t *bytes;
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0) {
		perror(path);
		exit(1);
	}
	/* Exactly as large as the input, so that a read past its end is seen. */
	bytes = malloc((size_t)st.st_size + (st.st_size == 0));
	len = bytes ? read(fd, bytes, (size_t)st.st_size) : -1;
	close(fd);
	if (len != st.st_size) {
		perror(path);
		exit(1);
	}
	LLVMFuzzerTestOneInput(bytes, (size_t)len);
	free(bytes);
}

int main(int argc, char **argv)
{
	const char *base = strrchr(argv[0], '/');
	struct dirent **entries;
	char folder[1024];
	int count;

	(void)argc;
	base = base ? base + 1 : argv[0];
	snprintf(folder, sizeof(folder), "tests/fuzz/corpus/%s", base + strlen("fuzz_"));
	count = scandir(folder, &entries, is_input, by_name);
	if (count <= 0) {
		printf("1..1\nnot ok 1 - %s holds a corpus\n", folder);
		return 1;
	}
	printf("1..%d\n", count);
	for (int i = 0; i < count; i++) {
		replay(folder, entries[i]->d_name);
		printf("ok %d - %s\n", i + 1, entries[i]->d_name);
		fflush(stdout);
		free(entries[i]);
	}
	free(entries);
	return 0;
}
