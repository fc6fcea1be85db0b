package io.zkwire.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The same text as by the mapper, or none. */
class PlainJsonTest {

  private static final JsonMapper JACKSON = JsonMapper.builder().build();

  private static void same(Object value) throws JsonProcessingException {
    assertThat(PlainJson.of(value)).isEqualTo(JACKSON.writeValueAsString(value));
  }

  @Test
  void writesWhatJacksonWrites() throws JsonProcessingException {
    StringBuilder characters = new StringBuilder();
    for (char c = 0; c < 0x3000; c++) {
      characters.append(c);
    }
    same(characters.append("😀").toString());
    same("");
    same(-7);
    same(Long.MIN_VALUE);
    same(true);
    assertThat(PlainJson.of(null)).isEqualTo("null");
    same(List.of());
    same(Map.of());
    same(new TreeMap<>(Map.of("b", 1, "a", Arrays.asList("x", null, List.of(2L)))));
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("set", new TreeSet<>(List.of("q\"u\\o\nt\te\rd", "z")));
    nested.put("no\u0000thing", null);
    nested.put("below", Map.of("deep", Map.of("er", false)));
    same(nested);
  }

  @Test
  void whatIsJsonAlreadyIsTakenAsItIs() {
    assertThat(PlainJson.of(Map.of("a", new PlainJson.Written("[1.5]"))))
        .isEqualTo("{\"a\":[1.5]}");
  }

  /** A map of an application, which Jackson may write in another way. */
  static class Own extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void leavesToJacksonWhatIsNotPlainAndWhatHasNoEnd() {
    assertThat(PlainJson.of(1.5)).isNull();
    assertThat(PlainJson.of(new Own())).isNull();
    assertThat(PlainJson.of(List.of("a", Thread.State.NEW))).isNull();
    assertThat(PlainJson.of(Map.of(1, "a"))).isNull();
    assertThat(PlainJson.of(java.util.Optional.of("a"))).isNull();
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThat(PlainJson.of(endless)).isNull();
  }
}
