#include "plan/topics.h"

#include "plan/marks.h"
#include "plan/reading.h"
#include "plan/words.h"

/* clang-format off: one stem family a row */

WORDS(created_headings, "files created|files generated|files "
			"added|documentation generated|"
			"artifacts created|artifacts generated|created files|generated "
			"files|fichiers cr\xc3\xa9\xc3\xa9s|"
			"arquivos criados|archivos creados|erstellte dateien");
/* A list of what was changed or removed: that a path is there is not all, or is none.
 */
WORDS(changed_headings,
      "files modified|files changed|files updated|modified files|changed files|"
      "updated files|files removed|files deleted|removed files|deleted files|"
      "fichiers modifiés|fichiers mis à jour|fichiers supprimés|arquivos modificados|"
      "arquivos alterados|arquivos atualizados|arquivos removidos|"
      "archivos modificados|archivos actualizados|archivos eliminados|"
      "geänderte dateien|gelöschte dateien|измененные файлы|изменённые файлы|"
      "удаленные файлы|удалённые файлы|修改的文件|修改文件|变更文件|删除的文件|"
      "変更ファイル|変更したファイル|削除したファイル|수정된 파일|삭제된 파일");
/* "Components (to be created)": what is listed is not there yet. */
WORDS(future_headings,
      "to be created|to create|to be added|to be written|to do|todo|planned|à créer|"
      "à faire|à venir|a criar|por criar|a fazer|por crear|a crear|pendiente|pendente|"
      "zu erstellen|geplant|создать|планируется|запланировано|待创建|计划中|待开发|"
      "作成予定|未作成|예정");
WORDS(deliverable_headings,
      "deliverable*|artifacts|artefacts|outputs|livrables|entreg\xc3\xa1veis|"
      "entregables|arquivos|"
      "lieferobjekte|lieferumfang|ergebnisse|\xe4\xba\xa4\xe4\xbb\x98\xe7\x89\xa9|"
      "\xe4\xba\xa7\xe5\x87\xba|"
      "\xe6\x88\x90\xe6\x9e\x9c\xe7\x89\xa9|\xe7\xb4\x8d\xe5\x93\x81\xe7\x89\xa9|"
      "\xd1\x80\xd0\xb5\xd0\xb7\xd1\x83\xd0\xbb\xd1\x8c\xd1\x82\xd0\xb0\xd1\x82\xd1"
      "\x8b|"
      "\xd0\xb0\xd1\x80\xd1\x82\xd0\xb5\xd1\x84\xd0\xb0\xd0\xba\xd1\x82\xd1\x8b");
/* "Input artifacts": what the work starts from, and no deliverable of it. */
WORDS(input_headings, "input|inputs|eingang*|eingabe*|entr\xc3\xa9"
		      "e|entr\xc3\xa9"
		      "es|entrada|entradas|insumos|входные|исходные|输入|入力|입력");
/* Beside its opposite it names a decision: "Go/No-Go checklist". */
WORDS(no_go_headings,
      "no-go|no go|no-go条件|no-go基準|no-go-kriterien|no-go-kriterium|no-go条目");
WORDS(go_no_go,
      "go/no-go|go / no-go|go-no-go|go no-go|go/no go|go or no-go|go and no-go|"
      "go & no-go|go vs no-go");
WORDS(inverted_headings,
      "blockers|rollback criteria|rollback triggers|rollback "
      "conditions|abort if|abort criteria|"
      "stop if|any triggers|red "
      "flags|bloqueurs|points bloquants|critères de blocage|critères d'arrêt|"
      "conditions de rollback|abbruchkriterien|ausschlusskriterien|rollback-kriterien|"
      "blockierende punkte|bloqueadores|bloqueantes|criterios de bloqueo|"
      "criterios de rollback|criterios de reversión|critérios de bloqueio|"
      "critérios de rollback|bloccanti|criteri di blocco|criteri di rollback|blokkers|"
      "afbreekcriteria|блокеры|стоп-факторы|условия отката|回滚条件|阻断条件|阻断项|"
      "阻塞项|否决项|ブロッカー|中止条件|ロールバック条件|차단 요인|롤백 조건");
