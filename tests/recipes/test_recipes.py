"""Each recipe of CONTRIBUTING.md, done on a copy of the project: it works, and touches few files.

Counted are the files of the program; a change brings its test besides.
"""

import json
import re
from pathlib import Path

import pytest

from tests.recipes.project_copy import ROOT, ProjectCopy

RECIPES = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Recipes")[1]


@pytest.fixture
def project(tmp_path: Path, gazetteer_home: Path) -> ProjectCopy:
    return ProjectCopy(tmp_path / "project")


def names_files(title: str) -> set[str]:
    """Return the files that a recipe names."""
    [text] = re.findall(rf"(?m)^### {title}\n\n((?:.+\n)+)", RECIPES + "\n")
    return set(re.findall(r"`([\w/.]+\.(?:py|toml|csv))`", text))


def test_an_event_type(project):
    project.insert("geo/model/event.py", '    OTHER = "other"', '    DISASTER = "disaster"\n')
    row = '    Type.DISASTER: {"label": "Disaster", "color": "#117733"},\n'
    project.insert("geo/draw/style.py", "    Type.OTHER:", row)
    said = project.run(
        "from geo.model.address import decode\n"
        "from geo.draw.style import style\n"
        "view, errors = decode({'type': ['disaster']})\n"
        "print(view.types, errors, style()['type']['disaster']['label'])"
    )
    assert said == "('disaster',) () Disaster\n"
    assert project.touched <= names_files("An event type")


def test_a_trigger_word(project):
    row = "dynamite,strike,strong,dynamite|dynamites|dynamited|dynamiting\n"
    project.append("geo/lexicon/en/triggers.csv", row)
    said = project.run(
        "from geo.lexicon.triggers import TRIGGERS; print(TRIGGERS['dynamited'].family)"
    )
    assert said == "strike\n"
    assert project.touched <= names_files("A trigger word")


def test_a_trigger_word_that_is_wrong_is_refused_with_its_row(project):
    project.append("geo/lexicon/en/triggers.csv", "dynamite,strike,strong,dynamiteed\n")
    with pytest.raises(AssertionError, match=r"triggers\.csv.*dynamiteed"):
        project.run("import geo.lexicon.triggers")


def test_a_date_expression(project):
    project.insert("geo/lexicon/en/holidays.toml", '"Halloween"', '"Evacuation Day" = [4, 17]\n')
    text = json.dumps({"id": 1, "text": "On Evacuation Day 2016.", "published": "2016-05-02"})
    found = json.loads(project.command("geo", "dates", "--jsonl", "-", stdin=text + "\n"))
    assert [each["value"] for each in found["timex"]] == ["2016-04-17"]
    assert project.touched <= names_files("A date expression")


PRESET = """
[[preset]]
name = "watch"
publisher = "Strike Watch"
title = "Strike Watch database"
signature = ["strike_no", "dead"]

[preset.fields]
id = "strike_no"
title = "what"
first = "on"
lon = "x"
lat = "y"
best = "dead"
"""


def test_an_import_preset(project, tmp_path):
    project.append("geo/ingest/presets/presets.toml", PRESET)
    table = tmp_path / "strikes.csv"
    table.write_text("strike_no,what,on,x,y,dead\n7,Shells hit,2016-01-05,36.75,35.13,3\n")
    said = project.command("geo", "import", str(table), "--dry-run")
    assert "Read as watch" in said and "1 event" in said
    assert project.touched <= names_files("An import preset")


def test_an_export_format(project):
    project.add(
        "geo/share/formats/id_list.py",
        '"""The ids of events, one a line."""\n\n\n'
        "def id_list(records, about):\n"
        '    """Yield the ids of events, one a line."""\n'
        "    for table in records:\n"
        "        for each in table['id'].to_pylist():\n"
        "            yield f'{each}\\n'.encode()\n",
    )
    row = """    "ids": ExportFormat(
        label="Ids", endings=(".ids",), mime="text/plain", write=id_list
    ),
"""
    project.insert("geo/share/export.py", '    "ucdp": ExportFormat(', row)
    project.insert(
        "geo/share/export.py",
        "from geo.share.formats.kml import",
        "from geo.share.formats.id_list import id_list\n",
    )
    ids = project.command("geo", "export", "--format", "ids").splitlines()
    features = json.loads(project.command("geo", "export"))["features"]
    assert ids == [each["id"] for each in features] and ids
    assert {"geo/share/export.py"} == names_files("An export format")
    assert len(project.touched) == 2


def test_a_colour(project):
    project.replace(
        "geo/draw/style.py", '#d55e00"},\n    Type.STRIKE', '#aa3300"},\n    Type.STRIKE'
    )
    said = project.run(
        "from geo.draw.style import style; print(style()['type']['battle']['color'])"
    )
    assert said == "#aa3300\n"
    assert project.touched <= names_files("A colour")


def test_a_word_of_the_interface(project):
    project.replace("geo/draw/style.py", "Talks and agreements", "Diplomacy")
    said = project.run(
        "from geo.draw.style import style; print(style()['type']['diplomacy']['label'])"
    )
    assert said == "Diplomacy\n"
    assert project.touched <= names_files("A word of the interface")


def test_a_page(project):
    project.add("geo/ui/pages/help.py", 'import streamlit as st\n\nst.title("How it works")\n')
    row = '    Page("help.py", "Help", "help"),\n'
    project.replace("geo/ui/pages/__init__.py", '"gazetteer"),\n', f'"gazetteer"),\n{row}')
    said = project.run(
        "from streamlit.testing.v1 import AppTest\n"
        "from geo.ui.pages import PAGES\n"
        "page = AppTest.from_file('geo/ui/pages/help.py').run()\n"
        "print([page.title for page in PAGES], page.title[0].value)"
    )
    assert said == "['Map', 'Reports', 'Data', 'Gazetteer', 'Help'] How it works\n"
    assert {"geo/ui/pages/__init__.py"} == names_files("A page")
    assert len(project.touched) == 2


def test_recipes_are_those_that_are_tested():
    titles = re.findall(r"(?m)^### (.+)$", RECIPES)
    assert titles == [
        "An event type",
        "A trigger word",
        "A date expression",
        "An import preset",
        "An export format",
        "A filter",
        "A colour",
        "A page",
        "A word of the interface",
    ]
