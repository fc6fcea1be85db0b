package io.zkwire;

/**
 * A number as digits of a radix. Immutable.
 *
 * @param radix 10, 36 or 62
 * @param least how many digits at least
 */
record IdDigits(int radix, int least) {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  String write(long number) {
    if (radix == 10) {
      String plain = Long.toString(number);
      return plain.length() >= least ? plain : "0".repeat(least - plain.length()) + plain;
    }
    char[] out = new char[Math.max(least, 13)];
    int at = out.length;
    long rest = number;
    do {
      out[--at] = DIGITS.charAt((int) (rest % radix));
      rest /= radix;
    } while (rest != 0);
    while (out.length - at < least) {
      out[--at] = '0';
    }
    return new String(out, at, out.length - at);
  }

  /** Reads what {@link #write} has written; -1 for anything else. */
  long read(String digits) {
    if (digits.length() < least || (digits.length() > least && digits.charAt(0) == '0')) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = value(digits.charAt(i));
      if (digit < 0 || number > (Long.MAX_VALUE - digit) / radix) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  private int value(char c) {
    int digit = DIGITS.indexOf(c);
    return digit < radix ? digit : -1;
  }

  /** The digit that makes the Luhn sum of all digits, itself included, a multiple of the radix. */
  char check(String digits) {
    int sum = 0;
    boolean twice = true;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = Math.max(0, value(digits.charAt(i)));
      int addend = twice ? digit * 2 : digit;
      sum += addend / radix + addend % radix;
      twice = !twice;
    }
    return DIGITS.charAt((radix - sum % radix) % radix);
  }
}
