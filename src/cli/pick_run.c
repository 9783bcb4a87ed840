#include "cli/pick_run.h"

#include "base/num.h"
#include "store/runs.h"

#define PREFIX_MIN 6

static bool is_hex(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!strchr("0123456789abcdef", word.ptr[i]))
			return false;
	return word.len >= PREFIX_MIN;
}

static bool starts(struct span text, struct span word)
{
	return text.len >= word.len && span_eq(span_sub(text, 0, word.len), word);
}

static bool fits(const struct run *run, struct span word, bool numbered,
		 uint64_t number)
{
	if (numbered && run->number == (int64_t)number)
		return true;
	return is_hex(word) &&
	       (starts(span_of(run->id), word) || starts(run->commit, word));
}

static int no_such(const char *word, struct err *err)
{
	err_set(err, ERR_USAGE, "no run is called \"%s\"", word);
	return err_fix(
		err,
		"\"muster log\" lists them: give a number, or six digits of a commit");
}

int pick_run(int64_t *out_row, struct invocation *in, struct store *store,
	     const char *word, struct err *err)
{
	struct span text = span_of(word), commit = SPAN_EMPTY;
	struct run *runs;
	uint64_t number = 0;
	bool numbered = num_u64(text, INT64_MAX, &number);
	size_t count;
	int rc = runs_list(&runs, &count, store, 0, in->arena, err);

	*out_row = 0;
	if (rc < 0)
		return rc;
	if (count > 0 && strcmp(word, "last") == 0) {
		*out_row = runs[0].row;
		return 0;
	}
	for (size_t i = 0; i < count; i++) {
		if (!fits(&runs[i], text, numbered, number))
			continue;
		if (*out_row != 0 && !span_eq(runs[i].commit, commit)) {
			err_set(err, ERR_USAGE, "several runs are called \"%s\"", word);
			return err_fix(err, "give more digits, or the run's number");
		}
		if (*out_row == 0) {
			*out_row = runs[i].row;
			commit = runs[i].commit;
		}
	}
	return *out_row == 0 ? no_such(word, err) : 0;
}

int pick_run_before(int64_t *out_row, struct invocation *in, struct store *store,
		    int64_t row, struct err *err)
{
	struct span commit = SPAN_EMPTY;
	struct run *runs;
	size_t count;
	int rc = runs_list(&runs, &count, store, 0, in->arena, err);

	*out_row = 0;
	for (size_t i = 0; rc == 0 && i < count && *out_row == 0; i++) {
		if (runs[i].row == row)
			commit = runs[i].commit;
		else if (commit.len > 0 && !span_eq(runs[i].commit, commit))
			*out_row = runs[i].row;
	}
	if (rc < 0 || *out_row != 0)
		return rc;
	err_set(err, ERR_USAGE, "there is no earlier run to compare with");
	return err_fix(err, "audit another commit first, or name two runs");
}
