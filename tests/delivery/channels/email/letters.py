"""The golden letters, that a person can read.

`python -m tests.delivery.channels.email.letters` writes them anew.
"""

import json
from pathlib import Path
from typing import Any

from tests.builders import utc
from tests.delivery.channels.email.diary import COMPOSER, SITE
from tests.operations.offering import SHOWN
from tracker.delivery.channels.email.compose import Composed
from tracker.delivery.channels.email.letter_words import shown_in_words
from tracker.delivery.channels.email.message import Sender, letter
from tracker.models import CorrectionRequest, ReplyOffer
from tracker.operations.desk import requests
from tracker.rules.response_times import reply_due_on
from tracker.vocabulary import LetterKind, RequestDecision

GOLDEN = Path(__file__).parents[3] / "golden" / "letters"
NOW = utc(2026, 11, 5, 12)
TOKEN = "0token0token0token0token0token00"
SENDER = Sender("Answerable", "answerable@answerable.example", "answerable.example", SITE)


def contexts() -> dict[LetterKind, dict[str, Any]]:
    """Return what each letter says."""
    standing = requests.standing_of(CorrectionRequest(asked_at=NOW), NOW)
    shown = shown_in_words(ReplyOffer(shown=json.dumps(SHOWN)))
    link = f"{SITE}/corrections/requests/R-2026-14"
    return {
        LetterKind.ACCOUNT_LINK: {"link": f"{SITE}/editor/account/link/{TOKEN}", "expires": utc(2026, 11, 7, 12)},
        LetterKind.REPLY_OFFER: {
            "by": "The Cabinet",
            "shown": shown,
            "link": f"{SITE}/reply/{TOKEN}",
            "due": reply_due_on(NOW, 5, "Europe/London"),
            "zone": "London time",
            "days": 5,
            "short_reason": None,
        },
        LetterKind.REQUEST_RECEIVED: {
            "request": "R-2026-14",
            "link": link,
            "look_due": standing.look_due_on,
            "decide_due": standing.decide_due_on,
        },
        LetterKind.REQUEST_DECIDED: {
            "request": "R-2026-14",
            "link": link,
            "asked": standing.asked_on,
            "decision": RequestDecision.CORRECTED,
            "answer": "You were right: the laboratory is named on page 2.\n\nWe had read page 1 only.",
            "correction": f"{SITE}/motions/clean-river/changes?kind=correction_noted#entry-12",
        },
    }


def every_letter() -> dict[str, Composed]:
    """Return every letter by its name."""
    return {kind.value: COMPOSER.compose_letter(kind, context) for kind, context in contexts().items()}


def files(name: str, mail: Composed) -> dict[str, str]:
    """Return the files that hold a letter: its head, its text and its HTML."""
    named = {"to": "ada@example.org", "message_id": f"letter@{SENDER.domain}"}
    head = letter(mail, SENDER, **named, date=NOW).partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n", "\n")
    # The library makes up a boundary for each mail.
    head = "\n".join(line for line in head.split("\n") if "boundary=" not in line)
    return {f"{name}.head": head + "\n", f"{name}.txt": mail.text, f"{name}.html": mail.html}


def main() -> None:
    """Replace every golden letter."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, mail in every_letter().items():
        for file, text in files(name, mail).items():
            (GOLDEN / file).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
