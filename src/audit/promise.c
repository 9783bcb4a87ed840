#include "audit/promise.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ALIKE        4 /* bytes in common at the front that make two words one */

/* Many words a line. */
/* clang-format off */

#define W(text) SPAN_INIT(text)

/* Kinds of things that lie in a tree, and words that bind: by bytes, lower case. */
static const struct span kinds[] = {
	W("abschnitt"), W("abschnitte"), W("adr"), W("adrs"), W("ajustes"), W("am"),
	W("anlegen"), W("aperçu"), W("archivo"), W("archivos"), W("arquivo"),
	W("arquivos"), W("artefact"), W("artefacts"), W("asset"), W("assets"),
	W("bericht"), W("beschreibung"), W("biblioteca"), W("bibliothek"),
	W("bibliothèque"), W("borrador"), W("brouillon"), W("bundle"), W("by"),
	W("bytes"), W("carpeta"), W("ce"), W("cet"), W("cette"), W("chapter"),
	W("chapters"), W("clase"), W("clases"), W("class"), W("classe"), W("classes"),
	W("code"), W("come"), W("comment"), W("commit"), W("como"), W("component"),
	W("componente"), W("componentes"), W("components"), W("composant"),
	W("composants"), W("config"), W("configs"), W("configuración"),
	W("configuration"), W("configurations"), W("configuração"),
	W("configurações"), W("constants"), W("controller"), W("controllers"),
	W("cuándo"), W("cómo"), W("das"), W("datei"), W("dateien"), W("definition"),
	W("definitions"), W("dem"), W("den"), W("descripción"), W("description"),
	W("descrição"), W("details"), W("diagramm"), W("dienst"), W("dies"),
	W("diese"), W("dieses"), W("directorio"), W("directory"), W("diretório"),
	W("doc"), W("docs"), W("dossier"), W("dove"), W("draft"), W("dónde"),
	W("einer"), W("eines"), W("einstellungen"), W("entities"), W("entity"),
	W("entry"), W("entwurf"), W("enum"), W("enums"), W("est"), W("esta"),
	W("este"), W("estilos"), W("example"), W("examples"), W("factory"),
	W("ficheiro"), W("ficheiros"), W("fichero"), W("ficheros"), W("fichier"),
	W("fichiers"), W("fixture"), W("fixtures"), W("folder"), W("form"), W("gb"),
	W("header"), W("headers"), W("helper"), W("helpers"), W("hook"), W("hooks"),
	W("how"), W("icon"), W("icons"), W("im"), W("image"), W("images"),
	W("informe"), W("instructions"), W("interface"), W("interfaces"),
	W("interfaz"), W("introduction"), W("issue"), W("ist"), W("kapitel"), W("kb"),
	W("klasse"), W("klassen"), W("komponente"), W("komponenten"),
	W("konfiguration"), W("konzept"), W("layout"), W("library"), W("ligne"),
	W("lignes"), W("line"), W("lines"), W("linha"), W("linhas"), W("línea"),
	W("líneas"), W("makefile"), W("manifest"), W("mb"), W("middleware"),
	W("migraciones"), W("migración"), W("migration"), W("migrations"),
	W("migração"), W("migrações"), W("minutes"), W("mixin"), W("model"),
	W("modelo"), W("modelos"), W("models"), W("modul"), W("module"), W("modules"),
	W("modèle"), W("modèles"), W("módulo"), W("módulos"), W("neu"), W("neue"),
	W("neuer"), W("neues"), W("newly"), W("notas"), W("note"), W("notes"),
	W("notizen"), W("nouveau"), W("nouvelle"), W("nova"), W("novo"), W("nueva"),
	W("nuevo"), W("onde"), W("ordner"), W("overview"), W("où"), W("package"),
	W("packages"), W("page"), W("pages"), W("pantalla"), W("paramètres"),
	W("pasta"), W("plantilla"), W("plantillas"), W("pourquoi"), W("pr"),
	W("procedimento"), W("procedimiento"), W("procedure"), W("procedures"),
	W("proposal"), W("protokoll"), W("provider"), W("página"), W("páginas"),
	W("quand"), W("quando"), W("quem"), W("qui"), W("quién"), W("quoi"), W("qué"),
	W("rapport"), W("rascunho"), W("reference"), W("referencia"), W("referenz"),
	W("referência"), W("relatório"), W("reporte"), W("repository"), W("resource"),
	W("resources"), W("resumen"), W("resumo"), W("route"), W("routes"),
	W("référence"), W("répertoire"), W("résumé"), W("schemas"),
	W("schnittstelle"), W("schnittstellen"), W("screen"), W("screens"),
	W("script"), W("scripts"), W("secciones"), W("sección"), W("section"),
	W("sections"), W("seite"), W("seiten"), W("service"), W("services"),
	W("servicio"), W("servicios"), W("serviço"), W("serviços"), W("settings"),
	W("seção"), W("seções"), W("skript"), W("skripte"), W("source"), W("sources"),
	W("spec"), W("specs"), W("stile"), W("store"), W("style"), W("styles"),
	W("stylesheet"), W("tela"), W("telas"), W("theme"), W("this"), W("tipos"),
	W("tool"), W("tools"), W("type"), W("typen"), W("types"), W("unit"),
	W("unitaires"), W("util"), W("utilities"), W("utility"), W("utils"),
	W("verzeichnis"), W("view"), W("viewmodel"), W("views"), W("vista"),
	W("vistas"), W("vorlage"), W("vorlagen"), W("vue"), W("vues"), W("wann"),
	W("warum"), W("was"), W("wer"), W("what"), W("when"), W("where"), W("which"),
	W("who"), W("why"), W("widget"), W("widgets"), W("wie"), W("wo"),
	W("wrapper"), W("wurde"), W("zeile"), W("zeilen"), W("übersicht"),
	W("библиотека"), W("где"), W("директория"), W("заметки"), W("интерфейс"),
	W("интерфейсы"), W("как"), W("каталог"), W("класс"), W("классы"), W("когда"),
	W("компонент"), W("компоненты"), W("конфиг"), W("конфигурация"), W("модули"),
	W("модуль"), W("настройки"), W("новая"), W("новое"), W("новые"), W("новый"),
	W("обзор"), W("описание"), W("отчет"), W("отчёт"), W("папка"), W("почему"),
	W("раздел"), W("разделы"), W("сервис"), W("сервисы"), W("скрипт"),
	W("скрипты"), W("справка"), W("стили"), W("страница"), W("страницы"),
	W("строк"), W("строки"), W("типы"), W("файл"), W("файла"), W("файлов"),
	W("файлы"), W("черновик"), W("что"), W("шаблон"), W("шаблоны"), W("экран"),
};

