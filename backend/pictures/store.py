"""Files of pictures: named after their content, so that a name never changes what it shows."""

import hashlib
import os
import tempfile
from pathlib import Path


def picture_path(content: bytes) -> str:
    """The relative name of a WebP picture, such as `exercises/ab/abcdef….webp`."""
    name = hashlib.sha256(content).hexdigest()[:32]
    return f"exercises/{name[:2]}/{name}.webp"


def write_once(root: Path, relative: str, content: bytes) -> bool:
    """Write a content-named file under root, whole or not at all; False when it was there already.

    Raises ValueError for a name that leads out of root.
    """
    target = root / relative
    if not target.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"{relative!r} leads out of {root}")
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True
