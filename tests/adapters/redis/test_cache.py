from __future__ import annotations

import queue
import threading

import pytest
from tests.valkey_server import ValkeyServer


def test_what_is_kept_is_found_until_it_expires(cache, server):
    assert cache.get("k") is None
    assert cache.set("k", b"\x00\xffv", 100)
    assert cache.get("k") == b"\x00\xffv"
    with server.client() as client:
        assert 99_000 < client.pttl("k") <= 100_000
        client.pexpire("k", 0)
    assert cache.get("k") is None


@pytest.mark.parametrize("prefix", ["ol:a:", "ol:*", "ol:[ab]", "o?", "", "ol:a\\"])
def test_a_prefix_is_taken_literally(cache, prefix):
    keys = ["ol:a:1", "ol:b:2", "ol:*:3", "ol:[ab]:4", "o?:5", "ol:a\\6"]
    for key in keys:
        cache.set(key, b"v", 100)
    expected = {key for key in keys if key.startswith(prefix)}
    assert {key for key, size in cache.scan(prefix) if size > 0} == expected
    assert cache.delete_prefix(prefix) == len(expected)
    assert {key for key in keys if cache.get(key) is None} == expected


def test_more_keys_than_one_batch_go_and_are_counted(cache):
    for number in range(1203):
        cache.set(f"ol:many:{number}", b"v", 100)
    assert len(dict(cache.scan("ol:many:"))) == 1203
    assert cache.delete_prefix("ol:many:") == 1203


def test_a_lock_is_held_by_one_and_given_back_only_by_its_token(cache, server):
    token = cache.acquire("l", 100)
    assert token
    assert cache.acquire("l", 100) is None
    cache.release("l", "another token")
    assert cache.acquire("l", 100) is None
    cache.release("l", token)
    again = cache.acquire("l", 100)
    assert again
    assert again != token
    with server.client() as client:
        assert 99_000 < client.pttl("l") <= 100_000


def test_one_of_many_takes_the_lock(cache):
    everybody = threading.Barrier(16)
    tokens = queue.SimpleQueue()

    def take():
        everybody.wait(10)
        tokens.put(cache.acquire("l", 100))

    threads = [threading.Thread(target=take) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(tokens.get() is not None for _ in range(16)) == 1


def test_counters_add_up(cache):
    cache.count("c", {"a": 2, "b": 1}, 100)
    cache.count("c", {"b": 5}, 100)
    assert cache.most("c", 10) == [("b", 6), ("a", 2)]
    assert cache.most("c", 1) == [("b", 6)]
    assert cache.most("none", 1) == []


def test_everybody_who_listens_hears(cache, cache_of, server):
    heard = queue.SimpleQueue()
    for _ in range(2):
        cache_of(server).listen("news", heard.put)
    assert [heard.get(timeout=10), heard.get(timeout=10)] == ["", ""]
    cache.announce("news", "old ol:a")
    assert [heard.get(timeout=10), heard.get(timeout=10)] == ["old ol:a", "old ol:a"]


def test_a_listener_says_when_it_is_deaf_and_when_it_hears_again(cache_of):
    with ValkeyServer() as server:
        heard = queue.SimpleQueue()
        cache = cache_of(server, timeout_seconds=5)
        cache.listen("news", heard.put)
        assert heard.get(timeout=10) == ""
        server.kill()
        assert heard.get(timeout=10) is None
        server.start()
        while (message := heard.get(timeout=10)) is None:
            pass
        assert message == ""
        cache.announce("news", "x")
        assert heard.get(timeout=10) == "x"


def test_there_are_no_threads_while_all_is_well(cache):
    cache.set("k", b"v", 10)
    assert cache.state().state == "connected"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("redis-breaker")]


def test_a_key_of_another_type_is_nothing_found(cache, server):
    with server.client() as client:
        client.lpush("k", "x")
    assert cache.get("k") is None
    assert cache.state().state == "connected"
    assert cache.set("k", b"v", 10)
