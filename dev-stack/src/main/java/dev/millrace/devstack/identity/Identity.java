package dev.millrace.devstack.identity;

import dev.millrace.devstack.process.Checkout;
import dev.millrace.devstack.process.HttpProcessSpec;
import dev.millrace.devstack.process.ReadyFile;
import dev.millrace.devstack.process.RunDirectory;
import java.nio.file.Path;
import java.util.List;

/** Process of the development issuer, a JVM of its own. Its signing key is in its data directory. */
public record Identity(int port, Path data) implements HttpProcessSpec {
    public static final String NAME = "identity";

    private static final List<String> JVM = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public Identity(int port, RunDirectory runDirectory) {
        this(port, runDirectory.data(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> command() {
        return Checkout.find().java(IdentityServer.class, JVM, List.of(data.toString(), Integer.toString(port)));
    }

    @Override
    public boolean isReady(long pid) {
        return ReadyFile.in(data).isOf(pid);
    }
}
