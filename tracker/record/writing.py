"""Write a record as the text of a record file: the shape that `load` reads."""

from typing import Any

import yaml

from tracker.record.entries import content
from tracker.record.schema import SECTIONS, RecordFile


class _Dumper(yaml.SafeDumper):
    """A dumper that writes long text as a folded block and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def write_record(record: RecordFile) -> str:
    """Return a record as YAML, its lists in the order of the schema, empty ones left out."""
    data: dict[str, Any] = {"motion": content(record.motion)}
    for name in SECTIONS:
        rows = [content(entry) for entry in getattr(record, name)]
        if rows:
            data[name] = rows
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
