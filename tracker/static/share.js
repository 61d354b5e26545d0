// Copies a field and opens the browser's own way to share, where it has them. Without this script the fields and links
// stay: the buttons are hidden until they can do something.
(function () {
  "use strict";
  var told = document.querySelector("[data-told]"), fading;

  function tell(words) {
    if (!told) return;
    told.textContent = words;
    clearTimeout(fading);
    fading = setTimeout(function () { told.textContent = ""; }, 8000);
  }

  function each(what, act) {
    document.querySelectorAll("[" + what + "]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { act(button); });
    });
  }

  function copy(button) {
    var field = document.getElementById(button.getAttribute("data-copy"));
    navigator.clipboard.writeText(field.value).then(function () {
      tell("Copied");
    }, function () {
      field.focus();
      field.select();
      tell("Your browser did not let us copy. The text is selected: copy it yourself.");
    });
  }

  function share(button) {
    var data = button.dataset;
    navigator.share({ title: data.title, text: data.text, url: data.share }).catch(function () {});
  }

  if (navigator.clipboard) each("data-copy", copy);
  if (navigator.share) each("data-share", share);
})();
