#include "audit/scans.h"

#include "base/path.h"

enum seen {
	SEES_SECRETS = 1,
	SEES_PACKAGES = 2,
	SEES_CODE = 4,
	SEES_STYLE = 8,
	SEES_SITE = 16,
	SEES_CONFIG = 32,
	SEES_LICENSES = 64,
	SEES_BINARIES = 128,
	SEES_ACCESS = 256,
};

/* clang-format off: tables keep one row a line */

/* Names as words of an item, lower case, and in the names that tools give. */
static const struct {
	struct span name;
	unsigned sees;
} tools[] = {
	{ SPAN_INIT("gitleaks"), SEES_SECRETS },
	{ SPAN_INIT("trufflehog"), SEES_SECRETS },
	{ SPAN_INIT("detect-secrets"), SEES_SECRETS },
	{ SPAN_INIT("ggshield"), SEES_SECRETS },
	{ SPAN_INIT("trivy"), SEES_PACKAGES | SEES_CONFIG | SEES_LICENSES },
	{ SPAN_INIT("grype"), SEES_PACKAGES },
	{ SPAN_INIT("snyk"), SEES_PACKAGES | SEES_CODE | SEES_CONFIG | SEES_LICENSES },
	{ SPAN_INIT("osv-scanner"), SEES_PACKAGES | SEES_LICENSES },
	{ SPAN_INIT("dependency-check"), SEES_PACKAGES },
	{ SPAN_INIT("clair"), SEES_PACKAGES },
	{ SPAN_INIT("govulncheck"), SEES_PACKAGES },
	{ SPAN_INIT("pip-audit"), SEES_PACKAGES },
	{ SPAN_INIT("npm-audit"), SEES_PACKAGES },
	{ SPAN_INIT("cargo-audit"), SEES_PACKAGES },
	{ SPAN_INIT("codeql"), SEES_CODE },
	{ SPAN_INIT("semgrep"), SEES_CODE | SEES_STYLE },
	{ SPAN_INIT("bandit"), SEES_CODE },
	{ SPAN_INIT("gosec"), SEES_CODE },
	{ SPAN_INIT("brakeman"), SEES_CODE },
	{ SPAN_INIT("sonarqube"), SEES_CODE | SEES_STYLE },
	{ SPAN_INIT("spotbugs"), SEES_CODE | SEES_STYLE },
	{ SPAN_INIT("cppcheck"), SEES_CODE | SEES_STYLE },
	{ SPAN_INIT("clang-tidy"), SEES_CODE | SEES_STYLE },
	{ SPAN_INIT("eslint"), SEES_STYLE },
	{ SPAN_INIT("pylint"), SEES_STYLE },
	{ SPAN_INIT("flake8"), SEES_STYLE },
	{ SPAN_INIT("ruff"), SEES_STYLE },
	{ SPAN_INIT("shellcheck"), SEES_STYLE },
	{ SPAN_INIT("golangci-lint"), SEES_STYLE },
	{ SPAN_INIT("rubocop"), SEES_STYLE },
	{ SPAN_INIT("checkstyle"), SEES_STYLE },
	{ SPAN_INIT("stylelint"), SEES_STYLE },
	{ SPAN_INIT("ktlint"), SEES_STYLE },
	{ SPAN_INIT("swiftlint"), SEES_STYLE },
	{ SPAN_INIT("markdownlint"), SEES_STYLE },
	{ SPAN_INIT("yamllint"), SEES_STYLE },
	{ SPAN_INIT("clippy"), SEES_STYLE },
	{ SPAN_INIT("psalm"), SEES_STYLE },
	{ SPAN_INIT("phpstan"), SEES_STYLE },
	{ SPAN_INIT("hadolint"), SEES_STYLE | SEES_CONFIG },
	{ SPAN_INIT("actionlint"), SEES_STYLE | SEES_CONFIG },
	{ SPAN_INIT("checkov"), SEES_CONFIG },
	{ SPAN_INIT("tfsec"), SEES_CONFIG },
	{ SPAN_INIT("kics"), SEES_CONFIG },
	{ SPAN_INIT("terrascan"), SEES_CONFIG },
	{ SPAN_INIT("zap"), SEES_SITE },
	{ SPAN_INIT("nuclei"), SEES_SITE },
	{ SPAN_INIT("nikto"), SEES_SITE },
	{ SPAN_INIT("axe"), SEES_ACCESS },
	{ SPAN_INIT("pa11y"), SEES_ACCESS },
	{ SPAN_INIT("lighthouse"), SEES_ACCESS },
	{ SPAN_INIT("binskim"), SEES_BINARIES },
};

