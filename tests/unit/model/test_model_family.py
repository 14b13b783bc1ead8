"""Families of events: their names are what stored drafts hold."""

import json
import pickle

import pytest

from geo.model.event import Type
from geo.model.family import Family


def test_a_family_is_written_and_read_as_its_name():
    assert json.loads(json.dumps(Family.ATTACK_ON_CIVILIANS)) == "attack on civilians"
    assert Family("attack on civilians") is Family.ATTACK_ON_CIVILIANS
    assert pickle.loads(pickle.dumps(Family.SIEGE)) is Family.SIEGE
    with pytest.raises(ValueError, match="picnic"):
        Family("picnic")


def test_each_family_has_a_type_and_a_label():
    assert all(isinstance(each.type, Type) and each.label for each in Family)
    assert len({each.label for each in Family}) == len(Family)


def test_what_is_violent_is_deadly():
    assert all(each.traits.deadly for each in Family if each.traits.violent)
    assert Family.DISASTER.traits.deadly and not Family.DISASTER.traits.violent
