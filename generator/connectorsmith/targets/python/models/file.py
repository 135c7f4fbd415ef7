"""models.py: rendered by datamodel-code-generator through our template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from connectorsmith.ir.connector import Connector
from connectorsmith.ir.types import (
    AnyType,
    ObjectType,
    Property,
    Schema,
    TypeDeclaration,
    TypeId,
)
from connectorsmith.naming.names import Names
from connectorsmith.passes.traverse import reachable, response_schemas
from connectorsmith.render.code import (
    Code,
    compose,
    docstring,
    identifier,
    literal,
    needs_of,
)
from connectorsmith.render.environment import templates_folder
from connectorsmith.sdk.annotations import Annotations, is_any
from connectorsmith.sdk.describe import describe, echoes, sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.sdk.runtime_names import runtime
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.code.imports import own_imports
from connectorsmith.targets.python.code.layout import bracketed, wrapped
from connectorsmith.targets.python.models.check import CheckedModels
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
    declarations = used_types(connector, names)
    if not declarations:
        return ModelsView(_module_doc(connector), (), (), ())
    answered = _answered(connector)
    sent = _sent(connector)
    usage = usages(model, declarations)
    required = _required(declarations, answered, names, config)
    source = _generate(
        json_schema(declarations, names.types, required),
        {
            names.types[declared.id]: _texts(
                declared,
                names,
                required[declared.id] if declared.id in answered else None,
                is_sent=declared.id in sent,
                usage=usage[declared.id],
            )
            for declared in declarations
        },
    )
    expected = {
        names.types[declared.id]: list(names.fields[declared.id].values())
        for declared in declarations
    }
    module = CheckedModels(source, expected)
    return ModelsView(
        doc=_module_doc(connector),
        imports=module.imports(),
        runtime_imports=_runtime_imports(module.used),
        classes=module.classes(),
    )


def _runtime_imports(used: Collection[str]) -> list[Code]:
    dated = not {"date", "datetime"}.isdisjoint(used)
    names = [runtime("Model", variant="dates.model" if dated else None)]
    names += [runtime("Wire")] if "Wire" in used else []
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
    declared: TypeDeclaration,
    names: Names,
    certain: frozenset[str] | None,
    *,
    is_sent: bool,
    usage: str,
) -> dict[str, Any]:
    """Return what the template prints of a class besides the types.

    `certain` are the members of a response that are never missing; None for another type.
    """
    fields, name = names.fields[declared.id], names.types[declared.id]
    return {
        "head": _head(declared, names, certain, is_sent=is_sent),
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


def _head(
    declared: TypeDeclaration,
    names: Names,
    certain: frozenset[str] | None,
    *,
    is_sent: bool,
) -> Code:
    """Return the head of the class, with the class arguments of the runtime's `Model`.

    `required` and `nullable` are given for responses only: the fields do not show them.
    """
    extras = _extras(declared, names)
    arguments = [extras, _sends(declared)]
    if certain is not None:
        properties = _properties(declared)
        required = [
            member.name
            for member in properties
            if member.required and member.name not in certain
        ]
        nullable = [
            member.name
            for member in properties
            if member.schema.nullable and not isinstance(member.schema.type, AnyType)
        ]
        arguments += [_name_set("required", required), _name_set("nullable", nullable)]
    if is_sent and extras is None and _is_open(declared.schema):
        arguments.append(Code("is_open=True"))
    bases = [Code("Model"), *(one for one in arguments if one)]
    return bracketed(
        compose("class {}(", identifier(names.types[declared.id])), bases, "):"
    )


def _extras(declared: TypeDeclaration, names: Names) -> Code | None:
    """Return the class argument for the type of undeclared members; None if it is open."""
    assert isinstance(declared.schema.type, ObjectType)
    additional = declared.schema.type.additional
    if additional is None or is_any(additional):
        return None
    # A function, because the type can be a later class.
    annotation = Annotations(names.types, in_models=True).answer(additional)
    return compose("extras=lambda: {}", annotation)


def _is_open(schema: Schema) -> bool:
    """Return whether an object of a request can have undeclared members."""
    is_open = isinstance(schema.type, ObjectType) and schema.type.is_open
    return is_open or bool(schema.dynamic)


def _name_set(keyword: LiteralString, wire_names: Sequence[str]) -> Code | None:
    if not wire_names:
        return None
    return bracketed(f"{keyword}={{", [literal(n) for n in wire_names], "}", indent=4)


def _sends(declared: TypeDeclaration) -> Code | None:
    """Return the class argument for the constants of a body; None without constants."""
    constants = {
        member.name: member.schema.default
        for member in _properties(declared)
        if member.is_constant
    }
    if not constants:
        return None
    items = [compose("{}: {}", literal(k), literal(v)) for k, v in constants.items()]
    return bracketed("sends={", items, "}", indent=4)


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
    text = describe(member.schema, member.name, class_name)
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
