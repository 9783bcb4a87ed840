/*
 * Raw commits and tags taken apart.  What git itself takes for the payload and the
 * signature is in gitformat-signature(5); the shapes that only an attacker writes are
 * refused here, and several of them are "Good" to git.
 */
#include "gitfix.h"

#include "base/clock.h"
#include "trust/rawcommit.h"

#define ID    "1111111111111111111111111111111111111111"
#define ID256 ID "111111111111111111111111"

#define TREE      "tree " ID "\n"
#define PARENT    "parent " ID "\n"
#define AUTHOR    "author Ada Pine <ada@example.org> 1767225600 +0100\n"
#define COMMITTER "committer Carl Oak <carl@example.org> 1767225660 -0030\n"
#define SIG                                                                            \
	"gpgsig -----BEGIN SSH SIGNATURE-----\n"                                       \
	" AAAA\n"                                                                      \
	" -----END SSH SIGNATURE-----\n"
#define SIG256                                                                         \
	"gpgsig-sha256 -----BEGIN SSH SIGNATURE-----\n BBBB\n -----END SSH "           \
	"SIGNATURE-----\n"
#define BODY "\nSubject\n\nBody\n"

static int split(struct commit_split *out, const char *text, struct fix *fix,
		 struct err *err)
{
	return commit_split(out, COMMIT_COMMIT, DIGEST_GIT_SHA1, span_of(text),
			    fix->arena, err);
}

static void a_commit_says_who_when_and_what(void **state)
{
	struct commit_split c;
	struct err err = { 0 };

	assert_ok(split(&c, TREE PARENT PARENT AUTHOR COMMITTER BODY, *state, &err));
	assert_span_is(c.tree, ID);
	assert_int_equal(c.parents, 2);
	assert_span_is(c.first_parent, ID);
	assert_span_is(c.author.name, "Ada Pine");
	assert_span_is(c.author.mail, "ada@example.org");
	assert_int_equal(c.author.when, 1767225600);
	assert_span_is(c.committer.mail, "carl@example.org");
	assert_int_equal(c.committer.when, 1767225660);
	assert_span_is(c.message, "Subject\n\nBody\n");
	assert_int_equal(c.signature.len, 0);
	assert_span_is(c.payload, TREE PARENT PARENT AUTHOR COMMITTER BODY);
}

static void the_payload_is_the_commit_without_its_signature(void **state)
{
	struct commit_split c;
	struct err err = { 0 };

	assert_ok(split(&c, TREE AUTHOR COMMITTER SIG BODY, *state, &err));
	assert_span_is(c.payload, TREE AUTHOR COMMITTER BODY);
	assert_span_is(c.signature, "-----BEGIN SSH SIGNATURE-----\nAAAA\n"
				    "-----END SSH SIGNATURE-----\n");
}

static void both_signatures_are_left_out_and_the_repositorys_counts(void **state)
{
	static const char *const orders[] = {
		TREE AUTHOR COMMITTER SIG "x y\n" SIG256 BODY,
		TREE AUTHOR COMMITTER SIG256 "x y\n" SIG BODY,
	};
	struct commit_split c;
	struct err err = { 0 };

	for (size_t i = 0; i < 2; i++) {
		assert_ok(split(&c, orders[i], *state, &err));
		assert_span_is(c.payload, TREE AUTHOR COMMITTER "x y\n" BODY);
		assert_true(span_find(c.signature, SPAN_LIT("AAAA")) > 0);
	}
	assert_ok(split(&c, TREE AUTHOR COMMITTER SIG256 BODY, *state, &err));
	assert_int_equal(c.signature.len, 0);
	assert_span_is(c.payload, TREE AUTHOR COMMITTER BODY);
}

