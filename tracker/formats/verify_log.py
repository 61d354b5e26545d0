#!/usr/bin/env python3
"""Check the log of a motion. It needs nothing but Python 3: `python3 verify_log.py changes.jsonl [HEAD]`.

Each line of the log is one entry, sealed with a hash (SHA-256) over eleven lines of text: the hash of the entry before
it, the motion, its number, and what it says. Whoever alters, drops, swaps or adds a line breaks every seal after it. To
know that the end is not cut off and that not all of it was written anew, give the HEAD: a hash (or its first 16 signs
or more) that you noted from a mail, a feed, a citation or a printed briefing. It has to stand somewhere in the log.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator

SEALED = ("previous_hash", "motion", "sequence", "kind", "happened_at", "recorded_at",
          "role", "subject", "before", "after", "reason")  # fmt: skip


def faults(lines: Iterable[str], head: str = "") -> Iterator[str]:
    """Yield what is wrong with a log, in words, each with its line; nothing where it is whole."""
    previous, motion, seen = "", None, False
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            fields = [str(entry[name]) if name == "sequence" else entry[name] for name in SEALED]
            seal, made = entry["hash"], hashlib.sha256("\n".join(fields).encode()).hexdigest()
            plain = json.dumps(entry, ensure_ascii=False) + "\n" == line and list(entry) == [*SEALED, "hash"]
        except (ValueError, KeyError, TypeError, RecursionError):
            yield f"line {number}: this is not an entry of a log"
            continue
        motion = motion or entry["motion"]
        if not plain or entry["sequence"] != number or entry["motion"] != motion or "\n" in "".join(fields):
            yield f"line {number}: this is not how entry {number} of the log of {motion} is written"
        if entry["previous_hash"] != previous:
            yield f"line {number}: it does not follow from the line before it"
        if seal != made:
            yield f"line {number}: it is not what was sealed"
        previous, seen = seal, seen or (len(head) >= 16 and str(seal).startswith(head))
    if not previous:
        yield "there is no entry in it"
    if head and not seen:
        yield f"the head {head} stands nowhere in it: the end is missing, or the log was written anew"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", errors="surrogateescape", newline="\n") as log:
        wrong = list(faults(log, *sys.argv[2:3]))
    end = "." if sys.argv[2:] else ", as far as it goes. Give a HEAD to prove its end."
    print("\n".join(wrong) or f"The log is whole{end}")
    sys.exit(1 if wrong else 0)
