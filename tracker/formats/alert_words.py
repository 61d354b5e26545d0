"""The parts of what a mail says: sources, replies, findings, deadlines and what did not change, each in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.formats.alert_items import Came, Cited, Due, Judged, Moved
from tracker.formats.plain import plain
from tracker.models import Change, Citation, Deadline, Response, Source
from tracker.rules.deadlines import due_day, ledger
from tracker.rules.findings import Part
from tracker.rules.instants import local_day, local_time
from tracker.rules.sentences import arithmetic, day_words, full_day_words, listed, place, plural
from tracker.rules.status import MotionStanding, Standing
from tracker.vocabulary import ChangeKind, DeadlineKind, Gap, Ground, Headline, Reading, Reply, Verdict

AGREED = {
    True: "Those who asked agreed.",
    False: "Those who asked did not agree.",
    None: "Whether those who asked agreed is not recorded.",
}


def instant(at: datetime, zone: str) -> str:
    """Write an instant with its weekday and the town of its zone: "10:00 on Monday 9 November 2026 (London)"."""
    wall = local_time(at, zone)
    return f"{wall:%H:%M} on {full_day_words(wall.date())} ({place(zone)})"


def numbered(numbers: list[int]) -> str:
    """Name demands by their numbers: "demand 1", "demands 1 to 11", "demands 1, 3 and 5 to 7"."""
    if len(numbers) < 2:
        return "".join(f"demand {one}" for one in numbers)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [name for run in runs for name in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return f"demands {listed(names)}" if len(names) < 6 else f"{len(numbers)} demands"


def cited(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """Return the sources of a fact, each once."""
    found = {one.source.key: one.source for one in citations}
    return tuple(_cited(source) for source in found.values())


def _cited(source: Source) -> Cited:
    if source.published_on:
        day = day_words(source.published_on)
    else:
        day = f"date: {plain(source.published_note).strip('.')}" if source.published_note else "no date"
    read = "" if source.read is Reading.NOT_STATED else source.read.label.lower()
    url = source.url if source.url and source.url.startswith(("https://", "http://")) else None
    return Cited(plain(source.publisher), plain(source.title), day, read, url)


def came(response: Response) -> Came:
    """Return a reply in words; the summary is ours."""
    sender, form = plain(response.sender), response.form.label
    received = full_day_words(response.received_on)
    state = None if response.reply is Reply.RECEIVED else response.reply.label
    disputed = plain(response.disputed) if response.disputed else None
    return Came(sender, form, received, state, plain(response.summary), disputed)


def judged(one: Standing, facts: Mapping[str, Any], key: str) -> Judged | None:
    """Return a finding in words: what was judged before and after, and, while it stands, why."""
    part = next((part for part in one.parts if part.question.letter == facts.get("question", "a")), None)
    if part is None:
        return None
    found = next((finding for finding in part.question.findings if finding.key == key), None)
    after = facts.get("after")
    reasoning = basis = None
    if found and after:
        reasoning = plain(found.reasoning)
        basis = f"Judged as of {day_words(found.found_on)} by {plain(found.found_by)}"
        if found.response:
            letter = found.response
            form = letter.form.label[:1].lower() + letter.form.label[1:]
            basis += f", in the light of the {form} from {plain(letter.sender)}, {day_words(letter.received_on)}"
        basis += "."
    return Judged(
        letter=part.question.letter if len(one.parts) > 1 else None,
        part=plain(part.name),
        before=judgement(facts["before"]) if facts.get("before") else None,
        after=judgement(after) if after else None,
        now=_stands(part),
        meaning=_meaning(after) if after else None,
        reasoning=reasoning,
        basis=basis,
    )


def judgement(found: Mapping[str, Any] | None) -> str:
    """Write a judgement: "not answered (not mentioned)"; without one, that no answer is recorded."""
    if not found:
        return Verdict.NOT_ASSESSED.label.lower()
    verdict, why = Verdict(found["verdict"]), _why(found)
    return f"{verdict.label.lower()} ({why.label})" if why else verdict.label.lower()


def _stands(part: Part) -> str:
    now = part.finding
    return judgement({"verdict": now.verdict, "gap": now.gap, "ground": now.ground} if now else None)


def _why(found: Mapping[str, Any]) -> Gap | Ground | None:
    gap, ground = found.get("gap"), found.get("ground")
    return Gap(gap) if gap else Ground(ground) if ground else None


def _meaning(found: Mapping[str, Any]) -> str:
    why = _why(found)
    return why.sentence if why else Verdict(found["verdict"]).sentence


def due(one: Standing) -> Due | None:
    """Return the deadline in force in words, with its sum and, where it was moved or asked again, its ledger."""
    row, day, closes, until = one.deadline, one.due_day, one.closes_at, one.checked_until
    if row is None or day is None or closes is None or until is None:
        return None
    words = due_words(row, one.zone)
    rows = ledger(one.demand, one.at)
    by = f"set by {plain(row.set_by)}" if row.kind is DeadlineKind.SET else f"by {plain(row.set_by)}"
    basis = plain(row.basis)
    return Due(
        words=words,
        near=_near((day - one.today).days),
        when=f"due {_near((day - one.today).days)}, {_short(row, one.zone)}",
        closed=f"the end of {words} ({place(one.zone)})" if row.due_at is None else words,
        checked=f"{_check(one.at, closes, until)} {instant(until, one.zone)}",
        overdue_for=plural((one.today - day).days, "day") if one.today > day else "less than a day",
        counted=f"{basis[:1].upper()}{basis[1:]}, {by}: {arithmetic(row, one.demand)}.",
        ledger=tuple(_row(entry, one.zone) for entry in rows) if len(rows) > 1 else (),
    )


def counted(demands: Iterable[Standing]) -> tuple[str, ...]:
    """Return how the deadlines of several demands are counted, those that are counted alike together."""
    found: dict[str, list[int]] = {}
    for one in demands:
        deadline = due(one)
        found.setdefault(deadline.counted if deadline else "no deadline was set.", []).append(one.demand.number)
    return tuple(f"For {numbered(numbers)}: {how[:1].lower()}{how[1:]}" for how, numbers in found.items())


def _check(at: datetime, closes: datetime, until: datetime) -> str:
    if at >= until:
        return "the time for checking the post ended at"
    return "the post will be checked until" if at < closes else "the post is being checked until"


def _near(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days" if days > 0 else f"{plural(-days, 'day')} ago")


def due_words(row: Deadline, zone: str) -> str:
    """Write when a deadline falls due: the day with its weekday, and the time where it has one."""
    return instant(row.due_at, zone) if row.due_at else full_day_words(due_day(row, zone))


def _short(row: Deadline, zone: str) -> str:
    day = day_words(due_day(row, zone))
    return f"{local_time(row.due_at, zone):%H:%M} on {day}" if row.due_at else day


def _row(row: Deadline, zone: str) -> str:
    """Return one row of the ledger: what was done, by whom, to what day, and whether those who asked agreed."""
    said = f"{row.kind.label} on {day_words(row.set_on)} by {plain(row.set_by)}: {due_words(row, zone)}."
    if row.kind is DeadlineKind.ASKED_AGAIN:
        return f"{said} {row.kind.sentence.partition('; ')[2].capitalize()}"
    return said if row.kind is DeadlineKind.SET else f"{said} {AGREED[row.agreed]}"


def moved(one: Standing, facts: Mapping[str, Any], change: Change | None, position: int) -> Moved:
    """Return how a deadline was moved: from when to when, whose deed it was, and whether those who asked agreed."""
    before, after = (_iso_words(facts.get(name), one.zone) for name in ("before", "after"))
    row = next((row for row in one.demand.deadlines if row.position == position), None)
    if change is not None and change.kind is ChangeKind.ENTRY_WITHDRAWN:
        return Moved(before, after, "We took this row of the deadline off the record.", None)
    if change is not None and change.kind is ChangeKind.ENTRY_AMENDED:
        return Moved(before, after, "We changed what the record says of the deadline.", None)
    if row is None:
        return Moved(before, after, "This row of the deadline has since been taken off the record.", None)
    deed = f"{row.kind.label} on {full_day_words(row.set_on)} by {plain(row.set_by)}."
    return Moved(before, after, deed, AGREED[row.agreed])


def _iso_words(entry: Mapping[str, str] | None, zone: str) -> str | None:
    """Write a due day or instant that was noted down in ISO form."""
    if not entry:
        return None
    text = entry["due"]
    if len(text) == len("2026-11-08"):
        return full_day_words(date.fromisoformat(text))
    at = datetime.fromisoformat(text)
    return instant(at if at.tzinfo else at.replace(tzinfo=UTC), zone)


def no_reply(one: Standing) -> str:
    """Return what has come in, as of the instant of writing; never why."""
    checked = instant(one.at, one.zone)
    match one.reply:
        case Reply.NONE:
            return f"We have recorded no reply as of {checked}."
        case Reply.ACKNOWLEDGED:
            return f"The demand was acknowledged; we have recorded no reply as of {checked}."
        case Reply.HOLDING:
            return f"A holding reply came; we have recorded no full reply as of {checked}."
        case _:
            return f"The latest reply on record is of {full_day_words(one.replies[-1].received_on)}."


def part_line(part: Part) -> str:
    """Return one part with what stands of it: "Part (b), the laboratory: no answer recorded."."""
    return f"Part ({part.question.letter}), {plain(part.name).rstrip('.?!')}: {_stands(part)}."


def others(whole: MotionStanding, numbers: list[int]) -> str | None:
    """Return where the motion's other demands stand, in counts."""
    rest = Counter(one.headline for one in whole.demands if one.demand.number not in numbers)
    if not rest:
        return None
    counts = listed(f"{rest[headline]} {headline.label.lower()}" for headline in Headline if rest[headline])
    return f"The other demand: {counts[2:]}." if rest.total() == 1 else f"The other {rest.total()} demands: {counts}."


def public_note(change: Change | None) -> str | None:
    """Return the reason that stands in the log."""
    said = change.reason_text if change else None
    return plain(said) if isinstance(said, str) and said.strip() else None


def lateness(happened_on: date | datetime, recorded_at: datetime, zone: str) -> str | None:
    """Say how late something was recorded; None unless more than a day after it happened."""
    if isinstance(happened_on, datetime):
        late = recorded_at - happened_on > timedelta(days=1)
        happened_on = local_day(happened_on, zone)
    else:
        late = (local_day(recorded_at, zone) - happened_on).days > 1
    return f"{plural((local_day(recorded_at, zone) - happened_on).days, 'day')} after it happened" if late else None
