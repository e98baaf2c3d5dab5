/* The search box: opens the dialog, loads engine and index on first use, shows results, highlights on the page reached.
   Scripts are added as elements, never fetched, so that it works from file:// and under script-src 'self'. */
(function () {
  "use strict";
  var dialog = document.getElementById("mip-search"), self_ = document.currentScript;
  if (!dialog || !self_ || !dialog.showModal) return;
  var scripts = self_.src.split(/[?#]/)[0].replace(/[^/]*$/, ""), root = scripts.replace(/assets\/javascripts\/$/, "");
  var page = document.documentElement.lang.indexOf("en") === 0 ? "en" : "zh", offline = location.protocol === "file:";
  var WORDS = {
    zh: { loading: "正在载入索引…", failed: "索引没有载入。可以先看：", start: "输入一个问题、几个词，或者编号。", try: "试试", count: "{n}条结果", more: "再显示{n}条", all: "全部",
      kind: "类型", sector: "行业", none: "没有找到“{q}”。", near: "是不是想找", door: "不知道该看哪一页？九个问题帮你选路", other: "英文版 English：{n}条结果", back: "回到中文结果（{n}条）",
      shown: "英文版的结果", mended: "按“{w}”找的", examples: ["员工离职带走资料", "ChatGPT", "竞业限制补偿", "反法第十条", "BIO-07"], lang: "zh" },
    en: { loading: "Loading the index …", failed: "The index did not load. You could look here:", start: "Type a question, a few words, or an id.", try: "Try", count: "{n} results", count1: "1 result",
      more: "Show {n} more", all: "All", kind: "Kind", sector: "Sector", none: "Nothing found for “{q}”.", near: "Did you mean", door: "Not sure where to look? Nine questions lead you to the right door",
      other: "{n} results in Chinese 中文", back: "Back to the English results ({n})", shown: "Results of the Chinese pages", mended: "Searched for “{w}”",
      examples: ["employee leaves with files", "ChatGPT", "non-compete pay", "AUCL 10", "BIO-07"], lang: "en" }
  };
  var t = WORDS[page], STEP = 20;
  var input = dialog.querySelector(".md-search__input"), ghost = dialog.querySelector(".md-search__suggest"), list = dialog.querySelector("[role=listbox]"),
    status = dialog.querySelector("[role=status]"), filters = dialog.querySelector(".mip-search__filters"), after = dialog.querySelector(".mip-search__after"),
    clear = dialog.querySelector("[data-mip-clear]"), scroll = dialog.querySelector(".md-search__scrollwrap"), openers = document.querySelectorAll("[data-mip-search-open]");
  var engines = {}, waiting = {}, shown = page, result = null, chosen = {}, active = -1, visible = STEP, composing = false, timer = 0, otherTimer = 0;

  function fill(text, values) { return text.replace(/\{(\w)\}/g, function (_, k) { return values[k]; }); }
  function make(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  /* ---- loading */

  function addScript(src, done) {
    var node = document.createElement("script");
    node.src = src;
    node.onload = function () { done(true); };
    node.onerror = function () { done(false); };
    document.head.appendChild(node);
  }

  function load(lang, done) { // done(engine index or null); each file is asked for once
    if (engines[lang]) return done(engines[lang]);
    if (waiting[lang]) return waiting[lang].push(done);
    waiting[lang] = [done];
    function finish(index) {
      engines[lang] = index;
      waiting[lang].splice(0).forEach(function (f) { f(index); });
      delete waiting[lang];
    }
    function data() {
      addScript(root + "assets/search/index." + lang + ".js", function (ok) {
        if (!ok || !window.mipSearchData) return finish(null);
        window.mipSearchEngine.createGently(window.mipSearchData[lang], finish);
      });
    }
    if (window.mipSearchEngine) data(); else addScript(scripts + "search-text.js", function (first) {
      addScript(scripts + "search-engine.js", function (second) { if (first && second) data(); else finish(null); });
    });
  }

  /* ---- opening and closing; <dialog> keeps the focus inside and gives it back */

  function open(text) {
    if (!dialog.open) dialog.showModal();
    if (typeof text === "string") input.value = text;
    input.focus();
    input.select();
    if (!engines[shown]) status.textContent = t.loading;
    load(shown, function () { update(); });
  }
  function close() { if (dialog.open) dialog.close(); }

  /* ---- one query */

  function update() {
    var index = engines[shown], text = input.value.trim();
    clear.hidden = !input.value;
    if (index === null) return failed();
    if (!index) return;
    clearTimeout(otherTimer);
    visible = STEP;
    chosen = {};
    active = -1;
    if (!text) return start();
    result = window.mipSearchEngine.search(index, text);
    complete(index);
    showFilters();
    showList();
    scroll.scrollTop = 0;
    otherTimer = setTimeout(countOther, 700);
  }

  function complete(index) {
    var whole = composing ? "" : window.mipSearchEngine.complete(index, input.value);
    ghost.textContent = whole && whole.length > input.value.length && input.scrollWidth <= input.clientWidth ? whole : "";
  }

  function start() {
    result = null;
    ghost.textContent = "";
    filters.hidden = true;
    emptyList();
    status.textContent = t.start;
    after.replaceChildren(suggestions(t.try, t.examples));
  }

  function failed() {
    emptyList();
    status.textContent = t.failed;
    after.replaceChildren(doorLink());
  }

  function emptyList() {
    list.replaceChildren();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function suggestions(head, phrases) {
    var box = make("div", "mip-search__suggestions");
    box.appendChild(make("span", "", head));
    phrases.forEach(function (phrase) {
      var chip = make("button", "mip-search__chip", phrase);
      chip.type = "button";
      chip.addEventListener("click", function () { input.value = phrase; input.focus(); update(); });
      box.appendChild(chip);
    });
    return box;
  }

  function doorLink() {
    var link = make("a", "mip-search__door", t.door);
    link.href = address(page, "remedies/which-door.md");
    return link;
  }

  function address(lang, path, anchor, words) {
    var folder = path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "/");
    return root + (lang === "en" ? "en/" : "") + folder + (offline ? "index.html" : "") + (words && words.length ? "?h=" + encodeURIComponent(words.join(" ")) : "") + (anchor ? "#" + anchor : "");
  }

  /* ---- filters by kind and sector */

  function matching(skip) {
    return result.hits.filter(function (hit) {
      return (skip === "kind" || !chosen.kind || hit.doc.kind === chosen.kind) &&
        (skip === "sector" || !chosen.sector || hit.doc.sectors.some(function (s) { return s[0] === chosen.sector; }));
    });
  }

  function showFilters() {
    filters.replaceChildren();
    filters.hidden = result.hits.length < 4;
    if (filters.hidden) return;
    group("kind", result.hits.map(function (h) { return [[h.doc.kind, h.doc.kindName]]; }));
    group("sector", result.hits.map(function (h) { return h.doc.sectors; }));
  }

  function group(name, valuesOfHits) {
    var counts = new Map();
    valuesOfHits.forEach(function (values) { values.forEach(function (v) { var c = counts.get(v[0]) || [v[1], 0]; c[1]++; counts.set(v[0], c); }); });
    if (counts.size < 2) return;
    var box = make("div", "mip-search__group");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", t[name]);
    counts.forEach(function (c, value) {
      var chip = make("button", "mip-search__chip", c[0]);
      chip.type = "button";
      chip.setAttribute("aria-pressed", "false");
      chip.appendChild(make("span", "mip-search__n", String(c[1])));
      chip.addEventListener("click", function () {
        var on = chosen[name] === value;
        chosen[name] = on ? undefined : value;
        box.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-pressed", String(b === chip && !on)); });
        active = -1;
        visible = STEP;
        showList();
      });
      box.appendChild(chip);
    });
    filters.appendChild(box);
  }

  /* ---- results */

  function showList() {
    var hits = matching(), index = engines[shown];
    emptyList();
    after.replaceChildren();
    if (!hits.length) {
      status.textContent = fill(t.none, { q: input.value.trim() });
      after.append(suggestions(t.near, window.mipSearchEngine.nearest(index, input.value, 5)), doorLink());
      return;
    }
    status.textContent = countText(hits.length);
    hits.slice(0, visible).forEach(function (hit, n) { list.appendChild(option(index, hit, n)); });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (hits.length > visible) after.appendChild(button("mip-search__more", fill(t.more, { n: hits.length - visible }), function () { visible += 60; showList(); input.focus(); }));
  }

  function countText(n) {
    var text = fill(n === 1 && t.count1 ? t.count1 : t.count, { n: n });
    if (result.query.corrected) text += " · " + fill(t.mended, { w: result.query.corrected });
    return shown === page ? text : t.shown + " · " + text;
  }

  function button(className, text, run) {
    var node = make("button", className, text);
    node.type = "button";
    node.addEventListener("click", run);
    return node;
  }

  function option(index, hit, n) { // a link that is an option: Ctrl-click and middle-click still work
    var doc = hit.doc, parts = window.mipSearchEngine.show(index, result, hit), link = make("a", "mip-search__hit");
    link.href = address(shown, doc.path, doc.anchor, parts.words);
    link.id = "mip-hit-" + n;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    if (shown !== page) link.lang = shown === "en" ? "en" : "zh";
    var title = make("span", "mip-search__title"), meta = make("span", "mip-search__meta"), text = make("span", "mip-search__passage");
    if (doc.id) title.appendChild(make("span", "mip-id", doc.id + " "));
    marked(title, parts.title);
    marked(text, parts.passage);
    [doc.kindName].concat(doc.sectors.slice(0, 3).map(function (s) { return s[1]; }), doc.context ? [doc.context] : []).forEach(function (m) { meta.appendChild(make("span", "", m)); });
    link.append(title, meta, text);
    link.addEventListener("click", remember);
    return link;
  }

  function marked(node, parts) {
    parts.forEach(function (p) { node.appendChild(p[1] ? make("mark", "", p[0]) : document.createTextNode(p[0])); });
  }

  function remember() { // the back button returns to these results
    try { history.replaceState(null, "", location.pathname + "?q=" + encodeURIComponent(input.value.trim()) + location.hash); } catch (error) { /* file:// may refuse */ }
  }

  function move(step) {
    var options = list.children, count = options.length;
    if (!count) return;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  /* ---- the other language */

  function countOther() {
    var other = shown === "zh" ? "en" : "zh", text = input.value.trim();
    if (!engines[other] && navigator.connection && navigator.connection.saveData) return;
    load(other, function (index) {
      if (!index || !result || input.value.trim() !== text || !dialog.open) return;
      var n = window.mipSearchEngine.search(index, text).hits.length;
      var old = after.querySelector(".mip-search__other");
      if (old) old.remove();
      if (!n) return;
      var line = button("mip-search__other", fill(other === page ? t.back : t.other, { n: n }), function () { shown = other; update(); input.focus(); });
      after.appendChild(line);
    });
  }

  /* ---- events */

  input.addEventListener("compositionstart", function () { composing = true; ghost.textContent = ""; });
  input.addEventListener("compositionend", function () { composing = false; later(); });
  input.addEventListener("input", function (event) { if (!composing && !event.isComposing) later(); });
  function later() { clearTimeout(timer); timer = setTimeout(update, 60); }

  input.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "ArrowRight" && ghost.textContent && input.selectionStart === input.value.length) { event.preventDefault(); input.value = ghost.textContent; update(); }
    else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      if (timer && (!result || result.query.text !== input.value.trim())) { var kept = active; update(); active = kept < list.children.length ? kept : -1; }
      var target = list.children[Math.max(active, 0)];
      if (target) target.click();
    }
  });
  dialog.querySelector("form").addEventListener("submit", function (event) { event.preventDefault(); });
  clear.addEventListener("click", function () { input.value = ""; input.focus(); update(); });
  dialog.querySelector("[data-mip-close]").addEventListener("click", close);
  dialog.addEventListener("click", function (event) { if (event.target === dialog) close(); });
  dialog.addEventListener("keydown", function (event) { // the theme's own shortcuts stay out of the dialog
    event.stopPropagation();
    if (event.key === "Escape" && !composing && !event.isComposing) { event.preventDefault(); close(); }
  });
  openers.forEach(function (opener) {
    opener.hidden = false;
    opener.addEventListener("click", function () { open(); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    var at = event.target;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && !/^(checkbox|radio|button)$/.test(at.type)) return;
    if (event.key === "/" || event.key === "s" || event.key === "f") { event.preventDefault(); open(); }
  });

  /* ---- arriving: ?q= opens the box, ?h= highlights */

  function highlight(words) {
    var body = document.querySelector(".md-content"), left = 300;
    if (!body || !words.length) return;
    var pattern = new RegExp(words.map(function (w) {
      var plain = w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return /^[\w-]+$/.test(w) ? "\\b" + plain + "\\b" : plain;
    }).join("|"), "gi");
    var walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, .mip-permalink, .mip-furniture, .headerlink")) nodes.push(walker.currentNode);
    nodes.forEach(function (node) {
      var text = node.nodeValue, at = 0, match, parts = [];
      pattern.lastIndex = 0;
      while (left > 0 && (match = pattern.exec(text)) && match[0]) {
        if (match.index > at) parts.push(document.createTextNode(text.slice(at, match.index)));
        parts.push(make("mark", "mip-hit", match[0]));
        at = match.index + match[0].length;
        left--;
      }
      if (parts.length) node.replaceWith.apply(node, parts.concat(document.createTextNode(text.slice(at))));
    });
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  }

  var asked = new URLSearchParams(location.search);
  if (asked.get("h")) highlight(asked.get("h").split(/\s+/).filter(function (w) { return w; }).sort(function (a, b) { return b.length - a.length; }).slice(0, 20));
  if (asked.get("q")) open(asked.get("q").slice(0, 200));
})();
