package dev.millrace.k8s.rules;

import dev.millrace.devstack.Credentials;
import dev.millrace.devstack.Database;
import dev.millrace.k8s.config.Project;
import dev.millrace.k8s.crd.PostgresCluster;
import dev.millrace.k8s.crd.PostgresCluster.Role;
import dev.millrace.k8s.crd.PostgresDatabase;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PostgreSQL as the services and the relay need it. */
final class PostgresRules {
    private static final String RELAY = Credentials.RELAY.username();
    private static final Pattern JDBC = Pattern.compile(
            "jdbc:postgresql://postgres-rw:5432/(\\w+)\\?sslmode=verify-full&sslrootcert=/etc/millrace/postgres/ca\\.crt");

    /** Maximum number of the relay's sessions: a leader and a standby for each source, and more during a rollout. */
    private static final int RELAY_CONNECTIONS = 30;

    private PostgresRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("there are a database and a role for each service", PostgresRules::databases),
                new Rule("PostgreSQL lets each role into its own database only, over TLS", PostgresRules::access),
                new Rule("PostgreSQL can be tailed, and loses nothing", PostgresRules::log),
                new Rule("services log in as themselves, over TLS", PostgresRules::logins),
                new Rule("PostgreSQL has connections for all instances", PostgresRules::connections));
    }

    static Stream<String> passwordSecrets(Manifests manifests) {
        PostgresCluster.Spec spec = cluster(manifests);
        return Stream.concat(
                Stream.of(spec.bootstrap().initdb().secret().name()),
                spec.managed().roles().stream()
                        .map(each -> each.passwordSecret().name()));
    }

    private static PostgresCluster.Spec cluster(Manifests manifests) {
        return manifests.all(PostgresCluster.class).getFirst().spec();
    }

    private static Stream<String> databases(Manifests manifests) {
        PostgresCluster.Spec spec = cluster(manifests);
        Map<String, String> made = new TreeMap<>();
        made.put(spec.bootstrap().initdb().database(), spec.bootstrap().initdb().owner());
        manifests
                .all(PostgresDatabase.class)
                .forEach(each -> made.put(each.spec().name(), each.spec().owner()));
        Map<String, String> wanted = Stream.of(Database.values())
                .collect(Collectors.toMap(
                        Database::databaseName, each -> each.owner().username(), (a, b) -> a, TreeMap::new));
        Set<String> roles = new TreeSet<>(Set.of(spec.bootstrap().initdb().owner()));
        spec.managed().roles().stream().filter(Role::login).map(Role::name).forEach(roles::add);
        Set<String> wantedRoles = new TreeSet<>(wanted.values());
        wantedRoles.add(RELAY);
        return Stream.of(
                        made.equals(wanted) ? "" : "databases are %s, not %s".formatted(made, wanted),
                        roles.equals(wantedRoles) ? "" : "roles are %s, not %s".formatted(roles, wantedRoles))
                .filter(each -> !each.isEmpty());
    }

    private static Stream<String> access(Manifests manifests) {
        List<String> wanted = new ArrayList<>();
        for (Database database : Database.values()) {
            wanted.add("hostssl %s %s all scram-sha-256"
                    .formatted(database.databaseName(), database.owner().username()));
        }
        wanted.add("hostssl %s %s all scram-sha-256".formatted(String.join(",", relayed(manifests)), RELAY));
        // overrides the operator's catch-all rule, which admits every role to every database
        wanted.add("host all all all reject");
        List<String> rules = cluster(manifests).postgresql().pg_hba();
        return rules.equals(wanted) ? Stream.empty() : Stream.of("pg_hba is %s, not %s".formatted(rules, wanted));
    }

    private static List<String> relayed(Manifests manifests) {
        return manifests.environment(manifests.workload("outbox-relay")).entrySet().stream()
                .filter(each -> each.getKey().matches("RELAY_SOURCES_.*_JDBC_URL"))
                .map(each -> JDBC.matcher(each.getValue()))
                .filter(Matcher::matches)
                .map(each -> each.group(1))
                .sorted(java.util.Comparator.comparing(
                        name -> Database.named(name).ordinal()))
                .toList();
    }

    private static Stream<String> log(Manifests manifests) {
        PostgresCluster.Spec spec = cluster(manifests);
        Map<String, String> parameters = spec.postgresql().parameters();
        boolean replicates = spec.managed().roles().stream()
                .allMatch(each -> each.replication() == each.name().equals(RELAY));
        boolean safe = spec.instances() == 1
                || spec.postgresql().synchronous() != null
                        && "required".equals(spec.postgresql().synchronous().dataDurability());
        return Stream.of(
                        "logical".equals(parameters.get("wal_level")) ? "" : "wal_level is not logical",
                        parameters.containsKey("max_slot_wal_keep_size") ? "" : "a slot may fill the disk",
                        replicates ? "" : "the relay's role, and only that, may replicate",
                        safe ? "" : "an answered commit may be lost with the primary",
                        Boolean.FALSE.equals(spec.enableSuperuserAccess()) ? "" : "the superuser may log in")
                .filter(each -> !each.isEmpty());
    }

    private static Stream<String> logins(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(Workload::isOurs)
                .flatMap(workload -> manifests.environment(workload).entrySet().stream()
                        .filter(each -> each.getKey().matches("DATABASE_URL|RELAY_SOURCES_.*_JDBC_URL"))
                        .flatMap(each -> login(workload, each.getKey(), each.getValue())));
    }

    private static Stream<String> login(Workload workload, String variable, String url) {
        Matcher jdbc = JDBC.matcher(url);
        if (!jdbc.matches()) {
            return Stream.of("%s: %s is %s".formatted(workload, variable, url));
        }
        String role = workload.module().replace('-', '_');
        boolean own = role.equals(RELAY)
                || Database.named(jdbc.group(1)).owner().username().equals(role);
        String stem = variable.replaceAll("(JDBC_)?URL$", "");
        boolean asItself = Stream.of("USERNAME", "PASSWORD")
                .allMatch(key -> workload.container().getEnv().stream()
                        .filter(each -> each.getName().equals(stem + key))
                        .map(each -> each.getValueFrom().getSecretKeyRef())
                        .anyMatch(each -> each.getName().equals(workload.module() + "-database")
                                && each.getKey().equals(key.toLowerCase())));
        return own && asItself
                ? Stream.empty()
                : Stream.of("%s: logs in to %s as somebody else".formatted(workload, jdbc.group(1)));
    }

    private static Stream<String> connections(Manifests manifests) {
        int most = manifests.workloads().stream()
                .filter(Workload::isOurs)
                .mapToInt(each -> instances(manifests, each) * pool(manifests, each))
                .sum();
        int allowed =
                Integer.parseInt(cluster(manifests).postgresql().parameters().get("max_connections"));
        return most + RELAY_CONNECTIONS <= allowed
                ? Stream.empty()
                : Stream.of("instances may open %d connections, and the relay %d; max_connections is %d"
                        .formatted(most, RELAY_CONNECTIONS, allowed));
    }

    private static int pool(Manifests manifests, Workload workload) {
        Map<String, String> environment = manifests.environment(workload);
        if (!environment.containsKey("DATABASE_URL")) {
            return 0;
        }
        String byDefault = Project.properties("chassis/eventing").getProperty("quarkus.datasource.jdbc.max-size");
        return workload.kind() == Workload.Kind.JOB
                ? 1
                : Integer.parseInt(environment.getOrDefault("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", byDefault));
    }

    /** Maximum number of instances. The additional one during a rollout is covered by the reserve of connections. */
    private static int instances(Manifests manifests, Workload workload) {
        return switch (workload.kind()) {
            case JOB -> 1;
            case KNATIVE ->
                Integer.parseInt(workload.pod().getAnnotations().get(KnativeRules.AUTOSCALING + "max-scale"));
            case DEPLOYMENT ->
                manifests
                        .find(HorizontalPodAutoscaler.class, workload.name())
                        .map(each -> each.getSpec().getMaxReplicas())
                        .or(() -> LagRules.maximum(manifests, workload.name()))
                        .or(() -> Optional.ofNullable(manifests
                                .get(Deployment.class, workload.name())
                                .getSpec()
                                .getReplicas()))
                        .orElse(1);
        };
    }
}
