"""A form that came too late, with everything that was typed: to be sent again once its sender has signed in again.

It is shown to its sender and stored nowhere. The page that shows it carries a new token, so that one more press
sends it; a form that another site sent is not offered again. A file has to be chosen again.
"""

from dataclasses import dataclass

from flask import Response, make_response, render_template, request

SKIPPED = frozenset({"csrf_token", "password", "password_confirm", "new_password", "new_password_confirm", "code"})
"""What is not shown again: tokens that are spent, and secrets."""

WORDS = {
    "signed-out": (
        "Please sign in again",
        "You were signed out before this was sent. Nothing is lost: sign in in another tab, then come back to this "
        "page and press the button.",
        401,
    ),
    "csrf": (
        "Please press once more",
        "This form was open in another session, so it was not taken. Nothing is lost: press the button to send it.",
        400,
    ),
    "stale": (
        "Please prove that it is you",
        "You signed in more than 15 minutes ago, and this needs a sign-in of late. Nothing is lost: do that in "
        "another tab, then come back to this page and press the button.",
        401,
    ),
}


@dataclass(frozen=True, slots=True)
class PendingForm:
    """One field of the form, as it was sent."""

    name: str
    value: str

    @property
    def is_long(self) -> bool:
        return len(self.value) > 60 or "\n" in self.value


def keep_form(reason: str) -> Response:
    """Answer a form that could not be taken with the same form, its fields kept. `reason` is a word of `WORDS`."""
    title, sentence, code = WORDS[reason]
    fields = [PendingForm(name, value) for name, value in request.form.items(multi=True) if name not in SKIPPED]
    files = [name for name, file in request.files.items(multi=True) if file.filename]
    return make_response(
        render_template("desk/kept.html", title=title, sentence=sentence, fields=fields, files=files, reason=reason),
        code,
    )
