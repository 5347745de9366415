package dev.millrace.relay.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topics that the outbox event router names. A missing one is created with the broker's defaults. */
final class RouterTopics {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern GROUP = Pattern.compile("\\$(\\d+|\\{[^}]*})");
    private static final Pattern ANY = Pattern.compile("(?!__).+");

    private final Supplier<Admin> admins;
    private final Map<String, Integer> partitions = new HashMap<>();

    RouterTopics(Supplier<Admin> admins) {
        this.admins = admins;
    }

    /** The names that the router can give with these settings, as far as they tell. */
    static Pattern pattern(Map<String, String> settings) {
        if (settings.containsKey("route.topic.regex")) {
            return ANY; // a value that it does not match is itself the topic
        }
        String replacement = settings.getOrDefault("route.topic.replacement", "outbox.event.${routedByValue}");
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        for (Matcher group = GROUP.matcher(replacement); group.find(); end = group.end()) {
            pattern.append(Pattern.quote(replacement.substring(end, group.start())))
                    .append(".*");
        }
        return Pattern.compile(pattern + Pattern.quote(replacement.substring(end)));
    }

    /**
     * @param partition null when the record's key chooses it
     * @throws Unpublishable when a record cannot go there
     */
    void check(@Nullable String topic, @Nullable Integer partition) throws Unpublishable {
        if (topic == null || !NAME.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new Unpublishable("the router names the topic \"%s\", which is no topic's name".formatted(topic));
        }
        Integer known = partitions.get(topic);
        int count = known == null ? find(topic) : known;
        partitions.put(topic, count);
        if (partition != null && (partition < 0 || partition >= count)) {
            throw new Unpublishable(
                    "topic %s has %d partitions, and the row names partition %d".formatted(topic, count, partition));
        }
    }

    private int find(String topic) throws Unpublishable {
        try (Admin admin = admins.get()) {
            try {
                return describe(admin, topic);
            } catch (UnknownTopicOrPartitionException missing) {
                TopicCreator.create(admin, new NewTopic(topic, Optional.empty(), Optional.empty()));
                return describe(admin, topic);
            }
        } catch (AuthorizationException | PolicyViolationException | InvalidTopicException e) {
            throw new Unpublishable("topic %s cannot be used or created: %s".formatted(topic, e.getMessage()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static int describe(Admin admin, String topic) throws InterruptedException {
        Map<String, TopicDescription> found =
                TopicCreator.get(admin.describeTopics(List.of(topic)).allTopicNames());
        return Objects.requireNonNull(found.get(topic)).partitions().size();
    }
}
