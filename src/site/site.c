#include "site/site.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/table.h"
#include "site/areas.h"
#include "site/asset.h"
#include "site/page.h"
#include "site/url.h"
#include "text/html.h"

#include <stdlib.h>

struct nav {
	const char *href, *key;
};

static const struct nav navigation[] = {
	{ "index.html", "overview" },
	{ "plan/index.html", "plans" },
	{ "evidence/index.html", "evidence" },
	{ "signoff.html", "sign-off" },
	{ "verify.html", "verify" },
	{ "history.html", "history" },
	{ "about.html", "about" },
};

/* ---- templates and assets ----------------------------------------------- */

/* The operator's file of that name, or `built_in`; *out_own says which. */
static int load(struct site *site, struct span name, struct span built_in,
		struct span *out, struct span *out_path, bool *out_own, struct err *err)
{
	const char *folder = site->options->templates;
	int rc;

	*out = built_in;
	*out_path = arena_printf(site->arena, "templates/%.*s", SPAN_ARG(name));
	*out_own = false;
	if (!folder)
		return 0;
	rc = file_read_below(out, folder, name, LIMIT_TEMPLATE_BYTES, site->arena, err);
	if (rc == -ERR_ABSENT) {
		*out = built_in;
		return 0;
	}
	if (rc < 0)
		return rc;
	*out_path = arena_printf(site->arena, "%s/%.*s", folder, SPAN_ARG(name));
	*out_own = true;
	return 0;
}

#define STRINGS "strings.conf"

static struct span built_in(const char *name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (span_is(assets[i].name, name))
			return assets[i].bytes;
	return SPAN_EMPTY;
}

int site_load_phrases(struct site *site, struct err *err)
{
	struct span text, path;
	bool own;
	int rc;

	site->phrases = phrases_new(site->arena);
	rc = phrases_add(site->phrases, SPAN_LIT("templates/" STRINGS),
			 built_in(STRINGS), err);
	if (rc == 0)
		rc = load(site, SPAN_LIT(STRINGS), SPAN_EMPTY, &text, &path, &own, err);
	if (rc == 0 && own)
		rc = phrases_add(site->phrases, path, text, err);
	return rc;
}

int site_load_templates(struct site *site, struct err *err)
{
	int rc = site_load_phrases(site, err);

	if (rc < 0)
		return rc;
	site->templates = templates_new(site->arena);
	templates_phrases(site->templates, site->phrases);
	for (size_t i = 0; i < asset_count; i++) {
		struct span name = assets[i].name;
		struct span text, path;
		bool own;

		if (!span_ends(name, ".html"))
			continue;
		rc = load(site, name, assets[i].bytes, &text, &path, &own, err);
		if (rc == 0)
			rc = templates_add(site->templates,
					   span_sub(name, 0,
						    name.len - strlen(".html")),
					   path, text, err);
		if (rc < 0)
			return rc;
	}
	return templates_link(site->templates, err);
}

int site_write_extra(struct site *site, const char *name, bool *out_there,
		     struct err *err)
{
	struct span text, path;
	int rc = load(site, span_of(name), SPAN_EMPTY, &text, &path, out_there, err);

	if (rc < 0 || !*out_there)
		return rc;
	return site_file(site, span_of(name), text, err);
}

int site_write_asset(struct site *site, const char *name, struct err *err)
{
	for (size_t i = 0; i < asset_count; i++) {
		struct span text, path;
		bool own;
		int rc;

		if (!span_is(assets[i].name, name))
			continue;
		rc = load(site, assets[i].name, assets[i].bytes, &text, &path, &own,
			  err);
		return rc < 0 ? rc : site_file(site, assets[i].name, text, err);
	}
	return err_set(err, ERR_INTERNAL, "there is no asset %s", name);
}

static const char *const extras[] = { "assets/theme.css", "assets/logo.svg" };

const char *site_template_name(size_t i)
{
	size_t extra = i - asset_count;

	if (i < asset_count)
		return assets[i].name.ptr;
	return extra < sizeof(extras) / sizeof(extras[0]) ? extras[extra] : NULL;
}

static int write_assets(struct site *site, struct err *err)
{
	int rc = site_write_extra(site, extras[0], &site->has_theme, err);

	if (rc == 0)
		rc = site_write_extra(site, extras[1], &site->has_logo, err);
	for (size_t i = 0; i < asset_count && rc == 0; i++) {
		if (!span_ends(assets[i].name, ".html") &&
		    !span_is(assets[i].name, STRINGS))
			rc = site_write_asset(site, assets[i].name.ptr, err);
	}
	return rc;
}

