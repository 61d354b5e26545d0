"""A mail's words: what happened, why it comes and how to stop it, as text and as HTML, from a folder for each mail.

A folder's `body` is the whole mail where it comes alone, and one part of it where a mail tells several things: it fits
itself into the layout that it is given. What differs between readers is the two links only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.delivery.channels.email.groups import Group, grouped
from tracker.delivery.channels.email.wrapping import portable, wrapped
from tracker.formats.alert_items import REMINDERS, Item
from tracker.formats.calendar import Dated, deadline_calendar
from tracker.formats.tongues import amid, of, tongue
from tracker.rules.dates import HOUSE_ZONE, local_day
from tracker.vocabulary import Frequency, LetterKind, NotificationKind
from tracker.wording.dates import day_words, full_day_words, full_instant_words
from tracker.wording.text import capital, demands_listed, isolated, plain, plural, shortened

LONGEST_SUBJECT = 120
DIGEST, SEVERAL, SERVICE = "digest", "several", "service"


@dataclass(frozen=True, slots=True)
class Links:
    """The two links of every mail; each stands unbroken in the text and in the HTML."""

    manage: str
    unsubscribe: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail without its reader. `thread` names the conversation it belongs to, `list_key` what is followed."""

    subject: str
    text: str
    html: str
    calendar: bytes | None
    thread: str
    list_key: str


