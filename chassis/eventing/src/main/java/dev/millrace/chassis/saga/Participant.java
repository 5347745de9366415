package dev.millrace.chassis.saga;

import java.util.UUID;
import java.util.function.Function;

/**
 * A service to which a saga sends commands.
 *
 * @param channel aggregate type of the commands' outbox rows; it determines the topic
 * @param key record key of the commands, so that those for one aggregate stay in order
 */
public record Participant<D>(String channel, Function<D, UUID> key) {}