/* data/words.js: what the scripts say. */
static int write_words(struct site *site, struct err *err)
{
	struct buf js;
	int rc;

	buf_init(&js, LIMIT_JSON_OUT);
	buf_adds(&js, "muster_words({");
	phrases_list(&js, site->phrases, "script", script_string);
	phrases_list(&js, site->phrases, "verdict", script_string);
	buf_adds(&js, "});\n");
	rc = buf_check(&js, "data/words.js", err);
	if (rc == 0)
		rc = site_file(site, SPAN_LIT("data/words.js"), buf_span(&js), err);
	buf_release(&js);
	return rc;
}

/* ---- one page ----------------------------------------------------------- */

struct value *page_begin(struct site *site, struct span path)
{
	struct value *value;
	struct buf root;

	arena_clear(site->scratch);
	site->path = arena_copy(site->scratch, path);
	site->hatched = false;
	buf_init(&root, 256);
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/')
			buf_adds(&root, "../");
	site->root = arena_copy(site->scratch, buf_span(&root));
	buf_release(&root);
	value = value_new(site->scratch);
	value_text(value, "root", site->root);
	value_text(value, "project", site->report->run.project);
	return value;
}

struct span page_href(struct site *site, struct span address)
{
	if (site->root.len == 0)
		return address;
	return arena_printf(site->scratch, "%.*s%.*s", SPAN_ARG(site->root),
			    SPAN_ARG(address));
}

static void add_navigation(struct site *site, struct value *frame, const char *current)
{
	struct value *list = value_list(frame, "nav");

	for (size_t i = 0; i < sizeof(navigation) / sizeof(navigation[0]); i++) {
		const struct nav *nav = &navigation[i];
		struct value *entry = value_add(list);
		bool here = current && strcmp(nav->href, current) == 0;

		value_text(entry, "href", page_href(site, span_of(nav->href)));
		value_text(entry, "label", say_word(site, "nav", nav->key));
		value_text(entry, "current",
			   !here                            ? SPAN_EMPTY
			   : span_is(site->path, nav->href) ? SPAN_LIT("page")
							    : SPAN_LIT("true"));
	}
}

const enum verdict result_icon[RESULTS] = {
	[RESULT_READY] = VERDICT_VERIFIED,
	[RESULT_READY_WITH_WAIVERS] = VERDICT_WAIVED,
	[RESULT_NOT_READY] = VERDICT_CONTRADICTED,
	[RESULT_INDETERMINATE] = VERDICT_INDETERMINATE,
	[RESULT_BYPASSED] = VERDICT_STALE,
};

static void add_context(struct value *frame, const struct site *site)
{
	const struct run *run = &site->report->run;

	value_text(frame, "gate_word",
		   say_word(site, "answer-short", result_word[run->result]));
	value_text(frame, "gate_icon", span_of(verdict_word[result_icon[run->result]]));
	value_count(frame, "run_number", (uint64_t)run->number);
	value_commit(frame, "commit", run->commit);
	value_time(frame, "as_of", run->as_of);
	value_text(frame, "tool", run->tool);
	value_text(frame, "digest", span_sub(site->options->report_digest, 0, 16));
}

static void add_scripts(struct site *site, struct value *frame, const struct page *page)
{
	struct value *scripts = value_list(frame, "scripts");

	for (size_t i = 0; i < 2; i++)
		if (page->scripts[i].len > 0)
			value_add_text(scripts, page_href(site, page->scripts[i]));
}

/* The data of the page that is wanted alone. */
static void dump_data(struct site *site, const struct value *value)
{
	struct jsonout json;

	jsonout_init(&json, site->only_out, false);
	value_dump(&json, value);
}

/* What stands around every page's body. */
static struct value *frame_of(struct site *site, const struct page *page)
{
	struct value *frame = value_new(site->scratch);

	value_text(frame, "root", site->root);
	value_text(frame, "project", site->report->run.project);
	value_text(frame, "title", page->title);
	value_text(frame, "description", page->description);
	value_text(frame, "class", span_of(page->class));
	value_flag(frame, "hatch", site->hatched);
	value_flag(frame, "theme", site->has_theme);
	value_flag(frame, "logo", site->has_logo);
	value_flag(frame, "icon", !span_starts(site->path, "item/"));
	add_navigation(site, frame, page->nav);
	add_context(frame, site);
	add_scripts(site, frame, page);
	value_slot(frame, "body", buf_span(&site->body));
	return frame;
}

