/*
 * sealing.h - what build and seal share: the key's options, signing a folder,
 * packing it, and saying so.
 */
#ifndef CLI_SEALING_H
#define CLI_SEALING_H

#include "cli/command.h"
#include "seal/bundle.h"
#include "seal/sealer.h"

/*
 * Rows of an option table, without its end.  What build and seal share: the key,
 * where the bundle goes, and where it stands in a row of bundles.
 */
#define SEAL_OPTIONS                                                                   \
	{ "key", 'k', OPTION_VALUE, "FILE", "seal with this private key" },            \
		{ "key-fd", 0, OPTION_VALUE, "N", "read the key from descriptor N" },  \
		{ "cert", 0, OPTION_VALUE, "FILE",                                     \
		  "its certificate, if not beside it" },                               \
		{ "passphrase-file", 0, OPTION_VALUE, "FILE",                          \
		  "the key's passphrase is FILE's first line" },                       \
		{ "passphrase-fd", 0, OPTION_VALUE, "N",                               \
		  "the same from descriptor N" },                                      \
		{ "bundle", 'b', OPTION_VALUE, "FILE", "write the bundle to FILE" },   \
		{ "sequence", 0, OPTION_VALUE, "N",                                    \
		  "this is the project's Nth bundle" },                                \
		{ "previous", 0, OPTION_VALUE, "BUNDLE",                               \
		  "it comes after this one, whose digest it names" },                  \
	{                                                                              \
		"compression", 0, OPTION_VALUE, "NAME", "gzip (default), zstd or none" \
	}

struct sealing {
	struct sealer sealer; /* SEALER_NONE where no key was given */
	enum archive_filter filter;
	struct seal_options how; /* sequence and previous; the rest is filled later */
};

/*
 * Start the process that holds the key, where the options name one: before
 * anything foreign is opened.  sealing_stop() is due also after an error.
 */
int sealing_start(struct sealing *out, struct invocation *in, struct err *err);

static inline bool sealing_has_key(const struct sealing *sealing)
{
	return sealing->sealer.fd >= 0;
}

struct sealing_result {
	struct sealed sealed;
	struct packed packed;
	const char *file;
};

/*
 * Sign the folder and pack it: into --bundle, else beside `place`, the folder's
 * name in the end, under the bundle's own name.
 */
int sealing_run(struct sealing_result *out, struct sealing *sealing,
		struct invocation *in, const char *folder, const char *place,
		struct err *err);

/* Pack a folder that is sealed already: *out is filled but for `sealed.made`. */
int sealing_pack(struct sealing_result *out, const struct sealing *sealing,
		 struct invocation *in, const char *folder, const char *place,
		 struct err *err);

/* Inputs whose bytes are not in the bundle: raw/index.json has the reason of each. */
size_t sealing_withheld(const struct sealed *sealed);

void sealing_print(const struct invocation *in, const struct sealing_result *result);

void sealing_stop(struct sealing *sealing);

#endif
