"""How a client proves who calls, and what it tells policies: as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectorsmith.ir.connector import Connector, TokenEndpoint
from connectorsmith.passes.connection import Plan, Proof, declared, plan
from connectorsmith.render.code import Code, literal
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.arguments import (
    Argument,
    arguments,
    initial_value,
)
from connectorsmith.targets.python.code.layout import bracketed

_IN_TEXT = re.compile(r"\{([^{}]*)\}")
_NEVER_NONE = ("need_password", "need_secret", "need_text")
_MODULES = {
    "auth.arguments": ("find_secret", "need_secret"),
    "auth.basic": ("Basic", "need_password"),
    "auth.either": ("either",),
    "auth.grants": ("TokenEndpoint",),
    "auth.oauth": ("bearer",),
    "auth.schemes": ("ApiKey",),
    "auth.texts": (
        "find_text",
        "joined",
        "need_text",
        "need_text_unless",
        "present",
        "url_part",
    ),
}
"""The functions of the runtime that expressions call, by module."""


@dataclass(frozen=True, slots=True)
class Authentication:
    """One way to connect."""

    arguments: tuple[Argument, ...]
    """Credentials first."""
    reads: tuple[Code, ...]
    """Statements: what is needed more than once is read first."""
    auth: Code | None
    """The value of `Settings.auth`; None where the API wants none."""
    connection: Code | None
    """The value of `Settings.connection`; None where no policy reads any."""

    @property
    def example(self) -> list[str]:
        """The arguments without which no client can be made, as an example writes them."""
        return [f'{one.name}="test"' for one in self.arguments if one.required]

    @property
    def calls(self) -> Mapping[str, Sequence[str]]:
        """The functions of the runtime that are called, by module."""
        text = "\n".join([*self.reads, self.auth or "", self.connection or ""])
        used = {
            module: [name for name in names if re.search(rf"\b{name}\(", text)]
            for module, names in _MODULES.items()
        }
        return {module: names for module, names in used.items() if names}


def authentication(
    connector: Connector, config: SdkConfig, package: str
) -> Authentication:
    """What the security definitions, the connection parameters and the policies say together."""
    alternatives = declared(connector)
    made = plan(connector.connection_parameters, alternatives, connector.policies)
    return connecting(made, arguments(made, package), config)


def connecting(
    made: Plan, args: Mapping[str, Argument], config: SdkConfig
) -> Authentication:
    """The expressions of a plan."""
    return _Expressions(made, args, config).all()


class _Expressions:
    def __init__(
        self, made: Plan, args: Mapping[str, Argument], config: SdkConfig
    ) -> None:
        self._plan = made
        self._args = args
        self._config = config
        uses = list(self._uses())
        # A lambda does not know that a name has another type by now.
        alone = len(made.ways) <= 1
        self._first = {
            name
            for name in uses
            if alone and uses.count(name) > 1 and args[name].reader
        }

    def _uses(self) -> Iterator[str]:
        for way in self._plan.ways:
            for proof in way:
                yield from (one.name for one in proof.parameters)
                for text in _texts(proof.endpoint):
                    yield from (n for n in _IN_TEXT.findall(text) if n in self._args)
        yield from (one.name for one in self._plan.read)

    def all(self) -> Authentication:
        reads = [
            Code(f"{one.name} = {one.value}")
            for name, one in self._args.items()
            if name in self._first
        ]
        return Authentication(
            arguments=tuple(self._args.values()),
            reads=tuple(reads),
            auth=self._auth(),
            connection=self._connection(),
        )

    def _value(self, name: str) -> Code:
        argument = self._args[name]
        return argument.name if name in self._first else argument.value

    def _auth(self) -> Code | None:
        ways = [self._way(way) for way in self._plan.ways]
        if len(ways) <= 1:
            return ways[0] if ways else None
        choices: list[Code] = []
        for way, made in zip(self._plan.ways, ways, strict=True):
            given = [
                self._args[one.name].given for proof in way for one in proof.parameters
            ]
            tail = ",)" if len(given) == 1 else ")"
            choices.append(Code(f"(({', '.join(given)}{tail}, lambda: {made})"))
        return bracketed("either(", choices, ")", indent=8)

    def _way(self, proofs: Sequence[Proof]) -> Code:
        made = [self._proof(one) for one in proofs]
        return made[0] if len(made) == 1 else Code(f"({', '.join(made)})")

    def _proof(self, proof: Proof) -> Code:
        names = [one.name for one in proof.parameters]
        if proof.kind == "oauth2":
            one = self._args[names[0]]
            named = [literal(str(one.name)), one.given, literal(str(one.environment))]
            return Code(
                f"bearer({', '.join([*named, self._endpoint(proof.endpoint)])})"
            )
        values = [self._value(name) for name in names]
        if proof.kind == "basic":
            return Code(f"Basic({', '.join(values)})")
        scheme = proof.scheme
        assert scheme is not None, "a key is of a scheme"
        prefix = self._config.prefixes.get(names[0])
        place = "query" if scheme.location == "query" else "header"
        parts = [literal(place), literal(scheme.parameter), *values]
        parts += [] if prefix is None else [literal(prefix)]
        return Code(f"ApiKey({', '.join(parts)})")

    def _endpoint(self, endpoint: TokenEndpoint | None) -> Code:
        known = endpoint or TokenEndpoint()
        refresh = known.refresh_url if known.refresh_url != known.url else None
        fields = {
            "url": known.url,
            "refresh_url": refresh,
            "scope": known.scope,
            "resource": known.resource,
        }
        made = {
            name: code
            for name, text in fields.items()
            if text and (code := self._filled(text, name)) is not None
        }
        if "url" in made and (needs := self._may_lack(known.url or "")):
            made["needs"] = literal(needs)
        return Code(
            f"TokenEndpoint({', '.join(f'{name}={code}' for name, code in made.items())})"
        )

    def _may_lack(self, text: str) -> str:
        """The arguments in a text that can be left out."""
        names = [
            f"{self._args[name].name}=..."
            for name in dict.fromkeys(_IN_TEXT.findall(text))
            if self._args[name].reader.startswith("find")
            and initial_value(self._args[name].parameter) is None
        ]
        return ", ".join(names)

    def _filled(self, text: str, name: str) -> Code | None:
        """A text with parameters in it; None where one of them is not known."""
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
                # The first part of a URL may be most of it; one behind text is a name.
                if is_url and parts:
                    value = Code(f"url_part({literal(self._args[part].name)}, {value})")
                parts.append(value)
        return parts[0] if len(parts) == 1 else Code(f"joined({', '.join(parts)})")

    def _connection(self) -> Code | None:
        read = [self._args[one.name] for one in self._plan.read]
        if not read:
            return None
        values = {
            one.parameter.name: (
                self._value(one.parameter.name)
                if len(self._plan.ways) <= 1
                else one.value_if_any
            )
            for one in read
        }
        members = [Code(f"{literal(name)}: {value}") for name, value in values.items()]
        made = bracketed("{", members, "}", indent=8)
        whole = all(one.reader in _NEVER_NONE for one in read)
        return made if whole and len(self._plan.ways) <= 1 else Code(f"present({made})")


def _texts(endpoint: TokenEndpoint | None) -> list[str]:
    if endpoint is None:
        return []
    each = (endpoint.url, endpoint.refresh_url, endpoint.scope, endpoint.resource)
    return [text for text in each if text]
