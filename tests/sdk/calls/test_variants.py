"""Objects with a discriminator are read as the model that it names, and send it, over real HTTP."""

from __future__ import annotations

import copy
import importlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.loopback import Loopback, reply

from connectorsmith.cli import main

SPEC = Path(__file__).parents[2] / "cases" / "discriminators" / "input" / "spec"
DRUM = {"@kind": "#orchestra.drum", "name": "Bass", "diameter": 80}
VIOLIN = {"@kind": "Violin", "name": "First", "strings": 4, "maker": "Ada"}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("orchestra")
    with pytest.raises(SystemExit):
        main(["build", str(SPEC), "-o", str(out), "--target", "python"])
    return next(out.glob("*/python"))


@pytest.fixture(scope="module")
def orchestra(package: Path) -> Iterator[Any]:
    sys.path.insert(0, str(package))
    yield importlib.import_module("orchestra")
    del sys.path[0]
    for name in [one for one in sys.modules if one.partition(".")[0] == "orchestra"]:
        del sys.modules[name]


def received(orchestra: Any, method: str, body: object, **options: Any) -> Any:
    with (
        Loopback(reply(body)) as server,
        orchestra.Client(base_url=server.url, **options) as client,
    ):
        return getattr(client, method)()


def sent(orchestra: Any, method: str, **arguments: Any) -> Any:
    with Loopback(lambda heard: reply(heard.json)) as server:
        with orchestra.Client(base_url=server.url) as client:
            getattr(client, method)(**arguments)
        return server.requests[0].json


@pytest.mark.parametrize("strict", [False, True])
def test_each_object_is_read_as_its_model(orchestra: Any, strict: bool) -> None:
    models = orchestra.models
    cello = {"@kind": "Cello", "name": "Low"}
    organ = {"@kind": "Organ", "name": 8, "pipes": 900}
    body = [DRUM, VIOLIN, cello, organ, {"@kind": "Instrument", "name": "Plain"}]
    found = received(orchestra, "list_instruments", body, strict=strict)
    assert [type(one) for one in found] == [
        models.Drum,
        models.Violin,
        models.Cello,
        models.Organ,
        models.Instrument,
    ]
    assert found[0].diameter == 80
    assert found[1].maker == "Ada"
    assert found[3].name == 8


@pytest.mark.parametrize("strict", [False, True])
def test_an_unknown_kind_is_the_declared_model(orchestra: Any, strict: bool) -> None:
    theremin = {"@kind": "Theremin", "name": "Eerie", "antennas": 2}
    [found] = received(orchestra, "list_instruments", [theremin], strict=strict)
    assert type(found) is orchestra.models.Instrument
    assert found.kind == "Theremin"
    assert found.model_extra == {"antennas": 2}
    near = received(orchestra, "get_string", theremin, strict=strict)
    assert type(near) is orchestra.models.Strings


def test_a_missing_kind_is_the_declared_model_unless_strict(orchestra: Any) -> None:
    [found] = received(orchestra, "list_instruments", [{"name": "Plain"}])
    assert type(found) is orchestra.models.Instrument
    assert found.kind is None
    with pytest.raises(orchestra.errors.DecodeError, match="kind"):
        received(orchestra, "list_instruments", [{"name": "Plain"}], strict=True)


@pytest.mark.parametrize(
    ("method", "body", "place"),
    [
        ("list_instruments", [{**DRUM, "diameter": "wide"}], r"\[0\].diameter"),
        ("list_instruments", [DRUM, {"@kind": "Violin", "strings": {}}], "strings"),
        ("get_string", DRUM, "@kind"),
        ("get_string", {"@kind": "Instrument", "name": "Plain"}, "@kind"),
        ("get_stage", {"bySeat": {"1": DRUM}}, "bySeat"),
        ("get_stage", {"first": {"@kind": "Cello"}}, "first"),
        ("get_score", {"type": "loop", "of": [{"type": "Chord", "notes": 1}]}, "of"),
    ],
)
def test_a_known_kind_that_does_not_fit_is_an_error(
    orchestra: Any, method: str, body: object, place: str
) -> None:
    with pytest.raises(orchestra.errors.DecodeError, match=place):
        received(orchestra, method, body)


def test_kinds_are_read_in_fields_lists_maps_and_themselves(orchestra: Any) -> None:
    models = orchestra.models
    stage = received(
        orchestra,
        "get_stage",
        {
            "solo": {**DRUM, "diameter": "80", "spare": VIOLIN},
            "rows": [[DRUM, VIOLIN]],
            "bySeat": {"1": VIOLIN},
            "first": None,
        },
    )
    assert type(stage.solo) is models.Drum
    assert stage.solo.diameter == 80
    assert type(stage.solo.spare) is models.Violin
    assert [type(one) for one in stage.rows[0]] == [models.Drum, models.Violin]
    assert type(stage.by_seat["1"]) is models.Violin
    score = received(
        orchestra,
        "get_score",
        {"type": "loop", "of": [{"type": "Chord", "notes": [{"type": "note"}]}]},
    )
    assert type(score) is models.Repeat
    assert type(score.of[0]) is models.Chord
    assert type(score.of[0].notes[0]) is models.Note
    assert isinstance(score.of[0].notes[0], models.Passage)
    assert isinstance(score.of[0].notes[0], models.Pitched)


