#include "audit/denial.h"

#include <stdlib.h>

enum part {
	D_NONE = 1 << 0,     /* "no", "zero" */
	D_LOOSE = 1 << 1,    /* "without": a condition, but before what reports count */
	D_NOT = 1 << 2,      /* "not", "never" */
	D_NOTAFTER = 1 << 3, /* of these, may stand behind the verb */
	D_FAIL = 1 << 4,     /* the verb */
	D_BAD = 1 << 5,      /* "incomplete" */
	D_GOOD = 1 << 6,     /* what "not" denies */
	D_NOUN = 1 << 7,     /* that reports count by their own rules */
	D_TESTS = 1 << 8,
	D_IS = 1 << 9,
	D_FLAKY = 1 << 10,
	D_SKIPPED = 1 << 11,
	D_SMALL = 1 << 12,     /* may stand between "not" and "pass" */
	D_COMPARE = 1 << 13,   /* "no more than" */
	D_IBERIAN = 1 << 14,   /* beside these "no" is "in the", or "not" */
	D_UNCOUNTED = 1 << 15, /* "downtime": no report counts it */
	D_FINDING = 1 << 16,   /* what a scan finds */
	D_SEVERE = 1 << 17,    /* some of it only */
	D_EXCEPT = 1 << 18,
	D_LOAD = 1 << 19,  /* "10,000 users": nor this */
	D_LESS = 1 << 20,  /* "than" before a number makes a limit of it */
	D_COUNT = 1 << 21, /* a number as a word */
	D_TIME = 1 << 22,
	D_RUN = 1 << 23,
	D_FAILURES = 1 << 24,
	D_WHEN = 1 << 25, /* "opens when upstream fails": a condition */
};

struct entry {
	struct span word;
	unsigned parts;
};

/* clang-format off: tables keep one row a line */

