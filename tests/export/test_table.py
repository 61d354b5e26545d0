"""Every public address is copied, or the table says why not."""

import pytest
from flask import Flask

from tracker.export.plan import ADDRESSED
from tracker.export.table import TABLE, Each, Left, Row
from tracker.web.core.policy import PUBLIC

FILLED = {Each.ONCE: set(), Each.MOTION: {"motion"}, Each.DEMAND: {"motion", "number"}}


def test_the_table_names_every_public_endpoint_and_no_other() -> None:
    assert sorted(TABLE) == sorted(PUBLIC)


def test_what_is_left_out_says_why() -> None:
    assert all(len(row.why) > 10 for row in TABLE.values() if isinstance(row, Left))


def test_what_can_only_be_sent_is_left_out() -> None:
    assert [name for name, methods in PUBLIC.items() if "GET" not in methods and isinstance(TABLE[name], Row)] == []


def test_every_row_fills_the_whole_address(app: Flask) -> None:
    for name, row in TABLE.items():
        if isinstance(row, Row) and row.each is not Each.LINKED:
            (rule,) = app.url_map.iter_rules(name)
            filled = {"motion" if one == ADDRESSED[row.by] else one for one in rule.arguments}
            assert filled == FILLED[row.each] | {given for given, _ in row.every}


@pytest.mark.parametrize("word", ["token", "key"])
def test_nothing_behind_a_secret_is_copied(app: Flask, word: str) -> None:
    named = {rule.endpoint for rule in app.url_map.iter_rules() if word in rule.arguments}
    copied = {name for name in named & set(TABLE) if isinstance(TABLE[name], Row)}
    assert copied == {"token": set(), "key": {"corrections.request_page", "files.source_file"}}[word]
