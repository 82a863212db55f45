"""XML files of the person's own: canonically, only what was meant is another; byte for byte, nothing else is."""

from __future__ import annotations

import re
from random import Random
from xml.etree import ElementTree as ET

import pytest
from expanded_recipes import SHELF, walked
from own_xml_files import PROPERTY, connections_config, encoded, mobile_config, opensocial_config
from proving import changed_lines, proven

from steps.model.into import Into
from wizard.edits import Edited

HCL = walked("hcl_connections", mobile="yes")
SEEDS = range(8)
ELEMENT = f'<genericProperty name="{re.escape(PROPERTY)}">'
SETTINGS = {"useSSO": "true", "preloadJS": "false", "preloadJSSafari": "true"}


def given(own: str) -> tuple[str, Into]:
    """The generated fragment for this file, and where it goes."""
    file = next(file for file in HCL.recipe.files if file.into and file.into.file == own)
    assert file.into is not None
    return SHELF.render(HCL.recipe, file.name, HCL.values), file.into


def canonical(raw: bytes) -> str:
    return ET.canonicalize(raw, with_comments=True)


def said(raw: bytes) -> list[tuple[str, str, str]]:
    """Everything in the document: the place, its name, its value; comments too."""
    found: list[tuple[str, str, str]] = []
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))

    def collect(element: ET.Element, place: str) -> None:
        name = element.tag if isinstance(element.tag, str) else "<!-- -->"
        found.append((place, name, (element.text or "").strip()))
        found.extend((f"{place}/{name}", key, value) for key, value in element.attrib.items())
        for child in element:
            collect(child, f"{place}/{name}")

    collect(ET.fromstring(raw, parser), "")
    return found


def difference(raw: bytes, made: Edited) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """What is gone, and what is new by its name."""
    before, after = said(raw), said(made.content)
    gone = {(name, value) for place, name, value in before if (place, name, value) not in after}
    return gone, {name: value for place, name, value in after if (place, name, value) not in before}


# Five times as long is the size of the file of a real site.
@pytest.mark.parametrize(("seed", "times"), [(0, 1), (1, 1), (2, 5)])
@pytest.mark.parametrize("value", [None, "false", " false ", "<![CDATA[false]]>", ""])
def test_one_property_of_a_long_file_changes_or_is_added_at_the_end(seed: int, times: int, value: str | None) -> None:
    rng = Random(seed)
    raw = encoded(rng, connections_config(rng, value, times))
    assert raw.count(b"\n") > 300 * times
    fragment, into = given("LotusConnections-config.xml")
    made = proven(raw, fragment, into)
    before, after = canonical(raw), canonical(made.content)
    if value is None:
        assert re.sub(rf"\s*{ELEMENT}true</genericProperty>(?! -->)", "", after) == before
    else:
        assert re.sub(rf"({ELEMENT}\s*)(false)?(\s*</genericProperty>)(?! -->)", r"\1true\3", before) == after
    assert len(changed_lines(made)) == (1 if value is None else 2)
    assert [change.after for change in made.changes] == ["true"]


@pytest.mark.parametrize("seed", SEEDS)
def test_attributes_change_and_are_added_in_an_element_that_is_there(seed: int) -> None:
    rng = Random(seed)
    there = {"useSSO": "false", "preloadJS": "false", "jsTrace": "a&amp;b &gt; c"}
    for name in rng.sample(list(there), rng.randrange(3)):
        there.pop(name)
    raw = encoded(rng, opensocial_config(rng, *there.items()))
    made = proven(raw, *given("opensocial-config.xml"))
    gone, new = difference(raw, made)
    wanted = {name: value for name, value in SETTINGS.items() if there.get(name) != value}
    assert (gone, new) == ({("useSSO", "false")} & {*there.items()}, wanted)
    assert {change.place[-1] for change in made.changes} == wanted.keys()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_security_section_is_filled_in_and_keeps_what_else_it_holds(seed: int) -> None:
    rng = Random(seed)
    fragment, into = given("mobile-config.xml")
    wanted = {element.tag: element.text for element in ET.fromstring(fragment.partition("-->")[2])}
    names = rng.sample(list(wanted), rng.randrange(len(wanted) + 1))
    present = {name: rng.choice(["", "old", "https://old.example/?a=1&amp;b=2", str(wanted[name])]) for name in names}
    enabled = rng.choice(["true", "false"])
    raw = encoded(rng, mobile_config(rng, present, enabled))
    made = proven(raw, fragment, into)
    gone, new = difference(raw, made)
    different = {name: value for name, value in wanted.items() if present.get(name) != value}
    assert new == different | ({"enabled": "true"} if enabled == "false" else {})
    assert {name for name, _ in gone} == {
        *(names_of(different) & names_of(present)),
        *(["enabled"] if enabled == "false" else []),
    }
    assert "swordfish" not in "\n".join(made.patch.lines)


