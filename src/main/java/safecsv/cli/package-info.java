/**
 * The command line: parse, call one engine method, print, exit code. Entry point: {@link safecsv.cli.Main}. The only
 * package that knows picocli, the terminal and the process environment; it never touches a connection or a file itself.
 */
package safecsv.cli;