/* Sorted by bytes; lower case. */
static const struct entry entries[] = {
	{ SPAN_INIT("0"), D_NONE },
	{ SPAN_INIT("a"), D_SMALL },
	{ SPAN_INIT("abgeschlossen"), D_GOOD },
	{ SPAN_INIT("above"), D_LESS },
	{ SPAN_INIT("advertencia"), D_UNCOUNTED },
	{ SPAN_INIT("advertencias"), D_UNCOUNTED },
	{ SPAN_INIT("ainda"), D_IS },
	{ SPAN_INIT("all"), D_SMALL },
	{ SPAN_INIT("alle"), D_SMALL },
	{ SPAN_INIT("alta"), D_SEVERE },
	{ SPAN_INIT("altas"), D_SEVERE },
	{ SPAN_INIT("always"), D_SMALL },
	{ SPAN_INIT("an"), D_SMALL },
	{ SPAN_INIT("and"), D_SMALL },
	{ SPAN_INIT("anfragen"), D_LOAD },
	{ SPAN_INIT("any"), D_SMALL },
	{ SPAN_INIT("apart"), D_EXCEPT },
	{ SPAN_INIT("approved"), D_GOOD },
	{ SPAN_INIT("aprovada"), D_GOOD },
	{ SPAN_INIT("aprovado"), D_GOOD },
	{ SPAN_INIT("aprovados"), D_GOOD },
	{ SPAN_INIT("are"), D_IS | D_SMALL },
	{ SPAN_INIT("aren"), D_NOT },
	{ SPAN_INIT("arrêt"), D_UNCOUNTED },
	{ SPAN_INIT("arrêts"), D_UNCOUNTED },
	{ SPAN_INIT("as"), D_SMALL },
	{ SPAN_INIT("aucun"), D_NONE },
	{ SPAN_INIT("aucune"), D_NONE },
	{ SPAN_INIT("ausfall"), D_UNCOUNTED },
	{ SPAN_INIT("ausfallzeit"), D_UNCOUNTED },
	{ SPAN_INIT("ausfallzeiten"), D_UNCOUNTED },
	{ SPAN_INIT("ausfälle"), D_UNCOUNTED },
	{ SPAN_INIT("ausgeführt"), D_RUN },
	{ SPAN_INIT("ausgenommen"), D_EXCEPT },
	{ SPAN_INIT("ausser"), D_EXCEPT },
	{ SPAN_INIT("außer"), D_EXCEPT },
	{ SPAN_INIT("avertissement"), D_UNCOUNTED },
	{ SPAN_INIT("avertissements"), D_UNCOUNTED },
	{ SPAN_INIT("aviso"), D_UNCOUNTED },
	{ SPAN_INIT("avisos"), D_UNCOUNTED },
	{ SPAN_INIT("be"), D_SMALL },
	{ SPAN_INIT("been"), D_SMALL },
	{ SPAN_INIT("befund"), D_NOUN | D_FINDING },
	{ SPAN_INIT("befunde"), D_NOUN | D_FINDING },
	{ SPAN_INIT("befunden"), D_NOUN },
	{ SPAN_INIT("below"), D_LESS },
	{ SPAN_INIT("benutzer"), D_LOAD },
	{ SPAN_INIT("bestanden"), D_GOOD },
	{ SPAN_INIT("bestehen"), D_GOOD },
	{ SPAN_INIT("binnen"), D_LESS },
	{ SPAN_INIT("blocker"), D_SEVERE },
	{ SPAN_INIT("blocking"), D_SEVERE },
	{ SPAN_INIT("broken"), D_BAD },
	{ SPAN_INIT("build"), D_TESTS },
	{ SPAN_INIT("builds"), D_TESTS },
	{ SPAN_INIT("cannot"), D_NOT },
	{ SPAN_INIT("case"), D_TESTS },
	{ SPAN_INIT("cases"), D_TESTS },
	{ SPAN_INIT("cero"), D_NONE },
	{ SPAN_INIT("check"), D_TESTS },
	{ SPAN_INIT("checks"), D_TESTS },
	{ SPAN_INIT("ci"), D_TESTS },
	{ SPAN_INIT("cinco"), D_COUNT },
	{ SPAN_INIT("cinq"), D_COUNT },
	{ SPAN_INIT("clients"), D_LOAD },
	{ SPAN_INIT("com"), D_IBERIAN },
	{ SPAN_INIT("completado"), D_GOOD },
	{ SPAN_INIT("completamente"), D_SMALL },
	{ SPAN_INIT("complete"), D_GOOD },
	{ SPAN_INIT("completed"), D_GOOD },
	{ SPAN_INIT("concluída"), D_GOOD },
	{ SPAN_INIT("concluído"), D_GOOD },
	{ SPAN_INIT("config"), D_COMPARE },
	{ SPAN_INIT("connection"), D_LOAD },
	{ SPAN_INIT("connections"), D_LOAD },
	{ SPAN_INIT("copy"), D_COMPARE },
	{ SPAN_INIT("couldn"), D_NOT },
	{ SPAN_INIT("credenciais"), D_NOUN },
	{ SPAN_INIT("credenciales"), D_NOUN },
	{ SPAN_INIT("credential"), D_NOUN },
	{ SPAN_INIT("credentials"), D_NOUN },
	{ SPAN_INIT("critical"), D_NOUN | D_SEVERE },
	{ SPAN_INIT("criticals"), D_NOUN | D_SEVERE },
	{ SPAN_INIT("critique"), D_SEVERE },
	{ SPAN_INIT("critiques"), D_SEVERE },
	{ SPAN_INIT("crítica"), D_SEVERE },
	{ SPAN_INIT("críticas"), D_SEVERE },
	{ SPAN_INIT("crítico"), D_SEVERE },
	{ SPAN_INIT("críticos"), D_SEVERE },
	{ SPAN_INIT("cuando"), D_WHEN },
	{ SPAN_INIT("currently"), D_IS | D_SMALL },
	{ SPAN_INIT("cve"), D_NOUN | D_FINDING },
	{ SPAN_INIT("cves"), D_NOUN | D_FINDING },
	{ SPAN_INIT("da"), D_IBERIAN },
	{ SPAN_INIT("das"), D_IBERIAN },
	{ SPAN_INIT("datenverlust"), D_UNCOUNTED },
	{ SPAN_INIT("day"), D_COMPARE | D_TIME },
	{ SPAN_INIT("days"), D_TIME },
	{ SPAN_INIT("de"), D_IBERIAN },
	{ SPAN_INIT("defekt"), D_BAD },
	{ SPAN_INIT("del"), D_IBERIAN },
	{ SPAN_INIT("deployed"), D_GOOD },
	{ SPAN_INIT("deux"), D_COUNT },
	{ SPAN_INIT("devices"), D_LOAD },
	{ SPAN_INIT("dias"), D_TIME },
	{ SPAN_INIT("didn"), D_NOT },
	{ SPAN_INIT("disabled"), D_SKIPPED },
	{ SPAN_INIT("disruption"), D_UNCOUNTED },
	{ SPAN_INIT("disruptions"), D_UNCOUNTED },
	{ SPAN_INIT("doesn"), D_NOT },
	{ SPAN_INIT("doesnt"), D_NOT },
	{ SPAN_INIT("dois"), D_COUNT },
	{ SPAN_INIT("don"), D_NOT },
	{ SPAN_INIT("done"), D_GOOD },
	{ SPAN_INIT("dos"), D_IBERIAN },
	{ SPAN_INIT("downtime"), D_UNCOUNTED },
	{ SPAN_INIT("drei"), D_COUNT },
	{ SPAN_INIT("duas"), D_COUNT },
	{ SPAN_INIT("durchgeführt"), D_GOOD },
	{ SPAN_INIT("días"), D_TIME },
	{ SPAN_INIT("earlier"), D_COMPARE },
	{ SPAN_INIT("effectué"), D_GOOD },
	{ SPAN_INIT("eight"), D_COUNT },
	{ SPAN_INIT("ejecutadas"), D_RUN },
	{ SPAN_INIT("ejecutados"), D_RUN },
	{ SPAN_INIT("el"), D_IBERIAN },
	{ SPAN_INIT("em"), D_IBERIAN },
	{ SPAN_INIT("en"), D_IBERIAN },
	{ SPAN_INIT("encore"), D_IS | D_SMALL },
	{ SPAN_INIT("erfolgreich"), D_GOOD },
	{ SPAN_INIT("erledigt"), D_GOOD },
	{ SPAN_INIT("erreur"), D_NOUN },
	{ SPAN_INIT("erreurs"), D_NOUN },
	{ SPAN_INIT("erro"), D_NOUN },
	{ SPAN_INIT("error"), D_NOUN },
	{ SPAN_INIT("errors"), D_NOUN | D_FAILURES },
	{ SPAN_INIT("erros"), D_NOUN },
	{ SPAN_INIT("essai"), D_TESTS },
	{ SPAN_INIT("essais"), D_TESTS },
	{ SPAN_INIT("est"), D_IS },
	{ SPAN_INIT("está"), D_IS },
	{ SPAN_INIT("estão"), D_IS },
	{ SPAN_INIT("events"), D_LOAD },
	{ SPAN_INIT("every"), D_SMALL },
	{ SPAN_INIT("except"), D_EXCEPT },
	{ SPAN_INIT("excepto"), D_EXCEPT },
	{ SPAN_INIT("exceto"), D_EXCEPT },
	{ SPAN_INIT("excluding"), D_EXCEPT },
	{ SPAN_INIT("executadas"), D_RUN },
	{ SPAN_INIT("executados"), D_RUN },
	{ SPAN_INIT("executed"), D_RUN },
	{ SPAN_INIT("exécutées"), D_RUN },
	{ SPAN_INIT("exécutés"), D_RUN },
	{ SPAN_INIT("fail"), D_FAIL | D_NOUN },
	{ SPAN_INIT("failed"), D_FAIL | D_NOUN | D_FAILURES },
	{ SPAN_INIT("failing"), D_FAIL | D_BAD | D_NOUN | D_FAILURES },
	{ SPAN_INIT("fails"), D_FAIL | D_NOUN },
	{ SPAN_INIT("failure"), D_NOUN | D_FAILURES },
	{ SPAN_INIT("failures"), D_NOUN | D_FAILURES },
	{ SPAN_INIT("falha"), D_FAIL | D_NOUN },
	{ SPAN_INIT("falham"), D_FAIL },
	{ SPAN_INIT("falharam"), D_FAIL },
	{ SPAN_INIT("falhas"), D_NOUN },
	{ SPAN_INIT("falhou"), D_FAIL },
	{ SPAN_INIT("falla"), D_FAIL },
	{ SPAN_INIT("fallan"), D_FAIL },
	{ SPAN_INIT("fallaron"), D_FAIL },
	{ SPAN_INIT("fallo"), D_NOUN },
	{ SPAN_INIT("fallos"), D_NOUN },
	{ SPAN_INIT("falls"), D_WHEN },
	{ SPAN_INIT("falló"), D_FAIL },
	{ SPAN_INIT("fehl"), D_FAIL },
	{ SPAN_INIT("fehler"), D_NOUN },
	{ SPAN_INIT("fehlgeschlagen"), D_FAIL },
	{ SPAN_INIT("fewer"), D_COMPARE },
	{ SPAN_INIT("finding"), D_NOUN | D_FINDING },
	{ SPAN_INIT("findings"), D_NOUN | D_FINDING },
	{ SPAN_INIT("finished"), D_GOOD },
	{ SPAN_INIT("five"), D_COUNT },
	{ SPAN_INIT("fixed"), D_GOOD },
	{ SPAN_INIT("flake"), D_FLAKY },
	{ SPAN_INIT("flakes"), D_FLAKY },
	{ SPAN_INIT("flakey"), D_FLAKY },
	{ SPAN_INIT("flakiness"), D_FLAKY },
	{ SPAN_INIT("flaky"), D_FLAKY },
	{ SPAN_INIT("four"), D_COUNT },
	{ SPAN_INIT("fully"), D_SMALL },
	{ SPAN_INIT("funciona"), D_GOOD },
	{ SPAN_INIT("funktioniert"), D_GOOD },
	{ SPAN_INIT("fünf"), D_COUNT },
	{ SPAN_INIT("geheimnis"), D_NOUN },
	{ SPAN_INIT("geheimnisse"), D_NOUN },
	{ SPAN_INIT("gelaufen"), D_RUN },
	{ SPAN_INIT("geprüft"), D_GOOD },
	{ SPAN_INIT("getestet"), D_GOOD },
	{ SPAN_INIT("greater"), D_COMPARE },
	{ SPAN_INIT("green"), D_GOOD },
	{ SPAN_INIT("grün"), D_GOOD },
	{ SPAN_INIT("h"), D_TIME },
	{ SPAN_INIT("has"), D_SMALL },
	{ SPAN_INIT("hasn"), D_NOT },
	{ SPAN_INIT("have"), D_SMALL },
	{ SPAN_INIT("haven"), D_NOT },
	{ SPAN_INIT("healthy"), D_GOOD },
	{ SPAN_INIT("heures"), D_TIME },
	{ SPAN_INIT("high"), D_NOUN | D_SEVERE },
	{ SPAN_INIT("hohe"), D_SEVERE },
	{ SPAN_INIT("horas"), D_TIME },
	{ SPAN_INIT("hour"), D_TIME },
	{ SPAN_INIT("hours"), D_TIME },
	{ SPAN_INIT("hr"), D_TIME },
	{ SPAN_INIT("hrs"), D_TIME },
	{ SPAN_INIT("hundred"), D_COUNT },
	{ SPAN_INIT("höchstens"), D_LESS },
	{ SPAN_INIT("identifiants"), D_NOUN },
	{ SPAN_INIT("if"), D_WHEN },
	{ SPAN_INIT("ignoradas"), D_SKIPPED },
	{ SPAN_INIT("ignorado"), D_SKIPPED },
	{ SPAN_INIT("ignorados"), D_SKIPPED },
	{ SPAN_INIT("ignored"), D_SKIPPED },
	{ SPAN_INIT("ignoré"), D_SKIPPED },
	{ SPAN_INIT("ignorés"), D_SKIPPED },
	{ SPAN_INIT("immer"), D_SMALL },
	{ SPAN_INIT("in"), D_SMALL },
	{ SPAN_INIT("inactividad"), D_UNCOUNTED },
	{ SPAN_INIT("incomplet"), D_BAD },
	{ SPAN_INIT("incompleta"), D_BAD },
	{ SPAN_INIT("incomplete"), D_BAD },
	{ SPAN_INIT("incompleto"), D_BAD },
	{ SPAN_INIT("incomplète"), D_BAD },
	{ SPAN_INIT("indisponibilidade"), D_UNCOUNTED },
	{ SPAN_INIT("indisponibilité"), D_UNCOUNTED },
	{ SPAN_INIT("inestables"), D_FLAKY },
	{ SPAN_INIT("instabil"), D_FLAKY },
	{ SPAN_INIT("instabile"), D_FLAKY },
	{ SPAN_INIT("instable"), D_FLAKY },
	{ SPAN_INIT("instables"), D_FLAKY },
	{ SPAN_INIT("instáveis"), D_FLAKY },
	{ SPAN_INIT("instável"), D_FLAKY },
	{ SPAN_INIT("interrupciones"), D_UNCOUNTED },
	{ SPAN_INIT("interrupción"), D_UNCOUNTED },
	{ SPAN_INIT("interruption"), D_UNCOUNTED },
	{ SPAN_INIT("interruptions"), D_UNCOUNTED },
	{ SPAN_INIT("interrupção"), D_UNCOUNTED },
	{ SPAN_INIT("interrupções"), D_UNCOUNTED },
	{ SPAN_INIT("is"), D_IS | D_SMALL },
	{ SPAN_INIT("isn"), D_NOT },
	{ SPAN_INIT("isnt"), D_NOT },
	{ SPAN_INIT("issue"), D_NOUN | D_FINDING },
	{ SPAN_INIT("issues"), D_NOUN | D_FINDING },
	{ SPAN_INIT("ist"), D_IS },
	{ SPAN_INIT("jamais"), D_NOT },
	{ SPAN_INIT("job"), D_TESTS },
	{ SPAN_INIT("jobs"), D_TESTS },
	{ SPAN_INIT("jours"), D_TIME },
	{ SPAN_INIT("kaputt"), D_BAD },
	{ SPAN_INIT("kein"), D_NONE },
	{ SPAN_INIT("keine"), D_NONE },
	{ SPAN_INIT("keinen"), D_NONE },
	{ SPAN_INIT("keinerlei"), D_NONE },
	{ SPAN_INIT("knowledge"), D_COMPARE },
	{ SPAN_INIT("known"), D_IS },
	{ SPAN_INIT("kritische"), D_SEVERE },
	{ SPAN_INIT("kritischen"), D_SEVERE },
	{ SPAN_INIT("la"), D_IBERIAN },
	{ SPAN_INIT("las"), D_IBERIAN },
	{ SPAN_INIT("later"), D_COMPARE },
	{ SPAN_INIT("laufen"), D_GOOD },
	{ SPAN_INIT("least"), D_LESS },
	{ SPAN_INIT("les"), D_SMALL },
	{ SPAN_INIT("less"), D_COMPARE },
	{ SPAN_INIT("longer"), D_COMPARE },
	{ SPAN_INIT("los"), D_IBERIAN },
	{ SPAN_INIT("loss"), D_UNCOUNTED },
	{ SPAN_INIT("losses"), D_UNCOUNTED },
	{ SPAN_INIT("lost"), D_UNCOUNTED },
	{ SPAN_INIT("low"), D_SEVERE },
	{ SPAN_INIT("länger"), D_COMPARE },
	{ SPAN_INIT("läuft"), D_GOOD },
	{ SPAN_INIT("mais"), D_COMPARE },
	{ SPAN_INIT("medium"), D_SEVERE },
	{ SPAN_INIT("mehr"), D_COMPARE },
	{ SPAN_INIT("menos"), D_COMPARE | D_LESS },
	{ SPAN_INIT("messages"), D_LOAD },
	{ SPAN_INIT("met"), D_GOOD },
	{ SPAN_INIT("million"), D_COUNT },
	{ SPAN_INIT("min"), D_TIME },
	{ SPAN_INIT("mindestens"), D_LESS },
	{ SPAN_INIT("minute"), D_TIME },
	{ SPAN_INIT("minuten"), D_TIME },
	{ SPAN_INIT("minutes"), D_TIME },
	{ SPAN_INIT("minutos"), D_TIME },
	{ SPAN_INIT("moins"), D_COMPARE | D_LESS },
	{ SPAN_INIT("month"), D_TIME },
	{ SPAN_INIT("months"), D_TIME },
	{ SPAN_INIT("more"), D_SMALL | D_COMPARE },
	{ SPAN_INIT("most"), D_LESS },
	{ SPAN_INIT("ms"), D_TIME },
	{ SPAN_INIT("mttr"), D_LOAD },
	{ SPAN_INIT("más"), D_COMPARE },
	{ SPAN_INIT("nada"), D_NOT },
	{ SPAN_INIT("nao"), D_NOT },
	{ SPAN_INIT("ne"), D_NOT },
	{ SPAN_INIT("nenhum"), D_NONE },
	{ SPAN_INIT("nenhuma"), D_NONE },
	{ SPAN_INIT("never"), D_NOT },
	{ SPAN_INIT("nicht"), D_NOT | D_NOTAFTER },
	{ SPAN_INIT("nichts"), D_NOT },
	{ SPAN_INIT("nie"), D_NOT },
	{ SPAN_INIT("niemals"), D_NOT },
	{ SPAN_INIT("nine"), D_COUNT },
	{ SPAN_INIT("ninguna"), D_NONE },
	{ SPAN_INIT("ninguno"), D_NONE },
	{ SPAN_INIT("ningún"), D_NONE },
	{ SPAN_INIT("no"), D_NONE },
	{ SPAN_INIT("noch"), D_IS | D_SMALL },
	{ SPAN_INIT("nodes"), D_LOAD },
	{ SPAN_INIT("none"), D_NONE | D_LOOSE },
	{ SPAN_INIT("not"), D_NOT },
	{ SPAN_INIT("nothing"), D_NOT },
	{ SPAN_INIT("now"), D_IS },
	{ SPAN_INIT("null"), D_NONE | D_LOOSE },
	{ SPAN_INIT("nunca"), D_NOT },
	{ SPAN_INIT("nutzer"), D_LOAD },
	{ SPAN_INIT("não"), D_NOT | D_IBERIAN },
	{ SPAN_INIT("of"), D_SMALL },
	{ SPAN_INIT("ohne"), D_NONE | D_LOOSE },
	{ SPAN_INIT("ok"), D_GOOD },
	{ SPAN_INIT("omitidas"), D_SKIPPED },
	{ SPAN_INIT("omitido"), D_SKIPPED },
	{ SPAN_INIT("omitidos"), D_SKIPPED },
	{ SPAN_INIT("on"), D_SMALL },
	{ SPAN_INIT("one"), D_COUNT },
	{ SPAN_INIT("os"), D_SMALL | D_IBERIAN },
	{ SPAN_INIT("outage"), D_UNCOUNTED },
	{ SPAN_INIT("outages"), D_UNCOUNTED },
	{ SPAN_INIT("outstanding"), D_BAD },
	{ SPAN_INIT("over"), D_LESS },
	{ SPAN_INIT("para"), D_IBERIAN },
	{ SPAN_INIT("parada"), D_UNCOUNTED },
	{ SPAN_INIT("paradas"), D_UNCOUNTED },
	{ SPAN_INIT("pas"), D_NOT | D_NOTAFTER },
	{ SPAN_INIT("pasa"), D_GOOD },
	{ SPAN_INIT("pasan"), D_GOOD | D_IBERIAN },
	{ SPAN_INIT("pasaron"), D_GOOD },
	{ SPAN_INIT("pass"), D_GOOD },
	{ SPAN_INIT("passa"), D_GOOD },
	{ SPAN_INIT("passam"), D_GOOD | D_IBERIAN },
	{ SPAN_INIT("passar"), D_GOOD },
	{ SPAN_INIT("passaram"), D_GOOD | D_IBERIAN },
	{ SPAN_INIT("passe"), D_GOOD },
	{ SPAN_INIT("passed"), D_GOOD },
	{ SPAN_INIT("passent"), D_GOOD },
	{ SPAN_INIT("passes"), D_GOOD },
	{ SPAN_INIT("passing"), D_GOOD },
	{ SPAN_INIT("passou"), D_GOOD | D_IBERIAN },
	{ SPAN_INIT("pasó"), D_GOOD },
	{ SPAN_INIT("pendente"), D_BAD },
	{ SPAN_INIT("pendiente"), D_BAD },
	{ SPAN_INIT("pending"), D_BAD },
	{ SPAN_INIT("perda"), D_UNCOUNTED },
	{ SPAN_INIT("perdas"), D_UNCOUNTED },
	{ SPAN_INIT("perte"), D_UNCOUNTED },
	{ SPAN_INIT("pertes"), D_UNCOUNTED },
	{ SPAN_INIT("pipeline"), D_TESTS },
	{ SPAN_INIT("pipelines"), D_TESTS },
	{ SPAN_INIT("plus"), D_COMPARE },
	{ SPAN_INIT("por"), D_IBERIAN },
	{ SPAN_INIT("probado"), D_GOOD },
	{ SPAN_INIT("probados"), D_GOOD },
	{ SPAN_INIT("problem"), D_NOUN | D_FINDING },
	{ SPAN_INIT("problema"), D_NOUN },
	{ SPAN_INIT("problemas"), D_NOUN },
	{ SPAN_INIT("problems"), D_NOUN | D_FINDING },
	{ SPAN_INIT("problème"), D_NOUN },
	{ SPAN_INIT("problèmes"), D_NOUN },
	{ SPAN_INIT("prueba"), D_NOUN | D_TESTS },
	{ SPAN_INIT("pruebas"), D_NOUN | D_TESTS | D_IBERIAN },
	{ SPAN_INIT("pulado"), D_SKIPPED },
	{ SPAN_INIT("pulados"), D_SKIPPED },
	{ SPAN_INIT("pérdida"), D_UNCOUNTED },
	{ SPAN_INIT("pérdidas"), D_UNCOUNTED },
	{ SPAN_INIT("quand"), D_WHEN },
	{ SPAN_INIT("quando"), D_WHEN },
	{ SPAN_INIT("quarantined"), D_SKIPPED },
	{ SPAN_INIT("quatre"), D_COUNT },
	{ SPAN_INIT("quatro"), D_COUNT },
	{ SPAN_INIT("que"), D_IBERIAN },
	{ SPAN_INIT("ran"), D_RUN },
	{ SPAN_INIT("records"), D_LOAD },
	{ SPAN_INIT("red"), D_BAD },
	{ SPAN_INIT("regression"), D_NOUN },
	{ SPAN_INIT("regressions"), D_NOUN },
	{ SPAN_INIT("remain"), D_IS },
	{ SPAN_INIT("remained"), D_IS },
	{ SPAN_INIT("remains"), D_IS },
	{ SPAN_INIT("request"), D_LOAD },
	{ SPAN_INIT("requests"), D_LOAD },
	{ SPAN_INIT("requisições"), D_LOAD },
	{ SPAN_INIT("requêtes"), D_LOAD },
	{ SPAN_INIT("resolved"), D_GOOD },
	{ SPAN_INIT("restored"), D_GOOD },
	{ SPAN_INIT("rien"), D_NOT },
	{ SPAN_INIT("rojo"), D_BAD },
	{ SPAN_INIT("rot"), D_BAD },
	{ SPAN_INIT("rouge"), D_BAD },
	{ SPAN_INIT("rows"), D_LOAD },
	{ SPAN_INIT("rpo"), D_LOAD },
	{ SPAN_INIT("rto"), D_LOAD },
	{ SPAN_INIT("run"), D_RUN },
	{ SPAN_INIT("réussi"), D_GOOD },
	{ SPAN_INIT("réussie"), D_GOOD },
	{ SPAN_INIT("réussies"), D_GOOD },
	{ SPAN_INIT("réussis"), D_GOOD },
	{ SPAN_INIT("s"), D_TIME },
	{ SPAN_INIT("salvo"), D_EXCEPT },
	{ SPAN_INIT("sans"), D_NONE | D_LOOSE },
	{ SPAN_INIT("sauf"), D_EXCEPT },
	{ SPAN_INIT("scan"), D_TESTS },
	{ SPAN_INIT("scans"), D_TESTS },
	{ SPAN_INIT("scheitern"), D_FAIL },
	{ SPAN_INIT("scheitert"), D_FAIL },
	{ SPAN_INIT("schwachstelle"), D_NOUN | D_FINDING },
	{ SPAN_INIT("schwachstellen"), D_NOUN | D_FINDING },
	{ SPAN_INIT("se"), D_WHEN },
	{ SPAN_INIT("sec"), D_TIME },
	{ SPAN_INIT("second"), D_TIME },
	{ SPAN_INIT("secondes"), D_TIME },
	{ SPAN_INIT("seconds"), D_TIME },
	{ SPAN_INIT("secret"), D_NOUN | D_SEVERE },
	{ SPAN_INIT("secreto"), D_NOUN },
	{ SPAN_INIT("secretos"), D_NOUN },
	{ SPAN_INIT("secrets"), D_NOUN | D_SEVERE },
	{ SPAN_INIT("segredo"), D_NOUN },
	{ SPAN_INIT("segredos"), D_NOUN },
	{ SPAN_INIT("segundos"), D_TIME },
	{ SPAN_INIT("sekunden"), D_TIME },
	{ SPAN_INIT("sem"), D_NONE | D_LOOSE },
	{ SPAN_INIT("serious"), D_SEVERE },
	{ SPAN_INIT("sessions"), D_LOAD },
	{ SPAN_INIT("seven"), D_COUNT },
	{ SPAN_INIT("severe"), D_SEVERE },
	{ SPAN_INIT("si"), D_WHEN },
	{ SPAN_INIT("sigue"), D_IS },
	{ SPAN_INIT("siguen"), D_IS },
	{ SPAN_INIT("sin"), D_NONE | D_LOOSE },
	{ SPAN_INIT("sind"), D_IS },
	{ SPAN_INIT("six"), D_COUNT },
	{ SPAN_INIT("skip"), D_SKIPPED },
	{ SPAN_INIT("skipped"), D_SKIPPED },
	{ SPAN_INIT("skips"), D_SKIPPED },
	{ SPAN_INIT("son"), D_IS },
	{ SPAN_INIT("sont"), D_IS },
	{ SPAN_INIT("spec"), D_TESTS },
	{ SPAN_INIT("specs"), D_TESTS },
	{ SPAN_INIT("stable"), D_GOOD },
	{ SPAN_INIT("still"), D_IS | D_SMALL },
	{ SPAN_INIT("stunden"), D_TIME },
	{ SPAN_INIT("succeed"), D_GOOD },
	{ SPAN_INIT("succeeded"), D_GOOD },
	{ SPAN_INIT("succeeds"), D_GOOD },
	{ SPAN_INIT("successful"), D_GOOD },
	{ SPAN_INIT("suite"), D_TESTS },
	{ SPAN_INIT("suites"), D_TESTS },
	{ SPAN_INIT("são"), D_IS },
	{ SPAN_INIT("t"), D_SMALL },
	{ SPAN_INIT("tage"), D_TIME },
	{ SPAN_INIT("tagen"), D_TIME },
	{ SPAN_INIT("ten"), D_COUNT },
	{ SPAN_INIT("terminé"), D_GOOD },
	{ SPAN_INIT("terminée"), D_GOOD },
	{ SPAN_INIT("test"), D_NOUN | D_TESTS },
	{ SPAN_INIT("testado"), D_GOOD },
	{ SPAN_INIT("testados"), D_GOOD },
	{ SPAN_INIT("teste"), D_NOUN | D_TESTS },
	{ SPAN_INIT("tested"), D_GOOD },
	{ SPAN_INIT("testes"), D_NOUN | D_TESTS | D_IBERIAN },
	{ SPAN_INIT("testfälle"), D_TESTS },
	{ SPAN_INIT("testing"), D_TESTS },
	{ SPAN_INIT("tests"), D_NOUN | D_TESTS },
	{ SPAN_INIT("testé"), D_GOOD },
	{ SPAN_INIT("testée"), D_GOOD },
	{ SPAN_INIT("testés"), D_GOOD },
	{ SPAN_INIT("than"), D_SMALL | D_LESS },
	{ SPAN_INIT("the"), D_SMALL },
	{ SPAN_INIT("thirty"), D_COUNT },
	{ SPAN_INIT("thousand"), D_COUNT },
	{ SPAN_INIT("three"), D_COUNT },
	{ SPAN_INIT("to"), D_SMALL },
	{ SPAN_INIT("todas"), D_SMALL },
	{ SPAN_INIT("todos"), D_SMALL },
	{ SPAN_INIT("tous"), D_SMALL },
	{ SPAN_INIT("toutes"), D_SMALL },
	{ SPAN_INIT("transactions"), D_LOAD },
	{ SPAN_INIT("tres"), D_COUNT },
	{ SPAN_INIT("trois"), D_COUNT },
	{ SPAN_INIT("trust"), D_COMPARE },
	{ SPAN_INIT("três"), D_COUNT },
	{ SPAN_INIT("twenty"), D_COUNT },
	{ SPAN_INIT("two"), D_COUNT },
	{ SPAN_INIT("um"), D_IBERIAN },
	{ SPAN_INIT("uma"), D_IBERIAN },
	{ SPAN_INIT("unable"), D_NOT },
	{ SPAN_INIT("under"), D_LESS },
	{ SPAN_INIT("unfinished"), D_BAD },
	{ SPAN_INIT("ungetestet"), D_BAD },
	{ SPAN_INIT("unless"), D_WHEN },
	{ SPAN_INIT("unresolved"), D_BAD },
	{ SPAN_INIT("unter"), D_LESS },
	{ SPAN_INIT("unterbrechung"), D_UNCOUNTED },
	{ SPAN_INIT("unterbrechungen"), D_UNCOUNTED },
	{ SPAN_INIT("untested"), D_BAD },
	{ SPAN_INIT("until"), D_WHEN },
	{ SPAN_INIT("unverified"), D_BAD },
	{ SPAN_INIT("unvollständig"), D_BAD },
	{ SPAN_INIT("user"), D_LOAD },
	{ SPAN_INIT("users"), D_LOAD },
	{ SPAN_INIT("usuarios"), D_LOAD },
	{ SPAN_INIT("usuários"), D_LOAD },
	{ SPAN_INIT("utilisateurs"), D_LOAD },
	{ SPAN_INIT("validado"), D_GOOD },
	{ SPAN_INIT("validated"), D_GOOD },
	{ SPAN_INIT("validé"), D_GOOD },
	{ SPAN_INIT("validée"), D_GOOD },
	{ SPAN_INIT("verificado"), D_GOOD },
	{ SPAN_INIT("verified"), D_GOOD },
	{ SPAN_INIT("vermelho"), D_BAD },
	{ SPAN_INIT("vier"), D_COUNT },
	{ SPAN_INIT("vulnerabilidad"), D_NOUN | D_FINDING },
	{ SPAN_INIT("vulnerabilidade"), D_NOUN | D_FINDING },
	{ SPAN_INIT("vulnerabilidades"), D_NOUN | D_FINDING },
	{ SPAN_INIT("vulnerabilities"), D_NOUN | D_FINDING },
	{ SPAN_INIT("vulnerability"), D_NOUN | D_FINDING },
	{ SPAN_INIT("vulnerable"), D_NOUN },
	{ SPAN_INIT("vulnérabilité"), D_NOUN | D_FINDING },
	{ SPAN_INIT("vulnérabilités"), D_NOUN | D_FINDING },
	{ SPAN_INIT("war"), D_IS },
	{ SPAN_INIT("waren"), D_IS },
	{ SPAN_INIT("warning"), D_UNCOUNTED },
	{ SPAN_INIT("warnings"), D_UNCOUNTED },
	{ SPAN_INIT("warnung"), D_UNCOUNTED },
	{ SPAN_INIT("warnungen"), D_UNCOUNTED },
	{ SPAN_INIT("was"), D_IS },
	{ SPAN_INIT("wasn"), D_NOT },
	{ SPAN_INIT("week"), D_TIME },
	{ SPAN_INIT("weeks"), D_TIME },
	{ SPAN_INIT("wenn"), D_WHEN },
	{ SPAN_INIT("were"), D_IS },
	{ SPAN_INIT("weren"), D_NOT },
	{ SPAN_INIT("when"), D_WHEN },
	{ SPAN_INIT("whenever"), D_WHEN },
	{ SPAN_INIT("within"), D_LESS },
	{ SPAN_INIT("without"), D_NONE | D_LOOSE },
	{ SPAN_INIT("won"), D_NOT },
	{ SPAN_INIT("work"), D_GOOD },
	{ SPAN_INIT("working"), D_GOOD },
	{ SPAN_INIT("works"), D_GOOD },
	{ SPAN_INIT("yet"), D_SMALL },
	{ SPAN_INIT("zero"), D_NONE },
	{ SPAN_INIT("zugangsdaten"), D_NOUN },
	{ SPAN_INIT("zwei"), D_COUNT },
	{ SPAN_INIT("zéro"), D_NONE },
	{ SPAN_INIT("é"), D_IS },
	{ SPAN_INIT("échec"), D_NOUN },
	{ SPAN_INIT("échecs"), D_NOUN },
	{ SPAN_INIT("échoue"), D_FAIL },
	{ SPAN_INIT("échouent"), D_FAIL },
	{ SPAN_INIT("échoué"), D_FAIL },
	{ SPAN_INIT("échouée"), D_FAIL },
	{ SPAN_INIT("échouées"), D_FAIL },
	{ SPAN_INIT("échoués"), D_FAIL },
	{ SPAN_INIT("épreuves"), D_TESTS },
	{ SPAN_INIT("über"), D_LESS },
	{ SPAN_INIT("übersprungen"), D_SKIPPED },
	{ SPAN_INIT("übersprungene"), D_SKIPPED },
	{ SPAN_INIT("übersprungenen"), D_SKIPPED },
};

