"""The intermediate representation of a whole connector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectorsmith.ir.dynamic import Lookup, Unanswered
from connectorsmith.ir.json import Json
from connectorsmith.ir.policies import Policy, Template
from connectorsmith.ir.types import Schema, TypeDeclaration


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter that is not a body."""

    name: str
    location: str
    """`path`, `query`, `header` or `formData`."""
    required: bool
    schema: Schema
    encodings: int = 1
    """How often a path parameter is percent-encoded: `x-ms-url-encoding`."""
    collection_format: str = "csv"


@dataclass(frozen=True, slots=True)
class Body:
    """The body parameter."""

    name: str
    required: bool
    schema: Schema


@dataclass(frozen=True, slots=True)
class Response:
    """One declared answer."""

    status: str
    """The status code, or `default`."""
    description: str | None
    schema: Schema | None
    at: str


@dataclass(frozen=True, slots=True)
class Polling:
    """How a trigger without a webhook is asked again."""

    items: tuple[str, ...] = ()
    """Property names that lead to the events in an answer of a batch trigger; empty: the answer
    is the list. Of a single one the whole answer is an event."""
    state: tuple[tuple[str, Template], ...] = ()
    """Query parameters of the next poll, made of the last answer."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What makes an operation a trigger."""

    kind: str
    """`single` or `batch`."""
    notification: Schema | None = None
    """What a webhook posts: `x-ms-notification-content` of the path."""
    unsubscribe: str | None = None
    """The operationId of the DELETE that ends a webhook's subscription, where there is one."""
    polling: Polling | None = None
    """None for a webhook, and where nobody knows what in an answer is an event."""


@dataclass(frozen=True, slots=True)
class RequestPlace:
    """A value of a request that changes from page to page."""

    location: str
    """`query` or `body`."""
    path: tuple[str, ...]
    """The parameter's name, or the property names that lead to it in the body."""
    is_number: bool = False
    """Whether JSON has a number there."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How the pages of an operation follow each other."""

    kind: str
    """`cursor`: a value from the answer goes into the request; `next-link`: the answer holds
    the next page's URL; `offset`, `page-number`: the request counts items or pages."""
    next: tuple[str, ...] = ()
    """Property names that lead to the cursor or the link in an answer."""
    items: tuple[str, ...] = ()
    """Property names that lead to the items in an answer; empty: the answer is the list."""
    parameter: RequestPlace | None = None
    """What takes the cursor, the offset or the number of the page."""
    size: RequestPlace | None = None
    """What says how long a page is, where a shorter one is known to be the last."""
    largest: int | None = None
    """The longest page that the API gives, where the definition says so."""
    first: int | None = None
    """The number of the first page, or the offset of the first item, if not the usual one."""


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """One scheme that a request has to satisfy, with the OAuth scopes it needs."""

    scheme: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: a method on a path."""

    id: str
    """The operationId; a derived one where the definition has none."""
    method: str
    """In upper case, as HTTP has it."""
    path: str
    """The path template, without the base path. `{@...}` is for a policy to fill in."""
    at: str
    summary: str | None = None
    description: str | None = None
    visibility: str | None = None
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    """Path-level ones first, then the operation's, in document order."""
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    consumes: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    security: tuple[tuple[SecurityUse, ...], ...] = ()
    """Alternatives, each of which is a set of schemes that are needed together."""
    trigger: Trigger | None = None
    callback: tuple[str, ...] = ()
    """Property names that lead to the callback URL in the body; empty where it takes none."""
    paging: Paging | None = None
    departures: tuple[str, ...] = ()
    """What the platform does for it and a client does not: a sentence each."""


def body_types(
    parameters: Iterable[Parameter], consumes: tuple[str, ...]
) -> tuple[str, ...]:
    """The media types that a body may have; empty where nothing is said.

    A `Content-Type` that the client itself sends is what the body will be read as, so it
    counts for more than `consumes`.
    """
    fixed = tuple(
        one.schema.default.strip()
        for one in parameters
        if one.location == "header"
        and one.name.lower() == "content-type"
        and one.required
        and one.schema.visibility == "internal"
        and isinstance(one.schema.default, str)
    )
    return fixed or consumes


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """One of the definition's `securityDefinitions`."""

    name: str
    type: str
    """`basic`, `apiKey` or `oauth2`."""
    location: str | None = None
    """Of an API key: `header` or `query`."""
    parameter: str | None = None
    """Of an API key: the header's or query parameter's name."""
    settings: Mapping[str, Json] | None = None
    """Of OAuth: flow, URLs and scopes as declared."""


TENANT = "token:TenantId"
"""The connection parameter for the tenant of Azure AD, which the platform fills in by itself."""


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """Where the OAuth tokens of a connection come from, as far as it is known.

    `{name}` in a text stands for the value of the connection parameter of that name.
    """

    url: str | None = None
    refresh_url: str | None = None
    """For a refresh token, if not `url`."""
    scope: str | None = None
    """As it is sent."""
    resource: str | None = None
    """What Azure AD's first version asks for in place of scopes."""
    tenant: str | None = None
    """Of Azure AD: the tenant where the connection parameter for it is not given."""


@dataclass(frozen=True, slots=True)
class ConnectionParameter:
    """One value that a person gives to make a connection (`apiProperties`)."""

    name: str
    type: str
    """In lower case: `string`, `securestring`, `int`, `bool`, `oauthsetting`, `gatewaysetting`."""
    title: str | None = None
    description: str | None = None
    required: bool = False
    hidden: bool = False
    initial: str | None = None
    """What the platform fills in where a person gives nothing."""
    allowed_values: tuple[str, ...] = ()
    tokens: TokenEndpoint | None = None
    """Of an `oauthsetting`."""


@dataclass(frozen=True, slots=True)
class ConnectionSet:
    """One of several ways to connect, with all that it asks for."""

    name: str
    title: str | None
    description: str | None
    parameters: tuple[ConnectionParameter, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for the connector."""

    name: str | None = None
    url: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Connector:
    """A connector, whole."""

    key: str
    """What the connector's folder or file is called; names its output folder."""
    title: str
    description: str | None
    version: str | None
    contact: Contact
    scheme: str
    host: str | None
    base_path: str
    """Without a trailing slash; empty for the root."""
    operations: tuple[Operation, ...]
    types: tuple[TypeDeclaration, ...]
    security_schemes: tuple[SecurityScheme, ...] = ()
    connection_parameters: tuple[ConnectionParameter, ...] = ()
    connection_sets: tuple[ConnectionSet, ...] = ()
    """Where there are some, a connection is made by one of them."""
    policies: tuple[Policy, ...] = ()
    """In the order in which they are applied. What a `RoutePolicy` says is in the operations
    already; one that is left has references in its path."""
    lookups: tuple[Lookup, ...] = ()
    """The calls that tell dynamic values and schemas, sorted."""
    unanswered: tuple[Unanswered, ...] = ()
    """The dynamic values and schemas that a program cannot ask for."""
