/*
 * scans.h - does a scan look for what an item's words are about?
 *
 * A clean report of a linter says nothing about secrets.  Words that name a tool
 * ("Trivy scan clean") or what is looked for ("no secrets", "no vulnerable
 * dependencies", "static analysis") are met by a scan of that tool or kind alone.
 * What an unknown tool looks for nobody knows: for "no secrets" the kind that its
 * reader gives the scan has to say so; else it gets the benefit of the doubt.
 */
#ifndef AUDIT_SCANS_H
#define AUDIT_SCANS_H

#include "audit/shown.h"
#include "audit/wording.h"

/* An artifact of family scan or SARIF; *out_fits true where the words ask nothing. */
int scans_fit(bool *out_fits, const struct wording *wording,
	      const struct artifact *artifact, const struct fact_source *facts,
	      struct err *err);

/*
 * The same of a file that nobody has read, by the tool that its name tells.  *out_asked
 * says whether the words ask for anything.
 */
bool scans_name_fits(bool *out_asked, const struct wording *wording, struct span path);

#endif
