package dev.millrace.devstack.newservice;

/** The entries of a service outside its module: one method for each part of the system that needs one. */
final class Entries {
    private static final String DEV_STACK = "dev-stack/src/main/java/dev/millrace/devstack/";
    private static final String GATEWAY = "api-gateway/src/main/";
    private static final String PLATFORM = "k8s/base/platform/";
    private static final String CONTAINERS = "k8s/base/containers/";
    private static final String MODULE = "customer-service";
    private static final String NAMED_SO = "  name: customer-service";

    private static final String SCALED_BY_EVENTS = """
                - type: kafka
                  metadata:
                    bootstrapServers: kafka-kafka-bootstrap.millrace.svc:9093
                    consumerGroup: customer-service
                    topic: order.events
                    lagThreshold: "500"
                    tls: enable
                  authenticationRef: {name: customer-service}
            """;

    private static final String WRITTEN = """
                  - resource: {type: topic, name: %s.events, patternType: literal}
                    operations: [Read, Write, Describe]
            """;

    private final Wiring wiring;
    private final ServiceName service;

    Entries(Wiring wiring, ServiceName service) {
        this.wiring = wiring;
        this.service = service;
    }

    void add() {
        build();
        devStack();
        relayAndGateway();
        hosts();
        containers();
        platform();
        overlays();
    }

    private void build() {
        wiring.lines("pom.xml", "<module>customer-service</module>");
        wiring.block("system-tests/pom.xml", "<artifactId>customer-service</artifactId>", 2, 10);
        wiring.repeat("src/main/docker/build-images", MODULE, " ");
        wiring.repeat(".ci/native", MODULE, " ");
        wiring.repeat(
                "test-support/src/main/java/dev/millrace/testsupport/checks/ServiceArchitecture.java",
                "\"customers\"",
                ", ");
    }

    private void devStack() {
        wiring.lines(DEV_STACK + "Database.java", "CUSTOMERS(");
        wiring.lines(DEV_STACK + "Topic.java", "(\"customer");
        String services = DEV_STACK + "run/Service.java";
        wiring.replace(
                services,
                "    OUTBOX_RELAY(",
                "    %s_SERVICE(%d, owns(Database.%s)),%n    OUTBOX_RELAY("
                        .formatted(service.constant(), service.port(), service.constant()));
        wiring.replace(
                services, "relays(CUSTOMERS)", "relays(CUSTOMERS), relays(Database.%s)".formatted(service.constant()));
        wiring.repeat(services, "finds(CUSTOMER_SERVICE)", ", ");
    }

    private void relayAndGateway() {
        wiring.lines("outbox-relay/src/main/resources/application.properties", "relay.routes.customer=");
        wiring.lines(GATEWAY + "resources/application.properties", "customer-service.addresses=");
        String discovery = GATEWAY + "java/dev/millrace/gateway/discovery/";
        wiring.lines(discovery + "ClientDefaults.java", "OfCustomerService");
        wiring.block(discovery + "ServiceAddresses.java", "interface OfCustomerService", 1, 0);
    }

    private void hosts() {
        wiring.repeat("src/main/systemd/install", MODULE, " ");
        wiring.repeat("src/main/systemd/check", MODULE, " ");
        wiring.file("src/main/systemd/config/customer-service.env", "");
        wiring.file("src/main/systemd/units/millrace-customer-service@.service", "");
        wiring.lines("src/main/systemd/config/outbox-relay.env", "RELAY_SOURCES_CUSTOMERS");
        wiring.lines("src/main/systemd/config/outbox-relay.secrets", "relay.sources.customers");
        wiring.lines("src/main/observability/prometheus/prometheus.yml", "job_name: customer-service");
    }

