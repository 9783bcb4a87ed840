/* Enhancements for every page. Pages are complete without this file. No innerHTML anywhere (Trusted Types forbids it). */
"use strict";
(function () {
  var d = document, root = d.body.dataset.root || "";
  function $(s, e) { return (e || d).querySelector(s); }
  function $$(s, e) { return Array.prototype.slice.call((e || d).querySelectorAll(s)); }
  function el(name, props) {
    var e = d.createElement(name);
    for (var k in props || {}) if (k in e) e[k] = props[k]; else e.setAttribute(k, props[k]);
    for (var i = 2; i < arguments.length; i++) if (arguments[i] != null) e.append(arguments[i]);
    return e;
  }
  var say = window.muster_say;
  function icon(v) { return el("i", { className: "i v-" + v }); }
  window.muster = { $: $, $$: $$, el: el, icon: icon, root: root, say: say };
  function get(k) { try { return localStorage.getItem("muster-" + k); } catch (e) { return null; } }
  function set(k, v) { try { if (v === null) localStorage.removeItem("muster-" + k); else localStorage.setItem("muster-" + k, v); } catch (e) {} }

  /* An item hides its own part alone: items below it stay. */
  function shows(i) { var o = i.querySelector(":scope > .own") || i; return o.offsetParent !== null; }

  /* Copy buttons */
  $$("[data-copy]").forEach(function (b) {
    b.hidden = false; var was = b.textContent;
    b.addEventListener("click", function () {
      var code = $("code", b.parentNode), ok = function () { b.textContent = say("script.copied"); setTimeout(function () { b.textContent = was; }, 1500); };
      function select() { var r = d.createRange(); r.selectNodeContents(code); var s = getSelection(); s.removeAllRanges(); s.addRange(r); b.textContent = say("script.selected"); }
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(ok, select); else select();
    });
  });

  /* Plan filters: CSS does the hiding; this adds presets, the count and the address (#v=contradicted,stale) */
  var filt = $(".filt");
  if (filt) {
    var boxes = $$("input[data-v]", filt), fx = $(".fx"), shown = $(".shown"), items = $$(".it[id]:not(.par)"), BLOCK = ["contradicted", "indeterminate", "unsupported", "stale"];
    fx.hidden = false;
    var count = function () { shown.textContent = say("script.shown", { shown: items.filter(function (i) { return shows(i); }).length, all: items.length }); };
    var pick = function (list) { boxes.forEach(function (b) { b.checked = !list || list.indexOf(b.dataset.v) >= 0; }); count(); };
    var fromHash = function () { var m = /^#v=([a-z,-]+)$/.exec(location.hash); if (m) pick(m[1].split(",")); };
    filt.addEventListener("change", function () {
      var on = boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.dataset.v; });
      history.replaceState(null, "", on.length === boxes.length ? location.href.split("#")[0] : "#v=" + on.join(",")); count();
    });
    $$("[data-only]", fx).forEach(function (b) { b.addEventListener("click", function () { pick(b.dataset.only === "all" ? null : BLOCK); filt.dispatchEvent(new Event("change")); }); });
    var ex = $("[data-expand]", fx), more = ex.textContent;
    ex.addEventListener("click", function () {
      var open = ex.textContent === more;
      $$(".it details").forEach(function (x) { x.open = open; }); ex.textContent = open ? say("script.collapse") : more;
    });
    addEventListener("hashchange", fromHash); fromHash(); count();
    filt.addEventListener("submit", function (e) { e.preventDefault(); });
  }

  /* Tables: sort, filter, 100 rows a page. Rows come from the markup, or from data/<name>.js when one is loaded. */
  var store = {}, PAGE = 100, tables = 0;
  window.muster_rows = function (name, rows) { store[name] = rows; };
  /* A row of the page has the bar already. */
  function share(like, c) {
    var s = like.cloneNode(true); $(".part", s).setAttribute("width", c); s.lastChild.textContent = c.toFixed(1); return s;
  }
  function setup(t) {
    var kinds = t.dataset.cols.split(","), body = t.tBodies[0], heads = $$("thead th", t), big = store[t.dataset.table], empty = (t.dataset.empty || "").split(",");
    if (big && t.dataset.empty) big = big.map(function (r) { return r.filter(function (c, i) { return empty.indexOf(String(i)) < 0; }); });
    var words = function (c) { return typeof c === "string" ? c.slice(c.indexOf(" ") + 1) : c; };
    var rows = big ? big.map(function (r) { return { r: r, key: r.map(function (c, i) { return kinds[i] === "o" ? words(c) : c; }).join(" ").toLowerCase() }; })
      : Array.prototype.map.call(body.rows, function (tr) { return { tr: tr, r: Array.prototype.map.call(tr.cells, function (c) { return c.textContent.trim(); }), key: tr.textContent.toLowerCase() }; });
    if (rows.length < 8) return;
    var like = $(".share", body), view = rows, at = 0, q = el("input", { type: "search", id: "tf-" + ++tables, autocomplete: "off" }), cnt = el("span", { className: "cnt", role: "status" });
    var prev = el("button", { type: "button" }, say("script.previous")), next = el("button", { type: "button" }, say("script.next"));
    var bar = el("div", { className: "tt" }, el("label", { htmlFor: q.id }, say("script.filter")), q, cnt, el("span", { className: "pg" }, prev, next));
    t.parentNode.before(bar); if (big) t.caption.textContent = say("script.all-rows", { title: t.dataset.title, rows: rows.length.toLocaleString("en") });
    function make(x) {
      if (x.tr) return x.tr;
      var tr = el("tr");
      x.r.forEach(function (c, i) {
        var td = el("td", { className: kinds[i] === "n" || kinds[i] === "p" ? "n" : "" });
        if (kinds[i] === "p" && c >= 0 && like) td.append(share(like, c)); else if (kinds[i] === "o") td.append(el("span", { className: "v" }, icon(c.slice(0, c.indexOf(" "))), words(c))); else td.textContent = typeof c !== "number" ? c : c < 0 ? "–" : c.toLocaleString("en");
        tr.append(td);
      });
      return tr;
    }
    function draw() {
      var end = Math.min(at + PAGE, view.length);
      body.replaceChildren.apply(body, view.slice(at, end).map(make));
      cnt.textContent = say(!view.length ? "script.no-row" : view.length < rows.length ? "script.rows-filtered" : "script.rows", { from: at + 1, to: end, of: view.length.toLocaleString("en"), all: rows.length.toLocaleString("en") });
      prev.disabled = at === 0; next.disabled = end >= view.length; bar.lastChild.hidden = view.length <= PAGE;
    }
    q.addEventListener("input", function () {
      var w = q.value.toLowerCase().split(/\s+/).filter(Boolean);
      view = w.length ? rows.filter(function (x) { return w.every(function (s) { return x.key.indexOf(s) >= 0; }); }) : rows; at = 0; draw();
    });
    prev.addEventListener("click", function () { at -= PAGE; draw(); }); next.addEventListener("click", function () { at += PAGE; draw(); });
    heads.forEach(function (h, i) {
      var b = el("button", { type: "button" }, h.textContent); h.replaceChildren(b);
      b.addEventListener("click", function () {
        var dir = h.getAttribute("aria-sort") === "ascending" ? -1 : 1, n = kinds[i] === "n" || kinds[i] === "p", coll = new Intl.Collator("en", { numeric: true });
        heads.forEach(function (x) { x.removeAttribute("aria-sort"); }); h.setAttribute("aria-sort", dir > 0 ? "ascending" : "descending");
        var val = function (x) { var c = kinds[i] === "o" && x.tr === undefined ? words(x.r[i]) : x.r[i]; return n && typeof c === "string" ? parseFloat(c.replace(/[^\d.-]/g, "")) || 0 : c; };
        rows.sort(function (a, c) { var x = val(a), y = val(c); return dir * (n ? x - y : coll.compare(x, y)); });
        var keep = new Set(view); view = rows.filter(function (x) { return keep.has(x); }); at = 0; draw();
      });
    });
    draw();
  }
  addEventListener("DOMContentLoaded", function () { $$("table[data-table]").forEach(setup); });

  /* Keyboard. Single keys can be switched off (WCAG 2.1.4). */
  var KEYS = [["/", say("script.key-search")], ["j k", say("script.key-next")], ["n p", say("script.key-blocks")], ["o", say("script.key-proof")], ["g o p e s v h", say("script.key-go")], ["t", say("script.key-theme")], ["?", say("script.key-list")]];
  var dlg = el("dialog", { "aria-labelledby": "hk-h" }), on = get("keys") !== "off", sw = el("input", { type: "checkbox", checked: on });
  var tb = el("tbody"); KEYS.forEach(function (k) { tb.append(el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, k[0])), el("td", {}, k[1]))); });
  dlg.append(el("h2", { id: "hk-h" }, say("script.keyboard")), el("table", { className: "t sm" }, tb), el("form", { method: "dialog" }, el("label", {}, sw, say("script.shortcuts-on")), el("button", {}, say("script.close"))));
  sw.addEventListener("change", function () { on = sw.checked; set("keys", on ? null : "off"); });
  var hk = el("button", { type: "button", className: "hk", "aria-label": say("script.shortcuts") }, "?");
  hk.addEventListener("click", function () { dlg.showModal(); }); $(".foot").append(hk, dlg);
  function theme() {
    var now = d.documentElement.dataset.theme || "", nx = { "": "dark", dark: "light", light: "" }[now];
    if (nx) d.documentElement.dataset.theme = nx; else delete d.documentElement.dataset.theme; set("theme", nx || null);
  }
  var cur = -1, g = 0, GO = { o: "index.html", p: "plan/index.html", e: "evidence/index.html", s: "signoff.html", v: "verify.html", h: "history.html" };
  function move(step, block) {
    var all = $$(".it[id]").filter(function (i) { return shows(i); }); if (!all.length) return false;
    var i = all.indexOf($(".it.cur"));
    do { i += step; } while (all[i] && block && !/v-(contradicted|indeterminate|unsupported|stale)/.test(all[i].className));
    if (!all[i]) return true;
    $$(".it.cur").forEach(function (x) { x.classList.remove("cur"); }); all[i].classList.add("cur"); $("a.v", all[i]).focus({ preventScroll: true }); all[i].scrollIntoView({ block: "center" }); return true;
  }
  d.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || dlg.open || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== "checkbox" && e.target.type !== "radio") return;
    if (e.key === "?") { dlg.showModal(); e.preventDefault(); return; }
    if (!on) return;
    if (g && Date.now() - g < 1200 && GO[e.key]) { location.href = root + GO[e.key]; return; }
    g = 0; var done = true;
    switch (e.key) {
      case "/": ($("#q") || $("#q0")).focus(); break;
      case "g": g = Date.now(); break;
      case "t": theme(); break;
      case "j": done = move(1); break; case "k": done = move(-1); break;
      case "n": done = move(1, true); break; case "p": done = move(-1, true); break;
      case "o": var x = $(".it.cur details"); if (x) x.open = !x.open; else done = false; break;
      default: done = false;
    }
    if (done) e.preventDefault();
  });
  /* Print shows proofs that block, closed ones otherwise stay closed */
  addEventListener("beforeprint", function () { $$(".v-contradicted details,.v-indeterminate details,.v-unsupported details,.v-stale details").forEach(function (x) { x.open = true; }); });
})();