/* What a reader says that a scan is; "sast" is what SARIF says of every tool. */
static const struct {
	struct span kind;
	unsigned sees;
} kinds[] = {
	{ SPAN_INIT("secret"), SEES_SECRETS },
	{ SPAN_INIT("image"), SEES_PACKAGES | SEES_CONFIG | SEES_LICENSES },
	{ SPAN_INIT("dependency"), SEES_PACKAGES | SEES_LICENSES },
	{ SPAN_INIT("vulnerability"), SEES_PACKAGES },
	{ SPAN_INIT("lint"), SEES_STYLE },
	{ SPAN_INIT("license"), SEES_LICENSES },
	{ SPAN_INIT("dast"), SEES_SITE },
	{ SPAN_INIT("misconfiguration"), SEES_CONFIG },
};

/* Beginnings of words that say what is looked for. */
static const struct {
	struct span stem;
	unsigned sees;
} topics[] = {
	{ SPAN_INIT("secret"), SEES_SECRETS },
	{ SPAN_INIT("credential"), SEES_SECRETS },
	{ SPAN_INIT("geheimnis"), SEES_SECRETS },
	{ SPAN_INIT("zugangsdaten"), SEES_SECRETS },
	{ SPAN_INIT("identifiants"), SEES_SECRETS },
	{ SPAN_INIT("segredo"), SEES_SECRETS },
	{ SPAN_INIT("credenciais"), SEES_SECRETS },
	{ SPAN_INIT("credenciales"), SEES_SECRETS },
	{ SPAN_INIT("dependenc"), SEES_PACKAGES },
	{ SPAN_INIT("dépendance"), SEES_PACKAGES },
	{ SPAN_INIT("dependência"), SEES_PACKAGES },
	{ SPAN_INIT("abhängigkeit"), SEES_PACKAGES },
	{ SPAN_INIT("cve"), SEES_PACKAGES },
	{ SPAN_INIT("sca"), SEES_PACKAGES },
	{ SPAN_INIT("vulnerabilit"), SEES_PACKAGES | SEES_CODE | SEES_SITE },
	{ SPAN_INIT("vulnérabilité"), SEES_PACKAGES | SEES_CODE | SEES_SITE },
	{ SPAN_INIT("vulnerabilidad"), SEES_PACKAGES | SEES_CODE | SEES_SITE },
	{ SPAN_INIT("schwachstelle"), SEES_PACKAGES | SEES_CODE | SEES_SITE },
	{ SPAN_INIT("sast"), SEES_CODE },
	{ SPAN_INIT("dast"), SEES_SITE },
	{ SPAN_INIT("image"), SEES_PACKAGES | SEES_CONFIG },
	{ SPAN_INIT("container"), SEES_PACKAGES | SEES_CONFIG },
	{ SPAN_INIT("accessibility"), SEES_ACCESS },
	{ SPAN_INIT("wcag"), SEES_ACCESS },
	{ SPAN_INIT("pen"), SEES_SITE },
	{ SPAN_INIT("pentest"), SEES_SITE },
	{ SPAN_INIT("penetration"), SEES_SITE },
	{ SPAN_INIT("lint"), SEES_STYLE | SEES_CODE },
	{ SPAN_INIT("license"), SEES_LICENSES },
	{ SPAN_INIT("licence"), SEES_LICENSES },
	{ SPAN_INIT("lizenz"), SEES_LICENSES },
	{ SPAN_INIT("licença"), SEES_LICENSES },
	{ SPAN_INIT("terraform"), SEES_CONFIG },
	{ SPAN_INIT("misconfiguration"), SEES_CONFIG },
};

static const struct {
	struct span text;
	unsigned sees;
} unspaced[] = {
	{ SPAN_INIT("密钥"), SEES_SECRETS },
	{ SPAN_INIT("凭据"), SEES_SECRETS },
	{ SPAN_INIT("シークレット"), SEES_SECRETS },
	{ SPAN_INIT("依赖"), SEES_PACKAGES },
	{ SPAN_INIT("漏洞"), SEES_PACKAGES | SEES_CODE | SEES_SITE },
	{ SPAN_INIT("脆弱性"), SEES_PACKAGES | SEES_CODE | SEES_SITE },
};

