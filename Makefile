# muster - does your release pass muster?  `make help` lists the targets.
MAKEFLAGS += --no-builtin-rules
# As many at once as there are cores, unless -j says otherwise.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif
.SUFFIXES:
.DELETE_ON_ERROR:

VERSION := 0.1.0
BUILD   ?= release
PREFIX  ?= /usr/local
B       := build/$(BUILD)

PKGS       := libgit2 sqlite3 libcrypto libarchive zlib libzstd libcmark-gfm expat yajl yaml-0.1 libseccomp
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
LDLIBS     += $(PKG_LIBS)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wvla \
	-Wformat=2 -Wwrite-strings -Wcast-qual -Wcast-align -Wundef \
	-Wimplicit-fallthrough -Wnull-dereference \
	$(if $(findstring clang,$(CC)),,-Wformat-signedness -Wlogical-op -Wduplicated-cond)
HARD := -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection \
	-fcf-protection -fPIE
SAN  := -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer

CFLAGS_release  := -O2 -g $(HARD)
LDFLAGS_release := -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
CFLAGS_debug    := -O1 -g3 $(SAN)
LDFLAGS_debug   := $(SAN)
CFLAGS_cover    := -O0 -g3 --coverage
LDFLAGS_cover   := --coverage

# Paths in the binary are relative, so that two checkouts build the same bytes.
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Isrc -I$(B)/src $(WARN) $(CFLAGS_$(BUILD)) \
	-DMUSTER_VERSION='"$(VERSION)"' -ffile-prefix-map=$(CURDIR)=. $(PKG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(BUILD)) $(LDFLAGS)

