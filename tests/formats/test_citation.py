"""Citations: a line and a BibTeX entry that name the day, the revision and the head, whatever a title holds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.citation import Cited, bibtex, latex, plain_citation

HEAD = "0123456789abcdef" * 4
RIVER = Cited("clean-river", "Clean River", date(2026, 11, 5), 9, HEAD, "https://example.org/motions/clean-river")
DEMAND = replace(RIVER, number=1, demand="Sampling results")

BIBTEX = f"""\
@misc{{answerable-clean-river-1,
  author = {{{{Answerable}}}},
  title = {{{{Clean River, demand 1: Sampling results}}}},
  howpublished = {{Public record, online}},
  year = {{2026}},
  url = {{https://example.org/motions/clean-river}},
  urldate = {{2026-11-05}},
  note = {{As of Thursday 5 November 2026, revision 9, log head {HEAD}}}
}}
"""


def test_a_citation_is_one_line() -> None:
    assert plain_citation(DEMAND) == (
        "“Clean River, demand 1: Sampling results”, Answerable, as of Thursday 5 November 2026, revision 9, "
        "log head 0123456789abcdef. https://example.org/motions/clean-river"
    )


def test_an_entry_for_bibtex() -> None:
    assert bibtex(DEMAND) == BIBTEX


@pytest.mark.parametrize(
    ("cited", "key"),
    [(RIVER, "answerable-clean-river"), (DEMAND, "answerable-clean-river-1"),
     (replace(DEMAND, pinned=True), "answerable-clean-river-1-2026-11-05")],
)  # fmt: skip
def test_a_key_is_the_same_for_the_same_record(cited: Cited, key: str) -> None:
    assert bibtex(replace(cited, revision=99, log_head="f" * 64)).startswith(f"@misc{{{key},\n")


@given(st.text())
def test_whatever_a_title_holds_braces_are_balanced_and_every_field_is_a_line(title: str) -> None:
    entry = bibtex(replace(RIVER, motion=title, url="https://example.org/a b{c}\\"))
    assert entry.count("{") == entry.count("}")
    assert len(entry.splitlines()) == len(BIBTEX.splitlines())
    assert "url = {https://example.org/a%20b%7Bc%7D%5C}" in entry


SPECIAL = [
    ("50% & #1_a $", r"50\% \& \#1\_a \$"),
    ("a~b^c", r"a\textasciitilde{}b\textasciicircum{}c"),
    ("{x}\\", r"\textbraceleft{}x\textbraceright{}\textbackslash{}"),
]


@pytest.mark.parametrize(("text", "written"), SPECIAL)
def test_special_signs_are_written_so_that_latex_prints_them(text: str, written: str) -> None:
    assert latex(text) == written