static void a_repository_of_sha256_has_longer_ids_and_its_own_header(void **state)
{
	static const char text[] =
		"tree " ID256 "\nparent " ID256 "\n" AUTHOR COMMITTER SIG SIG256 BODY;
	struct fix *fix = *state;
	struct commit_split c;
	struct err err = { 0 };

	assert_ok(commit_split(&c, COMMIT_COMMIT, DIGEST_GIT_SHA256, span_of(text),
			       fix->arena, &err));
	assert_true(span_find(c.signature, SPAN_LIT("BBBB")) > 0);
	assert_span_is(c.payload,
		       "tree " ID256 "\nparent " ID256 "\n" AUTHOR COMMITTER BODY);
	assert_err(ERR_FORMAT, split(&c, text, fix, &err));
	assert_string_equal(err.tag, "E_COMMIT_MALFORMED");
}

/* GitHub ends the header with a line that has a blank and nothing else. */
static void a_blank_line_in_a_signature_belongs_to_it(void **state)
{
	struct commit_split c;
	struct err err = { 0 };

	assert_ok(split(&c,
			TREE AUTHOR COMMITTER "gpgsig -----BEGIN PGP SIGNATURE-----\n"
					      " \n AAAA\n"
					      " -----END PGP SIGNATURE-----\n \n" BODY,
			*state, &err));
	assert_span_is(c.signature, "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n"
				    "-----END PGP SIGNATURE-----\n\n");
	assert_span_is(c.payload, TREE AUTHOR COMMITTER BODY);
}

/* A merged tag brings a signature of its own, which is not the commit's. */
static void a_merged_tag_stays_in_the_payload(void **state)
{
	static const char tagged[] = TREE AUTHOR COMMITTER
		"mergetag object " ID "\n"
		" type commit\n tag v1\n tagger A <a@x> 1 +0000\n gpgsig no\n \n v1\n"
		" -----BEGIN SSH SIGNATURE-----\n CCCC\n"
		" -----END SSH SIGNATURE-----\n" BODY;
	struct commit_split c;
	struct err err = { 0 };

	assert_ok(split(&c, tagged, *state, &err));
	assert_int_equal(c.signature.len, 0);
	assert_span_is(c.payload, tagged);
}

static void a_tag_is_signed_at_its_end(void **state)
{
#define TAG                                                                            \
	"object " ID "\ntype commit\ntag v1\n"                                         \
	"tagger Ada Pine <ada@example.org> 1767225600 +0000\n"
	static const char end[] = "-----BEGIN SSH SIGNATURE-----\nAAAA\n"
				  "-----END SSH SIGNATURE-----\n";
	struct fix *fix = *state;
	struct commit_split c;
	struct err err = { 0 };
	struct span raw =
		arena_printf(fix->arena, "%s" SIG256 "\nv1\n%s\n%s", TAG, end, end);

	assert_ok(commit_split(&c, COMMIT_TAG, DIGEST_GIT_SHA1, raw, fix->arena, &err));
	assert_span_is(c.signature, end);
	assert_span_is(c.payload,
		       arena_printf(fix->arena, "%s\nv1\n%s\n", TAG, end).ptr);
	assert_span_is(c.target, ID);
	assert_span_is(c.target_type, "commit");
	assert_span_is(c.tag_name, "v1");
	assert_span_is(c.committer.mail, "ada@example.org");
	assert_ok(commit_split(&c, COMMIT_TAG, DIGEST_GIT_SHA1,
			       SPAN_LIT(TAG "\nv1\n -----BEGIN SSH SIGNATURE-----\n"),
			       fix->arena, &err));
	assert_int_equal(c.signature.len, 0);
}

