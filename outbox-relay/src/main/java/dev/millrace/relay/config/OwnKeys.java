package dev.millrace.relay.config;

import dev.millrace.chassis.config.OwnConfiguration;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Lets the start refuse misspelt variables. */
class OwnKeys {
    @Produces
    @Singleton
    OwnConfiguration relay() {
        return new OwnConfiguration(RelayConfig.class);
    }
}
