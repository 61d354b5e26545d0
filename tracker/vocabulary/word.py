"""A word of the record: what is stored, the label readers see, and the sentence that explains it."""

from enum import StrEnum


class Term(StrEnum):
    """A word of the record with the label readers see and the sentence that explains it."""

    label: str
    sentence: str

    def __new__(cls, value: str, label: str = "", sentence: str = "") -> "Term":
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.sentence = sentence
        return word
