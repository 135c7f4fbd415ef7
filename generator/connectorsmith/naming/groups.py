"""Groups of operations: those of connector.toml and of names.lock, else derived ones.

A derived group is the `Group` of operationIds such as `Group_Method`, or a tag.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from connectorsmith.ir.connector import Connector, Operation
from connectorsmith.ir.types import Schema, TypeId
from connectorsmith.naming.group_names import derive_groups, group_texts
from connectorsmith.naming.identifiers import member_name
from connectorsmith.naming.methods import Group, method_candidates
from connectorsmith.naming.nouns import noun_words, one_of
from connectorsmith.naming.reserved import GROUP, METHOD
from connectorsmith.settings.lock import Lock
from connectorsmith.text.plurals import singular
from connectorsmith.text.words import snake_case

Groups = Mapping[str, Mapping[str, str]]
"""The operationId, by group and then by method."""


def name_groups(
    connector: Connector,
    functions: Mapping[str, str],
    declared: Groups | None,
    lock: Lock,
) -> dict[str, dict[str, str]]:
    """Return the operationIds of each group, by method.

    `functions` has the function name of each operation. `declared` are the groups of
    connector.toml; None if it does not mention groups, and an empty table if there must
    be none. Operations in names.lock stay where they are; a new one joins the group that
    its operationId or its tag names.
    """
    if declared is not None and not declared:
        return {}
    return _Assignment(connector, functions, declared or {}, lock).groups()


def derived(groups: Groups, declared: Groups) -> dict[str, dict[str, str]]:
    """Return the members of groups that connector.toml does not declare."""
    return {
        group: members
        for group, methods in groups.items()
        if (
            members := {
                method: id_
                for method, id_ in methods.items()
                if declared.get(group, {}).get(method) != id_
            }
        )
    }


def suggest(
    operation: Operation, groups: Groups, functions: Mapping[str, str]
) -> tuple[str, str]:
    """Return a group and a method name for an operation that belongs to none."""
    noun = snake_case(" ".join(one_of(noun_words(operation.id)))) or "others"
    similar = [group for group in groups if _singular(group) == _singular(noun)]
    group = similar[0] if similar else member_name(noun, "group", GROUP)
    candidates = method_candidates(operation, Group.of(group), {})
    for name in (*candidates, functions[operation.id]):
        method = member_name(name, "call", METHOD)
        if method not in groups.get(group, {}):
            return group, method
    return group, functions[operation.id]


class _Assignment:
    """The groups of a connector, while operations are assigned to them."""

    def __init__(
        self,
        connector: Connector,
        functions: Mapping[str, str],
        declared: Groups,
        lock: Lock,
    ) -> None:
        self._functions = functions
        self._operations = {one.id: one for one in connector.operations}
        self._types: dict[TypeId, Schema] = {
            type_.id: type_.schema for type_ in connector.types
        }
        self._named: dict[str, dict[str, str]] = {
            group: dict(methods) for group, methods in declared.items()
        }
        self._home: dict[str, str] = {
            id_: group
            for group, methods in declared.items()
            for id_ in methods.values()
        }
        self._keep(lock)
        visible = [
            operation
            for operation in connector.operations
            if operation.visibility != "internal"
        ]
        keys = group_texts(visible)
        new = [
            operation
            for operation in visible
            if operation.id not in self._home and operation.id not in lock.operations
        ]
        self._join(new, keys)
        if not declared and (lock.groups or not lock.operations):
            self._create(new, keys, lock)

    def groups(self) -> dict[str, dict[str, str]]:
        """Return the groups: methods that have a name first, then in document order."""
        joined: dict[str, list[Operation]] = {}
        for id_, operation in self._operations.items():
            if id_ in self._home:
                joined.setdefault(self._home[id_], []).append(operation)
        result = {group: dict(methods) for group, methods in self._named.items()}
        for group, members in joined.items():
            methods = result.setdefault(group, {})
            known = set(methods.values())
            methods |= self._methods(
                group, members, [one for one in members if one.id not in known], methods
            )
        return result

    def _keep(self, lock: Lock) -> None:
        """Add the groups of names.lock."""
        for group, methods in lock.groups.items():
            for method, id_ in methods.items():
                if id_ in self._operations and id_ not in self._home:
                    self._home[id_] = group
                    self._named.setdefault(group, {}).setdefault(method, id_)

    def _join(
        self, new: Iterable[Operation], keys: Mapping[str, Sequence[str]]
    ) -> None:
        """Add new operations to the groups that exist."""
        known = {*self._named}
        by_singular: dict[str, list[str]] = {}
        for group in sorted(known):
            by_singular.setdefault(_singular(group), []).append(group)
        for operation in new:
            # An attribute of the client cannot be both a group and a method.
            names = [
                *map(snake_case, keys[operation.id]),
                self._functions[operation.id],
            ]
            for name in names:
                similar = by_singular.get(_singular(name), [])
                if name in known or (len(similar) == 1 and name != names[-1]):
                    self._home[operation.id] = name if name in known else similar[0]
                    break

    def _create(
        self, new: Sequence[Operation], keys: Mapping[str, Sequence[str]], lock: Lock
    ) -> None:
        """Make groups of new operations that belong to none."""
        members: dict[str, list[str]] = {}
        wanted = derive_groups(
            [one for one in new if one.id not in self._home], keys, self._operations
        )
        for id_, name in wanted.items():
            members.setdefault(name, []).append(id_)
        locked = {
            self._functions[id_]
            for id_ in lock.operations
            if id_ in self._functions and id_ not in self._home
        }
        for name in sorted(members):
            group = member_name(name, "group", GROUP)
            while group in locked or group in self._named:
                group += "_group"
            self._named[group] = {}
            for id_ in members[name]:
                self._home[id_] = group
        for operation in new:
            function = self._functions[operation.id]
            if operation.id not in self._home and function in self._named:
                self._home[operation.id] = function

    def _methods(
        self,
        group: str,
        members: Sequence[Operation],
        new: Sequence[Operation],
        taken: Collection[str],
    ) -> dict[str, str]:
        """Return a method name for each new member; none is in `taken`.

        Operations that compete for a name all move on to longer ones, but for one whose
        operationId has exactly that name.
        """
        words = Group.of(group, [one.id for one in members])
        candidates = {
            operation.id: [
                *(
                    member_name(name, "call", METHOD)
                    for name in method_candidates(operation, words, self._types)
                ),
                self._functions[operation.id],
            ]
            for operation in new
        }
        names: dict[str, str] = {}
        used = set(taken)
        for level in range(max(map(len, candidates.values()), default=0)):
            wanting: dict[str, list[str]] = {}
            for id_, names_ in candidates.items():
                if id_ not in names:
                    wanting.setdefault(names_[min(level, len(names_) - 1)], []).append(
                        id_
                    )
            for name, ids in wanting.items():
                exact = [id_ for id_ in ids if candidates[id_][-2:-1] == [name]]
                chosen = ids if len(ids) == 1 else exact
                if len(chosen) == 1 and name not in used:
                    names[chosen[0]] = name
                    used.add(name)
        for id_ in sorted(candidates.keys() - names.keys()):
            name, number = candidates[id_][-1], 1
            while name in used:
                number += 1
                name = f"{candidates[id_][-1]}_{number}"
            names[id_] = name
            used.add(name)
        return {names[one.id]: one.id for one in new}


def _singular(name: str) -> str:
    return "_".join(map(singular, name.split("_")))
