package io.zkwire.console.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Random tokens, and what is made of passwords. Thread-safe. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ROUNDS = 210_000;
  private static final int BITS = 256;

  private Secrets() {}

  /** 256 random bits, as text that a URL may hold. */
  static String token() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of a password: rounds, salt and key. */
  static String keep(String password) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return ROUNDS + ":" + encode(salt) + ":" + encode(key(password, salt, ROUNDS));
  }

  /** Whether a password is the one of which something is kept. */
  static boolean fits(String password, String kept) {
    String[] parts = kept.split(":", 3);
    byte[] salt = Base64.getDecoder().decode(parts[1]);
    byte[] wanted = Base64.getDecoder().decode(parts[2]);
    return MessageDigest.isEqual(key(password, salt, Integer.parseInt(parts[0])), wanted);
  }

  /** Whether two texts are the same, in a time that does not tell where they differ. */
  static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** A code that only who knows the key can make. */
  static String code(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HmacSHA256", e);
    }
  }

  private static byte[] key(String password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
