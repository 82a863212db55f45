"""Unmodified msgraph-sdk registers an application and reads it back, typed answers and all."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import aclosing
from typing import Any

import httpx
import pytest
from azure.core.credentials import AccessToken
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.applications.item.add_password.add_password_post_request_body import AddPasswordPostRequestBody
from msgraph.generated.models.application import Application
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.service_principal import ServicePrincipal
from msgraph.generated.models.web_application import WebApplication
from msgraph.graph_request_adapter import options
from msgraph_core import GraphClientFactory

from tests.wizard.practice.desk import GRAPH, Desk


class Held:
    """A credential that has its token already."""

    def __init__(self, token: str) -> None:
        self._token = token

    def get_token(self, *_: str, **__: Any) -> AccessToken:
        return AccessToken(self._token, 4_000_000_000)


@pytest.mark.filterwarnings("ignore:GetQueryParameters is deprecated:DeprecationWarning")
def test_the_sdk_registers_an_application(fresh_desk: Desk) -> None:
    asyncio.run(register(fresh_desk))


async def register(desk: Desk) -> None:
    cloud = desk.practice.cloud
    connections = httpx.AsyncHTTPTransport(verify=ssl.create_default_context(cafile=cloud.ca))
    # The SDK's middleware hides the transport from the client, which then cannot close it.
    async with aclosing(connections), httpx.AsyncClient(transport=connections) as http:
        pipeline = GraphClientFactory.create_with_default_middleware(client=http, options=dict(options))
        provider = AzureIdentityAuthenticationProvider(
            Held(desk.token), scopes=[f"{GRAPH}/.default"]
        )  # a token is all it asks for
        adapter = GraphRequestAdapter(provider, client=pipeline)
        adapter.base_url = f"{cloud.graph}/v1.0"
        client = GraphServiceClient(request_adapter=adapter)
        asked: RequestConfiguration[Any] = RequestConfiguration()
        asked.headers.add("Prefer", "create-if-missing")
        upsert = client.applications_with_unique_name("by-sdk")
        fresh = Application(display_name="By SDK", web=WebApplication(redirect_uris=["https://x.example/cb"]))
        made = await upsert.patch(fresh, request_configuration=asked)
        assert made
        assert made.id
        assert made.app_id
        assert await upsert.patch(Application(display_name="Again"), request_configuration=asked) is None
        principal = await client.service_principals.post(ServicePrincipal(app_id=made.app_id))
        assert principal
        assert principal.display_name == "Again"
        item = client.applications.by_application_id(made.id)
        wanted = AddPasswordPostRequestBody(password_credential=PasswordCredential(display_name="x"))
        secret = await item.add_password.post(wanted)
        assert secret
        assert secret.secret_text
        me = await client.me.get()
        assert me
        assert me.display_name == "Adele Vance"
        page, found = await client.groups.get(), 0
        while page and page.value:
            found += len(page.value)
            page = await client.groups.with_url(page.odata_next_link).get() if page.odata_next_link else None
        assert found == 259
        with pytest.raises(ODataError) as refused:
            await item.patch(Application(web=WebApplication(redirect_uris=["http://x.example"])))
        assert refused.value.error
        assert (refused.value.response_status_code, refused.value.error.code) == (400, "Request_BadRequest")
        await item.delete()
