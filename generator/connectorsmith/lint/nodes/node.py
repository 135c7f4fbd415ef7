"""What a rule looks at: one part of a document, known by its position."""

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
    """What a part of a document is. Position decides, never the keys that it has."""

    DOCUMENT = "document"
    """The whole definition."""
    INFO = "info"
    TAG = "tag"
    SECURITY_DEFINITION = "security_definition"
    SECURITY = "security"
    """One security requirement, of the connector or of an operation."""
    PATH = "path"
    """A path item; its name is the path template."""
    OPERATION = "operation"
    """Its name is the HTTP method, in lower case."""
    PARAMETER = "parameter"
    """A parameter that stands in an operation, a path or the root's `parameters`."""
    RESPONSE = "response"
    """Its name is the status code, or a name in the root's `responses`."""
    HEADER = "header"
    """A response header."""
    NOTIFICATION = "notification"
    """The `x-ms-notification-content` of a path."""
    SCHEMA = "schema"
    """A schema at any depth; also the `items` of a parameter or a header."""
    REFERENCE = "reference"
    """A `$ref` where a path, a parameter, a response or a schema may stand."""
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
    """The folder that is published: `files` are the names in it."""
    SETTINGS = "settings"
    """paconn's settings.json."""
    README = "readme"
    """readme.md: `bytes` and `lines`."""
    SCRIPT = "script"
    """script.csx: `bytes` and `lines`."""
    ICON = "icon"
    """`bytes`, `format`, and of a PNG `width` and `height`."""
    PACKAGE = "package"
    """The archive that is handed in for certification: see `spec.package_facts`."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of a document, with safe reading: the wrong type reads as nothing."""

    kind: Kind
    value: Mapping[str, Json]
    connector: Connector
    parent: Node | None = None
    steps: tuple[Token, ...] = ()
    """From the parent to here."""
    role: Kind | None = None
    """For a reference: what it stands for."""

    @property
    def name(self) -> str:
        """The key (or index) under which this stands; empty for a whole document."""
        return str(self.steps[-1]) if self.steps else ""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All steps from the root of the document."""
        parts: list[tuple[Token, ...]] = []
        node: Node | None = self
        while node is not None:
            parts.append(node.steps)
            node = node.parent
        return tuple(step for part in reversed(parts) for step in part)

    def get(self, key: str) -> Json:
        """The value under a key; None where there is none."""
        return self.value.get(key)

    def text(self, key: str) -> str:
        """The text under a key, without white space around it; else empty."""
        value = self.value.get(key)
        return value.strip() if isinstance(value, str) else ""

    def mapping(self, key: str) -> Mapping[str, Json]:
        """The mapping under a key, else an empty one."""
        return mapping(self.value.get(key))

    def sequence(self, key: str) -> Sequence[Json]:
        """The sequence under a key, else an empty one."""
        return sequence(self.value.get(key))

    def did_you_mean(self, word: str, known: Collection[str]) -> str | None:
        """A hint with the known name that is nearest to a wrong one, if any is near."""
        return self.connector.suggestions.did_you_mean(word, known)

    def within(self, kind: Kind) -> Node | None:
        """The nearest node of a kind above this one."""
        node = self.parent
        while node is not None and node.kind is not kind:
            node = node.parent
        return node


class Connector:
    """All files, and what several rules want to know about the whole."""

    def __init__(self, files: Files, profile: Profile | None = None) -> None:
        self.files = files
        properties = None if files.properties is None else files.properties.value
        self.definition = Definition(files.definition.value)
        self.api_properties = ApiProperties(properties)
        self.properties = self.api_properties.properties
        color = text(self.properties.get("iconBrandColor")) or ""
        self.profile = guess_profile(color.strip()) if profile is None else profile
        self.is_profile_told = profile is not None
        self.suggestions = Suggestions()

    @cached_property
    def documents(self) -> tuple[tuple[Kind, Document], ...]:
        """Each file that is there, and what it is, in the order of their findings."""
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
        return tuple((kind, one) for kind, one in documents if one is not None)
