#include "plan/signoff.h"

#include "plan/claim.h"
#include "plan/dates.h"
#include "plan/locale.h"
#include "plan/marks.h"
#include "plan/meta.h"
#include "plan/task.h"
#include "plan/topics.h"
#include "plan/words.h"
#include "text/utf8.h"

enum label { LABEL_NONE, LABEL_DATE, LABEL_SIGNATURE, LABEL_NAME, LABEL_DECISION };

/* clang-format off: one label a row */
WORDS(date_labels,
      "date|datum|fecha|data|tarih|dato|päivämäärä|dátum|tanggal|ngày|التاريخ|signed "
      "on|date/time|date and time|date & time|"
      "datum/uhrzeit|date et heure|fecha/hora|fecha y hora|data/hora|data e "
      "ora|data e hora|datum/tijd|承認日|署名日|签字日期|签署日期|日時|날짜|"
      "승인일|"
      "\xe6\x97\xa5\xe6\x9c\x9f|\xe6\x97\xa5\xe4\xbb\x98|"
      "\xd0\xb4\xd0\xb0\xd1\x82\xd0\xb0");
WORDS(signature_labels, "signature|signed|unterschrift|firma|assinatura|"
			"\xe7\xad\xbe\xe5\xad\x97|sign");
WORDS(name_labels, "name|nom|nombre|nome|\xe5\xa7\x93\xe5\x90\x8d|approver|signed by");
WORDS(decision_labels, "decision|verdict|entscheidung");

static const struct {
	enum label label;
	const struct words *words;
} field_labels[] = {
	{ LABEL_DATE, &date_labels },
	{ LABEL_SIGNATURE, &signature_labels },
	{ LABEL_NAME, &name_labels },
	{ LABEL_DECISION, &decision_labels },
};

WORDS(role_words,
      "lead|leads|manager|owner|officer|engineer|director|cto|ceo|ciso|cio|cfo|coo|"
      "vp|head|sponsor|"
      "approver|approvers|genehmiger|freigeber|approbateur|valideur|aprobador|"
      "aprovador|approvatore|goedkeurder|утверждающий|согласующий|审批人|批准人|"
      "承認者|確認者|승인자|"
      "approved by|reviewer|reviewed "
      "by|signature|signed|sign-off|signoff|architect|team|security|"
      "operations|ops|devops|sre|qa|quality|product|legal|compliance|privacy|dpo|"
      "stakeholder|customer|"
      "client|release manager|date|responsable|verantwortlich|leiter|leitung");

/* Who signs, and what is signed, where sign-offs are listed. */
WORDS(signing_words,
      "developer|developers|entwickler|développeur|desarrollador|desenvolvedor|"
      "sviluppatore|ontwikkelaar|разработчик|开发者|開発者|개발자|testeur|testador|"
      "tester|tech lead|analyst|coordinator|president|executive|"
      "board|committee|council|auditor|approver|"
      "leitung|leiterin|leiter|geschäftsführung|geschäftsführer|entwicklung|betrieb|"
      "datenschutz|sicherheit|qualität|qualitätssicherung|produkt|projektleitung|"
      "projektleiter|fachbereich|auftraggeber|kunde|vorstand|revision|"
      "verantwortliche|verantwortlicher|beauftragter|"
      "chef|cheffe|directeur|directrice|direction|responsable|sécurité|qualité|"
      "produit|exploitation|métier|juridique|développement|client|"
      "jefe|jefa|gerente|líder|director|directora|seguridad|calidad|producto|"
      "operaciones|cliente|dirección|desarrollo|diretor|diretora|diretoria|"
      "coordenador|coordenadora|segurança|qualidade|produto|operações|gestor|gestora|"
      "desenvolvimento|responsável|responsabile|direttore|direttrice|sicurezza|"
      "qualità|prodotto|sviluppo|capo|directie|beveiliging|kwaliteit|ontwikkeling|"
      "beheer|opdrachtgever|klant|"
      "руководитель|директор|менеджер|инженер|архитектор|заказчик|безопасность|"
      "разработка|тестирование|владелец|負責人|负责人|经理|总监|主管|架构师|工程师|"
      "产品|"
      "测试|开发|运维|安全|客户|项目|技术|责任者|責任者|部長|課長|担当|担当者|リーダー|"
      "マネージャー|開発|品質|運用|セキュリティ|顧客|책임자|팀장|담당자|담당|개발|품질|"
      "운영|보안|대표|이사");
/* What is approved is called so, with a word or two beside it. */
WORDS(approval_words,
      "approval|approvals|sign-off|signoff|sign off|sign-offs|authorization|"
      "authorisation|clearance|freigabe|freigaben|genehmigung|abnahme|zustimmung|"
      "approbation|validation finale|autorisation|aprobación|autorización|"
      "visto bueno|aprovação|autorização|approvazione|autorizzazione|benestare|"
      "goedkeuring|akkoord|согласование|утверждение|разрешение|审批|批准|会签|签字|"
      "授权|"
      "承認|決裁|許可|승인|결재");
/* The last word of a label that asks for a fact, and for nobody's consent. */
WORDS(fact_labels,
      "id|number|no.|version|build|commit|tag|branch|url|link|environment|time|ticket|"
      "uhrzeit|nummer|umgebung|numéro|heure|environnement|número|hora|entorno|ambiente|"
      "numero|ora|nummer|tijd|omgeving|номер|время|版本|编号|时间|番号|時刻|環境|버전|"
      "번호");
/* Where they are listed, an area stands for the people who answer for it. */
WORDS(signing_areas,
      "engineering|development|finance|marketing|support|business|management|"
      "infrastructure|platform|design|ux|hr|it|testing|test|tech|technical|technology|"
      "governance|risk|audit|data|release|deployment|project|program|programme|dev|"
      "approval|authorization|authorisation|clearance|freigabe|abnahme");
/* States that somebody gives, where no role stands before them. */
WORDS(given_states,
      "approved|approval|signed|signed off|signed-off|sign-off|signoff|authorized|"
      "authorised|granted|withheld|rejected|declined|denied|awaiting|pending approval|"
      "pending sign-off|pending signature|go|no-go|freigegeben|freigabe|genehmigt|"
      "unterschrieben|erteilt|verweigert|ausstehend|steht aus|approuvé|approuvée|signé|"
      "signée|refusé|aprobado|aprobada|firmado|firmada|rechazado|aprovado|aprovada|"
      "assinado|assinada|rejeitado|approvato|approvata|firmato|firmata|goedgekeurd|"
      "ondertekend|akkoord|согласовано|утверждено|подписано|отклонено|批准|已批准|签字|"
      "已签字|同意|审批|待审批|待签字|驳回|承認|承認済|承認済み|承認待ち|署名|却下|"
      "승인|반려");
/* What stands beside them and is said of none. */
WORDS(remark_keys,
      "comment|comments|note|notes|remarks|remark|feedback|summary|scope|"
      "condition|conditions|follow-up|follow-ups|reason|reasons|signatures|signers|"
      "approvers|bedingungen|auflagen|unterschriften|condiciones|firmas|condições|"
      "assinaturas|condizioni|firme|voorwaarden|условия|подписи|条件|署名|"
      "kommentar|kommentare|bemerkung|bemerkungen|commentaire|commentaires|"
      "comentario|comentarios|comentários|observaciones|observações|commenti|"
      "opmerkingen|комментарий|комментарии|备注|意见|备考|備考|コメント|비고");
