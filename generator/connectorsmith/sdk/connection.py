"""The ways to connect, and the arguments of a client that stand for connection parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from connectorsmith.ir.connector import (
    ConnectionParameter,
    ConnectionSet,
    Connector,
)
from connectorsmith.naming.connection import (
    environment_variable,
    name_connection,
    name_sets,
)
from connectorsmith.passes.connection import Plan, declared, plan
from connectorsmith.render.code import Code, Need, compose, identifier, join, literal
from connectorsmith.sdk.describe import sentence
from connectorsmith.sdk.runtime_names import runtime

RESERVED = ("AsyncClient", "Client", "Connected", "KW_ONLY", "Literal")
"""Names that a class of a connection must not have."""

_OAUTH = "oauthsetting"
_OAUTH_DOC = (
    "An OAuth 2.0 access token, or a source of tokens: `ClientCredentials`, `RefreshToken`, "
    "a function, or an `httpx2.Auth`."
)


Reader: TypeAlias = Literal[
    "",
    "find_secret",
    "find_text",
    "need_password",
    "need_secret",
    "need_text",
    "need_text_unless",
]


@dataclass(frozen=True, slots=True)
class ClientArgument:
    """One value that a user passes to the client."""

    parameter: ConnectionParameter
    name: Code
    environment: Code
    """The name of the environment variable that is read if the value is not passed."""
    annotation: Code
    async_annotation: Code
    doc: str
    reader: Reader
    """The function of the runtime that reads it; empty for a token."""
    required: bool
    positional: bool

    @property
    def is_token(self) -> bool:
        """True if it is an OAuth 2.0 access token or a source of tokens."""
        return self.parameter.type == _OAUTH

    @property
    def is_secret(self) -> bool:
        """True if its value is masked in output."""
        return self.is_token or self.parameter.type == "securestring"

    @property
    def is_optional(self) -> bool:
        """True if the connection works without it."""
        return self.reader in ("find_secret", "find_text")


@dataclass(frozen=True, slots=True)
class Connection:
    """One way to connect."""

    plan: Plan
    arguments: Mapping[str, ClientArgument]
    """By parameter: credentials first."""
    name: Code | None = None
    """Its class; None if there is only one way to connect."""
    declared: ConnectionSet | None = None
    """Where there are several."""

    @property
    def positional(self) -> list[ClientArgument]:
        """The arguments that are given by position."""
        return [one for one in self.arguments.values() if one.positional]

    @property
    def keyword(self) -> list[ClientArgument]:
        """The arguments that are given by name."""
        return [one for one in self.arguments.values() if not one.positional]

    @property
    def ordered(self) -> list[ClientArgument]:
        """All arguments, in the order of a call."""
        return [*self.positional, *self.keyword]

    @property
    def takes_tokens(self) -> bool:
        """True if it takes OAuth 2.0 access tokens."""
        return any(proof.kind == "oauth2" for proof in self.plan.proofs)


def connections(connector: Connector, package: str) -> tuple[Connection, ...]:
    """Return the ways to connect, in the order of the document: there is always one."""
    required = declared(connector)
    sets = connector.connection_sets
    if not sets:
        only = plan(connector.connection_parameters, required, connector.policies)
        return (Connection(only, _arguments(only, package)),)
    plans = [plan(one.parameters, required, connector.policies) for one in sets]
    names = name_sets([one.name for one in sets], RESERVED)
    return tuple(
        Connection(each, _arguments(each, package), identifier(name), set_)
        for each, name, set_ in zip(plans, names, sets, strict=True)
    )


def initial_value(parameter: ConnectionParameter) -> str | None:
    """Return the default of a parameter: its initial value, else its only allowed value.

    None for a secret: one in the definition is a mistake that must not be copied.
    """
    if parameter.type == "securestring":
        return None
    only = parameter.allowed_values if len(parameter.allowed_values) == 1 else ()
    return parameter.initial or next(iter(only), None)


def _arguments(plan: Plan, package: str) -> dict[str, ClientArgument]:
    claimed = [parameter for proof in plan.proofs for parameter in proof.parameters]
    first = claimed or [one for one in plan.read if one.type == "securestring"]
    secret = set(_secrets(plan))
    each = {
        # A credential is a secret, whatever its declared type is.
        parameter.name: (
            replace(parameter, type="securestring")
            if parameter.name in secret
            else parameter
        )
        for parameter in [*first, *plan.read, *plan.placing]
    }
    tokens = [name for name, parameter in each.items() if parameter.type == _OAUTH]
    is_only = plan.is_declared or len(tokens) == 1
    called = {
        name: "access_token" if name in tokens and is_only else name for name in each
    }
    names = name_connection(called)
    credentials = {one.name for one in first}
    passwords = {
        proof.parameters[1].name for proof in plan.proofs if proof.kind == "basic"
    }
    required = _required(plan)
    # Each of several ways to authenticate is tried and reports what it lacks.
    tried = set[str]() if plan.is_certain else {one.name for one in claimed}
    placing = {one.name for one in plan.placing}
    hosts = {one.name for one in plan.read} & placing
    return {
        name: _argument(
            parameter,
            names[name],
            package,
            reader=_reader(
                parameter,
                required=name in required | tried,
                password=name in passwords,
                placing=name in hosts,
            ),
            required=name in required and name not in placing,
            positional=name in credentials,
        )
        for name, parameter in each.items()
    }


def _secrets(plan: Plan) -> Iterator[str]:
    """Yield the parameters that hold keys and passwords."""
    for proof in plan.proofs:
        if proof.kind == "basic":
            yield proof.parameters[1].name
        elif proof.kind != "oauth2":
            yield from (one.name for one in proof.parameters)


def _required(plan: Plan) -> frozenset[str]:
    """Return the names of the required parameters."""
    needed = {one.name for one in plan.read if one.required}
    if len(plan.ways) == 1 and plan.is_required:
        needed |= {one.name for proof in plan.ways[0] for one in proof.parameters}
        for proof in plan.ways[0]:
            if proof.kind == "basic" and not proof.parameters[1].required:
                needed.discard(proof.parameters[1].name)
    return frozenset(needed)


def _reader(
    parameter: ConnectionParameter, *, required: bool, password: bool, placing: bool
) -> Reader:
    if parameter.type == _OAUTH:
        return ""
    if parameter.type == "securestring":
        if not required or placing:
            return "find_secret"
        return "need_password" if password else "need_secret"
    if not required:
        return "find_text"
    return "need_text_unless" if placing else "need_text"


def _argument(
    parameter: ConnectionParameter,
    name: str,
    package: str,
    *,
    reader: Reader,
    required: bool,
    positional: bool,
) -> ClientArgument:
    kind, async_kind = _annotations(parameter)
    return ClientArgument(
        parameter=parameter,
        name=identifier(name),
        environment=Code(environment_variable(package, name)),
        annotation=compose("{} | None", kind),
        async_annotation=compose("{} | None", async_kind),
        doc=_doc(parameter),
        reader=reader,
        required=required and initial_value(parameter) is None,
        positional=positional,
    )


def _annotations(parameter: ConnectionParameter) -> tuple[Code, Code]:
    """Return the annotations for the blocking and for the awaited client."""
    if parameter.type == _OAUTH:
        return runtime("Token"), runtime("AsyncToken")
    kind = _annotation(parameter)
    return kind, kind


def _annotation(parameter: ConnectionParameter) -> Code:
    if parameter.type == "securestring":
        return compose("str | {}", runtime("Secret"))
    if parameter.type in ("int", "bool"):
        return Code(f"{parameter.type} | str")
    if len(parameter.allowed_values) < 2:
        return Code("str")
    values = join(", ", map(literal, parameter.allowed_values))
    return compose("{}[{}] | str", _LITERAL, values)


_LITERAL = Code("Literal", [Need("typing", "Literal")])


def _doc(parameter: ConnectionParameter) -> str:
    if parameter.type == _OAUTH:
        return _OAUTH_DOC
    plain = (
        "The API key"
        if parameter.type == "securestring"
        else "A value of the connection"
    )
    text = sentence(parameter.description or parameter.title or plain)
    initial = initial_value(parameter)
    return text if initial is None else f'{text} Default: "{initial}".'
