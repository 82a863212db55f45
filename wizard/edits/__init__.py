"""A fragment worked into the person's own file, uploaded for it: nothing else in the file changes, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from steps.model.into import Into
from steps.model.problems import AskAgain, problem

from . import env_merge, xml_merge, yaml_merge
from .covered import Cover, over
from .edited import FIELD, Changed, Plan, refusal
from .patch import Patch, patch
from .source import LARGEST, read
from .yaml_check import others_kept

__all__ = ["FIELD", "LARGEST", "Changed", "Edited", "edit"]

_PLANS: Mapping[str, Callable[[str, str, Into], Plan]] = {
    "yaml": yaml_merge.plan,
    "env": env_merge.plan,
    "xml": xml_merge.plan,
}


@dataclass(frozen=True)
class Edited:
    """The file as it shall be, its changes and the patch, both with secrets covered.

    Without a change it was right already.
    """

    content: bytes = field(repr=False)
    changes: tuple[Changed, ...]
    patch: Patch


def edit(raw: bytes, fragment: str, into: Into, secrets: Iterable[str] = ()) -> Edited:
    """Work the fragment into the file. `secrets` are covered wherever they stand in the changes and the patch.

    Problems, all of them for the field `FIELD`: the codes `edit-…`; `recipe-wrong` for a fragment that is broken.
    """
    source, secrets = read(raw, into.format), tuple(filter(None, secrets))
    made = _plan(source.text, fragment, into)
    made.splices = [replace(splice, text=source.written(splice.text)) for splice in made.splices]
    content = source.bytes_of(made.over(source.text))
    # What is handed over is read again, so that a doubtful edit ends here and not in the product.
    again = read(content, into.format).text
    if not _is_right(source.text, again, made, fragment, into):
        raise refusal("edit-unsure")
    public = frozenset(change.after for change in made.changes if not any(one in change.after for one in secrets))
    cover = Cover(secrets, public)
    old, new = (over(one, into.format, cover) for one in (source.text, again))
    bare = over(source.text, into.format, cover, every=True)
    return Edited(
        content,
        tuple(_covered(change, cover) for change in made.changes),
        patch(into.file, source, made, old, new, bare),
    )


def _is_right(before: str, after: str, made: Plan, fragment: str, into: Into) -> bool:
    try:
        left = _plan(after, fragment, into)
        return not left.splices and (into.format != "yaml" or others_kept(before, after, made))
    except AskAgain:
        return False


def _plan(text: str, fragment: str, into: Into) -> Plan:
    try:
        return _PLANS[into.format](text, fragment, into)
    except ValueError as error:
        raise problem("recipe-wrong", file=into.file, said=str(error)) from None


def _covered(change: Changed, cover: Cover) -> Changed:
    before = None if change.before is None else cover.value(change.place, change.before)
    return replace(change, before=before, after=cover.value(change.place, change.after))
