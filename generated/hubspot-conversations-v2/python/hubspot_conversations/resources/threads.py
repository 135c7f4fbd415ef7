"""The threads of HubSpot Conversations V2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lazy import lazy
from .._runtime.paging.pager import async_pager, pager
from .._runtime.unset import UNSET, Unset

if TYPE_CHECKING:
    from .. import models, operations
    from .._runtime.http.settings import CallOptions
    from .._runtime.paging.pager import AsyncPager, Pager
else:
    operations = lazy(__package__.rpartition(".")[0], "operations")


class Threads(Resource):
    """The threads of HubSpot Conversations V2."""

    def list(
        self,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        inbox_id: str | Unset = UNSET,
        associated_contact_id: str | Unset = UNSET,
        thread_status: str | Unset = UNSET,
        latest_message_timestamp_after: str | Unset = UNSET,
        archived: bool | Unset = UNSET,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Pager[models.Thread, models.ThreadsPage]:
        """Retrieve a list of threads.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetThreads: GET /conversations/v3/conversations/threads
        """
        return pager(
            self._client,
            operations.get_threads(
                after=after,
                limit=limit,
                sort=sort,
                inbox_id=inbox_id,
                associated_contact_id=associated_contact_id,
                thread_status=thread_status,
                latest_message_timestamp_after=latest_message_timestamp_after,
                archived=archived,
                property=property,
            ),
            options,
        )

    def get(
        self,
        thread_id: str,
        *,
        archived: bool | Unset = UNSET,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Thread:
        """Retrieves a single thread.

        Operation GetASingleThread:
            GET /conversations/v3/conversations/threads/{threadId}
        """
        return self._call(
            operations.get_a_single_thread(
                thread_id,
                archived=archived,
                property=property,
            ),
            options,
        )

    def update(
        self,
        thread_id: str,
        *,
        archived: bool | Unset = UNSET,
        status: str | None | Unset = UNSET,
        body_archived: bool | None | Unset = UNSET,
        body: models.ThreadRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Thread:
        """Updates a single thread.

        Either a thread's status can be updated, or the thread can be restored.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The updated thread.

        Operation UpdateAThread:
            PATCH /conversations/v3/conversations/threads/{threadId}
        """
        return self._call(
            operations.update_a_thread(
                thread_id,
                archived=archived,
                status=status,
                body_archived=body_archived,
                body=body,
            ),
            options,
        )

    def archive(self, thread_id: str, **options: Unpack[CallOptions]) -> None:
        """Archives a single thread.

        The thread will be permanently deleted 30 days after placed in an archived
        state.

        Operation ArchivesAThread:
            DELETE /conversations/v3/conversations/threads/{threadId}
        """
        self._call(operations.archives_a_thread(thread_id), options)


class AsyncThreads(AsyncResource):
    """The threads of HubSpot Conversations V2, for `async` code."""

    def list(
        self,
        *,
        after: str | Unset = UNSET,
        limit: str | Unset = UNSET,
        sort: str | Unset = UNSET,
        inbox_id: str | Unset = UNSET,
        associated_contact_id: str | Unset = UNSET,
        thread_status: str | Unset = UNSET,
        latest_message_timestamp_after: str | Unset = UNSET,
        archived: bool | Unset = UNSET,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPager[models.Thread, models.ThreadsPage]:
        """Retrieve a list of threads.

        Returns:
            A pager: iterate over it for the items of every page, fetched as needed.

        Operation GetThreads: GET /conversations/v3/conversations/threads
        """
        return async_pager(
            self._client,
            operations.get_threads(
                after=after,
                limit=limit,
                sort=sort,
                inbox_id=inbox_id,
                associated_contact_id=associated_contact_id,
                thread_status=thread_status,
                latest_message_timestamp_after=latest_message_timestamp_after,
                archived=archived,
                property=property,
            ),
            options,
        )

    async def get(
        self,
        thread_id: str,
        *,
        archived: bool | Unset = UNSET,
        property: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Thread:
        """Retrieves a single thread.

        Operation GetASingleThread:
            GET /conversations/v3/conversations/threads/{threadId}
        """
        return await self._call(
            operations.get_a_single_thread(
                thread_id,
                archived=archived,
                property=property,
            ),
            options,
        )

    async def update(
        self,
        thread_id: str,
        *,
        archived: bool | Unset = UNSET,
        status: str | None | Unset = UNSET,
        body_archived: bool | None | Unset = UNSET,
        body: models.ThreadRequest | Mapping[str, Any] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Thread:
        """Updates a single thread.

        Either a thread's status can be updated, or the thread can be restored.

        Args:
            body: The whole body: a model, or a mapping by wire names.

        Returns:
            The updated thread.

        Operation UpdateAThread:
            PATCH /conversations/v3/conversations/threads/{threadId}
        """
        return await self._call(
            operations.update_a_thread(
                thread_id,
                archived=archived,
                status=status,
                body_archived=body_archived,
                body=body,
            ),
            options,
        )

    async def archive(self, thread_id: str, **options: Unpack[CallOptions]) -> None:
        """Archives a single thread.

        The thread will be permanently deleted 30 days after placed in an archived
        state.

        Operation ArchivesAThread:
            DELETE /conversations/v3/conversations/threads/{threadId}
        """
        await self._call(operations.archives_a_thread(thread_id), options)
