package io.zkwire;

/**
 * An item that was given up. Immutable.
 *
 * <pre>{@code
 * WorkQueue<Mail> mails = zk.queue("mail", Mail.class);
 * for (ParkedItem parked : mails.parked()) {
 *   System.out.println(parked.item() + ": " + parked.error());
 *   mails.retry(parked.id());
 * }
 * }</pre>
 *
 * @param id what {@link WorkQueue#retry} and {@link WorkQueue#drop} take
 * @param item its JSON, as text
 * @param attempts how often it was tried
 * @param error why the last try failed
 * @param parkedAt when it was parked, in milliseconds since 1970
 */
public record ParkedItem(String id, String item, int attempts, String error, long parkedAt) {}
