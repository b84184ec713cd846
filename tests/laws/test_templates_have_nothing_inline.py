import re
from pathlib import Path

UI = Path(__file__).parents[2] / "src" / "handrail" / "ui"
ONE_FILE = UI / "report" / "file.html"  # complete in itself: its sheet stands inside, and it has no script
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a script attribute": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "an inline style": re.compile(r"<style"),
    "another site's address": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape off"),
}


def test_no_template_has_anything_inline_unescaped_or_from_elsewhere():
    wrong = [
        f"{path.relative_to(UI)}: {what}"
        for path in UI.rglob("*.html")
        if path != ONE_FILE
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_the_one_file_leaves_only_its_own_sheet_unescaped():
    text = ONE_FILE.read_text(encoding="utf-8")
    assert re.findall(r"\{\{\s*([^}]*\|\s*safe)\s*\}\}", text) == ["css|safe"]
    assert "<script" not in text


def test_no_sheet_or_script_asks_another_site_for_anything():
    wrong = [
        path.name
        for ending in ("*.css", "*.js")
        for path in UI.rglob(ending)
        if re.search(r"(?<!xmlns=')https?://", path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_only_the_tokens_name_colours():
    colour = re.compile(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\brgba?\()")
    wrong = [
        f"{path.name}: {line.strip()}"
        for path in UI.rglob("*.css")
        if path.name not in {"tokens.css", "print.css"}  # paper has its own light set
        for line in path.read_text(encoding="utf-8").splitlines()
        if colour.search(line) and "data:image" not in line
    ]
    assert not wrong
