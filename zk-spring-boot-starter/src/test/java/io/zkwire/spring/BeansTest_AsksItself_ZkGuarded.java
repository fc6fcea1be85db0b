package io.zkwire.spring;

/**
 * As the processor makes one for a class that is not compiled to be woven: left over here from
 * before its superclass asked by itself. Whoever took it would ask twice.
 */
class BeansTest_AsksItself_ZkGuarded extends BeansTest.AsksItself {

  BeansTest_AsksItself_ZkGuarded() {}
}
