"""What may be a password, and what is too obvious to be one."""

import pytest

from tracker.web.accounts.passwords import fault

OBVIOUS = [
    "passwordpassword", "Password12345678", "P4ssw0rdP4ssw0rd", "aaaaaaaaaaaaaaa", "abcabcabcabcabc", "123456789012345",
    "qwertyuiopasdfgh", "letmeinletmein12", "correcthorsebatterystaple", "answerable-admin-2026", "ada byron password",
    "thisismypassword!", "zyxwvutsrqponmlk", "987654321098765432", "editoreditoreditor",
]  # fmt: skip
GOOD = ["seven green bicycles by the canal", "Tr0ub4dor&3-and-more", "мой дядя самых честных", "x9$kQ2!vLp7@wZr4"]


@pytest.mark.parametrize("password", OBVIOUS)
def test_an_obvious_password_is_refused(password: str) -> None:
    assert fault(password, "ada@example.org", "Ada Byron")


@pytest.mark.parametrize("password", GOOD)
def test_a_good_one_is_taken(password: str) -> None:
    assert fault(password, "ada@example.org", "Ada Byron") is None


@pytest.mark.parametrize(("signs", "taken"), [(14, False), (15, True), (200, True), (201, False)])
def test_its_length_has_two_ends(signs: int, taken: bool) -> None:
    assert (fault(("kq7 vbw2 zx9 mth4 " * 12)[: signs - 3] + "!Lp") is None) is taken
