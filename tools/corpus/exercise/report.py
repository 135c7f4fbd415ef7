"""What a check found, and the generated SDK that it looks at."""

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
from pathlib import Path
from typing import Any, get_type_hints

from connectorsmith.commands.pipeline import Prepared, prepare
from connectorsmith.documents.document import join_pointer
from connectorsmith.inputs.folders import find_connectors
from connectorsmith.inputs.reading import read_inputs
from connectorsmith.naming.identifiers import CLIENT
from tools.corpus.exercise import callbacks
from tools.corpus.exercise.applied import ADDRESS, WORD, addresses, squash
from tools.corpus.exercise.definition import Definition, RawOperation, scheme
from tools.corpus.exercise.request import Given

LIMIT = 20
"""As many failures of one check are told."""


@dataclass(slots=True)
class Report:
    """The cases and failures of one check."""

    cases: int = 0
    failures: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    skips: Counter[str] = field(default_factory=Counter[str])
    """How often something could not be checked, by the reason."""

    def skip(self, reason: str) -> None:
        """Count what cannot be checked here."""
        self.skips[reason] += 1

    def fail(self, operation: str, case: str, cause: str, detail: str) -> None:
        """Keep a failure."""
        line = " ".join(detail.split())[:400]
        self.failures.append(
            {"operation": operation, "case": case, "cause": cause, "detail": line}
        )

    @contextmanager
    def case(self, operation: str, case: str) -> Iterator[None]:
        """Count a case; whatever it raises is its failure."""
        self.cases += 1
        try:
            yield
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.name}"
            cause = f"raises {type(error).__name__}"
            self.fail(operation, case, cause, f"{error} ({where})")

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "cases": self.cases,
            "failures": self.failures[:LIMIT],
            "skips": dict(self.skips),
        }


class Sdk:
    """A generated package, and which of its names stands for what."""

    def __init__(
        self, connector: Path, generated: Path, definition: Definition
    ) -> None:
        root = next(path.parent for path in generated.glob("python/*/client.py"))
        sys.path.insert(0, str(root.parent))
        self.root = root
        self.definition = definition
        self.package: Any = importlib.import_module(root.name)
        inputs = read_inputs(find_connectors([connector])[0])
        self.prepared: Prepared = prepare(inputs)
        host = str(definition.root.get("host") or "")
        self.has_host = re.fullmatch(r"[\w.-]+(:\d+)?", host) is not None
        self.moves = any(
            str(one.get("templateId")).lower() == "dynamichosturl"
            for one in definition.properties.get("policyTemplateInstances") or ()
        )
        base = str(definition.root.get("basePath") or "").strip().rstrip("/")
        self.base_url = f"https://placeholder.example{base}"
        self.origin = "https://placeholder.example"
        if self.has_host and not self.moves:
            self.origin = f"{scheme(definition)}://{host}".lower()
        self.addresses = addresses(definition)
        self._ids = {one.at: one.id for one in self.prepared.connector.operations}
        self._hints: dict[str, Mapping[str, Any]] = {}

    def client(self, transport: Any, *, policies: bool = False) -> Any:
        """A blocking client with made-up credentials; with what policies do only where asked for."""
        return self._client(self.package.Client, transport, policies=policies)

    def async_client(self, transport: Any) -> Any:
        """The same for `async` code."""
        return self._client(self.package.AsyncClient, transport)

    def values(self) -> dict[str, str]:
        """What the clients are given, by the names of the SDK."""
        given = self._connection(self.package.Client)
        held = given.get("connection")
        if held is None:
            return given
        return self._connection(type(held))

    def _client(
        self, class_: Callable[..., Any], transport: Any, *, policies: bool = False
    ) -> Any:
        given = self._connection(class_)
        # Policies may say where the API is; without them, and without a host, a caller has to.
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
        """Credentials with a number, and a word for all else that a connection asks for."""
        parameters = inspect.signature(class_).parameters.values()
        own = [one for one in parameters if one.name not in CLIENT]
        if [one.name for one in own] == ["connection"]:
            sets = self.package.connections
            made = next(
                kind
                for kind in vars(sets).values()
                if isinstance(kind, type) and kind.__module__ == sets.__name__
            )
            return {"connection": made(**self._connection(made))}
        named = [one for one in own if one.name != "_"]
        first = [one.name for one in named if one.kind is one.POSITIONAL_OR_KEYWORD]
        return {one.name: self._value(one.name, first) for one in named}

    def _value(self, name: str, credentials: list[str]) -> str:
        if squash(name) in self.addresses:
            return ADDRESS
        if name in credentials:
            return f"credential-{credentials.index(name)}"
        return WORD

    def id(self, raw: RawOperation) -> str:
        """What the generator calls the operation."""
        return self._ids[join_pointer("/paths", raw.path, raw.method)]

    def name(self, raw: RawOperation) -> str:
        """The name of its function."""
        return self.prepared.names.operations[self.id(raw)]

    def function(self, raw: RawOperation) -> Callable[..., Any]:
        """The function that makes the operation."""
        made: Callable[..., Any] = getattr(self.package.operations, self.name(raw))
        return made

    def method(self, client: Any, raw: RawOperation) -> Callable[..., Any]:
        """The method of a client that has no groups."""
        made: Callable[..., Any] = getattr(client, self.name(raw))
        return made

    def hints(self, raw: RawOperation) -> Mapping[str, Any]:
        """The annotations of its function, evaluated."""
        name = self.name(raw)
        if name not in self._hints:
            self._hints[name] = get_type_hints(self.function(raw))
        return self._hints[name]

    def can_be_whole(self, raw: RawOperation) -> bool:
        """Whether a body of members can be given as one mapping, too."""
        return bool(self.prepared.names.arguments[self.id(raw)].body)

    def arguments(
        self, raw: RawOperation, given: Given, *, whole: bool = False
    ) -> dict[str, Any]:
        """What was given, as the arguments of the function; `whole` gives a body as it stands."""
        from tools.corpus.exercise.wire import prepared

        names = self.prepared.names.arguments[self.id(raw)]
        hints = self.hints(raw)
        wanted = {
            names.parameters[key]: value for key, value in given.parameters.items()
        }
        if given.callback:
            wanted[names.callback or "callback_url"] = callbacks.URL
        if given.has_body and whole:
            made = {
                name: prepared(hints[name], value) for name, value in wanted.items()
            }
            return {**made, "body": given.body}
        if given.has_body and names.body is None:
            wanted["body"] = given.body
        elif given.has_body:
            flat = names.body or {}
            wanted |= {flat[wire]: value for wire, value in given.body.items()}
        return {name: prepared(hints[name], value) for name, value in wanted.items()}
