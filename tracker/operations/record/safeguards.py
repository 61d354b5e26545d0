"""What no act of the desk may do, whatever form it comes from: all of them pass here on their way to the record.

The addressee's words stay as they came, and beside an adverse finding; no finding comes into force again by way of
another that goes; and who may see a motion is settled on a page of its own, where people and reasons are asked for.
"""

from collections.abc import Container, Iterator

from tracker.operations.desk.finding_gate import in_force
from tracker.record.entries import Table, asks_action
from tracker.record.schema import FindingEntry, MotionEntry, QuestionEntry, StatementEntry
from tracker.vocabulary import ADVERSE, label_of

Found = Iterator[tuple[str, str, str]]
"""A subject, a field of it, and the sentence that says what to do instead."""

SEEN = "Who can see a motion is changed on its own page of the desk. It is {0} on record: write “visibility: {0}”."
WORDS = "These are the addressee's own words: they stay as they came."
BESIDE = (
    "It is the reply offered before a part of demand {0} was judged “{1}”, and stands beside that for as long as it "
    "does: judge the part anew first."
)
REVEALED = (
    "Part {0} would be “{1}” again, by an earlier finding. Judge the part anew instead, with a second person and a "
    "reply offered."
)


def unfair(stored: Table, wanted: Table, cleared: Container[str], *, shows: bool) -> Found:
    """Yield what may not be done of the step from the stored record to the wanted one.

    `cleared` holds the findings that are judged in this act; `shows` says that it is about who may see the motion.
    """
    before, after = stored.get("motion"), wanted.get("motion")
    was, becomes = (entry.visibility if isinstance(entry, MotionEntry) else None for entry in (before, after))
    if was is not None and was is not becomes and not shows:
        yield "motion", "visibility", SEEN.format(was.value)
    adverse = dict(_adverse(wanted))
    for part, finding in adverse.items():
        subject = f"finding/{finding.id}"
        if subject not in cleared and in_force(stored, part) != finding.id:
            yield subject, "", REVEALED.format(part, _label(finding, wanted))
    for subject, entry in stored.items():
        if isinstance(entry, StatementEntry):
            yield from _statement(subject, entry, wanted, list(adverse.values()))


def _label(finding: FindingEntry, table: Table) -> str:
    return label_of(finding.verdict, asks_action(table, f"{finding.demand}{finding.question}")).lower()


def _statement(subject: str, before: StatementEntry, wanted: Table, adverse: list[FindingEntry]) -> Found:
    after = wanted.get(subject)
    if isinstance(after, StatementEntry) and before.text is not None and before.text != after.text:
        yield subject, "text", WORDS
    for finding in adverse:
        number = finding.demand
        if _is_about(before, number) and not (isinstance(after, StatementEntry) and _is_about(after, number)):
            yield subject, "demands", BESIDE.format(number, _label(finding, wanted))
            return


def _is_about(statement: StatementEntry, number: int) -> bool:
    return not statement.demands or number in statement.demands


def _adverse(table: Table) -> Iterator[tuple[str, FindingEntry]]:
    """Yield each part that stands as not answered or refused, with the finding that says so."""
    for subject, entry in table.items():
        part = subject.partition("/")[2]
        if isinstance(entry, QuestionEntry) and (key := in_force(table, part)):
            finding = table[f"finding/{key}"]
            if isinstance(finding, FindingEntry) and finding.verdict in ADVERSE:
                yield part, finding
