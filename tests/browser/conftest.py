"""A live server with the records loaded, and the browser that reads it. Without a browser the tests say so."""

import os
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.every_status import every_status
from tests.builders import BUNDLED_AT, load
from tracker import ROOT, create_app
from tracker.config import Config
from tracker.db import transaction
from tracker.migrations import upgrade
from tracker.operations.clock.sweep import sweep
from tracker.serving.setup import RECORDS

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the browser's program; skip, saying why, where there is none."""
    found = shutil.which(os.environ.get("CHROMIUM", "")) or next(filter(None, map(shutil.which, BROWSERS)), None)
    if os.environ.get("ANSWERABLE_NO_BROWSER") or not found:
        pytest.skip("BROWSER TESTS SKIPPED: no Chromium that can be driven (python3 -m tests says how to get one)")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    """Start that browser, as a container needs it."""
    return {"executable_path": chromium, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the bundled record and the made-up one; give the address."""
    settings = {"TRACKER_INSTANCE": str(tmp_path_factory.mktemp("site")), "BASE_URL": "https://example.org"}
    app = create_app(Config.from_environment(settings, ROOT))
    engine = app.extensions["engine"]
    upgrade(engine)
    load(engine, (RECORDS / "action-on-antisemitism-2019.yaml").read_text("utf-8"), BUNDLED_AT)
    load(engine, every_status(), BUNDLED_AT)
    with transaction(engine) as session:
        sweep(session, BUNDLED_AT)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()
    engine.dispose()


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Let tests name pages by their path."""
    return site


@pytest.fixture(scope="session")
def tab(browser: Browser, site: str) -> Iterator[Page]:
    """Give the tab of all tests that only look: a browser of its own for each would take four times as long."""
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Page:
    """Give that tab, in daylight and at its first size. Who keeps cookies or changes the browser opens their own."""
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.emulate_media(media="null", color_scheme="light")
    return tab


@pytest.fixture(scope="session")
def scriptless(browser: Browser, site: str) -> Iterator[Page]:
    """Give a tab that runs no scripts."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()
