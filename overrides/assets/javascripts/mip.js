/* What needs a script: keep the anchor when the language changes, copy permanent addresses, filter the casebook.
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

  function copyLinks() {
    document.querySelectorAll("a.mip-permalink").forEach(function (link) {
      link.addEventListener("click", function (event) {
        if (!navigator.clipboard || !window.isSecureContext || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigator.clipboard.writeText(link.href.replace(/index\.html$/, "")).then(function () {
          var text = link.textContent;
          link.textContent = words.copied;
          link.setAttribute("data-copied", "");
          setTimeout(function () { link.textContent = text; link.removeAttribute("data-copied"); }, 1600);
        }, function () { location.href = link.href; });
      });
    });
  }

  remember();
  languageLink();
  copyLinks();
  window.mipWords = words;
})();
