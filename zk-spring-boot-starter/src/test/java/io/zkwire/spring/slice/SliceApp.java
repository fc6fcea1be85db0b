package io.zkwire.spring.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application of which a slice is tested. */
@SpringBootApplication
public class SliceApp {

  /** For Spring. */
  public SliceApp() {}
}
