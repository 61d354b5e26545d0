"""The lines of a mail: short enough to be read anywhere, and of signs that any mail server carries."""

import re
import textwrap

WIDTH = 76
LONGEST_HTML_LINE = 900
_BULLET = "- "


def wrapped(text: str) -> str:
    """Return a text with lines of at most 76 signs; an address of the web is never broken."""
    lines = [part for line in text.splitlines() for part in _wrap(line.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _wrap(line: str) -> list[str]:
    blanks = " " * (len(line) - len(line.lstrip()))
    hanging = blanks + " " * len(_BULLET) if line.lstrip().startswith(_BULLET) else blanks
    wrap = textwrap.TextWrapper(WIDTH, subsequent_indent=hanging, break_on_hyphens=False, break_long_words=False)
    lines = wrap.wrap(line) or [""]
    wrap.break_long_words = True
    return [part for line in lines for part in ([line] if len(line) <= WIDTH or "://" in line else wrap.wrap(line))]


def portable(html: str) -> str:
    """Return HTML of ASCII signs, other signs as numbers, in lines that every mail server takes as they are."""
    written = html.encode("ascii", "xmlcharrefreplace").decode("ascii")
    lines = (line for line in written.splitlines() if line.strip())
    return (
        "\n".join(re.sub(rf"(.{{1,{LONGEST_HTML_LINE}}})(?: |$)", r"\1\n", line).rstrip("\n") for line in lines) + "\n"
    )
