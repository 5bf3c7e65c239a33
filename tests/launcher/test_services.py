import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Timer

import psycopg2
import pytest
import redis

from launcher import locks, postgres, processes, roles, secrets, services
from launcher.account import server_home, unprivileged
from launcher.places import ROOT
from launcher.problem import Problem
from launcher.supervisor import Supervisor


@pytest.fixture
def start(data):
    """Start servers on the data, as a launcher does that ends with the test."""
    supervisors = []

    def start_servers() -> services.Services:
        planned = services.plan(data, tied=True, throwaway=True)
        supervisors.append(Supervisor())
        for program in planned.embedded:
            supervisors[-1].add(program)
        return planned

    yield start_servers
    for supervisor in supervisors:
        supervisor.end_all()


@pytest.fixture
def leave_running(data):
    """Run the command that leaves servers behind, and return its exports."""

    def run() -> dict[str, str]:
        command = [sys.executable, "-m", "launcher", "services", "--data", str(data)]
        printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        exports = [line.removeprefix("export ") for line in printed.stdout.splitlines()]
        return dict(line.split("=", 1) for line in exports)

    return run


def ask_database(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()
    finally:
        connection.close()


def programs_on(folder: Path) -> list[int]:
    """All other processes that name this folder or work in it."""
    others = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [pid for pid in others if pid != os.getpid() and str(folder) in _about(pid)]


def _about(pid: int) -> str:
    try:
        return f"{processes.command_line(pid)} {Path(f'/proc/{pid}/cwd').readlink()}"
    except OSError:
        return ""


def cluster(data: Path) -> Path:
    return postgres.cluster_of(server_home(data, unprivileged()))


def test_services_answer_and_leave_no_process_when_they_are_stopped(data, eventually, start):
    running = start()

    assert ask_database(running.database_url, "select 6 * 7") == (42,)
    assert redis.Redis.from_url(running.redis_url).ping() is True
    assert len(programs_on(data)) >= 2

    services.stop(data)

    assert eventually(lambda: programs_on(data) == [])


def test_the_database_has_what_the_product_builds_on(start):
    running = start()

    for extension in ("pg_trgm", "unaccent", "btree_gist"):
        ask_database(running.owner_url, f"create extension {extension}; select 1")
    assert ask_database(running.database_url, "select lower('ÉLÈVE')") == ("élève",)
    assert ask_database(running.database_url, "select similarity('ສະຖາບັນ', 'ສະຖາບັນ')") == (1.0,)


def test_a_stranger_is_refused(data, start):
    running = start()
    kept = secrets.keep(data)

    for role in (roles.ADMINISTRATOR, roles.OWNER, roles.APPLICATION):
        password = roles.password(kept.database_password, roles.APPLICATION)
        known = running.database_url.replace(roles.APPLICATION, role)
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(known.replace(password, "guess"))
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(running.redis_url.replace(kept.broker_password, "guess")).ping()


def test_facts_and_addresses_stay_from_one_start_to_the_next(start):
    before = start()
    ask_database(
        before.owner_url, "create table kept (fact int); insert into kept values (7); select 1"
    )

    after = start()

    assert after.environment() == before.environment()
    assert ask_database(after.owner_url, "select fact from kept") == (7,)


def test_what_a_version_before_made_becomes_the_owners(data, start):
    known = start().owner_url.split("@")[1]
    administrator = f"{roles.ADMINISTRATOR}:{secrets.keep(data).database_password}"
    made = "create extension pg_trgm; create table old (fact int generated always as identity);"
    made += "create function told() returns int language sql as 'select 7'; select 1"
    ask_database(f"postgres://{administrator}@{known}", made)

    after = start()

    ask_database(
        after.owner_url, "insert into old default values; alter table old add more int; select 1"
    )
    ask_database(after.owner_url, "alter function told() set work_mem = '1MB'; select 1")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="denied for table old"):
        ask_database(after.database_url, "select fact from old")


def test_no_site_works_as_the_administrator(data, start):
    known = start().owner_url.split("@")[1]
    administrator = f"{roles.ADMINISTRATOR}:{secrets.keep(data).database_password}"
    production = {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "DATABASE_URL": f"postgres://{administrator}@{known}",
        "DATABASE_OWNER_URL": "",
        "SECRET_KEY": "for this test only, with many different letters 0123456789",
        "ALLOWED_HOSTS": "network.example.org",
        "SITE_URL": "https://network.example.org",
    }

    for command in (["manage.py", "migrate"], ["-c", "import config.wsgi"]):
        ended = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **production},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode != 0
        assert "is a superuser of the database server" in ended.stderr