int page_end(struct site *site, const struct page *page, struct value *value,
	     struct err *err)
{
	int rc;

	if (site->only && !span_is(site->path, site->only))
		return 0;
	if (site->only && !site->only_html) {
		dump_data(site, value);
		return 0;
	}
	buf_clear(&site->body);
	rc = template_render(&site->body, site->templates, page->template, value, err);
	if (rc < 0)
		return rc;
	buf_clear(&site->page);
	rc = template_render(&site->page, site->templates, "page", frame_of(site, page),
			     err);
	if (rc < 0)
		return rc;
	if (site->only) {
		buf_add(site->only_out, buf_span(&site->page));
		return 0;
	}
	return site_file(site, site->path, buf_span(&site->page), err);
}

int site_file(struct site *site, struct span path, struct span bytes, struct err *err)
{
	if (site->only)
		return 0;
	return file_stage_like(site->options->folder, path, bytes,
			       site->options->earlier, err);
}

/* ---- what the pages look up --------------------------------------------- */

struct span item_title(const struct site *site, const struct item *item)
{
	if (span_trim(item->plain).len > 0)
		return span_trim(item->plain);
	if (span_trim(item->text).len > 0)
		return span_trim(item->text);
	return item->id.len > 0 ? item->id : say(site, "item.no-text");
}

bool item_shown(const struct judgement *judgement)
{
	return judgement->judged || judgement->parent;
}

/* Whether all items stand below one heading, and some of them deeper. */
static bool has_one_top(const struct planned *planned)
{
	const struct span *top = NULL;
	bool deeper = false;

	for (size_t i = 0; i < planned->plan.items.count; i++) {
		const struct item *item = &planned->plan.items.at[i];

		if (!item_shown(&planned->judgements.at[i]))
			continue;
		if (item->headings.count == 0)
			continue;
		if (top && !span_eq(*top, item->headings.at[0]))
			return false;
		top = &item->headings.at[0];
		deeper |= item->headings.count > 1;
	}
	return deeper;
}

struct span item_section(const struct plan_index *index, const struct planned *planned,
			 const struct item *item)
{
	if (item->headings.count == 0)
		return planned->plan.title;
	if (index->one_top && item->headings.count > 1)
		return item->headings.at[1];
	return item->headings.at[0];
}

static void add_to_section(struct plan_index *index, struct arena *arena,
			   struct span title, size_t item,
			   const struct judgement *judgement)
{
	struct section *section = NULL;

	if (index->sections.count > 0)
		section = &index->sections.at[index->sections.count - 1];
	if (!section || !span_eq(section->title, title)) {
		section = LIST_ADD(arena, &index->sections);
		section->title = title;
		section->first = item;
	}
	*LIST_ADD(arena, &section->items) = item;
	section->counts[judgement->verdict]++;
}

static int compare_finding_refs(const void *left, const void *right)
{
	const struct finding_ref *a = left;
	const struct finding_ref *b = right;

	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return (a->finding > b->finding) - (a->finding < b->finding);
}

static void index_findings(struct site *site, const struct planned *planned,
			   struct plan_index *index)
{
	for (size_t i = 0; i < planned->plan.findings.count; i++) {
		const struct finding *finding = &planned->plan.findings.at[i];

		if (finding->item != ITEM_NONE)
			*LIST_ADD(site->arena, &index->findings) =
				(struct finding_ref){ finding->item, i };
		if (finding->other_item != ITEM_NONE &&
		    finding->other_item != finding->item)
			*LIST_ADD(site->arena, &index->findings) =
				(struct finding_ref){ finding->other_item, i };
	}
	if (index->findings.count > 0)
		qsort(index->findings.at, index->findings.count,
		      sizeof(*index->findings.at), compare_finding_refs);
}

const struct finding_ref *item_findings(const struct plan_index *index, size_t item,
					size_t *out_count)
{
	size_t low = 0, high = index->findings.count;
	size_t end;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (index->findings.at[mid].item < item)
			low = mid + 1;
		else
			high = mid;
	}
	end = low;
	while (end < index->findings.count && index->findings.at[end].item == item)
		end++;
	*out_count = end - low;
	return end > low ? &index->findings.at[low] : NULL;
}

