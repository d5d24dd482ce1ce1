"""Cards of the three versions, and the forms in which phones and address books really write them."""

import pytest

from showtime.reading.person import Person
from showtime.reading.vcard import read_vcards


def card(*lines: str, version: str = "3.0") -> bytes:
    """A card of these lines, ended as the standards want."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def only(data: bytes) -> Person:
    """The single person of a card that holds nothing to complain about."""
    reading = read_vcards(data)
    assert [each.code for each in reading.problems] == []
    assert reading.ok
    assert len(reading.items) == 1
    return reading.items[0]


def test_vcard_3_gives_every_field() -> None:
    person = only(
        card(
            "N:Lefèvre;Éloïse;Marie;Dr.;",
            "FN:Dr. Éloïse Lefèvre",
            "ORG:Atelier Lumière\\, SARL;Ventes;Europe",
            "TITLE:Directrice",
            "EMAIL;TYPE=INTERNET,HOME:eloise@home.example",
            "EMAIL;TYPE=INTERNET,PREF,WORK:eloise@lumiere.example",
            "TEL;TYPE=WORK,FAX:+33 1 40 00 00 01",
            "TEL;TYPE=CELL:+33 6 12 34 56 78",
            "URL:http\\://lumiere.example",
            "URL:https://www.linkedin.com/in/eloise",
            "ADR;TYPE=HOME:;;1 rue A;Lyon;;69001;Suisse",
            "ADR;TYPE=WORK:;Bât. 2;5 rue de la Paix;Paris;;75002;France",
            "NOTE:Rencontrée au stand\\nrappeler lundi\\; merci",
            "LANG:FR",
        )
    )
    assert person.as_json() == {
        "name": "Dr. Éloïse Lefèvre",
        "given_name": "Éloïse",
        "family_name": "Lefèvre",
        "company": "Atelier Lumière, SARL",
        "department": "Ventes, Europe",
        "title": "Directrice",
        "emails": ["eloise@home.example", "eloise@lumiere.example"],
        "phones": ["+33 1 40 00 00 01", "+33 6 12 34 56 78"],
        "urls": ["http://lumiere.example", "https://www.linkedin.com/in/eloise"],
        "linkedin": "https://www.linkedin.com/in/eloise",
        "address": "Bât. 2, 5 rue de la Paix, Paris, 75002, France",
        "country": "France",
        "note": "Rencontrée au stand\nrappeler lundi; merci",
        "language": "fr",
    }
    assert (person.email, person.phone) == ("eloise@lumiere.example", "+33 6 12 34 56 78")
    assert person.raw.startswith("BEGIN:VCARD")


def test_vcard_4_reads_uris_groups_and_preferences() -> None:
    person = only(
        card(
            "FN;PREF=2:Second",
            "FN;PREF=1:Simon Perreault",
            "item1.EMAIL;PREF=1:mailto:simon@viagenie.example",
            'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
            'TEL;VALUE=uri;TYPE="fax":tel:+1-418-262-6501',
            "item2.URL:https://viagenie.example",
            "SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://linkedin.com/in/simon",
            version="4.0",
        )
    )
    assert person.full_name == "Simon Perreault"
    assert person.emails == ("simon@viagenie.example",)
    assert person.phones == ("+1-418-656-9254 ext. 102", "+1-418-262-6501")
    assert person.phone == "+1-418-656-9254 ext. 102"
    assert (person.websites, person.linkedin) == (("https://viagenie.example",), "https://linkedin.com/in/simon")


def test_vcard_21_reads_bare_types_and_quoted_printable_over_soft_breaks() -> None:
    person = only(
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=",
            "Br=C3=BCning;=",
            "Michael",
            "FN;QUOTED-PRINTABLE;CHARSET=UTF-8:Michael Br=C3=BC=",
            "ning",
            "TEL;CELL;WORK:+491622433834",
            "ADR;HOME;ENCODING=QUOTED-PRINTABLE:=",
            ";;=",
            "M=C3=BCnsterplatz 21;=",
            "Ulm;;89073;=",
            "",
            "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo =3D 2",
            version="2.1",
        )
    )
    assert (person.full_name, person.given_name, person.family_name) == ("Michael Brüning", "Michael", "Brüning")
    assert person.address == "Münsterplatz 21, Ulm, 89073"
    assert person.note == "one\ntwo = 2"
    assert person.phones == ("+491622433834",)


def test_vcard_without_fn_takes_n_then_company_then_email() -> None:
    reading = read_vcards(card("N:Morrison;Jim;Douglas;;") + card("ORG:The Doors") + card("EMAIL:jim@doors.example"))
    assert [person.full_name for person in reading.items] == ["Jim Douglas Morrison", "The Doors", "jim@doors.example"]
    assert [(each.code, each.where) for each in reading.problems] == [
        ("name_missing", "line 5 VCARD"),
        ("name_missing", "line 9 VCARD"),
    ]
    assert reading.ok


def test_vcard_folded_lines_are_joined_even_inside_a_character() -> None:
    data = card("FN:Élodie", "NOTE:abc\r\n def\r\n\t ghi")
    split = data.replace("É".encode(), b"\xc3\r\n \x89")
    person = only(split)
    assert (person.full_name, person.note) == ("Élodie", "abcdef ghi")


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\r\r\n"])
def test_vcard_line_ends_of_any_system(ending: str) -> None:
    data = ending.join(["BEGIN:VCARD", "VERSION:3.0", "FN:Jane Doe", "NOTE:a", " b", "TEL:1", "END:VCARD", ""]).encode()
    person = only(data)
    assert (person.full_name, person.note, person.phones) == ("Jane Doe", "ab", ("1",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_vcard_unicode_encodings(encoding: str) -> None:
    assert only(card("FN:Zoë 山田").decode().encode(encoding)).full_name == "Zoë 山田"


@pytest.mark.parametrize(
    ("charset", "codec", "name"),
    [
        ("SHIFT_JIS", "cp932", "安藤ロイド"),
        ("ISO-8859-1", "latin-1", "Éloïse"),
        ("windows-1251", "cp1251", "Иванов"),
        ("GB2312", "gb18030", "张伟"),
        ("ISO-2022-JP", "iso2022_jp", "山田"),
        ("EUC-KR", "cp949", "김철수"),
    ],
)
def test_vcard_declared_character_sets(charset: str, codec: str, name: str) -> None:
    raw = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET={charset}:".encode() + name.encode(codec) + b"\r\nEND:VCARD\r\n"
    assert only(raw).full_name == name
    quoted = "".join(f"={byte:02X}" for byte in name.encode(codec))
    assert only(card(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{quoted}", version="2.1")).full_name == name


@pytest.mark.parametrize(
    ("codec", "name"), [("cp1252", "Éloïse Lefèvre"), ("cp932", "田中まさこ"), ("cp1251", "Иван Иванов, Газпром нефть")]
)
def test_vcard_undeclared_character_set_is_guessed_and_named(codec: str, name: str) -> None:
    raw = b"BEGIN:VCARD\r\nFN:" + name.encode(codec) + b"\r\nEND:VCARD\r\n"
    reading = read_vcards(raw)
    assert [person.full_name for person in reading.items] == [name]
    assert [(each.code, each.params["charset"]) for each in reading.problems] == [("charset_guessed", codec)]


def test_vcard_utf8_under_a_wrong_single_byte_charset_is_read_as_utf8() -> None:
    assert only(card("FN;CHARSET=ISO-8859-1:Éloïse")).full_name == "Éloïse"


def test_vcard_invalid_charset_name_is_ignored() -> None:
    assert only(card("FN;CHARSET=invalid-encoding:Jeroen")).full_name == "Jeroen"
    assert only(card("FN;CHARSET=UTF-16:Jeroen")).full_name == "Jeroen"
    assert only(card("FN;CHARSET=unicode_escape:a\\\\x41")).full_name == "a\\x41"


def test_vcard_truncated_utf8_loses_only_the_broken_character() -> None:
    reading = read_vcards(b"BEGIN:VCARD\r\nFN:\xc3\x89lo\xc3\xafse \xc3\r\nEND:VCARD\r\n")
    assert [person.full_name for person in reading.items] == ["Éloïse"]
    assert [each.code for each in reading.problems] == ["bytes_dropped"]


def test_vcard_escapes_in_structured_values() -> None:
    person = only(card("N:Do\\;e;J\\,o;;;", "FN:back\\\\slash", "ORG:A\\;B;C", "EMAIL:semi\\;colon@x.example"))
    assert (person.family_name, person.given_name) == ("Do;e", "J,o")
    assert (person.full_name, person.company, person.department) == ("back\\slash", "A;B", "C")
    assert person.emails == ("semi;colon@x.example",)


def test_vcard_pictures_are_noted_not_read() -> None:
    data = card(
        "FN:Jane Doe",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRgAB",
        "LOGO;BASE64:\r\n  AAAA\r\nAAAABBBB\r\nCCCC==\r\n",
        "PHOTO:data:image/png;base64,iVBORw0K",
        "TEL:1",
    )
    reading = read_vcards(data)
    assert [(each.code, each.severity, each.params) for each in reading.problems] == [
        ("binary_skipped", "info", {"name": "PHOTO", "size": "12"}),
        ("binary_skipped", "info", {"name": "LOGO", "size": "13"}),
        ("binary_skipped", "info", {"name": "PHOTO", "size": "6"}),
    ]
    assert reading.items[0].phones == ("1",)


def test_vcard_base64_text_is_decoded() -> None:
    assert only(card("FN;ENCODING=B;CHARSET=UTF-8:w4lsb8Ovc2U=")).full_name == "Éloïse"


def test_vcard_agent_is_not_a_contact_and_costs_nothing() -> None:
    nested = card("FN:Boss", "AGENT:\r\nBEGIN:VCARD\r\nFN:Assistant\r\nTEL:2\r\nEND:VCARD", "TEL:1", version="2.1")
    inline = card("FN:Boss", "AGENT:BEGIN:VCARD\\nFN:Assistant\\nTEL:2\\nEND:VCARD\\n", "TEL:1")
    for data in (nested, inline):
        reading = read_vcards(data)
        assert [(person.full_name, person.phones) for person in reading.items] == [("Boss", ("1",))]
        assert [each.code for each in reading.problems] == ["agent_left_out"]


def test_vcard_repeated_values_are_kept_once() -> None:
    person = only(card("FN:A", "EMAIL:a@x.example", "EMAIL:A@X.example", "TEL:1", "TEL:1"))
    assert (person.emails, person.phones) == (("a@x.example",), ("1",))


def test_vcard_rfc6868_and_quoted_parameters() -> None:
    person = only(card("ADR;LABEL=\"Mr. ^'X^', Street: 5^nParis\";TYPE=work:;;5 Street;Paris;;;France", "FN:A"))
    assert person.address == "5 Street, Paris, France"
