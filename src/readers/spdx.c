/*
 * spdx.c - bills of materials in SPDX 2.0 to 2.3, JSON, YAML and tag-value
 * (https://spdx.github.io/spdx-spec/v2.3), and in SPDX 3.0, JSON-LD
 * (https://spdx.github.io/spdx-spec/v3.0.1; ISO/IEC 5962).
 *
 * A component is a package; files and snippets are none.  The one package that
 * the document describes is what the bill is about, and none of its components,
 * as in CycloneDX; where several are described the bill has no subject and all
 * count.  A relationship becomes a dependency where its type says so, always
 * from the one that needs to the one that is needed, in the type's own word; one
 * that contains gives the parent.  So `documentDescribes` and `hasFiles`, which
 * JSON may say instead of relationships, change nothing.
 *
 * Three walks: who is there, how they relate, then the rows.
 */
#include "base/limits.h"
#include "base/table.h"
#include "readers/probe.h"
#include "readers/put.h"
#include "readers/reader.h"
#include "readers/vcs.h"

#define DOCUMENT  "SPDXRef-DOCUMENT"
#define CONTEXT_3 "spdx.org/rdf/3"

/* What other elements say of one: a package, a license or somebody. */
struct element {
	bool is_package;
	bool is_described;
	bool is_done;        /* its row is written: an id means one package */
	struct span parent;  /* id of the package that contains it */
	struct span license; /* 3.0: of a package, or the license's own words */
	struct span name;    /* 3.0: of somebody */
};

struct spdx {
	struct put put;
	struct fact_sbom sbom;
	struct fact_about about;
	struct table *elements;
	size_t described;    /* packages */
	struct span subject; /* id; empty: none */
	bool is_row;         /* the last walk: relationships become rows */
};

/* ---- words ---- */

/* What a text says; "NOASSERTION" and "NONE" say nothing. */
static struct span said(struct span text)
{
	text = span_trim(text);
	if (span_is(text, "NOASSERTION") || span_is(text, "NONE"))
		return SPAN_EMPTY;
	return text;
}

/* "Organization: Acme (sbom@acme.example)": without the kind. */
static struct span agent(struct span text)
{
	static const char *const kinds[] = { "Organization:", "Person:" };

	text = said(text);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (span_starts_nocase(text, kinds[i]))
			return said(span_from(text, strlen(kinds[i])));
	return text;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Where "-1.2" or "-v1.2" starts in the name of a tool, or its length. */
static size_t version_at(struct span tool)
{
	for (size_t i = 1; i + 1 < tool.len; i++) {
		size_t digit = i + 1 + (tool.ptr[i + 1] == 'v');

		if (tool.ptr[i] == '-' && digit < tool.len && is_digit(tool.ptr[digit]))
			return i;
	}
	return tool.len;
}

static void take_tool(struct spdx *s, struct span tool)
{
	size_t dash = version_at(tool);

	if (s->about.tool.len > 0 || tool.len == 0)
		return;
	s->about.tool = span_sub(tool, 0, dash);
	s->about.tool_version = span_from(tool, dash + 1);
}

static void take_creator(struct spdx *s, struct span creator)
{
	creator = span_trim(creator);
	if (span_starts_nocase(creator, "Tool:"))
		take_tool(s, span_trim(span_from(creator, strlen("Tool:"))));
	else if (s->sbom.author.len == 0)
		s->sbom.author = agent(creator);
}

static int take_created(struct spdx *s, struct span text, const char *src,
			unsigned line)
{
	if (s->sbom.created_at != CLOCK_NONE)
		return 0;
	clock_parse(text, &s->sbom.created_at);
	return put_time(&s->put, text, src, line);
}

static int fail_version(struct spdx *s, struct span version, struct pos pos)
{
	err_set(s->put.err, ERR_FORMAT, "SPDX version \"%.*s\" is not read",
		(int)(version.len < 40 ? version.len : 40),
		version.len ? version.ptr : "");
	err_tag(s->put.err, "unsupported-version");
	err_fix(s->put.err, "have the tool write SPDX 2.0 to 2.3, or 3.0");
	return err_at(s->put.err, pos);
}

/* "SPDX-2.3" */
static int check_version_2(struct spdx *s, struct span version, struct pos pos)
{
	static const char *const known[] = { "SPDX-2.0", "SPDX-2.1", "SPDX-2.2",
					     "SPDX-2.3" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (span_is(version, known[i])) {
			s->sbom.spec_version = span_from(version, strlen("SPDX-"));
			return 0;
		}
	}
	return fail_version(s, version, pos);
}

/* ---- who is there, and how they relate ---- */

static struct element *find(const struct spdx *s, struct span id)
{
	return id.len > 0 ? table_get(s->elements, id) : NULL;
}

/* New, or what is known under that id; NULL past what is kept of a bill. */
static struct element *meet(struct spdx *s, struct span id)
{
	void **slot;

