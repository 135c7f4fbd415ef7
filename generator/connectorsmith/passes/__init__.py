"""Passes: pure functions from IR to IR, in the order in which they are applied."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from connectorsmith.ir.connector import Connector
from connectorsmith.passes.bodies import type_bodies
from connectorsmith.passes.equal_definitions import use_equal_definitions
from connectorsmith.passes.hoist import hoist
from connectorsmith.passes.inline_aliases import inline_aliases
from connectorsmith.passes.invariants import check
from connectorsmith.passes.merge_all_of import merge_all_of
from connectorsmith.passes.paging import attach_paging
from connectorsmith.passes.polling import attach_polling
from connectorsmith.passes.resolve_dynamic import resolve_dynamic
from connectorsmith.passes.responses import type_responses
from connectorsmith.passes.streams import find_streams
from connectorsmith.passes.triggers import tie_triggers
from connectorsmith.passes.variants import as_objects, settle_variants
from connectorsmith.settings.paging import PagingHint


def _typed(connector: Connector) -> Connector:
    return find_streams(type_responses(type_bodies(connector)))


def apply_passes(
    connector: Connector,
    paging: Mapping[str, PagingHint],
    named: Mapping[str, str] = MappingProxyType({}),
) -> Connector:
    """Return the connector after all passes.

    `paging` holds hints by operationId, `named` the class names that are fixed, by place.
    """
    merged = inline_aliases(as_objects(merge_all_of(_typed(connector))))
    hoisted = use_equal_definitions(hoist(resolve_dynamic(merged)), named)
    tied = attach_polling(tie_triggers(settle_variants(hoisted)))
    return check(attach_paging(tied, paging))
