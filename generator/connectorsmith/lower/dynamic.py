"""`x-ms-dynamic-values`, `-list`, `-schema` and `-properties`, lowered.

The newer form of a pair goes before the older one, as on the platform: it can say where a
value comes from without being ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.dynamic import Asked, DynamicArgument, DynamicCall
from connectorsmith.ir.json import ABSENT
from connectorsmith.openapi.dynamic import (
    CHOICES,
    ITEM_TITLE,
    ITEM_VALUE,
    ITEMS,
    SCHEMAS,
    Call,
)

_FORMS = {Asked.CHOICES: CHOICES, Asked.SCHEMA: SCHEMAS}


def lower_dynamic(members: Mapping[str, Json], at: str) -> Iterator[DynamicCall]:
    """The calls that a schema or a parameter declares, at most one for each purpose."""
    for asked, forms in _FORMS.items():
        declared = [form for form in forms if isinstance(members.get(form), Mapping)]
        named = [
            form for form in declared if text(mapping(members[form]).get("operationId"))
        ]
        for form in (named or declared)[:1]:
            yield _call(asked, form, mapping(members[form]), join_pointer(at, form))


def _call(asked: Asked, form: str, node: Mapping[str, Json], at: str) -> DynamicCall:
    call = Call(form, (), node)
    return DynamicCall(
        asked,
        at,
        call.operation or None,
        tuple(_arguments(call)),
        items=_first(node, *ITEMS),
        value=_first(node, *ITEM_VALUE),
        title=_first(node, *ITEM_TITLE),
    )


def _first(node: Mapping[str, Json], *keys: str) -> str:
    return next((path for key in keys if (path := text(node.get(key)))), "")


def _arguments(call: Call) -> Iterator[DynamicArgument]:
    """Literals as such or in `value`; what names another argument has no value here."""
    for argument in call.arguments():
        # A null says that nothing is given.
        if argument.is_literal and argument.literal is None:
            continue
        value = argument.literal if argument.is_literal else ABSENT
        yield DynamicArgument(argument.name, value)
