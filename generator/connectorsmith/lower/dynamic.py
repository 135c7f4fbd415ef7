"""Lowering of `x-ms-dynamic-values`, `-list`, `-schema` and `-properties`.

The newer extension of a pair overrides the older one, as on the platform: it can name
the place of a value without ambiguity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.dynamic import (
    Asked,
    DynamicArgument,
    DynamicCall,
    Input,
    Unanswered,
)
from connectorsmith.ir.json import ABSENT
from connectorsmith.openapi.definition import Definition
from connectorsmith.openapi.dynamic import (
    CHOICES,
    ITEM_TITLE,
    ITEM_VALUE,
    ITEMS,
    SCHEMAS,
    Call,
)
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.openapi.schemas import Unfound

_FORMS = {Asked.CHOICES: CHOICES, Asked.SCHEMA: SCHEMAS}


class DynamicLowering:
    """Lowering of the dynamic calls of one definition."""

    def __init__(self, definition: Definition, ids: Mapping[RawOperation, str]) -> None:
        self._definition = definition
        self._ids = ids

    def lower(
        self, members: Mapping[str, Json], at: str
    ) -> Iterator[DynamicCall | Unanswered]:
        """Yield the calls that a schema or a parameter declares, at most one for each
        purpose."""
        for asked, forms in _FORMS.items():
            declared = [
                form for form in forms if isinstance(members.get(form), Mapping)
            ]
            named = [
                form
                for form in declared
                if text(mapping(members[form]).get("operationId"))
            ]
            for form in (named or declared)[:1]:
                pointer = join_pointer(at, form)
                call = Call(form, (), mapping(members[form]))
                lowered = self._call(asked, pointer, call)
                if isinstance(lowered, str):
                    yield Unanswered(pointer, asked, lowered)
                else:
                    yield lowered

    def _call(self, asked: Asked, at: str, call: Call) -> DynamicCall | str:
        """Return the call of an operation, or the reason why it is impossible."""
        if not call.operation:
            return "its operationId is missing"
        target = self._definition.by_id.get(call.operation)
        if target is None:
            return f"there is no operation {call.operation!r}"
        id_ = self._ids[target]
        arguments: list[DynamicArgument] = []
        for argument in call.arguments():
            # A null gives no value.
            if argument.is_literal and argument.literal is None:
                continue
            located = self._definition.inputs.locate(target, argument.name)
            if located is Unfound.AMBIGUOUS:
                return f"{id_!r} has several parameters {argument.name!r}"
            if isinstance(located, Unfound):
                return f"{id_!r} has no parameter {argument.name!r}"
            input_ = Input(located.location, located.name)
            value = argument.literal if argument.is_literal else ABSENT
            arguments.append(DynamicArgument(argument.name, input_, value))
        if asked is Asked.CHOICES and target.success_schema() is None:
            return f"{id_!r} declares no response schema"
        return DynamicCall(
            asked,
            at,
            id_,
            tuple(arguments),
            items=_first(call.value, *ITEMS),
            value=_first(call.value, *ITEM_VALUE),
            title=_first(call.value, *ITEM_TITLE),
        )


def _first(node: Mapping[str, Json], *keys: str) -> str:
    return next((path for key in keys if (path := text(node.get(key)))), "")
