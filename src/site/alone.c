#include "site/alone.h"

#include "base/limits.h"
#include "site/asset.h"
#include "site/page.h"

static struct span asset(const char *name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (span_is(assets[i].name, name))
			return assets[i].bytes;
	return SPAN_EMPTY;
}

/*
 * "<style>...</style>" and its hash for the page's policy.  Templates let no value
 * into such an element, so the whole element is one.
 */
static void add_inline(struct value *value, const char *element, const char *hash_key,
		       struct span bytes, const struct alone_options *options,
		       struct arena *arena)
{
	value_slot(value, element,
		   arena_printf(arena, "<%s>%.*s</%s>", element, SPAN_ARG(bytes),
				element));
	value_text(value, hash_key, options->hash(bytes, arena));
}

int site_verify_page(struct span *out, const struct alone_options *options,
		     struct arena *arena, struct err *err)
{
	struct site_options site_options = { .templates = options->templates };
	struct site site = { .options = &site_options,
			     .arena = arena,
			     .scratch = arena };
	struct value *value = value_new(arena);
	struct span script;
	struct buf page;
	int rc = site_load_templates(&site, err);

	*out = SPAN_EMPTY;
	if (rc < 0)
		return rc;
	script = arena_printf(arena, "%.*s%.*s", SPAN_ARG(asset("assets/theme.js")),
			      SPAN_ARG(asset("assets/verify.js")));
	add_inline(value, "style", "style_hash", asset("assets/muster.css"), options,
		   arena);
	add_inline(value, "script", "script_hash", script, options, arena);
	value_text(value, "words", words_for_script(&site, "check"));
	value_text(value, "keys", SPAN_EMPTY);
	value_text(value, "signers", options->signers);
	value_text(value, "tool", options->tool);
	buf_init(&page, LIMIT_JSON_OUT);
	rc = template_render(&page, site.templates, "verify-page", value, err);
	if (rc == 0)
		rc = buf_check(&page, "the page", err);
	if (rc == 0)
		*out = arena_copy(arena, buf_span(&page));
	buf_release(&page);
	return rc;
}
