"""`kill -9` in the midst of sending: nothing is lost, and no more doubled than lives were lost.

Rule: docs/decisions/alerts.md#never-lost.
"""

import random
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.delivery.killed import kill_again_and_again, prepare
from tests.repeated import times

KILLS = {"sqlite": times(20), "postgresql": times(8)}
ALERTS = {"sqlite": times(1000), "postgresql": times(400)}


def killed(engine: Engine, folder: Path, kills: int, alerts: int, **how: Any) -> dict[str, Any]:
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()
    prepare(url, alerts)
    told: dict[str, Any] = kill_again_and_again(url, str(folder), kills, random.randrange(10**6), **how)
    print(told)  # pytest shows it when the test fails
    return told


def test_a_kill_loses_no_mail_and_doubles_at_most_the_one_in_hand(engine: Engine, tmp_path: Path) -> None:
    kind = engine.dialect.name
    told = killed(engine, tmp_path, KILLS[kind], ALERTS[kind], workers=1 if kind == "sqlite" else 2)
    assert (told["lost"], told["sent"]) == (0, ALERTS[kind])
    assert told["duplicates"] <= KILLS[kind]
    assert told["most_copies"] <= 3
    assert told["with_a_mail_in_hand"] >= KILLS[kind] / 2, "too few kills hit the midst of a try"


def test_two_senders_on_one_file_lose_nothing_either(sqlite: Engine, tmp_path: Path) -> None:
    told = killed(sqlite, tmp_path, 6, 300, workers=2)
    assert (told["lost"], told["sent"]) == (0, 300)
    assert told["duplicates"] <= 6


def test_the_harness_sees_what_a_sender_loses_that_marks_first(sqlite: Engine, tmp_path: Path) -> None:
    told = killed(sqlite, tmp_path, 20, 600, how="mark_first")
    assert told["lost"] > 0
