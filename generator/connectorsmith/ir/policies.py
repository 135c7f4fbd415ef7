"""Policies of `apiProperties`: what the platform does to requests and answers of a connector.

A policy is one of a closed union. Values are templates: text with references in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Step: TypeAlias = str | int
"""One step down a JSON value: the name of a member, or an index."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that is known only when a call is made."""

    source: str
    """`connection`, `header`, `query`; `body`, `item` and `trigger` are places in JSON: of the whole
    body, of the item that a policy is at, and of a trigger's answer."""
    name: str = ""
    """Of the connection parameter, the header or the query parameter."""
    path: tuple[Step, ...] = ()
    """In JSON, from the root of the source."""
    default: str | None = None
    """Of a connection parameter that is not given."""


Template: TypeAlias = tuple[str | Reference, ...]
"""Text and references in the order in which they are put together; no two texts side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasePolicy:
    """What every policy has."""

    template: str
    """Its `templateId`, in lower case."""
    at: str
    """Where it stands in the apiProperties document."""
    operations: tuple[str, ...] = ()
    """OperationIds; none: it is for every operation."""

    def covers(self, operation: str) -> bool:
        """Whether it is for an operation."""
        return not self.operations or operation in self.operations


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderPolicy(BasePolicy):
    """`setheader`, of a request or an answer."""

    section: str
    """`request` or `response`."""
    name: str
    value: Template
    exists: str
    """What happens where it is there already: `override`, `skip` or `append`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPolicy(BasePolicy):
    """`setqueryparameter`."""

    name: str
    value: Template
    exists: str
    """As of a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPolicy(BasePolicy):
    """`dynamichosturl`: another scheme and host, and another base path where the URL has a path."""

    url: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePolicy(BasePolicy):
    """`routerequesttoendpoint`: another path below the base path, and another method."""

    path: Template
    """With the `{placeholders}` of the operation's own path."""
    method: str | None = None
    """In upper case; None for the operation's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPolicy(BasePolicy):
    """What changes JSON: of a request or an answer.

    It works on the object at `parent`; where an array is there, on each of its items.
    """

    section: str
    """`request` or `response`."""
    parent: tuple[Step, ...]
    property: tuple[Step, ...]
    """From the parent to what is read, or set; empty for the parent itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPropertyPolicy(BodyPolicy):
    """`setproperty`."""

    value: Template
    json: bool = False
    """Whether the value is JSON text, in which references stand for values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertPolicy(BodyPolicy):
    """A policy that reads one place and writes what it made of it to another."""

    target: Reference
    """Where the result goes: a place of the body or of the item."""


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
    """From an item to its key."""
    retain: bool = True
    """Whether the items keep their key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringToArrayPolicy(ConvertPolicy):
    """`stringtoarray`: `"a;b"` becomes `[{"id": "a"}, {"id": "b"}]`."""

    delimiters: str
    """Each of these characters ends an item."""
    child: str | None = None
    """The member that holds an item; None where the items are the strings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollingTriggerPolicy(BasePolicy):
    """`pollingtrigger`: how the platform asks again. A call by itself is not changed."""

    parameters: tuple[tuple[str, Template], ...]
    """Query parameters of the next poll, with references to what the last one answered (`trigger`)."""
    data: tuple[Step, ...]
    """Where the items of an answer are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnappliedPolicy(BasePolicy):
    """A policy that no client can follow, or that cannot be understood."""

    reason: str
    """What it would do, or what is wrong with it: half a sentence without a full stop."""


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
