package dev.millrace.__name__.application;

import dev.millrace.__name__.domain.__Name__;
import dev.millrace.__name__.persistence.__Name__Outbox;
import dev.millrace.__name__.persistence.__Name__Repository;
import dev.millrace.chassis.errors.NotFound;
import dev.millrace.chassis.idempotency.IdempotencyKeys;
import dev.millrace.chassis.ids.UuidV7;
import dev.millrace.chassis.security.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases. Each call is one transaction. */
@ApplicationScoped
@Transactional
public class __Name__Service {
    private final __Name__Repository repository;
    private final __Name__Outbox events;
    private final IdempotencyKeys keys;

    __Name__Service(__Name__Repository repository, __Name__Outbox events, IdempotencyKeys keys) {
        this.repository = repository;
        this.events = events;
        this.keys = keys;
    }

    /**
     * @param owner subject of the user to whom it belongs; empty when a clerk creates it
     * @param idempotencyKey the client's key, or null; a repeated call returns what the first one created
     */
    public __Name__ create(String name, Optional<String> owner, @Nullable String idempotencyKey) {
        __Name__.Created created = __Name__.create(UuidV7.next(), name, owner.orElse(null));
        UUID own = created.aggregate().id();
        UUID id = keys.claim("create-__name__", idempotencyKey, Arrays.asList(name, owner.orElse(null)), own);
        if (!id.equals(own)) {
            return get(id, owner.map(AccessScope::toOwn).orElseGet(AccessScope::toAll));
        }
        repository.persist(created.aggregate());
        events.publish(created.event());
        return created.aggregate();
    }

    /** @throws NotFound if there is none, or the access does not cover it */
    public __Name__ get(UUID id, AccessScope access) {
        return repository
                .findByIdOptional(id)
                .filter(found -> access.covers(found.owner()))
                .orElseThrow(() -> new NotFound("__name__", id));
    }

    public List<__Name__> newestFirst(AccessScope access, @Nullable UUID after, int count) {
        return repository.newestFirst(access.owner(), after, count);
    }

    /** A command to rename what does not exist has no effect. */
    public void rename(UUID id, String name) {
        repository
                .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(found -> found.rename(name))
                .ifPresent(events::publish);
    }
}
