"""Rules on the files that the folder of a connector holds."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import texts
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.settings.profile import CERTIFIED, Profile

_DEFINITION = "apiDefinition.swagger.json"
_PROPERTIES = "apiProperties.json"


def _severity(node: Node) -> Severity | None:
    """Return a warning if the profile is only guessed; None for the rule's own severity."""
    return None if node.connector.is_profile_told else Severity.WARNING


def _names(folder: Node) -> set[str]:
    """Return the names of the files, in lower case."""
    return {name.casefold() for name in texts(folder.get("files"))}


@rule(
    "PP220",
    "readme-is-present",
    Severity.ERROR,
    on=Kind.FOLDER,
    profiles=CERTIFIED,
    microsoft="5000.1.1.2",
    bad="""
    files: [apiDefinition.swagger.json, apiProperties.json]  # <- here
    """,
    good="""
    files: [apiDefinition.swagger.json, apiProperties.json, readme.md]
    """,
)
def readme_is_present(folder: Node) -> Problems:
    """The folder of a published connector holds `readme.md`.

    Why: a submission without one is refused. It is a warning while nothing says that the
        connector is to be published.
    Fix: Write readme.md; or keep the connector with a connector.toml, and it is made.
    See: certification-submission
    """
    if not {"readme.md", "intro.md"} & _names(folder):
        yield Problem("There is no readme.md.", severity=_severity(folder))


@rule(
    "PP226",
    "definition-file-name-is-exact",
    Severity.ERROR,
    on=Kind.FOLDER,
    profiles=CERTIFIED,
    microsoft="5000.1.1.3",
    bad="""
    files: [apidefinition.swagger.json, apiProperties.json]  # <- here
    """,
    good="""
    files: [apiDefinition.swagger.json, apiProperties.json]
    """,
)
def definition_file_name_is_exact(folder: Node) -> Problems:
    """The definition is called `apiDefinition.swagger.json`, letter by letter.

    Why: the checks of a submission look for this name, on systems where capitals count.
    Fix: Rename it.
    See: certification-submission
    """
    if _DEFINITION not in texts(folder.get("files")):
        message = f"No file is called {_DEFINITION}, in these letters."
        yield Problem(message, severity=_severity(folder))


@rule(
    "PP227",
    "api-properties-file-name-is-exact",
    Severity.ERROR,
    on=Kind.FOLDER,
    profiles=CERTIFIED,
    bad="""
    files: [apiDefinition.swagger.json, readme.md]  # <- here
    """,
    good="""
    files: [apiDefinition.swagger.json, apiProperties.json]
    """,
)
def api_properties_file_name_is_exact(folder: Node) -> Problems:
    """The folder of a published connector holds `apiProperties.json`, letter by letter.

    Why: it says how a connection is made, who publishes the connector and its color.
    Fix: Add it, with at least properties.connectionParameters and iconBrandColor.
    See: certification-submission
    """
    if _PROPERTIES not in texts(folder.get("files")):
        message = f"No file is called {_PROPERTIES}, in these letters."
        yield Problem(message, severity=_severity(folder))


@rule(
    "PP228",
    "independent-publisher-has-no-icon",
    Severity.ERROR,
    on=Kind.FOLDER,
    profiles=(Profile.INDEPENDENT_PUBLISHER,),
    bad="""
    files: [apiDefinition.swagger.json, icon.png]  # <- here
    """,
    good="""
    files: [apiDefinition.swagger.json, readme.md]
    """,
)
def independent_publisher_has_no_icon(folder: Node) -> Problems:
    """An independent publisher submits no icon.

    Why: these connectors all get the same one, because the brand is not the publisher's.
    Fix: Leave the icon out of what is submitted.
    See: certification-submission-ip
    """
    if "icon.png" in _names(folder):
        message = "There is an icon.png, and an independent publisher submits none."
        yield Problem(message, severity=_severity(folder))


@rule(
    "PP236",
    "script-file-name-is-exact",
    Severity.INFO,
    on=Kind.FOLDER,
    bad="""
    files: [apiDefinition.swagger.json, shelf.csx]  # <- here
    """,
    good="""
    files: [apiDefinition.swagger.json, script.csx]
    """,
)
def script_file_name_is_exact(folder: Node) -> Problems:
    """Custom code stands in `script.csx`.

    Why: tools look for it there; another name has to be told each time.
    Fix: Rename the file to script.csx.
    See: write-code
    """
    for name in texts(folder.get("files")):
        if name.casefold().endswith(".csx") and name != "script.csx":
            yield Problem(f"The script is called {show(name)}.")


@rule(
    "PP205",
    "script-is-present",
    Severity.ERROR,
    on=Kind.PROPERTIES,
    bad="""
    properties:
      scriptOperations: [ListBooks]  # <- here
    """,
    good="""
    properties:
      scriptOperations: []
    """,
)
def script_is_present(properties: Node) -> Problems:
    """Where `scriptOperations` names operations, there is a script.

    Why: the platform refuses the connector, or the operations run without their code.
    Fix: Add script.csx to the folder, or empty scriptOperations.
    See: write-code
    """
    files = properties.connector.files
    if files.names is None or not texts(properties.get("scriptOperations")):
        return
    if not any(name.casefold().endswith(".csx") for name in files.names):
        yield Problem(
            "There is no script.csx for these operations.", "scriptOperations"
        )
