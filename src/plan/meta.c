#include "plan/meta.h"

#include "plan/dates.h"
#include "plan/words.h"
#include "text/utf8.h"

/* clang-format off: one key a row */

WORDS(title_keys, "title|titel|titre|título|titolo|标题|タイトル|название");
WORDS(version_keys,
      "version|document version|versión|versão|versione|versie|版本|バージョン|"
      "версия");
WORDS(author_keys,
      "author|authors|author(s)|written by|prepared by|created by|autor|"
      "autoren|autorin|auteur|auteurs|autores|autore|作者|著者|作成者|автор|"
      "авторы");
WORDS(owner_keys, "owner|plan owner|document owner|responsible|maintainer|"
		  "verantwortlich|verantwortliche|responsable|responsável|"
		  "responsabile|eigenaar|负责人|責任者|担当者|ответственный");
WORDS(approver_keys,
      "approver|approvers|approver(s)|approved by|genehmigt von|"
      "freigegeben durch|approuvé par|aprobado por|aprovado por|批准人|承認者|"
      "утвердил");
WORDS(status_keys, "status|state|statut|estado|situação|stato|状态|状態|статус");
WORDS(date_keys,
      "date|created|created on|creation date|datum|erstellt|erstellt am|"
      "date de création|fecha|data|creado|criado em|日期|作成日|дата|создано");
WORDS(updated_keys, "last updated|last update|updated|updated on|last modified|"
		    "last changed|last edited|last revised|revised|"
		    "zuletzt aktualisiert|zuletzt geändert|letzte änderung|"
		    "aktualisiert|aktualisiert am|stand|dernière mise à jour|"
		    "mis à jour|mise à jour|última actualización|actualizado|"
		    "última atualização|atualizado em|ultimo aggiornamento|"
		    "laatst "
		    "bijgewerkt|最后更新|更新日期|最近更新|更新时间|最終更新|"
		    "最終更新日|更新日|обновлено|"
		    "последнее обновление");
WORDS(review_keys, "next review|review date|next review date|nächste prüfung|"
		   "nächste überprüfung|prochaine révision|próxima revisión|"
		   "próxima revisão|下次评审|次回レビュー|следующий пересмотр");
WORDS(target_keys,
      "target date|go-live|go-live date|launch date|release date|"
      "due date|deadline|due|zieltermin|termin|date cible|échéance|"
      "fecha objetivo|fecha límite|data alvo|prazo|目标日期|截止日期|目標日|期限|срок");
WORDS(release_keys, "release|target release|release version|product version|freigabe|"
		    "livraison|lanzamiento|发布|リリース|релиз");
WORDS(branch_keys,
      "branch|git branch|release branch|zweig|branche|rama|分支|ブランチ|ветка");
WORDS(commit_keys, "commit|baseline|baseline commit|base commit|git commit|"
		   "commit hash|commit sha|sha|revision|提交|基线|コミット|коммит");
WORDS(document_id_keys,
      "document id|doc id|document no|document number|document no.|id|"
      "dokument-id|dokumentnummer|référence du document|código|文档编号|文書番号|"
      "номер документа");
WORDS(environment_keys, "environment|environments|env|target environment|umgebung|"
			"environnement|entorno|ambiente|环境|環境|окружение|среда");
WORDS(evidence_root_keys,
      "evidence root|evidence-root|evidence_root|evidence folder|"
      "evidence directory|nachweisordner|dossier des preuves|"
      "carpeta de evidencias|pasta de evidências|证据目录|証跡フォルダ");
WORDS(language_keys,
      "lang|language|locale|sprache|langue|idioma|lingua|taal|语言|言語|язык");
WORDS(template_keys, "template|is template|is_template|vorlage|modèle|plantilla|modelo|"
		     "模板|テンプレート|шаблон");

static const struct {
	enum meta_key key;
	const struct words *words;
} keys[] = {
	{ META_TITLE, &title_keys },
	{ META_VERSION, &version_keys },
	{ META_AUTHOR, &author_keys },
	{ META_OWNER, &owner_keys },
	{ META_APPROVER, &approver_keys },
	{ META_STATUS, &status_keys },
	{ META_DATE, &date_keys },
	{ META_UPDATED, &updated_keys },
	{ META_REVIEW, &review_keys },
	{ META_TARGET, &target_keys },
	{ META_RELEASE, &release_keys },
	{ META_BRANCH, &branch_keys },
	{ META_COMMIT, &commit_keys },
	{ META_DOCUMENT_ID, &document_id_keys },
	{ META_ENVIRONMENT, &environment_keys },
	{ META_EVIDENCE_ROOT, &evidence_root_keys },
	{ META_LANGUAGE, &language_keys },
	{ META_TEMPLATE, &template_keys },
};

/* clang-format on */

enum meta_key meta_key_of(struct span key, struct arena *scratch)
{
	struct span folded = utf8_fold(scratch, span_trim(key));

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]) && folded.len > 0; i++)
		if (words_are(keys[i].words, folded))
			return keys[i].key;
	return META_OTHER;
}

const struct plan_meta *meta_find(const struct plan *plan, enum meta_key key,
				  struct arena *scratch)
{
	for (size_t i = 0; i < plan->meta.count; i++)
		if (meta_key_of(plan->meta.at[i].key, scratch) == key &&
		    plan->meta.at[i].value.len > 0)
			return &plan->meta.at[i];
	return NULL;
}

bool meta_date(struct arena *arena, struct span value, struct span *iso)
{
	return date_in(arena, utf8_fold(arena, value), iso);
}