/* Where there are no blanks to go by. */
static const struct span unspaced_failures[] = {
	SPAN_INIT("未通过"), SPAN_INIT("不通过"), SPAN_INIT("没有通过"),
	SPAN_INIT("没通过"), SPAN_INIT("失败"),   SPAN_INIT("失敗"),
	SPAN_INIT("不合格"), SPAN_INIT("未完成"), SPAN_INIT("未测试"),
	SPAN_INIT("未验证"), SPAN_INIT("未実施"), SPAN_INIT("未完了"),
};
static const struct span unspaced_none[] = {
	SPAN_INIT("零"),   SPAN_INIT("无"),   SPAN_INIT("無"), SPAN_INIT("没有"),
	SPAN_INIT("ゼロ"), SPAN_INIT("なし"), SPAN_INIT("不"), SPAN_INIT("未出现"),
};
static const struct span unspaced_uncounted[] = {
	SPAN_INIT("停机"), SPAN_INIT("宕机"), SPAN_INIT("丢失"),
	SPAN_INIT("中断"), SPAN_INIT("损失"), SPAN_INIT("ダウンタイム"),
	SPAN_INIT("停止"), SPAN_INIT("損失"), SPAN_INIT("泄露"),
	SPAN_INIT("警告"),
};
static const struct span unspaced_skipped[] = {
	SPAN_INIT("跳过"),
	SPAN_INIT("スキップ"),
};
static const struct span unspaced_numbers[] = {
	SPAN_INIT("并发"),
	SPAN_INIT("同時"),
	SPAN_INIT("可用性"),
	SPAN_INIT("可用率"),
};
static const struct span unspaced_findings[] = {
	SPAN_INIT("问题"),
	SPAN_INIT("漏洞"),
	SPAN_INIT("脆弱性"),
	SPAN_INIT("問題"),
};
static const struct span unspaced_severe[] = {
	SPAN_INIT("高危"),
	SPAN_INIT("严重"),
	SPAN_INIT("重大"),
	SPAN_INIT("中危"),
};
static const struct span unspaced_flaky[] = {
	SPAN_INIT("不稳定"),
	SPAN_INIT("フレーキー"),
	SPAN_INIT("不安定"),
};

