#include "site/areas.h"

#include "base/limits.h"
#include "base/num.h"
#include "base/path.h"
#include "base/table.h"
#include "text/html.h"

#include <stdlib.h>

#define AREAS_SHOWN 10
#define AREA_DEPTH  6 /* folders below what all share */
#define AREA_NAME   120
#define BAR_WIDTH   10000 /* tenths of the viewBox */
#define BAR_GAP     30
#define MOST_PARTS  (1LL << 40) /* a report that claims more counts for nothing */

/* What a name in the table begins with. */
#define OF_FOLDER    'f'
#define OF_COMPONENT 'c'
#define OF_NOTHING   '-'

struct place {
	struct span key;
	uint64_t open[SEVERITIES], all;
	uint64_t covered[COVERAGE_METRICS], total[COVERAGE_METRICS];
};

struct areas {
	struct arena *arena;
	struct table *findings; /* places, by key */
	struct table *files, *packages;
	uint64_t scans, coverages; /* reports that had some */
};

struct areas *areas_new(struct arena *arena)
{
	struct areas *areas = ARENA_NEW(arena, struct areas);

	areas->arena = arena;
	areas->findings = table_new(arena);
	areas->files = table_new(arena);
	areas->packages = table_new(arena);
	return areas;
}

static struct place *place_of(struct table *places, struct arena *arena,
			      struct span key)
{
	void **slot = table_slot(places, key);

	if (!*slot) {
		*slot = ARENA_NEW(arena, struct place);
		((struct place *)*slot)->key = arena_copy(arena, key);
	}
	return *slot;
}

static struct place *place_named(struct areas *areas, struct table *places, char what,
				 struct span name)
{
	char key[LIMIT_PATH_BYTES + 1] = { what };

	name = span_sub(name, 0, LIMIT_PATH_BYTES);
	if (name.len > 0)
		memcpy(key + 1, name.ptr, name.len);
	return place_of(places, areas->arena, (struct span){ key, name.len + 1 });
}

/* The folder as this repository would write it, whatever the tool put in front. */
static struct span folder_of(struct span path)
{
	if (span_starts(path, "file://"))
		path = span_from(path, 7);
	while (span_starts(path, "/") || span_starts(path, "./"))
		path = span_from(path, *path.ptr == '/' ? 1 : 2);
	path = path_dir(path);
	return span_is(path, ".") ? SPAN_EMPTY : path;
}

void areas_problem(struct areas *areas, const struct fact_problem *problem)
{
	struct place *place;

	if (problem->suppressed || span_is(problem->baseline, "absent"))
		return;
	if (problem->component.len > 0)
		place = place_named(areas, areas->findings, OF_COMPONENT,
				    problem->component);
	else if (problem->path.len > 0)
		place = place_named(areas, areas->findings, OF_FOLDER,
				    folder_of(problem->path));
	else
		place = place_named(areas, areas->findings, OF_NOTHING, SPAN_EMPTY);
	place->open[problem->severity]++;
	place->all++;
	areas->scans = 1;
}

void areas_coverage(struct areas *areas, const struct fact_coverage *coverage)
{
	bool file = coverage->scope == COVERAGE_FILE;
	struct place *place;

	if (coverage->scope == COVERAGE_TOTAL || coverage->total <= 0 ||
	    coverage->total > MOST_PARTS || coverage->covered < 0 ||
	    coverage->covered > coverage->total)
		return;
	place = place_named(areas, file ? areas->files : areas->packages, OF_FOLDER,
			    file ? folder_of(coverage->name) : coverage->name);
	place->covered[coverage->metric] += (uint64_t)coverage->covered;
	place->total[coverage->metric] += (uint64_t)coverage->total;
	areas->coverages = 1;
}

static void add_place(struct place *sum, const struct place *one)
{
	for (unsigned s = 0; s < SEVERITIES; s++)
		sum->open[s] += one->open[s];
	sum->all += one->all;
	for (unsigned m = 0; m < COVERAGE_METRICS; m++) {
		sum->covered[m] += one->covered[m];
		sum->total[m] += one->total[m];
	}
}

static void merge_places(struct areas *areas, struct table *into,
			 const struct table *from)
{
	const struct table_entry *entries = table_sorted(from, areas->arena);

	for (size_t i = 0; i < table_count(from); i++)
		add_place(place_of(into, areas->arena, entries[i].key),
			  entries[i].value);
}

void areas_merge(struct areas *areas, const struct areas *from)
{
	merge_places(areas, areas->findings, from->findings);
	merge_places(areas, areas->files, from->files);
	merge_places(areas, areas->packages, from->packages);
	areas->scans += from->scans;
	areas->coverages += from->coverages;
}

