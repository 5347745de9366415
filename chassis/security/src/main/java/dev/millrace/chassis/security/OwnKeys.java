package dev.millrace.chassis.security;

import dev.millrace.chassis.config.OwnConfiguration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Lets the start refuse misspelt variables. */
class OwnKeys {
    @Produces
    @Singleton
    OwnConfiguration identity() {
        return new OwnConfiguration(IdentityConfig.class);
    }
}
