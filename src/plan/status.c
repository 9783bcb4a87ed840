#include "plan/status.h"

#include "plan/claim.h"
#include "plan/dates.h"
#include "plan/inline.h"
#include "plan/items.h"
#include "plan/legend.h"
#include "plan/marks.h"
#include "plan/notation.h"
#include "plan/refs.h"
#include "plan/settings.h"
#include "plan/signoff.h"
#include "plan/sums.h"
#include "plan/task.h"
#include "plan/thresholds.h"
#include "plan/topics.h"
#include "plan/words.h"

#define MAX_COLUMNS 64

enum role {
	ROLE_NONE,
	ROLE_STATE,
	ROLE_VERDICT,
	ROLE_NEGATIVE,
	ROLE_ITEM,
	ROLE_ID,
	ROLE_EVIDENCE,
	ROLE_OWNER,
	ROLE_DUE,
	ROLE_DATE,
	ROLE_TARGET,
	ROLE_ACTUAL,
	ROLE_PRIORITY,
	ROLE_COUNT,
	ROLE_LINES,
	ROLE_RISK,
	ROLE_SIGNER,
	ROLE_SIGNATURE,
	ROLE_NAME,
	ROLE_STAGE, /* "Dev", "Prod": the item's state in each */
	ROLE_YES,   /* of a pair: the marked one's header is the state */
	ROLE_NO,
	ROLE_CHOICE /* "Pass", "Fail", "N/A": the marked one's header is the state */
};

/* clang-format off: one role a row; the first that matches wins */
WORDS(verdict_headers,
      "go/no-go|go / no-go|decision|verdict|\xe5\x88\xa4\xe5\xae\x9a|outcome|"
      "assessment|judgement|judgment|entscheidung|bewertung|urteil|décision|"
      "appréciation|"
      "decisión|veredicto|dictamen|decisão|veredito|parecer|decisione|verdetto|"
      "giudizio|"
      "beslissing|oordeel|решение|вердикт|оценка "
      "готовности|结论|判断|决定|评估结果|決定|"
      "結論|評価|合否|可否|판정|결정|결론|합격 여부|완료 여부");
WORDS(negative_headers, "non-conformity|nonconformity|failed|issues open|n\xc3\xa3o "
			"conformidade|ng");
WORDS(state_headers,
      "status|state|statut|\xc3\xa9tat|estado|situa\xc3\xa7\xc3\xa3o|stato|"
      "\xe7\x8a\xb6\xe6\x80\x81|\xe7\x8a\xb6\xe6\x85\x8b|"
      "\xec\xa7\x84\xed\x96\x89\xec\x83\x81\xed\x83\x9c|"
      "\xd1\x81\xd1\x82\xd0\xb0\xd1\x82\xd1\x83\xd1\x81|done|complete|"
      "completed|ready|bereit|checked|\xe2\x9c\x93|\xe2\x98\x90|"
      "progress|implementation status|"
      "\xe7\xb5\x90\xe6\x9e\x9c|\xe7\xbb\x93\xe6\x9e\x9c|result|pass/"
      "fail|conformidade|conformity|done?|ready?|"
      "resolved|fixed|closed|verified|implemented|deployed|tested|merged|behoben|"
      "gelöst|"
      "umgesetzt|getestet|résolu|corrigé|testé|resuelto|corregido|probado|resolvido|"
      "corrigido|testado|risolto|corretto|opgelost|getest|решено|исправлено|已解决|"
      "已修复|"
      "已测试|解決済|修正済|해결|수정|"
      "ステータス|状況|実装状況|対応状況|実施状況|進捗|進捗状況|"
      "ampel|stand|umsetzungsstand|bearbeitungsstand|zustand|rag|rag status|"
      "traffic light|semáforo|semaforo|светофор|состояние|红绿灯|完成情况|信号|"
      "y/n|yes/no|yes / no|ja/nein|j/n|oui/non|o/n|sí/no|si/no|s/n|sim/não|sì/no|"
      "ja/nee|да/нет|是/否|はい/いいえ|有無|예/아니오|o/x|"
      "ok|ergebnis|resultado|r\xc3\xa9sultat|risultato|esito|resultaat|erledigt|"
      "fertig|hecho|feito|fait|fatto|gedaan|результат|готово|完了|完成|완료|상태|결과");
/* Those that nothing but a state can stand under, whatever word it is. */
WORDS(strong_state_headers,
      "status|statut|estado|stato|\xe7\x8a\xb6\xe6\x80\x81|"
      "\xe7\x8a\xb6\xe6\x85\x8b|\xd1\x81\xd1\x82\xd0\xb0\xd1\x82\xd1\x83\xd1\x81|"
      "\xec\xa7\x84\xed\x96\x89\xec\x83\x81\xed\x83\x9c|상태|ステータス|"
      "implementation status|实施状态|完成状态|実装状況|対応状況|実施状況");
/* Those of a column that its cells must show to be of states. */
WORDS(loose_state_headers,
      "check|verification|validation|coverage|covered|gate|passed?|verified?|"
      "completion|completeness|% complete|"
      "vérification|prüfung|verificación|verificação|verifica|controle|проверка|验证|"
      "検証|確認|fortschritt|avancement|avance|progreso|progresso|andamento|"
      "avanzamento|voortgang|прогресс|готовность|进度|完成度|達成度|완성도|진행률|"
      "current status|aktueller status|estado actual|estado atual|status atual|"
      "situação atual|statut actuel|état actuel|stato attuale|当前状态|現状|"
      "текущий статус|текущее состояние|현재 상태");
/* Signs under them say what there is, what is asked or what was, and not how far. */
WORDS(other_sign_headers,
      "required|required?|mandatory|supported|support|available|availability|"
      "before|after|old|new|previous|priority|severity|criticality|critical|impact|"
      "risk|change|delta|difference|improvement|recommended|recommendation|example|"
      "icon|emoji|symbol|meaning|default|secret|optional|nullable|unique|duplicate|"
      "pros|cons|advantage|advantages|effort|complexity|spof|public|private|"
      "obligatorio|obligatoria|requerido|requerida|soportado|disponible|antes|"
      "después|prioridad|severidad|crítico|impacto|riesgo|mejora|cambio|"
      "obligatoire|requis|requise|avant|après|priorité|sévérité|amélioration|"
      "erforderlich|pflicht|unterstützt|verfügbar|vorher|nachher|priorität|"
      "verbesserung|obrigatório|obrigatória|suportado|disponível|depois|prioridade|"
      "severidade|melhoria|impressão|obbligatorio|supportato|prima|dopo|priorità|"
      "vereist|verplicht|ondersteund|voor|na|prioriteit|обязательно|поддержка|до|"
      "после|приоритет|必填|必须|必选|支持|优先级|变更前|变更后|必須|対応|優先度|"
      "変更前|"
      "変更後|필수|지원|우선순위|이전|이후");
WORDS(signature_headers,
      "signature|sign-off|signoff|approved|approval|unterschrift|"
      "assinatura|\xe7\xad\xbe\xe5\xad\x97|"
      "freigabe|freigegeben|genehmigt|genehmigung|firma|visa|aprobado|"
      "aprobaci\xc3\xb3n|aprovado|aprova\xc3\xa7\xc3\xa3o|assinado|approbation|"
      "approuv\xc3\xa9|handtekening|akkoord|подпись|согласовано|签名|审批|批准|承認|"
      "署名|押印|서명|승인");
WORDS(risk_headers, "impact|probability|likelihood|mitigation|mitigations");
WORDS(id_headers, "id|#|nr.|no.|nr|no|control id|ref|\xe5\xba\x8f\xe5\x8f\xb7|control");
WORDS(due_headers, "due|due date|deadline|target date");
WORDS(date_headers,
      "date|timestamp|date/time|datetime|signed on|date signed|zeitpunkt|horodatage|"
      "marca de tiempo|签署日期|签字日期|承認日|署名日|日時|日期时间|时间|일시|"
      "completed on|\xe5\xae\x8c\xe4\xba\x86\xe6\x97\xa5|datum|fecha|data|"
      "日期|日付|дата|날짜");
WORDS(owner_headers,
      "owner|responsible|assignee|verantwortlich|"
      "\xe8\xb4\x9f\xe8\xb4\xa3\xe4\xba\xba|agent|assigned to|zuständig|"
      "verantwortlicher|responsable|pilote|porteur|responsável|encargado|responsabile|"
      "incaricato|verantwoordelijk|verantwoordelijke|ответственный|исполнитель|责任人|"
      "执行人|担当|担当者|責任者|담당|담당자");
WORDS(target_headers,
      "target|threshold|goal|slo|ziel|zielwert|sollwert|soll|cible|objectif|seuil|"
      "objetivo|umbral|meta|limite|obiettivo|soglia|doel|streefwaarde|цель|порог|目标|"
      "目标值|阈值|参考值|目標|目標値|基準値|しきい値|목표|목표값|기준값");
WORDS(actual_headers,
      "actual|current|measured|result "
      "value|achieved|ist|istwert|gemessen|erreicht|réel|"
      "réelle|mesuré|mesurée|atteint|actuel|actuelle|real|actual "
      "value|medido|alcanzado|"
      "atual|alcançado|effettivo|misurato|attuale|raggiunto|werkelijk|gemeten|behaald|"
      "факт|текущее|текущее значение|实际|实际值|当前|当前值|实测|実績|実績値|実測|"
      "実測値|現在|現在値|실제|실적|실측|현재|현재값");
WORDS(priority_headers, "priority|severity|level|\xe9\x80\x89\xe9\xa1\xb9");
WORDS(count_headers, "total|completed count|in progress|not started");
WORDS(lines_headers, "lines|loc|line count");
WORDS(item_headers,
      "item|task|criterion|criteria|requirement|check|description|"
      "deliverable|file|document|component|"
      "activity|step|\xe3\x83\x95\xe3\x82\xa7\xe3\x83\xbc\xe3\x82\xba|"
      "\xe6\xa3\x80\xe6\x9f\xa5\xe9\xa1\xb9|"
      "\xe9\xa0\x85\xe7\x9b\xae|t\xc3\xa2"
      "che|aufgabe|dokument|crit\xc3\xa9rio|prüfpunkt|kriterium|"
      "anforderung|critère|exigence|livrable|élément|criterio|requisito|"
      "tarea|elemento|entregable|tarefa|entregável|attività|compito|"
      "consegna|taak|criterium|eis|задача|критерий|требование|пункт|"
      "检查内容|任务|要求|标准|项目|タスク|要件|チェック項目|確認項目|항목|"
      "작업|요구사항|기준|점검 항목");
