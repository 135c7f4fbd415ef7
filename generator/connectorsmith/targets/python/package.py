"""The SDK as files: a pure function of the connector, its names and its settings."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.naming.names import Names
from connectorsmith.render.code import Code, docstring, identifier, literal
from connectorsmith.render.environment import render
from connectorsmith.render.format import format_python
from connectorsmith.settings.config import SdkConfig
from connectorsmith.targets.python.client.authentication import authentication
from connectorsmith.targets.python.client.client import client_view
from connectorsmith.targets.python.client.connections import connections_view
from connectorsmith.targets.python.client.policies import policies_view
from connectorsmith.targets.python.code.annotations import import_line
from connectorsmith.targets.python.code.docs import split_first_sentence
from connectorsmith.targets.python.features.choices import lookup_views
from connectorsmith.targets.python.features.lookup_docs import lookup_notes
from connectorsmith.targets.python.features.table import Facts, features
from connectorsmith.targets.python.features.testing import testing_view
from connectorsmith.targets.python.features.triggers import webhooks_view
from connectorsmith.targets.python.models.examples import examples_view
from connectorsmith.targets.python.models.file import models_view, used_types
from connectorsmith.targets.python.operations.body import constant_types
from connectorsmith.targets.python.operations.files import (
    group_view,
    methods_view,
    operations_view,
)
from connectorsmith.targets.python.operations.operation import OperationShape
from connectorsmith.targets.python.readme.values import Values
from connectorsmith.targets.python.readme.view import Call, readme_view
from connectorsmith.targets.python.runtime import runtime_files
from connectorsmith.text.words import pascal_case, snake_case, split_words


@dataclass(frozen=True, slots=True)
class RootView:
    """`__init__.py`, `errors.py`, `_version.py` and pyproject.toml."""

    doc: Code
    errors_doc: Code
    root_error: Code
    root_error_literal: Code
    public: Sequence[str]
    modules: Sequence[str]
    """The public modules of the package."""
    homes: Mapping[str, str]
    """The module of each other public name."""
    imports: Sequence[Code]
    errors: Sequence[str]
    error_imports: Sequence[Code]
    version: str
    version_path: str
    package: str
    distribution: str
    summary: str
    website: str | None


def python_files(
    connector: Connector,
    names: Names,
    config: SdkConfig,
    *,
    overrides: Path | None = None,
) -> dict[str, bytes]:
    """Every file of the SDK by its path below the connector's output folder."""
    sdk = _Sdk(connector, names, config)
    files = {f"python/{path}": text for path, text in sdk.files(overrides)}
    formatted = {
        path: format_python(text) if path.endswith(".py") else text
        for path, text in files.items()
    }
    runtime = runtime_files(
        text for path, text in formatted.items() if path.endswith(".py")
    )
    root = f"python/{sdk.package}"
    return (
        {path: text.encode() for path, text in formatted.items()}
        | {f"{root}/_runtime/{name}": content for name, content in runtime.items()}
        | {f"{root}/py.typed": b""}
    )


def package_name(connector: Connector, config: SdkConfig) -> str:
    """The import package: of connector.toml, else of the connector's own name.

    A name that the standard library or a dependency has gets `_client` behind it.
    """
    if config.package is not None:
        return config.package
    name = snake_case(connector.key) or "connector"
    ascii_name = name.encode("ascii", "ignore").decode().strip("_") or "connector"
    if ascii_name[0].isdigit():
        ascii_name = f"connector_{ascii_name}"
    taken = {*sys.stdlib_module_names, "httpx2", "pydantic", "test", "tests"}
    return f"{ascii_name}_client" if ascii_name in taken else ascii_name


def sdk_version(connector: Connector, config: SdkConfig) -> str:
    """The version of connector.toml, else the definition's, made PEP 440, else 0.0.0."""
    from packaging.version import InvalidVersion, Version

    try:
        return str(Version(config.version or connector.version or "0.0.0"))
    except InvalidVersion:
        return "0.0.0"


def _home_imports(homes: Mapping[str, str]) -> list[Code]:
    """Statements that import public names, by module."""
    modules: dict[str, list[str]] = {}
    for name, module in homes.items():
        modules.setdefault(module, []).append(name)
    return [
        import_line(f".{module}", names) for module, names in sorted(modules.items())
    ]


