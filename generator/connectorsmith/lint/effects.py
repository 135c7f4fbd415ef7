"""Effects of wrong parts on the SDK, in the words of a finding."""

from __future__ import annotations

from collections.abc import Sequence

from connectorsmith.documents.document import Token
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.operations import SECTIONS, RawOperation

ANY = "allows any value here"
ANY_BODY = "allows any body here"
LEFT_OUT = "leaves it out"
_MAX_NAMES = 3
"""Operations that a finding names; of more, it gives the number."""


def with_effect(
    message: str, effect: str, definition: Definition, tokens: Sequence[Token]
) -> str:
    """Return a message with the effect on the SDK and the operations that it concerns."""
    if not effect:
        return message
    users = definition.users(tokens)
    names = [_name(definition, operation) for operation in users.operations]
    if not names and len(tokens) == 3 and tokens[0] in SECTIONS:
        names = [show(f"{str(tokens[2]).upper()} {tokens[1]}")]
    if len(names) > _MAX_NAMES + 1:
        more = f"{len(names) - _MAX_NAMES}{'' if users.is_complete else ' or more'}"
        names = [*names[:_MAX_NAMES], f"{more} others"]
    concerned = f" ({', '.join(names)})" if names else ""
    return f"{message.removesuffix('.')}; the SDK {effect}{concerned}."


def _name(definition: Definition, operation: RawOperation) -> str:
    """Return an operationId, or the method and path if another operation has the same."""
    is_named = definition.by_id.get(operation.id) is operation
    return show(operation.id if is_named else str(operation.place))
