package io.zkwire.agent.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {

  private static final String HEAD =
      """
      version: 1
      zookeeper: { connect: "zk1:2181,zk2:2181/legacy" }
      classes:
        - class: com.acme.Nightly
      """;

  @TempDir Path directory = Path.of(".");

  private static List<String> problems(String text) {
    try {
      MappingFile.parse("zkwire.yaml", text);
      return List.of();
    } catch (MappingException e) {
      return e.problems();
    }
  }

  private static String only(String text) {
    List<String> problems = problems(text);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void aWholeFileIsRead() {
    Mapping mapping =
        MappingFile.parse(
            "zkwire.yaml",
            """
            version: 1
            zookeeper: { connect: "zk1:2181", session-timeout: 5s, auth: "digest:${env:ZK_AUTH}" }
            defaults: { until-known: run, on-detach: restore, find-existing: none }
            log: /var/log/agent.log
            classes:
              - class: com.acme.Nightly
                fields:
                  - { field: interval, config: nightly/interval, mode: both, min: 1, max: 10 }
                methods:
                  - { method: "run( )", leader-only: nightly, lock: "x-{0}", wait: 5s, mode: shared }
                  - { method: count, permit: p, permits: 3, otherwise: { return: -1 } }
            """);
    assertThat(mapping.ensemble().sessionTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(mapping.runsUntilKnown()).isTrue();
    assertThat(mapping.restores()).isTrue();
    ClassEntry entry = mapping.classes().get(0);
    assertThat(entry.type()).isEqualTo("com.acme.Nightly");
    assertThat(entry.fields().get(0).wishes()).containsOnlyKeys("config");
    assertThat(entry.methods().get(0).method()).isEqualTo("run()");
    assertThat(entry.methods().get(0).wishes().keySet())
        .as("in the order in which they are asked")
        .containsExactly("leader-only", "lock");
    assertThat(entry.methods().get(1).answer().literal()).hasToString("-1");
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLineAndWhatMayHaveBeenMeant() {
    assertThat(only(HEAD + "    fields:\n      - { field: a, confg: k, config: k }\n"))
        .startsWith("[ZK-AGENT-01] zkwire.yaml:6: unknown key 'confg'; did you mean 'config'");
  }

  @Test
  void everyFaultIsToldInOneRun() {
    assertThat(
            problems(
                """
                version: 2
                zookeper: { connect: "zk1" }
                classes:
                  - class: com.acme.A
                    fields: [ { field: x, config: k, mode: sometimes } ]
                    methods: [ { method: m, permit: p, permits: 0 }, { method: n } ]
                """))
        .hasSizeGreaterThanOrEqualTo(6)
        .anyMatch(line -> line.contains(":1: version:"))
        .anyMatch(line -> line.contains("'zookeper'; did you mean 'zookeeper'"))
        .anyMatch(line -> line.contains(":5: mode:"))
        .anyMatch(line -> line.contains("permits"))
        .anyMatch(line -> line.contains("it says nothing of what the method wants"));
  }

  @Test
  void aSecretInTheFileIsRefusedAndNotQuoted() {
    assertThat(
            only(
                """
                version: 1
                zookeeper: { connect: "zk1:2181", auth: "digest:operator:hunter2" }
                classes: [ { class: a.B, methods: [ { method: m, leader-only: r } ] } ]
                """))
        .contains("auth: it is no reference to a secret")
        .doesNotContain("hunter2");
  }

  @Test
  void aSearchForObjectsIsRefused() {
    String found = HEAD.replace("classes:", "defaults: { find-existing: walk }\nclasses:");
    assertThat(only(found + "    fields: [ { field: a, config: k } ]\n"))
        .contains("does not search for objects", "mode: filter");
  }

  @Test
  void aKeyThatDoesNotGoWithTheOthersIsRefused() {
    assertThat(only(HEAD + "    methods:\n      - { method: m, leader-only: r, permits: 2 }\n"))
        .contains("permits: it does not go with [leader-only]");
  }

  @Test
  void optionsOfIdsAreChecked() {
    assertThat(only(HEAD + "    fields:\n      - { field: f, id: t, format: none }\n"))
        .contains("id: of its layout or format, it has 0 of {id}");
    assertThat(only(HEAD + "    fields:\n      - { field: f, id: t, layout: 41-8-14 }\n"))
        .contains("id: layout is for SNOWFLAKE, not for BLOCK");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    assertThat(problems(HEAD + "    methods:\n      - { method: m, lock: a, lock: b }\n"))
        .anyMatch(line -> line.contains("twice") || line.contains("duplicate"));
  }

  @Test
  void anchorsAreRefusedSoThatNoFileGrowsWithoutEnd() {
    assertThat(problems("version: 1\nzookeeper: &a { connect: x }\nclasses: []\n"))
        .anyMatch(line -> line.contains(":2: anchors are not used here"));
  }

  @Test
  void endpointsAreReadAndWhatIsWrongWithThemIsTold() {
    ClassEntry entry =
        MappingFile.parse(
                "zkwire.yaml",
                HEAD
                    + """
                          endpoint: { domain: nightly, port: "{port}", healthy: "{ok}", weight: 2, tags: "a, b" }
                          fields:
                            - { field: peers, discover: nightly, balance: least-in-flight, eject-for: 5s }
                          methods:
                            - { method: "changed()", on-endpoints-change: nightly }
                      """)
            .classes()
            .get(0);
    EndpointEntry endpoint = entry.endpoint();
    assertThat(endpoint).isNotNull();
    assertThat(endpoint.tags()).containsExactly("a", "b");
    assertThat(endpoint.needsObjects()).isTrue();
    assertThat(
            endpoint.refusal(
                List.of(new FieldShape("port", "I", 0, false)),
                List.of(new MethodShape("ok", "()Z", 0))))
        .isEmpty();
    assertThat(endpoint.refusal(List.of(), List.of())).contains("'port'");
    assertThat(entry.fields().get(0).wishes()).containsOnlyKeys("discover");
    assertThat(
            problems(
                HEAD
                    + """
                          endpoint: { domain: a, port: http, healthy: yes, weight: -1, metadata: x }
                          fields:
                            - { field: f, discover: a, balance: best, floor: 0, max-age: 0s }
                      """))
        .hasSize(7)
        .anyMatch(line -> line.contains("port: found 'http'"))
        .anyMatch(line -> line.contains("healthy: found 'yes'"))
        .anyMatch(line -> line.contains("balance: found 'best'"));
  }

  @Test
  void whatIsNoYamlIsToldWithItsLine() {
    assertThat(only("version: 1\nclasses: [\n")).contains("it is no YAML").contains("zkwire.yaml:");
  }

  @Test
  void queuesAndBarriersAreReadAndTheirRangesKept() {
    assertThat(
            problems(
                HEAD
                    + """
                        fields: [ { field: mails, queue: mail, limit: 10 } ]
                        methods:
                          - { method: send, queue: mail, concurrency: 4, retries: 0, retry-delay: 5s, visibility: 1m }
                          - { method: step, barrier: step, parties: 3, timeout: 1m, otherwise: throw }
                    """))
        .isEmpty();
    assertThat(only(HEAD + "    fields: [ { field: mails, queue: mail, limit: 10001 } ]\n"))
        .contains("limit: it is within 1 to 10000, found 10001");
    assertThat(only(HEAD + "    methods: [ { method: send, queue: mail, concurrency: 65 } ]\n"))
        .contains("concurrency: it is within 1 to 64, found 65");
    assertThat(only(HEAD + "    methods: [ { method: send, queue: mail, visibility: 0s } ]\n"))
        .contains("visibility: it is within 1 ms to one day");
    assertThat(only(HEAD + "    methods: [ { method: step, barrier: step, parties: 1001 } ]\n"))
        .contains("parties: it is within 1 to 1000, found 1001");
    assertThat(only(HEAD + "    member: { group: g, buckets: 1.5 }\n"))
        .contains("buckets: it is within 0 to 1024, found 1.5");
    assertThat(only(HEAD + "    endpoint: { domain: d, port: 80, weight: 1.5 }\n"))
        .contains("weight: it is within 0 to 10000, found 1.5");
  }

  @Test
  void aFileThatOthersMayWriteIsRefused() throws Exception {
    Path file = directory.resolve("zkwire.yaml");
    Files.writeString(file, HEAD + "    methods: [ { method: m, leader-only: r } ]\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(MappingFile.read(file).classes()).hasSize(1);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThatThrownBy(() -> MappingFile.read(file))
        .isInstanceOfSatisfying(
            MappingException.class,
            e -> assertThat(e.problems().get(0)).contains("others than its owner may write"));
  }
}