WORDS(evidence_headers,
      "evidence|proof|artifact|artifacts|artefact|link|links|reference|references|"
      "files|file(s)|output|"
      "outputs|nachweis|preuve|evid\xc3\xaancia|evidencia|\xe8\xaf\x81\xe6\x8d\xae|"
      "\xe6\x88\x90\xe6\x9e\x9c\xe7\x89\xa9|"
      "\xe8\xa8\xbc\xe8\xb7\xa1|evidence folder|report|beleg|belege|justificatif|"
      "justificante|prueba|comprovante|prova|prove|bewijs|доказательство|подтверждение|"
      "证明|エビデンス|근거|증거|증빙");
WORDS(signer_headers,
      "role|function|rolle|fun\xc3\xa7\xc3\xa3o|"
      "rol|r\xc3\xb4le|ruolo|funktion|functie|fonction|cargo|papel|puesto|perfil|"
      "poste|qualifica|funci\xc3\xb3n|funzione|position|posici\xc3\xb3n|"
      "posi\xc3\xa7\xc3\xa3o|posizione|stelle|роль|должность|функция|"
      "角色|职务|职位|岗位|役割|役職|職位|역할|직책|직위");
WORDS(name_headers,
      "name|nom|nome|nombre|approver|reviewer|approvers|naam|имя|фио|姓名|氏名|名前|"
      "이름|signatory|signatories|signer|signed by|approved by|sign-off by|stakeholder|"
      "genehmiger|freigeber|unterzeichner|genehmigt durch|freigegeben durch|"
      "freigabe durch|unterzeichnet von|approbateur|signataire|approuvé par|"
      "validé par|valideur|aprobador|firmante|aprobado por|firmado por|aprovador|"
      "aprovado por|signatário|assinado por|approvatore|firmatario|approvato da|"
      "goedkeurder|ondertekenaar|goedgekeurd door|согласующий|подписант|утвердил|"
      "согласовал|审批人|批准人|签字人|签署人|审核人|验收人|会签人|承認者|署名者|"
      "確認者|"
      "判定者|승인자|서명자|검토자");
/* Those of them that nobody has but who approves. */
WORDS(approver_headers,
      "approver|approvers|signatory|signatories|signer|signed by|approved by|"
      "sign-off by|genehmiger|freigeber|unterzeichner|genehmigt durch|"
      "freigegeben durch|freigabe durch|unterzeichnet von|approbateur|signataire|"
      "approuvé par|validé par|valideur|aprobador|firmante|aprobado por|firmado por|"
      "aprovador|aprovado por|signatário|assinado por|approvatore|firmatario|"
      "approvato da|goedkeurder|ondertekenaar|goedgekeurd door|согласующий|подписант|"
      "утвердил|согласовал|审批人|批准人|签字人|签署人|会签人|承認者|署名者|승인자|"
      "서명자");

static const struct {
	enum role role;
	const struct words *words;
} header_words[] = {
	{ ROLE_VERDICT, &verdict_headers }, { ROLE_NEGATIVE, &negative_headers },
	{ ROLE_STATE, &state_headers },     { ROLE_SIGNATURE, &signature_headers },
	{ ROLE_RISK, &risk_headers },       { ROLE_ID, &id_headers },
	{ ROLE_DUE, &due_headers },         { ROLE_DATE, &date_headers },
	{ ROLE_OWNER, &owner_headers },     { ROLE_TARGET, &target_headers },
	{ ROLE_ACTUAL, &actual_headers },   { ROLE_PRIORITY, &priority_headers },
	{ ROLE_COUNT, &count_headers },     { ROLE_LINES, &lines_headers },
	{ ROLE_ITEM, &item_headers },       { ROLE_EVIDENCE, &evidence_headers },
	{ ROLE_SIGNER, &signer_headers },   { ROLE_NAME, &name_headers },
};

/* Columns in which something is ticked when it is done. */
WORDS(done_headers_of_rows,
      "done|complete|completed|finished|checked|erledigt|fertig|abgeschlossen|fait|"
      "terminé|hecho|completado|terminado|feito|concluído|fatto|completato|gedaan|"
      "gereed|готово|выполнено|完成|已完成|完了|済|완료");
/* Those of a column in which a name or a hand is to stand. */
WORDS(signing_headers, "signature|unterschrift|firma|assinatura|handtekening|подпись|"
		       "签字|签名|署名|서명");
WORDS(remark_headers,
      "note|notes|remark|remarks|comment|comments|bemerkung|bemerkungen|anmerkung|"
      "anmerkungen|hinweis|hinweise|kommentar|remarque|remarques|commentaire|"
      "commentaires|observación|observaciones|comentario|comentarios|nota|notas|"
      "observação|observações|comentário|comentários|osservazioni|commenti|opmerking|"
      "opmerkingen|примечание|примечания|комментарий|комментарии|备注|说明|備考|メモ|"
      "비고|메모");
/* "Target state", "default status": what is wanted, and not what is. */
WORDS(aim_words,
      "target|desired|expected|required|default|initial|planned|previous|old|new|next|"
      "http|exit|soll|ziel|cible|attendu|objetivo|esperado|目标|期望|预期|目標|期待");
WORDS(yes_headers, "yes|ja|oui|s\xc3\xad|sim|\xe6\x98\xaf|\xd0\xb4\xd0\xb0");
WORDS(no_headers, "no|nein|non|n\xc3\xa3o|\xe5\x90\xa6|\xd0\xbd\xd0\xb5\xd1\x82");
WORDS(failing_headers,
      "nok|n.ok|not ok|ko|non-compliant|non compliant|nicht erfüllt|nicht ok|"
      "non conforme|no conforme|não conforme|no cumple|niet ok|不符合|不合格");
WORDS(stage_headers,
      "dev|development|test|testing|qa|int|integration|stage|staging|uat|preprod|"
      "pre-prod|pre-production|prod|production|live|canary|sandbox|lts|linux|macos|"
      "mac|windows|android|ios|web|chrome|firefox|safari|edge|amd64|arm64|x86|x86_64|"
      "x64|arm|eu|us|ap|emea|apac|blue|green");
WORDS(numbered_headers,
      "round|release|version|phase|sprint|rc|r|v|wave|runde|ronda|rodada");
WORDS(ready_headers, "ready|bereit");
WORDS(key_headers, "field|key|champ|feld|campo|veld|поле|字段|필드|property|attribute|"
		   "項目|项目|항목");
WORDS(value_headers,
      "value|details|content|valeur|contenu|wert|angabe|inhalt|valor|contenido|"
      "conteúdo|"
      "valore|contenuto|waarde|inhoud|значение|содержание|值|内容|値|記入欄|값|내용");
WORDS(sum_words,
      "total|totals|sum|overall total|gesamt|summe|totale|totaal|somme|suma|soma|итого|"
      "всего|合计|总计|合計|総計|全体|总体|全部|합계|총계|전체");
WORDS(overall_words,
      "total|totale|overall|overall status|gesamt|gesamtstatus|global|statut "
      "global|général|"
      "estado general|estado geral|geral|generale|totaal|итого|общий статус|总体|总计|"
      "总体状态|合計|総合|総合判定|전체|종합");
WORDS(optional_words,
      "optional|could|should|nice to have|nice-to-have|wünschenswert|optionnel|"
      "optionnelle|facultatif|opcional|opzionale|facoltativo|optioneel|可选|任意|선택|"
      "опционально");
/* clang-format on */

struct table {
	struct reading *r;
	const struct grid *grid;
	size_t columns;
	enum role roles[MAX_COLUMNS];
	ptrdiff_t state, verdict, negative, item, id, evidence, owner, due, date,
		target, actual, priority, lines, signer, signature, name;
	unsigned topics;
	size_t parent;
	bool quoted;
	bool approvals;         /* the first column names what is approved */
	bool boxed;             /* boxes stand in front of items */
	bool paired, staged;    /* columns of ROLE_YES and ROLE_NO, of ROLE_STAGE */
	bool remarks;           /* a column remarks on the state */
	ptrdiff_t ticked, told; /* "Done" beside "Status", or -1 */
	ptrdiff_t signs;        /* "Signature" beside "Approved", or -1 */
	/* Of a column whose states were looked at: those of its first rows. */
	struct claim_reading *states[MAX_COLUMNS];
	struct span headers[MAX_COLUMNS]; /* folded */
	enum claim choices[MAX_COLUMNS];  /* of ROLE_CHOICE: what a mark there says */
};

/* Rows by which a column is judged. */
#define SAMPLE_ROWS 200

void grid_split(struct reading *r, struct span line, struct grid_row *out)
{
	size_t start = 0;

	line = span_trim(line);
	if (line.len > 0 && line.ptr[0] == '|')
		line = span_from(line, 1);
	if (line.len > 0 && line.ptr[line.len - 1] == '|' &&
	    (line.len < 2 || line.ptr[line.len - 2] != '\\'))
		line.len--;
	for (size_t i = 0; i <= line.len; i++) {
		if (i < line.len && line.ptr[i] == '\\' && i + 1 < line.len) {
			i++;
			continue;
		}
		if (i == line.len || line.ptr[i] == '|') {
			*LIST_ADD(r->arena, &out->cells) =
				span_trim(span_sub(line, start, i - start));
			start = i + 1;
		}
	}
}

static struct span cell(const struct grid_row *row, ptrdiff_t column)
{
	return column >= 0 && (size_t)column < row->cells.count ? row->cells.at[column]
								: SPAN_EMPTY;
}

static bool is_tick_header(struct span text)
{
	size_t len;
	const struct glyph_mark *mark = glyph_at(text, &len);

	return mark && len == text.len &&
	       (mark->claim == CLAIM_DONE || mark->claim == CLAIM_OPEN);
}