	if (id.len == 0 || table_count(s->elements) >= LIMIT_FACTS)
		return find(s, id);
	slot = table_slot_borrowed(s->elements, id);
	if (!*slot)
		*slot = ARENA_NEW(s->put.scratch, struct element);
	return *slot;
}

static void meet_package(struct spdx *s, struct span id)
{
	struct element *element = meet(s, id);

	if (element)
		element->is_package = true;
}

static void describe(struct spdx *s, struct span id)
{
	struct element *element = find(s, id);

	if (!element || !element->is_package || element->is_described)
		return;
	element->is_described = true;
	s->subject = s->described == 0 ? id : SPAN_EMPTY;
	s->described++;
}

static void put_into(struct spdx *s, struct span parent, struct span child)
{
	struct element *inner = find(s, child);
	struct element *outer = find(s, parent);

	if (inner && outer && outer->is_package && inner->parent.len == 0)
		inner->parent = parent;
}

static void give_license(struct spdx *s, struct span package, struct span id, bool wins)
{
	struct element *owner = find(s, package);
	struct element *license = find(s, id);
	struct span words = license ? said(license->license) : SPAN_EMPTY;

	if (owner && owner->is_package && words.len > 0 &&
	    (wins || owner->license.len == 0))
		owner->license = words;
}

static int add_dependency(struct spdx *s, struct span from, struct span to,
			  struct span kind)
{
	struct fact fact = fact_new(FACT_DEPENDENCY);

