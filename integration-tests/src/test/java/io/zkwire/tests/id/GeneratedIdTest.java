package io.zkwire.tests.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zkwire.BindingException;
import io.zkwire.IdNode;
import io.zkwire.runtime.ZkWire;
import io.zkwire.tests.Carrier;
import io.zkwire.tests.id.Ids.ShopIds;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** IDs by the generated binding; interfaces are implemented by generated code alone. */
class GeneratedIdTest extends IdBehaviour {

  @Override
  protected Carrier carrier() {
    return Carrier.generated();
  }

  @Test
  void anInterfaceIsImplemented(ZkWire zk) {
    ShopIds ids = zk.create(ShopIds.class);
    assertThat(Set.of(ids.order(), ids.order(), ids.order())).hasSize(3);
    assertThat(ids.invoice()).matches("I-\\d{7}");
    IdNode job = ids.job();
    assertThat(job.id()).isEqualTo("jobs-job-0000000000");
    assertThat(ids.both()).contains(" I-");
    assertThat(zk.bind(ids).target()).isSameAs(ids);
  }

  @Test
  void whoImplementsItByHandIsToldSo(ZkWire zk) {
    class ByHand implements ShopIds {
      @Override
      public long order() {
        return 1;
      }

      @Override
      public String invoice() {
        return "";
      }

      @Override
      public IdNode job() {
        return new IdNode("", 1, "");
      }
    }

    assertThatThrownBy(() -> zk.bind(new ByHand()))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("implements order(), which asks for IDs, itself");
  }
}
