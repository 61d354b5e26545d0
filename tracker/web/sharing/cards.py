"""The share cards: what a link shows of itself wherever it is pasted, drawn at the moment that the page speaks of.

`?v=` is not looked at: the pages put into it what makes the address new whenever the card is (web/metadata.py). Cards
that say the same are drawn once, under whatever addresses they are asked for.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from flask import Response

from tracker.formats.card_words import demand_card, motion_card, site_card
from tracker.formats.images import card
from tracker.formats.images.card import draw_card
from tracker.formats.images.card_layout import Card
from tracker.web.core.context import config
from tracker.web.core.copying import Copied, Each, Past
from tracker.web.core.data_answer import data_answer
from tracker.web.core.open_record import open_demand, open_motion
from tracker.web.core.policy import KeptUntil
from tracker.web.core.routing import Door

bp = Door("cards", __name__)
_drawn = lru_cache(maxsize=128)(draw_card)
"""Drawing takes about 70 ms; a card weighs about 70 kB."""


@bp.get("/motions/<slug>.png", copied=Copied(Each.MOTION, drops=("v",)))
def motion(slug: str) -> Response:
    _, whole = open_motion(slug)
    return _answer(motion_card(whole, host()))


@bp.get("/motions/<slug>/demands/<int:number>.png", copied=Copied(Each.DEMAND, drops=("v",)))
def demand(slug: str, number: int) -> Response:
    _, whole, standing = open_demand(slug, number)
    return _answer(demand_card(standing, whole, host()))


@bp.get("/card.png", copied=Copied(Each.ONCE, Past.PRESENT, drops=("v",)), kept=KeptUntil.UNTIL_CHANGED)
def site() -> Response:
    return _answer(site_card(host()))


def host() -> str:
    return urlsplit(config().base_url).netloc


def _answer(found: Card) -> Response:
    return data_answer(_drawn(found), card.TYPE)
