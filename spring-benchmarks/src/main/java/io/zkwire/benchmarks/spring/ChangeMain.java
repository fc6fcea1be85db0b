package io.zkwire.benchmarks.spring;

import java.util.Arrays;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * P2: an application with 500 keys, and ten beans that have nothing to do with them. Of one key it
 * tells at which moment it had its new value, and how often the ten have been touched.
 */
public final class ChangeMain {

  /** The key that changes, below {@code bench}. */
  static final String KEY = "k007";

  private ChangeMain() {}

  /**
   * Starts.
   *
   * @param args which application: {@code FieldApp}, {@code LiveApp} or {@code CloudApp}; then
   *     properties
   * @throws ClassNotFoundException if there is no such one
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws ClassNotFoundException, InterruptedException {
    Starter.endWithIt();
    String name = ChangeMain.class.getPackageName() + "." + args[0];
    new SpringApplicationBuilder(Class.forName(name))
        .web(WebApplicationType.NONE)
        .initializers(
            context -> {
              for (int i = 0; i < Other.BEANS; i++) {
                ((GenericApplicationContext) context).registerBean("other" + i, Other.class);
              }
            })
        .run(Arrays.copyOfRange(args, 1, args.length));
    Thread.currentThread().join(); // no other thread keeps it
  }

  /** All keys are followed, and nothing is under way. */
  static void ready() {
    System.out.println("READY");
  }

  /** The new value is there. */
  static void has(Object value) {
    System.out.println("HAS " + value + " " + System.nanoTime() + " " + Other.touched());
  }
}
