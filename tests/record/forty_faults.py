"""A record file with forty faults of many kinds. Each `#!` stands on the line where one must be reported."""

FORTY = """\
motion: #! no addressee
  slug: Clean River #!
  title: "" #!
  body: Northgate Council
  adopted_on: 2026-13-01 #!
  time_zone: Europe/Lundon #!
  grace_hours: many #!
  visibility: hidden #!
  colour: green #!
sources:
  - {id: minutes, publisher: Northgate Council, title: Minutes, published_on: yesterday} #!
  - {id: minutes, publisher: Northgate Council, title: More minutes} #!
  - {id: letter, publisher: Northgate Council, url: "ftp://example.org"} #! #!
  - {id: press, title: Press, read: half} #! #!
  - {id: hash, publisher: Press, title: Hash, sha256: abc} #!
demands:
  - number: 1
    title: Sampling results
    asks: Publish the sampling results.
    sources: [minuts] #!
    questions:
      - {letter: a, text: the results for 2025}
      - {letter: a, text: the laboratory} #!
      - {letter: bb, text: the method} #!
      - {letter: c} #!
    deadlines:
      - {due: 2026-11-09, set_on: 2026-11-01, set_by: the motion, basis: a, rule: 7 days, sources: [minutes]} #!
      - {due: tomorrow, kind: extended, set_on: 2026-11-05, set_by: the motion, basis: a, sources: [minutes]} #!
      - {due: 2026-11-05, kind: extended, set_on: 2026-11-05, set_by: me, basis: a, sources: [minutes]} #!
      - {due: 2026-11-30, kind: moved, set_on: 2026-11-05, set_by: me, basis: a, sources: [minutes]} #!
  - number: 1 #!
    title: The same number
    asks: Something else.
    sources: [] #!
    withdrawn_on: 2026-11-10 #!
    deadlines:
      - {due: 2026-11-08, kind: asked_again, set_on: 2026-11-01, set_by: me, basis: a, sources: [minutes]} #!
responses:
  - {id: letter-1, from: The Cabinet, form: pigeon, received_on: 2026-11-07, summary: S, sources: [minutes]} #!
  - {id: letter-2, form: letter, received_on: 2026-11-07, summary: S, sources: [minutes]} #!
  - {id: letter-3, from: A, form: letter, received_on: 2030-11-07, summary: S, sources: [minutes]} #!
  - {id: letter-4, from: A, form: letter, received_on: 2026-11-07, summary: S, demands: [9], sources: [minutes]} #!
findings:
  - {demand: 1, verdict: refused, gap: withheld, reasoning: R, found_on: 2026-11-10, sources: [minutes]} #!
  - {demand: 1, verdict: answered, ground: cost, reasoning: R, found_on: 2026-11-10, sources: [minutes]} #!
  - {demand: 5, verdict: answered, reasoning: R, found_on: 2026-11-10, sources: [minutes]} #!
  - {demand: 1, question: z, verdict: answered, reasoning: R, found_on: 2026-11-10, sources: [minutes]} #!
  - {demand: 1, verdict: perhaps, reasoning: R, found_on: 2026-11-10, sources: [minutes]} #!
  - {demand: 1, response: letter-4, verdict: answered, reasoning: R, found_on: 2026-11-01, sources: [minutes]} #! #!
figures:
  - {id: many, label: Many, value: lots, sources: [minutes]} #!
  - {id: few, value: 3, sources: [minutes]} #!
"""