static enum role whole_role(struct span folded)
{
	for (size_t i = 0; i < sizeof(header_words) / sizeof(header_words[0]); i++)
		if (words_are(header_words[i].words, folded))
			return header_words[i].role;
	return ROLE_NONE;
}

/* "Name / Role", "Status (as of today)": the first words say it, of some columns. */
static enum role first_role(struct span folded)
{
	ptrdiff_t slash = span_rindex(folded, '/');
	static const char *const ends[] = { " / ",          "/",           " & ",
					    " and ",        " und ",       " et ",
					    " y ",          " e ",         " (",
					    "\xef\xbc\x88", "\xe3\x83\xbb" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		ptrdiff_t at = span_find(folded, span_of(ends[i]));
		enum role role = at > 0 ? whole_role(span_sub(folded, 0, (size_t)at))
					: ROLE_NONE;

		if (role == ROLE_NAME || role == ROLE_SIGNER || role == ROLE_DATE ||
		    role == ROLE_STATE || role == ROLE_SIGNATURE || role == ROLE_OWNER)
			return role;
	}
	/* "Engineering guild / Role" */
	if (slash > 0 &&
	    whole_role(span_trim(span_from(folded, (size_t)slash + 1))) == ROLE_SIGNER)
		return ROLE_SIGNER;
	return ROLE_NONE;
}

/* "Lead signatory" signs, a "File name" does not. */
static bool may_end_header(enum role role, struct span word)
{
	return role == ROLE_STATE || role == ROLE_ITEM || role == ROLE_EVIDENCE ||
	       role == ROLE_VERDICT || role == ROLE_DATE || role == ROLE_SIGNER ||
	       (role == ROLE_NAME && words_are(&approver_headers, word));
}

/* "审查状态", "テスト結果": where no blank stands before the last word. */
static bool ends_in_state(struct span folded)
{
	static const char *const ends[] = { "状态", "状態",       "状況", "结果",
					    "結果", "ステータス", "상태", "결과",
					    "进度", "進捗" };

	if (folded.len == 0 || !(folded.ptr[folded.len - 1] & 0x80) ||
	    words_in(&aim_words, folded))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (span_ends(folded, ends[i]) && folded.len > strlen(ends[i]))
			return true;
	return false;
}

static enum role role_of_header(struct span folded)
{
	enum role role;

	/* A box or a tick alone heads the column that is ticked. */
	if (folded.len > 0 && claim_bare(folded).len == 0)
		return is_tick_header(folded) ? ROLE_STATE : ROLE_NONE;
	folded = claim_bare(folded);
	while (folded.len > 0 &&
	       (folded.ptr[folded.len - 1] == '?' || folded.ptr[folded.len - 1] == ':'))
		folded.len--;
	role = whole_role(folded);
	if (role == ROLE_NONE && span_index(folded, '/') > 0)
		role = first_role(folded);
	if (role != ROLE_NONE)
		return role;
	/* "Acceptance criterion", "Test status": the last word says it. */
	for (size_t i = folded.len; i-- > 1;) {
		struct span tail = span_from(folded, i);

		if (folded.ptr[i - 1] != ' ')
			continue;
		for (size_t k = 0; k < sizeof(header_words) / sizeof(header_words[0]);
		     k++)
			if (words_are(header_words[k].words, tail) &&
			    may_end_header(header_words[k].role, tail))
				return words_start(&aim_words, folded) > 0
					       ? ROLE_NONE
					       : header_words[k].role;
		break;
	}
	if (ends_in_state(folded))
		return ROLE_STATE;
	return first_role(folded);
}

/* The first words of a cell that stand in bold; empty: none do. */
static struct span bold_in(struct span source)
{
	ptrdiff_t open = span_find(source, SPAN_LIT("**")), close;
	struct span rest;

	if (open < 0)
		return SPAN_EMPTY;
	rest = span_from(source, (size_t)open + 2);
	close = span_find(rest, SPAN_LIT("**"));
	return close < 0 ? SPAN_EMPTY : span_sub(rest, 0, (size_t)close);
}

/*
 * A state cell, by the configuration's words first.  Of a sentence that is no state
 * what stands in bold is looked at: "Static checks; device run **BLOCKED**".
 */
static void read_state(struct reading *r, struct span source, struct claim_reading *out)
{
	struct span plain = inline_plain(r->arena, source), bold = bold_in(source);

	claim_of_cell(out, plain, r->arena);
	if (out->claim == CLAIM_NONE && bold.len > 0)
		claim_of_cell(out, inline_plain(r->arena, bold), r->arena);
	if (settings_word(r->rules, utf8_fold(r->scratch, plain), &out->claim) ||
	    legend_mark(r, span_trim(plain), &out->claim))
		return;
	legend_apply(r, out, CLAIM_NONE, plain);
}

/* A row of totals, which says how many and nothing of one thing. */
static bool is_sum(const struct table *t, const struct grid_row *row)
{
	struct span text = span_trim(cell(row, 0));

	return span_starts(text, "**") &&
	       words_start(&sum_words, utf8_fold(t->r->scratch,
						 inline_plain(t->r->scratch, text))) >
		       0;
}

/* What the cell says; read once, though several rules ask. */
static struct claim_reading *state_of(struct table *t, size_t column, size_t row)
{
	struct claim_reading *states = t->states[column];
	size_t rows =
		t->grid->rows.count < SAMPLE_ROWS ? t->grid->rows.count : SAMPLE_ROWS;

	if (!states) {
		states = ARENA_ARRAY(t->r->scratch, struct claim_reading, rows);
		t->states[column] = states;
		for (size_t i = 0; i < rows; i++)
			read_state(t->r, cell(&t->grid->rows.at[i], (ptrdiff_t)column),
				   &states[i]);
	}
	return &states[row];
}

/* The same of any row. */
static void row_state(struct table *t, const struct grid_row *row, size_t column,
		      struct claim_reading *out)
{
	size_t index = (size_t)(row - t->grid->rows.at);

	if (index < SAMPLE_ROWS)
		*out = *state_of(t, column, index);
	else
		read_state(t->r, cell(row, (ptrdiff_t)column), out);
}

/* How the cells of a column look. */
struct column {
	size_t filled, states, words; /* words: short, and no number */
};

/* A few words that may be a state nobody has told us of: "blocked by legal". */
static bool may_be_state(struct span text)
{
	size_t words = 1, bytes = 0, len;

	for (size_t i = 0; i < text.len; i++)
		words += text.ptr[i] == ' ';
	if (words > 6 || text.len > 60 || text.len == 0 ||
	    (text.ptr[0] >= '0' && text.ptr[0] <= '9'))
		return false;
	for (struct span rest = text; rest.len > 0; rest = span_from(rest, len))
		bytes += utf8_is_letter(utf8_next(rest, &len));
	return bytes >= 2;
}

static struct column look_at(struct table *t, size_t c)
{
	struct column out = { 0 };

	for (size_t i = 0; i < t->grid->rows.count && i < SAMPLE_ROWS; i++) {
		struct span source = cell(&t->grid->rows.at[i], (ptrdiff_t)c);
		struct span text = span_trim(source);

		if (text.len == 0 || span_is(text, "-") ||
		    is_sum(t, &t->grid->rows.at[i]))
			continue;
		out.filled++;
		if (state_of(t, c, i)->claim != CLAIM_NONE)
			out.states++;
		else
			out.words += may_be_state(text);
	}
	return out;
}

/* Whether enough of the column's cells read as states. */
static bool column_has_states(struct table *t, size_t column)
{
	struct column seen = look_at(t, column);

	return seen.states * 10 >= seen.filled * 6;
}

/* The last word of "Test status"; all of "Status". */
static struct span last_word(struct span folded)
{
	return span_from(folded, (size_t)(span_rindex(folded, ' ') + 1));
}

/*
 * Whether a column that is called so holds states: most of its cells, or a third of
 * them; under "Status" a word that nobody knows is a state, too, and is said to be.
 */
static bool keeps_state(struct table *t, size_t c, struct span folded)
{
	struct column seen = look_at(t, c);
	struct span bare = claim_bare(folded);
	bool strong = words_start(&strong_state_headers, bare) > 0 ||
		      words_are(&strong_state_headers, last_word(bare));

	if (seen.states * 10 >= seen.filled * 6 || seen.states * 3 >= seen.filled)
		return true;
	return strong && c > 0 &&
	       (seen.states > 0 || seen.words * 10 >= seen.filled * 6);
}

/*
 * A column of signs and nothing else, some of them "not yet": beside a column of
 * states it says how far the item is, too.  Ticks alone take nothing back.
 */
static bool column_pends(const struct table *t, size_t column)
{
	bool pends = false;

	for (size_t i = 0; i < t->grid->rows.count && i < 200; i++) {
		struct span text =
			span_trim(cell(&t->grid->rows.at[i], (ptrdiff_t)column));
		size_t len;
		const struct glyph_mark *mark = glyph_at(text, &len);

		if (text.len == 0 || span_is(text, "-"))
			continue;
		if (!mark || len != text.len ||
		    (mark->claim != CLAIM_DONE && mark->claim != CLAIM_OPEN &&
		     mark->claim != CLAIM_IN_PROGRESS))
			return false;
		/* "Automated: ⬜" is a no, and says nothing of how far it is. */
		pends |= mark->claim == CLAIM_IN_PROGRESS;
	}
	return pends;
}

/* Whether some cell of the first rows holds a letter: "0" and "12.5" name nothing. */
static bool column_has_words(const struct table *t, size_t column)
{
	for (size_t i = 0; i < t->grid->rows.count && i < 200; i++) {
		struct span text = cell(&t->grid->rows.at[i], (ptrdiff_t)column);

		while (text.len > 0) {
			size_t len;

			if (utf8_is_letter(utf8_next(text, &len)))
				return true;
			text = span_from(text, len);
		}
	}
	return false;
}

/* "Security, Security, Network": a third of its cells say what the one above said. */
static bool column_groups(const struct table *t, size_t column)
{
	size_t same = 0, rows = t->grid->rows.count < 200 ? t->grid->rows.count : 200;

	for (size_t i = 1; i < rows; i++)
		same += span_eq(cell(&t->grid->rows.at[i], (ptrdiff_t)column),
				cell(&t->grid->rows.at[i - 1], (ptrdiff_t)column));
	return rows >= 3 && same * 3 >= rows;
}

