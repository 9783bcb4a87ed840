#include "readers/cvss.h"

#include "base/num.h"
#include "readers/put.h"

#define VALUES      4
#define METRICS     11
#define METRICS_2   6
#define METRICS_3   8
#define METRICS_4   11
#define TEN_BILLION INT64_C(10000000000) /* CVSS 3: 1 in units of 10^-10 */
#define MILLION     INT64_C(1000000)
#define BILLION     INT64_C(1000000000)
#define SHARES      2520 /* divisible by every number up to 10 */

/* clang-format off: tables keep one row a line */

struct metric {
	const char *name;
	const char *values;
	int weight[VALUES]; /* one a value */
};

/* CVSS 2.0, weights in thousandths. */
static const struct metric metrics_2[METRICS_2] = {
	{ "AV", "LAN", { 395, 646, 1000 } }, { "AC", "HML", { 350, 610, 710 } },
	{ "Au", "MSN", { 450, 560, 704 } },  { "C", "NPC", { 0, 275, 660 } },
	{ "I", "NPC", { 0, 275, 660 } },     { "A", "NPC", { 0, 275, 660 } },
};

/* CVSS 3.0 and 3.1, weights in hundredths. */
static const struct metric metrics_3[METRICS_3] = {
	{ "AV", "NALP", { 85, 62, 55, 20 } },
	{ "AC", "LH", { 77, 44 } },
	{ "PR", "NLH", { 85, 62, 27 } },
	{ "UI", "NR", { 85, 62 } },
	{ "S", "UC", { 0, 1 } },
	{ "C", "HLN", { 56, 22, 0 } },
	{ "I", "HLN", { 56, 22, 0 } },
	{ "A", "HLN", { 56, 22, 0 } },
};

/* CVSS 4.0, steps of severity below the worst value. */
static const struct metric metrics_4[METRICS_4] = {
	{ "AV", "NALP", { 0, 1, 2, 3 } }, { "AC", "LH", { 0, 1 } },
	{ "AT", "NP", { 0, 1 } },         { "PR", "NLH", { 0, 1, 2 } },
	{ "UI", "NPA", { 0, 1, 2 } },     { "VC", "HLN", { 0, 1, 2 } },
	{ "VI", "HLN", { 0, 1, 2 } },     { "VA", "HLN", { 0, 1, 2 } },
	{ "SC", "HLN", { 0, 1, 2 } },     { "SI", "HLN", { 0, 1, 2 } },
	{ "SA", "HLN", { 0, 1, 2 } },
};
enum { M4_AV, M4_AC, M4_AT, M4_PR, M4_UI, M4_VC, M4_VI, M4_VA, M4_SC, M4_SI, M4_SA };

/* EQ3 and EQ6 together, the two digits of the MacroVector. */
enum { EQ36_00, EQ36_01, EQ36_10, EQ36_11, EQ36_21, EQ36S };

/*
 * Scores of MacroVectors in tenths: by EQ1, EQ2, EQ3 with EQ6, and EQ4, which is 1
 * or 2 in a base score; EQ5 is 0 (no threat metric is worse than unknown).
 */
static const uint8_t macro[3][2][EQ36S][2] = {
	{ { { 100, 93 }, { 96, 90 }, { 93, 88 }, { 92, 80 }, { 79, 69 } },
	  { { 95, 92 }, { 91, 81 }, { 92, 84 }, { 82, 70 }, { 71, 63 } } },
	{ { { 94, 87 }, { 89, 75 }, { 86, 72 }, { 76, 57 }, { 65, 53 } },
	  { { 90, 77 }, { 77, 66 }, { 74, 61 }, { 59, 52 }, { 58, 23 } } },
	{ { { 86, 70 }, { 74, 54 }, { 72, 53 }, { 57, 36 }, { 47, 24 } },
	  { { 73, 54 }, { 55, 43 }, { 61, 46 }, { 51, 18 }, { 24, 10 } } },
};

/* How many steps a MacroVector is deep, and what its worst vector has of them. */
static const int depth_1[] = { 1, 4, 5 }, top_1[] = { 0, 1, 3 };
static const int depth_2[] = { 1, 2 }, top_2[] = { 0, 1 };
static const int depth_36[EQ36S] = { [EQ36_00] = 7, [EQ36_10] = 8, [EQ36_21] = 10 };
static const int top_36[EQ36S] = { [EQ36_00] = 0, [EQ36_10] = 1, [EQ36_21] = 3 };
static const int depth_4[] = { 5, 4 }, top_4[] = { 0, 3 };

/* clang-format on */

/* ---- vectors ---- */