/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NEAR         4 /* words between two that belong together */

struct reading {
	const struct words *words;
	struct span text;
	struct arena *arena;
	unsigned at[WORDS_MAX];
	unsigned all;
};

static int compare_entry(const void *key, const void *entry)
{
	return span_cmp(*(const struct span *)key, ((const struct entry *)entry)->word);
}

bool denial_word(size_t number, struct span *out)
{
	*out = number < COUNT(entries) ? entries[number].word : SPAN_EMPTY;
	return number < COUNT(entries);
}

static unsigned parts_of(struct span word)
{
	const struct entry *entry = bsearch(&word, entries, COUNT(entries),
					    sizeof(entries[0]), compare_entry);

	/* "doesn't" with a typographer's apostrophe is one word. */
	if (!entry && span_ends(word, "n\xe2\x80\x99t"))
		return D_NOT;
	if (!entry && span_starts(word, "n\xe2\x80\x99"))
		return D_NOT;
	return entry ? entry->parts : 0;
}

/* "0" in "0.5" or "1.0" is no zero of anything. */
static bool is_fraction(const struct reading *r, size_t i)
{
	const char *at = r->words->at[i].ptr;
	bool inside = at >= r->text.ptr && at < r->text.ptr + r->text.len;
	size_t offset = inside ? (size_t)(at - r->text.ptr) : 0;

	if (!inside || !span_is(r->words->at[i], "0"))
		return false;
	return (offset > 0 && strchr(".,:-/<>=", r->text.ptr[offset - 1])) ||
	       (offset + 1 < r->text.len && strchr(".,:%", r->text.ptr[offset + 1]));
}