static void what_git_does_not_write_is_malformed(void **state)
{
	/* clang-format off: one object a line */
	static const struct {
		const char *text, *tag;
	} rows[] = {
		{ "", "E_COMMIT_MALFORMED" },
		{ "\n", "E_COMMIT_MALFORMED" },
		{ BODY, "E_COMMIT_MALFORMED" },
		{ TREE, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR "committer C <c@x> 1 +0000", "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR BODY, "E_COMMIT_MALFORMED" },
		{ TREE COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE TREE AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER AUTHOR BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER SIG AUTHOR BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER SIG PARENT BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR PARENT COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ PARENT TREE AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE COMMITTER AUTHOR BODY, "E_COMMIT_MALFORMED" },
		{ TREE "x y\n" AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE SIG AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ "tree " ID "1\n" AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ "tree 111111111111111111111111111111111111111G\n" AUTHOR COMMITTER
			  BODY,
		  "E_COMMIT_MALFORMED" },
		{ "tree  " ID "\n" AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ "tree " ID "\r\n" AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ "tree " ID256 "\n" AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE " more\n" AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR " more\n" COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER " more\n" BODY, "E_COMMIT_MALFORMED" },
		{ " " TREE AUTHOR COMMITTER BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER "encoding a\nencoding b\n" BODY,
		  "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER "gpgsig\n -----BEGIN SSH SIGNATURE-----\n" BODY,
		  "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER "gpgsig2 x\n" BODY, "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER "gpgsig-sha512 x\n" BODY,
		  "E_COMMIT_MALFORMED" },
		{ TREE AUTHOR COMMITTER SIG SIG BODY, "E_SIG_DUPLICATE" },
		{ TREE AUTHOR COMMITTER SIG "x y\n" SIG BODY, "E_SIG_DUPLICATE" },
		{ TREE AUTHOR COMMITTER SIG256 SIG256 BODY, "E_SIG_DUPLICATE" },
		{ TREE AUTHOR COMMITTER SIG SIG256 SIG BODY, "E_SIG_DUPLICATE" },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct commit_split c;
		struct err err = { 0 };

		if (split(&c, rows[i].text, *state, &err) == 0)
			fail_msg("taken: %s", rows[i].text);
		assert_int_equal(err.code, ERR_FORMAT);
		assert_string_equal(err.tag, rows[i].tag);
		assert_int_equal(c.payload.len, 0);
	}
}

static void a_nul_anywhere_is_malformed(void **state)
{
	static const char good[] = TREE PARENT AUTHOR COMMITTER SIG BODY;
	struct fix *fix = *state;
	struct commit_split c;

	for (size_t at = 0; at < sizeof(good) - 1; at++) {
		char *bytes = arena_string(fix->arena, SPAN_LIT(good));
		struct err err = { 0 };

		bytes[at] = '\0';
		assert_err(ERR_FORMAT,
			   commit_split(&c, COMMIT_COMMIT, DIGEST_GIT_SHA1,
					(struct span){ bytes, sizeof(good) - 1 },
					fix->arena, &err));
	}
}

static void an_object_that_is_too_large_is_not_read(void **state)
{
	struct fix *fix = *state;
	struct span raw = { arena_alloc(fix->arena, (1 << 20) + 1, 1), (1 << 20) + 1 };
	struct commit_split c;
	struct err err = { 0 };

	assert_err(ERR_LIMIT, commit_split(&c, COMMIT_COMMIT, DIGEST_GIT_SHA1, raw,
					   fix->arena, &err));
}

/* An identity that two readers could read as two people is nobody's. */
static void a_person_that_is_not_plainly_written_is_nobody(void **state)
{
	/* clang-format off: one line a line */
	static const char *const lines[] = {
		"",
		"Ada",
		"Ada <ada@example.org>",
		"Ada <ada@example.org> x +0000",
		"Ada <ada@example.org> 1767225600",
		"Ada <ada@example.org> 1767225600 0000",
		"Ada <ada@example.org>1767225600 +0000",
		"Ada <ada@example.org> -5 +0000",
		"Ada <ada@example.org> 99999999999999 +0000",
		"Ada <lead@example.org> <ada@example.org> 1767225600 +0000",
		"Ada > <ada@example.org> 1767225600 +0000",
		"Ada <a<da@example.org> 1767225600 +0000",
		"Ada <ada@example.org> > 1767225600 +0000",
		"Ada >ada@example.org< 1767225600 +0000",
	};
	/* clang-format on */
	struct fix *fix = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct span raw =
			arena_printf(fix->arena, TREE "author %s\n" COMMITTER BODY,
				     lines[i]);
		struct commit_split c;
		struct err err = { 0 };

		assert_ok(split(&c, raw.ptr, fix, &err));
		if (c.author.mail.len != 0 || c.author.when != CLOCK_NONE)
			fail_msg("\"%s\" is somebody", lines[i]);
	}
}