def test_a_note_left_by_a_crash_does_not_keep_the_server_from_starting(data, start):
    start()
    note = cluster(data) / "postmaster.pid"
    left = note.read_text().splitlines()
    os.kill(int(left[0]), signal.SIGQUIT)
    services.stop(data)
    note.write_text("\n".join([str(os.getpid()), *left[1:]]))

    running = start()

    assert ask_database(running.database_url, "select 1") == (1,)


def test_what_a_killed_server_left_at_work_is_waited_for(data, start):
    with closing(psycopg2.connect(start().database_url)) as connection:
        at_work = connection.info.backend_pid
        os.kill(at_work, signal.SIGSTOP)
        os.kill(int((cluster(data) / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        Timer(2, os.kill, [at_work, signal.SIGCONT]).start()

        running = start()

        assert ask_database(running.database_url, "select 1") == (1,)


def test_a_cluster_cut_short_is_made_again(data, start):
    unfinished = cluster(data).with_name("postgres.new")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")

    running = start()

    assert ask_database(running.database_url, "select 1") == (1,)
    assert not unfinished.exists()


def test_a_cleared_folder_begins_anew_and_keeps_its_lock(data, start):
    start()
    (data / "bench.lock").touch()
    services.stop(data)

    services.clear(data)

    assert [path.name for path in data.iterdir()] == ["bench.lock"]
    assert not services.cluster_of(data).exists()


def test_data_of_another_postgresql_is_refused_with_the_way_out(data):
    secrets.keep(data)
    cluster(data).mkdir()
    (cluster(data) / "PG_VERSION").write_text("17\n")

    with pytest.raises(
        Problem, match=r"made by PostgreSQL 17; this version runs 18(.|\n)*--data DIR"
    ):
        services.plan(data, tied=True)


def test_unreadable_secrets_are_refused_with_the_way_out(data):
    secrets.keep(data)
    whole = (data / "secrets.json").read_text()
    (data / "secrets.json").write_text("{")

    with pytest.raises(Problem, match=r"secrets\.json cannot be read"):
        services.plan(data, tied=True)

    (data / "secrets.json").write_text(whole)


def test_secrets_are_for_their_owner_only(data):
    secrets.keep(data)

    assert (data / "secrets.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel must tell of it")
def test_servers_end_when_their_launcher_is_killed(data, eventually):
    code = (
        "import sys, time; from pathlib import Path; from launcher import services\n"
        "for program in services.plan(Path(sys.argv[1]), tied=True, throwaway=True).embedded:\n"
        "    program.start()\n"
        "print('up', flush=True); time.sleep(60)"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    assert launcher.stdout.readline() == "up\n"
    assert programs_on(data) != []

    launcher.kill()
    launcher.wait()
    launcher.stdout.close()

    assert eventually(lambda: programs_on(data) == [])


def test_servers_left_running_are_used_again_and_released_by_the_last_user(
    data, leave_running, eventually
):
    first = leave_running()
    (data / "kept").unlink()

    assert leave_running() == first

    (data / "kept").unlink()
    services.release(data, [data / "slot-0.lock"])

    assert eventually(lambda: programs_on(data) == [])


def test_servers_that_are_kept_or_in_use_are_not_stopped(data, leave_running):
    running, user = leave_running(), data / "slot-0.lock"

    services.release(data, [user])
    assert ask_database(running["DATABASE_URL"], "select 1") == (1,)

    (data / "kept").unlink()
    with locks.sole_use(user, "unused"):
        services.release(data, [user])
    assert ask_database(running["DATABASE_URL"], "select 1") == (1,)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that others cannot enter")
def test_root_keeps_the_server_out_of_a_closed_home_and_leaves_it_closed(data):
    home = data / "home"
    home.mkdir(mode=0o700)

    shelter = server_home(home, unprivileged())

    assert not shelter.is_relative_to(home)
    assert home.stat().st_mode & 0o777 == 0o700
    shelter.rmdir()
