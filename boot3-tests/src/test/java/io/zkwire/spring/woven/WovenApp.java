package io.zkwire.spring.woven;

import io.zkwire.FencingToken;
import io.zkwire.annotation.LeaderOnly;
import io.zkwire.annotation.Otherwise;
import io.zkwire.annotation.ZkConfig;
import io.zkwire.annotation.ZkLock;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Compiled to be woven, so that there are no guarded subclasses: woven and unwoven in the test. */
@Configuration(proxyBeanMethods = false)
public class WovenApp {

  /** For Spring. */
  public WovenApp() {}

  /** Made by hand, which a generated subclass could not guard; its guarded method is private. */
  @Bean
  Supplier<String> till() {
    return new Till();
  }

  /** A final class with a private guarded method. */
  static final class Till implements Supplier<String> {

    @ZkConfig("till/name")
    private volatile String name = "first";

    @Override
    public String get() {
      return open() + " " + pay();
    }

    @LeaderOnly(value = "till", otherwise = Otherwise.THROW)
    private String open() {
      return name;
    }

    @ZkLock(value = "till", otherwise = Otherwise.THROW)
    private boolean pay() {
      return FencingToken.current().czxid() > 0;
    }
  }
}
