package io.zkwire.spring.slice;

import org.springframework.stereotype.Controller;

/** Not in the slice. */
@Controller
public class Page {

  /** For Spring. */
  public Page() {
    throw new IllegalStateException("a slice makes no page");
  }
}
