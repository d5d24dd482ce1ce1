"""Users, teams and members, and `TeamRow`, from which every row of a team derives."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from showtime.lib.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Creates users, who are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user; without a password they sign in by code or passkey."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class Language(models.TextChoices):
    """Languages of the interface and of drafts."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"


class User(AbstractBaseUser):
    """A person who signs in. What they may do is said by their memberships (`Member`), never here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Team(models.Model):
    """The exhibitor's people at shows; the tenant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=120)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.name


class TeamRow(models.Model):
    """A row that belongs to one team. Derive every model of the domain from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Role(models.TextChoices):
    """What a member may do; see `permissions`."""

    OWNER = "owner", pgettext_lazy("role", "Owner")
    MEMBER = "member", _("Member")
    GUEST = "guest", _("Guest")


class Member(TeamRow):
    """A user in a team. One who left keeps the row, because captures and notes keep their author."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    short_name = models.CharField(_("short name"), max_length=20, blank=True)
    left_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "user"], name="member_once")]

    def __str__(self) -> str:
        return self.short_name or self.user.name.split(" ")[0] or self.user.email


class Invitation(TeamRow):
    """A link by which one colleague joins: valid once, and until it expires. Only a hash of its secret is stored."""

    secret_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    made_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")


class SignInLink(models.Model):
    """A one-time link that signs a user in, printed by the server to whoever started it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class AuditEntry(TeamRow):
    """Who did what to which row, for deeds that matter later: joining, settings, approving, merging, exporting."""

    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    deed = models.CharField(max_length=40)
    row_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["team", "-at"])]


class Worker(models.Model):
    """A background worker's sign of life: no row of a team, but what `/readyz` looks at."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    host = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
