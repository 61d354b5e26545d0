"""What may be a password: at least 15 signs, and none of those that everybody tries first. Any signs will do."""

import re

SHORTEST = 15
LONGEST = 200
TOO_SHORT = f"Choose a password of at least {SHORTEST} characters: four or five words in a row are easy to remember."
TOO_LONG = f"Choose a password of at most {LONGEST} characters."
TOO_OBVIOUS = "That password is among the first that anybody would try. Choose one that nobody can guess."

OBVIOUS = frozenset(
    re.findall(
        r"\w+",
        """
        password passwort letmein welcome qwerty qwertyuiop qwertz asdfgh asdfghjkl zxcvbn zxcvbnm azerty admin
        administrator editor reviewer answerable motion motions desk iloveyou monkey dragon football baseball sunshine
        princess superman batman trustno master shadow login secret changeme default guest root test testing
        correcthorsebatterystaple abc abcdef abcdefgh abcdefghijklmnopqrstuvwxyz liverpool chelsea arsenal england
        london northernireland scotland wales unitedkingdom summer winter spring autumn monday friday please hello
        thank thanks this is my the a an for and you your me new old pass word code key lock open sesame go let in do
        not be
        """,
    )
)
"""Words of which an obvious password is made."""
LEET = str.maketrans("013457@$!", "oieastasi")


def fault(password: str, email: str = "", name: str = "") -> str | None:
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    own = {part for part in re.split(r"[^a-z]+", f"{email} {name}".lower()) if len(part) > 2}
    return TOO_OBVIOUS if is_obvious(password, own) else None


def is_obvious(password: str, own: set[str] | frozenset[str] = frozenset()) -> bool:
    """Tell whether a password is few signs, a run of signs, a repetition, or made of nothing but obvious words."""
    plain = password.lower()
    if len(set(plain)) < 6 or _repeats(plain) or _runs(plain):
        return True
    known = OBVIOUS | own
    spellings = (re.sub(r"[^a-z]", "", plain), re.sub(r"[^a-z]", "", plain.translate(LEET)))
    return any(2 * len(letters) >= len(plain) and _made_of(letters, known) for letters in spellings)


def _repeats(text: str) -> bool:
    """Tell whether a text is one piece again and again, its last part cut off or not."""
    return any((text[:size] * (len(text) // size + 1))[: len(text)] == text for size in range(1, len(text) // 2 + 1))


def _runs(text: str) -> bool:
    """Tell whether most signs follow their neighbour: 123456, abcdef, qwerty, and backwards."""
    rows = ("0123456789012345", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
    pairs = {row[i : i + 2] for row in rows for i in range(len(row) - 1)}
    pairs |= {pair[::-1] for pair in pairs}
    found = sum(text[i : i + 2] in pairs for i in range(len(text) - 1))
    return found >= 0.7 * (len(text) - 1)


def _made_of(letters: str, words: frozenset[str] | set[str]) -> bool:
    """Tell whether letters can be cut into known words with nothing left over."""
    good = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        good[end] = any(good[start] and letters[start:end] in words for start in range(max(0, end - 30), end))
    return good[-1]
