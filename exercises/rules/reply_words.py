"""The language of the tables that read a patient's text: phrases, and groups of words.

The texts they are matched with are spelled by `reply_spelling.plain`: lower case, one space between tokens and one
at each end. A token is a word without apostrophe, a number, or one of `. , ; ? / %`: a full stop for the end of a
sentence, `;` for "but".
"""

import re

_AT_START, _AT_CLAUSE = r"(?<![^ ] )", r"(?:(?<![^ ] )|(?<=[.,;?] ))"
_AT_END, _AT_CLAUSE_END = r"(?= $)", r"(?= [.,;?]| $)"


def phrases(table: str) -> re.Pattern[str]:
    """One pattern of a table of phrases, matched as whole words of a `plain` text.

    A phrase stands in a line of its own or between ` | `; a line goes on in the next one while a bracket is open or
    when that one is indented further. A phrase is a regular expression, and has `<` for the start of the text,
    `<<` of a clause, `>` and `>>` for their ends, `...` for up to three other words. Its groups do not capture,
    and repeat six times at most. A lookahead ends where a word does.
    """
    return re.compile(r"(?<= )(?:" + "|".join(map(_as_regex, _phrases_in(table))) + r")(?= )")


def _phrases_in(table: str) -> list[str]:
    lines: list[str] = []
    margin = min((_indent(line) for line in table.splitlines() if line.startswith(" ")), default=0)
    for line in filter(str.strip, table.splitlines()):
        if lines and (lines[-1].count("(") > lines[-1].count(")") or _indent(line) > margin):
            apart = not (
                lines[-1].endswith(("|", "(")) or line.lstrip().startswith(("|", ")", "( ", "(?! ", "(?= "))
            )
            lines[-1] += " " * apart + line.strip()
        else:
            lines.append(line.strip())
    found = [phrase.strip() for line in lines for phrase in line.split(" | ")]
    if any(phrase.strip("|") != phrase or not phrase for phrase in found):
        raise ValueError(f"An empty phrase matches every text: {found}")
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def alternatives(text: str) -> str:
    """The words of a table as a group of a pattern."""
    return f"({'|'.join(text.split())})"


def either(table: str) -> str:
    """The phrases of a table, as `phrases` has them, as a group of a pattern."""
    return f"({'|'.join(_phrases_in(table))})"


BODY = alternatives("""
    back knee knees leg legs hip hips neck shoulder shoulders ankle foot feet calf thigh bum buttock groin
    heel toe toes arm elbow wrist hand glute hamstring achilles ribs spine side ankles necks backs elbows
    wrists sides
""")
"""A part of the body."""


def _as_regex(line: str) -> str:
    line = _with_whole_words_ahead(line)
    line = re.sub(r"\((?!\?)", "(?:", line).replace(" ...", "(?: [a-z]+){0,3}?")
    line = line.replace(")*", "){0,6}").replace(")+", "){1,6}")  # bounds what backtracking can cost
    line = line.replace("<< ", _AT_CLAUSE).replace("< ", _AT_START)
    return line.replace(" >>", _AT_CLAUSE_END).replace(" >", _AT_END)


def _with_whole_words_ahead(line: str) -> str:
    """The line with its "(?! word)" and "(?= word)" ending at the end of that word."""
    for found in reversed(list(re.finditer(r"\(\?[!=] ", line))):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(line[end], 0) * (line[end - 1] != "\\")
            end += 1
        line = f"{line[: found.end()]}(?:{line[found.end() : end - 1]})(?= |$){line[end - 1 :]}"
    return line
