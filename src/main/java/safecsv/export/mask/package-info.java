/**
 * Masking: the values of some columns never leave in clear. Changes bytes before they are encoded; knows no server. What a
 * query computes from a masked column under another name is not masked: docs/masking.md says so.
 */
package safecsv.export.mask;
