"""`x-ms-dynamic-values`, `-list`, `-schema` and `-properties`, lowered.

The newer form of a pair goes before the older one, as on the platform: it can say where a
value comes from without being ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.documents.data import mapping, text
from connectorsmith.documents.document import Json, join_pointer
from connectorsmith.ir.dynamic import Asked, DynamicArgument, DynamicCall
from connectorsmith.ir.json import ABSENT, Absent

_FORMS = {
    Asked.CHOICES: ("x-ms-dynamic-list", "x-ms-dynamic-values", "x-ms-dynamic-tree"),
    Asked.SCHEMA: ("x-ms-dynamic-properties", "x-ms-dynamic-schema"),
}
_REFERENCES = ("parameter", "parameterReference")


def lower_dynamic(members: Mapping[str, Json], at: str) -> Iterator[DynamicCall]:
    """The calls that a schema or a parameter declares, at most one for each purpose."""
    for asked, forms in _FORMS.items():
        declared = [form for form in forms if isinstance(members.get(form), Mapping)]
        named = [
            form for form in declared if text(mapping(members[form]).get("operationId"))
        ]
        for form in (named or declared)[:1]:
            yield _call(asked, mapping(members[form]), join_pointer(at, form))


def _call(asked: Asked, node: Mapping[str, Json], at: str) -> DynamicCall:
    return DynamicCall(
        asked,
        at,
        text(node.get("operationId")),
        tuple(_arguments(mapping(node.get("parameters")))),
        items=_first(node, "itemsPath", "value-collection"),
        value=_first(node, "itemValuePath", "value-path"),
        title=_first(node, "itemTitlePath", "value-title"),
    )


def _first(node: Mapping[str, Json], *keys: str) -> str:
    return next((said for key in keys if (said := text(node.get(key)))), "")


def _arguments(parameters: Mapping[str, Json]) -> Iterator[DynamicArgument]:
    """Literals as such or in `value`; what names another argument has no value here."""
    for name, said in parameters.items():
        value: Json | Absent = said
        if isinstance(said, Mapping):
            taken = any(key in said for key in _REFERENCES) or "value" not in said
            value = ABSENT if taken else said["value"]
        # A null says that nothing is given.
        if value is not None:
            yield DynamicArgument(name, value)
