"""The report of a check, and the generated SDK that is checked."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints

import httpx2

from connectorsmith.commands.pipeline import Prepared, prepare
from connectorsmith.documents.document import join_pointer
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.naming.reserved import CLIENT
from tools.corpus.exercise import callbacks
from tools.corpus.exercise.applied import ADDRESS, WORD, addresses, squash
from tools.corpus.exercise.definition import Definition, RawOperation, scheme
from tools.corpus.exercise.request import Given

MAX_FAILURES = 20
"""Failures of one check that are reported; further ones are left out."""


@dataclass(slots=True)
class Report:
    """The cases and failures of one check."""

    cases: int = 0
    failures: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    skips: Counter[str] = field(default_factory=Counter[str])
    """The number of places that could not be checked, by reason."""

    def skip(self, reason: str) -> None:
        """Count a place that cannot be checked."""
        self.skips[reason] += 1

    def fail(self, operation: str, case: str, cause: str, detail: str) -> None:
        """Add a failure."""
        line = " ".join(detail.split())[:400]
        self.failures.append(
            {"operation": operation, "case": case, "cause": cause, "detail": line}
        )

    @contextmanager
    def case(self, operation: str, case: str) -> Iterator[None]:
        """Count a case; an exception in it is a failure."""
        self.cases += 1
        try:
            yield
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.name}"
            cause = f"raises {type(error).__name__}"
            self.fail(operation, case, cause, f"{error} ({where})")

    def as_json(self) -> dict[str, Any]:
        """Return the report as data for JSON."""
        return {
            "cases": self.cases,
            "failures": self.failures[:MAX_FAILURES],
            "skips": dict(self.skips),
        }


class Sdk:
    """A generated package, with the names of its operations and arguments."""

    def __init__(
        self,
        connector: Path,
        generated: Path,
        definition: Definition,
        common: Path | None = None,
    ) -> None:
        """Import a package; `common` is the folder of all files that its definition names."""
        root = next(path.parent for path in generated.glob("python/*/client.py"))
        sys.path.insert(0, str(root.parent))
        self.root = root
        self.definition = definition
        self.package: Any = importlib.import_module(root.name)
        inputs = read_inputs(find_connectors([connector])[0], root=common)
        self.prepared: Prepared = prepare(inputs)
        host = str(definition.root.get("host") or "")
        self.has_host = re.fullmatch(r"[\w.-]+(:\d+)?", host) is not None
        self.moves = any(
            str(policy.get("templateId")).lower() == "dynamichosturl"
            for policy in definition.properties.get("policyTemplateInstances") or ()
        )
        base = str(definition.root.get("basePath") or "").strip().rstrip("/")
        self.base_url = f"https://placeholder.example{base}"
        self.origin = "https://placeholder.example"
        if self.has_host and not self.moves:
            protocol = scheme(definition)
            port = ":80" if protocol == "http" else ":443"
            self.origin = f"{protocol}://{host.removesuffix(port)}".lower()
        self.addresses = addresses(definition)
        self._ids = {one.at: one.id for one in self.prepared.connector.operations}
        self._hints: dict[str, Mapping[str, Any]] = {}

    def client(self, transport: Any, *, policies: bool = False) -> Any:
        """Return a blocking client with made-up credentials. Policies apply only if asked for."""
        return self._client(self.package.Client, transport, policies=policies)

    def async_client(self, transport: Any) -> Any:
        """Return an asynchronous client with made-up credentials."""
        return self._client(self.package.AsyncClient, transport)

    @cached_property
    def clients(self) -> tuple[Any, Any]:
        """A blocking and an asynchronous client, which send nothing."""
        transport = httpx2.MockTransport(lambda request: httpx2.Response(204))
        return self.client(transport), self.async_client(transport)

    def values(self) -> dict[str, str]:
        """Return the arguments of the client for the connection, by name."""
        given = self._connection(self.package.Client)
        held = given.get("connection")
        if held is None:
            return given
        return self._connection(type(held))

    def _client(
        self, class_: Callable[..., Any], transport: Any, *, policies: bool = False
    ) -> Any:
        given = self._connection(class_)
        # Policies may set the address of the API; without them and without a host, a caller must.
        if not policies if self.moves else not self.has_host:
            given["base_url"] = self.base_url
        retry = self.package.Retry(attempts=1)
        client = class_(**given, transport=transport, throttle=None, retry=retry)
        settings = client._settings
        if not policies and hasattr(settings, "policies"):
            none = type(settings.policies)(())
            client._settings = replace(settings, policies=none)
        return client

    def _connection(self, class_: Callable[..., Any]) -> dict[str, Any]:
        """Return numbered credentials, and a word for each other argument of the connection."""
        parameters = inspect.signature(class_).parameters.values()
        own = [parameter for parameter in parameters if parameter.name not in CLIENT]
        if [parameter.name for parameter in own] == ["connection"]:
            sets = self.package.connections
            connection = next(
                kind
                for kind in vars(sets).values()
                if isinstance(kind, type) and kind.__module__ == sets.__name__
            )
            return {"connection": connection(**self._connection(connection))}
        named = [parameter for parameter in own if parameter.name != "_"]
        first = [
            parameter.name
            for parameter in named
            if parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        ]
        return {
            parameter.name: self._value(parameter.name, first) for parameter in named
        }

    def _value(self, name: str, credentials: list[str]) -> str:
        if squash(name) in self.addresses:
            return ADDRESS
        if name in credentials:
            return f"credential-{credentials.index(name)}"
        return WORD

    def id(self, raw: RawOperation) -> str:
        """Return the id that the generator gives the operation."""
        return self._ids[join_pointer(f"/{raw.section}", raw.path, raw.method)]

    def name(self, raw: RawOperation) -> str:
        """Return the name of the operation's function."""
        return self.prepared.names.operations[self.id(raw)]

    def function(self, raw: RawOperation) -> Callable[..., Any]:
        """Return the function that makes the operation."""
        function: Callable[..., Any] = getattr(self.package.operations, self.name(raw))
        return function

    def method(self, client: Any, raw: RawOperation) -> Callable[..., Any] | None:
        """Return the method of a client or of one of its groups; None if there is none."""
        for group, methods in self.prepared.names.groups.items():
            for name, id_ in methods.items():
                if id_ == self.id(raw):
                    return getattr(getattr(client, group, None), name, None)
        return getattr(client, self.name(raw), None)

    def hints(self, raw: RawOperation) -> Mapping[str, Any]:
        """Return the evaluated annotations of the operation's function."""
        name = self.name(raw)
        if name not in self._hints:
            self._hints[name] = get_type_hints(self.function(raw))
        return self._hints[name]

    def can_be_whole(self, raw: RawOperation) -> bool:
        """Return whether a body whose members are arguments can also be given as one mapping."""
        return bool(self.prepared.names.arguments[self.id(raw)].body)

    def arguments(
        self, raw: RawOperation, given: Given, *, whole: bool = False
    ) -> dict[str, Any]:
        """Return the arguments of the function; `whole` passes a body as one argument."""
        from tools.corpus.exercise.wire import prepared

        names = self.prepared.names.arguments[self.id(raw)]
        hints = self.hints(raw)
        wanted = {
            names.parameters[key]: value for key, value in given.parameters.items()
        }
        if given.callback:
            wanted[names.callback or "callback_url"] = callbacks.URL
        if given.has_body and whole:
            arguments = {
                name: prepared(hints[name], value) for name, value in wanted.items()
            }
            return {**arguments, "body": given.body}
        if given.has_body and names.body is None:
            wanted["body"] = given.body
        elif given.has_body:
            flat = names.body or {}
            wanted |= {flat[wire]: value for wire, value in given.body.items()}
        return {name: prepared(hints[name], value) for name, value in wanted.items()}
