/*
 * Who signed: real commits by git with ssh-keygen, gpg and gpgsm, judged here and by
 * the tools themselves, and every way in which the answer must be another one.
 */
#include "gitfix.h"

#include "base/clock.h"
#include "text/base64.h"
#include "trust/commitsig.h"

#define NOW 1770000000 /* 2026-02-02; commits are of November 2023 */

/* Everything is answered for this commit of the repository "r". */
struct asked {
	struct fix *fix;
	const char *rev;
	const char *signers; /* allowed_signers; NULL: no trust at all */
	const char *revoked;
	const char *roots; /* the name of a file */
	const char *crls;
	int64_t when;
	bool accept_claimed;
	int64_t parents_at;
	enum commit_object object;
	struct commit_split split;
	struct commitsig_verifier *verifier; /* used again where it is there */
};

#define ASK(fix_, rev_, signers_)                                                      \
	(struct asked)                                                                 \
	{                                                                              \
		.fix = (fix_), .rev = (rev_), .signers = (signers_), .when = NOW,      \
		.parents_at = CLOCK_NONE                                               \
	}

static struct span text_of(struct fix *fix, const char *name)
{
	struct err err = { 0 };
	struct span out;

	assert_ok(file_read(&out,
			    arena_printf(fix->arena, "%s/%s", fix->root, name).ptr,
			    1 << 20, fix->arena, &err));
	return out;
}

static void put(struct fix *fix, const char *name, struct span bytes)
{
	struct err err = { 0 };

	assert_ok(file_write(arena_printf(fix->arena, "%s/%s", fix->root, name).ptr,
			     bytes, &err));
}

static struct span raw_of(struct fix *fix, const char *rev)
{
	struct span out, id = span_of(sh(fix, "git -C r rev-parse '%s'", rev));
	const char *type;
	struct err err = { 0 };

	assert_ok(repo_object(&out, &type, fix_open(fix, "r"), id, 1 << 20, fix->arena,
			      &err));
	return out;
}

static struct commitsig judge_raw(struct asked *asked, struct span raw)
{
	struct fix *fix = asked->fix;
	SCOPED_COMMITSIG_VERIFIER own = NULL;
	struct trust *trust = ARENA_NEW(fix->arena, struct trust);
	struct commitsig_ask ask = { .object = asked->object,
				     .when = asked->when,
				     .accept_claimed = asked->accept_claimed,
				     .parents_at = asked->parents_at };
	struct commitsig out;
	struct err err = { 0 };

	if (asked->signers)
		assert_ok(signers_parse(&trust->signers, SPAN_LIT("s"),
					span_of(asked->signers), fix->arena, &err));
	if (asked->revoked)
		assert_ok(signers_parse_revoked(&trust->signers, SPAN_LIT("r"),
						span_of(asked->revoked), fix->arena,
						&err));
	if (asked->roots) {
		trust->x509_files.roots = text_of(fix, asked->roots);
		if (asked->crls)
			trust->x509_files.crls = text_of(fix, asked->crls);
		assert_ok(x509_trust_open(&trust->x509, &trust->x509_files, &err));
	}
	if (!asked->verifier)
		own = commitsig_verifier_new(asked->signers ? trust : NULL, fix->arena);
	commitsig_check(&out, &asked->split, asked->verifier ? asked->verifier : own,
			&ask, raw, fix->arena);
	trust_release(trust);
	assert_true((out.state == COMMITSIG_GOOD || out.state == COMMITSIG_NONE) ==
		    (out.tag[0] == '\0' && out.why.len == 0));
	return out;
}

static struct commitsig judge(struct asked asked)
{
	return judge_raw(&asked, raw_of(asked.fix, asked.rev));
}

#define assert_state(got, want, want_tag)                                              \
	do {                                                                           \
		struct commitsig got_ = (got);                                         \
		if (got_.state != (want) || strcmp(got_.tag, (want_tag)) != 0)         \
			fail_msg("%s %s (%.*s), not %s %s",                            \
				 commitsig_state_word[got_.state], got_.tag,           \
				 SPAN_ARG(got_.why), commitsig_state_word[want],       \
				 want_tag);                                            \
	} while (0)

/* Whether `git verify-commit` says yes. */
static bool git_takes(struct fix *fix, const char *rev, const char *signers)
{
	put(fix, "signers", span_of(signers));
	return sh(fix,
		  "git -C r -c gpg.ssh.allowedSignersFile=../signers verify-%s '%s' "
		  "> /dev/null 2>&1 && echo yes || echo no",
		  rev[0] == 'v' ? "tag" : "commit", rev)[0] == 'y';
}

/* A line of allowed_signers for NAME.pub. */
static const char *line_of(struct fix *fix, const char *options, const char *name)
{
	return sh(fix,
		  "printf 'ada@example.org %%s%%s' '%s' \"$(cut -d' ' -f1,2 %s.pub)\"",
		  options, name);
}

/* A repository whose HEAD is signed with an SSH key of that type, "k". */
static const char *ssh_repo(struct fix *fix, const char *type)
{
	fix_init(fix);
	sh(fix,
	   "ssh-keygen -q -t %s -N '' -f k; cd r; git config gpg.format ssh;"
	   "git config user.signingkey ../k.pub; git config commit.gpgsign true",
	   type);
	fix_commit(fix, "signed");
	return line_of(fix, "", "k");
}

/* HEAD's bytes with the first `from` replaced; the same length, or not. */
static struct span with(struct fix *fix, const char *from, const char *to)
{
	struct span raw = raw_of(fix, "HEAD");
	ptrdiff_t at = span_find(raw, span_of(from));

	assert_true(at >= 0);
	return arena_printf(fix->arena, "%.*s%s%s", (int)at, raw.ptr, to,
			    raw.ptr + at + strlen(from));
}

/* What is judged and what git says of the same object. */
static struct commitsig judge_object(struct fix *fix, struct span raw, const char *line,
				     bool *out_git)
{
	struct asked asked = ASK(fix, "", line);

	*out_git = git_takes(fix, fix_object(fix, "commit", raw), line);
	return judge_raw(&asked, raw);
}

