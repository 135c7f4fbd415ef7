"""Python identifiers derived from any text.

A name is valid, not a keyword, and hides nothing that the code around it uses.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping

from connectorsmith.text.words import snake_case

BASE_MODEL = frozenset("""
    construct copy dict from_orm json model_computed_fields model_config
    model_construct model_copy model_dump model_dump_json model_extra model_fields
    model_fields_set model_json_schema model_parametrized_name model_post_init
    model_rebuild model_validate model_validate_json model_validate_strings mro parse_file
    parse_obj parse_raw register schema schema_json update_forward_refs validate
    """.split())
"""Public attributes of pydantic's BaseModel and its metaclass, which no field may hide."""

BUILTIN_CLASSES = frozenset("""
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
    BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
    ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
    DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
    ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning
    GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
    InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError
    OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
    PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
    RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError
    SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError
    UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning
    ValueError Warning ZeroDivisionError
    """.split())
"""Names that no model may have: in an annotation they would mean the builtin.

Listed, so that names do not depend on the Python version in use.
"""

ERRORS = frozenset("""
    BadRequestError ClosedClientError ConflictError ConnectorError DecodeError ForbiddenError ForeignLinkError
    InvalidRequestError
    MissingArgumentError MissingCredentialError NetworkError NetworkTimeoutError
    NotFoundError PagingError RateLimitError ServerError StatusError TokenError UnauthorizedError
    UnprocessableError WebhookError
    """.split())
"""The errors that the SDKs raise. No model has one of these names."""

CALL_OPTIONS = frozenset(
    {
        "timeout",
        "retry",
        "headers",
        "progress",
        "total_timeout",
        "max_response_bytes",
    }
)
"""Arguments of every method, beside the parameters of its operation."""

FUNCTION = CALL_OPTIONS | {
    "self",
    "options",
    "models",
    "operations",
    "url_path",
    "body",
    "calling_back",
    "date_only",
    "filled",
    "json_text",
    "json_texts",
    "listed",
    "need_file",
    "open_async_stream",
    "open_stream",
    "need_files",
    "nested_texts",
    "twice",
}
"""Names that no parameter of a generated function may hide."""

CLIENT = frozenset("""
    aclose base_url choices close headers http_client max_response_bytes retry schema_for self send stream strict throttle timeout
    total_timeout transport unsubscribe with_options
    """.split())
"""Names that a client uses itself: its methods, and arguments of its constructor."""

OPERATIONS = FUNCTION | CLIENT | {"deprecated", "lazy", "overload"}
"""Names that no operation may hide, as a function or as a method of the client."""


def member_name(wire: str, prefix: str, reserved: Iterable[str]) -> str:
    """Return the snake_case name of a field, a parameter or a function.

    `prefix` comes before a name that begins with a digit, and is the whole name if the
    text has no letters or digits. A keyword or reserved name gets a trailing
    underscore.
    """
    name = snake_case(wire)
    if not name or not name[0].isidentifier():
        name = f"{prefix}_{name}" if name else prefix
    if keyword.iskeyword(name) or name in reserved:
        name += "_"
    return name


def class_name(words: str) -> str:
    """Return a class name for words that are already joined in PascalCase.

    The name of a builtin gets a trailing underscore, that of an error `Model`.
    """
    name = words[:1].upper() + words[1:]
    if not name or not name[0].isidentifier():
        name = f"Model{name}"
    if name in ERRORS:
        return f"{name}Model"
    taken = keyword.iskeyword(name) or name in BUILTIN_CLASSES
    return f"{name}_" if taken else name


def unique_names(
    wires: Iterable[str],
    prefix: str,
    reserved: Iterable[str] = (),
    locked: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return a unique name for each wire name of one scope.

    The result does not depend on the order of the wire names. If several want the same
    name, a locked one keeps it, else the wire name that is spelled like it; the others
    are numbered in the order of their wire names.
    """
    known = locked or {}
    wanted = {
        wire: known.get(wire) or member_name(wire, prefix, reserved) for wire in wires
    }
    order = sorted(
        wanted, key=lambda wire: (wire not in known, wire != wanted[wire], wire)
    )
    taken: dict[str, str] = {}
    for wire in order:
        name, number = wanted[wire], 1
        while name in taken:
            number += 1
            name = f"{wanted[wire].rstrip('_')}_{number}"
        taken[name] = wire
    by_wire = {wire: name for name, wire in taken.items()}
    return {wire: by_wire[wire] for wire in wanted}
