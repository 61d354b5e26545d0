"""Pages: the motion page, its 304 and its JSON beside bare Flask; time to the first page; resident memory."""

from pathlib import Path
from statistics import median

from tests.bench.servers import MOTION, Server, answerable, bare, requests_a_second

ROUNDS = 5
SECONDS = 2.0
AIMS = {"page": 0.85, "304": 0.9, "json": 0.85}


def requests(folder: Path) -> None:
    """Print requests/s of each kind of answer as a ratio to bare Flask, in interleaved rounds."""
    with answerable(folder) as ours:
        _, headers, page = ours.get(MOTION)
        _, _, data = ours.get(f"{MOTION}.json")
        known = {"If-None-Match": headers["etag"]}
        with bare(folder, page, data) as plain:
            for path, sent, told in ((MOTION, known, 304), (f"{MOTION}.json", {}, 200)):
                assert ours.get(path, sent)[0] == told
            pairs: dict[str, tuple[str, str, dict[str, str]]] = {
                "page": (MOTION, "/page", {}),
                "304": (MOTION, "/304", known),
                "json": (f"{MOTION}.json", "/page.json", {}),
            }
            for kind, (path, beside, sent) in pairs.items():
                _compare(kind, ours, plain, (path, beside, sent), len(data if kind == "json" else page))


def _compare(kind: str, ours: Server, plain: Server, pair: tuple[str, str, dict[str, str]], size: int) -> None:
    path, beside, sent = pair
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    for server, where in ((ours, path), (plain, beside)):
        requests_a_second(server, where, sent, 1)
    for _ in range(ROUNDS):
        rates["ours"].append(requests_a_second(ours, path, sent, SECONDS))
        rates["bare"].append(requests_a_second(plain, beside, sent, SECONDS))
    ratios = [one / other for one, other in zip(*rates.values(), strict=True)]
    raw = "  ".join(f"{name} {', '.join(f'{rate:,.0f}' for rate in found)}" for name, found in rates.items())
    what = "empty" if kind == "304" else f"{size / 1000:.0f} kB"
    print(f"{kind:4} ({what}): {median(ratios):.2f} of bare Flask (aim {AIMS[kind]})   requests/s: {raw}", flush=True)


def start(folder: Path) -> None:
    """Print the time from `python3 app.py` to the first page, the first time with a database and the times after."""
    times = []
    for _ in range(4):
        with answerable(folder, clock="on") as server:
            times.append(server.seconds_to_first_page)
    later = ", ".join(f"{seconds:.2f}" for seconds in times[1:])
    print(f"start: {median(times[1:]):.2f} s to the first page (aim 2)   first run {times[0]:.2f}, later {later} s")


def memory(folder: Path) -> None:
    """Print the resident memory of the whole tree of processes, warm, beside bare Flask's."""
    with answerable(folder, clock="on") as ours:
        page, data = ours.get(MOTION)[2], ours.get(f"{MOTION}.json")[2]
        with bare(folder, page, data) as plain:
            for server, path in ((ours, MOTION), (plain, "/page")):
                requests_a_second(server, path, {}, 1)
            (rss, pss), (bare_rss, bare_pss) = ours.resident(), plain.resident()
    print(f"memory: {rss / bare_rss:.2f} of bare Flask (aim at most 1.5)   resident {rss:.0f} and {bare_rss:.0f} MB")
    print(f"        {pss / bare_pss:.2f} with shared pages shared out   {pss:.0f} and {bare_pss:.0f} MB", flush=True)
