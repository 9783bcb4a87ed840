#include "plan/html.h"

/* The tag at the front: its name without '/', and the bytes to its '>'. */
static size_t tag_at(struct span text, struct span *name, bool *closing)
{
	ptrdiff_t end;
	size_t i = 1;

	if (text.len < 3 || text.ptr[0] != '<')
		return 0;
	*closing = text.ptr[1] == '/';
	i += *closing;
	while (i < text.len && ((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') ||
				(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z') ||
				(text.ptr[i] >= '0' && text.ptr[i] <= '9')))
		i++;
	*name = span_sub(text, 1 + *closing, i - 1 - *closing);
	end = span_index(span_sub(text, 0, 2000), '>');
	return name->len > 0 && end > 0 ? (size_t)end + 1 : 0;
}

struct html {
	struct reading *r;
	struct grid *grid;
	struct grid_row *row;
	LIST(char) cell;
	bool in_cell, head;
};

static void put(struct html *h, struct span text)
{
	for (size_t i = 0; h->in_cell && i < text.len; i++)
		*LIST_ADD(h->r->arena, &h->cell) =
			text.ptr[i] == '\n' ? ' ' : text.ptr[i];
}

static void end_cell(struct html *h)
{
	if (h->in_cell && h->row)
		*LIST_ADD(h->r->arena, &h->row->cells) =
			span_trim((struct span){ h->cell.at, h->cell.count });
	h->in_cell = false;
	h->cell.at = NULL;
	h->cell.count = h->cell.room = 0;
}

static void take_tag(struct html *h, struct span name, struct span tag, bool closing,
		     unsigned line)
{
	bool th = span_is_nocase(name, "th"), td = span_is_nocase(name, "td");

	if (span_is_nocase(name, "tr")) {
		end_cell(h);
		if (closing)
			return;
		h->head = h->grid->header.cells.count == 0 && h->grid->rows.count == 0;
		h->row = h->head ? &h->grid->header
				 : LIST_ADD(h->r->arena, &h->grid->rows);
		h->row->line = line;
	} else if (th || td) {
		end_cell(h);
		h->in_cell = !closing && h->row;
	} else if (span_is_nocase(name, "br")) {
		put(h, SPAN_LIT("; "));
	} else if (span_is_nocase(name, "input") &&
		   span_find_nocase(tag, "checkbox") > 0) {
		put(h, span_find_nocase(tag, "checked") > 0 ? SPAN_LIT("[x]")
							    : SPAN_LIT("[ ]"));
	}
}

bool html_table(struct reading *r, const struct md_node *html, unsigned *line,
		struct grid *out)
{
	struct html h = { .r = r, .grid = out };
	bool inside = false;

	*out = (struct grid){ 0 };
	for (; *line <= html->end_line && *line <= r->line_count; ++*line) {
		struct span text = reading_line(r, *line);

		for (size_t i = 0; i < text.len;) {
			struct span name;
			bool closing;
			size_t len = tag_at(span_from(text, i), &name, &closing);

			if (len == 0) {
				put(&h, span_sub(text, i++, 1));
				continue;
			}
			if (span_is_nocase(name, "table")) {
				inside = !closing;
				if (closing && out->header.cells.count > 0) {
					++*line;
					return true;
				}
			} else if (inside) {
				take_tag(&h, name, span_sub(text, i, len), closing,
					 *line);
			}
			i += len;
		}
		put(&h, SPAN_LIT(" "));
	}
	return inside && out->header.cells.count > 0;
}
