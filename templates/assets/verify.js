/* Verification of a bundle in the browser, offline: SHA256SUMS, its digests, the DSSE attestation and sign-offs.
   It stands alone, so that `muster verify-page` can put it into a single file. What it could not check it says. */
(function () {
  "use strict";
  var S = crypto.subtle, TE = new TextEncoder(), d = document;
  var MAX_BUNDLE = 1 << 30, MAX_ENTRIES = 250000, MAX_SIGNATURE = 262144, MAX_JSON = 1 << 26, MAX_STATEMENT = 4096, KEPT = /^(SHA256SUMS|bundle\.json|report\.json|seal\/.*|signoffs\/.*)$/;
  function $(s) { return d.querySelector(s); }
  /* The words stand in the page, since it may be all there is of the site: assets/theme.js says them. */
  var words = window.muster_sayer(JSON.parse($("[data-words]").dataset.words));
  function T(key, values) { return words("check." + key, values || {}); }
  /* A sentence with elements in it: its words are split where their marks stand. */
  function parts(key, values) {
    var marks = {};
    Object.keys(values).forEach(function (k) { marks[k] = "\u0001" + k + "\u0001"; });
    return T(key, marks).split("\u0001").map(function (t, i) { return i % 2 ? values[t] : t; });
  }
  function el(name, props) {
    var e = d.createElement(name);
    for (var k in props || {}) if (k in e) e[k] = props[k]; else e.setAttribute(k, props[k]);
    for (var i = 2; i < arguments.length; i++) if (arguments[i] != null) e.append(arguments[i]);
    return e;
  }
  function hex(b) { return Array.from(new Uint8Array(b), function (x) { return x.toString(16).padStart(2, "0"); }).join(""); }
  function utf8(b) { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(b); }
  function latin1(b) { return new TextDecoder("latin1").decode(b); }
  function sha256(b) { return S.digest("SHA-256", b).then(hex); }
  function cat() {
    var parts = Array.from(arguments), all = new Uint8Array(parts.reduce(function (n, p) { return n + p.length; }, 0)), at = 0;
    parts.forEach(function (p) { all.set(p, at); at += p.length; });
    return all;
  }
  function same(a, b) { return a.length === b.length && a.every(function (x, i) { return x === b[i]; }); }
  function fromBase64(s, urls) {
    var t = urls ? s.replace(/-/g, "+").replace(/_/g, "/") : s;
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(t)) throw new Error(T("base64"));
    return Uint8Array.from(atob(t), function (c) { return c.charCodeAt(0); });
  }
  function toBase64(b) { return btoa(Array.from(b, function (x) { return String.fromCharCode(x); }).join("")); }
  function fail(words) { var e = new Error(words); e.bad = true; return e; }
  function few(list) { var first = list.slice(0, 5).join(", "); return list.length > 5 ? T("few", { first: first, more: list.length - 5 }) : first; }

  /* ---- JSON as verifiers read it: no name twice, no deep nesting. JSON.parse would take the last of two. */
  function json(bytes, depth) {
    var text = utf8(bytes), seen = [], token = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/y, value, key = false;
    if (bytes.length > MAX_JSON) throw fail(T("json-large"));
    value = JSON.parse(text);
    for (;;) {
      var t = token.exec(text), top = seen[seen.length - 1];
      if (!t) break;
      if (t[1] === "{" || t[1] === "[") { seen.push(t[1] === "{" ? new Set() : null); key = t[1] === "{"; }
      else if (t[1] === "}" || t[1] === "]") { seen.pop(); key = false; }
      else if (t[1] === ",") key = !!top;
      else if (t[1] === ":") key = false;
      else if (t[2] && key) {
        var name = JSON.parse(t[2]);
        if (top.has(name)) throw fail(T("twice-in-object", { name: name }));
        top.add(name);
      }
      if (seen.length > depth) throw fail(T("json-deep"));
    }
    return value;
  }

  /* ---- reading: a folder, or a .tar or .tar.gz as a stream. A file is kept only where a later step needs its bytes. */
  async function entry(map, path, bytes) {
    if (map.size >= MAX_ENTRIES) throw fail(T("many-files"));
    if (map.has(path)) throw fail(T("two-called", { path: path }));
    map.set(path, { digest: await sha256(bytes), size: bytes.length, bytes: KEPT.test(path) ? bytes : null });
  }
  function octal(block, at, len) {
    var m = /^([0-7]+)[ \0]*$/.exec(latin1(block.subarray(at, at + len)));
    if (!m) throw fail(T("header-damaged"));
    return parseInt(m[1], 8);
  }
  function field(block, at, len) {
    var s = latin1(block.subarray(at, at + len)), end = s.indexOf("\0");
    if (end >= 0 && /[^\0]/.test(s.slice(end))) throw fail(T("header-hides"));
    return end < 0 ? s : s.slice(0, end);
  }
  /* Plain ustar alone, regular files, names in order: what muster writes, and nothing that two readers could read differently. */
  function header(block, state) {
    var sum = 0, i, prefix = field(block, 345, 155), name = field(block, 0, 100);
    for (i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : block[i];
    if (octal(block, 148, 8) !== sum) throw fail(T("header-sum"));
    if (latin1(block.subarray(257, 265)) !== "ustar\x0000") throw fail(T("no-ustar"));
    if (block[156] !== 0x30 || field(block, 157, 100) !== "") throw fail(T("no-regular"));
    if (octal(block, 100, 8) !== 420 || octal(block, 108, 8) || octal(block, 116, 8) || field(block, 265, 32) || field(block, 297, 32)) throw fail(T("owner"));
    if (state.time === undefined) state.time = octal(block, 136, 12);
    if (state.time !== octal(block, 136, 12)) throw fail(T("times"));
    name = (prefix ? prefix + "/" : "") + name;
    if (state.last !== undefined && !(state.last < name)) throw fail(T("order"));
    state.last = name;
    return { name: name, size: octal(block, 124, 12) };
  }
  function Source(stream) { this.reader = stream.getReader(); this.chunks = []; this.have = 0; this.total = 0; }
  Source.prototype.take = async function (n) {
    while (this.have < n) {
      var r = await this.reader.read();
      if (r.done) break;
      this.chunks.push(r.value); this.have += r.value.length; this.total += r.value.length;
      if (this.total > 2 * MAX_BUNDLE) throw fail(T("unpacks"));
    }
    var out = new Uint8Array(Math.min(n, this.have)), at = 0;
    while (at < out.length) {
      var c = this.chunks[0], part = c.subarray(0, out.length - at);
      out.set(part, at); at += part.length;
      if (part.length === c.length) this.chunks.shift(); else this.chunks[0] = c.subarray(part.length);
    }
    this.have -= out.length;
    return out;
  };
  function zero(b) { return b.every(function (x) { return x === 0; }); }
  async function untar(stream) {
    var map = new Map(), src = new Source(stream), state = {}, top = null, block, h, body, path;
    for (;;) {
      block = await src.take(512);
      if (block.length < 512) throw fail(T("ends-early"));
      if (zero(block)) break;
      h = header(block, state);
      if (h.size > MAX_BUNDLE) throw fail(T("member-large", { path: h.name }));
      body = await src.take(h.size);
      var pad = await src.take((512 - h.size % 512) % 512);
      if (body.length < h.size || (h.size + pad.length) % 512) throw fail(T("ends-inside", { path: h.name }));
      if (!zero(pad)) throw fail(T("hides-behind", { path: h.name }));
      if (top === null) top = h.name.split("/")[0];
      if (h.name.indexOf(top + "/") !== 0) throw fail(T("tops"));
      path = h.name.slice(top.length + 1);
      await entry(map, path, body);
    }
    block = await src.take(512);
    if (block.length < 512 || !zero(block) || (await src.take(1)).length) throw fail(T("behind-end"));
    return map;
  }
  async function fromArchive(file) {
    var head, stream = file.stream();
    if (file.size > MAX_BUNDLE) throw fail(T("file-large"));
    head = new Uint8Array(await file.slice(0, 6).arrayBuffer());
    if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) throw fail(T("zstd"));
    if (head[0] === 0x50 && head[1] === 0x4b) throw fail(T("zip"));
    if (head[0] === 0x1f && head[1] === 0x8b) stream = stream.pipeThrough(new DecompressionStream("gzip"));
    return untar(stream);
  }
  /* Files of a picked or dropped folder: [path, File]. */
  async function fromFiles(files) {
    var map = new Map(), top = null, total = 0;
    files.forEach(function (f) {
      var m = /^(.*?)SHA256SUMS$/.exec(f[0]);
      if (m && (m[1] === "" || /\/$/.test(m[1])) && (top === null || m[1].length < top.length)) top = m[1];
      total += f[1].size;
    });
    if (top === null) throw fail(T("part"));
    if (total > MAX_BUNDLE) throw fail(T("folder-large"));
    for (var f of files) {
      if (f[0].indexOf(top) !== 0) throw fail(T("beside"));
      await entry(map, f[0].slice(top.length), new Uint8Array(await f[1].arrayBuffer()));
    }
    return map;
  }
  function walk(e, path, out) {
    return new Promise(function (done, no) {
      if (e.isFile) { e.file(function (f) { out.push([path + e.name, f]); done(); }, no); return; }
      var r = e.createReader(), kids = [];
      (function more() {
        r.readEntries(function (es) {
          if (es.length) { kids = kids.concat(es); more(); }
          else kids.reduce(function (p, k) { return p.then(function () { return walk(k, path + e.name + "/", out); }); }, Promise.resolve()).then(done, no);
        }, no);
      })();
    });
  }

  /* ---- paths and the manifest */
  function oddPath(p) {
    if (p.length > 100 || p.split("/").length > 8) return true;
    return !p.split("/").every(function (c) { return c.length <= 80 && /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(c); });
  }
  function oddPlace(p) {
    if (/^seal\//.test(p)) return !/^seal\/(SHA256SUMS\.p7s(\.tsr)?|attestation\.sigstore\.json|seal\.pub|vsa\.sigstore\.json(\.tsr)?)$/.test(p);
    if (/^signoffs\//.test(p)) return !/^signoffs\/[^/]+\.signoff(\.sig)?$/.test(p);
    return false;
  }
  function clashes(map) {
    var seen = new Map(), out = [];
    map.forEach(function (v, p) {
      var low = p.toLowerCase();
      if (seen.has(low)) out.push(p);
      seen.set(low, p);
    });
    map.forEach(function (v, p) {
      for (var at = p.indexOf("/"); at > 0; at = p.indexOf("/", at + 1)) if (seen.has(p.slice(0, at).toLowerCase())) out.push(p);
    });
    return out;
  }
  var ALWAYS = ["bundle.json", "history.json", "index.html", "muster.db", "raw/index.json", "report.json"];
  function manifest(bytes) {
    var lines = latin1(bytes).split("\n"), list = new Map(), last = "";
    if (lines.pop() !== "") throw fail(T("sums-end"));
    lines.forEach(function (line, i) {
      var m = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
      if (!m || oddPath(m[2]) || !(last < m[2]) || /^(SHA256SUMS$|seal\/|signoffs\/)/.test(m[2])) throw fail(T("sums-line", { line: i + 1 }));
      list.set(m[2], m[1]); last = m[2];
    });
    ALWAYS.forEach(function (p) { if (!list.has(p)) throw fail(T("not-listed", { path: p })); });
    return list;
  }

  /* ---- keys: SPKI, as WebCrypto takes it and as OpenSSH writes it */
  function sshString() {
    return cat.apply(null, Array.from(arguments).map(function (x) {
      var b = typeof x === "string" ? TE.encode(x) : x, n = new Uint8Array(4);
      new DataView(n.buffer).setUint32(0, b.length);
      return cat(n, b);
    }));
  }
  function mpint(b) { while (b.length && b[0] === 0) b = b.subarray(1); return b[0] & 0x80 ? cat(new Uint8Array(1), b) : b; }
  var KINDS = [
    { name: "ECDSA P-256", imp: { name: "ECDSA", namedCurve: "P-256" }, ver: { name: "ECDSA", hash: "SHA-256" }, der: true,
      ssh: function (j) { return sshString("ecdsa-sha2-nistp256", "nistp256", cat(Uint8Array.of(4), fromBase64(j.x, true), fromBase64(j.y, true))); } },
    { name: "Ed25519", imp: { name: "Ed25519" }, ver: { name: "Ed25519" }, ssh: function (j) { return sshString("ssh-ed25519", fromBase64(j.x, true)); } },
    { name: "RSA", imp: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, ver: { name: "RSASSA-PKCS1-v1_5" },
      ssh: function (j) { return sshString("ssh-rsa", mpint(fromBase64(j.e, true)), mpint(fromBase64(j.n, true))); } }
  ];
  async function sealKey(pem) {
    var m = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(pem), der, key, jwk;
    if (!m) throw new Error(T("no-pem"));
    der = fromBase64(m[1].replace(/\s/g, ""));
    for (var kind of KINDS) {
      try { key = await S.importKey("spki", der, kind.imp, true, ["verify"]); } catch (e) { continue; }
      if (kind.name === "RSA" && key.algorithm.modulusLength < 2048) throw fail(T("rsa-short"));
      jwk = await S.exportKey("jwk", key);
      return { kind: kind, key: key, id: await sha256(der), blob: toBase64(kind.ssh(jwk)) };
    }
    throw new Error(T("key-kind"));
  }
  /* SEQUENCE { r, s } of two minimal, positive INTEGERs to r||s. */
  function rawSignature(sig, size) {
    var at = 2, out = new Uint8Array(2 * size);
    if (sig[0] !== 0x30 || sig[1] !== sig.length - 2 || sig.length > 127) throw fail(T("no-der"));
    for (var i = 0; i < 2; i++) {
      var n = sig[at + 1], v = sig.subarray(at + 2, at + 2 + n);
      if (sig[at] !== 2 || !n || v.length !== n || v[0] & 0x80 || v.length > 1 && v[0] === 0 && !(v[1] & 0x80)) throw fail(T("no-der"));
      if (v[0] === 0) v = v.subarray(1);
      if (v.length > size) throw fail(T("signature-long"));
      out.set(v, size * (i + 1) - v.length); at += 2 + n;
    }
    if (at !== sig.length) throw fail(T("behind-signature"));
    return out;
  }

  /* ---- the attestation: DSSE in a Sigstore bundle, an in-toto statement in it */
  function pae(type, body) { return cat(TE.encode("DSSEv1 " + TE.encode(type).length + " " + type + " " + body.length + " "), body); }
  function envelope(bytes) {
    var b = json(bytes, 16), e = b.dsseEnvelope, s;
    if (b.mediaType !== "application/vnd.dev.sigstore.bundle.v0.3+json" || !e || !Array.isArray(e.signatures)) throw fail(T("no-envelope"));
    if (e.signatures.length !== 1) throw fail(T("signatures", { n: e.signatures.length }));
    s = e.signatures[0];
    if (e.payloadType !== "application/vnd.in-toto+json") throw fail(T("payload"));
    if (!/^[0-9a-f]{64}$/.test(s.keyid) || s.keyid !== ((b.verificationMaterial || {}).publicKey || {}).hint) throw fail(T("two-ways"));
    return { id: s.keyid, sig: fromBase64(s.sig, true), body: fromBase64(e.payload, true), type: e.payloadType };
  }
  function statement(body, sums, bundle) {
    var st = json(body, 16), name = function (n) { return (st.subject.find(function (x) { return x.name === n; }) || { digest: {} }).digest; }, ready;
    if (st._type !== "https://in-toto.io/Statement/v1" || st.predicateType !== "https://in-toto.io/attestation/test-result/v0.1" || !Array.isArray(st.subject)) throw fail(T("no-statement"));
    if (name("SHA256SUMS").sha256 !== sums) throw fail(T("other-bundle"));
    ready = st.predicate.muster_readiness || {};
    if (name("source").gitCommit !== bundle.source.commit || ready.project !== bundle.project || ready.run !== bundle.run.id || ready.outcome !== bundle.result.outcome) throw fail(T("contradicts"));
    return ready;
  }

  /* ---- allowed_signers, the reader's own: a line grants only what is written there, and a line that is not understood grants nothing */
  function signers(text) {
    var out = { grants: [], odd: [] }, now = new Date().toISOString().replace(/[-T:]/g, "").slice(0, 14);
    text.split(/\r?\n/).forEach(function (line, i) {
      var m, g, opts;
      if (/^\s*(#|$)/.test(line)) return;
      m = /^\s*(\S+)\s+(?:((?:[a-z-]+(?:="[^"]*")?,?)+)\s+)?((?:ssh-|ecdsa-|sk-)\S+)\s+([A-Za-z0-9+/]+={0,2})(?:\s.*)?$/.exec(line);
      if (!m || /[*?!]/.test(m[1])) { out.odd.push(i + 1); return; }
      g = { who: m[1].split(","), blob: m[4], spaces: ["git"], lapsed: false };
      opts = (m[2] || "").match(/[a-z-]+(?:="[^"]*")?/g) || [];
      var known = opts.every(function (o) {
        var v = /^([a-z-]+)="([^"]*)"$/.exec(o), day;
        if (!v) return false;
        if (v[1] === "namespaces") { g.spaces = v[2].split(","); return true; }
        day = /^(\d{8}|\d{12}|\d{14})Z$/.exec(v[2]);
        if (!day || v[1] !== "valid-after" && v[1] !== "valid-before") return false;
        day = day[1].padEnd(14, "0");
        if (v[1] === "valid-after" ? now < day : now >= day) g.lapsed = true;
        return true;
      });
      if (known) out.grants.push(g); else out.odd.push(i + 1);
    });
    return out;
  }
  function grants(list, blob, space) {
    return list.grants.filter(function (g) {
      return g.blob === blob && g.spaces.some(function (s) { return s === space || s === "muster-signoff/*" && space.indexOf("muster-signoff/") === 0; });
    });
  }

  /* ---- sign-offs: SSHSIG over a statement of ten lines */
  function Wire(b) { this.b = b; this.at = 0; }
  Wire.prototype.bytes = function (n) { if (this.at + n > this.b.length) throw fail(T("signature-ends")); this.at += n; return this.b.subarray(this.at - n, this.at); };
  Wire.prototype.u32 = function () { var v = this.bytes(4); return new DataView(v.buffer, v.byteOffset, 4).getUint32(0); };
  Wire.prototype.string = function () { return this.bytes(this.u32()); };
  Wire.prototype.end = function () { if (this.at !== this.b.length) throw fail(T("behind-signature")); };
  function b64url(b) { return toBase64(b).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""); }
  var SSH = {
    "ssh-ed25519": async function (k, s, algorithm, message) {
      var key = await S.importKey("raw", k.string(), { name: "Ed25519" }, false, ["verify"]), sig = s.string();
      if (algorithm !== "ssh-ed25519") throw fail(T("other-kind"));
      return S.verify("Ed25519", key, sig, message);
    },
    "ecdsa-sha2-nistp256": async function (k, s, algorithm, message) {
      var curve = latin1(k.string()), key = await S.importKey("raw", k.string(), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]), w = new Wire(s.string()), raw = new Uint8Array(64);
      if (curve !== "nistp256" || algorithm !== "ecdsa-sha2-nistp256") throw fail(T("other-kind"));
      for (var i = 0; i < 2; i++) {
        var v = w.string();
        if (!v.length || v[0] & 0x80 || v[0] === 0 && !(v[1] & 0x80)) throw fail(T("not-minimal"));
        if (v[0] === 0) v = v.subarray(1);
        if (v.length > 32) throw fail(T("number-long"));
        raw.set(v, 32 * (i + 1) - v.length);
      }
      w.end();
      return S.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw, message);
    },
    "ssh-rsa": async function (k, s, algorithm, message) {
      var hash = { "rsa-sha2-256": "SHA-256", "rsa-sha2-512": "SHA-512" }[algorithm], e = k.string(), n = k.string(), key;
      if (!hash) throw fail(T("sha-1"));
      key = await S.importKey("jwk", { kty: "RSA", e: b64url(e), n: b64url(n[0] === 0 ? n.subarray(1) : n) }, { name: "RSASSA-PKCS1-v1_5", hash: hash }, false, ["verify"]);
      if (key.algorithm.modulusLength < 2048) throw fail(T("rsa-short"));
      return S.verify("RSASSA-PKCS1-v1_5", key, s.string(), message);
    }
  };
  async function sshsig(armor, space, message) {
    var m = /^-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/.exec(armor), w, pk, hash, k, type, s, algorithm, good;
    if (!m) throw fail(T("no-sshsig"));
    w = new Wire(fromBase64(m[1].replace(/\s/g, "")));
    if (latin1(w.bytes(6)) !== "SSHSIG" || w.u32() !== 1) throw fail(T("no-sshsig"));
    pk = w.string();
    if (latin1(w.string()) !== space) throw fail(T("other-purpose"));
    if (w.string().length) throw fail(T("reserved"));
    hash = latin1(w.string());
    if (hash !== "sha256" && hash !== "sha512") throw fail(T("uses", { hash: hash }));
    s = new Wire(w.string()); w.end();
    k = new Wire(pk); type = latin1(k.string());
    if (!SSH[type]) throw new Error(T("key-type", { type: type }));
    algorithm = latin1(s.string());
    good = await SSH[type](k, s, algorithm, cat(TE.encode("SSHSIG"), sshString(space, "", hash, new Uint8Array(await S.digest(hash === "sha256" ? "SHA-256" : "SHA-512", message)))));
    k.end(); s.end();
    if (!good) throw fail(T("not-by-key"));
    return toBase64(pk);
  }
  var FIELDS = ["report", "seal", "project", "commit", "field", "role", "decision", "by", "at", "note"];
  function signoff(bytes) {
    var text = utf8(bytes), lines = text.split("\n"), out = {};
    if (bytes.length > MAX_STATEMENT || lines.length !== FIELDS.length + 2 || lines[0] !== "muster-signoff v1" || lines.pop() !== "" || /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text)) throw fail(T("no-signoff"));
    FIELDS.forEach(function (f, i) {
      if (lines[i + 1].indexOf(f + ": ") !== 0 && lines[i + 1] !== f + ":") throw fail(T("statement-line", { line: i + 2, field: f }));
      out[f] = lines[i + 1].slice(f.length + 2);
    });
    if (["approve", "reject", "abstain"].indexOf(out.decision) < 0) throw fail(T("decision"));
    return out;
  }
  function bound(st, ctx) {
    var f = ctx.bundle.signoffs.find(function (x) { return x.field === st.field; });
    if (st.report !== "sha256:" + ctx.report || st.seal !== "-" && st.seal !== "sha256:" + ctx.sums || st.project !== ctx.bundle.project || st.commit !== ctx.bundle.source.commit) throw fail(T("other-report"));
    if (!f || f.role !== st.role) throw fail(T("no-field"));
  }

  /* ---- the check itself: rows of [verdict, what, result, detail] */
  function Rows() { this.list = []; }
  Rows.prototype.holds = function (what, detail) { this.list.push(["verified", what, T("holds"), detail]); };
  Rows.prototype.fails = function (what, detail) { this.list.push(["contradicted", what, T("fails"), detail]); };
  Rows.prototype.open = function (what, detail) { this.list.push(["indeterminate", what, T("not-checked"), detail]); };
  Rows.prototype.yours = function (what, detail) { this.list.push(["open", what, T("yours"), detail]); };
  /* An error of ours to make is a failure; one of the browser's is "not checked". */
  Rows.prototype.caught = function (what, e) { if (e.bad) this.fails(what, e.message); else this.open(what, T("use-commands", { what: e.message })); };

  function files(map, list, rows) {
    var changed = [], missing = [], extra = [], total = 0;
    list.forEach(function (digest, path) {
      var f = map.get(path);
      if (!f) missing.push(path); else if (f.digest !== digest) changed.push(path); else total += f.size;
    });
    map.forEach(function (f, path) {
      if (path !== "SHA256SUMS" && !list.has(path) && (!/^(seal|signoffs)\//.test(path) || oddPlace(path))) extra.push(path);
    });
    if (changed.length || missing.length) rows.fails(T("files"), [changed.length ? T("changed", { n: changed.length, paths: few(changed) }) : "", missing.length ? T("missing", { n: missing.length, paths: few(missing) }) : ""].filter(Boolean).join(" "));
    else rows.holds(T("files"), T("files-bytes", { files: list.size.toLocaleString("en"), bytes: total.toLocaleString("en") }));
    if (extra.length) rows.fails(T("nothing-else"), T("extra", { n: extra.length, paths: few(extra) }));
    else rows.holds(T("nothing-else"), T("apart"));
    var clash = clashes(map);
    map.forEach(function (f, path) { if (oddPath(path)) clash.push(path); });
    if (clash.length) rows.fails(T("names"), few(clash)); else rows.holds(T("names"), T("names-plain"));
  }
  async function attestation(map, ctx, given, rows) {
    var what = T("attestation"), file = map.get("seal/attestation.sigstore.json"), env, key, bundled = map.get("seal/seal.pub"), good;
    if (!file) { ctx.bare = !map.has("seal/SHA256SUMS.p7s"); rows.fails(what, T(ctx.bare ? "nobody" : "promised")); return; }
    try {
      env = envelope(file.bytes);
      key = given.key && given.key.id === env.id ? given.key : bundled ? await sealKey(latin1(bundled.bytes)) : null;
      if (bundled && (await sealKey(latin1(bundled.bytes))).id !== env.id) throw fail(T("other-pub"));
      if (!key) throw new Error(T("needs-key"));
      good = await S.verify(key.kind.ver, key.key, key.kind.der ? rawSignature(env.sig, 32) : env.sig, pae(env.type, env.body));
      if (!good) throw fail(T("not-valid"));
      ctx.ready = statement(env.body, ctx.sums, ctx.bundle);
      rows.holds(what, T("about-these", { kind: key.kind.name }));
      ctx.sealed = true;
      whose(key, given, rows, ctx);
    } catch (e) { rows.caught(what, e); }
  }
  function whose(key, given, rows, ctx) {
    var lines = grants(given.signers, key.blob, "muster-seal"), live = lines.filter(function (g) { return !g.lapsed; });
    if (given.id && given.id !== key.id) { rows.fails(T("whose"), T("not-named", { key: key.id })); ctx.other = true; return; }
    if (given.id) { rows.holds(T("whose"), T("named")); ctx.named = true; return; }
    if (live.length) { rows.holds(T("whose"), T("by-list", { who: live[0].who[0] })); ctx.named = true; return; }
    rows.yours(T("whose"), T(lines.length ? "came-lapsed" : given.signers.grants.length ? "came-unlisted" : "came", { key: key.id }));
  }
  async function signoffs(map, ctx, given, rows) {
    var names = Array.from(map.keys()).filter(function (p) { return /^signoffs\//.test(p); }).sort(), digests = new Set();
    for (var name of names) {
      var f = map.get(name), what = T("sign-off", { name: name.slice(9).replace(/\.signoff(\.sig)?$/, "") }), st, blob, space, who;
      if (/\.sig$/.test(name)) { if (!map.has(name.slice(0, -4))) rows.fails(what, T("no-text")); continue; }
      digests.add(f.digest);
      try {
        if (!map.has(name + ".sig")) throw fail(T("unsigned"));
        st = signoff(f.bytes); bound(st, ctx);
        space = "muster-signoff/" + st.role;
        if (map.get(name + ".sig").size > MAX_SIGNATURE) throw fail(T("signature-large"));
        blob = await sshsig(latin1(map.get(name + ".sig").bytes), space, f.bytes);
        who = grants(given.signers, blob, space).filter(function (g) { return g.who.indexOf(st.by) >= 0; });
        if (who.some(function (g) { return !g.lapsed; })) rows.holds(what, T("signed-by", { decision: st.decision, by: st.by, role: st.role, at: st.at }));
        else rows.yours(what, T(who.length ? "signed-lapsed" : given.signers.grants.length ? "signed-unlisted" : "signed", { decision: st.decision, by: st.by, role: st.role, at: st.at }));
      } catch (e) { rows.caught(what, e); }
    }
    var gone = [];
    ctx.bundle.signoffs.forEach(function (x) { x.counted.forEach(function (c) { if (!digests.has(c)) gone.push(x.field); }); });
    if (gone.length) rows.fails(T("counted"), T("counted-gone", { fields: few(gone) }));
  }
  function unchecked(map, ctx, given, rows) {
    var ticks = 0;
    if (map.has("seal/SHA256SUMS.p7s")) rows.open(T("cms"), T("cms-how"));
    if (map.has("seal/SHA256SUMS.p7s.tsr")) rows.open(T("stamp"), T("stamp-how"));
    if (map.has("seal/vsa.sigstore.json")) rows.open(T("closing"), T("closing-how"));
    if (map.has("seal/vsa.sigstore.json.tsr")) rows.open(T("closing-stamp"), T("stamp-how"));
    ctx.bundle.signoffs.forEach(function (x) { ticks += Array.isArray(x.ticks) ? x.ticks.length : 0; });
    if (ticks) rows.open(T("ticks"), T("ticks-how", { n: ticks }));
    rows.open(T("revoked"), T("revoked-how"));
    rows.open(T("newer"), T("newer-how"));
    if (given.signers.odd.length) rows.open(T("your-signers"), T("odd-lines", { lines: few(given.signers.odd) }));
  }
  async function verify(map, given) {
    var rows = new Rows(), ctx = { rows: rows, sealed: false, named: false }, list;
    try {
      if (!map.has("SHA256SUMS")) throw fail(T("no-sums"));
      list = manifest(map.get("SHA256SUMS").bytes);
      ctx.sums = map.get("SHA256SUMS").digest;
      files(map, list, rows);
      if (rows.list.some(function (r) { return r[0] === "contradicted"; })) return ctx;
      ctx.bundle = json(map.get("bundle.json").bytes, 16);
      ctx.report = map.get("report.json").digest;
      if (ctx.bundle.format !== "muster-bundle/1") throw fail(T("format"));
      if (ctx.bundle.seals.indexOf("cms") >= 0 && !map.has("seal/SHA256SUMS.p7s") && map.has("seal/attestation.sigstore.json")) rows.fails(T("seals"), T("no-cms"));
      await attestation(map, ctx, given, rows);
      await signoffs(map, ctx, given, rows);
      unchecked(map, ctx, given, rows);
    } catch (e) { rows.caught(T("read"), e); }
    return ctx;
  }

  /* ---- the page */
  function headline(ctx) {
    var rows = ctx.rows.list, bad = rows.filter(function (r) { return r[0] === "contradicted"; });
    if (ctx.other) return ["contradicted", T("head-other")];
    if (bad.length === 1 && ctx.bare) return ["unsupported", T("head-bare")];
    if (bad.length) return ["contradicted", T("head-bad")];
    if (!ctx.sealed) return ["indeterminate", T("head-unchecked")];
    if (!ctx.named) return ["partial", T("head-yours")];
    return ["verified", T("head-named")];
  }
  function icon(v) { return el("i", { className: "i v-" + v }); }
  function say(words) { $("#vf-out").replaceChildren(el("p", { className: "sub" }, words)); }
  function oops(e) { $("#vf-out").replaceChildren(el("p", { className: "err" }, T("not-readable", { what: e.message.replace(/\.+$/, "") }))); }
  function show(ctx, ms) {
    var head = headline(ctx), b = ctx.bundle, body = el("tbody");
    ctx.rows.list.forEach(function (r) {
      body.append(el("tr", {}, el("th", { scope: "row" }, r[1]), el("td", {}, el("span", { className: "v" }, icon(r[0]), r[2])), el("td", { className: "hash" }, r[3])));
    });
    $("#vf-out").replaceChildren(el("div", { className: "res" }, el("h3", {}, icon(head[0]), head[1]),
      b && b.result ? el.apply(null, ["p", {}].concat(parts("says", { outcome: el("b", {}, String(b.result.outcome)), project: el("bdi", {}, String(b.project)), commit: el("code", {}, String(b.source.commit)), at: String(b.run.asOf) }))) : null,
      ctx.sums ? el.apply(null, ["p", { className: "sub" }].concat(parts("seal-digest", { digest: el("code", { className: "hash" }, "sha256:" + ctx.sums) }))) : null,
      el("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": T("result") }, el("table", { className: "t sm" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, T("check")), el("th", { scope: "col" }, T("result")), el("th", { scope: "col" }, T("detail")))), body)),
      el("p", { className: "sub" }, T("checked-in", { ms: Math.round(ms) }))));
  }
  /* What the reader trusts: a key id, a key, a list of signers. */
  async function trusted() {
    var text = $("#vf-key").value.trim(), out = { signers: signers($("#vf-signers").value), key: null, id: "" }, id = text.toLowerCase().replace(/^sha256:/, "").replace(/\s/g, "");
    if (/^[0-9a-f]{64}$/.test(id)) out.id = id;
    else if (text) { out.key = await sealKey(text); out.id = out.key.id; }
    return out;
  }
  var last = null;
  async function run() {
    var given, start, ctx;
    try { given = await trusted(); } catch (e) { say(T("bad-key", { what: e.message })); return; }
    start = performance.now(); ctx = await verify(last, given);
    show(ctx, performance.now() - start);
  }
  async function go(read) {
    last = null; say(T("reading"));
    try { last = await read(); await run(); } catch (e) { oops(e); }
  }
  function again() { if (last) run().catch(oops); }
  function listen() {
    var drop = $("#vf-drop"), dir = $("#vf-dir");
    if (!S || !window.DecompressionStream) { say(T("no-browser")); return; }
    dir.webkitdirectory = true;
    dir.addEventListener("change", function () { var list = Array.from(dir.files, function (f) { return [f.webkitRelativePath || f.name, f]; }); if (list.length) go(function () { return fromFiles(list); }); });
    $("#vf-file").addEventListener("change", function (e) { var f = e.target.files[0]; if (f) go(function () { return fromArchive(f); }); });
    ["#vf-key", "#vf-signers"].forEach(function (s) { $(s).addEventListener("change", again); });
    [["#vf-keyfile", "#vf-key"], ["#vf-signersfile", "#vf-signers"]].forEach(function (p) {
      $(p[0]).addEventListener("change", function (e) { var f = e.target.files[0]; if (f && f.size < MAX_SIGNATURE) f.text().then(function (t) { $(p[1]).value = t; again(); }, oops); });
    });
    ["dragover", "dragleave", "drop"].forEach(function (t) { drop.addEventListener(t, function (e) { e.preventDefault(); drop.classList.toggle("over", t === "dragover"); }); });
    drop.addEventListener("drop", function (e) {
      var es = Array.from(e.dataTransfer.items, function (i) { return i.webkitGetAsEntry(); }).filter(Boolean), list = [];
      if (es.length === 1 && es[0].isFile) es[0].file(function (f) { go(function () { return fromArchive(f); }); }, oops);
      else go(function () { return es.reduce(function (p, x) { return p.then(function () { return walk(x, "", list); }); }, Promise.resolve()).then(function () { return fromFiles(list); }); });
    });
    d.querySelectorAll(".vf").forEach(function (x) { x.hidden = false; });
  }
  listen();
})();
