/** Tests of target/safecsv as a user runs it: the launcher, the folder, the archives, the class-data archive. */
package safecsv.distribution;