/* ---- from folders to areas ---------------------------------------------- */

/* As much of a folder as its first `depth` segments take. */
static struct span first_segments(struct span folder, unsigned depth)
{
	size_t at = 0;

	while (at < folder.len && depth > 0)
		if (folder.ptr[at++] == '/' && --depth == 0)
			return span_sub(folder, 0, at - 1);
	return depth > 0 ? folder : SPAN_EMPTY;
}

/* How many segments two folders have in common. */
static unsigned shared_segments(struct span a, struct span b)
{
	unsigned shared = 0;
	size_t i = 0;

	for (; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
		shared += a.ptr[i] == '/';
	return shared + ((i == a.len && i > 0 && (i == b.len || b.ptr[i] == '/')) ||
			 (i == b.len && i > 0 && i < a.len && a.ptr[i] == '/'));
}

static struct span area_key(const struct place *place, unsigned depth)
{
	struct span cut;

	if (*place->key.ptr != OF_FOLDER)
		return place->key;
	cut = first_segments(span_from(place->key, 1), depth);
	return span_sub(place->key, 0, cut.len + 1);
}

static size_t areas_at(const struct table_entry *entries, size_t count, unsigned depth)
{
	struct span last = SPAN_EMPTY;
	size_t seen = 0;

	/* Sorted: those of one area stand together, or nearly; more only cuts less
	 * deep.
	 */
	for (size_t i = 0; i < count; i++) {
		struct span key = area_key(entries[i].value, depth);

		if (*key.ptr != OF_FOLDER)
			continue;
		seen += seen == 0 || !span_eq(key, last);
		last = key;
	}
	return seen;
}

/* As deep as a chart has rows for. */
static unsigned depth_of(const struct table_entry *entries, size_t count)
{
	const struct place *first = NULL;
	unsigned shared = 0, depth;

	for (size_t i = 0; i < count; i++) {
		const struct place *place = entries[i].value;
		struct span folder = span_from(place->key, 1);
		unsigned here;

		if (*place->key.ptr != OF_FOLDER)
			continue;
		here = first ? shared_segments(span_from(first->key, 1), folder)
			     : shared_segments(folder, folder);
		shared = !first || here < shared ? here : shared;
		first = first ? first : place;
	}
	depth = shared + 1;
	for (unsigned more = 2; more <= AREA_DEPTH; more++)
		if (areas_at(entries, count, shared + more) <= AREAS_SHOWN)
			depth = shared + more;
	return depth;
}

struct place_list {
	LIST(struct place) at;
};

static struct place_list fold(struct site *site, const struct table *places)
{
	const struct table_entry *entries = table_sorted(places, site->scratch);
	size_t count = table_count(places);
	unsigned depth = depth_of(entries, count);
	struct table *by_area = table_new(site->scratch);
	struct place_list out = { 0 };

	for (size_t i = 0; i < count; i++)
		add_place(place_of(by_area, site->scratch,
				   area_key(entries[i].value, depth)),
			  entries[i].value);
	entries = table_sorted(by_area, site->scratch);
	for (size_t i = 0; i < table_count(by_area); i++)
		*LIST_ADD(site->scratch, &out.at) =
			*(const struct place *)entries[i].value;
	return out;
}

static struct span area_name(struct site *site, const struct place *place)
{
	struct span name = span_from(place->key, 1);

	if (*place->key.ptr == OF_NOTHING)
		return say(site, "areas.nowhere");
	if (name.len == 0)
		return say(site, "areas.top");
	return words_cut(site->scratch, name, AREA_NAME);
}

/* ---- charts ------------------------------------------------------------- */

/* clang-format off: the colours of bars, which are those of verdicts */

static const enum severity column_severity[] = {
	SEVERITY_CRITICAL, SEVERITY_HIGH, SEVERITY_MEDIUM,  SEVERITY_LOW,
	SEVERITY_INFO,     SEVERITY_NONE, SEVERITY_UNKNOWN,
};

static const char *const severity_fill[SEVERITIES] = {
	[SEVERITY_CRITICAL] = "v-contradicted", [SEVERITY_HIGH] = "hf",
	[SEVERITY_MEDIUM] = "v-partial",        [SEVERITY_LOW] = "v-open",
	[SEVERITY_INFO] = "v-not-applicable",   [SEVERITY_NONE] = "v-not-applicable",
	[SEVERITY_UNKNOWN] = "v-indeterminate",
};

/* clang-format on */

#define SEVERITY_COLUMNS (sizeof(column_severity) / sizeof(column_severity[0]))

/* Most of the worst severity first. */
static int compare_findings(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	for (size_t i = 0; i < SEVERITY_COLUMNS; i++) {
		enum severity s = column_severity[i];

		if (a->open[s] != b->open[s])
			return a->open[s] > b->open[s] ? -1 : 1;
	}
	return span_cmp(a->key, b->key);
}

static void add_rect(struct buf *svg, uint64_t x, uint64_t width, const char *fill)
{
	buf_addf(svg,
		 "<rect x=\"%llu.%llu\" width=\"%llu.%llu\" height=\"12\" "
		 "class=\"%s\"/>",
		 (unsigned long long)(x / 10), (unsigned long long)(x % 10),
		 (unsigned long long)(width / 10), (unsigned long long)(width % 10),
		 fill);
}

static struct span finish_bar(struct site *site, struct buf *svg)
{
	struct span html;

	html_raw(svg, "</svg>");
	html = arena_copy(site->scratch, buf_span(svg));
	buf_release(svg);
	return html;
}

static void begin_bar(struct buf *svg)
{
	buf_init(svg, 8192);
	html_raw(svg, "<svg class=\"bar\" viewBox=\"0 0 1000 12\" "
		      "preserveAspectRatio=\"none\" aria-hidden=\"true\">");
}

/* As long as it has findings, beside the longest. */
static struct span findings_bar(struct site *site, const struct place *place,
				uint64_t most)
{
	uint64_t before = 0;
	struct buf svg;

	begin_bar(&svg);
	for (size_t i = 0; i < SEVERITY_COLUMNS; i++) {
		uint64_t count = place->open[column_severity[i]];
		uint64_t x = before * BAR_WIDTH / most;
		uint64_t width = (before + count) * BAR_WIDTH / most - x;

		if (count == 0)
			continue;
		before += count;
		width = width > 2 * BAR_GAP ? width - BAR_GAP : BAR_GAP;
		add_rect(&svg, x, width, severity_fill[column_severity[i]]);
	}
	return finish_bar(site, &svg);
}

static struct span swatch(struct site *site, const char *fill)
{
	return arena_printf(site->scratch,
			    "<svg width=\"10\" height=\"10\" viewBox=\"0 0 10 10\" "
			    "aria-hidden=\"true\"><rect class=\"%s\" width=\"10\" "
			    "height=\"10\"/></svg> ",
			    fill);
}

static void add_column(struct value *columns, struct span name, struct span mark)
{
	struct value *column = value_add(columns);

	value_slot(column, "swatch", mark);
	value_text(column, "name", name);
}

static void add_number(struct site *site, struct value *cells, uint64_t number)
{
	value_add_text(cells, number > 0 ? words_count(site->scratch, number)
					 : SPAN_LIT("\xE2\x80\x93"));
}

static struct value *add_chart(struct site *site, struct value *charts,
			       struct span title, struct span says)
{
	struct value *chart = value_add(charts);

	value_text(chart, "title", title);
	value_text(chart, "says", says);
	value_text(chart, "area", say(site, "areas.area"));
	return chart;
}

/* What does not fit becomes one row. */
static size_t cut(struct place_list *list)
{
	size_t shown = list->at.count <= AREAS_SHOWN ? list->at.count : AREAS_SHOWN - 1;

	for (size_t i = shown + 1; i < list->at.count; i++)
		add_place(&list->at.at[shown], &list->at.at[i]);
	return shown;
}

static struct span row_name(struct site *site, const struct place_list *list, size_t i,
			    size_t shown)
{
	if (i == shown)
		return SAY(site, "areas.others",
			   say_number("n", list->at.count - shown));
	return area_name(site, &list->at.at[i]);
}

static void add_findings(struct site *site, struct value *charts,
			 const struct areas *areas, bool merged)
{
	struct place_list list = fold(site, areas->findings);
	uint64_t open[SEVERITIES] = { 0 }, all = 0, most = 1;
	struct value *chart, *columns, *rows;
	size_t shown, count = list.at.count;

	if (count < 2)
		return;
	qsort(list.at.at, count, sizeof(struct place), compare_findings);
	shown = cut(&list);
	for (size_t i = 0; i < count && i <= shown; i++) {
		for (unsigned s = 0; s < SEVERITIES; s++)
			open[s] += list.at.at[i].open[s];
		all += list.at.at[i].all;
		if (i < shown && list.at.at[i].all > most)
			most = list.at.at[i].all;
	}
	chart = add_chart(site, charts, say(site, "areas.findings"),
			  SAY(site,
			      merged && areas->scans > 1 ? "areas.findings-merged"
							 : "areas.findings-says",
			      say_number("n", all), say_number("scans", areas->scans)));
	columns = value_list(chart, "columns");
	for (size_t c = 0; c < SEVERITY_COLUMNS; c++)
		if (open[column_severity[c]] > 0)
			add_column(columns,
				   say_word(site, "severity-shown",
					    severity_word[column_severity[c]]),
				   swatch(site, severity_fill[column_severity[c]]));
	rows = value_list(chart, "rows");
	for (size_t i = 0; i < count && i <= shown; i++) {
		struct value *row = value_add(rows);
		struct value *cells;

		value_text(row, "name", row_name(site, &list, i, shown));
		value_slot(row, "bar",
			   i < shown ? findings_bar(site, &list.at.at[i], most)
				     : SPAN_EMPTY);
		cells = value_list(row, "cells");
		for (size_t c = 0; c < SEVERITY_COLUMNS; c++)
			if (open[column_severity[c]] > 0)
				add_number(site, cells,
					   list.at.at[i].open[column_severity[c]]);
	}
}

/* The first metric that the reports measure. */
static unsigned metric_of(const struct place_list *list)
{
	for (unsigned m = 0; m < COVERAGE_METRICS; m++)
		for (size_t i = 0; i < list->at.count; i++)
			if (list->at.at[i].total[m] > 0)
				return m;
	return COVERAGE_METRICS;
}

struct covered {
	struct place place;
	int64_t share; /* basis points */
};

static int compare_covered(const void *left, const void *right)
{
	const struct covered *a = left, *b = right;

	if (a->share != b->share)
		return a->share < b->share ? -1 : 1;
	return span_cmp(a->place.key, b->place.key);
}

/* Lowest first, those where nothing is measured by `metric` left out. */
static void sort_covered(struct site *site, struct place_list *list, unsigned metric)
{
	struct covered *sorted =
		ARENA_ARRAY(site->scratch, struct covered, list->at.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < list->at.count; i++) {
		const struct place *place = &list->at.at[i];

		if (place->total[metric] > 0)
			sorted[count++] = (struct covered){
				*place, num_basis_points(place->covered[metric],
							 place->total[metric])
			};
	}
	qsort(sorted, count, sizeof(*sorted), compare_covered);
	for (size_t i = 0; i < count; i++)
		list->at.at[i] = sorted[i].place;
	list->at.count = count;
}

static void add_covered(struct site *site, struct value *rows, struct span name,
			uint64_t covered, uint64_t total)
{
	struct value *row = value_add(rows);
	int64_t share = num_basis_points(covered, total);
	struct value *cells;
	struct buf svg;

	begin_bar(&svg);
	add_rect(&svg, 0, BAR_WIDTH, "all");
	add_rect(&svg, 0, (uint64_t)share, "part");
	value_text(row, "name", name);
	value_slot(row, "bar", finish_bar(site, &svg));
	cells = value_list(row, "cells");
	value_add_text(cells, arena_printf(site->scratch, "%lld.%lld",
					   (long long)(share / 100),
					   (long long)(share / 10 % 10)));
	value_add_text(cells, SAY(site, "areas.of", say_number("covered", covered),
				  say_number("all", total)));
}

static void add_coverage(struct site *site, struct value *charts,
			 const struct areas *areas, bool merged)
{
	bool files = table_count(areas->files) > 0;
	struct place_list list = fold(site, files ? areas->files : areas->packages);
	unsigned metric = metric_of(&list);
	struct value *chart, *columns, *rows;
	size_t shown;

	if (metric == COVERAGE_METRICS)
		return;
	sort_covered(site, &list, metric);
	if (list.at.count < 2)
		return;
	shown = cut(&list);
	chart = add_chart(site, charts, say(site, "areas.coverage"),
			  SAY(site,
			      merged && areas->coverages > 1 ? "areas.coverage-merged"
							     : "areas.coverage-says",
			      say_text("what", say_word(site, "parts",
							coverage_metric_word[metric])),
			      say_number("reports", areas->coverages)));
	columns = value_list(chart, "columns");
	add_column(columns, say(site, "column.share"), SPAN_EMPTY);
	add_column(columns, say(site, "column.covered"), SPAN_EMPTY);
	rows = value_list(chart, "rows");
	for (size_t i = 0; i < list.at.count && i <= shown; i++)
		add_covered(site, rows, row_name(site, &list, i, shown),
			    list.at.at[i].covered[metric], list.at.at[i].total[metric]);
}

void value_areas(struct site *site, struct value *object, const char *key,
		 const struct areas *areas, bool merged)
{
	struct value *charts = value_list(object, key);

	add_findings(site, charts, areas, merged);
	add_coverage(site, charts, areas, merged);
	value_flag(object, "has_areas", charts->first != NULL);
	value_flag(object, "two_areas", charts->first && charts->first->next);
}
