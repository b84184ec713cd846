"""The one file that touches private keys (RFC 8032 5.1.5 and 5.1.6; §5.5)."""

from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from handrail.core.record.text_forms import print_base64
from handrail.core.record.verifier_keys import KeyRefused, SignatureType, VerifierKey, read_typed, split_key

SEED_BYTES = 32
_BEGINNING = "PRIVATE+KEY+"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key that signs. Its private half never shows in a trace.

    name  as of the verifier key
    type  what it signs
    seed  32 bytes from a source of randomness that is handed in
    """

    name: str
    type: SignatureType
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != SEED_BYTES:
            raise KeyRefused(f"the private key of `{self.name}` is not {SEED_BYTES} bytes")
        _ = self.verifier  # refuses a name that cannot stand in a signature line

    @property
    def verifier(self) -> VerifierKey:
        """The public half, with the same name and type."""
        return VerifierKey(name=self.name, type=self.type, public=_public(self.seed))

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature over a message; the same every time.

        What the message means is for `notes.sign_note` and `cosignature.cosign` to say.
        """
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


@lru_cache(maxsize=4)
def _public(seed: bytes) -> bytes:
    """Return the public half of a private key: asked for at every signature, and always the same."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def print_signing_key(key: SigningKey) -> str:
    """Return the one line of a private key file, newline included: `PRIVATE+KEY+name+id+key`."""
    typed = print_base64(bytes([key.type]) + key.seed)
    return f"{_BEGINNING}{key.name}+{key.verifier.key_id.hex()}+{typed}\n"


def parse_signing_key(text: str) -> SigningKey:
    """Read what `print_signing_key` prints.

    raises  KeyRefused: any other text; it is never quoted
    """
    if not text.startswith(_BEGINNING) or not text.endswith("\n"):
        raise KeyRefused("a private key file is one line that begins with `PRIVATE+KEY+`")
    # chained with nothing: what was read here must not reach a log
    try:
        name, _, raw = split_key(text.removeprefix(_BEGINNING).removesuffix("\n"))
        type_, seed = read_typed(raw)
    except KeyRefused:
        raise KeyRefused("a private key is written `PRIVATE+KEY+name+id+key`") from None
    key = SigningKey(name=name, type=type_, seed=seed)
    if print_signing_key(key) != text:
        raise KeyRefused(f"the id in the private key file of `{name}` is not that of its key")
    return key
