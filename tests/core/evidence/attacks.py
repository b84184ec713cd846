"""Packs whose files were tampered with, and exactly what is to be named."""

from tests.core.evidence.log_attacks import FIRST_PHOTO, LOG_ATTACKS, OTHER_PHOTO, PHOTO, RAW
from tests.core.evidence.sample_log import hex_digest
from tests.core.evidence.tampering import Attack, files_of, found, relisted, with_file, with_json, zipped

UNLISTED = "is not what the manifest says"
NO_NAME = "is not a file of a pack"


def _zip_attacks() -> dict[str, Attack]:
    files = files_of(RAW)
    extra = "files/" + hex_digest(b"planted")
    swapped = files | {PHOTO: files[OTHER_PHOTO], OTHER_PHOTO: files[PHOTO]}
    half = files | {"report.pdf": files["certificate.txt"], "certificate.txt": files["report.pdf"]}
    return {
        "cut in half": found(RAW[: len(RAW) // 2], ("the pack", "not a zip, or its end is missing")),
        "the last byte gone": found(RAW[:-1], ("the pack", "not a zip, or its end is missing")),
        "nothing": found(b"", ("the pack", "not a zip")),
        "a text": found(b"Dear court,\n", ("the pack", "not a zip")),
        "no manifest": found(
            zipped({name: one for name, one in files.items() if name != "manifest.json"}),
            ("the pack", "there is no `manifest.json`"),
        ),
        "a file too many": found(zipped(files, {"notes.txt": b"x"}), ("notes.txt", NO_NAME)),
        "an original too many": found(zipped(files, {extra: b"planted"}), (extra, "is not listed")),
        "an original too many, listed": found(
            relisted(files | {extra: b"planted"}), (extra, "no entry speaks of it")
        ),
        "a path out of the folder": found(zipped(files, {"../evil.sh": b"x"}), ("../evil.sh", NO_NAME)),
        "a path from the root": found(zipped(files, {"/etc/motd": b"x"}), ("/etc/motd", NO_NAME)),
        "a path through files": found(
            zipped(files, {"files/../../evil": b"x"}), ("files/../../evil", NO_NAME)
        ),
        "a folder": found(zipped(files, {"files/": b""}), ("files/", NO_NAME)),
        "a name twice": found(zipped(files, {"report.pdf": b"x"}), ("report.pdf", "more than once")),
        "two manifests": found(zipped(files, {"manifest.json": b"{}"}), ("manifest.json", "more than once")),
        "the report changed": found(zipped(files | {"report.pdf": b"%PDF"}), ("report.pdf", UNLISTED)),
        "two files swapped": found(zipped(half), ("certificate.txt", UNLISTED), ("report.pdf", UNLISTED)),
        "two originals swapped": found(
            relisted(swapped), (PHOTO, "does not hold the bytes"), (OTHER_PHOTO, "does not hold the bytes")
        ),
        "a bomb for an original": found(
            zipped(files | {PHOTO: bytes(60_000_000)}), (PHOTO, "is longer than the manifest says")
        ),
        "a bomb for the report": found(
            zipped(files | {"report.pdf": bytes(60_000_000)}),
            ("report.pdf", "is longer than the manifest says"),
        ),
        "encrypted": found(_encrypted(RAW, b"report.pdf"), ("report.pdf", "")),
    }


def _encrypted(raw: bytes, name: bytes) -> bytes:
    at = raw.rindex(name) - 46  # in the zip's directory, 46 bytes stand before a name
    return raw[: at + 8] + bytes([raw[at + 8] | 1]) + raw[at + 9 :]


def _missing_attacks() -> dict[str, Attack]:
    files = files_of(RAW)
    attacks = {
        f"{name} missing": found(
            zipped({one: content for one, content in files.items() if one != name}),
            (name, "is missing"),
            and_more=name in {"checkpoint", "keys.json", "entries.jsonl"},
        )
        for name in files
        if name != "manifest.json"
    }
    fewer = {name: content for name, content in files.items() if name != PHOTO}
    attacks["an original missing and unlisted"] = found(
        relisted(fewer), (FIRST_PHOTO, f"`{PHOTO}`, is not in the pack")
    )
    attacks["the report missing and unlisted"] = found(
        relisted({name: content for name, content in files.items() if name != "report.pdf"}),
        ("report.pdf", "is missing"),
    )
    return attacks


def _form_attacks() -> dict[str, Attack]:
    def spaced(content: bytes) -> bytes:
        return content.replace(b',"leaf"', b', "leaf"', 1)

    files = files_of(RAW)
    return {
        "a space in an entry": found(
            with_file(RAW, "entries.jsonl", spaced), ("entries.jsonl line 1", ""), and_more=True
        ),
        "no end of the last line": found(
            with_file(RAW, "entries.jsonl", lambda raw: raw[:-1]), ("entries.jsonl", ""), and_more=True
        ),
        "keys with another spelling": found(
            with_file(RAW, "keys.json", lambda raw: raw + b"\n"), ("keys.json", ""), and_more=True
        ),
        "earlier checkpoints with another spelling": found(
            with_file(RAW, "earlier.json", lambda raw: raw + b"\n"), ("earlier.json", "")
        ),
        "custody with another spelling": found(
            with_file(RAW, "custody.json", lambda raw: raw + b" "), ("custody.json", "")
        ),
        "a manifest with another spelling": found(
            zipped(files | {"manifest.json": files["manifest.json"] + b"\n"}), ("manifest.json", "")
        ),
        "a manifest of another format": found(
            with_json(RAW, "manifest.json", lambda one: one.update(format="handrail.evidence/9")),
            ("manifest.json", ""),
        ),
        "a manifest with a path": found(
            zipped(files | {"manifest.json": files["manifest.json"].replace(b'"checkp', b'"../checkp')}),
            ("manifest.json", ""),
        ),
        "nested too deep": found(
            with_file(RAW, "earlier.json", lambda _: b"[" * 100_000 + b"]" * 100_000), ("earlier.json", "")
        ),
        "a number of a million digits": found(
            with_file(RAW, "earlier.json", lambda _: b"[" + b"9" * 1_000_000 + b"]"), ("earlier.json", "")
        ),
    }


ATTACKS: dict[str, Attack] = _zip_attacks() | _missing_attacks() | _form_attacks() | LOG_ATTACKS
