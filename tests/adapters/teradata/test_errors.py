import pytest

from teralineage.adapters.teradata.errors import (
    Meaning,
    TeradataError,
    TeradataUnavailableError,
    read_fault,
    translated,
)
from teralineage.domain.errors import StoreUnavailableError

HEAD = "[Version 20.0.0.20] [Session 1042] [Teradata Database] "
STACK = "\n at gosqldriver/teradatasql.formatError ErrorUtil.go:85\n at gosqldriver/teradatasql.(*x).y"

MESSAGES = [
    ("[Error 8017] The UserId, Password or Account is invalid.", Meaning.CREDENTIALS, 8017),
    ("[Error 3523] The user does not have SELECT access to DBC.QryLogV.", Meaning.PRIVILEGE, 3523),
    ("[Error 5315] The user does not have SELECT access to a table.", Meaning.PRIVILEGE, 5315),
    ("[Error 3807] Object 'X' does not exist.", Meaning.OBJECT_MISSING, 3807),
    ("[Error 3802] Database 'X' does not exist.", Meaning.OBJECT_MISSING, 3802),
    ("[Error 3810] Column/Parameter 'X' does not exist.", Meaning.COLUMN_MISSING, 3810),
    ("[Error 3803] Table 'X' already exists.", Meaning.ALREADY_EXISTS, 3803),
    ("[Error 3706] Syntax error: expected something.", Meaning.SYNTAX, 3706),
    ("[Error 2801] Duplicate unique prime key error in X.", Meaning.DUPLICATE, 2801),
    ("[Error 9719] QVCI feature is disabled.", Meaning.TYPES_OFF, 9719),
    ("[Error 9804] Response Row size exceeded.", Meaning.ROW_TOO_WIDE, 9804),
    ("[Error 2646] No more spool space.", Meaning.OUT_OF_SPOOL, 2646),
    ("[Error 2631] Transaction ABORTed due to deadlock.", Meaning.RESUBMIT, 2631),
    ("[Error 3111] The dispatcher has timed out the transaction.", Meaning.RESUBMIT, 3111),
    ("[Error 2826] Request completed but all output was lost.", Meaning.ANSWER_LOST, 2826),
    ("[Error 2827] Request was aborted by user.", Meaning.CANCELLED, 2827),
    ("[Error 9999] Something new.", Meaning.OTHER, 9999),
]


@pytest.mark.parametrize(("text", "meaning", "number"), MESSAGES)
def test_the_number_says_what_a_failure_means(text, meaning, number):
    fault = read_fault(RuntimeError(HEAD + text + STACK))
    assert (fault.meaning, fault.number) == (meaning, number)


def test_the_first_number_counts():
    fault = read_fault(RuntimeError(HEAD + "[Error 3807] Object does not exist; see [Error 2631]"))
    assert fault.number == 3807


@pytest.mark.parametrize(
    "text",
    [
        "[Version 20.0.0.20] [Session 0] [Teradata SQL Driver] Failed to connect to td.example.com" + STACK,
        "[Version 20.0.0.20] [Session 0] [Teradata SQL Driver] Hostname lookup failed for td.example.com" + STACK,
        "[Version 20.0.0.20] [Session 9] [Teradata SQL Driver] Failure sending Start Request message" + STACK,
        "[Version 20.0.0.20] [Session 9] [Teradata SQL Driver] [Error 540] Connection closed by the peer" + STACK,
    ],
)
def test_a_fault_of_the_driver_is_the_connection(text):
    assert read_fault(RuntimeError(text)).meaning is Meaning.CONNECTION


def test_the_message_is_one_clean_line():
    fault = read_fault(RuntimeError(HEAD + "[Error 3807] Object 'X' does not exist." + STACK))
    assert str(fault) == "error 3807: Object 'X' does not exist."


@pytest.mark.parametrize("text", ["", "\n\n", "[Version 1] [Session 2]"])
def test_an_empty_message_still_says_something(text):
    assert read_fault(RuntimeError(text)).message == "no message"


def test_no_credential_gets_out():
    text = HEAD + "[Error 8017] logon of etl with hunter2 failed, password=hunter2, LOGDATA: 'token=abc'"
    message = str(translated(RuntimeError(text), secrets=["hunter2", ""]))
    assert "hunter2" not in message
    assert "abc" not in message


def test_what_may_pass_is_unavailable_and_what_may_not_is_an_error():
    assert isinstance(translated(RuntimeError(HEAD + "[Error 2631] x")), TeradataUnavailableError)
    assert isinstance(translated(RuntimeError(HEAD + "[Error 2631] x")), StoreUnavailableError)
    refused = translated(RuntimeError(HEAD + "[Error 3523] x"))
    assert isinstance(refused, TeradataError)
    assert not isinstance(refused, StoreUnavailableError)
