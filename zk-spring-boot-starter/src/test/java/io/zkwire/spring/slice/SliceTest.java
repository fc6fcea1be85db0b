package io.zkwire.spring.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zkwire.runtime.ZkWire;
import io.zkwire.spring.test.ZkWireTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** A test with the slice annotation. */
@ZkWireTest(properties = {"zkwire.lease.length=1s", "zkwire.lease.lock-delay=1s"})
class SliceTest {

  @Autowired private Job job;
  @Autowired private ZkWire zk;
  @Autowired private ObjectProvider<Page> page;

  @Test
  void whatZkWireBindsIsThereAndNothingElse() {
    zk.config().publish("job/size", 8);
    await().until(() -> job.size() == 8);
    await().ignoreExceptions().until(() -> job.run().equals("run"));
    assertThat(page.stream()).isEmpty();
  }
}
