"""A passkey made of software (WebAuthn, ES256): what a phone would answer, for tests without a browser."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text

HOST, ORIGIN = "localhost", "http://localhost"
_PRESENT, _HAS_KEY = 0x01, 0x40


@dataclass
class SoftwareKey:
    """One key on one device; `counter` is what it will say at its next use."""

    counter: int = 1
    origin: str = ORIGIN
    id: bytes = field(default_factory=lambda: token_bytes(32))
    private: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def made_for(self, question: str) -> str:
        """The answer to `navigator.credentials.create`."""
        numbers = self.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attached = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(public)
        data = self._data(_PRESENT | _HAS_KEY) + attached
        made = {"fmt": "none", "attStmt": {}, "authData": data}
        said = self._said("webauthn.create", question)
        return self._answer({"clientDataJSON": text(said), "attestationObject": text(cbor2.dumps(made))})

    def used_for(self, question: str) -> str:
        """The answer to `navigator.credentials.get`."""
        data, said = self._data(_PRESENT), self._said("webauthn.get", question)
        signature = self.private.sign(data + sha256(said).digest(), ECDSA(SHA256()))
        answer = {"clientDataJSON": text(said), "authenticatorData": text(data), "signature": text(signature)}
        return self._answer(answer)

    def _data(self, flags: int) -> bytes:
        counter, self.counter = self.counter, self.counter + 1
        return sha256(HOST.encode()).digest() + bytes([flags]) + counter.to_bytes(4)

    def _said(self, kind: str, question: str) -> bytes:
        challenge = json.loads(question)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        named = {"id": text(self.id), "rawId": text(self.id), "type": "public-key"}
        return json.dumps({**named, "response": response, "clientExtensionResults": {}})
