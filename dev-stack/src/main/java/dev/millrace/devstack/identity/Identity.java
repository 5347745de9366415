package dev.millrace.devstack.identity;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.ProcessSpec;
import dev.millrace.devstack.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Process of the development issuer, a JVM of its own. Its signing key is in its data directory. */
public final class Identity implements ProcessSpec {
    public static final String NAME = "identity";

    private static final List<String> JVM = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final int port;
    private final Path data;

    public Identity(int port, RunDirectory runDirectory) {
        this.port = port;
        this.data = runDirectory.data(NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<String> command() {
        return Checkout.find().java(IdentityServer.class, JVM, List.of(data.toString(), Integer.toString(port)));
    }

    @Override
    public boolean isReady(long pid) {
        try {
            return Files.readString(data.resolve(IdentityServer.READY)).equals(Long.toString(pid));
        } catch (IOException notWrittenYet) {
            return false;
        }
    }
}
