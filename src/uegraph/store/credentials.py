"""Who asks: what the environment says of us, put into a request's header and nowhere else."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.request import parse_http_list, parse_keqv_list

from uegraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

Scheme = Literal["basic", "digest"]

# RFC 7616, section 6.1; a server may offer several, the strongest is taken.
_HASHES: Final = {"SHA-256": "sha256", "MD5": "md5"}


def scheme() -> Scheme:
    """How a user and a password are told: as they are, or (Digest) as an answer to a challenge.

    Raises:
        StoreError: ``UEGRAPH_STORE_AUTH`` is neither.
    """
    named = os.environ.get("UEGRAPH_STORE_AUTH", "basic").lower()
    if named == "basic":
        return "basic"
    if named == "digest":
        return "digest"
    raise StoreError(f"UEGRAPH_STORE_AUTH is {named!r}. Set it to basic or digest, or leave it.")


def authorization(method: str, target: str, origin: str) -> str:
    """The header that says who we are; empty where the environment names nobody.

    With Digest it is empty too until this server has sent a challenge.
    """
    if token := os.environ.get("UEGRAPH_STORE_TOKEN"):
        return f"Bearer {token}"
    user, password = _pair()
    if not user:
        return ""
    if scheme() == "digest":
        return _challenges.answer(origin, method, target)
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Basic {pair}"


def challenged(headers: list[str], origin: str) -> bool:
    """Take note of a server's challenges; whether one of them can be answered."""
    if os.environ.get("UEGRAPH_STORE_TOKEN") or not _pair()[0] or scheme() != "digest":
        return False
    offered = [found for text in headers if (found := Challenge.read(text))]
    if not offered:
        return False
    _challenges.note(origin, min(offered, key=lambda one: list(_HASHES).index(one.algorithm)))
    return True


@dataclass(slots=True)
class Challenge:
    """What a server wants to be told, so that the password itself is never sent (RFC 7616)."""

    realm: str
    nonce: str
    opaque: str
    algorithm: str
    counted: bool
    asked: int = 0

    @classmethod
    def read(cls, header: str) -> Challenge | None:
        """The challenge of a ``WWW-Authenticate`` header; ``None`` where we have no answer."""
        kind, _, rest = header.strip().partition(" ")
        if kind.lower() != "digest":
            return None
        try:
            said = parse_keqv_list(parse_http_list(rest))
        except (ValueError, IndexError):  # a part without a sign of equality, or without a value
            return None
        algorithm = said.get("algorithm", "MD5").upper()
        ways = {way.strip() for way in said.get("qop", "").split(",")} - {""}
        if algorithm not in _HASHES or "nonce" not in said or (ways and "auth" not in ways):
            return None
        return cls(
            said.get("realm", ""), said["nonce"], said.get("opaque", ""), algorithm, bool(ways)
        )

    def answer(self, method: str, target: str, own: str) -> str:
        """The header that answers for one request; ``own`` is a text that nobody can foresee."""
        self.asked += 1
        user, password = _pair()
        digest = self._digest()
        who, what = digest(f"{user}:{self.realm}:{password}"), digest(f"{method}:{target}")
        said = {"username": user, "realm": self.realm, "nonce": self.nonce, "uri": target}
        bare = {"algorithm": self.algorithm}
        if self.counted:
            bare |= {"qop": "auth", "nc": f"{self.asked:08x}"}
            said["cnonce"] = own
            proof = f"{who}:{self.nonce}:{bare['nc']}:{own}:auth:{what}"
        else:
            proof = f"{who}:{self.nonce}:{what}"
        said["response"] = digest(proof)
        if self.opaque:
            said["opaque"] = self.opaque
        parts = [f'{name}="{_quoted(text)}"' for name, text in said.items()]
        return "Digest " + ", ".join([*parts, *(f"{name}={text}" for name, text in bare.items())])

    def _digest(self) -> Callable[[str], str]:
        name = _HASHES[self.algorithm]
        return lambda text: hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()


class _Challenges:
    """The last challenge of each server, so that not every request is refused once first."""

    def __init__(self) -> None:
        self._known: dict[str, Challenge] = {}
        self._lock = threading.Lock()

    def answer(self, origin: str, method: str, target: str) -> str:
        with self._lock:
            challenge = self._known.get(origin)
            return challenge.answer(method, target, secrets.token_hex(8)) if challenge else ""

    def note(self, origin: str, challenge: Challenge) -> None:
        with self._lock:
            self._known[origin] = challenge


_challenges: Final = _Challenges()


def _pair() -> tuple[str, str]:
    user = os.environ.get("UEGRAPH_STORE_USER", "")
    return user, os.environ.get("UEGRAPH_STORE_PASSWORD", "")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