class Composer:
    """Writes mails from the templates of a folder; links lead to one site."""

    def __init__(self, templates: Path, base_url: str, product: str = "Answerable") -> None:
        self._base_url, self._product = base_url, product
        self._templates = Environment(
            loader=FileSystemLoader(templates / "mail"),
            autoescape=lambda name: bool(name and name.endswith(".html")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "at": lambda at: full_instant_words(at, HOUSE_ZONE),
            "day": day_words,
            "full_day": full_day_words,
            "plural": plural,
            "isolated": isolated,
            "number": lambda number: f"{number:,}",
            "of": of,
            "amid": amid,
            "capital": capital,
        }
        self._templates.globals |= {"base_url": base_url, "product": product, "heading": self._heading}
        self._templates.globals["tongue"] = tongue
        from css_inline import CSSInliner  # The desk's previews are all that a web server ever writes.

        self._inliner = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def compose_news(
        self,
        items: Sequence[Item],
        *,
        pace: Frequency,
        window: tuple[datetime, datetime] | None,
        reasons: tuple[str, ...],
        links: Links,
        more: int = 0,
    ) -> Composed:
        """Return the mail that tells some items, at least one; `more` is how many it leaves out.

        A digest has the window that it covers. `reasons` are sentences that say why it comes.
        """
        groups = grouped(items, newest_first=window is not None)
        first, at = items[0], items[0].at
        shared = {"reasons": reasons, "links": links, "logs": [(group.motion, group.entry) for group in groups]}
        if len(items) == 1 and not more and window is None:
            name = first.kind.value
            said: dict[str, Any] = {"item": first, "unchanged": first.unchanged, "alone": True, "closing": True}
            said |= {"evidence_as": None, "due_as": None}
            subject = self._subject(name, first.motion.title, first.where, said)
        else:
            name = DIGEST if window else SEVERAL
            said = _said(groups, items, window, more)
            subject = self._joint_subject(name, groups, items, said)
        text, html = self._bodies(name, {**shared, **said, "subject": subject})
        dates = _dates(items)
        return Composed(
            subject=subject,
            text=text,
            html=html,
            calendar=deadline_calendar(dates, self._base_url, at) if dates else None,
            thread=_thread(items, is_digest=pace is not Frequency.AT_ONCE),
            list_key=first.motion.slug if len(groups) == 1 else "motions",
        )

    def compose_service(self, kind: NotificationKind, context: Mapping[str, Any], links: Links) -> Composed:
        """Return a mail to one reader about their own alerts, or to the operator."""
        said = {**context, "links": links}
        subject = plain(self._render(f"{kind.value}/subject.txt", said))
        text, html = self._bodies(kind.value, {**said, "subject": subject})
        return Composed(subject, text, html, None, kind.value.replace("_", "-"), SERVICE)

    def compose_letter(self, kind: LetterKind, context: Mapping[str, Any]) -> Composed:
        """Return a letter: a mail to one person that belongs to no list, so that there is nothing to stop."""
        subject = shortened(plain(self._render(f"{kind.value}/subject.txt", context)), LONGEST_SUBJECT)
        text, html = self._bodies(kind.value, {**context, "subject": subject})
        return Composed(subject, text, html, None, kind.value.replace("_", "-"), SERVICE)

    def _bodies(self, name: str, context: Mapping[str, Any]) -> tuple[str, str]:
        text, html = (
            self._render(f"{name}/body.{form}", {**context, "layout": f"base/one.{form}"}) for form in ("txt", "html")
        )
        return wrapped(text), portable(self._inliner.inline(html))

    def _render(self, name: str, context: Mapping[str, Any]) -> str:
        return self._templates.get_template(name).render(context)

    def _heading(self, item: Item) -> str:
        """Return what an item is called inside a mail: the demand, its title and the new state."""
        about = capital(item.where) if item.where else "The motion"
        about = f"{about}, {isolated(item.line.title)}" if item.line else about
        return self._state(item.kind.value, about, {"item": item})

    def _state(self, name: str, about: str, context: Mapping[str, Any]) -> str:
        return plain(self._render(f"{name}/subject.txt", {**context, "about": about}))

    def _subject(self, name: str, title: str, where: str, context: Mapping[str, Any]) -> str:
        """Return a subject; a long title is shortened, what is said never is."""
        rest = self._state(name, f", {where}" if where else "", context)
        room = LONGEST_SUBJECT - len(rest) - len(isolated(title)) + len(title)
        return isolated(shortened(title, max(20, room))) + rest

    def _joint_subject(self, name: str, groups: Sequence[Group], items: Sequence[Item], said: dict[str, Any]) -> str:
        """Return the subject of several items: the new state where it is the same for all, else how many they are."""
        states = {self._state(item.kind.value, "", {"item": item}).lstrip(": ") for item in items}
        numbers = sorted({line.number for item in items for line in item.demands})
        title, where = groups[0].motion.title, ""
        if len(groups) > 1:
            title, state = f"{len(groups)} motions", plural(said["total"], said["noun"])
        else:
            same = len(states) == 1 and not said["more"]
            state = states.pop() if same else plural(said["total"], said["noun"])
            where = demands_listed(numbers) if same or len({item.where for item in items}) == 1 else ""
        return self._subject(name, title, where, {**said, "state": state})


def _said(
    groups: Sequence[Group], items: Sequence[Item], window: tuple[datetime, datetime] | None, more: int
) -> dict[str, Any]:
    """Return what a mail of several items says of them all. A reminder is no change, so it is not called one."""
    found = {
        "groups": groups,
        "more": more,
        "total": len(items) + more,
        "noun": "alert" if any(item.kind in REMINDERS for item in items) else "change",
        "recorded": full_instant_words(items[0].recorded_at, HOUSE_ZONE),
        "checked": full_instant_words(items[0].at, HOUSE_ZONE),
    }
    return found | {"window": window, "until": day_words(local_day(window[1], HOUSE_ZONE))} if window else found


def _dates(items: Sequence[Item]) -> list[Dated]:
    """Return the deadlines for the calendar file, each demand once."""
    return list({(dated.slug, dated.number): dated for item in items for dated in item.dates}.values())


def _thread(items: Sequence[Item], *, is_digest: bool) -> str:
    if is_digest:
        return DIGEST
    threads = {item.thread for item in items}
    slugs = {item.motion.slug for item in items}
    return threads.pop() if len(threads) == 1 else slugs.pop() if len(slugs) == 1 else "motions"
