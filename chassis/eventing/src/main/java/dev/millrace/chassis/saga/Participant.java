package dev.millrace.chassis.saga;

import java.util.UUID;
import java.util.function.Function;

/**
 * A service that a saga sends commands to.
 *
 * @param channel aggregate type of its commands' outbox rows; chooses the topic
 * @param key of the commands, so that those for one aggregate stay in order
 */
public record Participant<D>(String channel, Function<D, UUID> key) {}
