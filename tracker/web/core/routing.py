"""One decorator names a page: its address, who may come, how long it is kept, how it is copied, how long a form may be.

The policy, the page cache, the export and the limits on forms read what is stated here; nothing is written twice.
"""

from collections.abc import Callable
from functools import wraps
from types import EllipsisType
from typing import Any, TypeVar

from flask import Blueprint

from tracker.vocabulary import Capability
from tracker.web.core.cache import hold_until
from tracker.web.core.copying import FORM, SECRET, Copied, NotCopied
from tracker.web.core.policy import PAGES, Access, KeptUntil, Page

View = TypeVar("View", bound=Callable[..., Any])

KIB, MIB = 1024, 1024 * 1024
LONGEST_FORM = 64 * KIB
"""The most bytes of a form that are read, unless its page says otherwise."""


class Door(Blueprint):
    """A blueprint whose pages state everything about themselves.

    `desk` tells that its pages are the desk's: none of them is public, kept or copied.
    """

    def __init__(self, name: str, import_name: str, *, desk: bool = False, **options: Any) -> None:
        super().__init__(name, import_name, **options)
        self._desk = desk

    def get(self, rule: str, **stated: Any) -> Callable[[View], View]:
        return self.page(rule, "GET", **stated)

    def post(self, rule: str, **stated: Any) -> Callable[[View], View]:
        return self.page(rule, "POST", **stated)

    def form(self, rule: str, **stated: Any) -> Callable[[View], View]:
        return self.page(rule, "GET", "POST", **stated)

    def page(
        self,
        rule: str,
        *methods: str,
        may: Capability | EllipsisType | None = ...,
        fresh: bool = False,
        kept: KeptUntil | None = None,
        copied: Copied | NotCopied | None = None,
        longest: int | None = None,
        endpoint: str | None = None,
    ) -> Callable[[View], View]:
        """Name a page. Raise TypeError where a public one does not say how it is copied, or a desk's who may use it.

        `may` is the capability it asks for (None: anyone), `fresh` that the sign-in must be of the last 15 minutes,
        `longest` the most bytes of a form. What stands behind a `<token>` is secret: never kept, never copied.
        """
        if may is ...:
            if self._desk:
                raise TypeError(f"say who may use {rule}: may=…, or may=None for anyone")
            may = None
        if not self._desk and copied is None:
            copied = SECRET if "<token>" in rule else FORM if "GET" not in methods else None
            if copied is None:
                raise TypeError(f"say how {rule} is copied: copied=…")
        if kept is None:
            public = not self._desk and methods == ("GET",) and "<token>" not in rule
            kept = KeptUntil.AS_THE_VIEW_SAYS if public else KeptUntil.NEVER

        def enter(view: View) -> View:
            name = endpoint or view.__name__
            page = PAGES.setdefault(f"{self.name}.{name}", Page(copied=copied, kept=kept))
            page.methods |= dict.fromkeys(methods, Access(may, fresh))
            page.longest = longest or page.longest
            answer = _held(view) if kept is KeptUntil.UNTIL_CHANGED else view
            self.add_url_rule(rule, name, answer, methods=list(methods))
            return view

        return enter


def _held(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the page of a view be kept until the record changes."""

    @wraps(view)
    def answer(**values: Any) -> Any:
        hold_until(None)
        return view(**values)

    return answer
