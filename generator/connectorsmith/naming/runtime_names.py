"""The names of the runtime that generated code can use, by module: the only table of these."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {
    "auth.arguments": "find_secret need_secret",
    "auth.basic": "Basic basic_of need_password",
    "auth.connections": "Connected connected hide",
    "auth.either": "either",
    "auth.grants": "ClientCredentials RefreshToken TokenEndpoint",
    "auth.oauth": "AsyncToken Token bearer",
    "auth.schemes": "ApiKey",
    "auth.secret": "Secret",
    "auth.security": "Security",
    "auth.texts": "find_text joined need_text need_text_unless present url_part",
    "auth.token_error": "TokenError",
    "bodies.chosen": "Chosen",
    "bodies.declared": "declared",
    "bodies.either_way": "either_way",
    "bodies.file_lists": "need_files",
    "bodies.files": "Content File need_file",
    "bodies.form": "Form",
    "bodies.json": "Json",
    "bodies.multipart": "Multipart",
    "bodies.raw": "Bytes",
    "choices.lookups": "AsyncLookups Choice ChoicePlaces Lookups with_query",
    "dates.alone": "with_dates",
    "decimals.exact": "Decimal",
    "decode.model": "Model Wire",
    "deprecation": "deprecated",
    "encode.days": "date_only",
    "encode.listed": "listed",
    "encode.lists": "Multi Pipes Ssv Tsv",
    "encode.nested": "nested_texts",
    "encode.objects": "json_text json_texts",
    "encode.path": "path",
    "encode.segments": "unescaped with_slashes",
    "encode.twice": "twice",
    "errors": (
        "BadRequestError ClosedClientError ConflictError DecodeError ForbiddenError ForeignLinkError "
        "InvalidRequestError MissingArgumentError MissingCredentialError NetworkError NetworkTimeoutError "
        "NotFoundError RateLimitError ServerError StatusError UnauthorizedError "
        "UnprocessableError"
    ),
    "http.client": "AsyncClient Response SyncClient",
    "http.resource": "AsyncResource Resource",
    "http.retry": "Retry",
    "http.settings": "CallOptions MAX_RESPONSE_BYTES Settings Timeout",
    "http.throttle": "Throttle",
    "lazy": "lazy",
    "lazy_methods": "lazy_methods",
    "operation": "Operation",
    "paging.counted": "Offset PageNumber",
    "paging.cursor": "Cursor",
    "paging.endless": "PagingError",
    "paging.link": "NextLink",
    "paging.pager": "AsyncPager Pager async_pager pager",
    "policies.draft": "Connection Header InBody InItem Query",
    "policies.headers": "SetHeader SetQuery",
    "policies.host": "HostUrl",
    "policies.policies": "Policies",
    "policies.reshaping": (
        "ArrayToObject EncodeValue ObjectToArray SetProperty StringReplace StringToArray"
    ),
    "policies.route": "Route",
    "streams.events": "ServerSentEvent",
    "streams.stream": "AsyncStream Stream open_async_stream open_stream",
    "triggers.callbacks": "calling_back",
    "triggers.poller": "AsyncPoller Poller async_poller poller",
    "triggers.polling": "Polling",
    "triggers.subscriptions": "Subscription subscribed",
    "triggers.webhooks": "BatchWebhook Webhook WebhookError",
    "unset": "UNSET Unset given",
}

VARIANTS: Mapping[str, str] = {
    "choices.paged": "AsyncLookups Lookups",
    "dates.model": "Model",
    "dates.variants": "Model",
    "decode.variants": "Model",
    "http.downloads": "AsyncClient SyncClient",
    "policies.settings": "Settings",
}
"""Modules of features that have a class of the core again, with more that it can do."""

MODULES: Mapping[str, str] = {
    name: module for module, names in _NAMES.items() for name in names.split()
}
"""The module below `_runtime` of each name."""
