"""Exhibitors and their import, visits, and the stand's roster."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Member, TeamRow
from showtime.programme.models import Show


class Category(TeamRow):
    """A category of the show's directory."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["show", "name"], name="category_once")]

    def __str__(self) -> str:
        return self.name


class Exhibitor(TeamRow):
    """An entry of the show's directory. `search` holds name, hall, stand number and categories, folded."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="exhibitors")
    key = models.CharField(max_length=300, editable=False, help_text="What says that it is the same one on import.")
    name = models.CharField(_("name"), max_length=250)
    hall = models.CharField(_("hall"), max_length=160, blank=True)
    booth = models.CharField(_("stand number"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    categories = models.ManyToManyField(Category, related_name="exhibitors")
    website = models.URLField(_("website"), max_length=500, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True)
    extra = models.JSONField(default=dict, blank=True)
    search = models.TextField(blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [
            models.Index(fields=["show", "name"]),
            models.Index(fields=["show", "country"]),
            models.Index(fields=["show", "hall"]),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["show", "key"], name="exhibitor_once")]

    def __str__(self) -> str:
        return self.name


class ImportState(models.TextChoices):
    """How far an import has come."""

    PREVIEWED = "previewed", _("to be confirmed")
    DONE = "done", _("imported")


class DirectoryImport(TeamRow):
    """An exhibitor list that was handed in: the original bytes, the columns as confirmed, and the report row by row."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="directory_imports")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    filename = models.CharField(max_length=250)
    file = models.FileField(upload_to="directory/%Y/%m/")
    columns = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.PREVIEWED)
    at = models.DateTimeField()


class Visit(TeamRow):
    """The wish to see an exhibitor, or something else with a name, such as a country's pavilion."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="visits")
    exhibitor = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, null=True, blank=True, related_name="visits")
    label = models.CharField(_("what"), max_length=200, blank=True)
    value = models.PositiveSmallIntegerField(_("value"), default=5)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    wished_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("note"), blank=True)
    visited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-value", "label"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(exhibitor__isnull=False) | ~Q(label=""), name="visit_is_of_something"),
            models.UniqueConstraint(
                fields=["show", "exhibitor"], name="visit_once", condition=Q(exhibitor__isnull=False)
            ),
        ]


class Shift(TeamRow):
    """A member's turn on the stand: one row of the roster."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="shifts")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))

    class Meta:
        ordering: ClassVar = ["starts_at", "member"]
        indexes: ClassVar = [models.Index(fields=["show", "starts_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start")
        ]
