import os
import subprocess
import sys

from drills.process_tree import children_of, parent_of


def test_a_process_is_found_by_its_parent_and_its_parent_by_it():
    waits = "import sys; sys.stdin.read()"
    child = subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE)

    assert child.pid in children_of(os.getpid())
    assert parent_of(child.pid) == os.getpid()
    child.communicate()
    assert child.pid not in children_of(os.getpid())
    assert parent_of(child.pid) == 0
