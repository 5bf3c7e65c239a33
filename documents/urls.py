"""Papers."""

from django.urls import path

from documents.views import briefings, subscriptions, workbooks

app_name = "documents"
urlpatterns = [
    path("briefings/", briefings.index, name="briefing-index"),
    path("briefings/issue/", briefings.issue, name="briefing-issue"),
    path("briefings/<int:pk>/", briefings.detail, name="briefing-detail"),
    path("briefings/<int:pk>.pdf", briefings.as_pdf, name="briefing-pdf"),
    path("briefings/<int:pk>.docx", briefings.as_docx, name="briefing-docx"),
    path("briefings/each-quarter/", subscriptions.begin, name="subscription-begin"),
    path("briefings/each-quarter/<int:pk>/end/", subscriptions.end, name="subscription-end"),
    path("registers.xlsx", workbooks.workbook, name="workbook"),
]
