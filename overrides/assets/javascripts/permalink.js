/* Take the reader of a permanent address on to the language used last, or the browser's. */
(function () {
  "use strict";
  var wanted = null;
  try { wanted = localStorage.getItem("mip-lang"); } catch (error) { /* private mode */ }
  if (!wanted) wanted = /^zh/i.test(navigator.language || "") ? "zh" : "en";
  var link = document.querySelector('a[data-lang="' + wanted + '"]');
  if (link && !/[?&]stay\b/.test(location.search)) location.replace(link.href);
})();
