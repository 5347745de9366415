package dev.millrace.chassis.events;

/** Record headers: those of the CloudEvents Kafka binding (binary mode) and Millrace's extensions. */
public final class Headers {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** Extension: id of the request that started the chain of messages. */
    public static final String REQUEST_ID = "ce_requestid";

    /** Extension: id of the message that was being handled when this one was published. */
    public static final String CAUSATION_ID = "ce_causationid";

    /** Extension: subject of the user who started the chain of messages; absent when unknown. */
    public static final String ACTOR = "ce_actor";

    private Headers() {}
}
