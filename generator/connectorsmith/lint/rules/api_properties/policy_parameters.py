"""Rules on what is given to policy templates."""

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


class _Takes(NamedTuple):
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_PLACES = ("propertyParentPath", "propertySubPath", "newPropertyPath")
_TEMPLATES: Mapping[str, _Takes] = {
    "dynamichosturl": _Takes(("urlTemplate",)),
    "setheader": _Takes(("name", "value"), ("existsAction",)),
    "setqueryparameter": _Takes(("name", "value"), ("existsAction",)),
    "routerequesttoendpoint": _Takes(("newPath",), ("httpMethod",)),
    "setproperty": _Takes(
        (
            "newPropertyParentPathTemplate",
            "newPropertySubPathTemplate",
            "propertyValuePathTemplate",
        )
    ),
    "pollingtrigger": _Takes(("triggerConfig", "triggerDataPath")),
    "setvaluefromurl": _Takes(
        ("parameterTemplate", "parameterValueUrl", "parameterValuePathTemplate"),
        ("httpMethod",),
    ),
    "updatenextlink": _Takes(
        ("nextLinkPropertyName",), ("nextLinkParentPropertyPath",)
    ),
    "setconnectionstatustounauthenticated": _Takes(("statusCode",)),
    "stringreplace": _Takes((*_PLACES, "sourceString"), ("replacementString",)),
    "convertobjecttoarray": _Takes(_PLACES, ("keyName", "valueName")),
    "convertarraytoobject": _Takes(
        (*_PLACES, "keyWithinCollectionPath"), ("retainKey",)
    ),
    "stringtoarray": _Takes((*_PLACES, "delimiterList"), ("childPropertyName",)),
    "encodepropertyvalue": _Takes(_PLACES),
}
"""What each template takes, of which places may be left out in published connectors."""

_GOOD = """
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Version
            x-ms-apimTemplateParameter.value: "2"
            x-ms-apimTemplate-policySection: Request
    """


def _takes(policy: Node) -> _Takes | None:
    return _TEMPLATES.get(policy.text("templateId").casefold())


def _given(policy: Node) -> set[str]:
    """The names that are given, without case: so does the platform compare them."""
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
    """A policy gives its template all that it requires.

    Why: the platform cannot apply a template without it, and refuses the connector.
    Fix: Add the parameter under x-ms-apimTemplateParameter.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    takes = _takes(policy)
    if takes is None:
        return
    given = _given(policy)
    misspelt = [key for key, _ in _unknown(policy, takes)]
    for name in takes.required:
        key = _PREFIX + name
        # A misspelt one is there: PP202 tells of it.
        if key.casefold() in given or any(_means(policy, one, key) for one in misspelt):
            continue
        yield Problem(
            f"The policy {show(policy.text('templateId'))} has no {name}.",
            "parameters",
            key,
            key=True,
            hint=f"Add {key}.",
        )


def _unknown(policy: Node, takes: _Takes) -> list[tuple[str, list[str]]]:
    """The parameters that the template does not take, with the names that are near."""
    known = [*_COMMON, *(_PREFIX + name for name in (*takes.required, *takes.optional))]
    folded = {name.casefold() for name in known}
    return [
        (key, known)
        for key in policy.mapping("parameters")
        if key.casefold() not in folded
    ]


def _means(policy: Node, written: str, key: str) -> bool:
    """Whether a name is a misspelling of another."""
    return bool(policy.connector.suggestions.nearest(_bare(written), [_bare(key)]))


def _bare(key: str) -> str:
    # The common start would make all names look alike.
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
    """A policy gives its template only parameters that it has.

    Why: another is passed over, so the policy does something else than it seems to.
    Fix: Correct the name, or remove the parameter.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    takes = _takes(policy)
    if takes is None:
        return
    given = _given(policy)
    for key, known in _unknown(policy, takes):
        bare = {_bare(name): name for name in known if name.casefold() not in given}
        near = policy.connector.suggestions.nearest(_bare(key), bare)
        only = bare[near[0]] if len(near) == 1 else None
        is_missing = only is not None and _bare(only) in takes.required
        yield Problem(
            f"The policy {show(policy.text('templateId'))} has no parameter {show(key)}.",
            "parameters",
            key,
            key=True,
            hint=f"Did you mean {show(bare[near[0]])}?" if near else None,
            severity=Severity.ERROR if is_missing else None,
            fix=Rename(only) if only else None,
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

    Why: a single text is not a list with one item; tools that read it may take the policy
        to be for all operations.
    Fix: Put the operationId into a list.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    key = _COMMON[0]
    said = policy.mapping("parameters").get(key)
    if said is not None and not isinstance(said, (list, tuple)):
        yield Problem(
            f"The operations of the policy are {show(said)}, not a list.",
            "parameters",
            key,
            fix=Put([said]) if isinstance(said, str) and said else None,
        )