/* With one of them a blank in a form asks for no person. */
WORDS(fact_words,
      "ticket|location|reference|id|link|url|number|no|amount|company|organisation|"
      "organization|email|e-mail|phone|tel|version|build|commit|branch|environment|"
      "hash|score|total|count|result|results|findings|issues|blockers|risks|start|end|"
      "duration|window|budget|cost|project|system|application|ort|firma|unternehmen|"
      "nummer|ergebnis|umgebung|lieu|entreprise|numéro|résultat|environnement|lugar|"
      "empresa|número|resultado|resultados|entorno|ambiente|local|luogo|azienda|"
      "numero|risultato|plaats|bedrijf|место|компания|номер|результат|地点|公司|编号|"
      "结果|环境|版本|場所|会社|番号|結果|環境|장소|회사|번호|결과|환경");
/* Keys of a form below which somebody is to be named who approves. */
WORDS(approver_labels,
      "approver|approved by|release approver|final approver|genehmiger|freigeber|"
      "approbateur|valideur|aprobador|aprovador|approvatore|goedkeurder|утверждающий|"
      "согласующий|审批人|批准人|承認者|決裁者|決定者|確認者|승인자|결재자");
/* Between a decision and who took it. */
WORDS(by_words, "by|von|durch|par|por|da|do|door|от");

WORDS(trailer_words,
      "approved-by|signed-off-by|reviewed-by|sign-off-by|acked-by|approved by|"
      "signed by|e-signed by|digitally signed by|electronically signed by|"
      "signed off by|sign-off by|sign off by|sign-off|signoff|sign off|authorized by|"
      "authorised by|release approved by|deployment approved by|go-live approved by|"
      "final approval by|approval by|"
      "freigegeben durch|freigegeben von|freigabe durch|genehmigt durch|genehmigt von|"
      "unterzeichnet von|abgenommen durch|abgenommen von|approuvé par|approuvée par|"
      "validé par|validée par|signé par|autorisé par|aprobado por|aprobada por|"
      "firmado por|autorizado por|aprovado por|aprovada por|assinado por|"
      "approvato da|approvata da|firmato da|autorizzato da|goedgekeurd door|"
      "ondertekend door|утвердил|утверждено|согласовал|согласовано|подписал|批准人|"
      "审批人|签字人|签署人|会签人|审批签字|承認者|最終承認者|決裁者|決定者|署名者|"
      "승인자|결재자|서명자|결정자");

WORDS(blank_words, "tbd|pending|n/a|none|yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy|"
		   "to be determined|to be named|name|your name");
/* What begins so waits for somebody: "(awaiting sign-off)". */
WORDS(blank_starts,
      "unfilled|unassigned|vacant|not assigned|to be assigned|to be named|tba|nobody|"
      "not signed|unbesetzt|nicht besetzt|nicht benannt|zu benennen|à désigner|"
      "non attribué|por asignar|sin asignar|vacante|a designar|a nomear|por atribuir|"
      "da assegnare|da nominare|niet toegewezen|не назначен*|вакантно|待指派|待任命|"
      "未指定|未分配|待填写|担当者未定|未割当|미지정|미정|공석|"
      "awaiting|waiting for|to be signed|to be recorded|to be confirmed|"
      "to be filled|to be completed|not yet|ausstehend|noch offen|noch nicht|"
      "en attente|à signer|pendiente|por firmar|por definir|pendente|a definir|"
      "por assinar|in attesa|da firmare|nog niet|待签|待定|待确认|待填|未签|"
      "未定|署名待ち|承認待ち|未記入|未入力|미작성|미입력|nicht ausgefüllt|"
      "niet ingevuld|non renseigné|sin completar|da compilare|não preenchido|"
      "не заполнено|ожидает");
/* The same, wherever it stands: "(to be entered after approval)". */
WORDS(blank_parts,
      "to be entered|to be filled in|to be completed|wird nachgetragen|"
      "wird eingetragen|noch einzutragen|à remplir|à compléter|por completar|"
      "por rellenar|a preencher|a ser preenchido|da inserire|in te vullen|"
      "будет заполнено|後に記入|に記入|記入予定|記入待ち|后填写|待填写|待补充|추후 "
      "기입|"
      "추후 작성");
/* clang-format on */

bool signoff_is_blank(struct span value, struct arena *arena)
{
	struct span text = utf8_fold(arena, value);
	size_t letters = 0;

	text = span_trim(text);
	for (size_t i = 0; i < text.len; i++)
		if (span_starts(span_from(text, i), "\xe2\x80\xa6"))
			i += 2; /* an ellipsis */
		else
			letters +=
				!strchr("_.-[]() \t|:/*", text.ptr[i]) || !text.ptr[i];
	if (letters == 0 || span_is(text, "\xe2\x80\x94") ||
	    span_is(text, "\xe2\x80\x93"))
		return true;
	if (words_are(&blank_words, text))
		return true;
	for (letters = 0; letters < text.len && strchr("_*([ ", text.ptr[letters]);)
		letters++;
	if (words_start(&blank_starts, span_from(text, letters)) > 0)
		return true;
	if (text.len <= 80 && words_in(&blank_parts, text))
		return true;
	return (text.ptr[0] == '[' && text.ptr[text.len - 1] == ']') ||
	       (text.ptr[0] == '<' && text.ptr[text.len - 1] == '>' &&
		span_index(text, '@') < 0) ||
	       span_starts(text, "{{");
}

static bool has_blank_run(struct span plain)
{
	size_t run = 0;

	for (size_t i = 0; i < plain.len; i++) {
		run = plain.ptr[i] == '_' || plain.ptr[i] == '.' ? run + 1 : 0;
		if (run >= 3 && (plain.ptr[i] == '_' || run >= 5))
			return true;
	}
	return span_find(plain, SPAN_LIT("\xe2\x80\xa6\xe2\x80\xa6")) >= 0;
}

/* The label at the front of folded `text` with its colon; bytes, or 0. */
static size_t label_at(struct span text, enum label *label)
{
	for (size_t i = 0; i < sizeof(field_labels) / sizeof(field_labels[0]); i++) {
		size_t len = words_start(field_labels[i].words, text);

		while (len > 0 && len < text.len && text.ptr[len] == ' ')
			len++;
		if (len == 0 || len >= text.len)
			continue;
		if (text.ptr[len] == ':' || text.ptr[len] == '_') {
			*label = field_labels[i].label;
			return len + (text.ptr[len] == ':');
		}
	}
	return 0;
}

bool signoff_is_continuation(struct span plain, struct arena *arena)
{
	enum label label;

	return label_at(utf8_fold(arena, plain), &label) > 0;
}

/* One to four words with capitals, a handle, or a few characters of Han or kana. */
static bool is_name(struct span text)
{
	size_t words = 0, len;
	bool start = true;

	if (text.len < 2 || text.len > 60)
		return false;
	if (utf8_is_cjk(utf8_next(text, &len)))
		return text.len <= 24;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == ' ') {
			start = true;
			continue;
		}
		if (start && !(c >= 'A' && c <= 'Z') && c < 0x80 && c != '@')
			return false;
		if (strchr("_`=<>{}[]!?:/0123456789", c) && text.ptr[0] != '@')
			return false;
		words += start;
		start = false;
	}
	return words <= 4;
}

