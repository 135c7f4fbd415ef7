"""Policies of `apiProperties`: changes that the platform makes to requests and
responses.

The policies are a closed union. Their values are templates: text with references.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Step: TypeAlias = str | int
"""A step down a JSON value: the name of a member, or an index."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that is known only when a call is made."""

    source: str
    """`connection`, `header` or `query`; or a place in JSON: `body` (the whole body),
    `item` (the item that a policy works on) or `trigger` (a trigger's response)."""
    name: str = ""
    """The name of the connection parameter, the header or the query parameter."""
    path: tuple[Step, ...] = ()
    """The path in JSON, from the root of the source."""
    default: str | None = None
    """The value if a connection parameter is not given."""


Template: TypeAlias = tuple[str | Reference, ...]
"""Texts and references to concatenate; two texts are never adjacent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePolicy:
    """The fields that all policies have."""

    template: str
    """The `templateId`, in lower case."""
    at: str
    """JSON pointer of the policy in the apiProperties document."""
    operations: tuple[str, ...] = ()
    """The operationIds that it applies to; if empty, all."""

    def covers(self, operation: str) -> bool:
        """Return whether the policy applies to an operation."""
        return not self.operations or operation in self.operations


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderPolicy(BasePolicy):
    """`setheader`, for a request or a response."""

    section: str
    """`request` or `response`."""
    name: str
    value: Template
    exists: str
    """What to do if the header exists: `override`, `skip` or `append`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPolicy(BasePolicy):
    """`setqueryparameter`."""

    name: str
    value: Template
    exists: str
    """What to do if the parameter exists: `override`, `skip` or `append`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPolicy(BasePolicy):
    """`dynamichosturl`: another scheme and host, and base path if the URL has one."""

    url: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePolicy(BasePolicy):
    """`routerequesttoendpoint`: another path below the base path, and another method."""

    path: Template
    """With the `{placeholders}` of the operation's own path."""
    method: str | None = None
    """In upper case; None to keep the operation's method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPolicy(BasePolicy):
    """A change of the JSON in a request or a response.

    It applies to the object at `parent`; if an array is there, to each of its items.
    """

    section: str
    """`request` or `response`."""
    parent: tuple[Step, ...]
    property: tuple[Step, ...]
    """The path from the parent to the value to read or to set; empty for the parent
    itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPropertyPolicy(BodyPolicy):
    """`setproperty`."""

    value: Template
    json: bool = False
    """True if the value is JSON text, in which references are replaced by values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertPolicy(BodyPolicy):
    """A policy that reads one place and writes the converted value to another."""

    target: Reference
    """The place of the result, in the body or in the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringReplacePolicy(ConvertPolicy):
    """`stringreplace`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodeValuePolicy(ConvertPolicy):
    """`encodepropertyvalue`: percent-encoding of a string."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToArrayPolicy(ConvertPolicy):
    """`convertobjecttoarray`: `{"a": 1}` becomes `[{"key": "a", "value": 1}]`."""

    key: str = "key"
    value: str = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayToObjectPolicy(ConvertPolicy):
    """`convertarraytoobject`: `[{"id": "a"}]` becomes `{"a": {"id": "a"}}`."""

    key: tuple[Step, ...]
    """The path from an item to its key."""
    retain: bool = True
    """True if the items keep their key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringToArrayPolicy(ConvertPolicy):
    """`stringtoarray`: `"a;b"` becomes `[{"id": "a"}, {"id": "b"}]`."""

    delimiters: str
    """Each of these characters ends an item."""
    child: str | None = None
    """The member that holds an item; None if the items are strings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollingTriggerPolicy(BasePolicy):
    """`pollingtrigger`: how the platform polls. It does not change a single call."""

    parameters: tuple[tuple[str, Template], ...]
    """Query parameters of the next poll, with references to the last response
    (`trigger`)."""
    data: tuple[Step, ...]
    """The path of the items in a response."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnappliedPolicy(BasePolicy):
    """A policy that a client cannot apply, or that is invalid."""

    reason: str
    """Its effect, or its error: part of a sentence, without a full stop."""


Policy: TypeAlias = (
    HeaderPolicy
    | QueryPolicy
    | HostPolicy
    | RoutePolicy
    | SetPropertyPolicy
    | StringReplacePolicy
    | EncodeValuePolicy
    | ObjectToArrayPolicy
    | ArrayToObjectPolicy
    | StringToArrayPolicy
    | PollingTriggerPolicy
    | UnappliedPolicy
)