static void set_first(ptrdiff_t *slot, size_t column)
{
	if (*slot < 0)
		*slot = (ptrdiff_t)column;
}

static void assign(struct table *t, size_t c)
{
	switch (t->roles[c]) {
	case ROLE_STATE:
		set_first(&t->state, c);
		break;
	case ROLE_VERDICT:
		set_first(&t->verdict, c);
		break;
	case ROLE_NEGATIVE:
		set_first(&t->negative, c);
		break;
	case ROLE_ITEM:
		set_first(&t->item, c);
		break;
	case ROLE_ID:
		set_first(&t->id, c);
		break;
	case ROLE_EVIDENCE:
		set_first(&t->evidence, c);
		break;
	case ROLE_OWNER:
		set_first(&t->owner, c);
		break;
	case ROLE_DUE:
		set_first(&t->due, c);
		break;
	case ROLE_DATE:
		set_first(&t->date, c);
		break;
	case ROLE_TARGET:
		set_first(&t->target, c);
		break;
	case ROLE_ACTUAL:
		set_first(&t->actual, c);
		break;
	case ROLE_PRIORITY:
		set_first(&t->priority, c);
		break;
	case ROLE_LINES:
		set_first(&t->lines, c);
		break;
	case ROLE_SIGNER:
		set_first(&t->signer, c);
		break;
	case ROLE_SIGNATURE:
		set_first(&t->signature, c);
		break;
	case ROLE_NAME:
		set_first(&t->name, c);
		break;
	case ROLE_NONE:
	case ROLE_COUNT:
	case ROLE_RISK:
	case ROLE_STAGE:
	case ROLE_YES:
	case ROLE_NO:
	case ROLE_CHOICE:
		break;
	}
}

static size_t count_role(const struct table *t, enum role role)
{
	size_t n = 0;

	for (size_t c = 0; c < t->columns; c++)
		n += t->roles[c] == role;
	return n;
}

static struct span header_of(const struct table *t, size_t column)
{
	return t->headers[column];
}

static bool is_tick(struct span source)
{
	struct span text = span_trim(source);
	size_t len;
	const struct glyph_mark *mark = glyph_at(text, &len);

	return span_is_nocase(text, "x") || span_is_nocase(text, "[x]") ||
	       (mark && len == text.len && mark->claim == CLAIM_DONE);
}

/* Nothing but ticks and blanks: they may say where the check applies. */
static bool only_ticks(const struct table *t, size_t column)
{
	for (size_t i = 0; i < t->grid->rows.count && i < 200; i++) {
		struct span text = cell(&t->grid->rows.at[i], (ptrdiff_t)column);

		if (text.len > 0 && !span_is(text, "-") && !is_tick(text))
			return false;
	}
	return true;
}

static bool is_dash(struct span source)
{
	source = span_trim(source);
	return span_is(source, "-") || span_is(source, "\xe2\x80\x93") ||
	       span_is(source, "\xe2\x80\x94");
}

/* A cell that is a box and nothing else. */
static bool is_box(struct span source, bool *open)
{
	struct box box;

	source = span_trim(source);
	if (!box_take(source, &box) || box.len < source.len)
		return false;
	*open = box.claim == CLAIM_OPEN;
	return true;
}

/* Boxes and dashes alone; *open is set where a box is empty. */
static bool column_has_boxes(const struct table *t, size_t column, bool *open)
{
	size_t boxes = 0;

	for (size_t i = 0; i < t->grid->rows.count; i++) {
		struct span text = cell(&t->grid->rows.at[i], (ptrdiff_t)column);
		bool empty = false;

		if (text.len == 0 || is_dash(text))
			continue;
		if (!is_box(text, &empty))
			return false;
		boxes++;
		*open |= empty;
	}
	return boxes > 0;
}

/*
 * Columns of boxes where no column is the state, and one box empty at least:
 * something is to be ticked there, whatever the headers say.  Ticks alone say where
 * a check applies.
 */
static void find_boxes(struct table *t)
{
	bool boxes[MAX_COLUMNS] = { false }, open = false;

	if (t->state >= 0 || t->verdict >= 0 || t->staged || t->paired)
		return;
	for (size_t c = 0; c < t->columns; c++)
		boxes[c] = (t->roles[c] == ROLE_NONE || t->roles[c] == ROLE_ITEM ||
			    t->roles[c] == ROLE_COUNT) &&
			   column_has_boxes(t, c, &open);
	for (size_t c = 0; c < t->columns && open; c++) {
		if (!boxes[c])
			continue;
		t->roles[c] = ROLE_STAGE;
		t->staged = true;
		if (t->item == (ptrdiff_t)c)
			t->item = -1;
	}
}

/* A sign that says how far something is, and at most a few words behind it. */
static bool is_sign(struct span source)
{
	struct span text = span_trim(source);
	const struct glyph_mark *mark;
	size_t len;

	while (text.len > 0 && text.ptr[0] == '*')
		text = span_from(text, 1);
	mark = glyph_at(text, &len);
	return mark && !(mark->flags & GLYPH_NEEDS_WORD) && text.len <= len + 40;
}

/* Signs in all of its cells; *strict: those that count without a header. */
static bool column_has_signs(struct table *t, size_t c, bool *strict)
{
	size_t signs = 0, len;

	*strict = true;
	for (size_t i = 0; i < t->grid->rows.count && i < SAMPLE_ROWS; i++) {
		struct span text = cell(&t->grid->rows.at[i], (ptrdiff_t)c);
		const struct glyph_mark *mark;

		if (text.len == 0 || is_dash(text) || is_sum(t, &t->grid->rows.at[i]))
			continue;
		if (!is_sign(text))
			return false;
		while (text.len > 0 && text.ptr[0] == '*')
			text = span_from(text, 1);
		mark = glyph_at(text, &len);
		*strict &= mark && (mark->flags & GLYPH_STRICT) &&
			   state_of(t, c, i)->claim != CLAIM_NONE;
		signs++;
	}
	return signs > 0 && signs * 10 >= t->grid->rows.count * 6;
}

/* Signs in a third of its cells: beside another such column they compare. */
static bool has_some_signs(const struct table *t, size_t c)
{
	size_t signs = 0, filled = 0;

	for (size_t i = 0; i < t->grid->rows.count && i < SAMPLE_ROWS; i++) {
		struct span text = cell(&t->grid->rows.at[i], (ptrdiff_t)c);

		filled += text.len > 0;
		signs += text.len > 0 && is_sign(text);
	}
	return signs > 0 && signs * 3 >= filled;
}

/*
 * Where no header names a state: the one column of signs, unless it says what is
 * required or what was; of two such columns, nobody knows which tells how far it is.
 */
static void find_signs(struct table *t)
{
	size_t found = t->columns, columns = 0;
	bool strict;

	if (t->state >= 0 || t->verdict >= 0 || t->negative >= 0 || t->signature >= 0 ||
	    t->paired || t->staged ||
	    (t->topics & (TOPIC_FEATURES | TOPIC_IGNORED | TOPIC_LEGEND)))
		return;
	for (size_t c = 1; c < t->columns; c++) {
		bool open = t->roles[c] == ROLE_NONE || t->roles[c] == ROLE_ITEM;

		columns += open && has_some_signs(t, c);

		if (open && (ptrdiff_t)c != t->item &&
		    words_are(&loose_state_headers, claim_bare(t->headers[c])) &&
		    look_at(t, c).states > 0 && column_has_states(t, c)) {
			found = c;
			break;
		}
		if (!open || !column_has_signs(t, c, &strict))
			continue;
		if (found < t->columns || !strict ||
		    words_in(&other_sign_headers, t->headers[c]))
			return;
		found = c;
	}
	if (found == t->columns ||
	    (columns > 1 && !words_are(&loose_state_headers, t->headers[found])))
		return;
	t->roles[found] = ROLE_STATE;
	t->state = (ptrdiff_t)found;
}

/* Two columns "Yes" and "No" side by side: section 8, rule 6. */
static void find_pair(struct table *t)
{
	for (size_t c = 0; c + 1 < t->columns; c++) {
		struct span first = header_of(t, c), second = header_of(t, c + 1);
		bool turned = words_are(&no_headers, first) &&
			      words_are(&yes_headers, second);

		if (!turned &&
		    !(words_are(&yes_headers, first) && words_are(&no_headers, second)))
			continue;
		if (!only_ticks(t, c) || !only_ticks(t, c + 1))
			continue;
		t->roles[c] = turned ? ROLE_NO : ROLE_YES;
		t->roles[c + 1] = turned ? ROLE_YES : ROLE_NO;
		t->paired = true;
		/* "No" is a number's header too. */
		if (t->id == (ptrdiff_t)c || t->id == (ptrdiff_t)c + 1)
			t->id = -1;
		return;
	}
}

/* A tick or a cross, and no words. */
static bool is_mark(struct span source)
{
	struct span text = span_trim(source);
	size_t len;
	const struct glyph_mark *mark = glyph_at(text, &len);

	return is_tick(text) ||
	       (mark && len == text.len && mark->claim == CLAIM_FAILED);
}

/* Nothing but marks, empty boxes and blanks. */
static bool only_marks(const struct table *t, size_t column)
{
	bool open;

	for (size_t i = 0; i < t->grid->rows.count && i < SAMPLE_ROWS; i++) {
		struct span text = cell(&t->grid->rows.at[i], (ptrdiff_t)column);

		if (text.len > 0 && !is_dash(text) && !is_mark(text) &&
		    !is_box(text, &open))
			return false;
	}
	return true;
}

/* The state that a header is, and nothing else; CLAIM_NONE: it is another's. */
static enum claim header_claim(struct table *t, size_t column)
{
	struct claim_reading claim;
	struct word_hit hit;
	struct span text = claim_bare(t->headers[column]);

	if (text.len > 0 && (!word_at(text, true, &hit) || hit.len < text.len) &&
	    !words_are(&no_headers, text) && !words_are(&yes_headers, text))
		return words_are(&failing_headers, text) ? CLAIM_FAILED : CLAIM_NONE;
	claim_of_cell(&claim, t->headers[column], t->r->scratch);
	return claim.claim;
}

