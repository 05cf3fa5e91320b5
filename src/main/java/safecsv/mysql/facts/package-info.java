/**
 * What a server says about itself and about the account, as plain values: nothing here connects or judges.
 * {@code ServerExamination} in {@code safecsv.mysql} reads them; whoever judges them, such as {@code safecsv doctor}, does it
 * far from any connection.
 */
package safecsv.mysql.facts;