/* "AV:N": the value's weight goes where its metric stands; false where it is bad. */
static bool take_metric(int *weights, unsigned *seen, const struct metric *metrics,
			size_t count, struct span piece)
{
	ptrdiff_t colon = span_index(piece, ':');
	struct span value;

	if (colon <= 0)
		return false;
	value = span_from(piece, (size_t)colon + 1);
	for (size_t i = 0; i < count; i++) {
		const char *found;

		if (!span_is(span_sub(piece, 0, (size_t)colon), metrics[i].name))
			continue;
		if (value.len != 1 || value.ptr[0] == '\0' || (*seen & 1U << i))
			return false;
		found = strchr(metrics[i].values, value.ptr[0]);
		if (!found)
			return false;
		*seen |= 1U << i;
		weights[i] = metrics[i].weight[found - metrics[i].values];
	}
	return true; /* what is no base metric does not count */
}

static bool read_metrics(int *weights, const struct metric *metrics, size_t count,
			 struct span text)
{
	unsigned seen = 0;
	struct span piece;

	while (span_split(&text, '/', &piece))
		if (piece.len > 0 &&
		    !take_metric(weights, &seen, metrics, count, piece))
			return false;
	return seen == (1U << count) - 1;
}

/* ---- CVSS 2.0 ---- */

static int score_2(const int *w)
{
	int64_t safe = (int64_t)(1000 - w[3]) * (1000 - w[4]) * (1000 - w[5]);
	int64_t impact = 1041 * (BILLION - safe);                    /* 10^-11 */
	int64_t exploit = INT64_C(20) * w[0] * w[1] * w[2] * 100;    /* 10^-11 */
	int64_t sum = 6 * impact + 4 * exploit - 15 * 100 * BILLION; /* 10^-12 */

	if (impact == 0)
		return 0;
	/* times 1.176, and half a tenth up: 10^-12 times 10^-3 */
	return (int)((sum * 1176 / 1000 + 50 * BILLION) / (100 * BILLION));
}

/* ---- CVSS 3.0 and 3.1 ---- */

/* x^15 in billionths. */
static int64_t power_15(int64_t x)
{
	int64_t power = BILLION;

	for (int i = 0; i < 15; i++)
		power = power * x / BILLION;
	return power;
}

/* The impact sub-score in units of 10^-10. */
static int64_t impact_3(const int *w)
{
	int64_t iss = MILLION - (int64_t)(100 - w[5]) * (100 - w[6]) * (100 - w[7]);

	if (w[4] == 0)
		return 642 * iss * 100;
	return 752 * (iss - 29000) * 100 - 325 * power_15((iss - 20000) * 1000) / 10;
}

static int score_3(const int *w, bool is_31)
{
	int64_t impact = impact_3(w), sum, tenth = TEN_BILLION / 10;
	int privileges = w[2];

	if (impact <= 0)
		return 0;
	if (w[4] == 1 && privileges != 85)
		privileges = privileges == 62 ? 68 : 50;
	sum = impact + INT64_C(822) * w[0] * w[1] * privileges * w[3];
	if (w[4] == 1)
		sum = sum * 108 / 100;
	if (sum > 10 * TEN_BILLION)
		sum = 10 * TEN_BILLION;
	if (is_31) /* Appendix A: to the fifth decimal first */
		sum = (sum + 50000) / 100000 * 100000;
	return (int)((sum + tenth - 1) / tenth);
}

/* ---- CVSS 4.0 ---- */

struct macro {
	int eq1, eq2, eq36, eq4; /* eq4: 0 for EQ4 1, 1 for EQ4 2 */
};

static struct macro macro_of(const int *w)
{
	struct macro m = { .eq1 = 2, .eq36 = EQ36_21, .eq4 = 1 };

	if (w[M4_AV] == 0 && w[M4_PR] == 0 && w[M4_UI] == 0)
		m.eq1 = 0;
	else if ((w[M4_AV] == 0 || w[M4_PR] == 0 || w[M4_UI] == 0) && w[M4_AV] != 3)
		m.eq1 = 1;
	m.eq2 = w[M4_AC] + w[M4_AT] > 0;
	if (w[M4_VC] == 0 && w[M4_VI] == 0)
		m.eq36 = EQ36_00;
	else if (w[M4_VC] == 0 || w[M4_VI] == 0 || w[M4_VA] == 0)
		m.eq36 = EQ36_10;
	if (w[M4_SC] == 0 || w[M4_SI] == 0 || w[M4_SA] == 0)
		m.eq4 = 0;
	return m;
}

static int score_of(struct macro m)
{
	return macro[m.eq1][m.eq2][m.eq36][m.eq4];
}

/* The share of the way to the next lower MacroVector, in SHARES of tenths. */
static int share(int from, int to, int steps, int depth)
{
	return (from - to) * steps * (SHARES / depth);
}

/* The MacroVector below in EQ3 and EQ6: of two, the one with the higher score. */
static int lower_36(struct macro m)
{
	int left, right;

	m.eq36 = m.eq36 == EQ36_00 ? EQ36_01 : EQ36_11;
	left = score_of(m);
	if (m.eq36 == EQ36_11)
		return left;
	m.eq36 = EQ36_10;
	right = score_of(m);
	return left > right ? left : right;
}

