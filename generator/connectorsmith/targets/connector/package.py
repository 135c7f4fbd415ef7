"""The files of a pull request to Microsoft's repository, and those of paconn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from connectorsmith.documents.document import Json
from connectorsmith.render.environment import render
from connectorsmith.targets.connector.published import (
    published_definition,
    published_properties,
)
from connectorsmith.targets.connector.readme import readme

DEFINITION = "apiDefinition.swagger.json"
PROPERTIES = "apiProperties.json"
SCRIPT = "script.csx"
ICON = "icon.png"


@dataclass(frozen=True, slots=True)
class ConnectorFiles:
    """The files of one connector, and the secrets that they leave out."""

    files: Mapping[str, bytes]
    """By path below the connector's folder, with `/` between parts."""
    dropped_secrets: tuple[str, ...]
    """JSON pointers into apiProperties of all client secrets that were left out."""


def connector_files(
    definition: Json,
    properties: Json,
    *,
    parts: Mapping[str, str] | None = None,
    icon: bytes | None = None,
    script: bytes | None = None,
    overrides: Path | None = None,
) -> ConnectorFiles:
    """Return the connector's folder of a pull request in `connector/`, paconn's in `paconn/`.

    The two documents keep their data and order, without the extensions of
    connectorsmith and without literal client secrets. `parts` are the hand-written
    sections of readme.md by the names of `README_PARTS`, inserted unchanged. An icon is
    only in `paconn/`, because the pull request of an independent publisher has none.
    Templates in `overrides` override the built-in ones.
    """
    published = published_properties(properties)
    views: dict[str, object] = {
        f"connector/{DEFINITION}": published_definition(definition),
        f"connector/{PROPERTIES}": published.document,
        "connector/readme.md": readme(definition, properties, parts or {}),
        "paconn/settings.json": _settings(icon is not None, script is not None),
    }
    files = {
        path: render(_template(path), view, overrides=overrides).encode()
        for path, view in views.items()
    }
    if script is not None:
        files[f"connector/{SCRIPT}"] = script
    if icon is not None:
        files[f"paconn/{ICON}"] = icon
    return ConnectorFiles(files, published.dropped_secrets)


def _template(path: str) -> str:
    return f"connector/{path.rpartition('/')[2]}.jinja"


def _settings(icon: bool, script: bool) -> dict[str, Json]:
    """Return the settings of paconn. Their paths are relative to its working directory.

    Without a connector id, paconn creates a connector; without an environment, it asks
    for one.
    """
    settings: dict[str, Json] = {
        "connectorId": None,
        "environment": None,
        "apiProperties": f"../connector/{PROPERTIES}",
        "apiDefinition": f"../connector/{DEFINITION}",
    }
    if icon:
        settings["icon"] = ICON
    if script:
        settings["script"] = f"../connector/{SCRIPT}"
    settings["powerAppsUrl"] = "https://api.powerapps.com"
    settings["powerAppsApiVersion"] = "2016-11-01"
    return settings
