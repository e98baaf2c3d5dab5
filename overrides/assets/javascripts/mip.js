/* What needs a script: keep the anchor when the language changes, filter the casebook.
   Everything works without it; nothing is sent anywhere. */
(function () {
  "use strict";
  var english = document.documentElement.lang.indexOf("en") === 0;
  var words = english
    ? { copied: "Copied", all: "All", shown: "{n} of {m} cases", reset: "Clear filters", none: "No case matches. Clear a filter." }
    : { copied: "已复制", all: "全部", shown: "共{m}个案例，显示{n}个", reset: "清除筛选", none: "没有符合的案例，请放宽筛选。" };

  function remember() {
    try { localStorage.setItem("mip-lang", english ? "en" : "zh"); } catch (error) { /* private mode */ }
  }

  function languageLink() {
    document.querySelectorAll("[data-mip-language]").forEach(function (link) {
      link.addEventListener("click", function () {
        link.href = link.href.split("#")[0] + location.hash;
      });
    });
  }

  /* Casebook: filters built from the rows themselves, state in the address so that a filtered list can be linked. */
  function caseFilters() {
    var box = document.querySelector(".mip-cases");
    if (!box) return;
    var rows = Array.prototype.slice.call(box.querySelectorAll("tbody tr"));
    var names = english
      ? { place: "Where", sectors: "Sector", route: "Route", outcome: "Outcome", finding: "Nature", leak: "Leak route", year: "Year", amount: "Amount" }
      : { place: "地域", sectors: "行业", route: "路径", outcome: "结果", finding: "性质", leak: "泄密路径", year: "年份", amount: "金额" };
    var labels = JSON.parse(box.getAttribute("data-labels") || "{}");
    var form = document.createElement("form");
    form.className = "mip-filters";
    form.setAttribute("aria-label", english ? "Filter the cases" : "筛选案例");
    var selects = {};
    Object.keys(names).forEach(function (key) {
      var values = {};
      rows.forEach(function (row) {
        (row.getAttribute("data-" + key) || "").split(" ").forEach(function (value) { if (value) values[value] = (values[value] || 0) + 1; });
      });
      var label = document.createElement("label");
      var select = document.createElement("select");
      label.textContent = names[key];
      select.name = key;
      select.appendChild(new Option(words.all, ""));
      Object.keys(values).sort().forEach(function (value) {
        select.appendChild(new Option((labels[value] || value) + " (" + values[value] + ")", value));
      });
      label.appendChild(select);
      form.appendChild(label);
      selects[key] = select;
    });
    var reset = document.createElement("button");
    reset.type = "reset";
    reset.textContent = words.reset;
    var count = document.createElement("output");
    count.setAttribute("aria-live", "polite");
    var none = document.createElement("p");
    none.textContent = words.none;
    form.appendChild(reset);
    form.appendChild(count);
    box.parentNode.insertBefore(form, box);
    box.appendChild(none);

    function apply() {
      var shown = 0, query = [];
      rows.forEach(function (row) {
        var ok = Object.keys(selects).every(function (key) {
          var value = selects[key].value;
          return !value || (" " + row.getAttribute("data-" + key) + " ").indexOf(" " + value + " ") >= 0;
        });
        row.hidden = !ok;
        if (ok) shown += 1;
      });
      Object.keys(selects).forEach(function (key) {
        if (selects[key].value) query.push(key + "=" + encodeURIComponent(selects[key].value));
      });
      count.textContent = words.shown.replace("{n}", shown).replace("{m}", rows.length);
      none.hidden = shown > 0;
      history.replaceState(null, "", location.pathname + (query.length ? "?" + query.join("&") : "") + location.hash);
    }
    new URLSearchParams(location.search).forEach(function (value, key) { if (selects[key]) selects[key].value = value; });
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }

  /* Copy a text; where the browser forbids the clipboard (file://), by a selected field. Calls back with true or false. */
  function copyText(text, done) {
    function byHand() {
      var area = document.createElement("textarea"), ok = false;
      area.className = "mip-copy";
      area.value = text;
      document.body.appendChild(area);
      area.select();
      try { ok = document.execCommand("copy"); } catch (error) { /* not allowed */ }
      area.remove();
      done(ok);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
    else byHand();
  }

  remember();
  languageLink();
  caseFilters();
  window.mipCopy = copyText;
})();
