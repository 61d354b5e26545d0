"""The API: every page's address with `.json` is the same thing as data. `table` holds every operation, and from it are
made the routes, the checks of what is asked, /openapi.json and the page /docs.
"""

from tracker.web.data.api import docs, lists, motions, service
from tracker.web.data.api.table import OPERATIONS, bp

__all__ = ["OPERATIONS", "bp", "docs", "lists", "motions", "service"]