static void index_plan(struct site *site, const struct planned *planned,
		       struct plan_index *index)
{
	index->anchors = table_new(site->arena);
	index->one_top = has_one_top(planned);
	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct judgement *judgement = &planned->judgements.at[i];

		if (judgement->parent)
			index->parents++;
		else if (!judgement->judged)
			index->listed++;
		if (!judgement->judged || judgement->parent)
			continue;
		index->judged++;
		index->counts[judgement->verdict]++;
		add_to_section(index, site->arena,
			       item_section(index, planned, &planned->plan.items.at[i]),
			       i, judgement);
	}
	index_findings(site, planned, index);
}

static void index_uses(struct site *site, size_t plan)
{
	const struct planned *planned = &site->report->plans.at[plan];

	for (size_t i = 0; i < planned->judgements.count; i++) {
		const struct judgement *judgement = &planned->judgements.at[i];

		for (size_t r = 0; r < judgement->requirements.count; r++) {
			size_t artifact = judgement->requirements.at[r].artifact;
			struct artifact_index *index;

			if (artifact >= site->report->artifacts.count ||
			    !item_shown(judgement))
				continue;
			index = &site->artifacts[artifact];
			/* One item may ask for the same artifact more than once. */
			if (index->items.count > 0 &&
			    index->items.at[index->items.count - 1].plan == plan &&
			    index->items.at[index->items.count - 1].item == i)
				continue;
			*LIST_ADD(site->arena, &index->items) =
				(struct item_ref){ plan, i };
		}
	}
}

static void index_past(struct site *site)
{
	const struct report *report = site->report;

	site->past = table_new(site->arena);
	for (size_t i = 0; i < report->past.count; i++) {
		const struct past_verdict *past = &report->past.at[i];
		struct span key =
			arena_printf(site->arena, "%.*s\n%.*s", SPAN_ARG(past->plan),
				     SPAN_ARG(past->item));
		void **slot = table_slot_borrowed(site->past, key);

		if (!*slot)
			*slot = ARENA_NEW(site->arena, struct past_list);
		*LIST_ADD(site->arena, &((struct past_list *)*slot)->at) = past;
	}
}

static void index_report(struct site *site)
{
	const struct report *report = site->report;

	site->plans =
		ARENA_ARRAY(site->arena, struct plan_index, report->plans.count + 1);
	site->artifacts = ARENA_ARRAY(site->arena, struct artifact_index,
				      report->artifacts.count + 1);
	for (size_t i = 0; i < report->plans.count; i++) {
		index_plan(site, &report->plans.at[i], &site->plans[i]);
		index_uses(site, i);
	}
	index_past(site);
}

const struct past_list *item_past(const struct site *site,
				  const struct planned *planned, size_t item)
{
	struct span key =
		arena_printf(site->scratch, "%.*s\n%.*s", SPAN_ARG(planned->plan.path),
			     SPAN_ARG(planned->plan.items.at[item].id));

	return table_get(site->past, key);
}

bool item_was(const struct site *site, const struct planned *planned, size_t item,
	      enum verdict *out)
{
	const struct past_list *past = item_past(site, planned, item);

	if (!past || past->at.count == 0)
		return false;
	*out = past->at.at[past->at.count - 1]->verdict;
	return true;
}

/* ---- bytes and facts from outside --------------------------------------- */

bool site_raw(struct site *site, struct span raw_name, struct span *out)
{
	struct err ignored = { 0 };

	*out = SPAN_EMPTY;
	if (!site->options->raw || raw_name.len == 0)
		return false;
	/* Neighbouring items often rest on the same artifact. */
	if (!span_eq(raw_name, site->raw_name)) {
		arena_clear(site->raw_arena);
		site->raw_name = arena_copy(site->raw_arena, raw_name);
		site->raw = SPAN_EMPTY;
		/* No excerpt: still a page.  The audit said why.
		 */
		if (site->options->raw(site->options->ctx, raw_name, &site->raw,
				       site->raw_arena, &ignored) < 0)
			site->raw = SPAN_EMPTY;
	}
	*out = site->raw;
	return out->len > 0;
}

int site_facts(struct site *site, const struct artifact *artifact, enum fact_kind kind,
	       enum facts_order order, size_t limit, const struct fact_sink *sink,
	       struct err *err)
{
	const struct site_options *options = site->options;

	if (options->facts)
		return options->facts(options->facts_ctx, artifact->id, kind, order, 0,
				      limit, sink, err);
	if (site->store && artifact->id > 0)
		return facts_each(site->store, artifact->id, kind, order, 0, limit,
				  sink, err);
	return 0;
}

