"""The bundled record as files, once: every link and every anchor of several hundred pages."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
import time_machine

from tests.builders import BUNDLED_AT, load
from tests.export.crawl import copy, crawl
from tracker import ROOT, create_app
from tracker.config import Config
from tracker.migrations import upgrade
from tracker.serving.setup import RECORDS

HOME = "motions/action-on-antisemitism"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a copy of the site with the bundled record."""
    settings = {"TRACKER_INSTANCE": str(tmp_path_factory.mktemp("site")), "BASE_URL": "https://example.org"}
    app = create_app(Config.from_environment(settings, ROOT))
    upgrade(app.extensions["engine"])
    load(app.extensions["engine"], (RECORDS / "action-on-antisemitism-2019.yaml").read_text("utf-8"), BUNDLED_AT)
    made = tmp_path_factory.mktemp("copy")
    with time_machine.travel(BUNDLED_AT, tick=False):
        copy(app, made)
    yield made
    app.extensions["engine"].dispose()


def test_every_link_and_anchor_leads_somewhere(folder: Path) -> None:
    broken, _, pages = crawl(folder)
    assert broken == []
    assert {f"{HOME}/index.html", f"{HOME}/demands/11/on/2019-02-12/index.html", "docs/index.html"} <= pages


def test_a_feed_is_in_it_with_all_of_its_archives(folder: Path) -> None:
    feeds = [feedparser.parse(path.read_bytes()) for path in folder.glob(f"{HOME}*/**/*.atom")]
    feeds += [feedparser.parse((folder / f"{HOME}.atom").read_bytes())]
    ids = {entry.id for found in feeds for entry in found.entries}
    assert len(ids) == len((folder / HOME / "changes.jsonl").read_text("utf-8").splitlines())


def test_the_manifest_is_true(folder: Path) -> None:
    listed = re.findall(r"^([0-9a-f]{64})  (.+)$", (folder / "MANIFEST").read_text("utf-8"), re.M)
    assert len(listed) > 400
    assert [name for told, name in listed if hashlib.sha256((folder / name).read_bytes()).hexdigest() != told] == []


def test_the_data_can_be_read_and_the_log_checked_with_what_is_in_the_copy(folder: Path) -> None:
    head = re.search(r"log head ([0-9a-f]{64})", (folder / "MANIFEST").read_text("utf-8"))
    assert head
    assert json.loads((folder / f"{HOME}.json").read_bytes())["log_head"] == head[1]
    assert zipfile.ZipFile(folder / HOME / "datapackage.zip").testzip() is None
    command = [sys.executable, str(folder / "verify_log.py"), str(folder / HOME / "changes.jsonl"), head[1]]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stdout) == (0, "The log is whole.\n")
