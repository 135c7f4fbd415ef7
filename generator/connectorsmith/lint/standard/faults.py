"""Faults: violations of OpenAPI 2.0 or of the schemas of other files, with their messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.effects import ANY, ANY_BODY, LEFT_OUT
from connectorsmith.lint.words.wording import Suggestions, json_type, listed, show
from connectorsmith.openapi.operations import METHODS, SECTIONS

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Fault:
    """A violation of a schema."""

    tokens: tuple[Token, ...]
    """The path from the root to the wrong value, or to where a missing one belongs."""
    message: str
    severity: Severity
    hint: str | None = None
    code: str | None = None
    """The code of Microsoft's validation."""
    key: bool = False
    """True if it is reported at the key instead of the value."""
    effect: str = ""
    """What the SDK does with the part, after the words "the SDK"; empty if nothing."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that differ between the formats."""

    root: str
    """The name of the whole file."""
    unknown: str
    """The hint for a key that the format does not have."""


OPENAPI_2 = Wording(
    "The definition", "Remove it, or begin its name with x- if it is an extension."
)


def fault_of(
    error: ValidationError, suggestions: Suggestions, wording: Wording = OPENAPI_2
) -> Fault:
    """Return the fault for an error of a format's schema."""
    keyword = str(error.validator)
    tokens: tuple[Token, ...] = tuple(error.absolute_path)
    schema = cast("Mapping[str, Any]", error.schema)
    value = cast("Json", error.instance)
    wanted = error.validator_value
    broken = _Broken(keyword, wanted, value, schema, tokens, suggestions, wording)
    message, hint = _WORDS.get(keyword, _out_of_range)(broken)
    return Fault(
        tokens,
        message,
        _severity(keyword, tokens),
        hint,
        code=_code(keyword, tokens),
        key=keyword in ("required", "additionalProperties"),
        effect=_effect(keyword, tokens),
    )


@dataclass(frozen=True, slots=True)
class _Broken:
    """A keyword of a schema that a value violates."""

    keyword: str
    wanted: Any
    """The keyword's value."""
    value: Json
    schema: Mapping[str, Any]
    """The schema that has the keyword."""
    tokens: tuple[Token, ...]
    suggestions: Suggestions
    wording: Wording

    @property
    def key(self) -> str:
        return str(self.tokens[-1]) if self.tokens else ""

    @property
    def name(self) -> str:
        return _name(self.tokens) if self.tokens else self.wording.root

    @property
    def inside(self) -> str:
        """The words ` in` and the name of the value's parent; empty at the root."""
        return f" in {_name(self.tokens[:-1])}" if len(self.tokens) > 1 else ""


def _severity(keyword: str, tokens: tuple[Token, ...]) -> Severity:
    if keyword in ("minProperties", "uniqueItems"):
        return Severity.WARNING  # published connectors have both
    return Severity.BLOCKING if tokens == ("paths",) else Severity.ERROR


def _effect(keyword: str, tokens: tuple[Token, ...]) -> str:
    """Return what the SDK does with the part that has a fault; empty if nothing."""
    if keyword == "type" and _is_skeleton(tokens):
        return LEFT_OUT
    is_name_or_in = tokens[-1:] in (("name",), ("in",)) and _is_parameter(tokens[:-1])
    if is_name_or_in and keyword != "additionalProperties":
        return LEFT_OUT
    if keyword == "additionalProperties":
        return LEFT_OUT if tokens[-2:-1] == ("responses",) else ""
    if tokens[-1:] == ("type",) and keyword == "enum":
        return ANY
    if keyword == "type" and _is_schema(tokens):
        return ANY
    if keyword == "type" and tokens[-2:-1] == ("responses",):
        return ANY_BODY
    return _IGNORED if keyword == "type" and tokens[-1:] in _KEYWORDS else ""


_IGNORED = "ignores it"
_KEYWORDS = (
    ("allOf",),
    ("consumes",),
    ("definitions",),
    ("enum",),
    ("produces",),
    ("properties",),
    ("required",),
    ("responses",),
)


def _is_schema(tokens: tuple[Token, ...]) -> bool:
    """Return whether a schema belongs at a place."""
    is_named = tokens[-2:-1] in (("properties",), ("allOf",))
    is_definition = len(tokens) == 2 and tokens[0] == "definitions"
    return is_named or is_definition or tokens[-1:] in (("schema",), ("items",))


def _code(keyword: str, tokens: tuple[Token, ...]) -> str | None:
    return "SchemeNotValid" if tokens[:1] == ("schemes",) else _CODES.get(keyword)


_CODES = {
    "type": "JsonTypeIncorrect",
    "enum": "JsonValueNotInEnum",
    "required": "RequiredPropertyMissing",
    "additionalProperties": "AdditionalPropertyNotAllowed",
    "uniqueItems": "ArrayDuplicateValue",
    "oneOf": "OneOfPropertiesRequired",
}


def _is_skeleton(tokens: tuple[Token, ...]) -> bool:
    """Return whether a place is needed to find operations and their parameters."""
    if not _is_in_paths(tokens):
        return False
    is_operation = len(tokens) == 3 and tokens[2] in METHODS
    is_parameters = tokens[-1] == "parameters" and 3 <= len(tokens) <= 4
    return len(tokens) <= 2 or is_operation or is_parameters or _is_parameter(tokens)