/* "Blockers resolved": what was bad, and is no more. */
WORDS(overcome, "resolved|fixed|closed|cleared|solved|behoben|gel\xc3\xb6st|"
		"r\xc3\xa9solus|r\xc3\xa9solues|resueltos|resueltas|resolvidos|"
		"resolvidas|risolti|opgelost|устранены|已解决|解決済み");
WORDS(gap_headings, "gaps|critical gaps|known issues|known gaps|issues to fix|risks "
		    "to fix|known missing|missing pieces|"
		    "open issues|limitations|known limitations|lacunes|l\xc3\xbc"
		    "cken|lagunas|lacunas");
WORDS(criteria_headings,
      "acceptance|success criteria|definition of done|exit criteria|graduation "
      "criteria|requirements met|"
      "go criteria|go/no-go criteria|quality gates|release gates|verification "
      "checklist|must have|"
      "must-have|crit\xc3\xa8res d'acceptation|crit\xc3\xa9rios de "
      "aceita\xc3\xa7\xc3\xa3o|"
      "crit\xc3\xa9rios de aceite|criterios de "
      "aceptaci\xc3\xb3n|abnahmekriterien|akzeptanzkriterien|"
      "\xe9\xaa\x8c\xe6\x94\xb6\xe6\xa0\x87\xe5\x87\x86|"
      "\xe9\x80\x9a\xe8\xbf\x87\xe6\xa0\x87\xe5\x87\x86|"
      "\xe5\x8f\x97\xe3\x81\x91\xe5\x85\xa5\xe3\x82\x8c\xe5\x9f\xba\xe6\xba\x96|"
      "\xe5\xae\x8c\xe4\xba\x86\xe6\x9d\xa1\xe4\xbb\xb6|"
      "\xd0\xba\xd1\x80\xd0\xb8\xd1\x82\xd0\xb5\xd1\x80\xd0\xb8\xd0\xb8");
WORDS(step_headings, "next steps|next actions|deployment order|deployment "
		     "steps|procedure|to execute|execution order|"
		     "rollout steps|prochaines \xc3\xa9tapes|n\xc3\xa4"
		     "chste schritte|pr\xc3\xb3ximos passos|"
		     "pr\xc3\xb3ximos pasos|prossimi passi|volgende stappen|"
		     "следующие шаги|下一步|后续步骤|次のステップ|다음 단계");
/* "GO (proceed)": what must hold, where nothing else is said. */
WORDS(go_headings, "go");
WORDS(expected_headings,
      "expected result|expected results|expected outcome|expected state|"
      "resultado esperado|resultados esperados|résultat attendu|résultats attendus|"
      "erwartetes ergebnis|erwartete ergebnisse|risultato atteso|risultati attesi|"
      "verwacht resultaat|ожидаемый результат|ожидаемые результаты|预期结果|预期效果|"
      "期待結果|期待される結果|예상 결과|기대 결과");
WORDS(legend_headings,
      "legend|key|légende|legende|leyenda|legenda|图例|凡例|圖例|легенда|status values|"
      "status key|status legend|symbol key|status symbols|status icons|"
      "symbols|symbols used|priority legend|priority key|"
      "zeichenerklärung|symbole|symboles|símbolos|convenciones|convenções|simboli|"
      "ステータス凡例|状態凡例|状态图例|状态凡例|상태 범례|"
      "symbolen|обозначения|условные обозначения|символы|图例说明|符号说明|状态说明|"
      "記号|記号の意味|범례|기호");
WORDS(feature_headings,
      "features|highlights|what's included|what is included|benefits|included");
