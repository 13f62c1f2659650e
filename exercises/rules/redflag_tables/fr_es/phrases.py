"""Phrases made of parts."""


def each(losses: str, things: str) -> str:
    """Every loss with every thing: "plus de sensation", "perdu force"."""
    return ", ".join(
        f"{loss.strip()} {thing.strip()}" for loss in losses.split(",") for thing in things.split(",")
    )
