#include "trust/advice.h"

#include "base/clock.h"
#include "base/table.h"
#include "model/artifact.h"
#include "text/utf8.h"

#include <stdio.h>

#define SIGNOFF     "muster-signoff/"
#define EVIDENCE    NAMESPACE_EVIDENCE "/"
#define ROLE_LENGTH 32
#define NEAR        2 /* edits at which a name looks misspelt */

/* clang-format off: one name a line; "file" and "email" are ssh-keygen's examples */
static const char *const namespaces[] = {
	NAMESPACE_GIT,      NAMESPACE_SEAL, NAMESPACE_CLOSE, NAMESPACE_WAIVE,
	NAMESPACE_EVIDENCE, "file",         "email",
};
/* clang-format on */

struct advising {
	struct signers_problems *problems;
	const struct signers *signers;
	struct span path;
	int64_t when;
	struct arena *arena;
	struct table *looks; /* names by how they look: struct looked */
};

static void caution(struct advising *a, unsigned line, const char *tag,
		    struct span what, struct span fix)
{
	struct signers_problem *problem = LIST_ADD(a->arena, &a->problems->list);

	problem->path = a->path;
	problem->line = line;
	snprintf(problem->tag, sizeof(problem->tag), "%s", tag);
	problem->what = what;
	problem->fix = fix;
}

/* [a-z0-9-], 1 to 32 of them, or a star: seal.md section 3.2. */
static bool is_role(struct span role)
{
	if (span_is(role, "*"))
		return true;
	for (size_t i = 0; i < role.len; i++)
		if (!(role.ptr[i] >= 'a' && role.ptr[i] <= 'z') &&
		    !(role.ptr[i] >= '0' && role.ptr[i] <= '9') && role.ptr[i] != '-')
			return false;
	return role.len > 0 && role.len <= ROLE_LENGTH;
}

/* The name that was probably meant; empty where none is near. */
static struct span meant(struct advising *a, struct span name)
{
	ptrdiff_t slash = span_index(name, '/');
	struct span head = span_sub(name, 0, slash < 0 ? name.len : (size_t)slash + 1);

	if (slash >= 0 && span_distance(head, SPAN_LIT(SIGNOFF)) <= NEAR)
		return arena_printf(a->arena, SIGNOFF "%.*s",
				    SPAN_ARG(span_from(name, (size_t)slash + 1)));
	for (size_t i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]); i++)
		if (span_distance(name, span_of(namespaces[i])) <= NEAR)
			return span_of(namespaces[i]);
	return SPAN_EMPTY;
}

static bool is_family(struct span name)
{
	for (unsigned i = 0; i < FAMILIES; i++)
		if (span_is(name, family_word[i]))
			return true;
	return false;
}

static bool is_known(struct span name)
{
	for (size_t i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]); i++)
		if (span_is(name, namespaces[i]))
			return true;
	return false;
}

static void advise_namespace(struct advising *a, const struct signer *line,
			     struct span name)
{
	struct span other;

	if (is_known(name))
		return;
	if (span_starts(name, SIGNOFF)) {
		if (!is_role(span_from(name, strlen(SIGNOFF))))
			caution(a, line->line, "W_NAMESPACE",
				arena_printf(a->arena, "\"%.*s\" names no role",
					     SPAN_ARG(name)),
				SPAN_LIT("write a role as a-z, 0-9 and dashes: "
					 "muster-signoff/security-lead"));
		return;
	}
	if (span_starts(name, EVIDENCE)) {
		if (!is_family(span_from(name, strlen(EVIDENCE))))
			caution(a, line->line, "W_NAMESPACE",
				arena_printf(a->arena,
					     "\"%.*s\" names no kind of evidence",
					     SPAN_ARG(name)),
				SPAN_LIT("write a family of artifacts: "
					 "muster-evidence/tests"));
		return;
	}
	other = meant(a, name);
	if (other.len > 0)
		caution(a, line->line, "W_NAMESPACE",
			arena_printf(a->arena, "nothing is signed in \"%.*s\"",
				     SPAN_ARG(name)),
			arena_printf(a->arena, "did you mean \"%.*s\"?",
				     SPAN_ARG(other)));
	else if (span_starts(name, "muster"))
		caution(a, line->line, "W_NAMESPACE",
			arena_printf(a->arena, "nothing is signed in \"%.*s\"",
				     SPAN_ARG(name)),
			SPAN_LIT("use git, muster-seal, muster-close, muster-waive, "
				 "muster-evidence or muster-signoff/ROLE"));
}

