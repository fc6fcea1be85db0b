package io.zkwire.agent.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where woven code finds its places: one set for each class object, never for a class name, since
 * two web applications may have one class. Class files from version 55 on hold a place as a
 * constant, those from 51 on as the constant result of a call site; older ones look it up at each
 * call. Thread-safe.
 */
public final class Dispatcher {

  private static final ClassValue<ClassPlaces> PLACES = new Places();

  static volatile @Nullable BiConsumer<Class<?>, Object> linked;

  private Dispatcher() {}

  /** The places of a class. */
  public static ClassPlaces places(Class<?> type) {
    ClassPlaces places = PLACES.get(type);
    if (!places.announced) {
      places.announce(type);
    }
    return places;
  }

  /**
   * Who is told of each class whose places are asked for the first time, before any is used.
   *
   * @param told is given the class and its places; must not block; null for nobody
   */
  public static void onLinked(@Nullable BiConsumer<Class<?>, Object> told) {
    linked = told;
  }

  /** The place of a guarded method, as a constant of its class. */
  public static GuardPlace guard(Lookup woven, String name, Class<?> type, int site) {
    return places(woven.lookupClass()).guard(site);
  }

  /** The place of a guarded method, as the result of a call site in its class. */
  public static CallSite guardSite(Lookup woven, String name, MethodType type, int site) {
    GuardPlace place = places(woven.lookupClass()).guard(site);
    return new ConstantCallSite(MethodHandles.constant(GuardPlace.class, place).asType(type));
  }

  /** The place of a guarded method. */
  public static GuardPlace guard(Class<?> woven, int site) {
    return places(woven).guard(site);
  }

  /**
   * The call site of the read of a field.
   *
   * @param reader the class that reads
   * @param name any
   * @param type {@code (Object, T)T}
   * @param declaring the name of the class that declares the field
   * @param site the number of the field
   */
  public static CallSite readSite(
      Lookup reader, String name, MethodType type, String declaring, int site)
      throws ReflectiveOperationException {
    return place(reader.lookupClass(), declaring, site).link(type);
  }

  private static ReadPlace place(Class<?> reader, String declaring, int site) {
    if (reader.getName().equals(declaring)) {
      return places(reader).read(site);
    }
    try {
      return places(Class.forName(declaring, false, reader.getClassLoader())).read(site);
    } catch (ClassNotFoundException | LinkageError e) {
      return new ReadPlace(); // the reader sees another one than we took it for: nobody's place
    }
  }

  /** A filtered read in an old class file. */
  public static @Nullable Object read(
      @Nullable Object owner, @Nullable Object raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static boolean read(
      @Nullable Object owner, boolean raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static byte read(
      @Nullable Object owner, byte raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static char read(
      @Nullable Object owner, char raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static short read(
      @Nullable Object owner, short raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static int read(
      @Nullable Object owner, int raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static long read(
      @Nullable Object owner, long raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static float read(
      @Nullable Object owner, float raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /** A filtered read in an old class file. */
  public static double read(
      @Nullable Object owner, double raw, Class<?> reader, String declaring, int site) {
    return place(reader, declaring, site).pick(owner, raw);
  }

  /**
   * An object was made.
   *
   * @param object the object
   * @param type the class whose constructor has ended
   */
  public static void made(Object object, Class<?> type) {
    places(type).tellMade(object);
  }

  /** Makes the places of a class. */
  private static final class Places extends ClassValue<ClassPlaces> {
    @Override
    protected ClassPlaces computeValue(Class<?> type) {
      return new ClassPlaces();
    }
  }
}