/* Forget what a column was taken for. */
static void unassign(struct table *t, size_t c)
{
	ptrdiff_t *const slots[] = {
		&t->state, &t->verdict,   &t->negative, &t->item,
		&t->id,    &t->signature, &t->actual,   &t->target
	};

	for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++)
		if (*slots[i] == (ptrdiff_t)c)
			*slots[i] = -1;
}

/* "Total", "**Overall**": a row of all the others. */
static bool is_overall(const struct table *t, const struct grid_row *row)
{
	struct span text = claim_bare(inline_plain(t->r->scratch, cell(row, 0)));

	return words_start(&overall_words, utf8_fold(t->r->scratch, text)) > 0;
}

static bool has_totals(const struct table *t)
{
	for (size_t i = 0; i < t->grid->rows.count && i < SAMPLE_ROWS; i++)
		if (is_overall(t, &t->grid->rows.at[i]))
			return true;
	return false;
}

/*
 * "Pass | Fail | N/A" side by side over marks: the marked column's header is the
 * state, and where nobody has marked one it is open.
 */
static void find_choices(struct table *t)
{
	size_t first = 0, count = 0;
	bool good = false, bad = false;

	for (size_t c = 1; c <= t->columns && !t->paired; c++) {
		enum claim claim = c < t->columns && only_marks(t, c)
					   ? header_claim(t, c)
					   : CLAIM_NONE;

		if (claim != CLAIM_NONE) {
			first = count++ == 0 ? c : first;
			good |= claim_is_positive(claim);
			bad |= claim == CLAIM_FAILED || claim == CLAIM_OPEN;
			t->choices[c] = claim;
			continue;
		}
		/* With a row of totals they count. */
		if (count >= 2 && good && bad && !has_totals(t)) {
			for (size_t k = first; k < c; k++) {
				unassign(t, k);
				t->roles[k] = ROLE_CHOICE;
			}
			t->paired = true;
		}
		count = 0;
		good = bad = false;
	}
}

/* What the marks in such columns say. */
static void choice_claim(struct table *t, const struct grid_row *row,
			 struct claim_reading *out)
{
	size_t marks = 0;

	out->claim = CLAIM_OPEN;
	for (size_t c = 0; c < t->columns; c++) {
		struct span text = cell(row, (ptrdiff_t)c);
		size_t len;
		const struct glyph_mark *mark = glyph_at(span_trim(text), &len);

		if (t->roles[c] != ROLE_CHOICE || !is_mark(text))
			continue;
		marks++;
		out->mark = text;
		out->claim = t->choices[c];
		/* A cross under "Pass" does not pass. */
		if (mark && mark->claim == CLAIM_FAILED &&
		    claim_is_positive(out->claim))
			out->claim = CLAIM_FAILED;
	}
	if (marks > 1)
		out->claim = CLAIM_UNKNOWN;
}

/* "v1.2", "1.0.3", "R1", "RC2", "round 3": one of a row of them. */
static bool is_numbered(struct span folded)
{
	size_t len = words_start(&numbered_headers, folded);
	size_t digits = 0;

	if (len == 0 && folded.len > 1 &&
	    (folded.ptr[0] == 'v' || folded.ptr[0] == 'r'))
		len = folded.ptr[1] == 'c' ? 2 : 1;
	for (size_t i = len; i < folded.len; i++) {
		if (!strchr("0123456789. ", folded.ptr[i]))
			return false;
		digits += folded.ptr[i] >= '0' && folded.ptr[i] <= '9';
	}
	return digits > 0;
}

/* Environments, platforms, versions, regions: where or when a check applies. */
static bool is_stage(struct span folded)
{
	return words_are(&stage_headers, folded) || is_numbered(folded);
}

/* "Dev | Test | Prod" with states in them: section 8, rules 4 and 5. */
static void find_stages(struct table *t)
{
	size_t found = 0, ticks = 0;

	if (t->state >= 0 || t->verdict >= 0)
		return;
	for (size_t c = 0; c < t->columns; c++) {
		if (!is_stage(header_of(t, c)) || !column_has_states(t, c))
			continue;
		found++;
		ticks += only_ticks(t, c);
	}
	/* Ticks alone say where a check applies. */
	if (found < 2 || ticks == found)
		return;
	for (size_t c = 0; c < t->columns; c++) {
		if (!is_stage(header_of(t, c)) || !column_has_states(t, c))
			continue;
		t->roles[c] = ROLE_STAGE;
		t->staged = true;
	}
}

/* No column holds the thing that is approved: its rows are people or roles. */
static bool names_people(const struct table *t)
{
	return (t->signer >= 0 || t->name >= 0) && count_role(t, ROLE_ITEM) == 0;
}

/* "Feature | Status | Validated by": a thing and its state, and who looked at it. */
static bool is_checked_by(const struct table *t)
{
	if (t->state <= 0 || t->name < t->state || t->signer >= 0 ||
	    (t->topics & TOPIC_SIGNOFF))
		return false;
	for (size_t c = 0; c < (size_t)t->state; c++)
		if ((t->roles[c] == ROLE_NONE || t->roles[c] == ROLE_ITEM) &&
		    column_has_words(t, c))
			return true;
	return false;
}

/*
 * Under a heading about signing off, roles with names and dates are sign-offs
 * whatever the column is called that they sign in.  Elsewhere a decision or an
 * approver says so.
 */
static void find_signature(struct table *t)
{
	bool approver = t->name >= 0 &&
			words_are(&approver_headers, header_of(t, (size_t)t->name));

	if (t->signature >= 0 || (t->signer < 0 && t->name < 0) || is_checked_by(t))
		return;
	/* "Role | Owner | Status" below "Sign-offs": people, and no date. */
	if (t->date < 0 && !((t->topics & TOPIC_SIGNOFF) && t->signer >= 0 &&
			     (t->state >= 0 || t->verdict >= 0)))
		return;
	if (t->topics & TOPIC_SIGNOFF)
		t->signature = t->state >= 0     ? t->state
			       : t->verdict >= 0 ? t->verdict
						 : t->name;
	else if (names_people(t) && t->verdict >= 0)
		t->signature = t->verdict;
	else if (names_people(t) && t->state >= 0 &&
		 (approver || signoff_names_approval(header_of(t, (size_t)t->state))))
		t->signature = t->state;
}

/* Where "Approval", "Gate approval" or "Freigabe für" heads what is approved. */
static bool heads_approvals(const struct table *t)
{
	return t->signature == 0 ||
	       (t->signature < 0 &&
		(t->roles[0] == ROLE_NONE || t->roles[0] == ROLE_ITEM) &&
		signoff_names_approval(header_of(t, 0)));
}

/*
 * "Approval | Status | Approver | Date": the first column says what is approved, and
 * nobody signs in it.
 */
static void find_approvals(struct table *t)
{
	if (!heads_approvals(t) || t->signer >= 0 || !column_has_words(t, 0) ||
	    column_has_states(t, 0))
		return;
	t->name = t->name >= 0 ? t->name : t->owner;
	if (t->name < 0 && t->state < 0 && t->verdict < 0)
		return;
	t->signature = t->state >= 0     ? t->state
		       : t->verdict >= 0 ? t->verdict
					 : t->name;
	for (size_t c = t->columns; c-- > 1;)
		if (t->roles[c] == ROLE_SIGNATURE)
			t->signature = (ptrdiff_t)c;
	t->roles[0] = ROLE_SIGNER;
	t->signer = 0;
	t->approvals = true;
}

/*
 * "Document | Owner | Approved | Signature", or "Work order | Signature | Date" below
 * "Sign-off": the thing that is approved stands first.
 */
static void find_signed_things(struct table *t)
{
	bool dated = (t->topics & TOPIC_SIGNOFF) && t->date >= 0;

	if (t->signature <= 0 || t->signer >= 0 ||
	    (!dated &&
	     (count_role(t, ROLE_SIGNATURE) < 2 || (t->name < 0 && t->owner < 0))) ||
	    (dated && t->name >= 0) || t->state >= 0 || t->verdict >= 0 ||
	    (t->roles[0] != ROLE_NONE && t->roles[0] != ROLE_ITEM) ||
	    !column_has_words(t, 0))
		return;
	t->name = t->name >= 0 ? t->name : dated ? t->signature : t->owner;
	t->roles[0] = ROLE_SIGNER;
	t->signer = 0;
	t->approvals = true;
}

/*
 * "Achieved | Status" over "0 new modules | Done": where one column reads as states,
 * another that does not is left alone.
 */
static void drop_unread(struct table *t)
{
	bool sure = false;

	for (size_t c = 0; c < t->columns; c++)
		sure |= (t->roles[c] == ROLE_STATE || t->roles[c] == ROLE_VERDICT) &&
			column_has_states(t, c);
	for (size_t c = 0; c < t->columns && sure; c++) {
		if ((t->roles[c] != ROLE_STATE && t->roles[c] != ROLE_VERDICT) ||
		    column_has_states(t, c))
			continue;
		t->roles[c] = ROLE_NONE;
		t->state = t->state == (ptrdiff_t)c ? -1 : t->state;
		t->verdict = t->verdict == (ptrdiff_t)c ? -1 : t->verdict;
	}
	for (size_t c = 0; c < t->columns && t->state < 0; c++)
		if (t->roles[c] == ROLE_STATE)
			t->state = (ptrdiff_t)c;
	for (size_t c = 0; c < t->columns && t->verdict < 0; c++)
		if (t->roles[c] == ROLE_VERDICT)
			t->verdict = (ptrdiff_t)c;
}