static void advise_grants(struct advising *a, const struct signer *line)
{
	struct span list = line->namespaces, one;
	bool signs_off = false;

	if (line->authority) {
		caution(a, line->line, "W_AUTHORITY",
			SPAN_LIT("certificates are not read, so this line grants "
				 "nothing"),
			SPAN_LIT("list the keys of the people themselves"));
		return;
	}
	if (!line->named) {
		caution(a, line->line, "W_NO_NAMESPACES",
			SPAN_LIT("there is no namespaces=, so the key may sign commits "
				 "and nothing else"),
			SPAN_LIT("name what it may sign: "
				 "namespaces=\"git,muster-signoff/ROLE\""));
		return;
	}
	while (span_split(&list, ',', &one)) {
		advise_namespace(a, line, one);
		signs_off |= span_starts(one, SIGNOFF);
	}
	if (signs_off && !signer_grants(line, NAMESPACE_GIT))
		caution(a, line->line, "W_NO_GIT",
			SPAN_LIT("without \"git\" a tick in a signed commit is no "
				 "sign-off "
				 "by this key; statements are"),
			SPAN_LIT("add git to namespaces= if ticks should count"));
}

static void advise_dates(struct advising *a, const struct signer *line)
{
	int64_t soon = a->when + (int64_t)ADVICE_SOON_DAYS * 86400;
	char text[CLOCK_TEXT];

	if (signer_at(line, a->when) == SIGNER_EXPIRED)
		caution(a, line->line, "W_KEY_EXPIRED",
			arena_printf(a->arena, "the key expired on %s",
				     clock_format(line->valid_before, text)),
			SPAN_LIT("add the new key on a line of its own; keep this one "
				 "for "
				 "what it has signed"));
	else if (signer_at(line, a->when) == SIGNER_NOT_YET)
		caution(a, line->line, "W_KEY_NOT_YET_VALID",
			arena_printf(a->arena, "the key is not valid before %s",
				     clock_format(line->valid_after, text)),
			SPAN_LIT("nothing to do if that is meant"));
	else if (signer_at(line, soon) == SIGNER_EXPIRED)
		caution(a, line->line, "W_KEY_ENDS_SOON",
			arena_printf(a->arena, "the key expires on %s",
				     clock_format(line->valid_before, text)),
			SPAN_LIT(
				"add the next key now; both may be valid for a while"));
}

/* Whether a name could ever be the e-mail of a commit. */
static bool is_mail(struct span name)
{
	ptrdiff_t at = span_index(name, '@');

	return at > 0 && (size_t)at + 1 < name.len && span_rindex(name, '@') == at;
}

/*
 * Letters that look like others, folded and as they are read: Unicode's
 * confusables.txt, those of Cyrillic and Greek that stand in addresses.
 */
