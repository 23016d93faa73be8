import logging
import sys
import threading

import pytest
from tests.adapters.teradata.doubles import ScriptedDriver, dropped, error

from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.driver import connect_parameters, connector
from teralineage.adapters.teradata.errors import Meaning, TeradataError, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.statements import Sql
from teralineage.domain.errors import SettingsError, UsageError

ASK = Sql("test", "SELECT a FROM t")


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def pool_of(driver, **options):
    return Pool(open=lambda: open_session(driver), sleep=lambda _seconds: None, **options)


def in_turn(*answers, text=ASK.text):
    """Answers to one request, in turn; other requests answer nothing."""
    left = list(answers)
    return lambda asked, _parameters: left.pop(0) if asked == text and left else []


# connecting


def test_every_parameter_is_text_and_the_mode_is_ansi():
    config = TeradataConfig(host="td", user="u", password="p", sslca="/ca.pem", connect_timeout_seconds=2.5)
    assert connect_parameters(config) == {
        "host": "td",
        "user": "u",
        "password": "p",
        "dbs_port": "1025",
        "logmech": "TD2",
        "sslmode": "PREFER",
        "sslca": "/ca.pem",
        "encryptdata": "false",
        "connect_timeout": "2500",
        "logon_timeout": "0",
        "request_timeout": "0",
        "tmode": "ANSI",
    }


def test_every_faulty_setting_is_named_at_once():
    with pytest.raises(SettingsError) as caught:
        connector(TeradataConfig(host="td:1025", logmech="TD2", sslmode="MAYBE", sessions=9))
    assert set(caught.value.problems) == {
        "TERADATA_HOST",
        "TERADATA_SSLMODE",
        "TERADATA_USER",
        "TERADATA_PASSWORD",
        "TERADATA_SESSIONS",
    }


@pytest.mark.parametrize(
    ("options", "variable"),
    [
        ({"logmech": "JWT"}, "TERADATA_LOGDATA"),
        ({"logmech": "BROWSER"}, "TERADATA_LOGMECH"),
        ({"log_view": "QryLogV"}, "TERADATA_LOG_VIEW"),
        ({"history_view": "PDCRINFO.DBQLogTbl_Hst"}, "TERADATA_HISTORY_TEXT_VIEW"),
    ],
)
def test_what_could_only_fail_later_is_said_at_once(options, variable, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    config = TeradataConfig(host="td", user="u", password="p", **options)
    assert set(config.problems()) == {variable}


def test_a_token_logon_needs_no_password():
    assert not TeradataConfig(host="td", logmech="JWT", logdata="token=x").problems()


def test_a_missing_driver_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "teradatasql", None)
    with pytest.raises(UsageError, match=r"pip install 'teralineage\[teradata\]'"):
        connector(TeradataConfig(host="td", user="u", password="p"))


def test_secrets_are_not_shown():
    config = TeradataConfig(host="td", user="u", password="hunter2", logdata="token=abc")
    assert "hunter2" not in repr(config)
    assert "abc" not in repr(config)
    driver = ScriptedDriver()
    driver.refusing = error(8017, "logon with hunter2 failed")
    with pytest.raises(TeradataError) as caught:
        open_session(driver, config.secrets)
    assert "hunter2" not in str(caught.value)


# a session


def test_a_session_turns_transactions_on_and_names_the_program():
    driver = ScriptedDriver()
    open_session(driver)
    assert driver.requests[0] == "{fn teradata_nativesql}{fn teradata_autocommit_off}"
    assert driver.requests[1].startswith("SET QUERY_BAND = 'ApplicationName=teralineage;Version=")
    assert driver.requests[2] == "COMMIT"


def test_a_refused_query_band_is_a_warning(caplog):
    driver = ScriptedDriver(lambda text, _p: error(3523) if text.startswith("SET QUERY_BAND") else [])
    with caplog.at_level(logging.WARNING):
        open_session(driver)
    assert "query band" in caplog.text
    assert driver.requests[-1] == "ROLLBACK"


def test_a_session_that_cannot_be_used_does_not_stay_logged_on():
    driver = ScriptedDriver(lambda text, _p: error(3706) if text.startswith("{fn ") else [])
    with pytest.raises(TeradataError):
        open_session(driver)
    assert driver.connections[0].closed


def test_characters_that_teradata_refuses_are_replaced_one_for_one():
    asked = []
    session = open_session(ScriptedDriver(lambda _text, parameters: asked.append(parameters) or []))
    session.rows(ASK, ["a\U0001f600é", "half \ud83d", 7])
    assert asked[-1] == ["a\ufffdé", "half \ufffd", 7]


def test_a_text_is_joined_over_rows_and_result_sets_without_anything_between():
    answer = [[("REPLACE VIEW v AS SEL",), (None,)], [("ECT a\r FROM t\r\n",)]]
    session = open_session(ScriptedDriver(in_turn(answer)))
    assert session.text(ASK) == "REPLACE VIEW v AS SELECT a\n FROM t\n"