	s->sbom.dependencies++;
	fact.as.dependency = (struct fact_dependency){ from, to, kind };
	return put_fact(&s->put, &fact);
}

enum relation {
	RELATION_NEEDS,
	RELATION_HOLDS,
	RELATION_DESCRIBES,
	RELATION_CONCLUDED, /* a license, by whoever made the bill */
	RELATION_DECLARED,
};

/* clang-format off: one type a line; `back`: the second is the subject of the verb */
static const struct {
	const char *type;
	enum relation relation;
	bool back;
} relations[] = {
	{ "DEPENDS_ON", RELATION_NEEDS, false },
	{ "DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "BUILD_DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "DEV_DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "OPTIONAL_DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "PROVIDED_DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "RUNTIME_DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "TEST_DEPENDENCY_OF", RELATION_NEEDS, true },
	{ "STATIC_LINK", RELATION_NEEDS, false },
	{ "DYNAMIC_LINK", RELATION_NEEDS, false },
	{ "HAS_PREREQUISITE", RELATION_NEEDS, false },
	{ "PREREQUISITE_FOR", RELATION_NEEDS, true },
	{ "CONTAINS", RELATION_HOLDS, false },
	{ "CONTAINED_BY", RELATION_HOLDS, true },
	{ "DESCRIBES", RELATION_DESCRIBES, false },
	{ "DESCRIBED_BY", RELATION_DESCRIBES, true },
	/* 3.0 */
	{ "dependsOn", RELATION_NEEDS, false },
	{ "hasOptionalDependency", RELATION_NEEDS, false },
	{ "hasProvidedDependency", RELATION_NEEDS, false },
	{ "hasStaticLink", RELATION_NEEDS, false },
	{ "hasDynamicLink", RELATION_NEEDS, false },
	{ "hasPrerequisite", RELATION_NEEDS, false },
	{ "contains", RELATION_HOLDS, false },
	{ "describes", RELATION_DESCRIBES, false },
	{ "hasConcludedLicense", RELATION_CONCLUDED, false },
	{ "hasDeclaredLicense", RELATION_DECLARED, false },
};
/* clang-format on */

/* The second walk learns, the third writes. */
static int relate(struct spdx *s, struct span from, struct span type, struct span to)
{
	const size_t count = sizeof(relations) / sizeof(relations[0]);
	size_t i = 0;
	struct span one, other;

	from = said(from);
	to = said(to);
	while (i < count && !span_is(type, relations[i].type))
		i++;
	if (i == count || from.len == 0 || to.len == 0)
		return 0;
	one = relations[i].back ? to : from;
	other = relations[i].back ? from : to;
	if (s->is_row)
		return relations[i].relation == RELATION_NEEDS
			       ? add_dependency(s, one, other, type)
			       : 0;
	switch (relations[i].relation) {
	case RELATION_NEEDS:
		break;
	case RELATION_HOLDS:
		put_into(s, one, other);
		break;
	case RELATION_DESCRIBES:
		describe(s, other);
		break;
	case RELATION_CONCLUDED:
		give_license(s, one, other, true);
		break;
	case RELATION_DECLARED:
		give_license(s, one, other, false);
		break;
	}
	return 0;
}

/* ---- packages ---- */

/* A package as its own entry has it. */
struct package {
	struct fact_component row;
	struct span declared; /* license */
	struct span download; /* where it comes from */
};

static int set_subject(struct spdx *s, const struct package *package,
		       const char *version_src, const char *download_src)
{
	const struct fact_component *row = &package->row;
	ptrdiff_t at = span_rindex(row->purl, '@');
	int rc = 0;

	s->sbom.subject_type = row->type;
	s->sbom.subject_name = s->about.subject_name = row->name;
	s->sbom.subject_version = row->version;
	s->sbom.subject_purl = row->purl;
	if (row->sha256.len > 0)
		s->sbom.subject_digest = s->about.subject_digest =
			arena_printf(s->put.scratch, "sha256:%.*s",
				     SPAN_ARG(row->sha256));
	if (vcs_is_id(row->version))
		rc = put_commit(&s->put, row->version, version_src);
	else if (at >= 0 && vcs_is_id(span_from(row->purl, (size_t)at + 1)))
		rc = put_commit(&s->put, span_from(row->purl, (size_t)at + 1),
				"purl of the package that is described");
	if (rc == 0 && span_find(package->download, SPAN_LIT("git")) >= 0)
		rc = vcs_put(&s->put, package->download, download_src);
	return rc;
}

/* *is_subject: it is what the bill is about, and no component. */
static int add_package(struct spdx *s, struct package *package, bool *is_subject)
{
	struct fact fact = fact_new(FACT_COMPONENT);
	struct fact_component *row = &package->row;
	struct element *element = find(s, row->ref);
	int rc = 0;

	if (row->license.len == 0)
		row->license = package->declared;
	*is_subject = s->subject.len > 0 && element && !element->is_done &&
		      span_eq(row->ref, s->subject);
	if (element && element->license.len > 0)
		row->license = element->license;
	if (element && !span_eq(element->parent, s->subject))
		row->parent_ref = element->parent;
	if (element && element->is_done)
		rc = put_note(&s->put, "duplicate-ref", row->line,
			      "\"%.*s\" is the id of more than one package",
			      (int)(row->ref.len < 200 ? row->ref.len : 200),
			      row->ref.ptr);
	if (element)
		element->is_done = true;
	if (rc < 0 || *is_subject)
		return rc;
	s->sbom.components++;
	s->sbom.versioned += row->version.len > 0;
	s->sbom.with_purl += row->purl.len > 0;
	s->sbom.licensed += row->license.len > 0;
	s->sbom.hashed += row->sha256.len > 0;
	fact.as.component = *row;
	return put_fact(&s->put, &fact);
}

/* "PACKAGE-MANAGER purl pkg:...", "SECURITY cpe23Type cpe:..." */
static void take_reference(struct fact_component *row, struct span type,
			   struct span locator)
{
	if (span_is(type, "purl") && row->purl.len == 0)
		row->purl = said(locator);
	else if ((span_is(type, "cpe23Type") || span_is(type, "cpe22Type")) &&
		 (row->cpe.len == 0 || span_is(type, "cpe23Type")))
		row->cpe = said(locator);
	else if (span_ends(type, "#purl") && row->purl.len == 0)
		row->purl = said(locator); /* early 2.x: the type's address */
}

/* ---- 2.x: JSON and YAML ---- */

/* In YAML a version may look like a number. */
static struct span words_of(struct node node)
{
	return said(node_is(node, NODE_NUMBER) ? node_number(node) : node_text(node));
}

/* clang-format off: the members of a package, most frequent first */
enum {
	ID,
	NAME,
	VERSION,
	SUPPLIER,
	DOWNLOAD,
	CONCLUDED,
	DECLARED,
	REFERENCES,
	CHECKSUMS,
	PURPOSE,
	MEMBERS
};
static const struct span members[MEMBERS] = {
	[ID] = SPAN_INIT("SPDXID"),
	[NAME] = SPAN_INIT("name"),
	[VERSION] = SPAN_INIT("versionInfo"),
	[SUPPLIER] = SPAN_INIT("supplier"),
	[DOWNLOAD] = SPAN_INIT("downloadLocation"),
	[CONCLUDED] = SPAN_INIT("licenseConcluded"),
	[DECLARED] = SPAN_INIT("licenseDeclared"),
	[REFERENCES] = SPAN_INIT("externalRefs"),
	[CHECKSUMS] = SPAN_INIT("checksums"),
	[PURPOSE] = SPAN_INIT("primaryPackagePurpose"),
};
/* clang-format on */

static struct package json_package(struct node node)
{
	struct node of[MEMBERS];
	struct package package = { 0 };

