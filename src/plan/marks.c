#include "plan/marks.h"

#include "plan/words.h"
#include "text/utf8.h"

/* clang-format off: one mark a line */

const struct glyph_mark glyph_marks[] = {
	{ SPAN_INIT(":construction:"), CLAIM_IN_PROGRESS, GLYPH_STRICT },
	{ SPAN_INIT(":heavy_check_mark:"), CLAIM_DONE, GLYPH_STRICT },
	{ SPAN_INIT(":white_check_mark:"), CLAIM_DONE, GLYPH_STRICT },
	{ SPAN_INIT(":x:"), CLAIM_FAILED, GLYPH_STRICT },
	{ SPAN_INIT("↪"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("⌛"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("⏭"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("⏳"), CLAIM_IN_PROGRESS, GLYPH_STRICT },
	{ SPAN_INIT("⏸"), CLAIM_BLOCKED, GLYPH_STRICT },
	{ SPAN_INIT("○"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("◐"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("◻"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("☐"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("☑"), CLAIM_DONE, GLYPH_STRICT },
	{ SPAN_INIT("⚠"), CLAIM_UNKNOWN, 0 },
	{ SPAN_INIT("⚪"), CLAIM_OPEN, GLYPH_DOT },
	{ SPAN_INIT("⛔"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("✅"), CLAIM_DONE, GLYPH_STRICT },
	{ SPAN_INIT("✓"), CLAIM_DONE, 0 },
	{ SPAN_INIT("✔"), CLAIM_DONE, GLYPH_STRICT },
	{ SPAN_INIT("✖"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("✗"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("✘"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("❌"), CLAIM_FAILED, GLYPH_STRICT },
	{ SPAN_INIT("❓"), CLAIM_UNKNOWN, 0 },
	{ SPAN_INIT("➖"), CLAIM_NA, 0 },
	{ SPAN_INIT("⬜"), CLAIM_OPEN, GLYPH_STRICT },
	{ SPAN_INIT("🎉"), CLAIM_DONE, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("🏗"), CLAIM_IN_PROGRESS, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("💯"), CLAIM_DONE, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("🔃"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("🔄"), CLAIM_IN_PROGRESS, GLYPH_STRICT },
	{ SPAN_INIT("🔒"), CLAIM_BLOCKED, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("🔲"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("🔳"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("🔴"), CLAIM_FAILED, GLYPH_DOT },
	{ SPAN_INIT("🔵"), CLAIM_IN_PROGRESS, GLYPH_DOT },
	{ SPAN_INIT("🗑"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("🗹"), CLAIM_DONE, 0 },
	{ SPAN_INIT("🚀"), CLAIM_READY, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("🚧"), CLAIM_IN_PROGRESS, GLYPH_STRICT },
	{ SPAN_INIT("🚨"), CLAIM_FAILED, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("🛑"), CLAIM_BLOCKED, GLYPH_NEEDS_WORD },
	{ SPAN_INIT("🟠"), CLAIM_IN_PROGRESS, GLYPH_DOT },
	{ SPAN_INIT("🟡"), CLAIM_IN_PROGRESS, GLYPH_DOT },
	{ SPAN_INIT("🟢"), CLAIM_DONE, GLYPH_DOT },
};
const size_t glyph_mark_count = sizeof(glyph_marks) / sizeof(glyph_marks[0]);

const struct word_mark word_marks[] = {
	{ SPAN_INIT("a assinar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("a confirmar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("a fazer"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("a firmar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("a iniciar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("a la espera"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("a probar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("a testar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("a validar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("a verificar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("aangehouden"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("aangemaakt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aangevraagd"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("abandonné"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("abandonnée"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("abgebrochen"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("abgelehnt"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("abgenommen"), CLAIM_DONE, 0 },
	{ SPAN_INIT("abgeschlossen"), CLAIM_DONE, 0 },
	{ SPAN_INIT("abgezeichnet"), CLAIM_DONE, 0 },
	{ SPAN_INIT("accepted"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accepted risk"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("accepté"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("acceptée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("acceptées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("acceptés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accettata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accettate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accettati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accettato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accordé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accordée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accordées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("accordés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceita"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceitas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceite"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceito"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceitos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceptada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceptadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceptado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aceptados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("achevé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("achevée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("achevées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("achevés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("achieved"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("acquis"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("acquise"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("actief"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activa"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activated"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("active"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activo"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("activés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("adiada"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("adiadas"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("adiado"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("adiados"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("afgekeurd"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("afgerond"), CLAIM_DONE, 0 },
	{ SPAN_INIT("afgewezen"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("agreed"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aguarda"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("aguardando"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("akkoord"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("akkoord onder voorbehoud"), CLAIM_READY, 0 },
	{ SPAN_INIT("aktiv"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("aktiviert"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("akzeptiert"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("amarelo"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("amarillo"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("amber"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("angefragt"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("angehalten"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("angenommen"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("annullata"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annullate"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annullati"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annullato"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annulé"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annulée"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annulées"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("annulés"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("anulada"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("anuladas"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("anulado"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("anulados"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("aplazada"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("aplazadas"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("aplazado"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("aplazados"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("approuvé"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approuvé sous réserve"), CLAIM_READY, 0 },
	{ SPAN_INIT("approuvée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approuvée sous réserve"), CLAIM_READY, 0 },
	{ SPAN_INIT("approuvées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approuvés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approval received"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("approvata"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approvata con riserva"), CLAIM_READY, 0 },
	{ SPAN_INIT("approvate"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approvati"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approvato"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approvato con riserva"), CLAIM_READY, 0 },
	{ SPAN_INIT("approved"), CLAIM_DONE, 0 },
	{ SPAN_INIT("approved subject to"), CLAIM_READY, 0 },
	{ SPAN_INIT("approved with conditions"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprobada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprobada con condiciones"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprobadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprobado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprobado con condiciones"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprobado con reservas"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprobados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprovada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprovada com ressalvas"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprovadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprovado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("aprovado com condições"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprovado com ressalvas"), CLAIM_READY, 0 },
	{ SPAN_INIT("aprovados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("archived"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("assinada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("assinadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("assinado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("assinados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("at risk"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("atende"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("atendida"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("atendidas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("atendido"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("atendidos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ativa"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ativada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ativadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ativado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ativados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ativo"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("atrasado"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("attendu"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("attendue"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("attiva"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("attivo"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ausgeführt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ausgeliefert"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ausgerollt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ausstehend"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("authorised"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("authorized"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("autorisiert"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorisé"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorisée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorisées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorisés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizzata"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizzate"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizzati"), CLAIM_DONE, 0 },
	{ SPAN_INIT("autorizzato"), CLAIM_DONE, 0 },
	{ SPAN_INIT("awaiting"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("awaiting approval"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("awaiting confirmation"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("awaiting decision"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("awaiting review"), CLAIM_READY, 0 },
	{ SPAN_INIT("awaiting sign-off"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("awaiting signature"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("awaiting signoff"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("backlog"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("beantragt"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("bedingt freigegeben"), CLAIM_READY, 0 },
	{ SPAN_INIT("begonnen"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("behaald"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("behind"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("behind schedule"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("behoben"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("being developed"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("being tested"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("bereit"), CLAIM_READY, 0 },
	{ SPAN_INIT("bereit für den release"), CLAIM_READY, 0 },
	{ SPAN_INIT("bereit für die produktion"), CLAIM_READY, 0 },
	{ SPAN_INIT("bereit für produktion"), CLAIM_READY, 0 },
	{ SPAN_INIT("bestanden"), CLAIM_DONE, 0 },
	{ SPAN_INIT("bezig"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("blank"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("bloccante"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("bloccata"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloccate"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloccati"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloccato"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("blocked"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("blocker"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("blockiert"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloquant"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("bloqueada"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloqueadas"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloqueado"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloqueados"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloqueante"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("bloqué"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloquée"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloquées"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("bloqués"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("broken"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("cancelada"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("canceladas"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("cancelado"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("cancelados"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("canceled"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("cancelled"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("cerrada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cerradas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cerrado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cerrados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("certified"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("chiusa"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("chiuso"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cleared"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("closed"), CLAIM_DONE, 0 },
	{ SPAN_INIT("clôturé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("clôturée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("clôturées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("clôturés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("complet"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completa"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completata"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completate"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completati"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completato"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complete"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completed"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completo"), CLAIM_DONE, 0 },
	{ SPAN_INIT("completos"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complets"), CLAIM_DONE, 0 },
	{ SPAN_INIT("compliant"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complète"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complètes"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complété"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complétée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complétées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("complétés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concedida"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concedidas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concedido"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concedidos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concessa"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concesso"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concluida"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluidas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluido"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluidos"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluída"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluídas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluído"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concluídos"), CLAIM_DONE, 0 },
	{ SPAN_INIT("concur"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("concurred"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("condicionada"), CLAIM_READY, 0 },
	{ SPAN_INIT("condicionadas"), CLAIM_READY, 0 },
	{ SPAN_INIT("condicionado"), CLAIM_READY, 0 },
	{ SPAN_INIT("condicionados"), CLAIM_READY, 0 },
	{ SPAN_INIT("conditional"), CLAIM_READY, WORD_CELL },
	{ SPAN_INIT("conditional approval"), CLAIM_READY, 0 },
	{ SPAN_INIT("conditional go"), CLAIM_READY, 0 },
	{ SPAN_INIT("conditional pass"), CLAIM_READY, 0 },
	{ SPAN_INIT("conditionally approved"), CLAIM_READY, 0 },
	{ SPAN_INIT("configurada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configuradas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configured"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configuré"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("configurés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("conforme"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("consegnata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("consegnate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("consegnati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("consegnato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("consented"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("correcto"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corregida"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corregidas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corregido"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corregidos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigida"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigidas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigido"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigidos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("corrigés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("created"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("creato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("criada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("criadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("criado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("criados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("créé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("créée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("créées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("créés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cumple"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cumplida"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cumplidas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cumplido"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("cumplidos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("da approvare"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("da compilare"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("da completare"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("da confermare"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("da fare"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("da firmare"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("da testare"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("da validare"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("da verificare"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("declined"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("deferred"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("degraded"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("delayed"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("delivered"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("demandé"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("demandée"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("demandées"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("demandés"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("denegada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("denegadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("denegado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("denegados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("denied"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("deployed"), CLAIM_DONE, 0 },
	{ SPAN_INIT("descartada"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("descartado"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("desplegada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("desplegadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("desplegado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("desplegados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("diferida"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("diferido"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("différé"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("différée"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("disapproved"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("done"), CLAIM_DONE, 0 },
	{ SPAN_INIT("down"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("drafted"), CLAIM_READY, 0 },
	{ SPAN_INIT("dropped"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("due"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("durchgeführt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("déployé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("déployée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("déployées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("déployés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("effectué"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("effectuée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("effectuées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("effectués"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("eingerichtet"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("einsatzbereit"), CLAIM_READY, 0 },
	{ SPAN_INIT("ejecutada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ejecutadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ejecutado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ejecutados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("eliminada"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("eliminado"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("em andamento"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("em aprovação"), CLAIM_READY, 0 },
	{ SPAN_INIT("em curso"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("em desenvolvimento"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("em espera"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("em execução"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("em pausa"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("em progresso"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("em revisão"), CLAIM_READY, 0 },
	{ SPAN_INIT("en aprobación"), CLAIM_READY, 0 },
	{ SPAN_INIT("en attente"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("en bonne santé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("en cours"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en cours de développement"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en curso"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en desarrollo"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en développement"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en ejecución"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en espera"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("en pausa"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("en pause"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("en place"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("en proceso"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en progreso"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("en retard"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("en revisión"), CLAIM_READY, 0 },
	{ SPAN_INIT("en validation"), CLAIM_READY, 0 },
	{ SPAN_INIT("enabled"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("encerrada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("encerradas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("encerrado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("encerrados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("endorsed"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("entfallen"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("entfällt"), CLAIM_NA, 0 },
	{ SPAN_INIT("entregada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("entregadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("entregado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("entregados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("entregue"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("erfolg"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("erfolgreich"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("erfüllt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("erledigt"), CLAIM_DONE, 0 },
	{ SPAN_INIT("erreicht"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("erstellt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("erteilt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("eseguita"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("eseguite"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("eseguiti"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("eseguito"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("executada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("executadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("executado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("executados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("executed"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("executing"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("exitosa"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("exitoso"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("fail"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("failed"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("failing"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fails"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fait"), CLAIM_DONE, 0 },
	{ SPAN_INIT("faite"), CLAIM_DONE, 0 },
	{ SPAN_INIT("faites"), CLAIM_DONE, 0 },
	{ SPAN_INIT("faits"), CLAIM_DONE, 0 },
	{ SPAN_INIT("falhou"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallida"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallidas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallido"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallidos"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallita"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallite"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("falliti"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fallito"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("fatta"), CLAIM_DONE, 0 },
	{ SPAN_INIT("fatto"), CLAIM_DONE, 0 },
	{ SPAN_INIT("fechada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("fechadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("fechado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("fechados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("fehlgeschlagen"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("feita"), CLAIM_DONE, 0 },
	{ SPAN_INIT("feitas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("feito"), CLAIM_DONE, 0 },
	{ SPAN_INIT("feitos"), CLAIM_DONE, 0 },
	{ SPAN_INIT("fertig"), CLAIM_DONE, 0 },
	{ SPAN_INIT("fertiggestellt"), CLAIM_DONE, 0 },
	{ SPAN_INIT("finalizada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("finalizadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("finalizado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("finalizados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("finished"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmata"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmate"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmati"), CLAIM_DONE, 0 },
	{ SPAN_INIT("firmato"), CLAIM_DONE, 0 },
	{ SPAN_INIT("fixed"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("freigabe ausstehend"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("freigabe erteilt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("freigegeben"), CLAIM_DONE, 0 },
	{ SPAN_INIT("freigegeben mit auflagen"), CLAIM_READY, 0 },
	{ SPAN_INIT("funcionando"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("geaccepteerd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("geannuleerd"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("geautoriseerd"), CLAIM_DONE, 0 },
	{ SPAN_INIT("geblokkeerd"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("geconfigureerd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("gedaan"), CLAIM_DONE, 0 },
	{ SPAN_INIT("gedeeltelijk"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("geel"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("gegengezeichnet"), CLAIM_DONE, 0 },
	{ SPAN_INIT("gelb"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("gelöst"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("genehmigt"), CLAIM_DONE, 0 },
	{ SPAN_INIT("genehmigt mit auflagen"), CLAIM_READY, 0 },
	{ SPAN_INIT("genehmigung erteilt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("gepland"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("geplant"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("geprüft"), CLAIM_DONE, 0 },
	{ SPAN_INIT("gepubliceerd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("gerealiseerd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("gereed"), CLAIM_DONE, 0 },
	{ SPAN_INIT("geschlossen"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("geslaagd"), CLAIM_DONE, 0 },
	{ SPAN_INIT("gesloten"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("gestrichen"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("gesund"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("getekend"), CLAIM_DONE, 0 },
	{ SPAN_INIT("getest"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("getestet"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("geweigerd"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("geïnstalleerd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("giallo"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("go"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("go with conditions"), CLAIM_READY, 0 },
	{ SPAN_INIT("goedgekeurd"), CLAIM_DONE, 0 },
	{ SPAN_INIT("granted"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("green"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("handed over"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("healthy"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("hecha"), CLAIM_DONE, 0 },
	{ SPAN_INIT("hechas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("hecho"), CLAIM_DONE, 0 },
	{ SPAN_INIT("hechos"), CLAIM_DONE, 0 },
	{ SPAN_INIT("held"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("held back"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("hold"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("homologada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("homologadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("homologado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("homologados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("im plan"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("implantada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("implantadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("implantado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("implantados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("implementada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implementadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implementado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implementados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implemented"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implementiert"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implémenté"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implémentée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implémentées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("implémentés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("in approvazione"), CLAIM_READY, 0 },
	{ SPAN_INIT("in arbeit"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in attesa"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("in bearbeitung"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in corso"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in development"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in entwicklung"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in lavorazione"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in ontwikkeling"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in place"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("in progress"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in prüfung"), CLAIM_READY, 0 },
	{ SPAN_INIT("in review"), CLAIM_READY, 0 },
	{ SPAN_INIT("in ritardo"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("in sviluppo"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in te vullen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("in uitvoering"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in umsetzung"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in verzug"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("in-progress"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("in_progress"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("incomplete"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ingericht"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ingetrokken"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("ingevuld"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("instalada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("instaladas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("instalado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("instalados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installed"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installiert"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("installés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("integrated"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ja"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("jaune"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("klaar"), CLAIM_DONE, 0 },
	{ SPAN_INIT("klaar voor productie"), CLAIM_READY, 0 },
	{ SPAN_INIT("konfiguriert"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("later"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("laufend"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("liberada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("liberadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("liberado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("liberados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("lista"), CLAIM_READY, 0 },
	{ SPAN_INIT("lista para producción"), CLAIM_READY, 0 },
	{ SPAN_INIT("listas"), CLAIM_READY, 0 },
	{ SPAN_INIT("listo"), CLAIM_READY, 0 },
	{ SPAN_INIT("listo para desplegar"), CLAIM_READY, 0 },
	{ SPAN_INIT("listo para despliegue"), CLAIM_READY, 0 },
	{ SPAN_INIT("listo para producción"), CLAIM_READY, 0 },
	{ SPAN_INIT("listo para pruebas"), CLAIM_READY, 0 },
	{ SPAN_INIT("listo para testing"), CLAIM_READY, 0 },
	{ SPAN_INIT("listos"), CLAIM_READY, 0 },
	{ SPAN_INIT("live"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("livré"), CLAIM_DONE, 0 },
	{ SPAN_INIT("livrée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("livrées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("livrés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("läuft"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("merged"), CLAIM_DONE, 0 },
	{ SPAN_INIT("met"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("migrated"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("migriert"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("mislukt"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("missing"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("mit auflagen"), CLAIM_READY, 0 },
	{ SPAN_INIT("n.a."), CLAIM_NA, 0 },
	{ SPAN_INIT("n.v.t."), CLAIM_NA, 0 },
	{ SPAN_INIT("n/a"), CLAIM_NA, 0 },
	{ SPAN_INIT("na"), CLAIM_NA, 0 },
	{ SPAN_INIT("negada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("negadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("negado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("negados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("negata"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("negati"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("negato"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nein"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("next release"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("nicht anwendbar"), CLAIM_NA, 0 },
	{ SPAN_INIT("nicht ausgefüllt"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("nicht begonnen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nicht bestanden"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht compliance-konform"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht compliant"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht erfüllt"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht erledigt"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nicht erreicht"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("nicht erteilt"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht fertig"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nicht freigegeben"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht genehmigt"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht gestartet"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nicht konform"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("nicht unterschrieben"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nicht unterzeichnet"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nicht zutreffend"), CLAIM_NA, 0 },
	{ SPAN_INIT("niet akkoord"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("niet begonnen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("niet geslaagd"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("niet gestart"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("niet goedgekeurd"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("niet ingevuld"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("niet ondertekend"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("niet van toepassing"), CLAIM_NA, 0 },
	{ SPAN_INIT("no"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("no aplica"), CLAIM_NA, 0 },
	{ SPAN_INIT("no conforme"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("no cumple"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("no firmada"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no firmadas"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no firmado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no firmados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no go"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("no iniciada"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no iniciadas"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no iniciado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no iniciados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("no-go"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("noch offen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("noch zu prüfen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("noch zu testen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("nog niet"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nog te controleren"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("nog te doen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("nog te testen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("non"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("non applicabile"), CLAIM_NA, 0 },
	{ SPAN_INIT("non applicable"), CLAIM_NA, 0 },
	{ SPAN_INIT("non commencé"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non commencée"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non commencées"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non commencés"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non conforme"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("non firmata"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non firmate"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non firmati"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non firmato"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non iniziata"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non iniziate"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non iniziati"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non iniziato"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non signé"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non signée"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non signées"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non signés"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("non superata"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("non superate"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("non superati"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("non superato"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("non-compliant"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("not applicable"), CLAIM_NA, 0 },
	{ SPAN_INIT("not complete"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("not completed"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("not compliant"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("not done"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("not met"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("not ready"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("not run"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("not started"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("not tested"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("not yet"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("not-started"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("not_started"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não aplicável"), CLAIM_NA, 0 },
	{ SPAN_INIT("não assinada"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não assinadas"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não assinado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não assinados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não conforme"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("não iniciada"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não iniciadas"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não iniciado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não iniciados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("não se aplica"), CLAIM_NA, 0 },
	{ SPAN_INIT("obsolete"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("offen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ok"), CLAIM_DONE, 0 },
	{ SPAN_INIT("on hold"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("on track"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("on-hold"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("on_hold"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("onder voorbehoud"), CLAIM_READY, 0 },
	{ SPAN_INIT("ondertekend"), CLAIM_DONE, 0 },
	{ SPAN_INIT("ongoing"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("open"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("openstaand"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("operacional"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("operational"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("operativa"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("operativo"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("opgeleverd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("opgelost"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("opérationnel"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("opérationnelle"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("orange"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("otorgada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("otorgadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("otorgado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("otorgados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("oui"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("out of scope"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("outstanding"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("parcial"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("parcialmente"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("parcialmente completa"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("parcialmente completo"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partial"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partially"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partiel"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partielle"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partiellement"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partiellement terminé"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partielles"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("partly"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("parziale"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("parzialmente"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("pass"), CLAIM_DONE, 0 },
	{ SPAN_INIT("passed"), CLAIM_DONE, 0 },
	{ SPAN_INIT("passes"), CLAIM_DONE, 0 },
	{ SPAN_INIT("passing"), CLAIM_DONE, 0 },
	{ SPAN_INIT("pausada"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("pausadas"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("pausado"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("pausados"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("paused"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("pausiert"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("pendente"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("pendentes"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("pendiente"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("pendientes"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("pending"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("performed"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("pianificato"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("planeado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planeados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planejada"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planejadas"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planejado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planejados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planificado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planificados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planifié"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planifiée"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planifiées"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planifiés"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("planned"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por aprobar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por aprovar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por assinar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por completar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("por confirmar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por fazer"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("por firmar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por hacer"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("por probar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("por testar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("por validar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("por verificar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("pospuesta"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("pospuesto"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("postergada"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("postergado"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("posticipata"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("posticipato"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("postponed"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("prepared"), CLAIM_READY, 0 },
	{ SPAN_INIT("probada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("probadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("probado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("probados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("production ready"), CLAIM_READY, 0 },
	{ SPAN_INIT("production-ready"), CLAIM_READY, 0 },
	{ SPAN_INIT("produktionsreif"), CLAIM_READY, 0 },
	{ SPAN_INIT("pronta"), CLAIM_READY, 0 },
	{ SPAN_INIT("pronta para produção"), CLAIM_READY, 0 },
	{ SPAN_INIT("pronto"), CLAIM_READY, 0 },
	{ SPAN_INIT("pronto para produção"), CLAIM_READY, 0 },
	{ SPAN_INIT("pronto para testes"), CLAIM_READY, 0 },
	{ SPAN_INIT("pronto per la produzione"), CLAIM_READY, 0 },
	{ SPAN_INIT("proposed"), CLAIM_READY, 0 },
	{ SPAN_INIT("provisional"), CLAIM_READY, WORD_CELL },
	{ SPAN_INIT("provisionally approved"), CLAIM_READY, 0 },
	{ SPAN_INIT("prévu"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("prévue"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("prêt"), CLAIM_READY, 0 },
	{ SPAN_INIT("prêt pour la production"), CLAIM_READY, 0 },
	{ SPAN_INIT("prêt pour production"), CLAIM_READY, 0 },
	{ SPAN_INIT("prêt à déployer"), CLAIM_READY, 0 },
	{ SPAN_INIT("prête"), CLAIM_READY, 0 },
	{ SPAN_INIT("prête pour la production"), CLAIM_READY, 0 },
	{ SPAN_INIT("pubblicata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("pubblicate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("pubblicati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("pubblicato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publicada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publicadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publicado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publicados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("published"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publié"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publiée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publiées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("publiés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("queued"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ratified"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ready"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for deployment"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for go-live"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for launch"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for production"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for release"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for review"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for staging"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready for testing"), CLAIM_READY, 0 },
	{ SPAN_INIT("ready to deploy"), CLAIM_READY, 0 },
	{ SPAN_INIT("realizada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizzata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizzate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizzati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("realizzato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("rechazada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rechazadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rechazado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rechazados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("recusada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("recusadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("recusado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("recusados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("red"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("refus"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("refusé"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("refusée"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("refusées"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("refusés"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejected"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejeitada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejeitadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejeitado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejeitados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejeté"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejetée"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejetées"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rejetés"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("released"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("removed"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("removida"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("removido"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("reporté"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("reportée"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("reportées"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("reportés"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("reprovada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("reprovadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("reprovado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("reprovados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("requested"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("required"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("resolved"), CLAIM_DONE, 0 },
	{ SPAN_INIT("resolvida"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("resolvidas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("resolvido"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("resolvidos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("respinta"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("respinto"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("resuelta"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("resueltas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("resuelto"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("resueltos"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("retenida"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retenidas"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retenido"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retenidos"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retenu"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retenue"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retida"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retidas"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retido"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retidos"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("retirada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retiradas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retirado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retirados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retiré"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retirée"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retirées"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retirés"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("retrasado"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("revocada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocata"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocate"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocati"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revocato"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revogada"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revogadas"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revogado"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revogados"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("revoked"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("richiesta"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("richiesto"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("rifiutata"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rifiutate"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rifiutati"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rifiutato"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("rilasciata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("rilasciate"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("rilasciati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("rilasciato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("rinviata"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("rinviate"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("rinviati"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("rinviato"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("risk accepted"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("risolta"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("risolte"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("risolti"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("risolto"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("riuscito"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("roja"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("rojo"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("rood"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("rosso"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("rot"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("rouge"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("running"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("réalisé"), CLAIM_DONE, 0 },
	{ SPAN_INIT("réalisée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("réalisées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("réalisés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("résolu"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("résolue"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("résolues"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("résolus"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("réussi"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("réussie"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("s.o."), CLAIM_NA, 0 },
	{ SPAN_INIT("saludable"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("sano"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("sans objet"), CLAIM_NA, 0 },
	{ SPAN_INIT("saudável"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("scartata"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("scartato"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("scheduled"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("set up"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("shipped"), CLAIM_DONE, 0 },
	{ SPAN_INIT("sign-off received"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("signature received"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("signed"), CLAIM_DONE, 0 },
	{ SPAN_INIT("signed off"), CLAIM_DONE, 0 },
	{ SPAN_INIT("signed-off"), CLAIM_DONE, 0 },
	{ SPAN_INIT("signé"), CLAIM_DONE, 0 },
	{ SPAN_INIT("signée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("signées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("signés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("sim"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("sin aprobar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("sin empezar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("sin firmar"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("sin iniciar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("sin probar"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("skipped"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("solicitada"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("solicitadas"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("solicitado"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("solicitados"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("solucionada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("solucionadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("solucionado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("solucionados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("solved"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("sospeso"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("sous conditions"), CLAIM_READY, 0 },
	{ SPAN_INIT("sous réserve"), CLAIM_READY, 0 },
	{ SPAN_INIT("stalled"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("started"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("steht aus"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("steht noch aus"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("submitted"), CLAIM_READY, WORD_CELL },
	{ SPAN_INIT("submitted for approval"), CLAIM_READY, 0 },
	{ SPAN_INIT("succeeded"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("success"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("successful"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("successo"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("succès"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("sucesso"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("superata"), CLAIM_DONE, 0 },
	{ SPAN_INIT("superate"), CLAIM_DONE, 0 },
	{ SPAN_INIT("superati"), CLAIM_DONE, 0 },
	{ SPAN_INIT("superato"), CLAIM_DONE, 0 },
	{ SPAN_INIT("superseded"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("supprimé"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("supprimée"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("suspendida"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("suspendido"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("suspendu"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("suspendue"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("suspensa"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("suspenso"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("sí"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("tbd"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("te controleren"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("te doen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("te ondertekenen"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("te testen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("te verifiëren"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("teilweise"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("teilweise erledigt"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("teilweise umgesetzt"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("ter goedkeuring"), CLAIM_READY, 0 },
	{ SPAN_INIT("terminada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminata"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("terminato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("terminé"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("terminés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("testada"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testadas"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testado"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testados"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("tested"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testing"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("testé"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testée"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testées"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("testés"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("to be approved"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("to be assigned"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("to be checked"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be completed"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be confirmed"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("to be done"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be installed"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be recorded"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("to be reviewed"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be signed"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("to be tested"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be validated"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to be verified"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to check"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to complete"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to confirm"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to do"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("to install"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to test"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to validate"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to verify"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("to-do"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("todo"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("uitgesteld"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("uitgevoerd"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ultimata"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ultimati"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ultimato"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("umgesetzt"), CLAIM_DONE, 0 },
	{ SPAN_INIT("unassigned"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("unclear"), CLAIM_UNKNOWN, 0 },
	{ SPAN_INIT("under consideration"), CLAIM_READY, 0 },
	{ SPAN_INIT("under development"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("under review"), CLAIM_READY, 0 },
	{ SPAN_INIT("under way"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("underway"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("undone"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("unerledigt"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("unfilled"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ungeprüft"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("ungetestet"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("unhealthy"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("unknown"), CLAIM_UNKNOWN, 0 },
	{ SPAN_INIT("unter vorbehalt"), CLAIM_READY, 0 },
	{ SPAN_INIT("unterschrieben"), CLAIM_DONE, 0 },
	{ SPAN_INIT("unterschrift ausstehend"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("unterzeichnet"), CLAIM_DONE, 0 },
	{ SPAN_INIT("untested"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("unverified"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("up to date"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("up-to-date"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("vacant"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("validada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validated"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validé"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validé sous réserve"), CLAIM_READY, 0 },
	{ SPAN_INIT("validée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("validés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verholpen"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("verificada"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verificadas"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verificado"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verificados"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verified"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verifiziert"), CLAIM_DONE, 0 },
	{ SPAN_INIT("verleend"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("vermelha"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("vermelho"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("verschoben"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("vertagt"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("vervallen"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("verweigert"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("verworfen"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("verzögert"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("veröffentlicht"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("vetoed"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("voltooid"), CLAIM_DONE, 0 },
	{ SPAN_INIT("vorhanden"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("vrijgegeven"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("vérifié"), CLAIM_DONE, 0 },
	{ SPAN_INIT("vérifiée"), CLAIM_DONE, 0 },
	{ SPAN_INIT("vérifiées"), CLAIM_DONE, 0 },
	{ SPAN_INIT("vérifiés"), CLAIM_DONE, 0 },
	{ SPAN_INIT("wacht op"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("waiting"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("waiting for"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("waived"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("wartet"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("wartet auf"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("widerrufen"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("wip"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("withdrawn"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("withheld"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("won't do"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("won't fix"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("wontfix"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("won’t do"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("won’t fix"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("yellow"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("yes"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("zu erledigen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("zu klären"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("zu prüfen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("zu testen"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("zu unterschreiben"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("zu validieren"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("zugestimmt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("zur freigabe"), CLAIM_READY, 0 },
	{ SPAN_INIT("zur prüfung"), CLAIM_READY, 0 },
	{ SPAN_INIT("zur unterschrift"), CLAIM_READY, 0 },
	{ SPAN_INIT("zurückgehalten"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("zurückgestellt"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("zurückgewiesen"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("zurückgezogen"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("zustimmung erteilt"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("à approuver"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("à compléter"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à confirmer"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("à corriger"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à faire"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("à installer"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à réaliser"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à signer"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("à terminer"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à tester"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à valider"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("à venir"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("à vérifier"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("échec"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("échoué"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("échouée"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("échouées"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("échoués"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("éxito"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("активно"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("блокер"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("в процессе"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("в работе"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("в разработке"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("внедрено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("выдано"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("выполнен"), CLAIM_DONE, 0 },
	{ SPAN_INIT("выполнена"), CLAIM_DONE, 0 },
	{ SPAN_INIT("выполнено"), CLAIM_DONE, 0 },
	{ SPAN_INIT("выполняется"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("выпущен"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("выпущено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("готов"), CLAIM_READY, 0 },
	{ SPAN_INIT("готов к использованию"), CLAIM_READY, 0 },
	{ SPAN_INIT("готов к релизу"), CLAIM_READY, 0 },
	{ SPAN_INIT("готова"), CLAIM_READY, 0 },
	{ SPAN_INIT("готово"), CLAIM_DONE, 0 },
	{ SPAN_INIT("готово к использованию"), CLAIM_READY, 0 },
	{ SPAN_INIT("готово к продакшену"), CLAIM_READY, 0 },
	{ SPAN_INIT("готово к релизу"), CLAIM_READY, 0 },
	{ SPAN_INIT("готовы"), CLAIM_READY, 0 },
	{ SPAN_INIT("да"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("желтый"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("жёлтый"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("заблокировано"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("завершен"), CLAIM_DONE, 0 },
	{ SPAN_INIT("завершена"), CLAIM_DONE, 0 },
	{ SPAN_INIT("завершено"), CLAIM_DONE, 0 },
	{ SPAN_INIT("завершён"), CLAIM_DONE, 0 },
	{ SPAN_INIT("задерживается"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("закрыта"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("закрыто"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("запланировано"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("запрошено"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("исправлена"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("исправлено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("красный"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("на подпись"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("на проверке"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("на согласовании"), CLAIM_READY, 0 },
	{ SPAN_INIT("на утверждении"), CLAIM_READY, 0 },
	{ SPAN_INIT("настроено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("не выполнено"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("не готов"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не готова"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не готово"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не заполнено"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("не начато"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("не одобрено"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не подписан"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("не подписано"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("не применимо"), CLAIM_NA, 0 },
	{ SPAN_INIT("не проверено"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("не пройден"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не пройдено"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не согласовано"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("не утверждено"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("неприменимо"), CLAIM_NA, 0 },
	{ SPAN_INIT("нет"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("одобрен"), CLAIM_DONE, 0 },
	{ SPAN_INIT("одобрена"), CLAIM_DONE, 0 },
	{ SPAN_INIT("одобрено"), CLAIM_DONE, 0 },
	{ SPAN_INIT("ожидает"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ожидает подписи"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ожидает согласования"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ожидается"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("ожидание"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("отказ"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("отказано"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("отклонен"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("отклонена"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("отклонено"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("отклонён"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("отложено"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("отменено"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("отозвано"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("перенесено"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("подписан"), CLAIM_DONE, 0 },
	{ SPAN_INIT("подписана"), CLAIM_DONE, 0 },
	{ SPAN_INIT("подписано"), CLAIM_DONE, 0 },
	{ SPAN_INIT("принят"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("принята"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("принято"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("приостановлен"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("приостановлено"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("провалено"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("проведено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("пройден"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("пройдено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("протестировано"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("работает"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("разрешено"), CLAIM_DONE, 0 },
	{ SPAN_INIT("реализовано"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("решена"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("решено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("решён"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("сделано"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("согласован"), CLAIM_DONE, 0 },
	{ SPAN_INIT("согласована"), CLAIM_DONE, 0 },
	{ SPAN_INIT("согласовано"), CLAIM_DONE, 0 },
	{ SPAN_INIT("согласовано с замечаниями"), CLAIM_READY, 0 },
	{ SPAN_INIT("создано"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("соответствует"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("требует проверки"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("удалено"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("условно согласовано"), CLAIM_READY, 0 },
	{ SPAN_INIT("успех"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("успешно"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("установлено"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("утвержден"), CLAIM_DONE, 0 },
	{ SPAN_INIT("утверждена"), CLAIM_DONE, 0 },
	{ SPAN_INIT("утверждено"), CLAIM_DONE, 0 },
	{ SPAN_INIT("утверждено с замечаниями"), CLAIM_READY, 0 },
	{ SPAN_INIT("утверждён"), CLAIM_DONE, 0 },
	{ SPAN_INIT("частично"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("クローズ"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("スキップ"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("テスト済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("ブロッカー"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("ブロック"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("リリース可"), CLAIM_READY, 0 },
	{ SPAN_INIT("リリース可能"), CLAIM_READY, 0 },
	{ SPAN_INIT("リリース済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("リリース済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("リリース準備完了"), CLAIM_READY, 0 },
	{ SPAN_INIT("レビュー中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("レビュー待ち"), CLAIM_READY, 0 },
	{ SPAN_INIT("一部"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("一部完了"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("不合格"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("不同意"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("不批准"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("不承認"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("不适用"), CLAIM_NA, 0 },
	{ SPAN_INIT("不通过"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("中止"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("予定"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("会签中"), CLAIM_READY, 0 },
	{ SPAN_INIT("作成中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("作成済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("作成済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("作業中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("保留"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("修复中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("修正済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("修正済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("停止中"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("健康"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("先送り"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("公開済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("公開済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("准予"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("判定待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("却下"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("反映済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("取り下げ"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("取消"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("受阻"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("可上线"), CLAIM_READY, 0 },
	{ SPAN_INIT("可以上线"), CLAIM_READY, 0 },
	{ SPAN_INIT("可发布"), CLAIM_READY, 0 },
	{ SPAN_INIT("合意済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("合格"), CLAIM_DONE, 0 },
	{ SPAN_INIT("同意"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("同意済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("后续版本"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("否"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("否決"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("否認"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("回答待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("基本完成"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("处理中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("失敗"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("失败"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("完了"), CLAIM_DONE, 0 },
	{ SPAN_INIT("完了済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("完了済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("完成"), CLAIM_DONE, 0 },
	{ SPAN_INIT("实施中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("实现中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("実施中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("実施済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("実施済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("実装中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("実装済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("実装済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("审批不通过"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("审批中"), CLAIM_READY, 0 },
	{ SPAN_INIT("审批通过"), CLAIM_DONE, 0 },
	{ SPAN_INIT("审核不通过"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("审核中"), CLAIM_READY, 0 },
	{ SPAN_INIT("审核通过"), CLAIM_DONE, 0 },
	{ SPAN_INIT("審査中"), CLAIM_READY, 0 },
	{ SPAN_INIT("対応中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("対応済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("対応済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("対象外"), CLAIM_NA, 0 },
	{ SPAN_INIT("導入済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("導入済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("尚未开始"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("就绪"), CLAIM_READY, 0 },
	{ SPAN_INIT("差し戻し"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("差戻し"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("已上线"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已交付"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已会签"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已修复"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已关闭"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已创建"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已发布"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已取消"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("已合并"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已同意"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已启用"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已安装"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已完成"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已实施"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已实现"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已审批"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已延期"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("已执行"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已批准"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已拒绝"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("已授权"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已撤回"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("已放行"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已暂停"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("已核准"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已测试"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已签"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已签名"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已签字"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已签署"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已解决"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已通过"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已部署"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已配置"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("已阻塞"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("已驳回"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("已验收"), CLAIM_DONE, 0 },
	{ SPAN_INIT("已验证"), CLAIM_DONE, 0 },
	{ SPAN_INIT("废弃"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("廃止"), CLAIM_DROPPED, WORD_CELL },
	{ SPAN_INIT("延期"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("延期中"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("开发中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待上线"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待优化"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待修复"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("待办"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待发布"), CLAIM_READY, 0 },
	{ SPAN_INIT("待发布审批"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待填写"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待处理"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待完善"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待完成"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待定"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待实施"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("待实现"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待审批"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待审核"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待开发"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待批准"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待测试"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("待确认"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待签"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待签字"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待签署"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待编写"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待补充"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待评审"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待验收"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("待验证"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("後回し"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("成功"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("批准"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("承認"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("承認待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("承認済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("承認済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("承認申請中"), CLAIM_READY, 0 },
	{ SPAN_INIT("押印待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("押印済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("押印済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("拒绝"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("挂起"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("推进中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("推迟"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("搁置"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("放行"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("是"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("暂停"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("暂缓"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("有条件同意"), CLAIM_READY, 0 },
	{ SPAN_INIT("有条件批准"), CLAIM_READY, 0 },
	{ SPAN_INIT("有条件通过"), CLAIM_READY, 0 },
	{ SPAN_INIT("未"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未テスト"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未入力"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未判定"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未合格"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("未填写"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未完了"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未完成"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未実施"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未审批"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未対応"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未开始"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未批准"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("未承認"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未押印"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未授权"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("未検証"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未测试"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未着手"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未确认"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未確認"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未签"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未签字"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未签署"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未署名"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("未記入"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("未通过"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("未验收"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("本番準備完了"), CLAIM_READY, 0 },
	{ SPAN_INIT("条件付き合格"), CLAIM_READY, 0 },
	{ SPAN_INIT("条件付き承認"), CLAIM_READY, 0 },
	{ SPAN_INIT("条件付承認"), CLAIM_READY, 0 },
	{ SPAN_INIT("検収済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("検収済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("検討中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("検証中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("検証済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("検証済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("正常"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("测试中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("準備中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("準備完了"), CLAIM_READY, 0 },
	{ SPAN_INIT("满足"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("生产就绪"), CLAIM_READY, 0 },
	{ SPAN_INIT("申請中"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("着手中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("確認中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("確認待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("確認済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("確認済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("稼働中"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("符合"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("等待"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("等待中"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("红"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("红色"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("编写中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("署名待ち"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("署名済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("署名済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("要テスト"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("要確認"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("解決"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("解決済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("解決済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("計画中"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("記入待ち"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("設定済"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("設定済み"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("許可"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("許可済"), CLAIM_DONE, 0 },
	{ SPAN_INIT("許可済み"), CLAIM_DONE, 0 },
	{ SPAN_INIT("該当なし"), CLAIM_NA, 0 },
	{ SPAN_INIT("調整中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("计划中"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("许可"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("评审不通过"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("评审中"), CLAIM_READY, 0 },
	{ SPAN_INIT("评审通过"), CLAIM_DONE, 0 },
	{ SPAN_INIT("赤"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("跳过"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("达成"), CLAIM_DONE, 0 },
	{ SPAN_INIT("达标"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("进行中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("通过"), CLAIM_DONE, 0 },
	{ SPAN_INIT("進行中"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("達成"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("部分完成"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("部分实现"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("部分通过"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("部署中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("開発中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("阻塞"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("阻断"), CLAIM_BLOCKED, WORD_CELL },
	{ SPAN_INIT("驳回"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("验收不通过"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("验收通过"), CLAIM_DONE, 0 },
	{ SPAN_INIT("验证中"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("黄"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("黄色"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("개발 중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("개발중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("거부"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("거부됨"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("거절"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("검수 완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("검증 완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("검토 대기"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("검토 중"), CLAIM_READY, 0 },
	{ SPAN_INIT("검토중"), CLAIM_READY, 0 },
	{ SPAN_INIT("계획"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("구현 완료"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("구현됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("노랑"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("달성"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("대기"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("대기 중"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("대기중"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("동의"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("미구현"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("미서명"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미승인"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미시작"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미실시"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미완료"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미입력"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("미작성"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("미정"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미착수"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("미확인"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("반려"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("반려됨"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("배포 가능"), CLAIM_READY, 0 },
	{ SPAN_INIT("배포 완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("배포 준비 완료"), CLAIM_READY, 0 },
	{ SPAN_INIT("배포완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("보류"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("부분 완료"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("불합격"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("불허"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("빨강"), CLAIM_FAILED, WORD_CELL },
	{ SPAN_INIT("서명"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("서명 대기"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("서명 완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("서명됨"), CLAIM_DONE, 0 },
	{ SPAN_INIT("서명완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("설정됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("설치됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("성공"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("수정 완료"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("수정됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("승인"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("승인 대기"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("승인 완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("승인됨"), CLAIM_DONE, 0 },
	{ SPAN_INIT("승인완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("실패"), CLAIM_FAILED, 0 },
	{ SPAN_INIT("심사 중"), CLAIM_READY, 0 },
	{ SPAN_INIT("연기"), CLAIM_DEFERRED, 0 },
	{ SPAN_INIT("예정"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("완료된"), CLAIM_DONE, 0 },
	{ SPAN_INIT("완료됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("일부 완료"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("작업 중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("작업중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("적용 완료"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("적용됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("정상"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("조건부 승인"), CLAIM_READY, 0 },
	{ SPAN_INIT("준비 완료"), CLAIM_READY, 0 },
	{ SPAN_INIT("진행 중"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("진행중"), CLAIM_IN_PROGRESS, 0 },
	{ SPAN_INIT("차단"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("차단됨"), CLAIM_BLOCKED, 0 },
	{ SPAN_INIT("처리중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("출시 준비 완료"), CLAIM_READY, 0 },
	{ SPAN_INIT("출시됨"), CLAIM_DONE, 0 },
	{ SPAN_INIT("취소"), CLAIM_DROPPED, 0 },
	{ SPAN_INIT("테스트 예정"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("테스트 완료"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("테스트 중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("테스트 필요"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("테스트중"), CLAIM_IN_PROGRESS, WORD_CELL },
	{ SPAN_INIT("통과"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("합격"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("해결"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("해결 완료"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("해결됨"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("해당 없음"), CLAIM_NA, 0 },
	{ SPAN_INIT("해당없음"), CLAIM_NA, 0 },
	{ SPAN_INIT("허가"), CLAIM_DONE, WORD_CELL },
	{ SPAN_INIT("허가됨"), CLAIM_DONE, 0 },
	{ SPAN_INIT("확인 대기"), CLAIM_OPEN, 0 },
	{ SPAN_INIT("확인 완료"), CLAIM_DONE, 0 },
	{ SPAN_INIT("확인 필요"), CLAIM_OPEN, WORD_CELL },
	{ SPAN_INIT("확인완료"), CLAIM_DONE, 0 },
};
const size_t word_mark_count = sizeof(word_marks) / sizeof(word_marks[0]);

/* In a box; the same signs count there that are glyphs elsewhere. */
static const struct {
	char mark;
	enum claim claim;
} box_marks[] = {
	{ ' ', CLAIM_OPEN },        { 'x', CLAIM_DONE },
	{ 'X', CLAIM_DONE },        { 'v', CLAIM_DONE },
	{ 'V', CLAIM_DONE },        { '/', CLAIM_IN_PROGRESS },
	{ '~', CLAIM_IN_PROGRESS }, { '.', CLAIM_IN_PROGRESS },
	{ 'o', CLAIM_IN_PROGRESS }, { '!', CLAIM_BLOCKED },
	{ 'b', CLAIM_BLOCKED },     { '>', CLAIM_DEFERRED },
	{ '<', CLAIM_DEFERRED },    { '-', CLAIM_DROPPED },
	{ 'n', CLAIM_NA },          { '?', CLAIM_UNKNOWN },
};

WORDS(hedges,
      "locally|local only|mock|mocks|mocked|mock-only|stub|stubs|stubbed|skipped|"
      "not run|bypass|bypassed|bypasses|tbd|todo|fixme|code only|untested|"
      "unverified|mostly|almost|nearly|partially|partly|placeholder|expected to|"
      "expected by|dry run only|simulated only|except for|pending|not yet|"
      "should pass|should work|in theory|on my machine|"
      "nur lokal|lokal|teilweise|größtenteils|weitgehend|beinahe|übersprungen|"
      "ausstehend|gemockt|noch nicht|vorläufig|ungetestet|"
      "localement|en local|partiellement|presque|en attente|simulé|simulés|simulée|"
      "non testé|non testée|pas encore|"
      "localmente|parcialmente|casi|pendiente|simulado|omitido|omitidos|sin probar|"
      "aún no|todavía no|quase|pendente|pulado|pulados|ainda não|"
      "仅本地|本地通过|部分通过|跳过|模拟|尚未|暂未|"
      "ローカルのみ|スキップ|モック|未実施|"
      "локально|частично|почти|пропущен*|заглушк*|ещё не|еще не");

/* Behind a hedge they say that there is none. */
WORDS(hedge_ends,
      "removed|replaced|eliminated|gone|fixed|resolved|closed|cleared|deleted|dropped|"
      "prevented|rejected|forbidden|impossible|not possible|not allowed|disallowed|"
      "addressed|triaged|entfernt|ersetzt|behoben|supprimés|supprimé|corrigé|"
      "eliminados|eliminado|removidos|removido");

/* In front of an item's words they say what it is about; not before a link. */
WORDS(hedge_subjects,
      "pending|skipped|todo|tbd|fixme|placeholder|mock|mocks|stub|stubs|"
      "bypass|bypasses");
WORDS(hedge_links,
      "on|in|for|until|by|at|with|because|due|when|if|after|and|or|to|from|"
      "as|against|only|during");

/* Before a hedge they deny it, with what is counted between. */
WORDS(hedge_denials,
      "no|not|without|never|zero|0|none of the|none|any longer|instead of|rather than|"
      "free of|nor|kein|keine|ohne|nicht|sans|aucun|aucune|sin|ningún|ninguna|sem|"
      "nenhum|nenhuma|без|не");
WORDS(hedge_counted,
      "test|tests|test case|test cases|case|cases|check|checks|job|jobs|step|steps|"
      "spec|specs|suite|suites|item|items|of them|was|were|are|is|been|has|have|had|"
      "be|more|longer|use of|uses of|known|remaining|other|any|of the|tests werden|"
      "tests wurden|werden|wurden|todo|todos");

WORDS(conditional_words,
      "after|once|pending|until|if|subject to|provided|as soon as|when|unless|nach|"
      "nachdem|sobald|wenn|falls|vorbehaltlich|après|dès que|sous réserve|si|"
      "después de|tras|cuando|una vez|sujeto a|após|depois de|quando|assim que|"
      "sujeito a|после|когда|если|при условии");

/*
 * What may follow a done word of a script without spaces, where no end of a word
 * tells "finished" from "finishing date"; and what turns it into its opposite.
 */
WORDS(unspaced_ends,
      "です|でした|しました|した|済|している|しています|了|并|且|于|됨|되었|했|"
      "함|됐|된|입니다|하였|状态|狀態|状態|ました");
WORDS(unspaced_denials, "していない|していません|しない|せず|しておらず|しておりません|"
			"ではない|ではありません|"
			"予定|待ち|前|中|预定|되지|하지|예정| 예정| 되지| 하지|못|안 "
			"됨| 안|了吗|吗|见込み|"
			"見込み|见込|見込");

/* They stand right before a word of the table, and the first that does so counts. */
WORDS(negations,
      "not yet *|not *|non-*|non *|isn't *|isn’t *|aren't *|aren’t *|never *|"
      "no *|un*|un-*|kein *|keine *|nicht *|noch nicht *|pas *|pas encore *|"
      "n'est pas *|non encore *|n’est pas *|aún no *|todavía no *|não *|"
      "ainda não *|не *|ещё не *|еще не *|未*|不*|尚未*|没*|没有*|还未*|还没*|まだ未*");

/* clang-format on */

static const struct glyph_mark *glyph_find(struct span glyph)
{
	size_t low = 0, high = glyph_mark_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = span_cmp(glyph, glyph_marks[middle].glyph);

		if (order == 0)
			return &glyph_marks[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static size_t selector_len(struct span text)
{
	return span_starts(text, "\xef\xb8\x8f") || span_starts(text, "\xef\xb8\x8e")
		       ? 3
		       : 0;
}

/* ":x:" and its like. */
static size_t shortcode_len(struct span text)
{
	size_t i = 1;

	while (i < text.len && i < 32 &&
	       ((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') || text.ptr[i] == '_'))
		i++;
	return i > 1 && i < text.len && text.ptr[i] == ':' ? i + 1 : 0;
}

const struct glyph_mark *glyph_at(struct span text, size_t *len)
{
	const struct glyph_mark *mark;

	*len = 0;
	if (text.len == 0)
		return NULL;
	if (text.ptr[0] == ':')
		*len = shortcode_len(text);
	else if ((unsigned char)text.ptr[0] >= 0xe2)
		utf8_next(text, len);
	if (*len == 0)
		return NULL;
	mark = glyph_find(span_sub(text, 0, *len));
	*len += selector_len(span_from(text, *len));
	return mark;
}

size_t emoji_at(struct span text)
{
	size_t len;
	int32_t c;

	if (text.len == 0 || (unsigned char)text.ptr[0] < 0xe2)
		return 0;
	c = utf8_next(text, &len);
	if ((c >= 0x2190 && c < 0x2200) || c < 0x2300 || c > 0x1faff ||
	    (c > 0x2bff && c < 0x1f000))
		return 0;
	return len + selector_len(span_from(text, len));
}

enum claim box_claim(struct span mark)
{
	size_t len;
	const struct glyph_mark *glyph;

	if (mark.len == 0)
		return CLAIM_OPEN;
	for (size_t i = 0;
	     mark.len == 1 && i < sizeof(box_marks) / sizeof(box_marks[0]); i++)
		if (box_marks[i].mark == mark.ptr[0])
			return box_marks[i].claim;
	glyph = glyph_at(mark, &len);
	return glyph && len == mark.len ? glyph->claim : CLAIM_UNKNOWN;
}

/* Their order by bytes; most of it lies in the first two, which every word has. */
static int word_order(struct span word, struct span text)
{
	int order = (unsigned char)word.ptr[0] - (unsigned char)text.ptr[0];

	if (order == 0 && text.len > 1)
		order = (unsigned char)word.ptr[1] - (unsigned char)text.ptr[1];
	return order != 0 ? order : span_cmp(word, text);
}

/* Bytes at the front that are the same. */
static size_t in_common(struct span a, struct span b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.ptr[n] == b.ptr[n])
		n++;
	return n;
}

/* Of a first byte: the low five bits of the bytes behind it.  Made by words.sh. */
extern const uint32_t word_marks_seconds[256];

/* The longest word of the table that `text` starts with. */
static const struct word_mark *word_find(struct span text, bool cell)
{
	const struct word_mark *best = NULL;
	size_t low = 0, high = text.len > 0 ? word_mark_count : 0, most = text.len;
	uint32_t seconds =
		text.len > 0 ? word_marks_seconds[(unsigned char)text.ptr[0]] : 0;

	/* Most texts begin with no word of it. */
	if (seconds == 0 || (text.len > 1 && !(seconds >> (text.ptr[1] & 31) & 1)))
		return NULL;
	/* All words that start `text` are smaller than it and near each other. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (word_order(word_marks[middle].word, text) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low-- > 0) {
		const struct word_mark *mark = &word_marks[low];

		/* Before the first word with the second byte too none starts it. */
		if (mark->word.ptr[0] != text.ptr[0] ||
		    (text.len > 1 && mark->word.ptr[1] != text.ptr[1]))
			break;
		/* The smaller a word, the less of the text it can begin with. */
		if (mark->word.len > most)
			continue;
		most = in_common(mark->word, text);
		if (mark->word.len > most || (!cell && (mark->flags & WORD_CELL)) ||
		    !words_end(mark->word, span_from(text, mark->word.len)))
			continue;
		if (!best || mark->word.len > best->word.len)
			best = mark;
	}
	return best;
}

/* What may follow a state: "live since May", "no longer". */
WORDS(state_links,
      "since|as|on|in|at|for|with|and|but|yet|until|from|via|after|because|- |seit|"
      "depuis|desde|dal|sinds");

/* A word of the table that stands at the front of `text`; false: it is no state. */
static bool hit_of(const struct word_mark *mark, struct span text, struct word_hit *out)
{
	struct span behind = span_from(text, mark->word.len);
	bool positive = mark->claim == CLAIM_DONE || mark->claim == CLAIM_READY;
	size_t len;

	*out = (struct word_hit){ CLAIM_NONE, 0, false };
	/* "Go-live approval" is none of "go". */
	if ((mark->flags & WORD_CELL) && behind.len > 1 && behind.ptr[0] == '-' &&
	    utf8_is_letter((unsigned char)behind.ptr[1]))
		return false;
	/* "No errors", "live production" go on, and say nothing of the item. */
	if ((span_is(mark->word, "no") || span_is(mark->word, "live")) &&
	    behind.len > 1 && behind.ptr[0] == ' ' &&
	    utf8_is_letter((unsigned char)behind.ptr[1]) &&
	    words_start(&state_links, span_from(behind, 1)) == 0)
		return false;
	*out = (struct word_hit){ mark->claim, mark->word.len, false };
	if (!positive || behind.len == 0 || !utf8_is_cjk(utf8_last(mark->word, &len)))
		return true;
	len = words_start(&unspaced_denials, behind);
	if (len > 0) {
		*out = (struct word_hit){ CLAIM_OPEN, mark->word.len + len, true };
		return true;
	}
	if (!utf8_is_cjk(utf8_next(behind, &len)) ||
	    words_start(&unspaced_ends, behind) > 0)
		return true;
	*out = (struct word_hit){ CLAIM_NONE, 0, false };
	return false;
}

bool word_at(struct span text, bool cell, struct word_hit *out)
{
	const struct word_mark *mark = word_find(text, cell);
	struct span rest, negation;

	*out = (struct word_hit){ CLAIM_NONE, 0, false };
	if (mark && !(mark->flags & WORD_CELL))
		return hit_of(mark, text, out);
	if (!words_may(&negations, text))
		return mark && hit_of(mark, text, out);
	rest = span_of(negations.list);
	while (span_split(&rest, '|', &negation)) {
		const struct word_mark *word;

		negation.len--; /* the star */
		if (!span_eq(span_sub(text, 0, negation.len), negation))
			continue;
		word = word_find(span_from(text, negation.len), cell);
		if (!word || (word->claim != CLAIM_DONE && word->claim != CLAIM_READY))
			continue;
		*out = (struct word_hit){ CLAIM_OPEN, negation.len + word->word.len,
					  true };
		return true;
	}
	return mark && hit_of(mark, text, out);
}

/* clang-format off: one language a row */

/* In front of a participle, whatever it is. */
WORDS(denials,
      "not|not yet|isn't|isn’t|aren't|aren’t|never|nicht|noch nicht|pas|pas encore|non|"
      "non encore|no|aún no|todavía no|não|ainda não|non ancora|niet|nog niet|не|"
      "ещё не|еще не");
/* Not done, and still to be done: "未安装", "需优化", "缺少分页". */
WORDS(unspaced_words_of_denial,
      "未|尚未|还未|還未|没有|沒有|待|需|需要|仍需|尚需|缺|缺少|缺失|缺乏");
/* What is well when it is not so, or says nothing of it. */
WORDS(harmless_participles,
      "affected|vulnerable|found|detected|observed|exposed|exploitable|seen|needed|"
      "required|necessary|relevant|used|blocking|critical|applicable|impacted|"
      "reproducible|only|just|before|until|sure|known|mandatory|exist|exists|existing|"
      "existiert|vorhanden|existe|existent|esiste|bestaat|существует|"
      "betroffen|gefunden|erforderlich|nötig|notwendig|relevant|benötigt|zutreffend|"
      "anwendbar|verwundbar|concerné|concernée|requis|requise|nécessaire|trouvé|"
      "applicable|affecté|afectado|afectada|encontrado|encontrada|requerido|requerida|"
      "necesario|necesaria|utilizado|utilizada|afetado|afetada|necessário|necessária|"
      "vulnerável|vulnerable|interessato|richiesto|richiesta|necessario|necessaria|"
      "trovato|nodig|vereist|gevonden|требуется|нужно|обнаружено|найдено|применимо|"
      "затронуто");
WORDS(unspaced_harmless,
      "发现|发现问题|见异常|使用|涉及|影响|検出|発見|使用|該当|確定|知");

/* clang-format on */

/* The end of the word at the front of folded text. */
static size_t word_end(struct span text)
{
	size_t end = 0, len;

	while (end < text.len &&
	       (utf8_is_letter(utf8_next(span_from(text, end), &len)) ||
		text.ptr[end] == '-'))
		end += len;
	return end;
}

size_t denied_at(struct span text, struct span *word)
{
	size_t len = words_start(&unspaced_words_of_denial, text), end;
	bool spaced = len == 0;

	if (spaced)
		len = words_start(&denials, text);
	if (len == 0 || (spaced && (len >= text.len || text.ptr[len] != ' ')))
		return 0;
	*word = span_from(text, len + spaced);
	end = word_end(*word);
	word->len = end;
	if (end < (spaced ? 4 : 6) || end > 40 ||
	    words_start(spaced ? &harmless_participles : &unspaced_harmless, *word) > 0)
		return 0;
	/* "No errors" denies things, "no instalado" what was done. */
	if (spaced && len == 2 && text.ptr[0] == 'n' &&
	    !(span_ends(*word, "ado") || span_ends(*word, "ada") ||
	      span_ends(*word, "ido") || span_ends(*word, "ida") ||
	      span_ends(*word, "ados") || span_ends(*word, "adas")))
		return 0;
	end += len + spaced;
	/* What goes on is a sentence. */
	return end == text.len || !(text.ptr[end] == ' ' && end + 1 < text.len &&
				    utf8_is_letter((unsigned char)text.ptr[end + 1]))
		       ? end
		       : 0;
}

/* Bytes of `word` (which may end in '*') at the front of `text`, or 0. */
static size_t match_word(struct span text, struct span word)
{
	bool open_end = word.len > 1 && word.ptr[word.len - 1] == '*';

	if (open_end)
		word.len--;
	if (word.len == 0 || word.len > text.len ||
	    memcmp(word.ptr, text.ptr, word.len) != 0)
		return 0;
	return open_end || words_end(word, span_from(text, word.len)) ? word.len : 0;
}

size_t starts_with_word(struct span text, const char *words)
{
	size_t best = 0;

	while (*words && text.len > 0) {
		const char *end = words;

		while (*end && *end != '|')
			end++;
		/* Most words fall at their first letter. */
		if (*words == text.ptr[0]) {
			size_t len = match_word(text,
						(struct span){ words,
							       (size_t)(end - words) });

			best = len > best ? len : best;
		}
		words = *end ? end + 1 : end;
	}
	return best;
}

bool has_word(struct span text, const char *words)
{
	for (size_t i = 0; i < text.len; i++)
		if (words_begin(text, i) && starts_with_word(span_from(text, i), words))
			return true;
	return false;
}

/* "no mocks", "without bypasses", "no tests were skipped": nothing of the kind. */
static bool is_denied_before(struct span before)
{
	static const char *const unspaced[] = { "没有", "没", "无", "無", "不", "未" };
	bool nouns = true;

	for (size_t i = 0; i < sizeof(unspaced) / sizeof(unspaced[0]); i++)
		if (span_ends(before, unspaced[i]))
			return true;
	while (nouns && before.len > 0) {
		nouns = false;
		before = span_trim(before);
		for (size_t i = 0; i < before.len; i++) {
			struct span tail = span_from(before, i);

			if (i > 0 && before.ptr[i - 1] != ' ')
				continue;
			if (words_are(&hedge_denials, tail))
				return true;
			if (words_are(&hedge_counted, tail)) {
				before.len = i;
				nouns = true;
				break;
			}
		}
	}
	return false;
}

/* "stubs removed", "bypass fixed": no longer so. */
static bool is_denied(struct span text, size_t at, size_t len)
{
	size_t from = at > 60 ? at - 60 : 0;
	struct span behind = span_trim(span_from(text, at + len));

	if (is_denied_before(span_sub(text, from, at - from)) ||
	    words_in(&hedge_ends, span_sub(behind, 0, 32)))
		return true;
	/* "Pending migrations applied": what the item is about, and no hedge. */
	return span_trim(span_sub(text, 0, at)).len == 0 && behind.len > 0 &&
	       ((behind.ptr[0] >= 'a' && behind.ptr[0] <= 'z') ||
		(unsigned char)behind.ptr[0] >= 0xc3) &&
	       words_start(&hedge_subjects, span_from(text, at)) == len &&
	       words_start(&hedge_links, behind) == 0;
}

bool hedge_in(struct span text, size_t *at, size_t *len)
{
	size_t from = 0;

	while (words_find(&hedges, span_from(text, from), at, len)) {
		*at += from;
		if (!is_denied(text, *at, *len))
			return true;
		from = *at + *len;
	}
	return false;
}

bool condition_in(struct span text, size_t *at)
{
	size_t len;

	return words_find(&conditional_words, text, at, &len);
}
