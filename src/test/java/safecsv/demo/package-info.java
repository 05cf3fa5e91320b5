/**
 * What {@code mvn -Pdemo verify} runs: exports from a small shop with the built distribution. Entry point: {@link
 * safecsv.demo.Demo}.
 */
package safecsv.demo;