WORDS(ignored_headings,
      "contacts|emergency contacts|documentation links|links|references|"
      "quick reference|monitor*|communication|agenda|schedule|glossary|"
      "table of contents|contents|changelog|version history|risk register|risks|"
      "team structure|specialists|roles|goals|non-goals|goals and non-goals|non goals|"
      "ziele|nicht-ziele|objectifs|objetivos|inhalt|inhaltsverzeichnis|kontakte|"
      "glossar|änderungen|änderungshistorie|verweise|sommaire|table des matières|"
      "glossaire|historique|liens|références|índice|contactos|glosario|historial|"
      "enlaces|referencias|contatos|glossário|histórico|referências|目录|联系人|术语表|"
      "更新日志|参考资料|目次|連絡先|用語集|変更履歴|оглавление|контакты|глоссарий|"
      "ссылки|acil iletişim|iletişim|緊急連絡先|紧急联系人|비상 연락처|notfallkontakte|"
      "contacts d'urgence|contactos de emergencia|contatos de emergência|"
      "contatti di emergenza|noodcontacten|out of scope|hors périmètre|"
      "fuera de alcance|fora de escopo|fora do escopo|nicht im umfang|fuori ambito");
WORDS(status_headings,
      "status|final status|overall status|current status|status "
      "summary|summary|conclusion|readiness|tl;dr|tldr|executive summary|at a glance|"
      "bottom line|final verdict|in short|resumen ejecutivo|résumé exécutif|"
      "resumo executivo|kurzfassung|总结|摘要|总体状态|まとめ|結論|итоги|резюме|요약|"
      "결론|"
      "deployment readiness|release "
      "status|statut|estado|\xe7\x8a\xb6\xe6\x80\x81"
      "|fazit|zusammenfassung|gesamtstatus|bilan|synth\xc3\xa8se|"
      "conclusi\xc3\xb3n|cierre|resumen|conclus\xc3\xa3o|encerramento|"
      "resumo|conclusie|slot|samenvatting|chiusura|conclusione|riepilogo");

static const struct {
	unsigned topics;
	const struct words *words;
} headings[] = {
	{ TOPIC_DELIVERABLES | TOPIC_EXISTING, &created_headings },
	{ TOPIC_DELIVERABLES | TOPIC_EXISTING | TOPIC_CHANGED, &changed_headings },
	{ TOPIC_DELIVERABLES, &deliverable_headings },
	{ TOPIC_INVERTED, &no_go_headings },
	{ TOPIC_INVERTED, &inverted_headings },
	{ TOPIC_GAPS, &gap_headings },
	{ TOPIC_CRITERIA, &criteria_headings },
	{ TOPIC_STEPS, &step_headings },
	{ TOPIC_CRITERIA, &go_headings },
	{ TOPIC_CONDITIONAL, &expected_headings },
	{ TOPIC_LEGEND, &legend_headings },
	{ TOPIC_FEATURES, &feature_headings },
	{ TOPIC_IGNORED, &ignored_headings },
	{ TOPIC_STATUS, &status_headings },
};

WORDS(criteria_leads, "verify that|go criteria|must be met");
/* "Scope:" over what is looked at, and what is not. */
WORDS(scope_leads,
      "scope|in scope|out of scope|not in scope|périmètre|hors périmètre|umfang|"
      "geltungsbereich|nicht im umfang|alcance|fuera de alcance|fuera del "
      "alcance|escopo|"
      "fora do escopo|ambito|fuori ambito|perimetro|bereik|buiten bereik|область|"
      "范围|不在范围|スコープ|対象範囲|対象外|범위|범위 외");
/* "How to test:", with any words behind it. */
WORDS(how_to_leads,
      "how to|how we|como|c\xc3\xb3mo|comment|so wird|wie man|so geht|hoe|"
      "come|как");
WORDS(output_leads, "expected output|verification|validation|expected result*|output");

static const struct {
	unsigned topics;
	const struct words *words;
} leads[] = {
	{ TOPIC_CRITERIA, &criteria_leads },
	{ TOPIC_IGNORED, &scope_leads },
	{ TOPIC_STEPS, &how_to_leads },
	{ TOPIC_IGNORED, &output_leads },
};

static const char *const condition_ends[] = {
	" if:",     " when:",    " only if:",         " expected:",       " si:",
	" se:",     " wenn:",    "expected results:", "expected results", "sofern:",
	" once:",   " si :",     " cuando:",          " quando:",         " quand:",
	" quand :", " lorsque:", " sobald:",          " wanneer:",        " als:",
	" когда:",  " если:",
};

