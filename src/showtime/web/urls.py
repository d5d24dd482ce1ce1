"""The pages' addresses, one module a page."""

from showtime.web import (
    account,
    contacts,
    directory,
    enter,
    export,
    gallery,
    health,
    home,
    inbox,
    journal,
    meet,
    programme,
    roster,
    team,
    today,
    tonight,
)

app_name = "web"
urlpatterns = [
    *account.urlpatterns,
    *enter.urlpatterns,
    *health.urlpatterns,
    *home.urlpatterns,
    *today.urlpatterns,
    *programme.urlpatterns,
    *meet.urlpatterns,
    *contacts.urlpatterns,
    *tonight.urlpatterns,
    *directory.urlpatterns,
    *inbox.urlpatterns,
    *roster.urlpatterns,
    *journal.urlpatterns,
    *team.urlpatterns,
    *export.urlpatterns,
    *gallery.urlpatterns,
]
