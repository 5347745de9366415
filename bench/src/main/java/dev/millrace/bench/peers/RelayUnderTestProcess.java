package dev.millrace.bench.peers;

import dev.millrace.devstack.process.ProcessSpec;
import java.util.List;
import java.util.Map;

/**
 * Adapts a relay under test to dev-stack's process management. It counts as ready at once; readiness shows in what it
 * publishes.
 */
record RelayUnderTestProcess(RelayUnderTest contestant, RunContext assignment) implements ProcessSpec {
    @Override
    public String name() {
        return assignment.id();
    }

    @Override
    public int port() {
        return assignment.port();
    }

    @Override
    public List<String> command() {
        return contestant.command(assignment);
    }

    @Override
    public Map<String, String> environment() {
        return contestant.environment(assignment);
    }

    @Override
    public boolean isReady(long pid) {
        return true;
    }
}
