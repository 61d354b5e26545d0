"""Every public address is copied, or the table says why not."""

import pytest
from flask import Flask

from tracker.export.plan import ADDRESSED
from tracker.web.core.copying import Copied, Each, NotCopied
from tracker.web.core.policy import PAGES, copies
from tracker.web.core.routing import Door

FILLED = {Each.ONCE: set(), Each.MOTION: {"motion"}, Each.DEMAND: {"motion", "number"}}


def test_every_page_that_anyone_may_use_outside_the_desk_says_how_it_is_copied(app: Flask) -> None:
    public = {rule.endpoint for rule in app.url_map.iter_rules() if not rule.rule.startswith("/editor")}
    assert sorted(copies()) == sorted(public)


def test_a_public_page_that_does_not_say_how_it_is_copied_is_refused() -> None:
    with pytest.raises(TypeError, match="say how /news is copied"):
        Door("news", __name__).get("/news")


def test_what_is_left_out_says_why() -> None:
    assert all(len(row.why) > 10 for row in copies().values() if isinstance(row, NotCopied))


def test_what_can_only_be_sent_is_left_out() -> None:
    assert [name for name in copies() if "GET" not in PAGES[name].methods and isinstance(copies()[name], Copied)] == []


def test_every_row_fills_the_whole_address(app: Flask) -> None:
    for name, row in copies().items():
        if isinstance(row, Copied) and row.each is not Each.LINKED:
            (rule,) = app.url_map.iter_rules(name)
            filled = {"motion" if one == ADDRESSED[row.by] else one for one in rule.arguments}
            assert filled == FILLED[row.each] | {given for given, _ in row.every}


@pytest.mark.parametrize("word", ["token", "key"])
def test_nothing_behind_a_secret_is_copied(app: Flask, word: str) -> None:
    named = {rule.endpoint for rule in app.url_map.iter_rules() if word in rule.arguments}
    copied = {name for name in named & set(copies()) if isinstance(copies()[name], Copied)}
    assert copied == {"token": set(), "key": {"corrections.request_page", "files.source_file"}}[word]
