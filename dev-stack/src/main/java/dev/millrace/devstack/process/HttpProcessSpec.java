package dev.millrace.devstack.process;

/** A process that serves HTTP on its port. */
public interface HttpProcessSpec extends ProcessSpec {

    @Override
    default String address() {
        return "http://127.0.0.1:" + port();
    }
}
