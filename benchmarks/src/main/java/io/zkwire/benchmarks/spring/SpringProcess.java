package io.zkwire.benchmarks.spring;

import io.zkwire.benchmarks.harness.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the applications of the module spring-benchmarks, with the libraries that it needs. */
enum SpringProcess {
  /** Spring Boot, and nothing of ZooKeeper. */
  PLAIN("zk-", "spring-cloud-", "curator-", "zookeeper"),

  /** With the starter of zkwire. */
  ZKWIRE("spring-cloud-"),

  /** With Spring Cloud Zookeeper. */
  CLOUD("zk-");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> without;

  SpringProcess(String... without) {
    this.without = List.of(without);
  }

  /**
   * Starts one.
   *
   * @param main its main class
   * @param connect where its keys stand, below {@code /config/bench}
   * @param args what it is told beside where that is
   */
  ChildProcess start(String main, String connect, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--spring.main.banner-mode=off");
    all.addAll(properties(connect));
    return new ChildProcess(
        SpringProcess.class.getPackageName() + "." + main,
        classPath(),
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
        all);
  }

  private List<String> properties(String connect) {
    return switch (this) {
      case PLAIN -> List.of();
      case ZKWIRE -> List.of("--zkwire.connect=" + connect);
      case CLOUD ->
          List.of(
              "--spring.application.name=bench",
              "--spring.cloud.zookeeper.connect-string=" + connect,
              "--spring.config.import=zookeeper:",
              "--spring.cloud.zookeeper.config.root=config",
              "--spring.cloud.compatibility-verifier.enabled=false"); // made for Spring Boot 4.0
    };
  }

  private String classPath() {
    try {
      Path own =
          Path.of(SpringProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path target = own.resolve("../../../spring-benchmarks/target").normalize();
      Path jar = target.resolve("spring-benchmarks.jar");
      if (!Files.isRegularFile(jar)) {
        throw new UncheckedIOException(
            new IOException(jar + " is missing: run mvn -pl benchmarks -am package"));
      }
      try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
        return Stream.concat(Stream.of(jar), libraries.filter(this::needs).sorted())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the benchmarks do not run from a jar", e);
    }
  }

  private boolean needs(Path library) {
    return without.stream().noneMatch(library.getFileName().toString()::startsWith);
  }
}
