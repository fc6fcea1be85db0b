/** Classes that stand in another package than those that extend them. */
package io.zkwire.tests.elsewhere;