static void every_kind_of_ssh_key_is_good_here_where_it_is_to_git(void **state)
{
	static const struct {
		const char *type;
		enum key_kind kind;
	} rows[] = {
		{ "ed25519", KEY_ED25519 },   { "ecdsa -b 256", KEY_P256 },
		{ "ecdsa -b 384", KEY_P384 }, { "ecdsa -b 521", KEY_P521 },
		{ "rsa -b 2048", KEY_RSA },   { "rsa -b 3072", KEY_RSA },
		{ "rsa -b 4096", KEY_RSA },
	};
	struct fix *fix = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *line =
			(sh(fix, "rm -rf r k k.pub"), ssh_repo(fix, rows[i].type));
		struct commitsig sig = judge(ASK(fix, "HEAD", line));
		bool git;

		assert_state(sig, COMMITSIG_GOOD, "");
		assert_true(git_takes(fix, "HEAD", line));
		assert_int_equal(sig.kind, COMMITSIG_SSH);
		assert_int_equal(sig.key_kind, rows[i].kind);
		assert_span_is(sig.principal, "ada@example.org");
		assert_int_equal(sig.signer->line, 1);
		assert_span_is(sig.fingerprint,
			       sh(fix, "ssh-keygen -lf k.pub | cut -d' ' -f2"));
		assert_false(sig.hardware);
		/* Other bytes, and nobody's key: git says no, and so do we. */
		assert_state(judge_object(fix, with(fix, "signed\n", "Signed\n"), line,
					  &git),
			     COMMITSIG_BAD, "E_SIG_BAD");
		assert_false(git);
		sh(fix, "rm -f o o.pub; ssh-keygen -q -t %s -N '' -f o", rows[i].type);
		line = line_of(fix, "", "o");
		assert_state(judge(ASK(fix, "HEAD", line)), COMMITSIG_UNKNOWN_KEY,
			     "E_KEY_UNKNOWN");
		assert_false(git_takes(fix, "HEAD", line));
	}
}

/* ssh-keygen signs with them, and git says good; the size is refused here. */
static void an_ssh_key_of_rsa_that_is_too_short_is_refused(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "rsa -b 1024");
	struct asked asked = ASK(fix, "HEAD", NULL);

	(void)line;
	assert_state(judge(asked), COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED");
}

static void an_unsigned_commit_is_signed_by_nobody(void **state)
{
	struct fix *fix = *state;
	struct commitsig sig;

	fix_init(fix);
	fix_commit(fix, "unsigned");
	sig = judge(ASK(fix, "HEAD", ""));
	assert_state(sig, COMMITSIG_NONE, "");
	assert_int_equal(sig.kind, COMMITSIG_UNSIGNED);
	assert_state(judge(ASK(fix, "HEAD", NULL)), COMMITSIG_NONE, "");
}

/* Commits are of 2023-11-14; the time at which is asked is 2026-02-02. */
static void what_trust_says_of_the_key_decides(void **state)
{
	/* clang-format off: one line of allowed_signers a line */
	static const struct {
		const char *options;
		enum commitsig_state state;
		const char *tag;
		bool git; /* what git says, with the commit's own date */
	} rows[] = {
		{ "", COMMITSIG_GOOD, "", true },
		{ "namespaces=\"git\" ", COMMITSIG_GOOD, "", true },
		{ "namespaces=\"file,git\" ", COMMITSIG_GOOD, "", true },
		{ "namespaces=\"file\" ", COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		  false },
		{ "namespaces=\"muster-signoff/qa\" ", COMMITSIG_NOT_ALLOWED,
		  "E_KEY_NOT_ALLOWED", false },
		{ "cert-authority ", COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED",
		  false },
		{ "valid-after=\"20230101Z\" ", COMMITSIG_GOOD, "", true },
		{ "valid-before=\"20270101Z\" ", COMMITSIG_GOOD, "", true },
		{ "valid-after=\"20230101Z\",valid-before=\"20270101Z\" ",
		  COMMITSIG_GOOD, "", true },
		/* Back-dated, or signed before the key was trusted. */
		{ "valid-after=\"20250101Z\" ", COMMITSIG_NOT_YET,
		  "E_KEY_NOT_YET_VALID", false },
		{ "valid-after=\"20270101Z\" ", COMMITSIG_NOT_YET,
		  "E_KEY_NOT_YET_VALID", false },
		{ "valid-before=\"20230101Z\" ", COMMITSIG_EXPIRED, "E_KEY_EXPIRED",
		  false },
		/* Stricter than git: whoever has an expired key can write any date. */
		{ "valid-before=\"20250101Z\" ", COMMITSIG_EXPIRED, "E_KEY_EXPIRED",
		  true },
		{ "valid-after=\"20230101Z\",valid-before=\"20250101Z\" ",
		  COMMITSIG_EXPIRED, "E_KEY_EXPIRED", true },
	};
	/* clang-format on */
	struct fix *fix = *state;

	ssh_repo(fix, "ed25519");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *line = line_of(fix, rows[i].options, "k");

		assert_state(judge(ASK(fix, "HEAD", line)), rows[i].state, rows[i].tag);
		if (git_takes(fix, "HEAD", line) != rows[i].git)
			fail_msg("git says otherwise of: %s", rows[i].options);
	}
}

static void an_expired_key_is_good_by_its_claim_only_where_that_is_accepted(
	void **state)
{
	struct fix *fix = *state;
	struct asked asked;
	struct commitsig sig;
	const char *line;

	ssh_repo(fix, "ed25519");
	line = line_of(fix, "valid-before=\"20250101Z\" ", "k");
	asked = ASK(fix, "HEAD", line);
	asked.accept_claimed = true;
	sig = judge(asked);
	assert_state(sig, COMMITSIG_GOOD, "");
	assert_true(sig.by_claim);
	/* A parent that is a day younger: no; less than that: clocks differ. */
	judge_raw(&asked, raw_of(fix, "HEAD"));
	asked.parents_at = asked.split.committer.when + 86400;
	assert_state(judge(asked), COMMITSIG_GOOD, "");
	asked.parents_at++;
	assert_state(judge(asked), COMMITSIG_EXPIRED, "E_KEY_EXPIRED");
	/* The claim lies behind the end, or before the beginning: no. */
	asked = ASK(fix, "HEAD", line_of(fix, "valid-before=\"20230101Z\" ", "k"));
	asked.accept_claimed = true;
	assert_state(judge(asked), COMMITSIG_EXPIRED, "E_KEY_EXPIRED");
	asked = ASK(fix, "HEAD", line_of(fix, "valid-after=\"20250101Z\" ", "k"));
	asked.accept_claimed = true;
	assert_state(judge(asked), COMMITSIG_NOT_YET, "E_KEY_NOT_YET_VALID");
	/* A key that is good now needs no claim. */
	asked = ASK(fix, "HEAD", line_of(fix, "", "k"));
	asked.accept_claimed = true;
	assert_false(judge(asked).by_claim);
}

