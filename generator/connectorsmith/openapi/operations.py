"""Operations of a definition, each with its parameters, body and responses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from connectorsmith.documents.data import mapping, text, texts
from connectorsmith.documents.document import Json, Token, join_pointer
from connectorsmith.openapi.extensions import (
    ANNOTATION,
    NOTIFICATION_CONTENT,
    PATHS,
    TRIGGER,
    is_internal,
)
from connectorsmith.openapi.parameters import RawParameter, merge, read_parameters
from connectorsmith.openapi.references import References
from connectorsmith.openapi.responses import (
    RawResponse,
    read_responses,
    success_statuses,
)
from connectorsmith.openapi.revisions import Annotation
from connectorsmith.openapi.templates import variables

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
"""The HTTP methods of OpenAPI 2.0, as keys of a path item."""
SECTIONS = ("paths", PATHS)
"""The keys of the root that have path items."""


@dataclass(frozen=True, slots=True)
class OperationPlace:
    """The path and method of an operation, as they are written."""

    path: str
    method: str

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables in the path, each once."""
        return tuple(dict.fromkeys(variable.name for variable in variables(self.path)))


@dataclass(frozen=True, eq=False)
class RawOperation:
    """An operation, with everything that its path and the definition add to it."""

    place: OperationPlace
    value: Mapping[str, Json]
    item: Mapping[str, Json]
    """The path item that holds it."""
    references: References
    section: str = "paths"
    """The key of the root that it is under: `paths` or `x-ms-paths`."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The steps from the root to it."""
        return self.section, self.place.path, self.place.method

    @property
    def pointer(self) -> str:
        """Its JSON pointer."""
        return join_pointer("", *self.tokens)

    @cached_property
    def id(self) -> str:
        """Its operationId; empty if it has none."""
        return text(self.value.get("operationId")) or ""

    @property
    def name(self) -> str:
        """Its operationId, or its method and path if it has none."""
        return self.id or str(self.place)

    def rank(self) -> tuple[bool, str, str]:
        """Return its order among operations with one operationId, of which the first keeps it.

        One that its path takes from another path by `$ref` comes last.
        """
        return "$ref" in self.item, self.place.path, self.place.method

    @property
    def is_trigger(self) -> bool:
        """True if a flow can start with it."""
        return TRIGGER in self.value

    @property
    def is_internal(self) -> bool:
        """True if makers do not see it."""
        return is_internal(self.value)

    @property
    def is_deprecated(self) -> bool:
        """True if it is marked as deprecated."""
        return self.value.get("deprecated") is True

    @property
    def annotation(self) -> Annotation:
        """Its place among the revisions of its family."""
        return Annotation(mapping(self.value.get(ANNOTATION)), self.id)

    @cached_property
    def own_parameters(self) -> tuple[RawParameter, ...]:
        """The parameters that are declared in the operation itself, in order."""
        return read_parameters(self.references, self.value, self.tokens)

    @cached_property
    def parameters(self) -> Mapping[tuple[str, str], RawParameter]:
        """All parameters by `in` and `name`; its own override those of the path."""
        return merge(
            read_parameters(self.references, self.item, self.tokens[:2]),
            self.own_parameters,
        )

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[RawParameter, ...]]:
        by_name: defaultdict[str, list[RawParameter]] = defaultdict(list)
        for parameter in self.arguments:
            by_name[parameter.name].append(parameter)
        return {name: tuple(parameters) for name, parameters in by_name.items()}

    @cached_property
    def arguments(self) -> tuple[RawParameter, ...]:
        """All parameters with a name, except the body."""
        return tuple(
            parameter
            for parameter in self.parameters.values()
            if parameter.location != "body" and parameter.has_name
        )

    def named(self, name: str) -> tuple[RawParameter, ...]:
        """Return the parameters with a name; they can differ in their `in`."""
        return self._by_name.get(name, ())

    @cached_property
    def body(self) -> RawParameter | None:
        """The body parameter, the first of its own before that of the path; None if
        there is none."""
        bodies = (
            parameter
            for parameter in (*self.own_parameters, *self.parameters.values())
            if parameter.location == "body"
        )
        return next(bodies, None)

    @property
    def body_schema(self) -> Mapping[str, Json]:
        """The schema of the body as it is written; empty if there is none."""
        return mapping(None if self.body is None else self.body.value.get("schema"))

    @cached_property
    def responses(self) -> Mapping[str, RawResponse]:
        """All responses by status, in the order of the file."""
        return read_responses(self.references, self.value, self.pointer)

    def success_schema(self, *, default: bool = True) -> Mapping[str, Json] | None:
        """Return the schema of a successful response; None if none is declared.

        The response `default` counts if `default` and no other declares a schema.
        """
        for status in success_statuses(self.responses, default=default):
            schema = self.responses[status].schema
            if schema is not None:
                return schema
        return None

    @cached_property
    def content(self) -> Mapping[str, Json]:
        """The notification that its path declares; empty if there is none."""
        return self.references.resolved(self.item.get(NOTIFICATION_CONTENT))

    def media_types(self, key: str) -> tuple[str, ...]:
        """Return its `consumes` or `produces`: its own, else the definition's."""
        holder = self.value if key in self.value else self.references.root
        return texts(holder.get(key))

    @property
    def security(self) -> Json:
        """Its security requirements: its own, else the definition's."""
        own = self.has_own_security
        return (self.value if own else self.references.root).get("security")

    @property
    def has_own_security(self) -> bool:
        """True if the operation itself declares its security requirements."""
        own = self.value.get("security")
        return isinstance(own, Sequence) and not isinstance(own, str)


def read_operations(references: References) -> Iterator[RawOperation]:
    """Yield every operation in the order of the file, those of `x-ms-paths` last.

    A path can be a `$ref` to another path of the definition; what is next to the `$ref`
    overrides its target.
    """
    for section in SECTIONS:
        for path, value in mapping(references.root.get(section)).items():
            if path.startswith("x-"):
                continue
            item = {**references.resolved(value), **mapping(value)}
            for method, operation in item.items():
                if method in METHODS and isinstance(operation, Mapping):
                    place = OperationPlace(path, method)
                    yield RawOperation(place, operation, item, references, section)
