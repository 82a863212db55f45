"""A form with a table in it, as HCL Connections asks for its clusters."""

from __future__ import annotations

from steps.model.problems import problem
from steps.model.table import Column
from steps.model.views import Ask, Field
from steps.model.words import say

APPLICATIONS = ("Activities", "Blogs", "Common", "Communities", "Files", "Mobile Administration", "Profiles", "Wikis")
CLUSTERS = """
AppsCluster | /oidcclient_apps | Activities, Blogs, Dogear, Files, Forums, Metrics, MetricsUI, Mobile, Wikis
InfraCluster | /oidcclient_infra | Common, Communities, ConnectionsProxy, Help, ICEC, Invite, News, Profiles, Search
PushCluster | /oidcclient_push | PushNotification
"""
TABLE = Ask(
    (
        Field("hosts", "hosts", "Host names", "Separated by commas.", "connections.contoso.com"),
        Field(
            "clusters",
            "table",
            "Clusters and their applications",
            "The clusters of your cell, as the console names them. Take out what is not installed.",
            CLUSTERS,
            CLUSTERS.strip(),
            columns=(
                Column("name", "Cluster", unique=True),
                Column("context_root", "Context root", unique=True),
                Column("applications", "Applications", entries=True, choices={a: f"/{a}" for a in APPLICATIONS}),
            ),
        ),
    ),
    say("choose_product.submit"),
    title=say("choose_product.questions", product="HCL Connections"),
)
UNKNOWN = problem(
    "answer-row-unknown", field="clusters", row="2", column="Applications", typed="Comon", offered="Common"
)
