"""The SDK as files: a pure function of the model of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from connectorsmith.naming.modules import group_classes
from connectorsmith.render.code import Code, docstring, literal
from connectorsmith.render.environment import render
from connectorsmith.render.format import format_python
from connectorsmith.sdk.describe import split_first_sentence
from connectorsmith.sdk.model import SdkModel
from connectorsmith.targets.python.client.client import client_view
from connectorsmith.targets.python.client.connections import connections_view
from connectorsmith.targets.python.client.policies import (
    PoliciesView,
    policies_view,
)
from connectorsmith.targets.python.code.imports import import_line
from connectorsmith.targets.python.features.table import features
from connectorsmith.targets.python.features.triggers import webhooks_view
from connectorsmith.targets.python.models.examples import ExamplesView, examples_view
from connectorsmith.targets.python.models.file import models_view, used_types
from connectorsmith.targets.python.operations.file import operations_view
from connectorsmith.targets.python.operations.group import GroupView
from connectorsmith.targets.python.operations.lookups import lookup_views
from connectorsmith.targets.python.operations.methods import group_view, methods_view
from connectorsmith.targets.python.readme.testing import testing_view
from connectorsmith.targets.python.readme.view import readme_view
from connectorsmith.targets.python.runtime import runtime_files


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


@dataclass(frozen=True, slots=True)
class DocView:
    """A module that is nothing but its docstring."""

    doc: Code


def python_files(model: SdkModel, *, overrides: Path | None = None) -> dict[str, bytes]:
    """Return every file of the SDK of a model, by its path below the connector's output
    folder.
    """
    parts = _Parts(model)
    files: dict[str, bytes] = {}
    for file in _FILES:
        for view in file.views(parts):
            path = file.path.format(package=model.package, view=view)
            text = render(f"python/{file.template}", view, overrides=overrides)
            if path.endswith(".py"):
                text = format_python(text)
            files[f"python/{path}"] = text.encode()
    sources = [text for path, text in files.items() if path.endswith(".py")]
    package = f"python/{model.package}"
    for name, content in runtime_files(text.decode() for text in sources).items():
        files[f"{package}/_runtime/{name}"] = content
    files[f"{package}/py.typed"] = b""
    return files


def _home_imports(homes: Mapping[str, str]) -> list[Code]:
    """Return statements that import public names, by module."""
    modules: dict[str, list[str]] = {}
    for name, module in homes.items():
        modules.setdefault(module, []).append(name)
    return [
        import_line(f".{module}", names) for module, names in sorted(modules.items())
    ]


class _Parts:
    """The views that several files share."""

    def __init__(self, model: SdkModel) -> None:
        self.model = model

    @cached_property
    def policies(self) -> PoliciesView | None:
        """The view of `_policies.py`; None without policies."""
        return policies_view(self.model.connector)

    @cached_property
    def groups(self) -> list[GroupView]:
        """The views of the modules in `resources/`."""
        title = self.model.connector.title
        classes = group_classes(self.model.groups)
        return [
            group_view(group, classes[group], methods, title)
            for group, methods in self.model.groups.items()
            if methods
        ]

    @cached_property
    def lookups(self) -> list[GroupView]:
        """The views of choices.py and schema_for.py."""
        model = self.model
        return list(lookup_views(model.connector.title, model.lookups, model.names))

    @cached_property
    def examples(self) -> ExamplesView:
        """The view of `_examples.py`."""
        connector, names = self.model.connector, self.model.names
        return examples_view(connector, names, used_types(connector, names))

    @cached_property
    def root(self) -> RootView:
        """The view of the files at the root of the package, and of the project."""
        model, connector = self.model, self.model.connector
        first, _ = split_first_sentence(connector.description or connector.title)
        used = features(model)
        modules = [module for feature in used for module in feature.modules]
        errors = {name: home for one in used for name, home in one.error_homes.items()}
        error = model.root_error
        homes = {"AsyncClient": "client", "Client": "client", str(error): "errors"}
        for feature in used:
            homes |= feature.homes
        homes |= {str(one.name): "connections" for one in model.connections}
        return RootView(
            doc=docstring(f"A client for {connector.title}."),
            errors_doc=docstring(
                f"The errors that a call of {connector.title} can raise."
            ),
            root_error=error,
            root_error_literal=literal(str(error)),
            public=sorted(["__version__", *modules, *homes]),
            modules=tuple(modules),
            homes=dict(sorted(homes.items())),
            imports=[import_line(".", modules), *_home_imports(homes)],
            errors=sorted([*errors, str(error)]),
            error_imports=_home_imports(errors),
            version=model.version,
            version_path=f"{model.package}/_version.py",
            package=model.package,
            distribution=model.distribution,
            summary=first,
            website=connector.contact.url,
        )


_Views: TypeAlias = Callable[[_Parts], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the SDK, or one for each of several views."""

    path: str
    template: str
    views: _Views
    """None without the feature that the file is for."""


