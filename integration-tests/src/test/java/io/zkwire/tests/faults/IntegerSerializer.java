package io.zkwire.tests.faults;

import java.nio.charset.StandardCharsets;
import org.apache.curator.framework.recipes.queue.QueueSerializer;

/** Numbers as text, for Curator's queues. */
final class IntegerSerializer implements QueueSerializer<Integer> {
  @Override
  public byte[] serialize(Integer item) {
    return item.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Integer deserialize(byte[] bytes) {
    return Integer.valueOf(new String(bytes, StandardCharsets.US_ASCII));
  }
}
