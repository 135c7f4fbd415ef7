"""Rules on policy template instances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.documents.data import sequence
from connectorsmith.documents.document import Json, Token
from connectorsmith.lint.fix import Put
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import listed, show
from connectorsmith.openapi.extensions import POLICY_OPERATIONS, POLICY_SECTION

_TEMPLATE_IDS = (
    "convertarraytoobject",
    "convertobjecttoarray",
    "dynamichosturl",
    "encodepropertyvalue",
    "pollingtrigger",
    "routerequesttoendpoint",
    "setconnectionstatustounauthenticated",
    "setheader",
    "setproperty",
    "setqueryparameter",
    "setvaluefromurl",
    "stringreplace",
    "stringtoarray",
    "updatenextlink",
)
_EXISTS = "x-ms-apimTemplateParameter.existsAction"


@rule(
    "PP196",
    "policy-template-is-known",
    Severity.ERROR,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setheaders  # <- here
    """,
    good="""
    properties:
      policyTemplateInstances:
        - {templateId: setheader}
    """,
)
def policy_template_is_known(policy: Node) -> Problems:
    """A policy's `templateId` is one of the 14 templates that exist.

    Why: the platform knows no others.
    Fix: Correct the templateId.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    template = policy.get("templateId")
    name = template.casefold() if isinstance(template, str) else ""
    if name not in _TEMPLATE_IDS:
        hint = policy.did_you_mean(name, _TEMPLATE_IDS)
        yield Problem(
            f"The policy template {show(template)} is not known.",
            "templateId",
            hint=hint,
        )


@rule(
    "PP203",
    "policy-template-is-lower-case",
    Severity.INFO,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setHeader  # <- here
    """,
    good="""
    properties:
      policyTemplateInstances:
        - {templateId: setheader}
    """,
)
def policy_template_is_lower_case(policy: Node) -> Problems:
    """A `templateId` is in lower case.

    Why: the documentation writes it in lower case; some tools compare it
        case-sensitively.
    Fix: Write the templateId in lower case.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    template = policy.text("templateId")
    if template != template.lower() and template.lower() in _TEMPLATE_IDS:
        yield Problem(
            f"The templateId {show(template)} must be in lower case.",
            "templateId",
            fix=Put(template.lower()),
        )


@rule(
    "PP198",
    "policy-operation-exists",
    Severity.ERROR,
    on=Kind.POLICY,
    bad="""
    paths:
      /books:
        get: {operationId: ListBooks}
    ---
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplate-operationName:
              - ListBook  # <- here
    """,
    good="""
    paths:
      /books:
        get: {operationId: ListBooks}
    ---
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplate-operationName: [ListBooks]
    """,
)
def policy_operation_exists(policy: Node) -> Problems:
    """A policy names operations of the definition.

    Why: the policy is never applied to an operation that does not exist.
    Fix: Correct the operationId, or remove it; a policy without operations applies to
        all.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    known = policy.connector.definition.by_id
    names = sequence(policy.mapping("parameters").get(POLICY_OPERATIONS))
    for index, name in enumerate(names):
        if isinstance(name, str) and name and name not in known:
            hint = policy.did_you_mean(name, known)
            yield Problem(
                f"The operation {show(name)} is not defined.",
                "parameters",
                POLICY_OPERATIONS,
                index,
                hint=hint,
            )


@rule(
    "PP199",
    "policy-section-is-known",
    Severity.ERROR,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setproperty
          parameters:
            x-ms-apimTemplate-policySection: Failure  # <- here
    """,
    good="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplate-policySection: Failure
    """,
)
def policy_section_is_known(policy: Node) -> Problems:
    """A policy's section is `Request` or `Response`; that of `setheader` also `Failure`.

    Why: a policy in another section never runs.
    Fix: Write Request or Response.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    section = policy.mapping("parameters").get(POLICY_SECTION)
    allowed = ["Request", "Response"]
    if policy.text("templateId").lower() == "setheader":
        allowed.append("Failure")
    if section is not None and section not in allowed:
        yield Problem(
            f"The section of this policy must be {listed(allowed)}, not {show(section)}.",
            "parameters",
            POLICY_SECTION,
            hint=f"Set {POLICY_SECTION} to {listed(allowed)}.",
        )


@rule(
    "PP201",
    "policy-exists-action-is-known",
    Severity.ERROR,
    on=Kind.POLICY,
    bad="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.existsAction: replace  # <- here
    """,
    good="""
    properties:
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.existsAction: override
    """,
)
def policy_exists_action_is_known(policy: Node) -> Problems:
    """A policy's `existsAction` is `override`, `skip` or `append`.

    Why: it says what happens to a header or query parameter that is already there.
    Fix: Set existsAction to override, skip or append.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    action = policy.mapping("parameters").get(_EXISTS)
    if action is not None and action not in ("override", "skip", "append"):
        yield Problem(
            f"The existsAction must be override, skip or append, not {show(action)}.",
            "parameters",
            _EXISTS,
        )


_CONNECTION_PARAMETER = re.compile(
    r"connectionParameters\(\s{0,9}'([^']{1,200})'", re.IGNORECASE
)


@rule(
    "PP200",
    "policy-connection-parameter-exists",
    Severity.ERROR,
    on=Kind.POLICY,
    bad="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Key
            x-ms-apimTemplateParameter.value: "@connectionParameters('apiKey')"  # <- here
    """,
    good="""
    properties:
      connectionParameters:
        api_key: {type: securestring}
      policyTemplateInstances:
        - templateId: setheader
          parameters:
            x-ms-apimTemplateParameter.name: X-Key
            x-ms-apimTemplateParameter.value: "@connectionParameters('api_key')"
    """,
)
def policy_connection_parameter_exists(policy: Node) -> Problems:
    """`@connectionParameters('...')` names a connection parameter.

    Why: users are not asked for a value that is not declared, so nothing is sent.
    Fix: Correct the name, or declare the connection parameter.
    See: https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates
    """
    known = policy.connector.api_properties.connection_parameter_names
    folded = {name.casefold() for name in known}  # the platform ignores case
    for steps, text in _texts(policy.get("parameters")):
        for name in dict.fromkeys(_CONNECTION_PARAMETER.findall(text)):
            if name.casefold() not in folded:
                hint = policy.did_you_mean(name, known)
                yield Problem(
                    f"The connection parameter {show(name)} is not declared.",
                    "parameters",
                    *steps,
                    hint=hint,
                )


def _texts(value: Json) -> Iterator[tuple[tuple[Token, ...], str]]:
    """Yield every text below a value, with the steps to it, in the order of the file."""
    stack: list[tuple[tuple[Token, ...], Json]] = [((), value)]
    while stack:
        steps, node = stack.pop()
        if isinstance(node, str):
            yield steps, node
        elif isinstance(node, Mapping):
            stack += [
                ((*steps, key), item) for key, item in reversed(list(node.items()))
            ]
        elif isinstance(node, Sequence):
            items = list(enumerate(node))
            stack += [((*steps, index), item) for index, item in reversed(items)]