/* "Lee Park" before "Date:": somebody, a blank, or nobody yet; "AUDIT-001" is a number.
 */
static bool is_somebody(struct span value, struct arena *arena)
{
	value = span_trim(value);
	while (value.len > 0 && strchr("|,;-/ ", value.ptr[value.len - 1]))
		value.len--;
	if (signoff_is_blank(value, arena) || has_blank_run(value) ||
	    is_name(claim_bare(value)) || span_index(value, '@') >= 0)
		return true;
	/* "Modify: `src/a.tsx` (L29: `data: any`)" names a file. */
	if (span_index(value, '/') >= 0 || span_index(value, '\\') >= 0)
		return false;
	return span_index(value, '<') >= 0 || span_index(value, ',') > 0 ||
	       span_index(value, '(') > 0;
}

bool signoff_names_approval(struct span folded)
{
	return words_in(&approval_words, folded);
}

/* clang-format off: one language a row */
WORDS(obtained_words,
      "obtained|received|granted|given|secured|complete|completed|in place|on file|"
      "erhalten|erteilt|eingeholt|liegt vor|vorhanden|obtenu|obtenue|obtenus|obtenues|"
      "reçu|reçue|obtenido|obtenida|obtenidos|obtenidas|recibida|otorgada|obtido|"
      "obtida|obtidos|obtidas|recebida|concedida|ottenuto|ottenuta|ottenute|ricevuta|"
      "verkregen|ontvangen|получено|получены|получен|得到|已获得|已取得|取得|取得済み|"
      "획득");
WORDS(by_links, "by|from|durch|von|par|por|da|door|с|утверждено");
WORDS(given_by,
      "approved by|signed off by|signed by|sign-off by|sign-off from|approval by|"
      "approval from|reviewed by|freigegeben durch|freigabe durch|freigabe von|"
      "genehmigt durch|genehmigt von|abgenommen durch|approuvé par|validé par|"
      "validation par|signé par|aprobado por|firmado por|aprovado por|assinado por|"
      "approvato da|firmato da|goedgekeurd door|ondertekend door|согласовано с|"
      "утверждено");
/* clang-format on */

/* Who decides, and what for. */
WORDS(deciding_words,
      "executive|executives|management|leadership|stakeholder|stakeholders|cto|ceo|"
      "ciso|"
      "cio|cfo|coo|dpo|board|sponsor|lead|manager|director|owner|officer|council|"
      "committee|team lead|tech lead|product owner|release manager|customer|client");
WORDS(deciding_areas,
      "executive|security|legal|product|engineering|qa|quality|operations|ops|devops|"
      "release|project|program|technical|tech|business|compliance|privacy|senior|"
      "steering|change|marketing|finance|data");

/* What ends so, or says by whom: few do, and looking for all words costs more. */
static bool may_be_statement(struct span folded)
{
	struct span last = span_from(folded, (size_t)(span_rindex(folded, ' ') + 1));

	if (folded.len == 0 || (folded.ptr[folded.len - 1] & 0x80) ||
	    words_are(&obtained_words, last) || span_is(last, "approval") ||
	    span_is(last, "sign-off") || span_is(last, "signoff") ||
	    span_ends(folded, " in place") || span_ends(folded, " on file") ||
	    span_ends(folded, " liegt vor"))
		return true;
	for (size_t i = 0; i + 1 < folded.len; i++)
		if (folded.ptr[i] == ' ' &&
		    words_start(&by_links, span_from(folded, i + 1)) > 0)
			return true;
	return false;
}

/* "executive", "security lead": one word or two that say who. */
static bool is_role_alone(struct span words)
{
	struct span first = words, word;

	if (words.len == 0 || words.len > 40 || !span_split(&first, ' ', &word))
		return false;
	if (span_index(first, ' ') >= 0)
		return false;
	return words_are(&deciding_words, words) ||
	       (words_are(&deciding_areas, word) && words_are(&deciding_words, first));
}

bool signoff_is_statement(struct span folded)
{
	size_t at, len;

	folded = claim_bare(folded);
	while (folded.len > 0 && strchr(".!; ", folded.ptr[folded.len - 1]))
		folded.len--;
	if (folded.len > 80)
		return false;
	if (!may_be_statement(folded))
		return false;
	/* "Plan approved by the CTO": by one with a role. */
	if (words_find(&given_by, folded, &at, &len)) {
		struct span who = span_trim(span_from(folded, at + len));
		ptrdiff_t space = span_index(who, ' ');

		/* "by the CTO"; "by at least one other developer" is by nobody. */
		if (space > 0 && space <= 3)
			who = span_from(who, (size_t)space + 1);
		return words_start(&role_words, who) > 0 ||
		       words_start(&signing_words, who) > 0 ||
		       words_start(&signing_areas, who) > 0;
	}
	if (!words_find(&approval_words, folded, &at, &len))
		return false;
	at += len;
	while (at < folded.len && folded.ptr[at] == ' ')
		at++;
	/* "Quoted approval" alone is a thing to do, as likely as not; a role's is not.
	 */
	if (at == folded.len)
		return is_role_alone(span_trim(span_sub(folded, 0, at - len)));
	return words_are(&obtained_words, span_from(folded, at));
}

bool signoff_is_given(struct span folded)
{
	return words_in(&given_states, folded);
}

/* "Build/release ID", "Date/time": what is asked for is no consent. */
static bool asks_fact(struct span label)
{
	ptrdiff_t last = span_rindex(label, ' '), slash = span_rindex(label, '/');

	last = slash > last ? slash : last;
	return words_are(&date_labels, label) ||
	       (words_are(&fact_labels, span_from(label, (size_t)(last + 1))) &&
		!words_in(&role_words, label));
}

/* Folding costs more than looking for a colon, of either width. */
static bool may_be_pair(struct span plain)
{
	return span_index(plain, ':') > 0 || span_index(plain, '\xbc') > 0;
}

bool signoff_is_field(struct span plain, struct arena *arena)
{
	struct span text, behind, label_text;
	ptrdiff_t colon;

	if (!may_be_pair(plain))
		return false;
	text = utf8_fold(arena, plain);
	colon = span_index(text, ':');
	if (colon <= 0 || colon > 60)
		return false;
	behind = span_from(text, (size_t)colon + 1);
	label_text = claim_bare(span_sub(text, 0, (size_t)colon));
	/* "Status: approved | Date: ..." is the document's. */
	if (asks_fact(label_text) ||
	    (topic_is_status_label(label_text) && !has_blank_run(behind) &&
	     !words_in(&role_words, label_text) &&
	     !words_are(&decision_labels, label_text)))
		return false;
	/* A label ends in a colon or in a blank to fill. */
	if (span_index(behind, ':') < 0 && span_index(behind, '_') < 0 &&
	    !has_blank_run(behind))
		return false;
	for (size_t i = 0; i < behind.len; i++) {
		enum label label;

		if ((i == 0 || strchr(" |,_](", behind.ptr[i - 1])) &&
		    label_at(span_from(behind, i), &label) > 0 && label == LABEL_DATE)
			/* Folding keeps what is plain ASCII in place, as the name is.
			 */
			return text.len != plain.len ||
			       has_blank_run(span_sub(behind, 0, i)) ||
			       words_in(&role_words,
					span_sub(text, 0, (size_t)colon)) ||
			       is_somebody(span_sub(plain, (size_t)colon + 1, i),
					   arena);
	}
	text = span_sub(text, 0, (size_t)colon);
	return has_blank_run(behind) && words_in(&role_words, text);
}

