package dev.millrace.chassis.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Identities of tokens that have been verified, by the whole token. Thread-safe.
 *
 * <p>Each reload of the issuer's keys begins a new {@link Generation}. A verification belongs to the generation in which
 * it began, so one that used the former keys is not found afterwards.
 */
final class VerifiedTokens {
    private final Duration timeToLive;
    private final int maximumSize;
    private final InstantSource clock;
    private volatile Generation current;

    VerifiedTokens(IdentityConfig.TokenCache config, InstantSource clock) {
        this.timeToLive = config.timeToLive();
        this.maximumSize = config.maximumSize();
        this.clock = clock;
        this.current = new Generation();
    }

    Generation current() {
        return current;
    }

    void forgetAll() {
        current = new Generation();
    }

    private record Verified(SecurityIdentity identity, Instant until) {}

    final class Generation {
        private final Cache<String, Verified> tokens =
                Caffeine.newBuilder().maximumSize(maximumSize).build();

        @Nullable
        SecurityIdentity find(String token) {
            Verified verified = tokens.getIfPresent(token);
            return verified != null && clock.instant().isBefore(verified.until) ? verified.identity : null;
        }

        /**
         * Does not keep a token that is bound to a key of the client (claim {@code cnf}): the proof that the client has
         * the key is another one with each request.
         */
        void keep(String token, SecurityIdentity identity) {
            if (identity.getPrincipal() instanceof JsonWebToken claims && !claims.containsClaim("cnf")) {
                Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime());
                Instant end = clock.instant().plus(timeToLive);
                tokens.put(token, new Verified(identity, end.isBefore(expiry) ? end : expiry));
            }
        }

        long size() {
            tokens.cleanUp();
            return tokens.estimatedSize();
        }
    }
}
