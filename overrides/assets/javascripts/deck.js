/* Slides: one at a time, by arrow keys, space, a clicker, touch or the buttons. Works from a file, asks nobody for anything. */
(function () {
  "use strict";
  var root = document.documentElement;
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var bar = document.querySelector(".deck-bar"), output = bar.querySelector("output");
  var notes = document.getElementById("deck-notes"), own = notes.querySelector(".deck-notes__slide");
  var line = document.querySelector(".deck-progress i");
  var at = 0, other = null;
  root.classList.add("is-deck");

  function narrow() { return matchMedia("(max-aspect-ratio: 1/1)").matches; }
  function hidden(slide) { return slide.querySelectorAll("[data-reveal]:not(.is-shown)"); }
  function marks(slide, on) {
    var parts = slide.querySelectorAll("[data-reveal]");
    parts.forEach(function (part) { part.classList.toggle("is-shown", on); });
    slide.classList.toggle("is-solved", on && parts.length > 0);
  }

  /* Large type that still fits: the slide's own type size goes down in small steps until nothing is cut off. */
  function fit(slide) {
    var size = 1;
    slide.style.setProperty("--fit", size);
    if (narrow()) return;
    var inner = slide.querySelector(".slide__inner");
    while (size > 0.5 && (inner.scrollHeight > inner.clientHeight + 1 || inner.scrollWidth > inner.clientWidth + 1)) {
      size -= 0.03;
      slide.style.setProperty("--fit", size.toFixed(2));
    }
  }
  function show(index, keep) {
    index = Math.max(0, Math.min(slides.length - 1, index));
    slides.forEach(function (slide, n) {
      slide.classList.toggle("is-current", n === index);
      slide.setAttribute("aria-hidden", n === index ? "false" : "true");
    });
    at = index;
    var slide = slides[at];
    slide.scrollTop = 0;
    slide.tabIndex = 0;
    if (!document.activeElement || document.activeElement === document.body || document.activeElement.closest(".slide")) slide.focus({ preventScroll: true });
    fit(slide);
    output.textContent = (at + 1) + " / " + slides.length;
    line.style.width = (100 * (at + 1) / slides.length) + "%";
    var note = slide.querySelector(".deck-note");
    own.innerHTML = note ? note.innerHTML : "";
    if (!keep) history.replaceState(null, "", "#" + (at + 1));
    if (other && !other.closed) mirror();
  }
  function next() {
    var waiting = hidden(slides[at]);
    if (waiting.length) { marks(slides[at], true); fit(slides[at]); return; }
    if (at < slides.length - 1) { marks(slides[at + 1], false); show(at + 1); }
  }
  function previous() {
    if (slides[at].classList.contains("is-solved")) { marks(slides[at], false); return; }
    show(at - 1);
  }
  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(function () { /* not allowed here */ });
  }
  function toggleNotes() {
    notes.hidden = !notes.hidden;
    bar.querySelector("[data-deck=notes]").setAttribute("aria-expanded", String(!notes.hidden));
  }
  /* Shift+N: the notes in a window of their own, for a second screen. */
  function popNotes() {
    other = window.open("", "mip-notes", "width=620,height=760");
    if (!other) return;
    if (!notes.hidden) toggleNotes();
    mirror();
  }
  function mirror() {
    var page = other.document;
    page.title = notes.getAttribute("aria-label");
    page.body.innerHTML = "";
    page.body.style.cssText = "font:1.1rem/1.65 system-ui,sans-serif;margin:1.5rem;max-width:42rem";
    var head = page.createElement("p");
    head.textContent = output.textContent + "  " + (slides[at].querySelector("h2").textContent);
    head.style.fontWeight = "700";
    page.body.appendChild(head);
    var body = page.createElement("div");
    body.innerHTML = own.innerHTML + notes.querySelector(".deck-notes__all").innerHTML;
    page.body.appendChild(body);
  }
  function theme() {
    root.setAttribute("data-md-color-scheme", root.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate");
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var control = event.target.closest && event.target.closest("button, a");
    var key = event.key, space = key === " " || key === "Enter";
    if (space && control) return;
    if (key === "ArrowRight" || key === "ArrowDown" || key === "PageDown" || (space && !event.shiftKey)) next();
    else if (key === "ArrowLeft" || key === "ArrowUp" || key === "PageUp" || key === "Backspace" || (space && event.shiftKey)) previous();
    else if (key === "Home") show(0);
    else if (key === "End") show(slides.length - 1);
    else if (key === "f" || key === "F") full();
    else if (key === "n") toggleNotes();
    else if (key === "N") { if (event.shiftKey) popNotes(); else toggleNotes(); }
    else if (key === "t" || key === "T") theme();
    else if (key === "Escape") { if (!notes.hidden) toggleNotes(); else return; }
    else return;
    event.preventDefault();
  });
  bar.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    ({ next: next, prev: previous, full: full, notes: toggleNotes })[button.getAttribute("data-deck")]();
  });
  bar.querySelector("[data-deck-other]").addEventListener("click", function () { this.href = this.href.split("#")[0] + "#" + (at + 1); });

  var x = null, y = null;
  document.addEventListener("touchstart", function (event) { x = event.touches[0].clientX; y = event.touches[0].clientY; }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (x === null) return;
    var dx = event.changedTouches[0].clientX - x, dy = event.changedTouches[0].clientY - y;
    x = null;
    if (Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) { if (dx < 0) next(); else previous(); }
  }, { passive: true });

  function again() { fit(slides[at]); }
  window.addEventListener("resize", again);
  window.addEventListener("hashchange", function () { show(number(), true); });
  document.addEventListener("fullscreenchange", function () { root.classList.toggle("is-full", !!document.fullscreenElement); again(); });
  window.addEventListener("beforeprint", function () {
    root.classList.add("is-measuring");
    slides.forEach(function (slide) { marks(slide, true); fit(slide); });
    root.classList.remove("is-measuring");
  });
  window.addEventListener("afterprint", function () { slides.forEach(function (slide) { marks(slide, false); }); show(at, true); });
  function number() { return (parseInt(location.hash.replace(/^#s?/, ""), 10) || 1) - 1; }
  slides.forEach(function (slide) { marks(slide, false); });
  show(number(), true);

})();