static void keys_that_nobody_named_or_somebody_revoked_are_told_apart(void **state)
{
	struct fix *fix = *state;
	struct asked asked;
	struct commitsig sig;
	const char *line, *other, *key;

	line = ssh_repo(fix, "ed25519");
	sh(fix, "ssh-keygen -q -t ed25519 -N '' -f o");
	other = line_of(fix, "", "o");
	key = sh(fix, "cut -d' ' -f1,2 k.pub");
	sig = judge(ASK(fix, "HEAD", other));
	assert_state(sig, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN");
	assert_null(sig.signer);
	assert_int_equal(sig.principal.len, 0);
	assert_span_is(sig.fingerprint,
		       sh(fix, "ssh-keygen -lf k.pub | cut -d' ' -f2"));
	assert_state(judge(ASK(fix, "HEAD", NULL)), COMMITSIG_UNKNOWN_KEY,
		     "E_KEY_UNKNOWN");
	assert_state(judge(ASK(fix, "HEAD", "")), COMMITSIG_UNKNOWN_KEY,
		     "E_KEY_UNKNOWN");
	assert_false(git_takes(fix, "HEAD", other));
	/* Revoked beats everything, also a key that no line lists. */
	asked = ASK(fix, "HEAD", line);
	asked.revoked = key;
	assert_state(judge(asked), COMMITSIG_REVOKED, "E_KEY_REVOKED");
	asked.accept_claimed = true;
	assert_state(judge(asked), COMMITSIG_REVOKED, "E_KEY_REVOKED");
	asked.signers = other;
	assert_state(judge(asked), COMMITSIG_REVOKED, "E_KEY_REVOKED");
}

static void of_several_lines_for_a_key_one_that_holds_is_enough(void **state)
{
	struct fix *fix = *state;
	struct commitsig sig;
	const char *two;

	ssh_repo(fix, "ed25519");
	two = arena_printf(fix->arena, "%s\n%s\n%s\n",
			   line_of(fix, "namespaces=\"file\" ", "k"),
			   line_of(fix, "valid-before=\"20230101Z\" ", "k"),
			   line_of(fix, "", "k"))
		      .ptr;
	sig = judge(ASK(fix, "HEAD", two));
	assert_state(sig, COMMITSIG_GOOD, "");
	assert_int_equal(sig.signer->line, 3);
}

static void nothing_of_a_signed_commit_may_change(void **state)
{
	/* clang-format off: one change a line */
	static const struct {
		const char *from, *to;
	} rows[] = {
		{ "signed\n", "Signed\n" },
		{ "signed\n", "signed\n\n" },
		{ "signed\n", "signed" },
		{ "Ada Author", "Eve Author" },
		{ "ada@example.org", "eve@example.org" },
		{ "Carl", "Karl" },
		{ "+0000\ncommitter", "+0100\ncommitter" },
		{ "+0000\ngpgsig", "+0000\nencoding x\ngpgsig" },
		{ "\nauthor",
		  "\nparent 1111111111111111111111111111111111111111\nauthor" },
	};
	/* clang-format on */
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool git;

		assert_state(judge_object(fix, with(fix, rows[i].from, rows[i].to),
					  line, &git),
			     COMMITSIG_BAD, "E_SIG_BAD");
		assert_false(git);
	}
}

/* T40; git says "Good" to the first three. */
static void shapes_that_git_never_writes_are_malformed(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");
	struct span raw, signature;
	ptrdiff_t at, end;
	bool git;

	raw = raw_of(fix, "HEAD");
	at = span_find(raw, SPAN_LIT("gpgsig "));
	end = span_find(raw, SPAN_LIT("\n\n"));
	signature = span_sub(raw, (size_t)at, (size_t)(end - at + 1));
	/* The one signature, cut in two: git joins them. */
	assert_state(judge_object(fix, with(fix, "\n ", "\ngpgsig "), line, &git),
		     COMMITSIG_MALFORMED, "E_SIG_DUPLICATE");
	assert_true(git);
	assert_state(judge_object(fix,
				  arena_printf(fix->arena, "%.*s%.*s%s", (int)end + 1,
					       raw.ptr, SPAN_ARG(signature),
					       raw.ptr + end + 1),
				  line, &git),
		     COMMITSIG_MALFORMED, "E_SIG_DUPLICATE");
	assert_true(git);
	assert_state(judge_object(fix, with(fix, "gpgsig ", "gpgsig-x y\ngpgsig "),
				  line, &git),
		     COMMITSIG_MALFORMED, "E_COMMIT_MALFORMED");
	assert_true(git);
	assert_state(judge_object(fix, with(fix, "\nauthor", "\nauthor x\nauthor"),
				  line, &git),
		     COMMITSIG_MALFORMED, "E_COMMIT_MALFORMED");
}

/* A second signature for a repository of SHA-256 is nothing to one of SHA-1. */
static void a_commit_that_is_signed_twice_for_two_kinds_of_ids_is_good(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");
	bool git;

	assert_state(judge_object(fix,
				  with(fix, "gpgsig ",
				       "gpgsig-sha256 -----BEGIN\n  x\ngpgsig "),
				  line, &git),
		     COMMITSIG_GOOD, "");
	assert_true(git);
}

static void a_nul_in_a_signed_message_is_malformed(void **state)
{
	struct fix *fix = *state;
	struct asked asked = ASK(fix, "", ssh_repo(fix, "ed25519"));
	struct span raw = raw_of(fix, "HEAD");
	char *bytes = arena_string(fix->arena, raw);

	bytes[raw.len - 3] = '\0';
	assert_state(judge_raw(&asked, (struct span){ bytes, raw.len }),
		     COMMITSIG_MALFORMED, "E_COMMIT_MALFORMED");
}

static void a_signature_of_another_commit_is_bad(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");
	struct span first = raw_of(fix, "HEAD"), raw, signature;
	ptrdiff_t at, end;
	bool git;

	fix_commit(fix, "another");
	at = span_find(first, SPAN_LIT("gpgsig "));
	end = span_find(first, SPAN_LIT("\n\n"));
	signature = span_sub(first, (size_t)at, (size_t)(end - at));
	raw = raw_of(fix, "HEAD");
	at = span_find(raw, SPAN_LIT("gpgsig "));
	end = span_find(raw, SPAN_LIT("\n\n"));
	assert_state(judge_object(fix,
				  arena_printf(fix->arena, "%.*s%.*s%s", (int)at,
					       raw.ptr, SPAN_ARG(signature),
					       raw.ptr + end),
				  line, &git),
		     COMMITSIG_BAD, "E_SIG_BAD");
	assert_false(git);
}

/* A commit whose signature is this text. */
static struct span signed_by(struct fix *fix, struct span payload, struct span armour)
{
	ptrdiff_t end = span_find(payload, SPAN_LIT("\n\n"));
	struct span line;
	struct buf buf;
	struct span out;

	buf_init(&buf, 1 << 20);
	buf_add(&buf, span_sub(payload, 0, (size_t)end + 1));
	buf_adds(&buf, "gpgsig");
	while (span_line(&armour, &line)) {
		buf_addch(&buf, ' ');
		buf_add(&buf, line);
		buf_addch(&buf, '\n');
	}
	buf_add(&buf, span_from(payload, (size_t)end + 1));
	out = arena_copy(fix->arena, buf_span(&buf));
	buf_release(&buf);
	return out;
}

