"""The rules of axe-core, run on an open page; its script goes into a page once, however often it is looked at."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script


def violations(page: Page, rules: list[str] | None = None, within: str = "") -> list[str]:
    """Return what axe finds, of all its rules or of some: the rule, where, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    run = "([within, options]) => axe.run(within || document, options)"
    found = page.evaluate(run, [within, options])["violations"]
    return [f"{rule['id']} {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]
