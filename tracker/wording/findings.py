"""What was judged of a part, in words."""

from collections.abc import Mapping
from typing import Any

from tracker.rules.parts import Part
from tracker.vocabulary import Gap, Ground, Verdict, label_of, sentence_of
from tracker.wording.labels import is_action
from tracker.wording.text import plain


def judgement(found: Mapping[str, Any] | None, of_action: bool = False) -> str:
    """Write a judgement: "not answered (not mentioned)"; without one, that no answer is recorded.

    With `of_action` it is on a part that asks that something be done.
    """
    why = _gap_or_ground(found) if found else None
    label = label_of(Verdict(found["verdict"]) if found else Verdict.NOT_ASSESSED, of_action).lower()
    return f"{label} ({why.label})" if why else label


def judgement_meaning(found: Mapping[str, Any], of_action: bool = False) -> str:
    why = _gap_or_ground(found)
    return why.sentence if why else sentence_of(Verdict(found["verdict"]), of_action)


def part_judgement(part: Part) -> str:
    finding, of_action = part.finding, is_action(part.question)
    if finding is None:
        return judgement(None, of_action)
    return judgement({"verdict": finding.verdict, "gap": finding.gap, "ground": finding.ground}, of_action)


def part_sentence(part: Part) -> str:
    """Return one part with its judgement: "Part (b), the laboratory: no answer recorded."."""
    return f"Part ({part.question.letter}), {plain(part.name).rstrip('.?!')}: {part_judgement(part)}."


def _gap_or_ground(found: Mapping[str, Any]) -> Gap | Ground | None:
    gap, ground = found.get("gap"), found.get("ground")
    return Gap(gap) if gap else Ground(ground) if ground else None