	node_members(node, members, of, MEMBERS);
	package.row = (struct fact_component){
		.ref = node_text(of[ID]),
		.type = said(node_text(of[PURPOSE])),
		.name = words_of(of[NAME]),
		.version = words_of(of[VERSION]),
		.supplier = agent(node_text(of[SUPPLIER])),
		.license = said(node_text(of[CONCLUDED])),
		.line = node_line(node),
	};
	package.declared = said(node_text(of[DECLARED]));
	package.download = said(node_text(of[DOWNLOAD]));
	for (struct node n = node_first(of[REFERENCES]); node_exists(n);
	     n = node_next(n))
		take_reference(&package.row, node_text(node_get(n, "referenceType")),
			       node_text(node_get(n, "referenceLocator")));
	for (struct node n = node_first(of[CHECKSUMS]); node_exists(n);
	     n = node_next(n))
		if (span_is(node_text(node_get(n, "algorithm")), "SHA256"))
			package.row.sha256 = node_text(node_get(n, "checksumValue"));
	return package;
}

static int json_relations(struct spdx *s, struct node root)
{
	struct node all = node_get(root, "relationships");
	int rc = 0;

	for (struct node n = node_first(all); rc == 0 && node_exists(n);
	     n = node_next(n))
		rc = relate(s, node_text(node_get(n, "spdxElementId")),
			    node_text(node_get(n, "relationshipType")),
			    node_text(node_get(n, "relatedSpdxElement")));
	return rc;
}

static int json_packages(struct spdx *s, struct node packages)
{
	int rc = 0;

	for (struct node n = node_first(packages); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct package package;
		bool is_subject = false;

		if (!node_is(n, NODE_OBJECT)) {
			rc = put_note(&s->put, "odd-package", node_line(n),
				      "a package that is no object is passed over");
			continue;
		}
		package = json_package(n);
		rc = add_package(s, &package, &is_subject);
		if (rc == 0 && is_subject)
			rc = set_subject(s, &package, "packages/versionInfo",
					 "packages/downloadLocation");
	}
	return rc;
}

static int json_head(struct spdx *s, struct node root)
{
	struct node info = node_get(root, "creationInfo");
	struct node all = node_get(info, "creators");
	struct node created = node_get(info, "created");

	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		take_creator(s, node_text(n));
	s->sbom.serial = node_text(node_get(root, "documentNamespace"));
	return take_created(s, node_text(created), "/creationInfo/created",
			    node_line(created));
}

static int fail_list(struct spdx *s, const char *tag, const char *name, struct node at)
{
	err_set(s->put.err, ERR_FORMAT, "%s is no list", name);
	err_tag(s->put.err, tag);
	err_fix(s->put.err, "have the tool write the bill again");
	return err_at(s->put.err, node_pos(at));
}

static int json_read(struct spdx *s, const struct probe *probe, struct node root)
{
	struct node version = node_get(root, "spdxVersion");
	struct node packages = node_get(root, "packages");
	struct node all = node_get(root, "documentDescribes");
	int rc = check_version_2(s, node_text(version), node_pos(version));

	if (rc < 0)
		return rc;
	if (node_exists(packages) && !node_is(packages, NODE_ARRAY) &&
	    !node_is(packages, NODE_NULL))
		return fail_list(s, "missing-required:packages", "`packages`",
				 packages);
	s->about.dialect = probe->lex == LEX_YAML ? SPAN_LIT("yaml") : SPAN_LIT("json");
	for (struct node n = node_first(packages); node_exists(n); n = node_next(n))
		meet_package(s, node_text(node_get(n, "SPDXID")));
	for (struct node n = node_first(all); node_exists(n); n = node_next(n))
		describe(s, node_text(n));
	rc = json_relations(s, root);
	if (rc == 0)
		rc = json_head(s, root);
	if (rc == 0)
		rc = json_packages(s, packages);
	s->is_row = true;
	return rc < 0 ? rc : json_relations(s, root);
}

/* ---- 2.x: tag-value ---- */

struct tags {
	struct span all, rest;
	struct span tag, value;
	unsigned line, next;
	struct span path;
};

/* `<text>` holds whatever it holds, line ends and tags included. */
static int whole_text(struct spdx *s, struct tags *t)
{
	const char *open = t->value.ptr + strlen("<text>");
	struct span from = { open, (size_t)(t->all.ptr + t->all.len - open) };
	ptrdiff_t end = span_find(from, SPAN_LIT("</text>"));
	struct span line;

	if (end < 0) {
		err_set(s->put.err, ERR_FORMAT, "<text> is not closed");
		err_tag(s->put.err, "truncated");
		err_fix(s->put.err, "have the tool write the bill again");
		return err_at(s->put.err, (struct pos){ t->path, t->line, 1 });
	}
	t->value = span_sub(from, 0, (size_t)end);
	from = span_from(from, (size_t)end);
	while (t->rest.len > 0 && t->rest.ptr <= from.ptr && span_line(&t->rest, &line))
		t->next++;
	return 0;
}

/* 1: a tag and its value; 0: nothing is left. */
static int next_tag(struct spdx *s, struct tags *t)
{
	struct span line;
	ptrdiff_t colon;

	while (span_line(&t->rest, &line)) {
		int rc;

		t->line = t->next++;
		line = span_trim(line);
		colon = span_index(line, ':');
		if (line.len == 0 || line.ptr[0] == '#' || colon <= 0)
			continue;
		t->tag = span_trim(span_sub(line, 0, (size_t)colon));
		t->value = span_trim(span_from(line, (size_t)colon + 1));
		if (!span_starts(t->value, "<text>"))
			return 1;
		rc = whole_text(s, t);
		return rc < 0 ? rc : 1;
	}
	return 0;
}

static struct tags tags_of(const struct probe *probe)
{
	return (struct tags){
		.all = probe->text, .rest = probe->text, .next = 1, .path = probe->path
	};
}

/* "A DEPENDS_ON B" */
static int tag_relation(struct spdx *s, struct span value)
{
	struct span part[3] = { SPAN_EMPTY, SPAN_EMPTY, SPAN_EMPTY };
	size_t count = 0;
	struct span piece;

	while (count < 3 && span_split(&value, ' ', &piece))
		if (piece.len > 0)
			part[count++] = piece;
	return relate(s, part[0], part[1], part[2]);
}

/* "PACKAGE-MANAGER purl pkg:npm/a@1" */
static void tag_reference(struct fact_component *row, struct span value)
{
	struct span category, type = SPAN_EMPTY;

	span_split(&value, ' ', &category);
	value = span_trim(value);
	if (span_split(&value, ' ', &type))
		take_reference(row, type, value);
}

static void tag_package(struct package *package, const struct tags *t)
{
	struct fact_component *row = &package->row;
	const char *sha256 = "SHA256:";

	if (span_is(t->tag, "SPDXID"))
		row->ref = t->value;
	else if (span_is(t->tag, "PackageVersion"))
		row->version = said(t->value);
	else if (span_is(t->tag, "PackageSupplier"))
		row->supplier = agent(t->value);
	else if (span_is(t->tag, "PackageDownloadLocation"))
		package->download = said(t->value);
	else if (span_is(t->tag, "PackageLicenseConcluded"))
		row->license = said(t->value);
	else if (span_is(t->tag, "PackageLicenseDeclared"))
		package->declared = said(t->value);
	else if (span_is(t->tag, "PrimaryPackagePurpose"))
		row->type = said(t->value);
	else if (span_is(t->tag, "ExternalRef"))
		tag_reference(row, t->value);
	else if (span_is(t->tag, "PackageChecksum") && span_starts(t->value, sha256))
		row->sha256 = span_trim(span_from(t->value, strlen(sha256)));
}

/* The tags after which an id and the rest belong to something else. */
static bool starts_other(struct span tag)
{
	return span_is(tag, "FileName") || span_is(tag, "SnippetSPDXID") ||
	       span_is(tag, "LicenseID");
}

static int tag_end(struct spdx *s, struct package *package, bool is_open)
{
	bool is_subject = false;
	int rc;

	if (!is_open)
		return 0;
	rc = add_package(s, package, &is_subject);
	return rc == 0 && is_subject ? set_subject(s, package, "PackageVersion",
						   "PackageDownloadLocation")
				     : rc;
}

static int tag_packages(struct spdx *s, const struct probe *probe)
{
	struct tags t = tags_of(probe);
	struct package package = { 0 };
	bool is_open = false;
	int rc;

	for (;;) {
		rc = next_tag(s, &t);
		if (rc <= 0)
			break;
		if (span_is(t.tag, "PackageName") || starts_other(t.tag)) {
			rc = tag_end(s, &package, is_open);
			if (rc < 0)
				break;
			is_open = span_is(t.tag, "PackageName");
			package = (struct package){ 0 };
			package.row.name = t.value;
			package.row.line = t.line;
		} else if (is_open) {
			tag_package(&package, &t);
		}
	}
	return rc < 0 ? rc : tag_end(s, &package, is_open);
}

/* Head and ids; a package's id stands behind its name. */
static int tag_ids(struct spdx *s, const struct probe *probe)
{
	struct tags t = tags_of(probe);
	bool is_package = false;
	int rc;

	for (;;) {
		rc = next_tag(s, &t);
		if (rc <= 0)
			break;
		if (span_is(t.tag, "SPDXVersion"))
			rc = check_version_2(s, t.value,
					     (struct pos){ t.path, t.line, 1 });
		else if (span_is(t.tag, "DocumentNamespace"))
			s->sbom.serial = t.value;
		else if (span_is(t.tag, "Creator"))
			take_creator(s, t.value);
		else if (span_is(t.tag, "Created"))
			rc = take_created(s, t.value, "Created", t.line);
		else if (span_is(t.tag, "PackageName") || starts_other(t.tag))
			is_package = span_is(t.tag, "PackageName");
		else if (span_is(t.tag, "SPDXID") && is_package)
			meet_package(s, t.value);
		if (rc < 0)
			break;
	}
	return rc < 0 ? rc : 0;
}

static int tag_relations(struct spdx *s, const struct probe *probe)
{
	struct tags t = tags_of(probe);
	int rc;

	for (;;) {
		rc = next_tag(s, &t);
		if (rc <= 0)
			return rc;
		if (span_is(t.tag, "Relationship"))
			rc = tag_relation(s, t.value);
		if (rc < 0)
			return rc;
	}
}

static int tag_read(struct spdx *s, const struct probe *probe)
{
	int rc = tag_ids(s, probe);

	s->about.dialect = SPAN_LIT("tag-value");
	if (rc == 0)
		rc = tag_relations(s, probe);
	if (rc == 0)
		rc = tag_packages(s, probe);
	s->is_row = true;
	return rc < 0 ? rc : tag_relations(s, probe);
}

/* ---- 3.0 ---- */

static bool is_type(struct node element, const char *type)
{
	return span_is(node_text(node_get(element, "type")), type);
}

/* Packages of software, of models and of data are packages. */
static bool is_package_3(struct node element)
{
	return is_type(element, "software_Package") ||
	       is_type(element, "ai_AIPackage") ||
	       is_type(element, "dataset_DatasetPackage");
}

/* An element's id where it is named or stands in place. */
static struct span id_of(struct node node)
{
	struct span id = node_text(node);

