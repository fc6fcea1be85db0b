package io.zkwire.samples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An instance of the shop. */
@SpringBootApplication
@EnableScheduling
public class ShopApplication {

  ShopApplication() {}

  /**
   * Starts it.
   *
   * @param args properties, such as {@code --server.port=8081}
   */
  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }
}