/* The same of scripts without blanks, the longest first. */
static const struct span unspaced_kinds[] = {
	W("コンポーネント"), W("テンプレート"), W("ディレクトリ"), W("スクリプト"), W("セクション"), W("モジュール"),
	W("ライブラリ"), W("라이브러리"), W("サービス"), W("スタイル"), W("ファイル"), W("フォルダ"), W("レポート"),
	W("스크립트"), W("컴포넌트"), W("クラス"), W("ページ"), W("下書き"), W("報告書"), W("文件夹"),
	W("보고서"), W("서비스"), W("클래스"), W("템플릿"), W("페이지"), W("した"), W("する"), W("です"),
	W("ます"), W("作成"), W("创建"), W("单元"), W("参照"), W("参考"), W("完了"), W("完成"),
	W("工具"), W("报告"), W("文件"), W("新增"), W("新建"), W("新規"), W("服务"), W("样式"),
	W("概要"), W("概述"), W("模块"), W("模板"), W("済み"), W("画面"), W("目录"), W("章节"),
	W("类型"), W("组件"), W("脚本"), W("草稿"), W("视图"), W("設定"), W("説明"), W("设置"),
	W("说明"), W("追加"), W("配置"), W("页面"), W("개요"), W("모듈"), W("설명"), W("설정"),
	W("섹션"), W("완료"), W("파일"), W("폴더"), W("화면"), W("が"), W("と"), W("に"), W("の"),
	W("は"), W("み"), W("も"), W("を"), W("一"), W("与"), W("个"), W("了"), W("和"), W("型"), W("已"),
	W("库"), W("済"), W("的"), W("类"), W("行"), W("가"), W("를"), W("을"), W("의"), W("이"),
};

/* What stands behind one of them is in the thing: "a runbook with all alerts". */
static const struct span links[] = {
	W("avec"), W("com"), W("con"), W("containing"), W("contendo"), W("covering"),
	W("featuring"), W("incl"), W("incluant"), W("including"), W("incluindo"),
	W("incluyendo"), W("inkl"), W("inklusive"), W("mit"), W("plus"), W("samt"),
	W("with"), W("включая"), W("с"), W("со"), W("содержащий"),
};

static const struct span unspaced_links[] = {
	W("包含"), W("包括"), W("含"), W("付き"), W("を含む"), W("포함"),
};

#undef W

/* clang-format on */

bool promise_word(size_t number, struct span *out)
{
	*out = number < COUNT(kinds) ? kinds[number] : SPAN_EMPTY;
	return number < COUNT(kinds);
}

static int compare_span(const void *key, const void *entry)
{
	return span_cmp(*(const struct span *)key, *(const struct span *)entry);
}

static bool is_in(struct span word, const struct span *list, size_t count)
{
	return bsearch(&word, list, count, sizeof(*list), compare_span) != NULL;
}

