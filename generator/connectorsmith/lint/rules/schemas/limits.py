"""Rules on the keywords that limit a value, such as `minimum` and `pattern`."""

from __future__ import annotations

import re
import warnings

from connectorsmith.diagnostics.findings import Severity
from connectorsmith.lint.fix import Drop
from connectorsmith.lint.nodes.node import Kind, Node
from connectorsmith.lint.rule import Problem, Problems, rule
from connectorsmith.lint.words.wording import show

_LIMITED = (Kind.SCHEMA, Kind.PARAMETER, Kind.HEADER)
_PAIRS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)


def _capital(key: str) -> str:
    """Return a key as Microsoft's codes spell it: `MinLength` for `minLength`."""
    return key[:1].upper() + key[1:]


def _number(node: Node, key: str) -> float | None:
    value = node.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value


@rule(
    "PP112",
    "lower-limit-is-not-above-upper-limit",
    Severity.ERROR,
    on=_LIMITED,
    microsoft="MinimumShouldBeLessThanOrEqualToMaximum,"
    " MinItemsShouldBeLessThanOrEqualToMaxItems,"
    " MinLengthShouldBeLessThanOrEqualToMaxLength",
    bad="""
    parameters:
      limit:
        name: limit
        in: query
        type: integer
        minimum: 100  # <- here
        maximum: 1
    """,
    good="""
    parameters:
      limit: {name: limit, in: query, type: integer, minimum: 1, maximum: 1}
    """,
)
def lower_limit_is_not_above_upper_limit(node: Node) -> Problems:
    """A lower limit is not above its upper limit.

    Why: otherwise no value is allowed.
    Fix: Swap the two, or correct the wrong one.
    See: certification-swagger-validator-rules
    """
    for lower_key, upper_key in _PAIRS:
        low, high = _number(node, lower_key), _number(node, upper_key)
        if low is not None and high is not None and low > high:
            yield Problem(
                f"The {lower_key} {show(low)} must not be greater than the {upper_key}"
                f" {show(high)}.",
                lower_key,
                code=f"{_capital(lower_key)}ShouldBeLessThanOrEqualTo{_capital(upper_key)}",
            )


_COUNTS = tuple(key for pair in _PAIRS[1:] for key in pair)
_EXCLUSIVE = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


@rule(
    "MS009",
    "limit-is-possible",
    Severity.ERROR,
    on=_LIMITED,
    microsoft="MaxItemsMustBeGreaterThanOrEqualToZero,"
    " MaxLengthMustBeGreaterThanOrEqualToZero,"
    " MaxPropertiesMustBeGreaterThanOrEqualToZero,"
    " MinItemsMustBeGreaterThanOrEqualToZero,"
    " MinLengthMustBeGreaterThanOrEqualToZero,"
    " MinPropertiesMustBeGreaterThanOrEqualToZero, MultipleOfMustBeGreaterThanZero,"
    " ExclusiveMaximumRequiresMaximum, ExclusiveMinimumRequiresMinimum",
    bad="""
    parameters:
      title:
        name: title
        in: query
        type: string
        minLength: -1  # <- here
      limit:
        name: limit
        in: query
        type: integer
        multipleOf: 0  # <- here
        exclusiveMaximum: true  # <- here
    """,
    good="""
    parameters:
      title: {name: title, in: query, type: string, minLength: 0}
      limit:
        name: limit
        in: query
        type: integer
        multipleOf: 10
        maximum: 100
        exclusiveMaximum: true
    """,
)
def limit_is_possible(node: Node) -> Problems:
    """Lengths and counts are not negative, `multipleOf` is positive, and
    `exclusiveMinimum` and `exclusiveMaximum` have the limit that they exclude.

    Why: the platform refuses the definition; no value has a negative length.
    Fix: Correct the number, or remove the limit.
    See: certification-swagger-validator-rules
    """
    for key in _COUNTS:
        count = _number(node, key)
        if count is not None and count < 0:
            yield Problem(
                f"The {key} {show(count)} must not be less than zero.",
                key,
                code=f"{_capital(key)}MustBeGreaterThanOrEqualToZero",
            )
    step = _number(node, "multipleOf")
    if step is not None and step <= 0:
        yield Problem(
            f"The multipleOf {show(step)} must be greater than zero.",
            "multipleOf",
            code="MultipleOfMustBeGreaterThanZero",
        )
    for key, limit in _EXCLUSIVE:
        if isinstance(node.get(key), bool) and limit not in node.value:
            yield Problem(
                f"The {key} must have a {limit} to exclude.",
                key,
                key=True,
                # False is the default and has no effect; published connectors have it.
                severity=None if node.get(key) else Severity.WARNING,
                fix=Drop(),
                code=f"{_capital(key)}Requires{_capital(limit)}",
            )


@rule(
    "PP113",
    "pattern-is-a-regular-expression",
    Severity.ERROR,
    on=_LIMITED,
    microsoft="PatternShouldBeValidRegularExpression",
    bad="""
    parameters:
      isbn:
        name: isbn
        in: query
        type: string
        pattern: ^([0-9]{13}$  # <- here
    """,
    good=r"""
    parameters:
      isbn: {name: isbn, in: query, type: string, pattern: '^([0-9]{13})$'}
      title: {name: title, in: query, type: string, pattern: '^\p{Lu}(?<rest>\w+)$'}
    """,
)
def pattern_is_a_regular_expression(node: Node) -> Problems:
    """A `pattern` is a regular expression.

    Why: an invalid pattern is refused, and would check nothing.
    Fix: Close each bracket, and write a backslash before a special character that is
        meant literally.
    See: certification-swagger-validator-rules
    """
    pattern = node.get("pattern")
    if isinstance(pattern, str):
        fault = _fault(pattern)
        if fault:
            yield Problem(
                f"The pattern {show(pattern)} must not have {fault}.", "pattern"
            )


_MAX_PATTERN = 1_000
"""Characters of a pattern; a longer one is not checked."""

_FAULTS = {
    "missing ), unterminated subpattern": "a bracket '(' that is not closed",
    "unbalanced parenthesis": "a bracket ')' that was not opened",
    "unterminated character set": "a bracket '[' that is not closed",
    "nothing to repeat": "a quantifier with nothing before it",
    "min repeat greater than max repeat": "a quantifier whose minimum exceeds its maximum",
    "bad escape (end of pattern)": "a backslash at its end",
}
"""Errors of Python's `re` that are errors in every dialect, and the words for a message."""


def _fault(pattern: str) -> str | None:
    """Return what is wrong with a pattern; None if nothing is wrong in every dialect."""
    # In JavaScript, [] is an empty set; in .NET and Python, it opens a set.
    if len(pattern) > _MAX_PATTERN or "[]" in pattern or "[^]" in pattern:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error as error:
        return _FAULTS.get(error.msg)
    except (RecursionError, OverflowError):
        return None
    return None
