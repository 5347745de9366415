package dev.millrace.devstack.run;

import dev.millrace.devstack.identity.DemoUser;
import dev.millrace.devstack.identity.Identity;
import dev.millrace.devstack.identity.Login;
import dev.millrace.devstack.process.Await;
import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rebuild-history",
        description = "Makes the order history anew from Kafka's log; readers see the old one until it is complete.")
final class RebuildHistoryCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofHours(1);

    @ParentCommand
    private Run run;

    @Option(
            names = "--token",
            description =
                    "An admin's access token, where another issuer is used; default: one of this system's issuer.")
    private String token;

    @Override
    public Integer call() {
        LocalSystem system = run.system();
        HttpRequest.Builder rebuild = HttpRequest.newBuilder(URI.create(
                        system.part(Service.ORDER_HISTORY_SERVICE.module()).address() + "/admin/rebuild"))
                .header("Authorization", "Bearer " + admins(system));
        HttpRequest ask = rebuild.build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Console.say(send(http, rebuild.POST(BodyPublishers.noBody()).build()));
            boolean complete = Await.until(TIMEOUT, () -> send(http, ask).contains("\"state\":\"LIVE\""));
            Console.say(send(http, ask));
            return complete ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private String admins(LocalSystem system) {
        return token == null ? new Login(system.part(Identity.NAME).address()).as(DemoUser.ADMIN) : token;
    }

    private static String send(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new ProcessFailed(
                        "The rebuild was refused with status %d: %s".formatted(answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new ProcessFailed("%s does not answer: %s".formatted(Service.ORDER_HISTORY_SERVICE.module(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailed("Interrupted while the history was being rebuilt", e);
        }
    }
}
