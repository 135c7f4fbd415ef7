"""The arguments of a client that stand for connection parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from connectorsmith.ir.connector import ConnectionParameter
from connectorsmith.naming.connection import environment_variable, name_connection
from connectorsmith.passes.connection import Plan
from connectorsmith.render.code import Code, identifier, literal
from connectorsmith.targets.python.code.annotations import import_line
from connectorsmith.targets.python.operations.describe import sentence

_OAUTH = "oauthsetting"
_OAUTH_DOC = (
    "An OAuth 2.0 access token, or what gives one: `ClientCredentials`, `RefreshToken`, "
    "a function, or an `httpx2.Auth`."
)


@dataclass(frozen=True, slots=True)
class Argument:
    """One value that a person gives to the client."""

    parameter: ConnectionParameter
    name: Code
    environment: Code
    """The name of the environment variable that is read where it is not given."""
    annotation: Code
    async_annotation: Code
    doc: str
    reader: str
    """The function of the runtime that reads it; empty for a token."""
    required: bool
    positional: bool
    holder: str = ""
    """What stands before its name where it is an attribute: `self.`."""

    @property
    def given(self) -> Code:
        """The expression for what was given."""
        return Code(f"{self.holder}{self.name}")

    @property
    def value(self) -> Code:
        """The expression for what was given or found."""
        return self._read(self.reader)

    @property
    def value_if_any(self) -> Code:
        """The same, and None where there is none."""
        secret = self.parameter.type == "securestring"
        return self._read("find_secret" if secret else "find_text")

    def _read(self, reader: str) -> Code:
        parts = [literal(str(self.name)), self.given, literal(str(self.environment))]
        if reader == "need_text_unless":
            parts.insert(0, Code("base_url"))
        initial = initial_value(self.parameter)
        if initial is not None and reader != "need_password":
            parts.append(literal(initial))
        return Code(f"{reader}({', '.join(parts)})")


def initial_value(parameter: ConnectionParameter) -> str | None:
    """What stands for a value that nobody gives: the only one that there is counts, too.

    Nothing for a secret: one that the definition holds is a mistake, and not to be spread.
    """
    if parameter.type == "securestring":
        return None
    only = parameter.allowed_values if len(parameter.allowed_values) == 1 else ()
    return parameter.initial or next(iter(only), None)


def arguments(plan: Plan, package: str, *, holder: str = "") -> dict[str, Argument]:
    """The arguments of one way to connect, by parameter: credentials first."""
    claimed = [
        parameter
        for way in plan.ways
        for proof in way
        for parameter in proof.parameters
    ]
    first = claimed or [one for one in plan.read if one.type == "securestring"]
    secret = set(_secrets(plan))
    each = {
        # What proves who calls is a secret, whatever the type of its box is.
        one.name: replace(one, type="securestring") if one.name in secret else one
        for one in [*first, *plan.read, *plan.placing]
    }
    called = {
        name: "access_token" if one.type == _OAUTH else name
        for name, one in each.items()
    }
    names = name_connection(called)
    credentials = {one.name for one in first}
    passwords = {
        proof.parameters[1].name
        for way in plan.ways
        for proof in way
        if proof.kind == "basic"
    }
    required = _required(plan, claimed)
    # One of several ways is taken; it is tried, and says what it lacks.
    tried = {one.name for one in claimed} if len(plan.ways) > 1 else set[str]()
    placing = {one.name for one in plan.placing}
    hosts = {one.name for one in plan.read} & placing
    return {
        name: _argument(
            one,
            names[name],
            package,
            reader=_reader(
                one,
                required=name in required | tried,
                password=name in passwords,
                placing=name in hosts,
            ),
            required=name in required and name not in placing,
            positional=name in credentials,
            holder=holder,
        )
        for name, one in each.items()
    }


def _secrets(plan: Plan) -> Iterator[str]:
    """The parameters that hold keys and passwords."""
    for proof in (proof for way in plan.ways for proof in way):
        if proof.kind == "basic":
            yield proof.parameters[1].name
        elif proof.kind != "oauth2":
            yield from (one.name for one in proof.parameters)


def _required(plan: Plan, claimed: Iterable[ConnectionParameter]) -> frozenset[str]:
    """The parameters without which nothing works."""
    needed = {one.name for one in plan.read if one.required}
    if len(plan.ways) == 1:
        needed |= {one.name for one in claimed}
        for proof in plan.ways[0]:
            if proof.kind == "basic" and not proof.parameters[1].required:
                needed.discard(proof.parameters[1].name)
    return frozenset(needed)


def _reader(
    parameter: ConnectionParameter, *, required: bool, password: bool, placing: bool
) -> str:
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
    reader: str,
    required: bool,
    positional: bool,
    holder: str,
) -> Argument:
    kind, async_kind = _annotations(parameter)
    return Argument(
        parameter=parameter,
        name=identifier(name),
        environment=Code(environment_variable(package, name)),
        annotation=Code(f"{kind} | None"),
        async_annotation=Code(f"{async_kind} | None"),
        doc=_doc(parameter),
        reader=reader,
        required=required and initial_value(parameter) is None,
        positional=positional,
        holder=holder,
    )


def _annotations(parameter: ConnectionParameter) -> tuple[str, str]:
    if parameter.type == _OAUTH:
        return "Token", "AsyncToken"
    by_type: Mapping[str, str] = {
        "securestring": "str | Secret",
        "int": "int | str",
        "bool": "bool | str",
    }
    kind = by_type.get(parameter.type, "str")
    if kind == "str" and len(parameter.allowed_values) > 1:
        values = ", ".join(literal(one) for one in parameter.allowed_values)
        kind = f"Literal[{values}] | str"
    return kind, kind


def _doc(parameter: ConnectionParameter) -> str:
    if parameter.type == _OAUTH:
        return _OAUTH_DOC
    plain = "The API key" if parameter.type == "securestring" else "Of the connection"
    said = sentence(parameter.description or parameter.title or plain)
    initial = initial_value(parameter)
    return said if initial is None else f'{said} "{initial}" where none is given.'


def documented(args: Iterable[Argument]) -> list[str]:
    """The entries about arguments, for a docstring."""
    return [
        f"{one.name}: {one.doc} Read from the environment variable {one.environment} "
        "where it is not given."
        for one in args
    ]


def runtime_imports(
    calls: Mapping[str, Iterable[str]], args: Iterable[Argument], tokens: Iterable[str]
) -> list[Code]:
    """The imports of what expressions call, and of what annotations name.

    `calls` is by module; `tokens` are the names of annotations of access tokens.
    """
    names = {module: set(used) for module, used in calls.items()}
    annotations = [one.annotation for one in args]
    if any("Secret" in one for one in annotations):
        names.setdefault("auth.secret", set()).add("Secret")
    if any("Token" in one for one in annotations):
        names.setdefault("auth.oauth", set()).update(tokens)
    return [
        import_line(f"._runtime.{module}", names[module]) for module in sorted(names)
    ]
