#include "seal/sealer.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "trust/cms.h"
#include "trust/dsse.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A request is a head and its bytes; so is an answer.  Both ends are one build. */
struct frame {
	enum seal_kind kind;
	int rc; /* of an answer: below 0 the bytes are a struct err */
	size_t len;
};

/* What the child says of itself in its first answer, before the PEM. */
struct about {
	enum key_kind kind;
	char key_id[DIGEST_TEXT];
	bool has_cert;
	int64_t not_after;
};

static bool send_all(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len > 0) {
		ssize_t put = send(fd, at, len, MSG_NOSIGNAL);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
		len -= (size_t)put;
	}
	return true;
}

static bool receive_all(int fd, void *bytes, size_t len)
{
	char *at = bytes;

	while (len > 0) {
		ssize_t got = recv(fd, at, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		len -= (size_t)got;
	}
	return true;
}

static bool send_frame(int fd, enum seal_kind kind, int rc, const void *bytes,
		       size_t len)
{
	struct frame frame = { .kind = kind, .rc = rc, .len = len };

	return send_all(fd, &frame, sizeof(frame)) && send_all(fd, bytes, len);
}

/* The child. */

/* "seal.crt" for "seal.key"; a name without ".key" gets the ending added. */
static void cert_beside(char out[PATH_MAX], const char *key)
{
	struct span stem = span_of(key);

	if (span_ends(stem, ".key"))
		stem.len -= strlen(".key");
	snprintf(out, PATH_MAX, "%.*s.crt", SPAN_ARG(stem));
}

static int open_cert(struct cert **out, const struct sealer_options *options,
		     struct key *key, struct arena *arena, struct err *err)
{
	const char *path = options->cert;
	char beside[PATH_MAX];
	struct span pem;
	int rc;

	*out = NULL;
	if (!path && options->key) {
		cert_beside(beside, options->key);
		if (!file_exists(beside))
			return 0;
		path = beside;
	}
	if (!path)
		return 0;
	rc = file_read(&pem, path, LIMIT_KEY_BYTES, arena, err);
	if (rc == 0)
		rc = cert_read(out, pem, path, err);
	if (rc < 0)
		return rc;
	if (cert_is_about(*out, key))
		return 0;
	cert_free(*out);
	*out = NULL;
	err_set(err, ERR_USAGE, "the certificate is not about this key");
	err_at_path(err, span_of(path));
	return err_fix(err, "give the certificate that belongs to the key: --cert");
}

static int open_key(struct key **out, struct cert **out_cert,
		    const struct sealer_options *options, struct arena *arena,
		    struct err *err)
{
	char name[32];
	int rc;

	if (options->key) {
		rc = key_open(out, options->key, &options->passphrase, err);
	} else {
		snprintf(name, sizeof(name), "descriptor %d", options->key_fd);
		rc = key_open_fd(out, options->key_fd, name, &options->passphrase, err);
	}
	if (rc == 0)
		rc = open_cert(out_cert, options, *out, arena, err);
	return rc;
}

static bool introduce(int fd, struct key *key, struct cert *cert, struct arena *arena)
{
	struct about about = { .kind = key_kind(key),
			       .has_cert = cert != NULL,
			       .not_after = CLOCK_NONE };
	struct span pem = key_spki_pem(key, arena);
	struct cert_facts facts;

	key_id(key, about.key_id);
	if (cert) {
		cert_look(&facts, cert, arena);
		about.not_after = facts.not_after;
	}
	return send_frame(fd, 0, 0, &about, sizeof(about)) &&
	       send_frame(fd, 0, 0, pem.ptr, pem.len);
}

static int sign(struct span *out, enum seal_kind kind, struct key *key,
		struct cert *cert, struct span bytes, struct arena *arena,
		struct err *err)
{
	switch (kind) {
	case SEAL_CMS:
		if (!cert)
			break;
		return cms_sign(out, key, cert, bytes, clock_now(), arena, err);
	case SEAL_DSSE:
		return dsse_sign(out, key, SPAN_LIT(DSSE_IN_TOTO), bytes, arena, err);
	case SEAL_KINDS:
		return err_set(err, ERR_INTERNAL, "there is no such seal");
	}
	err_set(err, ERR_USAGE, "a CMS seal needs the key's certificate");
	return err_fix(err, "give it with --cert, or lay it beside the key as .crt");
}

/* One request after the other, until the other end closes. */
static void serve(int fd, struct key *key, struct cert *cert, struct arena *arena)
{
	struct frame frame;
	bool ok = true;

	while (ok && receive_all(fd, &frame, sizeof(frame)) &&
	       frame.len <= LIMIT_SUMS_BYTES) {
		char *bytes = arena_alloc(arena, frame.len + 1, 1);
		struct err err = { 0 };
		struct span signature;
		int rc;

		if (!receive_all(fd, bytes, frame.len))
			break;
		rc = sign(&signature, frame.kind, key, cert,
			  (struct span){ bytes, frame.len }, arena, &err);
		ok = rc < 0 ? send_frame(fd, frame.kind, rc, &err, sizeof(err))
			    : send_frame(fd, frame.kind, 0, signature.ptr,
					 signature.len);
		arena_clear(arena);
	}
}

static void be_sealer(int fd, const struct sealer_options *options)
{
	struct arena *arena = arena_new(256 * LIMIT_MIB);
	struct err err = { 0 };
	struct cert *cert = NULL;
	struct key *key = NULL;
	int rc;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	rc = open_key(&key, &cert, options, arena, &err);
	if (rc < 0)
		send_frame(fd, 0, rc, &err, sizeof(err));
	else if (introduce(fd, key, cert, arena))
		serve(fd, key, cert, arena);
	cert_free(cert);
	key_free(key);
	arena_free(arena);
}

/* The starter. */

/* One answer; an error in it becomes ours. */
static int receive(struct span *out, int fd, size_t most, struct arena *arena,
		   struct err *err)
{
	struct frame frame;
	char *bytes;

	*out = SPAN_EMPTY;
	if (!receive_all(fd, &frame, sizeof(frame)) || frame.len > most ||
	    (frame.rc < 0 && frame.len != sizeof(*err)))
		return err_set(err, ERR_INTERNAL, "the process that signs has ended");
	bytes = arena_alloc(arena, frame.len + 1, 16);
	if (!receive_all(fd, bytes, frame.len))
		return err_set(err, ERR_INTERNAL, "the process that signs has ended");
	if (frame.rc < 0) {
		memcpy(err, bytes, sizeof(*err));
		return frame.rc;
	}
	*out = (struct span){ bytes, frame.len };
	return 0;
}

static int meet(struct sealer *sealer, struct arena *arena, struct err *err)
{
	struct span bytes;
	struct about about;
	int rc;

	rc = receive(&bytes, sealer->fd, sizeof(struct err), arena, err);
	if (rc < 0)
		return rc;
	if (bytes.len != sizeof(about))
		return err_set(err, ERR_INTERNAL,
			       "the process that signs is not itself");
	memcpy(&about, bytes.ptr, sizeof(about));
	sealer->kind = about.kind;
	memcpy(sealer->key_id, about.key_id, sizeof(sealer->key_id));
	sealer->has_cert = about.has_cert;
	sealer->not_after = about.not_after;
	sealer->can[SEAL_CMS] = about.has_cert && about.kind != KEY_ED25519;
	sealer->can[SEAL_DSSE] = about.kind == KEY_P256 || about.kind == KEY_ED25519 ||
				 about.kind == KEY_RSA;
	return receive(&sealer->spki_pem, sealer->fd, LIMIT_KEY_BYTES, arena, err);
}

int sealer_start(struct sealer *out, const struct sealer_options *options,
		 struct arena *arena, struct err *err)
{
	int pair[2], rc;

	*out = SEALER_NONE;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return err_errno(err, "cannot start the process that signs", "sealer");
	out->pid = fork();
	if (out->pid < 0) {
		rc = err_errno(err, "cannot start the process that signs", "sealer");
		close(pair[0]);
		close(pair[1]);
		return rc;
	}
	if (out->pid == 0) {
		close(pair[0]);
		be_sealer(pair[1], options);
		_exit(0);
	}
	close(pair[1]);
	out->fd = pair[0];
	rc = meet(out, arena, err);
	if (rc < 0)
		sealer_stop(out);
	return rc;
}

int sealer_sign(struct span *out, struct sealer *sealer, enum seal_kind kind,
		struct span bytes, struct arena *arena, struct err *err)
{
	*out = SPAN_EMPTY;
	if (bytes.len > LIMIT_SUMS_BYTES)
		return err_set(err, ERR_LIMIT, "there is too much to sign");
	if (!send_frame(sealer->fd, kind, 0, bytes.ptr, bytes.len))
		return err_set(err, ERR_INTERNAL, "the process that signs has ended");
	return receive(out, sealer->fd, LIMIT_SIGNATURE_BYTES, arena, err);
}

void sealer_stop(struct sealer *sealer)
{
	if (sealer->fd < 0)
		return;
	close(sealer->fd);
	while (waitpid(sealer->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	*sealer = SEALER_NONE;
}
