/**
 * What every package shares: the exit codes, the one exception that carries them, and numbers in
 * messages. Packages below this one build on
 * each other in one direction only; the rules and their reasons are in {@code ArchitectureTest}.
 */
package safecsv;
