package dev.millrace.relay.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How far a source has been published: what the next leader needs in order to go on without a gap or a double. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(LogPosition.class), @JsonSubTypes.Type(PolledPosition.class)})
public sealed interface Position permits LogPosition, PolledPosition {}
