import pytest

from teralineage.adapters.teradata.types import UNSPECIFIED, TypeCode, render_type

# code, length, digits, fraction, character type → text; every code of the dictionary once, then its corners
TYPES = """
CF 10 - - 1                CHAR(10)
CF 20 - - 2                CHAR(10)
CV 10 - - 1                VARCHAR(10)
CV 20 - - 2                VARCHAR(10)
CV 20 - - 4                VARCHAR(10)
CV 20 - - 3                VARCHAR(20)
CO 2097088000 - - 1        CLOB(2097088000)
CO 2097088000 - - 2        CLOB(1048544000)
BO 100 - - -               BLOB(100)
BF 4 - - -                 BYTE(4)
BV 64000 - - -             VARBYTE(64000)
I1 1 - - -                 BYTEINT
I2 2 - - -                 SMALLINT
I 4 - - -                  INTEGER
I8 8 - - -                 BIGINT
D 8 18 2 -                 DECIMAL(18,2)
D 8 18 0 -                 DECIMAL(18,0)
D 8 18 - -                 DECIMAL(18,0)
D - - - -                  DECIMAL
F 8 - - -                  FLOAT
N 18 -128 -128 -           NUMBER
N 18 10 -128 -             NUMBER(10)
N 18 10 0 -                NUMBER(10)
N 18 10 2 -                NUMBER(10,2)
N 18 -128 3 -              NUMBER(*,3)
N 18 -128 0 -              NUMBER(*,0)
N - - - -                  NUMBER
DA 4 - - -                 DATE
AT 6 - 0 -                 TIME(0)
TZ 8 - 6 -                 TIME(6) WITH TIME ZONE
TS 10 - 6 -                TIMESTAMP(6)
TS 10 - - -                TIMESTAMP
SZ 12 - 3 -                TIMESTAMP(3) WITH TIME ZONE
PD 8 - - -                 PERIOD(DATE)
PT 12 - 6 -                PERIOD(TIME(6))
PZ 16 - 6 -                PERIOD(TIME(6) WITH TIME ZONE)
PS 20 - 0 -                PERIOD(TIMESTAMP(0))
PM 24 - 6 -                PERIOD(TIMESTAMP(6) WITH TIME ZONE)
JN 2000 - - 2              JSON(1000)
JN 2000 - - 1              JSON(2000)
XM 2097088000 - - -        XML
DT 100 - - -               DATASET
YR 2 4 - -                 INTERVAL YEAR(4)
MO 2 2 - -                 INTERVAL MONTH(2)
DY 2 3 - -                 INTERVAL DAY(3)
HR 2 2 - -                 INTERVAL HOUR(2)
MI 2 2 - -                 INTERVAL MINUTE(2)
SC 6 4 6 -                 INTERVAL SECOND(4,6)
SC - - - -                 INTERVAL SECOND
YM 4 2 - -                 INTERVAL YEAR(2) TO MONTH
DH 4 2 - -                 INTERVAL DAY(2) TO HOUR
DM 8 2 - -                 INTERVAL DAY(2) TO MINUTE
HM 4 2 - -                 INTERVAL HOUR(2) TO MINUTE
DS 10 4 6 -                INTERVAL DAY(4) TO SECOND(6)
HS 8 2 0 -                 INTERVAL HOUR(2) TO SECOND(0)
MS 6 2 3 -                 INTERVAL MINUTE(2) TO SECOND(3)
++ - - - -                 TD_ANYTYPE
VA - - - -                 TD_VALIST
Q9 - - - -                 Q9
UT - - - -                 UT
"""


def number(word: str) -> int | None:
    return None if word == "-" else int(word)


def rows() -> list[tuple[TypeCode, str]]:
    found = []
    for line in TYPES.strip().splitlines():
        code, length, digits, fraction, char_type, text = line.split(None, 5)
        found.append((TypeCode(code, number(length), number(digits), number(fraction), number(char_type)), text))
    return found


@pytest.mark.parametrize(("type_", "text"), rows())
def test_a_type_prints_as_people_write_it(type_, text):
    assert render_type(type_) == text


@pytest.mark.parametrize(("type_", "text"), rows())
def test_blank_padding_and_case_of_the_code_do_not_matter(type_, text):
    padded = TypeCode(f"{type_.code.lower()}   ", type_.length, type_.digits, type_.fraction, type_.char_type)
    assert render_type(padded) == text


@pytest.mark.parametrize("code", [None, "", "    "])
def test_no_code_is_no_type(code):
    assert render_type(TypeCode(code, 4)) is None


@pytest.mark.parametrize("code", ["UT", "UD", "US", "A1", "AN"])
def test_a_named_type_prints_its_name(code):
    assert render_type(TypeCode(code, udt_name="SYSUDTLIB.address  ")) == "SYSUDTLIB.address"


def test_a_length_that_the_format_shows_already_in_characters_is_not_halved():
    assert render_type(TypeCode("CV", 20, char_type=2, format="X(10)")) == "VARCHAR(10)"
    assert render_type(TypeCode("CV", 20, char_type=2, format="X(20)")) == "VARCHAR(20)"
    assert render_type(TypeCode("CV", 20, char_type=2, format="X(7)")) == "VARCHAR(10)"


def test_no_digit_count_slips_through_as_its_marker():
    assert str(UNSPECIFIED) not in (render_type(TypeCode("N", 18, UNSPECIFIED, UNSPECIFIED)) or "")
