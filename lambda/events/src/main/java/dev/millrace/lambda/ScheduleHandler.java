package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.millrace.chassis.housekeeping.JobsDue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Named;
import java.util.Map;

/** Runs the jobs that an instance outside Lambda runs by its timers, and returns when they have ended. */
@Named("schedule")
@ApplicationScoped
class ScheduleHandler implements RequestHandler<Map<String, Object>, String> {
    private final Event<JobsDue> jobs;

    ScheduleHandler(Event<JobsDue> jobs) {
        this.jobs = jobs;
    }

    @Override
    public String handleRequest(Map<String, Object> schedule, Context context) {
        jobs.fire(new JobsDue());
        return "done";
    }
}
