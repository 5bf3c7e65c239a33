import errno
import os
import socket

import pytest

from launcher import ports
from launcher.problem import Problem


def test_a_port_in_use_is_told_with_another_one():
    with socket.socket() as taken:
        taken.bind((ports.HERE, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Problem, match=rf"{port} is in use(.|\n)*--port {port + 1}"):
            ports.refuse_unless_free(port)
        assert not ports.is_free(port)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, r"only its administrator use port 80(.|\n)*--port 8000"),
        (errno.EPERM, r"only its administrator use port 80"),
        (errno.EADDRNOTAVAIL, r"Port 80 cannot be used: Cannot assign"),
    ],
)
def test_what_the_system_does_not_allow_is_not_called_in_use(monkeypatch, number, said):
    class Refusing(socket.socket):
        def bind(self, _address):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(socket, "socket", Refusing)

    with pytest.raises(Problem, match=said):
        ports.refuse_unless_free(80)
