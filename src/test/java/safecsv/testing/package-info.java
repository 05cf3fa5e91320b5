/**
 * What integration tests share: a real database server, the built command line as a process, and programs that are
 * not ours to compare with (the mysql client, Python's csv module). Nothing here knows the product's classes.
 */
package safecsv.testing;
