"""The view of `_policies.py`: what a client does in place of the platform, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.policies import (
    ArrayToObjectPolicy,
    BodyPolicy,
    ConvertPolicy,
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
    Template,
    UnappliedPolicy,
)
from connectorsmith.lower.route import placeholder
from connectorsmith.lower.templates import references
from connectorsmith.render.code import (
    Code,
    compose,
    docstring,
    join,
    literal,
    needs_of,
)
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.targets.python.code.imports import import_lines
from connectorsmith.targets.python.code.layout import bracketed

_REFERENCES = {"connection": "Connection", "header": "Header", "query": "Query"}
_PLACES = {"body": "InBody", "item": "InItem"}


@dataclass(frozen=True, slots=True)
class PoliciesView:
    """`_policies.py`."""

    doc: Code
    imports: Sequence[Code]
    policies: Sequence[Code]
    """Expressions, in the order in which they are applied."""


def policies_view(connector: Connector) -> PoliciesView | None:
    """Return the view of `_policies.py`; None for a connector
    without applicable policies.
    """
    policies = _with_one_route(connector.policies)
    expressions = [code for one in policies if (code := _expression(one, connector))]
    if not expressions:
        return None
    return PoliciesView(
        doc=docstring(
            f"The policies of {connector.title}, in the order in which the platform applies them."
        ),
        imports=import_lines(needs_of((runtime("Policies"), *expressions))),
        policies=expressions,
    )


def _with_one_route(policies: Sequence[Policy]) -> Iterator[Policy]:
    """Yield the policies; all policies that route requests become one for all paths."""
    routes = [one for one in policies if isinstance(one, RoutePolicy)]
    for policy in policies:
        if not isinstance(policy, RoutePolicy):
            yield policy
        elif policy is routes[0]:
            filled = (part for route in routes for part in references(route.path))
            yield replace(policy, path=tuple(dict.fromkeys(filled)), operations=())


def _expression(policy: Policy, connector: Connector) -> Code | None:
    """Return the expression of a policy; None for one that changes neither requests nor responses."""
    match policy:
        case HeaderPolicy(name=name, value=value) | QueryPolicy(name=name, value=value):
            kind = "SetHeader" if isinstance(policy, HeaderPolicy) else "SetQuery"
            arguments = [literal(name), _template(value)]
            if policy.exists != "override":
                arguments.append(compose("exists={}", literal(policy.exists)))
        case HostPolicy(url=url):
            kind, arguments = "HostUrl", [_template(url)]
            if connector.base_path:
                base_path = literal(connector.base_path)
                arguments.append(compose("base_path={}", base_path))
        case RoutePolicy(path=path):
            kind, arguments = "Route", [_filled(path)]
        case SetPropertyPolicy(value=value, json=json):
            kind = "SetProperty"
            arguments = [*_places(policy), compose("value={}", _template(value))]
            if json:
                arguments.append(Code("json=True"))
        case PollingTriggerPolicy() | UnappliedPolicy():
            return None
        case _:
            kind, own = _conversion(policy)
            target = compose("target={}", _reference(policy.target))
            arguments = [*_places(policy), target, *own]
    if isinstance(policy, HeaderPolicy | BodyPolicy) and policy.section != "request":
        arguments.append(compose("section={}", literal(policy.section)))
    if policy.operations:
        arguments.append(_operations(policy.operations))
    return bracketed(compose("{}(", runtime(kind)), arguments, ")", indent=8)


def _conversion(policy: ConvertPolicy) -> tuple[str, list[Code]]:
    own: Mapping[str, object]
    match policy:
        case StringReplacePolicy(old=old, new=new):
            kind, own = "StringReplace", {"old": old, "new": new}
        case ObjectToArrayPolicy(key=key, value=value):
            kind, own = "ObjectToArray", {"key": key, "value": value}
        case ArrayToObjectPolicy(key=steps, retain=retain):
            kind, own = "ArrayToObject", {"key": steps, "retain": retain}
        case StringToArrayPolicy(delimiters=delimiters, child=child):
            kind, own = "StringToArray", {"delimiters": delimiters, "child": child}
        case _:
            kind, own = "EncodeValue", {}
    return kind, [
        join("=", [Code(name), literal(value)]) for name, value in own.items()
    ]


def _places(policy: BodyPolicy) -> list[Code]:
    places = {"parent": policy.parent, "property": policy.property}
    return [join("=", [Code(name), literal(place)]) for name, place in places.items()]


def _filled(path: Template) -> Code:
    members = {placeholder(one): _reference(one) for one in references(path)}
    items = [compose("{}: {}", literal(name), value) for name, value in members.items()]
    return bracketed("{", items, "}", indent=12)


def _operations(names: Sequence[str]) -> Code:
    items = [literal(name) for name in names]
    if len(items) == 1:
        return compose("operations=({},)", items[0])
    return bracketed("operations=(", items, ")", indent=12)


def _template(template: Template) -> Code:
    parts = list(_parts(template))
    if len(parts) == 1:
        return parts[0]
    return compose("({})", join(", ", parts)) if parts else literal("")


def _parts(template: Template) -> Iterator[Code]:
    for part in template:
        yield literal(part) if isinstance(part, str) else _reference(part)


def _reference(reference: Reference) -> Code:
    if reference.source in _PLACES:
        kind = _PLACES[reference.source]
        given = [literal(reference.path)] if reference.path else []
    else:
        kind = _REFERENCES[reference.source]
        given = [literal(reference.name)]
        given += [] if reference.default is None else [literal(reference.default)]
    return compose("{}({})", runtime(kind), join(", ", given))
