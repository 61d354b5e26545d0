"""Reads one variable of the environment after the other and keeps every fault, so that all are reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit


class Settings:
    """The environment, read variable by variable; `faults` holds a sentence for each that makes no sense."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        """The variable without the blanks around it; an empty one counts as unset."""
        return self.environ.get(name, "").strip()

    def refuse(self, name: str, shown: str, cure: str) -> None:
        self.faults.append(f"{name} is {shown!r}: write {cure}.")

    def whole_number(self, name: str, default: int, low: int, high: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if text.isascii() and text.isdecimal() and low <= int(text) <= high:
            return int(text)
        self.refuse(name, text, f"a whole number from {low} to {high}, such as {name}={default}")
        return default

    def number(self, name: str, default: float, low: float, high: float, unit: str = "seconds") -> float:
        text = self.text(name)
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if low <= value <= high:  # never true of "nan"
            return value
        self.refuse(name, text, f"a number of {unit} from {low:g} to {high:g}, such as {name}={default:g}")
        return default

    def switch(self, name: str, *, default: bool) -> bool:
        text = self.text(name)
        if text.lower() in ("", "on", "off"):
            return default if not text else text.lower() == "on"
        self.refuse(name, text, f"{name}=on or {name}=off")
        return default


def split_address(url: str) -> SplitResult | None:
    """The parts of an address, or nothing when it does not read as one, its port included."""
    try:
        parts = urlsplit(url)
        return None if parts.port == 0 else parts
    except ValueError:
        return None
