#!/usr/bin/env python3
"""Writes the manual in the form that DocC links.

    docc.py SOURCE.docc TARGET.docc

The pages of the manual link to each other as Markdown does, `[Tokens](Tokens.md#the-exact-rules)`,
so that they can be read where they lie. DocC does not follow such links. This turns them into
DocC's, `[Tokens](doc:Tokens#The-exact-rules)`, and DocC then checks them. Links to files outside of
the manual become the names of these files.
"""

import pathlib
import re
import sys

LINK = re.compile(r"\[([^\]]*)\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LANDING = "# ``broadsheet``\n"


def forge_anchor(heading):
    """The name that a forge gives a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def docc_anchor(heading):
    """The name that DocC gives it."""
    return "-".join(re.split(r"[\s-]+", re.sub("['\"`]", "", heading)))


def converted(page, pages):
    """The text of a page with links for DocC."""

    def link(match):
        text, path, anchor = match.groups()
        name = pathlib.Path(path or page)
        if name.name not in pages or name.parent != pathlib.Path():
            return text
        target = f"doc:{name.stem}"
        if anchor:
            names = {forge_anchor(title): docc_anchor(title)
                     for title in HEADING.findall(pages[name.name])}
            target += f"#{names.get(anchor, anchor)}"
        return f"[{text}]({target})"

    return LINK.sub(link, pages[page])


def main(source, target):
    pages = {path.name: path.read_text() for path in source.glob("*.md")}
    target.mkdir(parents=True, exist_ok=True)
    for page in pages:
        text = converted(page, pages)
        if text.startswith(LANDING):
            text = text.replace(
                LANDING, "# Broadsheet\n\n@Metadata {\n  @TechnologyRoot\n}\n", 1)
        (target / page).write_text(text)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
