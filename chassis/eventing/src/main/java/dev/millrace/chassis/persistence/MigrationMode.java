package dev.millrace.chassis.persistence;

/** Which process migrates the database's schema to the version that this release needs. */
public enum MigrationMode {
    /** This process, before it serves requests: for one instance, or a few that start one after the other. */
    AT_START,

    /** This process, which then exits with 0: a deployment step or job that runs before the instances start. */
    ONLY,

    /** Another process has: this one changes nothing, and does not start on an older schema. */
    OFF
}
