"""Run one step of a start as a process of its own, and end it with us."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import IO

from launcher.children import end_child, start_child
from launcher.place import ROOT
from launcher.refusals import Refused
from launcher.words import _

_PATIENCE = 3.0


def run_step(
    *, arguments: Sequence[str], environment: Mapping[str, str], output: IO[bytes] | int | None = None
) -> None:
    """Run it to its end; what it says goes to standard error unless `output` takes it. Refused: it failed."""
    child = start_child(
        arguments=arguments,
        environment=environment,
        folder=ROOT,
        output=sys.stderr.fileno() if output is None else output,
        errors_apart=output is not None,
    )
    try:
        code = child.wait()
    except BaseException:
        end_child(child=child, patience=_PATIENCE)
        raise
    if code != 0:
        sentence = _("The step “%(name)s” failed (code %(code)s); its words are above.")
        raise Refused(sentence % {"name": " ".join(arguments[4:]), "code": code})


def said_by(*, arguments: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a step whose words will be read later from its standard output."""
    return start_child(
        arguments=arguments, environment=environment, folder=ROOT, output=subprocess.PIPE, errors_apart=True
    )