/* "monitor" and "monitoring", "limits" and "limiting". */
static bool is_alike(struct span a, struct span b)
{
	size_t shorter = a.len < b.len ? a.len : b.len, same = 0;

	while (same < shorter && a.ptr[same] == b.ptr[same])
		same++;
	return (same == a.len && same == b.len) ||
	       (same >= ALIKE && same + 1 >= shorter);
}

static bool holds(const struct words *words, struct span word)
{
	for (size_t i = 0; i < words->count; i++)
		if (is_alike(words->at[i], word))
			return true;
	return false;
}

/* From U+3000 on; the continuation bytes below are never looked at by themselves. */
static bool is_unspaced(char c)
{
	return (unsigned char)c >= 0xe3 && (unsigned char)c < 0xf0;
}

/* A file of tests says so in its path: "tests/", "a.spec.ts". */
static bool is_of_tests(const struct words *path)
{
	for (size_t i = 0; i < path->count; i++)
		if (word_is_of_tests(path->at[i]))
			return true;
	return false;
}

/*
 * Bytes of a word at the front of `run` that promises nothing more; 0: none.  One
 * character alone is such a word behind another (`bound`) or at the end.
 */
static size_t known_unspaced(struct span run, bool bound, const struct words *path)
{
	size_t best = word_unspaced(run, is_of_tests(path));

	for (size_t i = 0; i < COUNT(unspaced_kinds); i++)
		if (unspaced_kinds[i].len > best &&
		    (unspaced_kinds[i].len > 3 || bound || run.len == 3) &&
		    span_starts(run, unspaced_kinds[i].ptr))
			best = unspaced_kinds[i].len;
	return best;
}

/* Each word once. */
static void add(struct words *out, struct span word)
{
	for (size_t i = 0; i < out->count; i++)
		if (span_eq(out->at[i], word))
			return;
	if (out->count < WORDS_MAX)
		out->at[out->count++] = word;
}

/* What is left of a run of characters without blanks. */
static void read_run(struct words *out, struct span run, const struct words *path)
{
	size_t begin = 0, i = 0;

	while (i < run.len) {
		size_t len = known_unspaced(span_from(run, i), begin == i, path);

		if (len == 0) {
			i += run.len - i < 3 ? run.len - i : 3;
			continue;
		}
		if (i > begin && !holds(path, span_sub(run, begin, i - begin)))
			add(out, span_sub(run, begin, i - begin));
		i += len;
		begin = i;
	}
	if (i > begin && !holds(path, span_sub(run, begin, i - begin)))
		add(out, span_sub(run, begin, i - begin));
}

/* "v2", "32KB", "2026": sizes, versions and dates are judged elsewhere. */
static bool has_digit(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
			return true;
	return false;
}

static void read_spaced(struct words *out, struct span word, const struct words *path)
{
	if (word_is_of_tests(word) && !is_of_tests(path)) {
		add(out, word);
		return;
	}
	if (word_is_common(word) || has_digit(word) || word_names_thing(word) ||
	    is_in(word, kinds, COUNT(kinds)) || holds(path, word))
		return;
	add(out, word);
}

/* One word of words_split(), which may run from one script into another. */
static void read_word(struct words *out, struct span word, const struct words *path)
{
	size_t i = 0;

	while (i < word.len) {
		size_t begin = i;
		bool run = is_unspaced(word.ptr[i]);
		struct span piece;

		while (i < word.len && is_unspaced(word.ptr[i]) == run)
			i += run && word.len - i >= 3 ? 3 : 1;
		piece = span_sub(word, begin, i - begin);
		if (run)
			read_run(out, piece, path);
		else
			read_spaced(out, piece, path);
	}
}

static void read_from(struct words *out, const struct words *words, size_t first,
		      struct span path, struct arena *arena)
{
	struct words in_path;

	*out = (struct words){ 0 };
	words_split(&in_path, path, arena);
	for (size_t i = first; i < words->count; i++)
		read_word(out, words->at[i], &in_path);
}

void promise_read(struct words *out, struct span text, struct span path,
		  struct arena *arena)
{
	struct words words;

	words_split(&words, text, arena);
	read_from(out, &words, 0, path, arena);
}

void promise_behind(struct words *out, struct span text, struct span path,
		    struct arena *arena)
{
	struct words words;

	*out = (struct words){ 0 };
	words_split(&words, text, arena);
	for (size_t i = 0; i < words.count; i++)
		if (is_in(words.at[i], links, COUNT(links))) {
			read_from(out, &words, i + 1, path, arena);
			return;
		}
	for (size_t i = 0; i < COUNT(unspaced_links); i++)
		if (span_find(text, unspaced_links[i]) >= 0)
			add(out, unspaced_links[i]);
}

bool promise_held(const struct words *words, const struct words *has)
{
	for (size_t i = 0; i < words->count; i++)
		if (!holds(has, words->at[i]))
			return false;
	return true;
}
