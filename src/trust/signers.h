/*
 * signers.h - who may sign what: OpenSSH's allowed_signers, read strictly.
 *
 * Format: ssh-keygen(1), ALLOWED SIGNERS.  Where ssh-keygen guesses or skips,
 * this reader refuses the whole file with a line number (seal.md section 3.2):
 * a malformed line, an option it does not know, a time without "Z", a wildcard
 * principal without cert-authority, one key under two lists of principals.  A
 * line without namespaces= grants "git" alone.
 *
 * The file is the verifier's; nothing found in a bundle or in an audited tree
 * is read as trust.  Errors are ERR_USAGE with the tag E_TRUST_SYNTAX,
 * E_TRUST_AMBIGUOUS or E_SSH_CERT_UNSUPPORTED: exit 2.
 */
#ifndef TRUST_SIGNERS_H
#define TRUST_SIGNERS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"
#include "trust/key.h"

#include <stdint.h>

#define SIGNERS_KEYS 10000

#define NAMESPACE_SEAL     "muster-seal"
#define NAMESPACE_CLOSE    "muster-close"
#define NAMESPACE_GIT      "git"
#define NAMESPACE_WAIVE    "muster-waive"
#define NAMESPACE_EVIDENCE "muster-evidence"
#define NAMESPACE_SIGNOFF  "muster-signoff/" /* and the role */
/* and "muster-evidence/<family>" */

/* One line.  The spans live as long as the text and the arena. */
struct signer {
	struct span principals; /* as they stand: "a@x.org,b@x.org" */
	struct span namespaces; /* the same; "git" where the line names none */
	struct span blob;       /* the key's wire form */
	enum key_kind kind;
	unsigned bits;
	unsigned line;
	bool authority;       /* cert-authority: grants nothing by itself here */
	bool named;           /* the line has namespaces= */
	int64_t valid_after;  /* CLOCK_NONE: always */
	int64_t valid_before; /* the first instant at which it is not; CLOCK_NONE */
};

struct signers {
	LIST(struct signer) lines;
	LIST(struct span) revoked; /* wire blobs */
};

/* Add the lines of one file; `path` is for messages. */
int signers_parse(struct signers *signers, struct span path, struct span text,
		  struct arena *arena, struct err *err);

/* The same for revoked_keys: public keys as in id.pub, one a line. */
int signers_parse_revoked(struct signers *signers, struct span path, struct span text,
			  struct arena *arena, struct err *err);

/*
 * For whoever keeps the files: the same without stopping at the first mistake.
 * What can be read is added; every line that cannot is a problem with its number,
 * 0 for the file as a whole.  Spans in the arena.
 */
struct signers_problem {
	struct span path;
	unsigned line;
	bool error; /* such a file is refused by whoever reads it */
	char tag[32];
	struct span what, fix;
};
struct signers_problems {
	LIST(struct signers_problem) list;
};
void signers_survey(struct signers *signers, struct signers_problems *problems,
		    struct span path, struct span text, struct arena *arena);
void signers_survey_revoked(struct signers *signers, struct signers_problems *problems,
			    struct span path, struct span text, struct arena *arena);

/*
 * The text of allowed_signers with valid-before= `at` on every line about the key
 * that would be valid longer; *out_changed says how many those are.  All other
 * bytes stay.  ERR_USAGE where a line becomes valid later than that.
 */
int signers_retire(struct span *out, size_t *out_changed, struct span path,
		   struct span text, struct span blob, int64_t at, struct arena *arena,
		   struct err *err);

bool signers_is_revoked(const struct signers *signers, struct span blob);

/* Whether the line names the namespace, or "muster-signoff/" with a star. */
bool signer_grants(const struct signer *signer, const char *name);

/* Before, within or after the line's own dates. */
enum signer_time { SIGNER_NOT_YET, SIGNER_VALID, SIGNER_EXPIRED };
enum signer_time signer_at(const struct signer *signer, int64_t when);

/*
 * The line that lets this key sign in this namespace at `when`; where several
 * do, the first; where only lines outside their dates do, one of those (ask
 * signer_at()); NULL where none does.
 */
const struct signer *signers_find(const struct signers *signers, struct span blob,
				  const char *name, int64_t when);

/*
 * The same where one line must grant both, as "git" and "muster-signoff/qa" for a
 * tick (seal.md section 3.2).
 */
const struct signer *signers_find_both(const struct signers *signers, struct span blob,
				       const char *name, const char *other,
				       int64_t when);

/*
 * The line that lets this key sign fields of `role` off, by a statement or, where
 * `tick`, by a signed commit, for which one line must grant "git" as well.  An empty
 * role stands for a field that names none: any "muster-signoff/..." will do.
 */
const struct signer *signers_find_role(const struct signers *signers, struct span blob,
				       struct span role, bool tick, int64_t when);

/* Whether any line is about this key, whatever it grants. */
bool signers_know(const struct signers *signers, struct span blob);

/* The first principal of the list. */
struct span signer_principal(const struct signer *signer);

/* Whether an e-mail is one of the principals; ASCII letters in either case. */
bool signer_has_principal(const struct signer *signer, struct span mail);

/* "principals namespaces="..." keytype base64\n": a line for this file. */
struct span signers_line(struct span principal, const char *namespaces,
			 struct span wire, struct arena *arena);

#endif
