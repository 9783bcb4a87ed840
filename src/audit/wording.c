#include "audit/wording.h"

#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

/* What a word can say about a claim; one word can say several things. */
enum meaning {
	W_ACT = 1 << 0,
	W_ACTNOUN = 1 << 1,
	W_DONE = 1 << 2,
	W_OUTCOME = 1 << 3,
	W_PASS = 1 << 4,
	W_EXISTS = 1 << 5,
	W_THING = 1 << 6,
	W_TESTS = 1 << 7,
	W_SCAN = 1 << 8,
	W_FINDING = 1 << 9,
	W_COVERAGE = 1 << 10,
	W_METRICS = 1 << 11,
	W_NONE = 1 << 12,
	W_CI = 1 << 13,
	W_RUNS = 1 << 14,
	W_GATES = 1 << 15,
	W_LINK = 1 << 16,
	W_CHECKS = 1 << 17,
	W_SBOM = 1 << 18,
	W_SIGNED = 1 << 19,
	W_COMMON = 1 << 20,
	W_DEED = 1 << 21,
	W_CHANGE = 1 << 22, /* "updated": that the thing is there does not show it */
	W_ORDER = 1 << 23,  /* "move": the same, where it is the first word */
	W_GONE = 1 << 24,   /* "removed": that the thing is there denies it */
	W_TRIAL = 1 << 25,  /* "validation", over a list: what is below passed it */
};

/* What reports other than of tests are made of. */
#define W_MEASURES                                                                     \
	(W_SCAN | W_FINDING | W_TESTS | W_COVERAGE | W_METRICS | W_SBOM | W_SIGNED)

struct entry {
	struct span word;
	unsigned meaning;
};

/* clang-format off: tables keep one row a line */

