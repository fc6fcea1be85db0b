package io.zkwire.benchmarks.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** P1: an application that starts, says so, and waits. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Prices.class)
public class StartMain {

  StartMain() {}

  /**
   * Starts.
   *
   * @param args properties
   */
  public static void main(String[] args) {
    Starter.endWithIt();
    ConfigurableApplicationContext context = SpringApplication.run(StartMain.class, args);
    Prices prices = context.getBean(Prices.class);
    System.out.println("UP " + prices.imported() + " " + prices.sum());
  }
}
