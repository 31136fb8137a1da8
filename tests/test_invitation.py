"""The invitation: an address that others in the room can open, and none where they could not."""

import io
import socket
import sys

import pytest

import invitation
from invitation import invite, local_addresses, room_address


class Terminal(io.StringIO):
    def isatty(self):
        return True


def printed(host, port=8501, path="", out=None):
    out = out or io.StringIO()
    invite(host, port, path, out)
    return out.getvalue()


@pytest.fixture
def in_a_room(monkeypatch):
    monkeypatch.setattr(socket.socket, "getsockname", lambda asking: ("10.1.2.3", 40_000))
    monkeypatch.setattr(socket.socket, "connect", lambda asking, address: None)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_nobody_is_invited_to_what_only_this_machine_reaches(host, in_a_room):
    assert room_address(host) is None
    assert printed(host) == ""


@pytest.mark.parametrize("host", [None, "", "0.0.0.0", "::"])
def test_the_room_is_told_this_machines_address_in_its_network(host, in_a_room):
    first, second, _ = printed(host, path="/over").split("\n", 2)
    assert first == "  In this network: http://10.1.2.3:8501/over"
    assert second.endswith(" http://10.1.2.3:8501/over/room")


def test_an_address_that_was_chosen_is_the_one_that_is_told(in_a_room):
    assert "http://192.168.7.7:8600\n" in printed("192.168.7.7", 8600)


def test_a_terminal_gets_a_code_to_point_a_phone_at(in_a_room):
    shown = printed("", out=Terminal())
    assert shown.count("\n") > 12
    assert "▄" in shown


def test_without_a_network_nobody_is_invited(monkeypatch):
    def refuse(asking, address):
        raise OSError("Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(invitation, "local_addresses", lambda asking: iter(["127.0.0.1"]))
    assert printed("") == ""
    monkeypatch.setattr(invitation, "local_addresses", lambda asking: iter(["127.0.0.1", "10.42.0.1"]))
    assert "http://10.42.0.1:8501\n" in printed("")  # a laptop's own hotspot


@pytest.mark.skipif(sys.platform != "linux", reason="The interface lo is Linux's.")
def test_the_addresses_of_this_machine_are_known_without_a_network():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        assert "127.0.0.1" in local_addresses(asking)