/* Not said, or not without a condition. */
static bool is_denied(const struct reading *r, size_t i)
{
	for (size_t back = 1; back <= NEAR && back <= i; back++)
		if (r->at[i - back] & (D_NONE | D_NOT | D_WHEN))
			return true;
	return i + 1 < r->words->count && (r->at[i + 1] & D_NOTAFTER);
}

static bool is_number(struct span word)
{
	return word.len > 0 && word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

/* It is said of the subject: "is broken", "known failing", at the very end. */
static bool is_said(const struct reading *r, size_t i)
{
	return i + 1 == r->words->count || (i > 0 && (r->at[i - 1] & D_IS));
}

static bool is_of_tests(const struct reading *r, size_t i)
{
	for (size_t back = 1; back <= NEAR && back <= i; back++)
		if (r->at[i - back] & D_TESTS)
			return true;
	return false;
}

/* "failed logins" qualifies what follows; "tests failed on arm" is said of tests. */
static bool qualifies(const struct reading *r, size_t i)
{
	return i + 1 < r->words->count && span_ends(r->words->at[i], "ed") &&
	       r->at[i + 1] == 0 && !word_is_common(r->words->at[i + 1]);
}

static bool states_failure(const struct reading *r, size_t i)
{
	/* "Test failures: 2" */
	if ((r->at[i] & D_FAILURES) && i + 1 < r->words->count &&
	    is_number(r->words->at[i + 1]) && !span_is(r->words->at[i + 1], "0") &&
	    is_of_tests(r, i))
		return true;
	/* "Tests never ran" */
	if ((r->at[i] & D_RUN) && i > 0 && (r->at[i - 1] & D_NOT) && is_of_tests(r, i))
		return true;
	if (!(r->at[i] & (D_FAIL | D_BAD)) || is_denied(r, i))
		return false;
	if (is_said(r, i))
		return true;
	if (r->at[i] & D_FAIL)
		return is_of_tests(r, i) && !qualifies(r, i);
	return false;
}

/* "does not yet pass", "not all tests pass"; "funktioniert nicht". */
static bool denies_success(const struct reading *r, size_t i)
{
	if (!(r->at[i] & D_NOT))
		return false;
	for (size_t on = i + 1; on < r->words->count && on <= i + NEAR + 1; on++) {
		if (r->at[on] & D_GOOD)
			return true;
		if (!(r->at[on] & (D_SMALL | D_TESTS | D_NOT | D_IBERIAN)))
			break;
	}
	return (r->at[i] & D_NOTAFTER) && i > 0 && (r->at[i - 1] & D_GOOD);
}

/* "no pasan" in Spanish, "no servidor" in Portuguese; "no downtime" in both. */
static unsigned iberian_no(const struct reading *r, size_t i)
{
	unsigned next = i + 1 < r->words->count ? r->at[i + 1] : 0;

	if (next & (D_UNCOUNTED | D_NOUN))
		return D_NONE;
	return next & D_GOOD ? D_NOT : 0;
}

/* Words `from` to `to` with blanks between them. */
static struct span joined(const struct reading *r, size_t from, size_t to)
{
	struct span out = r->words->at[from];

	for (size_t i = from + 1; i <= to; i++)
		out = arena_printf(r->arena, "%.*s %.*s", SPAN_ARG(out),
				   SPAN_ARG(r->words->at[i]));
	return out;
}

/* "Memory leaks: none" */
static void read_none_behind(struct denial *out, const struct reading *r, size_t i)
{
	size_t first = i > 2 ? i - 2 : 0;
	unsigned about = 0;

	for (size_t back = first; back < i; back++)
		about |= r->at[back];
	if (about & D_FLAKY)
		out->none |= NONE_FLAKY;
	if (about & D_SKIPPED)
		out->none |= NONE_SKIPPED;
	if (i > 0 && !(about & (D_NOUN | D_FLAKY | D_SKIPPED)) && out->unknown.len == 0)
		out->unknown = joined(r, first, i);
}

/* What "no" at word i is about, up to three words on. */
static void read_none(struct denial *out, const struct reading *r, size_t i)
{
	static const unsigned counted = D_NOUN | D_FLAKY | D_SKIPPED;
	unsigned about = 0;
	size_t last = i;

	if (i + 1 == r->words->count) {
		read_none_behind(out, r, i);
		return;
	}
	if ((r->at[i + 1] & D_COMPARE) || is_number(r->words->at[i + 1]))
		return;
	/* "No test was skipped": what is said of tests comes behind them. */
	while (last + 1 < r->words->count && last < i + 3 &&
	       (last == i || (r->at[last] & D_TESTS) ||
		!(about & (counted | D_UNCOUNTED))))
		about |= r->at[++last];
	if (about & D_FLAKY)
		out->none |= NONE_FLAKY;
	if (about & D_SKIPPED)
		out->none |= NONE_SKIPPED;
	if ((about & D_FINDING) && !(about & D_SEVERE))
		out->none |= NONE_FINDING;
	if ((r->at[i] & D_LOOSE) && !(about & D_UNCOUNTED))
		return; /* "works without network": a condition */
	if (!(about & counted) && out->unknown.len == 0)
		out->unknown = joined(r, i, last);
}

/* "99.9 %"; all tests are a hundred percent of them. */
static bool is_percentage(const struct reading *r, size_t i)
{
	const char *at = r->words->at[i].ptr + r->words->at[i].len;
	struct span rest;

	if (!is_number(r->words->at[i]) || at < r->text.ptr ||
	    at > r->text.ptr + r->text.len ||
	    (span_is(r->words->at[i], "100") && (r->all & D_TESTS)))
		return false;
	rest = span_trim(span_from(r->text, (size_t)(at - r->text.ptr)));
	return span_starts(rest, "%") || span_starts(rest, "percent");
}

/* "4h", "200ms": the unit is part of the word. */
static bool is_time(struct span word)
{
	static const char *const ends[] = { "h", "ms", "s", "min" };
	size_t digits = 0;

	while (digits < word.len && is_number(span_from(word, digits)))
		digits++;
	for (size_t i = 0; digits > 0 && i < COUNT(ends); i++)
		if (span_is(span_from(word, digits), ends[i]))
			return true;
	return false;
}

/* "10,000 concurrent users", "RTO 4 h": a number that no report of tests shows. */
static bool is_load(const struct reading *r, size_t i)
{
	bool number = is_number(r->words->at[i]) || (r->at[i] & D_COUNT);
	unsigned before = i > 0 ? r->at[i - 1] : 0;
	unsigned behind = i + 1 < r->words->count ? r->at[i + 1] : 0;

	if (!number)
		return false;
	if ((before & (D_LOAD | D_LESS)) || (behind & D_TIME) ||
	    is_time(r->words->at[i]))
		return true;
	for (size_t on = i + 1; on < r->words->count && on <= i + 3; on++)
		if (r->at[on] & D_LOAD)
			return true;
	return false;
}

static void read_number(struct denial *out, const struct reading *r, size_t i)
{
	size_t last = i + 2 < r->words->count ? i + 2 : r->words->count - 1;

	if (out->unknown.len > 0)
		return;
	/* "Fewer than 3 flaky tests" is no number of tests. */
	if (is_number(r->words->at[i]) && !span_is(r->words->at[i], "0") &&
	    i + 1 < r->words->count && (r->at[i + 1] & (D_FLAKY | D_SKIPPED)))
		out->unknown = joined(r, i, i + 1);
	else if (r->at[i] & D_EXCEPT)
		out->unknown = joined(r, i, last);
	else if (out->number.len == 0 && (is_percentage(r, i) || is_load(r, i)))
		out->number = joined(r, i > 0 ? i - 1 : i, last);
}

static ptrdiff_t find_any(struct span text, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ptrdiff_t at = span_find(text, list[i]);

		if (at >= 0)
			return at;
	}
	return -1;
}

