"""The mailed links of one reader, and what the database holds of them."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.operations.asking import NOW, READER, ask, confirmed, follows, take, who
from tracker.db import transaction
from tracker.operations.people.followers import issue_link
from tracker.vocabulary import LinkPurpose


def waiting(app: Flask, client: FlaskClient | None = None) -> str:
    """Let the reader sign up, in a browser where one is given; return the page that confirms."""
    engine = app.extensions["engine"]
    if client:
        client.post("/subscribe", data={"address": READER, "what": "all", "pace": "daily"})
    else:
        ask(engine, READER)
    take(engine)
    return "/subscribe/confirm/" + token(app, LinkPurpose.CONFIRM)


def token(app: Flask, purpose: LinkPurpose = LinkPurpose.ALERTS) -> str:
    """Return a new secret of the reader."""
    with transaction(app.extensions["engine"]) as session:
        return issue_link(session, who(session).id, purpose, NOW)


def manage(app: Flask) -> str:
    """Let the reader follow everything; return the page of their alerts."""
    confirmed(app.extensions["engine"])
    return "/subscribe/manage/" + token(app)


def live(app: Flask) -> list[bool]:
    """Return whether each subscription may be mailed."""
    with Session(app.extensions["engine"]) as session:
        return [one.live for one in follows(session)]


def dump(app: Flask) -> str:
    """Return everything in the database."""
    connection = app.extensions["engine"].raw_connection()
    text = "\n".join(connection.driver_connection.iterdump())
    connection.close()
    return text
