/* The share control of an item: a menu made from the link to its permanent address. Nothing is sent anywhere;
   without this script the link simply leads to that address. */
(function () {
  "use strict";
  var english = document.documentElement.lang.indexOf("en") === 0;
  var words = english ? {
    share: "Share", of: "Share {id}", address: "Copy address", cite: "Copy citation", qr: "Show QR code", add: "Add to my handout",
    remove: "Take off my handout", print: "Print this item", page: "Open the permanent address", copied: "Copied", failed: "Copy by hand:",
    added: "Added to my handout", removed: "Taken off my handout", open: "My handout ({n})", close: "Close", alt: "QR code, opens {a}", save: "Save as SVG"
  } : {
    share: "分享", of: "分享{id}", address: "复制地址", cite: "复制引用格式", qr: "显示二维码", add: "加入我的讲义",
    remove: "移出我的讲义", print: "打印这一条", page: "打开固定地址页", copied: "已复制", failed: "请手工复制：",
    added: "已加入我的讲义", removed: "已移出我的讲义", open: "我的讲义（{n}）", close: "关闭", alt: "二维码，打开{a}", save: "存为SVG"
  };
  var KEY = "mip-handout";
  var open = null;
  var status = make("div", "mip-toast");
  status.setAttribute("role", "status");
  document.body.appendChild(status);

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function say(text, link) {
    status.textContent = text;
    if (link) { status.appendChild(document.createTextNode(" ")); status.appendChild(link); }
    status.setAttribute("data-on", "");
    clearTimeout(say.timer);
    say.timer = setTimeout(function () { status.removeAttribute("data-on"); }, link ? 6000 : 2500);
  }
  function collected() {
    try { return (localStorage.getItem(KEY) || "").split(",").filter(Boolean); } catch (error) { return []; }
  }
  function keep(list) {
    try { localStorage.setItem(KEY, list.join(",")); } catch (error) { /* private mode: nothing is kept */ }
  }
  function today() {
    var now = new Date();
    return english ? ", accessed " + now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
      : "[" + new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10) + "]";
  }
  function copy(text) {
    window.mipCopy(text, function (ok) { say(ok ? words.copied : words.failed + " " + text); });
  }

  /* From the heading above the control to the next heading of its level. */
  function itemParts(link) {
    var first = link.closest("p");
    while (first && !/^H[1-6]$/.test(first.tagName)) first = first.previousElementSibling;
    var parts = [];
    for (var next = first; next; next = next.nextElementSibling) {
      if (next !== first && /^H[1-6]$/.test(next.tagName) && next.tagName <= first.tagName) break;
      parts.push(next);
    }
    return parts;
  }
  function printItem(link) {
    var sheet = make("div", "mip-print-one md-typeset");
    itemParts(link).forEach(function (part) {
      var own = part.cloneNode(true);
      own.querySelectorAll("[id]").forEach(function (inner) { inner.removeAttribute("id"); });
      own.removeAttribute("id");
      own.querySelectorAll("details").forEach(function (box) { box.open = true; });
      sheet.appendChild(own);
    });
    var foot = make("p", "mip-print-one__code");
    foot.appendChild(code(link));
    foot.appendChild(make("span", "", link.getAttribute("data-address")));
    sheet.appendChild(foot);
    document.body.appendChild(sheet);
    document.documentElement.classList.add("mip-printing-one");
    function clean() {
      document.documentElement.classList.remove("mip-printing-one");
      sheet.remove();
      window.removeEventListener("afterprint", clean);
    }
    window.addEventListener("afterprint", clean);
    var image = foot.querySelector("img");
    var go = function () { window.print(); };
    if (image.complete) go(); else { image.onload = go; image.onerror = go; }
  }
  function code(link) {
    var image = make("img", "mip-qr");
    image.src = base(link) + "qr.svg";
    image.alt = words.alt.replace("{a}", link.getAttribute("data-address"));
    image.width = image.height = 240;
    return image;
  }
  function base(link) { return link.href.replace(/index\.html.*$/, "").replace(/[?#].*$/, ""); }

  function showCode(link, button) {
    var box = make("dialog", "mip-qr-dialog");
    var title = make("h2", "", link.getAttribute("data-id").indexOf("#") < 0 ? link.getAttribute("data-id") : link.getAttribute("data-cite").split(". ")[1].replace("[EB/OL]", ""));
    title.id = "mip-qr-title";
    box.setAttribute("aria-labelledby", title.id);
    box.appendChild(title);
    box.appendChild(code(link));
    box.appendChild(make("code", "", link.getAttribute("data-address")));
    var row = make("p");
    var save = make("a", "", words.save);
    save.href = base(link) + "qr.svg";
    save.download = link.getAttribute("data-id").toLowerCase().replace("#", "-") + ".svg";
    var close = make("button", "", words.close);
    close.type = "button";
    close.addEventListener("click", function () { box.close(); });
    row.appendChild(save);
    row.appendChild(close);
    box.appendChild(row);
    box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
    box.addEventListener("close", function () { box.remove(); button.focus(); });
    document.body.appendChild(box);
    box.showModal();
    close.focus();
  }
  function toggleHandout(link) {
    var id = link.getAttribute("data-id"), list = collected(), at = list.indexOf(id);
    if (at < 0) list.push(id); else list.splice(at, 1);
    keep(list);
    var go = make("a", "", words.open.replace("{n}", list.length));
    go.href = base(link).replace(/r\/[^/]+\/$/, "") + (english ? "en/" : "") + "handout/index.html?items=" + list.join(",");
    say(at < 0 ? words.added : words.removed, go);
  }

  function actions(link, button) {
    var id = link.getAttribute("data-id"), isItem = id.indexOf("#") < 0;
    var list = [
      [words.address, function () { copy(link.getAttribute("data-address")); }],
      [words.cite, function () { copy(link.getAttribute("data-cite").replace("{accessed}", today())); }],
      [words.qr, function () { showCode(link, button); }],
      [words.print, function () { printItem(link); }],
      [words.page, function () { location.href = base(link) + "index.html?stay"; }]
    ];
    if (isItem) list.splice(3, 0, [collected().indexOf(id) < 0 ? words.add : words.remove, function () { toggleHandout(link); }]);
    return list;
  }
  function close(focus) {
    if (!open) return;
    open.menu.remove();
    open.button.setAttribute("aria-expanded", "false");
    if (focus) open.button.focus();
    open = null;
  }
  function show(link, button, last) {
    close(false);
    var menu = make("div", "mip-menu");
    menu.id = "mip-menu";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", button.getAttribute("aria-label"));
    var items = actions(link, button).map(function (action) {
      var entry = make("button", "", action[0]);
      entry.type = "button";
      entry.tabIndex = -1;
      entry.setAttribute("role", "menuitem");
      entry.addEventListener("click", function () { close(true); action[1](); });
      menu.appendChild(entry);
      return entry;
    });
    menu.addEventListener("keydown", function (event) {
      var at = items.indexOf(document.activeElement), to = null;
      if (event.key === "ArrowDown") to = (at + 1) % items.length;
      else if (event.key === "ArrowUp") to = (at - 1 + items.length) % items.length;
      else if (event.key === "Home") to = 0;
      else if (event.key === "End") to = items.length - 1;
      else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(true); return; }
      else if (event.key === "Tab") { close(true); return; }
      if (to !== null) { event.preventDefault(); event.stopPropagation(); items[to].focus(); }
    });
    button.parentNode.appendChild(menu);
    button.setAttribute("aria-expanded", "true");
    open = { menu: menu, button: button };
    items[last ? items.length - 1 : 0].focus({ preventScroll: true });
    menu.scrollIntoView({ block: "nearest" });
  }

  document.querySelectorAll("a.mip-permalink[data-cite]").forEach(function (link) {
    var holder = make("span", "mip-share-holder");
    var button = make("button", "mip-share", words.share);
    button.type = "button";
    var id = link.getAttribute("data-id");
    button.setAttribute("aria-label", words.of.replace("{id}", id.indexOf("#") < 0 ? id : link.getAttribute("data-cite").split(". ")[1].replace("[EB/OL]", "")));
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", function () { if (open && open.button === button) close(true); else show(link, button, false); });
    button.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); show(link, button, event.key === "ArrowUp"); }
    });
    link.parentNode.insertBefore(holder, link);
    holder.appendChild(button);
    link.hidden = true;
  });
  document.addEventListener("click", function (event) {
    if (open && !open.menu.contains(event.target) && !open.button.contains(event.target)) close(false);
  });
})();
