"""Toponyms in running text: what is taken, what is left, and which place is chosen."""

import json

import pytest

from gazetteer import Gazetteer
from gazetteer.provinces import DATA
from gazetteer.recognise import ToponymReader
from gazetteer.recognise.outlet import Outlet, Pin, country_of, host_of


@pytest.fixture(scope="module")
def reader():
    return ToponymReader(Gazetteer().index)


def texts(reader, text):
    return [found.text for found in reader.parse(text)]


def by_text(reader, text):
    return {found.text: found for found in reader.parse(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew from Damascus to Tehran.", ["Damascus", "Tehran"]),
        ("Hamas and the Wall Street Journal spoke of Syria.", ["Syria"]),
        ("In March and August, US$5 went to Beirut.", ["Beirut"]),
        ("I'll go to Cairo, she said.", ["Cairo"]),
        ("BEIRUT (AP) — Shells fell in Lebanon.", ["BEIRUT", "Lebanon"]),
        ("Syria's Aleppo burned.", ["Syria", "Aleppo"]),
        ("ATLANTA (AP) An aide to the mayor spoke.", ["ATLANTA"]),
        ("They flew home to the UK. Nobody met them.", ["UK"]),
        ("As Zimbabwe voted, An Australia cap lay there.", ["Zimbabwe", "Australia"]),
        ("He came from Slidell, La., on Friday.", ["Slidell", "La."]),
        ("It cost $US40 in Mar. 2005.", []),
        ("Anti-Balaka fighters left Bossangoa.", ["Bossangoa"]),
        ("Fifty died in C. Africa, the UN said.", ["C. Africa"]),
        ("Syrian Democratic Forces men left Raqqa for Tabqa.", ["Raqqa", "Tabqa"]),
        ("The Free Syrian Army shelled Afrin.", ["Afrin"]),
        ("Tigray People's Liberation Front men took Korem.", ["Korem"]),
        ("Donetsk People's Republic men left Mariupol.", ["Mariupol"]),
        ("The Islamic State in Iraq and Syria left Mosul.", ["Mosul"]),
        ("It reached Iraq and Syria.", ["Iraq", "Syria"]),
        ("Al-Qaeda in the Arabian Peninsula left Mukalla.", ["Mukalla"]),
        ("The UN Assistance Mission for Iraq spoke of Baghdad.", ["Baghdad"]),
        ("The Syrian Observatory for Human Rights named Douma.", ["Douma"]),
        ("Sudan's army fled. In Port Sudan nobody spoke.", ["Sudan", "Port Sudan"]),
        ("The rebels fled Minova and Sake for Goma.", ["Minova", "Sake", "Goma"]),
        ("", []),
        ("   \n\n", []),
    ],
)
def test_what_is_taken_and_what_is_left(reader, text, expected):
    assert texts(reader, text) == expected


def test_spans_cut_the_text(reader):
    text = "Shelling hit Saraqib in Idlib province, Syria, on Tuesday; Syrian jets flew."
    for found in reader.parse(text):
        assert text[found.start : found.end] == found.text
        assert 0 < found.score <= 1


def test_a_river_is_no_country(reader):
    found = by_text(reader, "A boat sank on the Niger river in Mali; Niger closed its border.")
    assert found["Niger"].place.kind == "country"
    first = reader.parse("A boat sank on the Niger river in Mali.")[0]
    assert (first.text, first.place.name) == ("Niger", "Niger River")


@pytest.mark.parametrize(
    ("text", "name", "lon", "lat"),
    [
        ("Rebels took Khan Touman, in Syria.", "Khan Touman", 37.04, 36.11),
        ("In Sudan, shells fell on the Zamzam camp.", "Zamzam", 25.3, 13.48),
        ("Clashes went on in Galgaduud, in Somalia.", "Galgaduud", 46.8, 5.0),
        ("Troops left Kitshanga, in North Kivu.", "Kitshanga", 29.05, -1.23),
        ("A bomb went off in Adhamiyah, in Baghdad, Iraq.", "Adhamiyah", 44.37, 33.37),
    ],
)
def test_small_places_of_wars_are_known(reader, text, name, lon, lat):
    place = by_text(reader, text)[name].place
    assert abs(place.lon - lon) < 1 and abs(place.lat - lat) < 1


def test_a_province_is_never_its_capital(reader):
    found = by_text(reader, "Fighting spread in Latakia province and in Idlib governorate, Syria.")
    assert (found["Latakia"].place.kind, found["Latakia"].area) == ("admin1", "SY.02")
    assert (found["Idlib"].place.kind, found["Idlib"].area) == ("admin1", "SY.12")


