"""The scorer of the founding reports pairs proposals and happenings one to one."""

from bench.read_seeds import main, matched


def test_each_proposal_answers_for_one_happening():
    assert matched([[True, False], [True, False]]) == {0: 0}


def test_as_many_as_can_be_are_paired():
    fits = [[True, True, False], [True, False, False], [False, True, True]]
    assert matched(fits) == {0: 1, 1: 0, 2: 2}


def test_reports_that_are_not_there_are_asked_for_in_a_sentence(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "manifest.json" in capsys.readouterr().out
