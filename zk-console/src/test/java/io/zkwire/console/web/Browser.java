package io.zkwire.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A browser without a screen: sends what the pages send, or leaves parts of it out. */
final class Browser {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String url;
  private String cookie = "";
  private String csrf = "";

  Browser(ConsoleServer server) {
    this.url = server.url();
  }

  Browser signIn(String name, String password) {
    return admitted(send("POST", "/api/session", Map.of("name", name, "password", password), true));
  }

  Browser signIn(String token) {
    return admitted(send("POST", "/api/session", Map.of("token", token), true));
  }

  private Browser admitted(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    keep(answer);
    csrf = json(get("/api/session")).path("csrf").asText();
    return this;
  }

  void keep(HttpResponse<String> answer) {
    answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
  }

  String cookie() {
    return cookie;
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, Map.of(), true);
  }

  HttpResponse<String> write(String method, String path, Map<String, ?> body) {
    return send(method, path, body, true);
  }

  HttpResponse<String> send(String method, String path, Map<String, ?> body, boolean withCode) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.substring(0, url.length() - 1) + path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (!method.equals("GET")) {
      request.header("Content-Type", "application/json");
      if (withCode) {
        request.header("X-Zkwire-Csrf", csrf);
      }
    }
    try {
      String text = method.equals("GET") ? "" : JSON.writeValueAsString(body);
      request.method(
          method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request as it stands, for headers that a client of Java does not let one send. */
  static String raw(ConsoleServer server, String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(300), StandardCharsets.UTF_8);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
