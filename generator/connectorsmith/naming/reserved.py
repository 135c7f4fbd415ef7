"""Names that generated code uses itself, by the scope in which nothing may hide them.

They follow from the tables that the code is written with: the runtime's names, and the names
of annotations. So a new one is reserved with its first use.
"""

from __future__ import annotations

from collections.abc import Mapping

from connectorsmith.naming.runtime_names import MODULES

ANNOTATIONS: Mapping[str, str] = {
    "Any": "typing",
    "Literal": "typing",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "bool": "builtins",
    "bytes": "builtins",
    "date": "datetime",
    "datetime": "datetime",
    "dict": "builtins",
    "float": "builtins",
    "int": "builtins",
    "list": "builtins",
    "object": "builtins",
    "str": "builtins",
}
"""The module of each name that a type annotation can contain."""

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

ERRORS = frozenset(name for name in MODULES if name.endswith("Error")) | {
    "ConnectorError"
}
"""The errors that the SDKs raise. No model has one of these names."""

CALL_OPTIONS = frozenset("""
    headers max_response_bytes progress retry timeout total_timeout
    """.split())
"""Arguments of every method, beside the parameters of its operation."""

_OUTSIDE_OF_FUNCTIONS = frozenset({"deprecated", "lazy", "lazy_methods"})
"""Functions of the runtime that modules and decorators call, but no function."""

_CALLED = {
    name
    for name, module in MODULES.items()
    if name.islower()
    and module.partition(".")[0] not in ("auth", "policies")
    and name not in ("given", "path")
}
"""Functions of the runtime that modules of operations and methods import under their names."""

_MODULES = frozenset({"builtins", "models", "operations"})
"""Modules that modules of operations and methods import."""

FUNCTION = (
    CALL_OPTIONS
    | _MODULES
    | (_CALLED - _OUTSIDE_OF_FUNCTIONS)
    | {"self", "options", "url_path", "body"}
)
"""Names that no parameter of a generated function may hide.

A parameter may be called like a type: `Annotations` qualifies the type then.
"""

METHOD = _MODULES | {"deprecated", "overload"}
"""Names that no method of a generated class may hide from the annotations and decorators
beside it.

A method may be called like a type, too.
"""

CLIENT = frozenset("""
    aclose base_url choices close headers http_client max_response_bytes retry schema_for self send stream strict
    throttle timeout total_timeout transport unsubscribe with_options
    """.split())
"""Names that a client uses itself: its methods, and arguments of its constructor."""

OPERATIONS = (
    FUNCTION
    | METHOD
    | CLIENT
    | _CALLED
    | {name for name in ANNOTATIONS if name.islower()}
    | {"annotations"}
)
"""Names that no operation may hide, as a function or as a method of the client."""

GROUP = (
    CLIENT
    | {name for name, module in ANNOTATIONS.items() if module == "builtins"}
    | {"cached_property", "httpx2"}
)
"""Names that no group may hide, as an attribute of the client."""

GROUP_CLASSES = (
    {name for name in (*MODULES, *ANNOTATIONS) if name[0].isupper()}
    | BUILTIN_CLASSES
    | {"AsyncMethods", "False", "Methods", "None", "True", "Unpack"}
    | {"AsyncClient", "Client"}
)
"""Names that no class of a group may hide, in its module and in that of the client."""

CONNECTION = (
    CLIENT
    | {
        name
        for name, module in MODULES.items()
        if name.islower() and module.startswith("auth.")
    }
    | {name for name, module in ANNOTATIONS.items() if module == "builtins"}
    | {"auth", "connect", "dataclass", "given", "httpx2", "os", "values"}
)
"""Names that no argument for the connection may hide."""

MODELS = (
    (
        {name for name in ANNOTATIONS if name[0].isupper()}
        | {
            name
            for name, module in MODULES.items()
            if module in ("decode.model", "decimals.exact")
        }
        | frozenset("""
    Annotated BaseModel Field TypeAlias UNSET Unset None True False Date DateTime Bytes
    """.split())
    )
    - {"Mapping", "Sequence"}
)
"""Names that no model may hide in the module of models."""

TOP_LEVEL_MODULES = frozenset("""
    annotated_types anyio certifi h11 h2 hatchling httpcore httpcore2 httpx httpx2 idna
    pip pydantic pydantic_core pytest setuptools sniffio socksio test tests truststore
    typing_extensions typing_inspection
    """.split())
"""Modules that are installed with an SDK, or are imported in an environment with it."""
