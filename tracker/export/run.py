"""One export: asks the application for every address at one instant, leads the links on, and fills the folder."""

import json
import re
from collections import deque
from collections.abc import Iterable
from contextvars import Context
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.test import Client, TestResponse

from tracker import clock
from tracker.config import Config
from tracker.db import reading
from tracker.export.folder import CopyTally, Folder
from tracker.export.links import leads_on, relative, rewrite
from tracker.export.plan import ExportPlan, Spot
from tracker.models import Motion
from tracker.queries.lists import public_slugs
from tracker.queries.log import list_revision
from tracker.queries.motions import public_adoption
from tracker.rules.dates import HOUSE_ZONE, day_last_instant, local_day
from tracker.storage.files import FileStore
from tracker.web.core.as_of import Moment
from tracker.web.core.export_context import KEY, Copy
from tracker.web.core.policy import copies
from tracker.web.core.snapshots import Snapshots
from tracker.web.public.key_dates import key_dates
from tracker.wording.dates import full_day_words

HERE_ONLY = ("localhost", "127.0.0.1", "0.0.0.0", "::1")
"""Hosts that name the reader's own machine: no live site for anybody else."""
SOURCE_FILE = "files.source_file"
HTML, JSON, ATOM = "text/html", "application/json", "application/atom+xml"
ARCHIVE = re.compile(r'<link rel="prev-archive" [^>]*href="([^"]+)"')


class ExportError(Exception):
    """The export came to nothing and nothing was changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export: what it is a copy of, as of when, and what was written."""

    copy: Copy
    tally: CopyTally


def export(app: Flask, folder: Path, on: date | None, base_url: str | None) -> Exported:
    """Write the public site into a folder as it stands now, or stood at the end of a past day.

    `base_url` is the address of the live site, in place of BASE_URL. Raises ExportError, or FolderRefusedError.
    """
    before: Config = app.extensions["config"]
    app.extensions["config"] = config = replace(before, base_url=base_url or before.base_url)
    at = day_last_instant(on, HOUSE_ZONE) if on else clock.now()
    live = None if urlsplit(config.base_url).hostname in HERE_ONLY else config.base_url
    copy = Copy(on or local_day(at, HOUSE_ZONE), on is not None, live)
    try:
        with clock.standing_still(at), Folder(folder) as filled:
            return Exported(copy, _Export(app, copy, config.base_url, at, filled).make())
    finally:
        app.extensions["config"] = before


