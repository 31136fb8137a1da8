"""Which process serves a visitor, for nginx: `python -m deploy.processes 127.0.0.1:8511 127.0.0.1:8512`.

Each process has a group in which it comes first, and the others are there for when it does not answer. A visitor's
cookie names the port of his process, and so his group; who brings none goes to the next in turn.
"""

import argparse
import re

# Until a process that failed is tried again: longer than it takes to start, for it listens before it answers.
RETRY = "15s"


def write_group(name: str, first: str, others: list[str], kind: str) -> str:
    servers = [f"    server {first} max_fails=1 fail_timeout={RETRY};\n"]
    servers += [f"    server {other} max_fails=1 fail_timeout={RETRY}{kind};\n" for other in others]
    return f"upstream {name} {{\n    zone {name} 64k;\n{''.join(servers)}}}\n"


def write_processes(addresses: list[str]) -> str:
    """nginx's groups for processes at these addresses, `host:port`, each with a port of its own."""
    ports = [address.rpartition(":")[2] for address in addresses]
    if len(set(ports)) < len(ports):
        raise ValueError("The cookie tells processes apart by their port: give each its own.")
    groups = [write_group("overshoot", addresses[0], addresses[1:], "")]
    for address, port in zip(addresses, ports, strict=True):
        others = [other for other in addresses if other != address]
        groups.append(write_group(f"overshoot_{port}", address, others, " backup"))
    homes = "".join(f"    {port} overshoot_{port};\n" for port in ports)
    groups.append(f"map $cookie_overshoot $overshoot_process {{\n    default overshoot;\n{homes}}}\n")
    return f"# Written by `python -m deploy.processes {' '.join(addresses)}`.\n\n" + "\n".join(groups)


def read_address(text: str) -> str:
    found = re.fullmatch(r"([\w.-]+|\[[\da-fA-F:.]+\]):([1-9]\d{0,4})", text)
    if not found or int(found[2]) >= 2**16:
        raise argparse.ArgumentTypeError(f"{text!r} is no host with a port, as 127.0.0.1:8511 is.")
    return text


def main():
    parser = argparse.ArgumentParser(
        prog="python -m deploy.processes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("addresses", nargs="+", type=read_address, metavar="HOST:PORT", help="where a process listens")
    try:
        print(write_processes(parser.parse_args().addresses), end="")
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