	if (id.len == 0)
		id = node_text(node_get(node, "spdxId"));
	if (id.len == 0)
		id = node_text(node_get(node, "@id"));
	return id;
}

/* A list, or the one that stands in place of a list. */
static struct node first_of(struct node list)
{
	return node_is(list, NODE_ARRAY) ? node_first(list) : list;
}

static struct node next_of(struct node list, struct node item)
{
	return node_is(list, NODE_ARRAY) ? node_next(item) : NODE_NONE;
}

static void meet_3(struct spdx *s, struct node element)
{
	static const char *const some[] = { "Organization", "Person", "Agent",
					    "SoftwareAgent", "Tool" };
	struct span id = id_of(element);
	struct span name = node_text(node_get(element, "name"));
	struct span words =
		node_text(node_get(element, "simplelicensing_licenseExpression"));
	struct element *known;

	if (is_package_3(element)) {
		meet_package(s, id);
		return;
	}
	if (words.len == 0 && is_type(element, "expandedlicensing_ListedLicense"))
		words = span_from(id, (size_t)(span_rindex(id, '/') + 1));
	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++) {
		if (!is_type(element, some[i]))
			continue;
		known = meet(s, id);
		if (known)
			known->name = name;
	}
	if (words.len == 0)
		return;
	known = meet(s, id);
	if (known)
		known->license = words;
}