static void find_roles(struct table *t)
{
	ptrdiff_t numbers; /* an item column that holds nothing else */
	struct span folded;

	for (size_t c = 0; c < t->columns; c++) {
		struct span text = inline_plain(t->r->scratch,
						cell(&t->grid->header, (ptrdiff_t)c));

		folded = utf8_fold(t->r->scratch, text);
		t->headers[c] = folded;
		t->roles[c] = role_of_header(folded);
		if ((t->roles[c] == ROLE_STATE || t->roles[c] == ROLE_VERDICT) &&
		    !keeps_state(t, c, folded))
			t->roles[c] = ROLE_NONE;
		assign(t, c);
	}
	drop_unread(t);
	for (size_t c = 0; c < t->columns && t->state >= 0; c++)
		if (t->roles[c] == ROLE_NONE && column_pends(t, c))
			t->roles[c] = ROLE_STATE;
	find_pair(t);
	find_choices(t);
	find_stages(t);
	find_boxes(t);
	find_signs(t);
	find_approvals(t);
	find_signed_things(t);
	/* "| | Name | Signature |": the first column says whose. */
	if (t->signature > 0 && t->name > 0 && t->signer < 0 &&
	    t->headers[0].len == 0 && column_has_words(t, 0))
		t->signer = 0;
	find_signature(t);
	/*
	 * The first column of text; a file column is evidence where another one
	 * holds the item, and a column of numbers names nothing.
	 */
	numbers = t->item >= 0 && !column_has_words(t, (size_t)t->item) ? t->item : -1;
	if (numbers >= 0)
		t->item = -1;
	/* "ID | Control": the second one names what the first one numbers. */
	for (size_t c = 0; c < t->columns && t->item < 0; c++)
		if (t->roles[c] == ROLE_ID && t->id != (ptrdiff_t)c &&
		    column_has_words(t, c))
			t->item = (ptrdiff_t)c;
	for (int groups = 0; groups < 2; groups++)
		for (size_t c = 0; c < t->columns && t->item < 0; c++)
			if ((t->roles[c] == ROLE_NONE || t->roles[c] == ROLE_SIGNER) &&
			    column_has_words(t, c) && (groups || !column_groups(t, c)))
				t->item = (ptrdiff_t)c;
	for (size_t c = 0; c < t->columns && t->item < 0; c++)
		if (t->roles[c] == ROLE_NAME && column_has_words(t, c))
			t->item = (ptrdiff_t)c;
	if (t->item < 0)
		t->item = numbers;
	for (size_t c = 0; c < t->columns && t->item < 0; c++)
		if (t->roles[c] == ROLE_NONE || t->roles[c] == ROLE_SIGNER)
			t->item = (ptrdiff_t)c;
	if (t->item < 0)
		t->item = t->owner >= 0 ? t->owner : t->id;
	/* Where all of them are columns to mark. */
	if (t->item < 0)
		t->item = 0;
}

/* Which columns say the same of a row in other ways. */
static void find_twins(struct table *t)
{
	t->ticked = t->told = t->signs = -1;
	for (size_t c = 0; c < t->columns; c++) {
		if (t->signature >= 0 && (ptrdiff_t)c != t->signature &&
		    words_start(&signing_headers, t->headers[c]) > 0)
			t->signs = (ptrdiff_t)c;
		t->remarks |= t->roles[c] == ROLE_NONE &&
			      words_are(&remark_headers, t->headers[c]);
		if (t->roles[c] != ROLE_STATE)
			continue;
		if (words_are(&done_headers_of_rows, claim_bare(t->headers[c])))
			t->ticked = (ptrdiff_t)c;
		else if (words_are(&strong_state_headers, claim_bare(t->headers[c])))
			t->told = (ptrdiff_t)c;
	}
	if (t->told < 0)
		t->ticked = -1;
}

static bool is_risk_register(const struct table *t)
{
	size_t risk = count_role(t, ROLE_RISK);

	for (size_t c = 0; c < t->columns; c++) {
		struct span text =
			utf8_fold(t->r->scratch,
				  inline_plain(t->r->scratch,
					       cell(&t->grid->header, (ptrdiff_t)c)));

		risk += span_is(text, "risk") || span_is(text, "risks");
	}
	return risk >= 2;
}

/* Three columns or more side by side that hold nothing but ticks: section 8, rule 4. */
static bool is_matrix(const struct table *t)
{
	size_t run = 0, best = 0;

	for (size_t c = 0; c < t->columns; c++) {
		bool ticks = t->roles[c] == ROLE_NONE && t->grid->rows.count > 0 &&
			     (ptrdiff_t)c != t->item;

		for (size_t i = 0; ticks && i < t->grid->rows.count && i < 200; i++) {
			struct span text =
				claim_bare(cell(&t->grid->rows.at[i], (ptrdiff_t)c));

			ticks = text.len == 0 || span_is_nocase(text, "x") ||
				span_is(text, "-");
		}
		run = ticks ? run + 1 : 0;
		best = run > best ? run : best;
	}
	return best >= 3;
}

/*
 * Role or name, what they sign in, and a date: its rows are sign-offs.  Both of them
 * and a "Signature" need no date.
 */
static bool is_signed(const struct table *t)
{
	return t->signature >= 0 && (t->signer >= 0 || t->name >= 0) &&
	       (t->date >= 0 || t->approvals || (t->topics & TOPIC_SIGNOFF) ||
		(t->signer >= 0 && t->name >= 0 &&
		 words_are(&signing_headers, t->headers[t->signature])));
}

/* Whether the next row has more in it than this one. */
static bool row_is_followed(const struct table *t, const struct grid_row *row)
{
	const struct grid_row *next = row + 1;
	size_t filled = 0;

	if (next == t->grid->rows.at + t->grid->rows.count)
		return false;
	for (size_t c = 0; c < next->cells.count; c++)
		filled += span_trim(next->cells.at[c]).len > 0;
	return filled > 1;
}

/*
 * Whether a row with nothing but its first words is a heading of those below: in
 * bold, or in a table that begins with one.  Elsewhere nobody has filled it in yet,
 * and a sign-off that is blank is what an auditor looks for.
 */
static bool groups(const struct table *t, const struct grid_row *row)
{
	const struct grid_row *first = &t->grid->rows.at[0];
	size_t filled = 0;

	if (t->columns <= 2 || t->paired || is_signed(t))
		return false;
	if (span_starts(span_trim(cell(row, t->item)), "**"))
		return true;
	/* Where something is signed, a blank row is what is looked for. */
	if (t->topics & TOPIC_SIGNOFF)
		return false;
	for (size_t c = 0; c < first->cells.count; c++)
		filled += span_trim(first->cells.at[c]).len > 0;
	/* A form in which every row is blank has no groups. */
	return filled == 1 && t->grid->rows.count > 1 && row_is_followed(t, row);
}

/* Nothing but a number and boxes that nobody has ticked: of what, nobody says. */
static bool is_blank_form(const struct table *t, const struct grid_row *row)
{
	bool boxes = false;

	if (span_trim(cell(row, t->item)).len > 0)
		return false;
	for (size_t c = 0; c < row->cells.count; c++) {
		struct box_choices choices = box_choices(row->cells.at[c]);
		struct span text = row->cells.at[c];

		if (choices.boxes > 0 && choices.open == choices.boxes &&
		    (ptrdiff_t)c != t->item) {
			boxes = true;
			continue;
		}
		for (size_t i = 0; i < text.len; i++)
			if (!strchr("0123456789.# ", text.ptr[i]) || !text.ptr[i])
				return false;
	}
	return boxes;
}

/* The table's header once more, or the dashes below it. */
static bool repeats_header(const struct table *t, const struct grid_row *row)
{
	bool same = true, dashes = true;

	for (size_t c = 0; c < row->cells.count; c++) {
		struct span text = row->cells.at[c];

		same = same && span_eq(text, cell(&t->grid->header, (ptrdiff_t)c));
		dashes = dashes && text.len >= 3;
		for (size_t i = 0; i < text.len && dashes; i++)
			dashes = text.ptr[i] == '-' || text.ptr[i] == ':';
		if (!same && !dashes)
			return false;
	}
	return true;
}

static bool is_skipped(const struct table *t, const struct grid_row *row)
{
	size_t filled = 0;
	struct span text = inline_plain(t->r->scratch, cell(row, t->item)), folded;

	for (size_t c = 0; c < row->cells.count; c++)
		filled += span_trim(row->cells.at[c]).len > 0;
	folded = utf8_fold(t->r->scratch, text);
	if (repeats_header(t, row))
		return true;
	/* "| 4 | | ☐ |": a row of a form to come. */
	if (!is_signed(t) && is_blank_form(t, row))
		return true;
	/* A role alone is a sign-off that nobody has given yet. */
	if (filled == 0 || (filled == 1 && groups(t, row)))
		return true;
	return span_is(text, "...") || span_is(text, "\xe2\x80\xa6") ||
	       (words_start(&sum_words, folded) > 0 &&
		span_starts(span_trim(cell(row, t->item)), "**"));
}

static bool asks_ready(const struct table *t, size_t column)
{
	struct span header =
		inline_plain(t->r->scratch, cell(&t->grid->header, (ptrdiff_t)column));

	return words_start(&ready_headers, utf8_fold(t->r->scratch, header)) > 0;
}

/* The marked column's header is the state; two marks are a contradiction. */
static void pair_claim(struct table *t, const struct grid_row *row,
		       struct claim_reading *out)
{
	bool yes = false, no = false;

	for (size_t c = 0; c < t->columns; c++) {
		struct span text = cell(row, (ptrdiff_t)c);

		if ((t->roles[c] != ROLE_YES && t->roles[c] != ROLE_NO) ||
		    !is_tick(text))
			continue;
		out->mark = text;
		*(t->roles[c] == ROLE_YES ? &yes : &no) = true;
	}
	if (yes && no)
		out->clash = SPAN_LIT("no");
	if (yes || no)
		out->claim = no ? CLAIM_OPEN : CLAIM_DONE;
}

/* A box in front of the item's own words, where its state is not said elsewhere. */
static bool box_of_item(const struct table *t, const struct grid_row *row,
			struct box *box)
{
	struct span text = cell(row, t->item);

	return box_take(text, box) && !box->glued &&
	       span_trim(span_from(text, box->len)).len > 0;
}

/* Done by one and not by the other, which neither takes back. */
static bool opposes(enum claim a, enum claim b)
{
	return (a == CLAIM_DONE && claim_is_negative(b) && b != CLAIM_UNKNOWN) ||
	       (b == CLAIM_DONE && claim_is_negative(a) && a != CLAIM_UNKNOWN);
}

/* "Done | Status" over "[x] | In progress", and a remark that is a state: C7. */
static void compare_cells(struct table *t, const struct grid_row *row,
			  struct claim_reading *out)
{
	struct claim_reading ticked, state;