    private void containers() {
        wiring.file(CONTAINERS + "customer-service.yaml", """
                        - podSelector:
                            matchLabels: {app.kubernetes.io/name: order-service}
                """);
        wiring.lines(CONTAINERS + "kustomization.yaml", MODULE + ".yaml");
        wiring.lines(CONTAINERS + "kustomization.yaml", "CUSTOMER_SERVICE_HOSTNAME");
        wiring.block(CONTAINERS + "api-gateway.yaml", "app.kubernetes.io/name: customer-service", 2, 2);
        wiring.lines("k8s/base/kustomization.yaml", "ghcr.io/millrace/customer-service");
    }

    private void platform() {
        wiring.documents(PLATFORM + "accounts.yaml", NAMED_SO);
        wiring.documents(PLATFORM + "migrations.yaml", NAMED_SO + "-migration");
        wiring.documents(PLATFORM + "kafka-topics.yaml", "  name: customer.events");
        wiring.documents(PLATFORM + "kafka-topics.yaml", "  name: customer.commands");
        wiring.documents(PLATFORM + "kafka-topics.yaml", NAMED_SO + ".dlq");
        users(PLATFORM + "kafka-users.yaml");
        wiring.lines(PLATFORM + "network.yaml", "port: 9082");
        String postgres = PLATFORM + "postgres.yaml";
        wiring.block(postgres, "- name: customer_service", 0, 3);
        wiring.lines(postgres, "hostssl customers customer_service");
        wiring.replace(postgres, "orders,customers", "orders,customers," + service.name());
        wiring.documents(postgres, "  name: customers");
        wiring.block(PLATFORM + "outbox-relay.yaml", "- name: RELAY_SOURCES_CUSTOMERS_JDBC_URL", 0, 1);
        wiring.block(PLATFORM + "outbox-relay.yaml", "- name: RELAY_SOURCES_CUSTOMERS_USERNAME", 0, 2);
        wiring.block(PLATFORM + "outbox-relay.yaml", "- name: RELAY_SOURCES_CUSTOMERS_PASSWORD", 0, 2);
    }

    /** The service reads its commands only; the relay writes its events, and its commands once a route leads there. */
    private void users(String file) {
        wiring.documents(file, NAMED_SO, """
                      - resource: {type: topic, name: order.events, patternType: literal}
                        operations: [Read, Describe, DescribeConfigs]
                """);
        String relays = "      - resource: {type: topic, name: outbox-relay.dlq, patternType: literal}\n";
        wiring.replace(file, relays, WRITTEN.formatted(service.name()) + relays);
    }

    private void overlays() {
        wiring.file("k8s/overlays/knative/customer-service.yaml", "order.events, ");
        wiring.lines("k8s/overlays/knative/kustomization.yaml", "- customer-service.yaml");
        wiring.lines("k8s/overlays/knative/kustomization.yaml", "ghcr.io/millrace/customer-service");
        wiring.lines("k8s/overlays/knative/kustomization.yaml", "CUSTOMER_SERVICE_ADDRESSES");
        wiring.lines("k8s/overlays/mesh/kustomization.yaml", "CUSTOMER_SERVICE_ADDRESSES");
        wiring.documents(
                "k8s/overlays/mesh/authorization.yaml", NAMED_SO, ", cluster.local/ns/millrace/sa/order-service");
        wiring.documents("k8s/overlays/mesh/sidecars.yaml", NAMED_SO);
        wiring.documents("k8s/overlays/lag/autoscalers.yaml", NAMED_SO);
        wiring.documents("k8s/overlays/lag/scaled.yaml", NAMED_SO, SCALED_BY_EVENTS);
        wiring.documents("k8s/overlays/local/smaller.yaml", NAMED_SO);
        wiring.documents("k8s/overlays/local/smaller.yaml", NAMED_SO + ".dlq");
        wiring.documents("k8s/overlays/local/smaller.yaml", "  name: customer.events");
        wiring.documents("k8s/overlays/local/smaller.yaml", "  name: customer.commands");
        wiring.lines("k8s/secrets", "login customer-service");
        wiring.lines("k8s/secrets", "sink customer-service");
        wiring.repeat("k8s/local", MODULE, " ");
        wiring.block("k8s/pom.xml", "<artifactId>customer-service</artifactId>", 2, 3);
    }
}