/* Sorted by bytes; lower case; a pair of words has one blank. */
static const struct entry spaced[] = {
	{ SPAN_INIT("0"), W_NONE },
	{ SPAN_INIT("a"), W_COMMON },
	{ SPAN_INIT("abdeckung"), W_COVERAGE },
	{ SPAN_INIT("abgenommen"), W_ACT },
	{ SPAN_INIT("abgeschlossen"), W_DONE },
	{ SPAN_INIT("abgesegnet"), W_ACT },
	{ SPAN_INIT("abgestimmt"), W_ACT },
	{ SPAN_INIT("abgezeichnet"), W_ACT },
	{ SPAN_INIT("abnahme"), W_ACTNOUN },
	{ SPAN_INIT("acceptance"), W_ACTNOUN },
	{ SPAN_INIT("accepted"), W_ACT },
	{ SPAN_INIT("accepté"), W_ACT },
	{ SPAN_INIT("acceptée"), W_ACT },
	{ SPAN_INIT("acceptées"), W_ACT },
	{ SPAN_INIT("acceptés"), W_ACT },
	{ SPAN_INIT("accettata"), W_ACT },
	{ SPAN_INIT("accettato"), W_ACT },
	{ SPAN_INIT("aceita"), W_ACT },
	{ SPAN_INIT("aceitas"), W_ACT },
	{ SPAN_INIT("aceito"), W_ACT },
	{ SPAN_INIT("aceitos"), W_ACT },
	{ SPAN_INIT("aceptada"), W_ACT },
	{ SPAN_INIT("aceptadas"), W_ACT },
	{ SPAN_INIT("aceptado"), W_ACT },
	{ SPAN_INIT("aceptados"), W_ACT },
	{ SPAN_INIT("acknowledged"), W_ACT },
	{ SPAN_INIT("actions"), W_CI },
	{ SPAN_INIT("active"), W_OUTCOME },
	{ SPAN_INIT("actualisé"), W_CHANGE },
	{ SPAN_INIT("actualizada"), W_CHANGE },
	{ SPAN_INIT("actualizadas"), W_CHANGE },
	{ SPAN_INIT("actualizado"), W_CHANGE },
	{ SPAN_INIT("actualizados"), W_CHANGE },
	{ SPAN_INIT("actualizar"), W_ORDER },
	{ SPAN_INIT("added"), W_EXISTS },
	{ SPAN_INIT("adicionada"), W_EXISTS },
	{ SPAN_INIT("adicionadas"), W_EXISTS },
	{ SPAN_INIT("adicionado"), W_EXISTS },
	{ SPAN_INIT("adicionados"), W_EXISTS },
	{ SPAN_INIT("adjust"), W_ORDER },
	{ SPAN_INIT("adjusted"), W_CHANGE },
	{ SPAN_INIT("affected"), W_CHANGE },
	{ SPAN_INIT("ajouté"), W_EXISTS },
	{ SPAN_INIT("ajoutée"), W_EXISTS },
	{ SPAN_INIT("ajoutées"), W_EXISTS },
	{ SPAN_INIT("ajoutés"), W_EXISTS },
	{ SPAN_INIT("aktualisieren"), W_ORDER },
	{ SPAN_INIT("aktualisiert"), W_CHANGE },
	{ SPAN_INIT("aktualisierte"), W_CHANGE },
	{ SPAN_INIT("aktualisierten"), W_CHANGE },
	{ SPAN_INIT("akzeptiert"), W_ACT },
	{ SPAN_INIT("aligned"), W_CHANGE },
	{ SPAN_INIT("all"), W_COMMON },
	{ SPAN_INIT("alterada"), W_CHANGE },
	{ SPAN_INIT("alteradas"), W_CHANGE },
	{ SPAN_INIT("alterado"), W_CHANGE },
	{ SPAN_INIT("alterados"), W_CHANGE },
	{ SPAN_INIT("alterações"), W_CHANGE },
	{ SPAN_INIT("améliorer"), W_ORDER },
	{ SPAN_INIT("amélioré"), W_CHANGE },
	{ SPAN_INIT("an"), W_COMMON },
	{ SPAN_INIT("analyse"), W_SCAN },
	{ SPAN_INIT("analyses"), W_SCAN },
	{ SPAN_INIT("and"), W_LINK | W_COMMON },
	{ SPAN_INIT("angelegt"), W_EXISTS },
	{ SPAN_INIT("angelegte"), W_EXISTS },
	{ SPAN_INIT("angepasst"), W_CHANGE },
	{ SPAN_INIT("anleitung"), W_THING },
	{ SPAN_INIT("any"), W_COMMON },
	{ SPAN_INIT("apagado"), W_CHANGE | W_GONE },
	{ SPAN_INIT("apagados"), W_CHANGE | W_GONE },
	{ SPAN_INIT("approbation"), W_ACTNOUN },
	{ SPAN_INIT("approuvé"), W_ACT },
	{ SPAN_INIT("approuvée"), W_ACT },
	{ SPAN_INIT("approuvées"), W_ACT },
	{ SPAN_INIT("approuvés"), W_ACT },
	{ SPAN_INIT("approval"), W_ACTNOUN },
	{ SPAN_INIT("approvata"), W_ACT },
	{ SPAN_INIT("approvate"), W_ACT },
	{ SPAN_INIT("approvati"), W_ACT },
	{ SPAN_INIT("approvato"), W_ACT },
	{ SPAN_INIT("approved"), W_ACT },
	{ SPAN_INIT("aprobación"), W_ACTNOUN },
	{ SPAN_INIT("aprobada"), W_ACT },
	{ SPAN_INIT("aprobadas"), W_ACT | W_PASS },
	{ SPAN_INIT("aprobado"), W_ACT },
	{ SPAN_INIT("aprobados"), W_ACT | W_PASS },
	{ SPAN_INIT("aprovada"), W_ACT },
	{ SPAN_INIT("aprovadas"), W_ACT | W_PASS },
	{ SPAN_INIT("aprovado"), W_ACT },
	{ SPAN_INIT("aprovados"), W_ACT | W_PASS },
	{ SPAN_INIT("aprovação"), W_ACTNOUN },
	{ SPAN_INIT("are"), W_COMMON },
	{ SPAN_INIT("artifact"), W_COMMON },
	{ SPAN_INIT("artifacts"), W_COMMON },
	{ SPAN_INIT("as"), W_COMMON },
	{ SPAN_INIT("assinada"), W_SIGNED },
	{ SPAN_INIT("assinadas"), W_SIGNED },
	{ SPAN_INIT("assinado"), W_SIGNED },
	{ SPAN_INIT("assinados"), W_SIGNED },
	{ SPAN_INIT("at"), W_LINK | W_COMMON },
	{ SPAN_INIT("atualizada"), W_CHANGE },
	{ SPAN_INIT("atualizadas"), W_CHANGE },
	{ SPAN_INIT("atualizado"), W_CHANGE },
	{ SPAN_INIT("atualizados"), W_CHANGE },
	{ SPAN_INIT("atualizar"), W_ORDER },
	{ SPAN_INIT("aucun"), W_NONE },
	{ SPAN_INIT("aucune"), W_NONE },
	{ SPAN_INIT("audit"), W_SCAN },
	{ SPAN_INIT("audits"), W_SCAN },
	{ SPAN_INIT("ausgeführt"), W_OUTCOME },
	{ SPAN_INIT("authored"), W_EXISTS },
	{ SPAN_INIT("añadida"), W_EXISTS },
	{ SPAN_INIT("añadido"), W_EXISTS },
	{ SPAN_INIT("be"), W_COMMON },
	{ SPAN_INIT("begutachtet"), W_ACT },
	{ SPAN_INIT("behoben"), W_OUTCOME },
	{ SPAN_INIT("beoordeeld"), W_ACT },
	{ SPAN_INIT("bereitgestellt"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("besprochen"), W_ACT },
	{ SPAN_INIT("bestanden"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("bestehen"), W_OUTCOME },
	{ SPAN_INIT("bewilligt"), W_ACT },
	{ SPAN_INIT("block"), W_GATES },
	{ SPAN_INIT("blockiert"), W_GATES },
	{ SPAN_INIT("blocking"), W_GATES },
	{ SPAN_INIT("blocks"), W_GATES },
	{ SPAN_INIT("bloque"), W_GATES },
	{ SPAN_INIT("bloquea"), W_GATES },
	{ SPAN_INIT("bloqueia"), W_GATES },
	{ SPAN_INIT("bloquent"), W_GATES },
	{ SPAN_INIT("borrado"), W_CHANGE | W_GONE },
	{ SPAN_INIT("borrados"), W_CHANGE | W_GONE },
	{ SPAN_INIT("briefed"), W_ACT },
	{ SPAN_INIT("briefing"), W_ACTNOUN },
	{ SPAN_INIT("build"), W_RUNS },
	{ SPAN_INIT("builds"), W_RUNS },
	{ SPAN_INIT("bump"), W_ORDER },
	{ SPAN_INIT("bumped"), W_CHANGE },
	{ SPAN_INIT("by"), W_LINK | W_COMMON },
	{ SPAN_INIT("cambios"), W_CHANGE },
	{ SPAN_INIT("capacitación"), W_ACTNOUN },
	{ SPAN_INIT("capacitada"), W_ACT },
	{ SPAN_INIT("capacitadas"), W_ACT },
	{ SPAN_INIT("capacitado"), W_ACT },
	{ SPAN_INIT("capacitados"), W_ACT },
	{ SPAN_INIT("catalog"), W_THING },
	{ SPAN_INIT("catalogue"), W_THING },
	{ SPAN_INIT("cero"), W_NONE },
	{ SPAN_INIT("change"), W_ORDER },
	{ SPAN_INIT("changed"), W_CHANGE },
	{ SPAN_INIT("changelog"), W_THING },
	{ SPAN_INIT("changements"), W_CHANGE },
	{ SPAN_INIT("changes"), W_CHANGE },
	{ SPAN_INIT("charter"), W_THING },
	{ SPAN_INIT("check"), W_CHECKS | W_COMMON },
	{ SPAN_INIT("checked"), W_COMMON },
	{ SPAN_INIT("checked in"), W_EXISTS },
	{ SPAN_INIT("checklist"), W_THING },
	{ SPAN_INIT("checkliste"), W_THING },
	{ SPAN_INIT("checks"), W_COMMON },
	{ SPAN_INIT("ci"), W_CI | W_COMMON },
	{ SPAN_INIT("clean"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("cleaned"), W_CHANGE },
	{ SPAN_INIT("cobertura"), W_COVERAGE },
	{ SPAN_INIT("com"), W_LINK | W_COMMON },
	{ SPAN_INIT("completada"), W_DONE },
	{ SPAN_INIT("completado"), W_DONE },
	{ SPAN_INIT("complete"), W_DONE | W_OUTCOME | W_COMMON },
	{ SPAN_INIT("completed"), W_DONE | W_OUTCOME | W_COMMON },
	{ SPAN_INIT("con"), W_LINK | W_COMMON },
	{ SPAN_INIT("concluded"), W_DONE },
	{ SPAN_INIT("concluída"), W_DONE },
	{ SPAN_INIT("concluído"), W_DONE },
	{ SPAN_INIT("conducted"), W_DONE },
	{ SPAN_INIT("confirm"), W_CHECKS },
	{ SPAN_INIT("consensuado"), W_ACT },
	{ SPAN_INIT("consolidate"), W_ORDER },
	{ SPAN_INIT("consolidated"), W_CHANGE },
	{ SPAN_INIT("convert"), W_ORDER },
	{ SPAN_INIT("converted"), W_CHANGE },
	{ SPAN_INIT("cookbook"), W_THING },
	{ SPAN_INIT("correcciones"), W_CHANGE },
	{ SPAN_INIT("correct"), W_ORDER },
	{ SPAN_INIT("corrected"), W_CHANGE },
	{ SPAN_INIT("corrections"), W_CHANGE },
	{ SPAN_INIT("corregida"), W_OUTCOME },
	{ SPAN_INIT("corregido"), W_OUTCOME },
	{ SPAN_INIT("corregir"), W_ORDER },
	{ SPAN_INIT("correções"), W_CHANGE },
	{ SPAN_INIT("corriger"), W_ORDER },
	{ SPAN_INIT("corrigida"), W_OUTCOME },
	{ SPAN_INIT("corrigido"), W_OUTCOME },
	{ SPAN_INIT("corrigir"), W_ORDER },
	{ SPAN_INIT("corrigé"), W_OUTCOME },
	{ SPAN_INIT("corrigée"), W_OUTCOME },
	{ SPAN_INIT("couverture"), W_COVERAGE },
	{ SPAN_INIT("coverage"), W_COVERAGE },
	{ SPAN_INIT("covered"), W_OUTCOME },
	{ SPAN_INIT("covers"), W_OUTCOME },
	{ SPAN_INIT("creada"), W_EXISTS },
	{ SPAN_INIT("creadas"), W_EXISTS },
	{ SPAN_INIT("creado"), W_EXISTS },
	{ SPAN_INIT("creados"), W_EXISTS },
	{ SPAN_INIT("created"), W_EXISTS },
	{ SPAN_INIT("credenciais"), W_FINDING },
	{ SPAN_INIT("credenciales"), W_FINDING },
	{ SPAN_INIT("credential"), W_FINDING },
	{ SPAN_INIT("credentials"), W_FINDING },
	{ SPAN_INIT("criada"), W_EXISTS },
	{ SPAN_INIT("criadas"), W_EXISTS },
	{ SPAN_INIT("criado"), W_EXISTS },
	{ SPAN_INIT("criados"), W_EXISTS },
	{ SPAN_INIT("critical"), W_FINDING },
	{ SPAN_INIT("criticals"), W_FINDING },
	{ SPAN_INIT("créé"), W_EXISTS },
	{ SPAN_INIT("créée"), W_EXISTS },
	{ SPAN_INIT("créées"), W_EXISTS },
	{ SPAN_INIT("créés"), W_EXISTS },
	{ SPAN_INIT("csv"), W_COMMON },
	{ SPAN_INIT("cve"), W_FINDING },
	{ SPAN_INIT("cves"), W_FINDING },
	{ SPAN_INIT("da"), W_LINK },
	{ SPAN_INIT("dans"), W_COMMON },
	{ SPAN_INIT("das"), W_LINK | W_COMMON },
	{ SPAN_INIT("dast"), W_SCAN },
	{ SPAN_INIT("de"), W_LINK },
	{ SPAN_INIT("del"), W_LINK },
	{ SPAN_INIT("delete"), W_ORDER },
	{ SPAN_INIT("deleted"), W_CHANGE | W_GONE },
	{ SPAN_INIT("deletions"), W_CHANGE | W_GONE },
	{ SPAN_INIT("demonstrated"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("deployed"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("der"), W_COMMON },
	{ SPAN_INIT("des"), W_LINK | W_COMMON },
	{ SPAN_INIT("desplegada"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("desplegado"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("diagram"), W_THING },
	{ SPAN_INIT("die"), W_COMMON },
	{ SPAN_INIT("discussed"), W_ACT },
	{ SPAN_INIT("dispara"), W_RUNS },
	{ SPAN_INIT("do"), W_LINK },
	{ SPAN_INIT("doc"), W_COMMON },
	{ SPAN_INIT("docs"), W_COMMON },
	{ SPAN_INIT("document"), W_THING | W_COMMON },
	{ SPAN_INIT("documentación"), W_THING },
	{ SPAN_INIT("documentada"), W_EXISTS },
	{ SPAN_INIT("documentadas"), W_EXISTS },
	{ SPAN_INIT("documentado"), W_EXISTS },
	{ SPAN_INIT("documentados"), W_EXISTS },
	{ SPAN_INIT("documentation"), W_THING },
	{ SPAN_INIT("documentação"), W_THING },
	{ SPAN_INIT("documented"), W_EXISTS },
	{ SPAN_INIT("documento"), W_THING },
	{ SPAN_INIT("documents"), W_COMMON },
	{ SPAN_INIT("documenté"), W_EXISTS },
	{ SPAN_INIT("documentée"), W_EXISTS },
	{ SPAN_INIT("documentées"), W_EXISTS },
	{ SPAN_INIT("documentés"), W_EXISTS },
	{ SPAN_INIT("dokument"), W_THING },
	{ SPAN_INIT("dokumentation"), W_THING },
	{ SPAN_INIT("dokumentiert"), W_EXISTS },
	{ SPAN_INIT("done"), W_DONE | W_OUTCOME | W_COMMON },
	{ SPAN_INIT("dos"), W_LINK },
	{ SPAN_INIT("drafted"), W_EXISTS },
	{ SPAN_INIT("drill"), W_ACTNOUN },
	{ SPAN_INIT("drills"), W_ACTNOUN },
	{ SPAN_INIT("du"), W_LINK },
	{ SPAN_INIT("durchgeführt"), W_DONE },
	{ SPAN_INIT("durchsatz"), W_METRICS },
	{ SPAN_INIT("débit"), W_METRICS },
	{ SPAN_INIT("déclenche"), W_RUNS },
	{ SPAN_INIT("déplacer"), W_ORDER },
	{ SPAN_INIT("déplacé"), W_CHANGE },
	{ SPAN_INIT("déployé"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("déployée"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("e"), W_COMMON },
	{ SPAN_INIT("effectué"), W_DONE },
	{ SPAN_INIT("effectuée"), W_DONE },
	{ SPAN_INIT("ein"), W_COMMON },
	{ SPAN_INIT("eine"), W_COMMON },
	{ SPAN_INIT("eingeübt"), W_ACT },
	{ SPAN_INIT("ejecuta"), W_RUNS },
	{ SPAN_INIT("ejecutada"), W_OUTCOME },
	{ SPAN_INIT("ejecutado"), W_OUTCOME },
	{ SPAN_INIT("el"), W_COMMON },
	{ SPAN_INIT("eliminada"), W_CHANGE | W_GONE },
	{ SPAN_INIT("eliminadas"), W_CHANGE | W_GONE },
	{ SPAN_INIT("eliminado"), W_CHANGE | W_GONE },
	{ SPAN_INIT("eliminados"), W_CHANGE | W_GONE },
	{ SPAN_INIT("eliminar"), W_ORDER },
	{ SPAN_INIT("em"), W_COMMON },
	{ SPAN_INIT("en"), W_COMMON },
	{ SPAN_INIT("enabled"), W_OUTCOME },
	{ SPAN_INIT("encrypted"), W_OUTCOME },
	{ SPAN_INIT("endorsed"), W_ACT },
	{ SPAN_INIT("enforce"), W_GATES },
	{ SPAN_INIT("enforced"), W_OUTCOME | W_GATES },
	{ SPAN_INIT("enforces"), W_GATES },
	{ SPAN_INIT("enhance"), W_ORDER },
	{ SPAN_INIT("enhanced"), W_CHANGE },
	{ SPAN_INIT("ensaiada"), W_ACT },
	{ SPAN_INIT("ensaiadas"), W_ACT },
	{ SPAN_INIT("ensaiado"), W_ACT },
	{ SPAN_INIT("ensaiados"), W_ACT },
	{ SPAN_INIT("ensaio"), W_ACTNOUN },
	{ SPAN_INIT("ensayada"), W_ACT },
	{ SPAN_INIT("ensayadas"), W_ACT },
	{ SPAN_INIT("ensayado"), W_ACT },
	{ SPAN_INIT("ensayados"), W_ACT },
	{ SPAN_INIT("ensayo"), W_ACTNOUN },
	{ SPAN_INIT("ensure"), W_CHECKS },
	{ SPAN_INIT("entfernen"), W_ORDER },
	{ SPAN_INIT("entfernt"), W_CHANGE | W_GONE },
	{ SPAN_INIT("entfernte"), W_CHANGE | W_GONE },
	{ SPAN_INIT("entfernten"), W_CHANGE | W_GONE },
	{ SPAN_INIT("entraîné"), W_ACT },
	{ SPAN_INIT("entraînée"), W_ACT },
	{ SPAN_INIT("entraînés"), W_ACT },
	{ SPAN_INIT("entrenada"), W_ACT },
	{ SPAN_INIT("entrenado"), W_ACT },
	{ SPAN_INIT("entrenados"), W_ACT },
	{ SPAN_INIT("entworfen"), W_EXISTS },
	{ SPAN_INIT("erfolgreich"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("erfolgt"), W_DONE },
	{ SPAN_INIT("erledigt"), W_DONE },
	{ SPAN_INIT("ersetzt"), W_CHANGE },
	{ SPAN_INIT("erstellt"), W_EXISTS },
	{ SPAN_INIT("erteilt"), W_DONE },
	{ SPAN_INIT("erweitert"), W_CHANGE },
	{ SPAN_INIT("erzwingt"), W_GATES },
	{ SPAN_INIT("escaneo"), W_SCAN },
	{ SPAN_INIT("escaneos"), W_SCAN },
	{ SPAN_INIT("escrita"), W_EXISTS },
	{ SPAN_INIT("escritas"), W_EXISTS },
	{ SPAN_INIT("escrito"), W_EXISTS },
	{ SPAN_INIT("escritos"), W_EXISTS },
	{ SPAN_INIT("esquema"), W_THING },
	{ SPAN_INIT("essais"), W_TESTS },
	{ SPAN_INIT("et"), W_COMMON },
	{ SPAN_INIT("every"), W_COMMON },
	{ SPAN_INIT("evidence"), W_COMMON },
	{ SPAN_INIT("excluído"), W_CHANGE | W_GONE },
	{ SPAN_INIT("excluídos"), W_CHANGE | W_GONE },
	{ SPAN_INIT("executa"), W_RUNS },
	{ SPAN_INIT("executada"), W_OUTCOME },
	{ SPAN_INIT("executado"), W_OUTCOME },
	{ SPAN_INIT("execute"), W_RUNS },
	{ SPAN_INIT("executed"), W_OUTCOME },
	{ SPAN_INIT("executes"), W_RUNS },
	{ SPAN_INIT("exercice"), W_ACTNOUN },
	{ SPAN_INIT("exist"), W_EXISTS },
	{ SPAN_INIT("existe"), W_EXISTS },
	{ SPAN_INIT("existem"), W_EXISTS },
	{ SPAN_INIT("existen"), W_EXISTS },
	{ SPAN_INIT("existent"), W_EXISTS },
	{ SPAN_INIT("existieren"), W_EXISTS },
	{ SPAN_INIT("existiert"), W_EXISTS },
	{ SPAN_INIT("exists"), W_EXISTS },
	{ SPAN_INIT("exitoso"), W_OUTCOME },
	{ SPAN_INIT("expand"), W_ORDER },
	{ SPAN_INIT("expanded"), W_CHANGE },
	{ SPAN_INIT("extend"), W_ORDER },
	{ SPAN_INIT("extended"), W_CHANGE },
	{ SPAN_INIT("exécute"), W_RUNS },
	{ SPAN_INIT("exécuté"), W_OUTCOME },
	{ SPAN_INIT("exécutée"), W_OUTCOME },
	{ SPAN_INIT("fail"), W_GATES },
	{ SPAN_INIT("fails"), W_GATES },
	{ SPAN_INIT("faq"), W_THING },
	{ SPAN_INIT("feita"), W_DONE },
	{ SPAN_INIT("feito"), W_DONE },
	{ SPAN_INIT("file"), W_COMMON },
	{ SPAN_INIT("files"), W_COMMON },
	{ SPAN_INIT("final"), W_COMMON },
	{ SPAN_INIT("finalizada"), W_DONE },
	{ SPAN_INIT("finalizado"), W_DONE },
	{ SPAN_INIT("finding"), W_FINDING },
	{ SPAN_INIT("findings"), W_FINDING },
	{ SPAN_INIT("finished"), W_DONE | W_OUTCOME },
	{ SPAN_INIT("firmada"), W_SIGNED },
	{ SPAN_INIT("firmadas"), W_SIGNED },
	{ SPAN_INIT("firmado"), W_SIGNED },
	{ SPAN_INIT("firmados"), W_SIGNED },
	{ SPAN_INIT("fixed"), W_OUTCOME },
	{ SPAN_INIT("fixes"), W_CHANGE },
	{ SPAN_INIT("for"), W_LINK | W_COMMON },
	{ SPAN_INIT("formation"), W_ACTNOUN },
	{ SPAN_INIT("formé"), W_ACT },
	{ SPAN_INIT("formée"), W_ACT },
	{ SPAN_INIT("formées"), W_ACT },
	{ SPAN_INIT("formés"), W_ACT },
	{ SPAN_INIT("freigabe"), W_ACTNOUN },
	{ SPAN_INIT("freigegeben"), W_ACT },
	{ SPAN_INIT("from"), W_LINK | W_COMMON },
	{ SPAN_INIT("funciona"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("funcionando"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("funktioniert"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("führt"), W_RUNS },
	{ SPAN_INIT("für"), W_LINK },
	{ SPAN_INIT("gate"), W_GATES },
	{ SPAN_INIT("gated"), W_GATES },
	{ SPAN_INIT("gates"), W_GATES },
	{ SPAN_INIT("geaccepteerd"), W_ACT },
	{ SPAN_INIT("gebilligt"), W_ACT },
	{ SPAN_INIT("gegengelesen"), W_ACT },
	{ SPAN_INIT("geheimnis"), W_FINDING },
	{ SPAN_INIT("geheimnisse"), W_FINDING },
	{ SPAN_INIT("gelöscht"), W_CHANGE | W_GONE },
	{ SPAN_INIT("gelöschte"), W_CHANGE | W_GONE },
	{ SPAN_INIT("gelöschten"), W_CHANGE | W_GONE },
	{ SPAN_INIT("genehmigt"), W_ACT },
	{ SPAN_INIT("geprobt"), W_ACT },
	{ SPAN_INIT("geprüft"), W_OUTCOME },
	{ SPAN_INIT("gereviewd"), W_ACT },
	{ SPAN_INIT("geschrieben"), W_EXISTS },
	{ SPAN_INIT("geschult"), W_ACT },
	{ SPAN_INIT("getestet"), W_OUTCOME },
	{ SPAN_INIT("geändert"), W_CHANGE },
	{ SPAN_INIT("geänderte"), W_CHANGE },
	{ SPAN_INIT("geänderten"), W_CHANGE },
	{ SPAN_INIT("given"), W_DONE },
	{ SPAN_INIT("glossary"), W_THING },
	{ SPAN_INIT("goedgekeurd"), W_ACT },
	{ SPAN_INIT("green"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("grün"), W_PASS },
	{ SPAN_INIT("guia"), W_THING },
	{ SPAN_INIT("guide"), W_THING },
	{ SPAN_INIT("guía"), W_THING },
	{ SPAN_INIT("handbook"), W_THING },
	{ SPAN_INIT("handbuch"), W_THING },
	{ SPAN_INIT("harden"), W_ORDER },
	{ SPAN_INIT("hardened"), W_CHANGE },
	{ SPAN_INIT("has"), W_COMMON },
	{ SPAN_INIT("have"), W_COMMON },
	{ SPAN_INIT("healthy"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("held"), W_DONE },
	{ SPAN_INIT("hinzugefügt"), W_EXISTS },
	{ SPAN_INIT("holds"), W_OUTCOME },
	{ SPAN_INIT("homologada"), W_ACT },
	{ SPAN_INIT("homologadas"), W_ACT },
	{ SPAN_INIT("homologado"), W_ACT },
	{ SPAN_INIT("homologados"), W_ACT },
	{ SPAN_INIT("html"), W_COMMON },
	{ SPAN_INIT("identifiants"), W_FINDING },
	{ SPAN_INIT("im"), W_COMMON },
	{ SPAN_INIT("impacted"), W_CHANGE },
	{ SPAN_INIT("impactées"), W_CHANGE },
	{ SPAN_INIT("impactés"), W_CHANGE },
	{ SPAN_INIT("implantada"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("implantado"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("improve"), W_ORDER },
	{ SPAN_INIT("improved"), W_CHANGE },
	{ SPAN_INIT("in"), W_LINK | W_COMMON },
	{ SPAN_INIT("include"), W_RUNS },
	{ SPAN_INIT("includes"), W_RUNS },
	{ SPAN_INIT("index"), W_THING | W_COMMON },
	{ SPAN_INIT("info"), W_COMMON },
	{ SPAN_INIT("inspected"), W_ACT },
	{ SPAN_INIT("integrate"), W_ORDER },
	{ SPAN_INIT("integrated"), W_RUNS },
	{ SPAN_INIT("interview"), W_ACTNOUN },
	{ SPAN_INIT("interviewed"), W_ACT },
	{ SPAN_INIT("into"), W_COMMON },
	{ SPAN_INIT("inventory"), W_THING },
	{ SPAN_INIT("is"), W_COMMON },
	{ SPAN_INIT("it"), W_COMMON },
	{ SPAN_INIT("item"), W_COMMON },
	{ SPAN_INIT("items"), W_COMMON },
	{ SPAN_INIT("its"), W_COMMON },
	{ SPAN_INIT("job"), W_CI },
	{ SPAN_INIT("jobs"), W_CI },
	{ SPAN_INIT("json"), W_COMMON },
	{ SPAN_INIT("kein"), W_NONE },
	{ SPAN_INIT("keine"), W_NONE },
	{ SPAN_INIT("korrekturen"), W_CHANGE },
	{ SPAN_INIT("la"), W_COMMON },
	{ SPAN_INIT("lance"), W_RUNS },
	{ SPAN_INIT("lanza"), W_RUNS },
	{ SPAN_INIT("las"), W_COMMON },
	{ SPAN_INIT("latence"), W_METRICS },
	{ SPAN_INIT("latencia"), W_METRICS },
	{ SPAN_INIT("latencies"), W_METRICS },
	{ SPAN_INIT("latency"), W_METRICS },
	{ SPAN_INIT("latenz"), W_METRICS },
	{ SPAN_INIT("latência"), W_METRICS },
	{ SPAN_INIT("le"), W_COMMON },
	{ SPAN_INIT("leitfaden"), W_THING },
	{ SPAN_INIT("les"), W_COMMON },
	{ SPAN_INIT("lib"), W_COMMON },
	{ SPAN_INIT("lista"), W_THING },
	{ SPAN_INIT("live"), W_OUTCOME },
	{ SPAN_INIT("log"), W_COMMON },
	{ SPAN_INIT("logs"), W_COMMON },
	{ SPAN_INIT("los"), W_COMMON },
	{ SPAN_INIT("läuft"), W_OUTCOME },
	{ SPAN_INIT("main"), W_COMMON },
	{ SPAN_INIT("manual"), W_THING },
	{ SPAN_INIT("manuel"), W_THING },
	{ SPAN_INIT("md"), W_COMMON },
	{ SPAN_INIT("measure"), W_CHECKS },
	{ SPAN_INIT("measured"), W_OUTCOME },
	{ SPAN_INIT("mejorada"), W_CHANGE },
	{ SPAN_INIT("mejorado"), W_CHANGE },
	{ SPAN_INIT("mejorar"), W_ORDER },
	{ SPAN_INIT("melhorada"), W_CHANGE },
	{ SPAN_INIT("melhorado"), W_CHANGE },
	{ SPAN_INIT("melhorar"), W_ORDER },
	{ SPAN_INIT("met"), W_OUTCOME },
	{ SPAN_INIT("migrada"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("migrado"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("migrate"), W_ORDER },
	{ SPAN_INIT("migrated"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("migriert"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("migré"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("mit"), W_LINK | W_COMMON },
	{ SPAN_INIT("modificada"), W_CHANGE },
	{ SPAN_INIT("modificadas"), W_CHANGE },
	{ SPAN_INIT("modificado"), W_CHANGE },
	{ SPAN_INIT("modificados"), W_CHANGE },
	{ SPAN_INIT("modifications"), W_CHANGE },
	{ SPAN_INIT("modified"), W_CHANGE },
	{ SPAN_INIT("modifier"), W_ORDER },
	{ SPAN_INIT("modifiziert"), W_CHANGE },
	{ SPAN_INIT("modifizierte"), W_CHANGE },
	{ SPAN_INIT("modifié"), W_CHANGE },
	{ SPAN_INIT("modifiée"), W_CHANGE },
	{ SPAN_INIT("modifiées"), W_CHANGE },
	{ SPAN_INIT("modifiés"), W_CHANGE },
	{ SPAN_INIT("modify"), W_ORDER },
	{ SPAN_INIT("move"), W_ORDER },
	{ SPAN_INIT("moved"), W_CHANGE },
	{ SPAN_INIT("mover"), W_ORDER },
	{ SPAN_INIT("movido"), W_CHANGE },
	{ SPAN_INIT("mudanças"), W_CHANGE },
	{ SPAN_INIT("nenhum"), W_NONE },
	{ SPAN_INIT("nenhuma"), W_NONE },
	{ SPAN_INIT("new"), W_COMMON },
	{ SPAN_INIT("ninguna"), W_NONE },
	{ SPAN_INIT("ningún"), W_NONE },
	{ SPAN_INIT("no"), W_NONE | W_COMMON },
	{ SPAN_INIT("none"), W_NONE },
	{ SPAN_INIT("not"), W_COMMON },
	{ SPAN_INIT("null"), W_NONE },
	{ SPAN_INIT("o"), W_COMMON },
	{ SPAN_INIT("obtained"), W_DONE },
	{ SPAN_INIT("obtenida"), W_DONE },
	{ SPAN_INIT("obtenido"), W_DONE },
	{ SPAN_INIT("obtenu"), W_DONE },
	{ SPAN_INIT("obtenue"), W_DONE },
	{ SPAN_INIT("obtida"), W_DONE },
	{ SPAN_INIT("obtido"), W_DONE },
	{ SPAN_INIT("oder"), W_COMMON },
	{ SPAN_INIT("of"), W_LINK | W_COMMON },
	{ SPAN_INIT("ohne"), W_NONE },
	{ SPAN_INIT("ok"), W_PASS | W_COMMON },
	{ SPAN_INIT("on"), W_LINK | W_COMMON },
	{ SPAN_INIT("operational"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("optimise"), W_ORDER },
	{ SPAN_INIT("optimised"), W_CHANGE },
	{ SPAN_INIT("optimize"), W_ORDER },
	{ SPAN_INIT("optimized"), W_CHANGE },
	{ SPAN_INIT("or"), W_COMMON },
	{ SPAN_INIT("os"), W_COMMON },
	{ SPAN_INIT("ou"), W_COMMON },
	{ SPAN_INIT("output"), W_COMMON },
	{ SPAN_INIT("outputs"), W_COMMON },
	{ SPAN_INIT("p50"), W_METRICS },
	{ SPAN_INIT("p90"), W_METRICS },
	{ SPAN_INIT("p95"), W_METRICS },
	{ SPAN_INIT("p99"), W_METRICS },
	{ SPAN_INIT("para"), W_LINK | W_COMMON },
	{ SPAN_INIT("pasa"), W_PASS },
	{ SPAN_INIT("pasado"), W_PASS },
	{ SPAN_INIT("pasan"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("pasaron"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("pass"), W_OUTCOME | W_PASS | W_GATES | W_COMMON },
	{ SPAN_INIT("passam"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("passaram"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("passe"), W_PASS },
	{ SPAN_INIT("passed"), W_OUTCOME | W_PASS | W_GATES | W_COMMON },
	{ SPAN_INIT("passent"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("passes"), W_OUTCOME | W_PASS | W_GATES },
	{ SPAN_INIT("passing"), W_OUTCOME | W_PASS | W_GATES },
	{ SPAN_INIT("passou"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("patch"), W_ORDER },
	{ SPAN_INIT("patched"), W_CHANGE },
	{ SPAN_INIT("per"), W_COMMON },
	{ SPAN_INIT("performed"), W_DONE | W_OUTCOME },
	{ SPAN_INIT("phase"), W_COMMON },
	{ SPAN_INIT("pipeline"), W_CI },
	{ SPAN_INIT("pipelines"), W_CI },
	{ SPAN_INIT("plan"), W_COMMON },
	{ SPAN_INIT("plans"), W_COMMON },
	{ SPAN_INIT("playbook"), W_THING },
	{ SPAN_INIT("policy"), W_THING },
	{ SPAN_INIT("politique"), W_THING },
	{ SPAN_INIT("política"), W_THING },
	{ SPAN_INIT("por"), W_LINK },
	{ SPAN_INIT("pour"), W_LINK | W_COMMON },
	{ SPAN_INIT("presented"), W_ACT },
	{ SPAN_INIT("probada"), W_OUTCOME },
	{ SPAN_INIT("probadas"), W_OUTCOME },
	{ SPAN_INIT("probado"), W_OUTCOME },
	{ SPAN_INIT("probados"), W_OUTCOME },
	{ SPAN_INIT("probar"), W_CHECKS },
	{ SPAN_INIT("procédure"), W_THING },
	{ SPAN_INIT("prove"), W_CHECKS },
	{ SPAN_INIT("proven"), W_OUTCOME },
	{ SPAN_INIT("prueba"), W_TESTS },
	{ SPAN_INIT("pruebas"), W_TESTS },
	{ SPAN_INIT("prüfen"), W_CHECKS },
	{ SPAN_INIT("prüfung"), W_ACTNOUN },
	{ SPAN_INIT("publish"), W_RUNS },
	{ SPAN_INIT("publishes"), W_RUNS },
	{ SPAN_INIT("qps"), W_METRICS },
	{ SPAN_INIT("ran"), W_OUTCOME },
	{ SPAN_INIT("readme"), W_THING },
	{ SPAN_INIT("ready"), W_COMMON },
	{ SPAN_INIT("realizada"), W_DONE },
	{ SPAN_INIT("realizado"), W_DONE },
	{ SPAN_INIT("received"), W_DONE },
	{ SPAN_INIT("redactada"), W_EXISTS },
	{ SPAN_INIT("redactado"), W_EXISTS },
	{ SPAN_INIT("redigida"), W_EXISTS },
	{ SPAN_INIT("redigido"), W_EXISTS },
	{ SPAN_INIT("reduce"), W_ORDER },
	{ SPAN_INIT("reduced"), W_CHANGE },
	{ SPAN_INIT("reemplazado"), W_CHANGE },
	{ SPAN_INIT("refactor"), W_ORDER },
	{ SPAN_INIT("refactored"), W_CHANGE },
	{ SPAN_INIT("register"), W_THING },
	{ SPAN_INIT("rehearsal"), W_ACTNOUN },
	{ SPAN_INIT("rehearsed"), W_ACT },
	{ SPAN_INIT("relu"), W_ACT },
	{ SPAN_INIT("relue"), W_ACT },
	{ SPAN_INIT("relues"), W_ACT },
	{ SPAN_INIT("relus"), W_ACT },
	{ SPAN_INIT("remove"), W_ORDER },
	{ SPAN_INIT("removed"), W_CHANGE | W_GONE },
	{ SPAN_INIT("remover"), W_ORDER },
	{ SPAN_INIT("removida"), W_CHANGE | W_GONE },
	{ SPAN_INIT("removidas"), W_CHANGE | W_GONE },
	{ SPAN_INIT("removido"), W_CHANGE | W_GONE },
	{ SPAN_INIT("removidos"), W_CHANGE | W_GONE },
	{ SPAN_INIT("remplacer"), W_ORDER },
	{ SPAN_INIT("remplacé"), W_CHANGE },
	{ SPAN_INIT("rename"), W_ORDER },
	{ SPAN_INIT("renamed"), W_CHANGE },
	{ SPAN_INIT("renombrar"), W_ORDER },
	{ SPAN_INIT("renomear"), W_ORDER },
	{ SPAN_INIT("renommer"), W_ORDER },
	{ SPAN_INIT("renommé"), W_CHANGE },
	{ SPAN_INIT("renouvelés"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("reorganised"), W_CHANGE },
	{ SPAN_INIT("reorganized"), W_CHANGE },
	{ SPAN_INIT("replace"), W_ORDER },
	{ SPAN_INIT("replaced"), W_CHANGE },
	{ SPAN_INIT("replayed"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("report"), W_COMMON },
	{ SPAN_INIT("reports"), W_COMMON },
	{ SPAN_INIT("require"), W_GATES },
	{ SPAN_INIT("required"), W_GATES },
	{ SPAN_INIT("requires"), W_GATES },
	{ SPAN_INIT("resolved"), W_OUTCOME },
	{ SPAN_INIT("respond"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("responds"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("restaurada"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("restaurado"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("restauré"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("restaurée"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("restored"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("restructure"), W_ORDER },
	{ SPAN_INIT("restructured"), W_CHANGE },
	{ SPAN_INIT("result"), W_COMMON },
	{ SPAN_INIT("results"), W_COMMON },
	{ SPAN_INIT("review"), W_ACTNOUN },
	{ SPAN_INIT("reviewed"), W_ACT },
	{ SPAN_INIT("revisada"), W_ACT },
	{ SPAN_INIT("revisadas"), W_ACT },
	{ SPAN_INIT("revisado"), W_ACT },
	{ SPAN_INIT("revisados"), W_ACT },
	{ SPAN_INIT("revise"), W_ORDER },
	{ SPAN_INIT("revised"), W_CHANGE },
	{ SPAN_INIT("revisionata"), W_ACT },
	{ SPAN_INIT("revisionato"), W_ACT },
	{ SPAN_INIT("revisión"), W_ACTNOUN },
	{ SPAN_INIT("revisão"), W_ACTNOUN },
	{ SPAN_INIT("revu"), W_ACT },
	{ SPAN_INIT("revue"), W_ACT | W_ACTNOUN },
	{ SPAN_INIT("revues"), W_ACT },
	{ SPAN_INIT("revus"), W_ACT },
	{ SPAN_INIT("rework"), W_ORDER },
	{ SPAN_INIT("reworked"), W_CHANGE },
	{ SPAN_INIT("rewrite"), W_ORDER },
	{ SPAN_INIT("rewritten"), W_CHANGE },
	{ SPAN_INIT("richtlinie"), W_THING },
	{ SPAN_INIT("rivista"), W_ACT },
	{ SPAN_INIT("rivisto"), W_ACT },
	{ SPAN_INIT("roadmap"), W_THING },
	{ SPAN_INIT("rotacionadas"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("rotacionados"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("rotados"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("rotated"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("rotiert"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("rps"), W_METRICS },
	{ SPAN_INIT("run"), W_RUNS | W_CHECKS | W_COMMON },
	{ SPAN_INIT("runbook"), W_THING },
	{ SPAN_INIT("runs"), W_RUNS | W_COMMON },
	{ SPAN_INIT("réalisé"), W_DONE },
	{ SPAN_INIT("réalisée"), W_DONE },
	{ SPAN_INIT("rédigé"), W_EXISTS },
	{ SPAN_INIT("rédigée"), W_EXISTS },
	{ SPAN_INIT("rédigées"), W_EXISTS },
	{ SPAN_INIT("rédigés"), W_EXISTS },
	{ SPAN_INIT("répétition"), W_ACTNOUN },
	{ SPAN_INIT("répété"), W_ACT },
	{ SPAN_INIT("répétée"), W_ACT },
	{ SPAN_INIT("répétées"), W_ACT },
	{ SPAN_INIT("répétés"), W_ACT },
	{ SPAN_INIT("réussi"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("réussie"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("réussies"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("réussis"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("sans"), W_NONE },
	{ SPAN_INIT("sarif"), W_COMMON },
	{ SPAN_INIT("sast"), W_SCAN },
	{ SPAN_INIT("sbom"), W_SBOM },
	{ SPAN_INIT("sboms"), W_SBOM },
	{ SPAN_INIT("scan"), W_SCAN },
	{ SPAN_INIT("scanner"), W_SCAN },
	{ SPAN_INIT("scanning"), W_SCAN },
	{ SPAN_INIT("scans"), W_SCAN },
	{ SPAN_INIT("schema"), W_THING },
	{ SPAN_INIT("schulung"), W_ACTNOUN },
	{ SPAN_INIT("schwachstelle"), W_FINDING },
	{ SPAN_INIT("schwachstellen"), W_FINDING },
	{ SPAN_INIT("schéma"), W_THING },
	{ SPAN_INIT("secret"), W_FINDING },
	{ SPAN_INIT("secretos"), W_FINDING },
	{ SPAN_INIT("secrets"), W_FINDING },
	{ SPAN_INIT("segredo"), W_FINDING },
	{ SPAN_INIT("segredos"), W_FINDING },
	{ SPAN_INIT("sem"), W_NONE },
	{ SPAN_INIT("sign off"), W_ACTNOUN },
	{ SPAN_INIT("signed"), W_SIGNED },
	{ SPAN_INIT("signed off"), W_ACT },
	{ SPAN_INIT("signiert"), W_SIGNED },
	{ SPAN_INIT("signoff"), W_ACTNOUN },
	{ SPAN_INIT("signé"), W_SIGNED },
	{ SPAN_INIT("signée"), W_SIGNED },
	{ SPAN_INIT("signées"), W_SIGNED },
	{ SPAN_INIT("signés"), W_SIGNED },
	{ SPAN_INIT("simplified"), W_CHANGE },
	{ SPAN_INIT("simplify"), W_ORDER },
	{ SPAN_INIT("simulacro"), W_ACTNOUN },
	{ SPAN_INIT("sin"), W_NONE },
	{ SPAN_INIT("spec"), W_THING | W_TESTS },
	{ SPAN_INIT("specification"), W_THING },
	{ SPAN_INIT("specs"), W_TESTS },
	{ SPAN_INIT("src"), W_COMMON },
	{ SPAN_INIT("stable"), W_OUTCOME },
	{ SPAN_INIT("startet"), W_RUNS },
	{ SPAN_INIT("step"), W_COMMON },
	{ SPAN_INIT("steps"), W_COMMON },
	{ SPAN_INIT("substituído"), W_CHANGE },
	{ SPAN_INIT("succeed"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("succeeded"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("succeeds"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("successful"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("successfully"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("suite"), W_TESTS },
	{ SPAN_INIT("suites"), W_TESTS },
	{ SPAN_INIT("summary"), W_COMMON },
	{ SPAN_INIT("supprimer"), W_ORDER },
	{ SPAN_INIT("supprimé"), W_CHANGE | W_GONE },
	{ SPAN_INIT("supprimée"), W_CHANGE | W_GONE },
	{ SPAN_INIT("supprimées"), W_CHANGE | W_GONE },
	{ SPAN_INIT("supprimés"), W_CHANGE | W_GONE },
	{ SPAN_INIT("task"), W_COMMON },
	{ SPAN_INIT("tasks"), W_COMMON },
	{ SPAN_INIT("template"), W_THING },
	{ SPAN_INIT("tenu"), W_DONE },
	{ SPAN_INIT("terminada"), W_DONE },
	{ SPAN_INIT("terminado"), W_DONE },
	{ SPAN_INIT("terminé"), W_DONE },
	{ SPAN_INIT("terminée"), W_DONE },
	{ SPAN_INIT("terminées"), W_DONE },
	{ SPAN_INIT("terminés"), W_DONE },
	{ SPAN_INIT("test"), W_TESTS | W_CHECKS | W_COMMON },
	{ SPAN_INIT("testabdeckung"), W_COVERAGE },
	{ SPAN_INIT("testada"), W_OUTCOME },
	{ SPAN_INIT("testadas"), W_OUTCOME },
	{ SPAN_INIT("testado"), W_OUTCOME },
	{ SPAN_INIT("testados"), W_OUTCOME },
	{ SPAN_INIT("testar"), W_CHECKS },
	{ SPAN_INIT("testcase"), W_TESTS },
	{ SPAN_INIT("testcases"), W_TESTS },
	{ SPAN_INIT("teste"), W_TESTS },
	{ SPAN_INIT("tested"), W_OUTCOME },
	{ SPAN_INIT("testen"), W_CHECKS },
	{ SPAN_INIT("tester"), W_CHECKS },
	{ SPAN_INIT("testes"), W_TESTS },
	{ SPAN_INIT("testfälle"), W_TESTS },
	{ SPAN_INIT("testing"), W_COMMON },
	{ SPAN_INIT("tests"), W_TESTS | W_COMMON },
	{ SPAN_INIT("testé"), W_OUTCOME },
	{ SPAN_INIT("testée"), W_OUTCOME },
	{ SPAN_INIT("testées"), W_OUTCOME },
	{ SPAN_INIT("testés"), W_OUTCOME },
	{ SPAN_INIT("that"), W_COMMON },
	{ SPAN_INIT("the"), W_COMMON },
	{ SPAN_INIT("this"), W_COMMON },
	{ SPAN_INIT("throughput"), W_METRICS },
	{ SPAN_INIT("tightened"), W_CHANGE },
	{ SPAN_INIT("to"), W_LINK | W_COMMON },
	{ SPAN_INIT("trained"), W_ACT },
	{ SPAN_INIT("training"), W_ACTNOUN },
	{ SPAN_INIT("treinada"), W_ACT },
	{ SPAN_INIT("treinadas"), W_ACT },
	{ SPAN_INIT("treinado"), W_ACT },
	{ SPAN_INIT("treinados"), W_ACT },
	{ SPAN_INIT("treinamento"), W_ACTNOUN },
	{ SPAN_INIT("trigger"), W_RUNS },
	{ SPAN_INIT("triggered"), W_RUNS },
	{ SPAN_INIT("triggers"), W_RUNS },
	{ SPAN_INIT("tutorial"), W_THING },
	{ SPAN_INIT("txt"), W_COMMON },
	{ SPAN_INIT("um"), W_COMMON },
	{ SPAN_INIT("uma"), W_COMMON },
	{ SPAN_INIT("umbenannt"), W_CHANGE },
	{ SPAN_INIT("umbenennen"), W_ORDER },
	{ SPAN_INIT("un"), W_COMMON },
	{ SPAN_INIT("una"), W_COMMON },
	{ SPAN_INIT("und"), W_COMMON },
	{ SPAN_INIT("une"), W_COMMON },
	{ SPAN_INIT("unterschrieben"), W_ACT },
	{ SPAN_INIT("unterwiesen"), W_ACT },
	{ SPAN_INIT("unterzeichnet"), W_ACT },
	{ SPAN_INIT("update"), W_ORDER },
	{ SPAN_INIT("updated"), W_CHANGE },
	{ SPAN_INIT("upgrade"), W_ORDER },
	{ SPAN_INIT("upgraded"), W_CHANGE },
	{ SPAN_INIT("upload"), W_RUNS },
	{ SPAN_INIT("uploads"), W_RUNS },
	{ SPAN_INIT("validaciones"), W_TRIAL },
	{ SPAN_INIT("validación"), W_TRIAL },
	{ SPAN_INIT("validada"), W_OUTCOME },
	{ SPAN_INIT("validado"), W_OUTCOME },
	{ SPAN_INIT("validate"), W_CHECKS },
	{ SPAN_INIT("validated"), W_OUTCOME },
	{ SPAN_INIT("validation"), W_TRIAL },
	{ SPAN_INIT("validations"), W_TRIAL },
	{ SPAN_INIT("validação"), W_TRIAL },
	{ SPAN_INIT("validações"), W_TRIAL },
	{ SPAN_INIT("validiert"), W_OUTCOME },
	{ SPAN_INIT("validierung"), W_TRIAL },
	{ SPAN_INIT("validé"), W_OUTCOME },
	{ SPAN_INIT("validée"), W_OUTCOME },
	{ SPAN_INIT("validées"), W_OUTCOME },
	{ SPAN_INIT("validés"), W_OUTCOME },
	{ SPAN_INIT("varredura"), W_SCAN },
	{ SPAN_INIT("varreduras"), W_SCAN },
	{ SPAN_INIT("verbessert"), W_CHANGE },
	{ SPAN_INIT("verfasst"), W_EXISTS },
	{ SPAN_INIT("verificada"), W_OUTCOME },
	{ SPAN_INIT("verificado"), W_OUTCOME },
	{ SPAN_INIT("verificados"), W_OUTCOME },
	{ SPAN_INIT("verificar"), W_CHECKS },
	{ SPAN_INIT("verified"), W_OUTCOME | W_COMMON },
	{ SPAN_INIT("verifiziert"), W_OUTCOME },
	{ SPAN_INIT("verify"), W_CHECKS | W_COMMON },
	{ SPAN_INIT("verschieben"), W_ORDER },
	{ SPAN_INIT("verschoben"), W_CHANGE },
	{ SPAN_INIT("vert"), W_PASS },
	{ SPAN_INIT("verte"), W_PASS },
	{ SPAN_INIT("vetted"), W_ACT },
	{ SPAN_INIT("via"), W_COMMON },
	{ SPAN_INIT("von"), W_LINK | W_COMMON },
	{ SPAN_INIT("vorbereitet"), W_EXISTS },
	{ SPAN_INIT("vorhanden"), W_EXISTS },
	{ SPAN_INIT("vulnerabilidad"), W_FINDING },
	{ SPAN_INIT("vulnerabilidade"), W_FINDING },
	{ SPAN_INIT("vulnerabilidades"), W_FINDING },
	{ SPAN_INIT("vulnerabilities"), W_FINDING },
	{ SPAN_INIT("vulnerability"), W_FINDING },
	{ SPAN_INIT("vulnérabilité"), W_FINDING },
	{ SPAN_INIT("vulnérabilités"), W_FINDING },
	{ SPAN_INIT("vérifier"), W_CHECKS },
	{ SPAN_INIT("vérifié"), W_OUTCOME },
	{ SPAN_INIT("vérifiée"), W_OUTCOME },
	{ SPAN_INIT("vérifiés"), W_OUTCOME },
	{ SPAN_INIT("walked through"), W_ACT },
	{ SPAN_INIT("walkthrough"), W_ACTNOUN },
	{ SPAN_INIT("was"), W_COMMON },
	{ SPAN_INIT("were"), W_COMMON },
	{ SPAN_INIT("wiederhergestellt"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("with"), W_LINK | W_COMMON },
	{ SPAN_INIT("without"), W_NONE },
	{ SPAN_INIT("work"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("workflow"), W_CI },
	{ SPAN_INIT("workflows"), W_CI },
	{ SPAN_INIT("working"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("works"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("written"), W_EXISTS },
	{ SPAN_INIT("xml"), W_COMMON },
	{ SPAN_INIT("y"), W_COMMON },
	{ SPAN_INIT("yaml"), W_COMMON },
	{ SPAN_INIT("yml"), W_COMMON },
	{ SPAN_INIT("zaakceptowane"), W_ACT },
	{ SPAN_INIT("zaakceptowany"), W_ACT },
	{ SPAN_INIT("zatwierdzona"), W_ACT },
	{ SPAN_INIT("zatwierdzone"), W_ACT },
	{ SPAN_INIT("zatwierdzony"), W_ACT },
	{ SPAN_INIT("zero"), W_NONE },
	{ SPAN_INIT("zrecenzowane"), W_ACT },
	{ SPAN_INIT("zu"), W_COMMON },
	{ SPAN_INIT("zugangsdaten"), W_FINDING },
	{ SPAN_INIT("zum"), W_LINK },
	{ SPAN_INIT("zur"), W_LINK },
	{ SPAN_INIT("zéro"), W_NONE },
	{ SPAN_INIT("änderungen"), W_CHANGE },
	{ SPAN_INIT("écrit"), W_EXISTS },
	{ SPAN_INIT("écrite"), W_EXISTS },
	{ SPAN_INIT("écrites"), W_EXISTS },
	{ SPAN_INIT("écrits"), W_EXISTS },
	{ SPAN_INIT("épreuves"), W_TESTS },
	{ SPAN_INIT("überarbeitet"), W_CHANGE },
	{ SPAN_INIT("überprüft"), W_OUTCOME },
	{ SPAN_INIT("übung"), W_ACTNOUN },
	{ SPAN_INIT("аудит"), W_SCAN },
	{ SPAN_INIT("без"), W_NONE },
	{ SPAN_INIT("в"), W_LINK | W_COMMON },
	{ SPAN_INIT("валидация"), W_TRIAL },
	{ SPAN_INIT("включен"), W_OUTCOME },
	{ SPAN_INIT("включена"), W_OUTCOME },
	{ SPAN_INIT("включено"), W_OUTCOME },
	{ SPAN_INIT("во"), W_LINK | W_COMMON },
	{ SPAN_INIT("восстановлен"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("восстановлена"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("восстановлено"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("все"), W_COMMON },
	{ SPAN_INIT("всех"), W_COMMON },
	{ SPAN_INIT("выполнен"), W_DONE },
	{ SPAN_INIT("выполнена"), W_DONE },
	{ SPAN_INIT("выполнено"), W_DONE },
	{ SPAN_INIT("выполнены"), W_DONE },
	{ SPAN_INIT("глоссарий"), W_THING },
	{ SPAN_INIT("готов"), W_DONE },
	{ SPAN_INIT("готова"), W_DONE },
	{ SPAN_INIT("готово"), W_DONE },
	{ SPAN_INIT("диаграмма"), W_THING },
	{ SPAN_INIT("для"), W_LINK | W_COMMON },
	{ SPAN_INIT("добавлен"), W_EXISTS },
	{ SPAN_INIT("добавлена"), W_EXISTS },
	{ SPAN_INIT("добавлено"), W_EXISTS },
	{ SPAN_INIT("добавлены"), W_EXISTS },
	{ SPAN_INIT("документ"), W_THING },
	{ SPAN_INIT("документация"), W_THING },
	{ SPAN_INIT("документирован"), W_EXISTS },
	{ SPAN_INIT("документирована"), W_EXISTS },
	{ SPAN_INIT("документировано"), W_EXISTS },
	{ SPAN_INIT("завершен"), W_DONE },
	{ SPAN_INIT("завершена"), W_DONE },
	{ SPAN_INIT("завершено"), W_DONE },
	{ SPAN_INIT("завершены"), W_DONE },
	{ SPAN_INIT("завершён"), W_DONE },
	{ SPAN_INIT("задержка"), W_METRICS },
	{ SPAN_INIT("задокументирован"), W_EXISTS },
	{ SPAN_INIT("задокументирована"), W_EXISTS },
	{ SPAN_INIT("задокументировано"), W_EXISTS },
	{ SPAN_INIT("задокументированы"), W_EXISTS },
	{ SPAN_INIT("заменен"), W_CHANGE },
	{ SPAN_INIT("заменена"), W_CHANGE },
	{ SPAN_INIT("заменены"), W_CHANGE },
	{ SPAN_INIT("заменить"), W_ORDER },
	{ SPAN_INIT("запущен"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("запущена"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("запущено"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("зеленые"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("зелёные"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("и"), W_COMMON },
	{ SPAN_INIT("из"), W_LINK | W_COMMON },
	{ SPAN_INIT("изменен"), W_CHANGE },
	{ SPAN_INIT("изменена"), W_CHANGE },
	{ SPAN_INIT("изменения"), W_CHANGE },
	{ SPAN_INIT("измененные"), W_CHANGE },
	{ SPAN_INIT("изменены"), W_CHANGE },
	{ SPAN_INIT("изменить"), W_ORDER },
	{ SPAN_INIT("изменён"), W_CHANGE },
	{ SPAN_INIT("изменённые"), W_CHANGE },
	{ SPAN_INIT("измерен"), W_OUTCOME },
	{ SPAN_INIT("измерена"), W_OUTCOME },
	{ SPAN_INIT("измерено"), W_OUTCOME },
	{ SPAN_INIT("или"), W_COMMON },
	{ SPAN_INIT("инструкция"), W_THING },
	{ SPAN_INIT("исправлен"), W_OUTCOME },
	{ SPAN_INIT("исправлена"), W_OUTCOME },
	{ SPAN_INIT("исправления"), W_CHANGE },
	{ SPAN_INIT("исправлено"), W_OUTCOME },
	{ SPAN_INIT("исправлены"), W_OUTCOME },
	{ SPAN_INIT("латентность"), W_METRICS },
	{ SPAN_INIT("мигрирован"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("мигрирована"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("мигрированы"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("на"), W_LINK | W_COMMON },
	{ SPAN_INIT("написан"), W_EXISTS },
	{ SPAN_INIT("написана"), W_EXISTS },
	{ SPAN_INIT("написано"), W_EXISTS },
	{ SPAN_INIT("написаны"), W_EXISTS },
	{ SPAN_INIT("не"), W_COMMON },
	{ SPAN_INIT("нет"), W_NONE },
	{ SPAN_INIT("ноль"), W_NONE },
	{ SPAN_INIT("обновить"), W_ORDER },
	{ SPAN_INIT("обновлен"), W_CHANGE },
	{ SPAN_INIT("обновлена"), W_CHANGE },
	{ SPAN_INIT("обновленные"), W_CHANGE },
	{ SPAN_INIT("обновлено"), W_CHANGE },
	{ SPAN_INIT("обновлены"), W_CHANGE },
	{ SPAN_INIT("обновлён"), W_CHANGE },
	{ SPAN_INIT("обновлённые"), W_CHANGE },
	{ SPAN_INIT("обучен"), W_ACT },
	{ SPAN_INIT("обучена"), W_ACT },
	{ SPAN_INIT("обучение"), W_ACTNOUN },
	{ SPAN_INIT("обучены"), W_ACT },
	{ SPAN_INIT("одобрен"), W_ACT },
	{ SPAN_INIT("одобрена"), W_ACT },
	{ SPAN_INIT("одобрение"), W_ACTNOUN },
	{ SPAN_INIT("одобрено"), W_ACT },
	{ SPAN_INIT("одобрены"), W_ACT },
	{ SPAN_INIT("ознакомлен"), W_ACT },
	{ SPAN_INIT("ознакомлены"), W_ACT },
	{ SPAN_INIT("описан"), W_EXISTS },
	{ SPAN_INIT("описана"), W_EXISTS },
	{ SPAN_INIT("описано"), W_EXISTS },
	{ SPAN_INIT("описаны"), W_EXISTS },
	{ SPAN_INIT("от"), W_LINK | W_COMMON },
	{ SPAN_INIT("отрепетирован"), W_ACT },
	{ SPAN_INIT("отрепетирована"), W_ACT },
	{ SPAN_INIT("отрепетировано"), W_ACT },
	{ SPAN_INIT("оформлен"), W_EXISTS },
	{ SPAN_INIT("оформлена"), W_EXISTS },
	{ SPAN_INIT("переименован"), W_CHANGE },
	{ SPAN_INIT("переименована"), W_CHANGE },
	{ SPAN_INIT("переименовать"), W_ORDER },
	{ SPAN_INIT("переместить"), W_ORDER },
	{ SPAN_INIT("перемещен"), W_CHANGE },
	{ SPAN_INIT("перемещена"), W_CHANGE },
	{ SPAN_INIT("перемещены"), W_CHANGE },
	{ SPAN_INIT("перенести"), W_ORDER },
	{ SPAN_INIT("переработан"), W_CHANGE },
	{ SPAN_INIT("переработана"), W_CHANGE },
	{ SPAN_INIT("по"), W_LINK | W_COMMON },
	{ SPAN_INIT("подготовлен"), W_EXISTS },
	{ SPAN_INIT("подготовлена"), W_EXISTS },
	{ SPAN_INIT("подготовлены"), W_EXISTS },
	{ SPAN_INIT("подписан"), W_SIGNED },
	{ SPAN_INIT("подписана"), W_SIGNED },
	{ SPAN_INIT("подписано"), W_SIGNED },
	{ SPAN_INIT("подписаны"), W_SIGNED },
	{ SPAN_INIT("покрытие"), W_COVERAGE },
	{ SPAN_INIT("политика"), W_THING },
	{ SPAN_INIT("получен"), W_DONE },
	{ SPAN_INIT("получена"), W_DONE },
	{ SPAN_INIT("получено"), W_DONE },
	{ SPAN_INIT("принят"), W_ACT },
	{ SPAN_INIT("принята"), W_ACT },
	{ SPAN_INIT("принято"), W_ACT },
	{ SPAN_INIT("приняты"), W_ACT },
	{ SPAN_INIT("проведен"), W_DONE },
	{ SPAN_INIT("проведена"), W_DONE },
	{ SPAN_INIT("проведено"), W_DONE },
	{ SPAN_INIT("проведены"), W_DONE },
	{ SPAN_INIT("проведён"), W_DONE },
	{ SPAN_INIT("проверен"), W_OUTCOME },
	{ SPAN_INIT("проверена"), W_OUTCOME },
	{ SPAN_INIT("проверено"), W_OUTCOME },
	{ SPAN_INIT("проверены"), W_OUTCOME },
	{ SPAN_INIT("проверить"), W_CHECKS },
	{ SPAN_INIT("пройден"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("пройдена"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("пройдено"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("пройдены"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("проревьюен"), W_ACT },
	{ SPAN_INIT("протестирован"), W_OUTCOME },
	{ SPAN_INIT("протестирована"), W_OUTCOME },
	{ SPAN_INIT("протестировано"), W_OUTCOME },
	{ SPAN_INIT("протестированы"), W_OUTCOME },
	{ SPAN_INIT("протестировать"), W_CHECKS },
	{ SPAN_INIT("проходит"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("проходят"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("работает"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("работают"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("развернут"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("развернута"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("развернуто"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("развёрнут"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("развёрнута"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("ревью"), W_ACTNOUN },
	{ SPAN_INIT("регламент"), W_THING },
	{ SPAN_INIT("репетиция"), W_ACTNOUN },
	{ SPAN_INIT("рефакторинг"), W_CHANGE },
	{ SPAN_INIT("рецензировано"), W_ACT },
	{ SPAN_INIT("ротированы"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("руководство"), W_THING },
	{ SPAN_INIT("с"), W_LINK | W_COMMON },
	{ SPAN_INIT("сделан"), W_DONE },
	{ SPAN_INIT("сделана"), W_DONE },
	{ SPAN_INIT("сделано"), W_DONE },
	{ SPAN_INIT("секрет"), W_FINDING },
	{ SPAN_INIT("секретов"), W_FINDING },
	{ SPAN_INIT("секреты"), W_FINDING },
	{ SPAN_INIT("сканирование"), W_SCAN },
	{ SPAN_INIT("со"), W_LINK | W_COMMON },
	{ SPAN_INIT("согласован"), W_ACT },
	{ SPAN_INIT("согласована"), W_ACT },
	{ SPAN_INIT("согласование"), W_ACTNOUN },
	{ SPAN_INIT("согласовано"), W_ACT },
	{ SPAN_INIT("согласованы"), W_ACT },
	{ SPAN_INIT("создан"), W_EXISTS },
	{ SPAN_INIT("создана"), W_EXISTS },
	{ SPAN_INIT("создано"), W_EXISTS },
	{ SPAN_INIT("созданы"), W_EXISTS },
	{ SPAN_INIT("составлен"), W_EXISTS },
	{ SPAN_INIT("составлена"), W_EXISTS },
	{ SPAN_INIT("составлены"), W_EXISTS },
	{ SPAN_INIT("спецификация"), W_THING },
	{ SPAN_INIT("справочник"), W_THING },
	{ SPAN_INIT("существует"), W_EXISTS },
	{ SPAN_INIT("существуют"), W_EXISTS },
	{ SPAN_INIT("схема"), W_THING },
	{ SPAN_INIT("тест"), W_TESTS },
	{ SPAN_INIT("тестами"), W_TESTS },
	{ SPAN_INIT("тестов"), W_TESTS },
	{ SPAN_INIT("тесты"), W_TESTS },
	{ SPAN_INIT("тренировка"), W_ACTNOUN },
	{ SPAN_INIT("убедиться"), W_CHECKS },
	{ SPAN_INIT("удален"), W_CHANGE | W_GONE },
	{ SPAN_INIT("удалена"), W_CHANGE | W_GONE },
	{ SPAN_INIT("удаленные"), W_CHANGE | W_GONE },
	{ SPAN_INIT("удалено"), W_CHANGE | W_GONE },
	{ SPAN_INIT("удалены"), W_CHANGE | W_GONE },
	{ SPAN_INIT("удалить"), W_ORDER },
	{ SPAN_INIT("удалён"), W_CHANGE | W_GONE },
	{ SPAN_INIT("удалённые"), W_CHANGE | W_GONE },
	{ SPAN_INIT("улучшен"), W_CHANGE },
	{ SPAN_INIT("улучшена"), W_CHANGE },
	{ SPAN_INIT("улучшены"), W_CHANGE },
	{ SPAN_INIT("улучшить"), W_ORDER },
	{ SPAN_INIT("успешно"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("утвержден"), W_ACT },
	{ SPAN_INIT("утверждена"), W_ACT },
	{ SPAN_INIT("утверждение"), W_ACTNOUN },
	{ SPAN_INIT("утверждено"), W_ACT },
	{ SPAN_INIT("утверждены"), W_ACT },
	{ SPAN_INIT("утверждён"), W_ACT },
	{ SPAN_INIT("учения"), W_ACTNOUN },
	{ SPAN_INIT("уязвимостей"), W_FINDING },
	{ SPAN_INIT("уязвимости"), W_FINDING },
	{ SPAN_INIT("уязвимость"), W_FINDING },
	{ SPAN_INIT("чеклист"), W_THING },
	{ SPAN_INIT("это"), W_COMMON },
};

/* Found anywhere in the text: there are no blanks to go by. */
static const struct entry unspaced[] = {
	{ SPAN_INIT("なし"), W_NONE },
	{ SPAN_INIT("カバレッジ"), W_COVERAGE },
	{ SPAN_INIT("ガイド"), W_THING },
	{ SPAN_INIT("スキャン"), W_SCAN },
	{ SPAN_INIT("スループット"), W_METRICS },
	{ SPAN_INIT("ゼロ"), W_NONE },
	{ SPAN_INIT("テスト"), W_TESTS },
	{ SPAN_INIT("テスト済"), W_OUTCOME },
	{ SPAN_INIT("トリガ"), W_RUNS },
	{ SPAN_INIT("ドキュメント"), W_THING },
	{ SPAN_INIT("パス"), W_PASS },
	{ SPAN_INIT("ブロック"), W_GATES },
	{ SPAN_INIT("マニュアル"), W_THING },
	{ SPAN_INIT("リハーサル"), W_ACT },
	{ SPAN_INIT("レイテンシ"), W_METRICS },
	{ SPAN_INIT("レビュー済"), W_ACT },
	{ SPAN_INIT("仕様書"), W_THING },
	{ SPAN_INIT("会签"), W_ACT },
	{ SPAN_INIT("作成した"), W_EXISTS },
	{ SPAN_INIT("作成しました"), W_EXISTS },
	{ SPAN_INIT("作成済"), W_EXISTS },
	{ SPAN_INIT("修正済"), W_OUTCOME },
	{ SPAN_INIT("合格"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("吞吐"), W_METRICS },
	{ SPAN_INIT("培训"), W_ACT },
	{ SPAN_INIT("完了"), W_OUTCOME },
	{ SPAN_INIT("実行"), W_RUNS },
	{ SPAN_INIT("审批"), W_ACT },
	{ SPAN_INIT("审核"), W_ACT },
	{ SPAN_INIT("审阅"), W_ACT },
	{ SPAN_INIT("已修复"), W_OUTCOME },
	{ SPAN_INIT("已创建"), W_EXISTS },
	{ SPAN_INIT("已存在"), W_EXISTS },
	{ SPAN_INIT("已撰写"), W_EXISTS },
	{ SPAN_INIT("已新增"), W_EXISTS },
	{ SPAN_INIT("已添加"), W_EXISTS },
	{ SPAN_INIT("已签名"), W_SIGNED },
	{ SPAN_INIT("已编写"), W_EXISTS },
	{ SPAN_INIT("已部署"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("已轮换"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("已迁移"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("已恢复"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("已验证"), W_OUTCOME },
	{ SPAN_INIT("延迟"), W_METRICS },
	{ SPAN_INIT("成功"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("手册"), W_THING },
	{ SPAN_INIT("手順書"), W_THING },
	{ SPAN_INIT("执行"), W_RUNS },
	{ SPAN_INIT("扫描"), W_SCAN },
	{ SPAN_INIT("批准"), W_ACT },
	{ SPAN_INIT("承認"), W_ACT },
	{ SPAN_INIT("指南"), W_THING },
	{ SPAN_INIT("教育"), W_ACT },
	{ SPAN_INIT("文書"), W_THING },
	{ SPAN_INIT("文書化"), W_EXISTS },
	{ SPAN_INIT("文档"), W_THING },
	{ SPAN_INIT("文档化"), W_EXISTS },
	{ SPAN_INIT("无"), W_NONE },
	{ SPAN_INIT("检查"), W_CHECKS },
	{ SPAN_INIT("検証済"), W_OUTCOME },
	{ SPAN_INIT("没有"), W_NONE },
	{ SPAN_INIT("测试"), W_TESTS },
	{ SPAN_INIT("测试通过"), W_OUTCOME },
	{ SPAN_INIT("清单"), W_THING },
	{ SPAN_INIT("漏洞"), W_FINDING },
	{ SPAN_INIT("演练"), W_ACT },
	{ SPAN_INIT("用例"), W_TESTS },
	{ SPAN_INIT("研修"), W_ACT },
	{ SPAN_INIT("确保"), W_CHECKS },
	{ SPAN_INIT("確認済"), W_OUTCOME },
	{ SPAN_INIT("稼働"), W_OUTCOME },
	{ SPAN_INIT("编写完成"), W_EXISTS },
	{ SPAN_INIT("署名済"), W_SIGNED },
	{ SPAN_INIT("脆弱性"), W_FINDING },
	{ SPAN_INIT("覆盖率"), W_COVERAGE },
	{ SPAN_INIT("触发"), W_RUNS },
	{ SPAN_INIT("訓練"), W_ACT },
	{ SPAN_INIT("記載済"), W_EXISTS },
	{ SPAN_INIT("設計書"), W_THING },
	{ SPAN_INIT("评审"), W_ACT },
	{ SPAN_INIT("运行"), W_RUNS },
	{ SPAN_INIT("追加しました"), W_EXISTS },
	{ SPAN_INIT("追加済"), W_EXISTS },
	{ SPAN_INIT("通过"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("阻断"), W_GATES },
	{ SPAN_INIT("阻止"), W_GATES },
	{ SPAN_INIT("验收"), W_ACT },
	{ SPAN_INIT("验证"), W_CHECKS },
	{ SPAN_INIT("验证通过"), W_OUTCOME },
	{ SPAN_INIT("가이드"), W_THING },
	{ SPAN_INIT("검토"), W_ACT },
	{ SPAN_INIT("검증"), W_OUTCOME },
	{ SPAN_INIT("교육"), W_ACT },
	{ SPAN_INIT("문서화"), W_EXISTS },
	{ SPAN_INIT("배포"), W_OUTCOME | W_DEED },
	{ SPAN_INIT("생성"), W_EXISTS },
	{ SPAN_INIT("성공"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("수정"), W_OUTCOME },
	{ SPAN_INIT("스캔"), W_SCAN },
	{ SPAN_INIT("승인"), W_ACT },
	{ SPAN_INIT("없음"), W_NONE },
	{ SPAN_INIT("완료"), W_OUTCOME },
	{ SPAN_INIT("작성"), W_EXISTS },
	{ SPAN_INIT("존재"), W_EXISTS },
	{ SPAN_INIT("지연"), W_METRICS },
	{ SPAN_INIT("차단"), W_GATES },
	{ SPAN_INIT("추가"), W_EXISTS },
	{ SPAN_INIT("취약점"), W_FINDING },
	{ SPAN_INIT("커버리지"), W_COVERAGE },
	{ SPAN_INIT("테스트"), W_TESTS },
	{ SPAN_INIT("통과"), W_OUTCOME | W_PASS },
	{ SPAN_INIT("포함"), W_EXISTS },
	{ SPAN_INIT("확인"), W_OUTCOME },
	{ SPAN_INIT("更新"), W_CHANGE },
	{ SPAN_INIT("修改"), W_CHANGE },
	{ SPAN_INIT("変更"), W_CHANGE },
	{ SPAN_INIT("レビュー完了"), W_ACT },
	{ SPAN_INIT("优化"), W_CHANGE },
	{ SPAN_INIT("删除"), W_CHANGE | W_GONE },
	{ SPAN_INIT("移除"), W_CHANGE | W_GONE },
	{ SPAN_INIT("삭제"), W_CHANGE | W_GONE },
	{ SPAN_INIT("削除"), W_CHANGE | W_GONE },
	{ SPAN_INIT("受け入れ済"), W_ACT },
	{ SPAN_INIT("合意済"), W_ACT },
	{ SPAN_INIT("审查"), W_ACT },
	{ SPAN_INIT("改善"), W_CHANGE },
	{ SPAN_INIT("替换"), W_CHANGE },
	{ SPAN_INIT("査読"), W_ACT },
	{ SPAN_INIT("移动"), W_CHANGE },
	{ SPAN_INIT("移動"), W_CHANGE },
	{ SPAN_INIT("签字"), W_ACT },
	{ SPAN_INIT("重构"), W_CHANGE },
	{ SPAN_INIT("리뷰"), W_ACT },
	{ SPAN_INIT("서명"), W_ACT },
	{ SPAN_INIT("합의"), W_ACT },
	{ SPAN_INIT("훈련"), W_ACT },
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* From U+3000 on: scripts that put no blanks between words. */
static bool is_unspaced(char c)
{
	return (unsigned char)c >= 0xe3 && (unsigned char)c < 0xf0;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || is_upper(c) || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c >= 0x80;
}

/* A capital behind a small letter begins a word, as in "AgentCoordinator". */
static size_t word_end(struct span text, size_t begin)
{
	size_t i = begin + 1;

	while (i < text.len && is_word_byte(text.ptr[i]) &&
	       !(is_upper(text.ptr[i]) && !is_upper(text.ptr[i - 1])))
		i++;
	return i;
}

/* ASCII, the Latin-1 letters (0xC3 0x80 to 0x9E, the sign 0x97 apart), Cyrillic. */
static struct span fold_word(struct arena *arena, struct span word)
{
	char *out = NULL;

	for (size_t i = 0; i < word.len; i++)
		if ((unsigned char)word.ptr[i] == 0xd0)
			return utf8_fold(arena, word);
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		bool latin = i > 0 && (unsigned char)word.ptr[i - 1] == 0xc3 &&
			     c >= 0x80 && c <= 0x9e && c != 0x97;

		if (!is_upper((char)c) && !latin)
			continue;
		if (!out)
			out = arena_string(arena, word);
		out[i] = (char)(c + 0x20);
	}
	return out ? (struct span){ out, word.len } : word;
}

void words_split(struct words *out, struct span text, struct arena *arena)
{
	size_t i = 0;

	out->count = 0;
	out->cut = false;
	while (i < text.len) {
		size_t end;

		if (!is_word_byte(text.ptr[i])) {
			i++;
			continue;
		}
		if (out->count == WORDS_MAX) {
			out->cut = true;
			return;
		}
		end = word_end(text, i);
		out->at[out->count++] = fold_word(arena, span_sub(text, i, end - i));
		i = end;
	}
}

static int compare_entry(const void *key, const void *entry)
{
	return span_cmp(*(const struct span *)key, ((const struct entry *)entry)->word);
}

bool wording_word(size_t number, struct span *out)
{
	*out = number < COUNT(spaced) ? spaced[number].word : SPAN_EMPTY;
	return number < COUNT(spaced);
}

static unsigned meaning_of(struct span word)
{
	const struct entry *entry =
		bsearch(&word, spaced, COUNT(spaced), sizeof(spaced[0]), compare_entry);

	return entry ? entry->meaning : 0;
}

/* "signed off" stands in the table as two words with a blank. */
static unsigned meaning_of_pair(struct span first, struct span second)
{
	char pair[32];

	if (first.len + second.len + 1 > sizeof(pair))
		return 0;
	memcpy(pair, first.ptr, first.len);
	pair[first.len] = ' ';
	memcpy(pair + first.len + 1, second.ptr, second.len);
	return meaning_of((struct span){ pair, first.len + second.len + 1 });
}

static bool is_number(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
	return true;
}

bool word_is_common(struct span word)
{
	return word.len < 2 || is_number(word) || (meaning_of(word) & W_COMMON);
}

/* Four letters in common at the front, and nothing but an ending behind them. */
static bool same_word(struct span a, struct span b)
{
	if (a.len > b.len)
		return same_word(b, a);
	return span_eq(a, b) || (a.len >= 4 && memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool word_is_of_ci(struct span word)
{
	return meaning_of(word) & (W_CI | W_RUNS | W_GATES | W_PASS | W_OUTCOME);
}

bool word_says_exists(struct span word)
{
	return meaning_of(word) & W_EXISTS;
}

bool word_names_thing(struct span word)
{
	return meaning_of(word) & (W_EXISTS | W_THING | W_DONE | W_CI | W_LINK |
				   W_SCAN | W_TESTS | W_COVERAGE | W_SBOM);
}

bool word_is_of_tests(struct span word)
{
	return meaning_of(word) & W_TESTS;
}

size_t word_unspaced(struct span text, bool tests)
{
	unsigned meaning = W_EXISTS | W_THING | W_DONE | (tests ? W_TESTS : 0);
	size_t best = 0;

	for (size_t i = 0; i < COUNT(unspaced); i++)
		if ((unspaced[i].meaning & meaning) &&
		    unspaced[i].word.len > best &&
		    span_starts(text, unspaced[i].word.ptr))
			best = unspaced[i].word.len;
	return best;
}

bool word_is_of_reports(struct span word)
{
	return meaning_of(word) & W_MEASURES;
}

bool word_is_measured(struct span word)
{
	return meaning_of(word) & (W_METRICS | W_COVERAGE);
}

bool words_hold(const struct words *words, struct span word)
{
	for (size_t i = 0; i < words->count; i++)
		if (same_word(words->at[i], word))
			return true;
	return false;
}

size_t words_shared(const struct words *a, const struct words *b, size_t *out_telling)
{
	size_t shared = 0;

	*out_telling = 0;
	for (size_t i = 0; i < a->count; i++) {
		if (word_is_common(a->at[i]))
			continue;
		++*out_telling;
		shared += words_hold(b, a->at[i]);
	}
	return shared;
}

bool words_share(const struct words *a, const struct words *b)
{
	size_t telling;

	return words_shared(a, b, &telling) > 0;
}

unsigned stated_of_family(enum family family)
{
	switch (family) {
	case FAMILY_TESTS:
		return STATED_TESTS;
	case FAMILY_SCAN:
	case FAMILY_SARIF:
		return STATED_SCAN;
	case FAMILY_COVERAGE:
		return STATED_COVERAGE;
	case FAMILY_METRICS:
		return STATED_METRICS;
	case FAMILY_SBOM:
		return STATED_SBOM;
	case FAMILY_ATTESTATION:
		return STATED_SIGNED;
	case FAMILY_NONE:
	case FAMILY_WORKFLOW:
	case FAMILY_DOCUMENT:
	case FAMILY_CONTROL:
	case FAMILY_VEX:
	case FAMILY_SOURCE:
	case FAMILY_MANIFEST:
	case FAMILY_CONFIG:
	case FAMILY_VALUE:
	case FAMILIES:
		break;
	}
	return 0;
}

/* What the words say, all together and one by one. */
struct said {
	unsigned all;
	unsigned unspaced; /* of these, by words of scripts without blanks */
	unsigned at[WORDS_MAX];
	unsigned head;  /* of the last word of the leading noun phrase */
	unsigned named; /* the same, where it is no participle */
};

static void read_unspaced(struct said *said, struct span text)
{
	bool any = false;

	for (size_t i = 0; i < text.len && !any; i++)
		any = is_unspaced(text.ptr[i]);
	if (!any)
		return;
	text = span_trim(text);
	for (size_t i = 0; i < COUNT(unspaced); i++) {
		ptrdiff_t at = span_find(text, unspaced[i].word);

		if (at < 0)
			continue;
		said->unspaced |= unspaced[i].meaning;
		if ((size_t)at + unspaced[i].word.len == text.len)
			said->head |= unspaced[i].meaning;
	}
	said->all |= said->unspaced;
}

/* "Review rate limits" asks for it; "review of", "review completed" are the thing. */
static bool is_imperative(const struct words *words, size_t i)
{
	if (!span_is(words->at[i], "review") && !span_is(words->at[i], "interview"))
		return false;
	if ((i > 0 && !is_number(words->at[i - 1])) || i + 1 == words->count)
		return false;
	return !span_is(words->at[i + 1], "of") &&
	       !(meaning_of(words->at[i + 1]) & W_DONE);
}

static void read_spaced(struct said *said, const struct words *words)
{
	bool in_head = true;

	for (size_t i = 0; i < words->count; i++) {
		said->at[i] = meaning_of(words->at[i]);
		if (i + 1 < words->count)
			said->at[i] |= meaning_of_pair(words->at[i], words->at[i + 1]);
		if (is_imperative(words, i))
			said->at[i] &= ~(unsigned)W_ACTNOUN;
		if (i > 0 && (said->at[i] & W_LINK))
			in_head = false;
		if (in_head)
			said->head = said->at[i];
		if (in_head && !(said->at[i] & (W_EXISTS | W_DONE)))
			said->named = said->at[i];
		said->all |= said->at[i];
	}
}

/* "no known vulnerabilities": at most two words between the two. */
static bool says_none_found(const struct said *said, size_t count)
{
	size_t none = SIZE_MAX;

	for (size_t i = 0; i < count; i++) {
		if (said->at[i] & W_NONE)
			none = i;
		if ((said->at[i] & W_FINDING) && none != SIZE_MAX && i - none <= 3)
			return true;
	}
	return false;
}

static unsigned read_stated(const struct said *said, const struct words *words)
{
	unsigned all = said->all, stated = 0;
	bool unspaced_none = words->count > 0 && is_unspaced(words->at[0].ptr[0]) &&
			     (all & W_NONE) && (all & W_FINDING);

	if ((all & W_TESTS) && (all & W_PASS))
		stated |= STATED_TESTS;
	if (((all & W_SCAN) && (all & W_PASS)) || unspaced_none ||
	    says_none_found(said, words->count))
		stated |= STATED_SCAN;
	if ((all & W_COVERAGE) && (all & (W_OUTCOME | W_PASS)))
		stated |= STATED_COVERAGE;
	if ((all & W_METRICS) && (all & (W_OUTCOME | W_PASS)))
		stated |= STATED_METRICS;
	if ((all & W_SBOM) && !(all & (W_SCAN | W_FINDING)))
		stated |= STATED_SBOM;
	if (all & W_SIGNED)
		stated |= STATED_SIGNED;
	return stated;
}

static unsigned read_speaks(unsigned all)
{
	unsigned speaks = 0;

	if (all & W_TESTS)
		speaks |= STATED_TESTS;
	if (all & (W_SCAN | W_FINDING))
		speaks |= STATED_SCAN;
	if (all & W_COVERAGE)
		speaks |= STATED_COVERAGE;
	if (all & W_METRICS)
		speaks |= STATED_METRICS;
	if (all & W_SBOM)
		speaks |= STATED_SBOM;
	return speaks;
}

/* "Review completed" says nothing beyond the review. */
static bool says_outcome(const struct said *said, size_t count)
{
	unsigned without = (said->all & W_ACTNOUN) ? W_DONE : 0;

	for (size_t i = 0; i < count; i++)
		if ((said->at[i] & (W_OUTCOME | W_PASS | W_SIGNED)) &&
		    !(said->at[i] & without))
			return true;
	return (said->unspaced & (W_OUTCOME | W_PASS | W_SIGNED)) != 0;
}

static unsigned read_classes(const struct said *said, size_t count, bool checks)
{
	unsigned all = said->all, classes = 0;

	if ((all & W_ACT) || ((all & W_ACTNOUN) && (all & W_DONE)) ||
	    (said->head & W_ACTNOUN))
		classes |= 1U << CLASS_ACT;
	if (says_outcome(said, count) || checks)
		classes |= 1U << CLASS_OUTCOME;
	if ((all & W_CI) && (all & W_RUNS))
		classes |= 1U << CLASS_DECLARES;
	/* Tests that were written are declared in a source; a file is no test. */
	if ((all & W_EXISTS) && (all & W_TESTS) && !(said->head & W_THING))
		classes |= 1U << CLASS_DECLARES;
	else if (all & W_EXISTS)
		classes |= 1U << CLASS_EXISTS;
	if (classes == 0 &&
	    ((all & W_CHANGE) || (count > 0 && (said->at[0] & W_ORDER))))
		classes |= 1U << CLASS_OUTCOME;
	return classes;
}

enum over wording_over(struct span heading, struct arena *arena)
{
	struct said said = { 0 };
	struct words words;
	bool outcome = false;

	words_split(&words, heading, arena);
	read_spaced(&said, &words);
	read_unspaced(&said, heading);
	for (size_t i = 0; i < words.count; i++)
		outcome |= (said.at[i] & (W_OUTCOME | W_TRIAL)) &&
			   !(said.at[i] & (W_DONE | W_COMMON));
	if (said.all & W_EXISTS)
		return OVER_EXISTS;
	if (said.all & W_GONE)
		return OVER_GONE;
	return (said.all & W_CHANGE) || outcome ? OVER_CHANGE : OVER_NOTHING;
}

void wording_read(struct wording *out, struct span text, struct arena *arena)
{
	struct said said = { 0 };
	bool checks;

	*out = (struct wording){ 0 };
	words_split(&out->words, text, arena);
	read_spaced(&said, &out->words);
	read_unspaced(&said, text);
	checks = out->words.count > 0 && (said.at[0] & W_CHECKS);
	out->classes = read_classes(&said, out->words.count, checks);
	out->stated = read_stated(&said, &out->words);
	out->speaks = read_speaks(said.all) | out->stated;
	if (out->stated != 0)
		out->classes |= 1U << CLASS_OUTCOME;
	out->is_thing = (said.head & W_THING) != 0;
	out->names_thing = ((said.head | said.named) & W_THING) != 0;
	out->says_ci = (said.all & W_CI) != 0;
	out->gates = (said.all & W_GATES) != 0;
	out->says_gone = (said.all & W_GONE) != 0;
	out->is_deed = (said.all & W_DEED) ||
		       ((said.all & W_DONE) && !(said.all & W_MEASURES));
	out->in_doubt = out->classes == 0;
	out->needs = CLASS_OUTCOME;
	for (unsigned class = 0; class < CLASSES; class ++)
		if (out->classes & (1U << class))
			out->needs = (enum claim_class) class;
}
