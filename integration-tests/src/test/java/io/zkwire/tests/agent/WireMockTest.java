package io.zkwire.tests.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WireMock: a private final field of an object that is there, and a method with a result. */
class WireMockTest extends ProgramBehaviour {

  private static final Pattern DELAY = Pattern.compile("\"fixedDelay\"\\s*:\\s*(\\w+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  @Override
  String[] command(Path directory) throws IOException {
    port = Ports.free();
    String jar = Program.jar("wiremock-standalone.jar").toString();
    return new String[] {"-jar", jar, "--port", Integer.toString(port), "--disable-banner"};
  }

  @Override
  String classes() {
    return """
      - class: com.github.tomakehurst.wiremock.global.GlobalSettings
        fields:
          - { field: fixedDelay, config: program/value, min: 0, max: 100000 }
      - class: com.github.tomakehurst.wiremock.core.WireMockApp
        methods:
          - { method: getAllScenarios, leader-only: program, otherwise: { return: null } }
    """;
  }

  private HttpResponse<String> get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/__admin/" + path))
              .method("GET", BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  boolean serves() {
    HttpResponse<String> answer = get("mappings");
    return answer != null && answer.statusCode() == 200;
  }

  @Override
  String value() {
    Matcher matcher = DELAY.matcher(get("settings").body());
    return matcher.find() ? matcher.group(1) : "none";
  }

  @Override
  String ownValue() {
    return "none";
  }

  @Override
  boolean runs() {
    return get("scenarios").body().contains("scenarios");
  }
}
