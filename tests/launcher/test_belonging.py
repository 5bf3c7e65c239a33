"""A folder and its database that were parted are recognised: no new network begins in silence."""

import shutil
from contextlib import contextmanager

import pytest

from launcher import belonging, secrets, services
from launcher.problem import Problem
from launcher.supervisor import Supervisor
from tests.launcher.test_services import ask_database


@pytest.fixture
def place(tmp_path):
    """Return a way to name a data folder and, as for root, a database outside of it."""

    def make(name):
        data, home = tmp_path / name, tmp_path / f"home-of-{name}"
        data.mkdir(exist_ok=True)
        home.mkdir(exist_ok=True)
        return data, home / "postgres"

    return make


@pytest.fixture
def used(place):
    """A folder with photos and a database that belongs to it."""
    data, cluster = place("used")
    secrets.keep(data)
    make(cluster, "the network")
    belonging.remember(data, cluster)
    (data / "sample.stamp").write_text("2026-11-29 sample")
    return data, cluster


def make(cluster, fact):
    cluster.mkdir()
    (cluster / "fact").write_text(fact)


def fact(cluster):
    return (cluster / "fact").read_text() if cluster.exists() else None


def settle(data, cluster, wish=None, *, throwaway=False):
    belonging.mark_old_ones(data, cluster)
    return belonging.settle(data, cluster, wish=wish, throwaway=throwaway)


def test_a_new_folder_and_one_with_its_database_need_nothing(place, used):
    assert not settle(*place("new"))
    assert not settle(*used)
    assert fact(used[1]) == "the network"


def test_a_database_of_a_version_that_marked_nothing_belongs_to_a_folder_with_passwords(used):
    data, cluster = used
    (cluster / "tvet.mark").unlink()

    assert not settle(data, cluster)


def test_a_copied_folder_asks_and_gets_a_copy(place, used):
    data, cluster = place("copied")
    shutil.copytree(used[0], data, dirs_exist_ok=True)

    with pytest.raises(
        Problem, match=rf"is a copy of {used[0]}(.|\n)*{used[1]}(.|\n)*copy(.|\n)*new"
    ):
        settle(data, cluster)
    assert not cluster.exists()
    settle(data, cluster, "copy")

    assert (fact(cluster), fact(used[1])) == ("the network", "the network")
    assert not settle(data, cluster)


def test_what_is_in_use_is_not_copied(place, used):
    data, cluster = place("copied")
    shutil.copytree(used[0], data, dirs_exist_ok=True)
    (used[1] / "postmaster.pid").touch()

    with pytest.raises(Problem, match="Stop its bin/start"):
        settle(data, cluster, "copy")
    assert not cluster.exists()


def test_a_copied_folder_may_begin_anew(place, used):
    data, cluster = place("copied")
    shutil.copytree(used[0], data, dirs_exist_ok=True)

    assert not settle(data, cluster, "new")
    assert (fact(cluster), fact(used[1])) == (None, "the network")


def test_the_database_follows_a_folder_that_moved(place, used, capsys):
    data, cluster = place("moved")
    shutil.copytree(used[0], data, dirs_exist_ok=True)
    shutil.rmtree(used[0])

    assert not settle(data, cluster)

    assert (fact(cluster), fact(used[1])) == ("the network", None)
    assert str(cluster) in capsys.readouterr().out


@pytest.mark.parametrize("is_noted", [True, False])
def test_a_lost_database_is_told_with_its_place(used, is_noted):
    data, cluster = used
    shutil.rmtree(cluster)
    if not is_noted:
        (data / "database.json").unlink()

    with pytest.raises(Problem, match=rf"should be in {cluster}(.|\n)*--database new"):
        settle(data, cluster)
    assert not settle(data, cluster, "new")


def test_what_a_removed_folder_left_is_kept_or_put_aside(used):
    data, cluster = used
    shutil.rmtree(data)
    data.mkdir()

    for _ in range(2):
        with pytest.raises(Problem, match=rf"{cluster} holds(.|\n)*keep(.|\n)*new"):
            settle(data, cluster)
    assert settle(data, cluster, "keep")
    settle(data, cluster, "new")

    [aside] = cluster.parent.glob("postgres.2*")
    assert (fact(cluster), fact(aside)) == (None, "the network")


def test_an_unmarked_database_of_a_removed_folder_is_known_the_second_time_as_well(used):
    data, cluster = used
    (cluster / "tvet.mark").unlink()
    shutil.rmtree(data)
    data.mkdir()

    for _ in range(2):
        with pytest.raises(Problem, match="of an earlier data folder"):
            settle(data, cluster)
        secrets.keep(data)


def test_servers_for_tests_throw_away_what_is_not_theirs(used):
    data, cluster = used
    shutil.rmtree(data)
    data.mkdir()

    assert not settle(data, cluster, throwaway=True)
    assert fact(cluster) is None


@contextmanager
def started(data, wish=None):
    planned, supervisor = services.plan(data, tied=True, wish=wish), Supervisor()
    try:
        for program in planned.embedded:
            supervisor.add(program)
        yield planned.owner_url
    finally:
        supervisor.end_all()


def test_a_real_database_goes_on_with_a_new_password(data):
    with started(data) as before:
        ask_database(before, "create table kept as select 7 as fact; select 1")
    for name in ("secrets.json", "database.json"):
        (data / name).unlink()

    with pytest.raises(Problem, match="--database keep"), started(data):
        pass
    with started(data, "keep") as after:
        assert ask_database(after, "select fact from kept") == (7,)
    assert after != before
