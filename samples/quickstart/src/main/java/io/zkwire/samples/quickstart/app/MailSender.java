package io.zkwire.samples.quickstart.app;

import io.zkwire.Delivery;
import io.zkwire.WorkQueue;
import io.zkwire.annotation.Queue;
import io.zkwire.annotation.QueueConsumer;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Puts mails into a queue of the cluster, and takes them from there. */
public class MailSender {

  @Queue("mail")
  private WorkQueue<Mail> mails;

  private final Consumer<String> out;

  MailSender(Consumer<String> out) {
    this.out = out;
  }

  /** Somebody wants a mail to be sent, by whichever process. */
  void send(Mail mail) {
    mails.put(mail);
  }

  @QueueConsumer("mail")
  void send(Mail mail, Delivery delivery) throws InterruptedException {
    out.accept("begins " + mail.to() + " " + delivery.attempt());
    if (mail.slow() && delivery.attempt() == 1) {
      new CountDownLatch(1).await(); // as if the mail server did not answer
    }
    out.accept("sent " + mail.to() + " " + delivery.attempt());
  }
}
