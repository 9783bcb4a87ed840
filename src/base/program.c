#include "base/program.h"

#include <elf.h>
#include <link.h>
#include <string.h>

struct identity {
	struct buf *out;
	bool complete;
};

/* Notes are aligned to four bytes: elf(5). */
static size_t padded(size_t len)
{
	return (len + 3) & ~(size_t)3;
}

/* The build id among the notes of one segment; false where it is not there. */
static bool add_build_id(struct buf *out, struct span notes)
{
	ElfW(Nhdr) note;

	while (notes.len >= sizeof(note)) {
		struct span name, desc;

		memcpy(&note, notes.ptr, sizeof(note));
		notes = span_from(notes, sizeof(note));
		name = span_sub(notes, 0, note.n_namesz);
		notes = span_from(notes, padded(note.n_namesz));
		desc = span_sub(notes, 0, note.n_descsz);
		notes = span_from(notes, padded(note.n_descsz));
		if (note.n_type != NT_GNU_BUILD_ID || desc.len == 0 ||
		    !span_eq(name, (struct span){ ELF_NOTE_GNU, sizeof(ELF_NOTE_GNU) }))
			continue;
		for (size_t i = 0; i < desc.len; i++)
			buf_addf(out, "%02x", (unsigned char)desc.ptr[i]);
		buf_addch(out, '\n');
		return true;
	}
	return false;
}

static int add_object(struct dl_phdr_info *object, size_t size, void *ctx)
{
	struct identity *identity = ctx;
	bool found = false;

	(void)size;
	for (size_t i = 0; i < object->dlpi_phnum && !found; i++) {
		const ElfW(Phdr) *header = &object->dlpi_phdr[i];

		if (header->p_type == PT_NOTE)
			found = add_build_id(
				identity->out,
				(struct span){ (const char *)(object->dlpi_addr +
							      header->p_vaddr),
					       header->p_memsz });
	}
	identity->complete = identity->complete && found;
	return 0;
}

bool program_identity(struct buf *out)
{
	struct identity identity = { out, true };

	dl_iterate_phdr(add_object, &identity);
	return identity.complete;
}