/* "When all is done": a heading that begins so states nothing yet. */
WORDS(condition_starts,
      "expected result|expected results|expected outcome|expected state|"
      "resultado esperado|resultados esperados|résultat attendu|résultats attendus|"
      "erwartetes ergebnis|erwartete ergebnisse|risultato atteso|risultati attesi|"
      "verwacht resultaat|ожидаемый результат|ожидаемые результаты|预期结果|预期效果|"
      "期待結果|期待される結果|예상 결과|기대 결과|"
      "if|when|once|only if|unless|until|wenn|falls|sobald|sofern|si|quand|lorsque|"
      "d\xc3\xa8s que|cuando|una vez|quando|assim que|se|als|wanneer|zodra|"
      "если|когда|如果");
WORDS(go_lists, "go|no-go|no go");
WORDS(go_criteria, "go criteria|no-go criteria|no go criteria");
WORDS(with_conditions, "有条件|条件付き");

WORDS(status_labels,
      "verdict|overall verdict|veredicto|veredicto general|veredito|veredito geral|"
      "verdict global|verdict général|gesamturteil|verdetto|"
      "current result|overall result|final result|recommendation|"
      "final recommendation|official recommendation|gesamtergebnis|"
      "gesamtstatus|empfehlung|résultat final|recommandation|"
      "resultado final|recomendación|recomendação|esito finale|"
      "ステータス|リリース状況|statut global|état global|estado general|"
      "estado geral|estado final|status geral|stato generale|stato finale|"
      "algemene status|eindstatus|общий "
      "статус|结论|验收结论|最终结论|当前状态|总体状态|項目状态|项目状态|判定|総合判定|"
      "現在の状態|итог|решение|текущий статус|현재 "
      "상태|결론|판정|status|overall|overall status|current status|final "
      "status|state|verdict|decision|final decision|"
      "readiness|orchestration|production ready|production "
      "readiness|go/no-go|go/no-go decision|go / no-go|go / no-go decision|"
      "release status|project status|deployment "
      "status|statut|estado|situa\xc3\xa7\xc3\xa3o|stato|"
      "\xe7\x8a\xb6\xe6\x80\x81|\xe7\x8a\xb6\xe6\x85\x8b|"
      "\xd1\x81\xd1\x82\xd0\xb0\xd1\x82\xd1\x83\xd1\x81|"
      "overall state|overall readiness|readiness status|entscheidung|d\xc3\xa9"
      "cision|decis\xc3\xa3o|decisi\xc3\xb3n");

/* What a heading about signing off holds; what stands behind it must not be the
 * subject: "Sign-off service" is none. */
WORDS(signoff_stems,
      "sign-off|sign-offs|signoff|signoffs|sign off|sign offs|approved by|"
      "authorisation by|authorization by|go/no-go decision|go / no-go "
      "decision|freigabe|freigaben|"
      "unterschrift|unterschriften|abnahme durch|validation "
      "par|assinatura|assinaturas");

/* Subjects of engineering too ("webhook signatures"): no other words beside them. */
WORDS(signoff_weak_stems,
      "approval|approvals|signature|signatures|signatories|authorisation|"
      "authorisations|authorization|authorizations|visa|firma|firmas|"
      "firme|handtekening|handtekeningen|ondertekening|подписи|подпись|"
      "aprova\xc3\xa7\xc3\xa3o|aprova\xc3\xa7\xc3\xb5"
      "es|aprobaci\xc3\xb3n|aprobaciones|approbation|approbations|genehmigung|"
      "genehmigungen");

