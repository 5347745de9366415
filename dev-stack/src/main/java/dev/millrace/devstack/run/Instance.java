package dev.millrace.devstack.run;

/** @param number 1 for the first */
record Instance(Service service, int number) {

    /** The first is called as the service is, the others with their number. */
    String name() {
        return number == 1 ? service.module() : service.module() + "-" + number;
    }

    /** What {@link #name()} was made of. */
    static String module(String name) {
        return name.replaceFirst("-\\d$", "");
    }
}