static void a_key_in_hardware_signs_commits_when_somebody_is_there(void **state)
{
	/* clang-format off: one row a kind and flags */
	static const struct {
		const char *kind;
		unsigned flags;
		enum commitsig_state state;
		const char *tag;
	} rows[] = {
		{ "ed25519", 1, COMMITSIG_GOOD, "" },
		{ "ecdsa", 1, COMMITSIG_GOOD, "" },
		{ "ed25519", 5, COMMITSIG_GOOD, "" },
		{ "ed25519", 0, COMMITSIG_NOT_ALLOWED, "E_SK_NO_PRESENCE" },
		{ "ecdsa", 0, COMMITSIG_NOT_ALLOWED, "E_SK_NO_PRESENCE" },
		{ "ecdsa", 4, COMMITSIG_NOT_ALLOWED, "E_SK_NO_PRESENCE" },
	};
	/* clang-format on */
	struct fix *fix = *state;
	struct span payload;
	char cwd[1024];

	assert_non_null(getcwd(cwd, sizeof(cwd)));
	fix_init(fix);
	fix_commit(fix, "to be signed");
	payload = raw_of(fix, "HEAD");
	put(fix, "p", payload);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct commitsig sig;
		const char *line;
		bool git;

		sh(fix, "'%s'/tests/keys/make-sk.sh %s %s p git %u 9", cwd,
		   rows[i].kind, rows[i].kind, rows[i].flags);
		line = line_of(fix, "", rows[i].kind);
		sig = judge_object(fix, signed_by(fix, payload, text_of(fix, "p.sig")),
				   line, &git);
		assert_state(sig, rows[i].state, rows[i].tag);
		assert_true(git); /* whatever the flags say */
		assert_true(sig.hardware);
		assert_int_equal(sig.verified, rows[i].flags >> 2);
	}
}

static void other_namespaces_and_forms_sign_no_commit(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");
	struct commit_split split;
	struct span payload;
	struct err err = { 0 };
	bool git;

	assert_ok(commit_split(&split, COMMIT_COMMIT, DIGEST_GIT_SHA1,
			       raw_of(fix, "HEAD"), fix->arena, &err));
	payload = split.payload;
	put(fix, "p", payload);
	sh(fix, "ssh-keygen -q -Y sign -n file -f k < p > p.sig");
	assert_state(judge_object(fix, signed_by(fix, payload, text_of(fix, "p.sig")),
				  line, &git),
		     COMMITSIG_BAD, "E_SIG_NAMESPACE");
	assert_false(git);
	sh(fix, "ssh-keygen -q -Y sign -n git -f k < p > p.sig; echo x >> p.sig");
	assert_state(judge_object(fix, signed_by(fix, payload, text_of(fix, "p.sig")),
				  line, &git),
		     COMMITSIG_MALFORMED, "E_SIG_PARSE");
	assert_state(judge_object(fix,
				  signed_by(fix, payload, SPAN_LIT("signed: me\n")),
				  line, &git),
		     COMMITSIG_UNSUPPORTED, "E_SIG_FORM");
	assert_false(git);
	sh(fix, "ssh-keygen -q -t rsa -b 1024 -N '' -f weak;"
		"ssh-keygen -q -Y sign -n git -f weak < p > p.sig");
	assert_state(judge_object(fix, signed_by(fix, payload, text_of(fix, "p.sig")),
				  line, &git),
		     COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED");
	sh(fix, "ssh-keygen -q -s k -I me -n ada@example.org weak.pub;"
		"ssh-keygen -q -Y sign -n git -f weak-cert.pub < p > p.sig");
	assert_state(judge_object(fix, signed_by(fix, payload, text_of(fix, "p.sig")),
				  line, &git),
		     COMMITSIG_UNSUPPORTED, "E_SSH_CERT_UNSUPPORTED");
}

static void tags_are_judged_like_commits(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");
	struct asked asked;
	struct commitsig sig;
	struct span raw;
	char *bytes;

	sh(fix, "cd r; git tag -s -m 'first tag' v1; git tag -a -m bare v2");
	asked = ASK(fix, "v1", line);
	asked.object = COMMIT_TAG;
	sig = judge(asked);
	assert_state(sig, COMMITSIG_GOOD, "");
	assert_true(git_takes(fix, "v1", line));
	asked.rev = "v2";
	assert_state(judge(asked), COMMITSIG_NONE, "");
	assert_false(git_takes(fix, "v2", line));
	raw = raw_of(fix, "v1");
	bytes = arena_string(fix->arena, raw);
	bytes[span_find(raw, SPAN_LIT("first"))] = 'F';
	assert_state(judge_raw(&asked, (struct span){ bytes, raw.len }), COMMITSIG_BAD,
		     "E_SIG_BAD");
	assert_state(judge_raw(&asked, arena_printf(fix->arena, "%sx\n", raw.ptr)),
		     COMMITSIG_MALFORMED, "E_SIG_PARSE");
	/* A tag is no commit, and the other way round. */
	asked.object = COMMIT_COMMIT;
	assert_state(judge_raw(&asked, raw), COMMITSIG_MALFORMED, "E_COMMIT_MALFORMED");
}

static void a_signer_whose_date_cannot_be_read_has_not_signed(void **state)
{
	struct fix *fix = *state;
	const char *line = ssh_repo(fix, "ed25519");
	struct asked asked = ASK(fix, "", line);
	struct commit_split split;
	struct span payload;
	struct err err = { 0 };

	assert_ok(commit_split(&split, COMMIT_COMMIT, DIGEST_GIT_SHA1,
			       raw_of(fix, "HEAD"), fix->arena, &err));
	payload = arena_printf(fix->arena,
			       "tree %.*s\nauthor A <a@x> 1 +0000\n"
			       "committer A <a@x> never\n\nx\n",
			       SPAN_ARG(split.tree));
	put(fix, "p", payload);
	sh(fix, "ssh-keygen -q -Y sign -n git -f k < p > p.sig");
	assert_state(judge_raw(&asked, signed_by(fix, payload, text_of(fix, "p.sig"))),
		     COMMITSIG_MALFORMED, "E_COMMIT_MALFORMED");
}

/* OpenPGP. */

/* Stop what gpg has started in the background. */
static void gpg_done(struct fix *fix)
{
	sh(fix, "gpgconf --kill all > /dev/null 2>&1 || true");
}

/* HEAD signed by gpg with a key of that kind; its line of allowed_signers. */
static const char *gpg_repo(struct fix *fix, const char *algorithm)
{
	fix_init(fix);
	setenv("GNUPGHOME", arena_printf(fix->arena, "%s/%s", fix->root, algorithm).ptr,
	       1);
	sh(fix,
	   "mkdir -m 700 \"$GNUPGHOME\"; gpg -q --batch --passphrase '' "
	   "--faked-system-time "
	   "20230101T000000 --quick-gen-key 'Ada <ada@example.org>' %s sign never "
	   "2> gpg.log; gpg --list-keys --with-colons 2>> gpg.log |"
	   "awk -F: '/^fpr/ { print $10 }' | tail -n 1 > fpr; cd r;"
	   "git config user.signingkey \"$(cat ../fpr)\"; git config commit.gpgsign "
	   "true",
	   algorithm);
	fix_commit(fix, "signed");
	return sh(fix, "printf 'ada@example.org %%s' "
		       "\"$(gpg --export-ssh-key \"$(cat fpr)!\" | cut -d' ' -f1,2)\"");
}

static void openpgp_keys_are_good_here_where_they_are_to_git(void **state)
{
	static const struct {
		const char *algorithm;
		enum key_kind kind;
	} rows[] = {
		{ "ed25519", KEY_ED25519 }, { "rsa2048", KEY_RSA },
		{ "nistp256", KEY_P256 },   { "nistp384", KEY_P384 },
		{ "nistp521", KEY_P521 },
	};
	struct fix *fix = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *line =
			(sh(fix, "rm -rf r"), gpg_repo(fix, rows[i].algorithm));
		struct commitsig sig = judge(ASK(fix, "HEAD", line));
		bool git;

		assert_state(sig, COMMITSIG_GOOD, "");
		assert_int_equal(sig.kind, COMMITSIG_OPENPGP);
		assert_int_equal(sig.key_kind, rows[i].kind);
		assert_true(sig.signed_at > 0);
		assert_true(git_takes(fix, "HEAD", line));
		assert_state(judge_object(fix, with(fix, "signed\n", "Signed\n"), line,
					  &git),
			     COMMITSIG_BAD, "E_SIG_BAD");
		assert_false(git);
		sh(fix, "cd r; git tag -s -m tagged v1 2> /dev/null");
		assert_state(judge((struct asked){ .fix = fix,
						   .rev = "v1",
						   .signers = line,
						   .when = NOW,
						   .parents_at = CLOCK_NONE,
						   .object = COMMIT_TAG }),
			     COMMITSIG_GOOD, "");
		gpg_done(fix);
	}
}

