package dev.millrace.devstack.run;

/** @param number 1 for the first */
record Instance(Service service, int number) {

    /** The service's name for the first instance, with the number appended for the others. */
    String name() {
        return number == 1 ? service.module() : service.module() + "-" + number;
    }

    /** The module that an instance's {@link #name()} belongs to. */
    static String module(String name) {
        return name.replaceFirst("-\\d$", "");
    }
}
