package dev.millrace.chassis.push;

import dev.millrace.chassis.messaging.MessagingConfig;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Gives the role that may push to those who the configuration names; a token may give it too. */
@ApplicationScoped
class EventSourceRoleAugmentor implements SecurityIdentityAugmentor {
    static final String ROLE = "event-source";

    private final boolean everybody;
    private final Set<String> subjects;

    EventSourceRoleAugmentor(MessagingConfig config) {
        everybody = config.push().trustNetwork();
        subjects = config.push().subjects().orElse(Set.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        boolean named = !identity.isAnonymous()
                && subjects.contains(identity.getPrincipal().getName());
        return Uni.createFrom()
                .item(
                        everybody || named
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addRole(ROLE)
                                        .build()
                                : identity);
    }
}
