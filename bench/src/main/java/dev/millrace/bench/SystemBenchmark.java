package dev.millrace.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A benchmark of a running system, through its gateway. */
public abstract class SystemBenchmark implements Callable<Integer> {
    @Option(names = "--gateway", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    protected String gateway;

    @Option(names = "--issuer", defaultValue = "http://127.0.0.1:8085", description = "default: ${DEFAULT-VALUE}")
    protected String issuer;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds not counted; default: ${DEFAULT-VALUE}")
    protected int warmUp;

    @Option(names = "--seconds", defaultValue = "60", description = "seconds counted; default: ${DEFAULT-VALUE}")
    protected int seconds;
}
