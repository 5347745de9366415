package dev.millrace.chassis.persistence;

/** Who brings the database's schema up to the version that this binary needs. */
public enum MigrationMode {
    /** This process, before it serves: for one instance, or a few that start one after the other. */
    AT_START,

    /** This process, which does nothing else and exits with 0: a step or a job ahead of the instances. */
    ONLY,

    /** Somebody else has: this process changes nothing, and does not start on an older schema. */
    OFF
}