def _always(view: Callable[[_Parts], Any]) -> _Views:
    return lambda parts: [view(parts)]


def _if(condition: Callable[[_Parts], object], view: Callable[[_Parts], Any]) -> _Views:
    return lambda parts: [view(parts)] if condition(parts) else []


def _operations(parts: _Parts) -> Any:
    model = parts.model
    return operations_view(
        model.connector.title,
        list(model.shapes.values()),
        decimals=model.config.decimals,
    )


def _models(parts: _Parts) -> Any:
    return models_view(parts.model)


def _client(parts: _Parts) -> Any:
    return client_view(
        parts.model,
        [*parts.groups, *parts.lookups],
        has_policies=parts.policies is not None,
    )


def _webhooks(parts: _Parts) -> Any:
    return webhooks_view(parts.model.connector.title, parts.model.webhooks)


def _methods(parts: _Parts) -> Any:
    return methods_view(parts.model)


def _resources(parts: _Parts) -> Any:
    title = parts.model.connector.title
    return DocView(docstring(f"The groups of {title}'s operations."))


_ROOT = _always(lambda parts: parts.root)

_FILES = (
    _File("pyproject.toml", "pyproject.toml.jinja", _ROOT),
    _File(
        "README.md", "README.md.jinja", _always(lambda parts: readme_view(parts.model))
    ),
    _File("{package}/__init__.py", "__init__.py.jinja", _ROOT),
    _File("{package}/_version.py", "_version.py.jinja", _ROOT),
    _File("{package}/errors.py", "errors.py.jinja", _ROOT),
    _File("{package}/operations.py", "operations.py.jinja", _always(_operations)),
    _File("{package}/models.py", "models.py.jinja", _always(_models)),
    _File(
        "{package}/_policies.py",
        "_policies.py.jinja",
        _if(lambda parts: parts.policies, lambda parts: parts.policies),
    ),
    _File(
        "{package}/connections.py",
        "connections.py.jinja",
        _if(
            lambda parts: parts.model.connections,
            lambda parts: connections_view(parts.model),
        ),
    ),
    _File(
        "{package}/webhooks.py",
        "webhooks.py.jinja",
        _if(lambda parts: parts.model.webhooks, _webhooks),
    ),
    _File(
        "{package}/_examples.py",
        "_examples.py.jinja",
        _if(lambda parts: parts.examples.classes, lambda parts: parts.examples),
    ),
    _File(
        "{package}/testing.py",
        "testing.py.jinja",
        _always(lambda parts: testing_view(parts.model)),
    ),
    _File("{package}/client.py", "client.py.jinja", _always(_client)),
    _File(
        "{package}/_methods.py",
        "group.py.jinja",
        _if(lambda parts: parts.model.methods, _methods),
    ),
    _File(
        "{package}/resources/__init__.py",
        "doc.py.jinja",
        _if(lambda parts: parts.groups, _resources),
    ),
    _File(
        "{package}/resources/{view.module}.py",
        "group.py.jinja",
        lambda parts: parts.groups,
    ),
    _File("{package}/{view.module}.py", "group.py.jinja", lambda parts: parts.lookups),
)
"""Every file of an SDK, but for its copy of the runtime: template, views, and when there is one."""