/* More than a name, a role, a date and a state hold: "we agreed with all of them to".
 */
static bool has_prose(struct span value)
{
	size_t words = 0;

	for (size_t i = 0; i < value.len; i++)
		words += value.ptr[i] == ' ' && i + 1 < value.len &&
			 value.ptr[i + 1] != '_' && value.ptr[i + 1] != ' ';
	return words > 12;
}

/* Prose behind a colon is nobody's name. */
#define MAX_TRAILER 120

bool signoff_is_trailer(struct span plain, struct arena *arena)
{
	struct span text;
	size_t len;

	if (!may_be_pair(plain))
		return false;
	text = utf8_fold(arena, claim_bare(plain));
	len = words_start(&trailer_words, text);
	while (len > 0 && len < text.len && text.ptr[len] == ' ')
		len++;
	/* "Approved by (QA):" */
	if (len > 0 && len < text.len && text.ptr[len] == '(')
		len += (size_t)(span_index(span_from(text, len), ')') + 1);
	return len > 0 && len + 1 < text.len && text.ptr[len] == ':' &&
	       text.len <= MAX_TRAILER && !has_prose(span_from(text, len + 1));
}

/* With full-width colons as plain ones, so that every label ends in one. */
static struct span narrow(struct reading *r, struct span plain)
{
	static const char wide[] = "\xef\xbc\x9a";
	char *out;
	size_t used = 0;

	if (span_find(plain, span_of(wide)) < 0)
		return plain;
	/* Three bytes become two at most. */
	out = ARENA_ARRAY(r->arena, char, plain.len + 1);
	for (size_t i = 0; i < plain.len; i++) {
		if (!span_starts(span_from(plain, i), wide)) {
			out[used++] = plain.ptr[i];
			continue;
		}
		out[used++] = ':';
		out[used++] = ' ';
		i += 2;
	}
	return span_trim((struct span){ out, used });
}

bool signoff_is_bare_role(struct span plain)
{
	plain = span_trim(plain);
	if (span_ends(plain, "\xef\xbc\x9a"))
		return plain.len > 3 && plain.len < 60 &&
		       span_find(plain, SPAN_LIT("\xef\xbc\x9a")) ==
			       (ptrdiff_t)plain.len - 3;
	return plain.len > 1 && plain.len < 60 && plain.ptr[plain.len - 1] == ':' &&
	       span_index(plain, ':') == (ptrdiff_t)plain.len - 1;
}

bool signoff_is_role_alone(struct reading *r, struct span plain)
{
	struct span label = utf8_fold(r->scratch, claim_bare(narrow(r, plain)));

	if (!signoff_is_bare_role(plain))
		return false;
	while (label.len > 0 && strchr(": ", label.ptr[label.len - 1]))
		label.len--;
	return words_start(&remark_keys, label) == 0 && !words_are(&date_labels, label);
}

WORDS(decision_heads,
      "decision|go/no-go|go / no-go|final decision|entscheidung|décision|decisión|"
      "decisao|decisão|decisione|beslissing|решение|决定|结论|判定|결정|판정");
/* Who decides, in a section about deciding. */
WORDS(decider_labels,
      "responsible|decided by|decision by|decision maker|approver|signature|name|"
      "verantwortlich|verantwortliche|entschieden von|unterschrift|responsable|décidé "
      "par|"
      "decidido por|firma|responsável|responsavel|assinatura|responsabile|"
      "deciso da|verantwoordelijke|besloten door|ответственный|решение принял|负责人|"
      "决定人|決定者|判定者|責任者|책임자|결정자");

bool signoff_is_decider(struct reading *r, struct span plain)
{
	struct span label = utf8_fold(r->scratch, claim_bare(span_trim(plain)));

	if (!signoff_is_bare_role(plain) ||
	    !words_in(&decision_heads, r->sections.at[r->section].folded))
		return false;
	while (label.len > 0 && strchr(": ", label.ptr[label.len - 1]))
		label.len--;
	if (span_ends(label, "\xef\xbc\x9a"))
		label.len -= 3;
	return words_are(&decider_labels, label);
}

struct span signoff_slug(struct arena *arena, struct span role)
{
	struct span text = utf8_fold(arena, role);
	char *out = ARENA_ARRAY(arena, char, text.len + 1);
	size_t used = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			    (unsigned char)c >= 0x80;

		if (keep)
			out[used++] = c;
		else if (used > 0 && out[used - 1] != '-')
			out[used++] = '-';
	}
	while (used > 0 && out[used - 1] == '-')
		used--;
	return (struct span){ out, used };
}

/* Blanks and what stands around them off both ends. */
static struct span without_blanks(struct span value)
{
	while (value.len > 0 && strchr("_. \t|,;-/[]", value.ptr[0]) && value.ptr[0])
		value = span_from(value, 1);
	while (value.len > 0 && strchr("_ \t|,;-/[", value.ptr[value.len - 1]))
		value.len--;
	return value;
}

/* All languages that are known but one; none where nobody knows which it is. */
static bool writes_day_first(struct reading *r)
{
	struct span language = locale_language(r);

	return language.len > 0 && !span_is(language, "en");
}

/*
 * "offen", "PENDING" where a name or a date is due, and "and ____ on": nobody's name,
 * and no day.
 */
static bool says_not_yet(struct reading *r, struct span value)
{
	struct claim_reading claim;

	struct span rest = without_blanks(value);

	/* "____ (Product Owner)" says whose blank it is. */
	if (has_blank_run(rest) || (has_blank_run(value) && span_starts(rest, "(")))
		return true;
	claim_of_cell(&claim, value, r->arena);
	return claim.claim != CLAIM_NONE && !claim_is_positive(claim.claim);
}

/* Beside a blank: somebody, or a date; "____ on ____" has but a word between. */
static bool is_named(struct span rest)
{
	return is_name(claim_bare(rest)) || span_index(rest, '@') >= 0 ||
	       span_index(rest, '<') >= 0 ||
	       (rest.len > 0 && rest.ptr[0] >= '0' && rest.ptr[0] <= '9');
}

static void take_value(struct reading *r, size_t index, enum label label,
		       struct span value)
{
	struct signoff_field *field = &item_at(r, index)->signoff;
	struct span folded = utf8_fold(r->scratch, value);
	bool blank = signoff_is_blank(value, r->scratch) ||
		     (label != LABEL_DECISION && says_not_yet(r, value)) ||
		     (has_blank_run(value) && !is_named(without_blanks(value)));

