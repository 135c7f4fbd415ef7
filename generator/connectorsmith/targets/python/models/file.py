"""models.py: rendered by datamodel-code-generator through our template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.json import ABSENT
from connectorsmith.ir.types import (
    ObjectType,
    Property,
    Schema,
    TypeDeclaration,
    TypeId,
)
from connectorsmith.naming.names import Names
from connectorsmith.passes.traverse import reachable, response_schemas
from connectorsmith.passes.variants import bases_first, with_own_properties
from connectorsmith.render.code import (
    Code,
    docstring,
    identifier,
    literal,
    needs_of,
)
from connectorsmith.render.environment import templates_folder
from connectorsmith.sdk.describe import describe, echoes, sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.code.imports import own_imports
from connectorsmith.targets.python.code.layout import wrapped
from connectorsmith.targets.python.models.check import CheckedModels
from connectorsmith.targets.python.models.heads import head
from connectorsmith.targets.python.models.schema import field_key, json_schema
from connectorsmith.targets.python.models.usage import usages


@dataclass(frozen=True, slots=True)
class ModelsView:
    """models.py."""

    doc: Code
    imports: Sequence[Code]
    runtime_imports: Sequence[Code]
    classes: Sequence[Code]


def models_view(model: SdkModel) -> ModelsView:
    """Return the view of models.py: every type that an operation uses, by name."""
    connector, names, config = model.connector, model.names, model.config
    declarations = bases_first(used_types(connector, names))
    if not declarations:
        return ModelsView(_module_doc(connector), (), (), ())
    answered = _answered(connector)
    sent = _sent(connector)
    usage = usages(model, declarations)
    known = {declared.id: declared for declared in declarations}
    own = [with_own_properties(declared, known) for declared in declarations]
    required = _required(own, answered, names, config)
    source = _generate(
        json_schema(own, names.types, required),
        {
            names.types[declared.id]: _texts(
                declared,
                names,
                head(
                    declared,
                    known[declared.id],
                    names,
                    required[declared.id] if declared.id in answered else None,
                    is_sent=declared.id in sent,
                ),
                usage[declared.id],
            )
            for declared in own
        },
    )
    expected = {
        names.types[declared.id]: [
            names.fields[declared.id][member.name] for member in _properties(declared)
        ]
        for declared in own
    }
    module = CheckedModels(source, expected)
    return ModelsView(
        doc=_module_doc(connector),
        imports=module.imports(),
        runtime_imports=_runtime_imports(
            module.used, any(one.variant is not None for one in declarations)
        ),
        classes=module.classes(),
    )


def _runtime_imports(used: Collection[str], has_variants: bool) -> list[Code]:
    dated = not {"date", "datetime"}.isdisjoint(used)
    variant = "dates.model" if dated else None
    if has_variants:
        variant = "dates.variants" if dated else "decode.variants"
    names = [runtime("Model", variant=variant)]
    names += [runtime("Wire")] if "Wire" in used else []
    names += [runtime("Decimal")] if "Decimal" in used else []
    return own_imports(needs_of(names))


def _module_doc(connector: Connector) -> Code:
    return docstring(
        f"The models of {connector.title}.\n\n"
        "Undeclared properties of a response are kept in `model_extra`, and undeclared values of\n"
        "an enumeration are accepted. A field that is missing in a response is None."
    )


def used_types(connector: Connector, names: Names) -> list[TypeDeclaration]:
    """Return every type that an operation uses, by class name."""
    roots: list[Schema] = []
    for operation in connector.operations:
        roots += response_schemas(operation)
        roots += (one.schema for one in operation.parameters)
        # A body of which nothing is given needs no model.
        if operation.body is not None and names.arguments[operation.id].body != {}:
            roots.append(operation.body.schema)
    used = reachable(connector, roots)
    kept = [one for one in connector.types if one.id in used]
    return sorted(kept, key=lambda declared: names.types[declared.id])


def _answered(connector: Connector) -> frozenset[TypeId]:
    """Return the types that a response contains, at any depth."""
    roots = (
        s for operation in connector.operations for s in response_schemas(operation)
    )
    return frozenset(reachable(connector, roots))


def _sent(connector: Connector) -> frozenset[TypeId]:
    """Return the types that a body contains, at any depth."""
    bodies = (one.body.schema for one in connector.operations if one.body is not None)
    return frozenset(reachable(connector, bodies))


def _required(
    declarations: Iterable[TypeDeclaration],
    answered: frozenset[TypeId],
    names: Names,
    config: SdkConfig,
) -> dict[TypeId, frozenset[str]]:
    """Return the wire names of each type that are never missing.

    Servers drift: what a response declares as required is trusted only if connector.toml
    says so. A type that only requests use keeps its declaration, except that the server
    sets read-only members.
    """
    present = set(config.present)
    result: dict[TypeId, frozenset[str]] = {}
    for declared in declarations:
        sent_only = declared.id not in answered
        class_name = names.types[declared.id]
        result[declared.id] = frozenset(
            member.name
            for member in _properties(declared)
            if (
                (member.is_demanded if sent_only else member.required)
                and (sent_only or config.trust_required)
                and not member.is_constant
            )
            or f"{class_name}.{names.fields[declared.id][member.name]}" in present
        )
    return result


def _properties(declared: TypeDeclaration) -> tuple[Property, ...]:
    assert isinstance(declared.schema.type, ObjectType)
    return declared.schema.type.properties


def _texts(
    declared: TypeDeclaration, names: Names, head_: Code, usage: str
) -> dict[str, Any]:
    """Return what the template prints of a class besides the types."""
    fields, name = names.fields[declared.id], names.types[declared.id]
    return {
        "head": head_,
        "class_doc": docstring(
            "\n".join(wrapped(_about(declared, name, usage), indent=7)), 4
        ),
        "ours": {
            field_key(index): {
                "name": identifier(fields[member.name]),
                "wire": (
                    None if fields[member.name] == member.name else literal(member.name)
                ),
                "doc": _field_doc(member, name),
            }
            for index, member in enumerate(_properties(declared))
        },
    }


def _about(declared: TypeDeclaration, name: str, usage: str) -> str:
    """Return the first paragraph of a model's docstring: the author's, else its usage."""
    text = declared.schema.description or declared.schema.title
    if text and not (declared.definition is None and echoes(text, name)):
        return sentence(text)
    # The docstring is the only place for the name of a definition if the class has another.
    definition = declared.definition or name
    known = [] if echoes(definition, name) else [sentence(definition)]
    return " ".join([*known, usage]).strip() or sentence(definition)


def _field_doc(member: Property, class_name: str) -> Code | None:
    schema = member.schema
    if member.is_tag:
        # Its default differs by model, and is in the head of each.
        schema = replace(schema, default=ABSENT)
    text = describe(schema, member.name, class_name)
    return docstring("\n".join(wrapped(text, indent=7)), 4) if text else None


def _generate(document: dict[str, Any], texts: dict[str, dict[str, Any]]) -> str:
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import DatetimeClassType, PythonVersion
    from datamodel_code_generator.parser import LiteralType

    source = generate(
        document,
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        custom_template_dir=templates_folder() / "python" / "models",
        extra_template_data=defaultdict(dict, texts),
        custom_class_name_generator=str,
        enum_field_as_literal=LiteralType.All,
        output_datetime_class=DatetimeClassType.Datetime,
        formatters=[],
        disable_timestamp=True,
        skip_root_model=True,
        treat_dot_as_module=False,
        keep_model_order=True,
        use_annotated=False,
    )
    assert isinstance(source, str)
    return source
