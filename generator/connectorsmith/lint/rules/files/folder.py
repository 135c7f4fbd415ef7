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

    Why: a submission without one is refused. If no profile is set, it is a warning.
    Fix: Write readme.md, or add a connector.toml, so that build writes the readme.
    See: certification-submission
    """
    if not {"readme.md", "intro.md"} & _names(folder):
        yield Problem("The folder must hold readme.md.", severity=_severity(folder))


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
    """The definition is called exactly `apiDefinition.swagger.json`.

    Why: the checks of a submission look for this name, on systems where case matters.
    Fix: Rename the definition to apiDefinition.swagger.json.
    See: certification-submission
    """
    if _DEFINITION not in texts(folder.get("files")):
        message = f"The definition must be called exactly {_DEFINITION}."
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
    """The folder of a published connector holds a file called exactly `apiProperties.json`.

    Why: it says how a connection is made, who publishes the connector and its color.
    Fix: Add apiProperties.json, with at least properties.connectionParameters and
        iconBrandColor.
    See: certification-submission
    """
    if _PROPERTIES not in texts(folder.get("files")):
        message = f"The folder must hold a file called exactly {_PROPERTIES}."
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

    Why: all these connectors get the same icon, because the brand does not belong to the
        publisher.
    Fix: Leave icon.png out of the submission.
    See: certification-submission-ip
    """
    if "icon.png" in _names(folder):
        message = "The folder of an independent publisher must not hold icon.png."
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
    """Custom code is in `script.csx`.

    Why: tools look for this name; any other has to be passed to them each time.
    Fix: Rename the file to script.csx.
    See: write-code
    """
    for name in texts(folder.get("files")):
        if name.casefold().endswith(".csx") and name != "script.csx":
            yield Problem(f"The script {show(name)} must be called script.csx.")


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
    """A connector with `scriptOperations` has a script.

    Why: the platform refuses the connector, or the operations run without their code.
    Fix: Add script.csx to the folder, or empty scriptOperations.
    See: write-code
    """
    files = properties.connector.files
    if files.names is None or not texts(properties.get("scriptOperations")):
        return
    if not any(name.casefold().endswith(".csx") for name in files.names):
        yield Problem(
            "The folder must hold script.csx for these operations.", "scriptOperations"
        )
