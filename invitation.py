"""The invitation: where a room finds the server on somebody's laptop, as an address and as a QR code."""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator

import segno

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

ANYWHERE = ("", "0.0.0.0", "::")
ELSEWHERE = "192.0.2.1"  # an address that nobody has (RFC 5737): to choose a way there sends nothing
ADDRESS, FLAGS = 0x8915, 0x8913  # what Linux is asked of an interface: SIOCGIFADDR, SIOCGIFFLAGS
RUNNING = 0x40  # of the flags: something is at the other end


def invite(host: str | None, port: int, path: str = "", out=None):
    """Print the address for the room, unless only this machine can reach the server. `host` is what it listens on."""
    out = out or sys.stdout
    address = room_address(host or "")
    if address is None:
        return
    url = f"http://{address}:{port}{path}"
    print(f"  In this network: {url}", file=out)
    print(f"  With the code of a room, students go to {url}/room\n", file=out)
    if out.isatty():
        segno.make(url, error="l").terminal(out, compact=True)
    out.flush()


def draw_qr(url: str) -> str:
    """A QR code as the address of a picture that has any size: dark on white, also on a dark page."""
    return segno.make(url, error="m", micro=False).svg_data_uri(omitsize=True, light="#fff")


def room_address(host: str) -> str | None:
    """This machine's address in its network; None where it has none, or listens to itself alone."""
    if host not in ANYWHERE:
        return None if is_only_here(host) else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((ELSEWHERE, 9))
            found = [asking.getsockname()[0]]
        except OSError:  # a network that leads nowhere else, such as the laptop's own hotspot
            found = local_addresses(asking)
        return next((own for own in found if not is_only_here(own)), None)


def local_addresses(asking: socket.socket) -> Iterator[str]:
    """This machine's addresses, one for each interface, as Linux and Windows tell them without a network."""
    try:
        if fcntl is None:
            yield from socket.gethostbyname_ex(socket.gethostname())[2]
            return
        interfaces = socket.if_nameindex()
    except OSError:
        return
    for _, name in interfaces:
        request = struct.pack("256s", name.encode()[:15])
        try:
            (flags,) = struct.unpack("16xH", fcntl.ioctl(asking, FLAGS, request)[:18])
            if flags & RUNNING:
                yield socket.inet_ntoa(fcntl.ioctl(asking, ADDRESS, request)[20:24])
        except OSError:  # it has none, or the system asks otherwise
            continue


def is_only_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
