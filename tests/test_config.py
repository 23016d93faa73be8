"""The settings: right by default, read once, and refused all together with the form that is accepted."""

from __future__ import annotations

import pytest

from teralineage.config import Settings, table
from teralineage.domain.errors import SettingsError


def refused(**environ: str) -> dict[str, str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ)
    return caught.value.problems


def test_nothing_need_be_set() -> None:
    assert Settings.from_env({}) == Settings()
    assert Settings().api_host == "127.0.0.1"


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert Settings.from_env({"API_PORT": "", "LOG_LEVEL": " "}) == Settings()


def test_variables_are_read_by_their_kind() -> None:
    settings = Settings.from_env(
        {
            "API_PORT": "0",
            "CORS_ORIGINS": "https://a.example/, http://b.example:8080",
            "LOG_FORMAT": "JSON",
            "CACHE_REQUIRED": "True",
            "VALIDATION_MAX_DEPTH_LIMIT": " 7 ",
            "HOME": "/root",
        }
    )
    assert settings == Settings(
        api_port=0,
        cors_origins=("https://a.example", "http://b.example:8080"),
        log_format="json",
        cache_required=True,
        max_depth_limit=7,
    )


def test_an_old_name_serves_where_the_new_one_is_not_given() -> None:
    assert Settings.from_env({"PORT": "9000"}).api_port == 9000
    assert Settings.from_env({"PORT": "9000", "API_PORT": "9001"}).api_port == 9001
    assert list(refused(PORT="http")) == ["PORT"]


def test_all_faulty_variables_are_named_at_once_with_the_accepted_form() -> None:
    problems = refused(API_PORT="65536", LOG_LEVEL="loud", CORS_ORIGINS="example.com", API_THREADS="-1")
    assert problems == {
        "API_PORT": "must be a whole number from 0 to 65535, not '65536'",
        "API_THREADS": "must be a whole number from 1 to 256, not '-1'",
        "CORS_ORIGINS": ("must be origins such as https://wiki.example.com joined by commas, or *, not 'example.com'"),
        "LOG_LEVEL": "must be one of debug, info, warning, error, not 'loud'",
    }


@pytest.mark.parametrize("number", ["", "x", "1.5", "1e3", "0x10", "9" * 5000])
def test_a_number_is_a_number(number) -> None:
    if number:
        assert "API_WORKERS" in refused(API_WORKERS=number)


@pytest.mark.parametrize(
    "bounds",
    [
        {"VALIDATION_MIN_MAX_DEPTH": "6"},
        {"VALIDATION_MAX_DEPTH_LIMIT": "4"},
        {"VALIDATION_DEFAULT_MAX_DEPTH": "21"},
    ],
)
def test_bounds_on_depth_must_agree(bounds) -> None:
    assert list(refused(**bounds)) == ["VALIDATION_DEFAULT_MAX_DEPTH"]


def test_secrets_are_not_shown() -> None:
    settings = Settings.from_env({"DATABASE_URL": "postgresql://me:hunter2@db/lineage"})
    assert settings.database_url == "postgresql://me:hunter2@db/lineage"
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings)


def test_every_default_has_the_form_that_is_accepted() -> None:
    for row in table():
        if row.default not in (None, ()):
            assert row.kind.parse(str(row.default)) == row.default, row.variable


def test_names_are_unique_and_every_row_says_what_it_is_for() -> None:
    names = [name for row in table() for name in (row.variable, *row.aliases)]
    assert len(names) == len(set(names))
    assert all(row.help.endswith(".") and row.kind.form for row in table())
