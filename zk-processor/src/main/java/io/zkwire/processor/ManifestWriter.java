package io.zkwire.processor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes the manifest of a class beside its class files. */
final class ManifestWriter {

  private final Filer filer;

  ManifestWriter(Filer filer) {
    this.filer = filer;
  }

  void write(WiredClass owner, Manifest manifest) throws IOException {
    String path = RuntimeNames.MANIFEST_FOLDER + owner.binaryName() + ".json";
    FileObject file =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, owner.topLevel());
    try (OutputStream out = file.openOutputStream()) {
      out.write(manifest.text().getBytes(StandardCharsets.UTF_8));
    }
  }
}