	if (label == LABEL_DATE) {
		if (blank) {
			field->blank_date = true;
		} else if (!date_in(r->arena, folded, &field->date) &&
			   !(writes_day_first(r) &&
			     date_day_first(r->arena, folded, &field->date))) {
			field->date = without_blanks(value);
			reading_find(r, "P-SIGN-DATE", item_at(r, index)->line, index,
				     "the date \"%.*s\" cannot be read",
				     SPAN_ARG(reading_quote(r, field->date)));
		}
		return;
	}
	if (label == LABEL_DECISION || has_word(folded, "approved|rejected")) {
		field->decision = has_word(folded, "rejected|reject|no-go|denied")
					  ? DECISION_REJECT
				  : has_word(folded, "conditional|conditionally")
					  ? DECISION_CONDITIONAL
				  : has_word(folded, "approved|approve|go|accepted")
					  ? DECISION_APPROVE
					  : DECISION_NONE;
		if (label == LABEL_DECISION)
			return;
	}
	if (blank)
		field->blank_name |= field->name.len == 0;
	else if (field->name.len == 0)
		field->name = without_blanks(value);
	if (field->name.len > 0)
		field->blank_name = false;
}

/* `plain` from the first label or value on: "____ Date: ____". */
static void take_values(struct reading *r, size_t index, struct span plain,
			enum label label)
{
	struct span folded = utf8_fold(r->scratch, plain);
	size_t start = 0;

	/* Positions are the same only where folding kept the length. */
	if (folded.len != plain.len)
		folded = plain;
	for (size_t i = 0; i < folded.len; i++) {
		enum label next;
		size_t len = i == 0 || strchr(" |,_()]", folded.ptr[i - 1])
				     ? label_at(span_from(folded, i), &next)
				     : 0;

		if (len == 0)
			continue;
		if (i > 0 || label != LABEL_NONE)
			take_value(r, index, label == LABEL_NONE ? LABEL_NAME : label,
				   span_sub(plain, start, i - start));
		label = next;
		start = i + len;
		i = start - 1;
	}
	take_value(r, index, label == LABEL_NONE ? LABEL_NAME : label,
		   span_from(plain, start));
}

/* "Tech lead: Ana": what people see of it. */
static void name_item(struct reading *r, size_t index)
{
	struct item *item = item_at(r, index);
	struct signoff_field *field = &item->signoff;

	if (field->role.len == 0)
		return;
	field->role_slug = signoff_slug(r->arena, field->role);
	if (!field->statement)
		item->plain = field->name.len > 0 ? arena_printf(r->arena, "%.*s: %.*s",
								 SPAN_ARG(field->role),
								 SPAN_ARG(field->name))
						  : field->role;
}

/* Told once, though later lines may add to the sign-off. */
static void find_unticked(struct reading *r, size_t index)
{
	const struct item *item = item_at(r, index);

	if (note_at(r, index)->unticked)
		return;
	note_at(r, index)->unticked = true;
	reading_find(r, "P-SIGN-NOBOX", item->line, index,
		     "\"%.*s\" stands there, but nothing is ticked",
		     SPAN_ARG(reading_quote(r, item->signoff.name)));
}

void signoff_settle(struct reading *r, size_t index, bool has_box)
{
	struct item *item = item_at(r, index);
	struct signoff_field *field = &item->signoff;

	name_item(r, index);
	item->done_on = item->done_on.len > 0 ? item->done_on : field->date;
	if (item->claim == CLAIM_DONE && (field->blank_name || field->blank_date)) {
		reading_find(r, "P-SIGN-BLANK", item->line, index,
			     "\"%.*s\" is ticked, but %s is blank",
			     SPAN_ARG(reading_quote(r, item->plain)),
			     field->blank_name ? "the name" : "the date");
		reading_find(r, "C6", item->line, index,
			     "a sign-off is ticked over a blank %s",
			     field->blank_name ? "name" : "date");
		return;
	}
	if (field->statement || field->blank_name || field->blank_date ||
	    field->name.len == 0)
		return;
	if (item->claim == CLAIM_OPEN || item->claim == CLAIM_NONE) {
		find_unticked(r, index);
		if (!has_box && !note_at(r, index)->refused &&
		    field->decision != DECISION_REJECT)
			item->claim = CLAIM_DONE;
	}
}

/* What the state of a row says of the decision. */
static enum decision decision_of(const struct item *item)
{
	switch (item->claim) {
	case CLAIM_DONE:
		return item->qualified.len > 0 ? DECISION_CONDITIONAL
					       : DECISION_APPROVE;
	case CLAIM_FAILED:
		return DECISION_REJECT;
	case CLAIM_READY:
		return DECISION_CONDITIONAL;
	case CLAIM_NONE:
	case CLAIM_IN_PROGRESS:
	case CLAIM_OPEN:
	case CLAIM_BLOCKED:
	case CLAIM_DEFERRED:
	case CLAIM_DROPPED:
	case CLAIM_NA:
	case CLAIM_UNKNOWN:
	case CLAIMS:
		break;
	}
	return DECISION_NONE;
}

/* What a line says that stands where sign-offs are listed. */
struct signed_line {
	struct span role, name, date;
	enum claim claim; /* CLAIM_NONE: no state */
	bool blank;
};

/* Bytes of " - " or a dash between blanks at the front; 0: none. */
static size_t dash_at(struct span text)
{
	static const char *const dashes[] = { " - ", " \xe2\x80\x93 ",
					      " \xe2\x80\x94 " };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		if (span_starts(text, dashes[i]))
			return strlen(dashes[i]);
	return 0;
}

/* Bytes of what separates the parts of a value at the front; 0: none. */
static size_t part_end(struct span text)
{
	static const char *const wide[] = { "\xef\xbc\x8c", "\xef\xbc\x88",
					    "\xef\xbc\x89", "\xe3\x80\x81" };
	size_t len = dash_at(text);

	if (len > 0 || strchr(",;()|", text.ptr[0]))
		return len > 0 ? len : 1;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (span_starts(text, wide[i]))
			return strlen(wide[i]);
	return 0;
}

/* The next part of a value: up to a dash, a comma or a parenthesis. */
static bool next_part(struct span *rest, struct span *out)
{
	size_t end = 0, len = 0;

	if (rest->len == 0)
		return false;
	while (end < rest->len && (len = part_end(span_from(*rest, end))) == 0)
		end++;
	*out = span_trim(span_sub(*rest, 0, end));
	*rest = span_from(*rest, end + len);
	return true;
}

/* "Approved by Ana": the state, and who said so. */
static bool take_state(struct reading *r, struct signed_line *out, struct span part)
{
	struct span bare = claim_bare(part), folded = utf8_fold(r->scratch, bare);
	struct claim_reading claim;
	struct word_hit hit;
	bool word = word_at(folded, true, &hit);
	struct span rest = word ? span_trim(span_from(folded, hit.len)) : SPAN_EMPTY;
	size_t by = words_start(&by_words, rest);

	claim_of_cell(&claim, part, r->arena);
	if (claim.claim == CLAIM_NONE)
		return false;
	/* "Active directory team": a state word that goes on is a name or prose. */
	if (word && rest.len > 0 && by == 0 && rest.len + 20 > folded.len + hit.len &&
	    !date_in(r->scratch, rest, &out->date))
		return false;
	out->claim = out->claim == CLAIM_NONE ? claim.claim
					      : claim_weaker(out->claim, claim.claim);
	if (by > 0 && folded.len == bare.len && out->name.len == 0) {
		rest = span_from(bare, (size_t)(rest.ptr - folded.ptr) + by);
		rest = without_blanks(rest);
		if (is_name(rest))
			out->name = rest;
	}
	return true;
}

