"""Who sits at the desk in these tests."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.desk.people import sign_in
from tracker.vocabulary import Role


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    """Give a client of an editor."""
    return sign_in(app, Role.EDITOR)


@pytest.fixture
def reviewer(app: Flask) -> FlaskClient:
    """Give a client of a reviewer."""
    return sign_in(app, Role.REVIEWER)
