"""The intermediate representation of a connector."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectorsmith.ir.dynamic import Lookup, Unanswered
from connectorsmith.ir.json import Json
from connectorsmith.ir.policies import Policy, Template
from connectorsmith.ir.types import Schema, TypeDeclaration
from connectorsmith.text.media_types import essence, is_sendable


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter other than the body."""

    name: str
    location: str
    """`path`, `query`, `header` or `formData`."""
    required: bool
    schema: Schema
    encodings: int = 1
    """How often a path parameter is percent-encoded (`x-ms-url-encoding`); 0 if its value is
    a part of a URL already (`x-ms-skip-url-encoding`)."""
    segments: str | None = None
    """The pattern of a path parameter that stands for several segments: `projects/*`."""
    collection_format: str = "csv"
    item_formats: tuple[str, ...] = ()
    """The `collectionFormat` of items that are arrays, of their items, and so on."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body parameter."""

    name: str
    required: bool
    schema: Schema


@dataclass(frozen=True, slots=True)
class Response:
    """A declared response."""

    status: str
    """The status code, or `default`."""
    description: str | None
    schema: Schema | None
    at: str
    undeclared: bool = False
    """True if the definition has no schema: it is only what the media types say."""


@dataclass(frozen=True, slots=True)
class Polling:
    """The way to poll a trigger that has no webhook."""

    items: tuple[str, ...] = ()
    """Property names that lead to the events in the response of a batch trigger; if
    empty, the response is the list. The response of a single trigger is one event."""
    state: tuple[tuple[str, Template], ...] = ()
    """Query parameters of the next poll, built from the last response."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The properties of an operation that is a trigger."""

    kind: str
    """`single` or `batch`."""
    notification: Schema | None = None
    """The body that a webhook posts: `x-ms-notification-content` of the path."""
    unsubscribe: str | None = None
    """The operationId of the DELETE that ends a webhook's subscription, if there is
    one."""
    polling: Polling | None = None
    """None for a webhook, or if the events in a response are unknown."""


@dataclass(frozen=True, slots=True)
class RequestPlace:
    """A value in a request that changes from page to page."""

    location: str
    """`query` or `body`."""
    path: tuple[str, ...]
    """The parameter's name, or the property names that lead to it in the body."""
    is_number: bool = False
    """True if the value is a JSON number."""


@dataclass(frozen=True, slots=True)
class Paging:
    """The paging style of an operation."""

    kind: str
    """`cursor`: a value of the response is sent in the next request; `next-link`: the
    response holds the URL of the next page; `offset`, `page-number`: the request counts
    items or pages."""
    next: tuple[str, ...] = ()
    """Property names that lead to the cursor or the link in a response."""
    items: tuple[str, ...] = ()
    """Property names that lead to the items in a response; if empty, the response is
    the list."""
    parameter: RequestPlace | None = None
    """The parameter for the cursor, the offset or the page number."""
    size: RequestPlace | None = None
    """The parameter for the page size, if a page with fewer items is known to be the
    last."""
    largest: int | None = None
    """The largest page size that the API allows, if declared."""
    first: int | None = None
    """The number of the first page, or the offset of the first item; None for the
    default."""


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """A security scheme that a request must satisfy, with its OAuth scopes."""

    scheme: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: a method on a path."""

    id: str
    """The operationId; a derived one if the definition has none."""
    method: str
    """The HTTP method, in upper case."""
    path: str
    """The path template, without the base path. A policy fills in `{@...}`."""
    at: str
    summary: str | None = None
    description: str | None = None
    visibility: str | None = None
    deprecated: bool = False
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    """Those of the path item first, then the operation's, in document order."""
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    consumes: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    security: tuple[tuple[SecurityUse, ...], ...] = ()
    """Alternatives; each is a set of schemes that are required together."""
    own_security: bool = False
    """True if the operation itself declares its security."""
    trigger: Trigger | None = None
    callback: tuple[str, ...] = ()
    """Property names that lead to the callback URL in the body; empty if there is none."""
    paging: Paging | None = None
    stream: str | None = None
    """`items`: a success is a sequence of values, whose type is its schema; `events`: of
    server-sent events without a declared type; None if it is one value."""
    departures: tuple[str, ...] = ()
    """What the platform does for the operation and a client does not: a sentence each."""

    def successes(self) -> list[Response]:
        """Return the declared responses that are returned: 2xx, else `default`."""
        exact = [one for one in self.responses if one.status.startswith("2")]
        return exact or [one for one in self.responses if one.status == "default"]


