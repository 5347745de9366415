package dev.millrace.chassis.push;

import dev.millrace.chassis.messaging.MessagingConfig;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Grants the role {@value #ROLE} to the callers that the configuration names. A token may grant it too. */
@ApplicationScoped
class EventSourceRoleAugmentor implements SecurityIdentityAugmentor {
    static final String ROLE = "event-source";

    private final boolean everybody;
    private final Set<String> subjects;
    private final Optional<String> issuer;

    EventSourceRoleAugmentor(MessagingConfig config) {
        everybody = config.push().trustNetwork();
        subjects = config.push().subjects().orElse(Set.of());
        issuer = config.push().issuer();
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        everybody || isNamed(identity)
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addRole(ROLE)
                                        .build()
                                : identity);
    }

    /** Compares issuer and subject, not the user name: that is chosen by whoever creates the user and is not unique. */
    private boolean isNamed(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && issuer.filter(known -> known.equals(token.getIssuer())).isPresent()
                && token.getSubject() != null
                && subjects.contains(token.getSubject());
    }
}
