"""AGREEMENT: how far coders agree, layer by layer and pair by pair."""

from cxkit.schema.table import NUMBER, TEXT, WHOLE, Table, column, interval

AGREEMENT = Table(
    name="agreement",
    row="one layer, one pair of coders or all of them",
    key=("layer", "coders"),
    columns={
        "layer": column(TEXT, "what was coded", required=True),
        "coders": column(TEXT, "their keys joined by ' + ', or 'all'", required=True),
        "n_sentences": column(WHOLE, "sentences that two or more coded", required=True),
        "n_texts": column(WHOLE, "texts they come from", required=True),
        "share_same": column(NUMBER, "of pairs of codings that are equal"),
        **interval(
            "alpha",
            "Krippendorff's alpha; missing when nothing varies",
            how="jackknife over texts",
            high=1,
        ),
    },
)
