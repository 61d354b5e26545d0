"""A motion page that no cache has: ours, made anew, beside a plain ORM page of the same rows. In one process."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from jinja2 import Environment
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.bench.servers import MOTION, ROOT
from tracker import create_app
from tracker.config import Config
from tracker.models import (
    Citation,
    Deadline,
    Demand,
    Discrepancy,
    Event,
    Figure,
    Finding,
    Identity,
    Motion,
    Note,
    Question,
    Response,
    Statement,
)
from tracker.serving.setup import prepare

ROUNDS, PAGES = 7, 20

NAMES = ("responses", "figures", "identities", "discrepancies", "events", "notes", "statements")
PLAIN = """<!doctype html><title>{{ motion.title }}</title>
{% macro cited(one) %}{% for by in one.citations %} <b>{{ by.source.publisher }}</b>{% endfor %}{% endmacro %}
<h1>{{ motion.title }}</h1><p>{{ motion.summary }} {{ motion.carried }}</p>{{ cited(motion) }}
{% for demand in motion.demands %}<h2>{{ demand.number }} {{ demand.title }}</h2>
<p>{{ demand.asks }}</p>{{ cited(demand) }}
{% for one in demand.deadlines %}<p>{{ one.due_on }} {{ one.set_by }} {{ one.basis }}</p>{% endfor %}
{% for question in demand.questions %}<h3>{{ question.text }}</h3>
{% for one in question.findings %}<p>{{ one.verdict.label }} {{ one.reasoning }}</p>{{ cited(one) }}{% endfor %}
{% endfor %}{% endfor %}
{% for one in motion.responses %}<p>{{ one.received_on }} {{ one.title }}</p>{% endfor %}
{% for one in motion.events %}<p>{{ one.happened_on }} {{ one.text }}</p>{% endfor %}
{% for one in motion.figures %}<p>{{ one.label }} {{ one.value }} {{ one.unit }}</p>{% endfor %}
{% for one in motion.notes %}<p>{{ one.text }}</p>{% endfor %}
"""


def measure(folder: Path) -> None:
    """Print milliseconds a page, and the ratio of pages a second."""
    config = Config.from_environment({"TRACKER_INSTANCE": str(folder)}, ROOT)
    folder.mkdir(exist_ok=True)
    prepare(config)
    app = create_app(config)
    engine, snapshots = app.extensions["engine"], app.extensions["snapshots"]
    behind_the_cache = app.wsgi_app._application  # type: ignore[attr-defined]
    environ = EnvironBuilder(path=MOTION).get_environ()

    def page() -> bytes:
        chunks, status, _ = run_wsgi_app(behind_the_cache, dict(environ))
        assert status == "200 OK"
        return b"".join(chunks)

    def page_from_rows() -> bytes:
        snapshots._kept.clear()
        return page()

    template = Environment(autoescape=True).from_string(PLAIN)
    plain = plain_page(engine, template.render)
    found = _interleaved({"plain": plain, "rows": page_from_rows, "kept": page})
    for name, told in (("rows", "after its own record grew"), ("kept", "after another record grew")):
        ratio = found["plain"] / found[name]
        print(f"uncached, {told}: {ratio:.2f} of the plain ORM page (aim 1)   ", end="")
        print(
            f"{found[name] * 1000:.1f} ms of {len(page()) / 1000:.0f} kB, plain {found['plain'] * 1000:.1f} ms of "
            f"{len(plain()) / 1000:.0f} kB",
            flush=True,
        )
    engine.dispose()


def _interleaved(makers: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return each maker's median seconds a page."""
    seconds: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(ROUNDS):
        for name, make in makers.items():
            began = time.perf_counter()
            for _ in range(PAGES):
                make()
            seconds[name].append((time.perf_counter() - began) / PAGES)
    return {name: median(found[1:]) for name, found in seconds.items()}


def plain_page(engine: Engine, render: Callable[..., str]) -> Callable[[], bytes]:
    """Return what an honest ORM page does: load the same rows, eagerly, and print them."""
    cited = selectinload(Motion.citations).joinedload(Citation.source)
    options = [cited, selectinload(Motion.sources_of_record)]
    nouns = (Response, Figure, Identity, Discrepancy, Event, Note, Statement)
    for name, noun in zip(NAMES, nouns, strict=True):
        options.append(selectinload(getattr(Motion, name)).options(_citations(noun)))
    options.append(
        selectinload(Motion.demands).options(
            _citations(Demand),
            selectinload(Demand.deadlines).options(_citations(Deadline)),
            selectinload(Demand.questions).selectinload(Question.findings).options(_citations(Finding)),
        )
    )
    slug = MOTION.rpartition("/")[2]

    def page() -> bytes:
        with Session(engine) as session:
            motion = session.scalars(select(Motion).where(Motion.slug == slug).options(*options)).one()
            return render(motion=motion).encode()

    return page


def _citations(noun: Any) -> Any:
    return selectinload(noun.citations).joinedload(Citation.source)
