package dev.millrace.devstack.kafka;

import dev.millrace.devstack.process.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Settings of a single node that is broker and controller, with replication factor 1. */
final class BrokerSettings {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Set<String> LISTENERS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private BrokerSettings() {}

    /** @param setting {@code name=value}; replaces the one of this name, but adds listeners */
    static void add(Map<String, String> settings, String setting) {
        String name = setting.substring(0, setting.indexOf('='));
        settings.merge(
                name,
                setting.substring(name.length() + 1),
                (before, added) -> LISTENERS.contains(name) ? before + "," + added : added);
    }

    static Map<String, String> of(int node, int port, int advertised, Path log) {
        // Only this node connects to the controller and its address is not persisted, so each start may use another
        // port.
        String controller = "127.0.0.1:" + Ports.free();
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node));
        settings.put("controller.quorum.voters", node + "@" + controller);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("listeners", "CLIENT://127.0.0.1:%d,%s://%s".formatted(port, CONTROLLER_LISTENER, controller));
        settings.put("advertised.listeners", "CLIENT://127.0.0.1:" + advertised);
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,%s:PLAINTEXT".formatted(CONTROLLER_LISTENER));
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After kill -9 a broker can register again only when its old session has expired, by default after 9 s.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608"); // default: 128 MB, most of the heap
        return settings;
    }
}
