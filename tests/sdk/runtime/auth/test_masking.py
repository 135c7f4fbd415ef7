"""A secret that a server repeats is masked, in whatever form it is repeated."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from shelf import WORLDS, World, get_book, settings
from support.raw import RawServer, whole

from runtime.auth.grants import ClientCredentials, TokenEndpoint
from runtime.auth.oauth import bearer
from runtime.auth.schemes import ApiKey
from runtime.auth.secret import Secret
from runtime.auth.token_error import TokenError
from runtime.errors import StatusError
from runtime.http.retry import Retry

SECRET = 'p/ä"s+s &wörd<\\%'
"""A secret that each form writes in another way."""
FORMS = {
    "plain": SECRET,
    "JSON": json.dumps(SECRET)[1:-1],
    "JSON with Unicode": json.dumps(SECRET, ensure_ascii=False)[1:-1],
    "JSON with slashes": json.dumps(SECRET)[1:-1].replace("/", "\\/"),
    "JSON in JSON": json.dumps(json.dumps(SECRET))[3:-3],
    "URL": quote(SECRET, safe=""),
    "URL in lower case": quote(SECRET, safe="").replace("%2F", "%2f"),
    "form": quote_plus(SECRET),
    "HTML": html.escape(SECRET),
    "Python": repr(SECRET)[1:-1],
}
forms = pytest.mark.parametrize("form", FORMS)
both = pytest.mark.parametrize("world", WORLDS, ids=lambda w: type(w).__name__)
ONCE = Retry(attempts=1)


def assert_masked(text: str) -> None:
    for form in FORMS.values():
        assert form not in text
        # Nor the part before a place where it was cut.
        assert form[:9] not in text


@both
@forms
def test_token_errors(world: World, form: str) -> None:
    for place in ("error", "error_description"):
        body = json.dumps({place: f"client {FORMS[form]} is unknown"}).encode()
        with RawServer([whole(body, status="400 Bad Request")]) as server:
            grant = ClientCredentials("me", SECRET, token_url=f"{server.url}/token")
            auth = bearer("token", grant, None, TokenEndpoint())
            with pytest.raises(TokenError) as caught:
                world.send(settings(server.url, auth=auth, retry=ONCE), get_book("1"))
        error = caught.value
        assert "***" in str(error)
        for text in (str(error), repr(error), error.error, error.description):
            assert_masked(text or "")


@both
def test_the_reason_and_basic_credentials(world: World) -> None:
    pair = base64.b64encode(f"me:{quote_plus(SECRET)}".encode()).decode()
    script = [whole(b"{}", status=f"401 {quote(SECRET, safe='')} {pair}")]
    with RawServer(script) as server:
        grant = ClientCredentials(
            "me", SECRET, token_url=f"{server.url}/token", basic=True
        )
        auth = bearer("token", grant, None, TokenEndpoint())
        with pytest.raises(TokenError) as caught:
            world.send(settings(server.url, auth=auth, retry=ONCE), get_book("1"))
    assert_masked(str(caught.value))
    assert pair not in str(caught.value)


@both
@forms
@pytest.mark.parametrize("before", [0, 280, 2_990, 29_995])
def test_messages_of_errors(world: World, form: str, before: int) -> None:
    body = json.dumps({"message": " " * before + f" {FORMS[form]} is wrong"}).encode()
    kind = "Content-Type: application/json"
    auth = ApiKey("query", "key", Secret(SECRET))
    with (
        RawServer([whole(body, kind, status="400 Bad Request")]) as server,
        pytest.raises(StatusError) as caught,
    ):
        world.send(settings(server.url, auth=auth), get_book("1"))
    assert_masked(str(caught.value))