	for (size_t c = 0; c < t->columns && t->remarks; c++) {
		struct span text = inline_plain(t->r->arena, cell(row, (ptrdiff_t)c));
		enum claim said;

		if (out->claim != CLAIM_DONE || t->roles[c] != ROLE_NONE ||
		    !words_are(&remark_headers, t->headers[c]))
			continue;
		said = claim_of_remark(text, t->r->scratch);
		if (!opposes(out->claim, said))
			continue;
		out->claim = claim_weaker(out->claim, said);
		out->clash = text;
	}
	if (t->ticked < 0 || out->clash.len > 0)
		return;
	row_state(t, row, (size_t)t->ticked, &ticked);
	row_state(t, row, (size_t)t->told, &state);
	if (opposes(ticked.claim, state.claim)) {
		out->clash = claim_is_negative(state.claim) ? state.mark : ticked.mark;
		out->mark = claim_is_negative(state.claim) ? ticked.mark : state.mark;
	}
}

/* The claim of a row: the verdict cell, then the state cells, the weakest of them. */
static void row_claim(struct table *t, const struct grid_row *row,
		      struct claim_reading *out)
{
	struct arena *arena = t->r->arena;
	struct claim_reading other;

	*out = (struct claim_reading){ .claim = CLAIM_NONE, .rule = "8" };
	if (t->paired && count_role(t, ROLE_CHOICE) > 0)
		choice_claim(t, row, out);
	else if (t->paired)
		pair_claim(t, row, out);
	for (size_t c = 0; c < t->columns; c++) {
		if (t->roles[c] != ROLE_STATE && t->roles[c] != ROLE_STAGE)
			continue;
		row_state(t, row, c, &other);
		/* What has not come to a stage is not done. */
		if (t->roles[c] == ROLE_STAGE && other.claim == CLAIM_NONE) {
			if (is_dash(cell(row, (ptrdiff_t)c)))
				continue;
			other.claim = CLAIM_OPEN;
		}
		/* Something stands there that nobody can read. */
		if (t->roles[c] == ROLE_STATE && other.claim == CLAIM_NONE &&
		    !is_dash(cell(row, (ptrdiff_t)c)) &&
		    span_trim(cell(row, (ptrdiff_t)c)).len > 0)
			other.claim = CLAIM_UNKNOWN;
		/* "Ready? yes" says that it is ready, not that it is done. */
		if (other.claim == CLAIM_DONE && asks_ready(t, c))
			other.claim = CLAIM_READY;
		if (out->claim == CLAIM_NONE ||
		    claim_weaker(out->claim, other.claim) != out->claim)
			*out = other;
	}
	if (t->negative >= 0 && cell(row, t->negative).len > 0) {
		claim_of_cell(&other, inline_plain(arena, cell(row, t->negative)),
			      arena);
		if (other.claim == CLAIM_DONE) {
			*out = other;
			out->claim = CLAIM_FAILED;
		}
	}
	if (t->verdict >= 0) {
		row_state(t, row, (size_t)t->verdict, &other);
		if (other.claim == CLAIM_NONE) {
			if (out->claim == CLAIM_NONE &&
			    !is_dash(cell(row, t->verdict)) &&
			    span_trim(cell(row, t->verdict)).len > 0)
				out->claim = CLAIM_UNKNOWN;
			return;
		}
		if (out->claim != CLAIM_NONE && out->claim != other.claim &&
		    (claim_is_positive(other.claim) != claim_is_positive(out->claim)))
			other.clash =
				out->mark.len > 0 ? out->mark : SPAN_LIT("status");
		*out = other;
	}
	out->rule = "8";
}

static struct span with_id(struct table *t, const struct grid_row *row)
{
	return inline_plain(t->r->arena, cell(row, t->id));
}

static void take_cells(struct table *t, const struct grid_row *row, size_t index)
{
	struct reading *r = t->r;
	struct ref_place place = { .item = index, .line = row->line };
	struct span evidence = cell(row, t->evidence), subject = cell(row, t->item);

	place.own = true;
	place.role = REF_SUBJECT;
	place.loose = t->roles[t->item] == ROLE_ITEM;
	refs_take(r, subject, &place);
	place = (struct ref_place){
		.item = index, .line = row->line, .role = REF_ASKS, .loose = true
	};
	if (evidence.len > 0 && t->evidence != t->item &&
	    !notation_waiver(r, index, evidence, row->line)) {
		refs_take(r, evidence, &place);
		items_hedge(r, index, evidence, row->line, true);
	}
	items_hedge(r, index, subject, row->line, true);
	thresholds_take(r, index, subject, row->line, false);
	if (t->target >= 0)
		thresholds_pair(r, index, subject, cell(row, t->target),
				cell(row, t->actual), row->line);
	if (t->lines >= 0)
		thresholds_lines(r, index, cell(row, t->lines), row->line);
}

/*
 * "| Data was lost | Resolved |" below "Blockers": the word tells how far its cure
 * is.  A box there says that the bad thing holds.
 */
static unsigned row_topics(const struct table *t, const struct grid_row *row)
{
	bool open;

	if (t->state < 0 || cell(row, t->state).len == 0 ||
	    is_box(cell(row, t->state), &open))
		return t->topics;
	return t->topics & ~(unsigned)TOPIC_INVERTED;
}

/*
 * What the row is about.  Under a cell that spans it, or an empty one in a column
 * that groups, another cell tells it from the rows above.
 */
static struct span row_words(const struct table *t, const struct grid_row *row,
			     struct span above, bool *borrowed)
{
	struct span text = cell(row, t->item);

	*borrowed = above.len > 0 && (text.len == 0 || text.ptr == above.ptr);
	if (!*borrowed)
		return text;
	for (size_t c = 0; c < t->columns; c++) {
		struct span other = cell(row, (ptrdiff_t)c);

		if (t->roles[c] != ROLE_NONE || (ptrdiff_t)c == t->item ||
		    other.len == 0 || other.ptr == text.ptr || !column_has_words(t, c))
			continue;
		*borrowed = false;
		return arena_printf(t->r->arena, "%.*s: %.*s", SPAN_ARG(above),
				    SPAN_ARG(other));
	}
	return above;
}

/* The one code span of the cells that hold no state; empty: none, or several. */
static struct span only_code(const struct table *t, const struct grid_row *row)
{
	struct span found = SPAN_EMPTY;

	for (size_t c = 0; c < t->columns; c++) {
		struct pieces pieces = pieces_of(cell(row, (ptrdiff_t)c));
		struct piece piece;

		if ((ptrdiff_t)c == t->state || (ptrdiff_t)c == t->evidence)
			continue;
		while (piece_next(&pieces, &piece)) {
			/* A file about the thing is not the thing. */
			if (piece.kind != PIECE_CODE ||
			    span_index(piece.text, '.') >= 0 ||
			    span_index(piece.text, '/') >= 0)
				continue;
			if (found.len > 0)
				return SPAN_EMPTY;
			found = piece.text;
		}
	}
	return found;
}

WORDS(place_headers,
      "phase|step|stage|milestone|part|section|sprint|gate|epic|track|schritt|stufe|"
      "abschnitt|etapa|fase|étape|partie|paso|passo|hito|этап|фаза|раздел|フェーズ|"
      "ステップ|阶段|步骤|단계");

/* "| Phase | ..." over "| A | ...", or "Phase 2" itself: the section it speaks of. */
static struct span place_of(const struct table *t, const struct grid_row *row)
{
	struct reading *r = t->r;
	struct span header = header_of(t, 0), first, word, rest;

	first = utf8_fold(r->scratch,
			  claim_bare(inline_plain(r->scratch, cell(row, 0))));
	if (first.len == 0)
		return SPAN_EMPTY;
	if (words_are(&place_headers, header) && first.len <= 3 &&
	    span_index(first, ' ') < 0)
		return arena_printf(r->scratch, "%.*s %.*s", SPAN_ARG(header),
				    SPAN_ARG(first));
	/* "Phase 2: Networks" */
	rest = first;
	if (!span_split(&rest, ' ', &word) || !words_are(&place_headers, word) ||
	    !span_split(&rest, ' ', &word))
		return SPAN_EMPTY;
	while (word.len > 0 && strchr(":.)-", word.ptr[word.len - 1]))
		word.len--;
	return word.len > 0 && word.len <= 3
		       ? span_sub(first, 0, (size_t)(word.ptr - first.ptr) + word.len)
		       : SPAN_EMPTY;
}

/* "| `moviepy` | NOT INSTALLED |": kept for what other lines say of that one thing. */
static void keep_denial(struct table *t, const struct grid_row *row, size_t index)
{
	struct reading *r = t->r;
	struct span state = claim_bare(inline_plain(r->scratch, cell(row, t->state)));
	struct span thing = only_code(t, row), word;

	if (t->state < 0 || thing.len == 0 || span_index(thing, ' ') >= 0 ||
	    item_at(r, index)->claim != CLAIM_OPEN ||
	    denied_at(utf8_fold(r->scratch, state), &word) == 0)
		return;
	*LIST_ADD(r->scratch, &r->denied) =
		(struct denied){ index, utf8_fold(r->scratch, thing), word };
}

/* The level that the row's priority gives it: its own words, or those of a legend. */
static void rank_row(const struct table *t, const struct grid_row *row, size_t index)
{
	struct reading *r = t->r;
	struct span rank = inline_plain(r->scratch, cell(row, t->priority));
	enum item_level *level = &item_at(r, index)->level;

	if (note_at(r, index)->level_word)
		return;
	if (words_in(&optional_words, utf8_fold(r->scratch, rank)))
		*level = LEVEL_OPTIONAL;
	else if (rank.len == 0 || !legend_level(r, rank, level))
		legend_level(r, inline_plain(r->scratch, cell(row, t->item)), level);
}

