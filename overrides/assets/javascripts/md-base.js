/* Material's own inline scripts as a file, so that a content security policy can forbid inline scripts.
   Loaded in the head, before anything is painted: its storage helpers, the reader's colours, and tabs opened by the address. */
(function () {
  "use strict";
  window.__md_scope = new URL("../..", document.currentScript.src);
  window.__md_hash = function (text) { return Array.from(text).reduce(function (sum, one) { return (sum << 5) - sum + one.charCodeAt(0); }, 0); };
  window.__md_get = function (key, storage, scope) {
    try { return JSON.parse((storage || localStorage).getItem((scope || window.__md_scope).pathname + "." + key)); } catch (error) { return null; }
  };
  window.__md_set = function (key, value, storage, scope) {
    try { (storage || localStorage).setItem((scope || window.__md_scope).pathname + "." + key, JSON.stringify(value)); } catch (error) { /* private mode */ }
  };

  /* The palette chosen last, or the system's on a first visit, as soon as there is a body to carry it. */
  function colour(body) {
    var palette = window.__md_get("__palette"), chosen = palette && palette.color;
    if (!chosen && matchMedia("(prefers-color-scheme: dark)").matches) chosen = { scheme: "slate" };
    Object.keys(chosen || {}).forEach(function (key) { body.setAttribute("data-md-color-" + key, chosen[key]); });
  }
  if (document.body) colour(document.body);
  else new MutationObserver(function (changes, observer) {
    if (!document.body) return;
    observer.disconnect();
    colour(document.body);
  }).observe(document.documentElement, { childList: true });

  document.addEventListener("DOMContentLoaded", function () {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.name) target.checked = target.name.indexOf("__tabbed_") === 0;
  });
})();
