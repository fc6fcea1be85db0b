package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchesTest {

  private static TreeSet<String> merged(List<String> paths) {
    TreeSet<String> entries = new TreeSet<>(paths);
    Watches.merge(entries);
    return entries;
  }

  @Test
  void fewNeighboursKeepWatchesOfTheirOwn() {
    List<String> few = List.of("/config/a", "/config/b", "/config/c", "/config/d");
    assertThat(merged(few)).containsExactlyElementsOf(few);
  }

  @Test
  void manyNeighboursShareOneOnTheirParent() {
    List<String> many = IntStream.range(0, 200).mapToObj(i -> "/config/app/k" + i).toList();
    assertThat(merged(many)).containsExactly("/config/app");
  }

  @Test
  void manyDirectoriesShareOneOnWhatTheyHaveInCommon() {
    List<String> many = IntStream.range(0, 200).mapToObj(i -> "/config/d" + i + "/k").toList();
    assertThat(merged(many)).containsExactly("/config");
  }

  @Test
  void nothingIsWatchedOnTheChrootItself() {
    List<String> many = IntStream.range(0, 9).mapToObj(i -> "/k" + i).toList();
    assertThat(merged(many)).containsExactlyElementsOf(many);
  }

  @Test
  void aNameThatBeginsLikeAnotherIsNotBelowIt() {
    List<String> paths = List.of("/a/b", "/a/b-1", "/a/b.2", "/a/b0");
    assertThat(merged(paths)).containsExactlyInAnyOrderElementsOf(paths);
    assertThat(Watches.covered(new TreeSet<>(List.of("/a/b")), "/a/b-1")).isFalse();
    assertThat(Watches.covered(new TreeSet<>(List.of("/a/b")), "/a/b/c/d")).isTrue();
  }
}
