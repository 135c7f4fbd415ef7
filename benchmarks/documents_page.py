"""The page that compares clients for plain documents."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """The client of a generator for a document."""

    document: str
    generator: str
    declared: int
    """The operations of the document."""
    present: int
    """Those of them that the client has."""
    schemas: int
    """The operations whose success has a schema that says what is returned."""
    typed: int
    """Those of them whose return type says more than that something is returned."""
    imports: bool
    mypy: int | None
    """The errors of `mypy --strict`; None if there is nothing to check."""
    seconds: float
    """Seconds of processor time, without the conversion."""
    conversion: float
    """Seconds of processor time to convert the document to OpenAPI 3; 0 if not needed."""
    failure: str = ""
    """The reason why there is no client."""


HEAD = """\
# Plain OpenAPI 2.0 documents

connectorsmith is made for connectors, but reads any OpenAPI 2.0 document. This page compares its SDKs of
published documents that are not connectors with the clients of two other generators.
`make benchmark-documents` builds all of them and writes this page; the documents are not part of this
project.

- **Operations**: those of the document that the client has.
- **Import**: all modules of the client can be imported.
- **mypy**: the client has no error in `mypy --strict`; else the number of errors.
- **Typed**: of the operations whose success has a schema with a type, those that return another type
  than `Any`, `object` or `None`.
- **Seconds**: processor time of the build, with its child processes. openapi-python-client reads
  OpenAPI 3; the time of swagger2openapi, which converts the document, is given beside it. connectorsmith
  also validates the document, and builds the connector package and the reference page.

OpenAPI Generator runs with `--skip-validate-spec`, because it refuses many of the documents otherwise.
References to example files, which the documents of Azure have, are left out.
"""


def page(rows: Sequence[Row], generators: Sequence[str]) -> str:
    """Return the page."""
    system = (
        f"{date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    lines = [
        HEAD,
        f"{system}.",
        "",
        *summary(rows, generators),
        "",
        *documents(rows, generators),
    ]
    return "\n".join(lines) + "\n"


def summary(rows: Sequence[Row], generators: Sequence[str]) -> Iterator[str]:
    """Yield a table with the sums of each generator."""
    yield "| All documents | Operations | Import | mypy | Typed | Seconds | Conversion |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for generator in generators:
        own = [row for row in rows if row.generator == generator]
        if not own:
            continue
        cells = [
            generator,
            f"{sum(row.present for row in own)} of {sum(row.declared for row in own)}",
            f"{sum(row.imports for row in own)} of {len(own)}",
            f"{sum(row.mypy == 0 for row in own)} of {len(own)}",
            share(sum(row.typed for row in own), sum(row.schemas for row in own)),
            f"{sum(row.seconds for row in own):.1f}",
            f"{sum(row.conversion for row in own):.1f}" if own[0].conversion else "",
        ]
        yield f"| {' | '.join(cells)} |"


def documents(rows: Sequence[Row], generators: Sequence[str]) -> Iterator[str]:
    """Yield a table with a row for each document and generator."""
    yield "| Document | Generator | Operations | Import | mypy | Typed | Seconds | Conversion |"
    yield "| --- | --- | ---: | --- | ---: | ---: | ---: | ---: |"
    for document in dict.fromkeys(row.document for row in rows):
        own = {row.generator: row for row in rows if row.document == document}
        for index, generator in enumerate(name for name in generators if name in own):
            row = own[generator]
            cells = [
                "" if index else "/".join(document.split("/")[-2:]),
                generator,
                f"{row.present} of {row.declared}",
                "yes" if row.imports else "no",
                "" if row.mypy is None else str(row.mypy),
                share(row.typed, row.schemas),
                f"{row.seconds:.1f}",
                f"{row.conversion:.1f}" if row.conversion else "",
            ]
            yield f"| {' | '.join(cells)} |"


def share(part: int, whole: int) -> str:
    """Return a part in percent."""
    return f"{100 * part / whole:.0f} %" if whole else ""
