"""Settings are read strictly, and a wrong one is named with its mend."""

import pytest

from showtime.lib import env


@pytest.mark.parametrize(
    ("value", "meant"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("", False), ("off", False)]
)
def test_boolean(value: str, meant: bool) -> None:
    assert env.boolean("SHOWTIME_DEBUG", environ={"SHOWTIME_DEBUG": value}) is meant


def test_boolean_refuses_other_words() -> None:
    with pytest.raises(env.SettingError, match=r"SHOWTIME_DEBUG is 'perhaps': set it to yes or no."):
        env.boolean("SHOWTIME_DEBUG", environ={"SHOWTIME_DEBUG": "perhaps"})


@pytest.mark.parametrize("value", ["", "0", "65536", "8000.0", "-1", "eight", "٣"])
def test_integer_refuses(value: str) -> None:
    with pytest.raises(env.SettingError, match="set it to a whole number from 1 to 65535"):
        env.integer("SHOWTIME_PORT", low=1, high=65535, environ={"SHOWTIME_PORT": value})


def test_integer_default() -> None:
    assert env.integer("SHOWTIME_PORT", low=1, high=65535, environ={}) == 8000


def test_choice() -> None:
    assert env.choice("SHOWTIME_LOG_FORMAT", ("text", "json"), environ={"SHOWTIME_LOG_FORMAT": "JSON"}) == "json"
    with pytest.raises(env.SettingError, match=r"SHOWTIME_LOG_FORMAT is 'xml': set it to one of text, json."):
        env.choice("SHOWTIME_LOG_FORMAT", ("text", "json"), environ={"SHOWTIME_LOG_FORMAT": "xml"})


def test_words() -> None:
    assert env.words("SHOWTIME_HOSTS", environ={"SHOWTIME_HOSTS": " a.org, ,b.org"}) == ["a.org", "b.org"]


def test_text_of_an_unlisted_setting_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        env.text("SHOWTIME_UNHEARD_OF")
