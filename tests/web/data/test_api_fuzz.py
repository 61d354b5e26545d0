"""The API holds to its own description whatever it is asked (`tests.web.data.api_fuzz` asks thousands of times)."""

from pathlib import Path

import pytest

from tests.web.data.api_examples import small_app
from tests.web.data.api_fuzz import OWN, fuzz


@pytest.mark.filterwarnings("ignore")
def test_whatever_is_asked_the_answer_is_as_described(tmp_path: Path) -> None:
    app = small_app(tmp_path)
    outcome = fuzz(app, seed=5, examples=5, slug=OWN)
    app.wsgi_app.close()  # type: ignore[attr-defined]
    app.extensions["engine"].dispose()
    assert outcome.failures == []
    assert outcome.cases > 500
    assert set(outcome.statuses) == {200, 400, 404, 405}
