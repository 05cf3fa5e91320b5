/**
 * What integration tests share: a real database server, the built command line as a process, and programs that are
 * not ours to compare with (the mysql client, Python's csv module). Nothing here knows the product's classes.
 *
 * <p>Integration tests with the tag {@code any-server} are about what happens on this machine: files, processes, ssh,
 * spreadsheets. Which server answers makes no difference to them, so one is enough.
 */
package safecsv.testing;
