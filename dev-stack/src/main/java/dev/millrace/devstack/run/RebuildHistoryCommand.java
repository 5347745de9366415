package dev.millrace.devstack.run;

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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rebuild-history",
        description = "Rebuilds the order history from Kafka's log; readers see the old one until that is complete.")
final class RebuildHistoryCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofHours(1);

    @ParentCommand
    private Run run;

    @Mixin
    private AdminToken token;

    @Option(
            names = "--accept-loss",
            description = "Show readers the history that is held back, although it lacks data of the old one.")
    private boolean acceptLoss;

    @Option(names = "--discard", description = "Discard the history that is being built or held back.")
    private boolean discard;

    @Override
    public Integer call() {
        LocalSystem system = run.system();
        String address = system.part(Service.ORDER_HISTORY_SERVICE.module()).address() + "/admin/rebuild";
        String authorization = "Bearer " + token.get(system);
        try (HttpClient http = HttpClient.newHttpClient()) {
            if (discard) {
                Console.say(send(http, request(address, authorization).DELETE()));
                return CommandLine.ExitCode.OK;
            }
            String path = acceptLoss ? "/accept-loss" : "";
            Console.say(send(http, request(address + path, authorization).POST(BodyPublishers.noBody())));
            boolean ended = Await.until(TIMEOUT, () -> !isBuilding(send(http, request(address, authorization))));
            String generation = send(http, request(address, authorization));
            Console.say(generation);
            return ended && is(generation, "LIVE") ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static HttpRequest.Builder request(String address, String authorization) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", authorization);
    }

    private static boolean isBuilding(String generation) {
        return is(generation, "BUILDING");
    }

    private static boolean is(String generation, String state) {
        return generation.contains("\"state\":\"" + state + '"');
    }

    private static String send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
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
