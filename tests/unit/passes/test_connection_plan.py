"""Which parameter proves who calls, which one is read elsewhere, and which one nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from connectorsmith.ir.connector import (
    ConnectionParameter,
    SecurityScheme,
    TokenEndpoint,
)
from connectorsmith.ir.policies import (
    HeaderPolicy,
    HostPolicy,
    Policy,
    PollingTriggerPolicy,
    Reference,
)
from connectorsmith.passes import connection
from connectorsmith.passes.connection import Plan
from connectorsmith.passes.security import Requirements


def header(name: str, scheme: str = "key") -> SecurityScheme:
    return SecurityScheme(scheme, "apiKey", "header", name)


KEY = header("X-Key")
BASIC = SecurityScheme("basic", "basic")
OAUTH = SecurityScheme(
    "oauth", "oauth2", settings={"tokenUrl": "https://a.example/token"}
)
TOKEN = ConnectionParameter("token", "oauthsetting", tokens=TokenEndpoint())


def text(name: str, **said: Any) -> ConnectionParameter:
    return ConnectionParameter(name, "string", **said)


def secret(name: str, **said: Any) -> ConnectionParameter:
    return ConnectionParameter(name, "securestring", **said)


def sets_header(*names: str) -> Policy:
    value = tuple(Reference("connection", name) for name in names)
    return HeaderPolicy(
        template="setheader",
        at="",
        section="request",
        name="X-A",
        value=value,
        exists="override",
    )


def sets_host(name: str) -> Policy:
    return HostPolicy(
        template="dynamichosturl",
        at="",
        url=("https://", Reference("connection", name)),
    )


def plan(
    parameters: Sequence[ConnectionParameter],
    alternatives: Sequence[Sequence[SecurityScheme]],
    policies: Iterable[Policy],
    **own: Sequence[Sequence[str]],
) -> Plan:
    """Return the plan of a connector whose operations require the same but for `own`."""
    schemes = {one.name: one for some in alternatives for one in some}
    default = tuple(tuple(one.name for one in some) for some in alternatives)
    operations = {name: tuple(map(tuple, each)) for name, each in own.items()}
    required = Requirements(default, operations, schemes)
    return connection.plan(parameters, required, policies)


def ways(made: Plan) -> list[list[tuple[str, list[str]]]]:
    return [
        [(proof.kind, [one.name for one in proof.parameters]) for proof in way]
        for way in made.ways
    ]


@pytest.mark.parametrize(
    ("parameters", "schemes", "expected"),
    [
        # A definition alone.
        ([], [KEY], [("apiKey", ["api_key"])]),
        ([], [BASIC], [("basic", ["username", "password"])]),
        ([], [OAUTH], [("oauth2", ["token"])]),
        (
            [],
            [KEY, header("X-B", "other")],
            [("apiKey", ["key"]), ("apiKey", ["other"])],
        ),
        ([], [], None),
        # Parameters that say by their names what they are.
        ([text("host"), secret("api_key")], [KEY], [("apiKey", ["api_key"])]),
        ([secret("pin"), secret("X-Key")], [KEY], [("apiKey", ["X-Key"])]),
        ([text("api_key")], [KEY], [("apiKey", ["api_key"])]),
        (
            [secret("accountToken"), secret("apiKey")],
            [KEY, header("Account-Token", "account")],
            [("apiKey", ["apiKey"]), ("apiKey", ["accountToken"])],
        ),
        (
            [text("host"), secret("password"), text("userName")],
            [BASIC],
            [("basic", ["userName", "password"])],
        ),
        # And those that do not.
        ([secret("one"), secret("two")], [BASIC], [("basic", ["one", "two"])]),
        (
            [text("email"), secret("apiSecret")],
            [BASIC],
            [("basic", ["email", "apiSecret"])],
        ),
        ([secret("api_key")], [BASIC], [("basic", ["api_key", "password"])]),
        ([secret("password")], [BASIC], [("basic", ["username", "password"])]),
        # The platform's own meaning wins over the definition.
        (
            [text("username"), secret("password")],
            [header("Authorization")],
            [("basic", ["username", "password"])],
        ),
        ([TOKEN], [KEY], [("oauth2", ["token"])]),
        ([TOKEN], [], [("oauth2", ["token"])]),
        (
            [text("username"), secret("password")],
            [OAUTH],
            [("basic", ["username", "password"])],
        ),
        # A connection that has only a part of what a definition wants at once.
        ([secret("api_key")], [KEY, BASIC], [("apiKey", ["api_key"])]),
        (
            [text("username"), secret("password")],
            [KEY, BASIC],
            [("basic", ["username", "password"])],
        ),
    ],
)
def test_what_proves_who_calls(
    parameters: list[ConnectionParameter], schemes: list[SecurityScheme], expected: Any
) -> None:
    alternatives = [schemes] if schemes else []
    made = plan(parameters, alternatives, ())
    assert ways(made) == ([expected] if expected else [])


def test_alternatives_that_a_person_can_choose_between() -> None:
    both = plan([], [[KEY], [OAUTH]], ())
    assert ways(both) == [[("apiKey", ["key"])], [("oauth2", ["token"])]]
    # Only one of them can be met.
    assert ways(plan([TOKEN], [[KEY], [OAUTH]], ())) == [[("oauth2", ["token"])]]
    # The same parameter is no choice.
    same = plan([secret("api_key")], [[KEY], [header("X-B", "b")]], ())
    assert ways(same) == [[("apiKey", ["api_key"])]]


def test_what_is_read_and_what_is_not() -> None:
    parameters = [
        secret("api_key"),
        text("host"),
        text("team"),
        text("colour"),
        ConnectionParameter("gateway", "gatewaysetting"),
    ]
    poll = PollingTriggerPolicy(
        template="pollingtrigger",
        at="",
        parameters=(("a", (Reference("connection", "colour"),)),),
        data=(),
    )
    policies = (sets_host("host"), sets_header("team", "absent"), poll)
    made = plan(parameters, [[KEY]], policies)
    assert [one.name for one in made.read] == ["host", "team"]
    assert [one.name for one in made.placing] == ["host"]
    assert [one.name for one in made.unused] == ["colour", "gateway"]


def test_a_host_that_is_also_sent_is_more_than_a_host() -> None:
    made = plan([text("host")], [], (sets_host("host"), sets_header("host")))
    assert made.placing == ()


def test_the_tenant_of_azure_ad() -> None:
    endpoint = TokenEndpoint(
        "https://l.example/{token:TenantId}/token", tenant="common"
    )
    token = replace(TOKEN, tokens=endpoint)
    (tenant,) = plan([token], [], ()).placing
    assert (tenant.name, tenant.initial) == ("token:TenantId", "common")
    declared = text("token:TenantId", hidden=True)
    (again,) = plan([token, declared], [], ()).placing
    assert (again.initial, bool(again.description)) == ("common", True)
    assert plan([TOKEN, declared], [], ()).unused == (declared,)


def test_the_token_url_of_the_definition_is_what_else_is_known() -> None:
    ((proof,),) = plan([TOKEN], [[OAUTH]], ()).ways
    assert proof.endpoint == TokenEndpoint("https://a.example/token")
    assert [one.tokens for one in proof.parameters] == [proof.endpoint]
    known = replace(TOKEN, tokens=TokenEndpoint("https://b.example/token"))
    ((proof,),) = plan([known], [[OAUTH]], ()).ways
    assert proof.endpoint == TokenEndpoint("https://b.example/token")


@pytest.mark.parametrize(
    "url", ["/token", "https://{host}/token", "https://<x>/", 5, "ftp://a"]
)
def test_a_token_url_that_is_none(url: Any) -> None:
    scheme = SecurityScheme("oauth", "oauth2", settings={"tokenUrl": url})
    ((proof,),) = plan([], [[scheme]], ()).ways
    assert proof.endpoint == TokenEndpoint()


def test_an_operation_that_requires_something_else() -> None:
    both = [[KEY], [BASIC]]
    made = plan([], both, (), Both=[["key", "basic"]], Nothing=[])
    assert [[one.name for one in way] for way in made.own["Both"]] == [["key", "basic"]]
    assert made.own["Nothing"] == ()
    assert [one.name for one in made.proofs] == ["key", "basic"]
    assert not made.is_required
    # A connection without a parameter for it sends what it has.
    key = plan([secret("api_key")], [[KEY]], (), Nothing=[])
    assert (key.own, key.is_required) == ({"Nothing": ()}, True)
    lacking = plan([secret("api_key")], [[KEY], [OAUTH]], (), Token=[["oauth"]])
    assert lacking.own == {}


def test_parameters_that_are_named_after_schemes() -> None:
    other = SecurityScheme("other", "basic")
    taken = header("X-Name", "username")
    made = plan([], [[BASIC], [other], [taken], [OAUTH]], ())
    names = [one.name for proof in made.proofs for one in proof.parameters]
    assert names == [
        "basic_username",
        "basic_password",
        "other_username",
        "other_password",
        "username",
        "token",
    ]
    alone = plan([], [[BASIC], [taken]], ())
    names = [one.name for proof in alone.proofs for one in proof.parameters]
    assert names == ["basic_username", "basic_password", "username"]


def test_the_order_of_parameters_does_not_matter_where_names_say_enough() -> None:
    parameters = [text("host"), secret("api_key"), secret("pin")]
    found = {str(ways(plan(one, [[KEY]], ()))) for one in permutations(parameters)}
    assert len(found) == 1
