package dev.millrace.chassis.ids;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** Identifiers of aggregates and messages: UUIDv7 (RFC 9562), so that their order is the order of their making. */
public final class UuidV7 {
    private static final NoArgGenerator UUID_V7 = Generators.timeBasedEpochGenerator();

    private UuidV7() {}

    /** A new identifier, later than all that this process has made before. */
    public static UUID next() {
        return UUID_V7.generate();
    }
}
