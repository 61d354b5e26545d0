"""A made-up record in which every status, verdict and kind of row occurs once, so that each is looked at."""

ASKED = """\
motion:
  slug: every-status
  title: Every status, with a title that is long enough to wrap on a telephone
  body: The Council of Exampleton (fictional)
  addressee: The Keeper of the Kettle (fictional)
  adopted_on: 2024-01-08
  visibility: public
  summary: A made-up motion.
sources:
  - {id: minutes, publisher: Exampleton, title: Minutes, published_on: 2024-01-08, url: "https://example.org/m",
     read: whole}
  - {id: seen, publisher: A-very-long-name-without-any-blank-that-has-to-be-broken-somewhere-or-else, title: T,
     read: part}
demands:
"""

DEMAND = """\
  - number: {number}
    title: The {word} demand
    asks: Say what is {word}.
    sources: [minutes]
    questions:
      - {{letter: a, text: "What is {word}?", name: what is {word}}}
      - {{letter: b, text: "Who says so?", name: who says so}}
"""

DUE = "      - {due: 2024-01-15, set_on: 2024-01-08, set_by: the motion, basis: seven days, sources: [minutes]}\n"

MOVED = """\
      - {due: 2024-01-22, kind: extended, set_on: 2024-01-12, set_by: the Keeper, agreed: true, basis: illness,
         sources: [minutes]}
      - {due: 2024-01-25, kind: asked_again, set_on: 2024-01-23, set_by: the council, basis: two days,
         sources: [minutes]}
"""

WORDS = ("answered", "refused", "partial", "assessed", "unjudged", "overdue", "awaited", "withdrawn")

CAME = """\
responses:
  - {id: letter, from: The Keeper, form: letter, received_on: 2024-01-10, summary: Given., demands: [1, 2, 3, 5],
     sources: [minutes], disputed: A neighbour says otherwise.}
  - {id: later, from: The Keeper, form: press, received_on: 2024-01-20, summary: More., demands: [4], sources: [seen]}
statements:
  - {id: own-words, by: The Keeper, demands: [3], invited_on: 2024-01-11, received_on: 2024-01-13,
     published_on: 2024-01-14, text: I said it before., sources: [seen]}
figures:
  - {id: cups, label: Cups, value: "1234.5", unit: cups, precision: about, published_on: 2024-01-10, demands: [3],
     sources: [minutes]}
  - {id: saucers, label: Saucers, value: "1234.5", unit: cups, precision: about, demands: [3], sources: [minutes]}
  - {id: more-cups, measure: many-cups, label: All cups, value: "2469", unit: cups, sources: [minutes]}
  - {id: other-cups, measure: many-cups, label: All cups, value: "2500", unit: cups, precision: rounded,
     sources: [seen]}
identities:
  - {id: both, text: Cups and saucers are all cups., kind: sum, terms: [cups, saucers], equals: more-cups,
     sources: [seen]}
discrepancies:
  - {id: cups, text: Two counts of all cups., figures: [more-cups, other-cups], state: explained,
     explanation: One is rounded., explained_by: our inference, sources: [seen]}
  - {id: spoons, text: Nobody counts the spoons alike., sources: [seen]}
events:
  - {id: broken, happened_on: 2024-01-02, date_note: about, text: The kettle broke., demands: [1, 3], sources: [seen]}
notes:
  - {id: wording, about: The wording, text: It is made up., sources: [minutes]}
  - {id: handle, about: The handle, text: It was loose., demands: [3], sources: [minutes]}
findings:
"""

FINDING = """\
  - {{id: f{demand}{question}{day}, demand: {demand}, question: {question}, response: letter, verdict: {verdict},
     reasoning: As read., found_on: 2024-01-{day}, sources: [minutes]}}
"""

VERDICTS = (
    (1, "answered", "answered"),
    (2, "refused, ground: cost", "refused, ground: none_given"),
    (3, "partly_answered, gap: shorter_period", "not_answered, gap: not_mentioned"),
    (5, "cannot_be_judged", "cannot_be_judged"),
)


def every_status() -> str:
    """Return the text of the record file."""
    demands = "".join(_demand(number, word) for number, word in enumerate(WORDS, 1))
    found = [FINDING.format(demand=3, question="a", verdict="not_answered, gap: withheld", day=10)]
    for demand, one, other in VERDICTS:
        found += [FINDING.format(demand=demand, question="a", verdict=one, day=11)]
        found += [FINDING.format(demand=demand, question="b", verdict=other, day=11)]
    return ASKED + demands + CAME + "".join(found)


def _demand(number: int, word: str) -> str:
    text = DEMAND.format(number=number, word=word)
    if word == "withdrawn":
        text += "    withdrawn_on: 2024-01-09\n    withdrawn_reason: asked twice\n"
    if word == "awaited":
        return text
    return text + "    deadlines:\n" + DUE + (MOVED if word == "partial" else "")
