package dev.millrace.k8s.rules;

import dev.millrace.devstack.Topic;
import dev.millrace.k8s.config.Channel;
import dev.millrace.k8s.config.Project;
import dev.millrace.k8s.render.Manifests;
import dev.millrace.k8s.render.Workload;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kafka as the services and the relay need it, with the minimum of rights. */
final class KafkaRules {
    private static final String RELAY = "outbox-relay";
    private static final String READ = "[DESCRIBE, READ]";
    /** DescribeConfigs is needed because the inbox keeps a message's id as long as the topic keeps the record. */
    private static final String READ_WITH_RETENTION = "[DESCRIBE, DESCRIBECONFIGS, READ]";

    private static final String WRITE = "[DESCRIBE, WRITE]";
    private static final String READ_AND_WRITE = "[DESCRIBE, READ, WRITE]";

    private KafkaRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("the topics are those of the development stack", KafkaRules::topics),
                new Rule("users may do what they have to, and nothing else", KafkaRules::users),
                new Rule("Kafka asks for certificates and keeps what it has answered", KafkaRules::cluster),
                new Rule("services speak to Kafka as themselves", KafkaRules::clients));
    }

    private static Stream<String> topics(Manifests manifests) {
        Map<String, KafkaTopic> made = manifests.all(KafkaTopic.class).stream()
                .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each));
        Stream<String> wrong = Stream.of(Topic.values()).flatMap(topic -> {
            KafkaTopic found = made.remove(topic.topicName());
            if (found == null) {
                return Stream.of("there is no topic " + topic.topicName());
            }
            Map<String, String> config = new TreeMap<>();
            found.getSpec().getConfig().forEach((key, value) -> config.put(key, value.toString()));
            return found.getSpec().getPartitions() == topic.partitions()
                            && config.entrySet().containsAll(topic.config().entrySet())
                    ? Stream.empty()
                    : Stream.of("topic %s is %s".formatted(topic.topicName(), found.getSpec()));
        });
        return Stream.concat(wrong.toList().stream(), made.keySet().stream().map(each -> "nobody knows topic " + each));
    }

    /** The rights that a user needs according to the sources, one line for each resource. */
    private static Set<String> wanted(String user) {
        Set<String> rights = new TreeSet<>();
        rights.add("topic " + Topic.DEPLOYMENTS.topicName() + " literal " + WRITE);
        if (user.equals(RELAY)) {
            Stream.concat(
                            values(RELAY, "relay\\.routes\\..*"),
                            Stream.of(Topic.OUTBOX_RELAY_DLQ, Topic.OUTBOX_RELAY_POSITIONS)
                                    .map(Topic::topicName))
                    .forEach(topic -> rights.add("topic " + topic + " literal " + READ_AND_WRITE));
            rights.add("transactionalId outbox-relay. prefix " + WRITE);
            rights.add("group outbox-relay.dlq.replay literal " + READ);
        } else {
            Channel.of(user).forEach(channel -> {
                rights.add("topic " + channel.topic() + " literal " + (channel.shared() ? READ_WITH_RETENTION : READ));
                rights.add("group %s %s %s".formatted(channel.group(), channel.shared() ? "literal" : "prefix", READ));
                if (channel.shared()) {
                    rights.add("topic " + user + ".dlq literal " + READ_AND_WRITE);
                }
            });
        }
        return rights;
    }

    private static Stream<String> values(String module, String keys) {
        Properties properties = Project.properties(module);
        return properties.stringPropertyNames().stream()
                .filter(key -> key.matches(keys))
                .map(properties::getProperty);
    }

    private static Stream<String> users(Manifests manifests) {
        Map<String, KafkaUser> made = manifests.all(KafkaUser.class).stream()
                .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each));
        Set<String> wanted = manifests.workloads().stream()
                .filter(Workload::isOurs)
                .map(Workload::module)
                .filter(KafkaRules::consumes)
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.add(RELAY);
        if (!made.keySet().equals(wanted)) {
            return Stream.of("users are %s, not %s".formatted(made.keySet(), wanted));
        }
        return made.entrySet().stream().flatMap(each -> {
            Set<String> rights = rights(each.getValue());
            return rights.equals(wanted(each.getKey()))
                    ? Stream.empty()
                    : Stream.of("%s may %s, and has to %s".formatted(each.getKey(), rights, wanted(each.getKey())));
        });
    }

    private static boolean consumes(String module) {
        return Channel.of(module).findAny().isPresent();
    }

    private static Set<String> rights(KafkaUser user) {
        return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization())
                .getAcls().stream().map(KafkaRules::right).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String right(AclRule rule) {
        AclRuleResource resource = rule.getResource();
        String what = switch (resource) {
            case AclRuleTopicResource topic -> topic.getName() + " " + topic.getPatternType();
            case AclRuleGroupResource group -> group.getName() + " " + group.getPatternType();
            case AclRuleTransactionalIdResource id -> id.getName() + " " + id.getPatternType();
            default -> resource.toString();
        };
        return "%s %s %s"
                .formatted(
                        resource.getType(),
                        what.toLowerCase(),
                        new TreeSet<>(
                                rule.getOperations().stream().map(Enum::name).toList()));
    }

    private static Stream<String> cluster(Manifests manifests) {
        Kafka kafka = manifests.all(Kafka.class).getFirst();
        Map<String, Object> config = kafka.getSpec().getKafka().getConfig();
        int nodes = manifests.all(KafkaNodePool.class).getFirst().getSpec().getReplicas();
        int replicas = Math.min(nodes, 3);
        int inSync = Math.max(1, replicas - 1);
        boolean encrypted = kafka.getSpec().getKafka().getListeners().stream()
                .allMatch(each -> each.isTls() && "tls".equals(each.getAuth().getType()));
        Stream<String> settings = Stream.of(
                        Map.entry("default.replication.factor", replicas),
                        Map.entry("offsets.topic.replication.factor", replicas),
                        Map.entry("transaction.state.log.replication.factor", replicas),
                        Map.entry("min.insync.replicas", inSync),
                        Map.entry("transaction.state.log.min.isr", inSync))
                .filter(each -> !each.getValue().equals(config.get(each.getKey())))
                .map(each -> "%s is %s on %d nodes".formatted(each.getKey(), config.get(each.getKey()), nodes));
        Stream<String> topics = manifests.all(KafkaTopic.class).stream()
                .filter(each -> each.getSpec().getReplicas() != replicas
                        || !Integer.valueOf(inSync)
                                .equals(each.getSpec().getConfig().get("min.insync.replicas")))
                .map(each -> "topic %s has %d replicas on %d nodes"
                        .formatted(each.getMetadata().getName(), each.getSpec().getReplicas(), nodes));
        Stream<String> doors = Stream.of(
                        encrypted ? "" : "a listener asks for no certificate",
                        kafka.getSpec().getKafka().getAuthorization() == null ? "everybody may do everything" : "",
                        Boolean.FALSE.equals(config.get("auto.create.topics.enable"))
                                ? ""
                                : "topics appear by themselves")
                .filter(each -> !each.isEmpty());
        return Stream.of(settings, topics, doors).flatMap(each -> each);
    }

    private static Stream<String> clients(Manifests manifests) {
        return manifests.workloads().stream().filter(Workload::isOurs).flatMap(workload -> {
            Map<String, String> environment = manifests.environment(workload);
            boolean told = environment.containsKey("KAFKA_BOOTSTRAP_SERVERS");
            boolean pushed = "push".equals(environment.get("MESSAGING_MODE"));
            if (!told && workload.serves() && consumes(workload.module()) && !pushed) {
                return Stream.of(workload + ": consumes, and does not know from where");
            }
            return !told || isItself(environment, workload)
                    ? Stream.empty()
                    : Stream.of(workload + ": speaks to Kafka without a certificate of its own");
        });
    }

    private static boolean isItself(Map<String, String> environment, Workload workload) {
        boolean mounted = workload.volumes().stream()
                .filter(each -> each.getProjected() != null)
                .flatMap(each -> each.getProjected().getSources().stream())
                .anyMatch(each -> each.getSecret().getName().equals(workload.module()));
        return mounted
                && "SSL".equals(environment.get("KAFKA_SECURITY_PROTOCOL"))
                && "PKCS12".equals(environment.get("KAFKA_SSL_KEYSTORE_TYPE"))
                && "PEM".equals(environment.get("KAFKA_SSL_TRUSTSTORE_TYPE"));
    }
}
