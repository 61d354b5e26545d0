"""Texts of the record in HTML: in their own language and direction, amid words of ours, which are English.

A text whose direction nobody stated takes that of its first letter, and is kept apart from the words around it
(`dir="auto"`: HTML, section 3.2.6.4). Our pages, mails and feeds say that they are in English; a text in another
language says its own.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

HOUSE_LANGUAGE = "en-GB"
"""The language of our own words."""

_LEFT_TO_RIGHT = "A-Za-zÀ-\u058f"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks of letters that are written from right to left (Unicode, DerivedBidiClass.txt)."""
RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^{_LEFT_TO_RIGHT}]*[{_RIGHT_TO_LEFT}])?")


class Spoken(Protocol):
    """Whatever knows the language of its texts: a motion, or what a mail knows of one."""

    @property
    def language(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by itself, where no motion is at hand."""

    language: str


def tongue(motion: Spoken | None) -> Markup:
    """Return the attributes of an element that holds one text of a motion and nothing else."""
    own = motion and motion.language.casefold() != HOUSE_LANGUAGE.casefold()
    return Markup(' dir="auto" lang="{}"').format(motion.language) if motion and own else Markup(' dir="auto"')


def of(text: str | None, motion: Spoken | None) -> Markup:
    """Return a text of a motion as an element of its own, to stand among words of ours."""
    return Markup("<span{}>{}</span>").format(tongue(motion), text) if text else Markup("")


def amid(sentence: str, motion: Spoken | None) -> Markup:
    """Return a sentence of ours that names texts of a motion: what runs from right to left in it is kept apart."""
    found, end = Markup(""), 0
    for run in RUN.finditer(sentence):
        found += escape(sentence[end : run.start()]) + of(run.group(), motion)
        end = run.end()
    return found + escape(sentence[end:])
