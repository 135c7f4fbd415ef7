"""The operations of Lighthouse that are methods of the client itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime.http.client import AsyncClient, SyncClient
from ._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import models, operations
    from ._runtime.http.settings import CallOptions
else:
    operations = lazy(__package__, "operations")


class Methods(SyncClient):
    """The operations of Lighthouse that are methods of the client itself."""

    def get_lamp(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the lamp.

        Credentials: `username` and `password`; or `station_key`.

        Operation GetLamp: GET /lamp
        """
        return self._call(operations.get_lamp(), options)

    def light_lamp(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Light the lamp.

        Credentials: `station_key` and `visitor`.

        Operation LightLamp: PUT /lamp
        """
        return self._call(operations.light_lamp(), options)

    def douse_lamp(self, **options: Unpack[CallOptions]) -> None:
        """Douse the lamp.

        Credentials: `access_token`.

        Operation DouseLamp: DELETE /lamp
        """
        self._call(operations.douse_lamp(), options)

    def get_weather(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the weather.

        Credentials: none.

        Returns:
            Weather.

        Operation GetWeather: GET /weather
        """
        return self._call(operations.get_weather(), options)

    def get_tides(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the tides.

        Credentials: `visitor`, if the client has them.

        Returns:
            Tides.

        Operation GetTides: GET /tides
        """
        return self._call(operations.get_tides(), options)

    def get_fog(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the fog.

        Credentials: `visitor`.

        Returns:
            Fog.

        Operation GetFog: GET /fog
        """
        return self._call(operations.get_fog(), options)


class AsyncMethods(AsyncClient):
    """The operations of Lighthouse that are methods of the client itself, for `async` code."""

    async def get_lamp(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the lamp.

        Credentials: `username` and `password`; or `station_key`.

        Operation GetLamp: GET /lamp
        """
        return await self._call(operations.get_lamp(), options)

    async def light_lamp(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Light the lamp.

        Credentials: `station_key` and `visitor`.

        Operation LightLamp: PUT /lamp
        """
        return await self._call(operations.light_lamp(), options)

    async def douse_lamp(self, **options: Unpack[CallOptions]) -> None:
        """Douse the lamp.

        Credentials: `access_token`.

        Operation DouseLamp: DELETE /lamp
        """
        await self._call(operations.douse_lamp(), options)

    async def get_weather(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the weather.

        Credentials: none.

        Returns:
            Weather.

        Operation GetWeather: GET /weather
        """
        return await self._call(operations.get_weather(), options)

    async def get_tides(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the tides.

        Credentials: `visitor`, if the client has them.

        Returns:
            Tides.

        Operation GetTides: GET /tides
        """
        return await self._call(operations.get_tides(), options)

    async def get_fog(self, **options: Unpack[CallOptions]) -> models.Lamp:
        """Get the fog.

        Credentials: `visitor`.

        Returns:
            Fog.

        Operation GetFog: GET /fog
        """
        return await self._call(operations.get_fog(), options)