/* A state, a date, a blank or a name; anything else makes the value prose. */
static bool take_part(struct reading *r, struct signed_line *out, struct span part)
{
	struct span date = SPAN_EMPTY, folded = utf8_fold(r->scratch, part);

	if (part.len == 0)
		return true;
	if (date_in(r->arena, folded, &date)) {
		out->date = date;
		if (take_state(r, out, part) || folded.len <= 24)
			return true;
	}
	if (signoff_is_blank(part, r->scratch)) {
		out->blank = true;
		take_state(r, out, part);
		return true;
	}
	if (take_state(r, out, part))
		return true;
	if (!is_name(claim_bare(part)))
		return false;
	if (out->name.len == 0)
		out->name = claim_bare(part);
	return true;
}

/* The role, up to the first colon or dash; *behind is the value. */
static bool split_role(struct span plain, struct span *role, struct span *behind,
		       bool *dash)
{
	for (size_t i = 0; i < plain.len && i <= 60; i++) {
		size_t len = dash_at(span_from(plain, i));

		*dash = len > 0;
		if (plain.ptr[i] == ':')
			len = 1;
		if (len == 0)
			continue;
		*role = claim_bare(span_sub(plain, 0, i));
		*behind = span_trim(span_from(plain, i + len));
		return role->len > 1;
	}
	return false;
}

static bool names_role(struct span role, bool loose, struct arena *arena)
{
	struct span folded = utf8_fold(arena, role);

	return words_in(&role_words, folded) || words_in(&signing_words, folded) ||
	       words_in(&trailer_words, folded) || signoff_names_approval(folded) ||
	       (loose && words_in(&signing_areas, folded));
}

/* What the plan says of itself, and labels of fields, are no roles. */
static bool is_other_key(struct span role, struct arena *arena)
{
	enum meta_key key = meta_key_of(role, arena);
	struct span folded = utf8_fold(arena, role);

	return (key != META_OTHER && key != META_APPROVER) ||
	       words_are(&remark_keys, folded) || words_are(&date_labels, folded) ||
	       words_are(&signature_labels, folded) ||
	       words_are(&name_labels, folded) || words_are(&decision_labels, folded) ||
	       asks_fact(folded) || topic_is_status_label(folded);
}

static bool read_line(struct reading *r, struct span plain, bool loose,
		      struct signed_line *out)
{
	struct span value, part;
	bool dash, role, first = true, alone, doubtful = false;

	*out = (struct signed_line){ .claim = CLAIM_NONE };
	plain = narrow(r, plain);
	if (plain.len > 200 || !split_role(plain, &out->role, &value, &dash) ||
	    is_other_key(out->role, r->scratch))
		return false;
	role = names_role(out->role, loose, r->scratch);
	if (value.len == 0 ||
	    (!role &&
	     !(loose && words_in(&given_states, utf8_fold(r->scratch, value)))))
		return false;
	for (; next_part(&value, &part); first = false) {
		if (!take_part(r, out, part))
			return false;
		/* "Ana Lima - CTO": whose name, and whose role, nobody knows. */
		alone = first && dash && out->claim == CLAIM_NONE && !out->blank;
		if (alone && !role)
			return false;
		doubtful |= alone;
	}
	/* "QA lead - Ana Lima - approved" says it behind the name. */
	if (doubtful && out->claim == CLAIM_NONE && !out->blank && out->date.len == 0)
		return false;
	return out->claim != CLAIM_NONE || out->blank || (role && out->name.len > 0);
}

/* A title's "sign-off" does not make one of every line below its other headings. */
static bool is_listed(const struct reading *r)
{
	size_t s = r->section;

	while (s > 0 && !(r->sections.at[s].own_topics & TOPIC_SIGNOFF))
		s = r->sections.at[s].parent;
	return s == 0 || s == r->section || r->sections.at[s].level >= 2;
}

bool signoff_is_line(struct reading *r, struct span plain, bool loose)
{
	struct signed_line line;

	return is_listed(r) && read_line(r, plain, loose, &line);
}

/*
 * A name with a date is a signature, a name alone whose turn it is: the weaker of
 * two readings, and said.
 */
static void fill_line(struct reading *r, size_t index, const struct signed_line *line)
{
	struct item *item = item_at(r, index);
	struct signoff_field *field = &item->signoff;

	field->role = line->role;
	field->name = line->name;
	field->date = line->date;
	field->blank_name = line->blank && line->name.len == 0;
	item->claim = line->claim;
	if (line->claim != CLAIM_NONE)
		item->claim_from = CLAIM_FROM_WORD;
	note_at(r, index)->refused = claim_is_negative(line->claim);
	field->decision = decision_of(item);
	/* "Test coverage: passed" is signed off, but by nobody in particular. */
	if (!names_role(line->role, true, r->scratch)) {
		field->role = SPAN_EMPTY;
		field->statement = true;
	}
	if (item->claim == CLAIM_NONE)
		item->claim = line->name.len > 0 && line->date.len > 0 && !line->blank
				      ? CLAIM_DONE
				      : CLAIM_OPEN;
	else if (line->blank && claim_is_positive(item->claim))
		item->claim = CLAIM_OPEN;
	name_item(r, index);
	item->done_on = item->claim == CLAIM_DONE ? field->date : SPAN_EMPTY;
	if (line->claim == CLAIM_NONE && line->name.len > 0)
		find_unticked(r, index);
}

void signoff_of_role(struct reading *r, size_t index, struct span role)
{
	struct signoff_field *field = &item_at(r, index)->signoff;

	field->statement = false;
	field->role = role;
	name_item(r, index);
	note_at(r, index)->normal = item_at(r, index)->plain;
	note_at(r, index)->folded = utf8_fold(r->scratch, item_at(r, index)->plain);
}

/* "Tech lead: [ ] approve  [ ] reject": boxes and no blank to fill. */
static bool chooses(struct span plain)
{
	ptrdiff_t colon = span_index(plain, ':');
	struct box box;

	return colon > 0 && box_choices(plain).boxes >= 2 &&
	       box_take(span_trim(span_from(plain, (size_t)colon + 1)), &box);
}

/* "Product owner Ada Lang": words that are roles, and then a name of two or more. */
static bool split_named(struct reading *r, struct span plain, struct span *role,
			struct span *name)
{
	struct span folded = utf8_fold(r->scratch, plain);
	size_t at = 0, len;

	if (folded.len != plain.len || plain.len > 80 || span_index(plain, ':') >= 0)
		return false;
	do {
		struct span rest = span_from(folded, at);

		len = words_start(&role_words, rest);
		len = len > 0 ? len : words_start(&signing_words, rest);
		len = len > 0 ? len : words_start(&signing_areas, rest);
		at += len;
		while (len > 0 && at < folded.len && folded.ptr[at] == ' ')
			at++;
	} while (len > 0 && at < folded.len);
	*role = span_trim(span_sub(plain, 0, at));
	*name = span_trim(span_from(plain, at));
	return role->len > 0 && is_name(*name) && span_index(*name, ' ') > 0;
}

/* "Product owner ____": what stands before the blank. */
static struct span before_blank(struct span plain)
{
	size_t end = 0;

	while (end < plain.len && !span_starts(span_from(plain, end), "__") &&
	       !span_starts(span_from(plain, end), "..."))
		end++;
	return span_trim(span_sub(plain, 0, end));
}