static int score_4(const int *w)
{
	struct macro m = macro_of(w), lower = m;
	int score = score_of(m), sum = 0, count = 1; /* EQ5 has always a lower one */
	int vulnerable = w[M4_VC] + w[M4_VI] + w[M4_VA];
	int subsequent = w[M4_SC] + w[M4_SI] + w[M4_SA];

	if (vulnerable + subsequent == 12)
		return 0;
	if (m.eq1 < 2) {
		lower.eq1++;
		sum += share(score, score_of(lower),
			     w[M4_AV] + w[M4_PR] + w[M4_UI] - top_1[m.eq1],
			     depth_1[m.eq1]);
		count++;
	}
	lower = m;
	if (m.eq2 < 1) {
		lower.eq2++;
		sum += share(score, score_of(lower), w[M4_AC] + w[M4_AT] - top_2[m.eq2],
			     depth_2[m.eq2]);
		count++;
	}
	if (m.eq36 != EQ36_21) {
		sum += share(score, lower_36(m), vulnerable - top_36[m.eq36],
			     depth_36[m.eq36]);
		count++;
	}
	lower = m;
	if (m.eq4 < 1) {
		lower.eq4++;
		sum += share(score, score_of(lower), subsequent - top_4[m.eq4],
			     depth_4[m.eq4]);
		count++;
	}
	/* score - mean, half a tenth up */
	return (2 * (score * SHARES * count - sum) + SHARES * count) /
	       (2 * SHARES * count);
}

/* ---- the whole ---- */

bool cvss_is_old(struct span vector)
{
	return vector.len > 0 && !span_starts(vector, "CVSS:");
}

int cvss_score(struct span vector)
{
	int w[METRICS] = { 0 };

	vector = span_trim(vector);
	if (span_starts(vector, "CVSS:4.0/"))
		return read_metrics(w, metrics_4, METRICS_4, span_from(vector, 9))
			       ? score_4(w)
			       : FACT_UNSAID;
	if (span_starts(vector, "CVSS:3.1/") || span_starts(vector, "CVSS:3.0/"))
		return read_metrics(w, metrics_3, METRICS_3, span_from(vector, 9))
			       ? score_3(w, vector.ptr[7] == '1')
			       : FACT_UNSAID;
	if (span_starts(vector, "(") && span_ends(vector, ")"))
		vector = span_sub(vector, 1, vector.len - 2);
	if (span_starts(vector, "CVSS:"))
		return FACT_UNSAID;
	return read_metrics(w, metrics_2, METRICS_2, vector) ? score_2(w) : FACT_UNSAID;
}

static int said_score(struct span score, struct span vector)
{
	int of_vector = cvss_score(vector);
	int64_t tenths;

	if (!num_scaled(span_trim(score), 1, &tenths) || tenths < 0 || tenths > 100)
		return of_vector;
	if (tenths == 0 && of_vector != 0)
		return of_vector;
	return (int)tenths;
}

static void add(struct cvss *all, int tenths, struct span vector, bool old)
{
	bool better = tenths > all->tenths;

	if (all->old != old && all->tenths >= 0)
		better = all->old;
	if (tenths < 0 || !better)
		return;
	all->tenths = tenths;
	all->vector = vector;
	all->old = old;
}

void cvss_add(struct cvss *all, struct span score, struct span vector)
{
	add(all, said_score(score, vector), vector, cvss_is_old(vector));
}

void cvss_add_old(struct cvss *all, struct span score, struct span vector)
{
	add(all, said_score(score, vector), vector, true);
}

static void rate(struct cvss *all, struct span word, struct span score,
		 struct span vector)
{
	enum severity rated = put_severity(word);
	int tenths = said_score(score, vector);

	if (span_is_nocase(word, "none"))
		rated = SEVERITY_NONE;
	if (rated == SEVERITY_UNKNOWN && tenths >= 0) {
		rated = put_severity_of_score(tenths);
		if (rated < all->severity)
			all->raw = score.len > 0 ? score : vector;
	} else if (rated < all->severity || all->raw.len == 0) {
		all->raw = word;
	}
	if (rated < all->severity)
		all->severity = rated;
}

void cvss_rate(struct cvss *all, struct span word, struct span score,
	       struct span vector)
{
	cvss_add(all, score, vector);
	rate(all, word, score, vector);
}

void cvss_rate_old(struct cvss *all, struct span word, struct span score,
		   struct span vector)
{
	cvss_add_old(all, score, vector);
	rate(all, word, score, vector);
}

void cvss_settle(const struct cvss *all, struct fact_problem *problem)
{
	problem->severity = all->severity;
	if (all->severity == SEVERITY_UNKNOWN && all->tenths >= 0)
		problem->severity = put_severity_of_score(all->tenths);
	problem->severity_raw = all->raw;
	problem->score_tenths = all->tenths;
	problem->vector = all->vector;
}
