"""Whatever the text, the chain's spans lie in it and nothing is lost."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.read.coreference.proposal import Proposal
from geo.read.documents import UnreadableDocument, read_paste
from geo.read.pipeline import propose, shared_places

WORDS = st.sampled_from(
    [
        *"the of in on at near from to and was were killed bombed seized left said denied".split(),  # noqa: SIM905
        *"Homs Aleppo Damascus Syria Reuters Hezbollah Friday yesterday troops rebels".split(),  # noqa: SIM905
        "last week",
        "5 people",
        "the province",
        "Dec. 6",
        ",",
        ".",
        "\n\n",
        "“",
        "’s",
        "—",
        "مدينة",
        "\u0000",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=5, max_size=80).map(" ".join), st.booleans())
def test_spans(text, dated):
    try:
        document = read_paste(text)
    except UnreadableDocument:
        return
    document = document.published_on(date(2016, 5, 2)) if dated else document
    for proposal in propose([document], shared_places()):
        assert Proposal.from_json(json.loads(json.dumps(proposal.as_json()))) == proposal
        for claim in proposal.claims:
            assert document.text[claim.start : claim.end] == claim.words
            assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end
            if claim.place:
                assert claim.start <= claim.place[0] < claim.place[1] <= claim.end
            if claim.date:
                assert claim.start <= claim.date[0] < claim.date[1] <= claim.end
