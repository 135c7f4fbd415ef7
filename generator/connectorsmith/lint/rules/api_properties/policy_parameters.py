"""Rules on the parameters of policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Put, Rename
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show
from connectorsmith.openapi.extensions import POLICY_OPERATIONS, POLICY_SECTION

_PREFIX = "x-ms-apimTemplateParameter."
_COMMON = (POLICY_OPERATIONS, POLICY_SECTION)


class _Template(NamedTuple):
    """The parameters of a policy template."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_PROPERTY_PATHS = ("propertyParentPath", "propertySubPath", "newPropertyPath")
_TEMPLATES: Mapping[str, _Template] = {
    "dynamichosturl": _Template(("urlTemplate",)),
    "setheader": _Template(("name", "value"), ("existsAction",)),
    "setqueryparameter": _Template(("name", "value"), ("existsAction",)),
    "routerequesttoendpoint": _Template(("newPath",), ("httpMethod",)),
    "setproperty": _Template(
        (
            "newPropertyParentPathTemplate",
            "newPropertySubPathTemplate",
            "propertyValuePathTemplate",
        )
    ),
    "pollingtrigger": _Template(("triggerConfig", "triggerDataPath")),
    "setvaluefromurl": _Template(
        ("parameterTemplate", "parameterValueUrl", "parameterValuePathTemplate"),
        ("httpMethod",),
    ),
    "updatenextlink": _Template(
        ("nextLinkPropertyName",), ("nextLinkParentPropertyPath",)
    ),
    "setconnectionstatustounauthenticated": _Template(("statusCode",)),
    "stringreplace": _Template(
        (*_PROPERTY_PATHS, "sourceString"), ("replacementString",)
    ),
    "convertobjecttoarray": _Template(_PROPERTY_PATHS, ("keyName", "valueName")),
    "convertarraytoobject": _Template(
        (*_PROPERTY_PATHS, "keyWithinCollectionPath"), ("retainKey",)
    ),
    "stringtoarray": _Template(
        (*_PROPERTY_PATHS, "delimiterList"), ("childPropertyName",)
    ),
    "encodepropertyvalue": _Template(_PROPERTY_PATHS),
}
"""The parameters of each template."""

_GOOD = """
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Version
            x-ms-apimTemplateParameter.value: "2"
            x-ms-apimTemplate-policySection: Request
    """


def _template(policy: Node) -> _Template | None:
    return _TEMPLATES.get(policy.text("templateId").casefold())


def _given_names(policy: Node) -> set[str]:
    """Return the names of a policy's parameters, folded: the platform ignores case."""
    return {key.casefold() for key in policy.mapping("parameters")}


@rule(
    "PP197",
    "policy-has-required-parameters",
    Severity.ERROR,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:  # <- here
            x-ms-apimTemplateParameter.name: X-Version
    """,
    good=_GOOD,
)
def policy_has_required_parameters(policy: Node) -> Problems:
    """A policy has all parameters that its template requires.

    Why: the platform cannot apply a template without them, and refuses the connector.
    Fix: Add the parameter under x-ms-apimTemplateParameter.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    template = _template(policy)
    if template is None:
        return
    given = _given_names(policy)
    misspelt = [key for key, _ in _unknown(policy, template)]
    for name in template.required:
        key = _PREFIX + name
        # PP202 reports a misspelt one.
        if key.casefold() in given or any(
            _is_misspelling(policy, written, key) for written in misspelt
        ):
            continue
        yield Problem(
            f"The policy {show(policy.text('templateId'))} must have the parameter {name}.",
            "parameters",
            key,
            key=True,
            hint=f"Add {key}.",
        )


def _unknown(policy: Node, template: _Template) -> list[tuple[str, list[str]]]:
    """Return each key that is no parameter of the template, with all known keys."""
    known = [
        *_COMMON,
        *(_PREFIX + name for name in (*template.required, *template.optional)),
    ]
    folded = {name.casefold() for name in known}
    return [
        (key, known)
        for key in policy.mapping("parameters")
        if key.casefold() not in folded
    ]


def _is_misspelling(policy: Node, written: str, key: str) -> bool:
    """Return whether a written key is a misspelling of another key."""
    return bool(policy.connector.suggestions.nearest(_bare(written), [_bare(key)]))


def _bare(key: str) -> str:
    # The common prefix would make all names similar.
    _, dot, name = key.rpartition(".")
    return name if dot else key.removeprefix("x-ms-apimTemplate-")


@rule(
    "PP202",
    "policy-parameters-are-known",
    Severity.WARNING,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Version
            x-ms-apimTemplateParameter.value: "2"
            x-ms-apimTemplateParameter.exists: skip  # <- here
    """,
    good=_GOOD,
)
def policy_parameters_are_known(policy: Node) -> Problems:
    """A policy has only parameters of its template.

    Why: an unknown parameter is ignored, so the policy does not do what it seems to
        do.
    Fix: Correct the name, or remove the parameter.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    template = _template(policy)
    if template is None:
        return
    given = _given_names(policy)
    for key, known in _unknown(policy, template):
        by_bare_name = {
            _bare(name): name for name in known if name.casefold() not in given
        }
        suggestions = policy.connector.suggestions.nearest(_bare(key), by_bare_name)
        corrected = by_bare_name[suggestions[0]] if len(suggestions) == 1 else None
        is_missing = corrected is not None and _bare(corrected) in template.required
        yield Problem(
            f"The parameter {show(key)} is not known for the policy"
            f" {show(policy.text('templateId'))}.",
            "parameters",
            key,
            key=True,
            hint=(
                f"Did you mean {show(by_bare_name[suggestions[0]])}?"
                if suggestions
                else None
            ),
            severity=Severity.ERROR if is_missing else None,
            fix=Rename(corrected) if corrected else None,
        )


@rule(
    "CS032",
    "policy-operations-are-a-list",
    Severity.WARNING,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Version
            x-ms-apimTemplateParameter.value: "2"
            x-ms-apimTemplate-operationName: ListBooks  # <- here
    """,
    good="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Version
            x-ms-apimTemplateParameter.value: "2"
            x-ms-apimTemplate-operationName: [ListBooks]
    """,
)
def policy_operations_are_a_list(policy: Node) -> Problems:
    """The operations of a policy are a list of operationIds.

    Why: a single text is not a list with one item; tools may ignore it and apply the
        policy to all operations.
    Fix: Put the operationId into a list.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    key = _COMMON[0]
    operations = policy.mapping("parameters").get(key)
    if operations is not None and not isinstance(operations, (list, tuple)):
        yield Problem(
            f"The operations of the policy must be a list, not {show(operations)}.",
            "parameters",
            key,
            fix=(
                Put([operations])
                if isinstance(operations, str) and operations
                else None
            ),
        )