/* Function words, roles and what sign-offs are of. */
WORDS(signoff_company,
      "authorized|authorised|authorizing|authorising|designated|required|signing|"
      "and|or|und|oder|et|ou|e|y|o|the|of|for|from|by|to|with|de|du|des|da|do|das|"
      "dos|del|der|die|zur|zum|per|on|in|requires|requirements|needed|"
      "pending|final|formal|official|mandatory|release|stakeholder|stakeholders|"
      "management|manager|team|teams|section|block|form|sheet|page|table|matrix|"
      "checklist|record|records|list|log|status|decision|decisions|go|no-go|go/no-go|"
      "executive|technical|tech|security|engineering|product|qa|quality|business|"
      "customer|client|ops|operations|legal|compliance|privacy|production|"
      "deployment|launch|phase|gate|readiness|lead|leads|owner|owners|director|"
      "board|committee|sponsor|cto|ceo|ciso|vp|project|names|name|date|dates|roles|"
      "role|finale|finales|final|erforderlich|requise|requises|necess\xc3\xa1rias|"
      "date and signature|user acceptance|uat|acceptance|conditions|summary|"
      "signers|signatures|signature|approval|approvals|approvers|approver|"
      "authorisation|authorization|reviewer|reviewers|review|fase|etapa|étape|schritt|"
      "stap|paso|passo|step|sprint|этап|фаза|esito|finais|finali|finales|definitiva|"
      "salida|lanzamiento|responsables|responsáveis|lançamento|a|i|en|het|и");

WORDS(signoff_unspaced,
      "\xe7\xad\xbe\xe5\xad\x97|\xe5\xae\xa1\xe6\x89\xb9|\xe6\x89\xb9\xe5\x87\x86|"
      "\xe4\xbc\x9a\xe7\xad\xbe|"
      "\xe6\x89\xbf\xe8\xaa\x8d|\xe6\x8a\xbc\xe5\x8d\xb0|"
      "\xe3\x82\xb5\xe3\x82\xa4\xe3\x83\xb3\xe3\x82\xaa\xe3\x83\x95|"
      "\xd1\x81\xd0\xbe\xd0\xb3\xd0\xbb\xd0\xb0\xd1\x81\xd0\xbe\xd0\xb2\xd0\xb0\xd0"
      "\xbd\xd0\xb8\xd0\xb5|"
      "\xd1\x83\xd1\x82\xd0\xb2\xd0\xb5\xd1\x80\xd0\xb6\xd0\xb4\xd0\xb0\xd1\x8e");

/* "Approval flow", "approval system": what is built, where there are no blanks. */
WORDS(signoff_subjects,
      "\xe6\xb5\x81\xe7\xa8\x8b|\xe7\xb3\xbb\xe7\xbb\x9f|\xe6\x9c\x8d\xe5\x8a\xa1|"
      "\xe6\x8e\xa5\xe5\x8f\xa3|\xe3\x83\x95\xe3\x83\xad\xe3\x83\xbc|"
      "\xe6\xa9\x9f\xe8\x83\xbd|\xe5\x8a\x9f\xe8\x83\xbd");

/* Whatever ends they have. */
WORDS(ignored_stems, "monitor*|post-deployment monitoring|communication*|contact*|"
		     "team*|risk*|troubleshooting*|emergency*");

WORDS(unspaced_conditions,
      "\xe5\xa6\x82\xe6\x9e\x9c|\xe6\x9d\xa1\xe4\xbb\xb6|"
      "\xe4\xbb\xa5\xe4\xb8\x8b\xe3\x81\xae\xe5\xa0\xb4\xe5\x90\x88");
WORDS(conditions, "once|if|when");
WORDS(duties, "must|should");

/* States that make no bucket of a heading. */
WORDS(no_buckets, "testing|running|executing|validated|passing|partial");

WORDS(ready_labels,
      "ready for|ready to|cleared for|bereit für|bereit zum|bereit zur|prêt pour|"
      "prêt à|listo para|lista para|pronto para|pronta para|pronto per|klaar voor|"
      "готово к|готов к");
WORDS(approved_labels,
      "approved for|freigegeben für|freigegeben zum|freigegeben zur|approuvé pour|"
      "aprobado para|aprovado para|approvato per|goedgekeurd voor|одобрено для");
/* One word that asks the same. */
WORDS(asks_ready_words,
      "ready|production ready|production readiness|readiness|bereit|prêt|prête|listo|"
      "lista|pronto|pronta|klaar|gereed|готово|готовность");

/* clang-format on */

/* Numbering and punctuation at the ends do not belong to the words. */
static struct span core(struct span folded)
{
	while (folded.len > 0 && (strchr("0123456789. )#*:-", folded.ptr[0]) != NULL) &&
	       folded.ptr[0] != '\0')
		folded = span_from(folded, 1);
	while (folded.len > 0 && folded.ptr[folded.len - 1] == ' ')
		folded.len--;
	return folded;
}

