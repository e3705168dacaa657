"""A signal to end is never lost, and no child that was being started outlives it."""

import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _said_by(story: str) -> str:
    """What a process says that lives through this story, whatever signals its own parent ignores."""
    begin = "import os, signal, subprocess, sys\nfrom launcher.stopping import *\nfrom launcher import children\n"
    begin += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    source = begin + textwrap.dedent(story)
    return subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_one_that_comes_in_a_finaliser_stops_the_next_look() -> None:
    said = _said_by("""
        class Finalised:
            def __del__(self):
                os.kill(os.getpid(), signal.SIGTERM)
                print("swallowed here", flush=True)
        sys.unraisablehook = lambda _told: print("lost")
        try:
            with stopping_on_signals():
                Finalised()
                print("still here")
                refuse_to_go_on()
        except Stopped:
            print("ended")
    """)
    assert said.split("\n")[-2] == "ended"
    assert "lost\nstill here" in said


def test_one_that_comes_while_a_child_is_started_waits_until_the_child_is_known() -> None:
    said = _said_by("""
        begin = subprocess.Popen.__init__
        def interrupted(self, *arguments, **named):
            begin(self, *arguments, **named)
            os.kill(os.getpid(), signal.SIGTERM)
        subprocess.Popen.__init__ = interrupted
        try:
            with stopping_on_signals():
                children.start_child(arguments=["sleep", "60"], environment={"PATH": os.environ["PATH"]})
        except Stopped:
            (child,) = children._started
            print(child.poll())
            children.end_the_rest()
            print(child.returncode is None)
    """)
    assert said.split() == ["None", "False"]


def test_a_command_is_ended_only_once_the_child_that_it_starts_is_known() -> None:
    said = _said_by("""
        begin = subprocess.Popen.__init__
        def interrupted(self, *arguments, **named):
            os.kill(os.getpid(), signal.SIGINT)
            print("goes on")
            begin(self, *arguments, **named)
        subprocess.Popen.__init__ = interrupted
        exit_on_signals(signal.SIGINT)
        try:
            children.start_child(arguments=["sleep", "60"], environment={"PATH": os.environ["PATH"]})
        except SystemExit as ending:
            (child,) = children._started
            print(ending.code, child.poll())
            children.end_the_rest()
            print(child.returncode is None)
    """)
    assert said.split("\n")[:-1] == ["goes on", "130 None", "False"]
