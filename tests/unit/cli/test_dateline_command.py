"""`dateline` and what it hands on; tests/package uses it as installed."""

from __future__ import annotations

import json
import sys

import pytest

import geo
from geo.cli import main as command
from geo.program_files import program_file


class Started(Exception):
    """Another program has taken this one's place."""


@pytest.fixture(autouse=True)
def program(monkeypatch):
    """Tells the program that would be run now."""

    def execv(python, line):
        raise Started(line)

    monkeypatch.setattr(command.os, "execv", execv)


@pytest.mark.parametrize("options", [[], ["--server.port", "8502"], ["--server.headless=true"]])
def test_without_a_command_the_dashboard_opens(options):
    with pytest.raises(Started) as program:
        command.main(options)
    page = str(program_file("app.py"))
    assert program.value.args[0] == [sys.executable, "-P", "-m", "streamlit", "run", page, *options]


def test_the_page_has_its_settings_beside_it():
    settings = program_file("app.py").parent / ".streamlit" / "config.toml"
    assert 'address = "127.0.0.1"' in settings.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["--version"], 0, geo.__version__),
        (["--help"], 0, "usage: dateline [-h]"),
        (["nonsense"], 2, "invalid choice: 'nonsense'"),
        (["dates", "--nonsense"], 2, "dateline"),
        (["gazetteer"], 2, "usage: dateline gazetteer"),
    ],
)
def test_help_and_wrong_usage(capsys, line, code, said):
    with pytest.raises(SystemExit) as end:
        command.main(line)
    out, err = capsys.readouterr()
    assert end.value.code == code
    assert said in out + err


def test_a_command_is_run(capsys, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("It happened on 14 March 2017.", encoding="utf-8")
    assert command.main(["dates", str(text)]) == 0
    assert "2017-03-14" in capsys.readouterr().out


def test_the_gazetteer_is_asked(capsys):
    assert command.main(["gazetteer", "near", "36.75", "35.13", "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["province"]["iso"] == "SY-HM"
