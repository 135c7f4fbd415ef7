"""Rules on the expressions in the values of policies."""

from __future__ import annotations

import re

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import POLICY_SECTION

_FUNCTION = re.compile(r"@\{?\s{0,9}@?(\w{1,60})\(")
_FUNCTIONS = (
    *("connectionParameters", "headers", "queryParameters", "body", "item"),
    *("triggerBody", "coalesce", "environmentVariables"),
)
"""The functions of expressions in policies."""


def misspelt_function(policy: Node) -> str | None:
    """Return a hint on the first misspelt function in the values of a policy."""
    known = {name.casefold() for name in _FUNCTIONS}
    for value in policy.mapping("parameters").values():
        for name in _FUNCTION.findall(value) if isinstance(value, str) else ():
            hint = policy.did_you_mean(name, _FUNCTIONS)
            if name.casefold() not in known and hint:
                return hint
    return None


_VALUE = "x-ms-apimtemplateparameter.propertyvaluepathtemplate"
_CONNECTION_PARAMETER = re.compile(
    r"connectionParameters\(\s{0,9}'([^']{1,200})'", re.IGNORECASE
)


@rule(
    "CS051",
    "set-property-value-is-in-the-message",
    Severity.WARNING,
    on=Kind.POLICY,
    bad="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
      policyTemplateInstances:
        - templateId: setproperty
          parameters:
            x-ms-apimTemplateParameter.newPropertyParentPathTemplate: "@body()"
            x-ms-apimTemplateParameter.newPropertySubPathTemplate: key
            x-ms-apimTemplateParameter.propertyValuePathTemplate: "@connectionParameters('api_key')"  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
      policyTemplateInstances:
        - templateId: setproperty
          parameters:
            x-ms-apimTemplateParameter.newPropertyParentPathTemplate: "@body()"
            x-ms-apimTemplateParameter.newPropertySubPathTemplate: key
            x-ms-apimTemplateParameter.propertyValuePathTemplate: "@headers('X-Key')"
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Key
            x-ms-apimTemplateParameter.value: "@connectionParameters('api_key')"
    """,
)
def set_property_value_is_in_the_message(policy: Node) -> Problems:
    """The policy `setproperty` takes no value from a connection parameter.

    Why: the platform sends the text of the expression instead of the value; only the SDK
        sends the value. Authors report it in issues 2906 and 4221 of
        microsoft/PowerPlatformConnectors.
    Fix: Send the value in a header with setheader, set it in script.csx, or declare an
        internal property whose default is the expression.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    if policy.text("templateId").casefold() != "setproperty":
        return
    for key, value in policy.mapping("parameters").items():
        named = (
            _CONNECTION_PARAMETER.search(value)
            if key.casefold() == _VALUE and isinstance(value, str)
            else None
        )
        if named:
            section = policy.mapping("parameters").get(POLICY_SECTION)
            is_response = isinstance(section, str) and section.casefold() == "response"
            yield Problem(
                f"The value must not be the connection parameter {show(named[1])}: the"
                " platform sends the text of the expression.",
                "parameters",
                key,
                hint="Set it in script.csx." if is_response else None,
            )
