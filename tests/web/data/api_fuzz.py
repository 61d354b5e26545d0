"""Try the whole API against its own description: schemathesis, all its checks, examples to stateful walks.

For the night, and after any change of the API: `python -m tests.web.data.api_fuzz`. It prints cases, answers and
failures for each seed, with free slugs and with the record's own, and ends with 1 if anything failed. Some 5 minutes.
"""

import argparse
import sys
import tempfile
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from tests.web.data.api_examples import small_app

SEEDS = (1, 2, 3)
EXAMPLES = 60
"""How many cases of each operation are made at random, beside those that the schemas' bounds call for."""
OWN = "clean-river"


@dataclass(slots=True)
class Outcome:
    """What came of a run: how many cases, the statuses that were answered, and each failure in words."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def fuzz(app: Flask, seed: int, examples: int, slug: str | None) -> Outcome:
    """Try an application's API; `slug` is the motion that every case is about, None for any text."""
    wanted: dict[str, object] = {"seed": seed, "generation": {"max-examples": examples}, "continue-on-failure": True}
    # The transport does not unpack what we compress.
    wanted["headers"] = {"Accept-Encoding": "identity"}
    if slug is not None:
        wanted["parameters"] = {"path.slug": slug}
    config = SchemathesisConfig.from_dict(wanted)
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=config)
    outcome = Outcome()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            outcome.failures.append(repr(event))
        elif isinstance(event, events.ScenarioFinished):
            _note(event, outcome)
    return outcome


def _note(event: events.ScenarioFinished, outcome: Outcome) -> None:
    recorder = event.recorder
    outcome.cases += len(recorder.cases)
    answered = [one.response for one in recorder.interactions.values() if one.response]
    outcome.statuses.update(one.status_code for one in answered)
    for case, checks in recorder.checks.items():
        asked = recorder.cases[case].value.as_curl_command()
        found = [(one.name, one.failure_info.failure) for one in checks if one.failure_info is not None]
        outcome.failures += [f"{recorder.label}: {name}: {failure} {asked}" for name, failure in found]


def main() -> int:
    """Run every seed and print what came of it; return 1 where anything failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    asked.add_argument("--examples", type=int, default=EXAMPLES)
    given = asked.parse_args()
    total, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        app = small_app(Path(folder))
        for seed in given.seeds:
            for slug in (None, OWN):
                began = time.monotonic()
                found = fuzz(app, seed, given.examples, slug)
                total, failed = total + found.cases, failed + len(found.failures)
                took = f"{time.monotonic() - began:.0f} s"
                print(f"seed {seed}, {slug or 'any slug'}: {found.cases} cases, {dict(found.statuses)}, {took}")
                print(*found.failures[:20], sep="\n", flush=True)
    print(f"{total} cases, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