/* Too short to stand for what begins with them: "scaling", "linting" apart. */
static const struct span whole_stems[] = {
	SPAN_INIT("pen"),
	SPAN_INIT("sca"),
	SPAN_INIT("sast"),
	SPAN_INIT("dast"),
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ASKED_MAX    8 /* topics and tools of one item that are looked at */

struct asking_for {
	unsigned sees[ASKED_MAX]; /* each is to be met, by one bit of it */
	size_t topics;
	size_t tool[ASKED_MAX]; /* rows of `tools`: one of them is to be met */
	size_t tool_count;
	bool is_met[ASKED_MAX], has_tool;
	size_t seen;    /* scans in the artifact */
	bool is_strict; /* the words say that a scan found none of it */
};

static bool begins(struct span word, struct span stem)
{
	for (size_t i = 0; i < COUNT(whole_stems); i++)
		if (span_eq(stem, whole_stems[i]))
			return span_eq(word, stem);
	return word.len >= stem.len && memcmp(word.ptr, stem.ptr, stem.len) == 0;
}

static void ask(struct asking_for *asked, unsigned sees)
{
	for (size_t i = 0; i < asked->topics; i++)
		if (asked->sees[i] == sees)
			return;
	if (asked->topics < ASKED_MAX)
		asked->sees[asked->topics++] = sees;
}

/* "osv-scanner" is two words of an item. */
static bool names_tool(const struct words *words, size_t i, struct span name)
{
	struct span part, rest = name;

	for (size_t n = i; span_split(&rest, '-', &part); n++)
		if (n >= words->count || !span_eq(words->at[n], part))
			return false;
	return true;
}

static void read_asked(struct asking_for *asked, const struct words *words)
{
	*asked = (struct asking_for){ 0 };
	for (size_t i = 0; i < words->count; i++) {
		for (size_t t = 0; t < COUNT(topics); t++)
			if (begins(words->at[i], topics[t].stem))
				ask(asked, topics[t].sees);
		for (size_t t = 0; t < COUNT(unspaced); t++)
			if (span_find(words->at[i], unspaced[t].text) >= 0)
				ask(asked, unspaced[t].sees);
		for (size_t t = 0; t < COUNT(tools); t++)
			if (names_tool(words, i, tools[t].name) &&
			    asked->tool_count < ASKED_MAX)
				asked->tool[asked->tool_count++] = t;
	}
}

/* "detect secrets" asks for a tool of that name, not for what it is about. */
static bool is_tool(struct span said, struct span name)
{
	char text[32];

	if (name.len >= sizeof(text))
		return false;
	memcpy(text, name.ptr, name.len);
	text[name.len] = '\0';
	return span_find_nocase(said, text) >= 0;
}

static unsigned sees_by_kind(const struct fact_scan *scan)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (span_eq(scan->kind, kinds[i].kind))
			return kinds[i].sees;
	return ~0U;
}

/*
 * What an unknown tool looks for nobody knows.  A tool that looks for several things
 * did in this scan what the scan's kind says: Trivy's of a configuration says
 * nothing of packages.
 */
static unsigned sees_of(const struct fact_scan *scan)
{
	unsigned by_kind = sees_by_kind(scan);

	for (size_t i = 0; i < COUNT(tools); i++)
		if (is_tool(scan->tool, tools[i].name))
			return tools[i].sees & by_kind ? tools[i].sees & by_kind
						       : by_kind;
	return by_kind;
}

static int see_scan(void *ctx, const struct fact *fact, struct err *err)
{
	struct asking_for *asked = ctx;
	const struct fact_scan *scan = &fact->as.scan;
	unsigned sees = sees_of(scan);

	(void)err;
	asked->seen++;
	if (span_is(scan->kind, "secret"))
		sees |= SEES_SECRETS;
	else if (asked->is_strict && sees == ~0U)
		sees &= ~(unsigned)SEES_SECRETS;
	for (size_t i = 0; i < asked->topics; i++)
		asked->is_met[i] |= (asked->sees[i] & sees) != 0;
	for (size_t i = 0; i < asked->tool_count; i++)
		asked->has_tool |= is_tool(scan->tool, tools[asked->tool[i]].name);
	return 0;
}

/* A tool by name looks for what it looks for; secrets it must look for still. */
static bool is_answered(const struct asking_for *asked)
{
	if (asked->tool_count > 0 && !asked->has_tool)
		return false;
	for (size_t i = 0; i < asked->topics; i++)
		if (!asked->is_met[i] &&
		    (asked->seen > 0 || (asked->sees[i] & SEES_SECRETS)))
			return false;
	return true;
}

bool scans_name_fits(bool *out_asked, const struct wording *wording, struct span path)
{
	struct fact scan = { .as.scan.tool = path_base(path) };
	struct asking_for asked;

	read_asked(&asked, &wording->words);
	asked.is_strict = wording->stated & STATED_SCAN;
	*out_asked = asked.topics + asked.tool_count > 0;
	see_scan(&asked, &scan, NULL);
	return is_answered(&asked);
}

int scans_fit(bool *out_fits, const struct wording *wording,
	      const struct artifact *artifact, const struct fact_source *facts,
	      struct err *err)
{
	struct asking_for asked;
	struct fact_sink sink = { see_scan, &asked };
	int rc;

	*out_fits = true;
	read_asked(&asked, &wording->words);
	asked.is_strict = wording->stated & STATED_SCAN;
	if (asked.topics + asked.tool_count == 0 || !facts->each)
		return 0;
	rc = facts->each(facts->ctx, artifact, FACT_SCAN, 0, &sink, err);
	if (rc < 0)
		return rc;
	*out_fits = is_answered(&asked);
	return 0;
}
