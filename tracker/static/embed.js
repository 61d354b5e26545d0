// Puts a frame with a motion's or a demand's record in the place of its own <script> element:
//   <a href="https://…/motions/slug">…</a>
//   <script async src="https://…/embed.js" data-motion="slug"></script>
// Also data-demand="3", data-theme="light" or "dark", data-on="2019-02-12", data-title="…".
// It works under a policy that names this host in script-src and frame-src and nothing else: no inline style, no image,
// no request. The frame is sandboxed, its host is told no more than that it was asked, and the link before it stays
// until the frame has said how high it is: where frames are forbidden, the link is what is left.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || !script.parentNode || !script.dataset.motion) return;
  var asked = script.dataset;
  var page = new URL("motions/" + encodeURIComponent(asked.motion), script.src);
  if (/^[0-9]+$/.test(asked.demand || "")) page.pathname += "/demands/" + asked.demand;
  var source = new URL(page.href + "/embed");
  if (asked.theme) source.searchParams.set("theme", asked.theme);
  if (asked.on) source.searchParams.set("on", asked.on);

  var before = script.previousElementSibling;
  var link = before && before.tagName === "A" && before.href.split("?")[0] === page.href ? before : null;
  var LOWEST = 80, HIGHEST = 4000;

  var frame = document.createElement("iframe");
  // Scripts: to tell the height. Popups: its links open pages of their own, which must not inherit the sandbox.
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.title = asked.title || (link && link.textContent.trim()) || "Where the demands of a motion stand";
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  frame.width = "100%";
  frame.height = "320";
  // Properties set by a script are not inline style: no policy forbids them.
  frame.style.border = "0";
  frame.style.display = "block";
  frame.style.maxWidth = "800px";
  frame.style.colorScheme = "normal";

  window.addEventListener("message", function (event) {
    if (event.source !== frame.contentWindow) return;
    var height = event.data;
    if (typeof height !== "number" || !(height >= LOWEST && height <= HIGHEST)) return;
    frame.height = String(Math.ceil(height));
    if (link) link.hidden = true;
  });
  frame.src = source.href;
  script.parentNode.insertBefore(frame, script);
})();
