package dev.millrace.chassis.persistence;

import dev.millrace.chassis.config.OwnConfiguration;
import dev.millrace.chassis.messaging.EventingConfig;
import dev.millrace.chassis.messaging.MessagingConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Lets the start refuse misspelt variables. */
class OwnKeys {
    @Produces
    @Singleton
    OwnConfiguration database() {
        return new OwnConfiguration(DatabaseConfig.class);
    }

    @Produces
    @Singleton
    OwnConfiguration chassis() {
        return new OwnConfiguration(EventingConfig.class);
    }

    @Produces
    @Singleton
    OwnConfiguration messaging() {
        return new OwnConfiguration(MessagingConfig.class);
    }
}
