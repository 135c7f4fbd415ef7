"""A header whose name HTTP forbids: left out if it is optional, else an error before anything is sent."""

from __future__ import annotations

import importlib
import inspect
import pickle
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from support.loopback import Loopback, reply

from connectorsmith.cli import main

CARDS = """
swagger: "2.0"
info: {title: Cards, version: "1", description: Cards to play with.}
host: cards.example
securityDefinitions:
  dealer: {type: apiKey, in: header, name: Dealer Key}
paths:
  /deck:
    get:
      operationId: GetDeck
      security: [{dealer: []}]
      responses: {"200": {description: Deck.}}
  /cards:
    get:
      operationId: ListCards
      parameters:
        - {name: Card Type, in: header, type: string}
        - {name: X-Suit, in: header, type: string}
      responses: {"200": {description: Cards.}}
    put:
      operationId: SortCards
      parameters: [{name: "Card:Order", in: header, type: string, required: true}]
      responses: {"200": {description: Cards.}}
"""


@pytest.fixture(scope="module")
def cards(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Any]:
    work = tmp_path_factory.mktemp("cards")
    (work / "cards.yaml").write_text(CARDS, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(work / "cards.yaml"), "-o", str(work), "--target", "python"])
    assert stopped.value.code == 0
    sys.path.insert(0, str(next(work.glob("*/python"))))
    yield importlib.import_module("cards")
    del sys.path[0]
    for name in [one for one in sys.modules if one.partition(".")[0] == "cards"]:
        del sys.modules[name]


def test_an_optional_one_is_left_out(cards: Any) -> None:
    assert "card_type" not in inspect.signature(cards.Client.list_cards).parameters
    with (
        Loopback(reply({})) as server,
        cards.Client(base_url=server.url) as client,
    ):
        client.list_cards(x_suit="hearts")
    assert server.requests[0].headers["x-suit"] == "hearts"


def test_a_required_one_is_an_error_of_the_call(cards: Any) -> None:
    message = (
        "SortCards: the header 'Card:Order' must not be sent: HTTP forbids its name"
    )
    fake = importlib.import_module("cards.testing").FakeServer()
    fake.on(cards.operations.sort_cards)
    with Loopback() as server:
        for given in ({"base_url": server.url}, {"transport": fake}):
            with (
                cards.Client(**given) as client,
                pytest.raises(cards.errors.InvalidRequestError) as caught,
            ):
                client.sort_cards(card_order="suit")
            assert isinstance(caught.value, cards.errors.CardsError)
            assert not isinstance(caught.value, cards.errors.NetworkError)
            assert str(caught.value) == message
            assert str(pickle.loads(pickle.dumps(caught.value))) == message
    assert not server.requests
    assert not fake.calls


@pytest.mark.parametrize("name", ["a b", "a:b", "", "ä", "a\n"])
def test_a_header_of_the_caller(cards: Any, name: str) -> None:
    with (
        cards.Client() as client,
        pytest.raises(cards.errors.InvalidRequestError, match="ListCards: the header"),
    ):
        client.list_cards(headers={name: "x"})


def test_a_key_in_such_a_header(cards: Any) -> None:
    with (
        Loopback() as server,
        cards.Client("canary-1", base_url=server.url) as client,
        pytest.raises(cards.errors.InvalidRequestError) as caught,
    ):
        client.get_deck()
    assert str(caught.value) == (
        "GetDeck: the header 'Dealer Key' must not be sent: HTTP forbids its name"
    )
    assert not server.requests