static int creation_3(struct spdx *s, struct node info)
{
	struct node created = node_get(info, "created");
	struct node by = node_get(info, "createdBy");
	struct node using = node_get(info, "createdUsing");
	struct element *element = find(s, id_of(first_of(by)));

	if (s->sbom.spec_version.len == 0)
		s->sbom.spec_version = node_text(node_get(info, "specVersion"));
	if (element && s->sbom.author.len == 0)
		s->sbom.author = element->name;
	element = find(s, id_of(first_of(using)));
	if (element)
		take_tool(s, element->name);
	return take_created(s, node_text(created), "/@graph/creationInfo/created",
			    node_line(created));
}

static int relation_3(struct spdx *s, struct node element)
{
	struct span from = id_of(node_get(element, "from"));
	struct span type = node_text(node_get(element, "relationshipType"));
	struct node list = node_get(element, "to");
	int rc = 0;

	for (struct node n = first_of(list); rc == 0 && node_exists(n);
	     n = next_of(list, n))
		rc = relate(s, from, type, id_of(n));
	return rc;
}

/* What a document or a bill names as its root. */
static void roots_3(struct spdx *s, struct node element)
{
	struct node list = node_get(element, "rootElement");

	for (struct node n = first_of(list); node_exists(n); n = next_of(list, n))
		describe(s, id_of(n));
	if (is_type(element, "SpdxDocument"))
		s->sbom.serial = id_of(element);
}