void signoff_fill(struct reading *r, size_t index, struct span plain, bool has_box)
{
	struct item *item = item_at(r, index);
	struct signed_line line;
	ptrdiff_t colon;
	enum label label;

	plain = narrow(r, plain);
	/* Which one of several boxes is ticked is looked at next: nobody's name. */
	if (!has_box && chooses(plain)) {
		item->claim = CLAIM_OPEN;
		return;
	}
	if (!has_box && !signoff_is_field(plain, r->scratch) &&
	    !signoff_is_trailer(plain, r->scratch) &&
	    read_line(r, plain, true, &line)) {
		fill_line(r, index, &line);
		return;
	}
	colon = span_index(plain, ':');
	if (!has_box && item->claim == CLAIM_NONE)
		item->claim = CLAIM_OPEN;
	if (!has_box &&
	    split_named(r, plain, &item->signoff.role, &item->signoff.name)) {
		note_at(r, index)->normal = item->signoff.role;
		signoff_settle(r, index, false);
		return;
	}
	if ((colon <= 0 || colon > 80) && !has_box && has_blank_run(plain)) {
		signoff_of_role(r, index, claim_bare(before_blank(plain)));
		item_at(r, index)->signoff.blank_name = true;
		return;
	}
	if (colon <= 0 || colon > 80) {
		item->signoff.statement = true;
		return;
	}
	if (label_at(utf8_fold(r->scratch, plain), &label) > 0) {
		take_values(r, index, plain, LABEL_NONE);
	} else {
		item->signoff.role = span_trim(span_sub(plain, 0, (size_t)colon));
		take_values(r, index, span_from(plain, (size_t)colon + 1), LABEL_NAME);
	}
	/* A tick that decorates the line signs nothing while the name is blank. */
	if (!has_box && item->signoff.blank_name)
		item->claim = CLAIM_OPEN;
	signoff_settle(r, index, has_box);
}

/* Nothing but a blank to fill in, four underscores or dots long at least. */
static bool is_long_blank(struct span value)
{
	size_t marks = 0;

	for (size_t i = 0; i < value.len; i++) {
		if (!strchr("_. :*", value.ptr[i]))
			return false;
		marks += value.ptr[i] == '_' || value.ptr[i] == '.';
	}
	return marks >= 4 && span_index(value, ':') >= 0;
}

/*
 * "Data steward: ________" right below a heading about signing off: of a role that
 * nobody has told us of, or of whoever is responsible.
 */
static bool is_blank_of_somebody(struct reading *r, struct span label,
				 struct span value)
{
	const struct section *section = &r->sections.at[r->section];
	enum meta_key key;
	size_t words = 1;

	if (!(section->own_topics & TOPIC_SIGNOFF) || section->level < 2 ||
	    label.len < 2 || label.len > 60 || !is_long_blank(value))
		return false;
	for (size_t i = 0; i < label.len; i++)
		words += label.ptr[i] == ' ';
	key = meta_key_of(label, r->scratch);
	return words <= 5 &&
	       (key == META_OTHER || key == META_APPROVER || key == META_OWNER) &&
	       !words_are(&remark_keys, label) && !words_are(&date_labels, label) &&
	       !words_are(&signature_labels, label) &&
	       !words_are(&name_labels, label) && !words_are(&decision_labels, label) &&
	       !words_in(&fact_words, label) && !asks_fact(label) &&
	       !topic_is_status_label(label) &&
	       strchr("0123456789#", label.ptr[0]) == 0;
}

bool signoff_is_blank_line(struct reading *r, struct span plain)
{
	struct span text = utf8_fold(r->scratch, narrow(r, plain)), before, name;
	size_t end = 0;
	enum label label;

	if (split_named(r, plain, &before, &name))
		return is_listed(r);

	while (end < text.len && text.ptr[end] != '_' && text.ptr[end] != ':' &&
	       !span_starts(span_from(text, end), "..."))
		end++;
	before = claim_bare(span_trim(span_sub(text, 0, end)));
	if (is_blank_of_somebody(r, before, span_from(text, end)))
		return true;
	return is_listed(r) && before.len > 1 && before.len <= 60 &&
	       has_blank_run(span_from(text, end)) && label_at(text, &label) == 0 &&
	       !is_other_key(before, r->scratch) &&
	       names_role(before, true, r->scratch);
}

bool signoff_is_marked(struct reading *r, struct span plain)
{
	for (size_t i = 1; i < plain.len && i <= 60; i++) {
		struct box box;

		if ((unsigned char)plain.ptr[i] != 0xe2 || plain.ptr[i - 1] != ' ' ||
		    !box_take(span_from(plain, i), &box))
			continue;
		return is_listed(r) && box_choices(plain).boxes == 1 &&
		       names_role(span_sub(plain, 0, i), true, r->scratch);
	}
	return false;
}

bool signoff_names_field(struct span plain, struct arena *arena)
{
	enum label label;

	return label_at(utf8_fold(arena, plain), &label) > 0 &&
	       (label == LABEL_NAME || label == LABEL_SIGNATURE);
}

/* A line without emphasis, list and heading marks. */
static struct span bare_line(struct reading *r, unsigned line)
{
	struct span text = span_trim(reading_line(r, line));

	while (text.len > 0 && strchr("#>-*+_ ", text.ptr[0]))
		text = span_from(text, 1);
	while (text.len > 0 && strchr("#*_ :", text.ptr[text.len - 1]))
		text.len--;
	return inline_plain(r->arena, text);
}

/* In bold, or with a colon at its end. */
static bool is_lead(struct span line)
{
	while (line.len > 0 && strchr("> \t", line.ptr[0]))
		line = span_from(line, 1);
	while (line.len > 0 && strchr("\\ \t", line.ptr[line.len - 1]))
		line.len--;
	return span_starts(line, "**") || span_starts(line, "__") ||
	       span_ends(line, ":");
}

/* Lines above a field among which its role is looked for. */
#define ROLE_REACH 8

unsigned signoff_role_above(struct reading *r, unsigned line, struct span *role)
{
	unsigned first = r->sections.at[r->section].line;
	enum label label;

	for (unsigned n = line - 1; n > first && n + ROLE_REACH > line; n--) {
		struct span text = bare_line(r, n), folded;

		if (text.len == 0)
			continue;
		folded = utf8_fold(r->scratch, narrow(r, text));
		if (label_at(folded, &label) > 0 || words_are(&date_labels, folded) ||
		    words_are(&name_labels, folded))
			continue;
		if (text.len > 60 || span_index(text, ':') >= 0 ||
		    span_index(text, '|') >= 0 ||
		    (!is_lead(reading_line(r, n)) &&
		     !names_role(text, true, r->scratch)))
			return 0;
		*role = claim_bare(text);
		return n;
	}
	*role = claim_bare(r->sections.at[r->section].plain);
	if (r->sections.at[r->section].own_topics & TOPIC_SIGNOFF)
		return first;
	return names_role(*role, true, r->scratch) ? first : 0;
}

void signoff_continue(struct reading *r, size_t index, struct span plain)
{
	take_values(r, index, narrow(r, plain), LABEL_NONE);
	if (item_at(r, index)->signoff.role.len == 0) {
		item_at(r, index)->signoff.statement = false;
		item_at(r, index)->signoff.role = item_at(r, index)->plain;
	}
}

/*
 * A sign where somebody is to sign: "not yet" beats whatever stands beside it, and a
 * tick is nobody's name.  False: there is none, or it stands beside a name.
 */
