"""Rendered pages, kept by address until the record or the hour changes them; and the answers to conditional requests.

A page may be kept when its view names the instant until which it holds (`hold_until`). It is served again while the
log has not grown and that instant has not come. The ETag is made of the address, the revision and that instant, so
the same ETag always means the same bytes. This sits before the framework: a kept page costs one read of one number.
"""

import gzip
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from flask import request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_accept_header, parse_etags

from tracker.queries.log import REVISION
from tracker.web.core.policy import PAGES, KeptUntil

# Werkzeug's parser takes a seventh of the time of a whole 304, and a page's readers send the same few headers.
_etags = lru_cache(256)(parse_etags)
KEY = "answerable.holds_until"
METHOD = "answerable.method"
MOST = 512
MAX_AGE_SECONDS = 60
COMPRESSIBLE = ("text/", "application/json", "application/atom+xml", "image/svg+xml", "application/xml")

Start = Callable[..., Any]
Headers = list[tuple[str, str]]


def hold_until(until: datetime | None, max_age: int = MAX_AGE_SECONDS) -> None:
    """Let the present answer be kept until an instant; None where only a change of the record can change it.

    `max_age` is the most seconds for which readers may keep it without asking. Raise RuntimeError on a page that says
    of itself that it is never kept.
    """
    page = PAGES.get(request.endpoint or "")
    if page is not None and page.kept is KeptUntil.NEVER:
        raise RuntimeError(f"{request.endpoint} says that it is never kept")
    request.environ[KEY] = (until.timestamp() if until else float("inf"), max_age)


def hold_no_longer_than(until: datetime) -> None:
    """Let the present answer be kept until an instant at the latest, where it may be kept at all."""
    if KEY in request.environ:
        holds, max_age = request.environ[KEY]
        request.environ[KEY] = (min(holds, until.timestamp()), max_age)


def asked_with() -> str:
    """Return the method that was asked with: the application is asked by GET for a HEAD as well."""
    return str(request.environ.get(METHOD, request.method))


@dataclass
class CachedResponse:
    """An answer that is kept."""

    revision: int
    until: float
    max_age: int
    tag: str
    headers: Headers
    body: bytes
    _zipped: bytes = field(default=b"", repr=False)

    @property
    def zipped(self) -> bytes:
        if not self._zipped:
            self._zipped = gzip.compress(self.body, 6, mtime=0)
        return self._zipped

    @property
    def compressible(self) -> bool:
        kind = next((value for name, value in self.headers if name == "Content-Type"), "")
        return len(self.body) > 500 and kind.startswith(COMPRESSIBLE)


class Revisions:
    """Reads the record's revision, one number, on a connection that each thread keeps open."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Opening a connection raises SQLAlchemy's errors, a cursor of the driver the driver's own.
        self.errors = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
        self._local = threading.local()
        self._opened: list[Any] = []

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()

    def read(self) -> int:
        """Return the revision of all lists; a lost connection is opened again once."""
        try:
            return self._query()
        except self.errors:
            self.close()
            return self._query()

    def _query(self) -> int:
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            connection = self._engine.raw_connection()
            # Each read must see the newest commit, so nothing may hold a transaction open.
            if self._engine.dialect.name == "postgresql":
                connection.driver_connection.autocommit = True  # type: ignore[union-attr]
            connection.detach()  # It is ours alone, so the pool never hands out its settings.
            self._opened.append(connection)
            self._local.cursor = cursor = connection.cursor()
        cursor.execute(REVISION)
        row: Any = cursor.fetchone()
        return row[0] if row else 0


class Cache:
    """A WSGI application that answers from kept pages and asks the one behind it for the rest."""

    def __init__(self, application: Any, engine: Engine, release: str) -> None:
        self._application = application
        self._revisions = Revisions(engine)
        self._release = release
        self._pages: OrderedDict[tuple[str, str], CachedResponse] = OrderedDict()

    @property
    def behind(self) -> Any:
        """Return the application behind, for who must not be answered from kept pages."""
        return self._application

    def close(self) -> None:
        self._revisions.close()
        self._pages.clear()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start)  # type: ignore[no-any-return]
        key = (environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""))
        page, moment = self._pages.get(key), time.time()
        if page is not None and page.until > moment and page.revision == self._revisions.read():
            self._pages.move_to_end(key)
            return _answer(page, environ, start, moment)
        return self._ask(key, environ, start)

    def _ask(self, key: tuple[str, str], environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Ask the application, and keep its answer where it may be kept."""
        began: list[Any] = []
        method, environ["REQUEST_METHOD"] = environ["REQUEST_METHOD"], "GET"
        environ[METHOD] = method
        environ.pop("wsgi.file_wrapper", None)  # Files are read here, not by the server.
        revision = self._revision_or_none()
        chunks = self._application(environ, lambda *said: began.extend(said))
        environ["REQUEST_METHOD"] = method
        if KEY not in environ or revision is None or not began[0].startswith("200"):
            start(*began)
            return chunks if method == "GET" else _all_of(chunks)[:0]
        page = self._keep(key, revision, environ[KEY], began[1], b"".join(_all_of(chunks)))
        return _answer(page, environ, start, time.time())

    def _revision_or_none(self) -> int | None:
        """Read the revision before the page is made: a change in between makes the page stale, never the reverse."""
        try:
            return self._revisions.read()
        except self._revisions.errors:  # The page itself will say what is wrong with the database.
            return None

    def _keep(
        self, key: tuple[str, str], revision: int, holds: tuple[float, int], headers: Headers, body: bytes
    ) -> CachedResponse:
        named = f"{self._release}|{key}|{revision}|{holds[0]}"
        kept = [(name, value) for name, value in headers if name not in ("Content-Length", "Cache-Control", "ETag")]
        page = CachedResponse(revision, *holds, sha256(named.encode()).hexdigest()[:24], kept, body)
        self._pages[key] = page
        self._pages.move_to_end(key)
        if len(self._pages) > MOST:
            self._pages.popitem(last=False)
        return page


def _all_of(chunks: Any) -> list[bytes]:
    try:
        return list(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()


@lru_cache(maxsize=256)
def _takes_gzip(accept_encoding: str) -> bool:
    """Tell whether a client takes gzip; browsers send few different headers, and reading one costs 20 µs."""
    return parse_accept_header(accept_encoding).quality("gzip") > 0


def _answer(page: CachedResponse, environ: dict[str, Any], start: Start, moment: float) -> Iterable[bytes]:
    zips = page.compressible and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f"{page.tag}-gzip" if zips else page.tag
    age = max(0, int(min(page.max_age, page.until - moment)))
    kept_for = f"public, max-age={age}"
    headers = [*page.headers, ("ETag", f'"{tag}"'), ("Cache-Control", kept_for), ("Vary", "Accept-Encoding")]
    if _etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(tag):
        start("304 Not Modified", [(name, value) for name, value in headers if name != "Content-Type"])
        return []
    body = page.zipped if zips else page.body
    if zips:
        headers.append(("Content-Encoding", "gzip"))
    start("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
