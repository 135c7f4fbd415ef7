"""The README's section on models: names of fields, and how to get the names on the wire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from connectorsmith.ir.types import NamedType, TypeDeclaration
from connectorsmith.render.code import Code, compose
from connectorsmith.sdk.calls import Call
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.operation import content
from connectorsmith.targets.python.models.file import used_types
from connectorsmith.targets.python.readme.scripts import Writer, item_name

_DUMP = "print({}.model_dump(by_alias=True, exclude_unset=True))"


@dataclass(frozen=True, slots=True)
class ModelsSection:
    """The paragraph on models."""

    renamed: Sequence[str]
    """The name of a field, its model and the name on the wire; empty if all are equal."""
    start: Code | None


def models_section(writer: Writer, model: SdkModel) -> ModelsSection | None:
    """Return the section; None for an SDK without models."""
    declarations = used_types(model.connector, model.names)
    if not declarations:
        return None
    return ModelsSection(
        next(_renamed(model, declarations), ()), _script(writer, model)
    )


def _renamed(
    model: SdkModel, declarations: Sequence[TypeDeclaration]
) -> Iterator[Sequence[str]]:
    for declared in declarations:
        for wire, name in model.names.fields[declared.id].items():
            if wire != name:
                yield name, model.names.types[declared.id], wire


def _script(writer: Writer, model: SdkModel) -> Code | None:
    """Return a script that prints a model by wire names; None without a fitting call."""
    reading, listing = model.examples.reading, model.examples.listing
    if reading is not None and _gives_model(reading):
        name = item_name(reading)
        return writer.with_client(
            compose("{} = {}", name, reading.example), compose(_DUMP, name)
        )
    page = listing.shape.page() if listing is not None else None
    if listing is not None and page is not None and isinstance(page[1].type, NamedType):
        name = item_name(listing)
        return writer.with_client(
            compose("for {} in {}:", name, listing.example),
            compose("    {}", compose(_DUMP, name)),
        )
    return None


def _gives_model(call: Call) -> bool:
    schemas = [content(one) for one in call.shape.successes()]
    return bool(schemas) and all(
        schema is not None
        and isinstance(schema.type, NamedType)
        and not schema.nullable
        for schema in schemas
    )