def test_rows_come_in_batches_and_many_values_go_in_chunks():
    rows = [(number,) for number in range(12_001)]
    driver = ScriptedDriver(lambda text, _p: list(rows) if text == ASK.text else [])
    session = open_session(driver)
    assert session.rows(ASK) == rows
    session.run_many(Sql("many", "INSERT"), rows[:1001])
    assert driver.requests.count("INSERT") == 3
    session.run_many(Sql("long", "UPDATE"), [("x" * 400_000,)] * 5)
    assert driver.requests.count("UPDATE") == 3
    session.run_many(Sql("wide", "MERGE"), [("語" * 200_000,)] * 5)  # three bytes each
    assert driver.requests.count("MERGE") == 5


def test_a_session_lost_in_the_middle_of_an_answer_is_broken():
    driver = ScriptedDriver(in_turn([(1,), dropped()]))
    session = open_session(driver)
    with pytest.raises(TeradataUnavailableError):
        session.rows(ASK)
    assert session.broken


# transactions


def test_a_deadlock_repeats_the_whole_transaction():
    driver = ScriptedDriver(in_turn([(1,)], error(2631), [(1,)], [(2,)]))
    pool = pool_of(driver)
    assert pool.transact(lambda session: session.rows(ASK) + session.rows(ASK)) == [(1,), (2,)]
    assert driver.requests[3:] == [ASK.text, ASK.text, "ROLLBACK", ASK.text, ASK.text, "COMMIT"]


def test_it_gives_up_after_three_retries():
    driver = ScriptedDriver(lambda text, _p: error(2631) if text == ASK.text else [])
    with pytest.raises(TeradataUnavailableError):
        pool_of(driver).transact(lambda session: session.rows(ASK))
    assert driver.requests.count(ASK.text) == 4


@pytest.mark.parametrize("number", [3523, 3807, 2827, 2646, 3706])
def test_what_repeating_cannot_mend_is_not_repeated(number):
    driver = ScriptedDriver(lambda text, _p: error(number) if text == ASK.text else [])
    with pytest.raises((TeradataError, TeradataUnavailableError)):
        pool_of(driver).transact(lambda session: session.rows(ASK))
    assert driver.requests.count(ASK.text) == 1


def test_a_dead_connection_is_replaced_not_retried():
    driver = ScriptedDriver(in_turn(dropped(), [(1,)]))
    assert pool_of(driver).transact(lambda session: session.rows(ASK)) == [(1,)]
    first, second = driver.connections
    assert first.closed
    assert second.requests[-2:] == [ASK.text, "COMMIT"]


def test_when_one_session_is_lost_those_at_rest_are_probed_before_they_are_used():
    driver = ScriptedDriver()
    pool = pool_of(driver, size=4)
    with pool.session(), pool.session(), pool.session(), pool.session():
        pass
    for connection in driver.connections:  # the database was restarted
        connection.dead = True
    assert pool.transact(lambda session: session.rows(ASK)) == []
    *lost, fresh = driver.connections
    assert [one.closed for one in lost] == [True] * 4
    assert fresh.requests[-2:] == [ASK.text, "COMMIT"]


def test_a_failure_of_the_work_itself_rolls_back():
    driver = ScriptedDriver()
    with pytest.raises(ZeroDivisionError):
        pool_of(driver).transact(lambda _session: 1 / 0)
    assert driver.requests[-1] == "ROLLBACK"


# the pool


def test_a_rested_session_is_probed_and_a_dead_one_replaced():
    driver, clock = ScriptedDriver(), Clock()
    pool = pool_of(driver, clock=clock)
    pool.transact(lambda _session: None)
    clock.now = 59
    pool.transact(lambda _session: None)
    assert "SELECT 1" not in driver.requests
    clock.now = 120
    pool.transact(lambda _session: None)
    assert driver.requests.count("SELECT 1") == 1
    driver.connections[0].dead = True
    clock.now = 240
    pool.transact(lambda _session: None)
    assert len(driver.connections) == 2


def test_an_old_session_is_recycled_without_asking():
    driver, clock = ScriptedDriver(), Clock()
    pool = pool_of(driver, clock=clock)
    pool.transact(lambda _session: None)
    clock.now = 840
    pool.transact(lambda _session: None)
    assert [connection.closed for connection in driver.connections] == [True, False]
    assert "SELECT 1" not in driver.requests


def test_no_more_sessions_than_allowed_and_a_wait_for_one_ends():
    driver = ScriptedDriver()
    pool = pool_of(driver, size=1, wait_seconds=0)
    with pool.session(), pytest.raises(TeradataUnavailableError, match="all sessions are busy"), pool.session():
        pass
    with pool.session():
        pass
    assert len(driver.connections) == 1


def test_a_waiting_thread_gets_the_session_that_is_given_back():
    driver = ScriptedDriver()
    pool = pool_of(driver, size=1, wait_seconds=30)
    done = threading.Event()

    def wait():
        with pool.session():
            done.set()

    with pool.session():
        thread = threading.Thread(target=wait)
        thread.start()
    thread.join(30)
    assert done.is_set()
    assert len(driver.connections) == 1


def test_a_failed_logon_frees_its_place():
    driver = ScriptedDriver()
    driver.refusing = error(8017)
    pool = pool_of(driver, size=1, wait_seconds=0)
    for _ in range(2):
        with pytest.raises(TeradataError) as caught, pool.session():
            pass
        assert caught.value.fault.meaning is Meaning.CREDENTIALS


def test_closing_logs_off():
    driver = ScriptedDriver()
    pool = pool_of(driver)
    pool.transact(lambda _session: None)
    pool.close()
    assert driver.connections[0].closed