def body_types(
    parameters: Iterable[Parameter], consumes: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the media types that a body may have; empty if none is declared.

    A `Content-Type` header that the client itself sends overrides `consumes`, because
    the server reads the body by it.
    """
    fixed = tuple(
        parameter.schema.default.strip()
        for parameter in parameters
        if parameter.location == "header"
        and parameter.name.lower() == "content-type"
        and parameter.required
        and parameter.schema.visibility == "internal"
        and isinstance(parameter.schema.default, str)
    )
    return fixed or consumes


def body_choices(operation: Operation) -> tuple[str, ...]:
    """Return the media types that a caller chooses from for the body; empty if there is no choice.

    A `Content-Type` header among the parameters is the choice itself.
    """
    if operation.body is None or any(
        parameter.location == "header" and parameter.name.lower() == "content-type"
        for parameter in operation.parameters
    ):
        return ()
    types = dict.fromkeys(type_.strip() for type_ in operation.consumes)
    sendable = list(filter(is_sendable, types))
    # A type with parameters, such as a charset, is no other type than without them.
    choices = tuple(
        type_
        for type_ in sendable
        if essence(type_) == type_ or essence(type_) not in sendable
    )
    return choices if len(choices) > 1 else ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A scheme of the definition's `securityDefinitions`."""

    name: str
    type: str
    """`basic`, `apiKey` or `oauth2`."""
    location: str | None = None
    """For an API key: `header` or `query`."""
    parameter: str | None = None
    """For an API key: the name of the header or query parameter."""
    settings: Mapping[str, Json] | None = None
    """For OAuth: flow, URLs and scopes as declared."""


TENANT = "token:TenantId"
"""The connection parameter for the Azure AD tenant, which the platform itself fills in."""


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """The source of the OAuth tokens of a connection, as far as it is known.

    `{name}` in a text is replaced by the value of that connection parameter.
    """

    url: str | None = None
    refresh_url: str | None = None
    """The URL for refresh tokens, if not `url`."""
    scope: str | None = None
    """The scope, as it is sent."""
    resource: str | None = None
    """For Azure AD version 1: the resource, which replaces scopes."""
    tenant: str | None = None
    """For Azure AD: the tenant if its connection parameter is not given."""


@dataclass(frozen=True, slots=True)
class ConnectionParameter:
    """A value that a user enters to create a connection (`apiProperties`)."""

    name: str
    type: str
    """In lower case: `string`, `securestring`, `int`, `bool`, `oauthsetting`, `gatewaysetting`."""
    title: str | None = None
    description: str | None = None
    required: bool = False
    hidden: bool = False
    initial: str | None = None
    """The value that the platform uses if the user enters none."""
    allowed_values: tuple[str, ...] = ()
    tokens: TokenEndpoint | None = None
    """For an `oauthsetting`."""


@dataclass(frozen=True, slots=True)
class ConnectionSet:
    """One of several ways to connect, with its connection parameters."""

    name: str
    title: str | None
    description: str | None
    parameters: tuple[ConnectionParameter, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """The person or company that is responsible for the connector."""

    name: str | None = None
    url: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Connector:
    """A complete connector."""

    key: str
    """The name of the connector's folder or file; the name of its output folder."""
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
    """If not empty, a connection uses exactly one of them."""
    policies: tuple[Policy, ...] = ()
    """In the order in which they are applied. A `RoutePolicy` is already applied to its
    operations; one that remains has references in its path."""
    lookups: tuple[Lookup, ...] = ()
    """The calls that return dynamic values and schemas, sorted."""
    unanswered: tuple[Unanswered, ...] = ()
    """The dynamic values and schemas that a client cannot look up."""
