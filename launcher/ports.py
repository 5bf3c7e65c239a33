"""Ports of this machine."""

import errno
import socket

from launcher.problem import Problem

HERE = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    return _hindrance(port) is None


def refuse_unless_free(port: int) -> None:
    """Say why nothing can be served on this port, and what to do."""
    hindrance = _hindrance(port)
    if hindrance is None:
        return
    if hindrance.errno == errno.EADDRINUSE:
        message = (
            f"Port {port} is in use (perhaps by another bin/start).\n"
            f"Stop what uses it, or choose another port: bin/start --port {port + 1}"
        )
    elif isinstance(hindrance, PermissionError):
        message = (
            f"The system lets only its administrator use port {port}.\n"
            "Choose one from 1024 up: bin/start --port 8000"
        )
    else:
        message = f"Port {port} cannot be used: {hindrance.strerror}."
    raise Problem(message)


def _hindrance(port: int) -> OSError | None:
    """What the system says against a server there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError as error:
            return error
    return None


def free_port(preferred: int | None = None) -> int:
    """A free port; the preferred one if it is free."""
    if preferred and is_free(preferred):
        return preferred
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
