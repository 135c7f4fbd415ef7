"""Nodes: the parts of a document that rules check, classified by position."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from connectorsmith.documents.data import mapping, sequence, text
from connectorsmith.documents.document import Document, Json, Token
from connectorsmith.inputs.files import Files
from connectorsmith.lint.words.wording import Suggestions
from connectorsmith.openapi.api_properties import ApiProperties
from connectorsmith.openapi.definition import Definition
from connectorsmith.settings.profile import Profile, guess_profile


class Kind(StrEnum):
    """The kind of a node. It depends on the position, never on the keys of the node."""

    DOCUMENT = "document"
    """The whole definition."""
    INFO = "info"
    TAG = "tag"
    SECURITY_DEFINITION = "security_definition"
    SECURITY = "security"
    """A security requirement of the connector or of an operation."""
    PATH = "path"
    """A path item; its name is the path."""
    OPERATION = "operation"
    """Its name is the HTTP method, in lower case."""
    PARAMETER = "parameter"
    """A parameter in an operation, a path or the root's `parameters`."""
    RESPONSE = "response"
    """Its name is the status code, or a name in the root's `responses`."""
    HEADER = "header"
    """A response header."""
    NOTIFICATION = "notification"
    """The `x-ms-notification-content` of a path."""
    SCHEMA = "schema"
    """A schema at any depth; also the `items` of a parameter or a header."""
    REFERENCE = "reference"
    """A `$ref` in place of a path, a parameter, a response or a schema."""
    PROPERTIES_FILE = "properties_file"
    """The whole apiProperties document."""
    PROPERTIES = "properties"
    """Its `properties`."""
    PARAMETER_SET = "parameter_set"
    """One of the `connectionParameterSets`."""
    CONNECTION_PARAMETER = "connection_parameter"
    OAUTH = "oauth"
    """The `oAuthSettings` of a connection parameter."""
    POLICY = "policy"
    FOLDER = "folder"
    """The published folder: `files` are the names in it."""
    SETTINGS = "settings"
    """paconn's settings.json."""
    README = "readme"
    """readme.md: `bytes` and `lines`."""
    SCRIPT = "script"
    """script.csx: `bytes` and `lines`."""
    ICON = "icon"
    """`bytes`, `format`, and of a PNG `width` and `height`."""
    PACKAGE = "package"
    """A certification package: see `inputs.package_facts`."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of a document. Its readers return an empty value or
    None for a value of a wrong type.
    """

    kind: Kind
    value: Mapping[str, Json]
    connector: Connector
    parent: Node | None = None
    steps: tuple[Token, ...] = ()
    """The path from the parent to this node."""
    role: Kind | None = None
    """The kind that a reference replaces; None for other nodes."""

    @property
    def name(self) -> str:
        """The key (or index) of the node; empty for a whole document."""
        return str(self.steps[-1]) if self.steps else ""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The path from the root of the document."""
        parts: list[tuple[Token, ...]] = []
        node: Node | None = self
        while node is not None:
            parts.append(node.steps)
            node = node.parent
        return tuple(step for part in reversed(parts) for step in part)

    def get(self, key: str) -> Json:
        """Return the value of a key; None if there is none."""
        return self.value.get(key)

    def text(self, key: str) -> str:
        """Return the text of a key, stripped; empty if it is not text."""
        value = self.value.get(key)
        return value.strip() if isinstance(value, str) else ""

    def mapping(self, key: str) -> Mapping[str, Json]:
        """Return the mapping of a key; empty if it is not a mapping."""
        return mapping(self.value.get(key))

    def sequence(self, key: str) -> Sequence[Json]:
        """Return the sequence of a key; empty if it is not a sequence."""
        return sequence(self.value.get(key))

    def did_you_mean(self, word: str, known: Collection[str]) -> str | None:
        """Return a hint with the known name that is most similar; None if none is."""
        return self.connector.suggestions.did_you_mean(word, known)

    def within(self, kind: Kind) -> Node | None:
        """Return the nearest ancestor of a kind; None if there is none."""
        node = self.parent
        while node is not None and node.kind is not kind:
            node = node.parent
        return node


_PUBLISHED_BY = frozenset(("publisher", "stackOwner"))


class Connector:
    """A connector for rules: its files, and data that several rules need."""

    def __init__(self, files: Files, profile: Profile | None = None) -> None:
        self.files = files
        properties = None if files.properties is None else files.properties.value
        self.definition = Definition(files.definition.value)
        self.api_properties = ApiProperties(properties)
        self.properties = self.api_properties.properties
        color = text(self.properties.get("iconBrandColor")) or ""
        guessed = guess_profile(
            color.strip(),
            names_publisher=not _PUBLISHED_BY.isdisjoint(self.properties),
        )
        self.profile = guessed if profile is None else profile
        self.is_profile_told = profile is not None
        self.suggestions = Suggestions()

    @cached_property
    def documents(self) -> tuple[tuple[Kind, Document], ...]:
        """The existing files with their kinds, in the order of their findings."""
        files = self.files
        documents = (
            (Kind.DOCUMENT, files.definition),
            (Kind.PROPERTIES_FILE, files.properties),
            (Kind.SETTINGS, files.settings),
            (Kind.README, files.readme),
            (Kind.SCRIPT, files.script),
            (Kind.ICON, files.icon),
            (Kind.FOLDER, files.package),
        )
        return tuple(
            (kind, document) for kind, document in documents if document is not None
        )
