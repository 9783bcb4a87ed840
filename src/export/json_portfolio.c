/* json_portfolio.c - one bundle of a portfolio: muster rollup --json. */
#include "base/limits.h"
#include "export/export.h"
#include "export/parts.h"

static void write_items(struct jsonout *json, const struct rolled *rolled)
{
	jsonout_key(json, "items");
	jsonout_array(json);
	for (size_t i = 0; i < rolled->items.count; i++) {
		const struct rolled_item *item = &rolled->items.at[i];

		jsonout_object(json);
		jsonout_member(json, "id", item->id);
		parts_line(json, "line", item->line);
		jsonout_member(json, "plan", item->plan);
		jsonout_member_opt(json, "reason", item->reason);
		jsonout_member_bool(json, "required", item->required);
		jsonout_member(json, "text", item->text);
		parts_word(json, "verdict", verdict_word[item->verdict]);
		jsonout_end(json);
	}
	jsonout_end(json);
}

static void write_fields(struct jsonout *json, const struct rolled *rolled)
{
	jsonout_key(json, "signoffs");
	jsonout_array(json);
	for (size_t i = 0; i < rolled->fields.count; i++) {
		const struct rolled_field *field = &rolled->fields.at[i];

		jsonout_object(json);
		jsonout_member(json, "field", field->field);
		jsonout_member_bool(json, "given", field->given);
		jsonout_member_bool(json, "rejected", field->rejected);
		jsonout_member_bool(json, "required", field->required);
		jsonout_member_opt(json, "role", field->role);
		jsonout_end(json);
	}
	jsonout_end(json);
}

int export_rolled_json(struct buf *out, const struct rolled *rolled, struct err *err)
{
	bool verified = rolled->verified;
	struct jsonout json;

	jsonout_init(&json, out, true);
	jsonout_object(&json);
	parts_time(&json, "asOf", rolled->as_of);
	jsonout_member_opt(&json, "code", rolled->code);
	jsonout_member_opt(&json, "commit", rolled->commit);
	if (verified)
		parts_counts(&json, "counts", rolled->counts);
	jsonout_member_opt(&json, "detail", rolled->detail);
	if (verified) {
		parts_time(&json, "goodUntil", rolled->good_until);
		write_items(&json, rolled);
	}
	jsonout_member(&json, "name", rolled->name);
	if (verified)
		parts_word(&json, "outcome", result_word[rolled->outcome]);
	jsonout_member_opt(&json, "project", rolled->project);
	if (verified)
		jsonout_member_int(&json, "requiredLeft",
				   (int64_t)rolled->required_left);
	jsonout_member_opt(&json, "seal", span_of(rolled->seal));
	jsonout_member_opt(&json, "sealedBy", rolled->sealed_by);
	if (rolled->sequence > 0)
		jsonout_member_int(&json, "sequence", rolled->sequence);
	if (verified)
		write_fields(&json, rolled);
	jsonout_member_opt(&json, "tool", rolled->tool);
	jsonout_member_opt(&json, "uri", rolled->source_uri);
	jsonout_member_bool(&json, "verified", verified);
	jsonout_end(&json);
	return parts_end(&json, "the bundle's JSON", err);
}
