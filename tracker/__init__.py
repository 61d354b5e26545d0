"""Answerable keeps a motion's demands answerable. `create_app` joins database, files, pages and commands."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from tracker.config import Config

ROOT = Path(__file__).parent.parent
__version__ = "0.1.0"


def create_app(config: "Config | None" = None) -> "Flask":
    """Return the application for a configuration; without one, for the environment's."""
    from flask import Flask

    from tracker import cli, web
    from tracker.config import Config
    from tracker.db import open_engine
    from tracker.storage.files import FOLDER, FileStore

    config = config or Config.from_environment(os.environ, ROOT)
    app = Flask("tracker", root_path=str(ROOT / "tracker"), template_folder=str(ROOT / "templates"))
    app.extensions["config"] = config
    app.extensions["engine"] = open_engine(config.database_url)
    app.extensions["files"] = FileStore(config.instance / FOLDER)
    web.init_app(app)
    cli.init_app(app)
    return app
