"""`x-ms-dynamic-values`, `-list`, `-schema` and `-properties`, lowered.

The newer form of a pair goes before the older one, as on the platform: it can say where a
value comes from without being ambiguous.
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
    """Lowers the dynamic calls of one definition."""

    def __init__(self, definition: Definition, ids: Mapping[RawOperation, str]) -> None:
        self._definition = definition
        self._ids = ids

    def lower(
        self, members: Mapping[str, Json], at: str
    ) -> Iterator[DynamicCall | Unanswered]:
        """Yield the calls that a schema or a parameter declares, one for each purpose."""
        for asked, forms in _FORMS.items():
            declared = [one for one in forms if isinstance(members.get(one), Mapping)]
            named = [
                one
                for one in declared
                if text(mapping(members[one]).get("operationId"))
            ]
            for form in (named or declared)[:1]:
                pointer = join_pointer(at, form)
                call = Call(form, (), mapping(members[form]))
                found = self._call(asked, pointer, call)
                if isinstance(found, str):
                    yield Unanswered(pointer, asked, found)
                else:
                    yield found

    def _call(self, asked: Asked, at: str, call: Call) -> DynamicCall | str:
        """Return a call of an operation, or the reason why it cannot be made."""
        if not call.operation:
            return "it names no operation"
        target = self._definition.by_id.get(call.operation)
        if target is None:
            return f"there is no operation {call.operation!r}"
        id_ = self._ids[target]
        arguments: list[DynamicArgument] = []
        for argument in call.arguments():
            # A null says that nothing is given.
            if argument.is_literal and argument.literal is None:
                continue
            found = self._definition.inputs.locate(target, argument.name)
            if found is Unfound.AMBIGUOUS:
                return f"{id_} takes several {argument.name!r}"
            if isinstance(found, Unfound):
                return f"{id_} takes no {argument.name!r}"
            given = Input(found.location, found.name)
            value = argument.literal if argument.is_literal else ABSENT
            arguments.append(DynamicArgument(argument.name, given, value))
        if asked is Asked.CHOICES and target.success_schema() is None:
            return f"{id_} declares no answer"
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
