"""The bundled record as JSON: Popolo names nobody whom the record does not name, and the log can be checked from it."""

import json
from datetime import datetime

from jsonschema import Draft202012Validator

from tests.builders import utc
from tracker.formats.json.base import Addresses
from tracker.formats.json.motion import motion_data
from tracker.formats.json.pages import change_of
from tracker.formats.json.popolo import demands_schema, popolo_data
from tracker.formats.json.record import MotionData
from tracker.models import Change, Motion
from tracker.rules.hash_chain import canonical_json, instant_text, seal
from tracker.rules.status import motion_standing
from tracker.vocabulary import ActorKind, ChangeKind

HERE = Addresses("https://example.org")
AT = utc(2026, 11, 23, 12)


def test_popolo_names_whom_the_record_names_and_nobody_else(bundled: Motion) -> None:
    found = popolo_data(motion_standing(bundled, AT), HERE)
    assert [one.name for one in found.persons] == [bundled.proposer, bundled.seconder]
    assert [one.id for one in found.persons] == [f"{bundled.slug}/proposer", f"{bundled.slug}/seconder"]
    motion = found.motions[0]
    assert (motion.creator_id, motion.organization_id, motion.result) == (
        f"{bundled.slug}/proposer",
        f"{bundled.slug}/body",
        "pass",
    )
    assert [one.name for one in found.organizations] == [bundled.body]


def test_the_bundled_record_is_what_the_published_schemas_say(bundled: Motion) -> None:
    whole = motion_standing(bundled, AT)
    motion = json.loads(popolo_data(whole, HERE).model_dump_json())["motions"][0]
    assert list(Draft202012Validator(demands_schema(HERE.base)).iter_errors(motion)) == []
    schema = MotionData.model_json_schema(mode="serialization")
    data = json.loads(motion_data(whole, HERE).model_dump_json())
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert len(data["demands"]) == len(motion["demands"]) == 11


def test_an_entry_as_json_holds_all_that_its_hash_is_made_of() -> None:
    at = utc(2026, 11, 5, 12).replace(microsecond=70)
    told = [canonical_json(value) for value in (None, {"title": "Ö", "b": [1, None]}, "A test")]
    fields = ("demand_added", instant_text(at), instant_text(at), "import", "demand/1", *told)
    sealed = Change(
        sequence=1, kind=ChangeKind.DEMAND_ADDED, happened_at=at, recorded_at=at, actor_role=ActorKind.IMPORT,
        subject="demand/1", demand_number=1, before=told[0], after=told[1], reason=told[2], previous_hash="",
        hash=seal("", "clean-river", 1, *fields),
    )  # fmt: skip
    one = json.loads(change_of(sealed, "clean-river", HERE).model_dump_json())
    instants = [instant_text(datetime.fromisoformat(one[name])) for name in ("happened_at", "recorded_at")]
    values = [canonical_json(one[name]) for name in ("before", "after", "reason")]
    again = seal(one["previous_hash"], "clean-river", one["sequence"], one["kind"], *instants,
                 one["actor_role"], one["subject"], *values)  # fmt: skip
    assert again == one["hash"]
