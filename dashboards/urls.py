"""Home, the dashboard and its figures."""

from django.urls import path

from dashboards.views import charts, dashboard, figures, home, parts, search

app_name = "dashboards"
urlpatterns = [
    path("", home.home, name="home"),
    path("attention/", home.concerns, name="attention"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/gaps/", parts.gaps, name="gaps"),
    path("dashboard/matrix/", parts.matrix, name="matrix"),
    path("dashboard/months/", parts.months, name="months"),
    path("dashboard/people/", parts.people, name="people"),
    path("dashboard/promises/", parts.promises, name="promises"),
    path("dashboard/<slug:name>.svg", charts.chart, name="chart"),
    path("dashboard/<slug:name>.csv", figures.figure, name="figure"),
    path("search/", search.search, name="search"),
]
