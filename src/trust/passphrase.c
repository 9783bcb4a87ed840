#include "trust/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

void passphrase_wipe(struct passphrase *passphrase)
{
	OPENSSL_cleanse(passphrase, sizeof(*passphrase));
}

/* The first line of `fd`, byte by byte: what stands behind it stays unread. */
static int read_line(struct passphrase *out, int fd, const char *name, struct err *err)
{
	out->len = 0;
	for (;;) {
		char c;
		ssize_t got = read(fd, &c, 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, "cannot read the passphrase", name);
		if (got == 0 || c == '\n')
			break;
		if (out->len == sizeof(out->text)) {
			err_set(err, ERR_USAGE,
				"the passphrase is longer than %zu bytes",
				sizeof(out->text));
			return err_at_path(err, span_of(name));
		}
		out->text[out->len++] = c;
	}
	if (out->len > 0 && out->text[out->len - 1] == '\r')
		out->len--;
	if (out->len > 0)
		return 0;
	err_set(err, ERR_USAGE, "the passphrase is empty");
	err_at_path(err, span_of(name));
	return err_fix(err, "put the passphrase on the first line");
}

static void say(int tty, const char *text)
{
	ssize_t ignored = write(tty, text, strlen(text));

	(void)ignored; /* a question that cannot be shown is answered by Ctrl-C */
}

/* One question, without echo; signals wait until the terminal is itself again. */
static int ask(struct passphrase *out, int tty, const char *before, const char *purpose,
	       struct err *err)
{
	struct termios was, quiet;
	sigset_t block, old;
	int rc;

	if (tcgetattr(tty, &was) < 0)
		return err_errno(err, "cannot ask for the passphrase", "/dev/tty");
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	sigemptyset(&block);
	sigaddset(&block, SIGINT);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGTSTP);
	sigprocmask(SIG_BLOCK, &block, &old);
	tcsetattr(tty, TCSAFLUSH, &quiet);
	say(tty, before);
	say(tty, purpose);
	say(tty, ": ");
	rc = read_line(out, tty, "/dev/tty", err);
	say(tty, "\n");
	tcsetattr(tty, TCSAFLUSH, &was);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return rc;
}

static int from_terminal(struct passphrase *out, const char *purpose, bool twice,
			 struct err *err)
{
	struct passphrase again = { .len = 0 };
	int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	int rc;

	if (tty < 0) {
		err_set(err, ERR_USAGE, "there is no terminal to ask for a passphrase");
		return err_fix(err, "give --passphrase-file or --passphrase-fd");
	}
	rc = ask(out, tty, "", purpose, err);
	if (rc == 0 && twice)
		rc = ask(&again, tty, "again, ", purpose, err);
	close(tty);
	if (rc == 0 && twice &&
	    (again.len != out->len ||
	     CRYPTO_memcmp(again.text, out->text, out->len) != 0))
		rc = err_set(err, ERR_USAGE, "the two passphrases differ");
	passphrase_wipe(&again);
	return rc;
}

int passphrase_get(struct passphrase *out, const struct passphrase_source *source,
		   const char *purpose, bool twice, struct err *err)
{
	char name[32];
	int fd, rc;

	out->len = 0;
	if (source && source->file) {
		fd = open(source->file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		if (fd < 0)
			return err_errno(err, "cannot open the passphrase file",
					 source->file);
		rc = read_line(out, fd, source->file, err);
		close(fd);
		return rc;
	}
	if (source && source->fd >= 0) {
		snprintf(name, sizeof(name), "descriptor %d", source->fd);
		return read_line(out, source->fd, name, err);
	}
	if (source && source->terminal)
		return from_terminal(out, purpose, twice, err);
	err_set(err, ERR_USAGE, "a passphrase is needed");
	return err_fix(err, "give --passphrase-file or --passphrase-fd");
}