def _is_in_paths(tokens: tuple[Token, ...]) -> bool:
    return bool(tokens) and tokens[0] in SECTIONS


def _is_parameter(tokens: tuple[Token, ...]) -> bool:
    if tokens[:1] == ("parameters",):
        return len(tokens) == 2
    at_parameters = tokens[-2:-1] == ("parameters",) and isinstance(tokens[-1], int)
    return _is_in_paths(tokens) and at_parameters and 4 <= len(tokens) <= 5


def _name(tokens: tuple[Token, ...]) -> str:
    last = tokens[-1]
    if isinstance(last, int):
        holder = next((t for t in reversed(tokens) if isinstance(t, str)), "")
        return f"Item {last + 1} of {show(holder)}"
    return show(last)


_Words: TypeAlias = tuple[str, str | None]
"""Message and hint."""


def _wrong_type(broken: _Broken) -> _Words:
    wanted = listed(
        dict.fromkeys(_TYPES[one] for one in broken.wanted if one != "null")
    )
    return f"{broken.name} must be {wanted}, not {json_type(broken.value)}.", None


_TYPES: Mapping[str | None, str] = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    None: "text",
}


def _missing(broken: _Broken) -> _Words:
    key = broken.key
    return f"The required {show(key)} is missing{broken.inside}.", f"Add {key}."


def _unknown(broken: _Broken) -> _Words:
    key, tokens = broken.key, broken.tokens
    if len(tokens) == 2 and _is_in_paths(tokens):
        return (
            f"The path {show(key)} must begin with '/'.",
            f"Change it to {show('/' + key)}.",
        )
    if _is_in_paths(tokens) and tokens[-2] == "responses":
        return (
            f"{show(key)} is neither a status code nor 'default'.",
            "Use three digits, such as 200.",
        )
    meant = broken.suggestions.did_you_mean(key, broken.schema.get("properties", ()))
    return (
        f"The key {show(key)} is unknown{broken.inside}.",
        meant or broken.wording.unknown,
    )


def _not_allowed(broken: _Broken) -> _Words:
    allowed = listed(show(one) for one in broken.wanted)
    message = f"{broken.name} must not be {show(broken.value)}."
    return message, _meant(broken) or f"Use {allowed}."


def _meant(broken: _Broken) -> str | None:
    """Return a hint with the allowed value that is meant; None if it is unknown."""
    if not isinstance(broken.value, str):
        return None
    word = broken.value.strip().casefold()
    alias = _ALIASES.get(broken.key, {}).get(word, "")
    if alias.partition(" ")[0] in broken.wanted:
        return f"Write {alias}."
    known = [one for one in broken.wanted if isinstance(one, str)]
    return broken.suggestions.did_you_mean(broken.value, known)


_ALIASES: Mapping[str, Mapping[str, str]] = {
    "type": {
        **dict.fromkeys(("str", "text", "char", "varchar"), "string"),
        **dict.fromkeys(("int", "int32", "int64", "long", "short"), "integer"),
        **dict.fromkeys(("float", "double", "decimal", "real"), "number"),
        "bool": "boolean",
        **dict.fromkeys(("list", "collection"), "array"),
        **dict.fromkeys(("dict", "map", "json", "any", "struct"), "object"),
        "date": "string with format: date",
        **dict.fromkeys(("datetime", "date-time"), "string with format: date-time"),
        **dict.fromkeys(("guid", "uuid"), "string with format: uuid"),
        **dict.fromkeys(("uri", "url"), "string with format: uri"),
        "email": "string with format: email",
    },
    "in": {
        **dict.fromkeys(("form", "formbody", "multipart"), "formData"),
        **dict.fromkeys(("querystring", "params", "param"), "query"),
        **dict.fromkeys(("url", "uri", "route"), "path"),
        **dict.fromkeys(("payload", "content", "requestbody"), "body"),
        "headers": "header",
    },
}
"""Values by the names that other languages and tools have for them, in lower case."""


def _no_response(broken: _Broken) -> _Words:
    return "The operation must declare a response.", "Declare one, such as 200."


def _repeated(broken: _Broken) -> _Words:
    return f"{broken.name} must not repeat an earlier item.", "Remove one of the two."


def _no_items(broken: _Broken) -> _Words:
    return (
        f"{broken.name} must not be an empty list.",
        "Add an item, or remove the list.",
    )


def _wrong_form(broken: _Broken) -> _Words:
    return (
        f"{broken.name} is {show(broken.value)}, which does not match its pattern.",
        f"Write text that matches {show(broken.wanted)}.",
    )


def _out_of_range(broken: _Broken) -> _Words:
    return (
        f"{broken.name} is {show(broken.value)}, which is out of range.",
        f"Change it to fit the {broken.keyword} {show(broken.wanted)}.",
    )


_WORDS: Mapping[str, Callable[[_Broken], _Words]] = {
    "type": _wrong_type,
    "required": _missing,
    "additionalProperties": _unknown,
    "enum": _not_allowed,
    "minProperties": _no_response,
    "uniqueItems": _repeated,
    "minItems": _no_items,
    "pattern": _wrong_form,
}
