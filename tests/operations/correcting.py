"""A correction of the small record, as an editor makes it at the desk."""

from datetime import datetime

from sqlalchemy import Engine

from tests.builders import CLEAN_RIVER, FINDING, REPLY, load
from tests.operations.editors import add_editor
from tracker.db import transaction
from tracker.models import Clearance
from tracker.operations.record.publishing import publish, stored_table
from tracker.record.schema import FindingEntry
from tracker.vocabulary import Verdict

NOTE = "We had misread page 2."


def corrected(engine: Engine, now: datetime) -> None:
    """Load a finding, and correct why it was made, with a public note."""
    load(engine, CLEAN_RIVER + REPLY + FINDING, now)
    who = add_editor(engine)
    with transaction(engine) as session:
        table = stored_table(session, "clean-river")
        [(subject, known)] = [(name, entry) for name, entry in table.items() if isinstance(entry, FindingEntry)]
        amended = known.model_copy(update={"reasoning": "Given on page 2."})
        cleared = {subject: Clearance(verdict=Verdict.ANSWERED, test="The results.", author_id=who.id)}
        publish(session, "clean-river", {subject: amended}, who, now, reason="Misread", cleared=cleared, note=NOTE)
