from launcher import processes


def test_the_logs_of_nine_runs_before_are_kept(tmp_path):
    log = tmp_path / "web.log"

    for run in range(12):
        processes.begin_log(log)
        log.write_text(f"run {run}")

    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"web.log": "run 11"} | {f"web.{n}.log": f"run {11 - n}" for n in range(1, 10)}
