"""The measurements run at all, tiny, on a server of their own, and write what a program can read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.options import NAMES, ROOT

FIELDS = ["name", "value", "unit", "yardstick", "ratio", "budget", "met"]


def measured(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.benchmarks", *arguments]
    wide = os.environ | {"COLUMNS": "200"}
    return subprocess.run(command, cwd=ROOT, env=wide, capture_output=True, text=True, timeout=120)


@pytest.mark.process
def test_a_tiny_run_tells_ratios_and_counts(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    only = ("--only", "claiming", "--only", "caseload")
    done = measured(*only, "--scale", "0.001", "--rounds", "1", "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    rows = json.loads(out.read_text())
    assert [list(row) for row in rows] == [FIELDS] * 3
    claiming, queries, caseload = rows
    for row in (claiming, caseload):
        assert row["ratio"] == pytest.approx(row["value"] / row["yardstick"])
        assert row["name"] in done.stdout
    assert (claiming["budget"], claiming["met"]) == ("≥ 0.5 ×", claiming["ratio"] >= 0.5)
    assert (caseload["budget"], caseload["met"]) == ("≤ 3 ×", caseload["ratio"] <= 3)
    assert (queries["unit"], queries["yardstick"], queries["ratio"]) == ("queries", None, None)


def test_a_name_that_is_none_is_refused_before_a_server_starts() -> None:
    done = measured("--only", "everything")
    assert done.returncode == 2
    assert all(name in done.stderr for name in NAMES)