static void an_openpgp_key_is_judged_by_the_trust_folder_alone(void **state)
{
	struct fix *fix = *state;
	const char *line = gpg_repo(fix, "ed25519");
	struct asked asked = ASK(fix, "HEAD", line);
	struct commitsig sig;
	const char *key = line + strlen("ada@example.org ");
	const char *other;

	sh(fix, "ssh-keygen -q -t ed25519 -N '' -f o; ssh-keygen -q -t rsa -b 2048 -N "
		"'' -f q");
	other = arena_printf(fix->arena, "%s\n%s\n", line_of(fix, "", "o"),
			     line_of(fix, "", "q"))
			.ptr;
	sig = judge(ASK(fix, "HEAD", other));
	assert_state(sig, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN");
	assert_int_equal(sig.wire.len, 0);
	assert_span_is(sig.fingerprint, sh(fix, "tr A-F a-f < fpr"));
	/* git asks gpg's keyring, which knows nothing of all this. */
	assert_true(git_takes(fix, "HEAD", other));
	asked.revoked = key;
	assert_state(judge(asked), COMMITSIG_REVOKED, "E_KEY_REVOKED");
	asked.signers = other;
	assert_state(judge(asked), COMMITSIG_REVOKED, "E_KEY_REVOKED");
	asked = ASK(fix, "HEAD",
		    arena_printf(fix->arena,
				 "ada@example.org valid-before=\"20250101Z\" %s", key)
			    .ptr);
	assert_state(judge(asked), COMMITSIG_EXPIRED, "E_KEY_EXPIRED");
	asked.signers =
		arena_printf(fix->arena, "ada@example.org namespaces=\"file\" %s", key)
			.ptr;
	assert_state(judge(asked), COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED");
	gpg_done(fix);
}

static void openpgp_with_weak_hashes_or_text_mode_is_refused(void **state)
{
	/* clang-format off: one way to sign a line */
	static const struct {
		const char *options;
		enum commitsig_state state;
		const char *tag;
	} rows[] = {
		{ "--digest-algo SHA512", COMMITSIG_GOOD, "" },
		{ "--digest-algo SHA384", COMMITSIG_GOOD, "" },
		{ "--digest-algo SHA256 --comment hello", COMMITSIG_GOOD, "" },
		{ "--digest-algo SHA1", COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED" },
		{ "--digest-algo SHA224", COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED" },
		{ "--digest-algo RIPEMD160", COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED" },
		{ "--textmode", COMMITSIG_UNSUPPORTED, "E_ALG_REFUSED" },
		{ "--sig-notation '!hello@example.org=x'", COMMITSIG_UNSUPPORTED,
		  "E_ALG_REFUSED" },
		{ "--sig-notation hello@example.org=x", COMMITSIG_GOOD, "" },
		{ "--default-sig-expire 1d --faked-system-time 20230102T000000",
		  COMMITSIG_EXPIRED, "E_SIG_EXPIRED" },
	};
	/* clang-format on */
	struct fix *fix = *state;
	const char *line = gpg_repo(fix, "rsa2048");
	struct commit_split split;
	struct err err = { 0 };

	assert_ok(commit_split(&split, COMMIT_COMMIT, DIGEST_GIT_SHA1,
			       raw_of(fix, "HEAD"), fix->arena, &err));
	put(fix, "p", split.payload);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool git;

		sh(fix, "gpg -q --batch --yes --armor %s -o p.sig -b p 2>> gpg.log",
		   rows[i].options);
		assert_state(judge_object(fix,
					  signed_by(fix, split.payload,
						    text_of(fix, "p.sig")),
					  line, &git),
			     rows[i].state, rows[i].tag);
	}
	gpg_done(fix);
}

/* The hint is kept once it was right; a lie about it changes nothing. */
static void many_commits_by_one_verifier_have_their_own_answers(void **state)
{
	struct fix *fix = *state;
	const char *line = gpg_repo(fix, "ed25519");
	struct trust trust = { .x509 = NULL };
	struct asked asked = ASK(fix, "HEAD", line);
	SCOPED_COMMITSIG_VERIFIER verifier = NULL;
	struct err err = { 0 };

	assert_ok(signers_parse(&trust.signers, SPAN_LIT("s"), span_of(line),
				fix->arena, &err));
	verifier = commitsig_verifier_new(&trust, fix->arena);
	asked.verifier = verifier;
	for (unsigned i = 0; i < 3; i++) {
		assert_state(judge(asked), COMMITSIG_GOOD, "");
		assert_state(judge_raw(&asked, with(fix, "signed\n", "Signed\n")),
			     COMMITSIG_BAD, "E_SIG_BAD");
	}
	gpg_done(fix);
}

/* An OpenPGP signature does not bring its key, and is tried with so many and no more.
 */
static void keys_beyond_the_limit_are_not_tried(void **state)
{
	struct fix *fix = *state;
	const char *line = gpg_repo(fix, "ed25519");
	struct buf buf;

	/* Points of no small order; whose they are nobody knows. */
	buf_init(&buf, 1 << 20);
	for (unsigned i = 0; i < 1000; i++) {
		char wire[51] = "\0\0\0\13ssh-ed25519\0\0\0 ";

		wire[19] = (char)(2 + i % 120);
		wire[20] = (char)(i / 120);
		wire[21] = 1;
		buf_addf(&buf, "x%u@example.org ssh-ed25519 %s\n", i,
			 base64_encode(fix->arena, BASE64_STD,
				       (struct span){ wire, sizeof(wire) })
				 .ptr);
	}
	buf_adds(&buf, line);
	buf_addch(&buf, '\0');
	assert_state(judge(ASK(fix, "HEAD", buf.ptr)), COMMITSIG_UNSUPPORTED,
		     "E_LIMIT_KEYS");
	buf_release(&buf);
	gpg_done(fix);
}

/* X.509. */

/* A CA, "ada" and "eve" by it, "past" whose time is over, and "web" for servers. */
static void make_certs(struct fix *fix)
{
	char cwd[1024];

	assert_non_null(getcwd(cwd, sizeof(cwd)));
	sh(fix, "'%s'/tests/keys/make-ca.sh ca", cwd);
}

/* Sign HEAD's payload with openssl's CMS, as smimesign does. */
static struct span x509_commit(struct fix *fix, const char *who, const char *options)
{
	struct commit_split split;
	struct err err = { 0 };

	assert_ok(commit_split(&split, COMMIT_COMMIT, DIGEST_GIT_SHA1,
			       raw_of(fix, "HEAD"), fix->arena, &err));
	put(fix, "p", split.payload);
	sh(fix,
	   "openssl cms -sign -binary -signer ca/%s.crt -inkey ca/%s.key %s "
	   "-in p -outform PEM -out p.pem 2> log;"
	   "sed 's/ CMS--/ SIGNED MESSAGE--/' p.pem > p.sig",
	   who, who, options);
	return signed_by(fix, split.payload, text_of(fix, "p.sig"));
}

static struct commitsig judge_x509(struct fix *fix, struct span raw,
				   const char *signers, const char *roots,
				   const char *crls)
{
	struct asked asked = ASK(fix, "", signers);

	asked.roots = roots;
	asked.crls = crls;
	return judge_raw(&asked, raw);
}

static void what_gpgsm_signs_is_good_by_its_ca(void **state)
{
	struct fix *fix = *state;
	struct commitsig sig;
	char cwd[1024];
	bool git;

	assert_non_null(getcwd(cwd, sizeof(cwd)));
	setenv("GNUPGHOME", arena_printf(fix->arena, "%s/g", fix->root).ptr, 1);
	setenv("GIT_COMMITTER_EMAIL", "ada@example.org", 1);
	make_certs(fix);
	fix_init(fix);
	sh(fix,
	   "'%s'/tests/keys/make-gpgsm.sh g ca ada; cd r;"
	   "git config gpg.format x509; git config commit.gpgsign true;"
	   "git config gpg.x509.program \"$GNUPGHOME/gpgsm\";"
	   "git config user.signingkey ada@example.org",
	   cwd);
	fix_commit(fix, "signed");
	sig = judge_x509(fix, raw_of(fix, "HEAD"), "", "ca/ca.crt", NULL);
	assert_state(sig, COMMITSIG_GOOD, "");
	assert_true(git_takes(fix, "HEAD", ""));
	assert_int_equal(sig.kind, COMMITSIG_X509);
	assert_span_is(sig.principal, "ada@example.org");
	assert_null(sig.signer);
	assert_true(sig.signed_at > 0);
	assert_state(judge_object(fix, with(fix, "signed\n", "Signed\n"), "", &git),
		     COMMITSIG_BAD, "E_CMS_BAD");
	assert_false(git);
	gpg_done(fix);
}

static void a_certificate_counts_by_its_key_or_by_its_chain(void **state)
{
	/* clang-format off: one case a line */
	static const struct {
		const char *who, *options, *signers, *roots, *crls;
		enum commitsig_state state;
		const char *tag;
	} rows[] = {
		{ "ada", "", "", "ca/ca.crt", NULL, COMMITSIG_GOOD, "" },
		{ "ada", "-keyopt rsa_padding_mode:pss", "", "ca/ca.crt", NULL,
		  COMMITSIG_GOOD, "" },
		{ "ec", "", "", "ca/ca.crt", NULL, COMMITSIG_GOOD, "" },
		{ "ada", "", "", "ca/ca.crt", "ca/empty.crl", COMMITSIG_GOOD, "" },
		{ "ada", "", "ada", NULL, NULL, COMMITSIG_GOOD, "" },
		{ "eve", "", "eve", NULL, NULL, COMMITSIG_GOOD,
		  "" }, /* the line says whose it is */
		{ "past", "", "past", NULL, NULL, COMMITSIG_EXPIRED, "E_KEY_EXPIRED" },
		{ "ada", "", "eve", NULL, NULL, COMMITSIG_UNKNOWN_KEY,
		  "E_KEY_UNKNOWN" },
		{ "ada", "", "", NULL, NULL, COMMITSIG_UNKNOWN_KEY, "E_KEY_UNKNOWN" },
		{ "ada", "", "", "ca/other.crt", NULL, COMMITSIG_UNKNOWN_KEY,
		  "E_SEAL_UNTRUSTED" },
		{ "self", "", "", "ca/ca.crt", NULL, COMMITSIG_UNKNOWN_KEY,
		  "E_SEAL_UNTRUSTED" },
		{ "eve", "", "", "ca/ca.crt", NULL, COMMITSIG_NOT_ALLOWED,
		  "E_CERT_MAIL" },
		{ "web", "", "", "ca/ca.crt", NULL, COMMITSIG_NOT_ALLOWED,
		  "E_CERT_USAGE" },
		{ "past", "", "", "ca/ca.crt", NULL, COMMITSIG_EXPIRED,
		  "E_KEY_EXPIRED" },
		{ "future", "", "", "ca/ca.crt", NULL, COMMITSIG_NOT_YET,
		  "E_KEY_NOT_YET_VALID" },
		{ "ada", "", "", "ca/ca.crt", "ca/ada-stolen.crl", COMMITSIG_REVOKED,
		  "E_KEY_REVOKED" },
		{ "ada", "", "", "ca/ca.crt", "ca/ada-unsaid.crl", COMMITSIG_REVOKED,
		  "E_KEY_REVOKED" },
		{ "ada", "", "", "ca/ca.crt", "ca/ada-moved.crl", COMMITSIG_REVOKED,
		  "E_KEY_REVOKED" },
		{ "ada", "", "", "ca/ca.crt", "ca/ada-moved-later.crl", COMMITSIG_GOOD,
		  "" },
		{ "ada", "", "", "ca/ca.crt", "ca/ada-stolen-later.crl",
		  COMMITSIG_REVOKED, "E_KEY_REVOKED" },
		/* A list takes it away though its key is trusted by itself. */
		{ "ada", "", "ada", "ca/ca.crt", "ca/ada-stolen.crl", COMMITSIG_REVOKED,
		  "E_KEY_REVOKED" },
		{ "ada", "", "ada", "ca/ca.crt", "ca/ada-moved.crl", COMMITSIG_REVOKED,
		  "E_KEY_REVOKED" },
		{ "ada", "", "ada", "ca/ca.crt", "ca/ada-moved-later.crl",
		  COMMITSIG_GOOD, "" },
		{ "ada", "", "ada", "ca/ca.crt", "ca/empty.crl", COMMITSIG_GOOD, "" },
		{ "ada", "", "", "ca/ca.crt", "ca/forged.crl", COMMITSIG_UNKNOWN_KEY,
		  "E_CERT_CHAIN" },
		{ "ada", "", "", "ca/ca.crt", "ca/other.crl", COMMITSIG_UNKNOWN_KEY,
		  "E_CERT_CHAIN" },
		{ "ada", "-md sha1", "", "ca/ca.crt", NULL, COMMITSIG_UNSUPPORTED,
		  "E_ALG_REFUSED" },
		{ "ada", "-noattr", "", "ca/ca.crt", NULL, COMMITSIG_UNSUPPORTED,
		  "E_ALG_REFUSED" },
		{ "ada", "-nodetach", "", "ca/ca.crt", NULL, COMMITSIG_UNSUPPORTED,
		  "E_ALG_REFUSED" },
		{ "ada", "-nocerts", "", "ca/ca.crt", NULL, COMMITSIG_BAD,
		  "E_CMS_BAD" },
		{ "ada", "-signer ca/ec.crt -inkey ca/ec.key", "", "ca/ca.crt", NULL,
		  COMMITSIG_MALFORMED, "E_SIG_DUPLICATE" },
	};
	/* clang-format on */
	struct fix *fix = *state;

	setenv("GIT_COMMITTER_EMAIL", "ada@example.org", 1);
	make_certs(fix);
	fix_init(fix);
	fix_commit(fix, "to be signed");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span raw = x509_commit(fix, rows[i].who, rows[i].options);
		const char *signers = "";
		struct commitsig sig;

		if (rows[i].signers[0])
			signers =
				sh(fix,
				   "openssl x509 -in ca/%s.crt -noout -pubkey > k.pem;"
				   "printf 'ada@example.org %%s' "
				   "\"$(ssh-keygen -i -m PKCS8 -f k.pem)\"",
				   rows[i].signers);
		sig = judge_x509(fix, raw, signers, rows[i].roots, rows[i].crls);
		if (sig.state != rows[i].state || strcmp(sig.tag, rows[i].tag) != 0)
			fail_msg("row %zu: %s %s (%.*s), not %s %s", i,
				 commitsig_state_word[sig.state], sig.tag,
				 SPAN_ARG(sig.why), commitsig_state_word[rows[i].state],
				 rows[i].tag);
	}
}

/* Whether stock openssl takes the signature that x509_commit() made last. */
static bool openssl_takes(struct fix *fix, const char *root, const char *content)
{
	return sh(fix,
		  "openssl cms -verify -binary -inform PEM -in p.pem -content %s "
		  "-CAfile "
		  "%s -attime %lld -out /dev/null > log 2>&1 && echo yes || echo no",
		  content, root, (long long)NOW)[0] == 'y';
}

static void openssl_says_the_same_of_certificates_but_where_we_are_stricter(
	void **state)
{
	/* clang-format off: one case a line */
	static const struct {
		const char *who, *options, *root, *content;
		bool ours, openssl;
	} rows[] = {
		{ "ada", "", "ca/ca.crt", "p", true, true },
		{ "ec", "", "ca/ca.crt", "p", true, true },
		{ "ada", "-keyopt rsa_padding_mode:pss", "ca/ca.crt", "p", true, true },
		{ "ada", "-md sha384", "ca/ca.crt", "p", true, true },
		{ "ada", "", "ca/ca.crt", "q", false, false },
		{ "ec", "", "ca/ca.crt", "q", false, false },
		{ "ada", "", "ca/other.crt", "p", false, false },
		{ "self", "", "ca/ca.crt", "p", false, false },
		{ "past", "", "ca/ca.crt", "p", false, false },
		{ "future", "", "ca/ca.crt", "p", false, false },
		{ "web", "", "ca/ca.crt", "p", false, false },
		{ "ada", "-nocerts", "ca/ca.crt", "p", false, false },
		/* Stricter: SHA-1, no signed attributes, another person's commit. */
		{ "ada", "-md sha1", "ca/ca.crt", "p", false, true },
		{ "ada", "-noattr", "ca/ca.crt", "p", false, true },
		{ "eve", "", "ca/ca.crt", "p", false, true },
	};
	/* clang-format on */
	struct fix *fix = *state;

	setenv("GIT_COMMITTER_EMAIL", "ada@example.org", 1);
	make_certs(fix);
	fix_init(fix);
	fix_commit(fix, "to be signed");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span raw = x509_commit(fix, rows[i].who, rows[i].options);
		struct commitsig sig;

		sh(fix, "sed 's/^author Ada/author Eve/' p > q; ! cmp -s p q");
		if (rows[i].content[0] == 'q')
			raw = signed_by(fix, text_of(fix, "q"), text_of(fix, "p.sig"));
		sig = judge_x509(fix, raw, "", rows[i].root, NULL);
		if ((sig.state == COMMITSIG_GOOD) != rows[i].ours ||
		    openssl_takes(fix, rows[i].root, rows[i].content) !=
			    rows[i].openssl)
			fail_msg("row %zu: %s %s (%.*s)", i,
				 commitsig_state_word[sig.state], sig.tag,
				 SPAN_ARG(sig.why));
	}
}

/* The same of the commit itself where a list of revocation must be there. */
static bool openssl_takes_unrevoked(struct fix *fix, const char *list)
{
	sh(fix, "cat ca/ca.crt %s > with-list.pem", list);
	return sh(fix,
		  "openssl cms -verify -binary -inform PEM -in p.pem -content p "
		  "-CAfile with-list.pem -crl_check -attime %lld -out /dev/null "
		  "> log 2>&1 && echo yes || echo no",
		  (long long)NOW)[0] == 'y';
}

static void openssl_says_the_same_of_revoked_ones_but_where_time_decides(void **state)
{
	/* clang-format off: one case a line */
	static const struct {
		const char *who, *list;
		bool ours, openssl;
	} rows[] = {
		{ "ada", "ca/empty.crl", true, true },
		{ "ec", "ca/empty.crl", true, true },
		{ "ec", "ca/ada-stolen.crl", true, true }, /* another certificate */
		{ "ada", "ca/ada-stolen.crl", false, false },
		{ "ada", "ca/ada-unsaid.crl", false, false },
		{ "ada", "ca/ada-moved.crl", false, false },
		{ "ada", "ca/ada-stolen-later.crl", false, false },
		{ "ada", "ca/forged.crl", false, false },
		{ "ada", "ca/other.crl", false, false },
		/* Given up in 2030, it signed before: openssl asks no time. */
		{ "ada", "ca/ada-moved-later.crl", true, false },
	};
	/* clang-format on */
	struct fix *fix = *state;

	setenv("GIT_COMMITTER_EMAIL", "ada@example.org", 1);
	make_certs(fix);
	fix_init(fix);
	fix_commit(fix, "to be signed");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct span raw = x509_commit(fix, rows[i].who, "");
		struct commitsig sig =
			judge_x509(fix, raw, "", "ca/ca.crt", rows[i].list);

		if ((sig.state == COMMITSIG_GOOD) != rows[i].ours ||
		    openssl_takes_unrevoked(fix, rows[i].list) != rows[i].openssl)
			fail_msg("row %zu: %s %s (%.*s)", i,
				 commitsig_state_word[sig.state], sig.tag,
				 SPAN_ARG(sig.why));
	}
}

/* Statements. */

static void a_statement_is_judged_in_its_own_namespace(void **state)
{
	/* clang-format off: one line of allowed_signers a line */
	static const struct {
		const char *options, *name;
		enum commitsig_state state;
		const char *tag;
	} rows[] = {
		{ "namespaces=\"muster-signoff/qa\" ", "muster-signoff/qa",
		  COMMITSIG_GOOD, "" },
		{ "namespaces=\"muster-signoff/*\" ", "muster-signoff/qa",
		  COMMITSIG_GOOD, "" },
		{ "namespaces=\"muster-signoff/qa\" ", "muster-signoff/ops",
		  COMMITSIG_BAD, "E_SIG_NAMESPACE" },
		{ "namespaces=\"muster-signoff/ops\" ", "muster-signoff/qa",
		  COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED" },
		{ "namespaces=\"git\" ", "muster-signoff/qa", COMMITSIG_NOT_ALLOWED,
		  "E_KEY_NOT_ALLOWED" },
		{ "", "muster-signoff/qa", COMMITSIG_NOT_ALLOWED, "E_KEY_NOT_ALLOWED" },
		{ "namespaces=\"muster-signoff/qa\",valid-before=\"20250101Z\" ",
		  "muster-signoff/qa", COMMITSIG_EXPIRED, "E_KEY_EXPIRED" },
	};
	/* clang-format on */
	struct fix *fix = *state;
	struct commitsig_ask ask = { .when = NOW, .parents_at = CLOCK_NONE };
	struct span armour;

	put(fix, "s", SPAN_LIT("muster-signoff v1\n"));
	sh(fix, "ssh-keygen -q -t ed25519 -N '' -f k;"
		"ssh-keygen -q -Y sign -n muster-signoff/qa -f k < s > s.sig");
	armour = text_of(fix, "s.sig");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct trust trust = { .x509 = NULL };
		SCOPED_COMMITSIG_VERIFIER verifier = NULL;
		struct commitsig sig;
		struct err err = { 0 };

		assert_ok(signers_parse(&trust.signers, SPAN_LIT("s"),
					span_of(line_of(fix, rows[i].options, "k")),
					fix->arena, &err));
		verifier = commitsig_verifier_new(&trust, fix->arena);
		commitsig_check_statement(&sig, verifier, rows[i].name, &ask, NOW - 60,
					  armour, SPAN_LIT("muster-signoff v1\n"),
					  fix->arena);
		assert_state(sig, rows[i].state, rows[i].tag);
		commitsig_check_statement(&sig, verifier, rows[i].name, &ask, NOW - 60,
					  armour, SPAN_LIT("muster-signoff v2\n"),
					  fix->arena);
		assert_true(sig.state == COMMITSIG_BAD);
		commitsig_check_statement(&sig, verifier, rows[i].name, &ask, NOW - 60,
					  SPAN_EMPTY, SPAN_EMPTY, fix->arena);
		assert_state(sig, COMMITSIG_MALFORMED, "E_SIG_PARSE");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(every_kind_of_ssh_key_is_good_here_where_it_is_to_git),
		WITH_GIT(an_ssh_key_of_rsa_that_is_too_short_is_refused),
		WITH_GIT(an_unsigned_commit_is_signed_by_nobody),
		WITH_GIT(what_trust_says_of_the_key_decides),
		WITH_GIT(
			an_expired_key_is_good_by_its_claim_only_where_that_is_accepted),
		WITH_GIT(keys_that_nobody_named_or_somebody_revoked_are_told_apart),
		WITH_GIT(of_several_lines_for_a_key_one_that_holds_is_enough),
		WITH_GIT(nothing_of_a_signed_commit_may_change),
		WITH_GIT(shapes_that_git_never_writes_are_malformed),
		WITH_GIT(a_commit_that_is_signed_twice_for_two_kinds_of_ids_is_good),
		WITH_GIT(a_nul_in_a_signed_message_is_malformed),
		WITH_GIT(a_signature_of_another_commit_is_bad),
		WITH_GIT(a_key_in_hardware_signs_commits_when_somebody_is_there),
		WITH_GIT(other_namespaces_and_forms_sign_no_commit),
		WITH_GIT(tags_are_judged_like_commits),
		WITH_GIT(a_signer_whose_date_cannot_be_read_has_not_signed),
		WITH_GIT(openpgp_keys_are_good_here_where_they_are_to_git),
		WITH_GIT(an_openpgp_key_is_judged_by_the_trust_folder_alone),
		WITH_GIT(openpgp_with_weak_hashes_or_text_mode_is_refused),
		WITH_GIT(many_commits_by_one_verifier_have_their_own_answers),
		WITH_GIT(keys_beyond_the_limit_are_not_tried),
		WITH_GIT(what_gpgsm_signs_is_good_by_its_ca),
		WITH_GIT(a_certificate_counts_by_its_key_or_by_its_chain),
		WITH_GIT(
			openssl_says_the_same_of_certificates_but_where_we_are_stricter),
		WITH_GIT(openssl_says_the_same_of_revoked_ones_but_where_time_decides),
		WITH_GIT(a_statement_is_judged_in_its_own_namespace),
	};

	return cmocka_run_group_tests_name("commitsig", tests, NULL, NULL);
}
