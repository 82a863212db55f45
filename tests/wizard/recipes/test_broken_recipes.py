"""A broken recipe is refused in one sentence that names the file, the line, the key and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from steps.model.problems import Blocked
from wizard.recipes import RecipeShelf

GOOD = """\
name = "Demo"
vendor = "Demo"
summary = "A demo."
docs = ["https://docs.example/sso"]

[verified]
level = "described"
on = "2026-11-21"

[ask.host]
kind = "host"
label = "Host"
example = "demo.example"

[ask.way]
kind = "choice"
label = "Way"
example = "a"
default = "a"
choices = { a = "A", b = "B" }

[app]
platform = "web"
redirects = ["https://{host}/callback"]

[[product_step]]
id = "first"
where = "Settings"
do = "Paste the values."
values = { "Secret" = "{client_secret}" }
message = "Hello"

[[product_step]]
id = "second"
where = "Settings"
do = "Save."
when = { way = "b" }

[[file]]
name = "demo.conf"
template = "demo.conf"
where = "/etc"

[enforce]
how = "Turn it on."
way_back = "Turn it off."

[today]
explicit = 1
implied = 1

[[rehearsal]]
name = "Demo"
"""
TEMPLATE = "host={{ host }}\n"
VARIANT = "[[variant]]\nwhen = {{ way = 'b' }}\napp = {{ {} }}\n[enforce]"


@pytest.fixture
def refusal(tmp_path: Path):
    """Write a recipe with one thing replaced; returns the sentence that refuses it, or its hash if accepted."""

    def write(old: str = "", new: str = "", template: str = TEMPLATE, accepted: bool = False) -> str:
        assert old in GOOD
        (tmp_path / "demo.toml").write_text(GOOD.replace(old, new, 1), "utf-8")
        (tmp_path / "demo").mkdir(exist_ok=True)
        (tmp_path / "demo" / "demo.conf").write_text(template, "utf-8")
        if accepted:
            return RecipeShelf([tmp_path]).get("demo").hash
        with pytest.raises(Blocked) as refused:
            RecipeShelf([tmp_path])
        assert refused.value.code == "recipe-wrong"
        assert refused.value.values["file"] == str(tmp_path / "demo.toml")
        return refused.value.values["said"]

    return write


def test_the_good_one_is_accepted(refusal) -> None:
    assert refusal(accepted=True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Demo"\n', "name = Demo\n", "Line 1, the file: This is not valid TOML"),
        ('label = "Host"', 'lable = "Host"', "Line 12, ask.host.lable: lable is not a known key. Did you mean label"),
        ('vendor = "Demo"\n', "", "Line 1, vendor: vendor is missing. Add it."),
        ('label = "Host"\n', "", "Line 10, ask.host.label: label is missing. Add it."),
        ('summary = "A demo."', 'summary = "A demo."\nxyz = 1', "Line 4, xyz: xyz is not a known key. Remove it."),
        ('do = "Save."', 'do = "Save."\nwere = "x"', "product_step[2].were: were is not a known key. Did you mean"),
        ('platform = "web"', 'platform = "ios"', "app.platform: Expected 'web' or 'spa'."),
        ('redirects = ["https://{host}/callback"]', 'redirects = "x"', "Line 24, app.redirects: A list was"),
        ("explicit = 1", 'explicit = "many"', "today.explicit: Expected"),
        ('when = { way = "b" }', "when = { way = 3 }", "product_step[2].when.way: Expected a valid string."),
        ('on = "2026-11-21"', 'on = "yesterday"', "Line 8, verified.on: A day is written as 2026-11-21."),
        ('on = "2026-11-21"', "on = 2026-11-21", "verified.on: Expected a valid string."),
        ("https://docs", "http://docs", "docs[1]: A link starts with https://."),
        ('"https://docs.example/sso"', "", "docs: There is no link to the vendor's document."),
        ("{host}/callback", "{hots}/callback", "Line 24, app.redirects[1]: The placeholder hots is not"),
        ("{host}/callback", "{client_id}/callback", "The placeholder client_id is not known. Use host, way."),
        ("Paste the values.", "Paste {x.__class__}.", "Line 29, product_step[1].do: Only placeholders"),
        ("Paste the values.", "Paste {tenant}.", "The placeholder tenant is not known. Use tenant_id."),
        ("Paste the values.", "Paste {client_secret}.", "do: The client secret may only stand in the values"),
        ("Hello", "Hello {client_secret}", "message: The client secret may only stand in the values"),
        ("{host}/callback", "{client_secret}/callback", "redirects[1]: The placeholder client_secret is not"),
        ('where = "Settings"', 'where = "{host}"', "product_step[1].where: Placeholders are not filled in here."),
        ("https://{host}/callback", "http://{host}/callback", "http://demo.example/callback does not start"),
        ("https://{host}/callback", "https://{host}/a,b", "has the character ,"),
        ("https://{host}/callback", "https://*.{host}/", "has the character *"),
        ("https://{host}/callback", "https://{host}/a#b", "has the character #"),
        ("https://{host}/callback", "https://{host}/" + "a" * 256, "longer than the 256 characters"),
        ('["https://{host}/callback"]', "[]", "app.redirects: There is no redirect URI."),
        ("Paste the values.", "At login.microsoftlonline.com.", "login.microsoftlonline.com is not a known address"),
        ("Paste the values.", "At login.micros0ftonline.com.", "login.micros0ftonline.com is not a known address"),
        ('kind = "host"', 'kind = "hostname"', "Line 11, ask.host.kind: This kind of question does not exist."),
        ('kind = "host"', 'kind = "secret"', "ask.host.kind: This kind of question does not exist."),
        ("[ask.host]", "[ask.issuer]", "is a value the wizard knows by itself"),
        ("[ask.host]", '[ask."My host"]', "A question is named with lower-case letters"),
        ('choices = { a = "A", b = "B" }', "", "ask.way.choices: A question of kind choice lists its choices"),
        ('default = "a"', 'default = "c"', "Line 19, ask.way.default: The question's own check refuses this"),
        ('default = "a"', 'default = "{client_secret}"', "ask.way.default: The client secret may only stand"),
        ('example = "demo.example"', 'example = "https://demo.example"', "host.example: The question's own"),
        ('example = "demo.example"', 'example = "d"\npattern = "x"\npattern_says = "Type x."', "(Type x.)"),
        ('example = "demo.example"', 'example = "d"\npattern = "("\npattern_says = "x."', "not a valid pattern"),
        ('example = "demo.example"', 'example = "d"\npattern = "d"', "A pattern needs pattern_says"),
        ('when = { way = "b" }', 'when = { wya = "b" }', "product_step[2].when.wya: wya is not a question"),
        ('when = { way = "b" }', 'when = { way = "z" }', "z is never an answer to way. Use one of: a, b."),
        ('label = "Host"', 'label = "Host"\nwhen = { way = "a" }', "way is not a question asked before this"),
        ('[[rehearsal]]\nname = "Demo"\n', "", "There is no rehearsal."),
        ("[[rehearsal]]", '[[rehearsal]]\nanswers = { host = "a/b" }', "rehearsal[1].answers.host: The"),
        ("[[rehearsal]]", '[[rehearsal]]\nanswers = { hots = "a" }', "answers.hots: hots is not a question"),
        ("[enforce]", "[derive.x]\neach = 'hots'\ntext = '{entry}'\n[enforce]", "derive.x.each: hots is not"),
        ("[enforce]", "[derive.x]\neach = 'host'\ntext = 'x'\n[enforce]", "derive.x.text: A derived value needs"),
        ('way_back = "Turn it off."', 'way_back = ""', "enforce.way_back: way_back is missing."),
        ("[enforce]", "[enforced]", "Line 44, enforced: enforced is not a known key. Did you mean enforce?"),
        ('id = "second"', 'id = "first"', "product_step[2].id: Every product step needs its own id"),
        ('do = "Save."', 'do = "Save."\nlink = "javascript:x"', "product_step[2].link: A link starts with https://."),
        ('platform = "web"', 'platform = "spa"', "app.client_auth: A single-page application has client_auth none"),
        ('platform = "web"', 'platform = "web"\nscopes = ["Mail.Read"]', "Mail.Read is not a permission"),
        ('platform = "web"', 'platform = "web"\nsecret_days = 900', "A client secret lives 1 to 730 days"),
        ("[enforce]", VARIANT.format("platfrom = 'spa'"), "Did you mean platform?"),
        ("[enforce]", VARIANT.format("secret_days = 'x'"), "variant[1].app.secret_days: Expected"),
        ('template = "demo.conf"', 'template = "other.conf"', "file[1].template: There is no template other.conf"),
        ('name = "demo.conf"', 'name = "../demo.conf"', "file[1].name: A file needs its own plain name"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(refusal, old: str, new: str, said: str) -> None:
    found = refusal(old, new)
    assert said in found
    assert found.startswith("Line ")
    assert "\n" not in found


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ client_secret }}", "demo.conf holds the client secret but is not marked sensitive."),
        ("{{ hots }}", "The template demo.conf uses hots, which is neither a question nor a known value."),
        ("{{ host.__class__ }}", "Template line 1 looks inside a value."),
        ("\n{{ host['__class__'] }}", "Template line 2 looks inside a value."),
        ("{{ host|attr('__class__') }}", "No filter named 'attr'"),
        ("{{ host() }}", "Template line 1 calls or loads something."),
        ("{% include 'other' %}", "Template line 1 calls or loads something."),
        ("{% if host %}", "cannot be filled in"),
        ("https://login.microsoftlonline.com/", "names login.microsoftlonline.com, which is not a known address"),
    ],
)
def test_each_mistake_in_a_template_has_its_sentence(refusal, template: str, said: str) -> None:
    assert said in refusal(template=template)


def test_a_secret_may_stand_in_a_file_that_is_marked_sensitive(refusal) -> None:
    assert refusal('where = "/etc"', 'where = "/etc"\nsensitive = true', "{{ client_secret }}", accepted=True)


def test_a_public_redirect_may_have_its_own_scheme(refusal) -> None:
    extra = 'platform = "web"\npublic_redirects = ["com.example.app://token"]'
    assert refusal('platform = "web"', extra, accepted=True)


def test_a_loopback_redirect_may_be_http(refusal) -> None:
    assert refusal("https://{host}/callback", "http://localhost:8585/callback", accepted=True)


def test_a_second_recipe_of_the_same_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sekoia.toml").write_text(GOOD.split("[[file]]")[0] + GOOD[GOOD.index("[enforce]") :], "utf-8")
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path])
    assert refused.value.values["said"] == "Another recipe is already named sekoia. Rename this file."


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Blocked) as refused:
        RecipeShelf([tmp_path / "missing"])
    assert refused.value.values["said"].startswith("The file cannot be read")


def test_a_recipe_that_is_gone_is_one_sentence() -> None:
    with pytest.raises(Blocked) as refused:
        RecipeShelf().get("demo")
    assert refused.value.values == {
        "file": "demo.toml",
        "said": "This product is no longer among the recipes. Put its file back, or start the wizard with --products "
        "and its folder.",
    }


def test_the_hash_covers_the_recipe_and_its_templates(refusal) -> None:
    before = refusal(accepted=True)
    assert refusal(accepted=True) == before
    other_template = refusal(template="host = {{ host }}\n", accepted=True)
    assert len({before, other_template, refusal("A demo.", "Another demo.", accepted=True)}) == 3
