"""Several senders beside each other: whatever is due goes out once, one mail to a person."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Thread

from sqlalchemy import Engine, func, select

from tests.builders import CLEAN_RIVER, FINDING, LOADED_AT, REPLY, load
from tests.delivery.post import NOW, ROOT, Post, Scripted, by_email, config, fill
from tracker.db import open_engine, reading
from tracker.delivery.send import Deliverer
from tracker.models import MailDay, Message
from tracker.vocabulary import MessageState

PEOPLE = 500
MOVED = """\
      - {due: 2026-11-12, kind: extended, set_on: 2026-11-04, set_by: the motion, basis: more time, sources: [minutes]}
"""


def queue(engine: Engine) -> None:
    """Make three notices of one moment due for many people."""
    load(engine, CLEAN_RIVER, LOADED_AT)
    fill(engine, PEOPLE)
    load(engine, CLEAN_RIVER + MOVED + REPLY + FINDING, NOW)


def each_one_mail(engine: Engine, tried: list[str]) -> None:
    """Hold against what senders tried that everybody got one mail, and that all of it is settled."""
    assert Counter(Counter(tried).values()) == {1: PEOPLE}
    with reading(engine) as session:
        found = session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
        assert [tuple(row) for row in found] == [(MessageState.SENT, 3 * PEOPLE)]
        assert session.scalar(select(func.sum(MailDay.sent))) == PEOPLE


def test_two_senders_in_threads_send_each_person_one_mail(engine: Engine, tmp_path: Path) -> None:
    queue(engine)
    outs, settings = [Scripted(), Scripted()], config(tmp_path)
    senders = [
        Deliverer(engine, settings, by_email(engine, settings, out), now=lambda: NOW, wait=lambda _: None)
        for out in outs
    ]
    threads = [Thread(target=sender.run) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert min(len(out.envelopes) for out in outs) > 0, "one of them did it all, so the test proved nothing"
    each_one_mail(engine, [name for out in outs for name in out.recipients])


def test_two_senders_in_processes_send_each_person_one_mail(engine: Engine, tmp_path: Path) -> None:
    queue(engine)
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.delivery.test_send", url, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    both = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    tried = [json.loads(one.communicate(timeout=120)[0]) for one in both]
    assert min(map(len, tried)) > 0, "one of them did it all, so the test proved nothing"
    each_one_mail(engine, [name for names in tried for name in names])


def test_a_second_sender_finds_nothing_of_what_the_first_has_in_hand(post: Post) -> None:
    post.reply("ada", news=REPLY + FINDING)
    second = Scripted()
    post.out.during = lambda _: post.sender(second).run()
    assert post.run().sent == 1
    assert second.envelopes == []


def main(url: str, folder: str) -> None:
    """Deliver as a process of its own, and print to whom."""
    engine, out = open_engine(url), Scripted()
    settings = config(Path(folder))
    sender = Deliverer(engine, settings, by_email(engine, settings, out), now=lambda: NOW, wait=lambda _: None)
    print("ready", flush=True)
    sys.stdin.readline()
    sender.run()
    print(json.dumps(out.recipients))
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
