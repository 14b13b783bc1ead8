import pytest

from gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def place(gazetteer, *args, **more):
    found = gazetteer.resolve(*args, **more)
    return found.place and (found.place.name, found.place.admin1_iso or found.place.country)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Springfield, IL", ("Springfield", "US-IL")),
        ("Paris, Texas", ("Paris", "US-TX")),
        ("Cambridge, Mass.", ("Cambridge", "US-MA")),
        ("London, Ontario", ("London", "CA-ON")),
        ("Palmyra (Syria)", ("Tadmur", "SY-HI")),
        ("Duma, Rif Dimashq", ("Dūmā", "SY-RD")),
        ("Aleppo / Halab", ("Aleppo", "SY-HL")),
        ("Homs (Hims)", ("Homs", "SY-HI")),
        ("St. Petersburg, Fla.", ("St. Petersburg", "US-FL")),
        ("Georgia, USA", ("Georgia", "US-GA")),
    ],
)
def test_context_in_the_toponym_decides(gazetteer, name, expected):
    assert place(gazetteer, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the town of Binnish", "Binnish"),
        ("north of Aleppo", "Aleppo"),
        ("Donetsk airport", "Donetsk"),
        ("Leningrad", "Saint Petersburg"),
        ("Bombay", "Mumbai"),
        ("Northern Ireland", "Northern Ireland"),
        ("North Korea", "North Korea"),
        ("Federal Way", "Federal Way"),
        ("State College", "State College"),
        ("Council Bluffs", "Council Bluffs"),
        ("Kansas City", "Kansas City"),
        ("Washington State", "Washington"),
    ],
)
def test_words_around_a_name(gazetteer, name, expected):
    assert gazetteer.resolve(name).place.name == expected


def test_a_name_of_many_far_apart_is_ambiguous_with_its_alternatives(gazetteer):
    found = gazetteer.resolve("Springfield")
    assert found.status == "ambiguous"
    assert found.place is not None
    assert len(found.alternatives) == 5
    assert 0 < found.confidence < 0.6


def test_points_nearby_and_the_outlets_country_decide(gazetteer):
    assert place(gazetteer, "Springfield", near=[(-89.4, 40.1)]) == ("Springfield", "US-IL")
    assert place(gazetteer, "Tripoli", prior={"LB": 1.0})[1].startswith("LB")
    assert place(gazetteer, "Tripoli")[1].startswith("LY")


def test_a_misspelling_is_found_in_its_province_and_not_in_the_world(gazetteer):
    assert place(gazetteer, "Salameeyeh", "SY", "Hama") == ("As Salamīyah", "SY-HM")
    assert place(gazetteer, "Maarat al-Noman", "SY", "Idlib") == ("Ma‘arrat an Nu‘mān", "SY-ID")
    assert gazetteer.resolve("Salameyyeehh").status == "unknown"
    assert gazetteer.resolve("Salamiyah", "SY", "Tartus").status == "unknown"


def test_a_place_just_outside_the_province_given_counts(gazetteer):
    assert place(gazetteer, "Harasta", "SY", "Damascus") == ("Ḩarastā", "SY-RD")


def test_candidates_say_why_they_are_where_they_are(gazetteer):
    first, second = gazetteer.candidates("Hama", "SY")[:2]
    assert (first.place.kind, second.place.kind) == ("city", "admin1")
    assert second.reasons["kind"] < 0 < first.reasons["population"]
    assert first.confidence > second.confidence


def test_many_at_once_are_the_same_as_one_by_one(gazetteer):
    names = ["Hama", "Springfield", "Qwrtz", "Palmyra, Syria", "Hama", "حلب", "Homs province"]
    countries = [None, "US", None, None, "SY", None, None]
    together = gazetteer.resolve_many(names, countries)
    alone = [gazetteer.resolve(n, c) for n, c in zip(names, countries, strict=True)]
    assert list(together) == alone
    assert together[1:3] == alone[1:3]
    assert together.row[2] == -1
    assert together.confidence.round(3).tolist() == [r.confidence for r in alone]


@pytest.mark.parametrize("name", ["", " ", "(", "A (", "/", ",,,", '"', "x" * 5000, "\0", "\ud800"])
def test_odd_text_is_no_reason_to_fail(gazetteer, name):
    assert gazetteer.resolve(name, "SY").status in ("resolved", "ambiguous", "unknown")


def test_what_is_not_known_is_said(gazetteer):
    with pytest.raises(ValueError, match="ISO 3166-1"):
        gazetteer.resolve("Hama", "Syria")
    with pytest.raises(ValueError, match="no province in SY"):
        gazetteer.resolve("Hama", "SY", "Bavaria")
