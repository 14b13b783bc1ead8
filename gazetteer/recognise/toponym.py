"""A toponym of a text with its place, and how it is written out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from gazetteer.place import FeatureKind, Place
from gazetteer.recognise.candidate_columns import NameForm
from gazetteer.recognise.spans import Span

_CONTINENTS = {
    "Africa": "AF", "Antarctica": "AN", "Asia": "AS", "Europe": "EU", "North America": "NA",
    "Oceania": "OC", "South America": "SA",
}  # fmt: skip
_COUNTRY, _ADMIN1, _CONTINENT = (
    FeatureKind.COUNTRY.word,
    FeatureKind.ADMIN1.word,
    FeatureKind.CONTINENT.word,
)
_FORMS: dict[int, str] = {
    NameForm.DEMONYM: "demonym",
    NameForm.ABBREVIATION: "abbreviation",
    NameForm.CODE: "abbreviation",
}


@dataclass(frozen=True, slots=True)
class RecognisedToponym:
    """A name in a text and the place it stands for.

    Attributes
    ----------
    start, end : int
        Characters of the name in the text, end exclusive.
    text : str
        The name as written.
    place : Place
        The likeliest place.
    form : str
        name, demonym or abbreviation.
    area : str
        Country code, GeoNames admin1 code or `CONT.` and a continent's code; empty for points.
    score : float
        The chance, 0 to 1, that this is a toponym and that place.
    alternatives : tuple of (Place, float)
        The next likeliest places with their chances.
    """

    start: int
    end: int
    text: str
    place: Place
    form: str
    area: str
    score: float
    alternatives: tuple[tuple[Place, float], ...] = ()

    def moved(self, by: int) -> RecognisedToponym:
        """Return the toponym so many characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)

    def as_dict(self) -> dict[str, Any]:
        """Return the record that `python -m gazetteer parse --jsonl` prints."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "place_id": self.place.id,
            "kind": self.place.kind,
            "form": self.form,
            "lon": self.place.lon,
            "lat": self.place.lat,
            "area": self.area or None,
            "score": self.score,
        }


def form_of(span: Span, how: int) -> str:
    """Say whether a span is a name, a demonym or an abbreviation.

    Parameters
    ----------
    span : Span
        A span of the document.
    how : int
        How its words led to the place, a `NameForm`.
    """
    letters = span.text.replace(".", "")
    short = len(letters) <= 4 and letters.isupper() and len(letters) > 1
    return _FORMS.get(how, "abbreviation" if short else "name")


def area_of(place: Place) -> str:
    """Return the code of the area a place is, empty for a point."""
    if place.kind == _COUNTRY:
        return place.country
    if place.kind == _ADMIN1:
        return place.code
    if place.kind == _CONTINENT:
        return f"CONT.{_CONTINENTS[place.name]}"
    return ""
