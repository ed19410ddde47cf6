"""MENTIONS: the centre of cxkit, one thing found in one text, with the place that proves it.

What ``code`` and ``value`` hold depends on the layer:

=========== ============================================= ===================================
layer       code                                          value
=========== ============================================= ===================================
language    ISO 639-1 code, "mixed" or "other"            share of the text's words in it
sentiment   negative, neutral, positive, unsure (text)    tone of the whole text, -1 to 1
sentence    negative, neutral, positive, unsure           tone of one sentence, -1 to 1
touchpoint  a touchpoint of the codebook                  what is felt about it, -1 to 1
channel     a channel of the codebook                     missing
emotion     an emotion of the codebook                    missing
factor      a factor of the codebook                      missing
recovery    a recovery act of the codebook                missing
outcome     an outcome of the codebook                    missing
suggestion  "suggestion"                                  missing
episode     touchpoint of one told event of a story       valence, -2 to 2
passage     touchpoint of the told event                  missing; the sentences around an episode
promise     kept, late, broken, unknown, vague            gap to the due time in days
due         time, price or action                         due time in days after the promise
fulfilment  kept, late, broken                            days after the promise
duration    waited, spent, elapsed                        hours
date        date, yearless, weekday, monthday, nth,       days since 1970-01-01, since 1 January;
            relative, ago, clock                          1 to 7; 1 to 31; days from the first day,
                                                          from the day spoken of, from the day of
                                                          telling; minutes after midnight
money       ISO 4217 code of the currency, or "unknown"   amount
contacts    how the customer made contact (channel)       number of contacts told
topic       id of a stated topic, such as an incident     missing
personal    kind of personal data                         missing
=========== ============================================= ===================================

Parts of one told event carry its number in ``episode``; parts of one promise carry its number in
``promise``. Both count from 1 inside a text, in the order told. ``score`` is the machine's
confidence, 0 to 1; ``by`` names the rule, the model or the human coder. Where ``by`` begins with
`INFERRED` the text as a whole tells the code and no line of it shows it: the place is only where
the text comes nearest, and is no evidence.
"""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column

LAYERS = (
    "language", "sentiment", "sentence", "touchpoint", "channel", "emotion", "factor", "recovery",
    "outcome", "suggestion", "episode", "passage", "promise", "due", "fulfilment", "duration",
    "date", "money", "contacts", "topic", "personal",
)  # fmt: skip

INFERRED = "judge:whole."
"""How ``by`` begins when a code follows from a text as a whole."""

MENTIONS = Table(
    name="mentions",
    row="one thing found in one text; quote == text[start:end]",
    columns={
        "feedback_id": column(TEXT, "id of the text", required=True),
        "start": column(WHOLE, "first character, counted from 0", required=True, low=0),
        "end": column(WHOLE, "character after the last one", required=True, low=0),
        "quote": column(TEXT, "the words between start and end", required=True),
        "layer": column(TEXT, "what sort of thing it is", required=True, allowed=LAYERS),
        "code": column(TEXT, "which one, by the codebook or the layer's own list", required=True),
        "value": column(NUMBER, "amount, in the unit of the layer"),
        "score": column(NUMBER, "confidence", low=0, high=1),
        "by": column(TEXT, "rule, model or coder that gave it", required=True),
        "episode": column(WHOLE, "number of the told event it belongs to, from 1"),
        "promise": column(WHOLE, "number of the promise it belongs to, from 1"),
    },
)
