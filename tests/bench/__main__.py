"""`python3 -m tests.bench [SECTION …] [--postgresql]`: how fast it is, as ratios with the raw figures.

Sections: requests, uncached, sweep, start, memory, mail, mail-memory, fan-out; all of them when none is named.
Nothing is left behind.
"""

import argparse
import tempfile
from pathlib import Path

from tests.bench import fan_out, mail, pages, sweeping, uncached

SECTIONS = {
    "requests": pages.requests,
    "uncached": uncached.measure,
    "sweep": sweeping.measure,
    "start": pages.start,
    "memory": pages.memory,
    "mail": mail.measure,
    "mail-memory": mail.memory,
    "fan-out": fan_out.measure,
}


def main() -> None:
    """Run the sections that were asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.bench")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--postgresql", action="store_true", help="sweep and fan-out on PostgreSQL as well")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    for name, section in SECTIONS.items():
        if not asked.sections or name in asked.sections:
            with tempfile.TemporaryDirectory(prefix="answerable-bench-") as folder:
                section(Path(folder))
    if asked.postgresql:
        sweeping.measure_postgresql()
        fan_out.measure_postgresql()


if __name__ == "__main__":
    main()
