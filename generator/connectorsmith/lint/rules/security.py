"""Rules on security definitions and requirements."""

from __future__ import annotations

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.wording import show
from connectorsmith.spec.data import mapping


@rule(
    "PP160",
    Severity.ERROR,
    on=Kind.SECURITY,
    microsoft="SecurityRequirementMustBeDefined",
    bad="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
    security:
      - apiKey: []  # <- here
    """,
    good="""
    securityDefinitions:
      api_key: {type: apiKey, in: header, name: X-Key}
    security:
      - api_key: []
    """,
)
def requirement_is_defined(requirement: Node) -> Problems:
    """Every security requirement names one of the `securityDefinitions`.

    Why: what is not defined cannot be sent, so the operation is called without
        credentials.
    Mend: Correct the name, or define it in securityDefinitions.
    See: certification-swagger-validator-rules
    """
    defined = mapping(requirement.connector.definition.get("securityDefinitions"))
    for name in requirement.value:
        if name not in defined:
            meant = requirement.did_you_mean(name, defined)
            yield Problem(
                f"The security requirement {show(name)} is not defined.",
                name,
                key=True,
                hint=meant,
            )
