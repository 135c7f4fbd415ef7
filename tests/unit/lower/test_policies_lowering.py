"""Policies of apiProperties to the IR: templates, each kind of policy, and what is settled at once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.policies import (
    ArrayToObjectPolicy,
    BodyPolicy,
    EncodeValuePolicy,
    HeaderPolicy,
    HostPolicy,
    ObjectToArrayPolicy,
    Policy,
    PollingTriggerPolicy,
    QueryPolicy,
    Reference,
    RoutePolicy,
    SetPropertyPolicy,
    StringReplacePolicy,
    StringToArrayPolicy,
    UnappliedPolicy,
)
from connectorsmith.lower import lower
from connectorsmith.lower.policies import lower_policies, lower_policy
from connectorsmith.lower.templates import read_place, read_steps, read_template
from connectorsmith.openapi.api_properties import ApiProperties

HOST = Reference("connection", "host")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("ada@x.test", ("ada@x.test",)),
        ("@", ("@",)),
        ("100 @ 5", ("100 @ 5",)),
        ("@odata.type", ("@odata.type",)),
        ("@connectionParameters('host')", (HOST,)),
        ("@ConnectionParameters( 'host' )", (HOST,)),
        ("@{connectionParameters('host')}", (HOST,)),
        ("@{ @connectionParameters('host') }", (HOST,)),
        ("https://api@connectionParameters('host')/v1", ("https://api", HOST, "/v1")),
        ("a@{connectionParameters('host')}b", ("a", HOST, "b")),
        (
            "@connectionParameters('host')@queryParameters('q')",
            (HOST, Reference("query", "q")),
        ),
        (
            "@connectionParameters('token:x', 'a ''b''')",
            (Reference("connection", "token:x", default="a 'b'"),),
        ),
        (
            "@connectionParameters('x','');@headers('X-H')",
            (Reference("connection", "x", default=""), ";", Reference("header", "X-H")),
        ),
        ("@body()", (Reference("body"),)),
        (
            "@body().a['b.c'][0].",
            (Reference("body", path=("a", "b.c", 0)), "."),
        ),
        (
            "since @{triggerBody().value[0].at}",
            ("since ", Reference("trigger", path=("value", 0, "at"))),
        ),
        ("{id}", ("{id}",)),
        ("{@headers('a')}", ("{", Reference("header", "a"), "}")),
    ],
)
def test_templates(text: str, parts: tuple[object, ...]) -> None:
    assert read_template(text) == parts


def test_braces_enclose_an_expression_in_values_of_properties() -> None:
    made = read_template("'{@item()['id']}-{@body().n}'", braces=True)
    assert made == (
        "'",
        Reference("item", path=("id",)),
        "-",
        Reference("body", path=("n",)),
        "'",
    )


@pytest.mark.parametrize(
    "text",
    [
        "@environmentVariables('e')",
        "@queryParamters('q')",
        "@connectionParameters('x'",
        "@connectionParameters(x)",
        "@connectionParameters('x', null)",
        "@connectionParameters()",
        "@headers('h','default')",
        "@body('x')",
        "@{body().a",
        "@{concat('a', 'b')}",
        "@{}",
        "@Request.OriginalHTTPMethod",
        "@guid()",
    ],
)
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="`"):
        read_template(f"a{text}b")


@given(st.text() | st.text("@{}()'.,[]0abody item"))
def test_no_text_breaks_the_reader(text: str) -> None:
    for braces in (False, True):
        try:
            parts = read_template(text, braces=braces)
        except ValueError:
            continue
        if all(isinstance(part, str) for part in parts):
            assert "".join(map(str, parts)) == text
    for reader in (read_place, read_steps):
        with suppress(ValueError):
            reader(text)


@given(st.text(), st.text())
def test_literals_stay_as_they_are(before: str, after: str) -> None:
    if "@" in before + after:
        return
    made = read_template(f"{before}@headers('h'){after}")
    assert [p for p in made if isinstance(p, str)] == [p for p in (before, after) if p]


@given(st.text(min_size=1), st.text())
def test_names_and_defaults_are_unquoted(name: str, default: str) -> None:
    quoted = [text.replace("'", "''") for text in (name, default)]
    made = read_template(f"@connectionParameters('{quoted[0]}','{quoted[1]}')")
    assert made == (Reference("connection", name, default=default),)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("version", ("version",)),
        ("a.b-c", ("a", "b-c")),
        ("['@odata.id']", ("@odata.id",)),
        ("a['b.c'][2]", ("a", "b.c", 2)),
        ("null", ()),
        ("", ()),
    ],
)
def test_steps(text: str, steps: tuple[object, ...]) -> None:
    assert read_steps(text) == steps


def test_places() -> None:
    assert read_place("body()") == Reference("body")
    assert read_place("@Body().a-b.c") == Reference("body", path=("a-b", "c"))
    assert read_place("@item()['x']") == Reference("item", path=("x",))
    for text in ("", "x", "@body", "@body().", "@body().a b", "@headers('x')"):
        with pytest.raises(ValueError, match="not a place"):
            read_place(text)


def policy(
    template: str,
    section: str | None = None,
    operations: Any = None,
    paths: dict[str, str] | None = None,
    **values: Any,
) -> Policy | None:
    parameters: dict[str, Any] = {
        f"x-ms-apimTemplateParameter.{name}": value for name, value in values.items()
    }
    if section is not None:
        parameters["x-ms-apimTemplate-policySection"] = section
    if operations is not None:
        parameters["x-ms-apimTemplate-operationName"] = operations
    node = {"templateId": template, "title": "A title", "parameters": parameters}
    return lower_policy(node, "/at", paths or {})


BODY = {"propertyParentPath": "@body().a", "propertySubPath": "b"}
ITEM = Reference("item", path=("c",))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            policy(
                "SetHeader",
                "Response",
                ["A"],
                name="X-A",
                value="a",
                existsAction="skip",
            ),
            HeaderPolicy(
                template="setheader",
                at="/at",
                operations=("A",),
                section="response",
                name="X-A",
                value=("a",),
                exists="skip",
            ),
        ),
        (
            policy("setQueryParameter", operations=[], name="$top", value=5),
            QueryPolicy(
                template="setqueryparameter",
                at="/at",
                name="$top",
                value=("5",),
                exists="override",
            ),
        ),
        (
            policy(
                "dynamichosturl", urlTemplate="https://@connectionParameters('host')"
            ),
            HostPolicy(template="dynamichosturl", at="/at", url=("https://", HOST)),
        ),
        (
            policy("routerequesttoendpoint", newPath="a/b", httpMethod="delete"),
            RoutePolicy(
                template="routerequesttoendpoint",
                at="/at",
                path=("/a/b",),
                method="DELETE",
            ),
        ),
        (
            policy(
                "routerequesttoendpoint",
                newPath="@connectionParameters('host')/a",
                httpMethod="@Request.OriginalHTTPMethod",
            ),
            RoutePolicy(
                template="routerequesttoendpoint", at="/at", path=("/", HOST, "/a")
            ),
        ),
        (
            policy(
                "stringreplace",
                **BODY,
                newPropertyPath="@item().c",
                sourceString="@",
                replacementString="",
            ),
            StringReplacePolicy(
                template="stringreplace",
                at="/at",
                section="request",
                parent=("a",),
                property=("b",),
                target=ITEM,
                old="@",
                new="",
            ),
        ),
        (
            policy("convertobjecttoarray", **BODY, newPropertyPath="@item().c"),
            ObjectToArrayPolicy(
                template="convertobjecttoarray",
                at="/at",
                section="request",
                parent=("a",),
                property=("b",),
                target=ITEM,
            ),
        ),
        (
            policy(
                "convertarraytoobject",
                "response",
                **BODY,
                newPropertyPath="@item().c",
                keyWithinCollectionPath="@item().k.l",
                retainKey="False",
            ),
            ArrayToObjectPolicy(
                template="convertarraytoobject",
                at="/at",
                section="response",
                parent=("a",),
                property=("b",),
                target=ITEM,
                key=("k", "l"),
                retain=False,
            ),
        ),
        (
            policy(
                "stringtoarray", **BODY, newPropertyPath="@item().c", delimiterList=";,"
            ),
            StringToArrayPolicy(
                template="stringtoarray",
                at="/at",
                section="request",
                parent=("a",),
                property=("b",),
                target=ITEM,
                delimiters=";,",
            ),
        ),
        (
            policy("EncodePropertyValue", **BODY, newPropertyPath="@item().c"),
            EncodeValuePolicy(
                template="encodepropertyvalue",
                at="/at",
                section="request",
                parent=("a",),
                property=("b",),
                target=ITEM,
            ),
        ),
        (
            policy(
                "pollingtrigger",
                operations=["A"],
                triggerConfig={"since": "@{triggerBody().v[0].at}", "n": "1", "": "1"},
                triggerDataPath="@triggerBody().v",
            ),
            PollingTriggerPolicy(
                template="pollingtrigger",
                at="/at",
                operations=("A",),
                parameters=(
                    ("since", (Reference("trigger", path=("v", 0, "at")),)),
                    ("n", ("1",)),
                ),
                data=("v",),
            ),
        ),
        (policy("updatenextlink", nextLinkPropertyName="nextLink"), None),
        (policy(""), None),
    ],
)
def test_policies(made: Policy | None, expected: Policy | None) -> None:
    assert made == expected


def set_property(value: str, **changes: str) -> Policy | None:
    given = {
        "newPropertyParentPathTemplate": "@body()",
        "newPropertySubPathTemplate": "a",
        "propertyValuePathTemplate": value,
    }
    return policy("setproperty", "Request", **{**given, **changes})


@pytest.mark.parametrize(
    ("text", "value", "json"),
    [
        ("v1", ("v1",), False),
        (" !", (" !",), False),
        ("", (), False),
        ("'v 1'", ("v 1",), False),
        ("it's", ("it's",), False),
        ("5", ("5",), False),
        ('["a", "b"]', ('["a", "b"]',), True),
        ("[a]", ("[a]",), False),
        ("[{@body().x}]", ("[", Reference("body", path=("x",)), "]"), True),
        ('["{@body().x}"]', ('["', Reference("body", path=("x",)), '"]'), False),
        ("@body().x", (Reference("body", path=("x",)),), False),
        (
            "'{@item().x}-{@item().y}'",
            (Reference("item", path=("x",)), "-", Reference("item", path=("y",))),
            False,
        ),
    ],
)
def test_values_of_properties(text: str, value: Any, json: bool) -> None:
    made = set_property(text)
    assert isinstance(made, SetPropertyPolicy)
    assert (made.value, made.json) == (value, json)


@pytest.mark.parametrize(
    "made",
    [
        policy("setvaluefromurl"),
        policy("setconnectionstatustounauthenticated", statusCode=401),
        policy("dynamicsubdomain", urlTemplate="https://x.test"),
        policy("moveproperties"),
        policy("setheader"),
        policy("setheader", name="[[Dummy]]", value="x"),
        policy("setheader", name="Content-Length", value="1"),
        policy("setheader", name="X-A", value="a\r\nX-B: b"),
        policy("setheader", name="X-A", value="x", existsAction="replace"),
        policy("setheader", "Failure", name="X-A", value="x"),
        policy("setheader", "Response", name="X-A", value="@body().a"),
        policy("setheader", name="X-A", value="@item().a"),
        policy("setheader", name="X-A", value="@environmentVariables('a')"),
        policy("setqueryparameter", name=" ", value="x"),
        policy("dynamichosturl"),
        policy("dynamichosturl", urlTemplate=""),
        policy("dynamichosturl", urlTemplate="x.test"),
        policy("dynamichosturl", urlTemplate="ftp://x.test"),
        policy("dynamichosturl", urlTemplate="https://["),
        policy("dynamichosturl", urlTemplate="https:///x"),
        policy("dynamichosturl", urlTemplate="https://x.test?@headers('q')"),
        policy("routerequesttoendpoint", newPath=""),
        policy("routerequesttoendpoint", newPath="https://x.test/a"),
        policy("routerequesttoendpoint", newPath="/a#b"),
        policy("routerequesttoendpoint", newPath="/a", httpMethod="STEAL"),
        policy("routerequesttoendpoint", None, ["A"], {"A": "/x"}, newPath="/{id}"),
        set_property("x", newPropertySubPathTemplate="null"),
        set_property("x", newPropertyParentPathTemplate="@item()"),
        set_property("@triggerBody().x"),
        policy("stringreplace", **BODY, newPropertyPath="@item().c", sourceString=""),
        policy("stringtoarray", **BODY, newPropertyPath="@item()", delimiterList=";"),
        policy(
            "convertobjecttoarray",
            **BODY,
            newPropertyPath="@body().c",
            keyName="a",
            valueName="a",
        ),
        policy("convertarraytoobject", **BODY, newPropertyPath="@body().c"),
        policy("pollingtrigger", triggerConfig={"a": "@{guid()}"}),
    ],
)
def test_what_is_not_applied_says_why(made: Policy | None) -> None:
    assert isinstance(made, UnappliedPolicy)
    assert made.reason
    assert "\n" not in made.reason


def connector(
    *policies: dict[str, Any], script: bool = False, **properties: Any
) -> Connector:
    definition = {
        "host": "old.test",
        "basePath": "/v1",
        "paths": {
            "/a/{id}": {"get": {"operationId": "A"}, "post": {"operationId": "B"}},
        },
    }
    inside = {"policyTemplateInstances": list(policies), **properties}
    return lower("x", definition, {"properties": inside}, script=script)


def instance(template: str, *operations: str, **values: str) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        f"x-ms-apimTemplateParameter.{name}": value for name, value in values.items()
    }
    parameters["x-ms-apimTemplate-operationName"] = list(operations)
    return {"templateId": template, "parameters": parameters}


def test_a_route_is_what_the_operation_says() -> None:
    made = connector(
        instance("routerequesttoendpoint", "A", newPath="b/{id}?x=1", httpMethod="PUT")
    )
    a, b = made.operations
    assert (a.method, a.path) == ("PUT", "/b/{id}?x=1")
    assert (b.method, b.path) == ("POST", "/a/{id}")
    assert made.policies == ()


def test_a_route_with_references_leaves_its_places_open() -> None:
    path = "/@connectionParameters('a/b')/{id}/@queryParameters('q')/@{body()['x']}"
    made = connector(instance("routerequesttoendpoint", "A", newPath=path))
    assert made.operations[0].path == "/{@connection a_b}/{id}/{@query q}/{@body .x}"
    (left,) = made.policies
    assert isinstance(left, RoutePolicy)


def test_one_fixed_host_is_the_connectors() -> None:
    made = connector(instance("dynamichosturl", urlTemplate="http://new.test:81/v2/"))
    assert (made.scheme, made.host, made.base_path) == ("http", "new.test:81", "/v2")
    assert made.policies == ()
    made = connector(instance("dynamichosturl", urlTemplate="https://new.test/"))
    assert (made.host, made.base_path) == ("new.test", "/v1")
    some = connector(instance("dynamichosturl", "A", urlTemplate="https://new.test"))
    assert some.host == "old.test"
    assert len(some.policies) == 1


def test_operations_say_what_is_not_done_for_them() -> None:
    made = connector(
        instance("setvaluefromurl", "A"), scriptOperations=["B", "A"], script=True
    )
    a, b = made.operations
    assert [one.split(" ", 3)[:3] for one in a.departures] == [
        ["Custom", "code", "(script.csx)"],
        ["The", "platform's", "policy"],
    ]
    assert "`setvaluefromurl` is not applied: it takes" in a.departures[1]
    assert len(b.departures) == 1


@pytest.mark.parametrize("named", [{}, {"scriptOperations": []}])
def test_code_that_names_no_operation_is_for_all(named: dict[str, Any]) -> None:
    assert all(one.departures for one in connector(script=True, **named).operations)
    assert not any(one.departures for one in connector(**named).operations)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=5,
)
NAMES = [
    "name value existsAction urlTemplate newPath httpMethod propertyParentPath",
    "propertySubPath newPropertyPath newPropertyParentPathTemplate sourceString",
    "newPropertySubPathTemplate propertyValuePathTemplate triggerConfig keyName",
    "triggerDataPath delimiterList keyWithinCollectionPath retainKey",
]
TEMPLATES = (
    "setheader setqueryparameter dynamichosturl routerequesttoendpoint setproperty "
    "stringreplace convertobjecttoarray convertarraytoobject stringtoarray pollingtrigger"
).split()


@given(
    st.sampled_from(TEMPLATES),
    st.dictionaries(
        st.sampled_from(" ".join(NAMES).split()),
        json | st.sampled_from(["@body().a", "@item()", "https://@headers('h')", "/a"]),
    ),
    json,
)
def test_no_policy_breaks_the_lowering(
    template: str, values: dict[str, Any], operations: Any
) -> None:
    made = policy(template, None, operations, {"A": "/a"}, **values)
    assert made is not None
    assert made.template == template
    assert not isinstance(made, BodyPolicy) or made.section in ("request", "response")


def test_a_connection_parameter_is_found_in_any_case() -> None:
    def read(name: str) -> str:
        parameters = {"urlTemplate": f"https://@connectionParameters('{name}')/v1"}
        instance = {
            "templateId": "dynamichosturl",
            "parameters": {
                f"x-ms-apimTemplateParameter.{key}": value
                for key, value in parameters.items()
            },
        }
        properties: dict[str, Any] = {
            "properties": {
                "connectionParameters": {"siteHost": {}, "Port": {}, "port": {}},
                "connectionParameterSets": {
                    "values": [{"name": "key", "parameters": {"tenantName": {}}}]
                },
                "policyTemplateInstances": [instance],
            }
        }
        (made,) = lower_policies(ApiProperties(properties), {})
        assert isinstance(made, HostPolicy)
        return next(one.name for one in made.url if isinstance(one, Reference))

    assert read("SiteHost") == "siteHost"
    assert read("TENANTNAME") == "tenantName"
    assert read("port") == "port"
    assert read("PORT") == "Port"
    assert read("other") == "other"