/* clang-format off */
static const struct {
	uint32_t point;
	char as;
} alike[] = {
	{ 0x0131, 'i' }, { 0x0251, 'a' }, { 0x0261, 'g' }, { 0x0269, 'i' },
	{ 0x03b1, 'a' }, { 0x03b3, 'y' }, { 0x03b9, 'i' }, { 0x03ba, 'k' },
	{ 0x03bd, 'v' }, { 0x03bf, 'o' }, { 0x03c1, 'p' }, { 0x03c3, 'o' },
	{ 0x03c4, 't' }, { 0x03c5, 'u' }, { 0x03c7, 'x' },
	{ 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0433, 'r' }, { 0x0435, 'e' },
	{ 0x043a, 'k' }, { 0x043c, 'm' }, { 0x043d, 'h' }, { 0x043e, 'o' },
	{ 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' }, { 0x0443, 'y' },
	{ 0x0445, 'x' }, { 0x044c, 'b' }, { 0x0455, 's' }, { 0x0456, 'i' },
	{ 0x0458, 'j' }, { 0x0475, 'v' }, { 0x04bb, 'h' }, { 0x04cf, 'l' },
	{ 0x0501, 'd' }, { 0x051b, 'q' }, { 0x051d, 'w' },
	{ '0', 'o' }, { '1', 'l' }, { '|', 'l' },
};
/* clang-format on */

static uint32_t seen_as(uint32_t point)
{
	for (size_t i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		if (alike[i].point == point)
			return (unsigned char)alike[i].as;
	return point;
}

/*
 * How the name looks to people: case, layout and look-alikes apart.  *odd is its
 * first letter that looks like a plain one and stands among plain ones, or like
 * nothing; else 0.  A name all in its own letters has none.
 */
static struct span look(struct advising *a, struct span name, uint32_t *odd)
{
	char *out = arena_alloc(a->arena, name.len * 4 + 1, 1);
	size_t len = 0, step = 0;
	uint32_t strange = 0;
	bool plain = false;

	*odd = 0;
	for (; name.len > 0; name = span_from(name, step)) {
		int32_t point = utf8_next(name, &step);
		uint32_t folded =
			point < 0 ? 0 : seen_as(utf8_fold_point((uint32_t)point));

		if (point == '@' || point == '.' || point == '-' || point == '_') {
			plain = false;
			strange = 0;
		}
		plain |= point < 0x80 && folded >= 'a' && folded <= 'z';
		if (strange == 0 && point >= 0x80 && folded < 0x80)
			strange = (uint32_t)point;
		if (*odd == 0 && plain)
			*odd = strange;
		if (folded > ' ')
			len += utf8_encode(folded, out + len);
		if (len >= 2 && out[len - 2] == 'r' && out[len - 1] == 'n')
			out[--len - 1] = 'm';
		else if (len >= 2 && out[len - 2] == 'v' && out[len - 1] == 'v')
			out[--len - 1] = 'w';
	}
	return (struct span){ out, len };
}

struct looked {
	struct span name;
	unsigned line;
};

static void advise_look(struct advising *a, const struct signer *line, struct span name)
{
	uint32_t odd;
	struct span looks = look(a, name, &odd);
	void **slot = table_slot(a->looks, looks);
	struct looked *first = *slot;

	if (!first) {
		*slot = first = ARENA_NEW(a->arena, struct looked);
		*first = (struct looked){ name, line->line };
	}
	if (!span_eq_nocase(first->name, name))
		caution(a, line->line, "W_LOOKALIKE",
			arena_printf(a->arena,
				     "\"%.*s\" looks like \"%.*s\" in line %u and is "
				     "another name",
				     SPAN_ARG(name), SPAN_ARG(first->name),
				     first->line),
			SPAN_LIT("ask both people; if it is one, write the address "
				 "that they commit with"));
	else if (odd != 0)
		caution(a, line->line, "W_LOOKALIKE",
			arena_printf(a->arena,
				     "\"%.*s\" has U+%04X in it, which looks like what "
				     "it is not",
				     SPAN_ARG(name), odd),
			SPAN_LIT("type the address anew, in plain letters"));
}

static void advise_line(struct advising *a, const struct signer *line)
{
	struct span list = line->principals, one;

	while (span_split(&list, ',', &one)) {
		advise_look(a, line, one);
		if (!is_mail(one) && !line->authority)
			caution(a, line->line, "W_PRINCIPAL",
				arena_printf(
					a->arena,
					"\"%.*s\" is no e-mail address, so no commit "
					"is by it",
					SPAN_ARG(one)),
				SPAN_LIT("write the address that the person commits "
					 "with"));
	}
	advise_grants(a, line);
	if (signers_is_revoked(a->signers, line->blob))
		caution(a, line->line, "W_KEY_REVOKED",
			SPAN_LIT("the key is in revoked_keys, and signs nothing"),
			SPAN_LIT("remove this line when nobody asks any more"));
	else
		advise_dates(a, line);
	if (line->kind == KEY_RSA && line->bits < KEY_RSA_GOOD)
		caution(a, line->line, "W_WEAK_KEY",
			arena_printf(a->arena, "RSA of %u bits is weak", line->bits),
			SPAN_LIT("ask for an Ed25519 key: ssh-keygen -t ed25519"));
}

void advise_signers(struct signers_problems *problems, const struct signers *signers,
		    struct span path, int64_t when, struct arena *arena)
{
	struct advising a = { problems, signers, path, when, arena, table_new(arena) };

	for (size_t i = 0; i < signers->lines.count; i++)
		advise_line(&a, &signers->lines.at[i]);
	if (signers->lines.count == 0 && problems->list.count == 0)
		caution(&a, 0, "W_EMPTY", SPAN_LIT("lists nobody"),
			SPAN_LIT("add a line: alice@example.org namespaces=\"git\" "
				 "ssh-ed25519 AAAA..."));
}

static void advise_root(struct advising *a, const struct x509_root_facts *root)
{
	if (!root->authority)
		caution(a, root->line, "W_NO_CA",
			SPAN_LIT("this certificate may not issue others"),
			SPAN_LIT("give the CA's certificate, or list the key in "
				 "allowed_signers"));
	if (a->when > root->not_after)
		caution(a, root->line, "W_KEY_EXPIRED", SPAN_LIT("the CA has expired"),
			SPAN_LIT("ask the CA for its new certificate"));
}

static void advise_crl(struct advising *a, const struct x509_crl_facts *crl)
{
	if (!crl->by_root)
		caution(a, crl->line, "W_CRL_ISSUER",
			SPAN_LIT("no CA in x509-roots.pem has signed this list"),
			SPAN_LIT("nothing to do if an intermediate CA has"));
	if (crl->next_update != CLOCK_NONE && a->when > crl->next_update)
		caution(a, crl->line, "W_CRL_STALE",
			SPAN_LIT("the CA promised a newer list by now"),
			SPAN_LIT("fetch the CA's current list"));
}

void advise_x509(struct signers_problems *problems, const struct x509_survey *survey,
		 const struct x509_files *files, int64_t when, struct arena *arena)
{
	struct advising a = { problems, NULL, files->roots_path, when, arena, NULL };

	for (size_t i = 0; i < survey->roots.count; i++)
		advise_root(&a, &survey->roots.at[i]);
	a.path = files->crls_path;
	for (size_t i = 0; i < survey->crls.count; i++)
		advise_crl(&a, &survey->crls.at[i]);
}
