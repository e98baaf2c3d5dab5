/* Take the reader of a permanent address on to the language used last, or the browser's; with ?stay only fill in today's date. */
(function () {
  "use strict";
  var wanted = null;
  try { wanted = localStorage.getItem("mip-lang"); } catch (error) { /* private mode */ }
  if (!wanted) wanted = /^zh/i.test(navigator.language || "") ? "zh" : "en";
  var link = document.querySelector('a[data-lang="' + wanted + '"]');
  if (link && !/[?&]stay\b/.test(location.search)) { location.replace(link.href); return; }
  var now = new Date();
  var iso = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  document.querySelectorAll("[data-accessed]").forEach(function (place) {
    place.textContent = place.parentNode.lang === "zh" ? "[" + iso + "]"
      : ", accessed " + now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  });
})();
