#include "readers/plain.h"

#include "readers/prose.h"

int plain_put(struct put *put, const struct probe *probe, bool prose)
{
	struct fact fact = fact_new(FACT_DOCUMENT);
	struct span rest = probe->text;
	struct span line;

	while (span_line(&rest, &line)) {
		fact.as.document.lines++;
		fact.as.document.words += prose_words(line);
		if (prose)
			fact.as.document.placeholders += prose_placeholders(line);
	}
	return put_fact(put, &fact);
}
