package dev.millrace.chassis.saga;

import java.util.UUID;

/** Data of the test saga. */
record Trip(UUID id) {
    static final Participant<Trip> FLIGHT = new Participant<>("flight-command", Trip::id);
    static final Participant<Trip> HOTEL = new Participant<>("hotel-command", Trip::id);
    static final Participant<Trip> CAR = new Participant<>("car-command", Trip::id);

    /** Payload of each command. */
    record Booking(UUID sagaId, UUID tripId) {
        static Booking of(UUID saga, Trip trip) {
            return new Booking(saga, trip.id());
        }
    }

    /** A saga with three participants. */
    static SagaDefinition<Trip> saga(int version, Journal journal) {
        return SagaDefinition.of("book-trip", version, Trip.class)
                .step("flight")
                .invoke(FLIGHT, "flight.book", Booking::of)
                .succeedsOn("flight.booked")
                .failsOn("flight.refused")
                .compensateWith(FLIGHT, "flight.cancel", Booking::of)
                .compensatedOn("flight.cancelled")
                .step("hotel")
                .invoke(HOTEL, "hotel.book", Booking::of)
                .succeedsOn("hotel.booked")
                .failsOn("hotel.refused")
                .compensateWith(HOTEL, "hotel.cancel", Booking::of)
                .compensatedOn("hotel.cancelled")
                .step("car")
                .invoke(CAR, "car.book", Booking::of)
                .succeedsOn("car.booked")
                .failsOn("car.refused")
                .compensateWith(CAR, "car.cancel", Booking::of)
                .compensatedOn("car.cancelled")
                .onCompleted(trip -> journal.write(trip.id(), "trip.booked"))
                .onCompensated((trip, reason) -> journal.write(trip.id(), "trip.abandoned: " + reason))
                .build();
    }
}
