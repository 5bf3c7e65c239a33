"""Home, the dashboard and its figures."""

from django.urls import path

from dashboards.views import charts, dashboard, figures, home, parts, saved_views, search

app_name = "dashboards"
urlpatterns = [
    path("", home.home, name="home"),
    path("attention/", home.concerns, name="attention"),
    path("attention/others/", home.concerns_of_others, name="attention-of-others"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/ahead/", parts.ahead, name="ahead"),
    path("dashboard/gaps/", parts.gaps, name="gaps"),
    path("dashboard/matrix/", parts.matrix, name="matrix"),
    path("dashboard/months/", parts.months, name="months"),
    path("dashboard/network/", parts.network, name="network"),
    path("dashboard/people/", parts.people, name="people"),
    path("dashboard/promises/", parts.promises, name="promises"),
    path("dashboard/views/", saved_views.index, name="saved-view-index"),
    path("dashboard/views/add/", saved_views.add, name="saved-view-add"),
    path("dashboard/views/<int:pk>/", saved_views.open_it, name="saved-view-open"),
    path("dashboard/views/<int:pk>/edit/", saved_views.edit, name="saved-view-edit"),
    path("dashboard/views/<int:pk>/remove/", saved_views.remove, name="saved-view-remove"),
    path("dashboard/<slug:name>.svg", charts.chart, name="chart"),
    path("dashboard/<slug:name>.csv", figures.figure, name="figure"),
    path("search/", search.search, name="search"),
]