def names_of(values: dict[str, str] | dict[str, str | None]) -> set[str]:
    return {*values}


@pytest.mark.parametrize("label", ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16"])
def test_the_encoding_stays(label: str) -> None:
    raw = encoded(Random(1), connections_config(Random(1), "false"), label)
    made = proven(raw, '<genericProperty name="é€">ü€</genericProperty>', given("LotusConnections-config.xml")[1])
    assert made.content[:4] == raw[:4]
    assert ("", "{urn:sample:config}genericProperty", "ü€") in [("", *one[1:]) for one in said(made.content)]


AROUND = Into("sample.xml", "xml", under="a/b", key="name")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a><b/></a>", '<a><b>\n  <p name="x">1</p>\n</b></a>'),
        ("<a>\n  <b/>\n</a>", '<a>\n  <b>\n    <p name="x">1</p>\n  </b>\n</a>'),
        ("<a>\n\t<b>\n\t</b>\n</a>", '<a>\n\t<b>\n\t\t<p name="x">1</p>\n\t</b>\n</a>'),
        ("<a><b><p name='y'>2</p></b></a>", "<a><b><p name='y'>2</p><p name=\"x\">1</p></b></a>"),
        (
            "<n:a xmlns:n='u'><n:b><n:p name='x'/></n:b></n:a>",
            "<n:a xmlns:n='u'><n:b><n:p name='x'>1</n:p></n:b></n:a>",
        ),
        (
            "<n:a xmlns:n='u'><n:b><n:q/></n:b></n:a>",
            "<n:a xmlns:n='u'><n:b><n:q/><n:p name=\"x\">1</n:p></n:b></n:a>",
        ),
        ("<a><b><p name='x'><!-- c -->2<?i?></p></b></a>", "<a><b><p name='x'><!-- c -->1<?i?></p></b></a>"),
        ("<a><b><p name='x'><!-- c --></p></b></a>", "<a><b><p name='x'>1<!-- c --></p></b></a>"),
        ("<a><b><p name='&#120;'>&#50;</p></b></a>", "<a><b><p name='&#120;'>1</p></b></a>"),
        ("<a><c><b/></c><b><p name='x'>&#49;</p></b></a>", "<a><c><b/></c><b><p name='x'>&#49;</p></b></a>"),
        (
            '<!DOCTYPE a SYSTEM "a.dtd"><a><b><p name="x">&later;</p></b></a>',
            '<!DOCTYPE a SYSTEM "a.dtd"><a><b><p name="x">1</p></b></a>',
        ),
        (
            "<a><b>\n <p name='y'/> <!-- of y -->\n <!-- last -->\n</b></a>",
            "<a><b>\n <p name='y'/> <!-- of y -->\n <p name=\"x\">1</p>\n <!-- last -->\n</b></a>",
        ),
        (
            "<a xmlns:o='other'><b><o:p name='x'>2</o:p></b></a>",
            "<a xmlns:o='other'><b><o:p name='x'>2</o:p><p name=\"x\">1</p></b></a>",
        ),
        (
            "<a xmlns='u'><b><p xmlns='other' name='x'>2</p><p name='x'>3</p></b></a>",
            "<a xmlns='u'><b><p xmlns='other' name='x'>2</p><p name='x'>1</p></b></a>",
        ),
        (
            "<a xmlns='u' xmlns:n='u'><b><n:p name='x'>2</n:p></b></a>",
            "<a xmlns='u' xmlns:n='u'><b><n:p name='x'>1</n:p></b></a>",
        ),
        (
            "<n:a xmlns:n='u'><n:b><p name='x'>2</p></n:b></n:a>",
            "<n:a xmlns:n='u'><n:b><p name='x'>1</p></n:b></n:a>",
        ),
    ],
)
def test_small_cases(before: str, after: str) -> None:
    assert proven(before.encode(), '<p name="x">1</p>', AROUND).content.decode() == after
