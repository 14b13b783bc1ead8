"""The words that tell of an event: right English, each in one row, and each can be met."""

import csv

import pytest

from basics.sentences import sentences_of
from basics.vocabulary import VocabularyError
from geo.lexicon import ENGLISH
from geo.lexicon.inflection import forms_of
from geo.lexicon.triggers import COLUMNS, TRIGGERS, read_triggers
from geo.model.family import Family
from geo.read.claims.triggers.tokens import parse

TABLE = (ENGLISH.folder / "triggers.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("advance", "advance advances advanced advancing"),
        ("battle", "battle battles battled battling"),
        ("intervene", "intervene intervenes intervened intervening"),
        ("counter-attack", "counter-attack counter-attacks counter-attacked counter-attacking"),
        ("stab", "stab stabs stabbed stabbing"),
        ("clash", "clash clashes clashed clashing"),
        ("rally", "rally rallies rallied rallying"),
        ("deploy", "deploy deploys deployed deploying"),
        ("flee", "flee flees fled fleeing"),
        ("repel", "repel repels repelled repelling"),
        ("travel", "travel travels traveled traveling travelled travelling"),
        ("retake", "retake retakes retook retaken retaking"),
        ("raid", "raid raids raided raiding"),
    ],
)
def test_forms_follow_the_rules_of_english(lemma, forms):
    assert forms_of(lemma) == set(forms.split())


def test_verbs_that_endings_were_glued_on_are_known():
    known = ("advanced", "advancing", "battled", "intervened", "repelling", "counter-attacked")
    assert {TRIGGERS[form].family for form in known} == {Family.OFFENSIVE, Family.DEPLOYMENT}
    assert not TRIGGERS.keys() & {"advanceed", "battleing", "invadeed", "lynchs", "discusss"}


@pytest.mark.parametrize("form", TRIGGERS)
def test_each_form_can_be_met(form):
    [sentence] = sentences_of(f"They said {form} something there.")
    assert form in [
        sentence.text[trigger.start : trigger.end] for trigger in parse(sentence).triggers
    ]


def test_each_family_but_none_has_words():
    assert {row["family"] for row in ROWS} == {family.value for family in Family}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("raid,offensive,strong,raid|raidz", "'raidz' is no form of 'raid'"),
        ("advance,offensive,strong,advanceed", "'advanceed' is no form of 'advance'"),
        ("raid,offensive,strong,raid|raid", "'raid' is listed before, as offensive"),
        ("bomb,strike,strong,bombs", "'bombs' is listed before, as siege"),
        ("raid,picnic,strong,raid", "'picnic' is no family"),
        ("raid,offensive,meek,raid", "'meek' is neither"),
        ("Raid,offensive,strong,Raid", "'Raid' is not one or two words"),
        ("take to the,protest,strong,took to the", "'took to the' is not one or two words"),
        ("sit- in,protest,strong,sit- in", "'sit- in' is not one or two words"),
        ("raid,offensive,strong,", "'' is not one or two words"),
        ("raid,offensive", "cells"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_with_its_line(tmp_path, row, reason):
    path = tmp_path / "triggers.csv"
    path.write_text(f"{','.join(COLUMNS)}\nbomb,siege,strong,bombs\n{row}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="line 3") as refused:
        read_triggers(path)
    assert reason in str(refused.value) and str(path) in str(refused.value)


def test_columns_that_are_not_known_are_refused(tmp_path):
    path = tmp_path / "triggers.csv"
    path.write_text("word,family\nraid,offensive\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match="columns"):
        read_triggers(path)
