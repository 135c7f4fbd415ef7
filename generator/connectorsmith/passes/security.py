"""The security requirements of a connector: those of all operations, and those that differ.

Swagger has them per operation. A connector with connection parameters sends what these
hold, whatever an operation requires, except where the operation itself requires nothing
or other schemes of the definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from connectorsmith.ir.connector import SecurityScheme, SecurityUse

Requirement: TypeAlias = Sequence[Sequence[SecurityUse]]
"""The security of an operation: alternatives, each a set of schemes that apply together."""

Alternatives: TypeAlias = tuple[tuple[str, ...], ...]
"""A `Requirement` as the names of known schemes. An alternative without schemes is a call
without credentials; empty if there is no other."""


@dataclass(frozen=True, slots=True)
class Secured:
    """The security of one operation."""

    operation: str
    """Its operationId."""
    requirement: Requirement
    is_own: bool
    """True if the operation declares it itself, else it is the definition's."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """The security requirements of all operations."""

    default: Alternatives
    operations: Mapping[str, Alternatives]
    """Those of the operations that differ from the default, by operationId."""
    schemes: Mapping[str, SecurityScheme]
    """The schemes that can be required, by name."""


def requirements(
    operations: Iterable[Secured],
    schemes: Iterable[SecurityScheme],
    *,
    has_parameters: bool,
) -> Requirements:
    """Return the requirements of operations.

    `has_parameters` is true if the connection has parameters, which override the
    definition.
    """
    secured = sorted(operations, key=lambda operation: operation.is_own)
    usable = {one.name: one for one in schemes if _is_usable(one)}
    if has_parameters:
        return _overridden(secured, usable)
    found = {one.operation: _known(one.requirement, usable) for one in secured}
    if len(set(found.values())) == 1:
        return Requirements(found[secured[0].operation], {}, usable)
    general = bool(secured) and not secured[0].is_own
    default = found[secured[0].operation] if general else ()
    return Requirements(default, _different(found, default), usable)


def _is_usable(scheme: SecurityScheme) -> bool:
    if scheme.type == "apiKey":
        return bool(scheme.parameter)
    return scheme.type in ("basic", "oauth2")


def _overridden(
    secured: Sequence[Secured], usable: Mapping[str, SecurityScheme]
) -> Requirements:
    """Return the requirements of a connector with connection parameters."""
    declared = (_whole(one.requirement, usable) for one in secured)
    default = next(filter(None, declared), None)
    if default is None:
        # The platform sends the credentials of the connection even so.
        default = tuple((name,) for name in list(usable)[:1])
    own = {
        operation.operation: _known(operation.requirement, usable)
        for operation in secured
        if operation.is_own and _is_defined(operation.requirement, usable)
    }
    # Connection parameters can be sent even if the definition has no scheme for them.
    return Requirements(default, _different(own, default or None), usable)


def _whole(
    requirement: Requirement, usable: Mapping[str, SecurityScheme]
) -> Alternatives:
    """Return the alternatives whose schemes are all known, but for one without any."""
    return tuple(
        tuple(use.scheme for use in alternative)
        for alternative in requirement
        if alternative and all(use.scheme in usable for use in alternative)
    )


def _is_defined(requirement: Requirement, usable: Mapping[str, SecurityScheme]) -> bool:
    return all(
        use.scheme in usable for alternative in requirement for use in alternative
    )


def _known(
    requirement: Requirement, usable: Mapping[str, SecurityScheme]
) -> Alternatives:
    """Return a requirement of known schemes.

    An alternative with an unknown scheme is left out if there is another one, else it has
    the schemes that are known.
    """
    parts = [
        tuple(use.scheme for use in alternative if use.scheme in usable)
        for alternative in requirement
    ]
    whole = [
        part
        for part, alternative in zip(parts, requirement, strict=True)
        if len(part) == len(alternative)
    ]
    # Without a known scheme, the call has no credentials.
    known = tuple(dict.fromkeys(whole or parts))
    return known if any(known) else ()


def _different(
    found: Mapping[str, Alternatives], default: Alternatives | None
) -> dict[str, Alternatives]:
    return {
        operation: alternatives
        for operation, alternatives in found.items()
        if alternatives != default
    }
