/* Writes the sign-off statement. What you read is, byte for byte, what is saved and signed. */
"use strict";
(function () {
  var m = window.muster, f = m.$("#so"), err = m.$("#so-err"), out = m.$("#so-txt"), details = m.$$("details.st"), stamp = new Date().toISOString().slice(0, 19) + "Z";
  if (!f) return; /* nothing to sign */
  function val(name) { var e = f.elements[name]; return e ? e.value : ""; }
  function chosen() { return val("field") === "" ? null : details[Number(val("field"))]; }
  function line(s) { return s.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim().normalize("NFC"); }
  /* The page has every field's statement with blanks in it: only these four lines are the signer's. */
  function text() {
    var d = chosen(), mine = { decision: val("decision"), by: line(val("by")), at: stamp, note: line(val("note")) };
    if (!d) return "";
    return m.$("code.so-st", d).textContent.split("\n").map(function (l) {
      var k = l.slice(0, l.indexOf(":"));
      return Object.prototype.hasOwnProperty.call(mine, k) ? k + ": " + mine[k] : l;
    }).join("\n");
  }
  function slug(s) { return s.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""); }
  function file() { var d = chosen(); return slug(d.dataset.field.split("/").pop()) + "." + slug(line(val("by")).split("@")[0]) + ".signoff"; }
  function problem() {
    if (!chosen()) return m.say("script.choose-field");
    if (!val("decision")) return m.say("script.choose-decision");
    if (!/^[^\s@,"*?!#]+@[^\s@,"*?!#]+$/.test(line(val("by")))) return m.say("script.enter-yourself");
    if (val("decision") !== "approve" && !line(val("note"))) return m.say("script.say-why");
    if (new TextEncoder().encode(text()).length > 4096) return m.say("script.too-long");
    return "";
  }
  function draw() {
    var p = problem(), ready = !p;
    out.textContent = text() || m.say("script.statement-here");
    m.$("#so-cmd").textContent = ready ? "ssh-keygen -Y sign -n muster-signoff/" + chosen().dataset.role + " -f ~/.ssh/id_ed25519 " + file() : "";
    m.$("#so-do").hidden = !ready;
    if (!err.hidden) { err.textContent = p; err.hidden = ready; }
  }
  f.addEventListener("input", draw); f.addEventListener("change", draw);
  f.addEventListener("submit", function (e) {
    e.preventDefault();
    var p = problem(); err.textContent = p; err.hidden = !p;
    if (p) return;
    var a = m.el("a", { href: URL.createObjectURL(new Blob([text()], { type: "text/plain" })), download: file() });
    a.click(); setTimeout(function () { URL.revokeObjectURL(a.href); }, 1000);
  });
  f.hidden = false; draw();
})();