static struct package package_3(struct spdx *s, struct node node)
{
	struct package package = { 0 };
	struct fact_component *row = &package.row;
	struct node hashes = node_get(node, "verifiedUsing");
	struct node ids = node_get(node, "externalIdentifier");
	struct element *by = find(s, id_of(node_get(node, "suppliedBy")));

	row->ref = id_of(node);
	row->name = node_text(node_get(node, "name"));
	row->version = said(node_text(node_get(node, "software_packageVersion")));
	row->purl = said(node_text(node_get(node, "software_packageUrl")));
	row->type = node_text(node_get(node, "software_primaryPurpose"));
	row->supplier = by ? by->name : SPAN_EMPTY;
	row->line = node_line(node);
	package.download = node_text(node_get(node, "software_downloadLocation"));
	for (struct node n = first_of(hashes); node_exists(n); n = next_of(hashes, n))
		if (span_is(node_text(node_get(n, "algorithm")), "sha256"))
			row->sha256 = node_text(node_get(n, "hashValue"));
	for (struct node n = first_of(ids); node_exists(n); n = next_of(ids, n)) {
		struct span type = node_text(node_get(n, "externalIdentifierType"));
		struct span id = node_text(node_get(n, "identifier"));

		if (span_is(type, "packageUrl") && row->purl.len == 0)
			row->purl = said(id);
		else if (span_is(type, "cpe23") ||
			 (span_is(type, "cpe22") && row->cpe.len == 0))
			row->cpe = said(id);
	}
	return package;
}

static int packages_3(struct spdx *s, struct node graph)
{
	int rc = 0;

	for (struct node n = node_first(graph); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct package package;
		bool is_subject = false;

		if (!is_package_3(n))
			continue;
		package = package_3(s, n);
		rc = add_package(s, &package, &is_subject);
		if (rc == 0 && is_subject)
			rc = set_subject(s, &package, "software_packageVersion",
					 "software_downloadLocation");
	}
	return rc;
}

static int relations_3(struct spdx *s, struct node graph)
{
	int rc = 0;

	for (struct node n = node_first(graph); rc == 0 && node_exists(n);
	     n = node_next(n))
		if (node_exists(node_get(n, "relationshipType")))
			rc = relation_3(s, n);
	return rc;
}

static int head_3(struct spdx *s, struct node graph)
{
	int rc = 0;

	for (struct node n = node_first(graph); rc == 0 && node_exists(n);
	     n = node_next(n)) {
		struct node info = node_get(n, "creationInfo");

		roots_3(s, n);
		if (is_type(n, "CreationInfo"))
			rc = creation_3(s, n);
		else if (node_is(info, NODE_OBJECT))
			rc = creation_3(s, info);
	}
	return rc;
}