/* Words of which the heading must consist, or the subject would be another. */
#define WHOLE_HEADINGS (TOPIC_STATUS | TOPIC_LEGEND | TOPIC_FEATURES)

static bool is_whole(struct span text, const struct words *words)
{
	size_t len = words_start(words, text);
	struct span rest = span_trim(span_from(text, len));

	return len > 0 && (rest.len == 0 || rest.ptr[0] == ':' || rest.ptr[0] == '(');
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* "Approved by Jane": anybody may follow. */
static bool is_by(struct span stem)
{
	return span_ends(stem, " by") || span_ends(stem, " durch") ||
	       span_ends(stem, " par");
}

static size_t word_len(struct span text)
{
	size_t len = 0;

	while (len < text.len && (is_letter(text.ptr[len]) || text.ptr[len] == '-'))
		len++;
	return len;
}

/*
 * Is the whole heading about signing off?  A strong stem may have any words before
 * it ("Mobile app sign-off"), a weak one only its usual company.
 */
static bool is_signoff_heading(struct span text)
{
	bool strong = false, weak = false, other = false, subject = false;
	bool behind = false; /* right behind a strong stem */

	if (words_in(&signoff_unspaced, text))
		return !words_in(&signoff_subjects, text);
	for (size_t i = 0, len; i < text.len; i += len) {
		struct span rest = span_from(text, i);

		len = 1;
		if (!is_letter(rest.ptr[0])) {
			behind = behind && rest.ptr[0] == ' ';
		} else if ((len = words_start(&signoff_stems, rest)) > 0) {
			strong = true;
			behind = !is_by(span_sub(rest, 0, len));
		} else if ((len = words_start(&signoff_weak_stems, rest)) > 0) {
			weak = true;
			behind = false;
		} else if ((len = words_start(&signoff_company, rest)) > 0) {
			behind = false;
		} else {
			len = word_len(rest);
			other = true;
			subject = subject || behind;
			behind = false;
		}
	}
	return (strong && !subject) || (weak && !other);
}

bool topic_is_future(struct span folded)
{
	return words_in(&future_headings, folded);
}

unsigned topics_of_heading(struct span folded)
{
	struct span text = core(folded);
	struct words_places places;
	unsigned found = 0;

	words_places(&places, text);
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		unsigned topics = headings[i].topics;
		bool whole = (topics & (WHOLE_HEADINGS | TOPIC_IGNORED)) ||
			     headings[i].words == &go_headings;
		bool hit = whole ? is_whole(text, headings[i].words)
				 : words_in_at(headings[i].words, text, &places);

		if (headings[i].words == &no_go_headings &&
		    words_in_at(&go_no_go, text, &places))
			continue;
		if ((topics & (TOPIC_INVERTED | TOPIC_GAPS)) &&
		    words_in_at(&overcome, text, &places))
			continue;
		if (hit && (topics & TOPIC_DELIVERABLES) &&
		    words_in_at(&input_headings, text, &places))
			continue;

		if (hit && found == 0)
			found = topics;
	}
	if ((found & TOPIC_DELIVERABLES) &&
	    words_in_at(&future_headings, text, &places))
		found = 0;
	/* "Safety features" describes, as "Features" does. */
	if (found == 0 && span_ends(text, " features"))
		found = TOPIC_FEATURES;
	if (!(found & TOPIC_DELIVERABLES) && is_signoff_heading(text))
		found |= TOPIC_SIGNOFF;
	if (words_start(&ignored_stems, text) > 0 &&
	    !(found & (TOPIC_CRITERIA | TOPIC_SIGNOFF | TOPIC_DELIVERABLES)))
		found |= TOPIC_IGNORED;
	return found;
}

/* clang-format off: one language a row */

