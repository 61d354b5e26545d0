// Inside the frame: tells the page around it how high this page is, as a bare number of pixels, whenever that changes.
// Nothing here is secret, so it may be told to any page.
(function () {
  "use strict";
  if (window.parent === window) return;
  var told = 0;
  function tell() {
    var height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) window.parent.postMessage(told = height, "*");
  }
  tell();
  if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
  else window.addEventListener("resize", tell);
  window.addEventListener("load", tell);
})();
