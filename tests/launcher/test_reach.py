import pytest

from launcher import reach
from launcher.problem import Problem


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgres://user:hush@127.0.0.1:1/tvet", "port 1 failed: Connection refused"),
        ("not an address", "cannot be read as an address"),
        ("postgres://[::1", "cannot be read as an address"),
    ],
)
def test_a_broken_database_url_is_told_with_what_to_do(monkeypatch, url, said):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(Problem) as problem:
        reach.check_named_servers()

    assert said in str(problem.value)
    assert "unset DATABASE_URL" in str(problem.value)
    assert "hush" not in str(problem.value)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "not an address"])
def test_a_broken_redis_url_is_told_with_what_to_do(monkeypatch, url):
    monkeypatch.setenv("REDIS_URL", url)

    with pytest.raises(Problem, match="unset REDIS_URL"):
        reach.check_named_servers()