static bool take_sign(struct reading *r, size_t index, struct span signature)
{
	struct item *item = item_at(r, index);
	struct claim_reading claim;
	struct span bare = claim_bare(span_trim(signature));

	claim_of_cell(&claim, signature, r->arena);
	if (!claim.glyph || claim.claim == CLAIM_NONE)
		return false;
	if (claim_is_positive(claim.claim) && claim.from != CLAIM_FROM_WORD &&
	    is_name(bare))
		return false;
	item->claim = claim.claim;
	item->mark = claim.mark;
	item->has_mark = true;
	return true;
}

/* clang-format off: one language a row */
WORDS(by_labels,
      "approved by|signed by|signed off by|authorised by|authorized by|"
      "freigegeben durch|freigegeben von|genehmigt durch|genehmigt von|"
      "unterzeichnet von|approuvé par|validé par|signé par|autorisé par|"
      "aprobado por|firmado por|autorizado por|aprovado por|assinado por|"
      "approvato da|firmato da|autorizzato da|goedgekeurd door|ondertekend door|"
      "утвердил|утверждено|согласовано");
/* clang-format on */

bool signoff_awaits(struct span plain, struct arena *arena)
{
	struct span text = claim_bare(span_trim(plain));

	if (text.len == 0 || text.len > 80 ||
	    (text.ptr[text.len - 1] != ':' && text.ptr[text.len - 1] != '\x9a'))
		return false;
	text = utf8_fold(arena, text);
	if (text.len == 0 || text.len > 60 || text.ptr[text.len - 1] != ':')
		return false;
	text = span_trim(span_sub(text, 0, text.len - 1));
	for (size_t i = 0; i < text.len; i++)
		if (words_begin(text, i) && words_are(&by_labels, span_from(text, i)))
			return true;
	return false;
}

bool signoff_take_line(struct reading *r, size_t index, struct span plain)
{
	struct signoff_field *field = &item_at(r, index)->signoff;
	struct span text = claim_bare(span_trim(plain));
	unsigned char left = note_at(r, index)->awaits - 1;

	note_at(r, index)->awaits = 0;
	if (field->name.len == 0) {
		if (!is_name(text) || signoff_is_blank(text, r->scratch))
			return false;
		field->name = text;
		field->blank_name = false;
		name_item(r, index);
	} else if (date_in(r->arena, utf8_fold(r->scratch, text), &field->date)) {
		/* A name alone is of somebody whose turn it is. */
		signoff_settle(r, index, false);
		return true;
	} else if (text.len > 60) {
		return false;
	}
	note_at(r, index)->awaits = left;
	return true;
}

/* A state that is no consent, or one with conditions, where somebody is to sign. */
static bool denies(struct reading *r, struct span signature, enum claim *out)
{
	struct claim_reading claim;

	claim_of_cell(&claim, signature, r->arena);
	*out = claim.claim;
	return claim.claim != CLAIM_NONE && claim.claim != CLAIM_DONE &&
	       claim.from == CLAIM_FROM_WORD;
}

void signoff_row(struct reading *r, size_t index, const struct signoff_cells *cells)
{
	struct item *item = item_at(r, index);
	enum claim denied;
	struct box box = { 0 };
	bool boxed = box_take(cells->signature, &box) &&
		     span_trim(span_from(cells->signature, box.len)).len == 0;
	/* "Pending" in the row's state: who is named there has not signed. */
	bool refused = claim_is_negative(item->claim) ||
		       (cells->stated && item->claim == CLAIM_NONE);

	item->signoff.role = cells->role;
	if (cells->dated)
		take_value(r, index, LABEL_DATE, cells->date);
	if (cells->named)
		take_value(r, index, LABEL_NAME, cells->name);
	/* "Approved: [tick]" beside an empty "Signature". */
	if (cells->signs && signoff_is_blank(cells->hand, r->scratch))
		item->signoff.blank_name = true;
	if (boxed) {
		/* A box to tick is nobody's name. */
		item->claim = box.claim;
		item->mark = box.mark;
		item->has_mark = true;
	} else if (cells->stated) {
		item->signoff.decision = decision_of(item);
	} else if (signoff_is_blank(cells->signature, r->scratch)) {
		item->signoff.blank_name = true;
	} else if (take_sign(r, index, cells->signature)) {
		boxed = claim_is_positive(item->claim);
		refused = !boxed;
	} else if (denies(r, cells->signature, &denied)) {
		/* "Approved? no": whoever is named there has not. */
		item->claim = denied;
		item->has_mark = true;
		refused = true;
	} else {
		take_value(r, index, LABEL_SIGNATURE, cells->signature);
	}
	if (item->claim == CLAIM_NONE)
		item->claim = item->signoff.decision == DECISION_APPROVE ? CLAIM_DONE
									 : CLAIM_OPEN;
	/* Whose turn it is has not signed: no box is missing there. */
	note_at(r, index)->refused = refused && !boxed;
	if (refused && !boxed)
		name_item(r, index);
	else
		signoff_settle(r, index, boxed);
}

bool signoff_asks_pair(struct reading *r, struct span key, bool listed)
{
	struct span label = span_trim(key);
	struct span folded;

	while (label.len > 0 && label.ptr[label.len - 1] == ':')
		label.len--;
	folded = utf8_fold(r->scratch, claim_bare(label));
	if (words_are(&trailer_words, folded) || words_are(&approver_labels, folded))
		return true;
	return listed && !is_other_key(label, r->scratch) &&
	       names_role(label, true, r->scratch);
}

bool signoff_has_choices(struct span source)
{
	return box_choices(source).boxes >= 2;
}

void signoff_decide(struct reading *r, size_t index, struct span source)
{
	struct item *item = item_at(r, index);
	struct box_choices choices = box_choices(source);
	struct span words;

	if (choices.boxes < 2)
		return;
	item->claim = choices.ticked == 1 ? CLAIM_DONE : CLAIM_OPEN;
	/* Whoever is named there has not chosen yet. */
	note_at(r, index)->refused = choices.ticked != 1;
	if (choices.ticked > 1)
		reading_find(r, "P-SIGN-CHOICE", item->line, index,
			     "%zu options of %zu are ticked", choices.ticked,
			     choices.boxes);
	if (choices.ticked != 1)
		return;
	words = utf8_fold(r->scratch, span_sub(choices.chosen, 0, 40));
	item->signoff.decision =
		starts_with_word(words, "no-go|no go|reject|rejected|defer|denied|"
					"fail|failed|needs fixes|hold")
			? DECISION_REJECT
		: starts_with_word(words, "conditional*") ? DECISION_CONDITIONAL
							  : DECISION_APPROVE;
}

void signoff_choices(struct reading *r, size_t index, struct span source)
{
	struct item *item = item_at(r, index);

	if (!signoff_has_choices(source))
		return;
	item->kind = ITEM_SIGNOFF;
	item->rule = "10.4";
	item->signoff.statement = false;
	if (item->signoff.role.len == 0) {
		ptrdiff_t colon = span_index(item->plain, ':');

		item->signoff.role = colon > 0 ? span_sub(item->plain, 0, (size_t)colon)
					       : item->plain;
		item->signoff.role_slug = signoff_slug(r->arena, item->signoff.role);
	}
	item->signoff.name = SPAN_EMPTY;
	signoff_decide(r, index, source);
}
