"""XML files as varied as an admin's own, made anew from a seed; their words are made up."""

from __future__ import annotations

from random import Random

WORDS = ("alpha", "bravo", "cargo", "delta", "ember", "frost", "grove", "haven", "index", "jumbo", "kayak")
SERVICES = (
    "activities",
    "blogs",
    "communities",
    "dogear",
    "files",
    "forums",
    "homepage",
    "news",
    "profiles",
    "wikis",
)
PROPERTY = "com.hcl.connections.rte.acceptIncomingOAuthTokens"


class Style:
    """How one person's editor writes XML."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.step = rng.choice(["  ", "    ", "\t"])
        self.quote = rng.choice(['"', '"', "'"])
        self.blank = rng.choice(["", " "])

    def attribute(self, name: str, value: str) -> str:
        around = self.rng.choice(["", "", "", " "])
        return f"{name}{around}={around}{self.quote}{value}{self.quote}"

    def empty(self, name: str, *attributes: str) -> str:
        return f"<{' '.join((name, *attributes))}{self.blank}/>"

    def comment(self, indent: str) -> list[str]:
        said = " ".join(self.rng.choices(WORDS, k=4))
        aside = f'<genericProperty name="{PROPERTY}">false</genericProperty>'
        return self.rng.choice([[], [], [f"{indent}<!-- {said} -->"], [""], [f"{indent}<!-- {aside} -->"]])


def connections_config(rng: Random, value: str | None, times: int = 1) -> str:
    """A LotusConnections-config.xml of 300 lines and more, or so many times as long.

    `value` is that of the property, None without it.
    """
    style = Style(rng)
    one, two, three = style.step, style.step * 2, style.step * 3
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<!-- Made for tests. -->", ""]
    lines.append('<config id="Sample" buildlevel="S1"')
    lines += [f'{two}xmlns="urn:sample:config" xmlns:sloc="urn:sample:location"', f'{two}xmlns:tns="urn:sample:tns">']
    for number in range(25 * times):
        name = f"{rng.choice(SERVICES)}{number}"
        lines += style.comment(one)
        head = [style.attribute("enabled", "true"), style.attribute("serviceName", name)]
        rng.shuffle(head)
        lines.append(f"{one}<sloc:serviceReference {' '.join(head)}>")
        lines.append(f"{two}<sloc:href>")
        lines.append(f"{three}<sloc:hrefPathPrefix>/{name}</sloc:hrefPathPrefix>")
        lines.append(
            f"{three}{style.empty('sloc:static', style.attribute('ssl_href', 'https://c.example?a=1&amp;b=2'))}"
        )
        lines += [f"{two}</sloc:href>", f"{one}</sloc:serviceReference>"]
    password = style.attribute("value", "hunter2-hunter2")
    lines.append(f"{one}{style.empty('sloc:login', style.attribute('name', 'admin.password'), password)}")
    lines.append(f"{one}<properties>")
    properties = [
        f"{two}<genericProperty {style.attribute('name', f'p.{n}')}>{n}</genericProperty>" for n in range(180 * times)
    ]
    if value is not None:
        properties.insert(
            rng.randrange(180), f"{two}<genericProperty {style.attribute('name', PROPERTY)}>{value}</genericProperty>"
        )
    for line in properties:
        lines += [*style.comment(two), line]
    lines += [f"{one}</properties>", "</config>", ""]
    return "\n".join(lines)


def opensocial_config(rng: Random, *attributes: tuple[str, str]) -> str:
    """An opensocial-config.xml whose settings have these attributes."""
    style = Style(rng)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<config id="opensocial-sample">']
    for number in range(40):
        lines += [
            *style.comment(style.step),
            f"{style.step}{style.empty('gadget', style.attribute('id', str(number)))}",
        ]
    written = [style.attribute(*one) for one in attributes]
    rng.shuffle(written)
    between = rng.choice([" ", " ", f"\n{style.step * 3}"])
    head = between.join(["<connections-ee-settings", *written])
    lines.append(
        style.step + rng.choice([f"{head}/>", f"{head} />", f"{head}>\n{style.step}</connections-ee-settings>"])
    )
    return "\n".join([*lines, "</config>"])


def mobile_config(rng: Random, present: dict[str, str], enabled: str) -> str:
    """A mobile-config.xml with these elements in its security section, and others of its own."""
    style = Style(rng)
    one, two = style.step, style.step * 2
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<MobileConfig>", f"{one}<ApplicationSettings>"]
    lines += [f"{two}<Application{n}><enabled>true</enabled></Application{n}>" for n in range(60)]
    lines += [f"{one}</ApplicationSettings>", f"{one}<!-- SECURITY -->"]
    lines.append(f"{one}<SecuritySettings {style.attribute('enabled', enabled)}>")
    own = [f"{two}<SessionTimeout>30</SessionTimeout>", f"{two}<ClientPassword>swordfish-swordfish</ClientPassword>"]
    for name, value in present.items():
        forms = [f"<{name}>{value}</{name}>", f"<{name}>\n{two}{style.step}{value}\n{two}</{name}>"]
        own.append(
            two + (rng.choice(forms) if value else rng.choice([f"<{name}/>", f"<{name}></{name}>", f"<{name} />"]))
        )
    rng.shuffle(own)
    for line in own:
        lines += [*style.comment(two), line]
    lines += [f"{one}</SecuritySettings>", f"{one}<AppLock><enabled>false</enabled></AppLock>", "</MobileConfig>", ""]
    return "\n".join(lines)


def encoded(rng: Random, text: str, label: str = "") -> bytes:
    """The file as somebody's machine keeps it: line breaks, byte order mark, encoding. `label` picks the encoding."""
    if rng.random() < 0.5:
        text = text.replace("\n", "\r\n")
    kind = label or rng.choice(["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16"])
    text = text.replace("Made for tests", "Für Tests gemacht")
    if not kind.startswith("utf-8"):
        text = text.replace('encoding="UTF-8"', f'encoding="{kind.upper()}"')
    return text.encode(kind)