static void row_item(struct table *t, const struct grid_row *row, struct span above)
{
	struct reading *r = t->r;
	bool sign = is_signed(t);
	size_t index = reading_item(r, sign ? ITEM_SIGNOFF : ITEM_ROW,
				    sign ? "10.1" : "8", row->line);
	struct item *item = item_at(r, index);
	struct claim_reading claim;
	struct box box;
	bool boxed = false, borrowed;
	struct span text = row_words(t, row, above, &borrowed), id;

	row_claim(t, row, &claim);
	compare_cells(t, row, &claim);
	if (box_of_item(t, row, &box)) {
		text = span_from(text, box.len);
		boxed = true;
		if (claim.claim == CLAIM_NONE) {
			claim.claim = box.claim;
			claim.mark = box.mark;
		}
	}
	item->claim = claim.claim;
	item->claim_from = claim.from;
	item->mark = claim.mark;
	item->qualified = claim.qualified;
	item->done_on = claim.done_on;
	item->has_mark =
		boxed || t->state >= 0 || t->verdict >= 0 || t->paired || t->staged;
	item->text = text;
	item->plain = claim_bare(inline_plain(r->arena, text));
	item->parent = t->parent;
	item->quoted = t->quoted;
	item->rule = sign ? "10.1" : "8";
	item->owner = t->owner == t->item ? SPAN_EMPTY
					  : inline_plain(r->arena, cell(row, t->owner));
	item->due = inline_plain(r->arena, cell(row, t->due));
	items_place(r, index, row->line, t->state >= 0 ? cell(row, t->state) : text,
		    row->line);
	id = with_id(t, row);
	if (id.len > 0)
		items_id(r, index, id, true);
	note_at(r, index)->normal = item->plain;
	note_at(r, index)->borrowed = borrowed;
	note_at(r, index)->qualified = claim.qualified.len > 0;
	if (sign) {
		item->plain =
			inline_plain(r->arena,
				     cell(row, t->signer >= 0 ? t->signer : t->name));
		signoff_row(r, index,
			    &(struct signoff_cells){
				    .role = item->plain,
				    .name = inline_plain(r->arena, cell(row, t->name)),
				    .signature = inline_plain(r->arena,
							      cell(row, t->signature)),
				    .date = inline_plain(r->arena, cell(row, t->date)),
				    .hand = inline_plain(r->arena, cell(row, t->signs)),
				    .signs = t->signs >= 0,
				    .named = t->name >= 0,
				    .dated = t->date >= 0,
				    .stated = t->signature == t->state ||
					      t->signature == t->verdict,
			    });
	}
	items_level(r, index, row_topics(t, row));
	rank_row(t, row, index);
	notation_settle(r, index);
	items_clash(r, index, &claim);
	keep_denial(t, row, index);
	note_at(r, index)->place = place_of(t, row);
	take_cells(t, row, index);
	/* Among boxes, a row without one claims nothing. */
	if (!item_at(r, index)->has_mark && !t->boxed)
		items_inherit(r, index);
}

/* "| [ ] Rotate the keys | Ada |": boxes in front of the items make it a list. */
static bool has_boxed_items(const struct table *t)
{
	for (size_t i = 0; i < t->grid->rows.count; i++) {
		struct box box;

		if (box_of_item(t, &t->grid->rows.at[i], &box))
			return true;
	}
	return false;
}

/* Rows of the table from item `first` on that are open; *one is the first of them. */
static size_t open_rows(struct reading *r, size_t first, size_t *one)
{
	size_t open = 0;

	for (size_t i = r->plan->items.count; i-- > first;) {
		const struct item *item = item_at(r, i);

		if (!item->judged || item->level != LEVEL_MANDATORY ||
		    !claim_is_negative(item->claim) || item->claim == CLAIM_UNKNOWN)
			continue;
		open++;
		*one = i;
	}
	return open;
}

/* "| **Overall** | ready |" over rows of which one is open: C4 in one table. */
static void check_overall(struct table *t, const struct grid_row *row, size_t open,
			  size_t one)
{
	struct reading *r = t->r;
	struct claim_reading claim;

	if (!is_overall(t, row))
		return;
	row_claim(t, row, &claim);
	if (claim_is_positive(claim.claim))
		reading_find(r, "C4", row->line, one,
			     "claimed %s over %zu open row%s, the first in line %u",
			     claim_word[claim.claim], open, open == 1 ? "" : "s",
			     item_at(r, one)->line)
			->other_line = item_at(r, one)->line;
}

/* It stands last, or in bold. */
static void check_overalls(struct table *t, size_t first)
{
	const struct grid *grid = t->grid;
	size_t one = 0, open;

	if (t->state < 0 && t->verdict < 0)
		return;
	open = open_rows(t->r, first, &one);
	for (size_t i = 0; i < grid->rows.count && open > 0; i++)
		if (i + 1 == grid->rows.count ||
		    span_starts(cell(&grid->rows.at[i], 0), "**"))
			check_overall(t, &grid->rows.at[i], open, one);
}

/* "| Approved by | ____ |": a sign-off, or a field of the one above. */
static bool pair_signs(struct table *t, const struct grid_row *row,
		       struct span key_source, struct span value_source, size_t *above)
{
	struct reading *r = t->r;
	struct span key = inline_plain(r->arena, key_source);
	struct span value = inline_plain(r->arena, value_source);
	struct span text;

	while (key.len > 0 &&
	       (key.ptr[key.len - 1] == ':' || key.ptr[key.len - 1] == ' '))
		key.len--;
	if (key.len == 0)
		return false;
	text = arena_printf(r->arena, "%.*s: %.*s", SPAN_ARG(key),
			    SPAN_ARG(value.len > 0 ? value : SPAN_LIT("____")));
	if (*above != ITEM_NONE && signoff_is_continuation(text, r->scratch)) {
		signoff_continue(r, *above, text);
		signoff_settle(r, *above, false);
		return true;
	}
	if (!signoff_asks_pair(r, key, (t->topics & TOPIC_SIGNOFF) != 0))
		return false;
	*above = reading_item(r, ITEM_SIGNOFF, "10.1", row->line);
	item_at(r, *above)->text = key_source;
	item_at(r, *above)->plain = text;
	item_at(r, *above)->parent = t->parent;
	item_at(r, *above)->quoted = t->quoted;
	items_place(r, *above, row->line, value_source, row->line);
	note_at(r, *above)->normal = key;
	signoff_fill(r, *above, text, false);
	signoff_choices(r, *above, value_source);
	items_level(r, *above, t->topics);
	notation_settle(r, *above);
	return true;
}

static void key_values(struct table *t)
{
	size_t above = ITEM_NONE;

	if (span_trim(cell(&t->grid->header, 0)).len > 0 &&
	    signoff_asks_pair(t->r, cell(&t->grid->header, 0), false))
		pair_signs(t, &t->grid->header, cell(&t->grid->header, 0),
			   cell(&t->grid->header, 1), &above);
	for (size_t i = 0; i < t->grid->rows.count; i++) {
		const struct grid_row *row = &t->grid->rows.at[i];

		if (!pair_signs(t, row, cell(row, 0), cell(row, 1), &above))
			items_pair(t->r, inline_plain(t->r->arena, cell(row, 0)),
				   inline_plain(t->r->arena, cell(row, 1)), row->line);
	}
}

/* "| Client | Project lead | Developer |" over blanks: each column is signed. */
static bool signed_columns(struct table *t)
{
	struct reading *r = t->r;

	if (!(t->topics & TOPIC_SIGNOFF) || t->columns < 2 || t->grid->rows.count == 0)
		return false;
	for (size_t c = 0; c < t->columns; c++)
		if (!signoff_asks_pair(r,
				       inline_plain(r->scratch, cell(&t->grid->header,
								     (ptrdiff_t)c)),
				       true))
			return false;
	for (size_t i = 0; i < t->grid->rows.count; i++)
		for (size_t c = 0; c < t->columns; c++) {
			size_t above = ITEM_NONE;
			const struct grid_row *row = &t->grid->rows.at[i];

			if (i == 0)
				pair_signs(t, row, cell(&t->grid->header, (ptrdiff_t)c),
					   cell(row, (ptrdiff_t)c), &above);
		}
	return true;
}

static bool is_key_value(const struct table *t)
{
	struct span first, second;

	if (t->columns != 2)
		return false;
	first = utf8_fold(t->r->scratch,
			  inline_plain(t->r->scratch, cell(&t->grid->header, 0)));
	second = utf8_fold(t->r->scratch,
			   inline_plain(t->r->scratch, cell(&t->grid->header, 1)));
	/* "| Approved by: | ____ |" stands where a header would. */
	return (first.len == 0 && second.len == 0) ||
	       signoff_asks_pair(t->r, first, false) ||
	       (words_are(&key_headers, first) &&
		(second.len == 0 || words_are(&value_headers, second)));
}

void status_table(struct reading *r, const struct grid *grid, unsigned topics,
		  size_t parent, bool quoted)
{
	struct table t = { .r = r,
			   .grid = grid,
			   .topics = topics,
			   .parent = parent,
			   .quoted = quoted,
			   .columns = grid->header.cells.count };
	struct span above = SPAN_EMPTY;
	bool tracked;
	size_t first;

	if (t.columns == 0 || t.columns > MAX_COLUMNS || (topics & TOPIC_LEGEND))
		return;
	t.state = t.verdict = t.negative = t.item = t.id = t.evidence = t.owner =
		t.due = t.date = t.target = t.actual = t.priority = t.lines = t.signer =
			t.signature = t.name = -1;
	if (is_key_value(&t)) {
		key_values(&t);
		return;
	}
	if (signed_columns(&t) || legend_table(r, grid) || sums_table(r, grid))
		return;
	find_roles(&t);
	find_twins(&t);
	t.boxed = has_boxed_items(&t);
	tracked = t.boxed || t.state >= 0 || t.verdict >= 0 || t.negative >= 0 ||
		  t.paired || t.staged ||
		  (t.evidence >= 0 && count_role(&t, ROLE_ITEM) > 0) ||
		  (t.signature >= 0 && (t.signer >= 0 || t.name >= 0));
	if (!tracked || is_risk_register(&t) || count_role(&t, ROLE_COUNT) >= 2)
		return;
	if (is_matrix(&t) && t.state < 0 && t.verdict < 0)
		t.roles[t.item] = ROLE_ITEM;
	first = r->plan->items.count;
	for (size_t i = 0; i < grid->rows.count; i++) {
		const struct grid_row *row = &grid->rows.at[i];

		if (is_skipped(&t, row))
			continue;
		row_item(&t, row, above);
		if (cell(row, t.item).len > 0)
			above = cell(row, t.item);
	}
	check_overalls(&t, first);
}