/* What is open under them says nothing of what is claimed now. */
WORDS(later_headings,
      "post-launch|post launch|post-release|post release|post-deployment|post-deploy|"
      "post deployment|post-go-live|post go-live|post-production|after launch|"
      "after the launch|after release|after the release|after go-live|"
      "after going live|after deployment|next steps|next actions|next release|"
      "next version|next phase|future|roadmap|backlog|rollback steps|"
      "rollback procedure|definition of done|dod|definition of ready|dor|template|"
      "nach dem go-live|nach dem launch|nach dem release|nach dem deployment|"
      "nach der veröffentlichung|nach inbetriebnahme|nach der inbetriebnahme|"
      "nächste schritte|nächste phase|vorlage|"
      "post-lancement|post-déploiement|après le lancement|après la mise en production|"
      "après le déploiement|prochaines étapes|prochaine phase|"
      "post-lanzamiento|post-despliegue|después del lanzamiento|tras el lanzamiento|"
      "después del despliegue|próximos pasos|próxima fase|definición de "
      "hecho|plantilla|"
      "pós-lançamento|pós-deploy|pós-implantação|após o lançamento|após o deploy|"
      "próximos passos|próximas ações|próximas etapas|definição de pronto|"
      "post-lancio|dopo il lancio|dopo il rilascio|prossimi passi|"
      "na livegang|na de livegang|na de lancering|na de release|volgende stappen|"
      "volgende fase|sjabloon|после запуска|после релиза|после выпуска|"
      "следующие "
      "шаги|шаблон|上线后|发布后|部署后|下一步|后续步骤|模板|リリース後|公開後|"
      "ローンチ後|デプロイ後|次のステップ|テンプレート|출시 후|배포 후|릴리스 후|"
      "다음 단계|템플릿");

/* clang-format on */

bool topic_is_later(struct span folded)
{
	return words_in(&later_headings, folded);
}

static bool ends_conditional(struct span text)
{
	for (size_t i = 0; i < sizeof(condition_ends) / sizeof(condition_ends[0]);
	     i++) {
		size_t len = strlen(condition_ends[i]);

		/* Most of them fall at their last byte. */
		if (text.len >= len &&
		    text.ptr[text.len - 1] == condition_ends[i][len - 1] &&
		    span_ends(text, condition_ends[i]))
			return true;
	}
	return words_in(&unspaced_conditions, text) ||
	       (text.len > 0 && text.ptr[text.len - 1] == ':' &&
		(words_in(&duties, text) || words_start(&conditions, text) > 0));
}

bool topic_is_conditional(struct span folded)
{
	struct span text = core(folded);

	return text.len <= 160 && ends_conditional(text);
}

bool topic_is_open_condition(struct span folded)
{
	struct span text = core(folded);

	/* "Passed with conditions" is a state. */
	return (ends_conditional(text) && !words_in(&with_conditions, text)) ||
	       words_start(&condition_starts, text) > 0 || is_whole(text, &go_lists) ||
	       words_start(&go_criteria, text) > 0;
}

unsigned topics_of_lead(struct span folded)
{
	struct span text = core(folded);
	unsigned found;

	if (text.len > 160)
		return 0;
	found = topics_of_heading(text);
	if (ends_conditional(text))
		return (found & TOPIC_INVERTED) | TOPIC_CONDITIONAL;
	for (size_t i = 0; found == 0 && i < sizeof(leads) / sizeof(leads[0]); i++)
		if (is_whole(text, leads[i].words) ||
		    (leads[i].words == &how_to_leads &&
		     words_start(&how_to_leads, text) > 0))
			found = leads[i].topics;
	return found;
}

unsigned topics_inherited(unsigned topics)
{
	return topics & (TOPIC_DELIVERABLES | TOPIC_EXISTING | TOPIC_CHANGED |
			 TOPIC_CRITERIA | TOPIC_INVERTED | TOPIC_GAPS | TOPIC_SIGNOFF |
			 TOPIC_IGNORED | TOPIC_STEPS | TOPIC_FEATURES);
}

size_t topic_legend_label(struct span folded)
{
	return words_start(&legend_headings, folded);
}

WORDS(purposes, "for|production|für|pour|para|per|voor|к");

/* Headings of boards that are no states elsewhere. */
WORDS(doing_headings, "doing|currently in progress|now doing");
WORDS(remaining_headings,
      "remaining|remaining items|remaining tasks|open items|open tasks|offene aufgaben|"
      "offene punkte|tâches restantes|tareas pendientes|tarefas pendentes|осталось|"
      "未完成项|待办事项|残タスク|残作業|남은 작업");

