/**
 * The benchmark program behind {@code mvn -Pbench verify}; docs/benchmarks.md says what it measures and how. It treats
 * safecsv as any other program: whole processes of the built distribution, by wall clock, beside its rivals.
 */
package safecsv.bench;
