"""How far a command is: a bar in a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Tell = Callable[[int, int, str], None]

PLAIN_LINES = 10


@contextmanager
def progress_shown(stdout: OutputWrapper, title: str) -> Iterator[Tell]:
    """Gives a function of how many are done, of how many, and which was the last."""
    if not stdout.isatty():
        yield _plain(stdout, title)
        return
    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns) as bar:
        task = bar.add_task(title, total=None, last="")

        def tell(done: int, total: int, last: str) -> None:
            bar.update(task, completed=done, total=total, last=last)

        yield tell


def _plain(stdout: OutputWrapper, title: str) -> Tell:
    def tell(done: int, total: int, last: str) -> None:
        if done == total or done * PLAIN_LINES // total > (done - 1) * PLAIN_LINES // total:
            stdout.write(f"{title}: {done} of {total} ({last})")

    return tell
