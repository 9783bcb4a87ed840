#include "readers/gate.h"

#include "base/path.h"

void gate_learn(struct secrets *secrets, struct span path, struct span text)
{
	secrets_learn(secrets, path, text);
}

void gate_learn_decoded(struct secrets *secrets, struct span text, unsigned line)
{
	size_t before = secrets->places.count;

	secrets_learn(secrets, SPAN_EMPTY, text);
	for (size_t i = before; i < secrets->places.count; i++)
		secrets->places.at[i].line = line;
}

static bool is_text(const struct column *column)
{
	switch ((int)column->cell) {
	case CELL_TEXT:
	case CELL_SAID:
	case CELL_CUT:
	case CELL_CUT_SAID:
	case CELL_LONG:
		return true;
	default:
		return false;
	}
}

/* A value's own name is the end of its pointer: "/db/password". */
static void hide_value(struct span *value, struct span name, struct arena *arena)
{
	if (secret_is_named(name, *value))
		*value = secret_mark(*value, arena);
}

void gate_fact(struct fact *fact, struct secrets *secrets, struct arena *arena)
{
	const struct fact_shape *shape = &fact_shapes[fact->kind];

	for (size_t i = 0; i < shape->count; i++) {
		const struct column *column = &shape->columns[i];
		struct span *text = (void *)((char *)&fact->as + column->offset);

		if (is_text(column) && text->len > 0)
			*text = secrets_hide(secrets, *text, arena);
	}
	if (fact->kind == FACT_VALUE)
		hide_value(&fact->as.value.text, path_base(fact->as.value.pointer),
			   arena);
	if (fact->kind == FACT_ENV)
		hide_value(&fact->as.env.value, fact->as.env.key, arena);
}

void gate_artifact(struct artifact *artifact, struct secrets *secrets,
		   struct arena *keep)
{
	artifact->detail = secrets_hide(secrets, artifact->detail, keep);
	if (secrets->count == 0)
		return;
	artifact->withheld = true;
	artifact->withheld_why = secrets_sentence(secrets, keep);
}
