"""Python identifiers out of any text.

A name is valid, no keyword, and hides nothing that the place where it stands needs.
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
"""The public attributes of pydantic's BaseModel and of its class, which no field may hide."""

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
"""What no model may be called: an annotation above it would mean the builtin.

Listed, so that names do not depend on the version of Python that runs.
"""

CALL_OPTIONS = frozenset({"timeout", "retry", "headers", "progress"})
"""What every call takes beside the parameters of its operation."""

FUNCTION = CALL_OPTIONS | {
    "self",
    "options",
    "models",
    "operations",
    "url_path",
    "body",
    "calling_back",
    "filled",
    "listed",
    "need_file",
    "twice",
}
"""What no parameter of a generated function may hide."""

CLIENT = frozenset("""
    aclose base_url choices close headers http_client retry schema_for self send stream strict throttle timeout
    transport unsubscribe with_options
    """.split())
"""What a client has of its own: its methods, and the arguments of its constructor."""

OPERATIONS = FUNCTION | CLIENT | {"deprecated", "lazy", "overload"}
"""What no operation may hide, as a function or as a method of the client."""


def member_name(wire: str, prefix: str, reserved: Iterable[str]) -> str:
    """The snake_case name of a field, a parameter or a function.

    `prefix` stands before a name that begins with a digit, or is the whole name where
    nothing is left of the text; a keyword or a reserved name gets a trailing underscore.
    """
    name = snake_case(wire)
    if not name or not name[0].isidentifier():
        name = f"{prefix}_{name}" if name else prefix
    if keyword.iskeyword(name) or name in reserved:
        name += "_"
    return name


def class_name(words: str) -> str:
    """A class name out of words that are already joined with capitals."""
    name = words[:1].upper() + words[1:]
    if not name or not name[0].isidentifier():
        name = f"Model{name}"
    taken = keyword.iskeyword(name) or name in BUILTIN_CLASSES
    return f"{name}_" if taken else name


def unique_names(
    wires: Iterable[str],
    prefix: str,
    reserved: Iterable[str] = (),
    locked: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """A name for each wire name of one scope, all different, in any order of the wires.

    Of several that want the same name, a locked one keeps it, else the one that is
    spelt like it; the others are numbered in the order of their wire names.
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
