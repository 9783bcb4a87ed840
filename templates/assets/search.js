/* Client-side search over a prebuilt list: [verdict, title, address, place, more]. Linear scan; about 2 ms for 10,000 entries. */
"use strict";
(function () {
  var m = window.muster, el = m.el, idx = [], MAX = 60;
  function word(v) { return v ? m.say("verdict." + v) : ""; }
  function fold(s) { return s.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  window.muster_index = function (rows) { idx = rows.map(function (r) { var t = fold(r[1]); return { r: r, t: t, a: t + "\n" + fold(word(r[0]) + " " + r[2] + " " + r[3] + " " + r[4]) }; }); };
  function run(q) {
    var w = fold(q).split(/\s+/).filter(Boolean), out = [], t0 = performance.now();
    if (w.length) idx.forEach(function (e) {
      var s = 0;
      for (var i = 0; i < w.length; i++) { var p = e.a.indexOf(w[i]); if (p < 0) return; s += e.t.indexOf(w[i]) < 0 ? 1 : e.t.indexOf(w[i]) === 0 ? 6 : /\W/.test(e.t[e.t.indexOf(w[i]) - 1]) ? 4 : 2; }
      out.push([s, e.r]);
    });
    out.sort(function (a, b) { return b[0] - a[0]; });
    return { hits: out, ms: performance.now() - t0, any: w.length };
  }
  window.muster_search = run;
  function show(q) {
    var res = run(q), ol = m.$("#sr");
    ol.replaceChildren.apply(ol, res.hits.slice(0, MAX).map(function (h) {
      var r = h[1];
      return el("li", {}, el("a", { href: r[2] }, r[1]), el("small", {}, r[0] ? el("span", { className: "v" }, m.icon(r[0]), word(r[0])) : null, (r[0] ? " · " : "") + r[3]));
    }));
    m.$("#sr-n").textContent = !res.any ? "" : m.say(!res.hits.length ? "script.nothing" : res.hits.length > MAX ? "script.results-first" : "script.results", { n: res.hits.length, shown: MAX });
  }
  addEventListener("DOMContentLoaded", function () {
    var q = m.$("#q"); q.value = new URLSearchParams(location.search).get("q") || ""; show(q.value); q.focus();
    q.addEventListener("input", function () { show(q.value); history.replaceState(null, "", location.href.split(/[?#]/)[0] + (q.value ? "?q=" + encodeURIComponent(q.value) : "")); });
    q.form.addEventListener("submit", function (e) { e.preventDefault(); var a = m.$("#sr a"); if (a) a.focus(); });
  });
})();
