package tools.sota.keys;

import tools.sota.platform.Secrets;

/// Keyed hashes of key secrets, and sealed test secrets. The pepper's version is stored beside each hash.
final class KeyHasher {
    static final int PEPPER_VERSION = 1;

    private final Secrets pepper;
    private final Secrets seal;

    KeyHasher(Secrets pepper, Secrets secrets) {
        this.pepper = pepper;
        this.seal = secrets.forPurpose("test key secret");
    }

    byte[] hash(KeySecret secret) {
        return pepper.mac(secret.value());
    }

    byte[] seal(KeySecret secret) {
        return seal.seal(secret.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    KeySecret open(byte[] sealed) {
        return new KeySecret(new String(seal.open(sealed), java.nio.charset.StandardCharsets.US_ASCII));
    }
}
