"""How to check a pack by hand, with the pack's own values in the commands (§9)."""

from shlex import quote

from handrail.core.evidence.parts import Entry, Parts
from handrail.core.record.canonical import canonical
from handrail.core.record.commitments import Opening
from handrail.core.record.notes import Note, NoteSignature, parse_note
from handrail.core.record.text_forms import print_base64
from handrail.core.record.verifier_keys import VerifierKey

_HEAD = """\
HOW TO CHECK THIS PACK

With Python 3.8 or later, on any machine, without a network:

    python3 verify.py

Better: get `verify.py` from somebody else than the sender of this pack, and hand it the first key that the
organisation publishes (the pack brings its own keys; anybody could bring keys of their own):

    python3 verify.py --key 'NAME+ID+KEY' pack.zip

By hand, with `sha256sum` and `openssl` (3.0 or later), in `sh`: unpack the zip, go into its folder, and say
where the commands may write:

    work=$(mktemp -d)

"""
_FILES = """\
1. THE FILES

    grep -o '"[^"]*":{"sha256":"[0-9a-f]*"' manifest.json |
        sed 's/^"\\(.*\\)":{"sha256":"\\(.*\\)"$/\\2  \\1/' | sha256sum -c

says OK for each file. Nobody signs the manifest: this finds damage. What follows finds deceit.
`report.pdf`, `certificate.txt` and `custody.json` are not signed either: the evidence is `entries.jsonl`,
`files/` and `checkpoint`.

"""
_COMMITMENT = """\
2. WHAT ENTRY {index} SAYS IN ITS FIELD `{field}`

    printf 'handrail/commit/v1\\n' > "$work/committed"
    printf %s {salt} | openssl base64 -d -A >> "$work/committed"
    printf %s {value} >> "$work/committed"
    openssl dgst -sha256 -binary "$work/committed" | openssl base64 -A

prints

    {commitment}

which stands in the entry's leaf, after `"{field}":`. `sha256sum "$work/committed"` prints the same in hex:

    {hexadecimal}

"""
_LEAF = """\
3. THAT ENTRY {index} STANDS IN THE LOG

    printf %s {leaf} > "$work/leaf"
    node() {{ (printf '\\001'; printf %s "$1" | openssl base64 -d -A; printf %s "$2" | openssl base64 -d -A) |
        openssl dgst -sha256 -binary | openssl base64 -A; }}
    h=$( (printf '\\000'; cat "$work/leaf") | openssl dgst -sha256 -binary | openssl base64 -A)
{steps}    echo "$h"

prints the third line of `checkpoint`:

    {root}

The hashes are those of the entry's `proof`. Each stands to the left or to the right of what was reached,
as the entry's number in the log says (RFC 9162 2.1.3.2).

"""
_SIGNATURE = """\
4. THAT THE LOG'S KEY SIGNED THE CHECKPOINT

    sed '/^$/,$d' checkpoint > "$work/text"
    printf %s {signature} | openssl base64 -d -A | tail -c 64 > "$work/signature"
    (printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
        printf %s {public} | openssl base64 -d -A) > "$work/key.der"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin \\
        -in "$work/text" -sigfile "$work/signature"

prints `Signature Verified Successfully`. The signature is from the last word of its line in `checkpoint`;
the key is {key}.

"""
_TIMESTAMPS = """\
5. TIMESTAMPS

The folder `timestamps` holds {count} from authorities outside the organisation (RFC 3161), over the
checkpoint with the log's own signature and without its witnesses'. Get the root certificate of each from
itself, as `authority.pem`; then, for each:

    (sed '/^$/q' checkpoint; grep -F {line} checkpoint) > "$work/stamped"
    openssl ts -reply -in timestamps/1.tsr -text
    openssl ts -verify -in timestamps/1.tsr -data "$work/stamped" -CAfile authority.pem

"""
_NO_TIMESTAMPS = """\
5. TIMESTAMPS

This pack holds none.

"""
_UNKNOWN = "4. THE CHECKPOINT'S SIGNATURE\n\nNone of the pack's keys has signed it.\n\n"


def howto_text(parts: Parts) -> str:
    """Return the whole text: commands that can be pasted as they stand."""
    note = parse_note(parts.checkpoint)
    found = _example(parts)
    example = "" if found is None else _commitment_text(*found) + _proof_text(found[0], note)
    return _HEAD + _FILES + example + _signature_text(parts, note) + _timestamps_text(parts)


def _example(parts: Parts) -> tuple[Entry, Opening] | None:
    """Return the plainest thing to check: a message's text if one is shown, one in ASCII if there is one."""
    shown = [(entry, opening) for entry in parts.entries for opening in entry.openings]
    return min(shown, key=_plainness, default=None)


def _plainness(shown: tuple[Entry, Opening]) -> tuple[bool, bool, int]:
    entry, opening = shown
    return opening.field != "body", not str(opening.value).isascii(), entry.index


def _commitment_text(entry: Entry, opening: Opening) -> str:
    value = canonical([opening.field, opening.value])
    return _COMMITMENT.format(
        index=entry.index,
        field=opening.field,
        salt=print_base64(opening.salt),
        value=quote(value.decode()),
        commitment=print_base64(opening.commitment),
        hexadecimal=opening.commitment.hex(),
    )


def _proof_text(entry: Entry, note: Note) -> str:
    _, size, root, *_ = note.text.split("\n")
    return _LEAF.format(
        index=entry.index, leaf=quote(entry.leaf.decode()), steps=_steps(entry, int(size)), root=root
    )


def _steps(entry: Entry, size: int) -> str:
    place, last, lines = entry.index, size - 1, []
    for hash_ in map(print_base64, entry.proof):
        is_right = bool(place % 2 or place == last)
        lines.append(f'    h=$(node {hash_} "$h")\n' if is_right else f'    h=$(node "$h" {hash_})\n')
        while is_right and place % 2 == 0 and place:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    return "".join(lines)


def _timestamps_text(parts: Parts) -> str:
    count = len(parts.timestamps)
    line = quote(f"— {parts.first_key.name} ")
    return _TIMESTAMPS.format(count=count, line=line) if count else _NO_TIMESTAMPS


def _signature_text(parts: Parts, note: Note) -> str:
    keys = [parts.first_key, *(rotation.new_key for rotation in parts.rotations)]
    for key in reversed(keys):
        for signature in note.signatures:
            if (signature.name, signature.key_id) == (key.name, key.key_id):
                return _signed_text(key, signature)
    return _UNKNOWN


def _signed_text(key: VerifierKey, signature: NoteSignature) -> str:
    return _SIGNATURE.format(
        signature=print_base64(signature.key_id + signature.signature),
        public=print_base64(key.public),
        key=f"`{key.name}` with the id `{key.key_id.hex()}`, listed in `keys.json`",
    )
