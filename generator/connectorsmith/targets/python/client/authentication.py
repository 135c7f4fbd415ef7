"""The expressions for the authentication of a client and the values that policies need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import TokenEndpoint
from connectorsmith.passes.connection import Ways
from connectorsmith.passes.proofs import Proof
from connectorsmith.render.code import Code, compose, join, literal
from connectorsmith.sdk.connection import ClientArgument, Connection, initial_value
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.code.layout import bracketed

_IN_TEXT = re.compile(r"\{([^{}]*)\}")
_NEVER_NONE = ("need_password", "need_secret", "need_text")


@dataclass(frozen=True, slots=True)
class Authentication:
    """The expressions of one connection."""

    reads: tuple[Code, ...]
    """Statements that read the values which several expressions need."""
    auth: Code | None
    """The value of `Settings.auth`; None without authentication."""
    connection: Code | None
    """The value of `Settings.connection`; None if no policy reads it."""

    @property
    def code(self) -> list[Code]:
        """All its pieces of code."""
        return [*self.reads, *(c for c in (self.auth, self.connection) if c)]


def authentication(
    connection: Connection, config: SdkConfig, holder: Code | None = None
) -> Authentication:
    """Return the expressions from security definitions, connection parameters and policies.

    The arguments are attributes of `holder`, if it is given.
    """
    return _Expressions(connection, config, holder).all()


class _Expressions:
    def __init__(
        self, connection: Connection, config: SdkConfig, holder: Code | None
    ) -> None:
        self._plan = connection.plan
        self._args = args = connection.arguments
        self._config = config
        self._holder = holder
        uses = list(self._uses())
        # A lambda does not know that a name has another type by now.
        alone = self._plan.is_certain
        self._first = {
            name
            for name in uses
            if alone and uses.count(name) > 1 and args[name].reader
        }

    def _uses(self) -> Iterator[str]:
        for proof in self._plan.proofs:
            yield from (one.name for one in proof.parameters)
            for text in _texts(proof.endpoint):
                yield from (n for n in _IN_TEXT.findall(text) if n in self._args)
        yield from (one.name for one in self._plan.read)

    def all(self) -> Authentication:
        reads = [
            compose("{} = {}", argument.name, self._read(argument, argument.reader))
            for name, argument in self._args.items()
            if name in self._first
        ]
        return Authentication(
            reads=tuple(reads), auth=self._auth(), connection=self._connection()
        )

    def _value(self, name: str) -> Code:
        """Return the expression for the value of a connection parameter."""
        argument = self._args[name]
        if name in self._first:
            return argument.name
        return self._read(argument, argument.reader)

    def _value_if_any(self, argument: ClientArgument) -> Code:
        """Return an expression for a value that may be None."""
        return self._read(
            argument, "find_secret" if argument.is_secret else "find_text"
        )

    def _given(self, argument: ClientArgument) -> Code:
        if self._holder is None:
            return argument.name
        return compose("{}.{}", self._holder, argument.name)

    def _read(self, argument: ClientArgument, reader: str) -> Code:
        parts = self._named(argument)
        if reader == "need_text_unless":
            parts.insert(0, Code("base_url"))
        initial = initial_value(argument.parameter)
        if initial is not None and reader != "need_password":
            parts.append(literal(initial))
        return compose("{}({})", runtime(reader), join(", ", parts))

    def _named(self, argument: ClientArgument) -> list[Code]:
        """Return the name of an argument, its value, and its environment variable."""
        variable = literal(str(argument.environment))
        return [literal(str(argument.name)), self._given(argument), variable]

    def _auth(self) -> Code | None:
        plan = self._plan
        if plan.by_operation:
            return self._by_operation()
        if len(plan.ways) <= 1:
            return self._proofs(plan.ways[0]) if plan.ways else None
        choices = [self._choice(proofs) for proofs in plan.ways]
        return bracketed(compose("{}(", runtime("either")), choices, ")", indent=8)

    def _choice(self, proofs: Sequence[Proof]) -> Code:
        """Return the arguments of credentials, and a function that creates them."""
        given = [
            self._given(self._args[parameter.name])
            for proof in proofs
            for parameter in proof.parameters
        ]
        tail = Code("," if len(given) == 1 else "")
        return compose(
            "(({}{}), lambda: {})", join(", ", given), tail, self._proofs(proofs)
        )

    def _by_operation(self) -> Code:
        plan = self._plan
        schemes = [
            compose("{}: {}", literal(proof.name), self._choice([proof]))
            for proof in plan.proofs
        ]
        arguments = [
            bracketed("{", schemes, "}", indent=12),
            compose("default={}", _names(plan.ways)),
        ]
        if plan.own:
            own = [
                compose("{}: {}", literal(operation), _names(ways))
                for operation, ways in plan.own.items()
            ]
            arguments.append(bracketed("operations={", own, "}", indent=12))
        if plan.is_required:
            arguments.append(Code("required=True"))
        return bracketed(compose("{}(", runtime("Security")), arguments, ")", indent=8)

    def _proofs(self, proofs: Sequence[Proof]) -> Code:
        parts = [self._proof(one) for one in proofs]
        return parts[0] if len(parts) == 1 else compose("({})", join(", ", parts))

    def _proof(self, proof: Proof) -> Code:
        names = [one.name for one in proof.parameters]
        if proof.kind == "oauth2":
            named = self._named(self._args[names[0]])
            parts = [*named, self._endpoint(proof.endpoint)]
            return compose("{}({})", runtime("bearer"), join(", ", parts))
        values = [self._value(name) for name in names]
        if proof.kind == "basic" and self._first.isdisjoint(names):
            # If both are missing, the error names both.
            each = (compose("lambda: {}", value) for value in values)
            return compose("{}({})", runtime("basic_of"), join(", ", each))
        if proof.kind == "basic":
            return compose("{}({})", runtime("Basic"), join(", ", values))
        scheme = proof.scheme
        assert scheme is not None, "a key is of a scheme"
        prefix = self._config.prefixes.get(names[0])
        place = "query" if scheme.location == "query" else "header"
        parts = [literal(place), literal(scheme.parameter), *values]
        parts += [] if prefix is None else [literal(prefix)]
        return compose("{}({})", runtime("ApiKey"), join(", ", parts))

    def _endpoint(self, endpoint: TokenEndpoint | None) -> Code:
        known = endpoint or TokenEndpoint()
        refresh = known.refresh_url if known.refresh_url != known.url else None
        fields = {
            "url": known.url,
            "refresh_url": refresh,
            "scope": known.scope,
            "resource": known.resource,
        }
        arguments = {
            name: code
            for name, text in fields.items()
            if text and (code := self._filled(text, name)) is not None
        }
        if "url" in arguments and (needs := self._may_lack(known.url or "")):
            arguments["needs"] = literal(needs)
        given = [join("=", [Code(name), code]) for name, code in arguments.items()]
        return compose("{}({})", runtime("TokenEndpoint"), join(", ", given))

    def _may_lack(self, text: str) -> str:
        """Return the arguments in a text that can be left out."""
        names = [
            f"{self._args[name].name}=..."
            for name in dict.fromkeys(_IN_TEXT.findall(text))
            if self._args[name].is_optional
            and initial_value(self._args[name].parameter) is None
        ]
        return ", ".join(names)

    def _filled(self, text: str, name: str) -> Code | None:
        """Return a text with parameters in it; None if one of them is unknown."""
        is_url = name in ("url", "refresh_url")
        parts: list[Code] = []
        for index, part in enumerate(_IN_TEXT.split(text)):
            if index % 2 == 0:
                parts += [literal(part)] if part else []
            elif (
                part not in self._args
                or self._args[part].parameter.type == "securestring"
            ):
                return None
            else:
                value = self._value(part)
                # The first part of a URL can contain slashes; a later one is escaped as a name.
                if is_url and parts:
                    named = literal(self._args[part].name)
                    value = compose("{}({}, {})", runtime("url_part"), named, value)
                parts.append(value)
        if len(parts) == 1:
            return parts[0]
        return compose("{}({})", runtime("joined"), join(", ", parts))

    def _connection(self) -> Code | None:
        read = [self._args[one.name] for one in self._plan.read]
        if not read:
            return None
        values = {
            argument.parameter.name: (
                self._value(argument.parameter.name)
                if self._plan.is_certain
                else self._value_if_any(argument)
            )
            for argument in read
        }
        members = [
            compose("{}: {}", literal(name), value) for name, value in values.items()
        ]
        values_code = bracketed("{", members, "}", indent=8)
        whole = all(one.reader in _NEVER_NONE for one in read)
        if whole and self._plan.is_certain:
            return values_code
        return compose("{}({})", runtime("present"), values_code)


def _names(ways: Ways) -> Code:
    """Return the names of the schemes of each alternative."""
    return literal(tuple(tuple(proof.name for proof in proofs) for proofs in ways))


def _texts(endpoint: TokenEndpoint | None) -> list[str]:
    if endpoint is None:
        return []
    each = (endpoint.url, endpoint.refresh_url, endpoint.scope, endpoint.resource)
    return [text for text in each if text]
