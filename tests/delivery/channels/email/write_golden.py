"""Write the golden mails anew after a wanted change, and read the difference:

`python -m tests.delivery.channels.email.write_golden`
"""

import tempfile
from pathlib import Path

from tests.delivery.channels.email.diary import every_mail
from tracker.db import open_engine
from tracker.delivery.channels.email.compose import Composed
from tracker.migrations import upgrade

GOLDEN = Path(__file__).parents[3] / "golden" / "mail"


def files(name: str, mail: Composed) -> dict[str, str]:
    """Return the files that hold a mail: its text with the subject on top, its HTML, and its calendar if it has one."""
    found = {f"{name}.txt": f"Subject: {mail.subject}\n\n{mail.text}", f"{name}.html": mail.html}
    if mail.calendar is not None:
        found[f"{name}.ics"] = mail.calendar.decode("utf-8").replace("\r\n", "\n")
    return found


def main() -> None:
    """Replace every golden mail."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/golden.db")
        upgrade(engine)
        mails = every_mail(engine)
        engine.dispose()
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    for name, mail in mails.items():
        for file, text in files(name, mail).items():
            (GOLDEN / file).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