enum claim topic_bucket(struct span folded)
{
	struct span text = core(folded);
	struct word_hit hit;
	size_t i;

	if (words_are(&remaining_headings, text))
		return CLAIM_OPEN;
	if (words_are(&doing_headings, text))
		return CLAIM_IN_PROGRESS;
	if (!word_at(text, false, &hit) || words_start(&no_buckets, text) > 0)
		return CLAIM_NONE;
	for (i = hit.len; i < text.len; i++) {
		struct word_hit again;

		/* "보류 (deferred)": the same in another language, and the finer. */
		if (word_at(span_from(text, i), false, &again) &&
		    (again.claim == CLAIM_DONE) == (hit.claim == CLAIM_DONE)) {
			hit.claim = again.claim;
			i += again.len - 1;
		} else if (!strchr(" ()0123456789:/", text.ptr[i])) {
			return CLAIM_NONE;
		}
	}
	/* "Ready for production" claims, and collects nothing. */
	if (hit.claim == CLAIM_READY && words_in(&purposes, span_sub(text, 0, hit.len)))
		return CLAIM_NONE;
	return hit.claim;
}

bool topic_is_status_label(struct span folded)
{
	struct span text = core(folded);

	while (text.len > 0 && strchr(" :*", text.ptr[text.len - 1]))
		text.len--;
	if (text.len == 0 || text.len > 60)
		return false;
	/* "Phase status", "test status" */
	if (span_ends(text, " status") || span_ends(text, " decision") ||
	    span_ends(text, " verdict"))
		return true;
	return words_start(&status_labels, text) == text.len ||
	       words_start(&ready_labels, text) > 0 ||
	       words_start(&approved_labels, text) > 0;
}

bool topic_asks_ready(struct span folded)
{
	struct span text = core(folded);

	return words_start(&ready_labels, text) > 0 ||
	       words_start(&asks_ready_words, text) > 0;
}

/* clang-format off: one list a level; the first level wins */
WORDS(optional_tags,
      "(optional*|[optional]*|(nice to have*|(goal)*|(stretch goal*|(ziel)*|"
      "(objectif)*|(objetivo)*|(meta)*|(obiettivo)*|(doel)*|"
      "(цель)*|(目标)*|(目標)*|(optionnel*|"
      "(\xe5\x8f\xaf\xe9\x80\x89*|(\xe4\xbb\xbb\xe6\x84\x8f*");
WORDS(conditional_tags,
      "(if *|(when *|(where applicable*|(as applicable*|(falls *|(se aplic*|(si *|"
      "(\xe5\xa6\x82\xe9\x80\x82\xe7\x94\xa8*");
WORDS(mandatory_tags, "(r)*|(required)*|(mandatory)*|[required]*|"
		      "(\xe5\xbf\x85\xe9\x80\x89*|(\xe5\xbf\x85\xe9\xa0\x88*|"
		      "(obligatoire*|(pflicht*|(obrigat\xc3\xb3rio*");

static const struct {
	enum item_level level;
	const struct words *tags; /* each stands anywhere in the text */
} level_tags[] = {
	{ LEVEL_OPTIONAL, &optional_tags },
	{ LEVEL_CONDITIONAL, &conditional_tags },
	{ LEVEL_MANDATORY, &mandatory_tags },
};
#define LEVEL_TAGS (sizeof(level_tags) / sizeof(level_tags[0]))
/* clang-format on */

bool topic_level(struct span folded, enum item_level *level)
{
	size_t best = LEVEL_TAGS;

	for (size_t i = 0; i < folded.len; i++) {
		if (folded.ptr[i] != '(' && folded.ptr[i] != '[')
			continue;
		for (size_t n = 0; n < best; n++)
			if (words_start(level_tags[n].tags, span_from(folded, i)) > 0)
				best = n;
	}
	if (best < LEVEL_TAGS) {
		*level = level_tags[best].level;
		return true;
	}
	if (!span_starts(folded, "optional:"))
		return false;
	*level = LEVEL_OPTIONAL;
	return true;
}
