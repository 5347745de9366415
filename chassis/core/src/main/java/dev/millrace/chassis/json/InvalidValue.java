package dev.millrace.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value of the right JSON type that is rejected while it is read; the path names the field. */
public final class InvalidValue extends JsonMappingException {
    private final String requirement;

    /** @param requirement what the value must be */
    InvalidValue(JsonParser parser, String requirement) {
        super(parser, requirement);
        this.requirement = requirement;
    }

    public String requirement() {
        return requirement;
    }
}
