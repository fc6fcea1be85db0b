package io.zkwire.console.web;

import io.zkwire.console.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the pages, from the jar. Thread-safe. */
final class StaticFiles {

  private static final String ROOT = "/io/zkwire/console/static";
  private static final Pattern NAME = Pattern.compile("(/[a-z0-9-]+){1,2}\\.(html|js|css|svg)");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, File> files = new ConcurrentHashMap<>();

  private record File(byte[] bytes, String etag) {}

  /** Answers where there is such a file; says whether there is. */
  boolean answer(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = path.equals("/") ? "/index.html" : path;
    File file = NAME.matcher(name).matches() ? file(name) : null;
    if (file == null) {
      return false;
    }
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", file.etag());
    if (file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return true;
    }
    response.setContentType(
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
    response.setContentLength(file.bytes().length);
    response.getOutputStream().write(file.bytes());
    return true;
  }

  private @Nullable File file(String name) throws IOException {
    File known = files.get(name);
    if (known != null) {
      return known;
    }
    try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      File file = new File(bytes, '"' + Text.sha256(bytes) + '"');
      files.put(name, file);
      return file;
    }
  }
}