class _Export:
    """The work of one export."""

    def __init__(self, app: Flask, copy: Copy, base: str, at: datetime, folder: Folder) -> None:
        self._app, self._copy, self._base, self._at, self._folder = app, copy, base, at, folder
        self._client = Client(app.wsgi_app.behind)  # type: ignore[attr-defined]
        self._plan = ExportPlan(
            app.url_map.bind("localhost"), copies(), copy.day, copy.ended, self._ending, self._holds
        )
        self._waiting: deque[Spot] = deque()
        self._found: dict[str, tuple[Spot | None, str]] = {}

    def make(self) -> CopyTally:
        """Copy the site, one motion after the other, so that memory stays flat; nothing is changed before the end."""
        before = self._revision()
        about = f" of {self._copy.live}" if self._copy.live else ""
        when = "the end of " if self._copy.ended else ""
        self._folder.say(f"A copy{about} as of {when}{full_day_words(self._copy.day)}.")
        self._folder.say("Every file with its SHA-256; to check them here: sha256sum --check MANIFEST")
        self._write(self._plan.of_site())
        with reading(self._app.extensions["engine"]) as session:
            slugs = public_slugs(session)
        for slug in slugs:
            motion = self._snapshots().motion(slug)
            if motion is None or not self._holds(slug):
                continue
            self._plan.days, self._found = {slug: self._days(motion)}, {}
            self._plan.todays = {slug: self._today(motion.time_zone)}
            self._folder.say(f"motion {slug}, revision {motion.log_sequence}, log head {motion.log_head}")
            self._write(self._plan.of_motion(motion))
        if self._revision() != before:
            raise ExportError("The record was changed while it was being copied. Nothing was written: try again.")
        return self._folder.finish()

    def _days(self, motion: Motion) -> frozenset[date]:
        """Return the key dates of a motion, as it is on record now and as it was on the copy's day."""
        today = self._today(motion.time_zone)
        at = day_last_instant(today, motion.time_zone) if self._copy.ended else self._at
        when = Moment(at, today, today, motion.time_zone, None)
        known = [motion, self._snapshots().then(motion, at)]
        return frozenset(known_day.day for motion in known for known_day in key_dates(motion, when)) - {today}

    def _write(self, spots: Iterable[Spot]) -> None:
        """Write what is planned, then what its pages lead to, until nothing new is found."""
        for spot in spots:
            self._write_one(spot)
        while self._waiting:
            self._write_one(self._waiting.popleft())

    def _write_one(self, spot: Spot) -> None:
        file = self._plan.file(spot)
        if self._folder.has(file):
            return
        address = self._plan.address(spot)
        # Without a context of its own, each answer would share what the command's context keeps for one request.
        answer = Context().run(self._ask, address)
        if answer.status_code in (301, 302, 303, 307, 308):
            there = self._lead(answer.headers["Location"], address, file) or self._base + address
            body = leads_on(there, "Answerable").encode()
        elif answer.status_code != 200:
            raise ExportError(f"{address} was answered with {answer.status}. Nothing was written.")
        elif answer.mimetype == HTML:
            live = self._copy.live + address if self._copy.live else None
            body = rewrite(answer.text, lambda link: self._lead(link, address, file), live).encode()
        else:
            body = answer.data
            for further in _further(answer):
                self._lead(further, address, file)
        self._folder.put(file, body)

    def _ask(self, address: str) -> TestResponse:
        answer = self._client.get(address, base_url=self._base, environ_overrides={KEY: self._copy})
        answer.get_data()
        answer.close()
        return answer

    def _lead(self, link: str, address: str, file: str) -> str | None:
        """Return what a link of a page becomes: an address in the copy, one of the live site, or None."""
        if link.startswith("#"):
            return link
        parts = urlsplit(urljoin(self._base + address, link))
        here = urlsplit(self._base)
        if parts.scheme == "webcal" and parts.netloc == here.netloc and not self._copy.live:
            # Nobody can subscribe to a copy; the calendar is in it as a file.
            parts = parts._replace(scheme=here.scheme)
        if f"{parts.scheme}://{parts.netloc}" != self._base:
            return link
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        if asked not in self._found:
            spot = self._plan.find(asked)
            if spot and spot.endpoint == SOURCE_FILE and not self._ending(spot):
                spot = None
            self._found[asked] = (spot, self._plan.file(spot)) if spot else (None, "")
        spot, there = self._found[asked]
        if spot is None:
            return parts.geturl() if self._copy.live else None
        if self._plan.is_followed(spot) and not self._folder.has(there):
            self._waiting.append(spot)
        return relative(file, there, parts.fragment)

    def _ending(self, spot: Spot) -> str:
        """Return the ending of our copy of a source, whose address has none; empty where there is no whole copy."""
        if spot.endpoint != SOURCE_FILE:
            return ""
        values = dict(spot.values)
        motion = self._snapshots().motion(values["slug"])
        sources = motion.sources_of_record if motion else []
        source = next((each for each in sources if each.key == values["key"]), None)
        files: FileStore = self._app.extensions["files"]
        kept = files.find(source.sha256) if source else None
        return kept.ending if kept and files.read(kept) is not None else ""

    def _holds(self, slug: str) -> bool:
        """Tell whether a motion is in the copy: a public one that had been adopted."""
        with reading(self._app.extensions["engine"]) as session:
            adopted = public_adoption(session, slug)
        return adopted is not None and adopted[0] <= self._today(adopted[1])

    def _today(self, zone: str) -> date:
        return self._copy.day if self._copy.ended else local_day(self._at, zone)

    def _snapshots(self) -> Snapshots:
        found: Snapshots = self._app.extensions["snapshots"]
        return found

    def _revision(self) -> int:
        with reading(self._app.extensions["engine"]) as session:
            return list_revision(session)


def _further(answer: TestResponse) -> list[str]:
    """Return the addresses of what goes on where an answer ends: a feed's archive, a list's next page."""
    if answer.mimetype == ATOM:
        return [unescape(address) for address in ARCHIVE.findall(answer.text)]
    following = json.loads(answer.data).get("next") if answer.mimetype == JSON else None
    return [following] if isinstance(following, str) else []
