"""What was judged of a part, in words."""

from collections.abc import Mapping
from typing import Any

from tracker.rules.parts import Part
from tracker.vocabulary import Gap, Ground, Verdict
from tracker.wording.text import plain


def judgement(found: Mapping[str, Any] | None) -> str:
    """Write a judgement: "not answered (not mentioned)"; without one, that no answer is recorded."""
    if not found:
        return Verdict.NOT_ASSESSED.label.lower()
    verdict, why = Verdict(found["verdict"]), _gap_or_ground(found)
    return f"{verdict.label.lower()} ({why.label})" if why else verdict.label.lower()


def judgement_meaning(found: Mapping[str, Any]) -> str:
    why = _gap_or_ground(found)
    return why.sentence if why else Verdict(found["verdict"]).sentence


def part_judgement(part: Part) -> str:
    finding = part.finding
    if finding is None:
        return judgement(None)
    return judgement({"verdict": finding.verdict, "gap": finding.gap, "ground": finding.ground})


def part_sentence(part: Part) -> str:
    """Return one part with its judgement: "Part (b), the laboratory: no answer recorded."."""
    return f"Part ({part.question.letter}), {plain(part.name).rstrip('.?!')}: {part_judgement(part)}."


def _gap_or_ground(found: Mapping[str, Any]) -> Gap | Ground | None:
    gap, ground = found.get("gap"), found.get("ground")
    return Gap(gap) if gap else Ground(ground) if ground else None
