"""The Parameters of an operation: one row for each value that a maker fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from connectorsmith.documents.data import text
from connectorsmith.documents.document import Json
from connectorsmith.openapi.extensions import SUMMARY, is_internal
from connectorsmith.openapi.operations import RawOperation
from connectorsmith.targets.docs.schemas import MAX_DEPTH, PageSchemas, Place
from connectorsmith.targets.docs.tables import InputRow


def input_places(
    schemas: PageSchemas, operation: RawOperation
) -> Iterator[InputRow | None]:
    """Yield the row of every place in the inputs, in the page's order; None if it has none."""
    # Parameters of the path come first; each group keeps the order of the file.
    for declared in sorted(
        operation.parameters.values(),
        key=lambda parameter: (not parameter.is_inherited, parameter.steps),
    ):
        parameter = declared.value
        if is_internal(parameter):
            yield None
        elif declared.location == "body":
            yield from _body(schemas, parameter)
        else:
            yield _row_of(schemas, schemas.place(parameter), parameter)


def _row_of(
    schemas: PageSchemas, place: Place, parameter: Mapping[str, Json]
) -> InputRow:
    key = text(parameter.get("name")) or ""
    return InputRow(
        name=text(parameter.get(SUMMARY)) or place.title or key,
        key=key,
        required=parameter.get("required") is True,
        kind=schemas.kind(place),
        description=text(parameter.get("description")) or place.description,
    )


def _body(
    schemas: PageSchemas, parameter: Mapping[str, Json]
) -> Iterator[InputRow | None]:
    place = schemas.place(parameter.get("schema"))
    if place.internal:
        yield None
    elif (inner := _container(schemas, place)) is None:
        yield _row_of(schemas, place, parameter)
    else:
        yield from _leaves(schemas, inner, (id(inner.target),))


def _container(schemas: PageSchemas, place: Place) -> Place | None:
    """Return the object whose members are shown instead of a place; None if there is none.

    It is the place itself, or the items of the array.
    """
    if place.dynamic:
        return None
    inner = schemas.items(place) if place.type == "array" else place
    return inner if schemas.is_object(inner) and not inner.dynamic else None


def _leaves(
    schemas: PageSchemas, parent: Place, above: tuple[int, ...]
) -> Iterator[InputRow | None]:
    for member in schemas.members(parent):
        place = member.place
        inner = _container(schemas, place)
        if place.internal:
            yield None
        elif inner is None:
            yield InputRow(
                name=place.title or member.name,
                key=member.name,
                required=member.required,
                kind=schemas.kind(place),
                description=place.description,
            )
        elif inner.internal or id(inner.target) in above or len(above) >= MAX_DEPTH:
            yield None
        else:
            yield None
            yield from _leaves(schemas, inner, (*above, id(inner.target)))
