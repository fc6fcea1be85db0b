package io.zkwire.samples.quickstart;

import java.io.IOException;

/**
 * What every scenario plays on.
 *
 * @param story tells what happens
 * @param server ZooKeeper
 * @param apps the applications
 * @param shell ZooKeeper's shell
 * @param children starts further JVMs
 */
record Stage(Story story, Server server, Apps apps, Shell shell, Children children) {

  static Stage set(Story story, Children children) throws IOException, InterruptedException {
    story.chapter("The stage");
    long start = System.nanoTime();
    Server server = new Server(children);
    story.tick(
        "ZooKeeper at " + server.address() + ", pid " + server.pid(), System.nanoTime() - start);
    Apps apps = Apps.start(children, story, server.address());
    Shell shell = new Shell(children, story, server.address());
    return new Stage(story, server, apps, shell, children);
  }

  /** Plays the steps of a scenario. */
  void play(Scenario scenario) throws IOException, InterruptedException {
    story.chapter(scenario.title());
    int number = 1;
    for (Scenario.Step step : scenario.steps()) {
      story.step(number++, step.title());
      apps.mark();
      step.action().run();
    }
  }

  void leave() throws InterruptedException {
    story.chapter("The end");
    apps.end();
  }
}
