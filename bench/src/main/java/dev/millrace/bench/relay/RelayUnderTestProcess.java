package dev.millrace.bench.relay;

import dev.millrace.devstack.process.ProcessSpec;
import java.util.List;
import java.util.Map;

/**
 * Adapts a relay under test to dev-stack's process management. It counts as ready at once; readiness shows in what it
 * publishes.
 */
record RelayUnderTestProcess(RelayUnderTest relay, RunContext context) implements ProcessSpec {
    @Override
    public String name() {
        return context.id();
    }

    @Override
    public int port() {
        return context.port();
    }

    @Override
    public List<String> command() {
        return relay.command(context);
    }

    @Override
    public Map<String, String> environment() {
        return relay.environment(context);
    }

    @Override
    public boolean isReady(long pid) {
        return true;
    }
}
