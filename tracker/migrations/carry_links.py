"""Schema 0005 kept lists of demands, figures and sums as JSON: carry them over into the link tables, in their order."""

from typing import Any

from alembic.operations import Operations
from sqlalchemy import JSON, Connection, column, insert, select, table

from tracker.db import Base
from tracker.migrations import MigrationError
from tracker.migrations.schema import create_link_triggers
from tracker.models import LINKS, Demand, DemandLink, Figure, FigureLink, Identity, IdentityLink

REFUSAL = (
    "The database cannot be brought to this version, and nothing was changed: some of its rows name what is not on "
    "record in their motion ({rows}). Put them right with the program that wrote them, and start again."
)


CARRIED = (DemandLink, FigureLink, IdentityLink)
"""The link tables that take the place of lists; those that came later have nothing to carry."""


def carry_links(connection: Connection, op: Operations) -> None:
    """Fill the link tables and drop the JSON columns; raise MigrationError where a list names what is not there.

    A link that cannot be made must not be left out: a note about no demand is a note about all of them.
    """
    Base.metadata.create_all(connection, tables=[Base.metadata.tables[link.__tablename__] for link in CARRIED])
    missing = _missing_equals(connection)
    for noun, lists in LINKS.items():
        for name, (link, owner) in lists.items():
            if link not in CARRIED:
                continue
            missing += _carry(connection, noun.__tablename__, name, link, owner)
            op.drop_column(noun.__tablename__, name)
    if missing:
        raise MigrationError(REFUSAL.format(rows="; ".join(missing)))
    with op.batch_alter_table("identity") as identity:
        where = (["motion_id", "equals"], ["motion_id", "key"])
        identity.create_foreign_key(
            "fk_identity_motion_id_equals", "figure", *where, deferrable=True, initially="DEFERRED"
        )
    create_link_triggers(connection, *(link.__tablename__ for link in CARRIED if link is not IdentityLink))


def _carry(connection: Connection, noun: str, name: str, link: type[Any], owner: str) -> list[str]:
    """Write the links of one list, and return what it names in vain, in words."""
    known, missing, rows = _known(connection, link), list[str](), list[dict[str, object]]()
    key, old = link.target.expression.name, table(noun, column("id"), column("motion_id"), column(name, JSON))
    for row in connection.execute(select(old).order_by(old.c.id)):
        for position, target in enumerate(row[2] or []):
            rows.append({"motion_id": row.motion_id, "position": position, key: target, owner: row.id})
            if (row.motion_id, target) not in known:
                missing.append(f"{name} of {noun} {row.id}: {target}")
    if rows and not missing:
        connection.execute(insert(link.__table__), rows)
    return missing


def _known(connection: Connection, link: type[Any]) -> set[tuple[int, object]]:
    """Return what links of a table may name."""
    key = Demand.number if link is DemandLink else Figure.key if link is FigureLink else Identity.key
    return {(motion, target) for motion, target in connection.execute(select(key.class_.motion_id, key))}


def _missing_equals(connection: Connection) -> list[str]:
    known = _known(connection, FigureLink)
    rows = connection.execute(select(Identity.id, Identity.motion_id, Identity.equals))
    return [f"equals of identity {row.id}: {row.equals}" for row in rows if (row.motion_id, row.equals) not in known]