def test_a_base_can_be_its_discriminator_alone(orchestra: Any) -> None:
    models = orchestra.models
    hard, soft = {"shape": "HardCase", "locks": 2}, {"shape": "SoftCase"}
    found = received(orchestra, "list_cases", [hard, soft, {"shape": "x", "a": 1}])
    assert [type(one) for one in found] == [
        models.HardCase,
        models.SoftCase,
        models.Case,
    ]
    assert found[0].locks == 2
    assert found[2].model_extra == {"a": 1}
    assert sent(orchestra, "add_case", body=models.HardCase(locks=2)) == hard
    assert sent(orchestra, "add_case", body=hard) == hard
    lid = received(orchestra, "get_lid", {"made": "GlassLid", "tint": "red"})
    assert type(lid) is models.GlassLid
    assert isinstance(lid, models.Lid)
    assert lid.tint == "red"


def test_drifted_values_of_a_variant_are_converted(orchestra: Any) -> None:
    body = {**DRUM, "diameter": "80", "tuned": "", "spare": {**VIOLIN, "tuned": "2026"}}
    [found] = received(orchestra, "list_instruments", [body])
    assert type(found) is orchestra.models.Drum
    assert found.tuned is None
    assert found.model_extra == {"tuned": ""}
    assert type(found.spare) is orchestra.models.Violin


def test_a_new_model_sends_its_kind(orchestra: Any) -> None:
    models = orchestra.models
    drum = models.Drum(name="Bass", diameter=80)
    assert drum.kind == "#orchestra.drum"
    assert sent(orchestra, "add_instrument", body=drum) == DRUM
    assert sent(orchestra, "add_violin", name="First", maker="Ada") == {
        "@kind": "Violin",
        "name": "First",
        "maker": "Ada",
    }
    plain = sent(orchestra, "add_instrument", name="Plain", spare=drum)
    assert plain == {"@kind": "Instrument", "name": "Plain", "spare": DRUM}
    assert sent(orchestra, "add_instrument", body=DRUM) == DRUM
    note = models.Note(pitch="a")
    assert sent(orchestra, "set_score", body=models.Repeat(of=[note])) == {
        "type": "loop",
        "of": [{"type": "note", "clef": "Note", "pitch": "a"}],
    }


def test_a_wrong_kind_is_an_error(orchestra: Any) -> None:
    models = orchestra.models
    for kind, value in (
        (models.Drum, "Violin"),
        (models.Drum, "Theremin"),
        (models.Instrument, "Violin"),
        (models.Strings, "Instrument"),
    ):
        with pytest.raises(ValueError, match=kind.__name__):
            kind(kind=value)
        with pytest.raises(ValueError, match=kind.__name__):
            kind(**{"@kind": value})
    assert models.Drum(kind="#orchestra.drum") == models.Drum()
    # A base can be what the definition does not know yet.
    assert models.Instrument(kind="Theremin").kind == "Theremin"


def test_models_are_values(orchestra: Any) -> None:
    models = orchestra.models
    drum = models.Drum(name="Bass", diameter=80)
    assert repr(drum) == "Drum(kind='#orchestra.drum', name='Bass', diameter=80)"
    assert models.Instrument.model_validate(DRUM) == drum
    assert models.Instrument.model_validate_json(drum.model_dump_json()) == drum
    assert models.Instrument.model_validate(drum) is drum
    assert models.Stage(solo=drum).solo is drum
    assert pickle.loads(pickle.dumps(drum)) == drum
    assert copy.deepcopy(drum) == drum
    stage = models.Stage(solo=drum, rows=[[VIOLIN]])
    assert stage.model_dump(exclude_unset=True) == {
        "solo": DRUM,
        "rows": [[VIOLIN]],
    }
    drums: Any = models.Drum
    mine: Any = type("Mine", (drums,), {"__module__": __name__})
    assert type(models.Instrument.model_validate(DRUM)) is models.Drum
    assert mine(name="Own").kind == "#orchestra.drum"


def test_examples_are_of_the_model(orchestra: Any) -> None:
    testing = importlib.import_module("orchestra.testing")
    for name in ("Drum", "Violin", "Instrument", "Organ", "Note", "Repeat"):
        kind = getattr(orchestra.models, name)
        assert type(testing.example(kind)) is kind
    # No object is a plain passage: its enumeration has no value for that.
    assert (
        type(testing.example(orchestra.models.Passage)) is not orchestra.models.Passage
    )
    loop = testing.example(orchestra.models.Passage, type="loop")
    assert type(loop) is orchestra.models.Repeat
    assert testing.example(orchestra.models.Drum).kind == "#orchestra.drum"


def test_a_variant_that_inherits_nothing_is_annotated(orchestra: Any) -> None:
    models = orchestra.models
    assert not issubclass(models.Organ, models.Instrument)
    assert models.Stage.model_fields["solo"].annotation == (
        models.Instrument | models.Organ | None
    )
    organ = {"@kind": "Organ", "name": 8, "tuned": ""}
    stage = received(orchestra, "get_stage", {"solo": organ, "rows": [[DRUM, organ]]})
    assert type(stage.solo) is models.Organ
    assert stage.solo.tuned is None
    assert [type(one) for one in stage.rows[0]] == [models.Drum, models.Organ]
    [found] = received(
        orchestra, "list_instruments", [{"@kind": "Theremin", "pipes": 1}]
    )
    assert type(found) is models.Instrument
    with pytest.raises(orchestra.errors.DecodeError, match="name"):
        received(orchestra, "get_stage", {"solo": {**organ, "name": "Great"}})
    assert sent(orchestra, "add_instrument", body=models.Organ(name=8)) == {
        "@kind": "Organ",
        "name": 8,
    }