def test_forms_and_areas(reader):
    found = by_text(reader, "The U.S. and Syrian envoys met in Damascus, in Asia.")
    assert (found["U.S."].form, found["U.S."].area) == ("abbreviation", "US")
    assert (found["Syrian"].form, found["Syrian"].area) == ("demonym", "SY")
    assert (found["Damascus"].form, found["Damascus"].area) == ("name", "")
    assert found["Asia"].area == "CONT.AS"


def test_the_document_speaks_for_its_places(reader):
    in_ohio = by_text(reader, "Police in Athens, Ohio, said the Ohio River rose near Columbus.")
    assert in_ohio["Athens"].place.country == "US"
    in_greece = by_text(reader, "Police in Athens said that Greece and Thessaloniki were calm.")
    assert in_greece["Athens"].place.country == "GR"


def test_other_romanisations_are_found_in_the_country_told_of(reader):
    found = by_text(reader, "Syrian rebels left Jisr al-Shughur and Khan Sheikhun for Saraqeb.")
    assert found["Khan Sheikhun"].place.country == "SY"


def test_an_outlets_other_reports_count(reader):
    home = [(f"Police in Columbus, Ohio, and Dayton, Ohio, met in Toledo. {n}", "ohio.example")
            for n in range(8)]  # fmt: skip
    *_, last = reader.parse_many([*home, ("A fire broke out in Athens.", "ohio.example")])
    assert last[0].place.admin1 == "Ohio"


def test_a_container_said_once_holds_for_every_mention(reader):
    found = reader.parse("They live in Gainesville, Va., and like it. Gainesville is small.")
    towns = [each.place.admin1 for each in found if each.text == "Gainesville"]
    assert towns == ["Virginia", "Virginia"]


def test_the_container_beside_a_name_rules_out_places_elsewhere(reader):
    found = by_text(reader, "The army left Tripoli, Lebanon, on Monday.")
    assert found["Tripoli"].place.country == "LB"


def test_names_in_a_list_are_of_one_kind(reader):
    text = "The storm passed over Georgia, Oklahoma, Pennsylvania and Washington."
    assert {each.place.kind for each in reader.parse(text)} == {"admin1"}


def test_a_region_is_no_town(reader):
    found = by_text(reader, "In Donetsk region, shells hit Avdiivka.")
    assert found["Donetsk"].place.kind == "admin1"


def test_towns_named_like_their_province_stay_towns_in_a_list(reader):
    found = by_text(reader, "Shells fell on Hama, Idlib and Raqqa, in Syria.")
    assert {found[name].place.kind for name in ("Hama", "Idlib", "Raqqa")} == {"city"}


def test_waters_and_regions_with_the_article_are_no_towns(reader):
    found = by_text(reader, "The ships crossed the Pacific and the Atlantic in June.")
    assert found["Pacific"].place.kind == found["Atlantic"].place.kind == "water"


def test_a_shortened_name_is_the_state_alone(reader):
    assert by_text(reader, "A fire in Richmond, Va., spread.")["Va."].place.country == "US"


def test_all_spellings_of_a_saint_count(reader):
    found = by_text(
        reader, "Police in St. Petersburg held forty people, the Kremlin in Russia said."
    )
    assert found["St. Petersburg"].place.country == "RU"


def test_weights_say_where_they_come_from():
    notes = json.loads((DATA / "recognise.json").read_text(encoding="utf-8"))
    assert notes["seed"] and notes["corpora"] and notes["trained"]


def test_hosts_and_their_countries():
    assert host_of("https://www.eastern.example.co.uk/a/b?c") == "eastern.example.co.uk"
    assert host_of("The Daily") == "the daily"
    assert host_of("http://[broken") == "http://[broken"
    assert country_of("news.example.co.uk") == "GB"
    assert country_of("example.com") == "" == country_of("example.tv")


def test_an_outlet_of_the_whole_world_tells_nothing():
    own = (Pin(1, 1, 1.0, 1.0),)
    others = tuple(Pin(n, n, float(n), float(n)) for n in range(2, 30))
    outlet = Outlet({"own": own, "others": others})
    profile = outlet.profile(0)
    assert not profile.country_share(profile.columns[:, 0].astype(int)).any()
    assert not outlet.profile(0, "own").nearness(*profile.columns[:, 2:].T).any()
