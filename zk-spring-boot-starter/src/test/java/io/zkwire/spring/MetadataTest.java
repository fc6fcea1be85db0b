package io.zkwire.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an IDE completes, and what the reference says of it. */
class MetadataTest {

  private static final Pattern PROPERTY =
      Pattern.compile("\"name\": \"(zkwire\\.[a-z.-]+)\",\\s+\"type\": \"[^\"]+\",\\s+\"desc");

  @Test
  void everyPropertyHasADescriptionAndStandsInTheReference() throws IOException {
    String metadata;
    try (InputStream in =
        ZkWireProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      assertThat(in).isNotNull();
      metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> described =
        PROPERTY.matcher(metadata).results().map(found -> found.group(1)).toList();
    assertThat(described).contains("zkwire.connect", "zkwire.lease.length", "zkwire.tls.key-store");
    String reference = Files.readString(Path.of("..", "docs", "reference.md"));
    assertThat(described).allSatisfy(name -> assertThat(reference).contains("| `" + name + "` |"));
  }
}
