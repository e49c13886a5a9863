/// The first dollar, in one command: a stranger's whole way over HTTP, step by step with its time.
@NullMarked
package tools.sota.sandbox.demo;

import org.jspecify.annotations.NullMarked;
