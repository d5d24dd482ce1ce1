"""Folding for search."""

import pytest

from showtime.lib.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  Élodie \n STRASSE ", "elodie strasse"),
        ("Straße", "strasse"),
        ("L’été à Noël", "l'ete a noel"),
        ("e\u0301te\u0301", "ete"),
        ("Sœur Łódź Ærø", "soeur lodz aero"),
        ("a\x00b", "a b"),
        ("서울", "서울"),
        ("ＡＢＣ ①", "abc 1"),
    ],
)
def test_fold_each_writing(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_is_stable() -> None:
    assert fold(fold("İstanbul Ŝtraße ﬁn")) == fold("İstanbul Ŝtraße ﬁn")