static int graph_read(struct spdx *s, struct node root)
{
	struct node graph = node_get(root, "@graph");
	int rc;

	if (!node_is(graph, NODE_ARRAY))
		return fail_list(s, "missing-required:@graph", "`@graph`", root);
	s->about.dialect = SPAN_LIT("json-ld");
	for (struct node n = node_first(graph); node_exists(n); n = node_next(n))
		meet_3(s, n);
	rc = head_3(s, graph);
	if (rc < 0)
		return rc;
	if (!span_starts(s->sbom.spec_version, "3.0"))
		return fail_version(s, s->sbom.spec_version, node_pos(graph));
	rc = relations_3(s, graph);
	if (rc == 0)
		rc = packages_3(s, graph);
	s->is_row = true;
	return rc < 0 ? rc : relations_3(s, graph);
}

/* ---- the reader ---- */

/* GitHub's interface puts the document into a member "sbom". */
static struct node document_of(const struct probe *probe)
{
	struct node inner = node_get(probe->root, "sbom");

	return node_exists(node_get(inner, "spdxVersion")) ? inner : probe->root;
}

static bool is_graph(struct node root)
{
	struct node context = node_get(root, "@context");

	if (!node_exists(node_get(root, "@graph")))
		return false;
	if (span_starts(node_text(node_get(root, "spdxVersion")), "SPDX-3"))
		return true;
	for (struct node n = first_of(context); node_exists(n); n = next_of(context, n))
		if (span_find(node_text(n), SPAN_LIT(CONTEXT_3)) >= 0)
			return true;
	return false;
}

/* Whether the first line that is no comment says the version. */
static bool is_tag_value(const struct probe *probe)
{
	struct span rest = probe->text;
	struct span line;

	while (span_line(&rest, &line))
		if (span_trim(line).len > 0 && line.ptr[0] != '#')
			return span_starts(line, "SPDXVersion:");
	return false;
}

static enum bid spdx_bid(const struct probe *probe)
{
	struct node root = document_of(probe);

	if (probe->lex == LEX_JSON || probe->lex == LEX_YAML) {
		if (is_graph(root))
			return BID_SURE;
		if (span_starts(node_text(node_get(root, "spdxVersion")), "SPDX-"))
			return node_exists(node_get(root, "SPDXID")) ? BID_SURE
								     : BID_STATED;
	}
	if ((probe->lex == LEX_TEXT || probe->lex == LEX_YAML) && is_tag_value(probe))
		return BID_STATED;
	return BID_NO;
}

static int read_any(struct spdx *s, const struct probe *probe)
{
	struct node root = document_of(probe);
	int rc;

	if (probe->lex == LEX_TEXT || !(node_exists(node_get(root, "spdxVersion")) ||
					node_exists(node_get(root, "@graph"))))
		return tag_read(s, probe);
	rc = probe_single(probe, s->put.err);
	if (rc < 0)
		return rc;
	return is_graph(root) ? graph_read(s, root) : json_read(s, probe, root);
}

static int spdx_read(const struct probe *probe, const struct fact_sink *sink,
		     struct arena *scratch, struct err *err)
{
	struct spdx s = { .put = { sink, scratch, err } };
	struct fact fact = fact_new(FACT_SBOM);
	int rc;

	s.sbom = fact.as.sbom;
	s.sbom.spec = SPAN_LIT("SPDX");
	s.about.generated_at = CLOCK_NONE;
	s.elements = table_new(scratch);
	rc = read_any(&s, probe);
	if (rc < 0)
		return rc;
	s.about.format_version = s.sbom.spec_version;
	rc = put_about(&s.put, s.about);
	fact.as.sbom = s.sbom;
	return rc < 0 ? rc : put_fact(&s.put, &fact);
}

extern const struct reader reader_spdx;
const struct reader reader_spdx = {
	.name = "spdx",
	.title = "SPDX",
	.spec = "SPDX 2.0 to 2.3 (JSON, YAML, tag-value) and 3.0 (JSON-LD)",
	.reads = "packages, dependencies, the package that is described",
	.family = FAMILY_SBOM,
	.revision = 1,
	.tools = { "spdx" },
	.usual = "*.spdx *.spdx.json *.spdx.yml *.spdx.yaml *.spdx.jsonld",
	.bid = spdx_bid,
	.read = spdx_read,
};