# All of it but main() is one archive, so that tests link what ships.
SRC  := $(sort $(wildcard src/*/*.c))
LIB  := $(filter-out src/cli/main.c,$(SRC))
UNIT := $(sort $(wildcard tests/unit/test_*.c))
OBJ  := $(SRC:%.c=$(B)/%.o) $(UNIT:%.c=$(B)/%.o) $(patsubst %.c,$(B)/%.o,$(wildcard tests/fuzz/*.c tests/bench/*.c))

.PHONY: all deps deps-test check test test-programs run-units run-tests fuzz evidence demo bench mutate laws docs golden man install uninstall deb lint format check-format clean help
all: $(B)/muster                ## build the program (BUILD=debug: sanitizers)

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Text that is part of the program: src/x/y.sql becomes bytes in x/y.h.
$(B)/src/%.h: src/%.sql Makefile
	@mkdir -p $(@D)
	@echo "  EMBED   $<"
	@{ echo "static const unsigned char $(*F)_sql[] = {"; \
		od -An -v -tx1 $< | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'; \
		echo "0x00 };"; } >$@

$(B)/src/store/db.o: $(B)/src/store/schema.h
$(B)/src/store/portfolio.o: $(B)/src/store/portfolio_schema.h

# The site's templates and assets, as bytes in the program.
TEMPLATES := $(sort $(wildcard templates/*.* templates/assets/*))
$(B)/src/site/embedded.c: src/base/embed.sh $(TEMPLATES)
	@mkdir -p $(@D)
	@src/base/embed.sh site/asset.h assets asset_count $(TEMPLATES) > $@
$(B)/src/site/embedded.o: $(B)/src/site/embedded.c Makefile
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What muster init writes.
STARTERS := $(sort $(wildcard templates/starter/*.in) $(wildcard checklists/checks/*.sql))
$(B)/src/cli/starters.c: src/base/embed.sh $(STARTERS)
	@mkdir -p $(@D)
	@src/base/embed.sh cli/starters.h starters starter_count \
		$(foreach f,$(STARTERS),$(notdir $(f))=$(f)) > $@
$(B)/src/cli/starters.o: $(B)/src/cli/starters.c Makefile
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The lists of words in src/plan, indexed.
PLAN := $(sort $(wildcard src/plan/*.c))
$(B)/src/plan/index.c: src/plan/words.sh $(PLAN)
	@mkdir -p $(@D)
	@src/plan/words.sh $(PLAN) > $@
$(B)/src/plan/index.o: $(B)/src/plan/index.c Makefile
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The same of the lists in the test of it.
$(B)/src/plan/test_words.h: src/plan/words.sh tests/unit/test_words.c
	@mkdir -p $(@D)
	@src/plan/words.sh tests/unit/test_words.c > $@
$(B)/tests/unit/test_words.o: $(B)/src/plan/test_words.h

MADE := src/site/embedded src/cli/starters src/plan/index
$(B)/libmuster.a: $(LIB:%.c=$(B)/%.o) $(MADE:%=$(B)/%.o)
	@rm -f $@
	@$(AR) rcsD $@ $^

$(B)/muster: $(B)/src/cli/main.o $(B)/libmuster.a
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libmuster.a
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

# What test_plan_linear.c counts.
WORK := item_at note_at reading_line span_find span_cmp span_line span_trim utf8_fold \
	words_longest piece_next arena_alloc
$(B)/unit/test_plan_linear: ALL_LDFLAGS += $(WORK:%=-Wl,--wrap=%)

UNITS := $(UNIT:tests/unit/%.c=$(B)/unit/%)
FUZZ  := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
TESTS := $(sort $(wildcard tests/lint/*)) $(UNITS) $(FUZZ:%=$(B)/fuzz/%) \
	$(sort $(wildcard tests/cli/*.bats tests/site/*.bats tests/golden/*.bats))

# A fuzz target linked with a main() that replays its corpus as TAP.
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(B)/libmuster.a
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

# The same under libFuzzer: `make fuzz FUZZ_SECONDS=60`, one target after the other.
FUZZ_SECONDS ?= 60
FUZZ_FLAGS := -std=c17 -D_GNU_SOURCE -Isrc -I$(B)/src -DMUSTER_VERSION='"$(VERSION)"' \
	-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all $(PKG_CFLAGS)
build/fuzz/%.o: %.c Makefile
	@mkdir -p $(@D)
	@clang $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<
build/fuzz/src/store/db.o: $(B)/src/store/schema.h
build/fuzz/src/store/portfolio.o: $(B)/src/store/portfolio_schema.h
$(MADE:%=build/fuzz/%.o): build/fuzz/%.o: $(B)/%.c Makefile
	@mkdir -p $(@D)
	@clang $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<
FUZZ_OBJ := $(LIB:%.c=build/fuzz/%.o) $(MADE:%=build/fuzz/%.o)
build/fuzz/libmuster.a: $(FUZZ_OBJ)
	@rm -f $@
	@$(AR) rcsD $@ $^
build/fuzz/bin/%: build/fuzz/tests/fuzz/%.o build/fuzz/libmuster.a
	@mkdir -p $(@D)
	@clang -fsanitize=fuzzer,address,undefined -o $@ $^ $(LDLIBS)

fuzz: $(FUZZ:%=build/fuzz/bin/%) ## run every fuzz target (FUZZ_SECONDS=60)
	@for target in $(FUZZ); do \
		mkdir -p build/fuzz/corpus/$$target; \
		echo "== $$target"; \
		build/fuzz/bin/$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
			-rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
			-artifact_prefix=build/fuzz/ build/fuzz/corpus/$$target \
			tests/fuzz/corpus/$${target#fuzz_} || exit 1; \
	done

deps:                           ## install what building and running needs
	@.ci/deps build

deps-test:                      ## the same, and what the tests need
	@.ci/deps build test
	@tests/site/modules

test check: deps-test           ## run every test
	@$(MAKE) --no-print-directory run-tests

golden: $(B)/unit/test_site      ## write the golden pages afresh, where a change is meant
	@tests/golden/update $<

run-units: $(UNITS)             ## run the unit tests alone
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	CMOCKA_MESSAGE_OUTPUT=TAP env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
		prove $(PROVE_FLAGS) --exec tests/run $(UNITS)

test-programs: $(UNITS) $(FUZZ:%=$(B)/fuzz/%)

# As many at once as there are cores: PROVE_FLAGS=-j1 for one after the other.
PROVE_FLAGS ?= -j$(shell nproc)
run-tests: $(B)/muster $(UNITS) $(FUZZ:%=$(B)/fuzz/%)
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	CMOCKA_MESSAGE_OUTPUT=TAP MUSTER=$(CURDIR)/$< BUILD=$(BUILD) CC="$(CC)" \
		env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL \
		prove $(PROVE_FLAGS) --exec tests/run $(TESTS)

evidence: deps-test                ## make muster's own evidence (FRESH=1: all of it again)
	@.ci/evidence $(if $(FRESH),--fresh)

demo: deps-test                 ## judge, seal and verify muster's own release plan
	@.ci/demo

# What reading plans costs beside cmark alone, for the same files.
$(B)/bench/plans: $(B)/tests/bench/plans.o $(B)/libmuster.a
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

# The same for reports, beside expat and yajl.
$(B)/bench/readers: $(B)/tests/bench/readers.o $(B)/libmuster.a
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

# Writing the pages of a report again, beside hugo.
$(B)/bench/pages: $(B)/tests/bench/pages.o $(B)/libmuster.a
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

# Who ticked what: the time that one pass over history takes.
$(B)/bench/ticks: $(B)/tests/bench/ticks.o $(B)/libmuster.a
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

bench: deps-test $(B)/muster $(B)/bench/plans $(B)/bench/readers $(B)/bench/pages $(B)/bench/ticks ## what the main job costs, beside stock tools
	@tests/bench/run

# Every small change to the verdict function and to path resolution must be noticed by
# their own tests.  Minutes; with BUILD=debug the sanitizers notice, too.
mutate: $(B)/libmuster.a $(B)/tests/unit/test_decide.o $(B)/tests/unit/test_paths.o ## change the code in every small way; the tests must notice
	@status=0; \
	CC="$(CC)" PKG_CFLAGS="$(PKG_CFLAGS)" PKG_LIBS="$(PKG_LIBS)" \
		tests/mutate/mutate $(B) src/audit/decide.c test_decide || status=1; \
	CC="$(CC)" PKG_CFLAGS="$(PKG_CFLAGS)" PKG_LIBS="$(PKG_LIBS)" \
		tests/mutate/mutate $(B) src/audit/paths.c test_paths || status=1; \
	exit $$status

# Each guard of a law of judgement off, one at a time: the law's own test must notice.
laws: $(B)/muster               ## switch each law of judgement off; its test must notice
	@CC="$(CC)" tests/mutate/laws $(B)

docs: $(B)/muster               ## bring the tables of docs/evidence.md up to date
	@PATH=$(CURDIR)/$(B):$$PATH docs/make-tables docs/evidence.md > $(B)/evidence.md
	@mv $(B)/evidence.md docs/evidence.md
	@docs/make-json docs/muster.schema.json > $(B)/json.md
	@mv $(B)/json.md docs/json.md

# Manual pages and completions: what the option tables say, and man/ by hand.
$(B)/share/made: $(B)/muster man/page man/pages $(wildcard man/*.in)
	@rm -rf $(@D) && mkdir -p $(@D)
	@man/pages $< $(@D)/man
	@for shell in bash zsh fish; do $< completion $$shell > $(@D)/$$shell || exit 1; done
	@touch $@

man: $(B)/share/made            ## make the manual pages and the completions

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(B)/muster $(B)/share/made ## install it with manual pages and completions below PREFIX
	install -D -m 0755 $< $(DESTDIR)$(PREFIX)/bin/muster
	install -D -m 0644 docs/muster.schema.json $(SHARE)/muster/muster.schema.json
	install -D -m 0644 $(B)/share/bash $(SHARE)/bash-completion/completions/muster
	install -D -m 0644 $(B)/share/zsh $(SHARE)/zsh/site-functions/_muster
	install -D -m 0644 $(B)/share/fish $(SHARE)/fish/vendor_completions.d/muster.fish
	@for page in $(B)/share/man/*; do \
		install -D -m 0644 $$page $(SHARE)/man/man$${page##*.}/$${page##*/} || exit 1; \
	done

uninstall: $(B)/share/made      ## take away what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/muster $(SHARE)/bash-completion/completions/muster \
		$(SHARE)/zsh/site-functions/_muster $(SHARE)/fish/vendor_completions.d/muster.fish
	rm -rf $(SHARE)/muster
	@for page in $(B)/share/man/*; do rm -f $(SHARE)/man/man$${page##*.}/$${page##*/}; done

deb: $(B)/muster $(B)/share/made ## make a Debian package in build/ (MAINTAINER="Name <mail>")
	@packaging/deb build

lint:                           ## what compilers do not see: clang-tidy, cppcheck
	@clang-tidy --quiet $(LIB) -- $(FUZZ_FLAGS) -I$(B)/src 2>/dev/null
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability \
		--inline-suppr --error-exitcode=1 -Isrc -DMUSTER_VERSION='""' src

format:                         ## let clang-format have its way
	clang-format -i $(wildcard src/*/*.[ch] tests/*/*.[ch])

check-format:                   ## tell what it would change
	clang-format --dry-run --Werror $(wildcard src/*/*.[ch] tests/*/*.[ch])

clean:                          ## remove build/
	rm -rf build

help:                           ## this list
	@sed -n 's/^\([a-z -]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

.SECONDARY: $(OBJ) $(FUZZ_OBJ) $(FUZZ:%=build/fuzz/tests/fuzz/%.o)
-include $(OBJ:.o=.d) $(FUZZ_OBJ:.o=.d) $(FUZZ:%=build/fuzz/tests/fuzz/%.d)