static struct span object(struct fix *fix, const char *type, const char *name)
{
	const char *found;
	struct span out, id = span_of(sh(fix, "git -C r rev-parse %s", name));
	struct err err = { 0 };

	assert_ok(repo_object(&out, &found, fix_open(fix, "r"), id, 1 << 20, fix->arena,
			      &err));
	assert_string_equal(found, type);
	return out;
}

/* ssh-keygen is asked about the very bytes that are called payload and signature. */
static void git_signs_what_is_called_the_payload_here(void **state)
{
	struct fix *fix = *state;
	struct commit_split c;
	struct err err = { 0 };

	fix_init(fix);
	sh(fix, "ssh-keygen -q -t ed25519 -N '' -f k; cd r;"
		"git config gpg.format ssh; git config user.signingkey ../k.pub;"
		"git commit -q -S --allow-empty -m one -m 'two ü';"
		"git tag -s -m 'a tag' v1; git checkout -q -b side;"
		"git commit -q -S --allow-empty -m side; git tag -s -m side s1;"
		"git checkout -q main; git merge -q -S --no-ff -m merge s1");
	assert_ok(commit_split(&c, COMMIT_COMMIT, DIGEST_GIT_SHA1,
			       object(fix, "commit", "HEAD"), fix->arena, &err));
	assert_int_equal(c.parents, 2);
	assert_true(span_find(c.payload, SPAN_LIT("\nmergetag object ")) > 0);
	assert_ok(file_write(arena_printf(fix->arena, "%s/p", fix->root).ptr, c.payload,
			     &err));
	assert_ok(file_write(arena_printf(fix->arena, "%s/p.sig", fix->root).ptr,
			     c.signature, &err));
	sh(fix, "ssh-keygen -Y check-novalidate -n git -s p.sig < p");
	assert_ok(commit_split(&c, COMMIT_TAG, DIGEST_GIT_SHA1,
			       object(fix, "tag", "v1"), fix->arena, &err));
	assert_span_is(c.message, "a tag\n");
	assert_span_is(c.tag_name, "v1");
	assert_ok(file_write(arena_printf(fix->arena, "%s/t", fix->root).ptr, c.payload,
			     &err));
	assert_ok(file_write(arena_printf(fix->arena, "%s/t.sig", fix->root).ptr,
			     c.signature, &err));
	sh(fix, "ssh-keygen -Y check-novalidate -n git -s t.sig < t");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_GIT(a_commit_says_who_when_and_what),
		WITH_GIT(the_payload_is_the_commit_without_its_signature),
		WITH_GIT(both_signatures_are_left_out_and_the_repositorys_counts),
		WITH_GIT(a_repository_of_sha256_has_longer_ids_and_its_own_header),
		WITH_GIT(a_blank_line_in_a_signature_belongs_to_it),
		WITH_GIT(a_merged_tag_stays_in_the_payload),
		WITH_GIT(a_tag_is_signed_at_its_end),
		WITH_GIT(what_git_does_not_write_is_malformed),
		WITH_GIT(a_nul_anywhere_is_malformed),
		WITH_GIT(an_object_that_is_too_large_is_not_read),
		WITH_GIT(a_person_that_is_not_plainly_written_is_nobody),
		WITH_GIT(git_signs_what_is_called_the_payload_here),
	};

	return cmocka_run_group_tests_name("rawcommit", tests, NULL, NULL);
}
