"""One page opener for all tests: whatever page a test opens is held against the same list of checks.

Every check that fails says what to do about it.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http.response import HttpResponseBase
from django.test import Client

VOID = {"meta", "link", "br", "img", "input", "hr", "path", "rect", "line", "circle", "polygon", "use"}
FIELDS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit"}


@dataclass
class Tag:
    name: str
    attrs: dict[str, str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class Page(HTMLParser):
    """A page as its tags and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[Tag] = []
        self._open: list[Tag] = []
        self.feed(html)
        assert not self._open, f"close <{self._open[-1].name}>: the page ends inside it"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in VOID:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened = self._open.pop()
        assert opened.name == tag, f"close <{opened.name}> before </{tag}>"

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            tag.words.append(data)

    def all(self, name: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name == name]

    def one(self, tag_name: str, /, **attrs: str) -> Tag:
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()}
        found = [tag for tag in self.all(tag_name) if wanted.items() <= tag.attrs.items()]
        assert len(found) == 1, f"expected one <{tag_name} {wanted}>, found {len(found)}"
        return found[0]

    @property
    def text(self) -> str:
        return self.one("main").text

    @property
    def links(self) -> list[str]:
        return [tag.attrs["href"] for tag in self.all("a") if "href" in tag.attrs]


def open_page(client: Client, path: str, *, status: int = 200) -> Page:
    """Get a page, check that it is a good one, and return it."""
    return page_of(client.get(path), status=status)


def page_of(response: HttpResponseBase, *, status: int = 200) -> Page:
    """Check the page of a response, and return it."""
    assert response.status_code == status, f"expected status {status}, got {response.status_code}"
    page = Page(response.text)  # type: ignore[attr-defined]  # pages are never streamed
    check_headers(response)
    check_page(page)
    return page


def check_headers(response: HttpResponseBase) -> None:
    csp = response.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in csp, "send the content security policy: is its middleware on?"
    assert "unsafe" not in csp, "move the inline style or script into a file instead of allowing it"
    assert response.headers.get("Cache-Control") == "no-store", "pages must not be kept: see the gate"
    assert response.headers.get("X-Frame-Options") == "DENY", "forbid frames: is the middleware on?"
    assert response.headers.get("Referrer-Policy") == "same-origin", "do not tell others where we come from"


def check_page(page: Page) -> None:
    assert page.one("html").attrs.get("lang") == "en-GB", "say the language: <html lang>"
    titles = [tag for tag in page.all("title") if "id" not in tag.attrs]
    assert len(titles) == 1, "give the page one <title>"
    assert titles[0].text.split("·")[0].strip(), "say in the title what the page is about"
    assert len(page.all("h1")) == 1, f"give the page one <h1>, it has {len(page.all('h1'))}"
    assert page.one("h1").text, "put words into the <h1>"
    assert len(page.all("main")) == 1, "give the page one <main>"
    _check_ids(page)
    _check_labels(page)
    _check_inline(page)
    _check_levels(page)


def _check_ids(page: Page) -> None:
    ids = [tag.attrs["id"] for tag in page.tags if "id" in tag.attrs]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    assert not twice, f"give each id once: {twice}"
    lost = [link for link in page.links if link.startswith("#") and link[1:] not in ids]
    assert not lost, f"give these links somewhere to lead: {lost}"
    for tag in page.tags:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            missing = [id_ for id_ in tag.attrs.get(name, "").split() if id_ not in ids]
            assert not missing, f"<{tag.name} {name}> names {missing}, which is nowhere"


def _check_labels(page: Page) -> None:
    labelled = {tag.attrs.get("for") for tag in page.all("label")}
    for tag in page.tags:
        if tag.name in FIELDS and tag.attrs.get("type") not in UNLABELLED:
            has_label = tag.attrs.get("id") in labelled or "aria-label" in tag.attrs
            assert has_label, f"give the field `{tag.attrs.get('name')}` a <label for>"
    for tag in page.all("button"):
        assert tag.text or "aria-label" in tag.attrs, "say on the button what it does"


def _check_inline(page: Page) -> None:
    for tag in page.tags:
        inline = [name for name in tag.attrs if name == "style" or name.startswith("on")]
        assert not inline, f"move {inline} of <{tag.name}> into a file"
        assert tag.name != "style", "move <style> into a style sheet"
        assert tag.name != "script" or "src" in tag.attrs, "move the inline <script> into a file"


def _check_levels(page: Page) -> None:
    level = 0
    for tag in page.tags:
        if tag.name in {"h1", "h2", "h3", "h4"}:
            now = int(tag.name[1])
            assert now <= level + 1, f"do not jump from <h{level}> to <{tag.name}> ({tag.text})"
            level = now