static bool is_ascii(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return false;
	return true;
}

static void read_unspaced(struct denial *out, struct span text)
{
	ptrdiff_t fails, lost, none;

	if (is_ascii(text))
		return; /* none of the words is */
	fails = find_any(text, unspaced_failures, COUNT(unspaced_failures));
	lost = find_any(text, unspaced_uncounted, COUNT(unspaced_uncounted));
	none = find_any(text, unspaced_none, COUNT(unspaced_none));
	/* "没有失败": none failed. */
	if (fails >= 0 && (none < 0 || none >= fails ||
			   find_any(span_sub(text, 0, (size_t)fails), unspaced_none,
				    COUNT(unspaced_none)) < 0))
		out->fails = true;
	if (out->number.len == 0 &&
	    find_any(text, unspaced_numbers, COUNT(unspaced_numbers)) >= 0)
		out->number = span_trim(text);
	if (none < 0)
		return;
	if (find_any(text, unspaced_findings, COUNT(unspaced_findings)) >= 0 &&
	    find_any(text, unspaced_severe, COUNT(unspaced_severe)) < 0)
		out->none |= NONE_FINDING;
	if (lost >= 0 && out->unknown.len == 0)
		out->unknown = span_trim(text);
	if (find_any(text, unspaced_skipped, COUNT(unspaced_skipped)) >= 0)
		out->none |= NONE_SKIPPED;
	if (find_any(text, unspaced_flaky, COUNT(unspaced_flaky)) >= 0)
		out->none |= NONE_FLAKY;
}

void denial_read(struct denial *out, const struct words *words, struct span text,
		 struct arena *arena)
{
	struct reading r = { .words = words, .text = text, .arena = arena };

	*out = (struct denial){ 0 };
	for (size_t i = 0; i < words->count; i++) {
		r.at[i] = parts_of(words->at[i]);
		if (is_fraction(&r, i))
			r.at[i] = 0;
		r.all |= r.at[i];
	}
	for (size_t i = 0; i < words->count; i++) {
		if (span_is(words->at[i], "no") && (r.all & D_IBERIAN))
			r.at[i] = iberian_no(&r, i);
		out->fails |= states_failure(&r, i) || denies_success(&r, i);
		if (r.at[i] & D_NONE)
			read_none(out, &r, i);
		read_number(out, &r, i);
	}
	read_unspaced(out, text);
}
