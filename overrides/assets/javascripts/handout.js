/* My handout: a list of ids in this browser and in the address; order, share, print. Nothing is stored on a server.
   Texts come as scripts from assets/handout/, so that this works from a USB stick too. */
(function () {
  "use strict";
  var box = document.getElementById("mip-handout"), data = window.mipHandout;
  if (!box || !data) return;
  var lang = box.getAttribute("data-lang"), root = box.getAttribute("data-root"), english = lang === "en", KEY = "mip-handout";
  var w = english ? {
    empty: "Nothing here yet. Add items by their number below, or with “Add to my handout” in the share menu of any item.", add: "Add by number",
    hint: "such as BIO-07, CASE-03", addButton: "Add", unknown: "No such number: {id}", up: "Move {id} up", down: "Move {id} down", remove: "Remove {id}",
    copy: "Copy the address of this handout", copied: "Copied", print: "Print", clear: "Remove all", other: "中文", command: "As a PDF, on your own computer:",
    count: "{n} items", title: "Title of the handout", untitled: "Trade secrets: handout", notes: "Notes", edition: "Edition {e}, law as of {d}", moved: "{id} is now number {n}",
    removed: "{id} removed", added: "{id} added", qr: "QR code of {id}, opens {a}", lines: "Room for notes", text: "Full texts", disclaimer: "Reference material, not legal advice.", list: "Items of the handout"
  } : {
    empty: "这里还没有内容。在下面按编号添加，或者在任何一条的“分享”菜单里点“加入我的讲义”。", add: "按编号添加",
    hint: "例如BIO-07，CASE-03", addButton: "添加", unknown: "没有这个编号：{id}", up: "{id}上移", down: "{id}下移", remove: "移除{id}",
    copy: "复制这份讲义的地址", copied: "已复制", print: "打印", clear: "全部移除", other: "English", command: "在自己的电脑上做成PDF：",
    count: "共{n}条", title: "讲义标题", untitled: "商业秘密讲义", notes: "记录", edition: "{e}版，法律状态截至{d}", moved: "{id}现在排第{n}",
    removed: "已移除{id}", added: "已添加{id}", qr: "{id}的二维码，打开{a}", lines: "留出记录处", text: "带全文", disclaimer: "参考资料，不是法律意见。", list: "讲义内容"
  };
  var query = new URLSearchParams(location.search);
  var title = query.get("title") || "";
  var ids = clean(query.has("items") ? query.get("items") : stored());
  var options = { lines: query.get("lines") !== "0", text: query.get("text") !== "0" };

  function stored() { try { return localStorage.getItem(KEY) || ""; } catch (error) { return ""; } }
  function normal(text) {
    var match = /^\s*([a-z]{2,4})[-\s_]?(\d{1,3})\s*$/i.exec(text);
    return match ? match[1].toUpperCase() + "-" + (match[2].length < 2 ? "0" + match[2] : match[2]) : text.trim().toUpperCase();
  }
  function clean(text) {
    return text.split(/[,，、;；]+/).map(normal).filter(function (id, at, all) { return data.items[id] && all.indexOf(id) === at; });
  }
  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function button(text, name, action, label) {
    var element = make("button", name, text);
    element.type = "button";
    if (label) { element.setAttribute("aria-label", label); element.title = label; }
    element.addEventListener("click", action);
    return element;
  }
  function search(withBlank) {
    var parts = [];
    if (ids.length || withBlank) parts.push("items=" + ids.join(","));
    if (title) parts.push("title=" + encodeURIComponent(title));
    if (!options.lines) parts.push("lines=0");
    if (!options.text) parts.push("text=0");
    return parts.length ? "?" + parts.join("&") : "";
  }
  function save() {
    try { localStorage.setItem(KEY, ids.join(",")); } catch (error) { /* private mode: the address alone keeps the list */ }
    history.replaceState(null, "", location.pathname + search(false));
    other.href = root + (english ? "" : "en/") + "handout/index.html" + search(true);
    command.textContent = "mip pdf --items " + ids.join(",") + " --lang " + lang;
  }
  function say(text) { status.textContent = text; }
  function focus(id, name) {
    var row = list.querySelector('[data-id="' + id + '"]');
    var target = row && row.querySelector(name);
    if (target && target.disabled) target = row.querySelector("button:not(:disabled)");
    if (target) target.focus();
  }
  function move(id, by) {
    var at = ids.indexOf(id), to = at + by;
    if (to < 0 || to >= ids.length) return;
    ids.splice(at, 1);
    ids.splice(to, 0, id);
    draw();
    focus(id, by < 0 ? ".is-up" : ".is-down");
    say(w.moved.replace("{id}", id).replace("{n}", to + 1));
  }
  function remove(id) {
    var at = ids.indexOf(id);
    ids.splice(at, 1);
    draw();
    if (ids.length) focus(ids[Math.min(at, ids.length - 1)], ".is-remove"); else input.focus();
    say(w.removed.replace("{id}", id));
  }
  function address(id) { return data.base + "r/" + id.toLowerCase() + "/"; }

  /* Texts: one script for ten items (BUNDLE in handout_data.py), loaded when first needed. */
  function bundle(id) { return id.split("-")[0].toLowerCase() + "-" + Math.floor(parseInt(id.split("-")[1], 10) / 10); }
  var wanted = {};
  function texts(then) {
    var missing = ids.map(bundle).filter(function (name) { return !(window.mipTexts || {})[name]; });
    if (!missing.length) return then();
    missing.forEach(function (name) {
      if (wanted[name]) return;
      wanted[name] = true;
      var script = make("script");
      script.src = root + "assets/handout/" + lang + "/" + name + ".js";
      script.onload = script.onerror = function () {
        window.mipTexts = window.mipTexts || {};
        if (!window.mipTexts[name]) window.mipTexts[name] = {};
        texts(paper);
      };
      document.head.appendChild(script);
    });
  }
  function paper() {
    sheet.textContent = "";
    if (!ids.length) return;
    var head = make("header", "handout-head");
    head.appendChild(make("p", "handout-kicker", data.site));
    head.appendChild(make("h2", "", title || w.untitled));
    head.appendChild(make("p", "handout-kicker", w.count.replace("{n}", ids.length) + " · " + w.edition.replace("{e}", data.edition).replace("{d}", data.asOf)));
    sheet.appendChild(head);
    ids.forEach(function (id) {
      var part = make("section", "handout-item"), top = make("div", "handout-top"), image = make("img", "handout-qr");
      image.src = root + "r/" + id.toLowerCase() + "/qr.svg";
      image.alt = w.qr.replace("{id}", id).replace("{a}", address(id));
      var words = make("div");
      var name = make("h3");
      name.appendChild(make("span", "mip-id", id));
      name.appendChild(document.createTextNode(" " + data.items[id][0]));
      words.appendChild(name);
      words.appendChild(make("p", "handout-address", address(id).split("://")[1]));
      top.appendChild(words);
      top.appendChild(image);
      part.appendChild(top);
      if (options.text) {
        var text = make("div", "handout-text");
        text.innerHTML = ((window.mipTexts || {})[bundle(id)] || {})[id] || "";
        part.appendChild(text);
      }
      if (options.lines) {
        var lines = make("div", "handout-lines");
        lines.setAttribute("aria-hidden", "true");
        lines.appendChild(make("span", "", w.notes));
        for (var n = 0; n < 4; n += 1) lines.appendChild(make("i"));
        part.appendChild(lines);
      }
      sheet.appendChild(part);
    });
    sheet.appendChild(make("p", "handout-foot", w.disclaimer + " " + data.base));
  }
  function draw() {
    list.textContent = "";
    ids.forEach(function (id, at) {
      var row = make("li"), link = make("a", "", "");
      row.setAttribute("data-id", id);
      link.href = data.items[id][1];
      link.appendChild(make("span", "mip-id", id));
      link.appendChild(document.createTextNode(" " + data.items[id][0]));
      row.appendChild(link);
      var up = button("↑", "is-up", function () { move(id, -1); }, w.up.replace("{id}", id));
      var down = button("↓", "is-down", function () { move(id, 1); }, w.down.replace("{id}", id));
      up.disabled = at === 0;
      down.disabled = at === ids.length - 1;
      row.appendChild(up);
      row.appendChild(down);
      row.appendChild(button("×", "is-remove", function () { remove(id); }, w.remove.replace("{id}", id)));
      row.addEventListener("keydown", function (event) {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        move(id, event.key === "ArrowUp" ? -1 : 1);
      });
      list.appendChild(row);
    });
    empty.hidden = ids.length > 0;
    tools.hidden = list.hidden = fold.hidden = !ids.length;
    save();
    texts(paper);
  }
  function copyAddress() {
    var text = location.href;
    window.mipCopy(text, function (ok) { say(ok ? w.copied : text); });
  }

  /* The controls, once */
  var panel = make("div", "handout-panel");
  var form = make("form", "handout-add"), label = make("label", "", w.add), input = make("input");
  input.name = "id";
  input.placeholder = w.hint;
  input.autocomplete = "off";
  input.setAttribute("list", "handout-ids");
  label.appendChild(input);
  form.appendChild(label);
  var submit = make("button", "", w.addButton);
  form.appendChild(submit);
  var known = make("datalist");
  known.id = "handout-ids";
  Object.keys(data.items).forEach(function (id) { var one = make("option"); one.value = id; one.label = id + " " + data.items[id][0]; known.appendChild(one); });
  form.appendChild(known);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var given = input.value.split(/[,，、;；]+/).map(normal).filter(Boolean), bad = given.filter(function (id) { return !data.items[id]; });
    given.forEach(function (id) { if (data.items[id] && ids.indexOf(id) < 0) ids.push(id); });
    input.value = bad.join(", ");
    say(bad.length ? w.unknown.replace("{id}", bad.join(", ")) : w.added.replace("{id}", given.join(", ")));
    draw();
  });
  var empty = make("p", "handout-empty", w.empty), list = make("ol", "handout-list"), status = make("p", "handout-status"), tools = make("div", "handout-tools");
  list.setAttribute("aria-label", w.list);
  status.setAttribute("role", "status");
  var name = make("label", "handout-title", w.title), field = make("input");
  field.value = title;
  field.placeholder = w.untitled;
  field.maxLength = 80;
  field.addEventListener("input", function () { title = field.value.trim(); save(); paper(); });
  name.appendChild(field);
  tools.appendChild(name);
  ["text", "lines"].forEach(function (key) {
    var choice = make("label", "handout-choice"), tick = make("input");
    tick.type = "checkbox";
    tick.checked = options[key];
    tick.addEventListener("change", function () { options[key] = tick.checked; save(); paper(); });
    choice.appendChild(tick);
    choice.appendChild(document.createTextNode(w[key]));
    tools.appendChild(choice);
  });
  var row = make("div", "handout-buttons"), other = make("a", "", w.other);
  other.hreflang = other.lang = english ? "zh" : "en";
  row.appendChild(button(w.print, "is-main", function () { window.print(); }));
  row.appendChild(button(w.copy, "", copyAddress));
  row.appendChild(other);
  row.appendChild(button(w.clear, "is-quiet", function () { ids = []; draw(); input.focus(); }));
  tools.appendChild(row);
  var fold = make("p", "handout-command", w.command + " "), command = make("code"), sheet = make("div", "handout-paper");
  fold.appendChild(command);
  [form, empty, list, status, tools, fold].forEach(function (part) { panel.appendChild(part); });
  box.appendChild(panel);
  box.appendChild(sheet);
  /* The language switch in the page's head keeps the list too. */
  document.querySelectorAll("[data-mip-language]").forEach(function (link) {
    link.addEventListener("click", function () { link.href = other.href; });
  });
  draw();
})();
