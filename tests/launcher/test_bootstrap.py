import socket

import pytest

from launcher import bootstrap, locks, ports, start
from launcher.arguments import parse
from launcher.problem import Problem


def test_a_port_in_use_is_told_with_another_to_take(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        chosen = parse("start", ["--port", str(taken), "--data", str(tmp_path)])

        with pytest.raises(Problem, match=rf"Port {taken} is in use(.|\n)*--port {taken + 1}"):
            start.main(chosen)


def test_a_free_port_is_the_preferred_one_if_nobody_has_it():
    preferred = ports.free_port()

    assert ports.free_port(preferred) == preferred
    with socket.create_server(("127.0.0.1", preferred)):
        assert ports.free_port(preferred) != preferred


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_what_is_no_port_is_refused_before_the_set_up(capsys, port):
    with pytest.raises(SystemExit):
        bootstrap.run("start", ["--port", port])

    assert "is no port" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").touch()
    chosen = parse("start", ["--port", str(ports.free_port()), "--data", str(tmp_path / "file")])

    with pytest.raises(Problem, match="cannot be used for data"):
        start.main(chosen)


def test_a_lock_is_refused_while_held_and_free_afterwards(tmp_path):
    path = tmp_path / "lock"

    with (
        locks.sole_use(path, "first"),
        pytest.raises(Problem, match="second"),
        locks.sole_use(path, "second"),
    ):
        pass

    assert locks.is_held(path) is False
