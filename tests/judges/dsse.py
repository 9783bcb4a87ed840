"""Ask securesystemslib whether a key has signed the statement in a Sigstore bundle.

    /usr/bin/python3 dsse.py BUNDLE.json SEAL.PUB ecdsa|rsa|ed25519

Prints "good" and its version, or "bad" and why with exit 1.  The release of Debian 12
has no envelope of its own, so what DSSE signs is put together here as its protocol says.
"""
import base64
import json
import subprocess
import sys

import securesystemslib
from securesystemslib.signer import Signature, SSlibKey

SCHEMES = {
    "ecdsa": "ecdsa-sha2-nistp256",
    "rsa": "rsa-pkcs1v15-sha256",
    "ed25519": "ed25519",
}


def public_key(path, kind):
    """The key's value as securesystemslib wants it: PEM, or 32 bytes in hex."""
    if kind != "ed25519":
        with open(path, encoding="ascii") as file:
            return file.read()
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-in", path, "-pubout", "-outform", "DER"],
        check=True, capture_output=True).stdout
    return der[-32:].hex()


def main(bundle, pub, kind):
    """Verify the envelope's one signature over its pre-authentication encoding."""
    with open(bundle, encoding="utf-8") as file:
        envelope = json.load(file)["dsseEnvelope"]
    (made,) = envelope["signatures"]
    kind_of = envelope["payloadType"].encode()
    body = base64.b64decode(envelope["payload"], validate=True)
    signed = b"DSSEv1 %d %s %d %s" % (len(kind_of), kind_of, len(body), body)
    key = SSlibKey(made["keyid"], kind, SCHEMES[kind],
                   {"public": public_key(pub, kind)})
    signature = Signature(made["keyid"], base64.b64decode(made["sig"]).hex())
    try:
        key.verify_signature(signature, signed)
    except Exception as error:  # whatever it is: it does not verify
        print("bad:", type(error).__name__)
        return 1
    print("good: securesystemslib", securesystemslib.__version__)
    return 0


sys.exit(main(*sys.argv[1:]))
