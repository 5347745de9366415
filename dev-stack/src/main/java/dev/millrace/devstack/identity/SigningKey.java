package dev.millrace.devstack.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** RSA key that an issuer signs tokens with. */
public record SigningKey(RsaJsonWebKey key) {
    private static final int BITS = 2048;

    public static SigningKey generate() throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        key.setUse("sig");
        return new SigningKey(key);
    }

    /**
     * Reads the key from the file. If the file does not exist, generates a key and writes it, readable by the owner
     * only.
     */
    static SigningKey keptIn(Path file) throws IOException, JoseException {
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(
                    file.getParent(),
                    "key",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, generate().toJson());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return parse(Files.readString(file));
    }

    public static SigningKey parse(String json) throws JoseException {
        return new SigningKey((RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(json));
    }

    /** JWK including the private part. */
    public String toJson() {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** JWKS with the public part only. */
    String toJwks() {
        return "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
    }
}
