package dev.millrace.relay.outbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How far a source is published. The next leader continues from it without gaps and duplicates. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(LogPosition.class), @JsonSubTypes.Type(PolledPosition.class)})
public sealed interface Position permits LogPosition, PolledPosition {}
