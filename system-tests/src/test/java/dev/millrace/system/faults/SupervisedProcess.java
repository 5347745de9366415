package dev.millrace.system.faults;

import dev.millrace.devstack.process.ManagedProcess;
import dev.millrace.devstack.process.ProcessFailed;

/** A process that is started again when it has ended, as a service manager does, unless a fault holds it down. */
final class SupervisedProcess {
    private final ManagedProcess process;
    private boolean held;
    private String problem = "";

    SupervisedProcess(ManagedProcess process) {
        this.process = process;
    }

    synchronized void kill() {
        held = true;
        process.kill();
    }

    synchronized void stop() {
        held = true;
        process.stop();
    }

    synchronized void release() {
        held = false;
        startIfEnded();
    }

    void freeze() {
        process.suspend();
    }

    void resume() {
        process.resume();
    }

    synchronized void startIfEnded() {
        if (!held && !process.isRunning()) {
            try {
                process.launch();
            } catch (ProcessFailed triedAgain) {
                problem = triedAgain.getMessage();
            }
        }
    }

    boolean isReady() {
        return process.state() == ManagedProcess.State.READY;
    }

    /** What keeps it from being ready. */
    synchronized String problem() {
        return process.failed("is " + process.state() + " " + problem).getMessage();
    }
}
