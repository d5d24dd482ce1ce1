"""Template tags of the look: icons from our sprite, initials for avatars."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The icon `name` of icons.svg: decoration beside a word. Where it stands alone, give it a `label` to be read."""
    if not label:
        return format_html(
            '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("web/icons.svg"), name
        )
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, static("web/icons.svg"), name
    )


@register.filter
def initials(name: object) -> str:
    """Two letters for an avatar: of the first and the last word, or one where there is one word; "?" without a name."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    if not words:
        return "?"
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()
