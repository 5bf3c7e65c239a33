"""The product's own commands, and the environment that all its programs run in."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from launcher import assets, ports, processes, secrets, stamps
from launcher.places import LOCKED, PYTHON, ROOT
from launcher.problem import Problem
from launcher.services import Services
from launcher.terminal import step

_MANAGE = ROOT / "manage.py"
# Only who installs it knows them: what the site answers to, and where links in mails lead.
_SAID_BY_AN_INSTALLATION = {
    "ALLOWED_HOSTS": "network.example.org",
    "SITE_URL": "https://network.example.org",
}


@dataclass(frozen=True)
class Product:
    """One running copy: where its data is and what its programs find in their environment."""

    data: Path
    environment: dict[str, str]
    owner_url: str = ""

    @property
    def as_owner(self) -> dict[str, str]:
        """The environment of what changes tables; whatever answers people does not know it."""
        return {**self.environment, "DATABASE_OWNER_URL": self.owner_url}

    @property
    def is_local(self) -> bool:
        """Only a copy for trying out has log-ins that everybody may read."""
        return self.environment["DJANGO_SETTINGS_MODULE"] == "config.settings.local"

    def manage(self, command: str, *options: str, remedy: str = "") -> str:
        """Run a command of manage.py and return what it printed."""
        log = self.data / "log" / f"{command}.log"
        processes.must(
            [PYTHON, "-W", "ignore", _MANAGE, command, *options],
            log=log,
            env=self.environment,
            failure=f"manage.py {command} failed. {remedy}".strip(),
        )
        return log.read_text(errors="replace")


def product(data: Path, services: Services, port: int) -> Product:
    """The copy on this data; what the environment already says is left as it is."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SECRET_KEY": secrets.keep(data).secret_key,
        "PYTHONUNBUFFERED": "1",
    }
    given = {**services.environment(), "DATA_DIR": str(data)}
    environment = {**defaults, **os.environ, **given}
    copy = Product(data, environment, owner_url=environment.pop("DATABASE_OWNER_URL"))
    if copy.is_local:
        copy.environment.setdefault("SITE_URL", f"http://{ports.HERE}:{port}")
    return copy


def ask_for_names(copy: Product) -> None:
    """Stop with a word if an installation does not say what only it can say.

    :raises Problem: if one of the names is missing.
    """
    if copy.is_local:
        return
    for name, example in _SAID_BY_AN_INSTALLATION.items():
        if not copy.environment.get(name):
            raise Problem(f"Set {name} in the environment, for example: {name}={example}")


def write_environment(copy: Product) -> Path:
    """Note the addresses, so that manage.py in a second terminal finds them."""
    path = copy.data / "environment"
    names = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "SITE_URL",
        "DATA_DIR",
    )
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    known = {name: copy.as_owner[name] for name in names if name in copy.as_owner}
    path.write_text("".join(f"{name}={value}\n" for name, value in known.items()))
    return path


def bring_up_to_date(copy: Product) -> str:
    """Bring tables and static files in step with the code; tell which database this is."""
    log = copy.data / "log" / "tables.log"
    with step("Bringing the database up to date"):
        processes.must(
            [PYTHON, "-W", "ignore", "-m", "launcher.tables"],
            log=log,
            env=copy.as_owner,
            failure="The database could not be brought up to date.",
        )
    _collect_static_files(copy)
    return log.read_text().splitlines()[-1]


def _collect_static_files(copy: Product) -> None:
    """Name the built files by what they hold and compress them."""
    collected, stamp = copy.data / "static", copy.data / "static" / ".stamp"
    wanted = stamps.fingerprint([LOCKED / "requirements.txt"], assets.built_from())
    if stamps.matches(stamp, wanted):
        return
    with step("Collecting the static files"):
        shutil.rmtree(collected, ignore_errors=True)
        copy.manage("collectstatic", "--no-input")
        stamps.write(stamp, wanted)