class _Sdk:
    """The parts of one SDK that several files share."""

    def __init__(self, connector: Connector, names: Names, config: SdkConfig) -> None:
        self._connector = connector
        self._names = names
        self._config = config
        self.package = package_name(connector, config)
        self._distribution = config.distribution or self.package.replace("_", "-")
        types = {one.id: one.schema for one in connector.types}
        sending = self._sending = constant_types(types)
        notes = lookup_notes(connector, names)
        self._lookups = list(lookup_views(connector, names))
        self._shapes = {
            operation.id: OperationShape(
                types, names, operation, sending, notes.get(operation.id, {})
            )
            for operation in connector.operations
        }
        self._hooks = [one for one in self._shapes.values() if one.is_webhook]
        downloads = any(one.downloads for one in self._shapes.values())
        self._clients = "http.downloads" if downloads else "http.client"
        title = connector.title
        self._grouped = {
            group: {
                method: self._shapes[id_]
                for method, id_ in methods.items()
                if id_ in self._shapes
            }
            for group, methods in config.groups.items()
        }
        self._groups = [
            group_view(group, methods, title)
            for group, methods in self._grouped.items()
            if methods
        ]
        self._own = {
            str(self._shapes[one.id].function): self._shapes[one.id]
            for one in self._ungrouped()
        }
        self._methods = (
            methods_view(self._own, title, clients=self._clients) if self._own else None
        )
        self._auth = authentication(connector, config, self.package)
        self._connections = connections_view(connector, config, self.package)

    @property
    def _oauth(self) -> bool:
        """Whether a client can be given access tokens."""
        return "auth.oauth" in (self._connections or self._auth).calls

    def _ungrouped(self) -> Iterator[Operation]:
        """What the client has itself: all that is in no group and not internal."""
        grouped = {
            id_ for methods in self._config.groups.values() for id_ in methods.values()
        }
        for operation in self._connector.operations:
            if operation.id not in grouped and operation.visibility != "internal":
                yield operation

    def files(self, overrides: Path | None) -> Iterator[tuple[str, str]]:
        """Path below the SDK's folder, and text that black has not seen yet."""

        def made(template: str, view: Any) -> str:
            return render(f"python/{template}.jinja", view, overrides=overrides)

        connector, package = self._connector, self.package
        root = self._root()
        yield "pyproject.toml", made("pyproject.toml", root)
        yield "README.md", made("README.md", self._readme(str(root.root_error)))
        for name in ("__init__.py", "_version.py", "errors.py"):
            yield f"{package}/{name}", made(name, root)
        shapes = list(self._shapes.values())
        yield (
            f"{package}/operations.py",
            made("operations.py", operations_view(connector.title, shapes)),
        )
        yield (
            f"{package}/models.py",
            made("models.py", models_view(connector, self._names, self._config)),
        )
        policies = policies_view(connector)
        if policies is not None:
            yield f"{package}/_policies.py", made("_policies.py", policies)
        if self._connections:
            text = made("connections.py", self._connections)
            yield f"{package}/connections.py", text
        if self._hooks:
            view = webhooks_view(connector.title, self._hooks)
            yield f"{package}/webhooks.py", made("webhooks.py", view)
        used = used_types(connector, self._names)
        examples = examples_view(connector, self._names, used)
        if examples.classes:
            yield f"{package}/_examples.py", made("_examples.py", examples)
        yield f"{package}/testing.py", made("testing.py", self._testing())
        client = client_view(
            connector,
            self._config,
            package=package,
            distribution=self._distribution,
            groups=[*self._groups, *self._lookups],
            clients=self._clients,
            has_methods=self._methods is not None,
            has_policies=policies is not None,
            webhooks=bool(self._hooks),
        )
        yield f"{package}/client.py", made("client.py", client)
        if self._methods is not None:
            yield f"{package}/_methods.py", made("group.py", self._methods)
        if self._groups:
            doc = docstring(f"The groups of {connector.title}'s operations.")
            yield f"{package}/resources/__init__.py", f"{doc}\n"
        for group in self._groups:
            yield f"{package}/resources/{group.module}.py", made("group.py", group)
        for group in self._lookups:
            yield f"{package}/{group.module}.py", made("group.py", group)

    def _root(self) -> RootView:
        connector = self._connector
        first, _ = split_first_sentence(connector.description or connector.title)
        facts = Facts(
            shapes=list(self._shapes.values()),
            oauth=self._oauth,
            choices=any(one.module == "choices" for one in self._lookups),
            connections=bool(self._connections),
        )
        found = features(facts)
        modules = [module for one in found for module in one.modules]
        errors = {name: home for one in found for name, home in one.errors.items()}
        error = identifier(pascal_case([*split_words(self.package), "Error"]))
        homes = {name: home for one in found for name, home in one.names.items()}
        homes |= {str(error): "errors"}
        if self._connections:
            homes |= {str(one.name): "connections" for one in self._connections.sets}
        return RootView(
            doc=docstring(f"A client for {connector.title}."),
            errors_doc=docstring(f"What a call of {connector.title} can raise."),
            root_error=error,
            root_error_literal=literal(str(error)),
            public=sorted(["__version__", *modules, *homes]),
            modules=tuple(modules),
            homes=dict(sorted(homes.items())),
            imports=[import_line(".", modules), *_home_imports(homes)],
            errors=sorted([*errors, str(error)]),
            error_imports=_home_imports(errors),
            version=sdk_version(connector, self._config),
            version_path=f"{self.package}/_version.py",
            package=self.package,
            distribution=self._distribution,
            summary=first,
            website=connector.contact.url,
        )

    def _calls(self) -> list[Call]:
        """The operations, as methods of the client."""
        values = Values(self._connector, self._names)
        calls = [
            Call(f"{group}.{method}", shape, values)
            for group, methods in self._grouped.items()
            for method, shape in methods.items()
        ]
        return calls + [Call(name, shape, values) for name, shape in self._own.items()]

    def _internal(self) -> list[Call]:
        """The operations that are in `operations` alone."""
        values = Values(self._connector, self._names)
        public = {call.shape.operation.id for call in self._calls()}
        return [
            Call(str(shape.function), shape, values)
            for id_, shape in self._shapes.items()
            if id_ not in public
        ]

    def _testing(self) -> Any:
        return testing_view(
            self._connector,
            self._names,
            self._calls(),
            package=self.package,
            given=self._given(),
            oauth=self._oauth,
        )

    def _given(self) -> list[str]:
        """The arguments without which no client can be made, as an example writes them."""
        if self._connections is None:
            return self._auth.example
        first = self._connections.sets[0]
        return [f"connection=connections.{first.name}({', '.join(first.example)})"]

    def _readme(self, root_error: str) -> Any:
        return readme_view(
            self._connector,
            self._names,
            self._config,
            self._calls(),
            self._internal(),
            package=self.package,
            root_error=root_error,
            credentials=() if self._connections else self._auth.arguments,
            connections=self._connections,
            given=self._given(),
        )
