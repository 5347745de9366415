package dev.millrace.customers.persistence;

import dev.millrace.customers.domain.CreditReservation;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reservations in PostgreSQL, by order; read only while their customer is locked. */
@ApplicationScoped
public class CreditReservationRepository implements PanacheRepositoryBase<CreditReservation, UUID> {}