/* ---- the whole ---------------------------------------------------------- */

static int write_plans(struct site *site, struct err *err)
{
	int rc = 0;

	for (size_t p = 0; p < site->report->plans.count && rc == 0; p++) {
		const struct planned *planned = &site->report->plans.at[p];

		rc = page_plan(site, p, err);
		for (size_t i = 0; i < planned->judgements.count && rc == 0; i++)
			if (item_shown(&planned->judgements.at[i]))
				rc = page_item(site, p, i, err);
	}
	return rc;
}

static int write_pages(struct site *site, struct err *err)
{
	/* Plans first: they know which of their headings have anchors. */
	int rc = write_plans(site, err);

	for (size_t i = 0; i < site->report->artifacts.count && rc == 0; i++)
		rc = page_evidence(site, i, err);
	if (rc == 0)
		rc = page_overview(site, err);
	if (rc == 0)
		rc = page_plans(site, err);
	if (rc == 0)
		rc = page_evidence_index(site, err);
	if (rc == 0)
		rc = page_signoff(site, err);
	if (rc == 0)
		rc = page_verify(site, err);
	if (rc == 0)
		rc = page_history(site, err);
	if (rc == 0)
		rc = page_search(site, err);
	if (rc == 0)
		rc = page_about(site, err);
	return rc;
}

static int check_slugs(const struct report *report, struct err *err)
{
	bool there = true;

	for (size_t p = 0; p < report->plans.count; p++) {
		const struct planned *planned = &report->plans.at[p];

		there &= planned->plan.slug.len > 0 &&
			 planned->judgements.count == planned->plan.items.count;
		for (size_t i = 0; i < planned->judgements.count; i++)
			there &= planned->judgements.at[i].slug.len > 0;
	}
	for (size_t i = 0; i < report->artifacts.count; i++)
		there &= report->artifacts.at[i].slug.len > 0;
	return there ? 0
		     : err_set(err, ERR_INTERNAL, "the report has no addresses yet");
}

static int write_all(struct site *site, struct err *err)
{
	int rc = check_slugs(site->report, err);

	if (rc < 0)
		return rc;
	site->arena = arena_new(LIMIT_SCRATCH_BYTES);
	site->scratch = arena_new(LIMIT_SCRATCH_BYTES);
	site->raw_arena = arena_new(LIMIT_SCRATCH_BYTES);
	buf_init(&site->body, LIMIT_PAGE_BYTES);
	buf_init(&site->page, LIMIT_PAGE_BYTES);
	rc = site_load_templates(site, err);
	if (rc == 0)
		rc = write_assets(site, err);
	if (rc == 0)
		rc = write_words(site, err);
	if (rc == 0) {
		index_report(site);
		site->areas = areas_new(site->arena);
		rc = write_pages(site, err);
	}
	buf_release(&site->page);
	buf_release(&site->body);
	arena_free(site->raw_arena);
	arena_free(site->scratch);
	arena_free(site->arena);
	return rc;
}

int site_write(const struct report *report, struct store *store,
	       const struct site_options *options, struct err *err)
{
	struct site site = { .report = report, .store = store, .options = options };

	return write_all(&site, err);
}

static int write_only(struct span *out, struct site *site, struct arena *arena,
		      struct err *err)
{
	struct buf only;
	int rc;

	*out = SPAN_EMPTY;
	buf_init(&only, LIMIT_JSON_OUT);
	site->only_out = &only;
	rc = write_all(site, err);
	if (rc == 0)
		rc = buf_check(&only, "the page", err);
	if (rc == 0 && only.len == 0) {
		rc = err_set(err, ERR_ABSENT, "there is no page \"%s\"", site->only);
		err_fix(err, "name one as in its address: index.html, plan/index.html");
	}
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&only));
	buf_release(&only);
	return rc;
}

int site_dump_context(struct span *out, const char *page, const struct report *report,
		      struct store *store, const struct site_options *options,
		      struct arena *arena, struct err *err)
{
	struct site site = {
		.report = report, .store = store, .options = options, .only = page
	};

	return write_only(out, &site, arena, err);
}

int site_page(struct span *out, const char *page, const struct report *report,
	      struct store *store, const struct site_options *options,
	      struct arena *arena, struct err *err)
{
	struct site site = { .report = report,
			     .store = store,
			     .options = options,
			     .only = page,
			     .only_html = true };

	return write_only(out, &site, arena, err);
}
